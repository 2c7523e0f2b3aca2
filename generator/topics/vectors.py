"""Papers and topics as vectors of words and pairs of words, and what a collection's own use of words teaches.

Everything here is linear in the words of a paper, so that the share of each word in a score is known exactly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from papershelf.text.words import Stemmer
from papershelf.topics.matching import Passage, Word

Matrix = npt.NDArray[np.float64]

DIMENSIONS = 100  # of the latent space; 100 to 300 is the usual range (Deerwester et al., 1990)
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
        svd = TruncatedSVD(dimensions, algorithm="randomized", n_iter=4, random_state=0)
        with np.errstate(divide="ignore", invalid="ignore"):  # shares of the variance, where papers have none
            svd.fit(self.papers)
        directions: Matrix = svd.components_.T
        return directions


def unit_rows(matrix: Matrix) -> Matrix:
    """Rows scaled to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: Matrix = matrix / np.where(lengths > 0, lengths, 1)
    return scaled
