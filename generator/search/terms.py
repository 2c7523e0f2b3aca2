"""The terms that the words of a query stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from papershelf.search.analysis import is_unparted
from papershelf.search.coding import Numbers, order
from papershelf.search.concepts import ACRONYM, NAME
from papershelf.search.opened import Index, Term
from papershelf.search.reading import AUTHOR
from papershelf.search.shared import (
    AROUND,
    COMPLETED,
    LONGEST_ENDING,
    MOST_COMPLETIONS,
    MOST_FORMS,
    MOST_WORDS,
)
from papershelf.text.spelling import spellings

# What people write around the name of a paper.
_AROUND_A_NAME = frozenset(AROUND)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A word of the query: the terms that it stands for with their weights, its own first; and, where it was taken for
    another word, that word."""

    word: str
    found: list[tuple[Term, float]]
    shown: str = ""


class Concept(NamedTuple):
    """An acronym, the term that it shares with its long form, and which of the words found are the long form's."""

    short: str
    term: Term
    inside: range


@dataclass(slots=True)
class Asked:
    """The words of a query, resolved: compounds of two of them, and concepts with the words that they are made of."""

    found: list[Resolved] = field(default_factory=list)
    joined: list[Term] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)


def resolve_all(index: Index, words: list[str], last: int) -> Asked:
    """Resolve the words of a query, of which the one at `last` is unfinished."""
    asked = Asked()
    at, joins = 0, False
    while at < len(words):
        concept = _concept_at(index, words, at)
        if concept:
            first = len(asked.found)
            asked.found += [_own(index, word) for word in concept.words if word not in index.stop]
            asked.concepts.append(Concept(concept.short, concept.term, range(first, len(asked.found))))
            at, joins = concept.end, False
            continue
        word = words[at]
        if word not in index.stop or at == last:
            joined = index.look_up(word + words[at + 1]) if at + 1 < len(words) else None
            asked.joined += [joined] if joined else []
            if (joins or joined) and at != last:
                asked.found.append(_own(index, word))
            else:
                one = _resolve(index, word, typing=at == last)
                asked.found += [one] if one.found and not one.shown else _parted(index, one)
            joins = joined is not None
        else:
            joins = False
        at += 1
    return asked


def _own(index: Index, word: str) -> Resolved:
    """A word that is part of what is found as a whole: it is not taken for another one."""
    own = index.look_up(word)
    return Resolved(word, _with_related(index, [(own, 1.0)] if own else []))


def _parted(index: Index, one: Resolved) -> list[Resolved]:
    """A word that nobody wrote as one may be two that stand side by side: kvcache. Where nothing else is like it, two
    words of one paper will do."""
    best, most = list[tuple[str, Term]](), 0
    for at in range(len(one.word) - 2, 1, -1):
        left, right = one.word[:at], one.word[at:]
        if len(index.head["words"]) > 1 and index.shard_of(left) != index.shard_of(one.word):
            continue
        head = index.look_up(left)
        rest = index.look_up(right) if head else None
        if not head or not rest:
            continue
        shared = 1000 * len(side_by_side(head, rest))
        if not shared and not one.shown:
            shared = len(np.intersect1d(head.papers, rest.papers))
        if shared > most:
            best, most = [(left, head), (right, rest)], shared
    return [Resolved(word, _with_related(index, [(own, 1.0)])) for word, own in best] or [one]


def _resolve(index: Index, word: str, *, typing: bool) -> Resolved:
    """The terms that a word stands for: its own, those that it begins, another form of its term, the nearest form."""
    found = [(own, 1.0) for form in (word, word + AUTHOR) if (own := index.look_up(form))]
    known = bool(found) or word in index.stop
    if typing or (not found and is_unparted(word)):
        found += [(one, COMPLETED if known else 1.0) for one in _completions(index, word)]
    if found or word in index.stop:
        return Resolved(word, _with_related(index, found))
    if other := inflected(index, word):
        return Resolved(word, _with_related(index, [(other, 1.0)]))
    nearest = fixed(index, word)
    return Resolved(word, _with_related(index, [(nearest[1], 1.0)]), nearest[0]) if nearest else Resolved(word, [])


def _with_related(index: Index, found: list[tuple[Term, float]]) -> list[tuple[Term, float]]:
    """Terms, and those that are related to the first of them, with their weights."""
    return found + [(index.term(number), weight) for number, weight in (found[0][0].related if found else ())]


@dataclass(frozen=True, slots=True)
class _ConceptAt:
    """A part of a query that is an acronym or its long form: where it ends, the acronym, the term that both have, and
    the words of the long form."""

    end: int
    short: str
    term: Term
    words: list[str]


def _concept_at(index: Index, words: list[str], at: int) -> _ConceptAt | None:
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
            return _ConceptAt(end, short, term, index.counterpart(short + ACRONYM).split(" "))
    return None


def introducers(index: Index, words: list[str]) -> Term | None:
    """The papers that introduce the name that a query is, "the original … paper" around it or not."""
    name = "".join(word for word in words if word not in _AROUND_A_NAME)
    return index.look_up(name + NAME) if name else None


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


def fixed(index: Index, word: str) -> tuple[str, Term] | None:
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
