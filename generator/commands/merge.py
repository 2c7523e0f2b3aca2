"""`papershelf merge`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import config, merge, records
from papershelf.commands.options import progress, shelf_options
from papershelf.commands.selecting import known_records
from papershelf.config import Config
from papershelf.errors import PapershelfError, UsageError
from papershelf.locking import locked
from papershelf.render import escape
from papershelf.site import Say
from papershelf.write import write_over


@click.command("merge")
@click.argument("kept")
@click.argument("other")
@shelf_options
def merge_command(kept: str, other: str, docs: Path | None, config_file: Path | None) -> None:
    """Make the record OTHER part of the record KEPT: nothing is lost, and its address leads on."""
    click.echo(merge_two(config.load(config_file, docs), kept, other, progress))


def merge_two(shelf: Config, kept: str, other: str, say: Say) -> Path:
    """Make two records one, which keeps everything of both and answers at both addresses. A merge that was killed in
    the middle is finished when it is told again.

    Raises:
        UsageError: A record does not exist.
        PapershelfError: One of them cannot be edited without a loss, or was saved at this moment.
    """
    if kept == other:
        raise UsageError("give the names of two records")
    folder = shelf.docs / "papers"
    with locked(shelf.docs, say):
        by_slug = known_records((kept, other), records.read_papers(folder)[0])
        values, blocks = merge.merge_records(by_slug[kept], by_slug[other], escape)
        text = records.joined(by_slug[kept], by_slug[other], values, blocks)
        for slug, data in ((kept, text.encode()), (other, None)):
            if not write_over(folder / f"{slug}.md", by_slug[slug].text.encode(), data):
                raise PapershelfError(f"papers/{slug}.md:1: was saved while the merge ran, and stays as it is; "
                                      "merge again")
    return folder / f"{kept}.md"
