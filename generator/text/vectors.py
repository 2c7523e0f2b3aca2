"""A table of word vectors: what words mean near each other, for texts that share none. A leaf, like `words`.

`data/vectors.npz` is made by `tools/make_vectors.py`; the README beside it says from what. A vector's length says how
much a word tells; the sum over a text's words is the text's own vector.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from papershelf.text.words import fold

Floats = npt.NDArray[np.float64]

TABLE = "vectors.npz"  # among the data of the program
_WORD = re.compile(r"[^\W_]+")
_MOST = 127  # of eight bits with a sign
SHARED = 50


def words_of(text: str) -> list[str]:
    """The words of a text as the table has them: lower case, no accents, parted at every sign."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """The vectors, a row a word; `numbers` has the row of every word."""

    numbers: dict[str, int]
    rows: Floats

    def of(self, words: Iterable[str]) -> Floats:
        """The sum of the vectors of words; nought where none is known."""
        found = [self.numbers[word] for word in words if word in self.numbers]
        total: Floats = self.rows[found].sum(axis=0)
        return total

    def places(self, texts: Iterable[str], shared: int = SHARED) -> Floats:
        """Where texts are, as rows of length 1: sublinear counts of their words, less what all of them share.

        `shared` is as if there were so many more texts, about anything: keeps a few texts from being told apart by
        nothing.
        """
        rows = np.array([self._sum(text) for text in texts]).reshape(-1, self.rows.shape[1])
        units = _unit(rows)
        return _unit(units - units.sum(axis=0) / (len(units) + shared))

    def _sum(self, text: str) -> Floats:
        counts = Counter(number for word in words_of(text) if (number := self.numbers.get(word)) is not None)
        weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
        total: Floats = weights @ self.rows[np.fromiter(counts, dtype=np.int64, count=len(counts))]
        return total


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = rows / np.where(lengths > 0, lengths, 1)
    return scaled


@cache
def word_vectors() -> WordVectors:
    """The table that comes with the program, read when it is first asked for."""
    with files("papershelf").joinpath("data", TABLE).open("rb") as file, np.load(file) as table:
        words = table["words"].tobytes().decode("utf-8").split("\n")
        rows = table["vectors"].astype(np.float64) * (table["scales"].astype(np.float64) / _MOST)[:, None]
    rows.flags.writeable = False
    return WordVectors({word: number for number, word in enumerate(words)}, rows)


def save(file: BinaryIO, words: Sequence[str], rows: Floats) -> None:
    """Write a table: eight bits a number, a scale a word."""
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-6).astype(np.float16)
    small = np.clip(np.round(rows / scales.astype(np.float64)[:, None] * _MOST), -_MOST, _MOST).astype(np.int8)
    names = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(file, words=names, vectors=small, scales=scales)
