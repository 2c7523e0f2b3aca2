"""The newsletter: what is new since a day, as Markdown."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from papershelf.exports.citing import one_line
from papershelf.model import Paper, Shelf
from papershelf.text.words import sentences

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~^$&]")
# Not every Markdown knows a backslash before these.
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_LEAP_YEAR = 2024  # a day without a year may be the 29th of February


def to_digest(shelf: Shelf, since: str, address: Callable[[str], str]) -> str:
    """What is new, as Markdown: papers by their first topic.

    In: the shelf, the date of the first listing that counts (`YYYY-MM-DD` or `MM-DD`; where only one of two dates has
    a year, month and day are compared), and the address of a paper's page by slug. A paper is new in the first dated
    listing that has it.
    """
    known: set[str] = set()
    fresh: list[Paper] = []
    papers = {paper.slug: paper for paper in shelf.papers}
    for listing in shelf.listings:
        if not listing.date:
            continue
        if _not_before(listing.date, since):
            fresh += [papers[slug] for slug in listing.slugs if slug not in known]
        known.update(listing.slugs)
    lines = [f"# New since {since}", "", f"{len(fresh)} {'paper' if len(fresh) == 1 else 'papers'}."]
    titles = {topic.id: topic.title for topic in shelf.topics}
    for topic in [*titles, ""]:
        here = [p for p in fresh if (p.topics[0].id if p.topics and p.topics[0].id in titles else "") == topic]
        if here:
            lines += ["", f"## {_as_markdown(titles.get(topic, 'Unshelved'))}", ""]
            lines += [f"- [{_as_markdown(paper.title)}]({address(paper.slug)}){_digest_words(paper)}" for paper in here]
    return "\n".join(lines) + "\n"


def is_day(text: str) -> bool:
    """Whether a text is a day that there is: `2025-03-11`, or `03-11` of any year."""
    found = re.fullmatch(r"(?:([0-9]{4})-)?(0[1-9]|1[0-2])-([0-9]{2})", text)
    if not found:
        return False
    _, last = calendar.monthrange(int(found[1] or _LEAP_YEAR), int(found[2]))
    return 1 <= int(found[3]) <= last


def _not_before(date: str, since: str) -> bool:
    short = min(len(date), len(since))
    return date[-short:] >= since[-short:]


def _digest_words(paper: Paper) -> str:
    said = sentences(paper.summary or paper.abstract)
    return f": {_as_markdown(said[0])}" if said else ""


def _as_markdown(text: str) -> str:
    """A text with the signs of Markdown and HTML made harmless, for mail programs and forges."""
    return _MARKDOWN.sub(lambda found: _HTML.get(found[0]) or f"\\{found[0]}", one_line(text))
