"""A shelf as a guest: in somebody's site, below its own prefix, and nothing of theirs is touched."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import tinycss2
from click.testing import CliRunner

from papershelf.cli import cli

HERE = Path(__file__).parent
THEIRS = {
    "index.md": "---\ntags: [lab]\n---\n# Welcome\n\nNo {: .attribute } list, no [^note], and [about](about.md) us.\n",
    "about.md": "# About us\n\n<div markdown>\n*plain*\n</div>\n", "tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "search.md": "# How to search\n", "papers.md.txt": "not ours\n", "blog/index.md": "# Blog\n",
    "blog/posts/first.md": "---\ndate: 2025-01-02\ncategories: [News]\ntags: [lab]\n---\n# First\n\nHello.\n\n"
                           "<!-- more -->\n\nMore.\n",
}
MATERIAL = """\
site_name: Lab
site_url: https://lab.example/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.instant]
nav: [index.md, about.md, tags.md, search.md, {Blog: [blog/index.md]}]
plugins: [search, blog, tags]
"""


class Page(HTMLParser):
    """What a page says outside its navigation (to which the next and the previous page belong), and all its links."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.rest: list[str] = []
        self.links: list[str] = []
        self._inside = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "xlink:href") and value]
        if tag == "nav" and (self._inside or re.search("md-nav--primary|md-tabs", dict(attrs).get("class") or "")):
            self._inside += 1
        if dict(attrs).get("rel") not in ("next", "prev"):
            self._keep(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._keep(f"</{tag}>")
        self._inside -= tag == "nav" and self._inside > 0

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._inside and text.strip():
            self.rest.append(text)


def mkdocs(folder: Path) -> Path:
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, check=False,
                          capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder / "site"


def place(folder: Path, configuration: str, docs: str = "docs") -> None:
    for name, text in THEIRS.items():
        (folder / docs / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / docs / name).write_text(text)
    (folder / "mkdocs.yml").write_text(configuration)


def shelve(folder: Path, shelf: str) -> None:
    """The invented listings as records of a shelf below a folder."""
    listings = sorted(str(path) for path in (HERE / "shelf").glob("*.txt"))
    assert CliRunner().invoke(cli, ["import", *listings, "--docs", str(folder / shelf)]).exit_code == 0
    (folder / shelf / "topics").mkdir()
    for topic in (HERE / "shelf").glob("*.md"):
        shutil.copy(topic, folder / shelf / "topics")


def broken(site: Path, below: str) -> set[tuple[str, str]]:
    """Links of the pages below an address that lead to no file of the site."""
    found = set()
    for path in sorted((site / below).rglob("*.html")):
        here = path.relative_to(site).as_posix()
        for link in Page(path.read_text("utf-8")).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
            if not (site / target).is_file() and not (site / target / "index.html").is_file():
                found.add((here, link))
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A Material site with search, tags and blog, without the plugin and with it."""
    alone, hosting = (tmp_path_factory.mktemp(name) for name in ("alone", "hosting"))
    place(alone, MATERIAL)
    place(hosting, MATERIAL.replace("tags]", "tags, {papershelf: {at: papers, license: CC BY 4.0}}]"))
    shelve(hosting, "docs/papers")
    (hosting / "docs" / "papers" / "index.md").write_text("# What we *read*\n\nEach week.\n")
    return mkdocs(alone), mkdocs(hosting)


def test_their_pages_are_the_same_but_for_the_navigation(sites: tuple[Path, Path]) -> None:
    """Every page and file of theirs is there as it was: home, tags, blog, and the pages called as some of ours."""
    alone, hosting = sites
    names = {path.relative_to(alone).as_posix() for path in alone.rglob("*") if path.is_file()}
    own = {path.relative_to(hosting).as_posix() for path in hosting.rglob("*") if path.is_file()}
    assert names <= own
    assert {name.split("/")[0] for name in own - names} == {"papers"}
    changing = {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}
    for name in sorted(names - changing):
        before, after = (alone / name).read_bytes(), (hosting / name).read_bytes()
        if name.endswith(".html"):
            assert Page(before.decode()).rest == Page(after.decode()).rest, name
            assert b"papershelf" not in after
        else:
            assert before == after, name


def test_ours_is_complete_below_the_prefix(sites: tuple[Path, Path]) -> None:
    """Every kind of page, its data and its scripts; every link leads to a file; the home has the title it was given."""
    papers = sites[1] / "papers"
    for name in ("", "papers/pocketnet-tiny-networks-for-old-phones", "topics/quantization", "tags", "listings/spring",
                 "map", "search", "reading", "browse/title"):
        page = (papers / name / "index.html").read_text("utf-8")
        assert page.count('rel="stylesheet" href="') >= 2
        assert '<div class="papershelf">' in page
    assert broken(sites[1], "papers") == set()
    home = (papers / "index.html").read_text("utf-8")
    assert "What we read</h1>" in re.sub("<a class=.headerlink.*?</a>", "", home)
    assert "&para;" not in home
    assert json.loads((papers / "api" / "papers.json").read_bytes())["papers"]
    feed = (papers / "feed.xml").read_text("utf-8")
    assert "https://lab.example/papers/" in feed
    assert "<rights>CC BY 4.0</rights>" in feed
    assert json.loads((papers / "api" / "papers.json").read_bytes())["license"] == "CC BY 4.0"
    assert (papers / "api" / "papers.bib").read_text("utf-8").startswith("% Licence of the texts: CC BY 4.0\n")


def test_their_search_finds_our_papers(sites: tuple[Path, Path]) -> None:
    """The index of the site's own search names our pages."""
    index = json.loads((sites[1] / "search" / "search_index.json").read_bytes())
    assert any(one["location"].startswith("papers/papers/pocketnet") for one in index["docs"])


def test_the_style_sheet_touches_nothing_else(sites: tuple[Path, Path]) -> None:
    """Every selector of the one sheet leads to what is in our element, and nothing is loaded."""
    sheet = (sites[1] / "papers" / "assets" / "papershelf.css").read_text("utf-8")
    rules = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)
    for rule in list(rules):
        if rule.type == "at-rule":
            rules += tinycss2.parse_rule_list(rule.content, skip_whitespace=True)
    selectors = [selector for rule in rules if rule.type == "qualified-rule"
                 for selector in re.split(r",(?![^(]*\))", tinycss2.serialize(rule.prelude))]
    assert len(selectors) > 200
    assert [one for one in selectors if not re.search(r"\.papershelf(?= |$)", one)] == []
    assert not re.search(r":root|@import|@font-face|(?<![\w.-])(?:html|body)(?![\w-])", sheet)


def test_two_shelves_in_another_theme_elsewhere(tmp_path: Path) -> None:
    """Another `docs_dir`, addresses of files, two shelves of one site, one from a folder outside it, a nav that names
    one of them: all links work, and each has its own papers."""
    place(tmp_path, """\
site_name: Lab
docs_dir: content
theme: readthedocs
use_directory_urls: false
exclude_docs: papers/drafts.md
nav: [index.md, about.md, search.md, tags.md, blog/index.md, blog/posts/first.md, {Reading: papers/index.md}]
plugins:
  - search
  - papershelf: {at: papers, title: Journal club}
  - papershelf: {at: lab/robots, shelf: robots}
""", "content")
    shelve(tmp_path, "content/papers")
    (tmp_path / "content" / "papers" / "drafts.md").write_text("# Not yet\n\n[x](nowhere.md)\n")
    shelve(tmp_path, "robots")
    (tmp_path / "robots" / "papers" / "pocketnet-tiny-networks-for-old-phones.md").unlink()
    site = mkdocs(tmp_path)
    paper = "papers/pocketnet-tiny-networks-for-old-phones.html"
    assert (site / "papers" / paper).is_file()
    assert not (site / "lab" / "robots" / paper).exists()
    assert not (site / "papers" / "drafts.html").exists()
    assert broken(site, "papers") | broken(site, "lab") == set()
    assert 'action="search.html"' in (site / "lab" / "robots" / "index.html").read_text("utf-8")
    done = subprocess.run([sys.executable, "-m", "papershelf", "check"], cwd=tmp_path, check=False, text=True,
                          capture_output=True)
    assert done.returncode == 2
    assert "say which: --docs content/papers or --docs robots" in done.stderr
    done = subprocess.run([sys.executable, "-m", "papershelf", "check", "--docs", "robots"], cwd=tmp_path, check=False,
                          capture_output=True, text=True)
    assert "no errors" in done.stdout, done.stderr
