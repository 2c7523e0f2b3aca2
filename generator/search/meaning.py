"""What papers are about, in few numbers: for queries that say it in other words.

A paper is a direction by the program's word vectors, of which the index has the first dimensions in four bits each. A
query is where its words' papers are: the sum of their directions, each word by its IDF (Rocchio, 1971, with every word
as its own feedback). So a browser needs the papers' numbers and no table of words. `templates/search/meaning.js` does
the same sums in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from papershelf.model import Paper
from papershelf.search.coding import Numbers
from papershelf.text.vectors import word_vectors, words_of

DIMENSIONS = 16
# What a paper that is all about the same counts for, beside the best by its words; from which cosine on one that has
# none of the words is a result.
SHARE, ALONE = 0.35, 0.6
# Of larger shelves the numbers would take more bytes than a first query should; one word has no more to say than its
# papers.
_MOST_PAPERS, LEAST_WORDS = 5000, 2
_MOST = 7  # of four bits with a sign


def coded(papers: Sequence[Paper]) -> bytes:
    """Papers, in the order that numbers them, in `DIMENSIONS` numbers of four bits: two a byte, the first one high."""
    if len(papers) > _MOST_PAPERS:
        return b""
    table, texts = word_vectors(), [paper.title + "\n" + paper.text for paper in papers]
    # Rounded first, so that sums that differ in their last bits between machines give the same numbers.
    rows = table.places(texts)[:, :DIMENSIONS].round(6)
    rows[[table.numbers.keys().isdisjoint(words_of(text)) for text in texts]] = 0
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True, initial=0), 1e-6)
    steps = np.rint(rows / largest * _MOST).astype(np.int64) + _MOST
    pairs: Numbers = (steps[:, 0::2] << 4 | steps[:, 1::2]).astype(np.uint8)
    return pairs.tobytes()


def decoded(data: bytes) -> Numbers:
    """The numbers of each paper, a row a paper."""
    pairs = np.frombuffer(data, np.uint8).reshape(-1, DIMENSIONS // 2)
    return (np.stack([pairs >> 4, pairs & 15], axis=-1).reshape(len(pairs), DIMENSIONS)).astype(np.int64) - _MOST


def nearness(vectors: Numbers, words: Sequence[tuple[float, Numbers]]) -> Numbers:
    """The cosine of every paper and a query.

    Args:
        vectors: The numbers of each paper.
        words: For each word of the query its IDF and the papers that have it.
    """
    query = [0.0] * DIMENSIONS
    for idf, papers in words:
        sums = vectors[papers].sum(axis=0).tolist()
        for dimension, total in enumerate(sums):
            query[dimension] += idf / (len(papers) + 1) * total
    length = math.sqrt(_dot(query, query))
    along = np.zeros(len(vectors))
    for dimension, value in enumerate(query):
        along += value * vectors[:, dimension]
    norms = np.sqrt((vectors * vectors).sum(axis=1))
    cosines: Numbers = along / np.maximum(length * norms, 1e-9)
    return cosines


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    total = 0.0
    for left, right in zip(one, other, strict=True):
        total += left * right
    return total
