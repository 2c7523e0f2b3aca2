"""The newsletter: what is new since a day and what trends, by topic. Here as Markdown, in `mail` for mail programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from papershelf.exports.citing import one_line
from papershelf.model import Day, Paper, Shelf
from papershelf.text.wording import ENGLISH, Words
from papershelf.text.words import sentences

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~^$&]")
# Not every Markdown knows a backslash before these.
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


@dataclass(frozen=True, slots=True)
class Told:
    """A paper in the newsletter, on one line each: its title, the address of its page, its first sentence, and why it
    trends, if it does."""

    title: str
    address: str
    said: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Newsletter:
    """What is new since a day, in sections with a title, and what trends in a span of time. `day` is that of the newest
    listing, `count` the number of new papers."""

    since: Day
    day: Day
    count: int
    sections: tuple[tuple[str, tuple[Told, ...]], ...]
    span: str = ""
    trending: tuple[Told, ...] = ()


def newsletter(shelf: Shelf, since: Day, address: Callable[[str], str], words: Words = ENGLISH, span: str = "",
               trending: Sequence[tuple[str, str]] = ()) -> Newsletter:
    """What is new, papers by their first topic, and what trends.

    Args:
        shelf: Papers and listings.
        since: The day of the first listing that counts; without a year, the one nearest to the newest listing's day.
        address: The address of a paper's page by slug.
        words: Those of the interface.
        span: The span of time that papers trend in.
        trending: Slugs of papers that trend, with the reasons.
    """
    newest = max((listing.day for listing in shelf.listings), default=since)
    first = since.near(newest)
    papers = {paper.slug: paper for paper in shelf.papers}
    fresh = [papers[slug] for listing in shelf.listings if _reaches(listing.day, first) for slug in listing.new]
    titles = {topic.id: one_line(topic.title) for topic in shelf.topics}
    by_topic = ((titles.get(topic, words.say("Unshelved")), tuple(
        _told(paper, address) for paper in fresh if _first_topic(paper, titles) == topic)) for topic in [*titles, ""])
    return Newsletter(since, newest, len(fresh), tuple(one for one in by_topic if one[1]), span, tuple(
        replace(_told(papers[slug], address), why=one_line(why)) for slug, why in trending))


def to_digest(news: Newsletter, words: Words = ENGLISH) -> str:
    """The newsletter as Markdown."""
    count = words.plural("{n} paper", "{n} papers", news.count)
    lines = [f"# {words.say('New since {day}', day=news.since)}", "", f"{count}."]
    for title, papers in news.sections:
        lines += ["", f"## {_as_markdown(title)}", "", *map(_line, papers)]
    if news.trending:
        lines += ["", f"## {words.say('What trends')}: {_as_markdown(news.span)}", "", *map(_line, news.trending)]
    return "\n".join(lines) + "\n"


def _reaches(day: Day, since: Day) -> bool:
    """Whether a listing's day is not before another. Where its year is not known, the nearest one counts."""
    return bool(day) and day >= (since if day.year else replace(since, year=0).near(day))


def _first_topic(paper: Paper, titles: dict[str, str]) -> str:
    return paper.topics[0].id if paper.topics and paper.topics[0].id in titles else ""


def _told(paper: Paper, address: Callable[[str], str]) -> Told:
    said = sentences(paper.summary or paper.abstract)
    return Told(one_line(paper.title), address(paper.slug), one_line(said[0]) if said else "")


def _line(one: Told) -> str:
    said = one.why or one.said
    return f"- [{_as_markdown(one.title)}]({one.address}){f': {_as_markdown(said)}' if said else ''}"


def _as_markdown(text: str) -> str:
    """A text with the signs of Markdown and HTML made harmless, for mail programs and forges."""
    return _MARKDOWN.sub(lambda found: _HTML.get(found[0]) or f"\\{found[0]}", one_line(text))
