"""What agents and browsers find beside the pages: lists, digests, schemas, guides."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from click.testing import Result

from papershelf import exports
from papershelf.exports import api
from papershelf.model import Paper
from support import listed_shelf

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented listings as a shelf, with a robots.txt of its own."""
    folder = listed_shelf(tmp_path_factory.mktemp("api"))
    (folder / "docs" / "robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
    return folder


@pytest.fixture
def tree(shelf: Path, run: Run) -> Path:
    """Its built tree."""
    run("pages", "--config", shelf / "mkdocs.yml")
    return shelf / "build" / "docs"


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_files_are_what_their_schemas_say(tree: Path) -> None:
    """The index, the lists of each kind and each topic are valid by the schemas that stand beside them."""
    files = [("index", tree / "api" / "index.json"),
             *(("lists", tree / "api" / f"{kind}.json") for kind in ("topics", "tags", "listings", "authors", "venues",
                                                                     "years")),
             *(("topic-file", path) for path in sorted((tree / "api" / "topics").glob("*.json"))
               if not path.name.endswith(".csl.json"))]
    assert len(files) > 8
    for name, path in files:
        jsonschema.Draft202012Validator(read(tree / "api" / f"{name}.schema.json")).validate(read(path))


def test_the_index_counts_and_proves_what_there_is(tree: Path) -> None:
    """Counts are those of the papers and lists; every digest is that of its file, and "as of" is the newest listing's
    day."""
    index = read(tree / "api" / "index.json")
    assert index["as_of"] == "2024-07-09"
    assert index["counts"]["papers"] == len(read(tree / "api" / "papers.json")["papers"])
    assert index["counts"]["tags"] == read(tree / "api" / "tags.json")["count"]
    assert {"api/papers.json", "api/papers.bib", "feed.xml", "api/topics.json", "api/topics/quantization.json"
            } <= index["files"].keys()
    for path, told in index["files"].items():
        data = (tree / path).read_bytes()
        assert (told["bytes"], told["sha256"]) == (len(data), sha256(data).hexdigest()), path


def test_a_topic_says_why_each_paper_is_there(tree: Path) -> None:
    """Its papers are those of the contract, with the same evidence."""
    papers = {paper["slug"]: paper for paper in read(tree / "api" / "papers.json")["papers"]}
    topic = read(tree / "api" / "topics" / "quantization.json")
    assert topic["count"] == len(topic["papers"]) > 0
    for one in topic["papers"]:
        [use] = [use for use in papers[one["slug"]]["topics"] if use["id"] == "quantization"]
        assert one["evidence"] == use["evidence"]


def test_a_guide_names_the_data_and_the_topics(tree: Path) -> None:
    """Every address of ours in llms.txt is that of a file, and it is short."""
    text = (tree / "llms.txt").read_text("utf-8")
    assert text.startswith("# Invented\n\n> ")
    linked = [part.partition(")")[0] for part in text.split("](https://papers.example/shelf/")[1:]]
    assert {"api/index.json", "api/papers.json", "api/topics/quantization.txt"} <= set(linked)
    assert all((tree / path).is_file() for path in linked)
    assert len(text) < 4000


def test_lists_have_markdown_for_programs(tree: Path) -> None:
    """The Markdown of a list has its title and a line for each paper, with its address; the list's page says where."""
    text = (tree / "api" / "topics" / "quantization.txt").read_text("utf-8")
    assert text.startswith("# Quantization")
    assert text.count("\n- [") == read(tree / "api" / "topics" / "quantization.json")["count"]
    assert "](https://papers.example/shelf/papers/" in text
    assert 'forms: "api/topics/quantization"' in (tree / "topics" / "quantization.md").read_text("utf-8")


def test_pages_of_prose_have_their_markdown_beside_them(tree: Path, shelf: Path) -> None:
    """What a person wrote is there as it was written; pages that are computed have no such twin."""
    twins = {path.relative_to(tree / "api" / "pages").with_suffix(".md").as_posix(): path.read_bytes()
             for path in (tree / "api" / "pages").rglob("*.txt")}
    assert "contributing.md" in twins
    assert "index.md" not in twins
    assert twins == {name: (shelf / "docs" / name).read_bytes() for name in twins}


def test_a_file_of_a_person_at_the_root_stays(tree: Path, shelf: Path) -> None:
    """A robots.txt of theirs is the one that is published."""
    assert (tree / "robots.txt").read_bytes() == (shelf / "docs" / "robots.txt").read_bytes()
    assert exports.robots_txt("https://a.example") == (
        "User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n")


def test_the_shelf_can_be_cited(tree: Path) -> None:
    """CITATION.cff and CITATION.bib say the shelf's name, its address and the year of its newest listing."""
    cff, bib = ((tree / f"CITATION.{ending}").read_text("utf-8") for ending in ("cff", "bib"))
    assert 'title: "Invented"' in cff or "title: Invented" in cff
    assert "2024-07-09" in cff
    assert "https://papers.example/shelf/" in bib
    assert "2024" in bib


def test_browsers_can_offer_the_search(tree: Path) -> None:
    """The description is well-formed, and its address is whole and takes the query."""
    root = Xml.parse(tree / "opensearch.xml").getroot()
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.find(f"{space}ShortName").text == "Invented"  # type: ignore[union-attr]
    assert root.find(f"{space}Url").attrib["template"] == (  # type: ignore[union-attr]
        "https://papers.example/shelf/search/?q={searchTerms}")


def test_hostile_names_are_text_in_guides() -> None:
    """A title ends no element and begins no line."""
    text = exports.opensearch("a</ShortName>\n& b", 'said "so" <b>', 'https://a.example/"x"/')
    assert Xml.fromstring(text).tag.endswith("OpenSearchDescription")
    assert exports.llms_txt("a\n## b", "c\nd", "", ()).startswith("# a ## b\n\n> c d\n")


def test_a_large_shelf_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper stands in one part, each in the form of the whole; a small shelf has none."""
    monkeypatch.setattr(api, "SHARD", 2)
    papers = [Paper(f"p{number}", f"On {number}") for number in range(5)]
    parts = exports.shards(papers)
    assert list(parts) == ["api/parts/1.json", "api/parts/2.json", "api/parts/3.json"]
    assert [paper["slug"] for text in parts.values() for paper in json.loads(text)["papers"]] == [
        paper.slug for paper in papers]
    assert exports.shards(papers[:2]) == {}
