"""Feeds of what is new, as Atom and as JSON Feed.

Dates come from listings. A paper whose listings say none, not even by what they list, is in no feed: Atom demands a
date, and one that is made up would show an old paper as today's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from papershelf.exports.citing import one_line
from papershelf.exports.embedded import address_of
from papershelf.model import Paper

_ATOM = "http://www.w3.org/2005/Atom"
# Atom demands a date of an empty feed, too. This one is older than any feed (RFC 4287 is of 2005).
_EMPTY = "2000-01-01"
# Atom demands an author of every entry. The site is none: it did not write the paper.
_NOBODY = "Authors not known"
_QUOTE = {'"': "&quot;"}


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
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', f'<feed xmlns="{_ATOM}">',
        _element("title", of.title),
        _element("id", f"{of.base}{of.path}.xml" if of.base else f"urn:papershelf:{of.path}"),
        _element("updated", _moment(max((one.date for one in of.news), default=_EMPTY))),
        _element("link", rel="self", type="application/atom+xml", href=of.up(f"{of.path}.xml")),
        _element("link", rel="alternate", type="text/html", href=of.up(of.page)),
        *([_element("rights", of.rights)] if of.rights else []),
    ]
    for one in of.news:
        lines += [" <entry>", *(f" {line}" for line in _entry(of, one)), " </entry>"]
    return ("\n".join(lines) + "\n</feed>\n").encode("utf-8", "replace")


def _entry(of: Feed, one: News) -> Iterator[str]:
    """The elements of a paper's entry."""
    yield _element("title", one.paper.title)
    yield _element("id", of.identity(one))
    yield _element("updated", _moment(one.date))
    for name in one.paper.authors or (_NOBODY,):
        yield f" <author>\n  {_element('name', name)}\n  </author>"
    yield _element("link", rel="alternate", type="text/html", href=of.up(one.address))
    if itself := address_of(one.paper):
        yield _element("link", rel="related", href=itself)
    for term in dict.fromkeys((one.listing, *(tag.name for tag in one.paper.tags))):
        yield _element("category", term=term)
    if one.paper.summary:
        yield _element("summary", one.paper.summary)


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
    # A line for each item; with `indent` the encoder would be the slow one.
    items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in feed.pop("items"))
    head = json.dumps(feed, ensure_ascii=False).removesuffix("}")
    return f'{head}, "items": [\n{items}\n]}}\n'.encode("utf-8", "replace")


def _element(tag: str, text: str = "", **attributes: str) -> str:
    """An element on a line. Trees of `xml.etree` take four times as long, which counts where every list has a feed."""
    start = tag + "".join(f' {name}="{escape(one_line(value), _QUOTE)}"' for name, value in attributes.items())
    return f" <{start}>{escape(one_line(text))}</{tag}>" if text else f" <{start} />"


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"
