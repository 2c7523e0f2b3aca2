"""`papershelf bundle`: everything in one file, which proves itself and builds itself again."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
import yaml
from click.testing import Result

from papershelf import exports
from support import listed_shelf

Run = Callable[..., Result]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A small shelf with two listings."""
    return listed_shelf(tmp_path / "shelf") / "mkdocs.yml"


def test_a_bundle_has_everything_and_builds_itself_again(shelf: Path, tmp_path: Path, run: Run) -> None:
    """Records, data and site are in it with their digests; the same shelf gives the same bytes; unpacked elsewhere, it
    makes the same site."""
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    assert "of 4 papers" in run("bundle", "--out", first, "--config", shelf).output
    run("bundle", "--out", second, "--config", shelf)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as file:
        names = set(file.namelist())
        told = json.loads(file.read("bundle.json"))
    assert {"shelf/mkdocs.yml", "shelf/docs/papers/pocketnet-tiny-networks-for-old-phones.md", "data/papers.json",
            "data/papers.bib", "data/CITATION.cff", "site/index.html", "site/topics/quantization/index.html"} <= names
    assert set(told["files"]) == names - {"bundle.json"}
    assert told["papers"] == 4
    assert run("bundle", "--verify", first, "--rebuild").output.endswith(f"{len(names)} files, 0 problems\n")


def test_what_was_changed_in_a_bundle_is_told(tmp_path: Path, run: Run) -> None:
    """A file that was changed, added, or that would lie elsewhere is an error each; what is no bundle is refused."""
    path = tmp_path / "bundle.zip"
    manifest = {"files": {"shelf/a.md": {"sha256": "0" * 64}, "shelf/gone.md": {"sha256": "0" * 64}}}
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("bundle.json", json.dumps(manifest))
        for name in ("shelf/a.md", "shelf/more.md", "../outside.md"):
            file.writestr(name, "A kite.")
    said = run("bundle", "--verify", path, status=1).output
    for told in ("shelf/a.md is not what was bundled", "shelf/gone.md is missing",
                 "shelf/more.md is not in its manifest", "../outside.md leads out of its folder"):
        assert told in said
    path.write_text("no archive")
    assert "is no bundle" in run("bundle", "--verify", path, status=2).output
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("title", ["Kites", 'A "shelf": {of} \\ kites # %', "凧"])
def test_a_shelf_says_how_it_is_cited(title: str) -> None:
    """CITATION.cff is YAML with what its format demands, CITATION.bib an entry, whatever the shelf is called."""
    files = exports.citation_files(title, "https://kites.org/", "2024-07-09", "CC-BY-4.0")
    said = yaml.safe_load(files["CITATION.cff"])
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
    assert (said["title"], said["date-released"]) == (title, "2024-07-09")
    assert len(bibtexparser.parse_string(files["CITATION.bib"]).entries) == 1
