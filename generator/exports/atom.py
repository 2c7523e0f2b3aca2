"""An Atom feed of what is new.

Dates come from listings. A paper whose listings say none, not even by what they list, is in no feed: Atom demands a
date, and one that is made up would show an old paper as today's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from papershelf.exports.citing import one_line
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


def atom(title: str, site_url: str, news: Sequence[News], rights: str = "") -> bytes:
    """An Atom feed (RFC 4287) of what is new, newest first as given.

    In: the feed's title, the site's address (may be empty; identities then do without), the papers, and
    the licence of their texts.
    """
    Xml.register_namespace("", _ATOM)
    base = site_url.rstrip("/") + "/" if site_url else ""
    feed = Xml.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", title)
    _add(feed, "id", f"{base}feed.xml" if base else "urn:papershelf:feed")
    _add(feed, "updated", _moment(max((one.date for one in news), default=_EMPTY)))
    _add(feed, "link", rel="self", href=f"{base}feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=base or "./")
    if rights:
        _add(feed, "rights", rights)
    for one in news:
        entry = _add(feed, "entry")
        _add(entry, "title", one.paper.title)
        _add(entry, "id", f"{base}{one.address}" if base else f"urn:papershelf:{one.paper.slug}")
        _add(entry, "updated", _moment(one.date))
        for name in one.paper.authors or (_NOBODY,):
            _add(_add(entry, "author"), "name", name)
        _add(entry, "link", rel="alternate", type="text/html", href=f"{base}{one.address}")
        _add(entry, "category", term=one.listing)
        if one.paper.summary:
            _add(entry, "summary", one.paper.summary)
    Xml.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(feed, "unicode")}\n'.encode()


def _add(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    clean = {name: one_line(value) for name, value in attributes.items()}
    child = Xml.SubElement(parent, f"{{{_ATOM}}}{tag}", clean)
    if text:
        child.text = one_line(text)
    return child


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"
