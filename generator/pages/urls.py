"""Paths of pages and links between them. Nothing else in the program knows a URL of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlencode, urlsplit

from papershelf.model.fields import STARTING_BODY
from papershelf.text.paths import unsafe
from papershelf.text.scalars import quoted
from papershelf.text.slugs import heading_slug, name_slug, short_digest

HOME = "index.md"
PAPERS = "papers/index.md"
TOPICS = "topics/index.md"
TAGS = "tags/index.md"
LISTINGS = "listings/index.md"
AUTHORS = "authors/index.md"
VENUES = "venues/index.md"
YEARS = "years/index.md"
ABOUT = "about.md"
MAP = "map.md"
READING = "reading.md"
TRENDING = "trending.md"
SEARCH = "search.md"
CONTRIBUTING = "contributing.md"
# Where the abstract stands on a paper's page.
ABSTRACT = "abstract"
# The first pages of indices that stand in a folder of what they list.
_FIRST = {"year": PAPERS, "author": AUTHORS, "venue": VENUES, "years": YEARS}
# Where readers begin; all other pages are reached from these.
PLACES = (HOME, TOPICS, PAPERS, TAGS, LISTINGS, MAP, READING, SEARCH, ABOUT)


def paper_path(slug: str, language: str = "") -> str:
    """The page of a paper, or of one of its aliases; or the one that has what its record says in another language."""
    return f"papers/{slug}/{language}.md" if language else f"papers/{slug}.md"


def paper_address(site_url: str, slug: str) -> str:
    """A paper's address for readers outside the site; relative to the site's root where its address is not known."""
    return f"{site_url.rstrip('/')}/papers/{slug}/".lstrip("/")


def topic_path(topic_id: str, number: int = 1) -> str:
    """A page of a topic; longer topics have several."""
    return f"topics/{topic_id}.md" if number == 1 else f"topics/{topic_id}/{number}.md"


def matrix_path(topic_id: str, number: int = 1) -> str:
    """A page of a topic's matrix."""
    return numbered_path(f"topics/{topic_id}/matrix.md", number)


def tag_path(name: str) -> str:
    """The page of a tag."""
    return f"tags/{name_slug(name)}.md"


def named_path(folder: str, name: str) -> str:
    """The page of an author, a venue or a year."""
    return f"{folder}/{name_slug(name)}.md"


def numbered_path(path: str, number: int) -> str:
    """A page of a list whose first is at `path`."""
    return path if number == 1 else f"{path.removesuffix('.md')}/{number}.md"


def listing_path(file: str) -> str:
    """The page of a listing, by its file's name without the ending."""
    return f"listings/{name_slug(PurePosixPath(file).stem)}.md"


def form_path(path: str, ending: str) -> str:
    """The file of a list in another form, by the path of the list's first page."""
    return f"api/{path.removesuffix('.md')}.{ending}"


def feed_path(path: str) -> str:
    """The feed of what a page shows, without an ending: beside the page as it is built."""
    return f"{path.removesuffix('.md')}/feed"


def distinct(names: Iterable[str], path_of: Callable[[str], str], others: Iterable[str] = ()) -> dict[str, str]:
    """A path for each name and no path twice: of several names that one would do for, the first has it unless it is
    one of `others`, and the rest have one with a digest of theirs."""
    paths: dict[str, str] = {}
    taken = set(others)
    for name in names:
        path = path_of(name)
        if path in taken:
            path = f"{path.removesuffix('.md')}-{short_digest(name)}.md"
        taken.add(path)
        paths[name] = path
    return paths


def browse_path(order: str, number: int) -> str:
    """A page of an index, from 1: of papers by `year` or `title`, of names by `author`, `venue` or `years`."""
    if number == 1 and order in _FIRST:
        return _FIRST[order]
    return f"browse/{order}.md" if number == 1 else f"browse/{order}-{number}.md"


def link(source: str, target: str) -> str:
    """The relative link from one page's Markdown to another's, as a URL."""
    return _link(posixpath.dirname(source), target)


@lru_cache(maxsize=100_000)
def _link(folder: str, target: str) -> str:
    """Most pages of a shelf stand in a few folders, and lead to the same pages."""
    return quote(posixpath.relpath(target, folder or "."))


def search(source: str, field: str, value: str) -> str:
    """The link to the search for papers whose field, such as `author` or `topic`, has a value."""
    query = '{}:"{}"'.format(field, value.replace('"', ""))
    return f"{link(source, SEARCH)}?{urlencode({'q': query}, quote_via=quote)}"


def anchor(heading: str) -> str:
    """The name of a heading's place on its page, in any script.

    >>> anchor("A"), anchor("0–9"), anchor("З")
    ('a', '09', 'at-417')
    """
    return heading_slug(heading) if heading.isascii() or heading[:1].isascii() else "at-" + "-".join(
        f"{ord(char):x}" for char in heading if not char.isspace())


def address(path: str) -> str:
    """Where a page stands on the built site, below its root, with an address that names a folder."""
    return quote(path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/")


def path_for(address: str) -> str:
    """A path for a page at an address that no page has; nothing for an address that a page cannot have."""
    path = f"{unquote(address).removesuffix('/')}.md"
    hidden = any(part.startswith(".") for part in path.split("/"))
    index = PurePosixPath(path).stem in ("index", "README")  # pages of their folders, which stand elsewhere
    return "" if hidden or index or not address.endswith("/") or unsafe(path) else path


def new_tag_url(repo_url: str, name: str, kind: str) -> str:
    """Where a person starts the file of a tag in the forge's editor, with the file filled in; nothing for other forges.

    https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files: the query of a
    repository's `new` page names the file and its text.
    """
    parts = urlsplit(repo_url)
    if parts.scheme != "https" or parts.hostname != "github.com":
        return ""
    front = "".join(f"{field}: {quoted(value)}\n" for field, value in (
        ("title", " ".join(name.split())), ("kind", " ".join(kind.split()))))
    text = f"---\n{front}---\n\n{STARTING_BODY['tags']}\n"
    query = urlencode({"filename": PurePosixPath(tag_path(name)).name, "value": text}, quote_via=quote)
    return f"{repo_url.rstrip('/')}/new/main/docs/tags?{query}"


def orcid(identifier: str) -> str:
    """A person's page at ORCID; nothing without an identifier."""
    return f"https://orcid.org/{identifier}" if identifier else ""


def arxiv_links(arxiv: str, title: str) -> dict[str, str]:
    """Ways to the paper itself: abstract and PDF on arXiv by its id, else a search for its title."""
    if arxiv:
        return {"arxiv": f"https://arxiv.org/abs/{quote(arxiv, safe='/.')}",
                "pdf": f"https://arxiv.org/pdf/{quote(arxiv, safe='/.')}"}
    return {"find": f"https://arxiv.org/search/?searchtype=title&query={quote(title)}"}
