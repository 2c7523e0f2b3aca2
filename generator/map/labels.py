"""The map with the names of its topics: near their papers, over no dot and over no other name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from statistics import median_low
from typing import Any
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

from papershelf.map.places import HEIGHT, WIDTH, Places, place_papers
from papershelf.model import MapLabel, MapLayout, MapNames, Paper, TagUse, Topic, TopicUse
from papershelf.model.each import Aside, afterwards

# The width of a letter and the height of a line, and how far a line reaches above and below its baseline, in letters'
# sizes.
_LETTER, LINE, _ABOVE, _BELOW = .7, 1.13, 1, .35
# In how many lines a name may stand, by their letters.
_WIDTHS = (9, 14, 18, 26)
# A name stands where its papers are, or so far from their middle; it comes when the map is enlarged so many times.
_REACH, _ZOOMS = 110, (1, 2, 3, 5, 8)
_STEPS = np.array(sorted(((dx, dy) for dx in range(-_REACH, _REACH + 1, 5) for dy in range(-_REACH, _REACH + 1, 4)),
                         key=lambda step: (step[0] ** 2 + step[1] ** 2, step)), dtype=np.int64)
_FAR = (_STEPS ** 2).sum(axis=1)
# The left, upper, right and lower edge of a place for a name; and of many.
Box = tuple[float, float, float, float]
_Boxes = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]


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
    # The names of large topics choose first.
    wanted = {topic: _middle(first[topic]) for topic in sorted(titles, key=lambda one: (-len(first[one]), one))}
    layout = MapLayout(places, (WIDTH, HEIGHT))
    return replace(
        layout, wide=_named(layout.wide, wanted, titles, places.values()),
        tall=_named(layout.tall, {topic: (y, x) for topic, (x, y) in wanted.items()}, titles,
                    [(y, x) for x, y in places.values()]))


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

    def touching(self, boxes: _Boxes, radius: float) -> NDArray[np.int64]:
        """Dots of a radius that touch each box, or nearly so."""
        edges = (self.width + 1, self.height + 1) * 2
        left, top, right, bottom = (np.clip(edge, 0, most).astype(np.int64) for edge, most in zip(
            (np.floor(boxes[0] - radius), np.floor(boxes[1] - radius),
             np.ceil(boxes[2] + radius) + 1, np.ceil(boxes[3] + radius) + 1), edges, strict=True))
        sums = self._sums
        counted: NDArray[np.int64] = sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top]
        return counted


def _named(drawing: MapNames, wanted: Mapping[str, tuple[int, int]], titles: Mapping[str, str],
           dots: Iterable[tuple[int, int]]) -> MapNames:
    """A drawing with a place for each name near where it is wanted: at once where one is free, or else when the map is
    enlarged, which makes dots and letters smaller in its units. A name without any place is left out."""
    counts = _Counts(dots, drawing.size)
    found: dict[str, MapLabel] = {}
    taken: list[Box] = []
    for zoom in _ZOOMS:
        for topic in (one for one in wanted if one not in found):
            label = _label(drawing, wanted[topic], titles[topic], zoom, taken, counts)
            if label:
                found[topic] = label
                taken.append(box_of(label, drawing.letters / zoom))
    return replace(drawing, labels=found)


def _label(drawing: MapNames, wanted: tuple[int, int], title: str, zoom: int, taken: Sequence[Box],
           dots: _Counts) -> MapLabel | None:
    """The free place for a name that is nearest to where it is wanted, in as many lines as it takes."""
    size = drawing.letters / zoom
    best, least = None, float("inf")
    for lines in dict.fromkeys(wrapped(title, width) for width in _WIDTHS):
        left, top, right, bottom = box_of(MapLabel(lines, 0, 0), size)
        middle = round((top + bottom) / 2)  # of the whole name, not of its first line
        x, y = wanted[0] + _STEPS[:, 0], wanted[1] + _STEPS[:, 1] - middle
        boxes = x + left, y + top, x + right, y + bottom
        free = ((boxes[0] >= 0) & (boxes[1] >= 0) & (boxes[2] <= drawing.size[0]) & (boxes[3] <= drawing.size[1])
                & (dots.touching(boxes, drawing.dot / zoom) == 0))
        for other in taken:
            free &= ~((boxes[0] < other[2] + size) & (other[0] < boxes[2] + size)
                      & (boxes[1] < other[3]) & (other[1] < boxes[3]))
        nearest = int(free.argmax())
        if free[nearest] and _FAR[nearest] < least:
            best, least = MapLabel(lines, int(x[nearest]), int(y[nearest]), zoom), _FAR[nearest]
    return best


def box_of(label: MapLabel, size: float) -> Box:
    """What a name takes, in the map's units; `size` is that of its letters."""
    half = max(map(_width, label.lines)) * size / 2
    return (label.x - half, label.y - _ABOVE * size, label.x + half,
            label.y + ((len(label.lines) - 1) * LINE + _BELOW) * size)


def _width(line: str) -> float:
    """The width of a line in letters' sizes: a sign of Chinese or Japanese is a square."""
    return sum(1 if east_asian_width(char) in "WF" else _LETTER for char in line)


def wrapped(title: str, width: int = 18) -> tuple[str, ...]:
    """A title in lines of about `width` letters."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
