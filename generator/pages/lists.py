"""The lists of papers: by year and by title, and the listings they were found in."""

from __future__ import annotations

import re
from calendar import isleap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from papershelf.model import Listing, Page, Paper
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.parts import Book, count_of, paged
from papershelf.pages.written import text_of_intro
from papershelf.text.ids import arxiv_month

_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")


def paper_lists(book: Book, intros: Mapping[str, str], page_size: int) -> Iterable[Page]:
    """All papers by year and by title, in pages."""
    by_year = sorted(book.shelf.papers, key=lambda p: (-(p.year or 0), p.title.casefold(), p.slug))
    by_title = sorted(book.shelf.papers, key=lambda p: (book.sort_title(p), p.slug))
    for order, papers in (("year", by_year), ("title", by_title)):
        parts = paged(papers, page_size)
        for number, part in enumerate(parts, 1):
            path = urls.browse_path(order, number)
            sections = [(name, tuple(book.card(path, p) for p in group)) for name, group in groupby(
                part, (lambda p: str(p.year or "Year unknown")) if order == "year" else (lambda p: _initial(book, p)))]
            yield Page(path, "papers.md.j2", show.PapersPage(
                title=f"Papers by {order}" + (f", page {number}" if number > 1 else ""),
                description=f"All {count_of(len(papers), 'paper')}, by {order}.",
                intro=text_of_intro(intros.get(path, "")),
                count=len(papers),
                sections=tuple(sections),
                jumps=tuple(name for name, _ in sections),
                orders=tuple(show.Ref(f"By {name}", urls.link(path, urls.browse_path(name, 1)),
                                      "here" if name == order else "") for name in ("year", "title")),
                pager=book.pager(path, number, [urls.browse_path(order, n) for n in range(1, len(parts) + 1)]),
            ))



def listings_page(book: Book, intros: Mapping[str, str]) -> Page:
    """All listings."""
    path = urls.LISTINGS
    return Page(path, "listings.md.j2", show.ListingsPage(
        title="Listings",
        description="The listings that the papers were found in.",
        intro=text_of_intro(intros.get(path, "")),
        listings=listing_entries(book, path),
    ))


def listing_entries(book: Book, path: str) -> tuple[show.ListingEntry, ...]:
    """The listings, latest first."""
    return tuple(
        show.ListingEntry(book.listing_ref(path, one, one.file), one.date, len(one.slugs), len(book.new_in[one.file]))
        for one in reversed(book.shelf.listings))


def listing_page(book: Book, position: int) -> Page:
    """A listing as it was: its papers in its order, and which of them were new."""
    listings: Sequence[Listing] = book.shelf.listings
    listing = listings[position]
    path = book.listing_paths[listing.file]

    def beside(step: int) -> show.Ref | None:
        at = position + step
        if not 0 <= at < len(listings):
            return None
        return book.listing_ref(path, listings[at])

    return Page(path, "listing.md.j2", show.ListingPage(
        title=book.listing_title(listing),
        description=f"{count_of(len(listing.slugs), 'paper')} in their published order.",
        file=listing.file,
        date=listing.date,
        count=len(listing.slugs),
        new=len(book.new_in[listing.file]),
        cards=tuple(book.card(path, book.papers[slug], is_new=slug in book.new_in[listing.file])
                    for slug in listing.slugs),
        previous=beside(-1),
        next=beside(1),
        index=show.Ref("Listings", urls.link(path, urls.LISTINGS)),
    ))


def _initial(book: Book, paper: Paper) -> str:
    """The letter that a title stands under; digits stand together."""
    first = book.sort_title(paper)[:1].upper()
    return "0–9" if first.isdigit() else first


def listing_order(papers: Iterable[Paper]) -> tuple[Listing, ...]:
    """The listings that papers were found in, oldest first: each with its papers in the order of their lines."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    dates: dict[str, str] = {}
    for paper in papers:
        for source in paper.listings:
            found[source.file].append((source.line, paper.slug))
            dates[source.file] = max(dates.get(source.file, ""), source.date)
    return tuple(Listing(file, dates[file], tuple(dict.fromkeys(slug for _, slug in sorted(found[file]))))
                 for file in sorted(found, key=lambda file: (dates[file], file)))


def news(book: Book, listings: int = 3, most: int = 100) -> list[tuple[Paper, str, str, str]]:
    """The papers that the latest listings brought, latest listing first, each in its listing's order.

    Out: paper, address of its page below the site's root, date of the listing (its year inferred where it says none),
    name of the listing.
    """
    return [(book.papers[slug], urls.address(urls.paper_path(slug)), date, book.listing_title(one))
            for one in reversed(book.shelf.listings[-listings:])
            for date in [with_year(one.date, [book.papers[slug] for slug in one.slugs])]
            for slug in one.slugs if slug in book.new_in[one.file]][:most]


def with_year(date: str, papers: Sequence[Paper]) -> str:
    """The date of a listing that names month and day alone (`03-11`), in the first year in which it could have named
    its papers: not before the month of the newest arXiv id, or else the newest year of a paper.

    Other dates stay as they are, and so does one whose papers tell no year.
    """
    months = [given for paper in papers if (given := arxiv_month(paper.arxiv))]
    years = [(paper.year, 1) for paper in papers if paper.year]
    if not _MONTH_AND_DAY.fullmatch(date) or not (months or years):
        return date
    year, month = max(months or years)
    first = year + (int(date[:2]) < month)
    return next((f"{y}-{date}" for y in range(first, first + 9) if date != "02-29" or isleap(y)), date)
