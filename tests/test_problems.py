"""Every code of a problem can be provoked, and stands in the manual with the message that it has."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, get_args

import pytest

from papershelf import check, config, readers, records
from papershelf.commands import bundle
from papershelf.commands.import_ import import_sources, report
from papershelf.config import Config
from papershelf.errors import ProblemsError
from papershelf.model import Code, Problem
from papershelf.readers import FORMATS, limits, read_data, read_file, xlsx
from support import ROOT
from test_catalogue import problems

PAGE = ROOT / "docs" / "manual" / "problems.md"
READERS = sorted(path for path in (ROOT / "tests" / "cases" / "readers").glob("*/*") if path.suffix != ".yml")
ENTRY = re.compile(r"^(?P<before>## `(?P<code>[a-z0-9-]+)`\n\n(?:\S.*\n)+\n```text\n).*\n```$", re.M)
OPEN = "---\ntitle: {title}\n{fields}---\n\n{body}\n"
__all__ = ["problems"]  # the catalogue's fixture
# What can hardly be of papers: fields of records that follow each other.
NOTED = (
    ("Alpha kites in the evening wind", 'arxiv: "2301.00001"\nyear: 2020\n', "A."),
    ("Rivers freeze early in the north", 'arxiv: "2301.00001"\n', "A."),
    ("Alpha kites in the evening wind", 'arxiv: "2302.00002"\n', "A."),
    ("Kites at dawn", 'arxiv: "2305.00005"\nlistings: [{file: a.txt, date: 2023-01-02, line: 1}]\n', "A."),
    ("paper.pdf", "year: 2090\nauthors: [Ada Reed, et al.]\ndoi: 10.1145/nnnnnnn.nnnnnnn\n", "A."),
    ("Names", "authors: [Renée Reed]\n", "A."),
    ("More names", "authors: [Renee Reed]\n", "A."),
    ("Starting", "", "One or two sentences: what is new, and the number that shows it."),
)
# Sources that are read as a whole or not at all.
SOURCES = {
    "empty.txt": b"\n", "noise.txt": b"\0\1\2" * 400, "numbers.txt": b"1 2 3\n" * 3,
    "long.json": b'{"title": "' + b"x" * 2_000_000 + b'"}',
}


def record(title: str = "X", fields: str = "", body: str = "A.", slug: str = "x") -> tuple[Any, list[Problem]]:
    """A record of a text, and what is wrong with it."""
    return records.parse(OPEN.format(title=title, fields=fields, body=body), slug, f"papers/{slug}.md")


def of_settings(folder: Path) -> Iterator[Problem]:
    """Settings that cannot be."""
    for text in ("plugins:\n- papershelf: {page_sise: 1}\n", "plugins:\n- papershelf: {page_size: 0}\n",
                 "plugins:\n- papershelf: {vocabulary: [robotic]}\n", "extra:\n  papershelf: {related: 3}\n"):
        (folder / "mkdocs.yml").write_text(text)
        with pytest.raises(ProblemsError) as told:
            config.load(folder / "mkdocs.yml")
        yield from told.value.problems


def of_notes() -> Iterator[Problem]:
    """What is no error by its form, and can hardly be."""
    found = [records.parse(OPEN.format(title=title, fields=fields, body=body), f"n{number}", f"papers/n{number}.md")[0]
             for number, (title, fields, body) in enumerate(NOTED)]
    known = [one for one in found if one]
    stated = [check.of_record(one) for one in known]
    yield from check.implausible(stated)
    yield from check.spellings(stated)
    yield from check.placeholders(known, {})


def of_files(folder: Path) -> Iterator[Problem]:
    """Records, and names and places of files, that cannot be."""
    yield from record(body="<!-- open")[1]
    yield from record(fields="title_qqq: X\n")[1]
    (odd, _) = record(fields="listings: [{file: a/b.txt, line: 1}]\n")
    yield from check.check_names([odd])
    yield from check.check_published(check.read_published("a//b\n"), "published-urls.txt")
    papers = folder / "docs" / "papers"
    papers.mkdir(parents=True)
    (folder / "elsewhere.md").write_text("x")
    (papers / "linked.md").symlink_to(folder / "elsewhere.md")
    (papers / "folder.md").mkdir()
    (papers / "con\x07trol.md").write_text("x")
    yield from records.read_papers(papers)[1]


def of_sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[Problem]:
    """Sources that nothing is read from."""
    for path in READERS:
        yield from read_file(path)[1]
    monkeypatch.setattr(limits, "ENTRY", 100_000)
    for name, data in SOURCES.items():
        yield from read_data(data, name)[1]
    yield from read_data(b"Item,Price\nRope,3\n", "columns.csv", "csv")[1]
    yield from xlsx.read(b"PK", "list.xlsx")[1]

    def deep(text: str, source: str) -> NoReturn:
        raise RecursionError

    monkeypatch.setattr(readers, "FORMATS", (FORMATS[0]._replace(read=deep),))
    yield from read_data(b"x", "deep.bib", FORMATS[0].name)[1]
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    yield from xlsx.read(b"PK", "list.xlsx")[1]


def shelf_of(folder: Path) -> Config:
    """A shelf of two records that an import cannot write into: one is broken, one has a comment in a value."""
    papers = folder / "docs" / "papers"
    papers.mkdir(parents=True)
    (papers / "kept.md").write_text("---\ntitle: Kept kites of the shore\nvenue: >- # a\n  # b\n---\n\nA.\n")
    (papers / "broken-kites-of-the-shore.md").write_text("nothing\n")
    return config.load(None, folder / "docs")


def of_imports(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Problem]:
    """What an import leaves as it is; and each of its problems has its code in the report for programs."""
    shelf = shelf_of(folder)
    source = folder / "list.bib"
    source.write_text("@article{a, title = {Broken kites of the shore}}\n@article{b, title = {---}}\n"
                      "@article{c, title = {Kept kites of the shore}, author = {Reed, Ada}}\n")
    for enrich in (False, True):
        outcome, read = import_sources(shelf, [source], lambda stage: None, enrich=enrich, dry_run=True)
        assert f'"{outcome.problems[0].code}"' in report(outcome, read)
        yield from outcome.problems
    monkeypatch.setattr("papershelf.commands.import_.write_over", lambda *given: False)
    (folder / "docs" / "papers" / "broken-kites-of-the-shore.md").unlink()
    yield from import_sources(shelf, [source], lambda stage: None)[0].problems


def of_merging() -> Iterator[Problem]:
    """Records that cannot become one, as they cannot be edited."""
    kept, other = record(fields="venue: [1]\n")[0], record(slug="y")[0]
    with pytest.raises(ProblemsError) as told:
        records.joined(kept, other, {"venue": "V"}, [])
    yield from told.value.problems
    kept = record(fields="venue: >-  # now\n  Long # no\n  # inside\nauthors: [a, # inside\n  b]\n")[0]
    with pytest.raises(ProblemsError) as told:
        records.joined(kept, other, {"authors": ["Ada Reed"]}, [])
    yield from told.value.problems


def of_bundles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Problem]:
    """Bundles that are not as they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("../up.md", "shelf/mkdocs.yml", "shelf/extra.md"):
            packed.writestr(name, "x")
        packed.writestr(bundle.MANIFEST, json.dumps(
            {"files": {name: {"sha256": "0"} for name in ("shelf/mkdocs.yml", "site/gone.md")}}))
    (folder / "shelf.zip").write_bytes(out.getvalue())
    monkeypatch.chdir(folder)
    yield from bundle.opened(Path("shelf.zip"))[1]
    monkeypatch.setattr(bundle, "__version__", "1.0")
    monkeypatch.setattr(bundle, "_built", lambda configuration: {"index.md": b"new"})
    yield from bundle._differences(Path("shelf.zip"), {bundle.MANIFEST: b"{}", f"{bundle.SITE}/index.md": b"old"})


def provoked(folder: Path, catalogue: tuple[Problem, ...], monkeypatch: pytest.MonkeyPatch) -> dict[str, Problem]:
    """The first problem of each code, of all that the cases of the tests and those above provoke."""
    monkeypatch.chdir(folder)
    for name in ("settings", "files", "import", "bundle"):
        (folder / name).mkdir()
    found: dict[str, Problem] = {}
    with monkeypatch.context() as patch:
        of_all = [*catalogue, *of_sources(patch)]
    of_all += [*of_settings(Path("settings")), *of_notes(), *of_files(folder / "files"), *of_merging()]
    with monkeypatch.context() as patch:
        of_all += [*of_imports(folder / "import", patch), *of_bundles(folder / "bundle", patch)]
    for one in of_all:
        found.setdefault(one.code, one)
    return found


def test_every_code_is_provoked_and_documented(tmp_path: Path, problems: tuple[Problem, ...],
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/manual/problems.md has each code once, sorted, with the message of a case that provokes it.

    `PAPERSHELF_REWRITE=1 pytest tests/test_problems.py` writes the messages anew.
    """
    found = provoked(tmp_path, problems, monkeypatch)
    assert set(get_args(Code)) == set(found)
    text = PAGE.read_text("utf-8")
    now = ENTRY.sub(lambda entry: f"{entry['before']}{found[entry['code']]}\n```", text)
    if os.environ.get("PAPERSHELF_REWRITE"):
        PAGE.write_text(now, "utf-8")
    assert [entry["code"] for entry in ENTRY.finditer(text)] == re.findall(r"^## `(.+)`$", text, re.M) == sorted(
        get_args(Code))
    assert PAGE.read_text("utf-8") == now


def test_codes_are_words() -> None:
    """A code is a name in lower case that a command line and an address can hold."""
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code) for code in get_args(Code))
