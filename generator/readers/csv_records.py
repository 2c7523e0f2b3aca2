"""Tables with a line of column names: comma, semicolon or tab between the cells.

Columns go by the names in `json_NAMES`, so that the exports of Zotero, Scopus, IEEE, the Web of Science and
Google Scholar read as they are; other columns are left alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from papershelf.model import Entry, Problem, Source
from papershelf.readers import named
from papershelf.readers.field_names import NAMES, plain
from papershelf.readers.recognition import MARKED, Recognition, Sample, sure

_DELIMITERS = (",", ";", "\t", "|")
_KNOWN = {name for names in NAMES.values() for name in names} | {"url", "link", "code", "pdf", "keywords", "id"}
_LONGEST_ROW = 2000  # lines; what is longer is a mark that does not close
_TITLES = set(NAMES["title"])


class _Row(NamedTuple):
    line: int
    cells: list[str]
    what: str = ""


def confidence(sample: Sample) -> Recognition:
    """The first line names a title and at least one more thing that papers have."""
    names, _ = _header(sample.head)
    found = _TITLES & set(names) and len(_KNOWN & set(names)) > 1
    return sure(found, MARKED, f"its first line names the columns {', '.join(names[:4])}")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a table in the order of its rows, each at the line where its row starts.

    A row with more or fewer cells than the first line has names, one whose quotation marks do not close, and one
    without a title are problems; empty rows are nothing.
    """
    names, delimiter = _header(text)
    if not _TITLES & set(names):
        return [], [Problem(source, 1, "no column is called `title`",
                            "name the columns in the first line: title, authors, year, abstract, arxiv, doi, url")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row in _rows(text, delimiter, len(names)):
        if row.what:
            hint = f"give it {len(names)} cells, and quotation marks around a cell with the delimiter or a line break"
            problems.append(Problem(source, row.line, row.what, hint, rejects=True))
        elif found := named.entry(dict(_named(names, row.cells)), Source(source, row.line)):
            entries.append(found)
        else:
            problems.append(Problem(source, row.line, "a paper without a title", "fill in its title", rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "holds no papers, only the names of columns", "add a row for each paper"))
    return entries, problems


def _header(text: str) -> tuple[list[str], str]:
    """The plain names of the columns and the delimiter that gives the most of those known."""
    lines = text.lstrip("\ufeff\n \t").split("\n", 1)[:1]
    best: tuple[list[str], str] = [], ","
    for delimiter in _DELIMITERS:
        try:
            names = [plain(cell) for cell in next(csv.reader(lines, delimiter=delimiter), [])]
        except csv.Error:
            continue
        if len(_KNOWN & set(names)) > len(_KNOWN & set(best[0])):
            best = names, delimiter
    return best


def _named(names: list[str], cells: list[str]) -> Iterator[tuple[str, str]]:
    """Cells by their columns' names; of columns of one name, the first that says something."""
    seen: set[str] = set()
    for name, cell in zip(names, cells, strict=False):
        if cell.strip() and name not in seen:
            seen.add(name)
            yield name, cell.strip()


def _rows(text: str, delimiter: str, width: int) -> Iterator[_Row]:
    """The rows below the first. One that cannot be right ends with its line, so that the next is read again."""
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.strip("\ufeff \t")) + 1
    while start < len(lines):
        at = start
        # `strict` notices a mark that is missing, where the cell would run on to the next mark.
        reader = csv.reader(_lines_from(lines, at), delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            start = at + 1
            yield _Row(at + 1, [], "a row whose quotation marks do not close")
            continue
        start = at + reader.line_num
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) > width or (len(cells) < 2 <= width and any(cells)):
            start = at + 1
            yield _Row(at + 1, [], f"a row of {len(cells)} cells below {width} columns")
        elif any(cell.strip() for cell in cells):
            yield _Row(at + 1, cells)


def _lines_from(lines: list[str], start: int) -> Iterator[str]:
    for number in range(start, min(start + _LONGEST_ROW, len(lines))):
        yield lines[number] + "\n"
