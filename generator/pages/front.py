"""The pages that show the whole shelf: home, topics, about, the reader's own list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from papershelf.model import NO_GROUP, MapLayout, Page, Topic
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.pages.lists import listing_entries
from papershelf.pages.map import HUES, regions
from papershelf.pages.parts import Book, day_in, papers_of, series_of
from papershelf.pages.trending import span
from papershelf.pages.written import text_of_intro
from papershelf.text.wording import Words

_NEW_CARDS, _TRENDING_CARDS, _SHARED_TAGS = 6, 4, 24


def numbers(book: Book, path: str) -> tuple[tuple[int, show.Ref], ...]:
    """How much of what there is, each with the page that has it."""
    shelf, words = book.shelf, book.words
    papers, topics, tags, listings = len(shelf.papers), len(shelf.topics), len(book.tags), len(shelf.listings)
    return tuple((number, show.Ref(name, urls.link(path, target))) for number, name, target in (
        (papers, words.plural("paper", "papers", papers), urls.PAPERS),
        (topics, words.plural("topic", "topics", topics), urls.TOPICS),
        (tags, words.plural("tag", "tags", tags), urls.TAGS),
        (listings, words.plural("listing", "listings", listings), urls.LISTINGS),
    ))


def groups(book: Book, path: str) -> tuple[show.Group, ...]:
    """The groups of topics in the order of their first topic."""
    found: list[show.Group] = []
    for hue, (title, topics) in enumerate(grouped(book).items()):
        papers = {p.slug: p for topic in topics for p in book.in_topic[topic.id]}
        found.append(show.Group(
            title, tuple(show.TopicEntry(book.topic_ref(path, topic), topic.scope, len(book.in_topic[topic.id]))
                         for topic in topics),
            count=len(papers), years=series_of(papers.values()), hue=hue % HUES))
    return tuple(found)


def grouped(book: Book) -> Mapping[str, list[Topic]]:
    """Topics by the title of their group; those of no group come last."""
    by_group: dict[str, list[Topic]] = defaultdict(list)
    none = book.words.say(NO_GROUP)
    for topic in book.shelf.topics:
        by_group[topic.group if topic.group not in ("", NO_GROUP) else none].append(topic)
    return dict(sorted(by_group.items(), key=lambda item: item[0] == none))


def home_page(book: Book, intros: Mapping[str, str], layout: MapLayout, name: str) -> Page:
    """The page that a visitor comes to first."""
    path, shelf, words = urls.HOME, book.shelf, book.words
    latest = shelf.listings[-1] if shelf.listings else None
    fresh = latest.new if latest else ()
    note = words.say("{new} of its {papers} are new to the shelf.", new=words.number(len(fresh)),
                     papers=papers_of(words, len(latest.slugs))) if latest else ""
    return Page(path, "home.md.j2", show.HomePage(
        title=name,
        description=words.plural("{n} research paper by topic, with summaries, tags and links that say why.",
                                 "{n} research papers by topic, with summaries, tags and links that say why.",
                                 len(shelf.papers)),
        intro=text_of_intro(intros.get(path, "")),
        numbers=numbers(book, path),
        groups=groups(book, path),
        latest=book.listing_ref(path, latest) if latest else None,
        latest_note=note,
        latest_cards=tuple(book.card(path, book.papers[slug]) for slug in fresh[:_NEW_CARDS]),
        listings=listing_entries(book, path),
        regions=regions(book, path, grouped(book), layout),
        size=layout.size,
        places={name: show.Ref(title, urls.link(path, target)) for name, title, target in (
            ("map", words.say("Open the map"), urls.MAP), ("topics", words.say("All topics"), urls.TOPICS),
            ("contributing", words.say("How to contribute"), urls.CONTRIBUTING),
            ("reading", words.say("Your reading list"), urls.READING),
            ("trending", words.say("What trends, by week, by month and of all time"), urls.TRENDING))
            if target != urls.CONTRIBUTING or target in intros},
        trending=span(book, path, book.periods[0], _TRENDING_CARDS) if book.periods else None,
    ))


def topics_page(book: Book, intros: Mapping[str, str]) -> Page:
    """All topics, by group."""
    path = urls.TOPICS
    return Page(path, "topics.md.j2", show.TopicsPage(
        title=book.words.say("Topics"),
        description=book.words.plural("{n} topic and the papers in it.", "{n} topics and the papers in them.",
                                      len(book.shelf.topics)),
        intro=text_of_intro(intros.get(path, "")),
        groups=groups(book, path),
        unshelved=tuple(book.paper_ref(path, p) for p in book.shelf.papers if not p.topics),
    ))


def about_page(book: Book, intros: Mapping[str, str]) -> Page:
    """What the shelf is, and its figures."""
    path, papers, words = urls.ABOUT, book.shelf.papers, book.words
    first = {title: series_of(p for topic in topics for p in book.in_topic[topic.id] if p.topics[0].id == topic.id)
             for title, topics in grouped(book).items()}
    if loose := series_of(p for p in papers if not p.topics or p.topics[0].id not in book.topics):
        first[words.say("Unshelved")] = loose
    total, growth = 0, []
    for one in book.shelf.listings:
        total += len(one.new)
        growth.append((day_in(words, one.day) or words.say("undated"), total))
    shared = sorted(((len(book.tagged[name]), name) for name in book.tags), key=lambda pair: (-pair[0], pair[1]))
    return Page(path, "about.md.j2", show.AboutPage(
        title=words.say("About"),
        description=words.say("What this shelf is, how it has grown, and what its papers share."),
        intro=text_of_intro(intros.get(path, "")),
        numbers=numbers(book, path),
        years=series_of(papers),
        by_group=first,
        table=tuple((year, (count, *(dict(series).get(year, 0) for series in first.values())))
                    for year, count in series_of(papers)),
        growth=tuple(growth),
        shared=tuple(show.Ref(name, urls.link(path, book.tag_paths[name]), str(n))
                     for n, name in shared[:_SHARED_TAGS]),
        groups=groups(book, path),
    ))


def reading_page(words: Words) -> Page:
    """The place of the reader's own list, which the browser fills."""
    return Page(urls.READING, "reading.md.j2", show.ReadingPage(
        title=words.say("Reading list"),
        description=words.say("The papers that you marked, kept in this browser alone.")))


def search_page(book: Book) -> Page:
    """The place of search, which the browser fills; without JavaScript it says where to browse."""
    return Page(urls.SEARCH, "search.md.j2", show.SearchPage(
        title=book.words.say("Search"), description=book.words.say("Find a paper by what you remember of it."),
        numbers=numbers(book, urls.SEARCH)))
