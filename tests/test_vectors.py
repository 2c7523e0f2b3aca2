"""The table of word vectors: read whole, near words near, the same on every machine."""

from __future__ import annotations

import io

import numpy as np
import pytest

from papershelf.text import vectors


def nearness(first: str, second: str) -> float:
    """The cosine of two texts."""
    table = vectors.word_vectors()
    one, other = (table.of(vectors.words_of(text)) for text in (first, second))
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.mark.parametrize(("text", "near", "far"), [
    ("auction", "bidding for goods", "image segmentation"),
    ("robot arms", "manipulator", "sentence translation"),
    ("voting", "elections and candidates", "convolution"),
    ("faces", "facial expression", "theorem proving"),
])
def test_words_of_one_field_are_near(text: str, near: str, far: str) -> None:
    """Texts of one field are nearer to each other than to those of another, though they share no word."""
    assert nearness(text, near) > nearness(text, far) + 0.2


def test_unknown_words_weigh_nothing() -> None:
    """A word that the table does not have adds nothing."""
    table = vectors.word_vectors()
    assert not table.of(["qzxv"]).any()
    assert (table.of(["qzxv", "robot"]) == table.of(["robot"])).all()


def test_a_table_is_written_and_read_alike() -> None:
    """Eight bits a number keep the directions; the same rows give the same bytes."""
    rows = np.random.default_rng(1).normal(size=(5, 8))
    first, second = io.BytesIO(), io.BytesIO()
    vectors.save(first, list("abcde"), rows)
    vectors.save(second, list("abcde"), rows)
    assert first.getvalue() == second.getvalue()
    with np.load(io.BytesIO(first.getvalue())) as table:
        back = table["vectors"] * table["scales"].astype(float)[:, None] / 127
    assert np.allclose(back, rows, atol=0.02)
