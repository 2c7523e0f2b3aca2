"""`papershelf pages`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import building, config
from papershelf.commands.options import FILE, finish, progress, shelf_options


@click.command("pages")
@shelf_options
@click.option("--out", type=FILE, help="Folder to write the tree to, instead of build/docs beside the configuration.")
def pages_command(docs: Path | None, config_file: Path | None, out: Path | None) -> None:
    """Write the complete Markdown tree that site builders read."""
    shelf = config.load(config_file, docs, out)
    built = building.build(shelf, progress)
    click.echo(f"{built.papers} papers, {built.pages} pages: {built.synced.written} files written, "
               f"{built.synced.deleted} deleted, {built.synced.unchanged} unchanged")
    finish(built.problems)
