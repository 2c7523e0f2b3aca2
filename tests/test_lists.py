"""Curated lists: what names no paper is none, sections become topics, and real lists are read whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from papershelf.cli import cli
from papershelf.model import Entry, Source, Topic
from papershelf.readers import decode, read_data, read_file
from papershelf.readers.curated.facts import Fact, fact_of, people_in
from papershelf.readers.curated.headings import heading_of
from papershelf.topics import from_sections
from support import ROOT

Run = Callable[..., Result]
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "lists.yml").read_text("utf-8"))
REAL = sorted((ROOT.parent / "shared" / "corpus" / "lists").glob("*.*"))


@pytest.mark.parametrize("case", CASES["papers"], ids=lambda case: case["line"][:60])
def test_an_item_says_its_paper(case: dict[str, object]) -> None:
    """Each way of writing an item gives the title, people, year, venue and addresses that it says."""
    (entry,), problems = read_data(f"# List\n\n{case['line']}\n".encode(), "list.md", "markdown")
    said = {"title": entry.title, "authors": list(entry.authors), "year": entry.year, "venue": entry.venue,
            "arxiv": entry.arxiv, "doi": entry.doi, "links": dict(entry.links), "notes": entry.notes}
    assert problems == []
    assert {name: value for name, value in said.items() if value} == {
        name: value for name, value in case.items() if name != "line"}


@pytest.mark.parametrize("text", CASES["no papers"])
def test_what_names_no_paper_is_none(text: str) -> None:
    """Headings, badges, contents, news, people, tools, courses and other lists give no entry and one message."""
    entries, problems = read_data(f"# Awesome Kites\n\n{text}\n".encode(), "list.md", "markdown")
    assert entries == []
    assert [problem.what for problem in problems] == ["Markdown without a list of papers"]


@pytest.mark.parametrize(("text", "fact"), [
    ("ICML 2019", Fact(2019, "ICML 2019")), ("NeurIPS2021", Fact(2021, "NeurIPS 2021")),
    ("CVPR'23", Fact(2023, "CVPR 2023")),
    ("[4 Sep 2022]", Fact(2022)), ("2019.6", Fact(2019)), ("2022-12", Fact(2022)), ("Preprint", Fact(None)),
    ("EMNLP 2025 Findings", Fact(2025, "EMNLP 2025 Findings")), ("2024 ICLR", Fact(2024, "ICLR 2024")),
    ("Attention Is All You Need", None), ("GPT-4", None), ("papers published before 2012", None)])
def test_dates_and_venues_of_lists(text: str, fact: Fact | None) -> None:
    """A short text is a date or a venue as a whole, or it is neither."""
    assert fact_of(text) == fact


@pytest.mark.parametrize(("text", "names"), [
    ("G. Reed et al.", ["G. Reed"]), ("Ada Reed*, Bo Finch†", ["Ada Reed", "Bo Finch"]), 
    ("Moss A.G., Vale B.", ["Moss, A.G.", "Vale, B"]),
    ("Reed et.al.", ["Reed"]), ("A. Reed and B. Finch", ["A. Reed", "B. Finch"]),
    ("Long Beach", []), ("Deep Learning", []),
    ("Kite University", [])])
def test_people_of_lists(text: str, names: list[str]) -> None:
    """A text lists people as a whole, or it lists none; those left out are no names."""
    assert list(people_in(text)) == names


@pytest.mark.parametrize(("text", "title", "date", "is_field"), [
    ("2.1 Kites and Winds", "Kites and Winds", "", True), ("🔥 Surveys 📚 (12)", "Surveys", "", True),
    ("Updated on 2025.03.05", "Updated on 2025.03.05", "2025-03-05", False), ("2023", "2023", "", False),
    ("Top Papers of the Week (June 23 - June 29) - 2025", "Top Papers of the Week (June 23 - June 29) - 2025",
     "2025-06-29", False), ("NeurIPS 2022", "NeurIPS 2022", "", False), ("Contents", "Contents", "", False),
    ("3D Kites", "3D Kites", "", True), ("Papers", "Papers", "", False)])
def test_headings_of_lists(text: str, title: str, date: str, is_field: bool) -> None:
    """Numbers, pictures and counts are no part of a heading; dates, years, venues, the page's matters name no field."""
    found = heading_of(text)
    assert (found.title, found.date, found.is_field) == (title, date, is_field)


def test_sections_become_topics() -> None:
    """A section called like a topic is that topic, others are proposed in their order; one name under two headings is
    two topics, told apart by the heading above."""
    def entry(title: str, *sections: str) -> Entry:
        return Entry(title, Source("list.md", 1), sections=sections)

    made = from_sections(
        [entry("A", "Flying", "Kites"), entry("B", "Sailing", "Others"), entry("C", "Flying", "Others"),
         entry("D", "Sailing", "Big Boats"), entry("E"), entry("F", "风筝")],
        [Topic("boats", "Big boats")])
    assert [e.topics for e in made.entries][:5] == [("kites",), ("sailing-others",), ("flying-others",), ("boats",), ()]
    assert [(t.id, t.title, t.group) for t in made.topics][:3] == [
        ("kites", "Kites", "Flying"), ("sailing-others", "Sailing: Others", "Sailing"),
        ("flying-others", "Flying: Others", "Flying")]
    assert made.topics[3].id == "feng-zheng"


LIST = """# Kites

## Surveys
- [Kites: A Survey](https://arxiv.org/abs/2301.00001) - _all_ of <b>them</b>, 1 * 2 * 3
- [Strings](https://arxiv.org/abs/2301.00002)

## Strings
- [Strings](https://arxiv.org/abs/2301.00002) *Ada Reed, Bo Finch*
"""


def test_a_list_becomes_records_and_topics(tmp_path: Path, run: Run) -> None:
    """A paper in two sections is one record with two topics, which have files; remarks are notes; the same list again
    changes nothing, and what a person decides stays."""
    (tmp_path / "README.md").write_text(LIST, "utf-8")
    docs = tmp_path / "docs"
    run("import", tmp_path / "README.md", "--docs", docs)
    papers = {paper["slug"]: paper for paper in json.loads(run("export", "json", "--docs", docs).output)["papers"]}
    assert [use["id"] for use in papers["strings"]["topics"]] == ["surveys", "strings"]
    assert sorted(path.name for path in (docs / "topics").iterdir()) == ["strings.md", "surveys.md"]
    assert (docs / "papers" / "kites-a-survey.md").read_text("utf-8").endswith(
        "\n## Notes\n\nall of them, 1 \\* 2 \\* 3\n")
    assert "no errors" in run("check", "--docs", docs).output
    before = {path: path.read_bytes() for path in docs.rglob("*.md")}
    assert "0 new, 0 updated, 2 unchanged" in run("import", tmp_path / "README.md", "--docs", docs).output
    assert {path: path.read_bytes() for path in docs.rglob("*.md")} == before
    record = docs / "papers" / "strings.md"
    record.write_text(record.read_text("utf-8").replace("[surveys, strings]", "[strings]"), "utf-8")
    assert "0 updated" in run("import", tmp_path / "README.md", "--docs", docs).output
    assert "topics: [strings]" in record.read_text("utf-8")


@pytest.mark.skipif(not REAL, reason="no real lists beside the repository")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:24])
def test_real_lists_are_read_whole(path: Path) -> None:
    """Every arXiv id of a real list has an entry; titles carry no marks of Markdown, addresses or labels."""
    text = decode(path.read_bytes())
    ids = set(re.findall(r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})", text))
    entries, problems = read_file(path)
    found = {re.sub(r"v\d+$", "", entry.arxiv) for entry in entries}
    assert problems == []
    assert len(ids & found) >= 0.99 * len(ids)
    marks = re.compile(r"\*\*|\]\(|https?://|^[#|\[\-*]|\b(?:pdf|arXiv)\b\]?$|et al\.?$")
    assert [entry.title for entry in entries if marks.search(entry.title)] == []


def test_identifiers_on_standard_input_become_records(tmp_path: Path) -> None:
    """Each line is a record that carries its identifier; a source with the title names it, for good."""
    docs = tmp_path / "docs"
    ids = "2301.00001\nhttps://doi.org/10.1234/abc\nnothing at all\n"
    told = CliRunner().invoke(cli, ["import", "-", "--docs", str(docs)], input=ids)
    assert told.exit_code == 1
    assert "standard-input.txt:3: is no arXiv id, no DOI and no address" in told.output
    assert sorted(path.name for path in (docs / "papers").iterdir()) == ["arxiv-2301-00001.md", "doi-10-1234-abc.md"]
    bib = tmp_path / "a.bib"
    bib.write_text("@misc{a, title={Kites that Steer}, eprint={2301.00001}, eprinttype={arxiv}}", "utf-8")
    assert CliRunner().invoke(cli, ["import", str(bib), "--docs", str(docs)]).exit_code == 0
    record = docs / "papers" / "arxiv-2301-00001.md"
    assert record.read_text("utf-8").startswith('---\ntitle: "Kites that Steer"\n')
    CliRunner().invoke(cli, ["import", "-", "--docs", str(docs)], input=ids)
    assert record.read_text("utf-8").startswith('---\ntitle: "Kites that Steer"\n')


def test_explaining_shows_what_is_read_and_writes_nothing(tmp_path: Path, run: Run) -> None:
    """The format, the reason, the first three entries field by field; a refused source says what it is."""
    (tmp_path / "README.md").write_text(LIST, "utf-8")
    shown = run("import", "--explain", tmp_path / "README.md", "--docs", tmp_path / "docs").output
    assert "README.md: markdown: 3 of its first lines hold links of Markdown\n3 entries, 0 rejected\n" in shown
    assert "  title     Kites: A Survey\n  arxiv     2301.00001\n" in shown
    assert "  section   Strings\n" in shown
    assert not (tmp_path / "docs").exists()
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 and more")
    refused = run("import", "--explain", tmp_path / "paper.pdf", status=1).output
    assert "paper.pdf: PDF, which is not read" in refused
