"""The map with the names of its topics: near their papers, over no other name, and over few dots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from papershelf.map.places import HEIGHT, WIDTH, Places, place_papers
from papershelf.model import MapLabel, MapLayout, Paper, TagUse, Topic, TopicUse
from papershelf.model.each import Aside, afterwards

# A label's letters are about this wide, its lines this high, and so far from another beside it, in the map's units.
_LETTER, _LINE, _GAP = 7.4, 13, 14
# Ways that a label may move from the middle of its papers.
_STEPS = [(dx, dy) for dx in range(-90, 91, 15) for dy in range(-75, 76, 5)]
_RIGHT, _DOWN = np.array(_STEPS, dtype=np.int64).T
_FAR = np.array([(dx * dx + dy * dy) ** .5 for dx, dy in _STEPS])
# The left, upper, right and lower edges of places for a name.
_Boxes = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def lay_out(papers: Sequence[Paper], topics: Sequence[Topic], aside: Aside = afterwards) -> Callable[[], MapLayout]:
    """The map of classified papers and their topics, whose places are found aside."""
    said = tuple(Paper(paper.slug, paper.title, summary=paper.summary, abstract=paper.abstract,
                       topics=tuple(TopicUse(use.id, ()) for use in paper.topics),
                       tags=tuple(TagUse(tag.name, "", "") for tag in paper.tags)) for paper in papers)
    places = aside(partial(place_papers), said)  # nothing else of papers says where they are
    return lambda: with_names(places(), papers, topics)


def with_names(places: Places, papers: Sequence[Paper], topics: Sequence[Topic]) -> MapLayout:
    """The map of papers that have a place: each topic's name near the middle of those whose first topic it is."""
    first: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for paper in papers:
        if paper.topics and paper.slug in places:
            first[paper.topics[0].id].append(places[paper.slug])
    titles = {topic.id: topic.title for topic in topics if topic.id in first}
    labels = _labels({topic: _middle(first[topic]) for topic in titles}, titles,
                     {topic: len(first[topic]) for topic in titles}, _Counts(places.values(), (WIDTH, HEIGHT)))
    return MapLayout(places, labels, (WIDTH, HEIGHT))


def _middle(points: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return median_low(x for x, _ in points), median_low(y for _, y in points)


class _Counts:
    """How many dots stand within a box, by a table of sums (Crow, Summed-area tables for texture mapping, 1984)."""

    def __init__(self, dots: Iterable[tuple[int, int]], size: tuple[int, int]) -> None:
        self.width, self.height = size
        cells: NDArray[np.int64] = np.zeros((self.width + 2, self.height + 2), dtype=np.int64)
        for x, y in dots:
            cells[x + 1, y + 1] += 1
        self._sums = cells.cumsum(axis=0).cumsum(axis=1)

    def inside(self, boxes: _Boxes) -> NDArray[np.int64]:
        left, top, right, bottom = (np.clip(at, 0, edge) for at, edge in zip(
            (boxes[0] + 1, boxes[1] + 1, boxes[2], boxes[3]), (self.width + 1, self.height + 1) * 2, strict=True))
        sums = self._sums
        counted: NDArray[np.int64] = sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top]
        return counted


def _labels(wanted: Mapping[str, tuple[int, int]], titles: Mapping[str, str], weights: Mapping[str, int],
            dots: _Counts) -> dict[str, MapLabel]:
    """A place for each name near where it is wanted: over no other name, and over few dots. The names of large topics
    choose first."""
    taken: list[tuple[int, ...]] = []
    found: dict[str, MapLabel] = {}
    for topic in sorted(wanted, key=lambda t: (-weights[t], t)):
        lines = wrapped(titles[topic])
        half = round(len(max(lines, key=len)) * _LETTER / 2)
        x = np.minimum(np.maximum(half, wanted[topic][0] + _RIGHT), dots.width - half)
        y = np.minimum(np.maximum(_LINE, wanted[topic][1] + _DOWN), dots.height - (len(lines) - 1) * _LINE - _LINE // 2)
        boxes = x - half, y - _LINE, x + half, y - _LINE + len(lines) * _LINE
        over = sum(_overlaps(boxes, other) for other in taken) if taken else 0
        best = np.lexsort((y, x, 1000 * over + 14 * dots.inside(boxes) + _FAR))[0]
        taken.append(tuple(int(edge[best]) for edge in boxes))
        found[topic] = MapLabel(lines, int(x[best]), int(y[best]))
    return found


def _overlaps(boxes: _Boxes, other: Sequence[int]) -> NDArray[np.int64]:
    """Which names would touch another, or stand so close on a line that they read as one."""
    left, top, right, bottom = boxes
    touch = (left < other[2] + _GAP) & (other[0] < right + _GAP) & (top < other[3]) & (other[1] < bottom)
    return touch.astype(np.int64)


def wrapped(title: str, width: int = 18) -> tuple[str, ...]:
    """A title in lines of about `width` letters."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
