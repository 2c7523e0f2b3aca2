"""A build after an edit gives what a build from nothing gives, and leaves alone what stays the same."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from campaign import scale
from campaign.rebuilds import Edited
from papershelf.cache import Cache

EDITS = 6  # in a row, of one shelf


@pytest.mark.parametrize("seeds", scale.pieces(2, 840, 1), ids=str)
def test_a_build_after_an_edit_is_a_build_from_nothing(tmp_path: Path, seeds: range) -> None:
    """After any edit, removal, renaming or accident, `build/docs` and `site/` hold the bytes that a build without a
    past writes, and the same warnings are told."""
    for seed in seeds:
        shelf = Edited(tmp_path / str(seed), seed)
        edits = ["the first build"]
        for _ in range(EDITS):
            files, warnings = shelf.built()
            clean, told = shelf.built_from_nothing(tmp_path / f"clean {seed}")
            assert files.keys() == clean.keys(), edits
            assert [path for path, data in files.items() if data != clean[path]] == [], edits
            assert warnings == told, edits
            edits.append(shelf.edit())


def test_what_stays_the_same_is_not_written(tmp_path: Path) -> None:
    """Where nothing changed no file of the site is touched, and where one page changed its neighbours are not."""
    shelf = Edited(tmp_path, 1)
    shelf.put("about.md", "# About\n\nFirst words.\n")
    shelf.built()
    shelf.built()
    remade = {"404.html", "sitemap.xml", "sitemap.xml.gz"}  # of all pages, and made at once
    before = times(tmp_path / "site")
    shelf.built()
    after = times(tmp_path / "site")
    assert {path for path in after if after[path] != before[path]} == remade
    shelf.put("about.md", "# About\n\nOther words.\n")
    shelf.built()
    after = times(tmp_path / "site")
    assert {path for path in after if after[path] != before[path]} == {*remade, "about/index.html"}


def times(folder: Path) -> dict[str, int]:
    """When each file below a folder was written last."""
    return {path.relative_to(folder).as_posix(): path.stat().st_ctime_ns for path in folder.rglob("*")
            if path.is_file()}


def test_a_cache_keeps_what_it_is_given(tmp_path: Path) -> None:
    """Values come back by space and name; what is not to be kept is gone, and so is a space that is dropped."""
    kept = Cache(tmp_path)
    kept.write("a", {"one": b"1", "two": b"2"})
    kept.write("b", {"one": b"other"})
    assert Cache(tmp_path).read("a") == {"one": b"1", "two": b"2"}
    assert Cache(tmp_path).read("a", ["two", "three"]) == {"two": b"2"}
    kept.write("a", {"three": b"3"}, keep={"one"})
    assert kept.read("a") == {"one": b"1", "three": b"3"}
    kept.drop("a")
    assert kept.read("a") == {}
    assert kept.read("b") == {"one": b"other"}


def test_a_cache_is_bounded(tmp_path: Path) -> None:
    """Of many spaces those that were written last are kept, and so are the files of the programs that ran last."""
    kept = Cache(tmp_path)
    for number in range(40):
        kept.write(f"space {number}", {"name": b"value"})
    assert kept.read("space 0") == {}
    assert kept.read("space 39") == {"name": b"value"}
    other = tmp_path / "others"
    other.mkdir()
    for number in range(5):
        (other / f"{number}.sqlite").write_bytes(b"")
        os.utime(other / f"{number}.sqlite", (number, number))
    Cache(other).write("space", {"name": b"value"})
    assert len(list(other.glob("*.sqlite"))) == 3


def test_a_value_that_was_changed_is_not_there(tmp_path: Path) -> None:
    """Bytes that are not those that were written are no value."""
    kept = Cache(tmp_path)
    kept.write("a", {"one": b"1", "two": b"2"})
    file = sqlite3.connect(next(tmp_path.glob("*.sqlite")))
    file.execute("UPDATE kept SET value = CAST(value || 'x' AS BLOB) WHERE name = 'one'")
    file.commit()
    file.close()
    assert kept.read("a") == {"two": b"2"}


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 999])
def test_a_damaged_cache_is_empty(tmp_path: Path, damage: bytes) -> None:
    """A file that is no database counts as none, and is made anew."""
    Cache(tmp_path).write("a", {"one": b"1"})
    path = next(tmp_path.glob("*.sqlite"))
    for more in tmp_path.glob("*.sqlite-*"):
        more.unlink()
    path.write_bytes(damage)
    assert Cache(tmp_path).read("a") == {}
    Cache(tmp_path).write("a", {"one": b"2"})
    assert Cache(tmp_path).read("a") == {"one": b"2"}


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Where a file stands in the place of the folder, nothing is kept and nothing fails."""
    (tmp_path / "file").write_bytes(b"")
    kept = Cache(tmp_path / "file")
    kept.write("a", {"one": b"1"})
    assert kept.read("a") == {}
