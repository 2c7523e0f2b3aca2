"""Shelves that hardly are any: papers that are all the same, of one word, without words; each has a map and pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

from papershelf.map import places
from papershelf.model import Paper

Text = tuple[str, str]
_SAME = ("Kites fly", "The wind of the sea lifts them.")
_SCRIPTS = ("\u98ce\u7b5d", "\u0437\u043c\u0435\u0439", "\u0639", "\ud558\ub298", "\U0001f409")
KINDS: dict[str, Callable[[int], Text]] = {
    "the same": lambda n: _SAME,
    "one word each": lambda n: (f"kite{n}", ""),
    "one word of all": lambda n: ("kites", ""),
    "no words": lambda n: ("?!", ""),
    "words that do not count": lambda n: ("The of and", "It is."),
    "one odd one": lambda n: ("Gardens", "Soil and seeds grow.") if n == 1 else _SAME,
    "half and half": lambda n: ("Gardens", "Soil and seeds grow.") if n % 2 else _SAME,
    "other scripts": lambda n: (_SCRIPTS[n % 5], ""),
}


@pytest.fixture
def finite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Native code is given finite numbers, and numbers that differ."""
    class Watched(places.TSNE):  # type: ignore[misc]
        def fit_transform(self, vectors: Any, y: Any = None) -> Any:
            assert np.isfinite(vectors).all()
            assert len(np.unique(vectors, axis=0)) >= 8
            return super().fit_transform(vectors, y)

    monkeypatch.setattr(places, "TSNE", Watched)


@pytest.mark.usefixtures("finite")
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_has_a_place_of_its_own(kind: str) -> None:
    """However alike the papers are: on the map, in whole numbers, no two in one place, the same at each run."""
    for number in (0, 1, 2, 3, 4, 8, 9, 30, 60):
        papers = [Paper(f"p{n:02}", title, abstract=abstract) for n in range(number)
                  for title, abstract in [KINDS[kind](n)]]
        found = places.place_papers(papers)
        assert len(found) == len(set(found.values())) == number
        assert all(type(x) is type(y) is int and 0 <= x <= places.WIDTH and 0 <= y <= places.HEIGHT
                   for x, y in found.values())
        assert found == places.place_papers(papers[::-1])


@pytest.mark.usefixtures("finite")
def test_such_a_shelf_has_pages(tmp_path: Path, run: Callable[..., Result]) -> None:
    """An empty shelf, and one of papers that are all the same, of one word, without words: built, without a word of
    warning that comes from arithmetic, each paper with its page and dot."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Kites\ntheme: papershelf\nplugins: [papershelf]\n")
    records = tmp_path / "docs" / "papers"
    records.mkdir(parents=True)
    for kinds in ((), ("the same",), ("no words",), tuple(KINDS)):
        for path in records.iterdir():
            path.unlink()
        names = [f"{kind.replace(' ', '-')}-{n}" for kind in kinds for n in range(9)]
        for name in names:
            title, abstract = KINDS[name.rpartition("-")[0].replace("-", " ")](int(name[-1]))
            front = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n"
            (records / f"{name}.md").write_text(f"{front}\n## Abstract\n\n{abstract}\n")
        said = run("pages", "--config", tmp_path / "mkdocs.yml").output
        built = tmp_path / "build" / "docs" / "papers"
        assert not {"Warning", "nan", "NaN"} & set(said.split())
        assert all((built / f"{name}.md").exists() for name in names)
