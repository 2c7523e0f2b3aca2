"""A site of our theme honours what sites say in mkdocs.yml, and lives beside Material's plugins: one build for all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tinycss2
from bs4 import BeautifulSoup

from papershelf.mkdocs_plugin.guest_sheet import guest_sheet
from support import ROOT

SETTINGS = """\
site_name: Kites & co
site_url: https://kites.example/1.0/
copyright: Copyright the kites
exclude_docs: |
  drafts/
theme:
  name: papershelf
  custom_dir: own
  language: de
  logo: img/logo.svg
  favicon: img/logo.svg
  palette: {primary: deep purple, accent: '#c2185b'}
  features: [navigation.footer, navigation.top, content.code.copy]
extra:
  homepage: https://home.example/
  social:
    - {icon: fontawesome/brands/mastodon, link: 'https://social.example/@kites', name: Kites}
extra_css: [own.css]
extra_javascript: [own.js]
plugins: [material/search, material/tags, material/blog, papershelf]
nav:
  - Start: index.md
  - Guide:
      - First: guide/first.md
      - Deeper:
          - Deepest:
              - guide/deep.md
  - Blog: blog/index.md
  - About us: about.md
"""
PAGES = {
    "index.md": "# Kites\n", "about.md": "# Who we are\n", "guide/first.md": "# First steps\n\n```shell\nls\n```\n",
    "guide/deep.md": "---\ntags: [wind]\n---\n# Far down\n", "drafts/no.md": "# Not yet\n",
    "own.css": "a { color: red }\n", "own.js": "\n", "img/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "blog/index.md": "# Blog\n",
    "blog/posts/one.md": "---\ndate: 2024-05-06\n---\n# A windy day\n\nIt blew.\n",
    "papers/soft-kites.md": "---\ntitle: Soft kites\nyear: 2024\n---\n\nThey fly.\n"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("own")
    footer = (ROOT / "templates" / "theme" / "partials" / "footer.html").read_text("utf-8")
    files = {"mkdocs.yml": SETTINGS, "own/partials/footer.html": f"{footer}<i>own</i>",
             **{f"docs/{name}": text for name, text in PAGES.items()}}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, check=False,
                          capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return folder / "site"


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")


def test_what_a_site_says_of_its_look_is_shown(site: Path) -> None:
    """Palette, logo, favicon, language, features, copyright, social links, own sheets, scripts and templates."""
    here = page(site, "guide/first")
    assert here.html
    assert here.html["lang"] == "de"
    style = "".join(str(one) for one in here("style"))
    assert "--md-primary-fg-color:var(--ps-light," in style
    assert "--md-accent-fg-color:var(--ps-light," in style
    assert [one["href"] for one in here("link", rel="icon")] == ["../../img/logo.svg"]
    assert here.select_one(".md-logo img[src='../../img/logo.svg']")
    assert here.select_one(".md-logo[href='https://home.example/']")
    assert here.select_one("link[href='../../own.css']")
    assert here.select_one("script[src='../../own.js']")
    assert here.select_one("script[data-copy='code']")
    assert here.select_one("nav.ps-turn a[rel=next]")
    footer = here.select_one(".md-footer")
    assert footer
    assert "Copyright the kites" in footer.text
    assert footer.select_one("a[href='https://social.example/@kites'] svg")
    assert here.find("i", string="own")


def test_the_navigation_is_as_written_and_as_deep(site: Path) -> None:
    """The navigation has its words, pages have theirs; a page three sections down is led to; drafts are excluded."""
    here = page(site, "guide/first")
    assert [link.text for link in here.select(".md-tabs a")] == ["Guide", "Blog", "About us"]
    side = here.select_one(".ps-side")
    assert side
    assert "Deepest" in side.text
    assert side.select_one("a[href='../deep/']")
    assert "Who we are" in str(page(site, "about").title)
    assert not (site / "drafts").exists()


def test_blog_and_tags_are_theirs(site: Path) -> None:
    """The plugins blog and tags write their pages in our frame, and our papers have theirs beside them."""
    assert "A windy day" in page(site, "blog/2024/05/06/a-windy-day").text
    assert page(site, "blog").select_one("a[href*='a-windy-day']")
    assert (site / "papers" / "soft-kites" / "index.html").is_file()


def test_a_folder_of_a_version_needs_nothing_outside_it(site: Path) -> None:
    """No link leads to the root of the host or above the folder that the site is built into; addresses that must be
    whole have the version."""
    for path in site.rglob("*.html"):
        if path.name == "404.html":
            continue
        depth = len(path.relative_to(site).parts) - 1
        for element in BeautifulSoup(path.read_text("utf-8"), "html.parser").select("[href], [src]"):
            link = str(element.get("href") or element.get("src"))
            assert not (link.startswith("/") and not link.startswith("//")), (path, link)
            assert link.split("#")[0].count("../") <= depth, (path, link)
    assert "https://kites.example/1.0/papers/soft-kites/" in (site / "sitemap.xml").read_text("utf-8")


def test_style_sheets_need_no_new_browser() -> None:
    """Our own frame has its colours, and its icons, without functions that browsers of the last five years lack."""
    sheets = {path.name: path.read_text("utf-8") for path in (ROOT / "templates" / "theme" / "assets").glob("*.css")}
    for name, text in sheets.items():
        assert not re.search(r"light-dark\(|oklch\(|color-mix\(", text), name
        assert len(re.findall(r"(?<![\w-])mask:", text)) == text.count("-webkit-mask:"), name


def test_pages_in_another_theme_need_no_new_browser() -> None:
    """Their sheet has no rule inside another, and without what only new browsers are asked for it has every colour."""
    sheet = guest_sheet(ROOT / "templates", root_size=20)
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    assert {rule.type for rule in rules} == {"at-rule", "qualified-rule"}
    for rule in rules:
        if rule.type == "qualified-rule":
            own = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
            assert {one.type for one in own} <= {"declaration"}, tinycss2.serialize(rule.prelude)
            assert not re.search(r"light-dark\(|oklch\(|color-mix\(", tinycss2.serialize(rule.content))
            assert ".papershelf" in tinycss2.serialize(rule.prelude)
    base = next(rule for rule in rules if rule.type == "qualified-rule")
    known = {one.name for one in tinycss2.parse_declaration_list(base.content) if one.type == "declaration"}
    colors = ("bg", "fg", "accent", "soft", "rule", "line", "surface", "tint", "link")
    assert {f"--ps-{name}" for name in colors} <= known
