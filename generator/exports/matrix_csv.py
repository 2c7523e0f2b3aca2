"""The matrix of a topic as CSV: a row a paper, two columns a name, what it says there and the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.exports.sheet import cell_text, row_of
from papershelf.model import Cell, Matrix, Paper

# What stands where a sentence names something without a figure, and where no sentence does.
NAMED, IN_RECORD = "named", "in the record"


def matrix_csv(matrix: Matrix, papers: Sequence[Paper]) -> str:
    """The papers of a matrix in the given order."""
    head = [column for _, name in matrix.names for column in (name, f"{name}: sentence")]
    rows = [row_of([cell_text(text) for text in ("slug", "title", *head)])]
    for paper in papers:
        cells = matrix.cells[paper.slug]
        rows.append(row_of([cell_text(text) for text in (
            paper.slug, paper.title, *(text for _, name in matrix.names for text in _columns(cells.get(name))))]))
    return "".join(rows)


def _columns(cell: Cell | None) -> tuple[str, str]:
    if cell is None:
        return "", ""
    return "; ".join(cell.figures) or (NAMED if cell.sentence else IN_RECORD), cell.sentence
