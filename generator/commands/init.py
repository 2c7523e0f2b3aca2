"""`papershelf init`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from math import isqrt
from pathlib import Path
from typing import Any

import click
import jinja2

from papershelf import __version__, config, mkdocs_yml, records, tags
from papershelf.commands.import_ import import_sources
from papershelf.commands.options import FILE, messages, progress
from papershelf.commands.topics import suggest_topics
from papershelf.config import CONFIG, Config, Settings
from papershelf.errors import UsageError
from papershelf.render import escape
from papershelf.site import Say
from papershelf.text.scalars import quoted
from papershelf.text.words import Stemmer
from papershelf.write import write_file

# What may stand in a folder that counts as empty.
_NO_FILES = frozenset({".git", ".venv"})
# A pack belongs to a shelf where so many of its papers name something of it.
_PACK_SHARE = 0.05
_MOST_TOPICS = 24
_TOPICS_MAX = 200
_GUEST = """\
Add this to the plugins of {config}:

  - papershelf:
      at: papers
"""


@click.command("init")
@click.argument("folder", type=FILE, default=Path(), metavar="[DIR]")
@click.option("--from", "sources", type=FILE, multiple=True, metavar="SOURCE", help="Import this; may be given again.")
@click.option("--name", help="What the shelf is called. Left out, the folder's name.")
@click.option("--topics", "count", type=click.IntRange(0, _TOPICS_MAX), metavar="N",
              help="Propose N topics for what was imported; left out, about as many as such a shelf has.")
@click.option("--guest", is_flag=True, help="Make the shelf a part of the MkDocs site that is in the folder.")
def init_command(folder: Path, sources: tuple[Path, ...], name: str | None, count: int | None, guest: bool) -> None:
    """Start a shelf in DIR, or here: settings, pages, workflows, and with --from papers and topics."""
    if missing := [source for source in sources if not source.exists()]:
        raise UsageError(f"{missing[0]}: is no file; give what is to be imported")
    if not guest:
        _check_empty(folder)
        name = name or _named(folder)
    if _at_terminal():
        sources = sources or tuple(_asked_sources())
        count = _asked_count() if sources and count is None else count
    shelf = _guest(folder) if guest else _own(folder, str(name))
    papers = _filled(shelf, sources, count, progress) if sources else 0
    click.echo(_next(folder, papers, guest=guest), nl=False)


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _named(folder: Path) -> str:
    """The shelf's name: from the person at a terminal, else from the folder's name."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "Papers"
    name = words[:1].upper() + words[1:]
    return str(click.prompt("What is the shelf called?", default=name)) if _at_terminal() else name


def _asked_sources() -> Iterator[Path]:
    """Files to import, from the person at a terminal, until the answer is empty."""
    while answer := click.prompt("A file to import (empty for none)", default="", show_default=False).strip():
        if (path := Path(answer).expanduser()).exists():
            yield path
        else:
            click.echo(f"{path}: is no file; give a listing, a bibliography or a table", err=True)


def _asked_count() -> int | None:
    """How many topics to propose, from the person at a terminal; None for as many as fit the papers."""
    count = click.prompt("How many topics to propose (-1 for as many as fit)", default=-1, show_default=False,
                         type=click.IntRange(-1, _TOPICS_MAX))
    return None if count < 0 else int(count)


def _check_empty(folder: Path) -> None:
    """Raises `UsageError` where the folder is none, or holds something."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; give a folder")
    standing = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if left := [name for name in standing if name not in _NO_FILES]:
        raise UsageError(f"{folder}: is not empty, {left[0]} stands there; give a new folder, or --guest for a site "
                         "that is there already")


def _own(folder: Path, name: str) -> Config:
    """Write the files of a new shelf."""
    written = _rendered(name, config.packs())
    for path, text in written.items():
        write_file(folder / path, text.encode())
        click.echo(folder / path)
    return config.load(folder / CONFIG)


def _guest(folder: Path) -> Config:
    """The shelf below `papers` of a site that is there. Raises `UsageError` where there is none."""
    path = folder / CONFIG
    if not path.is_file():
        raise UsageError(f"{path}: is no file; --guest joins a site that has its settings there")
    whole, plugins = mkdocs_yml.read(path)
    if plugins:
        raise UsageError(f"{path}: has a shelf already; papershelf import FILE adds to it")
    shelf = config.of(path.resolve().parent, whole, Settings(at="papers"))
    shelf.docs.mkdir(parents=True, exist_ok=True)
    return shelf


def _rendered(name: str, vocabulary: Sequence[str]) -> dict[str, str]:
    """The files of a new shelf by path."""
    root = Path(str(files("papershelf.templates"))) / "init"
    # Workflows are full of {{ }}, which are theirs.
    environment = jinja2.Environment(  # noqa: S701 - what is written is no HTML; each value is escaped for its place
        loader=jinja2.FileSystemLoader(root), undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]")
    environment.filters["yaml"] = quoted
    environment.filters["markdown"] = lambda text: str(escape(text))
    values: Mapping[str, Any] = {"name": " ".join(name.split()), "version": __version__, "vocabulary": list(vocabulary),
                                 "packs": config.packs()}
    return {_target(template): environment.get_template(template).render(values)
            for template in sorted(environment.list_templates())}


def _target(template: str) -> str:
    """Where a template's file goes: names that begin with a dot do so only in the shelf."""
    path = template.removesuffix(".j2")
    return f".{path}" if path.startswith(("github/", "gitignore")) else path


def _filled(shelf: Config, sources: Sequence[Path], count: int | None, say: Say) -> int:
    """Import the sources and propose topics. Out: how many papers there are."""
    outcome, _ = import_sources(shelf, sources, say)
    for message in messages(outcome.problems):
        click.echo(message, err=True)
    papers = outcome.papers["new"]
    wanted = min(_MOST_TOPICS, isqrt(papers)) if count is None else count
    proposed = suggest_topics(shelf, wanted, say) if papers and wanted else None
    click.echo(f"{papers} papers" + (f", {len(proposed.written)} topics proposed; {proposed.unshelved} papers stay "
                                     "unshelved" if proposed else ""))
    path = shelf.root / CONFIG
    if not shelf.at:
        write_file(path, _rendered(shelf.site_name, _packs_of(shelf, say))[CONFIG].encode())
    return papers


def _packs_of(shelf: Config, say: Say) -> list[str]:
    """The packs that the papers name something of."""
    found, _ = records.read_papers(shelf.docs / "papers")
    papers = [record.paper for record in found]
    stemmer = Stemmer(shelf.settings.stemmer)
    fitting = []
    for name, path in zip(config.packs(), shelf.vocabulary, strict=True):
        say(f"vocabulary {name}")
        vocabulary, _ = records.read_vocabulary([path], shelf.settings.kinds)
        known = {tag.name for tag in vocabulary}
        tagged = tags.tag(papers, vocabulary, stemmer, shelf.settings.kinds)
        if sum(any(use.name in known for use in paper.tags) for paper in tagged) >= _PACK_SHARE * len(papers):
            fitting.append(name)
    return fitting


def _next(folder: Path, papers: int, *, guest: bool) -> str:
    """What comes next."""
    lines = [_GUEST.format(config=folder / CONFIG)] if guest else []
    change = f"cd {folder}\n  " if folder != Path() else ""
    lines.append(f"Next:\n\n  {change}mkdocs serve{' ' * 15}# the site at http://127.0.0.1:8000\n")
    if not papers:
        lines.append("  papershelf import FILE     # papers from a list, a bibliography, a table\n")
    return "\n".join(lines) if guest else "".join(lines)
