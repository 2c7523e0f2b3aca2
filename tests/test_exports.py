"""Exports: what other programs read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf import exports
from papershelf.model import Day, Paper, Shelf, Source, listings_of

PAPERS = (
    Paper("a", "A Study of 50% & C_1 in LLMs", ("Ann Lee", "Bo Ek"), 2024, "ICLR 2024", "2401.00001"),
    Paper("b", "Study the Second", ("Cy Lee",), 2024),
    Paper("c", "The Study", ("Åke Lee",), 2024, doi="10.1/x_y"),
)


def test_bibtex_escapes_what_latex_would_obey() -> None:
    """Percent signs, ampersands and underscores are text; words with inner capitals keep them."""
    assert exports.bibtex(PAPERS)["a"] == (
        "@inproceedings{lee2024studya,\n  title = {A Study of 50\\% \\& C\\_1 in {LLMs}},\n"
        "  author = {Ann Lee and Bo Ek},\n  year = {2024},\n  booktitle = {ICLR 2024},\n  eprint = {2401.00001},\n"
        "  archiveprefix = {arXiv}\n}\n")


def test_citation_keys_are_unique() -> None:
    """Papers that would share a key get letters, in the order of their names."""
    keys = [entry.split("{")[1].split(",")[0] for entry in exports.bibtex(PAPERS).values()]
    assert keys == ["lee2024studya", "lee2024studyb", "lee2024studyc"]


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
    text = exports.to_digest(shelf, Day.parse("04-01"), lambda slug: f"papers/{slug}/")
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
