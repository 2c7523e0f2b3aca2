"""The toy shelf as a tree: what `papershelf pages` writes for two invented listings, compared whole.

`PAPERSHELF_GOLDEN=write make test` writes the expected tree anew; the change is then reviewed like any other.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from support import ROOT

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
# The map and what carries it (home) hold coordinates, whose last digits belong to the machine's arithmetic.
COMPARED = ("papers/", "topics/", "listings/", "tags/", "api/papers.json", "api/papers.bib", "feed.xml")


def test_the_toy_shelf_makes_the_expected_tree(tmp_path: Path, run: Callable[..., Result]) -> None:
    """Records, topics, listings, tags and exports of the toy shelf are exactly the reviewed ones."""
    docs = tmp_path / "docs"
    (docs / "topics").mkdir(parents=True)
    for topic in ("quantization", "representation-learning"):
        shutil.copy(HERE / "shelf" / f"{topic}.md", docs / "topics")
    run("import", HERE / "shelf" / "spring.txt", HERE / "shelf" / "summer.txt", "--docs", docs)
    run("pages", "--docs", docs, "--out", tmp_path / "tree", "--config", ROOT / "mkdocs.yml")
    made = {f"records/{path.name}": path.read_text("utf-8") for path in (docs / "papers").iterdir()}
    for path in (tmp_path / "tree").rglob("*"):
        name = path.relative_to(tmp_path / "tree").as_posix()
        if path.is_file() and name.startswith(COMPARED):
            made[f"tree/{name}"] = path.read_text("utf-8")
    if os.environ.get("PAPERSHELF_GOLDEN") == "write":
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in made.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, "utf-8")
    expected = {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8")
                for path in GOLDEN.rglob("*") if path.is_file()}
    assert made.keys() == expected.keys()
    for name, text in sorted(made.items()):
        assert text == expected[name], name
