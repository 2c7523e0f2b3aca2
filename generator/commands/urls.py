"""`papershelf urls`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import check, config, site
from papershelf.commands.options import progress, shelf_options
from papershelf.config import Config
from papershelf.data_files import data_files
from papershelf.errors import PapershelfError
from papershelf.locking import locked, sweep_beside
from papershelf.site import Say
from papershelf.write import write_over


@click.command("urls")
@shelf_options
@click.option("--write", is_flag=True, help="Add them to published-urls.txt.")
def urls_command(docs: Path | None, config_file: Path | None, write: bool) -> None:
    """List the addresses that the site has and published-urls.txt does not."""
    for address in new_addresses(config.load(config_file, docs), progress, write=write):
        click.echo(address)


def new_addresses(shelf: Config, say: Say, *, write: bool) -> list[str]:
    """Addresses that the site has and the list of published ones does not. Out: those addresses;
    with `write` they are in the list afterwards."""
    loaded = site.load(shelf)
    plan = site.plan(loaded, shelf, say, with_map=False)
    files = [*loaded.pages, *(page.path for page in plan.pages), *data_files(plan.book, plan.bibtex, shelf)]
    addresses = site.addresses_of(dict.fromkeys(files))
    if not write:
        return check.missing_addresses(check.read_published(loaded.published), addresses)
    path = shelf.published
    with locked(shelf.docs, say):
        sweep_beside(path)
        # Read again: somebody may have saved it while the pages were planned.
        was = path.read_bytes() if path.is_file() else None
        text = (was or b"").decode("utf-8", "replace")
        new = check.missing_addresses(check.read_published(text), addresses)
        if new and not write_over(path, was, (was or b"") + check.with_new(text, new)[len(text):].encode()):
            raise PapershelfError(f"{path}:1: was saved at this moment, and stays as it is; tell urls --write again")
    return new
