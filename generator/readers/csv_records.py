"""Tables with a row of column names: comma, semicolon or tab between the cells.

Columns go by the names in `field_names`, so that the exports of Zotero, Scopus, IEEE, the Web of Science and Google
Scholar read as they are, and tables that people keep in their languages; other columns are left alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from papershelf.model import Entry, Problem
from papershelf.readers import table
from papershelf.readers.recognition import MARKED, Recognition, Sample, sure
from papershelf.readers.table import Row

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_ROW = 2000  # lines; what is longer is a mark that does not close
# Excel's own first line, which says what parts the cells.
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?\s*$", re.I)


class _Header(NamedTuple):
    """The names of the columns, the number of the line that has them, and what parts the cells."""

    names: list[str]
    line: int
    delimiter: str


def confidence(sample: Sample) -> Recognition:
    """One of the first lines names a title and at least one more thing that papers have."""
    head = _header(sample.lines)
    return sure(head, MARKED, f"its columns are called {', '.join(head.names[:4])}" if head else "")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a table in the order of its rows, each at the line where its row starts.

    A row with more or fewer cells than there are names, one whose quotation marks do not close, and one without a
    title are problems; empty rows are nothing, and so is what stands above the names.
    """
    lines = text.lstrip("\ufeff").split("\n")
    head = _header(lines[:10 * table.HEADER_ROWS])
    if not head:
        return [], [Problem(source, 1, "no-title-column", "no column is called `title`",
                            "name the columns in the first line: title, authors, year, abstract, arxiv, doi, url")]
    return table.read(head.names, _rows(lines, head), source)


def _header(lines: list[str]) -> _Header | None:
    """The first line that names the columns, with the delimiter that gives the most names that are known."""
    said = next((found[1] for line in lines[:1] if (found := _SAID.match(line))), "")
    seen = 0
    for number, line in enumerate(lines):
        seen += bool(line.strip())
        if seen > table.HEADER_ROWS:
            break
        rows = [(table.names_of(_cells(line, mark)), mark) for mark in (said or _DELIMITERS) if mark in line]
        fitting = [(names, mark) for names, mark in rows if table.is_header(names)]
        if fitting and not line.lstrip().startswith("|"):  # which is a table in Markdown
            names, mark = max(fitting, key=lambda one: table.width_of(one[0]))
            return _Header(names, number, mark)
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: list[str], head: _Header) -> Iterator[Row]:
    """The rows below the names. One that cannot be right ends with its line, so that the next is read again."""
    width, start = len(head.names), head.line + 1
    while start < len(lines):
        at = start
        # `strict` notices a mark that is missing, where the cell would run on to the next mark.
        reader = csv.reader(_lines_from(lines, at), delimiter=head.delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            start = at + 1
            yield Row(at + 1, [], "a row whose quotation marks do not close")
            continue
        start = at + reader.line_num
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) > width or (len(cells) < 2 <= width and any(cells)):
            start = at + 1
            yield Row(at + 1, [], f"a row of {len(cells)} cells below {width} columns")
        elif any(cell.strip() for cell in cells):
            yield Row(at + 1, cells)


def _lines_from(lines: list[str], start: int) -> Iterator[str]:
    for number in range(start, min(start + _LONGEST_ROW, len(lines))):
        yield lines[number] + "\n"
