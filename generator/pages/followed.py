"""Lists that can be followed and taken away: their papers, and what is new of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.model import Paper, Profile
from papershelf.pages import urls
from papershelf.pages.parts import Book

_FOLLOWED = 50  # papers of a feed: readers ask again before more are new
# A paper, the address of its page below the site's root, day and name of the listing that brought it.
News = tuple[Paper, str, str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of papers.

    Attributes:
        title: What it is called.
        path: The path of its first page.
        slugs: Its papers, in its order.
        facts: What else is known of it, by name.
        news: The papers that its feed has, where it has one.
    """

    title: str
    path: str
    slugs: Sequence[str]
    facts: Mapping[str, Any]
    news: Sequence[News] | None = None

    @property
    def kind(self) -> str:
        """What it is a list of: the papers of one of the `topics`, `tags`, `listings`, `authors`, `venues`, `years`."""
        return self.path.partition("/")[0]


def all_lists(book: Book) -> Iterator[Listed]:
    """Every topic, tag, listing, author, venue and year that has a page; all but years have feeds."""
    brought = {one[0].slug: (number, one) for number, one in enumerate(news(book, None, len(book.papers)))}
    for title, path, slugs, facts, new in _lists(book):
        found = sorted((brought[slug] for slug in new or () if slug in brought), key=lambda pair: pair[0])
        known = {name: value for name, value in facts.items() if value}
        yield Listed(title, path, slugs, known, None if new is None else [one for _, one in found[:_FOLLOWED]])


def _lists(book: Book) -> Iterator[tuple[str, str, Sequence[str], Mapping[str, Any], Sequence[str] | None]]:
    """Title, path, papers, facts, and the papers that are news with it where it has any."""
    for topic in book.shelf.topics:
        slugs = [p.slug for p in book.central(topic.id)]
        yield topic.title, urls.topic_path(topic.id), slugs, {
            "id": topic.id, "group": topic.group, "scope": topic.scope}, slugs
    for name in sorted(book.tags):
        slugs = [p.slug for p in sorted((p for p, _ in book.tagged[name]), key=book.latest)]
        yield name, book.tag_paths[name], slugs, {"kind": book.tagged[name][0][1].kind}, slugs
    for listing in book.shelf.listings:
        yield listing.title, book.listing_paths[listing.file], listing.slugs, {
            "file": listing.file, "date": str(listing.day), "url": listing.url, "new": list(listing.new)}, listing.new
    for one, is_followed in (*((one, True) for one in (*book.authors.pages, *book.venues.pages)),
                             *((one, False) for one in book.years.pages)):
        slugs = [p.slug for p in sorted(one.papers, key=book.latest)]
        said = one.profile or Profile("", "")
        yield one.name, one.path, slugs, {"also": list(said.aliases), "orcid": said.orcid, "homepage": said.homepage}, (
            slugs if is_followed else None)


def news(book: Book, listings: int | None = 3, most: int = 100) -> list[News]:
    """The papers that the latest listings with a known day brought, latest listing first, each in its listing's
    order."""
    known = [one for one in reversed(book.shelf.listings) if one.day.year]
    return [(book.papers[slug], urls.address(urls.paper_path(slug)), str(one.day), one.title)
            for one in known[:listings] for slug in one.new][:most]
