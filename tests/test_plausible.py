"""What can hardly be is told, offline and as a note: on import at the source's line, in check at the record's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from papershelf.check import implausible, of_entry
from papershelf.model import Entry, Source

Run = Callable[..., Result]


def entry(title: str = "Kites over Quiet Hills", line: int = 1, date: str = "", **facts: object) -> Entry:
    return Entry(title, Source("a.txt", line, date), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("entries", "told"), [
    ([entry(arxiv="2301.00001"), entry("Strings in Loud Winds", 2, arxiv="2301.00001v2")],
     ["a.txt:2: the arXiv id `2301.00001` has another title here than at `a.txt:1`, `Kites over Quiet Hills`"]),
    ([entry(doi="10.1234/a"), entry("Strings in Loud Winds", 2, doi="10.1234/A")],
     ["a.txt:2: the DOI `10.1234/a` has another title here than at `a.txt:1`, `Kites over Quiet Hills`"]),
    ([entry(arxiv="2301.00001"), entry(line=2, arxiv="2301.00002")],
     ["a.txt:2: `Kites over Quiet Hills` has the arXiv id `2301.00002` here and `2301.00001` at `a.txt:1`"]),
    ([entry(arxiv="2303.00001", year=2022)], ["a.txt:1: the arXiv id `2303.00001` is of 2023-03, the paper of 2022"]),
    ([entry(arxiv="2307.00001", date="2023-03-11")],
     ["a.txt:1: the arXiv id `2307.00001` is of 2023-07, a listing that has it of 2023-03-11"]),
    ([entry(year=2031), entry("Strings in Loud Winds", 2, arxiv="2301.00001")],
     ["a.txt:1: the year 2031 lies ahead of everything else here"]),
    ([entry(authors=("Ada Reed", "et al."))], ["a.txt:1: the author `et al.` stands for others"]),
    ([entry("kites-final_v2.pdf")], ["a.txt:1: the title `kites-final_v2.pdf` is the name of a file"]),
    ([entry("Microsoft Word - kites.doc")], ["a.txt:1: the title `Microsoft Word - kites.doc` is the name of a file"]),
    ([entry(doi="10.1145/nnnnnnn.nnnnnnn")], ["a.txt:1: the DOI `10.1145/nnnnnnn.nnnnnnn` was never given out"])])
def test_what_can_hardly_be_is_told(entries: list[Entry], told: list[str]) -> None:
    """Ids and titles that contradict each other, dates before ids, years to come, and what programs leave in fields."""
    assert [f"{note.file}:{note.line}: {note.what}" for note in implausible(list(map(of_entry, entries)))] == told


@pytest.mark.parametrize("entries", [
    [entry(arxiv="2301.00001", year=2022)],  # sent in December, given out in January
    [entry(arxiv="2301.00001", year=2024, date="2023-02-01")],
    [entry("KiteNet: Kites over Hills", arxiv="2301.00001"), entry("Kites over Hills", 2, arxiv="2301.00001")],
    [entry("KiteNet", arxiv="2301.00001"), entry("Kites over Quiet Hills", 2, arxiv="2301.00001")],
    [entry("arXiv:2301.00001", arxiv="2301.00001"), entry("Kites over Quiet Hills", 2, arxiv="2301.00001")],
    [entry(year=2031)], [entry(authors=("Al Etheridge", "Ada Reed")), entry("Reading .pdf files", 2)]])
def test_what_may_well_be_is_not_told(entries: list[Entry]) -> None:
    """A month between a date and an id, a name beside a title, a year that nothing can be held against."""
    assert implausible(list(map(of_entry, entries))) == []


def test_notes_are_no_errors(tmp_path: Path, run: Run) -> None:
    """Import and check tell them with file and line and still succeed."""
    bib = tmp_path / "a.bib"
    bib.write_text("@misc{a, title={Kites over Hills}, eprint={2303.00001}, eprinttype={arxiv}, year=2021}", "utf-8")
    told = "the arXiv id `2303.00001` is of 2023-03, the paper of 2021; compare the id with the title, and the year"
    assert f"note: a.bib:1: {told}\n" in run("import", bib, "--docs", tmp_path / "docs").output
    assert f"note: papers/kites-over-hills.md:6: {told}\n" in run("check", "--docs", tmp_path / "docs").output
