"""What the papers of a shelf say together of the names that no vocabulary knows.

One thing is one tag: `FooBench`, `Foo-Bench` and `FooBench v2` become the form that most papers write. And what one
paper says of a name ("the FooBench dataset") holds for another that only uses it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from papershelf.model import TagUse
from papershelf.tags.named import Sentence
from papershelf.tags.presenting import WORD

_VERSION = re.compile(r"[\s‐‑–-]?(?:[vV]\s?\d+(?:\.\d+)*|\d\.\d+)$")
_RUN_ON = re.compile(r"(?<=[a-z])[vV]?\d$")
_NAME = re.compile(WORD)
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z][A-Z][a-z]")
LEAST_LETTERS = 5  # a shorter name stands for too many things to be told by its form alone


def base(name: str) -> str:
    """What versions and spellings of a name share: "Foo-Bench v2" and "FooBench" are one."""
    plain = _RUN_ON.sub("", _VERSION.sub("", name)) or name
    return "".join(char for char in plain.casefold() if char.isalnum() or char in "+*").removesuffix("s") or name


class Recurring:
    """The unknown names that the papers of a shelf show to be something, each under one name and kind."""

    def __init__(self, found: Iterable[Iterable[TagUse]]) -> None:
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for uses in found:
            for use in uses:
                forms[base(use.name)][use.name] += 1
                kinds[base(use.name)][use.kind] += 1
        # The form that most papers write, of equals the shortest: "FooBench", not "FooBench v2".
        self._names: Mapping[str, str] = {
            key: min(names, key=lambda name: (-names[name], len(name), name)) for key, names in forms.items()}
        self._kinds: Mapping[str, str] = {
            key: min(counts, key=lambda kind: (-counts[kind], kind)) for key, counts in kinds.items()}

    def together(self, use: TagUse) -> TagUse:
        """A use under the name and kind that the shelf has for the thing."""
        key = base(use.name)
        return TagUse(self._names[key], self._kinds[key], use.evidence, use.written)

    def named_in(self, sentences: Sequence[Sentence], is_taken: Callable[[str], bool]) -> Iterable[TagUse]:
        """The names of other papers' evidence that these sentences write, as they are cased there.

        `is_taken` tells what is already known, or the paper's own. Only names that no plain word or short form can be.
        """
        for sentence in sentences:
            if sentence.is_title or not _MIXED.search(sentence.text):
                continue
            for found in _NAME.finditer(sentence.text):
                name = self._names.get(base(found[0]))
                if name and _is_telling(found[0], name) and not is_taken(found[0]) and not is_taken(name):
                    yield TagUse(name, self._kinds[base(name)], sentence.text, found[0])


def _is_telling(written: str, name: str) -> bool:
    """Whether what is written can only be the name: long enough, and cased as no word is."""
    letters = sum(char.isalpha() for char in written)
    mixed = any(char.islower() for char in written) and sum(char.isupper() for char in written) > 1
    return letters >= LEAST_LETTERS and mixed and written.startswith(name[:LEAST_LETTERS - 1])
