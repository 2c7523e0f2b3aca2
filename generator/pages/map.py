"""The map of all papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papershelf.model import MapLayout, Page, Paper, Topic
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.parts import Book

# Style sheets know as many colours for groups; further groups begin anew.
HUES = 8


def map_page(book: Book, grouped: Mapping[str, Sequence[Topic]], layout: MapLayout) -> Page:
    """The map, and behind it the same papers as a list."""
    path = urls.MAP
    return Page(path, "map.md.j2", show.MapPage(
        title=book.words.say("Map"),
        description=book.words.plural("{n} paper, in the colour of its topic.",
                                      "All {n} papers, each near its like, in the colour of its topic.",
                                      len(book.shelf.papers)),
        size=layout.size,
        regions=regions(book, path, grouped, layout),
        names=(layout.wide, layout.tall),
        unshelved=tuple(_dot(book, path, p, layout.places) for p in book.shelf.papers
                        if p.slug in layout.places and (not p.topics or p.topics[0].id not in book.topics)),
    ))


def regions(book: Book, path: str, grouped: Mapping[str, Sequence[Topic]],
            layout: MapLayout) -> tuple[show.Region, ...]:
    """The groups with the dots of their papers, each paper in its first topic, and the topics' names."""
    return tuple(
        show.Region(title, hue % HUES, tuple(
            show.Area(book.topic_ref(path, topic),
                      tuple(_dot(book, path, p, layout.places) for p in _first_in(book, topic, layout.places)),
                      (layout.wide.labels.get(topic.id), layout.tall.labels.get(topic.id)))
            for topic in topics if _first_in(book, topic, layout.places)))
        for hue, (title, topics) in enumerate(grouped.items()))


def _first_in(book: Book, topic: Topic, places: Mapping[str, tuple[int, int]]) -> list[Paper]:
    return [p for p in book.in_topic[topic.id] if p.topics[0].id == topic.id and p.slug in places]


def _dot(book: Book, path: str, paper: Paper, places: Mapping[str, tuple[int, int]]) -> show.Dot:
    return show.Dot(book.paper_ref(path, paper), *places[paper.slug])
