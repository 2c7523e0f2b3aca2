"""Feeds of what is new, as Atom and as JSON Feed.

Dates come from listings. A paper whose listings say none, not even by what they list, is in no feed: Atom demands a
date, and one that is made up would show an old paper as today's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from papershelf.exports.citing import one_line
from papershelf.exports.embedded import address_of
from papershelf.model import Paper

_ATOM = "http://www.w3.org/2005/Atom"
# Atom demands a date of an empty feed, too. This one is older than any feed (RFC 4287 is of 2005).
_EMPTY = "2000-01-01"
# Atom demands an author of every entry. The site is none: it did not write the paper.
_NOBODY = "Authors not known"


@dataclass(frozen=True, slots=True)
class News:
    """A paper that is new, its page below the site's root, and the day (`YYYY-MM-DD`) and name of the listing that
    brought it."""

    paper: Paper
    address: str
    date: str
    listing: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is of.

    Attributes:
        title: What it is called.
        site_url: The site's address; may be empty, identities then do without.
        path: Where it stands below the site's root, without an ending.
        page: The page that shows the same, below the site's root.
        news: The papers, newest first.
        rights: The licence of their texts.
    """

    title: str
    site_url: str
    path: str
    page: str
    news: Sequence[News]
    rights: str = ""

    @property
    def base(self) -> str:
        """What every address of the site begins with; nothing where it is not known."""
        return self.site_url.rstrip("/") + "/" if self.site_url else ""

    def identity(self, one: News) -> str:
        """What a reader tells a paper by, which never changes."""
        return f"{self.base}{one.address}" if self.base else f"urn:papershelf:{one.paper.slug}"

    def up(self, address: str) -> str:
        """An address for readers of the feed; relative to it where the site's is not known."""
        return f"{self.base}{address}" if self.base else "../" * self.path.count("/") + (address or "./")


def atom(of: Feed) -> bytes:
    """A feed as Atom (RFC 4287)."""
    Xml.register_namespace("", _ATOM)
    feed = Xml.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", of.title)
    _add(feed, "id", f"{of.base}{of.path}.xml" if of.base else f"urn:papershelf:{of.path}")
    _add(feed, "updated", _moment(max((one.date for one in of.news), default=_EMPTY)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=of.up(f"{of.path}.xml"))
    _add(feed, "link", rel="alternate", type="text/html", href=of.up(of.page))
    if of.rights:
        _add(feed, "rights", of.rights)
    for one in of.news:
        entry = _add(feed, "entry")
        _add(entry, "title", one.paper.title)
        _add(entry, "id", of.identity(one))
        _add(entry, "updated", _moment(one.date))
        for name in one.paper.authors or (_NOBODY,):
            _add(_add(entry, "author"), "name", name)
        _add(entry, "link", rel="alternate", type="text/html", href=of.up(one.address))
        if itself := address_of(one.paper):
            _add(entry, "link", rel="related", href=itself)
        for term in dict.fromkeys((one.listing, *(tag.name for tag in one.paper.tags))):
            _add(entry, "category", term=term)
        if one.paper.summary:
            _add(entry, "summary", one.paper.summary)
    Xml.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(feed, "unicode")}\n'.encode()


def json_feed(of: Feed) -> bytes:
    """A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": one_line(of.title),
                            "home_page_url": of.up(of.page), "feed_url": of.up(f"{of.path}.json"), "items": []}
    for one in of.news:
        text = one_line(one.paper.summary) or one_line(one.paper.title) or one.paper.slug
        item = {"id": of.identity(one), "url": of.up(one.address), "external_url": address_of(one.paper),
                "title": one_line(one.paper.title), "content_text": text,
                "date_published": _moment(one.date), "authors": [{"name": name} for name in one.paper.authors],
                "tags": [one.listing, *(tag.name for tag in one.paper.tags)]}
        feed["items"].append({name: value for name, value in item.items() if value})
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _add(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    clean = {name: one_line(value) for name, value in attributes.items()}
    child = Xml.SubElement(parent, f"{{{_ATOM}}}{tag}", clean)
    if text:
        child.text = one_line(text)
    return child


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"
