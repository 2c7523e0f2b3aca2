"""Lists that can be followed and taken away: their papers, and what is new of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papershelf.model import Paper
from papershelf.pages import urls
from papershelf.pages.parts import Book

_FOLLOWED = 50  # papers of a feed: readers ask again before more are new
# A paper, the address of its page below the site's root, day and name of the listing that brought it.
News = tuple[Paper, str, str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of papers: its title, the path of its first page, its papers in its order, and those that its feed has
    where it has one."""

    title: str
    path: str
    slugs: Sequence[str]
    news: Sequence[News] | None = None


def all_lists(book: Book) -> Iterator[Listed]:
    """Every topic, tag, listing, author, venue and year that has a page; all but years have feeds."""
    brought = {one[0].slug: (number, one) for number, one in enumerate(news(book, None, len(book.papers)))}

    def with_news(title: str, path: str, slugs: Sequence[str], new: Sequence[str] | None = None) -> Listed:
        found = sorted((brought[slug] for slug in new or slugs if slug in brought), key=lambda pair: pair[0])
        return Listed(title, path, slugs, [one for _, one in found[:_FOLLOWED]])

    for topic in book.shelf.topics:
        yield with_news(topic.title, urls.topic_path(topic.id), [p.slug for p in book.central(topic.id)])
    for name in sorted(book.tags):
        papers = sorted((p for p, _ in book.tagged[name]), key=book.latest)
        yield with_news(name, book.tag_paths[name], [p.slug for p in papers])
    for listing in book.shelf.listings:
        yield with_news(listing.title, book.listing_paths[listing.file], listing.slugs, listing.new)
    for one in (*book.authors.pages, *book.venues.pages):
        yield with_news(one.name, one.path, [p.slug for p in sorted(one.papers, key=book.latest)])
    for one in book.years.pages:
        yield Listed(one.name, one.path, [p.slug for p in sorted(one.papers, key=book.latest)])


def news(book: Book, listings: int | None = 3, most: int = 100) -> list[News]:
    """The papers that the latest listings with a known day brought, latest listing first, each in its listing's
    order."""
    known = [one for one in reversed(book.shelf.listings) if one.day.year]
    return [(book.papers[slug], urls.address(urls.paper_path(slug)), str(one.day), one.title)
            for one in known[:listings] for slug in one.new][:most]
