"""Names that lead elsewhere: nothing is written outside the build, and every command says what is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from papershelf.errors import PapershelfError
from papershelf.text.paths import is_name, unsafe
from papershelf.write import sync, write_file

Run = Callable[..., Result]
OUT = ("../x.md", "a/../../x.md", "/etc/x.md", "a//x.md", "./x.md", "a/./x.md", "", "a\0.md", "a\nb.md", "a\u2028.md",
       "a\\..\\x.md", "C:/x.md", "C:x.md", "\udcff.md", f"{'x' * 256}.md", f"{'a/' * 1200}x.md", ".papershelf.json",
       ".PaperShelf.JSON")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf of two records of its own, with a configuration that plain MkDocs builds from."""
    papers = tmp_path / "docs" / "papers"
    papers.mkdir(parents=True)
    for name in ("a", "b"):
        (papers / f"{name}.md").write_text(f"---\ntitle: Kites {name}\n---\n\nThey fly.\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Kites\ntheme: papershelf\nplugins: [papershelf]\n")
    return tmp_path


@pytest.mark.parametrize("name", OUT)
def test_a_tree_takes_no_path_that_leads_out(tmp_path: Path, name: str) -> None:
    """Whatever asked for it, such a path is refused before a byte is written."""
    (tmp_path / "victim").write_text("safe")
    with pytest.raises(PapershelfError):
        sync(tmp_path / "out", {"fine.md": b"1", name: b"2"})
    assert everything(tmp_path) == {"victim": b"safe"}


@pytest.mark.parametrize(("one", "other"), [("a.md", "A.md"), ("\u00e9.md", "e\u0301.md"), ("a", "a/b.md")])
def test_a_tree_takes_no_two_paths_that_are_one(tmp_path: Path, one: str, other: str) -> None:
    """What would be one file where case does not count, or a file and its own folder, is refused."""
    with pytest.raises(PapershelfError, match="rename"):
        sync(tmp_path / "out", {one: b"1", other: b"2"})
    assert everything(tmp_path) == {}


@pytest.mark.parametrize("link", ["out", "out/papers", "out/papers/b.md", "out/deep/down/secret.txt"])
def test_a_tree_holds_no_symbolic_link(tmp_path: Path, link: str) -> None:
    """A link in the place of the folder, of one in it, or of a file in it is refused, and nothing behind it changes."""
    (tmp_path / "victims").mkdir()
    (tmp_path / "victims" / "b.md").write_text("safe")
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "victims" / ("b.md" if "." in link else ""))
    before = everything(tmp_path)
    with pytest.raises(PapershelfError, match="symbolic link"):
        sync(tmp_path / "out", {"papers/b.md": b"2"})
    assert everything(tmp_path) == before


ALIASES = ["../../../docs/papers/b", "/etc/x", "..", "a/b", "x\\0y", "Old Name", "index", "x" * 300, "con/aux"]


def test_an_alias_that_leads_out_makes_no_page(shelf: Path, run: Run) -> None:
    """Every such alias of a record or topic is an error of `pages`, and no file but the tree's is touched."""
    written = "".join(f'  - "{alias}"\n' for alias in ALIASES)
    (shelf / "docs" / "papers" / "a.md").write_text(f"---\ntitle: Kites a\naliases:\n{written}---\n\nThey fly.\n")
    (shelf / "docs" / "topics").mkdir()
    (shelf / "docs" / "topics" / "kites.md").write_text(f"---\ntitle: Kites\nmatch: [kites]\naliases:\n{written}---\n")
    (shelf / "docs" / "topics" / "Bad Topic.md").write_text("---\ntitle: Bad\nmatch: [kites]\n---\n")
    (shelf / "docs" / "papers" / "b.md").write_text(
        '---\ntitle: Kites b\nlistings:\n- {file: "../../../x.md", line: 1}\n- {file: good.txt, line: 2}\n---\n')
    before = everything(shelf)
    said = run("pages", "--config", shelf / "mkdocs.yml", status=1).output
    for path in ("papers/a.md", "topics/kites.md"):
        assert said.count(f"{path}:") == len(ALIASES)
        assert f"{path}:{4 if 'papers' in path else 5}: alias ../../../docs/papers/b makes no clean address; " in said
    assert "topics/Bad Topic.md:1: the file's name Bad Topic makes no clean address, and the topic no page; " in said
    assert "papers/b.md:3: listings has the file ../../../x.md, which is no name of a file; " in said
    after = everything(shelf)
    assert {name: data for name, data in after.items() if not name.startswith(("build/", ".cache/"))} == before
    made = {name.removeprefix("build/docs/") for name in after.keys() - before.keys() if name.endswith(".md")}
    assert {name for name in made if name.startswith(("papers/", "topics/", "listings/"))} == {
        "papers/a.md", "papers/b.md", "papers/index.md", "topics/index.md", "topics/kites.md", "listings/index.md",
        "listings/good.md"}


def test_a_link_out_of_docs_is_not_published(
    shelf: Path, tmp_path_factory: pytest.TempPathFactory, run: Run
) -> None:
    """What a symbolic link shows of the disk stays off the site, as a page, as a record and as a folder."""
    secret = tmp_path_factory.mktemp("elsewhere")
    (secret / "key.md").write_text("---\ntitle: My secret\n---\n\nTOPSECRET\n")
    docs = shelf / "docs"
    for link, target in (("key.txt", secret / "key.md"), ("papers/c.md", secret / "key.md"), ("folder", secret),
                         ("topics", secret)):
        (docs / link).symlink_to(target)
    (docs / "same.txt").symlink_to(docs / "papers" / "a.md")
    said = run("pages", "--config", shelf / "mkdocs.yml", status=1).output
    assert said.count("is a symbolic link that leads out of the folder, and is not published; ") == 5
    built = everything(shelf / "build" / "docs")
    assert not [name for name, data in built.items() if b"TOPSECRET" in data or b"My secret" in data]
    assert b"They fly" in built["same.txt"]


def test_a_file_whose_name_no_site_can_have_is_told(shelf: Path, run: Run) -> None:
    """Control characters and bytes that are no text in names: one line each, printable, and the rest is built."""
    for name in (b"papers/x\ny.md", b"papers/\x1b[31m.md", b"\xff.txt", b"a\\b.md"):
        Path(os.fsdecode(bytes(shelf / "docs") + b"/" + name)).write_bytes(b"---\ntitle: X\n---\n")
    said = run("pages", "--config", shelf / "mkdocs.yml", status=1).output
    assert said.count("is not published, as its name ") == 4
    assert "papers/x\\ny.md:1: " in said
    assert "\x1b" not in said
    assert (shelf / "build" / "docs" / "papers" / "a.md").is_file()


def test_twins_have_pages_of_their_own(shelf: Path, run: Run) -> None:
    """Listings and tags whose names make one address have one each, and every link leads to the right one."""
    papers = shelf / "docs" / "papers"
    (papers / "a.md").write_text("---\ntitle: A\ntags: [method:C++, method:C plus plus]\n"
                                 "listings: [{file: my.bib, line: 1}, {file: my.txt, line: 1}]\n---\n")
    (papers / "b.md").write_text("---\ntitle: B\ntags: [method:C++, method:C plus plus]\n"
                                 "listings: [{file: my.txt, line: 2}]\n---\n")
    run("pages", "--config", shelf / "mkdocs.yml")
    built = shelf / "build" / "docs"
    assert len(list((built / "listings").glob("my*.md"))) == 2
    assert "my.bib" in (built / "listings" / "my.md").read_text()
    assert len(list((built / "tags").glob("c-plus*.md"))) == 2


def test_a_killed_first_build_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a first build stops, the next one with other content takes its leavings over, and none stays."""
    files = {f"{name}.md": name.encode() for name in "abcdef"}
    real = Path.replace
    for stop in range(7):
        left = stop

        def replace(self: Path, target: Path) -> Path:
            nonlocal left
            if not left:
                raise KeyboardInterrupt
            left -= 1
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        folder = tmp_path / str(stop)
        with pytest.raises(KeyboardInterrupt):
            sync(folder, files)
        monkeypatch.setattr(Path, "replace", real)
        (folder / ".papershelf-left").write_bytes(b"half of a fi")
        sync(folder, {"z.md": b"new", "a.md": b"other"})
        assert {name: data for name, data in everything(folder).items() if not name.startswith(".papershelf.")} == {
            "z.md": b"new", "a.md": b"other"}


def test_what_a_killed_import_left_is_gone_after_the_next(shelf: Path, run: Run) -> None:
    """A temporary file beside the records does not stay, and no command takes it for a record or a page."""
    left = shelf / "docs" / "papers" / ".papershelf-x7y"
    left.write_bytes(b"half")
    run("pages", "--config", shelf / "mkdocs.yml")
    (shelf / "x.txt").write_text("@misc{x, title = {Strings}}")
    run("import", shelf / "x.txt", "--config", shelf / "mkdocs.yml")
    assert not left.exists()
    assert [name for name in everything(shelf / "docs") if "papershelf" in name] == []


@given(st.text(min_size=1, max_size=40))
def test_a_safe_path_can_be_written_and_stays_inside(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """What is called safe is a file in the folder afterwards; everything else is refused by `sync`."""
    folder = tmp_path_factory.mktemp("names")
    if unsafe(name):
        assert not is_name(name)
        with pytest.raises(PapershelfError):
            sync(folder / "out", {name: b"1"})
        assert everything(folder) == {}
    else:
        write_file(folder / "out" / name, b"1")
        assert everything(folder) == {f"out/{name}": b"1"}
