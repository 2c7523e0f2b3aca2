"""What several kinds of pages show: cards, references, pagers, and who is where."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from papershelf.model import (
    Day,
    Embedded,
    Listing,
    Matrix,
    Owners,
    Paper,
    Period,
    Shelf,
    TagUse,
    Topic,
    most_central,
)
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.gathered import Gatherings
from papershelf.pages.ways import ways_to
from papershelf.text.collation import Alphabet
from papershelf.text.venues import series
from papershelf.text.wording import Words
from papershelf.text.words import sentences

T = TypeVar("T")
# What a card has room for; the paper's page has all of it.
CARD_TAGS = 6
CARD_WAYS = frozenset({"arxiv", "pdf", "code", "doi"})
_TOPICS = 8  # that most of the papers of a list have first
# What lists can be taken away as, by the ending of the file.
_FORMS = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON", "csv": "CSV"}
_MD_LINK = re.compile(r"(\]\()(?![a-z][a-z0-9+.-]{0,30}:|/|#)([^)\s]{1,2000}+)(\))", re.I)


class Book:
    """A shelf with its indices: papers and topics by name, papers by topic and by tag, what is new where."""

    def __init__(self, shelf: Shelf, tag_pages_from: int, words: Words | None = None,
                 embedded: Mapping[str, Embedded] | None = None, site_url: str = "",
                 author_pages_from: int = 2, venue_pages_from: int = 2,
                 matrices: Mapping[str, Matrix] | None = None,
                 periods: Sequence[Period] = ()) -> None:
        self.shelf = shelf
        self.words = words or Words()
        self.embedded: Mapping[str, Embedded] = embedded or {}
        self.matrices: Mapping[str, Matrix] = matrices or {}
        self.periods = periods
        self._site_url = site_url
        self._title_keys: dict[str, tuple[Any, ...]] = {}
        self._cards: dict[tuple[str, str], show.Card] = {}
        self.papers: Mapping[str, Paper] = {p.slug: p for p in shelf.papers}
        self.topics: Mapping[str, Topic] = {t.id: t for t in shelf.topics}
        self.in_topic: dict[str, list[Paper]] = defaultdict(list)
        self.tagged: dict[str, list[tuple[Paper, TagUse]]] = defaultdict(list)
        for paper in shelf.papers:
            for use in paper.topics:
                self.in_topic[use.id].append(paper)
            for name, tag in {tag.name: tag for tag in reversed(paper.tags)}.items():
                self.tagged[name].append((paper, tag))
        for papers in self.in_topic.values():
            papers.sort(key=lambda p: (-(p.year or 0), p.title.casefold(), p.slug))
        self.authors = Gatherings(shelf.papers, attrgetter("authors"), "authors", author_pages_from,
                                  Owners(shelf.authors))
        self.venues = Gatherings(shelf.papers, _venues_of, "venues", venue_pages_from, Owners(shelf.venues, series))
        self.years = Gatherings(shelf.papers, lambda paper: [str(paper.year)] if paper.year else (), "years", 1)
        self.tags: frozenset[str] = frozenset(n for n, uses in self.tagged.items() if len(uses) >= tag_pages_from)
        self.listings: Mapping[str, Listing] = {listing.file: listing for listing in shelf.listings}
        self.tag_paths = urls.distinct(sorted(self.tags), urls.tag_path)
        self.listing_paths = urls.distinct(self.listings, urls.listing_path)

    def url(self, path: str, source: str = "") -> str:
        """The address of a page for programs; relative to `source` where the site's own address is not known."""
        if self._site_url:
            return f"{self._site_url.rstrip('/')}/{urls.address(path)}"
        return posixpath.relpath(urls.address(path) or ".", urls.address(source) or ".") + "/" if source else ""

    def forms(self, path: str, whole: str) -> tuple[show.Ref, ...]:
        """The files of a list, whose first page is `whole`, for reference managers and tables, each with the
        path of all of them without an ending."""
        stem = urls.form_path(whole, "").removesuffix(".")
        return tuple(show.Ref(name, urls.link(path, f"{stem}.{ending}"), stem) for ending, name in _FORMS.items()
                     ) if self.embedded else ()

    def feeds(self, path: str, whole: str) -> tuple[show.Ref, ...]:
        """The feeds of a list, whose first page is `whole`, the first for the head of its page."""
        feed = urls.feed_path(whole)
        return (show.Ref("Atom", urls.link(path, f"{feed}.xml"), feed),
                show.Ref("JSON Feed", urls.link(path, f"{feed}.json")))

    def paper_ref(self, path: str, paper: Paper, note: str = "") -> show.Ref:
        """A link to a paper's page."""
        return show.Ref(paper.title, urls.link(path, urls.paper_path(paper.slug)), note)

    def topic_ref(self, path: str, topic: Topic, note: str = "") -> show.Ref:
        """A link to a topic's page."""
        return show.Ref(topic.title, urls.link(path, urls.topic_path(topic.id)), note)

    def listing_ref(self, path: str, listing: Listing, note: str = "") -> show.Ref:
        """A link to a listing's page."""
        return show.Ref(listing.title, urls.link(path, self.listing_paths[listing.file]), note)

    def card(self, path: str, paper: Paper, *, leave_out: str = "", is_new: bool = False) -> show.Card:
        """A paper in a list on the page at `path`; `leave_out` is the topic or the tag that the list is of."""
        place = posixpath.dirname(path), paper.slug  # pages of a folder lead to a paper alike
        card = self._cards.get(place)
        if card is None:
            card = self._cards[place] = self._card(path, paper)
        if leave_out:
            card = replace(card, topics=self._topic_refs(path, paper, leave_out),
                           tags=self._tag_refs(path, paper, leave_out))
        return replace(card, is_new=True) if is_new else card

    def _card(self, path: str, paper: Paper) -> show.Card:
        said = sentences(paper.summary or paper.abstract)
        return show.Card(
            title=paper.title,
            href=urls.link(path, urls.paper_path(paper.slug)),
            authors=short_authors(paper.authors, self.words),
            year=paper.year,
            place=paper.appeared,
            blurb=said[0] if said else "",
            topics=self._topic_refs(path, paper),
            tags=self._tag_refs(path, paper),
            ways=tuple(replace(way, note=kind) for kind, way in ways_to(paper, self.words) if kind in CARD_WAYS),
            coins=self.embedded[paper.slug].coins if paper.slug in self.embedded else "",
            abstract=f"{urls.link(path, urls.paper_path(paper.slug))}#{urls.ABSTRACT}" if paper.abstract else "",
        )

    def _topic_refs(self, path: str, paper: Paper, leave_out: str = "") -> tuple[show.Ref, ...]:
        return tuple(self.topic_ref(path, self.topics[use.id]) for use in paper.topics
                     if use.id != leave_out and use.id in self.topics)

    def _tag_refs(self, path: str, paper: Paper, leave_out: str = "") -> tuple[show.Ref, ...]:
        return tuple(show.Ref(tag.name, urls.link(path, self.tag_paths[tag.name]))
                     for tag in paper.tags if tag.name in self.tags and tag.name != leave_out)[:CARD_TAGS]

    def central(self, topic: str) -> list[Paper]:
        """The papers of a topic, those that most others of it stand near first."""
        return most_central(self.in_topic[topic])

    @cached_property
    def alphabet(self) -> Alphabet:
        """The order of titles and names."""
        return Alphabet(self.words.texts_in)

    def letter(self, text: str) -> str:
        """What a text stands under in a list by an alphabet."""
        return self.alphabet.heading(text) or self.words.say("Other signs")

    def by_title(self, paper: Paper) -> tuple[Any, ...]:
        """What papers are sorted by in an alphabet."""
        if paper.slug not in self._title_keys:
            self._title_keys[paper.slug] = (*self.alphabet.key(paper.title), paper.slug)
        return self._title_keys[paper.slug]

    def latest(self, paper: Paper) -> tuple[Any, ...]:
        """What papers are sorted by with the latest year first."""
        return -(paper.year or 0), *self.by_title(paper)

    def pager(self, path: str, number: int, paths: Sequence[str]) -> show.Pager | None:
        """Links to all pages of a list, or nothing where it has one page."""
        if len(paths) == 1:
            return None
        return show.Pager(tuple(show.Ref(str(n), urls.link(path, p)) for n, p in enumerate(paths, 1)), number)

    def moved(self, markdown: str, source: str, path: str) -> str:
        """Markdown of one page with its relative links made to lead from another."""
        if posixpath.dirname(source) == posixpath.dirname(path):
            return markdown
        return _MD_LINK.sub(lambda m: m[1] + posixpath.relpath(
            posixpath.join(posixpath.dirname(source), m[2]), posixpath.dirname(path) or ".") + m[3], markdown)


def short_authors(authors: Sequence[str], words: Words) -> str:
    """Authors on one line: three, then "and N more"."""
    if len(authors) <= 4:
        return ", ".join(authors)
    return words.plural("{names} and {n} more", "{names} and {n} more", len(authors) - 3, names=", ".join(authors[:3]))


def quoted(sentence: str, name: str) -> show.Quoted | None:
    """A sentence in three parts around the name; all of it before, where the name does not stand in it."""
    before, found, after = sentence.partition(name) if name else (sentence, "", "")
    return show.Quoted(before, found, after) if sentence else None


def most_topics(book: Book, path: str, papers: Iterable[Paper]) -> tuple[show.Ref, ...]:
    """Links to the topics that most papers have first, each with their number."""
    counted = Counter(use.id for p in papers for use in p.topics[:1] if use.id in book.topics)
    most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOPICS]
    return tuple(book.topic_ref(path, book.topics[topic], papers_of(book.words, n)) for topic, n in most)


def _venues_of(paper: Paper) -> tuple[str, ...]:
    return (series(paper.venue),) if paper.venue else ()


def years_of(papers: Sequence[Paper]) -> str:
    """First and latest year of papers, such as `2017–2025`; nothing where no year is known."""
    years = sorted({p.year for p in papers if p.year})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def series_of(papers: Iterable[Paper]) -> show.Series:
    """Papers by year, oldest first; papers without a year are left out."""
    return tuple(sorted(Counter(p.year for p in papers if p.year).items()))


def paged(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Items in pages of `size`; one empty page where there are none."""
    return [items[i:i + size] for i in range(0, len(items), size)] or [items]


def day_in(words: Words, day: Day) -> str:
    """A day as a heading has it; nothing where it is not known."""
    return words.day(day.year, day.month, day.day) if day else ""


def numbered(words: Words, title: str, number: int) -> str:
    """The title of a page of a list: its number is told from the second on."""
    return title if number == 1 else words.say("{title}, page {number}", title=title, number=number)


def papers_of(words: Words, number: int) -> str:
    """A number of papers in words: `1 paper`, `2,000 papers`."""
    return words.plural("{n} paper", "{n} papers", number)
