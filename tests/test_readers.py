"""Reading sources: every format with its oddities, and the promise that nothing is dropped silently.

`cases/readers/<format>/` holds small sources in the real formats; beside each stands what must come out (`.yml`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.model import Entry, signal_items
from papershelf.readers import (
    FORMATS,
    bibtex,
    csv_records,
    decode,
    fields,
    html_listing,
    json_records,
    listing,
    read_file,
    recognise,
    ris,
)
from papershelf.readers.dates import date_of
from papershelf.readers.recognition import SAMPLE, Sample
from papershelf.text import ids

CASES = sorted(path for path in Path(__file__).parent.glob("cases/readers/*/*") if path.suffix != ".yml")
ABSTRACT = ("We study how kites steer themselves when the wind shifts. Our method learns from strings alone, and it "
            "holds in gusts of up to nine knots. Experiments on three hills show that it needs half the string.")


def said(entry: Entry) -> dict[str, Any]:
    """What an entry says, without what it leaves empty."""
    fields_ = {"line": entry.source.line, "date": entry.source.date, "title": entry.title,
               "authors": list(entry.authors), "year": entry.year, "venue": entry.venue,
               "arxiv": entry.arxiv, "doi": entry.doi,
               "links": dict(entry.links), "signals": signal_items(entry.signals), "abstract": entry.abstract,
               "notes": entry.notes, "sections": list(entry.sections)}
    return {name: value for name, value in fields_.items() if value}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_source_reads_as_the_case_says(path: Path) -> None:
    """Format, entries in their order with every field, and problems with their lines are those beside the source."""
    expected = yaml.safe_load(path.with_name(f"{path.name}.yml").read_text("utf-8"))
    chosen = recognise(decode(path.read_bytes()), path.name)
    assert (chosen.format and chosen.format.name) == expected["format"]
    entries, problems = read_file(path)
    assert [said(entry) for entry in entries] == expected["entries"]
    assert [str(problem) for problem in problems] == expected["problems"]


PAGE = f"Mar 11\n\nKites in Café “Zürich”\n\n{ABSTRACT}\n\nKnots\n\n{ABSTRACT}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(tmp_path: Path, encoding: str, end: str) -> None:
    """A page reads the same in every encoding, with every kind of line end, at the same lines."""
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.replace("\n", end).encode(encoding))
    entries, problems = read_file(path)
    assert [(e.title, e.source.line, e.source.date, e.abstract) for e in entries] == [
        ("Kites in Café “Zürich”", 3, "03-11", ABSTRACT), ("Knots", 7, "03-11", ABSTRACT)]
    assert problems == []


@pytest.mark.parametrize(("data", "text"), [
    (b"one\r\r\ntwo\r\r\n", "one\ntwo\n"), (b"one\ra\ntwo\nthree\n", "one a\ntwo\nthree\n"),
    (b"one\rtwo\rthree\nfour", "one\ntwo\nthree\nfour"), (b"one\r", "one\n")])
def test_lone_carriage_returns_move_no_line(data: bytes, text: str) -> None:
    """Lines are counted as editors count them: a doubled or a stray carriage return is no line end."""
    assert decode(data) == text


def test_a_wrong_byte_in_utf8_leaves_the_rest_alone() -> None:
    """One byte of Windows-1252 in a file in UTF-8 is read as such; the other letters stay what they are."""
    assert decode("Gödel and M".encode() + b"\xfc" + "ller: résumé".encode()) == "Gödel and Müller: résumé"
    assert decode("Gödel".encode("latin-1")) == "Gödel"


@pytest.mark.parametrize("data", [
    b"", b"\n \t\n", b"\xef\xbb\xbf", b"\0" * 50, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    b"PK\x03\x04\x14", bytes(range(256)), b"<kites/>", b"{" * 5000, b"[" * 5000, b'{"a":' * 50000, b"@" * 5000,
    b"<" * 5000])
def test_what_is_no_source_is_one_problem(tmp_path: Path, data: bytes) -> None:
    """Empty files, binary files and other garbage give no entry, one problem on the first line, and no traceback."""
    path = tmp_path / "garbage"
    path.write_bytes(data)
    entries, problems = read_file(path)
    assert entries == []
    assert [(problem.file, problem.line) for problem in problems] == [("garbage", 1)]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A path that cannot be opened is reported like any other error."""
    entries, problems = read_file(tmp_path / "none.bib")
    assert (entries, problems[0].file, problems[0].line) == ([], "none.bib", 1)


@pytest.mark.parametrize("reader", FORMATS, ids=lambda f: f.name)
@given(text=st.text() | st.lists(st.sampled_from(
    ["@article{", "}", "{", '"', "=", ",", "title", "\n", "TY  - ", "ER  -", "<entry>", "<title>", "</title>", "&x;",
     "<h2>", "</h2>", "<p>", "[", "]", ":", "title,authors", '"title":', "Kites Fly", "We fly.", "\f", "#", "\\"]),
    max_size=40).map("".join))
def test_no_reader_ever_fails(reader: Any, text: str) -> None:
    """Whatever the text, a reader answers with entries that have titles and with problems that have lines."""
    assert 0 <= reader.confidence(Sample(text)).score <= 1
    if not text.strip("\ufeff \t\n\f"):
        return
    entries, problems = reader.read(text, "x")
    lines = text.count("\n") + 1
    assert all(entry.title.strip() and 1 <= entry.source.line <= lines for entry in entries)
    assert all(1 <= problem.line <= lines for problem in problems)
    assert entries or problems


JSON_KEYS = st.sampled_from(["name", "@type", "@id", "isPartOf", "familyName", "value", "headline"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Kites", "10.1234/x", "2020", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JSON_KEYS, inner, max_size=3), max_leaves=6)
PAGE_PIECES = [
    '<li class="arxiv-result">', "</li>", '<p class="title">', "</p>", "Kites", '<dt class="ptitle"><a href="x">',
    "</a></dt><dd>", "</dd>", '<div class="gs_r">', '<h3 class="gs_rt">', '</h3><div class="gs_a">A Reed - 2020',
    "</div>", '<span class="Z3988" title="rft.atitle=Kite&amp;rft.date=x">', "</span>", "<pre>@misc{a, title = {Kite",
    "}}</pre>", '<div itemscope itemtype="https://schema.org/ScholarlyArticle">', '<b itemprop="name">', "</b>",
    '<meta name="citation_title" content="Kite">', '<tr class="gsc_a_tr">']


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["headline", "name", "author", "creator", "datePublished", "isPartOf", "sameAs",
                                        "identifier", "@id", "url", "abstract"]), JSON_VALUES))
def test_no_json_of_a_page_ever_fails(item: dict[str, Any]) -> None:
    """Whatever a page puts into the fields that programs read, it is read or passed over."""
    data = json.dumps({"@graph": [{"@type": "ScholarlyArticle", **item}]})
    page = f'<html><body><script type="application/ld+json">{data}</script><h1>Kites</h1></body></html>'
    entries, problems = html_listing.read(page, "x")
    assert entries or problems


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PAGE_PIECES), max_size=20).map("".join))
def test_no_page_of_a_known_site_ever_fails(text: str) -> None:
    """However the rows of known sites are broken, what is read has titles, and lines of the page."""
    entries, problems = html_listing.read(f"<html><body>{text}</body></html>", "x")
    assert all(entry.title.strip() and entry.source.line == 1 for entry in entries)
    assert entries or problems


# What breaks an entry, and the title that is sure all the same.
BREAKS = {"title = {Never closed {,": "", "title = {}},": "", 'title = "Never,': "", "": "",
          "title = {No Comma}\n  volume = 1,": "No Comma", "title = {One Too Many}},": "One Too Many",
          "title = {Before},\n  abstract = {It is {open,": "Before"}
BREAK = st.sampled_from(sorted(BREAKS))


@given(st.dictionaries(st.integers(0, 39), BREAK, max_size=8))
def test_a_broken_bibtex_entry_takes_no_other_with_it(broken: dict[int, str]) -> None:
    """Every entry of the file is read or rejected at its line, wherever entries are broken; one whose title is sure
    is read and reported."""
    text, lines = "", []
    for n in range(40):
        lines.append(text.count("\n") + 1)
        field = broken.get(n, f"title = {{Kite {n}}},")
        text += f"@article{{key{n},\n  {field}\n  author = {{Reed, Ada}},\n  year = {{2020}}\n}}\n\n"
    entries, problems = bibtex.read(text, "x.bib")
    titles = {n: BREAKS[broken[n]] if n in broken else f"Kite {n}" for n in range(40)}
    assert [(e.source.line, e.title) for e in entries] == [(lines[n], title) for n, title in titles.items() if title]
    assert all(e.authors == ("Reed, Ada",) and e.year == 2020 for e in entries)
    assert [p.line for p in problems if p.rejects] == [lines[n] for n, title in titles.items() if not title]
    assert [p.line for p in problems] == [lines[n] for n in sorted(broken)]


@given(st.lists(st.sampled_from(
    ["@article{a, ", "@book_section{b,\n", "\n@misc{c,", "title = {Kite}", ",", "\n", "}", "{", '"', "% note\n", "=",
     "year = 2001", "author = {A \\& B}", "abstract = {We {fly.", "\n@misc(d, ", ")"]), max_size=30).map("".join))
def test_as_many_bibtex_entries_as_marks(text: str) -> None:
    """Entries and rejections together are the marks that start a line, counted by themselves, or more."""
    entries, problems = bibtex.read(text, "x.bib")
    marks = len(re.findall(r"^[ \t]*@\w+[{(]", text, re.M))
    assert len(entries) + sum(problem.rejects for problem in problems) >= marks


def test_a_thousand_entries_of_which_three_are_broken() -> None:
    """997 are read, three are problems at their lines, in every format that has entries."""
    broken = {17, 500, 999}
    bib = "".join(f"@misc{{k{n}, title = {{Kite {n}{'' if n in broken else '}'}, year = 2020}}\n" for n in range(1000))
    ris_text = "".join(f"TY  - JOUR\n{'XX' if n in broken else 'TI'}  - Kite {n}\nER  - \n" for n in range(1000))
    lines = "".join(f'{{"title": "Kite {n}{"" if n in broken else chr(34)}}}\n' for n in range(1000))
    table = "title,year\n" + "".join(f'"Kite {n}{"" if n in broken else chr(34)},2020\n' for n in range(1000))
    for reader, text, line in ((bibtex, bib, lambda n: n + 1), (ris, ris_text, lambda n: 3 * n + 1),
                               (json_records, lines, lambda n: n + 1), (csv_records, table, lambda n: n + 2)):
        entries, problems = reader.read(text, "x")
        assert [e.title for e in entries] == [f"Kite {n}" for n in range(1000) if n not in broken]
        assert [(p.line, p.rejects) for p in problems] == [(line(n), True) for n in sorted(broken)]


@given(st.lists(st.sampled_from(["title", "both", "paragraphs"]), min_size=1, max_size=30), st.booleans())
def test_listings_close_their_sums(kinds: list[str], windows: bool) -> None:
    """Papers with, without and with long abstracts, in any order: each is an entry at its line, whole."""
    text, expected = "Subscribe\n\nMar 11\n\n", []
    for n, kind in enumerate(kinds):
        abstract = {"title": "", "both": ABSTRACT, "paragraphs": f"{ABSTRACT}\n\n{ABSTRACT}"}[kind]
        expected.append((f"Kites Over Hill Number {n}", text.count("\n") + 1, abstract))
        text += "\n\n".join(filter(None, (expected[-1][0], abstract))) + "\n\n"
    entries, problems = listing.read(decode(text.replace("\n", "\r\n" if windows else "\n").encode()), "x")
    assert [(e.title, e.source.line, e.abstract) for e in entries] == expected
    assert problems == []


@pytest.mark.parametrize(("line", "date"), [
    ("Mar 11", "03-11"), ("March 11th, 2024", "2024-03-11"), ("11 Mar", "03-11"),
    ("Monday, 11 March 2024", "2024-03-11"),
    ("2024-03-11", "2024-03-11"), ("2024/3/11", "2024-03-11"), ("11.03.2024", "2024-03-11"),
    ("2024年3月11日", "2024-03-11"),
    ("Sept. 1", "09-01"), ("Mar 32", ""), ("Marathon 5", ""), ("Decoding 12", ""), ("03/11/2024", ""),
    ("May we fly 2", "")])
def test_dates_of_pages(line: str, date: str) -> None:
    """Dates with and without a year, in the forms of pages; words that begin like a month are no dates."""
    assert date_of(line) == date


@pytest.mark.parametrize(("text", "names"), [
    ("Ada Reed", ["Ada Reed"]), ("Reed, Ada", ["Reed, Ada"]), ("Reed, Ada; Finch, Bo", ["Reed, Ada", "Finch, Bo"]),
    ("Ada Reed, Bo Finch and Cy Heron", ["Ada Reed", "Bo Finch", "Cy Heron"]),
    ("Ada Reed, Bo Finch, & Cy Heron", ["Ada Reed", "Bo Finch", "Cy Heron"]),
    ("Reed, Ada and Finch, Bo and others", ["Reed, Ada", "Finch, Bo"]), ("Ada Reed et al.", ["Ada Reed"]),
    ("Reed, A., Finch, B. C.", ["Reed, A.", "Finch, B. C."]), ("Ada Reed | Bo Finch", ["Ada Reed", "Bo Finch"]),
    ("Ada Reed; Bo Finch; Ada Reed; Bo Finch", ["Ada Reed", "Bo Finch"]),
    ("Wei Wang; Wei Wang; Bo Finch", ["Wei Wang", "Wei Wang", "Bo Finch"]),
    ("Reed A, Finch BC.", ["Reed, A", "Finch, BC"]), ("Liu R., van Ek D.G.", ["Liu, R.", "van Ek, D.G."]),
    ("Reed, Ada, Finch, Bo", ["Reed, Ada", "Finch, Bo"]), ("张三, 李四, 王五, 赵六", ["张三", "李四", "王五", "赵六"]),
    ("Weinan E, Bo Finch", ["Weinan E", "Bo Finch"]), ("Reed A", ["Reed A"]),
    ("Reed, Ada; Finch, Bo and Heron, Cy", ["Reed, Ada", "Finch, Bo", "Heron, Cy"]),
    ("Wind and Weather Institute; Ada Reed", ["Wind and Weather Institute", "Ada Reed"]),
    ("Ada Reed \\& Bo Finch", ["Ada Reed", "Bo Finch"]), ("Ana Garc&iacute;a; Bo Finch", ["Ana García", "Bo Finch"]),
    ("Bo Finch (Kite University, Oslo), Ada Reed", ["Bo Finch (Kite University, Oslo)", "Ada Reed"])])
def test_lists_of_names_are_parted_where_names_end(text: str, names: list[str]) -> None:
    """Semicolons, "and", commas between whole names; commas inside a name part nothing."""
    assert list(fields.names(text)) == names


@pytest.mark.parametrize(("text", "arxiv"), [
    ("2307.02628", "2307.02628"), ("arXiv:2307.02628v2 [cs.CL]", "2307.02628v2"),
    ("https://arxiv.org/pdf/2307.02628.pdf", "2307.02628"),
    ("hep-th/9901001", "hep-th/9901001"), ("math.GT/0309136", "math.GT/0309136"),
    ("10.48550/arXiv.2307.02628", "2307.02628"),
    ("https://huggingface.co/papers/2307.02628", "2307.02628"), ("10.1145/3580305.3599", ""), ("2399.02628", ""),
    ("12345", "")])
def test_arxiv_ids_in_the_forms_that_fields_have(text: str, arxiv: str) -> None:
    """Bare, prefixed, as an address, of both schemes; numbers that only look alike are none."""
    assert ids.arxiv_id(text) == arxiv


@pytest.mark.parametrize(("text", "doi"), [
    ("10.1234/ab.c-d", "10.1234/ab.c-d"), ("https://doi.org/10.1234/a_b", "10.1234/a_b"),
    (r"10.1007/978-3-030-1\_12", "10.1007/978-3-030-1_12"),
    ("doi:10.1016/S0140(20)1.", "10.1016/S0140(20)1"), ("(10.1234/x)", "10.1234/x"), ("none", "")])
def test_dois_in_the_forms_that_fields_have(text: str, doi: str) -> None:
    """With and without the resolver, LaTeX's escapes undone, punctuation of the sentence left out."""
    assert ids.doi(text) == doi


@pytest.mark.parametrize(("value", "year"), [
    (2020, 2020), ("2020", 2020), ("May 2020", 2020), ("2020-05-01T00:00", 2020), ("to appear", None), ("", None),
    (True, None),
    ("'97", None), (r"{\noopsort{1973b}}1981", 1981), ("c1999", 1999), (None, None), (123456, None)])
def test_years_in_the_forms_that_fields_have(value: object, year: int | None) -> None:
    """A year out of any date; nothing where none is said."""
    assert fields.year(value) == year


def test_a_volume_is_read_for_its_papers() -> None:
    """A crossref gives venue and year, also from an entry that stands later in the file, in any case of the key."""
    text = "@inproceedings{a, title={Kites}, crossref={VOL}}\n@proceedings{vol, title={Winds}, year=2001}"
    entries, problems = bibtex.read(text, "x")
    assert [(e.title, e.venue, e.year) for e in entries] == [("Kites", "Winds", 2001)]
    assert [(p.line, p.rejects) for p in problems] == [(2, True)]


def test_half_a_surrogate_pair_can_be_written() -> None:
    """JSON lets half a character stand alone; the entry's text can be encoded all the same."""
    entries, _ = json_records.read(json.dumps([{"title": "Kite \ud800"}]), "x")
    assert entries[0].title.encode() == "Kite \ufffd".encode()


def test_the_largest_files_are_read_whole() -> None:
    """Five thousand entries of a listing, of BibTeX and of JSON: none is lost, the last one stands at its line."""
    page = "".join(f"Kites Over Hill {n}\n\n{ABSTRACT}\n\n" for n in range(5000))
    bib = "".join(f"@misc{{k{n},\n title = {{Kite {n}}}\n}}\n" for n in range(5000))
    objects = json.dumps([{"title": f"Kite {n}", "abstract": ABSTRACT} for n in range(5000)], indent=1)
    for (entries, problems), last in ((listing.read(page, "x"), 19997), (bibtex.read(bib, "x"), 14998),
                                      (json_records.read(objects, "x"), 19998)):
        assert (len(entries), problems, entries[-1].source.line) == (5000, [], last)


def test_a_stray_nul_is_left_out(tmp_path: Path) -> None:
    """One NUL character, an accident of saving, does not cost the page."""
    page = tmp_path / "page.txt"
    page.write_bytes(b"Kites That Steer\n\nWe study how\0 kites steer themselves. They do it with strings.\n")
    entries, problems = read_file(page)
    assert [(entry.title, entry.abstract[:18], problems) for entry in entries] == [
        ("Kites That Steer", "We study how kites", [])]


def test_a_name_that_says_so_needs_no_others(tmp_path: Path) -> None:
    """"By" and a name is an author, on a page where no other line names people."""
    page = tmp_path / "page.txt"
    page.write_text("Kites That Steer\n\nBy Ada Reed\n\nWe study how kites steer themselves. They do it with strings, "
                    "and need half of the string that earlier kites did.\n", "utf-8")
    (entry,), _ = read_file(page)
    assert (entry.title, entry.authors) == ("Kites That Steer", ("Ada Reed",))


REFUSED = yaml.safe_load((Path(__file__).parent / "cases" / "refused.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["says"])
def test_what_is_not_read_is_refused_by_name(tmp_path: Path, case: dict[str, str]) -> None:
    """A text that is plainly something else gives no entry and one message, which names what it is."""
    path = tmp_path / "source"
    path.write_text(case["text"], "utf-8")
    entries, problems = read_file(path)
    assert entries == []
    assert [problem.what.partition(", which is not read")[0] for problem in problems] == [case["says"]]


def test_recognition_looks_at_a_bounded_sample() -> None:
    """What follows the sample decides nothing, and a text of which the sample says all is not parsed for it."""
    rows = "".join(f'{{"title": "Kite {n}"}},\n' for n in range(20_000))
    text = f'{{"papers": [{rows}'
    assert len(text) > 3 * SAMPLE
    sample = Sample(text)
    assert len(sample.head) == SAMPLE
    assert sample.first_object == {"title": "Kite 0"}
    page = f"{PAGE}\n" * (SAMPLE // len(PAGE) + 2)
    assert recognise(page + "@article{late, title={Kites}}").format == recognise(page).format
