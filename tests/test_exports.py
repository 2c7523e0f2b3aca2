"""Exports: what other programs read."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf import exports
from papershelf.exports.bibtex import citation_keys
from papershelf.model import Day, Paper, Shelf, Source, listings_of

PAPERS = (
    Paper("a", "A Study of 50% & C_1 in LLMs", ("Ann Lee", "Bo Ek"), 2024, "ICLR 2024", "2401.00001"),
    Paper("b", "Study the Second", ("Cy Lee",), 2024),
    Paper("c", "The Study", ("Åke Lee",), 2024, doi="10.1/x_y"),
)


def test_bibtex_escapes_what_latex_would_obey() -> None:
    """Percent signs, ampersands and underscores are text; words with inner capitals keep them."""
    assert exports.bibtex(PAPERS)["a"] == (
        "@inproceedings{lee2024study,\n  title = {A Study of 50\\% \\& C\\_1 in {LLMs}},\n"
        "  author = {Ann Lee and Bo Ek},\n  year = {2024},\n  booktitle = {ICLR 2024},\n  eprint = {2401.00001},\n"
        "  archiveprefix = {arXiv}\n}\n")


def test_citation_keys_are_unique() -> None:
    """Of papers that would share a key the first has it, and the others get letters in their order."""
    keys = [entry.split("{")[1].split(",")[0] for entry in exports.bibtex(PAPERS).values()]
    assert keys == ["lee2024study", "lee2024studyb", "lee2024studyc"]


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from(["", "Ada Reed", "3 Reed", "李雷"]),
                          st.sampled_from([None, 2024])), min_size=1, max_size=6), st.data())
def test_keys_begin_with_a_letter_and_stay(said: list[tuple[str, str, int | None]], data: st.DataObject) -> None:
    """Whatever papers say, their keys are unique words that begin with a letter, and later listings change none."""
    papers = [Paper(f"p{number}", title, (author,) if author else (), year, listings=(Source(f"{number}.txt", 1,
                    f"2024-01-{number + 1:02}"),)) for number, (title, author, year) in enumerate(said)]
    keys = citation_keys(papers)
    assert len(set(keys.values())) == len(papers)
    assert all(re.fullmatch("[a-z][a-z0-9]*", key) for key in keys.values())
    first = data.draw(st.integers(1, len(papers)))
    assert citation_keys(papers[:first]) == {paper.slug: keys[paper.slug] for paper in papers[:first]}


@pytest.mark.parametrize(("title", "key"), [
    ("3D Kites", "kites20243d"), ("Kites in 3D", "kites2024"), ("2024", "paper20242024"), ("量化方法", "liang2024"),
    ("Квантование", "kvantovanie2024")])
def test_a_paper_without_authors_is_called_by_its_title(title: str, key: str) -> None:
    """The first word that begins with a letter begins the key, in Latin letters."""
    assert citation_keys([Paper("x", title, (), 2024)]) == {"x": key}


@pytest.mark.parametrize(("name", "key", "bibtex", "ris", "csl"), [
    ("Ludwig van Beethoven", "beethoven", "Ludwig van Beethoven", "van Beethoven, Ludwig",
     {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
    ("Martin Luther King Jr.", "king", "King, Jr., Martin Luther", "King, Martin Luther, Jr.",
     {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
    ("Bo van der Berg III", "berg", "van der Berg, III, Bo", "van der Berg, Bo, III",
     {"family": "Berg", "given": "Bo", "non-dropping-particle": "van der", "suffix": "III"}),
    ("Lamp University", "lampuniversity", "{Lamp University}", "Lamp University", {"literal": "Lamp University"}),
    ("Strings and Knots, Inc.", "stringsandknotsinc", "{Strings and Knots, Inc.}", "Strings and Knots, Inc.",
     {"literal": "Strings and Knots, Inc."}),
    ("山田 太郎", "shantian", "山田, 太郎", "山田, 太郎", {"family": "山田", "given": "太郎"}),
    ("山田太郎", "shantiantailang", "山田太郎", "山田太郎", {"literal": "山田太郎"}),
    ("e. e. stone", "stone", "e. e. stone", "stone, e. e.", {"family": "stone", "given": "e. e."})])
def test_names_keep_their_parts(name: str, key: str, bibtex: str, ris: str, csl: dict[str, str]) -> None:
    """Particles, juniors and institutions are told in every export, and the key is the family's."""
    paper = Paper("x", "Kites", (name,))
    assert citation_keys([paper])["x"] == f"{key}kites"
    assert f"author = {{{bibtex}}}" in exports.bibtex([paper])["x"]
    assert f"AU  - {ris}\n" in exports.to_ris([paper])
    assert json.loads(exports.to_csl([paper]))[0]["author"] == [csl]


def test_the_feed_names_no_site_as_a_papers_author() -> None:
    """An entry whose authors nobody knows says so; the shelf is not their name."""
    news = exports.News(Paper("x", "Tails"), "papers/x/", "2024-01-01", "a.txt")
    feed = exports.atom(exports.Feed("Kites", "https://a.example/", "feed", "", [news]))
    assert b"<name>Authors not known</name>" in feed
    assert b"<name>Kites</name>" not in feed


def test_csl_items_name_what_they_are() -> None:
    """A paper with a venue is a conference paper; one without is an article; names are in two parts."""
    items = json.loads(exports.to_csl(PAPERS))
    assert [item["type"] for item in items] == ["paper-conference", "article", "article"]
    assert items[0]["author"][0] == {"family": "Lee", "given": "Ann"}
    assert items[2]["DOI"] == "10.1/x_y"


@pytest.mark.parametrize(("venue", "kind", "field", "csl"), [
    ("Journal of Kites", "article", "journal", "article-journal"),
    ("TMLR 2025", "article", "journal", "article-journal"),
    ("Neural Strings 149 (2023)", "article", "journal", "article-journal"),
    ("ICLR 2024", "inproceedings", "booktitle", "paper-conference"),
    ("Proceedings of Kites (2020)", "inproceedings", "booktitle", "paper-conference"),
    ("LNCS vol. 9945 (2016)", "inproceedings", "booktitle", "paper-conference")])
def test_a_journal_is_no_conference(venue: str, kind: str, field: str, csl: str) -> None:
    """A venue that is a journal makes an article of one, in BibTeX and in CSL."""
    paper = Paper("x", "Kites", venue=venue)
    assert f"@{kind}{{" in exports.bibtex([paper])["x"]
    assert f"{field} = {{{venue}}}" in exports.bibtex([paper])["x"]
    assert json.loads(exports.to_csl([paper]))[0]["type"] == csl


def test_a_source_without_a_date_does_not_age_a_paper() -> None:
    """A paper is news of the first dated listing that has it, whatever else has it without a date."""
    papers = (Paper("a", "Kites"), Paper("b", "Strings"))
    shelf = Shelf(papers, (), (), listings_of((
        Paper("a", "Kites", listings=(Source("my.bib", 1), Source("two.txt", 1, "04-02"))),
        Paper("b", "Strings", listings=(Source("one.txt", 1, "03-11"), Source("two.txt", 9, "04-02"))))))
    text = exports.to_digest(exports.newsletter(shelf, Day.parse("04-01"), lambda slug: f"papers/{slug}/"))
    assert "[Kites]" in text
    assert "[Strings]" not in text


def test_json_has_what_its_schema_demands() -> None:
    """Every field that the schema requires is there, and no other."""
    required = json.loads(exports.schema())["properties"]["papers"]["items"]["required"]
    assert list(exports.paper_data(PAPERS[0])) == required


@given(st.text(max_size=40))
def test_bibtex_braces_always_balance(title: str) -> None:
    """No title breaks the file: outside of escapes, every brace that opens closes."""
    entry = exports.bibtex([Paper("x", title)])["x"].replace("\\{", "").replace("\\}", "")
    depth = 0
    for char in entry:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
