"""Charts, the map's coordinates and the feed: numbers and papers in, markup out."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.exports import Feed, News, atom, json_feed, script
from papershelf.map import places as atlas
from papershelf.model import Paper, TopicUse
from papershelf.pages import charts

SERIES = st.lists(st.tuples(st.integers(1950, 2060), st.integers(1, 5000)), unique_by=lambda pair: pair[0])
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@given(SERIES)
def test_no_paper_is_lost_between_a_series_and_its_columns(series: list[tuple[int, int]]) -> None:
    """The columns sum to the series, are never more than fit, and follow each other year by year."""
    shown = charts.filled(series)
    assert sum(count for _, count in shown) == sum(count for _, count in series)
    assert len(shown) <= charts.MOST_YEARS
    years = [int(label.removeprefix("to ")) for label, _ in shown]
    assert years == list(range(years[0], years[0] + len(years))) if years else not series


@given(SERIES)
def test_a_chart_is_well_formed_and_says_its_numbers(series: list[tuple[int, int]]) -> None:
    """Every chart parses as XML and has its numbers as text; no years make no chart."""
    for chart in (charts.sparkline(series), charts.columns(series), charts.columns(series, {"A": series, "B": []})):
        if not series:
            assert chart == ""
            continue
        label = Xml.fromstring(chart)[0].get("aria-label") or ""
        assert sum(map(int, re.findall(r" (\d+)(?:,|$)", label))) == sum(count for _, count in series)


def test_one_paper_among_thousands_still_shows() -> None:
    """A small count is drawn at least two units tall."""
    heights = [float(h) for h in re.findall(r'height="([\d.]+)" rx', charts.sparkline([(2020, 1), (2021, 5000)]))]
    assert min(heights) == 2.0


def test_stacks_reach_the_height_of_their_total() -> None:
    """Columns stacked by group are as tall together as the column of all."""
    groups = {"A": [(2020, 1), (2021, 2)], "B": [(2020, 3)]}
    def tall(chart: str) -> float:
        return sum(float(h) for h in re.findall(r'width="[\d.]+" height="([\d.]+)"/>', chart))

    stacked, plain = charts.columns([(2020, 4), (2021, 2)], groups), charts.columns([(2020, 4), (2021, 2)])
    assert tall(stacked) == pytest.approx(tall(plain), abs=.2)


def test_growth_needs_two_points_and_escapes_their_names() -> None:
    """One point is no line; a name from a file cannot become markup."""
    assert charts.growth([("spring", 3)]) == ""
    chart = charts.growth([("<script>", 3), ("b & c", 5)])
    assert "<script>" not in chart
    assert Xml.fromstring(chart)[0].get("aria-label") == "Papers on the shelf: <script> 3, b & c 5"


def invented(number: int) -> list[Paper]:
    """Papers on kettles and papers on kites."""
    kinds = (("Kettle", "The spout of a kettle is warm."), ("Kite", "The string of a kite is long."))
    return [Paper(f"p{n:04}", f"{kinds[n % 2][0]} number {n}", summary=kinds[n % 2][1],
                  topics=(TopicUse(kinds[n % 2][0].lower(), ()),)) for n in range(number)]


@pytest.mark.parametrize("number", [0, 1, 3, 4, 9, 60])
def test_every_paper_has_a_place_of_its_own_on_the_map(number: int) -> None:
    """Shelves of any size are laid out within the map, no two papers in one place."""
    places = atlas.place_papers(invented(number))
    assert len(set(places.values())) == len(places) == number
    assert all(0 <= x <= atlas.WIDTH and 0 <= y <= atlas.HEIGHT for x, y in places.values())


def test_the_map_is_the_same_twice_and_in_any_order() -> None:
    """The same papers get the same places, whatever order they come in."""
    papers = invented(60)
    assert atlas.place_papers(papers) == atlas.place_papers(papers[::-1])


def test_papers_stand_near_what_they_resemble() -> None:
    """Papers of one kind are nearer to each other than to papers of another."""
    places = atlas.place_papers(invented(60))

    def middle(remainder: int) -> tuple[float, float]:
        points = [at for slug, at in places.items() if int(slug[1:]) % 2 == remainder]
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)

    kettles, kites = middle(0), middle(1)
    nearer = sum((x - kettles[0]) ** 2 + (y - kettles[1]) ** 2 < (x - kites[0]) ** 2 + (y - kites[1]) ** 2
                 for slug, (x, y) in places.items() if int(slug[1:]) % 2 == 0)
    assert nearer >= 28


def test_papers_beyond_the_anchors_join_those_they_resemble(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf larger than what t-SNE is given still has a place for every paper."""
    monkeypatch.setattr(atlas, "ANCHORS", 20)
    places = atlas.place_papers(invented(60))
    assert len(set(places.values())) == 60


def test_papers_without_a_word_that_counts_have_places() -> None:
    """Titles of signs alone do not stop the map."""
    assert len(atlas.place_papers([Paper(f"s{n}", "?!") for n in range(6)])) == 6


def news(**changes: str) -> News:
    paper = Paper("a-kettle", changes.get("title", "A kettle"), summary=changes.get("summary", ""))
    return News(paper, "papers/a-kettle/", changes.get("date", "2025-03-11"), "Listing of March 11")


def feed_of(site: str, *papers: News, title: str = "Shelf") -> Feed:
    return Feed(title, site, "feed", "", papers)


def test_a_feed_says_no_date_that_its_listings_do_not_say() -> None:
    """Entries have the days of their listings, the feed the newest of them; no clock is asked, even without any."""
    feed = Xml.fromstring(atom(feed_of("https://shelf.example/", news(), news(date="2024-03-11"))))
    dates = [found.text for found in feed.findall("a:entry/a:updated", ATOM)]
    assert dates == ["2025-03-11T00:00:00Z", "2024-03-11T00:00:00Z"]
    assert feed.findtext("a:updated", None, ATOM) == "2025-03-11T00:00:00Z"
    assert Xml.fromstring(atom(feed_of(""))).findtext("a:updated", None, ATOM) == "2000-01-01T00:00:00Z"


@given(st.text(), st.text())
@settings(max_examples=60)
def test_any_text_makes_a_feed_that_parses(title: str, summary: str) -> None:
    """Whatever a paper says, the feed is XML, and its entries lead to pages of the site."""
    feed = Xml.fromstring(atom(feed_of("https://shelf.example", news(title=title, summary=summary), title=title)))
    link = feed.find("a:entry/a:link", ATOM)
    assert link is not None
    assert link.get("href") == "https://shelf.example/papers/a-kettle/"
    item = json.loads(json_feed(feed_of("https://shelf.example", news(title=title, summary=summary))))["items"][0]
    assert (item["id"], item["date_published"]) == ("https://shelf.example/papers/a-kettle/", "2025-03-11T00:00:00Z")
    assert item["content_text"]


@given(st.dictionaries(st.text(), st.text()))
@settings(max_examples=60)
def test_data_as_a_script_is_the_data_and_nothing_else(data: dict[str, str]) -> None:
    """A script sets one name to the data, with no sign that could end a script or a line of it."""
    text = script("shelf", data).decode()
    assert "<" not in text
    clean = {k.encode("utf-8", "replace").decode(): v.encode("utf-8", "replace").decode() for k, v in data.items()}
    assert json.loads(text.removeprefix("window.shelf = ").removesuffix(";\n")) == clean
