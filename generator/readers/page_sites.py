"""Pages of known paper sites: where each says what is data (`data/pages.yml`), one engine reads them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup
from bs4.element import Tag

from papershelf.model import Entry, Source
from papershelf.readers import fields as f
from papershelf.readers.html_parts import Part, text_of
from papershelf.text import ids

_NO_TEXT = "script, style, noscript, template, svg, button"
_BYLINE = re.compile(r"\s[-–—](?:\s|$)")
_MORE = re.compile(
    r"(?:(?<!\s)\s+)?(?:(?:…|\.\.\.)\s*)?(?:(?:[△▽▲▼]\s*)?(?:show\s+)?(?:more|less)|expand|collapse)\s*$", re.I)
_LABEL = re.compile(r"^\s*(?:title|authors?|abstract|summary)\s*[:.]?\s+", re.I)
_CUT = re.compile(r"(?:…|\.\.\.)\W*$")
# DOIs in the addresses that publishers give their papers' pages.
_DOI_PATH = re.compile(r"/doi/(?:abs/|full/|pdf/|e?pdf/|epub/)?(10\.\d{4,9}/[^?#]+)", re.I)

_PDF = re.compile(r"\.pdf$|/pdf\b", re.I)


class Site(NamedTuple):
    """A row of the table of sites, with selectors in the order in which they are tried."""

    row: str
    title: tuple[str, ...]
    authors: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    links: tuple[str, ...] = ("a",)
    byline: tuple[str, ...] = ()
    page_venue: tuple[str, ...] = ()
    page_year: tuple[str, ...] = ()
    year_after: str = ""
    home: str = ""
    drop: str = ""
    siblings: bool = False
    stop: bool = False


class Page(NamedTuple):
    """The rows of a page of a known site, and what it says of all its papers."""

    site: Site
    rows: list[Part]
    venue: str
    year: int | None


@cache
def sites() -> tuple[Site, ...]:
    """The table of sites that comes with the program."""
    rows = yaml.safe_load(files("papershelf").joinpath("data", "pages.yml").read_text("utf-8"))
    return tuple(_site(row) for row in rows)


def _site(row: dict[str, Any]) -> Site:
    one = {"row", "drop", "year_after", "home", "siblings", "stop"}
    values: dict[str, Any] = {name: value if name in one else tuple([value] if isinstance(value, str) else value)
                              for name, value in row.items() if name != "site"}
    return Site(**values)


def page_of(soup: BeautifulSoup) -> Page | None:
    """The page's papers by the first site whose rows it has; None for a page of no known site."""
    for site in sites():
        rows = [part for row in _outermost(soup.select(site.row)) if (part := _part(site, row))]
        if rows:
            venue = _text(_first(soup, site.page_venue))
            year = f.year(_text(_first(soup, site.page_year)))
            return Page(site, rows, venue, year or f.year(venue))
    return None


def _outermost(tags: Iterable[Tag]) -> list[Tag]:
    found = list(tags)
    known = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in known for parent in tag.parents)]


def _part(site: Site, row: Tag) -> Part | None:
    around = [row]
    if site.siblings:
        for following in row.next_siblings:
            if isinstance(following, Tag):
                if following.name == row.name:
                    break
                around.append(following)
    for tag in [tag for one in around for tag in one.select(f"{_NO_TEXT}, {site.drop}" if site.drop else _NO_TEXT)]:
        tag.extract()
    titles = (tag for selector in site.title for one in around for tag in one.select(selector))
    title = next((tag for tag in titles if text_of(tag)), None)
    return Part(title, tuple(around)) if title is not None else None


def _places(page: Page, part: Part, base: str, arxiv: str) -> f.Places:
    """The addresses that lead to a row's paper and what belongs to it, sorted out."""
    links = [urljoin(base or page.site.home, str(tag["href"])) for selector in page.site.links for one in part.parts
             for tag in one.select(selector) if not str(tag.get("href", "#")).startswith(("#", "javascript:"))]
    doi = next((ids.doi(found[1]) for link in links if (found := _DOI_PATH.search(link))), "")
    return f.places([("pdf" if _PDF.search(link) and f.kind_of(link) == "paper" else "", link) for link in links],
                    arxiv=arxiv, doi_field=doi)


def row_entry(page: Page, part: Part, source: str, base: str) -> Entry:
    """What a row says of its paper; `base` is the address that the page was saved from, if it says so."""
    site = page.site
    title = _LABEL.sub("", text_of(part.title))
    authors, venue, year = _byline(_text(_found(part, site.byline)[:1]))
    venue = venue or _text(_found(part, site.venue)[:1])
    where = _places(page, part, base, ids.arxiv_in(venue))
    return Entry(
        title=title.removesuffix(".") if site.stop else title,
        source=Source(source, part.title.sourceline or 1),
        abstract=_abstract(_found(part, site.abstract)),
        authors=authors or _people([_LABEL.sub("", text_of(tag)) for tag in _found(part, site.authors)]),
        year=year or _year(site, part) or page.year,
        venue="" if f.is_preprint_server(venue) else venue or page.venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )


def _found(part: Part, selectors: Iterable[str]) -> list[Tag]:
    """The tags of a row by the first selector that finds any."""
    found = ([tag for one in part.parts for tag in one.select(selector)] for selector in selectors)
    return next((_outermost(tags) for tags in found if tags), [])


def _first(soup: BeautifulSoup, selectors: Iterable[str]) -> list[Tag]:
    return next((found[:1] for selector in selectors if (found := soup.select(selector))), [])


def _text(tags: list[Tag]) -> str:
    return text_of(tags[0]) if tags else ""


def _abstract(tags: list[Tag]) -> str:
    """An abstract; nothing where the page shows only its beginning."""
    text = _LABEL.sub("", _text(tags).lstrip(": "))
    without = _MORE.sub("", text)
    cut = _CUT.search(without) or (without != text and "…" in text[len(without):])
    return "" if cut else without.removeprefix(": ")


def _people(texts: list[str]) -> tuple[str, ...]:
    names = list(f.names(_CUT.sub("", texts[0]).strip(" ,"))) if len(texts) == 1 else texts
    names = [_CUT.sub("", name).strip(" ,;:") for name in names]
    return f.people(name for name in names if name and name[0].isalpha())


def _byline(text: str) -> tuple[tuple[str, ...], str, int | None]:
    """Authors, venue and year of "A Reed, B Finch… - Journal of Kites, 2019 - kites.org"; a venue cut short is none."""
    parts = [part.strip() for part in _BYLINE.split(text)]
    if len(parts) < 2:
        return (), "", None
    middle = parts[1] if len(parts) > 2 else next((part for part in parts[1:] if f.year(part)), "")
    years = re.findall(r"(?:19|20)\d\d", middle)
    venue = re.sub(r"(?:,|(?<!\s))\s*(?:19|20)\d\d$", "", middle)
    return _people([parts[0]]), "" if "…" in venue else venue, int(years[-1]) if years else None


def _year(site: Site, part: Part) -> int | None:
    for tag in _found(part, site.year):
        text = text_of(tag)
        after = text.partition(site.year_after)[2] if site.year_after else ""
        if year := f.year(after) or f.year(text):
            return year
    return None
