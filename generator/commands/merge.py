"""`papershelf merge`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import config, merge, records, site
from papershelf.commands.options import shelf_options
from papershelf.commands.selecting import known_records
from papershelf.config import Config
from papershelf.errors import UsageError
from papershelf.write import write_file


@click.command("merge")
@click.argument("kept")
@click.argument("other")
@shelf_options
def merge_command(kept: str, other: str, docs: Path | None, config_file: Path | None) -> None:
    """Make the record OTHER part of the record KEPT: nothing is lost, and its address leads on."""
    click.echo(merge_two(config.load(config_file, docs), kept, other))


def merge_two(shelf: Config, kept: str, other: str) -> Path:
    """Make two records one, which keeps everything of both and answers at both addresses.

    Raises `UsageError` where a record does not exist.
    """
    by_slug = known_records((kept, other), site.load(shelf).records)
    if kept == other:
        raise UsageError("give the names of two records")
    values, notes = merge.merge_records(by_slug[kept], by_slug[other])
    text = records.apply(by_slug[kept].text, values)
    path = shelf.docs / "papers" / f"{kept}.md"
    write_file(path, f"{text.rstrip()}\n{notes}".encode() if notes else text.encode())
    (shelf.docs / "papers" / f"{other}.md").unlink()
    return path
