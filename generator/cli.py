"""The command line: it gathers the commands.

Status 0: fine; 1: something in the input is wrong, all of it reported; 2: wrong usage.
"""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from papershelf import __version__
from papershelf.commands import COMMANDS
from papershelf.errors import PapershelfError, UsageError


class _Group(click.Group):
    """Commands whose errors of the user become one line and a status; the only place where they are caught."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PapershelfError as error:
            click.echo(str(error), err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papershelf")
def cli() -> None:
    """Listings of research papers in, a documentation site out."""


for _command in COMMANDS:
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line."""
    cli(prog_name="papershelf")
    sys.exit(0)
