"""What tests share that is no fixture: where things are, and how large and how random they are."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from papershelf.cli import cli
from papershelf.records.yaml_files import LOADER

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LISTINGS = SHARED / "listings"
# `make campaign` sets both: how much of its full size a campaign has, in percent, and the number that all follows from.
CAMPAIGN = int(os.environ.get("PAPERSHELF_CAMPAIGN", "0"))
SEED = int(os.environ.get("PAPERSHELF_SEED", "0"))


def examples(usual: int, whole: int) -> settings:
    """How many examples a property takes, usually and in a whole campaign.

    Outside of campaigns the examples are the same each time, so that a test that passed passes; no deadline, as a busy
    machine is no error.
    """
    count = max(usual, whole * CAMPAIGN // 100) if CAMPAIGN else usual
    return settings(max_examples=count, derandomize=not CAMPAIGN, deadline=None,
                    suppress_health_check=[HealthCheck.too_slow])


def draws(strategy: SearchStrategy[Any], count: int) -> list[Any]:
    """So many examples of a strategy, for tests that ask for all of them at once."""
    found = list[Any]()

    def one(value: Any) -> None:
        found.append(value)

    examples(count, count)(given(strategy)(one))()
    return found


def node() -> str:
    """Node.js, as the environment or the system has it."""
    path = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if path is None:
        pytest.skip("no node; `make test` installs it")
    return path


# For the promises that nothing of a person's is lost.
THOROUGH = examples(100, 5000)

_CONFIGURATION = """\
site_name: Invented
site_description: Papers that nobody wrote.
site_url: https://papers.example/shelf/
repo_url: https://github.com/example/shelf
edit_uri: edit/main/docs/
theme: papershelf
plugins:
  - papershelf:
      related: 6
      {options}
nav:
  - Home: index.md
  - Topics: topics/index.md
  - Papers: papers/index.md
  - About:
      - About: about.md
      - contributing.md
"""


def small_shelf(folder: Path, *options: str) -> Path:
    """A folder with the configuration, the pages and the topics of the invented shelf, and the plugin's options."""
    (folder / "docs" / "topics").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIGURATION.format(options="\n      ".join(options)), "utf-8")
    for name, text in (("index", "# Invented papers\n\nNobody wrote them.\n"), ("about", "# About us\n\nWe read.\n"),
                       ("contributing", "# Taking part\n\nOne file, one paper.\n")):
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    for topic in (ROOT / "tests" / "shelf").glob("*.md"):
        shutil.copy(topic, folder / "docs" / "topics")
    return folder


def listed_shelf(folder: Path) -> Path:
    """A folder with the invented shelf and the records of its listings."""
    small_shelf(folder)
    sources = [str(path) for path in sorted((ROOT / "tests" / "shelf").glob("*.txt"))]
    done = CliRunner().invoke(cli, ["import", *sources, "--config", str(folder / "mkdocs.yml"), "--date", "2024-07-09"])
    assert done.exit_code == 0, done.output
    return folder


def front_of(text: str) -> Any:
    """A record's front matter as YAML."""
    return yaml.load(text.split("---\n")[1], Loader=LOADER)
