"""Exports of a hostile shelf, read back by programs of others: every entry is there, and every field is what it was."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from xml.etree import ElementTree

import bibtexparser
import markdown
import rispy
from bibtexparser.middlewares.names import split_multiple_persons_names
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from campaign.hostile import strings
from campaign.scale import SEED, cases
from papershelf import exports
from papershelf.exports import News
from papershelf.exports.citing import one_line
from papershelf.model import Day, Listing, Paper, Shelf, TagUse, TopicUse

_READER = LatexNodes2Text(keep_comments=True)


def paper(number: int, text: str, other: str = "x") -> Paper:
    """A paper that says the same hostile text everywhere."""
    return Paper(
        f"p{number:04}", f"{text} {number}", (f"Ada {text}", other, f"{text} Reed"), 2020, text, text, text,
        {"code": f"https://a.example/{text}"}, summary=text, abstract=text, topics=(TopicUse(text, (text,)),),
        tags=(TagUse(text, "other", text),))


# Half a pair is no text of a file in UTF-8, and no record can hold one.
PAPERS = [paper(number, text.encode("utf-8", "ignore").decode())
          for number, text in enumerate(strings(cases(300, 2000), SEED))]


def decoded(value: str) -> str:
    """A field of BibTeX as LaTeX shows it, with the sign that stands for a circumflex by itself."""
    return " ".join(_READER.latex_to_text(value).replace("\u02c6", "^").split())


def same(text: str) -> str:
    """A text as every export may have it: on one line, without control characters, a circumflex for its twin."""
    return " ".join(one_line(text).replace("\u02c6", "^").split())


def check_bibtex(papers: Sequence[Paper]) -> None:
    """bibtexparser finds each entry with the fields that the paper has."""
    library = bibtexparser.parse_string(exports.to_bibtex(papers))
    assert not library.failed_blocks
    assert len(library.entries) == len(library.blocks) == len(papers)
    assert len({entry.key for entry in library.entries}) == len(papers)
    for one, entry in zip(sorted(papers, key=lambda p: p.slug), library.entries, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        assert len(fields) == len(entry.fields)
        where = next((fields[name] for name in ("howpublished", "booktitle", "journal") if name in fields), "")
        assert decoded(fields["title"]) == same(one.title)
        assert decoded(where) == same(one.venue)
        assert decoded(fields.get("eprint", "")) == same(one.arxiv)
        assert decoded(fields.get("doi", "")) == same(one.doi)
        names = [decoded(name) for name in split_multiple_persons_names(fields.get("author", ""))]
        assert names == [same(name) for name in one.authors if same(name)]


def check_ris(papers: Sequence[Paper]) -> None:
    """rispy finds each record with the fields that the paper has."""
    records = rispy.loads(exports.to_ris(papers))
    assert len(records) == len(papers)
    for one, record in zip(sorted(papers, key=lambda p: p.slug), records, strict=True):
        assert record["id"] == one.slug
        assert same(record["title"]) == same(one.title)
        assert same(record.get("secondary_title", "")) == same(one.venue)
        assert same(record.get("doi", "")) == same(one.doi)
        assert len(record["authors"]) == len([name for name in one.authors if one_line(name)])
        assert same(record.get("abstract", "")) == same(one.abstract)


def test_bibtex_is_read_back() -> None:
    """No title, name, venue or identifier breaks the file."""
    check_bibtex(PAPERS)


def test_ris_is_read_back() -> None:
    """No value begins a line of another tag."""
    check_ris(PAPERS)


def test_csv_is_read_back_and_holds_no_formula() -> None:
    """Every row has its cells, and none begins as a formula does; an apostrophe before it is all that is new."""
    rows = list(csv.DictReader(io.StringIO(exports.to_csv(PAPERS))))
    assert len(rows) == len(PAPERS)
    for one, row in zip(PAPERS, rows, strict=True):
        assert None not in row
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert row["slug"] == one.slug
        for name, said in (("title", one_line(one.title)), ("abstract", one_line(one.abstract))):
            assert row[name] in (said, f"'{said}")


def test_json_is_read_back() -> None:
    """The contract and CSL hold what the papers hold, character by character."""
    assert [one["title"] for one in json.loads(exports.to_json(PAPERS))["papers"]] == [one.title for one in PAPERS]
    items = json.loads(exports.to_csl(PAPERS))
    assert [one["title"] for one in items] == [one.title for one in PAPERS]
    for text in (exports.to_json(PAPERS), exports.to_csl(PAPERS)):
        assert json.loads(text.encode()) == json.loads(text)


def test_scripts_hold_nothing_that_ends_them() -> None:
    """Data for scripts is JSON after the first equals sign, in one statement, without a tag or a line separator."""
    text = exports.script("x", exports.bibtex(PAPERS)).decode()
    assert json.loads(text.removeprefix("window.x = ").removesuffix(";\n")) == exports.bibtex(PAPERS)
    assert not set("<\u2028\u2029") & set(text)


def test_the_feed_is_read_back() -> None:
    """An XML parser finds each entry with its title, whatever control characters it had."""
    news = [News(one, f"papers/{one.slug}/", "2020-01-01", one.title) for one in PAPERS]
    feed = ElementTree.fromstring(exports.atom(exports.Feed("Kites ]]> & <x>", "https://a.example/", "feed", "", news)))
    titles = [one.findtext("{*}title") or "" for one in feed.iterfind("{*}entry")]
    assert [same(title) for title in titles] == [same(one.title) for one in PAPERS]


def test_the_newsletter_has_a_line_for_each_paper() -> None:
    """No title begins a block, a link or a tag of its own."""
    day, slugs = Day.parse("2020-01-01"), tuple(one.slug for one in PAPERS)
    shelf = Shelf(tuple(PAPERS), (), (), (Listing("a.txt", day, slugs, new=slugs),))
    text = exports.to_digest(exports.newsletter(shelf, day, lambda slug: f"papers/{slug}/"))
    page = BeautifulSoup(markdown.markdown(text), "html.parser")
    assert {tag.name for tag in page.find_all(True)} == {"h1", "h2", "p", "ul", "li", "a"}
    assert [str(tag["href"]) for tag in page.find_all("a")] == [f"papers/{one.slug}/" for one in PAPERS]
    assert all(tag.attrs.keys() <= {"href"} for tag in page.find_all(True))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=4))
def test_no_text_breaks_bibtex_or_ris(texts: list[str]) -> None:
    """Whatever papers say, each is one entry with its own fields."""
    papers = [paper(number, text, other)
              for number, (text, other) in enumerate(zip(texts, reversed(texts), strict=True))]
    check_bibtex(papers)
    check_ris(papers)
