"""How a shelf's tags do, for the person who keeps them: what looks wrong or is missing, each with a line to edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from papershelf.model import Paper, Tag
from papershelf.tags.recurring import base
from papershelf.tags.suggest import suggest
from papershelf.text.slugs import name_slug
from papershelf.text.words import Stemmer

SHOWN = 20  # findings of a sort; the heading says how many there are


def report(papers: Sequence[Paper], vocabulary: Sequence[Tag], stemmer: Stemmer, kinds: Collection[str]) -> str:
    """The report, as text.

    Args:
        papers: With their tags.
        vocabulary: The packs and the shelf's own tags.
    """
    holders: dict[str, list[Paper]] = defaultdict(list)
    kind_of: dict[str, str] = {}
    for paper in sorted(papers, key=lambda paper: paper.slug):
        for use in paper.tags:
            holders[use.name].append(paper)
            kind_of.setdefault(use.name, use.kind)
    known = {tag.name for tag in vocabulary}
    without = sorted(paper.slug for paper in papers if not paper.tags)
    lines = [f"{len(papers)} papers, {len(holders)} tags, {len(without)} papers without a tag."]
    lines += _section("Names that look like one thing", _twice(holders, kind_of))
    lines += _section("Frequent phrases in no tag", (
        f"{one.tag.name} ({one.tag.kind}, {len(one.papers)} papers): "
        f'papershelf new tag "{one.tag.kind}:{one.tag.name}"'
        for one in suggest(papers, SHOWN, vocabulary, stemmer, kinds)))
    lines += _section("Tags that rest on one paper and stand in no vocabulary", (
        f'{name} ({kind_of[name]}): if it is none, write tags: ["-{name}"] in papers/{some[0].slug}.md'
        for name, some in sorted(holders.items()) if len(some) == 1 and name not in known))
    lines += _section("Papers without a tag", (
        f"papers/{slug}.md: write tags: [method:NAME], or the kind and name that it is about" for slug in without))
    return "\n".join(lines)


def _section(heading: str, found: Iterator[str]) -> list[str]:
    lines = list(found)
    more = [f"  … and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return ["", f"{heading}: {len(lines) or 'none'}", *(f"  {line}" for line in lines[:SHOWN]), *more]


def _twice(holders: Mapping[str, Sequence[Paper]], kinds: Mapping[str, str]) -> Iterator[str]:
    """Names that differ by spelling or version alone."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in holders:
        alike[base(name), kinds[name]].append(name)
    for _, names in sorted(alike.items()):
        if len(names) > 1:
            first, *others = sorted(names, key=lambda name: (-len(holders[name]), len(name), name))
            counts = ", ".join(f"{name} ({len(holders[name])})" for name in (first, *others))
            yield f"{counts}: write aliases: [{', '.join(others)}] in tags/{name_slug(first)}.md"
