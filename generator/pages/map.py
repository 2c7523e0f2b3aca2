"""The map of all papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papershelf.model import Page, Paper, Topic
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.parts import Book, count_of

Places = Mapping[str, tuple[int, int]]
# A label's letters are about this wide, its lines this high, and so far from another beside it, in the map's units.
_LETTER, _LINE, _GAP = 7.4, 13, 14
# Ways that a label may move from the middle of its papers.
_STEPS = [(dx, dy) for dx in range(-90, 91, 15) for dy in range(-75, 76, 5)]
_Box = tuple[int, int, int, int]
# Style sheets know as many colours for groups; further groups begin anew.
HUES = 8


class Layout(NamedTuple):
    """Where papers (by slug) and names of topics (by id) stand on the map, and its width and height."""

    places: Places
    labels: Mapping[str, tuple[int, int]]
    size: tuple[int, int]


def lay_out(book: Book, places: Places, size: tuple[int, int]) -> Layout:
    """The map of the papers that have a place: each topic's name near the middle of those whose first topic it is."""
    papers = {topic.id: papers for topic in book.shelf.topics if (papers := _first_in(book, topic, places))}
    labels = _labels({topic: _middle([places[p.slug] for p in found]) for topic, found in papers.items()},
                     {topic.id: topic.title for topic in book.shelf.topics}, {t: len(f) for t, f in papers.items()},
                     _Counts(places.values(), size))
    return Layout(places, labels, size)


def map_page(book: Book, grouped: Mapping[str, Sequence[Topic]], layout: Layout) -> Page:
    """The map, and behind it the same papers as a list."""
    path = urls.MAP
    return Page(path, "map.md.j2", show.MapPage(
        title="Map",
        description=f"All {count_of(len(book.shelf.papers), 'paper')}, each near its like, in the colour of its topic.",
        size=layout.size,
        regions=regions(book, path, grouped, layout),
        unshelved=tuple(_dot(book, path, p, layout.places) for p in book.shelf.papers
                        if p.slug in layout.places and (not p.topics or p.topics[0].id not in book.topics)),
    ))


def regions(book: Book, path: str, grouped: Mapping[str, Sequence[Topic]], layout: Layout) -> tuple[show.Region, ...]:
    """The groups with the dots of their papers, each paper in its first topic, and places for the topics' names."""
    return tuple(
        show.Region(title, hue % HUES, tuple(
            show.Area(book.topic_ref(path, topic),
                      tuple(_dot(book, path, p, layout.places) for p in _first_in(book, topic, layout.places)),
                      wrapped(topic.title), *layout.labels[topic.id])
            for topic in topics if topic.id in layout.labels))
        for hue, (title, topics) in enumerate(grouped.items()))


def _first_in(book: Book, topic: Topic, places: Places) -> list[Paper]:
    return [p for p in book.in_topic[topic.id] if p.topics[0].id == topic.id and p.slug in places]


def _dot(book: Book, path: str, paper: Paper, places: Places) -> show.Dot:
    return show.Dot(book.paper_ref(path, paper), *places[paper.slug])


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
            dots: _Counts) -> dict[str, tuple[int, int]]:
    """A place for each name near where it is wanted: over no other name, and over few dots. The names of large topics
    choose first."""
    boxes: list[_Box] = []
    found: dict[str, tuple[int, int]] = {}
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
        found[topic] = x, y
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
