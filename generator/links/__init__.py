"""Links between papers, each with its reason, and the links that an abstract gives.

Two papers are linked because they are near each other (`related`), because one names what the other introduces
(`mentions`), or because they are parts of one series or project (`series`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from papershelf.links.mentions import mentions
from papershelf.links.related import Neighbours
from papershelf.links.series import series
from papershelf.links.urls import same_url, text_links
from papershelf.model import Mention, Paper, Topic, TopicUse
from papershelf.model.each import Each, one_by_one, whole
from papershelf.text.words import Stemmer

__all__ = ["link", "text_links"]


def link(
    papers: Sequence[Paper], topics: Sequence[Topic] | None, stemmer: Stemmer, *, count: int = 6,
    each: Each = one_by_one,
) -> tuple[Paper, ...]:
    """The papers with the `count` nearest papers each, those further afield, mentions both ways, and all their links.

    `topics` give the titles that a reason names; without them a shared topic is no reason. Papers come with their
    own topics, tags and introduced names.
    """
    said = tuple(_said(paper) for paper in papers)
    [found] = each(partial(_linked, topics=tuple(topics or ()), stemmer=stemmer, count=count, each=each), [said],
                   name=whole)
    return tuple(
        replace(paper, links=one.links, related=one.related, further=one.further, mentions=one.mentions,
                mentioned_by=one.mentioned_by)
        for paper, one in zip(papers, found, strict=True))


def _said(paper: Paper) -> Paper:
    """What of a paper its links follow from."""
    topics = tuple(TopicUse(use.id, ()) for use in paper.topics)
    return Paper(paper.slug, paper.title, paper.authors, paper.year, links=paper.links, summary=paper.summary,
                 abstract=paper.abstract, topics=topics, tags=paper.tags, introduces=paper.introduces)


def _linked(papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer, count: int, each: Each
            ) -> tuple[Paper, ...]:
    papers = [replace(paper, links=_merged(paper)) for paper in papers]
    neighbours = Neighbours(papers, topics, stemmer)
    given, received = mentions(papers, neighbours.alike)
    links = neighbours.links(count, series(papers), _reasons(given), each)
    return tuple(
        replace(
            paper,
            related=found.related,
            further=found.further,
            mentions=tuple(given.get(paper.slug, ())),
            mentioned_by=tuple(received.get(paper.slug, ())),
        )
        for paper, found in zip(papers, links, strict=True)
    )


def _merged(paper: Paper) -> Mapping[str, str]:
    """The links of the record, and after them those of the abstract that it does not have."""
    links = dict(paper.links)
    known = {same_url(url) for url in links.values()}
    for kind, url in text_links(paper.abstract).items():
        if same_url(url) in known:
            continue
        name, number = kind.rstrip("0123456789"), 1
        free = name
        while free in links:
            number += 1
            free = f"{name}{number}"
        links[free] = url
    return links


def _reasons(given: Mapping[str, Sequence[Mention]]) -> dict[tuple[str, str], str]:
    """Why the papers of a mention are related, in both directions."""
    reasons: dict[tuple[str, str], str] = {}
    for slug, found in given.items():
        for mention in found:
            reasons[slug, mention.slug] = f"mentions {mention.name}"
            reasons.setdefault((mention.slug, slug), f"introduces {mention.name}")
    return reasons
