"""Shelves for the campaign: commands run in this process, files read without the program's code."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from papershelf.cli import cli

_FRONT = re.compile(r"\ufeff?---\r?\n(.*?)^---\r?\n", re.S | re.M)


class Loader(yaml.SafeLoader):
    """Safe, in Python, and without dates."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def front_of(text: str) -> dict[str, Any] | None:
    """The front matter of a file, or nothing where it is not YAML."""
    found = _FRONT.match(text)
    try:
        front = yaml.load(found[1], Loader=Loader) if found else None
    except yaml.YAMLError:
        return None
    return front if isinstance(front, dict) else None


def body_of(text: str) -> str:
    """What stands below the front matter."""
    found = _FRONT.match(text)
    return text[found.end():] if found else text


def section_of(text: str, name: str) -> str:
    """The text of a section, as a simple record has it."""
    found = re.search(rf"^## {name}\s*\n(.*?)(?=^## |\Z)", body_of(text).replace("\r\n", "\n"), re.S | re.M)
    return found[1].strip() if found else ""


# Without the program's vocabulary, which takes longer to read than all the rest.
CONFIG = "site_name: Kites\nsite_url: https://kites.example/\nplugins: [{papershelf: {vocabulary: []}}]\n"


class Shelf:
    """A shelf in a folder of its own."""

    def __init__(self, folder: Path, config: str = CONFIG) -> None:
        self.folder, self.docs = folder, folder / "docs"
        self.papers = self.docs / "papers"
        self.papers.mkdir(parents=True, exist_ok=True)
        self.config = folder / "mkdocs.yml"
        self.config.write_text(config, "utf-8")

    def run(self, *arguments: str, only_output: bool = False) -> tuple[int, str]:
        """Run a command on the shelf. Out: its status and what it printed, with its problems unless only the output is
        asked for; a traceback is an `AssertionError`."""
        result = CliRunner().invoke(cli, [*arguments, "--config", str(self.config)], catch_exceptions=True)
        if result.exception and not isinstance(result.exception, SystemExit):
            lines = traceback.format_exception(*result.exc_info)  # type: ignore[misc]
            raise AssertionError("a traceback: " + "".join(lines[-4:]))
        return result.exit_code, result.stdout if only_output else result.output

    def load(self, name: str, text: str) -> tuple[int, str]:
        """Import a source of that name."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return self.run("import", str(path))

    def texts(self) -> dict[str, str]:
        """The records by name, every byte as a sign."""
        return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(self.papers.glob("*.md"))}

    def write(self, texts: Mapping[str, str]) -> None:
        """Put records in place, byte by byte."""
        for slug, text in texts.items():
            (self.papers / f"{slug}.md").write_bytes(text.encode())
