"""`papershelf export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from papershelf import config, exports, site
from papershelf.commands.options import finish, progress, shelf_options
from papershelf.model import Paper

FORMS: Mapping[str, Callable[[Sequence[Paper]], str]] = {
    "json": exports.to_json, "bibtex": exports.to_bibtex, "ris": exports.to_ris, "csl": exports.to_csl,
    "csv": exports.to_csv}


@click.command("export")
@click.argument("kind", type=click.Choice(list(FORMS)))
@shelf_options
def export_command(kind: str, docs: Path | None, config_file: Path | None) -> None:
    """Print the shelf on standard output as KIND."""
    shelf = config.load(config_file, docs)
    loaded = site.load(shelf)
    text = FORMS[kind](site.shelve(loaded, shelf, progress).papers)
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
    finish(loaded.problems)
