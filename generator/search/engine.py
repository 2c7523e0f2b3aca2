"""Search in Python: the ranking of the browser (`templates/search`) from the same index."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from papershelf.search.allowed import allow
from papershelf.search.asked import FieldPart, Query, essential, parse, understood
from papershelf.search.identity import asked_identities, kind_of
from papershelf.search.opened import Index, keys
from papershelf.search.ranking import rank
from papershelf.search.terms import Asked, Concept, Resolved, introducers, resolve_all

# Among so many papers one whose title the query is comes first.
_TITLES = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """Papers in the order of their scores, what was found of each word and of acronyms, the years and venues that plain
    words were taken for, and the kind of identity that names the first paper, if any does."""

    papers: list[int]
    found: list[Resolved]
    concepts: list[Concept] = field(default_factory=list)
    understood: list[FieldPart] = field(default_factory=list)
    identity: str = ""


def search(index: Index, text: str, *, typing: bool = False) -> Answer:
    """The papers that answer a query, best first.

    Args:
        index: The index of a shelf.
        text: The query: words, "phrases", -without, and fields such as `year:2023..`.
        typing: Whether the last word may be unfinished.
    """
    named, alone, identity = _named(index, text)
    if named is not None and alone:
        return Answer([named], [], identity=identity)
    query = parse(text)
    query = replace(query, words=essential(index, query.words))
    papers, asked = _answered(index, query, typing=typing and text[-1:].isalnum())
    fields, rest = understood(index, query.words)
    if fields and not (papers and set(query.words) <= set(keys(index.card(papers[0]).title))):
        narrowed = replace(query, words=rest, fields=[*query.fields, *fields])
        instead = _answered(index, narrowed, typing=typing and text[-1:].isalnum())
    else:
        instead, fields = (papers, asked), []
    if instead[0] or not papers:
        papers, asked = instead
    else:
        fields = []
    introduced = introducers(index, query.words) if query.words else None
    said = keys(text)
    first = {paper for paper in papers[:_TITLES] if keys(index.card(paper).title) == said}
    if not first and introduced:
        first = set(introduced.papers.tolist())
    if named is not None:
        first, papers = {named}, [named, *(paper for paper in papers if paper != named)]
    return Answer(sorted(papers, key=lambda paper: paper not in first), asked.found, asked.concepts, fields, identity)


def _answered(index: Index, query: Query, *, typing: bool) -> tuple[list[int], Asked]:
    asked = resolve_all(index, query.words, len(query.words) - 1 if typing else -1)
    allowed = allow(index, query)
    return rank(index, asked, allowed, everything=allowed is not None and not query.words), asked


def _named(index: Index, text: str) -> tuple[int | None, bool, str]:
    """The paper that an identity in a query names, whether the query is nothing else, and the identity's kind."""
    asked, alone = asked_identities(text)
    for one in asked:
        if (paper := index.paper_of(one)) is not None:
            return paper, alone, kind_of(one)
    return None, alone, ""
