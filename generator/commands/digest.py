"""`papershelf digest`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import config, exports, pages, site
from papershelf.commands.options import finish, progress, shelf_options
from papershelf.errors import UsageError
from papershelf.model import Day


@click.command("digest")
@shelf_options
@click.option("--since", required=True, metavar="DATE", help="The first listing's date: 2025-03-11, or 03-11.")
def digest_command(docs: Path | None, config_file: Path | None, since: str) -> None:
    """Print the newsletter of what is new, as Markdown."""
    day = Day.parse(since)
    if not day:
        raise UsageError(f"{since or 'nothing'} is no date; give 2025-03-11, or 03-11 for listings without a year")
    shelf = config.load(config_file, docs)
    loaded = site.load(shelf)
    shelved = site.shelve(loaded, shelf, progress)
    click.echo(exports.to_digest(shelved, day, lambda slug: pages.paper_address(shelf.shelf_url, slug)), nl=False)
    finish(loaded.problems)
