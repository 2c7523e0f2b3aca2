"""Pairs of papers that a person would look at: alike by title or text, and nothing else speaks against it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import combinations

from papershelf.model import Paper
from papershelf.text.ids import without_version
from papershelf.text.slugs import title_key
from papershelf.text.words import fold

_WORD = re.compile(r"\w+")
# Titles of which four words in five agree are listed for a person to look at.
_SUSPICIOUS = 0.8
# So many titles before it that are like one title are a series, and with so many papers under a word it is compared.
_SERIES, _COMPARED = 20, 100
# Abstracts that begin with so many same letters are one text; a text of more papers than these is boilerplate.
_SAME_START, _BOILERPLATE = 200, 5
# Versions of one paper are not further apart, have this part of the shorter list of authors in common, and this part
# of the shorter abstract's words; abstracts of fewer words say nothing.
_YEARS, _SAME_AUTHORS, _SAME_TEXT, _LEAST_TEXT = 3, 0.4, 0.7, 30
# Prose is words, at least by half; what a scanner made of a page is single letters and signs.
_PROSE, _LEAST_WORD = 0.5, 3
_ROMAN = re.compile(r"[ivx]+|\d+")


def near_duplicates(new: Sequence[Paper], old: Sequence[Paper]) -> set[tuple[str, str]]:
    """Pairs of slugs, at least one of them new, whose titles share four words in five or more, or whose abstracts begin
    alike, and that authors, years, ids and the rest of the text allow to be one paper.

    Exact for the Jaccard index by prefix filtering (Chaudhuri, Ganti and Kaushik, 2006): two such titles share
    one of their few rarest words, so only papers under those words are compared. Titles of which very many are alike,
    such as the parts of a series, are not told in pairs.
    """
    papers = {paper.slug: paper for paper in (*new, *old)}
    fresh = {paper.slug for paper in new}
    pairs = _titles_alike(papers.values(), fresh) | _abstracts_alike(papers.values(), fresh)
    return {(one, other) for one, other in pairs if _may_be_one(papers[one], papers[other])}


def _titles_alike(papers: Iterable[Paper], fresh: Set[str]) -> set[tuple[str, str]]:
    """Pairs of slugs, at least one of them fresh, whose titles share most words."""
    words = {paper.slug: frozenset(_WORD.findall(fold(paper.title))) for paper in papers if _is_prose(paper.title)}
    frequency = Counter(word for title in words.values() for word in title)
    index: dict[str, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for slug, title in sorted(words.items()):
        rare = sorted(title, key=lambda word: (frequency[word], word))
        prefix = rare[: len(rare) - -(-len(rare) * 4 // 5) + 1]
        alike = set()
        for other in {s for word in prefix for s in index[word]}:
            both = len(title & words[other])
            if not fresh.isdisjoint((slug, other)) and both >= _SUSPICIOUS * (len(title) + len(words[other]) - both):
                alike.add((other, slug))
        pairs |= alike if len(alike) <= _SERIES else set()
        for word in prefix:
            if len(index[word]) < _COMPARED:
                index[word].append(slug)
    return pairs


def _abstracts_alike(papers: Iterable[Paper], fresh: Set[str]) -> set[tuple[str, str]]:
    """Pairs of slugs, at least one of them fresh, whose abstracts begin with the same letters."""
    by_start: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        start = title_key(paper.abstract[:2 * _SAME_START])[:_SAME_START]
        if len(start) == _SAME_START and _is_prose(paper.abstract[:2 * _SAME_START]):
            by_start[start].append(paper.slug)
    return {pair for slugs in by_start.values() if len(slugs) <= _BOILERPLATE
            for pair in combinations(sorted(slugs), 2) if not fresh.isdisjoint(pair)}


def _is_prose(text: str) -> bool:
    """Whether a text is words: of three letters or more, or of a script in which fewer make one."""
    words = _WORD.findall(text)
    long = sum(len(word) for word in words if len(word) >= _LEAST_WORD or not word.isascii())
    return long >= _PROSE * max(sum(not char.isspace() for char in text), 1)


def _may_be_one(a: Paper, b: Paper) -> bool:
    """Whether a person might call two papers of like titles or texts the same."""
    if a.arxiv and b.arxiv and without_version(a.arxiv) != without_version(b.arxiv):
        return False
    if a.year and b.year and abs(a.year - b.year) > _YEARS:
        return False
    if a.authors and b.authors and not _share_authors(a.authors, b.authors):
        return False
    if title_key(a.title) == title_key(b.title):
        return True
    return not (_are_two_dois(a.doi.lower(), b.doi.lower()) or _are_parts(a.title, b.title)) and _texts_agree(a, b)


def _share_authors(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two lists share families, or whole names whatever the order of their parts, as versions do."""
    keys = []
    for names in (ours, theirs):
        said = [_WORD.findall(fold(name)) for name in names]
        keys.append([{parts[-1], " ".join(sorted(parts))} for parts in said if parts])
    known = {key for own in keys[1] for key in own}
    shared = sum(not own.isdisjoint(known) for own in keys[0])
    return shared >= max(1.0, _SAME_AUTHORS * min(len(ours), len(theirs)))


def _are_two_dois(one: str, other: str) -> bool:
    """Whether one publisher gave two DOIs; a preprint has another publisher's than the paper."""
    return bool(one and other) and one != other and one.partition("/")[0] == other.partition("/")[0]


def _are_parts(one: str, other: str) -> bool:
    """Whether titles differ by numbers: parts of a series, or a machine and its successor."""
    apart = set(_WORD.findall(fold(one))) ^ set(_WORD.findall(fold(other)))
    return any(map(_ROMAN.fullmatch, apart))


def _texts_agree(a: Paper, b: Paper) -> bool:
    """Whether one abstract says most of what the other does, as an extended version does; no abstract says nothing."""
    ours, theirs = (set(_WORD.findall(fold(paper.abstract))) for paper in (a, b))
    least = min(len(ours), len(theirs))
    return least < _LEAST_TEXT or len(ours & theirs) >= _SAME_TEXT * least
