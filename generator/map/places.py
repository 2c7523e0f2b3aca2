"""The map: a place for every paper, near what it resembles. Papers in, coordinates out; pure and deterministic.

Latent semantic analysis (Deerwester et al. 1990) of titles, summaries, abstracts, tags and topics, then t-SNE
(van der Maaten and Hinton 2008) from the plane of principal components, in one thread, as sums of many threads are not
the same twice. Its time grows faster than the shelf, so past `ANCHORS` papers only as many, evenly taken, are laid
out, and every other one is put among the anchors that it resembles most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from papershelf.model import Paper

WIDTH, HEIGHT, MARGIN = 1000, 700, 24
ANCHORS = 1200
# Vectors that differ by less are one paper's words, counted in another order.
_DECIMALS = 9
Places = Mapping[str, tuple[int, int]]
_Array = NDArray[np.float64]


def place_papers(papers: Sequence[Paper]) -> Places:
    """A place between (0, 0) and (`WIDTH`, `HEIGHT`) for every paper, by slug; no two papers in one place."""
    papers = sorted(papers, key=lambda p: p.slug)
    if len(papers) < 4:
        return {p.slug: (WIDTH * (n + 1) // (len(papers) + 1), HEIGHT // 2) for n, p in enumerate(papers)}
    with threadpool_limits(limits=1):
        vectors = _vectors(papers)
        chosen = np.unique(np.linspace(0, len(papers) - 1, min(len(papers), ANCHORS)).astype(int))
        flat = _flatten(vectors[chosen])
        places = _among(vectors, chosen, flat)
    return dict(zip((p.slug for p in papers), _apart(_scaled(places)), strict=True))


def _vectors(papers: Sequence[Paper]) -> _Array:
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2 if len(papers) > 50 else 1)
    # A topic says more about where a paper belongs than any of its words.
    texts = [" ".join([p.title, p.title, p.text, *(f"tag{tag.name.encode().hex()}" for tag in p.tags),
                       *(f"topic{use.id.encode().hex()} " * (6 if n == 0 else 2) for n, use in enumerate(p.topics))])
             for p in papers]
    try:
        matrix = words.fit_transform(texts)
    except ValueError:  # no word that counts: everything is alike
        return np.zeros((len(papers), 2))
    size = max(2, min(50, matrix.shape[0] - 1, matrix.shape[1] - 1))
    if matrix.shape[1] <= size:
        dense: _Array = matrix.toarray()
        return np.pad(dense, ((0, 0), (0, max(0, 2 - dense.shape[1]))))
    with np.errstate(divide="ignore", invalid="ignore"):  # shares of a variance that is 0
        found = TruncatedSVD(size, algorithm="randomized", random_state=0).fit_transform(matrix)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.where(lengths == 0, 1, lengths), dtype=np.float64)


def _flatten(vectors: _Array) -> _Array:
    """Places in the plane. Equal vectors are laid out once: without any variance there would be no first component to
    begin from, and t-SNE's native code does not survive the NaN that comes of it."""
    kinds, which = np.unique(vectors.round(_DECIMALS), axis=0, return_inverse=True)
    number = len(kinds)
    if number < 8:
        return vectors[:, :2]
    flat = TSNE(
        init="pca", random_state=0, perplexity=min(25, (number - 1) / 3), max_iter=600 if number < 800 else 400,
    ).fit_transform(vectors if number == len(vectors) else kinds)
    return np.asarray(flat if number == len(vectors) else flat[which.ravel()], dtype=np.float64)


def _among(vectors: _Array, chosen: NDArray[np.int_], flat: _Array) -> _Array:
    """Places of all vectors: the chosen ones where they were laid, the others at the weighted mean of the three
    chosen that are nearest to them."""
    if len(chosen) == len(vectors):
        return flat
    places = np.zeros((len(vectors), 2))
    alike = vectors @ vectors[chosen].T
    nearest = np.argsort(-alike, axis=1, kind="stable")[:, :3]
    weights = np.clip(np.take_along_axis(alike, nearest, axis=1), 1e-6, None) ** 8
    places[:] = (flat[nearest] * weights[..., None]).sum(axis=1) / weights.sum(axis=1, keepdims=True)
    places[chosen] = flat
    return places


def _scaled(places: _Array) -> list[tuple[int, int]]:
    """Places stretched over the whole map, both ways, and rounded; in its middle where they do not differ. The few that
    stand far off are put at its edge."""
    low, high = np.quantile(places, (.005, .995), axis=0)
    size = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    share = np.where(high == low, .5, (places - low) / np.where(high == low, 1, high - low))
    scaled = MARGIN + np.clip(share, 0, 1) * size
    return [(round(float(x)), round(float(y))) for x, y in scaled]


def _apart(places: Sequence[tuple[int, int]], gap: int = 6) -> list[tuple[int, int]]:
    """Places moved to the nearest free cell of a grid, in spirals, so that dots do not hide each other."""
    # Four cells for every paper at least, so that a free one is near.
    cell = max(1, min(gap, int((WIDTH * HEIGHT / len(places) / 4) ** .5)))
    taken: set[tuple[int, int]] = set()
    # Each spiral goes on where it stopped, as no cell becomes free again: many papers in one place take no longer.
    spirals: dict[tuple[int, int], Iterator[tuple[int, int]]] = {}
    moved = []
    for x, y in places:
        here = (x // cell, y // cell)
        spiral = spirals.setdefault(here, _spiral(*here))
        spot = next(s for s in spiral if s not in taken and _inside(s, cell))
        taken.add(spot)
        moved.append((x, y) if spot == here else (spot[0] * cell + cell // 2, spot[1] * cell + cell // 2))
    return moved


def _inside(spot: tuple[int, int], cell: int) -> bool:
    edge = MARGIN // 2
    return edge <= spot[0] * cell <= WIDTH - edge and edge <= spot[1] * cell <= HEIGHT - edge


def _spiral(x: int, y: int) -> Iterator[tuple[int, int]]:
    """The cells around a cell, ring by ring, each ring from its upper left."""
    yield x, y
    for ring in count(1):
        for dy in range(-ring, ring + 1):
            step = 1 if abs(dy) == ring else 2 * ring
            for dx in range(-ring, ring + 1, step):
                yield x + dx, y + dy
