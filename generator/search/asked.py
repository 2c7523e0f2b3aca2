"""What a person asks: a query's parts, and what plain words say of years and venues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from papershelf.search.opened import Index, keys
from papershelf.search.shared import (
    KINDS,
    LONGEST_VENUE,
    MOST_ASKED,
    YEAR,
)
from papershelf.search.terms import side_by_side

_PART = re.compile(rf"(?:^|\s)(-?)(?:({'|'.join(KINDS)}):)?(?:\"([^\"]*)(\"?)|([^\s\"]+))", re.I)
_YEAR = re.compile(YEAR)
# Words in more papers than this for each that appeared in a venue are ordinary ones, not the venue's name.
_ORDINARY = 1.5


class FieldPart(NamedTuple):
    """A part of a query such as `year:2023`."""

    kind: str
    value: str
    without: bool


@dataclass(frozen=True, slots=True)
class Query:
    """Words, "phrases", -without, and fields such as year:2023.."""

    words: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    fields: list[FieldPart] = field(default_factory=list)
    without: list[list[str]] = field(default_factory=list)


def parse(text: str) -> Query:
    """A query's parts."""
    query = Query()
    for minus, kind, quoted, closed, bare in _PART.findall(re.sub("[“”]", '"', text)):
        value = bare or quoted
        if kind:
            query.fields.append(FieldPart(kind.lower(), value, bool(minus)))
        elif minus:
            query.without.extend([one] for one in keys(value)) if bare else query.without.append(keys(value))
        else:
            query.words.extend(keys(value))
            if closed and keys(value):
                query.phrases.append(keys(value))
    return query


def essential(index: Index, words: list[str]) -> list[str]:
    """The words of a query; of a text as long as an abstract, each once, and without those that say nothing."""
    if len(words) <= MOST_ASKED:
        return words
    return [word for word in dict.fromkeys(words) if word not in index.stop][:MOST_ASKED]


def understood(index: Index, words: list[str]) -> tuple[list[FieldPart], list[str]]:
    """The years and venues among the words of a query, and the words that are left.

    A word that stands beside the year in several papers ("VOC 2007") keeps it a word; a venue is one by its whole name,
    without its year, unless the papers use these words in their texts ("neural networks").
    """
    years = {facet.name for facet in index.facets.get("year", ())}
    venues = _venues(index)
    fields, rest, at = list[FieldPart](), list[str](), 0
    while at < len(words):
        longest = next((end for end in range(min(len(words), at + LONGEST_VENUE), at, -1)
                        if tuple(words[at:end]) in venues), 0)
        if longest:
            fields.append(FieldPart("venue", venues[tuple(words[at:longest])], without=False))
            at = longest
            continue
        beside = words[max(0, at - 1):at] + words[at + 1:at + 2]
        if words[at] in years and not any(_stand_together(index, words[at], other) for other in beside):
            fields.append(FieldPart("year", words[at], without=False))
        else:
            rest.append(words[at])
        at += 1
    return fields, rest


def _venues(index: Index) -> dict[tuple[str, ...], str]:
    """Venues by the words of their names, without years."""
    papers: dict[tuple[str, ...], int] = {}
    names: dict[tuple[str, ...], str] = {}
    for facet in index.facets.get("venue", ()):
        series = tuple(word for word in facet.keys if not _YEAR.fullmatch(word))
        papers[series] = papers.get(series, 0) + facet.count
        names.setdefault(series, " ".join(word for word in facet.name.split() if not _YEAR.fullmatch(word)))
    return {series: names[series] for series in papers if _is_name(index, series, papers[series])}


def _is_name(index: Index, series: Sequence[str], papers: int) -> bool:
    """Whether the words of a venue's name are not as well those of many texts. In: the papers that appeared there."""
    terms = [index.look_up(word) for word in series if word not in index.stop]
    known = [term for term in terms if term]
    if len(series) < 2:
        return bool(known) and len(known[0].papers) <= _ORDINARY * papers
    pairs = [len(side_by_side(one, other)) for one, other in pairwise(known)]
    return len(known) < len(terms) or min(pairs, default=0) <= _ORDINARY * papers


def _stand_together(index: Index, year: str, other: str) -> bool:
    one, two = index.look_up(year), index.look_up(other)
    return bool(one and two and (len(side_by_side(one, two)) or len(side_by_side(two, one))))
