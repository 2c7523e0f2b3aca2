"""What commands share: the options that choose a shelf, progress, and the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from papershelf.model import Problem

FILE = click.Path(path_type=Path)


def shelf_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose another shelf."""
    docs = click.option("--docs", type=FILE, help="Folder of another shelf, instead of docs_dir of the configuration.")
    conf = click.option("--config", "config_file", type=FILE, help="Another configuration than mkdocs.yml.")
    return docs(conf(command))


def progress(stage: str) -> None:
    """Tell a person at a terminal what takes time; say nothing to files and pipes."""
    if sys.stderr.isatty():
        click.echo(f"  {stage} …", err=True)


def finish(problems: Iterable[Problem], *, failed: bool = False) -> None:
    """Print the problems, and leave with status 1 where there are any, or where the command `failed` otherwise."""
    for problem in problems:
        click.echo(str(problem), err=True)
        failed = True
    if failed:
        sys.exit(1)
