"""What each page of the site shows: a shelf in, pages out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from papershelf.model import MapLayout, Page, Shelf
from papershelf.model.fields import is_slug
from papershelf.pages import urls
from papershelf.pages.charts import figures
from papershelf.pages.contexts import Site
from papershelf.pages.followed import Listed, all_lists, news
from papershelf.pages.front import about_page, grouped, home_page, reading_page, search_page, topics_page
from papershelf.pages.indices import index_pages
from papershelf.pages.lists import listing_page, listings_page, paper_lists
from papershelf.pages.map import map_page
from papershelf.pages.matrix import matrix_pages
from papershelf.pages.moved import moved_pages, redirect
from papershelf.pages.paper import paper_pages
from papershelf.pages.parts import Book, day_in
from papershelf.pages.tag import tag_pages
from papershelf.pages.topic import topic_pages
from papershelf.pages.trending import trending_now, trending_page
from papershelf.pages.urls import (
    PLACES,
    SEARCH,
    address,
    feed_path,
    form_path,
    matrix_path,
    new_tag_url,
    paper_address,
    topic_path,
)
from papershelf.pages.written import as_written

__all__ = ["PLACES", "SEARCH", "Book", "Listed", "Site", "address", "addresses", "all_lists", "day_in", "feed_path",
           "figures", "form_path", "make_pages", "matrix_path", "moved_pages", "new_tag_url", "news",
           "paper_address", "topic_path", "trending_now"]


def make_pages(book: Book, intros: Mapping[str, str], bibtex: Mapping[str, str],
               neighbours: Mapping[str, Sequence[tuple[str, int]]], layout: MapLayout, *,
               name: str = "Papershelf", page_size: int = 200, repo_url: str = "") -> list[Page]:
    """Every page of the site.

    In: the shelf with its topics, tags and links computed, and its indices; what people wrote for pages that are
    otherwise computed (path in `docs/`, text); each paper's citation by slug; each topic's neighbours with the number
    of papers they share; the map; what the shelf is called; the repository, for links that begin a file. Out: pages
    sorted by path.
    """
    shelf = book.shelf
    groups = grouped(book)
    pages = [
        # First, so that the page of a paper or topic counts where an alias is taken.
        *_redirects(shelf),
        home_page(book, intros, layout, name),
        topics_page(book, intros),
        listings_page(book, intros),
        about_page(book, intros),
        map_page(book, groups, layout),
        trending_page(book, intros),
        reading_page(book.words),
        search_page(book),
        *paper_lists(book, intros, page_size),
        *(page for topic in shelf.topics for page in topic_pages(book, topic, neighbours.get(topic.id, ()), page_size)),
        *(page for topic in shelf.topics for page in matrix_pages(book, topic)),
        *(listing_page(book, i) for i in range(len(shelf.listings))),
        *index_pages(book, intros, page_size),
        *tag_pages(book, intros, repo_url),
        *paper_pages(book, bibtex),
    ]
    return sorted((as_written(page, intros) for page in pages), key=lambda page: page.path)


def addresses(book: Book) -> dict[tuple[str, str], str]:
    """The pages of papers, topics, listings and tags, by kind and slug, id, file or name. Some tags have none."""
    shelf = book.shelf
    return {
        **{("paper", paper.slug): urls.paper_path(paper.slug) for paper in shelf.papers},
        **{("topic", topic.id): urls.topic_path(topic.id) for topic in shelf.topics},
        **{("listing", listing.file): book.listing_paths[listing.file] for listing in shelf.listings},
        **{("tag", name): book.tag_paths[name] for name in sorted(book.tags)},
    }


def _redirects(shelf: Shelf) -> Iterable[Page]:
    """A page that leads on for every alias that can name one; `check_names` tells those that cannot."""
    moved: list[tuple[str, str, str]] = [
        *((urls.paper_path(alias), urls.paper_path(p.slug), p.title)
          for p in shelf.papers for alias in filter(is_slug, p.aliases)),
        *((urls.topic_path(alias), urls.topic_path(t.id), t.title)
          for t in shelf.topics for alias in t.aliases),
    ]
    for old, new, title in moved:
        yield redirect(old, new, title)
