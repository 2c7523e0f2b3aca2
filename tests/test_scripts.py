"""Thirty invented papers in nine scripts: every page has its language, its address and its place in the alphabet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from papershelf.text.collation import Alphabet
from papershelf.text.scripts import language_of, script_of
from papershelf.text.slugs import title_slug

# By heading: titles in the order in which their readers look for them, each with the language that a page names.
SHELF = {
    "0–9": [("3D-Printed Kites", "")],
    "A": [("Ärmel aus Papier", ""), ("Azure Kites", "")],
    "B": [("β-Kites and Their Tails", "")],
    "E": [("Éclairage des cerfs-volants", ""), ("Efficient Kites", "")],
    "L": [("Łódź Kites at Night", "")],
    "Α": [("Αετοί στον άνεμο", "el")], "Χ": [("Χάρτινα φτερά", "el")],
    "В": [("Ветер и бумага", "und-Cyrl")], "З": [("Змеи над рекой", "und-Cyrl"), ("Змей с хвостом", "und-Cyrl")],
    "א": [("אוויר ונייר", "he")], "ע": [("עפיפונים ברוח", "he")],
    "ر": [("ريح وورق", "und-Arab")], "ط": [("طائرات ورقية", "und-Arab")],
    "क": [("कागज और हवा", "und-Deva")], "प": [("पतंग की डोर", "und-Deva")],
    "ก": [("กระดาษกับลม", "th")], "ว": [("ว่าวในสายลม", "th")],
    "ㄱ": [("가벼운 연", "ko")], "ㅇ": [("연과 바람", "ko")], "ㅈ": [("종이 날개", "ko")],
    "か": [("カイトの設計", "ja"), ("かぜにのる凧", "ja")], "は": [("ハネの強さ", "ja")],
    "漢字": [("紙の翼をつくる", "ja")],
    "中文 C": [("彩色风筝", "zh")], "中文 F": [("风筝与风", "zh")], "中文 Z": [("纸的重量", "zh")],
}
TITLES = [title for titles in SHELF.values() for title, _ in titles]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the thirty papers."""
    folder = tmp_path_factory.mktemp("scripts")
    papers = folder / "docs" / "papers"
    papers.mkdir(parents=True)
    for title in reversed(TITLES):
        slug = title_slug(title)
        (papers / f"{slug}.md").write_text(
            f'---\ntitle: "{title}"\nyear: 2024\n---\n\n{title}.\n\n## Abstract\n\n{title}, {title}.\n', "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Kites\ntheme: papershelf\nplugins:\n  - papershelf: {page_size: 12}\n", "utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, check=False,
                          capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return folder / "site"


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")


def test_there_are_thirty_in_nine_scripts_or_more() -> None:
    """The shelf is what it says it is."""
    assert len(TITLES) == 30
    assert len({script_of(title) for title in TITLES}) >= 9


def test_every_address_reads() -> None:
    """Addresses are words in Latin letters, one for each title, and no digest."""
    slugs = [title_slug(title) for title in TITLES]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"(?!paper-)[a-z0-9]+(?:-[a-z0-9]+)*", slug) for slug in slugs), slugs


def test_every_page_names_its_language(built: Path) -> None:
    """Title, summary and abstract have their direction, and their language where it is not the page's."""
    for title, language in (pair for titles in SHELF.values() for pair in titles):
        here = page(built, f"papers/{title_slug(title)}")
        for found in (here.h1, here.select_one(".ps-summary"), here.select_one(".ps-abstract")):
            assert found
            assert (found.get("dir"), found.get("lang", "")) == ("auto", language), title
        assert here.h1
        assert here.h1.get_text().startswith(title)


def test_titles_stand_where_their_readers_look(built: Path) -> None:
    """The list by title has its headings and titles in order, over all of its pages."""
    found: dict[str, list[str]] = {}
    for number in (1, 2, 3):
        here = page(built, f"browse/title{f'-{number}' if number > 1 else ''}")
        for heading in here.select("article h2"):
            name = heading.get_text()
            block = heading.find_next("div")
            assert block
            found.setdefault(name, []).extend(link.get_text() for link in block.select("li > a, li > p > a"))
    assert found == {name: [title for title, _ in titles] for name, titles in SHELF.items()}
    assert list(found) == list(SHELF)


def test_the_bar_leads_to_every_heading(built: Path) -> None:
    """Each letter of the bar leads to a heading that exists, on every page of the list."""
    for start in ("browse/title", "browse/title-3"):
        links = page(built, start).select("nav.ps-jumps a")
        assert [link.get_text() for link in links] == list(SHELF)
        for link in links:
            address, _, place = str(link["href"]).partition("#")
            target = page(built, os.path.normpath(f"{start}/{address}")) if address else page(built, start)
            heading = target.find(id=place)
            assert heading, link
            assert heading.get_text().startswith(link.get_text())


@given(st.text(max_size=20), st.sampled_from(["en", "de", "zh", "ja", "ru", "ar"]))
def test_any_text_has_a_language_and_a_place(text: str, usual: str) -> None:
    """Whatever a title says, its language is a name that HTML knows, and its key compares with that of any other."""
    assert re.fullmatch(r"|[a-z]{2}|und-[A-Z][a-z]{3}", language_of(text, usual))
    alphabet = ALPHABETS[usual]
    assert alphabet.key(text) <= alphabet.key(text + "z") or text
    assert not alphabet.heading(text).islower() or len(alphabet.heading(text)) == 1


ALPHABETS = {usual: Alphabet(usual) for usual in ("en", "de", "zh", "ja", "ru", "ar")}


def test_a_languages_own_script_comes_first() -> None:
    """On a Chinese shelf Chinese titles come before Latin ones, on a Russian one Russian ones; numbers come first."""
    titles = ["Kites", "风筝", "Змеи", "3D"]
    assert sorted(titles, key=ALPHABETS["en"].key) == ["3D", "Kites", "Змеи", "风筝"]
    assert sorted(titles, key=ALPHABETS["zh"].key) == ["3D", "风筝", "Kites", "Змеи"]
    assert sorted(titles, key=ALPHABETS["ru"].key) == ["3D", "Змеи", "Kites", "风筝"]
    assert ALPHABETS["ja"].heading("量子計算") == "漢字"
