"""`papershelf mcp`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from papershelf import building, config
from papershelf.agents import AUTHORS, CITATIONS, PAPERS, Desk
from papershelf.commands.options import FILE, shelf_options
from papershelf.errors import UsageError
from papershelf.search import FOLDER


@click.command("mcp")
@click.option("--site", "built", type=FILE, help="Answer from a built site in this folder, not the shelf's files.")
@shelf_options
def mcp_command(built: Path | None, docs: Path | None, config_file: Path | None) -> None:
    """Answer questions of agents about the shelf, on standard input and output (Model Context Protocol)."""
    try:
        from papershelf.agents_server import serve
    except ImportError:
        raise UsageError("the SDK of the protocol is not installed; run pip install 'papershelf[mcp]'") from None
    if built:
        serve(Desk(from_site(built)), built.name)
        return
    shelf = config.load(config_file, docs)
    files = building.readable(shelf, lambda stage: None)
    serve(Desk(files.__getitem__, shelf.shelf_url), shelf.title)


def from_site(folder: Path) -> Callable[[str], bytes]:
    """What gives the data of a shelf by name, from its built site."""
    def load(name: str) -> bytes:
        if name == CITATIONS:
            return (folder / "api" / "citations.js").read_bytes().partition(b" = ")[2].rstrip(b";\n")
        return ((folder / "api" if name in (PAPERS, AUTHORS) else folder / FOLDER) / name).read_bytes()

    if not (folder / "api" / PAPERS).is_file():
        raise UsageError(f"{folder} is no built site of a shelf; give the folder that mkdocs build wrote")
    return load
