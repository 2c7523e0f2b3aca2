"""The command line: it gathers the commands.

Status 0: fine; 1: something in the input is wrong, all of it reported; 2: wrong usage.
"""

from __future__ import annotations

import sys
import traceback
from tempfile import NamedTemporaryFile
from typing import Any, NoReturn

import click

from papershelf import __version__
from papershelf.commands import COMMANDS
from papershelf.errors import PapershelfError, UsageError, of_the_system

# Where errors of the program's are reported.
ISSUES = "https://github.com/papershelf/papershelf/issues"


class _Group(click.Group):
    """Commands whose errors of the user become one line and a status; the only place where they are caught. An error
    of the program's becomes one, too, and its traceback a file."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PapershelfError as error:
            click.echo(str(error), err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            click.echo(str(of_the_system(error)), err=True)
            ctx.exit(1)
        except Exception as error:
            click.echo(_told(error), err=True)
            ctx.exit(1)


def _told(error: Exception) -> str:
    """What a person reads of an error that is nobody's but the program's: where to report it, and with what."""
    if "null byte" in str(error) or "null character" in str(error):
        return "a path holds a NUL character, which no path can; write it without"
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    try:
        with NamedTemporaryFile("w", encoding="utf-8", errors="backslashreplace", prefix="papershelf-error-",
                                suffix=".txt", delete=False) as file:
            file.write(f"papershelf {__version__}, Python {sys.version}, {sys.platform}\n")
            file.write("".join(traceback.format_exception(error)))
        details = f"with the command that you ran and the file {file.name}, which holds the details"
    except OSError:
        details = "with the command that you ran and this line"
    return f"this is an error of papershelf's, not yours ({said}); report it at {ISSUES} {details}"


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
