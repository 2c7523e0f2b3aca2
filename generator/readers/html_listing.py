"""Saved HTML pages that list papers: arXiv, Hugging Face, OpenReview, proceedings, and pages of their kind.

Titles are found by what such pages call them (a class, a heading, a link to a paper); what belongs to a title stands
in the largest part of the page that holds no other title. A page without any of these is read as its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import Tag

from papershelf.model import Entry, Problem, Source
from papershelf.readers import daily_papers, listing
from papershelf.readers import fields as f
from papershelf.readers.html_parts import BLOCKS, PAPER_LINK, Part, date_before, is_prose, parts, shown, text_of, tidy
from papershelf.readers.page_data import Found, embedded
from papershelf.readers.page_single import shown_abstract, single
from papershelf.readers.page_sites import page_of, row_entry
from papershelf.readers.recognition import MARKED, Recognition, Sample, sure
from papershelf.readers.safely import soup_of
from papershelf.text import ids
from papershelf.text.slugs import title_key

_MARK = re.compile(r"<(?:!doctype\s+html|html|head|body|article|section|main|div|dl|ul|ol|table|h[1-6]|p)\b", re.I)
_AUTHOR_CLASS = re.compile(r"(?:[\w-]+[-_])?authors?(?:[-_][\w-]+)?", re.I)
_ABSTRACT_CLASS = re.compile(r"(?:[\w-]+[-_])?(?:abstract|summary|tldr)(?:[-_][\w-]+)?", re.I)
_AUTHOR_LINK = re.compile(r"/people/|/authors?/|searchtype=author|/a/\w|profile\?id=|/pid/|query=author", re.I)
_RELATIVE_ID = re.compile(r"^(?:https?://[^/]+)?/(?:abs|pdf|html|papers)/(?P<id>[^?#]+?)(?:\.pdf)?/?$")
_YEAR_CLASS = re.compile(r"(?:[\w-]+[-_])?(?:date|year|published)", re.I)
_LABEL = re.compile(r"^\s*(?:title|authors?|abstract|summary)\s*[:.]\s*", re.I)
_MORE = re.compile(r"(?:(?<!\s)\s+)?(?:[△▽▲▼]\s*(?:less|more)|\(?(?:show|read) (?:more|less)\)?)\s*$", re.I)
# Where links without a host belong on pages that do not say where they are from.
_HOMES = {"/forum": "https://openreview.net", "/pdf": "https://openreview.net"}
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)", re.I)


def confidence(sample: Sample) -> Recognition:
    """HTML's tags stand near the start and are closed somewhere."""
    start = sample.head[:3000].lstrip()
    found = start.startswith("<") and not start.startswith("<?xml-") and _MARK.search(start)
    return sure(found and "</" in sample.head, MARKED, f"its tags are those of HTML, {found[0] if found else ''}>")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a page in its order, each at the line of its title; a page without papers is a problem.

    What the page says for programs comes first, then what is known of its site, then what its form tells.
    """
    soup = soup_of(text)
    if of_a_day := _props(soup, source):
        return of_a_day, []
    base = _base(soup, text)
    if one := single(soup, source, base):
        return [one], []
    data = embedded(soup, source)
    rows = _rows(soup, source, base)
    found = _told(rows, data)
    if len(data) == len(found) == 1:
        found = [replace(found[0], abstract=data[0].entry.abstract or shown_abstract(soup))]
    return (found, []) if found else _as_text(soup, source)


def _rows(soup: BeautifulSoup, source: str, base: str) -> list[tuple[Part, Entry]]:
    """The papers that a page shows, each with its part of the page."""
    if page := page_of(soup):
        return [(part, row_entry(page, part, source, base)) for part in page.rows]
    tidy(soup)
    found = parts(soup)
    date = date_before(found[0].title) if found else ""
    return [(part, _entry(part, Source(source, part.title.sourceline or 1, date), base)) for part in found]


def _told(rows: Sequence[tuple[Part, Entry]], data: Sequence[Found]) -> list[Entry]:
    """The papers that a page shows with what it says of them for programs; only the latter where no row is theirs, as
    on the page of a project, whose headings are no titles."""
    by_title = {title_key(one.entry.title): one.entry for one in data}
    places = _places_of(data)
    known = [by_title.get(title_key(entry.title)) or _inside(part, places) for part, entry in rows]
    if not any(known):
        return [one.entry for one in data] or [entry for _, entry in rows]
    used = {id(one) for one in known}
    merged = [_with(entry, said) if said else entry for (_, entry), said in zip(rows, known, strict=True)]
    return merged + [one.entry for one in data if id(one.entry) not in used]


def _places_of(data: Sequence[Found]) -> dict[int, list[Entry]]:
    """The papers that the page describes for programs, by the identities of the tags that they stand in."""
    places: dict[int, list[Entry]] = {}
    for one in data:
        for tag in (one.tag, *one.tag.parents):
            places.setdefault(id(tag), []).append(one.entry)
    return places


def _inside(part: Part, places: Mapping[int, list[Entry]]) -> Entry | None:
    """The one paper that a part of the page describes for programs; of several none is the row's."""
    found = [entry for tag in part.parts for entry in places.get(id(tag), ())]
    return found[0] if len(found) == 1 else None


def _with(entry: Entry, said: Entry) -> Entry:
    """An entry as a page shows it, with what the page says for programs in its place."""
    return replace(
        entry, authors=said.authors or entry.authors, year=said.year or entry.year, venue=said.venue or entry.venue,
        doi=said.doi or entry.doi, arxiv=said.arxiv or entry.arxiv, abstract=entry.abstract or said.abstract,
        links=dict(sorted({**said.links, **entry.links}.items())))


def _props(soup: BeautifulSoup, source: str) -> list[Entry]:
    """The papers of the day that Hugging Face's page carries as data for its own program."""
    tag = soup.find(lambda one: '"dailyPapers"' in str(one.get("data-props", "")))
    if tag is None:
        return []
    entries, _ = daily_papers.read(str(tag["data-props"]), source)
    return [replace(e, source=replace(e.source, line=tag.sourceline or 1)) for e in entries]


def _base(soup: BeautifulSoup, text: str) -> str:
    """The address that the page was saved from, where it says so."""
    for name, attributes, key in (("base", {"href": True}, "href"), ("link", {"rel": "canonical"}, "href"),
                                  ("meta", {"property": "og:url"}, "content")):
        tag = soup.find(name, attrs=attributes)  # type: ignore[arg-type]
        if isinstance(tag, Tag) and str(tag.get(key, "")).startswith("http"):
            return str(tag[key])
    saved = _SAVED_FROM.search(text[:3000])
    return saved[1] if saved else ""


def _entry(part: Part, source: Source, base: str) -> Entry:
    abstract, inside = _abstract(part)
    around = [tag for tag in (part.title, *part.title.parents) if tag.name == "a"][:1]
    linked = [tag for one in (part.title, *part.parts) for tag in ([one] if one.name == "a" else one("a"))]
    # An abstract's links lead to its code, but to other papers than itself.
    links = [(str(tag["href"]), any(id(parent) in inside for parent in tag.parents))
             for tag in [*around, *linked] if tag.get("href")]
    own = [link for link, quoted in links if not quoted]
    where = f.places(_addresses(own, [link for link, _ in links], base), arxiv=_arxiv(own))
    return Entry(
        title=_LABEL.sub("", _title(part.title)),
        source=source,
        abstract=abstract,
        authors=_authors(part),
        year=next((year for tag in part.find(_YEAR_CLASS, "time")
                   if (year := f.year(str(tag.get("datetime", "")) or text_of(tag)))), None),
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )


def _title(tag: Tag) -> str:
    """The title's text; of a heading with several links, that of the link to the paper."""
    links = tag("a")
    whole = text_of(tag)
    main = next((text_of(link) for link in links if PAPER_LINK.search(str(link.get("href", "")))), "")
    return main if len(links) > 1 and len(main) * 2 > len(whole) else whole


def _abstract(part: Part) -> tuple[str, set[int]]:
    """The text that its class calls an abstract, else the paragraphs of prose; and the identities of its tags."""
    named = [tag for tag in part.find(_ABSTRACT_CLASS) if len(text_of(tag).split()) > 3]
    if named:
        longest = max(named, key=lambda tag: len(text_of(tag)))
        paragraphs = [p for p in longest("p") if text_of(p)]
        text = "\n\n".join(map(text_of, paragraphs)) if len(paragraphs) > 1 else text_of(longest)
        return _MORE.sub("", _LABEL.sub("", text)), {id(tag) for tag in named}
    authors = {id(inner) for tag in part.find(_AUTHOR_CLASS) for inner in (tag, *tag.parents)}
    for names in (("p", "blockquote"), ("div", "dd", "td", "li", "section", "span")):
        found = [tag for one in part.parts for tag in ([one] if one.name in names else []) + one(names)
                 if id(tag) not in authors and not tag.find(BLOCKS) and is_prose(tag)]
        if found:
            ids = set(map(id, found))
            outer = [text_of(tag) for tag in found if ids.isdisjoint(map(id, tag.parents))]
            return _MORE.sub("", _LABEL.sub("", "\n\n".join(dict.fromkeys(outer)))), ids
    return "", set()


def _authors(part: Part) -> tuple[str, ...]:
    """Names that a class, links to people, or italics below the title give."""
    named = part.find(_AUTHOR_CLASS)
    outer = [tag for tag in named if not {id(parent) for parent in tag.parents} & {id(other) for other in named}]
    found: list[str] = []
    for tag in outer:
        people = [tag] if tag.name == "a" else tag("a")
        found += [text_of(one) for one in people] if people else f.names(_LABEL.sub("", text_of(tag)))
    if not outer:
        found = [text_of(tag) for tag in part.find_links(_AUTHOR_LINK)]
    if not found:
        italics = [text_of(tag) for one in part.parts for tag in one(("i", "em"))]
        found = list(f.names(italics[0])) if len(italics) == 1 and "," in italics[0] else []
    return f.people(name.strip(" ,;") for name in found)


def _arxiv(links: Sequence[str]) -> str:
    """The id that the first link to arXiv or to a page about a paper there has."""
    for link in links:
        relative = _RELATIVE_ID.match(link)
        if found := ids.arxiv_in(link) or (ids.arxiv_id(relative["id"]) if relative else ""):
            return found
    return ""


def _addresses(own: Sequence[str], links: Sequence[str], base: str) -> list[tuple[str, str]]:
    """The links that lead to the paper or its code, data and pages; not those to people and to the site's parts."""
    found = []
    for link in links:
        url = urljoin(base or _HOMES.get(link.partition("?")[0], ""), link)
        path = url.partition("://")[2].partition("/")[2].strip("/")
        if f.kind_of(url) != "paper":
            if "/" in path or f.kind_of(url) == "project":
                found.append(("", url))
        elif link in own and re.search(r"\.pdf$|(?:^|/)pdf\b", path):
            found.append(("pdf", url))
        elif link in own and PAPER_LINK.search(url):
            found.append(("paper", url))
    return found


def _as_text(soup: BeautifulSoup, source: str) -> tuple[list[Entry], list[Problem]]:
    """The page read as what it shows, each entry and problem at the line of the HTML."""
    text, lines = shown(soup)
    if not listing.is_plain(text):
        return [], [Problem(source, 1, "no-papers", "holds no papers", "save a page that lists titles and abstracts")]
    entries, problems = listing.read(text, source)
    if not problems and not any(entry.abstract for entry in entries):
        return [], [Problem(source, 1, "no-papers", "holds no papers", "save a page that lists titles and abstracts")]
    return ([replace(e, source=replace(e.source, line=lines[e.source.line - 1])) for e in entries],
            [replace(p, line=lines[p.line - 1]) for p in problems])
