"""The matrix of a topic: which numbers a cell takes from a sentence, which cells there are, and what shows them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf import exports, matrix, pages, tags
from papershelf.map import with_names
from papershelf.matrix.figures import figures
from papershelf.model import FRONT_MATTER, Cell, Matrix, Paper, Shelf, Tag, TagUse, Topic, TopicUse
from papershelf.render import render
from papershelf.text.words import Stemmer
from support import ROOT
from test_pages import FIGURES

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "figures.yml").read_text("utf-8"))
CUPS = Topic("cups", "Cups & mugs")
HOSTILE = '<img src=x onerror="alert(1)"> {{ 7 * 7 }} [a](javascript:b) | =1+1 '


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_figure_is_what_the_sentence_ties_to_the_name(case: dict[str, Any]) -> None:
    """Numbers are taken with verb, unit and comparison as written; those of something else are not."""
    assert figures(case["text"], case["name"], case["kind"]) == tuple(case.get("says", ()))


def test_a_figure_is_a_run_of_the_sentence_but_for_what_an_enumeration_leaves_out() -> None:
    """No word of a figure is ours."""
    for case in CASES:
        for figure in figures(case["text"], case["name"], case["kind"]):
            assert all(part in case["text"] for part in figure.split("… "))


def test_sentences_of_no_end_are_left_alone() -> None:
    """What is longer than a sentence gives no figure, however often it names something."""
    assert figures("It gains 1% on TeaQA, " * 400, "TeaQA", "dataset") == ()


def paper(slug: str, *uses: TagUse, abstract: str = "") -> Paper:
    """A paper on cups."""
    return Paper(slug, f"On {slug}", abstract=abstract, tags=uses, topics=(TopicUse("cups", ("cup",)),))


TEA, MUG = TagUse("TeaQA", "dataset", "We name TeaQA.", "TeaQA"), TagUse("Mug", "model", "We name Mug.", "Mug")


def test_columns_are_what_several_papers_name() -> None:
    """Names stand by kind, those first that most papers name; a name of one paper has no column."""
    papers = (paper("a", TEA, MUG), paper("b", TEA, MUG), paper("c", TEA, TagUse("Rare", "method", "Rare.")))
    made = matrix.matrices(papers, [CUPS])["cups"]
    assert made.names == (("dataset", "TeaQA"), ("model", "Mug"))
    assert list(made.cells) == ["a", "b", "c"]
    assert list(made.cells["c"]) == ["TeaQA"]


def test_too_little_in_common_is_no_matrix() -> None:
    """One shared name compares nothing, and neither does one paper."""
    assert matrix.matrices((paper("a", TEA), paper("b", TEA)), [CUPS]) == {}
    assert matrix.matrices((paper("a", TEA, MUG),), [CUPS]) == {}
    assert matrix.matrices((), [CUPS]) == {}


def test_a_cell_prefers_the_sentence_with_a_number() -> None:
    """Of several sentences that name it, the one that measures is the evidence; a record alone has none."""
    said = "We name TeaQA. It reaches 5% on TeaQA."
    made = matrix.matrices((paper("a", TEA, MUG, abstract=said),
                            paper("b", TEA, TagUse("Mug", "model", FRONT_MATTER))), [CUPS])["cups"]
    assert made.cells["a"]["TeaQA"] == Cell("It reaches 5% on TeaQA.", "TeaQA", ("It reaches 5% on TeaQA",))
    assert made.cells["b"]["TeaQA"] == Cell("We name TeaQA.", "TeaQA")
    assert made.cells["b"]["Mug"] == Cell("", "Mug")


def test_what_a_record_takes_away_has_no_cell() -> None:
    """A minus before a tag deletes the cell for good."""
    vocabulary = (Tag("TeaQA", "dataset"), Tag("Mug-9000", "model"))
    said = "It reaches 5% on TeaQA with Mug-9000."
    papers = [Paper(slug, "A cup", abstract=said, decided_tags=decided, topics=(TopicUse("cups", ("cup",)),))
              for slug, decided in (("a", ()), ("b", ("-TeaQA",)), ("c", ()))]
    made = matrix.matrices(tags.tag(papers, vocabulary, Stemmer()), [CUPS])["cups"]
    assert {slug: list(row) for slug, row in made.cells.items()} == {
        "a": ["TeaQA", "Mug-9000"], "b": ["Mug-9000"], "c": ["TeaQA", "Mug-9000"]}


def shown(papers: tuple[Paper, ...], matrices: dict[str, Matrix]) -> dict[str, str]:
    """The Markdown of a shelf of these papers."""
    book = pages.Book(Shelf(papers, (CUPS,)), 2, matrices=matrices)
    made = pages.make_pages(book, {}, {p.slug: "@misc{}" for p in papers}, {}, with_names({}, papers, (CUPS,)))
    files = render(made, [ROOT / "templates" / "pages"], pages.Site("Shelf", "", "", ""), FIGURES)
    return {path: data.decode() for path, data in files.items()}


def test_a_topic_shows_a_part_and_leads_to_the_whole() -> None:
    """The table has headings of rows, columns and kinds, a caption, and sentences that open without a script."""
    papers = tuple(paper(f"k{n:03}", TEA, MUG) for n in range(70))
    files = shown(papers, matrix.matrices(papers, [CUPS]))
    whole, second = files["topics/cups/matrix.md"], files["topics/cups/matrix/2.md"]
    assert "(matrix.md)" not in whole
    assert "](cups/matrix.md)" in files["topics/cups.md"]
    assert (files["topics/cups.md"].count('scope="row"'), whole.count('scope="row"'), second.count('scope="row"')) == (
        5, 60, 10)
    assert '<th scope="colgroup" colspan="1">Datasets</th>' in whole
    assert '<th scope="col" markdown="1">[TeaQA](../../tags/teaqa.md)</th>' in whole
    assert "<details><summary>named</summary><q>We name <mark>TeaQA</mark>&#46;</q></details>" in whole
    assert '<figcaption id="ps-side-by-side">' in whole
    assert '<table aria-labelledby="ps-side-by-side"' in whole
    assert "](../../api/topics/cups/matrix.csv)" in whole
    assert "](../../../papers/k069.md)" in second


def test_a_topic_without_a_matrix_has_no_page_of_it() -> None:
    """Neither a section nor a page is empty."""
    files = shown((paper("a", TEA),), {})
    assert not [path for path in files if "matrix" in path]
    assert "Side by side" not in files["topics/cups.md"]


def test_hostile_names_and_sentences_are_text() -> None:
    """Nothing in a cell is markup, a template or a formula."""
    bad = TagUse(HOSTILE, "dataset", f"{HOSTILE} is named.", HOSTILE)
    papers = tuple(paper(slug, bad, MUG) for slug in "ab")
    matrices = matrix.matrices(papers, [CUPS])
    for path in ("topics/cups.md", "topics/cups/matrix.md"):
        text = shown(papers, matrices)[path].split("---\n", 2)[2]
        assert not [sign for sign in ("<img", "{{", "](javascript") if sign in text]
    rows = list(csv.reader(io.StringIO(exports.matrix_csv(matrices["cups"], papers))))
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_the_csv_has_two_columns_a_name() -> None:
    """What a cell says, and the sentence; nothing where a paper does not name it."""
    cells = {"a": {"TeaQA": Cell("It reaches 5% on TeaQA.", "TeaQA", ("reaches 5% on TeaQA",))},
             "b": {"TeaQA": Cell("", "TeaQA"), "Mug": Cell("-Mug is named.", "Mug")}}
    text = exports.matrix_csv(Matrix((("dataset", "TeaQA"), ("model", "Mug")), cells), (paper("a"), paper("b")))
    assert list(csv.reader(io.StringIO(text))) == [
        ["slug", "title", "TeaQA", "TeaQA: sentence", "Mug", "Mug: sentence"],
        ["a", "On a", "reaches 5% on TeaQA", "It reaches 5% on TeaQA.", "", ""],
        ["b", "On b", "in the record", "", "named", "'-Mug is named."]]
