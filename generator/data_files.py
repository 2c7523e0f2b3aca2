"""What other programs and the scripts of pages read beside the pages: exports, schemas, feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter

from papershelf import exports, pages
from papershelf.config import Config
from papershelf.model import as_of
from papershelf.model.each import Each, one_by_one

_FORMS = (".xml", exports.atom), (".json", exports.json_feed)


def data_files(book: pages.Book, bibtex: Mapping[str, str], config: Config,
               each: Each = one_by_one) -> dict[str, bytes]:
    """All of these files of a shelf, by path. In: each paper's citation by slug, too."""
    lists = list(pages.all_lists(book))
    files = {
        **_whole(book, bibtex, config, each),
        **_feeds(book, lists, config, each),
        **_forms(book, lists, bibtex, config, each),
        **_lists(book, lists, config),
        **{pages.form_path(pages.matrix_path(topic), "csv"): exports.matrix_csv(one, [
            p for p in book.central(topic) if p.slug in one.cells]).encode() for topic, one in book.matrices.items()},
        **{path: text.encode() for path, text in {**_schemas(book), **exports.api_schemas()}.items()},
    }
    return {**files, exports.INDEX: _index(book, lists, config, files)}


def guides(book: pages.Book, config: Config) -> dict[str, bytes]:
    """What programs look for at the root of a site, which a file of a person's there replaces."""
    topics = [(topic, len(book.in_topic[topic.id])) for topic in book.shelf.topics]
    made = {"llms.txt": exports.llms_txt(config.title, _said(book), config.shelf_url, topics)}
    made |= exports.citation_files(config.title, config.shelf_url, as_of(book.shelf.listings), config.settings.license)
    if config.shelf_url:
        made["opensearch.xml"] = exports.opensearch(config.title, _said(book), config.shelf_url)
    if not config.at:
        made["robots.txt"] = exports.robots_txt(config.site_url)
    return {path: text.encode("utf-8", "replace") for path, text in made.items()}


def twins(written: Mapping[str, bytes], computed: Container[str]) -> dict[str, bytes]:
    """The Markdown of pages that people wrote, as they wrote it; lists and papers have twins among their forms."""
    return {f"api/pages/{path.removesuffix('.md')}.txt": text for path, text in written.items()
            if path.endswith(".md") and path not in computed}


def _said(book: pages.Book) -> str:
    """A shelf in a sentence."""
    day = as_of(book.shelf.listings)
    return (f"{len(book.papers)} research papers on {len(book.topics)} topics, with summaries, and with evidence for "
            f"each topic, tag and relation{f', as of {day}' if day else ''}.")


def _whole(book: pages.Book, bibtex: Mapping[str, str], config: Config, each: Each) -> dict[str, bytes]:
    """The shelf in one file, in several forms, and in parts where it is large."""
    shelf, licence = book.shelf, (config.settings.license, config.settings.license_url)
    return {
        "api/citations.js": exports.script("papershelfCitations", bibtex),
        "api/listings.js": exports.script("papershelfListings", {one.file: one.new for one in shelf.listings}),
        "api/papers.json": exports.licensed(exports.to_json(shelf.papers, each), "json", *licence).encode(),
        "api/papers.schema.json": exports.schema().encode(),
        "api/papers.bib": exports.licensed("\n".join(bibtex.values()), "bibtex", *licence).encode(),
        **{path: exports.licensed(text, "json", *licence).encode()
           for path, text in exports.shards(shelf.papers, each).items()},
    }


def lists_file(kind: str, lists: Iterable[pages.Listed], config: Config) -> str:
    """The lists of a kind, such as `authors`, each with its papers, as JSON."""
    return exports.lists_json(kind, [
        {"title": one.title, "address": f"{config.shelf_url}{pages.address(one.path)}", **one.facts,
         "papers": list(one.slugs)} for one in lists if one.kind == kind])


def _lists(book: pages.Book, lists: Sequence[pages.Listed], config: Config) -> dict[str, bytes]:
    """The lists of each kind with their papers, and each topic with the evidence of its papers."""
    made = {f"api/{kind}.json": lists_file(kind, lists, config)
            for kind in ("topics", "tags", "listings", "authors", "venues", "years")}
    for topic in book.shelf.topics:
        path = pages.topic_path(topic.id)
        made[pages.form_path(path, "json")] = exports.topic_json(
            topic, f"{config.shelf_url}{pages.address(path)}", book.central(topic.id))
    return {path: text.encode("utf-8", "replace") for path, text in made.items()}


def _index(book: pages.Book, lists: Iterable[pages.Listed], config: Config, files: Mapping[str, bytes]) -> bytes:
    """What there is: counts, and the digests of files that stand for the whole and of topics."""
    counts = {"papers": len(book.papers), **Counter(one.kind for one in lists)}
    chosen = {path: data for path, data in files.items() if _is_told(path)}
    facts = {"title": config.title, "address": config.shelf_url, "license": config.settings.license,
             "as_of": as_of(book.shelf.listings)}
    return exports.index_json(facts, counts, chosen).encode("utf-8", "replace")


def _forms(book: pages.Book, lists: Iterable[pages.Listed], bibtex: Mapping[str, str], config: Config,
           each: Each) -> dict[str, bytes]:
    """Papers and lists for reference managers and tables."""
    forms = exports.Forms(book.shelf.papers, bibtex, each, config.shelf_url or "../../")
    coins = {slug: one.coins for slug, one in book.embedded.items()}
    return {
        **{f"api/papers/{name}": text.encode() for name, text in forms.papers()},
        **{f"api/forms/{name}": text.encode() for name, text in forms.scripts(coins)},
        **{pages.form_path(one.path, ending): text.encode()
           for one in lists for ending, text in forms.of_list(one.title, one.facts.get("scope", ""), one.slugs)},
    }


def _feeds(book: pages.Book, lists: Iterable[pages.Listed], config: Config, each: Each) -> dict[str, bytes]:
    """The feeds of the shelf and of each of its lists, in both forms."""
    said = [("what is new", "feed", "", pages.news(book)),
            *((one.title, pages.feed_path(one.path), pages.address(one.path), one.news)
              for one in lists if one.news is not None)]
    feeds = [exports.Feed(f"{config.feed_title}: {title}", config.shelf_url, path, page,
                          [exports.News(*one) for one in news], config.settings.license)
             for title, path, page, news in said]
    made = each(partial(_in_both_forms), feeds, name=attrgetter("path"))
    return {f"{feed.path}{ending}": data for feed, files in zip(feeds, made, strict=True)
            for (ending, _), data in zip(_FORMS, files, strict=True)}


def _in_both_forms(feed: exports.Feed) -> tuple[bytes, ...]:
    return tuple(form(feed) for _, form in _FORMS)


def _is_told(path: str) -> bool:
    """Whether the index names a file: it stands for the whole or a part of it, or is a topic with its evidence."""
    folder, _, name = path.rpartition("/")
    return name.endswith((".json", ".bib", ".xml")) and (
        folder in ("", "api", exports.PARTS) or (folder == "api/topics" and "." not in name.removesuffix(".json")
                                                 and name.endswith(".json")))


def _schemas(book: pages.Book) -> dict[str, str]:
    """The JSON Schemas of the shelf's files, with its topics and tags for editors to complete."""
    ids = [name for topic in book.shelf.topics for name in (topic.id, *topic.aliases)]
    return exports.schema_files(ids, [tag.name for tag in book.shelf.tags])
