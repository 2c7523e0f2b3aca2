"""Feeds: Atom as arXiv's API answers, and RSS as arXiv and journals publish it.

Each entry is parsed by itself, so that its line is known and a broken one takes no other with it. No document type
is ever parsed: a feed that brings one with entities of its own is refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest
from xml.etree.ElementTree import Element, ParseError, fromstring

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure

_ROOT = re.compile(r"<(?:\w+:)?(?P<name>feed|rss|RDF|OAI-PMH|ListRecords)\b[^>]*>")
_ITEM = re.compile(r"<(?P<tag>(?:\w+:)?(?:entry|item|record))\b[^>]*?(?P<empty>/)?>")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):[\w.-]+|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_DECLARED = re.compile(r"\sxmlns(?::([\w.-]+))?\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][\w]*;)")
_BARE_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z]\w*|#\d+|#x[\dA-Fa-f]+);)")
_ABSTRACTS = ("summary", "description", "abstract", "encoded", "content")
_YEARS = ("published", "created", "pubDate", "date", "issued", "updated")
_VENUES = ("journal_ref", "journal_reference", "journal-ref", "publicationName")
# What arXiv's RSS puts before the abstract.
_ANNOUNCED = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*\S+\s*(?:Abstract:)?\s*", re.I)
_TITLE_ID = re.compile(r"\s*\(arXiv:(\S+)\s*\[[^\]]*\][^)]*\)\s*$")


def confidence(sample: Sample) -> Recognition:
    """XML whose first element is a feed, a channel or a list of records."""
    start = sample.head[:4000]
    found = re.match(r"\s*<", start) and not re.search(r"<html\b", start, re.I) and _ROOT.search(start)
    return sure(found, SIGNED, f"its root element is <{found['name'] if found else ''}>")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a feed in their order; one that is broken, has no title or is an error message becomes a
    problem. A feed that declares entities is refused as a whole."""
    if declared := re.search(r"<!ENTITY\b", text):
        line = text.count("\n", 0, declared.start()) + 1
        return [], [Problem(source, line, "declares entities, which feeds of papers do not",
                            "save the feed without <!DOCTYPE …>")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    root = _ROOT.search(text)
    names = {m[1] or "": m[2] for m in _DECLARED.finditer(root[0])} if root else {}
    for line, item in _items(text):
        problem = ""
        try:
            # Inside a root of ours nothing can declare an entity, and none is left that is not a character.
            element = fromstring(_wrapped(item, names))[0]  # noqa: S314
        except (ParseError, IndexError) as error:
            problem = f"an entry that is not XML ({error})"
        else:
            found = _entry(element, Source(source, line))
            if isinstance(found, Entry):
                entries.append(found)
            else:
                problem = found
        if problem:
            problems.append(Problem(source, line, problem, "save the feed again, or fix the entry", rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "holds no papers", "save a feed that has entries"))
    return entries, problems


def _items(text: str) -> Iterator[tuple[int, str]]:
    """Each entry's XML and line. One that is not closed ends where the next begins."""
    starts = [m for m in _ITEM.finditer(text) if not m["empty"]]
    line, counted = 1, 0
    for start, following in zip_longest(starts, starts[1:]):
        line, counted = line + text.count("\n", counted, start.start()), start.start()
        limit = following.start() if following else len(text)
        closing = f"</{start['tag']}"
        end = text.find(closing, start.end(), limit)
        yield line, text[start.start():text.find(">", end) + 1 if end >= 0 else limit]


def _wrapped(item: str, names: dict[str, str]) -> str:
    """An entry in a root that declares the prefixes it uses; HTML's entities as characters."""
    prefixes = {m[1] or m[2] for m in _PREFIX.finditer(item)} - {"xml", "xmlns"}
    declared = " ".join(f"xmlns:{p}={names.get(p, repr('urn:' + p))}" for p in sorted(prefixes))
    item = _ENTITY.sub(lambda m: html.unescape(m[0]) if html.unescape(m[0]) != m[0] else f"&amp;{m[1]}", item)
    return f"<root {declared}>{_BARE_AMPERSAND.sub('&amp;', item)}</root>"


def _entry(element: Element, source: Source) -> Entry | str:
    """The paper that an element describes, or what is wrong with it. Elements go by their local names."""
    title = _text(element, "title")
    if not title:
        return "an entry without a title"
    ids = [_text(element, name) for name in ("id", "guid", "identifier")]
    if any("arxiv.org/api/errors" in one for one in ids):
        return f"the API's answer is an error ({' '.join(_text(element, 'summary').split())})"
    if in_title := _TITLE_ID.search(title):
        title, ids = title[:in_title.start()], [*ids, f"arXiv:{in_title[1]}"]
    links = [(link.get("title") or link.get("rel") or "", link.get("href") or link.text or "")
             for link in element.iter() if _local(link) == "link"]
    arxiv = next((found for one in ids if (found := f.arxiv_in(one.replace("oai:arXiv.org:", "arXiv:")))), "")
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
        if _local(one) == "author":
            parts = [_text(one, "forenames"), _text(one, "keyname"), _text(one, "suffix")]
            found.append(_text(one, "name") or " ".join(part for part in parts if part) or (one.text or "").strip())
        elif _local(one) in ("creator", "authors"):
            found += f.names(re.sub(r"<[^>]+>", "", "".join(one.itertext())))
    return f.people(found)


def _text(element: Element, *names: str) -> str:
    """The text of the first element below that has a local name, with all that is inside it; names best first."""
    for name in names:
        found = next((one for one in element.iter() if _local(one) == name and one is not element), None)
        if found is not None and (text := "".join(found.itertext()).strip()):
            return text
    return ""


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
