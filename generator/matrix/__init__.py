"""Papers × names: what the papers of a topic say of the datasets, models and methods that most of them name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from papershelf.matrix.figures import figures
from papershelf.model import Cell, Matrix, Paper, TagUse, Topic
from papershelf.model.each import Each, one_by_one
from papershelf.text.words import sentences

__all__ = ["KINDS", "matrices"]

KINDS = ("dataset", "model", "method")
# Names of a kind in a matrix; of one paper alone a name compares nothing.
MOST, LEAST = 8, 2


def matrices(papers: Sequence[Paper], topics: Sequence[Topic], each: Each = one_by_one) -> dict[str, Matrix]:
    """The matrix of each topic where at least two papers share at least two names, by the topic's id.

    Args:
        papers: With their topics and tags; what a record takes away is no tag and has no cell.
        topics: All of them.
        each: Who looks at each paper.
    """
    members: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for use in paper.topics:
            members[use.id].append(paper)
    named = {topic.id: _names(members[topic.id]) for topic in topics}
    wanted: dict[str, set[str]] = defaultdict(set)
    for topic, names in named.items():
        for paper in members[topic]:
            wanted[paper.slug].update(name for _, name in names)
    # Nothing else of a paper tells its cells.
    plain = [Paper(paper.slug, paper.title, summary=paper.summary, abstract=paper.abstract, tags=tuple(
        use for use in paper.tags if use.name in wanted[paper.slug])) for paper in papers]
    looked_at = each(partial(_cells), plain, name=attrgetter("slug"))
    cells = {paper.slug: found for paper, found in zip(plain, looked_at, strict=True)}
    made = {topic: _matrix(names, [paper.slug for paper in members[topic]], cells) for topic, names in named.items()}
    return {topic: one for topic, one in made.items() if len(one.names) > 1 and len(one.cells) > 1}


def _names(papers: Sequence[Paper]) -> tuple[tuple[str, str], ...]:
    """The names that most papers share, by kind."""
    counts = Counter((use.kind, use.name) for paper in papers for use in {tag.name: tag for tag in paper.tags}.values())
    return tuple((kind, name) for kind in KINDS for _, name in sorted(
        (-count, name) for (of, name), count in counts.items() if of == kind and count >= LEAST)[:MOST])


def _matrix(names: tuple[tuple[str, str], ...], slugs: Sequence[str], cells: Mapping[str, Mapping[str, Cell]]
            ) -> Matrix:
    rows = {slug: {name: cells[slug][name] for _, name in names if name in cells[slug]} for slug in slugs}
    return Matrix(names, {slug: row for slug, row in rows.items() if row})


def _cells(paper: Paper) -> dict[str, Cell]:
    """What a paper says of each of its tags."""
    said = [*sentences(paper.abstract), *sentences(paper.summary)] if paper.tags else []
    return {use.name: _cell(use, said) for use in reversed(paper.tags)}


def _cell(use: TagUse, said: Sequence[str]) -> Cell:
    """The sentence that gives figures beside the name, or else the one that the tag rests on."""
    plain = Cell(use.sentence, use.written or use.name)
    if not use.sentence:
        return plain
    for sentence in said:
        if plain.written in sentence and (found := figures(sentence, plain.written, use.kind)):
            return replace(plain, sentence=sentence, figures=found)
    return plain
