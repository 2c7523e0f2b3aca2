"""A new shelf: what `init` writes, what it refuses, and that nothing of another shelf is in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from papershelf import __version__
from papershelf.cli import cli
from support import ROOT

Run = Callable[..., Result]
TABLE = "title,year,abstract\n" + "".join(
    f"{title},2024,We {title.lower()} and measure what it costs in water and time.\n"
    for title in ("Boil soft kettles", "Cool soft kettles", "Fold paper boats", "Sink paper boats"))
FILES = {"mkdocs.yml", "README.md", "requirements.txt", ".gitignore", "docs/index.md", "docs/about.md",
         "docs/contributing.md", ".github/workflows/check.yml", ".github/workflows/publish.yml",
         ".github/ISSUE_TEMPLATE/add-paper.yml", ".github/ISSUE_TEMPLATE/correct-paper.yml",
         ".github/ISSUE_TEMPLATE/propose-topic.yml", ".github/pull_request_template.md"}


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_new_shelf_is_whole_and_says_what_it_wrote(tmp_path: Path, run: Run) -> None:
    """Every file is there, named in the output, and the shelf has no error; its version is pinned."""
    shelf = tmp_path / "soft-kettles"
    out = run("init", shelf).output
    assert files(shelf).keys() == FILES
    assert all(str(shelf / name) in out for name in FILES)
    assert "mkdocs serve" in out
    assert (shelf / "requirements.txt").read_text() == f"papershelf=={__version__}\n"
    assert yaml.safe_load((shelf / "mkdocs.yml").read_text())["site_name"] == "Soft kettles"
    assert "no errors" in run("check", "--config", shelf / "mkdocs.yml").output
    assert all(yaml.safe_load(text) for name, text in files(shelf).items() if name.endswith(".yml"))


@pytest.mark.parametrize("name", ['"Kettles": a #1 <shelf>', "{{ x }} [[ y ]] ${{ z }}", "- *Kettles*\nand pots",
                                  "Ke\x85tt\x7fles \u200b\ufeff\U0001fad6"])
def test_any_name_is_text(tmp_path: Path, run: Run, name: str) -> None:
    """A name with the signs of YAML, Markdown and templates is what the shelf is called."""
    run("init", tmp_path / "s", "--name", name)
    assert yaml.safe_load((tmp_path / "s" / "mkdocs.yml").read_text())["site_name"] == " ".join(name.split())
    assert "<shelf>" not in (tmp_path / "s" / "docs" / "index.md").read_text()


def test_sources_become_records_and_topics(tmp_path: Path, run: Run) -> None:
    """With --from the next command shows a full site: papers, topics, and what stays unshelved is said."""
    (tmp_path / "list.csv").write_text(TABLE)
    shelf = tmp_path / "shelf"
    out = run("init", shelf, "--from", tmp_path / "list.csv", "--topics", "2").output
    assert re.search(r"^4 papers, [12] topics proposed; \d papers stay unshelved$", out, re.M)
    assert len(list((shelf / "docs" / "papers").glob("*.md"))) == 4
    assert "no errors" in run("check", "--config", shelf / "mkdocs.yml").output


def test_a_person_at_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, files and number of topics are asked for, a file that is none again; empty answers take the defaults; what
    an option says is not asked, and a folder that is refused is refused before any question."""
    monkeypatch.setattr("papershelf.commands.init._at_terminal", lambda: True)
    table = tmp_path / "list.csv"
    table.write_text(TABLE)
    answers = f"Kettles\n{tmp_path / 'none.csv'}\n{table}\n\n1\n"
    told = CliRunner().invoke(cli, ["init", str(tmp_path / "one")], input=answers)
    assert told.exit_code == 0, told.output
    assert "none.csv: is no file" in told.output
    assert "4 papers, 1 topics proposed" in told.output
    assert "site_name: \"Kettles\"" in (tmp_path / "one" / "mkdocs.yml").read_text()
    assert CliRunner().invoke(cli, ["init", str(tmp_path / "two-pots")], input="\n\n").exit_code == 0
    assert "site_name: \"Two pots\"" in (tmp_path / "two-pots" / "mkdocs.yml").read_text()
    said = ["--name", "x", "--from", str(table), "--topics", "0"]
    told = CliRunner().invoke(cli, ["init", str(tmp_path / "three"), *said])
    assert told.exit_code == 0, told.output
    told = CliRunner().invoke(cli, ["init", str(tmp_path / "three")])
    assert "is not empty" in told.output
    assert "called" not in told.output


def test_nothing_of_the_first_shelf_is_in_a_new_one(tmp_path: Path, run: Run) -> None:
    """No address, sentence or topic of this repository's shelf is in what init writes."""
    (tmp_path / "list.csv").write_text(TABLE)
    run("init", tmp_path / "shelf", "--from", tmp_path / "list.csv")
    text = "\n".join(files(tmp_path / "shelf").values())
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    assert settings["site_url"].removeprefix("https://").split("/")[0] not in text
    assert "fficient machine learning" not in text
    topics = {path.stem for path in (ROOT / "docs" / "topics").glob("*.md")}
    assert not topics & {path.stem for path in (tmp_path / "shelf" / "docs" / "topics").glob("*.md")}


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, run: Run) -> None:
    """Nothing is written beside a file of somebody's; an environment and a repository are no files of theirs."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "thesis.tex").write_text("x")
    assert "is not empty, thesis.tex stands there" in run("init", tmp_path, status=2).output
    assert files(tmp_path) == {"thesis.tex": "x"}
    assert "is no file" in run("init", tmp_path / "new", "--from", tmp_path / "none.bib", status=2).output
    assert not (tmp_path / "new").exists()


def test_a_guest_adds_records_and_says_what_to_add(tmp_path: Path, run: Run) -> None:
    """The site's own files stay; papers go below its docs, and the lines for its settings are printed."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Lab\ntheme: material\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Lab\n")
    (tmp_path / "list.csv").write_text(TABLE)
    out = run("init", tmp_path, "--guest", "--from", tmp_path / "list.csv", "--topics", "0").output
    assert "at: papers" in out
    assert len(list((tmp_path / "docs" / "papers" / "papers").glob("*.md"))) == 4
    assert (tmp_path / "docs" / "index.md").read_text() == "# Lab\n"
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: Lab\ntheme: material\n"
