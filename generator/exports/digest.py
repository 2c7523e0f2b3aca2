"""The newsletter: what is new since a day, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from papershelf.exports.citing import one_line
from papershelf.model import Day, Paper, Shelf
from papershelf.text.words import sentences

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~^$&]")
# Not every Markdown knows a backslash before these.
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def to_digest(shelf: Shelf, since: Day, address: Callable[[str], str]) -> str:
    """What is new, as Markdown: papers by their first topic.

    Args:
        shelf: Papers and listings.
        since: The day of the first listing that counts; without a year, the one nearest to the newest listing's day.
        address: The address of a paper's page by slug.
    """
    first = since.near(max((listing.day for listing in shelf.listings), default=since))
    papers = {paper.slug: paper for paper in shelf.papers}
    fresh = [papers[slug] for listing in shelf.listings if _reaches(listing.day, first) for slug in listing.new]
    lines = [f"# New since {since}", "", f"{len(fresh)} {'paper' if len(fresh) == 1 else 'papers'}."]
    titles = {topic.id: topic.title for topic in shelf.topics}
    for topic in [*titles, ""]:
        here = [p for p in fresh if (p.topics[0].id if p.topics and p.topics[0].id in titles else "") == topic]
        if here:
            lines += ["", f"## {_as_markdown(titles.get(topic, 'Unshelved'))}", ""]
            lines += [f"- [{_as_markdown(paper.title)}]({address(paper.slug)}){_digest_words(paper)}" for paper in here]
    return "\n".join(lines) + "\n"


def _reaches(day: Day, since: Day) -> bool:
    """Whether a listing's day is not before another. Where its year is not known, the nearest one counts."""
    return bool(day) and day >= (since if day.year else replace(since, year=0).near(day))


def _digest_words(paper: Paper) -> str:
    said = sentences(paper.summary or paper.abstract)
    return f": {_as_markdown(said[0])}" if said else ""


def _as_markdown(text: str) -> str:
    """A text with the signs of Markdown and HTML made harmless, for mail programs and forges."""
    return _MARKDOWN.sub(lambda found: _HTML.get(found[0]) or f"\\{found[0]}", one_line(text))
