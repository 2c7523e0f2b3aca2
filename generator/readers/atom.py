"""Feeds: Atom as arXiv's API answers, and RSS as arXiv and journals publish it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from papershelf.model import Code, Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import xml_items
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.readers.xml_items import local
from papershelf.text import ids

_ROOT = re.compile(r"<(?:\w+:)?(?P<name>feed|rss|RDF|OAI-PMH|ListRecords)\b[^>]*>")
_ITEMS = "entry|item|record"
_ABSTRACTS = ("summary", "description", "abstract", "encoded", "content")
_YEARS = ("published", "created", "pubDate", "date", "issued", "updated")
_VENUES = ("journal_ref", "journal_reference", "journal-ref", "publicationName")
# What arXiv's RSS puts before the abstract.
_ANNOUNCED = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*\S+\s*(?:Abstract:)?\s*", re.I)
_TITLE_ID = re.compile(r"(?:(?<!\s)\s+)?\(arXiv:(\S+)\s*\[[^\]]*\][^)]*\)\s*$")


def confidence(sample: Sample) -> Recognition:
    """XML whose first element is a feed, a channel or a list of records."""
    start = sample.head[:4000]
    found = re.match(r"\s*<", start) and not re.search(r"<html\b", start, re.I) and _ROOT.search(start)
    return sure(found, SIGNED, f"its root element is <{found['name'] if found else ''}>")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a feed in their order; one that is broken, has no title or is an error message becomes a
    problem. A feed that declares entities is refused as a whole."""
    if declared := xml_items.entities(text, source):
        return [], [declared]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in xml_items.items(text, _ITEMS):
        found: Entry | tuple[Code, str] = "broken-entry", f"an entry that is not XML ({item.error})"
        if item.element is not None:
            found = _entry(item.element, Source(source, item.line))
        if isinstance(found, Entry):
            entries.append(found)
        else:
            problems.append(Problem(source, item.line, *found, "save the feed again, or fix the entry", rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers", "holds no papers", "save a feed that has entries"))
    return entries, problems


def _entry(element: Element, source: Source) -> Entry | tuple[Code, str]:
    """The paper that an element describes, or what is wrong with it. Names of elements are local."""
    title = _text(element, "title")
    if not title:
        return "no-title", "an entry without a title"
    identifiers = [_text(element, name) for name in ("id", "guid", "identifier")]
    if any("arxiv.org/api/errors" in one for one in identifiers):
        return "error-answer", f"the API's answer is an error ({' '.join(_text(element, 'summary').split())})"
    if in_title := _TITLE_ID.search(title):
        title, identifiers = title[:in_title.start()], [*identifiers, f"arXiv:{in_title[1]}"]
    links = [(link.get("title") or link.get("rel") or "", link.get("href") or link.text or "")
             for link in element.iter() if local(link) == "link"]
    arxiv = next((found for one in identifiers if (found := ids.arxiv_in(one.replace("oai:arXiv.org:", "arXiv:")))), "")
    addresses = [("pdf" if kind == "pdf" else "", url) for kind, url in links]
    addresses.sort(key=lambda address: address[0] == "pdf")
    where = f.places(addresses, arxiv=arxiv, doi_field=_text(element, "doi"))
    return Entry(
        title=title,
        source=source,
        abstract=_ANNOUNCED.sub("", _text(element, *_ABSTRACTS)),
        authors=_authors(element),
        year=next((year for name in _YEARS if (year := f.year(_text(element, name)))), None),
        venue=_text(element, *_VENUES),
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )


def _authors(element: Element) -> tuple[str, ...]:
    """`author` with a name in it (Atom), with parts of a name (OAI), or `creator` with one name or several (RSS)."""
    found: list[str] = []
    for one in element.iter():
        if local(one) == "author":
            parts = [_text(one, "forenames"), _text(one, "keyname"), _text(one, "suffix")]
            found.append(_text(one, "name") or " ".join(part for part in parts if part) or (one.text or "").strip())
        elif local(one) in ("creator", "authors"):
            found += f.names(re.sub(r"<[^<>]+>", "", "".join(one.itertext())))
    return f.people(found)


def _text(element: Element, *names: str) -> str:
    """The text of the first element below that has a local name, with all that is inside it; names best first."""
    for name in names:
        found = next((one for one in element.iter() if local(one) == name and one is not element), None)
        if found is not None and (text := "".join(found.itertext()).strip()):
            return text
    return ""

