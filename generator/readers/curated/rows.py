"""A row of a table as a paper: by what its columns are called, else by the cell that holds a title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from papershelf.readers import fields as f
from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.facts import Fact, fact_of, people_in, without_others
from papershelf.readers.curated.pieces import Piece, plain
from papershelf.readers.curated.reading import Found, read_item
from papershelf.readers.curated.titles import may_be_title, tidy

Cells = Mapping[str, Sequence[Piece]]
_LINK_COLUMNS = {"link": "", "code": "code", "project": "project", "data": "data", "demo": "demo"}
_SAID = {"authors", "year", "venue", "notes", "-", "name", "code", "project", "data", "demo"}
_NOTHING = re.compile(r"\W*(?:null|none|n/?a|-|tbd|coming soon|soon)?\W*", re.I)
_LONG = 200  # a longer cell holds more than a title


def read_row(cells: Cells) -> Found | None:
    """The paper of a row; nothing where the row is none's."""
    key, found = _titled(cells)
    if found is None:
        return None
    for name, cell in cells.items():
        if name != key:
            _learn(found, re.sub(r"(?<!\d)\d+$", "", name), cell)
    return found


def _titled(cells: Cells) -> tuple[str, Found | None]:
    """The column that holds the title, and what its cell says."""
    if "title" in cells:
        return "title", _of_title(cells["title"])
    free = [name for name in cells if name not in _SAID]
    free.sort(key=lambda name: name != "link")
    read = {name: read_item(cells[name]) for name in free}
    for name, found in read.items():
        if found and (found.is_paper or name == "link"):
            return name, found
    if "name" in cells:
        return "name", _of_title(cells["name"])
    first = next(iter(cells), "")
    return first, read.get(first)


def _of_title(cell: Sequence[Piece]) -> Found | None:
    """What a cell says whose column is called a title: all of its text, but for links that say what they lead to."""
    shown = [p for p in cell if not (p.href and (p.badge or vocabulary.link_kind(p.text) is not None))]
    text = tidy(plain(shown))
    named = [p for p in shown if p.href]
    if len(text) > _LONG or any(p.is_break for p in cell) or (named and len(named[0].text) * 2 < len(text)):
        return read_item(cell) or (Found(text) if may_be_title(text) and len(text) <= _LONG else None)
    if not may_be_title(text):
        return None
    found = Found(text)
    for piece in cell:
        if piece.href:
            found.link(piece.text, piece.href)
    return found


def _learn(found: Found, column: str, cell: Sequence[Piece]) -> None:
    text = plain(p for p in cell if not p.href)
    if column in _LINK_COLUMNS or not column or column == "notes":
        for piece in cell:
            if piece.href:
                _link(found, column, piece)
    if _NOTHING.fullmatch(plain(cell)):
        return
    if column == "authors":
        whole = plain(cell)
        found.authors = found.authors or people_in(whole) or tuple(
            name for name in f.names(without_others(whole)) if len(name) < 60 and re.match(r"[^\W\d_]", name))
    elif column in ("year", "venue"):
        whole = plain(cell).strip(" *_`")
        fact = fact_of(whole)
        if column == "venue" and not fact and len(whole) < 120:
            fact = Fact(f.year(whole), whole)
        found.learn(fact if fact else Fact(f.year(whole)))
    elif column == "notes" and len(text.split()) > 2:
        found.notes.append(text)
    elif not column and (fact := fact_of(text)):
        found.learn(fact)


def _link(found: Found, column: str, piece: Piece) -> None:
    kind = _LINK_COLUMNS.get(column, "")
    said = vocabulary.link_kind(piece.text)
    if column == "link" and not said and piece.href.startswith("http") and not re.search(r"github\.com", piece.href):
        found.is_paper = True
    found.link(piece.text if said or not kind else column, piece.href)
