"""What the system refuses, what is too large, and what is the program's own error: a line each, never a traceback."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf import site
from papershelf.clean.urls import hide, show
from papershelf.cli import cli
from papershelf.model import Entry, Source
from papershelf.readers import limits, read_data, read_file

Run = Callable[..., Result]
DIGITS, HEX = "9" * 5000, f"0x{'f' * 5000}"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf of one record, with a configuration."""
    (tmp_path / "docs" / "papers").mkdir(parents=True)
    (tmp_path / "docs" / "papers" / "a.md").write_text("---\ntitle: Kites fly\n---\n\nThey do.\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Kites\ntheme: papershelf\nplugins: [papershelf]\n")
    (tmp_path / "x.bib").write_text("@misc{x, title = {Strings}}")
    return tmp_path


def test_an_error_of_the_program_is_one_line_and_a_file(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says whose fault it is, where to report it and with what; the traceback is in a file, not on the terminal."""
    def broken(config: object) -> None:
        raise KeyError("wind")

    monkeypatch.setattr(site, "load", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    result = CliRunner().invoke(cli, ["export", "json", "--config", str(shelf / "mkdocs.yml")])
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "this is an error of papershelf's, not yours (KeyError: 'wind'); report it at https://" in result.output
    found = re.search(r"the file (\S+), which", result.output)
    assert found
    kept = Path(found[1]).read_text()
    assert "Traceback (most recent call last)" in kept
    assert 'raise KeyError("wind")' in kept
    assert kept.startswith("papershelf ")


@pytest.mark.parametrize(("number", "hint"), [
    (errno.ENOSPC, "make room on the disk"), (errno.EACCES, "take the right to read and write there"),
    (errno.EROFS, "a disk that can be written"), (errno.ENAMETOOLONG, "shorten the name"),
    (errno.EFBIG, "let the command write larger files"),
    (errno.EIO, "see to that path")])
def test_what_the_system_refuses_is_one_line(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    """Full disks, permissions, read-only folders: the path, what the system says, and what to do."""
    def refused(self: Path, target: Path) -> Path:
        raise OSError(number, "the system says no", str(target))

    monkeypatch.setattr(Path, "replace", refused)
    result = CliRunner().invoke(cli, ["pages", "--config", str(shelf / "mkdocs.yml")])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert f"{shelf}/build/docs/" in result.output
    assert "the system says no; " in result.output
    assert hint in result.output


LONG = "x" * 300


@pytest.mark.parametrize("arguments", [
    ["import", LONG], ["pages", "--out", LONG], ["pages", "--config", LONG], ["merge", LONG, "a"], ["diff", LONG],
    ["import", "."], ["import", "x.bib", "--report", "no/such/report.json"], ["import", "x.bib", "--report", "."],
    ["pages", "--out", "x.bib"], ["pages", "--out", "x.bib/y"], ["export", "json", "--docs", "a\0b"],
    ["pages", "--out", "a\0b"], ["check", "--config", "a\0b"], ["import", "a\0b"], ["diff", "a\0b"],
    ["diff", "docs", "--html", LONG]])
def test_paths_that_cannot_be_are_told(shelf: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Names of 300 characters, NUL, folders for files, files for folders, reports in no folder: an error in words."""
    monkeypatch.chdir(shelf)
    result = CliRunner().invoke(cli, arguments)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code in (1, 2)
    assert result.output.strip()
    assert "error of papershelf's" not in result.output
    assert {path.name for path in shelf.iterdir()} <= {"docs", "mkdocs.yml", "x.bib", "build"}


ENDLESS = [
    f"year: {HEX}", f"year: {DIGITS}", f"listings: [{{file: a.txt, line: {HEX}}}]", f"tags: [{HEX}]",
    f"links: {{a: {HEX}}}", f"x-mine: {HEX}", f"imported: {{title: {HEX}}}",
    "x-a: &a {k: v}\nx-b: &b {<<: [*a, *a, *a, *a, *a, *a, *a]}\nx-c: &c {<<: [*b, *b, *b, *b, *b, *b, *b]}\n"
    "x-d: &d {<<: [*c, *c, *c, *c, *c, *c, *c]}\nx-e: {<<: [*d, *d, *d, *d, *d, *d, *d]}"]


def test_numbers_and_merges_without_end_are_told(shelf: Path, run: Run) -> None:
    """Numbers of 5,000 digits and a bomb of merged mappings are errors of their records, which stay as they are."""
    for number, line in enumerate(ENDLESS):
        (shelf / "docs" / "papers" / f"b{number}.md").write_text(f"---\ntitle: Strings {number}\n{line}\n---\n")
    for command in (["export", "json"], ["import", shelf / "x.bib", "--dry-run"]):
        said = run(*command, "--config", shelf / "mkdocs.yml", status=1).output
        assert "error of papershelf's" not in said
        assert all(f"papers/b{number}.md:" in said for number in range(len(ENDLESS)))


@pytest.mark.parametrize("text", [
    f'[{{"title": "Kites", "year": {DIGITS}}}]', f'{{"title": "Kites", "year": {DIGITS}}}\n{{"title": "Nets"}}\n',
    f'[{{"title": "Kites", "upvotes": -{DIGITS}, "citationCount": 1e999, "year": 1e999}}]'])
def test_numbers_without_end_in_a_source_harm_nobody(text: str) -> None:
    """The paper is read, or its error told, and the next one, too."""
    entries, problems = read_data(text.encode(), "x.json")
    assert len(entries) + len(problems) == text.count("title")
    assert entries[0].year is None


def test_no_address_vanishes() -> None:
    """However many addresses a text has, all are there after a repair."""
    text = " ".join(f"https://a.io/{n}" for n in range(70_000))
    assert show(*hide(text)) == text


def test_limits_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry, a field and a file that are larger than anything a paper has are rejected with their size."""
    papers = [{"title": "Kites", "abstract": "wind " * 30_000}, {"title": "Nets"}, {"title": "x" * 5000},
              {"title": "Strings", "authors": ["Ada Reed"] * 20_001}]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(papers))
    entries, problems = read_file(path)
    assert [entry.title for entry in entries] == ["Nets"]
    assert [problem.rejects for problem in problems] == [True] * 3
    said = "\n".join(map(str, problems))
    assert re.search(r"abstract has 1[45]\d,\d{3} characters, more than the 100,000 that are read; ", said)
    assert "title has 5,000 characters, more than the 4,000 that are read; " in said
    assert limits.too_large(Entry("Kites", Source("x", 1), links={"code": "x" * 9000}))
    assert limits.too_large(Entry("Kites", Source("x", 1), authors=("x" * 5000,) * 500))
    monkeypatch.setattr("papershelf.readers.FILE", 10)
    assert "bytes, more than the 10 that are read; part the file" in str(read_file(path)[1][0])
