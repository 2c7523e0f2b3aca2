"""`papershelf new`."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import click

from papershelf import clean, config, exports, records
from papershelf.commands.options import progress, shelf_options
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.locking import locked
from papershelf.model import NO_GROUP, STARTING_SUMMARY, Paper, Term, Topic
from papershelf.model.fields import STARTING_BODY, STARTING_SCOPE, STARTING_TITLE
from papershelf.site import Say
from papershelf.text import ids
from papershelf.text.slugs import name_slug, title_key, title_slug
from papershelf.text.venues import series
from papershelf.write import write_over

_SCHEMAS = {"paper": "record"}
_ADDRESS = re.compile(r"https?://\S+", re.I)


@click.command("new")
@click.argument("kind", type=click.Choice(["paper", "topic", "tag", "listing", "author", "venue"]))
@click.argument("title")
@shelf_options
def new_command(kind: str, title: str, docs: Path | None, config_file: Path | None) -> None:
    """Start a file to edit: for a paper by its TITLE, arXiv id, DOI or address, for a topic, tag, author or
    venue by its name, for a listing by its file."""
    click.echo(start(config.load(config_file, docs), kind, title, progress))


def start(shelf: Config, kind: str, title: str, say: Say) -> Path:
    """A starting file for a paper, a topic, a tag, a listing, an author or a venue.

    Raises `UsageError` where it exists, or where the title has no letters.
    """
    if not title_key(title):
        raise UsageError("a title needs letters or digits")
    schema = _SCHEMAS.get(kind, kind)
    head = exports.schema_comment(f"{shelf.shelf_url}api/{schema}.schema.json" if shelf.shelf_url else "")
    slug, text = {"paper": _paper, "topic": _topic, "tag": _tag, "listing": _listing,
                  "author": _author, "venue": _venue}[kind](title, head)
    path = shelf.docs / f"{kind}s" / f"{slug}.md"
    with locked(shelf.docs, say):
        if not write_over(path, None, text.encode()):
            raise UsageError(f"{path} exists; edit it, or give another title")
    return path


def _paper(title: str, head: str) -> tuple[str, str]:
    """A record by a title, or by what leads to the paper, which is never its title."""
    said = title.strip()
    arxiv = ids.arxiv_id(said)
    doi = "" if arxiv else ids.doi(said)
    url = (clean.clean_url(said) or "") if not (arxiv or doi) and _ADDRESS.fullmatch(said) else ""
    if not (arxiv or doi or url):
        slug = title_slug(title)
        return slug, records.compose(Paper(slug, title, summary=STARTING_SUMMARY), {}, head)
    slug = title_slug(ids.without_version(arxiv) or doi or url.partition("://")[2])
    return slug, records.compose(Paper(
        slug, STARTING_TITLE, arxiv=ids.without_version(arxiv), doi=doi, links={"paper": url} if url else {},
        summary=STARTING_SUMMARY), {}, head)


def _topic(title: str, head: str) -> tuple[str, str]:
    slug = title_slug(title)
    return slug, records.compose_topic(
        Topic(slug, title, NO_GROUP, STARTING_SCOPE, (Term(title.lower(), 3),), STARTING_BODY["topics"]), head)


def _tag(title: str, head: str) -> tuple[str, str]:
    """A tag's file; a kind before a colon, as records write it, is its kind."""
    kind, colon, name = title.partition(":")
    kind, name = (kind.strip(), name.strip()) if colon and name.strip() and kind.strip().isalpha() else ("", title)
    fields = [("title", name), *([("kind", kind)] if kind else []), ("aliases", [])]
    return name_slug(name), records.compose_file(fields, STARTING_BODY["tags"], head)


def _author(title: str, head: str) -> tuple[str, str]:
    fields = [("title", title), ("aliases", []), ("orcid", ""), ("homepage", "")]
    return name_slug(title), records.compose_file(fields, STARTING_BODY["authors"], head)


def _venue(title: str, head: str) -> tuple[str, str]:
    name = series(title)
    fields = [("title", name), ("aliases", []), ("homepage", "")]
    return name_slug(name), records.compose_file(fields, STARTING_BODY["venues"], head)


def _listing(title: str, head: str) -> tuple[str, str]:
    """A listing's file, named like its page: by its file's name without the ending."""
    stem = PurePosixPath(title).stem if "." in title else title
    return name_slug(stem), records.compose_file([("title", ""), ("url", "")], STARTING_BODY["listings"], head)
