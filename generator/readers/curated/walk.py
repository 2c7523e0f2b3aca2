"""The items of a list in their order: bullets, rows, paragraphs and headings, each with the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.facts import people_in
from papershelf.readers.curated.headings import Heading, heading_of
from papershelf.readers.curated.pieces import BREAK, Piece, pieces_of, plain
from papershelf.readers.curated.tables import Row, rows_of
from papershelf.readers.curated.titles import people_ahead
from papershelf.readers.curated.tree import line_of

_MARKS = ("papershelf-begin", "papershelf-end")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "dl")
_BLOCKS = ("p", "div", "table", "blockquote", "details", "section", "center", *_LISTS, *_HEADINGS)


class Item(NamedTuple):
    """A part of a list that may be one paper's: its line, the headings above it from the outermost, its pieces.

    `titled` is the title where a heading or the item above says it; `cells` are those of a row, by column.
    """

    line: int
    sections: tuple[Heading, ...]
    pieces: tuple[Piece, ...]
    titled: str = ""
    cells: Mapping[str, tuple[Piece, ...]] = {}
    is_own: bool = False
    in_prose: bool = False


@dataclass(slots=True)
class _Place:
    """Where the walk is: the headings above, by level, and whether it is inside the shelf's own export."""

    headings: list[tuple[int, Heading]] = field(default_factory=list)
    label: Heading | None = None
    is_own: bool = False
    title: Tag | None = None

    def enter(self, level: int, heading: Heading) -> None:
        """Go under a heading."""
        self.headings = [(n, h) for n, h in self.headings if n < level]
        self.headings.append((level, heading))
        self.label = None

    @property
    def sections(self) -> tuple[Heading, ...]:
        """The headings above the place, outermost first."""
        found = [heading for _, heading in self.headings]
        return tuple([*found, self.label] if self.label else found)

    @property
    def year(self) -> int | None:
        """The year that a heading above says."""
        return next((h.year for _, h in reversed(self.headings) if h.year), None)


def items_of(soup: BeautifulSoup) -> Iterator[Item]:
    """Every part of the page that may be a paper's, in the page's order."""
    yield from _walk(list(soup.children), _Place(title=_title_tag(soup)))


def _title_tag(soup: BeautifulSoup) -> Tag | None:
    """The heading that names the whole list: the first, where it stands above the others or holds no items itself."""
    first = soup.find(_HEADINGS)
    if not isinstance(first, Tag):
        return None
    following = [tag for tag in soup.find_all([*_HEADINGS, "ul", "ol", "table"]) if tag is not first]
    others = [tag for tag in following if tag.name in _HEADINGS]
    if first.name == "h1" and all(tag.name != "h1" for tag in others):
        return first
    holds = bool(following) and following[0].name not in _HEADINGS
    return first if others and not holds and all(tag.name >= first.name for tag in others) else None


def _walk(tags: Sequence[PageElement], place: _Place) -> Iterator[Item]:
    skip: Tag | None = None
    for n, tag in enumerate(tags):
        if not isinstance(tag, Tag) or tag is skip:
            continue
        if tag.name == "p" and (mark := tag.find(_MARKS)):
            tag = mark
        if tag.name in _MARKS:
            place.is_own = tag.name.endswith("begin")
            place.headings = []  # what stands outside the own list heads nothing in it
        elif tag.name in _HEADINGS:
            skip = _after(tags, n)
            taken = yield from _heading(tag, skip, place)
            skip = skip if taken else None
        elif tag.name in _LISTS:
            yield from _list(tag, place)
        elif tag.name == "table":
            yield from _table(tag, place)
        elif tag.name == "p" and (details := _details(following := _after(tags, n))) and (title := _bare_title(tag)):
            skip = following
            yield Item(line_of(tag), place.sections, tuple(details), title, is_own=place.is_own)
        elif tag.name == "p" or (tag.name in ("div", "center", "td", "font", "span", "a") and not tag.find(_BLOCKS)):
            yield from _paragraph(tag, place)
        elif tag.name not in ("pre", "script", "style", "img", "hr", "nav"):
            yield from _walk(list(tag.children), place)


def _after(tags: Sequence[PageElement], n: int) -> Tag | None:
    return next((one for k in range(n + 1, len(tags)) if isinstance(one := tags[k], Tag)), None)


def _bare_title(tag: Tag) -> str:
    """The text of a paragraph that is one line without a link, as a title above its fields is."""
    pieces = pieces_of(tag.children)
    text = "" if any(p.href or p.is_break for p in pieces) else _title_of(pieces)
    return text if 1 < len(text.split()) < 40 else ""


def _heading(tag: Tag, following: Tag | None, place: _Place) -> Generator[Item, None, bool]:
    """A section's heading, or a paper's: with a link to it, or above lines that say its authors, links and so on."""
    pieces = pieces_of(tag.children)
    level = int(tag.name[1])
    linked = not place.is_own and any(vocabulary.leads_to_paper(piece.href) for piece in pieces)
    details = None if place.is_own else _details(following)
    if linked and level > 1:
        if not details and following is not None and following.name == "p" and people_in(
                plain(below := pieces_of(following.children))):
            details = below
        yield Item(line_of(tag), place.sections, (*pieces, BREAK, *(details or ())), is_own=place.is_own)
        return bool(details)
    if details and level > 1:
        yield Item(line_of(tag), place.sections, tuple(details), _title_of(pieces), is_own=place.is_own)
        return True
    if tag is place.title:
        return False
    if place.is_own:
        place.enter(level, Heading(plain(pieces)))
        return False
    place.enter(level, heading_of(plain(p for p in pieces if not (p.badge and p.href)), place.year))
    return False


def _title_of(pieces: Sequence[Piece]) -> str:
    return re.sub(r"^\W*(?:\[?\d{1,4}[\].):]+\s+)?", "", plain(p for p in pieces if not p.badge))


def _details(tag: Tag | None) -> list[Piece] | None:
    """The lines below a paper's heading, where most of them are fields of a paper ("Authors: …") or links."""
    if tag is None or tag.name not in ("ul", "ol", "p"):
        return None
    lines = _lines(pieces_of(tag.children)) if tag.name == "p" else [
        pieces_of(li.children) for li in tag("li", recursive=False)]
    fields = [_is_field(line) for line in lines]
    if not any(fields) or sum(fields) * 2 < len(lines):
        return None
    papers = {piece.href for line in lines for piece in line if vocabulary.leads_to_paper(piece.href)}
    said = any(_field_name(line) in ("authors", "link") for line in lines)
    return [piece for line in lines for piece in (*line, BREAK)] if said and len(papers) <= 2 else None


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_break:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]


def _field_name(line: Sequence[Piece]) -> str | None:
    said = re.match(r"\W*(\w[\w&/() ]{1,23}?|TL;DR)\s*[:：]", plain(line))
    return vocabulary.field_kind(said[1]) if said else None


def _is_field(line: Sequence[Piece]) -> bool:
    if _field_name(line) is not None:
        return True
    text = plain(p for p in line if not p.href)
    return bool(line) and not re.search(r"\w{2}", text) and all(
        vocabulary.link_kind(p.text) is not None for p in line if p.href)


def _list(tag: Tag, place: _Place) -> Iterator[Item]:
    for li in tag(("li", "dd", "dt"), recursive=False):
        own = [child for child in li.children if not (isinstance(child, Tag) and child.name in (*_LISTS, "table"))]
        inner = [child for child in li.children if isinstance(child, Tag) and child.name in (*_LISTS, "table")]
        pieces = pieces_of(own)
        if place.is_own:
            yield Item(line_of(li), place.sections, tuple(pieces), is_own=True)
            continue
        if any(isinstance(c, Tag) and c.name in ("details", "div", *_HEADINGS) and c.find(_LISTS) for c in own):
            yield from _walk(list(li.children), place)
            continue
        details, deeper = _split(inner)
        if details and not any(p.href for p in details) and people_ahead(plain(details)):
            # "- Kite Lab [[Paper]](…)", and below it "Ada Reed, Bo Finch, Title, Venue".
            pieces, details = [*details, BREAK], [p if p.href else p._replace(text=p.text.strip(" *")) for p in pieces]
        yield Item(line_of(li), place.sections, (*pieces, *details), is_own=place.is_own)
        if deeper:
            before = place.label
            named = heading_of(plain(p for p in pieces if "bold" in p.style) or plain(pieces), place.year)
            if not place.headings and not any(vocabulary.leads_to_paper(p.href) for p in pieces):
                place.label = named if 0 < len(named.title) < 80 else before
            yield from _walk(deeper, place)
            place.label = before


def _split(inner: Sequence[Tag]) -> tuple[list[Piece], list[Tag]]:
    """What is nested in an item: lines that say more of it, and lists with items of their own."""
    details: list[Piece] = []
    deeper: list[Tag] = []
    for tag in inner:
        pieces = pieces_of([tag])
        items = tag("li")
        papers = any(vocabulary.leads_to_paper(str(a.get("href", ""))) and vocabulary.link_kind(a.get_text()) is None
                     for li in items for a in li("a"))
        fields = sum(_is_field(pieces_of(li.children)) for li in items)
        if tag.name != "table" and (fields * 2 >= len(items) or (not papers and not any(
                vocabulary.leads_to_paper(p.href) for p in pieces))):
            details += [BREAK, *pieces]
        else:
            deeper.append(tag)
    return details, deeper


def _table(tag: Tag, place: _Place) -> Iterator[Item]:
    for row in rows_of(tag):
        if isinstance(row, Row):
            pieces = [piece for cell in row.cells.values() for piece in (*cell, BREAK)]
            yield Item(row.line, place.sections, tuple(pieces), cells=row.cells, is_own=place.is_own)
        else:
            yield from _walk(list(row.children), place)


def _paragraph(tag: Tag, place: _Place) -> Iterator[Item]:
    pieces = pieces_of(tag.children)
    text = plain(pieces)
    if text and all("bold" in p.style or "italic" in p.style or not p.text.strip(" :：()") for p in pieces) and not any(
            p.href for p in pieces) and len(text) < 80:
        label = heading_of(text, place.year)
        if not place.headings or label.year or label.venue:
            place.label = label  # a line in bold heads what follows it
        return
    yield Item(line_of(tag), place.sections, tuple(pieces), is_own=place.is_own, in_prose=True)
