"""`papershelf export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from papershelf import config, exports, site
from papershelf.commands.options import FILE, finish, progress, shelf_options
from papershelf.errors import UsageError
from papershelf.model import Paper
from papershelf.write import write_over

README = "readme"
FORMS: Mapping[str, Callable[[Sequence[Paper]], str]] = {
    "json": exports.to_json, "bibtex": exports.to_bibtex, "ris": exports.to_ris, "csl": exports.to_csl,
    "csv": exports.to_csv}


@click.command("export")
@click.argument("kind", type=click.Choice([*FORMS, README]))
@shelf_options
@click.option("--into", "into_file", type=FILE, help="Write the list of `readme` between its two marks in this file.")
def export_command(kind: str, docs: Path | None, config_file: Path | None, into_file: Path | None) -> None:
    """Print the shelf on standard output as KIND."""
    if into_file and kind != README:
        raise UsageError("--into goes with readme alone")
    shelf = config.load(config_file, docs)
    loaded = site.load(shelf)
    shelved = site.shelve(loaded, shelf, progress)
    text = exports.to_readme(shelved.papers, shelved.topics) if kind == README else FORMS[kind](shelved.papers)
    text = exports.licensed(text, kind, shelf.settings.license, shelf.settings.license_url)
    if into_file:
        put_into(into_file, text)
        finish(loaded.problems)
        return
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
    finish(loaded.problems)


def put_into(path: Path, block: str) -> None:
    """Write the list between its marks in a file, or at its end where it has none; every other byte stays.

    Raises `UsageError` where only one of the marks is there, or where the file is not UTF-8.
    """
    try:
        before = path.read_bytes() if path.exists() else None
        text = exports.into((before or b"").decode("utf-8"), block)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); give a file in UTF-8") from error
    if text is None:
        raise UsageError(f"{path} has one of the marks alone; write both, {exports.BEGIN} and {exports.END}, or none")
    if before != text.encode() and not write_over(path, before, text.encode()):
        raise UsageError(f"{path} was saved meanwhile; export again")
