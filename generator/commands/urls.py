"""`papershelf urls`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf import check, config, site
from papershelf.commands.options import progress, shelf_options
from papershelf.config import Config
from papershelf.site import Say
from papershelf.write import write_file


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
    files = [*loaded.pages, *(page.path for page in plan.pages), *site.data_files(plan, loaded, shelf)]
    new = check.missing_addresses(check.read_published(loaded.published), site.addresses_of(dict.fromkeys(files)))
    if write and new:
        write_file(shelf.docs.parent / site.PUBLISHED, check.with_new(loaded.published, new).encode())
    return new
