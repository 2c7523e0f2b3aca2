"""The story of each command: which stage follows which. Nothing else knows the order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from papershelf import (
    atlas,
    charts,
    check,
    clean,
    exports,
    feeds,
    links,
    merge,
    pages,
    readers,
    records,
    schemas,
    search,
    tags,
    topics,
)
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.model import (
    STARTING_SUMMARY,
    Conflict,
    Entry,
    Merge,
    Page,
    Paper,
    Problem,
    Record,
    Shelf,
    Tag,
    Term,
    Topic,
)
from papershelf.render import escape, render
from papershelf.words import Stemmer
from papershelf.write import Synced, sync, write_file

# Filters that draw, for the templates.
FIGURES: Mapping[str, Callable[..., str]] = {
    "sparkline": charts.sparkline, "columns": charts.columns, "growth": charts.growth}

Say = Callable[[str], None]
# The list of the addresses that the site has published, beside the folder of its files.
PUBLISHED = "published-urls.txt"
REDIRECT = "redirect.md.j2"
_NO_GROUP = "Other topics"
# A record is of the paper, whichever version a source has.
_ARXIV_VERSION = re.compile(r"v\d+$")


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


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be built: the shelf with everything that follows, its citations, and every page."""

    shelf: Shelf
    bibtex: Mapping[str, str]
    pages: Sequence[Page]


@dataclass(frozen=True, slots=True)
class Built:
    """What `pages` did."""

    papers: int
    pages: int
    synced: Synced
    problems: tuple[Problem, ...]


def load(config: Config) -> Loaded:
    """Read the shelf. A shelf without a folder `topics` borrows the topics that the settings name."""
    found, problems = records.read_papers(config.docs / "papers")
    folder = config.docs / "topics"
    if not folder.is_dir() and config.borrowed_topics:
        folder = config.borrowed_topics
    shelf_topics, topic_problems = records.read_topics(folder)
    kinds = config.settings.kinds
    vocabulary, pack_problems = records.read_vocabulary(config.vocabulary, kinds)
    own_tags, tag_problems = records.read_tags(config.docs / "tags", vocabulary, kinds)
    return Loaded(
        tuple(found), tuple(shelf_topics), (*vocabulary, *own_tags),
        records.read_pages(config.docs), tuple(sorted([*problems, *topic_problems, *pack_problems, *tag_problems])),
        _text(config.docs.parent / PUBLISHED), kinds,
    )


def shelve(loaded: Loaded, config: Config, say: Say) -> Shelf:
    """Everything that follows from the files: topics, tags and links of every paper."""
    stemmer = Stemmer(config.settings.language)
    papers: tuple[Paper, ...] = tuple(record.paper for record in loaded.records)
    say(f"topics: {len(papers)} papers, {len(loaded.topics)} topics")
    papers = topics.classify(papers, loaded.topics, stemmer)
    say("tags")
    papers = tags.tag(papers, loaded.vocabulary, stemmer, loaded.kinds)
    say("links")
    papers = links.link(papers, loaded.topics, stemmer, count=config.settings.related)
    return Shelf(papers, loaded.topics, loaded.vocabulary, pages.listing_order(papers), loaded.kinds)


def plan(loaded: Loaded, config: Config, say: Say, *, with_map: bool = True) -> Plan:
    """The shelf and its pages, before anything is rendered; without places on the map for who needs none."""
    shelf = shelve(loaded, config, say)
    say("pages")
    intros = {path: data.decode("utf-8", "replace") for path, data in loaded.pages.items() if path.endswith(".md")}
    bibtex = exports.bibtex(shelf.papers)
    made = pages.make_pages(shelf, intros, bibtex, topics.neighbours(shelf.papers, shelf.topics),
                            atlas.lay_out(shelf.papers) if with_map else {}, map_size=(atlas.WIDTH, atlas.HEIGHT),
                            page_size=config.settings.page_size, tag_pages_from=config.settings.tag_pages_from,
                            repo_url=config.repo_url)
    moved = pages.moved_pages({one.address: one.now for one in check.read_published(loaded.published)},
                              {*loaded.pages, *(page.path for page in made)},
                              {page.path: page.context.title for page in made})
    return Plan(shelf, bibtex, [*made, *moved])


def tree(loaded: Loaded, config: Config, say: Say) -> tuple[Shelf, dict[str, bytes]]:
    """Every file of the built Markdown tree: computed pages, exports, and the pages that people wrote."""
    planned = plan(loaded, config, say)
    shelf, bibtex = planned.shelf, planned.bibtex
    site = pages.Site(config.site_name, config.site_url, config.repo_url, config.edit_uri)
    files = {
        **loaded.pages,
        **render(planned.pages, config.templates / "pages", site, FIGURES),
        "feed.xml": feeds.atom(f"{config.site_name}: what is new", config.site_url, [
            feeds.News(*one) for one in pages.news(pages.Book(shelf, config.settings.tag_pages_from))]),
        **search.index(shelf, pages.addresses(pages.Book(shelf, config.settings.tag_pages_from)),
                       Stemmer(config.settings.language)),
        **_engine(config),
        "api/citations.js": feeds.script("papershelfCitations", bibtex),
        "api/listings.js": feeds.script("papershelfListings", pages.new_in(shelf.listings)),
        "api/papers.json": exports.to_json(shelf.papers).encode(),
        "api/papers.schema.json": exports.schema().encode(),
        **{path: text.encode() for path, text in _schemas(loaded).items()},
        "api/papers.bib": exports.to_bibtex(shelf.papers).encode(),
    }
    return shelf, files


def _engine(config: Config) -> dict[str, bytes]:
    """The script of search as readers load it, where the templates have one."""
    path = config.templates / "theme" / search.ENGINE
    return {search.ENGINE: search.slim(path.read_text("utf-8")).encode()} if path.is_file() else {}


def _schemas(loaded: Loaded) -> dict[str, str]:
    """The JSON Schemas of the shelf's files, with its topics and tags for editors to complete."""
    ids = [name for topic in loaded.topics for name in (topic.id, *topic.aliases)]
    return schemas.files(ids, [tag.name for tag in loaded.vocabulary])


def make_pages(config: Config, say: Say) -> Built:
    """`papershelf pages`: read, compute, render, and write what changed."""
    say(f"reading {config.docs}")
    loaded = load(config)
    shelf, files = tree(loaded, config, say)
    say("writing")
    synced = sync(config.out, files)
    return Built(len(shelf.papers), sum(path.endswith(".md") for path in files), synced, loaded.problems)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""


def export(config: Config, kind: str, say: Say) -> tuple[str, tuple[Problem, ...]]:
    """`papershelf export`: the shelf as `json`, `bibtex` or `csl`, and what is wrong with its files."""
    loaded = load(config)
    papers = shelve(loaded, config, say).papers
    forms = {"json": exports.to_json, "bibtex": exports.to_bibtex, "csl": exports.to_csl}
    return forms[kind](papers), loaded.problems


def import_sources(config: Config, sources: Sequence[Path], say: Say, *, format_name: str = "",
                   facts_only: bool = False, enrich: bool = False, dry_run: bool = False,
                   take: Mapping[tuple[str, str], str] | None = None) -> tuple[Merge, int]:
    """`papershelf import`: read, repair, merge, and write the records that are new or change.

    Raises `UsageError` where `take` names a record or a field that does not exist.
    Out: the outcome, whose problems include those of the sources and of the records, and the entries read.
    """
    loaded = load(config)
    known = _known((slug for slug, _ in take or ()), loaded.records)
    if odd := [name for _, name in take or () if name not in merge.FIELDS]:
        raise UsageError(f"no field is called {odd[0]}; give one of {', '.join(merge.FIELDS)}")
    entries: list[Entry] = []
    problems: list[Problem] = list(loaded.problems)
    rejected = 0
    for source in sources:
        say(f"reading {source.name}")
        found, wrong = readers.read_file(source, format_name)
        entries += found
        problems += wrong
        rejected += sum(problem.rejects for problem in wrong)
    say(f"repairing {len(entries)} entries")
    entries = [repaired(entry) for entry in entries]
    if facts_only:
        entries = _facts(entries, loaded, config)
    say("merging")
    unread = {path.stem for path in (config.docs / "papers").glob("*.md")} - known.keys()
    outcome = merge.merge(entries, loaded.records, enrich=enrich, take=take, unread=unread)
    if not dry_run:
        _write_records(config, outcome, loaded.records, say)
    counts = {**outcome.entries, "rejected": outcome.entries["rejected"] + rejected}
    outcome = replace(outcome, entries=counts, problems=tuple(sorted([*problems, *outcome.problems])))
    return outcome, len(entries) + rejected


def _known(slugs: Iterable[str], found: Sequence[Record]) -> Mapping[str, Record]:
    """The records by slug. Raises `UsageError` where one of the slugs is none of theirs."""
    by_slug = {record.paper.slug: record for record in found}
    if missing := [slug for slug in slugs if slug not in by_slug]:
        raise UsageError(f"no record is called {missing[0]}")
    return by_slug


def repaired(entry: Entry) -> Entry:
    """An entry with its text, names and addresses repaired."""
    title = clean.clean_title(entry.title)
    urls = {kind: clean.clean_url(url) for kind, url in entry.links.items()}
    return replace(
        entry, title=title, abstract=clean.clean_abstract(entry.abstract, title), venue=clean.clean(entry.venue),
        arxiv=_ARXIV_VERSION.sub("", entry.arxiv), authors=tuple(filter(None, map(clean.clean_name, entry.authors))),
        links={kind: url for kind, url in urls.items() if url},
    )


def _facts(entries: Sequence[Entry], loaded: Loaded, config: Config) -> list[Entry]:
    """Entries without their abstracts, with the topics, tags and links that the abstracts gave."""
    stemmer = Stemmer(config.settings.language)
    papers: tuple[Paper, ...] = tuple(
        Paper(str(n), e.title, abstract=e.abstract, links=e.links) for n, e in enumerate(entries))
    papers = tags.tag(topics.classify(papers, loaded.topics, stemmer), loaded.vocabulary, stemmer, loaded.kinds)
    return [
        replace(entry, abstract="", topics=tuple(use.id for use in paper.topics),
                tags=tuple(tag.name for tag in paper.tags), introduces=paper.introduces,
                links={**links.text_links(entry.abstract), **entry.links}) if entry.abstract else entry
        for entry, paper in zip(entries, papers, strict=True)
    ]


def _write_records(config: Config, outcome: Merge, existing: Sequence[Record], say: Say) -> None:
    texts = {record.paper.slug: record.text for record in existing}
    folder = config.docs / "papers"
    say(f"writing {len(outcome.new) + len(outcome.updates)} records")
    for paper, marks in outcome.new:
        write_file(folder / f"{paper.slug}.md", records.compose(paper, marks).encode())
    for update in outcome.updates:
        text = records.apply(texts[update.slug], {**update.values, "imported": dict(update.imported)})
        write_file(folder / f"{update.slug}.md", text.encode())


def merge_two(config: Config, kept: str, other: str) -> Path:
    """`papershelf merge`: make two records one, which keeps everything of both and answers at both addresses.

    Raises `UsageError` where a record does not exist.
    """
    by_slug = _known((kept, other), load(config).records)
    if kept == other:
        raise UsageError("give the names of two records")
    values, notes = merge.merge_records(by_slug[kept], by_slug[other])
    text = records.apply(by_slug[kept].text, values)
    path = config.docs / "papers" / f"{kept}.md"
    write_file(path, f"{text.rstrip()}\n{notes}".encode() if notes else text.encode())
    (config.docs / "papers" / f"{other}.md").unlink()
    return path


def report(outcome: Merge, read: int) -> str:
    """An import's outcome as JSON, for programs."""
    def conflict(one: Conflict) -> dict[str, str]:
        return {"slug": one.slug, "field": one.field, "ours": one.ours, "theirs": one.theirs}

    return json.dumps({
        "read": read, "entries": dict(outcome.entries), "papers": dict(outcome.papers),
        "new": [paper.slug for paper, _ in outcome.new],
        "updated": {update.slug: sorted(update.values) for update in outcome.updates},
        "conflicts": [conflict(one) for one in outcome.conflicts],
        "suspects": [list(pair) for pair in outcome.suspects],
        "problems": [str(problem) for problem in outcome.problems],
    }, ensure_ascii=False, indent=1) + "\n"


def suggest_topics(config: Config, count: int, say: Say) -> list[Path]:
    """`papershelf topics --suggest`: propose topics for the shelf's papers, each as a file to edit; those that exist
    stay as they are. Out: the files written."""
    loaded = load(config)
    say(f"grouping {len(loaded.records)} papers")
    papers = [record.paper for record in loaded.records]
    titles = {paper.slug: paper.title for paper in papers}
    written: list[Path] = []
    for one in topics.suggest(papers, count, Stemmer(config.settings.language)):
        path = config.docs / "topics" / f"{one.topic.id}.md"
        if not path.exists():
            central = "\n".join(f"- [{escape(titles[slug])}](../papers/{slug}.md)" for slug in one.central)
            body = f"Most central papers:\n\n{central}"
            text = records.compose_topic(replace(one.topic, group=one.topic.group or _NO_GROUP, body=body))
            write_file(path, text.encode())
            written.append(path)
    return written


def report_topics(config: Config, say: Say) -> tuple[str, tuple[Problem, ...]]:
    """`papershelf topics --report`: how the topics do, for the person who tunes their terms."""
    loaded = load(config)
    stemmer = Stemmer(config.settings.language)
    say(f"topics: {len(loaded.records)} papers, {len(loaded.topics)} topics")
    papers = topics.classify([record.paper for record in loaded.records], loaded.topics, stemmer)
    return topics.report_text(topics.report(papers, loaded.topics, stemmer)), loaded.problems


def digest(config: Config, since: str, say: Say) -> tuple[str, tuple[Problem, ...]]:
    """`papershelf digest`: the newsletter of what listings dated `since` or later were the first to have.

    Raises `UsageError` where `since` is no date.
    """
    if not exports.is_day(since):
        raise UsageError(f"{since or 'nothing'} is no date; give 2025-03-11, or 03-11 for listings without a year")
    loaded = load(config)
    shelf = shelve(loaded, config, say)
    return exports.to_digest(shelf, since, lambda slug: pages.paper_address(config.site_url, slug)), loaded.problems


def new(config: Config, kind: str, title: str) -> Path:
    """`papershelf new`: a starting file for a paper or a topic.

    Raises `UsageError` where it exists, or where the title has no letters.
    """
    if not merge.title_key(title):
        raise UsageError("a title needs letters or digits")
    slug = merge.slug_of(title)
    path = config.docs / f"{kind}s" / f"{slug}.md"
    if path.exists():
        raise UsageError(f"{path} exists; edit it, or give another title")
    schema = "record" if kind == "paper" else kind
    head = schemas.comment(f"{config.site_url.rstrip('/')}/api/{schema}.schema.json" if config.site_url else "")
    if kind == "paper":
        text = records.compose(Paper(slug, title, summary=STARTING_SUMMARY), {}, head)
    else:
        text = records.compose_topic(Topic(
            slug, title, _NO_GROUP, "What belongs here, in one line.", (Term(title.lower(), 3),),
            "What the question is, which schools of answer there are, and what is still open."), head)
    write_file(path, text.encode())
    return path
