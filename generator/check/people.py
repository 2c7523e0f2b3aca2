"""Spellings of authors' names that may be one person's. They are told, and never joined: a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from papershelf.check.plausible import Stated
from papershelf.model import Problem
from papershelf.text.person import name_parts
from papershelf.text.romanized import romanized

_WORD = re.compile(r"\w+")
_FEW = 20  # different given names of one family name and first letter; beyond it initials tell nobody apart


class _Name(NamedTuple):
    """A spelling: its given names in plain letters, where it first stands, and with whom."""

    name: str
    given: tuple[str, ...]
    place: tuple[str, int]
    beside: frozenset[str]


def spellings(papers: Sequence[Stated], decided: Collection[str] = ()) -> list[Problem]:
    """A note for each two spellings that differ by accents, hyphens or case alone, or by initials and
    middle names where both have a co-author in common; each where the shorter or later one first stands. Of two that
    people have `decided` about, in files of authors, there is none."""
    found = (problem for names in _families(papers) for one, other in combinations(names, 2)
             if not {one.name, other.name} <= {*decided} and (problem := _compared(one, other)))
    return sorted(found)


def _families(papers: Sequence[Stated]) -> Iterator[list[_Name]]:
    """The spellings that share a family's name and the first letter of a given one."""
    places: dict[str, tuple[str, int]] = {}
    beside: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for name in paper.authors:
            places.setdefault(name, paper.at("authors"))
            beside[name].update(paper.authors)
    families: dict[tuple[str, str], list[_Name]] = defaultdict(list)
    for name, place in places.items():
        parts = name_parts(name)
        given = tuple(_WORD.findall(romanized(parts.given)))
        if given:
            family = " ".join(_WORD.findall(romanized(f"{parts.particle} {parts.family} {parts.suffix}")))
            families[family, given[0][0]].append(_Name(name, given, place, frozenset(beside[name] - {name})))
    yield from (names for names in families.values() if 1 < len(names) <= _FEW)


def _compared(one: _Name, other: _Name) -> Problem | None:
    same = "".join(one.given) == "".join(other.given)
    if not same and not (_abbreviates(one.given, other.given) and one.beside & other.beside):
        return None
    if other.name in one.beside:
        return None  # who stands on one paper with a person is another
    later, first = (one, other) if len("".join(one.given)) < len("".join(other.given)) else (other, one)
    return Problem(*later.place, "similar-authors",
                   f"the author `{later.name}` may be `{first.name}` of `{first.place[0]}`",
                   "where they are one person, write one spelling in both records, or name both in a file of authors/")


def _abbreviates(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the given names agree as far as both go, some of them as initials.

    >>> _abbreviates(("a",), ("ada", "m")), _abbreviates(("ada",), ("anna",))
    (True, False)
    """
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))
