"""Workbooks of Excel (.xlsx), through openpyxl, which comes with the extra `papershelf[xlsx]`."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from papershelf.model import Entry, Problem
from papershelf.readers import table
from papershelf.readers.table import Row

MAGIC = b"PK\x03\x04"  # a ZIP archive, in which `xl/` holds the sheets
_LARGEST = 500_000_000  # bytes, unpacked
_WIDEST = 200  # columns
_GAP = 500  # empty rows after which a sheet ends, however far somebody coloured it


def is_workbook(data: bytes) -> bool:
    """Whether the bytes of a file are those of a workbook."""
    return data.startswith(MAGIC) and b"xl/" in data


def read(data: bytes, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of every sheet that names a column of titles, each at its row; the sheets after the first are
    named behind the file."""
    try:
        import openpyxl  # an extra: a shelf without spreadsheets needs none of it
    except ImportError:
        return [], [Problem(source, 1, "missing-library", "is a spreadsheet (xlsx), and openpyxl is not installed",
                            "install papershelf[xlsx], or save the sheet as CSV")]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _LARGEST:
                return [], [Problem(source, 1, "too-large",
                                    "unpacks to more than 500 MB", "save the sheet with the papers as CSV")]
        # Styles and rules that openpyxl does not know are none of a list's business.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its XML and ZIP readers do
        return [], [Problem(source, 1, "broken-file", f"is no workbook that can be read ({type(error).__name__})",
                            "save it again, or save the sheet as CSV")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, sheet in enumerate(book.worksheets):
        rows = list(_rows(sheet))
        head = next((row for row in rows[:table.HEADER_ROWS] if table.is_header(table.names_of(row.cells))), None)
        if head:
            below = (row for row in rows if row.line > head.line)
            name = f"{source} ({sheet.title})" if number else source
            found, wrong = table.read(table.names_of(head.cells), below, name)
            entries += found
            problems += wrong
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-title-column", "no sheet has a row that names a column `title`",
                                "name the columns: title, authors, year, abstract, arxiv, doi, url"))
    return entries, problems


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet that say anything, each with its number and the addresses that its cells lead to."""
    empty = 0
    for cells in sheet.iter_rows(max_col=min(sheet.max_column, _WIDEST)):
        values = [_text(cell.value) for cell in cells]
        empty = 0 if any(values) else empty + 1
        if empty > _GAP:
            return
        if any(values):
            links = {n: cell.hyperlink.target for n, cell in enumerate(cells)
                     if cell.hyperlink is not None and cell.hyperlink.target}
            yield Row(cells[0].row, values, links=links)


def _text(value: Any) -> str:
    """What a cell shows: whole numbers without a fraction, days as `2024-03-01`."""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()

