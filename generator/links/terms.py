"""Papers as weighted terms: stems and pairs of stems, in a sparse matrix whose rows have length one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from papershelf.model import Paper
from papershelf.text.names import without_urls
from papershelf.text.spelling import american
from papershelf.text.words import Stemmer, tokens

Numbers = NDArray[np.int64]

TITLE_WEIGHT = 3  # a word of the title counts as three of the text
PAIR_WEIGHT = 0.8  # a pair of words partly repeats what its words say
MOST_SHARE = 0.4  # a term in more than this share of the papers tells nothing
MOST_PAPERS = 1000  # nor does one in more papers than this; it bounds the work, which grows with the square
STOP = -1
_JOINING = frozenset((" ", "-", "‐", "‑", "–", "/", "\n"))


@dataclass(frozen=True, slots=True)
class Words:
    """A paper's words in order, the title first: the number of each one's stem and where it stands in `text`.

    `STOP` stands for a stop word, and where a sign parts two words.
    """

    text: str
    numbers: Numbers
    spans: Numbers
    title_end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of each paper, and the matrix of papers by terms with the key of each column.

    The key of a stem is its number; that of a pair is (first + 1) · word_count + second. `frequency` is the number
    of papers that have a term.
    """

    words: tuple[Words, ...]
    matrix: sparse.csr_matrix
    keys: Numbers
    frequency: Numbers
    word_count: int


class Reader:
    """Turns words into numbers of stems, in the order in which they come: the same papers give the same numbers."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._stop = {stemmer(word) for word in ENGLISH_STOP_WORDS}
        self._stems: dict[str, int] = {}
        self._of_word: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._stems)

    def read(self, paper: Paper) -> Words:
        """The words of a paper's title and text."""
        text = without_urls(f"{paper.title}\n\n{paper.text}")
        numbers: list[int] = []
        spans: list[tuple[int, int]] = []
        end = 0
        for token in tokens(text):
            if token.start > end and text[end : token.start] not in _JOINING and numbers:
                numbers.append(STOP)
                spans.append((end, end))
            number = self._of_word.get(token.text)
            numbers.append(self._number(token.text) if number is None else number)
            spans.append((token.start, token.end))
            end = token.end
        return Words(
            text, np.array(numbers, dtype=np.int64), np.array(spans, dtype=np.int64).reshape(-1, 2), len(paper.title)
        )

    def number(self, stem: str) -> int | None:
        """The number of a stem that has been read."""
        return self._stems.get(stem)

    def _number(self, word: str) -> int:
        stem = self._stemmer(american(word.lower()))
        plain = len(word) < 2 or word.replace(".", "").isdigit() or stem in self._stop
        number = STOP if plain else self._stems.setdefault(stem, len(self._stems))
        self._of_word[word] = number
        return number


def weigh(papers: Sequence[Paper], reader: Reader) -> Terms:
    """The terms of papers, weighted by their logarithmic count and inverse document frequency."""
    # Read by slug: the numbers of stems decide between equals, and the order of the papers must not.
    by_slug = {
        number: reader.read(papers[number]) for number in sorted(range(len(papers)), key=lambda n: papers[n].slug)
    }
    words = tuple(by_slug[number] for number in range(len(papers)))
    count = max(1, len(reader))
    rows, keys, counts = _occurrences(words, count)
    distinct, columns = np.unique(keys, return_inverse=True)
    table = sparse.csr_matrix((counts, (rows, columns)), shape=(len(words), len(distinct)))
    frequency = np.bincount(table.indices, minlength=len(distinct))
    most = max(2.0, min(MOST_SHARE * len(words), MOST_PAPERS))
    kept = np.flatnonzero((frequency >= 2) & (frequency <= most))
    table = table[:, kept].astype(np.float64)
    distinct, frequency = distinct[kept], frequency[kept]
    importance = (np.log(max(1, len(words)) / np.maximum(1, frequency)) + 1) * np.where(
        distinct >= count, PAIR_WEIGHT, 1.0
    )
    table.data = (1 + np.log(table.data)) * importance[table.indices]
    return Terms(words, unit_rows(table), distinct, frequency, count)


def _occurrences(words: Sequence[Words], count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Each occurrence of a term: the paper's number, the key of the term, and how much it counts."""
    rows, keys, counts = [], [], []
    for row, paper in enumerate(words):
        numbers = paper.numbers
        weight = np.where(paper.spans[:, 0] < paper.title_end, TITLE_WEIGHT, 1)
        single = numbers != STOP
        pair = single[:-1] & single[1:]
        both = (numbers[:-1] + 1) * count + numbers[1:]
        keys += [numbers[single], both[pair]]
        counts += [weight[single], weight[:-1][pair]]
        rows.append(np.full(int(single.sum()) + int(pair.sum()), row))
    if not rows:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing
    return np.concatenate(rows), np.concatenate(keys), np.concatenate(counts)


def unit_rows(table: sparse.csr_matrix, beside: float = 0.0) -> sparse.csr_matrix:
    """The rows divided by their length, to which `beside` is added: it holds short rows down."""
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel()) + beside
    length[length == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1 / length) @ table)
