"""The map of all papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median_low

from generator.model import Page, Paper, Topic
from generator.pages import contexts as show
from generator.pages import urls
from generator.pages.parts import Book, count_of

Places = Mapping[str, tuple[int, int]]
# A label's letters are about this wide and its lines this high, in the map's units.
_LETTER, _LINE = 7.4, 13
# Ways that a label may move from the middle of its papers.
_STEPS = [(dx, dy) for dx in range(-90, 91, 15) for dy in range(-75, 76, 5)]
_Box = tuple[int, int, int, int]
# Style sheets know as many colours for groups; further groups begin anew.
HUES = 8


def map_page(book: Book, grouped: Mapping[str, Sequence[Topic]], places: Places, size: tuple[int, int]) -> Page:
    """The map, and behind it the same papers as a list."""
    path = urls.MAP
    return Page(path, "map.md.j2", show.MapPage(
        title="Map",
        description=f"All {count_of(len(book.shelf.papers), 'paper')}, each near its like, in the colour of its topic.",
        size=size,
        regions=regions(book, path, grouped, places),
        unshelved=tuple(_dot(book, path, p, places) for p in book.shelf.papers
                        if p.slug in places and (not p.topics or p.topics[0].id not in book.topics)),
    ))


def regions(book: Book, path: str, grouped: Mapping[str, Sequence[Topic]], places: Places) -> tuple[show.Region, ...]:
    """The groups with the dots of their papers, each paper in its first topic, and places for the topics' names."""
    papers = {topic.id: [p for p in book.in_topic[topic.id] if p.topics[0].id == topic.id and p.slug in places]
              for topics in grouped.values() for topic in topics}
    labels = _labels({topic: _middle([places[p.slug] for p in found]) for topic, found in papers.items() if found},
                     {topic.id: topic.title for topic in book.shelf.topics}, {t: len(f) for t, f in papers.items()},
                     sorted(places.values()), max((x for x, _ in places.values()), default=0))
    return tuple(
        show.Region(title, hue % HUES, tuple(
            show.Area(book.topic_ref(path, topic), tuple(_dot(book, path, p, places) for p in papers[topic.id]),
                      wrapped(topic.title), *labels[topic.id])
            for topic in topics if papers[topic.id]))
        for hue, (title, topics) in enumerate(grouped.items()))


def _dot(book: Book, path: str, paper: Paper, places: Places) -> show.Dot:
    return show.Dot(book.paper_ref(path, paper), *places[paper.slug])


def _middle(points: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return median_low(x for x, _ in points), median_low(y for _, y in points)


def _labels(wanted: Mapping[str, tuple[int, int]], titles: Mapping[str, str], weights: Mapping[str, int],
            dots: Sequence[tuple[int, int]], width: int) -> dict[str, tuple[int, int]]:
    """A place for each name near where it is wanted: over no other name, and over few dots. The names of large topics
    choose first."""
    boxes: list[_Box] = []
    found: dict[str, tuple[int, int]] = {}
    for topic in sorted(wanted, key=lambda t: (-weights[t], t)):
        lines = wrapped(titles[topic])
        half = round(len(max(lines, key=len)) * _LETTER / 2)
        costs = []
        for dx, dy in _STEPS:
            x = min(max(half, wanted[topic][0] + dx), width - half)
            y = max(_LINE, wanted[topic][1] + dy)
            box = (x - half, y - _LINE, x + half, y - _LINE + len(lines) * _LINE)
            hidden = sum(box[0] < at[0] < box[2] and box[1] < at[1] < box[3] for at in dots)
            over = sum(_overlap(box, other) for other in boxes)
            costs.append((1000 * over + 14 * hidden + (dx * dx + dy * dy) ** .5, x, y, box))
        _, x, y, box = min(costs)
        boxes.append(box)
        found[topic] = x, y
    return found


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def wrapped(title: str, width: int = 18) -> tuple[str, ...]:
    """A title in lines of about `width` letters."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
