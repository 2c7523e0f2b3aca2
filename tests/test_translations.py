"""Two languages in one record: read, written, checked, exported, and a page for each with a switch between them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from papershelf import exports, records
from papershelf.model import Paper, Translation
from papershelf.search.reading import read
from papershelf.text.wording import is_language

Run = Callable[..., Result]
RECORD = """\
---
title: "Kites that Fold"
title_zh: "可折叠的风筝"
title_pt-BR: "Pipas que dobram"
year: 2024
---

Kites fold in a second.

## Abstract

They fold, and they fly.

## Summary (zh)

风筝一秒即可折叠。

## Notes

Summary (short): fine.

## Summary (short)

A person's own section.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with one record in three languages and one in one, and its built site."""
    made = tmp_path_factory.mktemp("translations")
    papers = made / "docs" / "papers"
    papers.mkdir(parents=True)
    (papers / "kites-that-fold.md").write_text(RECORD, "utf-8")
    (papers / "tails.md").write_text("---\ntitle: Tails\n---\n\nTails steer.\n", "utf-8")
    (made / "mkdocs.yml").write_text(
        "site_name: Kites\nsite_url: https://kites.example/a/\ntheme: papershelf\nplugins: [papershelf]\n")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=made, check=False,
                          capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return made


def page(folder: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((folder / "site" / address / "index.html").read_text("utf-8"), "html.parser")


def test_a_record_says_things_in_other_languages() -> None:
    """Titles by their fields, summaries by their sections; a section whose brackets hold no language stays one."""
    record, problems = records.parse(RECORD, "kites-that-fold", "papers/kites-that-fold.md")
    assert record
    assert problems == []
    assert record.paper.translations == (
        Translation("pt-BR", "Pipas que dobram"), Translation("zh", "可折叠的风筝", "风筝一秒即可折叠。"))
    assert [heading for heading, _ in record.paper.sections] == ["Notes", "Summary (short)"]


@given(st.lists(st.builds(Translation, st.sampled_from(["zh", "de", "pt-BR"]), st.sampled_from(["", "Ä: #", "题"]),
                          st.sampled_from(["", "Eins. Zwei.", "一"]), st.sampled_from(["", "Drei.\n\nVier."])),
                max_size=3, unique_by=lambda one: one.language))
def test_what_is_written_is_read_back(said: list[Translation]) -> None:
    """A new record holds every translation, and reads as the same paper."""
    kept = tuple(sorted(one for one in said if one.title or one.summary or one.abstract))
    record, problems = records.parse(records.compose(Paper("a", "Kites", translations=kept), {}), "a", "papers/a.md")
    assert record
    assert problems == []
    assert record.paper.translations == kept


def test_a_language_that_is_none_is_told(tmp_path: Path, run: Run) -> None:
    """`check` names the field, its line, and what would be right; a tag of HTML passes."""
    papers = tmp_path / "docs" / "papers"
    papers.mkdir(parents=True)
    (papers / "a.md").write_text('---\ntitle: "A"\ntitle_xx: "B"\ntitle_fr: "C"\n---\n\nIt flies.\n')
    out = run("check", "--docs", tmp_path / "docs", status=1).output
    assert "papers/a.md:3: no language has the tag xx; write title_zh" in out
    assert out.count("papers/a.md:") == 1
    assert not is_language("xx")


def test_export_and_schemas_know_them(folder: Path) -> None:
    """The JSON of the site has the translations, and its schema and the record's schema take them."""
    api = folder / "site" / "api"
    data = json.loads((api / "papers.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads(exports.schema()))
    assert [one["translations"] for one in data["papers"]] == [{
        "pt-BR": {"title": "Pipas que dobram", "summary": "", "abstract": ""},
        "zh": {"title": "可折叠的风筝", "summary": "风筝一秒即可折叠。", "abstract": ""}}, {}]
    schema = json.loads((api / "record.schema.json").read_text("utf-8"))
    jsonschema.validate({"title": "A", "title_zh": "题"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "A", "title_zh": 3}, schema)


def test_each_language_has_a_page_and_a_switch(folder: Path) -> None:
    """The pages lead to each other by a switch and by `hreflang`, and name the language of what they say."""
    at = "https://kites.example/a/papers/kites-that-fold/"
    known = {"en": at, "pt-BR": f"{at}pt-BR/", "zh": f"{at}zh/"}
    for tag, address in known.items():
        here = page(folder, address.removeprefix("https://kites.example/a/"))
        assert {str(one["hreflang"]): str(one["href"]) for one in here.select("head link[hreflang]")} == known
        switch = here.select_one("nav.ps-editions")
        assert switch
        assert {str(one["hreflang"]) for one in switch.select("a")} == known.keys() - {tag}
        assert switch.select_one(f"strong[lang={tag}]")
        for link in switch.select("a"):
            assert (folder / "site" / os.path.normpath(
                f"papers/kites-that-fold/{'' if tag == 'en' else tag + '/'}{link['href']}") / "index.html").is_file()
    here = page(folder, "papers/kites-that-fold/zh")
    assert here.h1
    assert (here.h1["lang"], here.h1.get_text()[:6]) == ("zh", "可折叠的风筝")
    summary = here.select_one(".ps-summary")
    assert summary
    assert (summary["lang"], summary.get_text()) == ("zh", "风筝一秒即可折叠。")


def test_a_paper_in_one_language_has_no_switch(folder: Path) -> None:
    """Where there is nothing to choose, nothing is shown."""
    here = page(folder, "papers/tails")
    assert not here.select("nav.ps-editions, link[hreflang]")


def test_search_finds_what_is_said_in_another_language() -> None:
    """The words of a translation are words of the paper."""
    found = read([Paper("a", "Kites", translations=(Translation("de", "Faltbare Drachen", "Sie falten sich."),))])
    assert {"drachen", "falten"} <= set(found.forms)
