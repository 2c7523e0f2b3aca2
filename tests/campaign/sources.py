"""A source of every format whose entries say hostile texts in each field, written without the program's code.

A text goes in as whoever saves such a file would write it, escaped where the format asks for it and no further, and so
that it cannot end the entry by itself: that is for the tests of readers.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Mapping, Sequence

import yaml


def one_line(text: str) -> str:
    """A text where the format has one line for a value."""
    return " ".join(text.split()) or "blank"


def xml(text: str) -> str:
    """A text as XML can hold it."""
    return html.escape("".join(sign for sign in text if (sign >= " " or sign in "\t\n") and sign not in "\ufffe\uffff"))


def _bibtex(texts: Sequence[str]) -> str:
    def value(text: str) -> str:
        return text.replace("{", "").replace("}", "").rstrip("\\")
    return "\n".join(
        f"@article{{k{number},\n  title = {{{value(text)} {number}}},\n  author = {{{value(text)}}},\n"
        f"  journal = {{{value(text)}}},\n  year = {{2020}},\n  doi = {{10.1/{value(text)}}},\n"
        f"  eprint = {{{value(text)}}},\n  url = {{https://a.example/{value(text)}}},\n"
        f"  keywords = {{{value(text)}}},\n"
        f"  note = {{{value(text)}}},\n  abstract = {{{value(text)}}}\n}}" for number, text in enumerate(texts))


def _tagged(line: str, first: str, last: str, tags: Sequence[str]) -> Callable[[Sequence[str]], str]:
    """A writer of a format of lines with tags; the first tag is the title's."""
    def write(texts: Sequence[str]) -> str:
        return "".join(
            first + "".join(line.format(tag, f"{one_line(text)} {number}" if tag == tags[0] else one_line(text))
                            for tag in tags) + last
            for number, text in enumerate(texts))
    return write


def _xml(texts: Sequence[str]) -> str:
    head = '<?xml version="1.0"?><collection id="2020.kites"><volume id="main"><meta><booktitle>K</booktitle></meta>'
    return head + "".join(
        f'<paper id="{number}"><title>{xml(text)} {number}</title><author><first>{xml(text)}</first><last>Reed</last>'
        f"</author><abstract>{xml(text)}</abstract><url>{xml(text)}</url><doi>10.1/{xml(text)}</doi></paper>"
        for number, text in enumerate(texts)) + "</volume></collection>"


def _atom(texts: Sequence[str]) -> str:
    return '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Kites</title>' + "".join(
        f"<entry><id>http://arxiv.org/abs/2001.{number:05}v1</id><title>{xml(text)} {number}</title>"
        f"<summary>{xml(text)}</summary><author><name>{xml(text)}</name></author>"
        f'<link href="{xml(text)}" title="code"/><category term="{xml(text)}"/></entry>'
        for number, text in enumerate(texts)) + "</feed>"


def _html(texts: Sequence[str]) -> str:
    """Entries whose text holds what an escaped page shows: repairs undo one layer, and it is text still."""
    return "<!DOCTYPE html><html><head><title>Daily Papers</title></head><body>" + "".join(
        f'<article><h3><a href="https://arxiv.org/abs/2002.{number:05}" title="{html.escape(text)}">'
        f"{html.escape(text)} {number}</a></h3><ul><li>{html.escape(text)}</li></ul>"
        f"<p>{html.escape(text)}</p></article>"
        for number, text in enumerate(texts)) + "</body></html>"


def _papers(texts: Sequence[str], **more: Callable[[str, int], object]) -> list[dict[str, object]]:
    usual: dict[str, Callable[[str, int], object]] = {
        "title": lambda text, number: f"{text} {number}", "authors": lambda text, _: [text, f"{text} Reed"],
        "abstract": lambda text, _: text, "venue": lambda text, _: text, "year": lambda _, number: 2000 + number % 20,
        "doi": lambda text, _: f"10.1/{text}", "code": lambda text, _: text, "url": lambda text, _: text,
        "keywords": lambda text, _: [text], "topics": lambda text, _: [text], "notes": lambda text, _: text, **more}
    return [{name: value(text, number) for name, value in usual.items()} for number, text in enumerate(texts)]


def _csl(texts: Sequence[str]) -> str:
    return json.dumps([{
        "id": text, "type": "article-journal", "title": f"{text} {number}", "author": [{"family": text, "given": text}],
        "container-title": text, "DOI": f"10.1/{text}", "URL": text, "abstract": text, "keyword": text, "note": text,
        "issued": {"date-parts": [[2020]]}} for number, text in enumerate(texts)])


def _daily(texts: Sequence[str]) -> str:
    return json.dumps([{"title": f"{text} {number}", "paper": {
        "id": f"2003.{number:05}", "title": f"{text} {number}", "summary": text, "authors": [{"name": text}],
        "githubRepo": text, "projectPage": text, "upvotes": 3, "ai_keywords": [text]}}
        for number, text in enumerate(texts)])


def _openreview(texts: Sequence[str]) -> str:
    return json.dumps({"notes": [{"id": text, "forum": text, "content": {
        "title": {"value": f"{text} {number}"}, "authors": {"value": [text]}, "abstract": {"value": text},
        "venue": {"value": text}, "pdf": {"value": text}, "code": {"value": text}, "keywords": {"value": [text]}}}
        for number, text in enumerate(texts)]})


def _cff(texts: Sequence[str]) -> str:
    return "cff-version: 1.2.0\n" + yaml.safe_dump({"title": "kites", "references": [{
        "type": "article", "title": f"{text} {number}", "authors": [{"name": text}], "journal": text, "year": 2020,
        "doi": f"10.1/{text}", "url": text, "abstract": text} for number, text in enumerate(texts)]})


def _csv(texts: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["title", "authors", "year", "venue", "doi", "code", "url", "keywords", "abstract"])
    writer.writeheader()
    for number, text in enumerate(texts):
        writer.writerow({**dict.fromkeys(writer.fieldnames, text), "title": f"{text} {number}", "year": 2020})
    return out.getvalue().replace("\x00", "")


def _lines(line: str, head: str = "") -> Callable[[Sequence[str]], str]:
    def write(texts: Sequence[str]) -> str:
        return head + "".join(line.format(text=one_line(text), n=number) for number, text in enumerate(texts))
    return write


def _by_topic(texts: Sequence[str]) -> str:
    line = "- 2026-04-22, **{text} {number}**, {text}, Code: **[{text}]({text})**\n"
    return json.dumps({text or "x": {f"2004.{number:05}": line.format(text=one_line(text), number=number)}
                       for number, text in enumerate(texts)})


# The names are those of `papershelf import --format`.
WRITERS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "bibtex": _bibtex,
    "ris": _tagged("{}  - {}\n", "TY  - JOUR\n", "ER  - \n\n", ("TI", "AU", "JO", "DO", "UR", "KW", "N1", "AB", "M3")),
    "medline": _tagged("{:<4}- {}\n", "PMID- 1\n", "\n", ("TI", "AU", "FAU", "JT", "LID", "OT", "AB", "SO")),
    "endnote": _tagged("%{} {}\n", "%0 Journal Article\n", "\n", ("T", "A", "J", "R", "U", "K", "X", "Z", "B")),
    "wos": _tagged("{} {}\n", "PT J\n", "ER\n\n", ("TI", "AU", "AF", "SO", "DI", "DE", "AB", "CA")),
    "ovid": _tagged("{}\n  {}\n", "<1>\n", "\n", ("Title", "Author", "Source", "DOI Number", "Abstract", "Keywords")),
    "refworks": _tagged("{} {}\n", "RT Journal Article\n", "\n", ("T1", "A1", "JF", "DO", "UL", "K1", "AB", "NO")),
    "cochrane": _tagged("{}: {}\n", "Record #1 of 1\nID: CN-1\n", "\n\n", ("TI", "AU", "SO", "DOI", "US", "KY", "AB")),
    "xml": _xml, "atom": _atom, "html": _html, "daily-papers": _daily, "openreview": _openreview, "csl": _csl,
    "citation-cff": _cff, "topics-json": _by_topic, "csv": _csv,
    "yaml": lambda texts: yaml.safe_dump({(texts[0] or "x"): _papers(texts)}, sort_keys=False),
    "json": lambda texts: json.dumps(_papers(texts)),
    "markdown": _lines("\n## {text}\n\n- **{text} {n}**, {text} [[code]({text})] "
                       "[{text}](https://arxiv.org/abs/2005.{n:05}) "
                       "- {text}\n", "# Kites\n"),
    "identifiers": _lines("doi:10.1/{text}\nhttps://a.example/{text}\n"),
    "references": _lines("[{n}] Ada Reed and {text}. 2021. {text} {n}. In {text}, pages 1-9. doi:10.1/{text}\n",
                         "References\n\n"),
    "listing": _lines("\n{text} {n} flies\n\n{text}, Ada Reed\n\nWe study {text}. Code is at https://a.example/{text} "
                      "and https://github.com/x/{text}.\n", "Daily Papers\n\nMar 11\n"),
}
