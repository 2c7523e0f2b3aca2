"""CSV for spreadsheets (RFC 4180): a row a paper, every cell in quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from papershelf.exports.citing import one_line
from papershelf.model import Paper

COLUMNS = ("slug", "title", "authors", "year", "venue", "arxiv", "doi", "links", "topics", "tags", "summary",
           "abstract")
# A cell that begins with one of these is a formula to a spreadsheet, which an apostrophe makes text
# (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_csv(papers: Sequence[Paper]) -> str:
    """The shelf as CSV, rows sorted by slug; several values of one cell are parted by `; `."""
    return head_row() + "".join(csv_row(paper) for paper in sorted(papers, key=lambda p: p.slug))


def head_row() -> str:
    """The row that names the columns."""
    return row_of(COLUMNS)


def csv_row(paper: Paper) -> str:
    """A paper as a row."""
    return row_of([cell_text(value) for value in _values(paper)])


def row_of(cells: Sequence[str]) -> str:
    """Cells as a line of CSV."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return file.getvalue()


def _values(paper: Paper) -> tuple[str, ...]:
    return (
        paper.slug, paper.title, "; ".join(paper.authors), str(paper.year or ""), paper.venue, paper.arxiv, paper.doi,
        "; ".join(f"{kind}: {url}" for kind, url in sorted(paper.links.items())),
        "; ".join(use.id for use in paper.topics), "; ".join(tag.name for tag in paper.tags), paper.summary,
        paper.abstract,
    )


def cell_text(value: str) -> str:
    """A text for a cell, on one line and no formula to a spreadsheet.

    >>> cell_text("=1+1"), cell_text("1+1")
    ("'=1+1", '1+1')
    """
    text = one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
