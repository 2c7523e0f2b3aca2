"""A build: load → shelve → plan → render. Nothing else knows the order of the stages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from papershelf import agents, check, exports, links, matrix, pages, records, search, tags, topics, trends
from papershelf import map as shelf_map
from papershelf.building import Built
from papershelf.config import Config, theme, words_of
from papershelf.data_files import data_files, guides, lists_file, twins
from papershelf.memory import Memory
from papershelf.model import (
    ListingFile,
    MapLayout,
    Page,
    Paper,
    Problem,
    Profile,
    Record,
    Shelf,
    Tag,
    Topic,
    as_of,
    listings_of,
)
from papershelf.model.each import Aside, Each, afterwards
from papershelf.render import render
from papershelf.scripts import words_script
from papershelf.spread import Helper, over_cores
from papershelf.text.paths import is_name
from papershelf.text.words import shared_stemmer
from papershelf.write import sync

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The files of a shelf, read: records, topics, the vocabulary with the shelf's own tags, other pages, and the list
    of published addresses."""

    records: tuple[Record, ...]
    topics: tuple[Topic, ...]
    vocabulary: tuple[Tag, ...]
    pages: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    published: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    listings: tuple[ListingFile, ...] = ()
    authors: tuple[Profile, ...] = ()
    venues: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be built: the shelf with everything that follows, its indices, its citations, and every page."""

    shelf: Shelf
    book: pages.Book
    bibtex: Mapping[str, str]
    pages: Sequence[Page]


def load(config: Config, each: Each | None = None) -> Loaded:
    """Read the shelf. A shelf without a folder `topics` borrows the topics that the settings name."""
    each = each or over_cores(config.settings.jobs)
    found, problems = records.read_papers(config.docs / "papers", each)
    folder = config.docs / "topics"
    if not folder.is_dir() and config.borrowed_topics:
        folder = config.borrowed_topics
    shelf_topics, topic_problems = records.read_topics(folder, each)
    kinds = config.settings.kinds
    vocabulary, pack_problems = records.read_vocabulary(config.vocabulary, kinds, each)
    own_tags, tag_problems = records.read_tags(config.docs / "tags", vocabulary, kinds)
    listings, listing_problems = records.read_listings(
        config.docs / "listings", {source.file for record in found for source in record.paper.listings})
    papers = [record.paper for record in found]
    authors, author_problems = records.read_authors(config.docs / "authors", papers)
    venues, venue_problems = records.read_venues(config.docs / "venues", papers)
    own_pages, page_problems = records.read_pages(config.docs, config.is_excluded)
    published = _text(config.published)
    return Loaded(
        tuple(found), tuple(shelf_topics), (*vocabulary, *own_tags), own_pages,
        tuple(sorted([*problems, *topic_problems, *pack_problems, *tag_problems, *page_problems,
                      *listing_problems, *author_problems, *venue_problems,
                      *check.check_names(found),
                      *check.check_published(check.read_published(published), config.published.name)])),
        published, kinds, tuple(listings), tuple(authors), tuple(venues),
    )


def shelve(loaded: Loaded, config: Config, say: Say, each: Each | None = None) -> Shelf:
    """Everything that follows from the files: topics, tags and links of every paper."""
    each = each or over_cores(config.settings.jobs)
    return _linked(_tagged(loaded, config, say, each), loaded, config, say, each)


def _tagged(loaded: Loaded, config: Config, say: Say, each: Each) -> tuple[Paper, ...]:
    stemmer = shared_stemmer(config.settings.stemmer)
    papers: tuple[Paper, ...] = tuple(_published(record.paper) for record in loaded.records
                                      if not config.is_excluded(f"papers/{record.paper.slug}.md"))
    say(f"topics: {len(papers)} papers, {len(loaded.topics)} topics")
    papers = topics.classify(papers, loaded.topics, stemmer, each)
    say("tags")
    return tags.tag(papers, loaded.vocabulary, stemmer, loaded.kinds, each)


def _linked(papers: tuple[Paper, ...], loaded: Loaded, config: Config, say: Say, each: Each) -> Shelf:
    say("links")
    papers = links.link(papers, loaded.topics, shared_stemmer(config.settings.stemmer), count=config.settings.related,
                        each=each)
    listings = listings_of(papers, loaded.listings, config.words)
    return Shelf(papers, loaded.topics, loaded.vocabulary, listings, loaded.kinds, loaded.authors, loaded.venues)


def with_trends(loaded: Loaded, config: Config, say: Say) -> tuple[Shelf, str, list[tuple[str, str]]]:
    """The shelf, the shortest span of time in which something trends on it, and the slugs of what does with the
    reasons."""
    shelf = shelve(loaded, config, say)
    book = pages.Book(shelf, config.settings.tag_pages_from, config.words,
                      periods=trends.periods(shelf.papers, shelf.listings))
    return shelf, *pages.trending_now(book)


def _published(paper: Paper) -> Paper:
    """A paper without sources that name no file, which `check_names` tells and which make no page."""
    named = tuple(source for source in paper.listings if is_name(source.file))
    return paper if len(named) == len(paper.listings) else replace(paper, listings=named)


def plan(loaded: Loaded, config: Config, say: Say, each: Each | None = None, aside: Aside = afterwards, *,
         with_map: bool = True) -> Plan:
    """The shelf and its pages, before anything is rendered; without places on the map for who needs none."""
    each = each or over_cores(config.settings.jobs)
    papers = _tagged(loaded, config, say, each)
    layout = shelf_map.lay_out(papers, loaded.topics, aside) if with_map else MapLayout
    shelf = _linked(papers, loaded, config, say, each)
    say("pages")
    book = pages.Book(shelf, config.settings.tag_pages_from, config.words, exports.embedded(shelf.papers, each),
                      config.shelf_url, config.settings.author_pages_from, config.settings.venue_pages_from,
                      matrix.matrices(shelf.papers, shelf.topics, each),
                      trends.periods(shelf.papers, shelf.listings))
    intros = {path: data.decode("utf-8", "replace") for path, data in loaded.pages.items() if path.endswith(".md")}
    bibtex = exports.bibtex(shelf.papers, each)
    made = pages.make_pages(book, intros, bibtex, topics.neighbours(shelf.papers, shelf.topics), layout(),
                            name=config.title, page_size=config.settings.page_size, repo_url=config.repo_url)
    moved = pages.moved_pages({one.address: one.now for one in check.read_published(loaded.published)},
                              {*loaded.pages, *(page.path for page in made)},
                              {page.path: page.context.title for page in made})
    return Plan(shelf, book, bibtex, [*made, *moved])


def rendered(planned: Plan, loaded: Loaded, config: Config, each: Each | None = None) -> dict[str, bytes]:
    """The Markdown of every page: those that people wrote, and those that are computed."""
    about = pages.Site(config.title, config.shelf_url, config.repo_url, config.edit_uri)
    return {**loaded.pages, **render(planned.pages, config.templates, about, pages.figures(config.words), config.words,
                                     each or over_cores(config.settings.jobs))}


def readable(config: Config, say: Say) -> dict[str, bytes]:
    """The shelf for programs that read it, by name: the files of its search index, its papers and authors as JSON,
    its citations."""
    each = over_cores(config.settings.jobs)
    planned = plan(load(config, each), config, say, each, with_map=False)
    index = _search_index(planned, config, afterwards)()
    return {**{path.removeprefix(f"{search.FOLDER}/"): data for path, data in index.items()},
            agents.PAPERS: exports.to_json(planned.shelf.papers, each).encode(),
            agents.AUTHORS: lists_file("authors", pages.all_lists(planned.book), config).encode("utf-8", "replace"),
            agents.CITATIONS: json.dumps(planned.bibtex).encode()}


def _search_index(planned: Plan, config: Config, aside: Aside) -> Callable[[], dict[str, bytes]]:
    keys = {slug: entry.partition("{")[2].partition(",")[0] for slug, entry in planned.bibtex.items()}
    return aside(partial(_index, paths=pages.addresses(planned.book), keys=keys, stemmer=config.settings.stemmer,
                         words=(config.words.tag, config.words.texts_in)), planned.shelf)


def search_files(planned: Plan, config: Config, aside: Aside = afterwards) -> Callable[[], dict[str, bytes]]:
    """The index of the search, which is made aside, and its scripts as readers load them."""
    index = _search_index(planned, config, aside)
    engine = search.engine_shard([(theme().parent / "search" / part).read_text("utf-8") for part in search.ENGINE])
    loader = words_script(config.words) + search.slim((theme() / search.LOADER).read_text("utf-8"))
    return lambda: {**index(), **engine, search.LOADER: loader.encode()}


def _index(shelf: Shelf, paths: Mapping[tuple[str, str], str], keys: Mapping[str, str], stemmer: str,
           words: tuple[str, str]) -> dict[str, bytes]:
    return search.index(shelf, paths, shared_stemmer(stemmer), keys, words_of(*words))


def tree(planned: Plan, loaded: Loaded, config: Config, each: Each, aside: Aside) -> dict[str, bytes]:
    """Every file of the built Markdown tree."""
    for_search = search_files(planned, config, aside)
    return {**guides(planned.book, config), **rendered(planned, loaded, config, each),
            **twins(loaded.pages, {page.path for page in planned.pages}),
            **data_files(planned.book, planned.bibtex, config, each), **for_search()}


def build(config: Config, say: Say, memory: Memory | None = None) -> Built:
    """Read, compute, render, and write what changed; what a memory still has is not computed."""
    each = over_cores(config.settings.jobs)
    if memory:
        return _built(config, say, memory.over(each), memory.beside(config.settings.jobs))
    with Helper(config.settings.jobs) as helper:
        return _built(config, say, each, helper)


def _built(config: Config, say: Say, each: Each, aside: Aside) -> Built:
    say(f"reading {config.docs}")
    loaded = load(config, each)
    planned = plan(loaded, config, say, each, aside)
    files = tree(planned, loaded, config, each, aside)
    say("writing")
    synced = sync(config.out, files)
    return Built(len(planned.shelf.papers), tuple(files), synced, loaded.problems, as_of(planned.shelf.listings))


def texts_of(config: Config, loaded: Loaded) -> dict[str, str]:
    """The Markdown that people wrote, by path below `docs/`; of files that cannot be read as records, too."""
    plain = {path: data.decode("utf-8", "replace") for path, data in loaded.pages.items() if path.endswith(".md")}
    return {**plain, **records.read_all_texts(config.docs)}


def addresses_of(files: Iterable[str]) -> list[str]:
    """Where the tree's pages and data stand on the site, but for the home page, which cannot be lost."""
    return [pages.address(path) if path.endswith(".md") else path for path in files if path != "index.md" and (
        path.endswith(".md") or path == "feed.xml" or (path.startswith("api/") and path.count("/") == 1
                                            and path.endswith((".json", ".bib"))))]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
