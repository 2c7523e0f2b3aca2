"""What a person asks: a query's parts, and the terms that its words stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from papershelf.search.analysis import is_unparted
from papershelf.search.coding import Numbers, order
from papershelf.search.concepts import ACRONYM, NAME
from papershelf.search.opened import Index, Term, keys
from papershelf.search.reading import AUTHOR
from papershelf.search.shared import (
    AROUND,
    COMPLETED,
    KINDS,
    LONGEST_ENDING,
    LONGEST_VENUE,
    MOST_ASKED,
    MOST_COMPLETIONS,
    MOST_FORMS,
    MOST_WORDS,
    YEAR,
)
from papershelf.text.spelling import spellings

_PART = re.compile(rf"(?:^|\s)(-?)(?:({'|'.join(KINDS)}):)?(?:\"([^\"]*)(\"?)|([^\s\"]+))", re.I)
_YEAR = re.compile(YEAR)
# What people write around the name of a paper.
_AROUND_A_NAME = frozenset(AROUND)


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


@dataclass(frozen=True, slots=True)
class Resolved:
    """A word of the query: the terms that it stands for with their weights, its own first; and, where it was taken for
    another word, that word."""

    word: str
    found: list[tuple[Term, float]]
    shown: str = ""


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


def resolve(index: Index, word: str, *, typing: bool) -> Resolved:
    """The terms that a word stands for: its own, those that it begins, another form of its term, the nearest form."""
    found = [(own, 1.0) for form in (word, word + AUTHOR) if (own := index.look_up(form))]
    known = bool(found) or word in index.stop
    if typing or (not found and is_unparted(word)):
        found += [(one, COMPLETED if known else 1.0) for one in _completions(index, word)]
    if found or word in index.stop:
        return Resolved(word, with_related(index, found))
    if other := inflected(index, word):
        return Resolved(word, with_related(index, [(other, 1.0)]))
    fixed = _fixed(index, word)
    return Resolved(word, with_related(index, [(fixed[1], 1.0)]), fixed[0]) if fixed else Resolved(word, [])


def with_related(index: Index, found: list[tuple[Term, float]]) -> list[tuple[Term, float]]:
    """Terms, and those that are related to the first of them, with their weights."""
    return found + [(index.term(number), weight) for number, weight in (found[0][0].related if found else ())]


@dataclass(frozen=True, slots=True)
class Concept:
    """A part of a query that is an acronym or its long form: where it ends, the term that both have, and the words of
    the long form."""

    end: int
    term: Term
    words: list[str]


def concept_at(index: Index, words: list[str], at: int) -> Concept | None:
    """The acronym or long form that begins at a word of a query; the longest of several."""
    if words[at] in index.stop and words[at] not in index.openers:
        return None
    for end in range(min(len(words), at + MOST_WORDS), at, -1):
        joined = "".join(words[at:end])
        forms = [joined] if end > at + 1 or not joined.endswith("s") else [joined, joined[:-1]]
        for form in forms:
            term = index.look_up(form + ACRONYM)
            if term is None:
                continue
            short = form if end == at + 1 else index.counterpart(form + ACRONYM)
            return Concept(end, term, index.counterpart(short + ACRONYM).split(" "))
    return None


def introducers(index: Index, words: list[str]) -> Term | None:
    """The papers that introduce the name that a query is, "the original … paper" around it or not."""
    name = "".join(word for word in words if word not in _AROUND_A_NAME)
    return index.look_up(name + NAME) if name else None


def understood(index: Index, words: list[str]) -> tuple[list[FieldPart], list[str]]:
    """The years and venues among the words of a query, and the words that are left.

    A word that stands beside the year in several papers ("VOC 2007") keeps it a word; a venue is one by its whole name,
    without its year, unless that is an ordinary word of the papers.
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
    return {series: names[series] for series in papers if series and (
        len(series) > 1 or ((own := index.look_up(series[0])) is not None and len(own.papers) <= 1.5 * papers[series]))}


def _stand_together(index: Index, year: str, other: str) -> bool:
    one, two = index.look_up(year), index.look_up(other)
    return bool(one and two and (len(side_by_side(one, two)) or len(side_by_side(two, one))))


def side_by_side(left: Term, right: Term) -> Numbers:
    """The papers where one term follows another, as far as several do."""
    term, to = (left, 2 * right.id) if len(left.papers) <= len(right.papers) else (right, 2 * left.id + 1)
    return term.papers[term.pairs[to]] if to in term.pairs else np.zeros(0, np.int64)


def _completions(index: Index, start: str) -> list[Term]:
    shard = index.lexicon(index.shard_of(start))
    ids: dict[int, None] = {}
    for at in range(bisect_left(shard.keys, order(start)), len(shard.forms)):
        if not shard.forms[at].startswith(start):
            break
        if shard.forms[at] != start and shard.forms[at][-1] not in (ACRONYM, NAME):
            ids[shard.terms[at]] = None
    terms = [shard.own[number - shard.base] for number in ids if 0 <= number - shard.base < len(shard.own)]
    return sorted(terms, key=lambda one: -len(one.papers))[:MOST_COMPLETIONS]


def inflected(index: Index, word: str) -> Term | None:
    """The term of a form that no paper has, by another form of it: spelled otherwise, or with another ending; the index
    knows by which endings forms of a term differ."""
    for form in spellings(word):
        if found := index.look_up(form):
            return found
    for at in range(len(word), max(3, len(word) - LONGEST_ENDING) - 1, -1):
        for ending in index.endings.get(word[at:], ()):
            form = word[:at] + ending
            if index.shard_of(form) == index.shard_of(word) and (found := index.look_up(form)):
                return found
    return None


def _fixed(index: Index, word: str) -> tuple[str, Term] | None:
    """The nearest form: one slip in words of four letters or more, two in eight or more; the more frequent of two."""
    slips = 0 if len(word) < 4 or re.search(r"\d", word, re.A) else 1 if len(word) < 8 else 2
    if not slips:
        return None
    forms = [form for form in (*index.lexicon(index.shard_of(word)).forms, *index.tail(word))
             if form[-1] not in (ACRONYM, NAME)]
    near = [(apart, form) for form in forms if (apart := distance(word, form.replace(AUTHOR, ""), slips)) <= slips]
    least = min((apart for apart, _ in near), default=0)
    likely = dict.fromkeys(form for apart, form in near if apart == least)
    found = [(form.replace(AUTHOR, ""), term)
             for form in sorted(likely, key=lambda form: form[0] != word[0])[:MOST_FORMS]
             if (term := index.look_up(form))]
    return max(found, key=lambda one: len(one[1].papers) * (4 if one[0][0] == word[0] else 1), default=None)


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words, neighbours swapped being one (optimal string alignment); more than `most` is any."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = last, row, [i]
        for j, against in enumerate(other, 1):
            slips = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                slips = min(slips, before[j - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return most + 1
    return row[len(other)]
