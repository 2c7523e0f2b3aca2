"""Papers and topics as vectors of words and pairs of words, and what a collection's own use of words teaches.

Everything here is linear in the words of a paper, so that the share of each word in a score is known exactly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from threadpoolctl import threadpool_limits

from papershelf.text.vectors import WordVectors, words_of
from papershelf.text.words import Stemmer
from papershelf.topics.matching import Passage, Word

Matrix = npt.NDArray[np.float64]
# The names of columns, the columns that a paper has, and their shares in a fit.
Shares = tuple[Sequence[str], npt.NDArray[np.int32], Matrix]

DIMENSIONS = 64  # of the latent space, as many as the table of word vectors has
# As if there were so many more papers, about something else: keeps a small shelf from calling its own field common.
BACKGROUND = 50
_FILLERS = (
    "paper propose proposed method approach show shows result based using use used new novel introduce present "
    "demonstrate experiment experimental state art achieve existing recent recently work however extensive "
    "significantly etc various called named respectively thus hence moreover furthermore"
)


class Stops:
    """Words that say nothing of a paper's subject, as stems; `more` are further ones."""

    def __init__(self, stemmer: Stemmer, more: str = "") -> None:
        self.stems = frozenset(stemmer(word) for word in [*ENGLISH_STOP_WORDS, *_FILLERS.split(), *more.split()])

    def __contains__(self, word: Word) -> bool:
        return not word.weight or len(word.stem) < 2 or word.stem.isdigit() or word.stem in self.stems


def features(passage: Passage, stops: Stops) -> Iterator[tuple[str, int, int]]:
    """Words and pairs of neighbours, each with its first and last word's number.

    A pair's name is its stems run together, so that `data set`, `data-set` and `dataset` are one feature.
    """
    before: Word | None = None
    for number, word in enumerate(passage.words):
        if word in stops:
            before = None
            continue
        yield word.stem, number, number
        if before and word.start - before.end <= 1:
            yield before.stem + word.stem, number - 1, number
        before = word


def count_features(passages: Sequence[Passage], stops: Stops) -> dict[str, float]:
    """The features of a text with the weights of their places added up."""
    counts: dict[str, float] = defaultdict(float)
    for passage in passages:
        for name, first, last in features(passage, stops):
            counts[name] += min(passage.words[first].weight, passage.words[last].weight)
    return dict(counts)


class Space:
    """The vectors of a collection: TF-IDF with sublinear counts, rows of length 1 (Salton and Buckley, 1988)."""

    def __init__(self, papers: Sequence[Mapping[str, float]], queries: Sequence[Mapping[str, float]]) -> None:
        seen = Counter(name for counts in papers for name in counts)
        least = max(2, len(papers) // 4000)
        kept = {name for name, times in seen.items() if times >= least}
        kept |= {name for counts in queries for name in counts if seen[name]}
        if len(papers) < BACKGROUND:
            kept |= set(seen)
        self.names = sorted(kept)
        self.columns = {name: number for number, name in enumerate(self.names)}
        times = np.array([seen[name] for name in self.names], dtype=np.float64)
        self.idf: Matrix = np.log((1 + BACKGROUND + len(papers)) / (1 + times)) + 1
        rows = self.weigh(papers, sublinear=True)
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
        self.papers = sp.csr_matrix(sp.diags(1 / np.where(lengths > 0, lengths, 1)) @ rows)

    def weigh(self, texts: Sequence[Mapping[str, float]], sublinear: bool) -> sp.csr_matrix:
        """Counts of features as rows of idf-weighted numbers."""
        starts, columns, values = [0], [], []
        for counts in texts:
            for name in sorted(counts):
                column = self.columns.get(name)
                if column is not None:
                    columns.append(column)
                    values.append(counts[name])
            starts.append(len(columns))
        data = np.asarray(values, dtype=np.float64)
        if sublinear:
            data = 1 + np.log(np.maximum(data, 1))
        numbers = np.asarray(columns, dtype=np.int64)
        return sp.csr_matrix((data * self.idf[numbers], numbers, starts), shape=(len(texts), len(self.names)))

    def latent(self) -> Matrix | None:
        """The directions in which words of this collection go together (LSA: Deerwester et al., 1990)."""
        rows, columns = self.papers.shape
        dimensions = min(DIMENSIONS, rows // 3, columns - 1)
        if dimensions < 2:
            return None
        svd = TruncatedSVD(dimensions, algorithm="randomized", n_iter=2, random_state=0)
        # Sums of many threads are not the same twice, and threads that wait for each other take time from other work.
        with threadpool_limits(limits=1), np.errstate(divide="ignore", invalid="ignore"):  # of papers without variance
            svd.fit(self.papers)
        directions: Matrix = svd.components_.T
        return directions


class Counted(NamedTuple):
    """The words of a text that a table of word vectors knows, by their numbers: the weights of their places added up,
    and the stem of the first word that each is part of."""

    weights: Mapping[int, float]
    stems: Mapping[int, str]


class Known:
    """The words of texts that a table of word vectors knows, as rows of sublinear counts."""

    def __init__(self, table: WordVectors) -> None:
        self._table = table
        self._numbers: dict[str, tuple[int, ...]] = {}

    def count(self, passages: Sequence[Passage]) -> Counted:
        """The known words of a text."""
        counts: dict[int, float] = defaultdict(float)
        stems: dict[int, str] = {}
        known = self._numbers
        for passage in passages:
            for word in passage.words:
                numbers = known.get(word.text)
                for number in self._of(word) if numbers is None else numbers:
                    counts[number] += word.weight
                    stems.setdefault(number, word.stem)
        return Counted({number: count for number, count in counts.items() if count}, stems)

    def _of(self, word: Word) -> tuple[int, ...]:
        """The numbers of a word's parts in the table; looked up once for each way to write it."""
        known = self._table.numbers
        numbers = self._numbers[word.text] = tuple(known[part] for part in words_of(word.text) if part in known)
        return numbers

    def rows(self, counted: Sequence[Counted]) -> sp.csr_matrix:
        """Counts of words as rows over the table."""
        texts = [one.weights for one in counted]
        starts = np.cumsum([0, *map(len, texts)])
        columns = np.array([number for counts in texts for number in sorted(counts)], dtype=np.int64)
        data = np.array([counts[number] for counts in texts for number in sorted(counts)], dtype=np.float64)
        shape = len(texts), len(self._table.rows)
        return sp.csr_matrix((1 + np.log(np.maximum(data, 1)), columns, starts), shape=shape)

    def plane(self, texts: Sequence[Counted], topics: Matrix, weight: float) -> Plane:
        """The plane of the table, whose columns are called by the first stem of each in these texts."""
        stems: dict[int, str] = {}
        for counted in reversed(texts):
            stems.update(counted.stems)
        names = [stems.get(number, "") for number in range(len(self._table.rows))]
        return Plane(self.rows(texts), names, self._table.rows, topics, weight, centred=True)

    def places(self, texts: Sequence[Counted]) -> Matrix:
        """Where texts are in the table's space, as rows of length 1."""
        return unit_rows(self.rows(texts) @ self._table.rows)


class Plane:
    """Papers and topics in a space of fewer dimensions, where a topic's fit is the weighted cosine.

    Linear in the words of a paper, like everything here. `centred` takes out what all papers share.
    """

    def __init__(self, papers: sp.csr_matrix, names: Sequence[str], directions: Matrix, topics: Matrix, weight: float,
                 centred: bool = False) -> None:
        places = papers @ directions
        lengths = np.maximum(np.linalg.norm(places, axis=1), 1e-9)
        middle = np.zeros(directions.shape[1])
        if centred:
            units = places / lengths[:, None]
            middle = units.sum(axis=0) / (len(units) + BACKGROUND)
            lengths = lengths * np.maximum(np.linalg.norm(units - middle, axis=1), 1e-9)
            topics = unit_rows(topics - middle)
        self._papers, self._names = papers, names
        self._directions, self._topics, self._lengths = directions, topics * weight, lengths
        apart = np.linalg.norm(places, axis=1) / lengths
        self.fit: Matrix = places @ self._topics.T / lengths[:, None] - np.outer(apart, self._topics @ middle)

    def shares(self, paper: int, topic: int) -> Shares:
        """The names of the columns, those that a paper has, and their shares in its fit to a topic."""
        row = self._papers[paper]
        shares: Matrix = row.data * (self._directions[row.indices] @ self._topics[topic]) / self._lengths[paper]
        return self._names, row.indices, shares


def unit_rows(matrix: Matrix) -> Matrix:
    """Rows scaled to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: Matrix = matrix / np.where(lengths > 0, lengths, 1)
    return scaled
