"""Search in Python: the ranking of the browser (`templates/search`) from the same index.

BM25F (Robertson, Zaragoza and Taylor, CIKM 2004) over every word, its strongest term counting; words that stand side by
side and papers that have every word are better. Sums are in 32 bits where the browser's are, so that both agree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise

import numpy as np

from papershelf.search import meaning
from papershelf.search.asked import (
    FieldPart,
    Query,
    Resolved,
    concept_at,
    essential,
    inflected,
    introducers,
    parse,
    resolve,
    side_by_side,
    understood,
    with_related,
)
from papershelf.search.coding import Numbers
from papershelf.search.identity import asked_identities
from papershelf.search.opened import Facet, Index, Term, keys
from papershelf.search.reading import AUTHOR
from papershelf.search.shared import ALL, K1, LENGTH, PAIR, TAIL
from papershelf.text.slugs import browser_slug

# Among so many papers one whose title the query is comes first.
_TITLES = 10
_RANGE = re.compile(r"(\d*)\.\.(\d*)", re.A)


@dataclass(frozen=True, slots=True)
class Answer:
    """Papers in the order of their scores, what was found of each word, and the years and venues that plain words were
    taken for."""

    papers: list[int]
    found: list[Resolved]
    understood: list[FieldPart] = field(default_factory=list)


def search(index: Index, text: str, *, typing: bool = False) -> Answer:
    """The papers that answer a query, best first.

    Args:
        index: The index of a shelf.
        text: The query: words, "phrases", -without, and fields such as `year:2023..`.
        typing: Whether the last word may be unfinished.
    """
    named, alone = _named(index, text)
    if named is not None and alone:
        return Answer([named], [])
    query = parse(text)
    query = replace(query, words=essential(index, query.words))
    papers, asked = _answered(index, query, typing=typing and text[-1:].isalnum())
    fields, rest = understood(index, query.words)
    if fields and not (papers and set(query.words) <= set(keys(index.card(papers[0]).title))):
        narrowed = replace(query, words=rest, fields=[*query.fields, *fields])
        instead = _answered(index, narrowed, typing=typing and text[-1:].isalnum())
    else:
        instead, fields = (papers, asked), []
    if instead[0] or not papers:
        papers, asked = instead
    else:
        fields = []
    introduced = introducers(index, query.words) if query.words else None
    said = keys(text)
    first = {paper for paper in papers[:_TITLES] if keys(index.card(paper).title) == said}
    if not first and introduced:
        first = set(introduced.papers.tolist())
    if named is not None:
        first, papers = {named}, [named, *(paper for paper in papers if paper != named)]
    return Answer(sorted(papers, key=lambda paper: paper not in first), asked.found, fields)


def _answered(index: Index, query: Query, *, typing: bool) -> tuple[list[int], _Asked]:
    asked = _resolved(index, query.words, len(query.words) - 1 if typing else -1)
    allowed = _allowed(index, query)
    return _rank(index, asked, allowed, everything=allowed is not None and not query.words), asked


def _named(index: Index, text: str) -> tuple[int | None, bool]:
    """The paper that an identity in a query names, and whether the query is nothing else."""
    asked, alone = asked_identities(text)
    return next((paper for one in asked if (paper := index.paper_of(one)) is not None), None), alone


@dataclass(slots=True)
class _Asked:
    """The words of a query, resolved: compounds of two of them, and concepts with the words that they are made of."""

    found: list[Resolved] = field(default_factory=list)
    joined: list[Term] = field(default_factory=list)
    concepts: list[tuple[Term, range]] = field(default_factory=list)


def _resolved(index: Index, words: list[str], last: int) -> _Asked:
    """Resolve the words of a query, of which the one at `last` is unfinished."""
    asked = _Asked()
    at, joins = 0, False
    while at < len(words):
        concept = concept_at(index, words, at)
        if concept:
            first = len(asked.found)
            asked.found += [_own(index, word) for word in concept.words if word not in index.stop]
            asked.concepts.append((concept.term, range(first, len(asked.found))))
            at, joins = concept.end, False
            continue
        word = words[at]
        if word not in index.stop or at == last:
            joined = index.look_up(word + words[at + 1]) if at + 1 < len(words) else None
            asked.joined += [joined] if joined else []
            if (joins or joined) and at != last:
                asked.found.append(_own(index, word))
            else:
                one = resolve(index, word, typing=at == last)
                asked.found += [one] if one.found and not one.shown else _parted(index, one)
            joins = joined is not None
        else:
            joins = False
        at += 1
    return asked


def _own(index: Index, word: str) -> Resolved:
    """A word that is part of what is found as a whole: it is not taken for another one."""
    own = index.look_up(word)
    return Resolved(word, with_related(index, [(own, 1.0)] if own else []))


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
    return [Resolved(word, with_related(index, [(own, 1.0)])) for word, own in best] or [one]


def _rank(index: Index, asked: _Asked, allowed: Numbers | None, *, everything: bool) -> list[int]:
    found = asked.found
    scores, met = np.zeros(index.papers, np.float32), np.zeros(index.papers, np.int64)
    parts = [_contribution(index, one.found) for one in found]
    for part in parts:
        scores += part
        met += part > 0
    for term in asked.joined:
        scores += _contribution(index, [(term, 1.0)])
    for term, inside in asked.concepts:
        _add_concept(index, scores, met, term, [(found[n], parts[n]) for n in inside if found[n].found])
    for one, other in pairwise(found):
        if one.found and other.found:
            left, right = one.found[0][0], other.found[0][0]
            beside = side_by_side(left, right)
            bonus = PAIR * min(_idf(index, left), _idf(index, right))
            scores[beside] = (scores[beside].astype(np.float64) + bonus).astype(np.float32)
    if everything:
        scores[:] = 1
    wanted = sum(bool(one.found) for one in found)
    if wanted > 1:
        whole = met == wanted
        scores[whole] = (scores[whole].astype(np.float64) * (1 + ALL)).astype(np.float32)
    scores = _with_meaning(index, asked, scores)
    if allowed is not None:
        scores[~allowed] = 0
    kept = np.flatnonzero((scores > 0) & (scores >= TAIL * float(scores.max(initial=0))))
    return [int(paper) for paper in kept[np.argsort(-scores[kept], kind="stable")]]


def _with_meaning(index: Index, asked: _Asked, scores: Numbers) -> Numbers:
    """Scores with what papers are about added to what words say."""
    own = [one.found[0][0] for one in asked.found if one.found]
    known: Numbers = np.any(index.vectors, axis=1)
    # Of a paper in another language the numbers say nothing: beside one, words alone decide.
    if not len(known) or len(own) < meaning.LEAST_WORDS or (scores[~known] > 0).any():
        return scores
    cosines = meaning.nearness(index.vectors, [(_idf(index, term), term.papers) for term in own])
    more = np.maximum(cosines, 0) * (meaning.SHARE * float(scores.max(initial=0)))
    more[(scores == 0) & (cosines < meaning.ALONE)] = 0
    summed: Numbers = (scores.astype(np.float64) + more).astype(np.float32)
    return summed


def _idf(index: Index, term: Term) -> float:
    return math.log(1 + (index.papers - len(term.papers) + 0.5) / (len(term.papers) + 0.5))


def _saturated(index: Index, term: Term) -> Numbers:
    """How strongly each paper of a term has it, from 0 to K1 + 1."""
    strength = np.array(index.head["strengths"], np.float64)[term.levels]
    norm = (K1 * (1 - LENGTH + LENGTH * index.lengths[term.papers].astype(np.float64) / 16)).astype(np.float32)
    return strength * (K1 + 1) / (strength + norm.astype(np.float64))


def _contribution(index: Index, terms: Sequence[tuple[Term, float]]) -> Numbers:
    """What a word adds to the score of each paper: its strongest term counts."""
    best = np.zeros(index.papers, np.float32)
    for term, weight in terms:
        score = weight * min(_idf(index, term), _idf(index, terms[0][0])) * _saturated(index, term)
        best[term.papers] = np.maximum(best[term.papers], score.astype(np.float32))
    return best


def _add_concept(index: Index, scores: Numbers, met: Numbers, term: Term,
                 inside: Sequence[tuple[Resolved, Numbers]]) -> None:
    """Papers that have an acronym or its long form count as having every word of the long form."""
    had, count = np.zeros(index.papers, np.float64), np.zeros(index.papers, np.int64)
    for _, part in inside:
        had += part
        count += part > 0
    idf = sum(_idf(index, one.found[0][0]) for one, _ in inside) or _idf(index, term)
    more = idf * _saturated(index, term) - had[term.papers]
    scores[term.papers] = (scores[term.papers] + np.maximum(more, 0)).astype(np.float32)
    met[term.papers] += len(inside) - count[term.papers]


def _allowed(index: Index, query: Query) -> Numbers | None:
    """Which papers a query's phrases, fields and exclusions leave; nothing where it has none."""
    sets = [(_in_field(index, part.kind, part.value), part.without) for part in query.fields]
    sets += [(_with_phrase(index, phrase), False) for phrase in query.phrases]
    sets += [(_with_phrase(index, phrase), True) for phrase in query.without]
    if not sets:
        return None
    allowed = np.ones(index.papers, bool)
    for papers, without in sets:
        has = np.zeros(index.papers, bool)
        has[papers] = True
        allowed &= ~has if without else has
    return allowed


def _in_field(index: Index, kind: str, value: str) -> Numbers:
    wanted = keys(value)
    if kind == "author":
        terms = [index.look_up(word + AUTHOR) for word in wanted]
        known = [term.papers for term in terms if term]
        return _shared(known) if known and len(known) == len(terms) else np.zeros(0, np.int64)
    facets = index.facets.get(kind, [])
    years = _RANGE.fullmatch(value) if kind == "year" else None
    if years:
        chosen = [one for one in facets if int(one.name) >= int(years[1] or 0)
                  and (not years[2] or int(one.name) <= int(years[2]))]
    else:
        whole = [one for one in facets if "".join(one.keys) == "".join(wanted)]
        chosen = whole or [one for one in facets if _names(one, wanted, value)]
    papers = _union(one.papers for one in chosen)
    return papers if len(papers) or kind != "tag" else _with_phrase(index, wanted)


def _names(facet: Facet, wanted: Sequence[str], value: str) -> bool:
    slug = browser_slug(value)
    return (bool(wanted) and all(any(own.startswith(word) for own in facet.keys) for word in wanted)) or (
        bool(slug) and re.split(r"[/.]", facet.path)[1:2] == [slug])


def _with_phrase(index: Index, phrase: Sequence[str]) -> Numbers:
    """The papers where these words follow each other; words that count for nothing may be any."""
    parts: list[tuple[Term, int]] = []
    for at, word in enumerate(phrase):
        if word in index.stop:
            continue
        term = index.look_up(word) or inflected(index, word)
        if not term:
            return np.zeros(0, np.int64)
        parts.append((term, at))
    papers = _shared([term.papers for term, _ in parts])
    if len(parts) < 2:
        return papers
    places = [(index.positions(term), at) for term, at in parts]
    return np.array([paper for paper in papers.tolist() if any(
        all(start - parts[0][1] + at in where[paper] for where, at in places) for start in places[0][0][paper])],
        np.int64)


def _shared(rows: Sequence[Numbers]) -> Numbers:
    return reduce(np.intersect1d, rows) if rows else np.zeros(0, np.int64)


def _union(rows: Iterable[Numbers]) -> Numbers:
    return np.unique(np.concatenate([np.zeros(0, np.int64), *rows]))
