"""A build after an edit gives what a build from nothing gives, and leaves alone what stays the same."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from campaign import scale
from campaign.rebuilds import Edited
from papershelf.cache import Cache
from papershelf.mkdocs_plugin.inline import Faster
from papershelf.spread import Helper, spread

EDITS = 6  # in a row, of one shelf


@pytest.mark.parametrize("seeds", scale.pieces(2, 840, 1), ids=str)  # a build, a preview
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


def test_pages_are_the_same_from_one_process_and_from_two(tmp_path: Path) -> None:
    """Many pages, some with links that lead nowhere, come out the same with `jobs: 1` and `jobs: 2`, with the same
    warnings."""
    shelf = Edited(tmp_path / "a", 3)
    for number in range(130):
        shelf.put(f"prose-{number}.md", shelf.prose())
    files, warnings = shelf.built()
    config = tmp_path / "a" / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("page_size: 4", "page_size: 4, jobs: 1"), "utf-8")
    clean, told = shelf.built_from_nothing(tmp_path / "b")
    assert {path: data for path, data in files.items() if data != clean.get(path)} == {}
    assert warnings == told
    assert any("nowhere.md" in one for one in warnings)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are copied although servers of other tests, which do nothing meanwhile, may run beside this one."""
    monkeypatch.setattr("papershelf.spread._may_fork", lambda: True)


@pytest.mark.usefixtures("forks")
def test_work_is_spread_in_order() -> None:
    """What comes of each piece is what one process makes of it, in the order of the things."""
    found = list(spread(lambda piece: [number * 2 for number in piece], range(100), jobs=2))
    assert len(found) > 2
    assert [number for piece in found for number in piece] == [number * 2 for number in range(100)]


@pytest.mark.usefixtures("forks")
def test_a_process_that_is_killed_costs_its_work_alone() -> None:
    """Where a process is killed in the middle, there are fewer results, each right, and no error."""
    def work(piece: Sequence[int]) -> list[int]:
        if 60 in piece:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(piece)

    found = [number for piece in spread(work, range(100), jobs=2) for number in piece]
    assert found == list(range(len(found)))
    assert len(found) <= 60


def parent(number: int) -> tuple[int, int]:
    """A number and the process that it was found in."""
    if number < 0:
        raise ValueError("too small")
    return number, os.getpid()


@pytest.mark.usefixtures("forks")
def test_a_helper_works_beside() -> None:
    """Work is done in another process, piece by piece, and results are those of each piece, asked for in any order."""
    with Helper(2) as helper:
        first, second = helper(parent, 1), helper(parent, 2)
        assert second()[0] == 2
        assert first()[0] == 1
        assert first()[1] == second()[1] != os.getpid()
    assert helper(parent, 3)() == (3, os.getpid())


@pytest.mark.usefixtures("forks")
def test_what_a_helper_cannot_do_is_done_here() -> None:
    """Work that cannot be told to another process, that fails there, or that it is killed in, is done here."""
    with Helper(2) as helper:
        assert helper(lambda number: (number, os.getpid()), 1)() == (1, os.getpid())
        with pytest.raises(ValueError, match="too small"):
            helper(parent, -1)()
        os.kill(helper(parent, 1)()[1], signal.SIGKILL)
        assert helper(parent, 2)() == (2, os.getpid())
    assert Helper(1)(parent, 2)() == (2, os.getpid())


@pytest.mark.parametrize("text", [
    "a *b* _c_ **d** `e` \\* [f](g.md) ![h](i.svg) <https://k.example> <l@m.example> &amp; &#42; n  \no <b>p</b>",
    "[a](b.md \"c *d*\"){.e} [f][g] [h] ![i][g]\n\n[g]: j.md\n[h]: k.md",
    "*a **b*** ***c* d** __e _f___ \\_g\\_ ` `` `", "a[^1] b[^2]\n\n[^1]: *c* `d`\n[^2]: e  \n    f",
    "<div markdown=\"1\">\n\n*a* <span title=\"*b*\">_c_</span> &lt;\n\n</div>",
])
def test_inline_patterns_are_what_they_were(text: str) -> None:
    """Text with every inline pattern becomes the same HTML as with Python-Markdown alone."""
    names = ["tables", "toc", "attr_list", "footnotes", "md_in_html"]
    assert markdown(text, extensions=[*names, Faster()]) == markdown(text, extensions=names)


@given(st.text(st.sampled_from("ab *_`\\[]()!<>&;#:@^.\n\"{}1"), max_size=60))
def test_no_text_tells_the_inline_patterns_apart(text: str) -> None:
    """Any signs of Markdown in any order become the same HTML as with Python-Markdown alone."""
    names = ["tables", "toc", "attr_list", "footnotes", "md_in_html"]
    assert markdown(text, extensions=[*names, Faster()]) == markdown(text, extensions=names)
