"""What a page says of papers for programs: COinS, JSON-LD, schema.org's microdata, BibTeX shown to be copied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from bs4 import BeautifulSoup
from bs4.element import Tag

from papershelf.model import Entry, Source
from papershelf.readers import bibtex, named
from papershelf.readers import fields as f
from papershelf.readers.html_parts import text_of
from papershelf.text import ids
from papershelf.text.slugs import title_key

_BIBTEX = re.compile(r"@\s*[A-Za-z_]{3,20}\s*\{[^{}=\"]{0,200},\s*[A-Za-z-]+\s*=")
_BIBTEX_PLACES = 'pre, textarea, code, [class*="bib" i], [id*="bib" i]'
# https://schema.org/ScholarlyArticle and its kind; plain articles are news and blogs.
_PAPERS = {"ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Report", "Chapter"}
_HOLDERS = ("@graph", "itemListElement", "item", "mainEntity", "hasPart", "about")
_TITLE = ("headline", "name", "alternativeHeadline")


class Found(NamedTuple):
    """A paper that a page tells programs of, and the tag that says it."""

    tag: Tag
    entry: Entry


def embedded(soup: BeautifulSoup, source: str) -> list[Found]:
    """The papers that a page describes for programs, once each, the fullest description first in each kind."""
    found: dict[str, Found] = {}
    for one in (*_bibtex(soup, source), *_microdata(soup, source), *_coins(soup, source), *_json_ld(soup, source)):
        found.setdefault(title_key(one.entry.title), one)
    return sorted(found.values(), key=lambda one: one.entry.source.line)


def _bibtex(soup: BeautifulSoup, source: str) -> Iterator[Found]:
    tags = [tag for tag in soup.select(_BIBTEX_PLACES) if _BIBTEX.search(tag.get_text())]
    outer = {id(parent) for tag in tags for parent in tag.parents}
    for tag in tags:
        if id(tag) not in outer:
            text = tag.get_text()
            start = text.index("@", _BIBTEX.search(text).start())  # type: ignore[union-attr]
            for entry in bibtex.read(text[start:], source)[0]:
                line = (tag.sourceline or 1) + entry.source.line - 1
                yield Found(tag, _at(entry, source, line))


def _at(entry: Entry, source: str, line: int) -> Entry:
    return Entry(entry.title, Source(source, line), entry.abstract, entry.authors, entry.year, entry.venue, entry.arxiv,
                 entry.doi, entry.links)


def _coins(soup: BeautifulSoup, source: str) -> Iterator[Found]:
    """ContextObjects in spans (OpenURL 1.0, key-encoded): https://zotero.github.io/coins/."""
    for tag in soup.select("span.Z3988[title]"):
        values = parse_qs(str(tag["title"]).replace("&amp;", "&"))

        def first(*names: str, values: Mapping[str, list[str]] = values) -> str:
            return next((values[name][0].strip() for name in names if values.get(name)), "")

        title = first("rft.atitle", "rft.title", "rft.btitle")
        if not title:
            continue
        family, given = first("rft.aulast"), first("rft.aufirst", "rft.auinit")
        people = values.get("rft.au", [])
        if family and not any(family in name for name in people):
            people = [", ".join(part for part in (family, given) if part), *people]
        said = values.get("rft_id", [])
        where = f.places([("", one) for one in said], doi_field=next((one for one in said if "doi" in one), ""))
        venue = first("rft.jtitle", "rft.btitle" if "rft.atitle" in values else "", "rft.stitle")
        yield Found(tag, Entry(
            title, Source(source, tag.sourceline or 1), authors=f.people(people),
            year=f.year(first("rft.date")), venue="" if f.is_preprint_server(venue) else venue, arxiv=where.arxiv,
            doi=where.doi, links=where.links))


def _json_ld(soup: BeautifulSoup, source: str) -> Iterator[Found]:
    for tag in soup.find_all("script", type="application/ld+json"):
        try:
            value = json.loads(tag.get_text())
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            place = item.get("isPartOf") or item.get("publication")
            plain = {
                "title": next((item[name] for name in _TITLE if item.get(name)), ""),
                "authors": [_person(one) for one in _as_list(item.get("author") or item.get("creator"))],
                "date": item.get("datePublished") or item.get("dateCreated"),
                "venue": _name_of(place), "abstract": item.get("abstract") or item.get("description"),
                "url": item.get("url") or item.get("@id"), "doi": _doi(item)}
            if entry := named.entry(plain, Source(source, tag.sourceline or 1)):
                yield Found(tag, entry)


def _items(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects of a kind that is a paper, in lists and graphs as deep as pages nest them."""
    if isinstance(value, list):
        for one in value:
            yield from _items(one, depth)
    elif isinstance(value, dict) and depth < 8:
        if _PAPERS & {str(kind).rpartition("/")[2] for kind in _as_list(value.get("@type"))}:
            yield value
        else:
            for name in _HOLDERS:
                yield from _items(value.get(name), depth + 1)


def _person(value: Any) -> Any:
    """A person's name by schema.org's words, in those of the reader of JSON."""
    if isinstance(value, dict) and not value.get("name"):
        return {"given": value.get("givenName"), "family": value.get("familyName")}
    return value


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _name_of(place: Any) -> str:
    """The name of a journal, which an issue and a volume may stand before."""
    while isinstance(place, list | dict) and place:
        if isinstance(place, dict) and (place.get("name") or "isPartOf" not in place):
            return str(place.get("name") or "")
        place = place[0] if isinstance(place, list) else place["isPartOf"]
    return place if isinstance(place, str) else ""


def _doi(item: Mapping[str, Any]) -> str:
    said = [item.get("sameAs"), item.get("identifier"), item.get("@id"), item.get("url")]
    texts = [one.get("value", "") if isinstance(one, dict) else one for part in said for one in _as_list(part)]
    return next((found for text in texts if isinstance(text, str) and (found := ids.doi(text))), "")


def _microdata(soup: BeautifulSoup, source: str) -> Iterator[Found]:
    """Items of schema.org in the page's own tags: https://html.spec.whatwg.org/multipage/microdata.html."""
    for item in soup.find_all(itemscope=True, itemtype=True):
        if not _PAPERS & {kind.rpartition("/")[2] for kind in str(item["itemtype"]).split()}:
            continue
        own = [tag for tag in item.find_all(itemprop=True) if tag.find_parent(itemscope=True) is item]
        title = next((text for name in ("name", "headline") for tag in own
                      if tag["itemprop"] == name and (text := text_of(tag))), "")
        if title:
            yield Found(item, Entry(
                title.removesuffix("."), Source(source, item.sourceline or 1),
                authors=f.people(_named(tag) for tag in own if tag["itemprop"] in ("author", "creator")),
                year=next((year for tag in own if tag["itemprop"] == "datePublished"
                           and (year := f.year(str(tag.get("content") or text_of(tag))))), None),
                venue=next((name for tag in own if tag["itemprop"] == "isPartOf" and (name := _named(tag))
                            and not f.is_preprint_server(name)), ""),
                doi=next((doi for tag in own for value in (tag.get("href"), tag.get("content"))
                          if value and (doi := ids.doi(str(value)))), "")))


def _named(tag: Tag) -> str:
    if not tag.has_attr("itemscope"):
        return str(tag.get("content") or text_of(tag))
    name = tag.find(itemprop="name")
    return text_of(name) if isinstance(name, Tag) else ""
