"""Every kind of error is told with its file, its line, what is wrong, and what would be right."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from papershelf import config
from papershelf.commands.check import check_shelf
from papershelf.model import Problem

Run = Callable[..., Result]
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "errors.yml").read_text("utf-8"))
TOPICS = {"tiny-nets": "Tiny nets", "sounds": "Sounds", "pictures": "Pictures", "maps": "Maps"}
FINE: dict[str, bytes] = {
    "papers/fine.md": b"---\ntitle: Fine\nyear: 2020\ntopics: [sounds]\n---\n\nTiny nets for sounds and maps.\n\n"
                      b"## Notes\n\n```\n<<<<<<< shown\n# no\n```\n",
    "papers/with-bom.md": "\ufeff---\ntitle: Marked\n---\n\nA.\n".encode(),
    "papers/with-crlf.md": b"---\r\ntitle: Windows\r\nyear: 2020\r\nlinks: {code: \"https://a.example\"}\r\n---\r\n\r\nA.\r\n",
    "papers/dated.md": b"---\ntitle: Dated nets\nlistings: [{file: a.txt, line: 1, date: 2024-03-11}]\n"
                       b"x-mood: [any, thing]\n---\n\nTiny nets for sounds and maps.\n",
    "papers/old-id.md": b"---\ntitle: Old\narxiv: hep-th/9901001\ndoi: 10.1000.10/a(b)c\naliases: []\n---\n\nA.\n",
    "tags/fine.md": b"---\ntitle: FineBench\nkind: dataset\nfamily: ImageNet\n---\n",
    "guide.md": b"# Guide\n\n## Setting up\n\n[here](#setting-up) [there](guide3.md) [two](guide2.md) "
                b"[top](papers/fine.md#notes)\n",
    "index.md": b"[guide](guide.md)\n",
    **{f"topics/{name}.md": f"---\ntitle: {title}\nmatch: [{title}]\n---\n".encode() for name, title in TOPICS.items()},
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """What one run says of a shelf that holds every error."""
    docs = tmp_path_factory.mktemp("shelf") / "docs"
    files = dict(FINE)
    files["topics/sounds.md"] = b"---\ntitle: Sounds\naliases: [noises]\nmatch: [sounds]\n---\n"
    for case in CASES:
        if "text" in case or "bytes" in case:
            files[case["file"]] = case["bytes"] if "bytes" in case else case["text"].encode()
        files |= {name: files.get(name, b"") + text.encode() for name, text in case.get("with", {}).items()}
    for name, data in files.items():
        path = Path(posixpath.normpath((docs / name).as_posix()))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return check_shelf(config.load(None, docs), lambda stage: None).problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mistake_is_told_with_line_and_cure(case: dict[str, Any], problems: tuple[Problem, ...]) -> None:
    """The message names the file and the line, says what is wrong, and says what would be right."""
    name = case["file"].removeprefix("../")
    here = [problem for problem in problems if problem.file == name]
    found = [problem for problem in here if problem.line == case["line"] and problem.what.startswith(case["what"])]
    assert found, here
    assert case["hint"] in found[0].hint, found[0].hint


def test_nothing_is_told_that_is_no_mistake(problems: tuple[Problem, ...]) -> None:
    """Every message belongs to a case; byte order marks, CRLF, own fields and shown conflicts are fine."""
    expected = {(case["file"].removeprefix("../"), case["line"]) for case in CASES}
    assert [problem for problem in problems if (problem.file, problem.line) not in expected] == []


def test_the_catalogue_is_long() -> None:
    """At least forty kinds of errors, each under its own name."""
    assert len({case["name"] for case in CASES}) == len(CASES) >= 40


SETTINGS = "site_name: X\nplugins:\n- papershelf:\n"


@pytest.mark.parametrize(("text", "line", "what", "hint"), [
    (f"{SETTINGS}    page_sise: 10\n", 4, "no setting is called page_sise", "write page_size"),
    (f"{SETTINGS}    colour: red\n", 4, "no setting is called colour", "there are language, "),
    (f"{SETTINGS}    related: many\n", 4, "related is not a number", "write related: 6"),
    (f"{SETTINGS}    related: true\n", 4, "related is not a number", "write related: 6"),
    (f"{SETTINGS}    page_size: 0\n", 4, "page_size is less than 1", "write page_size: "),
    (f"{SETTINGS}    related: -1\n", 4, "related is less than 0", "write related: 6"),
    (f"{SETTINGS}    language: klingon\n", 4, "no stemmer is called klingon", "take one of arabic, "),
    (f"{SETTINGS}    language: englsh\n", 4, "no stemmer is called englsh", "write language: english"),
    (f"{SETTINGS}    - related\n", 3, "papershelf is not a list of settings", "write name: value lines under it"),
    (f"{SETTINGS}    at: ../up\n", 4, "at is not the beginning of an address", "write at: papers"),
    (f"{SETTINGS}    license_url: CC BY\n", 4, "license_url is not a web address", "write license_url: https://"),
    ("extra:\n  papershelf: {related: 3}\n", 2, "extra.papershelf is not read any more", "move its lines below"),
    ("site_name: [X\nextra: {}\n", 2, "is not YAML", "fix the line"),
    ("- X\n", 1, "is not a list of settings", "write name: value lines"),
])
def test_a_mistake_in_the_settings_is_told(
    tmp_path: Path, run: Run, text: str, line: int, what: str, hint: str
) -> None:
    """A setting that cannot be stops every command, with its line and what would be right."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(text)
    out = run("check", "--config", path, status=1).output
    assert f"{path}:{line}: {what}" in out
    assert hint in out
