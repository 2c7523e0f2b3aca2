"""Near words of the shelf: the terms that mean much the same as a term, by the program's word vectors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from papershelf.search.concepts import ACRONYM, NAME
from papershelf.search.reading import AUTHOR
from papershelf.text.vectors import word_vectors

# What a near term counts for is this much of its cosine.
SHARE = 0.5
_MOST, _LEAST = 2, 0.72
_AT_ONCE = 1024


def near_terms(forms: Mapping[str, int], weights: tuple[float, ...]) -> dict[int, list[tuple[int, int]]]:
    """For each term its nearest other terms, the nearest first, each with how near it is as an index of `weights`.

    Args:
        forms: The terms by number of every form; names of people, acronyms' and introduced names' own forms are left
            out, and words that the vectors do not know.
        weights: What related terms count for, ascending from the second; the first is not for near terms.
    """
    known = word_vectors()
    terms: dict[int, list[int]] = {}
    for form, term in sorted(forms.items()):
        if form[-1:] not in (AUTHOR, ACRONYM, NAME) and form.isalpha() and form in known.numbers:
            terms.setdefault(term, []).append(known.numbers[form])
    if len(terms) < 2:
        return {}
    ids = np.array(sorted(terms))
    rows = np.array([known.rows[terms[one]].sum(axis=0) for one in ids.tolist()])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    steps = np.array(weights[1:])
    found: dict[int, list[tuple[int, int]]] = {}
    for begin in range(0, len(ids), _AT_ONCE):
        cosines = np.round(rows[begin:begin + _AT_ONCE] @ rows.T, 6)
        cosines[np.arange(len(cosines)), begin + np.arange(len(cosines))] = -1
        for at, row in enumerate(cosines):
            likely = np.flatnonzero(row >= _LEAST)
            best = likely[np.argsort(-row[likely], kind="stable")][:_MOST]
            if len(best):
                levels = 1 + np.abs(SHARE * row[best][:, None] - steps).argmin(axis=1)
                found[int(ids[begin + at])] = list(zip(ids[best].tolist(), levels.tolist(), strict=True))
    return found
