"""What each page of the site shows: a shelf in, pages out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from generator.model import Listing, Page, Paper, Shelf, Topic
from generator.pages import contexts as show
from generator.pages import urls
from generator.pages.contexts import Site
from generator.pages.paper import paper_pages
from generator.pages.parts import Book, count_of, paged, plural, text_of_intro, years_of
from generator.pages.tag import tag_pages

__all__ = ["Site", "make_pages"]


def make_pages(shelf: Shelf, intros: Mapping[str, str], bibtex: Mapping[str, str],
               neighbours: Mapping[str, Sequence[tuple[str, int]]], *, page_size: int = 200,
               tag_pages_from: int = 2) -> list[Page]:
    """Every page of the site.

    In: the shelf with its topics, tags and links computed; what people wrote for pages that are otherwise computed
    (path in `docs/`, text); each paper's citation by slug; each topic's neighbours with the number of papers they
    share. Out: pages sorted by path.
    """
    book = Book(shelf, tag_pages_from)
    pages = [
        _home(book, intros),
        _topics(book, intros),
        _listings(book, intros),
        _about(book, intros),
        *_papers(book, intros, page_size),
        *(page for topic in shelf.topics for page in _topic(book, topic, neighbours.get(topic.id, ()), page_size)),
        *(_listing(book, i) for i in range(len(shelf.listings))),
        *tag_pages(book, intros),
        *paper_pages(book, bibtex),
        *_redirects(shelf),
    ]
    return sorted(pages, key=lambda page: page.path)


def _numbers(book: Book, path: str) -> tuple[tuple[int, show.Ref], ...]:
    shelf = book.shelf
    return tuple((number, show.Ref(plural(number, name), urls.link(path, target))) for number, name, target in (
        (len(shelf.papers), "paper", urls.PAPERS),
        (len(shelf.topics), "topic", urls.TOPICS),
        (len(book.tags), "tag", urls.TAGS),
        (len(shelf.listings), "listing", urls.LISTINGS),
    ))


def _groups(book: Book, path: str) -> tuple[show.Group, ...]:
    by_group: dict[str, list[Topic]] = defaultdict(list)
    for topic in book.shelf.topics:
        by_group[topic.group].append(topic)
    return tuple(
        show.Group(group or "Other topics", tuple(
            show.TopicEntry(book.topic_ref(path, topic), topic.scope, len(book.in_topic[topic.id]))
            for topic in topics))
        for group, topics in by_group.items())


def _home(book: Book, intros: Mapping[str, str]) -> Page:
    path, shelf = urls.HOME, book.shelf
    latest = max(shelf.listings, key=lambda listing: (listing.date, listing.file), default=None)
    fresh = [slug for slug in latest.slugs if slug in book.new_in[latest.file]] if latest else []
    note = f"{len(fresh)} of its {count_of(len(latest.slugs), 'paper')} are new to the shelf" if latest else ""
    return Page(path, "home.md.j2", show.HomePage(
        title="Home",
        description=f"{count_of(len(shelf.papers), 'research paper')} by topic, "
                    "with summaries, tags and links that say why.",
        intro=text_of_intro(intros.get(path, "")),
        numbers=_numbers(book, path),
        groups=_groups(book, path),
        latest=book.listing_ref(path, latest) if latest else None,
        latest_note=note,
        latest_cards=tuple(book.card(path, book.papers[slug], is_new=True) for slug in fresh[:6]),
    ))


def _topics(book: Book, intros: Mapping[str, str]) -> Page:
    path = urls.TOPICS
    return Page(path, "topics.md.j2", show.TopicsPage(
        title="Topics",
        description=f"{count_of(len(book.shelf.topics), 'topic')} and the papers in them.",
        intro=text_of_intro(intros.get(path, "")),
        groups=_groups(book, path),
        unshelved=tuple(book.paper_ref(path, p) for p in book.shelf.papers if not p.topics),
    ))


def _topic(book: Book, topic: Topic, neighbours: Sequence[tuple[str, int]], page_size: int) -> Iterable[Page]:
    first = [p for p in book.in_topic[topic.id] if p.topics[0].id == topic.id]
    also = [p for p in book.in_topic[topic.id] if p.topics[0].id != topic.id]
    parts = paged([*first, *also], page_size)
    for number, part in enumerate(parts, 1):
        path = urls.topic_path(topic.id, number)
        yield Page(path, "topic.md.j2", show.TopicPage(
            title=topic.title if number == 1 else f"{topic.title}, page {number}",
            description=topic.scope or f"Papers on {topic.title}.",
            group=topic.group,
            scope=topic.scope,
            intro=book.moved(topic.body, urls.topic_path(topic.id), path) if number == 1 else "",
            count=len(first),
            years=years_of(first),
            cards=tuple(book.card(path, p, leave_out=topic.id) for p in part if p.topics[0].id == topic.id),
            also=tuple(book.card(path, p, leave_out=topic.id) for p in part if p.topics[0].id != topic.id),
            neighbours=tuple(
                show.Ref(book.topics[other].title, urls.link(path, urls.topic_path(other)),
                         f"{count_of(shared, 'paper')} in both")
                for other, shared in neighbours[:6] if other in book.topics),
            pager=book.pager(path, number, [urls.topic_path(topic.id, n) for n in range(1, len(parts) + 1)]),
            index=show.Ref("Topics", urls.link(path, urls.TOPICS)),
        ))


def _papers(book: Book, intros: Mapping[str, str], page_size: int) -> Iterable[Page]:
    by_year = sorted(book.shelf.papers, key=lambda p: (-(p.year or 0), p.title.casefold(), p.slug))
    by_title = sorted(book.shelf.papers, key=lambda p: (book.sort_title(p), p.slug))
    for order, papers in (("year", by_year), ("title", by_title)):
        parts = paged(papers, page_size)
        for number, part in enumerate(parts, 1):
            path = urls.browse_path(order, number)
            sections = groupby(part, (lambda p: str(p.year or "Year unknown")) if order == "year"
                               else (lambda p: book.sort_title(p)[:1].upper()))
            yield Page(path, "papers.md.j2", show.PapersPage(
                title=f"Papers by {order}" + (f", page {number}" if number > 1 else ""),
                description=f"All {count_of(len(papers), 'paper')}, by {order}.",
                intro=text_of_intro(intros.get(path, "")),
                count=len(papers),
                sections=tuple((name, tuple(book.card(path, p) for p in group)) for name, group in sections),
                orders=tuple(show.Ref(f"By {name}", urls.link(path, urls.browse_path(name, 1)),
                                      "here" if name == order else "") for name in ("year", "title")),
                pager=book.pager(path, number, [urls.browse_path(order, n) for n in range(1, len(parts) + 1)]),
            ))


def _listings(book: Book, intros: Mapping[str, str]) -> Page:
    path = urls.LISTINGS
    return Page(path, "listings.md.j2", show.ListingsPage(
        title="Listings",
        description="The listings that the papers were found in.",
        intro=text_of_intro(intros.get(path, "")),
        listings=tuple(
            show.ListingEntry(book.listing_ref(path, one, one.file), one.date, len(one.slugs), len(book.new_in[one.file]))
            for one in book.shelf.listings),
    ))


def _listing(book: Book, position: int) -> Page:
    listings: Sequence[Listing] = book.shelf.listings
    listing = listings[position]
    path = urls.listing_path(listing.file)

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


def _about(book: Book, intros: Mapping[str, str]) -> Page:
    years = Counter(p.year for p in book.shelf.papers if p.year)
    return Page(urls.ABOUT, "about.md.j2", show.AboutPage(
        title="About",
        description="What this shelf is, and its figures.",
        intro=text_of_intro(intros.get(urls.ABOUT, "")),
        numbers=_numbers(book, urls.ABOUT),
        years=tuple(sorted(years.items())),
        groups=_groups(book, urls.ABOUT),
    ))


def _redirects(shelf: Shelf) -> Iterable[Page]:
    moved: list[tuple[str, str, str]] = [
        *((urls.paper_path(alias), urls.paper_path(p.slug), p.title) for p in shelf.papers for alias in p.aliases),
        *((urls.topic_path(alias), urls.topic_path(t.id), t.title) for t in shelf.topics for alias in t.aliases),
    ]
    for old, new, title in moved:
        yield Page(old, "redirect.md.j2", show.RedirectPage(title, show.Ref(title, urls.link(old, new))))


def listing_order(papers: Iterable[Paper]) -> tuple[Listing, ...]:
    """The listings that papers were found in, oldest first: each with its papers in the order of their lines."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    dates: dict[str, str] = {}
    for paper in papers:
        for seen in paper.listings:
            found[seen.file].append((seen.line, paper.slug))
            dates[seen.file] = max(dates.get(seen.file, ""), seen.date)
    return tuple(Listing(file, dates[file], tuple(dict.fromkeys(slug for _, slug in sorted(found[file]))))
                 for file in sorted(found, key=lambda file: (dates[file], file)))
