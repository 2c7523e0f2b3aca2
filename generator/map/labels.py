"""The map with the names of its topics: near their papers, over no other name, and over few dots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from papershelf.map.places import HEIGHT, WIDTH, Places, place_papers
from papershelf.model import MapLabel, MapLayout, Paper, Topic

# A label's letters are about this wide, its lines this high, and so far from another beside it, in the map's units.
_LETTER, _LINE, _GAP = 7.4, 13, 14
# Ways that a label may move from the middle of its papers.
_STEPS = [(dx, dy) for dx in range(-90, 91, 15) for dy in range(-75, 76, 5)]
_Box = tuple[int, int, int, int]


def lay_out(papers: Sequence[Paper], topics: Sequence[Topic]) -> MapLayout:
    """The map of classified papers and their topics."""
    return with_names(place_papers(papers), papers, topics)


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

    def inside(self, box: _Box) -> int:
        left, top, right, bottom = (min(max(0, at), edge) for at, edge in zip(
            (box[0] + 1, box[1] + 1, box[2], box[3]), (self.width + 1, self.height + 1) * 2, strict=True))
        sums = self._sums
        return int(sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top])


def _labels(wanted: Mapping[str, tuple[int, int]], titles: Mapping[str, str], weights: Mapping[str, int],
            dots: _Counts) -> dict[str, MapLabel]:
    """A place for each name near where it is wanted: over no other name, and over few dots. The names of large topics
    choose first."""
    boxes: list[_Box] = []
    found: dict[str, MapLabel] = {}
    for topic in sorted(wanted, key=lambda t: (-weights[t], t)):
        lines = wrapped(titles[topic])
        half = round(len(max(lines, key=len)) * _LETTER / 2)
        costs = []
        for dx, dy in _STEPS:
            x = min(max(half, wanted[topic][0] + dx), dots.width - half)
            y = min(max(_LINE, wanted[topic][1] + dy), dots.height - (len(lines) - 1) * _LINE - _LINE // 2)
            box = (x - half, y - _LINE, x + half, y - _LINE + len(lines) * _LINE)
            over = sum(_overlap(box, other) for other in boxes)
            costs.append((1000 * over + 14 * dots.inside(box) + (dx * dx + dy * dy) ** .5, x, y, box))
        _, x, y, box = min(costs)
        boxes.append(box)
        found[topic] = MapLabel(lines, x, y)
    return found


def _overlap(one: _Box, other: _Box) -> bool:
    """Whether two names would touch, or stand so close on a line that they read as one."""
    return one[0] < other[2] + _GAP and other[0] < one[2] + _GAP and one[1] < other[3] and other[1] < one[3]


def wrapped(title: str, width: int = 18) -> tuple[str, ...]:
    """A title in lines of about `width` letters."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
