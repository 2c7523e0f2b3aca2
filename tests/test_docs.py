"""The documentation stays true: commands, options and settings that it names exist, and all that exist are named."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from papershelf.cli import cli
from papershelf.config import Settings
from papershelf.model.fields import AUTHOR, VENUE, names
from papershelf.readers import FORMATS, limits
from papershelf.records.emit import FIELDS
from papershelf.records.places import TAG_FIELDS, TOPIC_FIELDS
from support import ROOT

MANUAL = ROOT / "docs" / "manual"
PAGES = sorted([*ROOT.glob("*.md"), *MANUAL.glob("*.md")])
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))


def options(command: click.Command) -> set[str]:
    return {name for param in command.params if isinstance(param, click.Option) for name in param.opts
            if name.startswith("--")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_a_page_names_exist(page: Path) -> None:
    """Every `papershelf …` and `make …` in code can be typed."""
    text = page.read_text("utf-8")
    code = "\n".join(block + span for block, span in re.findall(r"```shell\n(.*?)```|`([^`\n]+)`", text, re.S))
    for name in re.findall(r"(?:^|/)papershelf ([a-z]+)", code, re.M):
        assert name in cli.commands, f"papershelf {name}"
    for targets in re.findall(r"^make ((?:[a-z]+ ?)+)", code, re.M):
        assert set(targets.split()) <= TARGETS, f"make {targets}"


def test_every_command_and_option_is_documented() -> None:
    """docs/manual/commands.md names each command and each of its options."""
    text = (MANUAL / "commands.md").read_text("utf-8")
    for name, command in cli.commands.items():
        assert f"## `papershelf {name}" in text, name
        for option in options(command):
            assert re.search(rf"`[^`]*{option}\b", text), f"{name} {option}"


def test_no_option_is_documented_that_does_not_exist() -> None:
    """Every option that docs/manual/commands.md names can be given to a command."""
    text = (MANUAL / "commands.md").read_text("utf-8")
    known = set().union(*(options(command) for command in cli.commands.values()))
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= known


def test_settings_are_documented_as_they_are_declared() -> None:
    """docs/manual/settings.md has a row for each setting, with its default and its own words."""
    text = (MANUAL / "settings.md").read_text("utf-8")
    for setting in fields(Settings):
        said = setting.metadata["default"]
        said = f"[{', '.join(said)}]" if isinstance(said, tuple) else said
        default = f"`{said}`" if said else "none"
        assert f"| `{setting.name}` | {default} | {setting.metadata['help']} |" in text


def test_fields_of_files_are_documented() -> None:
    """Every field that a record or a topic may have is explained."""
    records = (MANUAL / "records.md").read_text("utf-8")
    topics = (MANUAL / "topic-files.md").read_text("utf-8")
    assert all(f"`{name}`" in records for name in FIELDS)
    tags = (MANUAL / "tag-files.md").read_text("utf-8")
    assert all(f"`{name}`" in topics for name in TOPIC_FIELDS if name != "title")
    assert all(f"`{name}`" in tags for name in TAG_FIELDS)
    people = (MANUAL / "author-files.md").read_text("utf-8")
    assert all(f"`{name}`" in people for name in (*names(AUTHOR), *names(VENUE)))


def test_formats_are_documented() -> None:
    """docs/manual/commands.md names every format that `--format` takes."""
    text = (MANUAL / "commands.md").read_text("utf-8")
    assert all(f"`{one.name}`" in text for one in FORMATS)


def test_the_manual_tells_the_limits() -> None:
    """Every limit of a file, an entry and a field stands in the manual with its number."""
    said = set(re.findall(r"\d[\d,]*", (MANUAL / "commands.md").read_text("utf-8")))
    numbers = {limits.FILE, limits.ENTRY, limits.ITEM, *limits.FIELDS.values(), *limits.ITEMS.values()}
    assert {f"{number:,}" for number in numbers} <= {one.rstrip(",") for one in said}
