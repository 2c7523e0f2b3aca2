"""The lists of papers: by year and by title, and the listings they were found in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from papershelf.model import Listing, Page, Paper
from papershelf.pages import contexts as show
from papershelf.pages import linked, urls
from papershelf.pages.headed import orders, parts_of
from papershelf.pages.parts import Book, day_in, numbered, papers_of
from papershelf.pages.written import text_of_intro


def paper_lists(book: Book, intros: Mapping[str, str], page_size: int) -> Iterable[Page]:
    """All papers by year and by title, in pages."""
    by_title = sorted(book.shelf.papers, key=book.by_title)
    by_year = sorted(by_title, key=lambda p: -(p.year or 0))
    words, unknown = book.words, book.words.say("Year unknown")
    titles = {"year": words.say("Papers by year"), "title": words.say("Papers by title")}
    for order, papers in (("year", by_year), ("title", by_title)):
        headed = [(str(p.year or unknown) if order == "year" else book.letter(p.title), p) for p in papers]
        for part in parts_of(book, headed, page_size, order):
            yield Page(part.path, "papers.md.j2", show.PapersPage(
                title=numbered(words, titles[order], part.number),
                description=f"{titles[order]}: {papers_of(words, len(papers))}.",
                intro=text_of_intro(intros.get(part.path, "")),
                count=len(papers),
                sections=tuple((heading, anchor, tuple(_card(book, part.path, p, heading) for p in under))
                               for heading, anchor, under in part.sections),
                jumps=part.jumps,
                orders=orders(book, part.path, order),
                pager=part.pager,
                linked_data=linked.collection(book, part.path, titles[order], "", part.items),
                years={one.name: show.Ref(words.say("Topics and venues of {year}", year=one.name),
                                          urls.link(part.path, one.path)) for one in book.years.pages}
                if order == "year" else {},
            ))


def _card(book: Book, path: str, paper: Paper, heading: str) -> show.Card:
    """A paper under a heading, whose year it does not say again."""
    card = book.card(path, paper)
    return replace(card, place=paper.venue) if heading == str(paper.year) else card


def listings_page(book: Book, intros: Mapping[str, str]) -> Page:
    """All listings."""
    path = urls.LISTINGS
    return Page(path, "listings.md.j2", show.ListingsPage(
        title=book.words.say("Listings"),
        description=book.words.say("The listings that the papers were found in."),
        intro=text_of_intro(intros.get(path, "")),
        listings=listing_entries(book, path),
    ))


def listing_entries(book: Book, path: str) -> tuple[show.ListingEntry, ...]:
    """The listings, latest first."""
    return tuple(
        show.ListingEntry(book.listing_ref(path, one, one.file), str(one.day), len(one.slugs), len(one.new))
        for one in reversed(book.shelf.listings))


def listing_page(book: Book, position: int) -> Page:
    """A listing as it was: its papers in its order, and which of them were new."""
    listings: Sequence[Listing] = book.shelf.listings
    listing = listings[position]
    path = book.listing_paths[listing.file]
    # Where most papers are new, a mark on each would tell nothing.
    new = frozenset(listing.new if 2 * len(listing.new) <= len(listing.slugs) else ())

    def beside(step: int) -> show.Ref | None:
        at = position + step
        if not 0 <= at < len(listings):
            return None
        return book.listing_ref(path, listings[at])

    return Page(path, "listing.md.j2", show.ListingPage(
        title=listing.title,
        description=book.words.plural("{n} paper in its published order.", "{n} papers in their published order.",
                                      len(listing.slugs)),
        file=listing.file,
        date=day_in(book.words, listing.day),
        url=listing.url,
        intro=listing.body,
        count=len(listing.slugs),
        new=len(listing.new),
        cards=tuple(book.card(path, book.papers[slug], is_new=slug in new)
                    for slug in listing.slugs),
        previous=beside(-1),
        next=beside(1),
        index=show.Ref(book.words.say("Listings"), urls.link(path, urls.LISTINGS)),
        linked_data=linked.collection(book, path, listing.title, "", [book.papers[slug] for slug in listing.slugs]),
        feeds=book.feeds(path, path),
        forms=book.forms(path, path),
    ))
