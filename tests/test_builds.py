"""Whole sites by plain MkDocs: the same bytes wherever and whenever they are built, and names of files are text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from campaign.shelves import Shelf

SHELF = Path(__file__).parent / "shelf"
ODD = 'x" onmouseover="alert(9)" y="'
# Two machines: nothing that they differ in may show.
HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1000000000"}
THERE = {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2",
         "SOURCE_DATE_EPOCH": "1700000000", "PYTHONUTF8": "1"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


def build(folder: Path, shelf: dict[str, bytes], environment: dict[str, str], *, backwards: bool) -> Path:
    """Lay a shelf out in a folder, in one order or the other, with links that lead out, and build its site."""
    for name in sorted(shelf, reverse=backwards):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(shelf[name])
    (folder.parent / "secret.md").write_text("# TOPSECRET\n")
    (folder / "docs" / "linked.md").symlink_to(folder.parent / "secret.md")
    (folder / "docs" / "linked.txt").symlink_to(folder.parent / "secret.md")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=False,
                          capture_output=True, text=True,
                          env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment})
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One shelf, built on two machines."""
    shelf = tmp_path_factory.mktemp("shelf")
    source = Shelf(shelf)
    for path in sorted(SHELF.glob("*.txt")):
        shutil.copy(path, shelf)
    source.run("import", *(str(shelf / path.name) for path in sorted(SHELF.glob("*.txt"))))
    text = {f"docs/{name}": data for name, data in files(shelf / "docs").items()}
    text |= {
        "mkdocs.yml": b"site_name: Kites\nsite_url: https://a.example/\nrepo_url: https://github.com/a/b\n"
                      b"edit_uri: edit/main/docs/\ntheme: papershelf\nplugins: [papershelf]\n",
        f"docs/papers/{ODD}.md": b"---\ntitle: Kites fly\n---\n\nThey do.\n",
        f"docs/{ODD}.md": b"No heading here.\n",
        "docs/<img src=x onerror=pwned()>.md": b"Nor here.\n",
        "docs/topics/kites.md": "---\ntitle: Kıtes İ\nmatch: [kites]\n---\n\nKites.\n".encode(),
    }
    one, two = tmp_path_factory.mktemp("here") / "a", tmp_path_factory.mktemp("there") / "another folder"
    return (build(one, text, HERE, backwards=False), build(two, text, THERE, backwards=True))


def test_two_builds_are_the_same_to_the_last_byte(sites: tuple[Path, Path]) -> None:
    """Time zone, locale, hash seed, folder, order of files and day differ; the sites do not, nor their sitemaps."""
    here, there = map(files, sites)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    assert b"<loc>https://a.example/papers/" in here["sitemap.xml"]
    assert "sitemap.xml.gz" in here


def test_names_of_files_are_text(sites: tuple[Path, Path]) -> None:
    """No name of a file puts an attribute or an element into a page, its link to edit it least of all."""
    pages = {name: BeautifulSoup(data, "html.parser") for name, data in files(sites[0]).items()
             if name.endswith(".html")}
    for name, page in pages.items():
        tags = page.find_all(True)
        assert [tag for tag in tags if any(key.startswith("on") for key in tag.attrs)] == [], name
        assert page.find("img", src="x") is None, name
    edit = pages[f"papers/{ODD}/index.html"].find("a", rel="edit")
    assert edit
    assert edit.attrs.keys() == {"href", "rel"}
    assert edit["href"] == ("https://github.com/a/b/edit/main/docs/papers/"
                            "x%22%20onmouseover=%22alert(9)%22%20y=%22.md")


def test_what_links_lead_out_to_is_not_published(sites: tuple[Path, Path]) -> None:
    """Neither the shelf nor MkDocs itself publishes what a symbolic link in `docs/` shows of the disk."""
    assert [name for name, data in files(sites[0]).items() if b"TOPSECRET" in data or "linked" in name] == []
