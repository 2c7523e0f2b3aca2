"""A page of one paper, which it describes in its head."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from papershelf.model import Entry, Source
from papershelf.readers import fields as f
from papershelf.readers.html_parts import text_of
from papershelf.text import ids

# What Google Scholar asks of publishers, and what repositories write for it:
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
_PREFIXES = ("citation_", "bepress_citation_", "wkhealth_")
_MARKED = re.compile(rf"(?:{'|'.join(_PREFIXES)})title", re.I)
_ABSTRACT_HEADING = re.compile(r"abstract|summary", re.I)
_ABSTRACT = 'blockquote.abstract, #abstract, .abstract, section[role="doc-abstract"], .abstract-text, .abstractSection'
_LABEL = re.compile(r"^\s*abstract\s*[:.]?\s*", re.I)


def single(soup: BeautifulSoup, source: str, base: str) -> Entry | None:
    """The paper of a page that describes itself in `citation_` tags; None for any other page."""
    title = soup.find("meta", attrs={"name": _MARKED})
    if not isinstance(title, Tag) or not str(title.get("content", "")).strip():
        return None
    values = _values(soup)

    def first(*names: str) -> str:
        return next((values[name][0] for name in names if values.get(name)), "")

    page = first("abstract_html_url", "public_url", "fulltext_html_url") or base
    addresses = [("", page), ("pdf", first("pdf_url"))]
    where = f.places(addresses, arxiv=ids.arxiv_id(first("arxiv_id")), doi_field=first("doi") or first("dc.identifier"))
    venue = first("conference_title", "journal_title", "inbook_title", "dissertation_institution")
    return Entry(
        title=str(title["content"]).strip(),
        source=Source(source, title.sourceline or 1),
        abstract=first("abstract") or shown_abstract(soup) or first("dc.description"),
        authors=f.people(name for field in values.get("author") or values.get("authors") or []
                         for name in (f.names(field) if ";" in field else [field])),
        year=f.year(first("publication_date", "date", "year", "online_date", "dc.date")),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )


def _values(soup: BeautifulSoup) -> dict[str, list[str]]:
    """What the head says, by names without their prefixes."""
    values: dict[str, list[str]] = {}
    for tag in soup("meta"):
        name, content = str(tag.get("name", "")).lower(), str(tag.get("content", "")).strip()
        plain = next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)
        if content and (plain != name or name.startswith("dc.")):
            values.setdefault(plain, []).append(content)
    return values


def shown_abstract(soup: BeautifulSoup) -> str:
    """The abstract that the page shows: what is called one, else the paragraphs below a heading of that name."""
    named = [text for tag in soup.select(_ABSTRACT) if len((text := _LABEL.sub("", text_of(tag))).split()) > 3]
    if named:
        return max(named, key=len)
    for heading in soup.find_all(re.compile(r"^h[1-6]$")):
        if _ABSTRACT_HEADING.fullmatch(text_of(heading).rstrip(":")):
            below = list(heading.find_next_siblings(limit=6))
            stop = next((n for n, tag in enumerate(below) if re.fullmatch(r"h[1-6]", tag.name)), len(below))
            paragraphs = [text for tag in below[:stop] if tag.name in ("p", "div") and (text := text_of(tag))]
            if paragraphs:
                return "\n\n".join(paragraphs)
    return ""
