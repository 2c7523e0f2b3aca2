"""What a query's phrases, fields and exclusions leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from papershelf.search.asked import Query
from papershelf.search.coding import Numbers
from papershelf.search.opened import Facet, Index, Term, keys
from papershelf.search.reading import AUTHOR
from papershelf.search.terms import fixed, inflected
from papershelf.text.slugs import browser_slug

_RANGE = re.compile(r"(\d*)\.\.(\d*)", re.A)


def allow(index: Index, query: Query) -> Numbers | None:
    """Which papers a query's phrases, fields and exclusions leave; nothing where it has none."""
    sets = [(_in_field(index, part.kind, part.value), part.without) for part in query.fields]
    sets += [(_with_phrase(index, phrase, mended=True), False) for phrase in query.phrases]
    sets += [(_with_phrase(index, phrase), True) for phrase in query.without]
    if not sets:
        return None
    allowed = np.ones(index.papers, bool)
    for papers, without in sets:
        has = np.zeros(index.papers, bool)
        has[papers] = True
        allowed &= ~has if without else has
    return allowed


def _in_field(index: Index, kind: str, value: str) -> Numbers:
    wanted = keys(value)
    if kind == "author":
        terms = [index.look_up(word + AUTHOR) for word in wanted]
        known = [term.papers for term in terms if term]
        return _shared(known) if known and len(known) == len(terms) else np.zeros(0, np.int64)
    facets = index.facets.get(kind, [])
    years = _RANGE.fullmatch(value) if kind == "year" else None
    if years:
        chosen = [one for one in facets if int(one.name) >= int(years[1] or 0)
                  and (not years[2] or int(one.name) <= int(years[2]))]
    else:
        whole = [one for one in facets if "".join(one.keys) == "".join(wanted)]
        chosen = whole or [one for one in facets if _names(one, wanted, value)]
    papers = _union(one.papers for one in chosen)
    return papers if len(papers) or kind != "tag" else _with_phrase(index, wanted)


def _names(facet: Facet, wanted: Sequence[str], value: str) -> bool:
    slug = browser_slug(value)
    return (bool(wanted) and all(any(own.startswith(word) for own in facet.keys) for word in wanted)) or (
        bool(slug) and re.split(r"[/.]", facet.path)[1:2] == [slug])


def _with_phrase(index: Index, phrase: Sequence[str], *, mended: bool = False) -> Numbers:
    """The papers where these words follow each other; words that count for nothing may be any, and words that no paper
    has may be the nearest ones."""
    parts: list[tuple[Term, int]] = []
    for at, word in enumerate(phrase):
        if word in index.stop:
            continue
        term = index.look_up(word) or inflected(index, word)
        if not term and mended and (nearest := fixed(index, word)):
            term = nearest[1]
        if not term:
            return np.zeros(0, np.int64)
        parts.append((term, at))
    papers = _shared([term.papers for term, _ in parts])
    if len(parts) < 2:
        return papers
    places = [(index.positions(term), at) for term, at in parts]
    return np.array([paper for paper in papers.tolist() if any(
        all(start - parts[0][1] + at in where[paper] for where, at in places) for start in places[0][0][paper])],
        np.int64)


def _shared(rows: Sequence[Numbers]) -> Numbers:
    return reduce(np.intersect1d, rows) if rows else np.zeros(0, np.int64)


def _union(rows: Iterable[Numbers]) -> Numbers:
    return np.unique(np.concatenate([np.zeros(0, np.int64), *rows]))
