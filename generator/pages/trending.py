"""What trends: a page, and the papers of a span of time with their reasons."""

from __future__ import annotations

from collections.abc import Mapping

from papershelf.model import Page, Period, Reason, Trend
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.parts import Book, day_in
from papershelf.pages.written import text_of_intro


def trending_page(book: Book, intros: Mapping[str, str]) -> Page:
    """The page of what trends; where too little does, it says so, as addresses stay."""
    say = book.words.say
    return Page(urls.TRENDING, "trending.md.j2", show.TrendingPage(
        title=say("What trends"),
        description=say("Papers that something speaks for lately, each with the reason."),
        intro=text_of_intro(intros.get(urls.TRENDING, "")),
        spans=tuple(span(book, urls.TRENDING, period) for period in book.periods)))


def trending_now(book: Book) -> tuple[str, list[tuple[str, str]]]:
    """The shortest span of time in which something trends, and the slugs of what does with their reasons; nothing where
    too little does."""
    if not book.periods:
        return "", []
    found = span(book, urls.TRENDING, book.periods[0])
    return found.title, [(one.slug, "; ".join(why.title for why in told.reasons))
                         for one, told in zip(book.periods[0].trends, found.papers, strict=True)]


def span(book: Book, path: str, period: Period, most: int | None = None) -> show.Span:
    """What trends in a period, at most so many papers, on the page at `path`."""
    say, first, last = book.words.say, day_in(book.words, period.first), day_in(book.words, period.last)
    title = {"week": say("This week"), "month": say("This month"), "all": say("All time")}[period.name]
    return show.Span(
        title=title,
        anchor=period.name,
        days=say("{first} to {last}", first=first, last=last) if first != last else first,
        papers=tuple(_trending(book, path, one) for one in period.trends[:most]))


def _trending(book: Book, path: str, one: Trend) -> show.Trending:
    return show.Trending(book.card(path, book.papers[one.slug]), tuple(_reason(book, path, why) for why in one.reasons))


def _reason(book: Book, path: str, why: Reason) -> show.Ref:
    """A reason in words, with the page that shows it."""
    words = book.words
    if why.kind == "signal":
        said = words.say("{n} {what} by {source}", n=words.number(why.count), what=why.what, source=why.source)
        return show.Ref(f"{said}, {day_in(words, why.at)}" if why.at else said, "")
    if why.kind == "central":
        topic = book.topics[why.names[0]]
        return show.Ref(words.plural("central to {topic}, which has {n} new paper",
                                     "central to {topic}, which has {n} new papers", why.count, topic=topic.title),
                        book.topic_ref(path, topic).href)
    if why.kind == "mentioned":
        said = words.plural("mentioned by {n} newer paper", "mentioned by {n} newer papers", why.count)
        return show.Ref(said, book.paper_ref(path, book.papers[why.names[0]]).href)
    listing = book.listings[why.names[-1]]
    said = words.say("listed again, first in {listing}", listing=listing.title) if why.kind == "again" else (
        words.plural("in {n} listing", "in {n} listings", why.count))
    return show.Ref(said, book.listing_ref(path, listing).href)
