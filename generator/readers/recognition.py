"""How a format is recognised: what recognition may look at, and what it answers.

Every format and every refusal says how sure it is and why; the surest wins, the first of the table among equals.
Only a bounded sample is looked at, so that recognising a large file costs no more than a small one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

from papershelf.readers import json_values

SAMPLE = 100_000  # characters at the start of a text that recognition looks at
_LINES = 200  # lines of the sample by whose shape formats without a signature are told

# How sure: a signature that nothing else has; marks that hardly anything else has; the shape of most lines; a shape
# that other texts may have, too; what plain text is taken for where nothing speaks against it.
SIGNED, MARKED, LIKELY, POSSIBLE, FALLBACK = 1.0, 0.9, 0.7, 0.5, 0.3


class Recognition(NamedTuple):
    """How sure a format is that a text is its own, from 0 to 1, and the reason, for people."""

    score: float
    reason: str = ""


NOT_THIS = Recognition(0.0)


def sure(found: object, score: float, reason: str) -> Recognition:
    """A score with its reason where something was found, otherwise none."""
    return Recognition(score, reason) if found else NOT_THIS


class Sample:
    """The start of a text with what several formats ask of it, each computed once."""

    def __init__(self, text: str, name: str = "") -> None:
        self._text = text
        self.head = text[:SAMPLE].lstrip("\ufeff")
        self.suffix = name.rpartition(".")[2].lower() if "." in name else ""

    @cached_property
    def lines(self) -> list[str]:
        """The first lines that say anything, without the last one where the sample cuts it."""
        whole = self.head if len(self._text) <= SAMPLE else self.head.rpartition("\n")[0] or self.head
        return [line for line in whole.split("\n", 5 * _LINES)[:5 * _LINES] if line.strip()][:_LINES]

    @cached_property
    def first_line(self) -> str:
        """The first line that says anything, without the spaces around it."""
        return self.lines[0].strip() if self.lines else ""

    @cached_property
    def first_object(self) -> dict[str, Any]:
        """The first paper's object of a JSON file; the whole text is parsed only where the sample does not tell."""
        found = json_values.first_object(self.head)
        return found if found or len(self._text) <= SAMPLE else json_values.first_object(self._text)

    @cached_property
    def is_json(self) -> bool:
        """Whether the text opens an object or a list of objects."""
        return json_values.opens(self.head)

    def share(self, pattern: re.Pattern[str]) -> float:
        """Of the first lines that say anything, the share that matches."""
        return sum(map(bool, map(pattern.match, self.lines))) / len(self.lines) if self.lines else 0.0

    def count(self, pattern: re.Pattern[str]) -> int:
        """How many of the first lines that say anything match."""
        return sum(map(bool, map(pattern.match, self.lines)))
