"""The names on the map: on both drawings within it, over no dot and over no other name, at every enlargement."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from papershelf.map import with_names
from papershelf.map.labels import box_of
from papershelf.model import MapLayout, MapNames, Paper, Topic, TopicUse
from support import draws

_TITLES = ("Kites", "Kettles that whistle while others sleep", "Maps and folds", "剪枝与量化", "Gardens and soil")


def mapped(places: list[tuple[int, int]]) -> MapLayout:
    """The map of papers in places, each in one of five topics."""
    topics = [Topic(f"t{number}", title) for number, title in enumerate(_TITLES)]
    papers = [Paper(f"p{number}", "", topics=(TopicUse(f"t{number % 5}", ()),)) for number in range(len(places))]
    return with_names({one.slug: place for one, place in zip(papers, places, strict=True)}, papers, topics)


def clashes(names: MapNames, dots: list[tuple[int, int]]) -> list[str]:
    """What is wrong with the names of a drawing at the enlargements from which they are shown."""
    found = []
    for zoom in sorted({label.zoom for label in names.labels.values()}):
        size, radius = names.letters / zoom, names.dot / zoom
        shown = {topic: box_of(label, size) for topic, label in names.labels.items() if label.zoom <= zoom}
        for topic, (left, top, right, bottom) in shown.items():
            if left < 0 or top < 0 or right > names.size[0] or bottom > names.size[1]:
                found.append(f"{topic} leaves the map")
            if any(left - radius < x < right + radius and top - radius < y < bottom + radius for x, y in dots):
                found.append(f"{topic} lies on a dot at {zoom}")
        found += [f"{one} lies on {other} at {zoom}" for (one, a), (other, b) in combinations(shown.items(), 2)
                  if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
    return found


def test_names_lie_on_no_dot_and_on_no_other_name() -> None:
    """Wherever the papers are, in a heap or far apart, lying or upright, as a whole or enlarged."""
    place = st.tuples(st.integers(12, 988), st.integers(12, 688))
    heap = st.tuples(st.integers(460, 540), st.integers(310, 390))
    for places in draws(st.lists(place | heap, min_size=1, max_size=300, unique=True), 60):
        layout = mapped(places)
        assert clashes(layout.wide, places) == []
        assert clashes(layout.tall, [(y, x) for x, y in places]) == []


def test_a_name_stands_near_its_papers_or_waits_for_room() -> None:
    """With few papers each name is there at once; in a crowd it comes when the map is enlarged, or not at all."""
    few = mapped([(100, 100), (900, 100), (500, 350), (100, 600), (999, 699)])
    assert {label.zoom for label in few.wide.labels.values()} == {1}
    assert len(few.wide.labels) == len(few.tall.labels) == 5
    assert all(abs(label.y - y) < 130 for label, (_, y) in zip(
        (few.wide.labels[f"t{n}"] for n in range(5)), [(0, 100), (0, 100), (0, 350), (0, 600), (0, 699)], strict=True))
    crowd = mapped([(x, y) for x in range(300, 701, 12) for y in range(200, 501, 12)])
    assert all(label.zoom > 1 for label in crowd.wide.labels.values())
