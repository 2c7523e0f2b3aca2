"""What other programs and the scripts of pages read beside the pages: exports, schemas, feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from operator import attrgetter

from papershelf import exports, pages
from papershelf.config import Config
from papershelf.model.each import Each, one_by_one

_FORMS = (".xml", exports.atom), (".json", exports.json_feed)


def data_files(book: pages.Book, bibtex: Mapping[str, str], config: Config,
               each: Each = one_by_one) -> dict[str, bytes]:
    """All of these files of a shelf, by path. In: each paper's citation by slug, too."""
    shelf = book.shelf
    lists = list(pages.all_lists(book))
    licence = config.settings.license, config.settings.license_url
    return {
        **_feeds(book, lists, config, each),
        "api/citations.js": exports.script("papershelfCitations", bibtex),
        "api/listings.js": exports.script("papershelfListings", {one.file: one.new for one in shelf.listings}),
        "api/papers.json": exports.licensed(exports.to_json(shelf.papers, each), "json", *licence).encode(),
        "api/papers.schema.json": exports.schema().encode(),
        "api/papers.bib": exports.licensed("\n".join(bibtex.values()), "bibtex", *licence).encode(),
        **_forms(book, lists, bibtex, each),
        **{pages.form_path(pages.matrix_path(topic), "csv"): exports.matrix_csv(one, [
            p for p in book.central(topic) if p.slug in one.cells]).encode() for topic, one in book.matrices.items()},
        **{path: text.encode() for path, text in _schemas(book).items()},
    }


def _forms(book: pages.Book, lists: Iterable[pages.Listed], bibtex: Mapping[str, str], each: Each) -> dict[str, bytes]:
    """Papers and lists for reference managers and tables."""
    forms = exports.Forms(book.shelf.papers, bibtex, each)
    coins = {slug: one.coins for slug, one in book.embedded.items()}
    return {
        **{f"api/papers/{name}": text.encode() for name, text in forms.papers()},
        **{f"api/forms/{name}": text.encode() for name, text in forms.scripts(coins)},
        **{pages.form_path(one.path, ending): text.encode()
           for one in lists for ending, text in forms.of_list(one.slugs)},
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


def _schemas(book: pages.Book) -> dict[str, str]:
    """The JSON Schemas of the shelf's files, with its topics and tags for editors to complete."""
    ids = [name for topic in book.shelf.topics for name in (topic.id, *topic.aliases)]
    return exports.schema_files(ids, [tag.name for tag in book.shelf.tags])
