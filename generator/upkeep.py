"""The stories of the commands that look after a shelf: `check`, `urls`, `diff`."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from papershelf import build, check, config, pages, records, review, revisions
from papershelf.build import PUBLISHED, Loaded, Say
from papershelf.config import CONFIG, Config
from papershelf.errors import PapershelfError
from papershelf.model import Page, Problem
from papershelf.render import render
from papershelf.review import Difference, Edition, Review
from papershelf.write import write_file

# GitHub refuses comments of more than 65,536 characters.
_MOST_MARKDOWN = 60_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: the shelf's size, its errors, and what is no error and waits for somebody."""

    records: int
    topics: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def check_shelf(shelf: Config, say: Say) -> Checked:
    """`papershelf check`: everything that is wrong with the shelf's files, sorted by file and line."""
    loaded = build.load(shelf)
    _, files = build.tree(loaded, shelf, say)
    texts = _texts(shelf, loaded)
    computed = {path: data.decode("utf-8", "replace") for path, data in files.items() if path.endswith(".md")}
    published = check.read_published(loaded.published)
    addresses = _addresses(files)
    own = _own(loaded, texts)
    problems = [
        *_errors_of_files(loaded, texts),
        *check.check_links(texts, computed, files.keys()),
        *check.check_reachable({**computed, **own}, own, shelf.nav),
        *check.check_addresses(published, addresses, PUBLISHED),
    ]
    notes = []
    if bare := check.summaries_missing(loaded.records):
        notes.append(f"{len(bare)} without a summary, such as {bare[0]}")
    if published and (new := check.missing_addresses(published, addresses)):
        notes.append(f"{len(new)} new for {PUBLISHED}; papershelf urls --write adds what will be published")
    return Checked(len(loaded.records), len(loaded.topics), tuple(sorted(set(problems))), tuple(notes))


def _own(loaded: Loaded, texts: Mapping[str, str]) -> Mapping[str, str]:
    """The pages that people wrote, but for records, topics and tags."""
    return {path: text for path, text in texts.items() if path in loaded.pages}


def _errors_of_files(loaded: Loaded, texts: Mapping[str, str]) -> list[Problem]:
    """What is wrong with files by themselves and with what they say of each other."""
    return [
        *loaded.problems,
        *check.check_records(loaded.records, loaded.topics, loaded.kinds),
        *check.check_topics(loaded.topics, texts),
        *(problem for path, text in _own(loaded, texts).items() for problem in records.conflicts(text, path)),
    ]


def new_addresses(shelf: Config, say: Say, *, write: bool) -> list[str]:
    """`papershelf urls`: addresses that the site has and the list of published ones does not. Out: those addresses;
    with `write` they are in the list afterwards."""
    loaded = build.load(shelf)
    _, files = build.tree(loaded, shelf, say)
    new = check.missing_addresses(check.read_published(loaded.published), _addresses(files))
    if write and new:
        write_file(shelf.docs.parent / PUBLISHED, check.with_new(loaded.published, new).encode())
    return new


def diff(shelf: Config, base: str, say: Say) -> Difference:
    """`papershelf diff`: what readers see otherwise than at `base`, a folder of another shelf or a revision of git.

    Raises `UsageError` where `base` is neither.
    """
    say("this shelf")
    after = _edition(shelf, say)
    say(base)
    if base and Path(base).is_dir():
        before = _edition(replace(shelf, docs=Path(base).resolve()), say)
    else:
        with tempfile.TemporaryDirectory(prefix="papershelf-") as folder:
            root = shelf.docs.parent
            revisions.extract(root, base, [shelf.docs.name, CONFIG, PUBLISHED], Path(folder))
            before = _edition(_settings_of(shelf, Path(folder)), say)
    return review.compare(before, after, lambda slug: pages.paper_address("", slug))


def show(difference: Difference, base: str, shelf: Config) -> Mapping[str, str]:
    """A difference as `html`, one file with everything in it, and as `markdown`, short enough for a comment."""
    site = pages.Site(shelf.site_name, shelf.site_url, shelf.repo_url, shelf.edit_uri)
    folder = shelf.templates / "review"

    def rendered(name: str, limit: int) -> str:
        made = render([Page(name, f"{name}.j2", Review(base, difference, limit))], folder, site)
        return made[name].decode()

    markdown = ""
    for limit in (25, 8, 2, 0):
        markdown = rendered("review.md", limit)
        if len(markdown) <= _MOST_MARKDOWN:
            break
    return {"html": rendered("review.html", 0), "markdown": markdown}


def _settings_of(shelf: Config, root: Path) -> Config:
    """The configuration that stood beside older files; the present one where that cannot be read any more."""
    docs = root / shelf.docs.name
    try:
        older = config.load(root / CONFIG, docs) if (root / CONFIG).is_file() else replace(shelf, docs=docs)
    except PapershelfError:
        older = replace(shelf, docs=docs)
    return replace(older, templates=shelf.templates)


def _edition(shelf: Config, say: Say) -> Edition:
    loaded = build.load(shelf)
    plan = build.plan(loaded, shelf, say, with_map=False)
    made = {page.path: page.context.title for page in plan.pages if page.template != build.REDIRECT}
    own = {path: path for path in loaded.pages if path.endswith(".md")}
    texts = _texts(shelf, loaded)
    files = {*own, *(page.path for page in plan.pages)}
    errors = [
        *_errors_of_files(loaded, texts),
        # The tree is not rendered for a difference: links to its pages are followed, not those to places in them.
        *(one for one in check.check_links(texts, {}, files) if ".md" in one.what),
        *check.check_addresses([one for one in check.read_published(loaded.published) if one.address.endswith("/")],
                               _addresses(files), PUBLISHED),
    ]
    return Edition(
        plan.shelf,
        {pages.address(path): title for path, title in {**own, **made}.items()},
        {pages.address(page.path): pages.address(_target(page)) for page in plan.pages
         if page.template == build.REDIRECT},
        texts,
        tuple(errors),
    )


def _target(redirect: Page) -> str:
    """The path of the page that a redirect leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(redirect.path), unquote(redirect.context.target.href)))


def _texts(shelf: Config, loaded: Loaded) -> dict[str, str]:
    """The Markdown that people wrote, by path below `docs/`; of files that cannot be read as records, too."""
    plain = {path: data.decode("utf-8", "replace") for path, data in loaded.pages.items() if path.endswith(".md")}
    return {**plain, **records.read_all_texts(shelf.docs)}


def _addresses(files: Iterable[str]) -> list[str]:
    """Where the tree's pages and data stand on the site, but for the home page, which cannot be lost."""
    return [pages.address(path) if path.endswith(".md") else path for path in files if path != "index.md" and (
        path.endswith((".md", ".xml")) or (path.startswith("api/") and path.endswith((".json", ".bib"))))]
