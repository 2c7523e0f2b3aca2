"""How papers are ranked: BM25F over every word, its strongest term counting (Robertson et al., CIKM 2004).

Words that stand side by side and papers that have every word are better. Sums are in 32 bits where the browser's are,
so that both agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from papershelf.search import meaning
from papershelf.search.coding import Numbers
from papershelf.search.opened import Index, Term
from papershelf.search.shared import ALL, K1, LENGTH, PAIR, TAIL
from papershelf.search.terms import Asked, Resolved, side_by_side


def rank(index: Index, asked: Asked, allowed: Numbers | None, *, everything: bool) -> list[int]:
    found = asked.found
    scores, met = np.zeros(index.papers, np.float32), np.zeros(index.papers, np.int64)
    parts = [_contribution(index, one.found) for one in found]
    for part in parts:
        scores += part
        met += part > 0
    for term in asked.joined:
        scores += _contribution(index, [(term, 1.0)])
    for _, term, inside in asked.concepts:
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


def _with_meaning(index: Index, asked: Asked, scores: Numbers) -> Numbers:
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
