"""The rows of a table with their cells by column; cells that span rows and columns stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bs4.element import Tag

from papershelf.readers.curated import vocabulary
from papershelf.readers.curated.pieces import Piece, pieces_of, plain
from papershelf.readers.curated.tree import line_of

_MOST_SPANNED = 200  # rows or columns; more is an error of the table


class Row(NamedTuple):
    """A row: its line, and its cells by what their columns are called (`title`, `link`, `3` where nothing is)."""

    line: int
    cells: Mapping[str, tuple[Piece, ...]]


def rows_of(table: Tag) -> Iterator[Row | Tag]:
    """The rows of a table that name its columns; the cells of one that only lays out its page, as tags."""
    grid = _grid(table)
    if not grid:
        return
    names, heads = _names([cells for _, cells in grid])
    if not names and any(cell.find(("ul", "ol", "table", "h2", "h3", "h4")) for _, cells in grid for cell in cells):
        seen: set[int] = set()
        for _, cells in grid:
            for cell in cells:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell
        return
    for line, cells in grid[heads:]:
        named: dict[str, tuple[Piece, ...]] = {}
        for n, cell in enumerate(cells):
            name = names[n] if n < len(names) else ""
            key = name if name and name not in named else f"{name}{n}"
            if cell not in cells[:n]:
                named[key] = tuple(pieces_of([cell]))
        yield Row(line, named)


def _grid(table: Tag) -> list[tuple[int, list[Tag]]]:
    """Each row with a cell for each of its columns."""
    open_cells: dict[int, tuple[int, Tag]] = {}
    grid: list[tuple[int, list[Tag]]] = []
    for row in table("tr"):
        if row.find_parent("table") is not table:
            continue
        cells: list[Tag] = []
        own = iter(row(("td", "th"), recursive=False))
        while True:
            if len(cells) in open_cells:
                left, cell = open_cells.pop(len(cells))
                if left > 1:
                    open_cells[len(cells)] = left - 1, cell
                cells.append(cell)
                continue
            following = next(own, None)
            if following is None:
                break
            for _ in range(_span(following, "colspan")):
                if (down := _span(following, "rowspan")) > 1:
                    open_cells[len(cells)] = down - 1, following
                cells.append(following)
        grid.append((line_of(row), cells))
    return grid


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), _MOST_SPANNED) if value.isdigit() else 1


def _names(grid: list[list[Tag]]) -> tuple[list[str], int]:
    """What the columns are called, and how many rows say it; nothing where the first row is one like the others."""
    kinds = [vocabulary.field_kind(plain(pieces_of([cell]))) or "" for cell in grid[0]]
    said = {kind for kind in kinds if kind}
    heading = all(cell.name == "th" for cell in grid[0])
    if not said or (len(said) < 2 and len(kinds) > 1 and not heading):
        return ([""] * len(kinds), 1) if heading and len(grid) > 1 else ([], 0)
    names = []
    for kind in kinds:
        names.append(kind if kind not in names else "")
    return names, 1
