"""What the README's first screen says can be typed: each block of shell that is not marked as for the registry."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from support import ROOT

Run = Callable[..., Result]
BLOCKS = re.findall(r"^```shell\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
COMMANDS = [shlex.split(line, comments=True) for block in BLOCKS for line in block.splitlines() if line.strip()]


def makes(*arguments: str, dry: bool = True) -> subprocess.CompletedProcess[str]:
    # A run of make around this one says in variables how it was called, and that is nothing for this one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *(["-n"] if dry else []), *arguments], cwd=ROOT, capture_output=True, text=True,
                          env=environment, check=False)


def test_only_what_runs_from_a_clone_is_promised() -> None:
    """Every line goes to make, changes the folder to the new shelf, or serves it; what needs a release is marked."""
    assert COMMANDS
    assert {line[0] for line in COMMANDS} <= {"make", "cd", ".venv/bin/mkdocs"}
    assert "```shell registry\nuvx papershelf init" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("line", [line for line in COMMANDS if line[0] == "make"], ids=" ".join)
def test_make_knows_what_to_do(line: list[str]) -> None:
    """make plans each target with the arguments that the README gives it."""
    done = makes(*line[1:])
    assert done.returncode == 0, done.stderr


def test_a_new_shelf_is_what_the_block_says(tmp_path: Path, run: Run) -> None:
    """The plan of `make shelf` runs `init` with the folder and the list, which makes a shelf there, and puts the
    program where the next line of the block looks for it."""
    line = next(line for line in COMMANDS if line[:2] == ["make", "shelf"])
    given = dict(word.split("=", 1) for word in line[2:])
    plan = [shlex.split(step) for step in makes(*line[1:]).stdout.splitlines() if " init " in step]
    assert [step[1:] for step in plan] == [["init", given["DIR"], "--from", given["FROM"]]]
    source, folder = tmp_path / given["FROM"], tmp_path / Path(given["DIR"]).name
    source.write_text("@misc{k, title={Soft kettles boil}, author={Lee, Ann}, year={2024}}\n")
    assert "1 papers" in run("init", folder, "--from", source).output
    at = COMMANDS.index(line)
    assert COMMANDS[at + 1:at + 3] == [["cd", given["DIR"]], [".venv/bin/mkdocs", "serve"]]
    assert f'"{given["DIR"]}/.venv"' in makes(*line[1:]).stdout


@pytest.mark.skipif(not os.environ.get("CI"), reason="builds the whole site; set CI to run it")
def test_the_site_is_made() -> None:
    """`make site` ends well and leaves the page that it names."""
    done = makes("site", dry=False)
    assert done.returncode == 0, done.stderr
    assert (ROOT / "site" / "index.html").is_file()
