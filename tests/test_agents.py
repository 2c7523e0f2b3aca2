"""A shelf that answers agents: by the client of the protocol's own SDK, on the invented shelf."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from mcp import Client

from papershelf import building, config
from papershelf.agents import MOST_BYTES, Desk, size, within
from papershelf.agents_server import server
from papershelf.commands.mcp import from_site
from support import listed_shelf

Run = Callable[..., Result]
POCKET = "pocketnet-tiny-networks-for-old-phones"
SURVEY = "a-survey-of-quantization-for-small-devices"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented listings as a shelf."""
    return listed_shelf(tmp_path_factory.mktemp("agents"))


@pytest.fixture(scope="module")
def desk(folder: Path) -> Desk:
    shelf = config.load(folder / "mkdocs.yml", None)
    return Desk(building.readable(shelf, lambda stage: None).__getitem__, shelf.shelf_url)


def asked(desk: Desk, *questions: tuple[str, dict[str, Any]]) -> list[tuple[bool, str]]:
    """Whether each answer is an error, and its text, as a client of the protocol has them."""
    async def ask() -> list[tuple[bool, str]]:
        async with Client(server(desk, "Kites")) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            assert tools == {"search", "paper", "related", "topic", "tag", "author", "new_since", "cite"}
            found = [await client.call_tool(name, given) for name, given in questions]
            return [(bool(one.is_error), "".join(getattr(part, "text", "") for part in one.content)) for one in found]

    # Tests that drive a browser leave a loop of events running in their thread.
    with ThreadPoolExecutor(1) as other_thread:
        return other_thread.submit(asyncio.run, ask()).result()


def test_an_agent_gets_answers_with_evidence(desk: Desk) -> None:
    """Each tool answers with slugs, addresses, and the words or sentences that it rests on, within the bytes."""
    answers = asked(desk, ("search", {"query": "forecast rivers"}), ("paper", {"slug": POCKET}),
                    ("related", {"slug": SURVEY}), ("topic", {"name": "Quantization"}), ("tag", {"name": "int8"}),
                    ("new_since", {"day": "2024-01-01"}), ("cite", {"slug": POCKET}))
    assert not any(failed for failed, _ in answers)
    assert all(len(text.encode()) <= MOST_BYTES for _, text in answers)
    found, paper, related, topic, tag, new, cited = (json.loads(text) for _, text in answers)
    assert found["papers"][0]["slug"] == "bjork-learning-rivers-with-graph-networks"
    assert found["papers"][0]["has"] == ["forecast", "rivers"]
    assert paper["address"].endswith(f"/papers/{POCKET}/")
    assert any("INT8" in one["evidence"] for one in paper["tags"] if one["name"] == "INT8")
    assert related["related"][0]["slug"] == POCKET
    assert related["mentions"][0]["evidence"].count("PocketNet") == 1
    assert {one["slug"] for one in topic["papers"]} == {POCKET, SURVEY}
    assert all(one["evidence"] for one in tag["papers"])
    assert new["count"] == 4
    assert cited["bibtex"].startswith("@")


def test_a_wrong_question_is_told_what_would_be_right(desk: Desk) -> None:
    """Unknown slugs, tags and people are errors of the tool, with what may have been meant; the server goes on."""
    answers = asked(desk, ("paper", {"slug": POCKET[:-4]}), ("tag", {"name": "INT 9"}), ("author", {"name": "Nobody"}),
                    ("paper", {}), ("cite", {"slug": "../etc/passwd"}), ("search", {"query": "rivers"}))
    assert [failed for failed, _ in answers] == [True] * 5 + [False]
    assert f"it may be {POCKET}" in answers[0][1]
    assert "nobody is called" in answers[2][1]


def test_an_author_is_found_by_every_spelling(tmp_path: Path) -> None:
    """A person whose file joins spellings is one, with the ORCID; people without a page stand beside."""
    folder = listed_shelf(tmp_path)
    written = ("Maryam O'Neal", "M. O'Neal", "Maryam O'Neal-Diaz")
    for path, author in zip(sorted((folder / "docs" / "papers").glob("*.md")), written, strict=False):
        path.write_text(path.read_text("utf-8").replace("authors: []", f'authors: ["{author}"]'), "utf-8")
    (folder / "docs" / "authors").mkdir()
    (folder / "docs" / "authors" / "maryam-oneal.md").write_text(
        "---\ntitle: Maryam O'Neal\naliases: [M. O'Neal]\norcid: 0000-0002-1825-0097\n---\n", "utf-8")
    shelf = config.load(folder / "mkdocs.yml", None)
    there = Desk(building.readable(shelf, lambda stage: None).__getitem__, shelf.shelf_url)
    by_alias, by_part = there.author("O'Neal, M.")["authors"], there.author("maryam")["authors"]
    assert [(one["name"], one["orcid"], len(one["papers"])) for one in by_alias] == [
        ("Maryam O'Neal", "0000-0002-1825-0097", 2)]
    assert by_alias[0]["address"].endswith("authors/maryam-oneal/")
    assert [(one["name"], len(one["papers"])) for one in by_part] == [("Maryam O'Neal", 2), ("Maryam O'Neal-Diaz", 1)]


def test_answers_are_cut_within_their_bytes() -> None:
    """Lists and texts give way until an answer fits, and it says what it left out."""
    answer = within({"papers": [{"slug": f"p{n}", "evidence": "x" * 90} for n in range(99)], "summary": "y" * 9000})
    assert size(answer) <= MOST_BYTES
    assert answer["left_out"] + len(answer["papers"]) == 99


def test_a_built_site_answers_as_the_shelf_does(folder: Path, desk: Desk, tmp_path: Path) -> None:
    """The same questions to the files of the site have the same answers, but for addresses."""
    shelf = config.load(folder / "mkdocs.yml", None, tmp_path)
    building.build(shelf, lambda stage: None)
    there = Desk(from_site(tmp_path), shelf.shelf_url)
    assert there.search("quantized networks") == desk.search("quantized networks")
    assert there.cite(POCKET) == desk.cite(POCKET)
    assert there.topic("quantization") == desk.topic("quantization")


def test_what_is_no_site_is_refused(tmp_path: Path, run: Run) -> None:
    """A folder without a shelf's data is told, and nothing is served."""
    assert "is no built site" in run("mcp", "--site", tmp_path, status=2).output
