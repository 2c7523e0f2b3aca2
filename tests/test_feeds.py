"""Feeds of the shelf, of topics, tags and listings: what a reader of feeds makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from click.testing import Result

from support import listed_shelf

Run = Callable[..., Result]
LATER = """---
title: A kite that came later
arxiv: "2407.09999"
topics: [quantization]
listings: [{file: autumn.txt, line: 3, date: "2024-10-01"}]
---

It flies with INT8.
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented listings as a shelf, and two papers of one author and one venue."""
    folder = listed_shelf(tmp_path_factory.mktemp("feeds"))
    for year in (2022, 2023):
        (folder / "docs" / "papers" / f"kites-{year}.md").write_text(
            f'---\ntitle: Kites of {year}\nauthors: [Ada Reed]\nvenue: KITES {year}\nyear: {year}\n'
            f'listings: [{{file: spring.txt, line: {year}, date: "2024-04-02"}}]\n---\n', "utf-8")
    return folder


def feeds(folder: Path, run: Run) -> dict[str, bytes]:
    """The shelf's feeds by path."""
    run("pages", "--config", folder / "mkdocs.yml")
    tree = folder / "build" / "docs"
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in sorted(tree.rglob("feed.*"))}


def test_every_list_has_a_feed_that_readers_take(shelf: Path, run: Run) -> None:
    """Each is well-formed, has an identity, itself and its page, and dates; both forms have the same papers."""
    made = feeds(shelf, run)
    assert {"feed.xml", "feed.json", "topics/quantization/feed.xml", "tags/quantization/feed.json",
            "listings/spring/feed.xml"} <= made.keys()
    for name in ("authors/ada-reed", "venues/kites"):
        titles = [one["title"] for one in json.loads(made[f"{name}/feed.json"])["items"]]
        assert sorted(titles) == ["Kites of 2022", "Kites of 2023"]
    assert not [name for name in made if name.startswith("years/")]
    for name, data in made.items():
        if name.endswith(".xml"):
            read = feedparser.parse(data)
            assert not read.bozo, name
            assert read.feed.id
            assert read.feed.updated
            assert {"self", "alternate"} <= {link.rel for link in read.feed.links}
            assert next(link.href for link in read.feed.links if link.rel == "self").endswith(name)
            assert all(one.id and one.updated and one.link for one in read.entries)
            assert len({one.id for one in read.entries}) == len(read.entries)
            items = json.loads(made[name.replace(".xml", ".json")])["items"]
            assert [one["id"] for one in items] == [one.id for one in read.entries]


def test_json_feeds_have_what_their_format_demands(shelf: Path, run: Run) -> None:
    """Version, title and items; each item an id and a content; no field is empty."""
    for name, data in feeds(shelf, run).items():
        if name.endswith(".json"):
            feed = json.loads(data)
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert feed["title"]
            assert feed["feed_url"].endswith(name)
            for item in feed["items"]:
                assert item["id"]
                assert item["content_text"]
                assert all(item.values())


def test_a_feed_without_news_keeps_its_bytes(shelf: Path, run: Run) -> None:
    """A paper that comes later changes the feeds of what it is in, and no other."""
    before = feeds(shelf, run)
    path = shelf / "docs" / "papers" / "a-kite-that-came-later.md"
    path.write_text(LATER, "utf-8")
    try:
        after = feeds(shelf, run)
    finally:
        path.unlink()
    changed = {name for name in before if before[name] != after.get(name)}
    assert {"feed.xml", "topics/quantization/feed.xml"} <= changed
    assert "topics/representation-learning/feed.xml" not in changed
    assert not [name for name in changed if name.startswith(("authors/", "venues/"))]
    assert "listings/spring/feed.xml" not in changed


def test_a_page_says_where_its_feed_is(shelf: Path, run: Run) -> None:
    """A reader finds the feed on the page, a program by its front matter."""
    run("pages", "--config", shelf / "mkdocs.yml")
    text = (shelf / "build" / "docs" / "topics" / "quantization.md").read_text("utf-8")
    assert 'feed: "topics/quantization/feed"' in text
    assert "[Atom](quantization/feed.xml)" in text
