"""What commands share: the options that choose a shelf, progress, and the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from papershelf.model import Problem

# So many problems of one kind may be told one by one.
_ALIKE = 10
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


def messages(problems: Iterable[Problem]) -> list[str]:
    """The problems as lines; of more than ten alike in one file the first, with their count and two other lines."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.file, problem.code, problem.hint), []).append(problem)
    return [str(one) for group in alike.values() for one in (group if len(group) <= _ALIKE else [_one_for(group)])]


def _one_for(group: Sequence[Problem]) -> Problem:
    first, second, third, *_ = group
    count = f"{len(group)} like this, also in line {second.line} and line {third.line}"
    return replace(first, what=f"{first.what} ({count})")


def finish(problems: Iterable[Problem], *, failed: bool = False) -> None:
    """Print the problems, and leave with status 1 where there are any, or where the command `failed` otherwise."""
    for message in messages(problems):
        click.echo(message, err=True)
        failed = True
    if failed:
        sys.exit(1)
