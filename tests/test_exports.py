"""Exports: what other programs read."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator import exports
from generator.model import Paper

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
