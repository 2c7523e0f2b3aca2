"""What results can be narrowed by: topics, years, listings, tags, venues, each value with its papers."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from papershelf.model import Day, Shelf
from papershelf.search.coding import gaps
from papershelf.text.slugs import browser_slug

# Kinds that come with every query, and kinds that large collections load when they are asked for.
_NEAR, _FAR = ("topic", "year", "listing"), ("tag", "venue")
_MOST_VALUES = 1000
# A tag of one paper narrows nothing, and the paper's text names it.
_LEAST = {"tag": 2}

Values = dict[str, list[int]]
Coded = tuple[bytes, bytes]


def facets(shelf: Shelf, order: Mapping[str, int], paths: Mapping[tuple[str, str], str]) -> tuple[Coded, Coded]:
    """Names and papers of the near kinds, and of the far ones.

    Names are JSON: a list of `[kind, [[name, number of papers, page], …]]`, the most frequent first. The page is left
    out where there is none, and is 1 where the browser can work it out from the name.
    """
    kinds = _values(shelf, order)
    titles = {("topic", topic.id): topic.title for topic in shelf.topics}
    titles |= {("listing", file): name for file, name in _listing_names(shelf).items()}
    return _coded(_NEAR, kinds, titles, paths), _coded(_FAR, kinds, titles, paths)


def _listing_names(shelf: Shelf) -> dict[str, str]:
    """Listings by date, which sorts; those that share one by their place among them, undated ones by title."""
    often = Counter(one.day for one in shelf.listings)
    seen: Counter[Day] = Counter()
    names: dict[str, str] = {}
    for one in shelf.listings:
        seen[one.day] += 1
        names[one.file] = (one.title if not one.day else str(one.day) if often[one.day] == 1
                           else f"{one.day} ({seen[one.day]})")
    return names


def _values(shelf: Shelf, order: Mapping[str, int]) -> dict[str, Values]:
    kinds: dict[str, Values] = {kind: defaultdict(list) for kind in (*_NEAR, *_FAR)}
    for paper in sorted(shelf.papers, key=lambda p: order[p.slug]):
        number = order[paper.slug]
        for topic in paper.topics:
            kinds["topic"][topic.id].append(number)
        for tag in dict.fromkeys(tag.name for tag in paper.tags):
            kinds["tag"][tag].append(number)
        for listing in dict.fromkeys(source.file for source in paper.listings):
            kinds["listing"][listing].append(number)
        if paper.year:
            kinds["year"][str(paper.year)].append(number)
        if paper.venue:
            kinds["venue"][paper.venue].append(number)
    return kinds


def _coded(names: Sequence[str], kinds: Mapping[str, Values], titles: Mapping[tuple[str, str], str],
           paths: Mapping[tuple[str, str], str]) -> Coded:
    head: list[object] = []
    numbers = bytearray()
    for kind in names:
        values = _kept(kinds[kind], _LEAST.get(kind, 1))
        head.append([kind, [_entry(kind, value, papers, titles, paths) for value, papers in values]])
        for _, papers in values:
            numbers += gaps(papers)
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), bytes(numbers)


def _kept(values: Values, least: int) -> list[tuple[str, list[int]]]:
    often = (pair for pair in values.items() if len(pair[1]) >= least)
    return sorted(often, key=lambda pair: (-len(pair[1]), pair[0]))[:_MOST_VALUES]


def _entry(kind: str, value: str, papers: Sequence[int], titles: Mapping[tuple[str, str], str],
           paths: Mapping[tuple[str, str], str]) -> list[object]:
    name = titles.get((kind, value)) or value
    path = paths.get((kind, value), "")
    page = [1 if path == f"{kind}s/{browser_slug(name)}.md" else path] if path else []
    return [name, len(papers), *page]

