"""`papershelf new`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import config, exports, records
from papershelf.commands.options import progress, shelf_options
from papershelf.commands.topics import NO_GROUP
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.locking import locked
from papershelf.model import STARTING_SUMMARY, Paper, Term, Topic
from papershelf.site import Say
from papershelf.text.slugs import title_key, title_slug
from papershelf.write import write_over


@click.command("new")
@click.argument("kind", type=click.Choice(["paper", "topic"]))
@click.argument("title")
@shelf_options
def new_command(kind: str, title: str, docs: Path | None, config_file: Path | None) -> None:
    """Start a file for a paper or a topic with this TITLE, to edit."""
    click.echo(start(config.load(config_file, docs), kind, title, progress))


def start(shelf: Config, kind: str, title: str, say: Say) -> Path:
    """A starting file for a paper or a topic.

    Raises `UsageError` where it exists, or where the title has no letters.
    """
    if not title_key(title):
        raise UsageError("a title needs letters or digits")
    slug = title_slug(title)
    path = shelf.docs / f"{kind}s" / f"{slug}.md"
    schema = "record" if kind == "paper" else kind
    head = exports.schema_comment(f"{shelf.shelf_url}api/{schema}.schema.json" if shelf.shelf_url else "")
    if kind == "paper":
        text = records.compose(Paper(slug, title, summary=STARTING_SUMMARY), {}, head)
    else:
        text = records.compose_topic(Topic(
            slug, title, NO_GROUP, "What belongs here, in one line.", (Term(title.lower(), 3),),
            "What the question is, which schools of answer there are, and what is still open."), head)
    with locked(shelf.docs, say):
        if not write_over(path, None, text.encode()):
            raise UsageError(f"{path} exists; edit it, or give another title")
    return path
