"""The five saved listings of the first shelf, read and imported for real."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from papershelf.readers import read_file

ENTRIES = {"000": 107, "001": 87, "002": 81, "003": 80, "004": 120}
DATES = {"000": "03-11", "001": "03-11", "002": "", "003": "03-17", "004": "05-07"}


def test_every_entry_is_found_where_it_stands(listings: list[Path]) -> None:
    """475 entries, each with its date, its line, and an abstract; no page boilerplate among them."""
    for path in listings:
        lines = path.read_text("utf-8").splitlines()
        entries, problems = read_file(path)
        assert problems == []
        assert len(entries) == ENTRIES[path.name[:3]]
        for entry in entries:
            assert lines[entry.source.line - 1] == entry.title
            assert entry.source.date == DATES[path.name[:3]]
            assert entry.abstract in lines


def test_an_import_holds_every_paper_whole(listings: list[Path], tmp_path: Path, run: Callable[..., Result]) -> None:
    """411 papers with their abstracts and exactly the listings that hold them; a second import changes no byte."""
    docs = tmp_path / "docs"
    first = run("import", *listings, "--docs", docs).output
    assert "411 papers: 411 new, 0 updated, 0 unchanged" in first
    assert "475 entries read = 475 in new + 0 in updated + 0 in unchanged papers + 0 rejected" in first
    before = {path.name: path.read_bytes() for path in (docs / "papers").iterdir()}
    second = run("import", *listings, "--docs", docs).output
    assert "411 papers: 0 new, 0 updated, 411 unchanged" in second
    assert {path.name: path.read_bytes() for path in (docs / "papers").iterdir()} == before
    papers = json.loads(run("export", "json", "--docs", docs).output)["papers"]
    held = Counter((seen["file"], seen["line"]) for paper in papers for seen in paper["listings"])
    assert len(held) == 475
    assert set(held.values()) == {1}
    assert sum(len(paper["listings"]) > 1 for paper in papers) == 54
    assert max(len(paper["listings"]) for paper in papers) == 4
    for paper in papers:
        listing = next(path for path in listings if path.name == paper["listings"][0]["file"])
        source = listing.read_text("utf-8").splitlines()[paper["listings"][0]["line"] + 1]
        lengths = [len(re.findall(r"\w+", text)) for text in (source, paper["abstract"])]
        assert abs(lengths[0] - lengths[1]) <= 0.1 * lengths[0], paper["slug"]
