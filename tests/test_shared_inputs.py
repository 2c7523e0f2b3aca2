"""Real and invented inputs that stand beside the repository: each reads as it should, and none worse than before."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.clean import clean_title
from papershelf.commands.import_ import repaired
from papershelf.readers import read_file
from support import SHARED

EXPECTED: dict[str, list[dict[str, Any]]] = {
    name: papers for path in sorted(Path(__file__).parent.glob("cases/shared/*.yml"))
    for name, papers in yaml.safe_load(path.read_text("utf-8")).items()}
# What `entries-2k.bib` holds, by a count of its marks; it may not read worse. Problems: entries with an open brace.
COUNTS = {"records": 2000, "authors": 2000, "year": 2000, "venue": 2000, "doi": 536, "arxiv": 0, "abstract": 717,
          "links": 1706, "problems": 13}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_shared_case_is_right(name: str) -> None:
    """The papers of an input are those that it holds, with the facts that are said to be right."""
    path = SHARED / "cases" / name
    if not path.exists():
        pytest.skip(f"the inputs are not here: {path} (they are not part of the repository)")
    entries, _ = read_file(path)
    found = [repaired(entry) for entry in entries]
    wanted = EXPECTED[name]
    assert [entry.title for entry in found] == [paper["title"] for paper in wanted]
    for entry, paper in zip(found, wanted, strict=True):
        said = {field: getattr(entry, field) for field in paper}
        assert {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()} == paper


def test_a_large_real_bibliography_reads_no_worse() -> None:
    """Two thousand real entries: none is lost, and every field is counted; no title shows a brace or a command."""
    path = SHARED / "corpus" / "entries-2k.bib"
    if not path.exists():
        pytest.skip(f"the real entries are not here: {path} (they are not part of the repository)")
    entries, problems = read_file(path)
    counts = Counter({"records": len(entries), "problems": len(problems), "arxiv": 0})
    for entry in entries:
        counts.update(name for name in COUNTS if getattr(entry, name, None))
    assert dict(counts) == COUNTS
    assert [title for entry in entries if set(title := clean_title(entry.title)) & set("{}\\$~")] == []
