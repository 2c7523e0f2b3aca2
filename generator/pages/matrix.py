"""The matrix of a topic: its papers × what most of them name, each cell with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from papershelf.model import Cell, Matrix, Page, Paper, Topic
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.parts import Book, numbered, paged, quoted

_ROWS = 60  # on a page
_EXCERPT_ROWS, _EXCERPT_NAMES = 5, 6


def matrix_pages(book: Book, topic: Topic) -> Iterable[Page]:
    """The whole matrix of a topic, in pages; none where its papers share too little."""
    matrix = book.matrices.get(topic.id)
    if matrix is None:
        return
    words, whole = book.words, urls.matrix_path(topic.id)
    parts = paged(_papers(book, topic, matrix), _ROWS)
    paths = [urls.numbered_path(whole, number) for number in range(1, len(parts) + 1)]
    title = words.say("{topic}: side by side", topic=topic.title)
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        yield Page(path, "matrix.md.j2", show.MatrixPage(
            title=numbered(words, title, number),
            description=words.say("What papers on {topic} say of the same datasets, models and methods, with the "
                                  "sentence.", topic=topic.title),
            topic=book.topic_ref(path, topic),
            table=_table(book, path, topic, matrix, part, matrix.names),
            form=show.Ref("CSV", urls.link(path, urls.form_path(whole, "csv"))),
            pager=book.pager(path, number, paths),
        ))


def excerpt(book: Book, path: str, topic: Topic) -> show.MatrixTable | None:
    """The part of a topic's matrix that says most: the papers with the most figures and cells, and what they name."""
    matrix = book.matrices.get(topic.id)
    if matrix is None:
        return None
    papers = _papers(book, topic, matrix)
    most = sorted(papers, key=lambda p: (-_figures(matrix, p), -len(matrix.cells[p.slug])))[:_EXCERPT_ROWS]
    filled = Counter(name for p in most for name in matrix.cells[p.slug])
    figures = Counter(name for p in most for name, cell in matrix.cells[p.slug].items() if cell.figures)
    best = sorted(filled, key=lambda name: (-figures[name], -filled[name], name))[:_EXCERPT_NAMES]
    rows = [p for p in papers if p in most and any(name in matrix.cells[p.slug] for name in best)]
    return _table(book, path, topic, matrix, rows, [one for one in matrix.names if one[1] in best])


def whole_ref(book: Book, path: str, topic: Topic) -> show.Ref | None:
    """The link to the whole matrix of a topic that has one."""
    matrix = book.matrices.get(topic.id)
    return show.Ref(book.words.plural("{n} paper by what it names", "{n} papers by what they name", len(matrix.cells)),
                    urls.link(path, urls.matrix_path(topic.id))) if matrix else None


def _papers(book: Book, topic: Topic, matrix: Matrix) -> list[Paper]:
    """The papers of a matrix, those first that say most, and of these the most central ones."""
    return sorted((p for p in book.central(topic.id) if p.slug in matrix.cells),
                  key=lambda p: (-len(matrix.cells[p.slug]), -_figures(matrix, p)))


def _figures(matrix: Matrix, paper: Paper) -> int:
    return sum(bool(cell.figures) for cell in matrix.cells[paper.slug].values())


def _table(book: Book, path: str, topic: Topic, matrix: Matrix, papers: Sequence[Paper],
           names: Sequence[tuple[str, str]]) -> show.MatrixTable:
    say = book.words.say
    headings = {"dataset": say("Datasets"), "model": say("Models"), "method": say("Methods")}
    return show.MatrixTable(
        caption=say("What papers on {topic} say of the same names. Open a cell to read the sentence.",
                    topic=topic.title),
        kinds=tuple((headings[kind], len(list(some))) for kind, some in groupby(names, lambda one: one[0])),
        names=tuple(show.Ref(name, urls.link(path, book.tag_paths[name]) if name in book.tags else "")
                    for _, name in names),
        rows=tuple(show.MatrixRow(book.paper_ref(path, paper), tuple(
            _cell(matrix.cells[paper.slug].get(name)) for _, name in names)) for paper in papers),
    )


def _cell(cell: Cell | None) -> show.MatrixCell | None:
    return show.MatrixCell("; ".join(cell.figures), quoted(cell.sentence, cell.written)) if cell else None
