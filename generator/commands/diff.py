"""`papershelf diff`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from papershelf import check, config, pages, review, revisions, site
from papershelf.commands.check import errors_of_files
from papershelf.commands.options import FILE, finish, progress, shelf_options
from papershelf.config import CONFIG, Config, theme
from papershelf.errors import PapershelfError
from papershelf.model import Page
from papershelf.render import render
from papershelf.review import Difference, Edition, Review
from papershelf.site import Say
from papershelf.write import write_file

# GitHub refuses comments of more than 65,536 characters.
_MOST_MARKDOWN = 60_000


@click.command("diff")
@click.argument("base")
@shelf_options
@click.option("--html", "html_file", type=FILE, help="Write one self-contained HTML page to this file.")
@click.option("--markdown", "markdown_file", type=FILE, help="Write Markdown for a comment to this file.")
def diff_command(base: str, docs: Path | None, config_file: Path | None, html_file: Path | None,
                 markdown_file: Path | None) -> None:
    """Show what changes for readers since BASE, a revision of git or the folder of another shelf."""
    shelf = config.load(config_file, docs)
    found = difference(shelf, base, progress)
    shown = show(found, base, shelf)
    for path, text in ((html_file, shown["html"]), (markdown_file, shown["markdown"])):
        if path:
            write_file(path, text.encode())
    if not html_file and not markdown_file:
        click.echo(shown["markdown"], nl=False)
    finish(found.errors)


def difference(shelf: Config, base: str, say: Say) -> Difference:
    """What readers see otherwise than at `base`, a folder of another shelf or a revision of git.

    Raises `UsageError` where `base` is neither.
    """
    say("this shelf")
    after = _edition(shelf, say)
    say(base)
    if base and Path(base).is_dir():
        before = _edition(replace(shelf, docs=Path(base).resolve(), base=Path(base).resolve().parent), say)
    else:
        with tempfile.TemporaryDirectory(prefix="papershelf-") as folder:
            names = [shelf.docs.relative_to(shelf.base).as_posix(), CONFIG, shelf.published.name]
            revisions.extract(shelf.base, base, names, Path(folder))
            before = _edition(_settings_of(shelf, Path(folder)), say)
    return review.compare(before, after, lambda slug: pages.paper_address("", slug))


def show(difference: Difference, base: str, shelf: Config) -> Mapping[str, str]:
    """A difference as `html`, one file with everything in it, and as `markdown`, short enough for a comment."""
    about = pages.Site(shelf.title, shelf.shelf_url, shelf.repo_url, shelf.edit_uri)
    folders = [theme().parent / "review"]

    def rendered(name: str, limit: int) -> str:
        made = render([Page(name, f"{name}.j2", Review(base, difference, limit))], folders, about)
        return made[name].decode()

    markdown = ""
    for limit in (25, 8, 2, 0):
        markdown = rendered("review.md", limit)
        if len(markdown) <= _MOST_MARKDOWN:
            break
    return {"html": rendered("review.html", 0), "markdown": markdown}


def _settings_of(shelf: Config, root: Path) -> Config:
    """The configuration that stood beside older files; the present one where that cannot be read any more."""
    docs = root / shelf.docs.relative_to(shelf.base)
    try:
        older = config.load(root / CONFIG, docs) if (root / CONFIG).is_file() else replace(shelf, docs=docs, base=root)
    except PapershelfError:
        older = replace(shelf, docs=docs, base=root)
    return replace(older, settings=replace(older.settings, templates=""))


def _edition(shelf: Config, say: Say) -> Edition:
    loaded = site.load(shelf)
    plan = site.plan(loaded, shelf, say, with_map=False)
    made = {page.path: page.context.title for page in plan.pages if not page.leads_to}
    own = {path: path for path in loaded.pages if path.endswith(".md")}
    texts = site.texts_of(shelf, loaded)
    files = {*own, *(page.path for page in plan.pages)}
    errors = [
        *errors_of_files(loaded, texts),
        # The tree is not rendered for a difference: links to its pages are followed, not those to places in them.
        *(one for one in check.check_links(texts, {}, files) if ".md" in one.what),
        *check.check_addresses([one for one in check.read_published(loaded.published) if one.address.endswith("/")],
                               site.addresses_of(files), shelf.published.name),
    ]
    return Edition(
        plan.shelf,
        {pages.address(path): title for path, title in {**own, **made}.items()},
        {pages.address(page.path): pages.address(page.leads_to) for page in plan.pages if page.leads_to},
        texts,
        tuple(errors),
    )
