"""Curated lists in Markdown: bullets, numbers, tables, headings with their lines, and HTML of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.facts import people_in
from papershelf.readers.curated.own import read_own
from papershelf.readers.curated.pieces import Piece, plain
from papershelf.readers.curated.reading import Found, read_item
from papershelf.readers.curated.rows import read_row
from papershelf.readers.curated.titles import title_in
from papershelf.readers.curated.tree import tree
from papershelf.readers.curated.walk import Item, items_of
from papershelf.readers.recognition import LIKELY, MARKED, NOT_THIS, Recognition, Sample

_LINKED = re.compile(r"\s*(?:[-*+] |\d{1,4}[.)] |\|).*(?:\]\(<?https?://|<a\s[^>]{0,300}href=)"
                     r"|\s*(?:#{1,6} |\*\*|\[).*\]\(<?https?://")
_MARK = re.compile(r"#{1,6} \S|\s*[-*+] (?:\*\*|\[)|\|.*\|\s*$|!?\[[^\]]*\]\([^)]*\)|```|\s*\*\*[^*]+\*\*")
_SIGNS = re.compile(r"\*\*[^*]+\*\*|\]\(|^#{1,6} |^\s*[-*+] ")
_QUOTED_TITLE = re.compile(r"\W*[\"“][^\"“”]{20,300}[\"”]")
_PROSE = 60  # words; a longer paragraph is no entry of a list
_SAVE = "list the papers with their links, or export the list as BibTeX"


def confidence(sample: Sample) -> Recognition:
    """Markdown: bullets, rows and headings with links in Markdown's form, or marks of Markdown on most lines."""
    if sample.is_json:
        return NOT_THIS
    linked, marked = sample.count(_LINKED), sample.count(_MARK)
    if linked > 2 or (linked and linked + marked > 2):
        return Recognition(MARKED + 0.05, f"{linked} of its first lines hold links of Markdown")
    if linked or (marked > 1 and sample.share(_MARK) >= 0.2) or (sample.suffix in ("md", "markdown") and marked):
        return Recognition(LIKELY + 0.05, "its lines carry marks of Markdown")
    return NOT_THIS


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The papers of a list in its order, each with the headings that it stands under.

    What names no paper (the page's own matters, tools, courses, other lists) is nothing, and no problem.
    """
    entries = [entry for item in items_of(tree(text)) for entry in _entries(item, source)]
    if not entries:
        return [], [Problem(source, 1, "no-papers", "Markdown without a list of papers", _SAVE)]
    return entries, []


def _entries(item: Item, source: str) -> Iterator[Entry]:
    if item.is_own:
        own = read_own(item.pieces, Source(source, item.line), _sections(item))
        # A line that a person wrote or changed there is read like any other.
        lines = [own] if own else _entries(item._replace(is_own=False), source)
        yield from (replace(one, is_own=True) for one in lines)
        return
    if item.cells:
        found = read_row(item.cells)
        if found and found.counts:
            yield entry_of(found, item, source)
        return
    for pieces in _parted(item.pieces):
        found = read_item(pieces, titled=item.titled)
        if found and found.counts and not (item.in_prose and _is_prose(pieces, found)):
            yield entry_of(found, item, source)
        else:
            yield from (entry_of(one, item, source) for one in _named_in(pieces))


def entry_of(found: Found, item: Item, source: str) -> Entry:
    """An entry of what was found and of the headings above it."""
    where = f.places(found.links)
    year, venue = found.year, found.venue
    for heading in reversed(item.sections):
        year, venue = year or heading.year or None, venue or heading.venue
    date = next((h.date for h in reversed(item.sections) if h.date), "")
    return Entry(
        title=found.title,
        source=Source(source, item.line, date),
        authors=found.authors,
        year=year,
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
        notes=" ".join(found.notes),
        sections=_sections(item),
    )


def _sections(item: Item) -> tuple[str, ...]:
    return tuple(heading.title for heading in item.sections if heading.is_field)


def _is_title(piece: Piece) -> bool:
    """Whether a link's text is surely a paper's title: so many words, and an address of papers."""
    return bool(piece.href) and vocabulary.leads_to_paper(piece.href) and vocabulary.link_kind(piece.text) is None and (
        len(piece.text.split()) > 3 or ": " in piece.text)


def _parted(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each paper where an item holds several: each begins at a title with a link, or in a line of its
    own after one that has links already."""
    part: list[Piece] = []
    seen: set[str] = set()
    for n, piece in enumerate(pieces):
        another = (_is_title(piece) and piece.href not in seen) or (not piece.href and _QUOTED_TITLE.match(piece.text))
        if seen and another:
            yield part
            part, seen = [], set()
        elif piece.is_break and seen and _begins(pieces[n + 1:]):
            yield part
            part, seen = [], set()
            continue
        if piece.href and (_is_title(piece) or vocabulary.leads_to_paper(piece.href)):
            seen.add(piece.href)
        part.append(piece)
    yield part


def _begins(pieces: Sequence[Piece]) -> bool:
    """Whether a line begins as an item does, with a title that has a paper's link after it in the line."""
    line = pieces[:next((n for n, p in enumerate(pieces) if p.is_break), len(pieces))]
    if not any(vocabulary.leads_to_paper(p.href) for p in line):
        return False
    title = title_in(line)
    return title is not None and len(title.text.split()) > 2 and not title.text[:1].islower()


def _is_prose(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether a paragraph is prose in which a paper is named by the way."""
    text = plain(pieces)
    start = text.find(found.title)
    if re.search(r"[a-z]{2}\. [A-Z]|\b(?:at|in|on|to|for|by|from|as)$", found.title):
        return True
    before = re.sub(r"^\W*\d+\W+|\W+$", "", text[:max(start, 0)])
    return (start > 25 and not people_in(before)) or (len(text.split()) - len(found.title.split()) > _PROSE and not any(
        "bold" in p.style or p.href for p in pieces[:2]))


def _named_in(pieces: Sequence[Piece]) -> Iterator[Found]:
    """The papers that prose names by their titles, linked."""
    for piece in pieces:
        if _is_title(piece) and (title := title_in([piece])):
            found = Found(title.text)
            found.link(piece.text, piece.href)
            found.is_paper = True
            yield found
