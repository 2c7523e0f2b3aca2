"""ProperDocs, which goes on with MkDocs 1, builds a shelf as MkDocs does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.rebuilds import Edited

pytest.importorskip("properdocs")
THEME = Path(__file__).parent.parent / "templates" / "theme"


def build(folder: Path, config: str, site: str) -> dict[str, bytes]:
    """The files of a site by path, built in a process of its own, as it stands in for MkDocs in all of it."""
    done = subprocess.run([sys.executable, "-m", "properdocs", "build", "-q", "-f", config, "-d", site], cwd=folder,
                          capture_output=True, text=True, timeout=120, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stderr
    return {path.relative_to(folder / site).as_posix(): path.read_bytes()
            for path in (folder / site).rglob("*") if path.is_file()}


def test_the_site_is_the_same(tmp_path: Path) -> None:
    """With the plugin and the configuration of MkDocs it makes the same bytes, at first and after an edit; without the
    plugin it reads the tree and has the same pages."""
    shelf = Edited(tmp_path / "shelf", 2)
    for _ in range(2):
        made, _ = shelf.built()
        same = {path.removeprefix("site/"): data for path, data in made.items() if path.startswith("site/") and data}
        assert build(shelf.folder, "mkdocs.yml", "other") == same
        shelf.edit_paper()
    shelf.built()
    (shelf.folder / "alone.yml").write_text(
        "site_name: Kites\nsite_url: https://kites.example/shelf/\ndocs_dir: build/docs\nplugins: []\n"
        f"theme: {{name: null, custom_dir: {THEME}}}\n"
        "markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]\n", "utf-8")
    alone = build(shelf.folder, "alone.yml", "alone")
    pages = {path.relative_to(shelf.folder / "site").as_posix() for path in (shelf.folder / "site").rglob("*.html")}
    assert {path for path in alone if path.endswith(".html")} == pages - {"404.html"}
    assert b"No account, no cookie" in alone["papers/index.html"]
    assert b"{shelf}" not in alone["papers/index.html"]
