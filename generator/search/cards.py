"""What a result shows: titles and ways to pages in one set of shards, texts and related papers in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papershelf.model import Paper
from papershelf.search.coding import packed
from papershelf.text.slugs import browser_slug
from papershelf.text.wording import ENGLISH, Words

_MOST_AUTHORS = 3
_CARDS_TOGETHER, _CARDS_APART = 1000, 20
_TEXT_SHARD = 7_000


def card_shards(papers: Sequence[Paper], paths: Mapping[tuple[str, str], str],
                words: Words = ENGLISH) -> tuple[int, dict[str, bytes]]:
    """How many papers a shard of cards holds, and the shards: titles, pages, authors and venues, a line each.

    A page is left out where the browser can work it out from the title.
    """
    per = _CARDS_TOGETHER if len(papers) <= _CARDS_TOGETHER else _CARDS_APART

    def shard(group: Sequence[Paper]) -> bytes:
        return packed([_lines([p.title for p in group]), _lines([_page(p, paths) for p in group]),
                       _lines([_meta(p, words) for p in group])])

    return per, {f"c{n}": shard(papers[at:at + per]) for n, at in enumerate(range(0, len(papers), per))}


def text_shards(papers: Sequence[Paper]) -> tuple[int, dict[str, bytes]]:
    """How many papers a shard of texts holds, and the shards: texts, and the numbers of related papers, a line each."""
    numbers = {paper.slug: number for number, paper in enumerate(papers)}
    size = sum(len(paper.text) for paper in papers)
    per = max(1, min(64, _TEXT_SHARD * len(papers) // size)) if size else 64

    def shard(group: Sequence[Paper]) -> bytes:
        related = [",".join(str(numbers[one.slug]) for one in p.related if one.slug in numbers) for p in group]
        return packed([_lines([p.text for p in group]), _lines(related)])

    return per, {f"x{n}": shard(papers[at:at + per]) for n, at in enumerate(range(0, len(papers), per))}


def _page(paper: Paper, paths: Mapping[tuple[str, str], str]) -> str:
    path = paths["paper", paper.slug]
    return "" if path == f"papers/{browser_slug(paper.title)}.md" else path


def _meta(paper: Paper, words: Words) -> str:
    authors = ", ".join(paper.authors[:_MOST_AUTHORS])
    if len(paper.authors) > _MOST_AUTHORS:
        authors = words.plural("{names} and {n} more", "{names} and {n} more", len(paper.authors) - _MOST_AUTHORS,
                               names=authors)
    return " · ".join(filter(None, (authors, paper.appeared)))


def _lines(texts: Sequence[str]) -> bytes:
    return "\n".join(" ".join(text.split()) for text in texts).encode("utf-8", "replace")
