"""What papers of a topic say of the names that most of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A paper names something: the sentence, the name as it writes it, and the figures that it gives right beside the
    name, in its words. Without a sentence, only the record or the title says it."""

    sentence: str = ""
    written: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Papers × names: kind and name of each, those of a kind together, and the papers' cells by slug and name."""

    names: tuple[tuple[str, str], ...]
    cells: Mapping[str, Mapping[str, Cell]]
