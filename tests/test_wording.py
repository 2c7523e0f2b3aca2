"""The interface's own words: all in one catalogue, complete in every language, and chosen by the shelf."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog
from bs4 import BeautifulSoup
from jinja2 import Environment, nodes

from papershelf import config, site
from papershelf.locales import FOLDER, words_in
from papershelf.text.wording import INTERFACE, Words
from support import ROOT

TEMPLATES = sorted([*(ROOT / "templates/pages").glob("*.j2"), *(ROOT / "templates/theme").rglob("*.html")])
SCRIPTS = sorted((ROOT / "templates").rglob("*.js"))
PLACEHOLDER = re.compile(r"\{\w*\}")
# What is written alike in every language: names of formats and of places on the web, and signs.
NAMES = frozenset("JSON BibTeX RIS CSV CSL DOI arXiv PDF JavaScript Markdown Atom COinS ORCID Zotero".split())
# Attributes whose text is read to people.
SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-description")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool that brings the catalogues in step."""
    spec = importlib.util.spec_from_file_location("words_tool", ROOT / "tools" / "words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_catalogue_is_complete(tool: ModuleType) -> None:
    """Every word that the interface says is translated in every language, plural forms too, and none is left over."""
    said: Catalog = tool.said()
    known = dict(tool.catalogues())
    assert {path.stem for path in known} | {"en"} == set(INTERFACE)
    assert {path.name: lost for path, one in known.items() if (lost := tool.missing(said, one))} == {}
    assert tool.POT.read_bytes() == tool.as_bytes(said)


@pytest.mark.parametrize("tag", [tag for tag in INTERFACE if tag != "en"])
def test_translations_keep_places_and_break_no_page(tag: str) -> None:
    """A translation has the places for values that its text has, and no sign that HTML or Markdown would obey."""
    assert (FOLDER / f"{tag}.po").is_file()
    for text, forms in words_in(tag).texts.items():
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) - {"{n}"} == set(PLACEHOLDER.findall(text)) - {"{n}"}, text
            assert not set('<>&"`*\\|[]') & set(form), form
            assert form[:1].isspace() == text[:1].isspace() or tag in ("ja", "zh"), text


def bare(template: str) -> Iterator[str]:
    """English words that a template says without the catalogue."""
    text = ""
    for output in Environment(extensions=["jinja2.ext.do"]).parse(template).find_all(nodes.Output):
        for one in output.nodes:
            text += one.data if isinstance(one, nodes.TemplateData) else " ".join(constants(one)) or "\ue000"
    text = re.sub(r"---\n(?:(?:\w+:.*)?\n)+---", "", text)  # front matter
    page = BeautifulSoup(re.sub(r"\{[^{}\n]*\}|\]\([^)\n]*\)", " ", text), "html.parser")
    for tag in page.find_all(True):
        yield from (word for name in SPOKEN for word in words_of(str(tag.get(name, ""))))
    for gone in page(["script", "style"]):
        gone.decompose()
    yield from words_of(page.get_text(" "))


def constants(node: nodes.Node) -> Iterator[str]:
    """Texts that an expression shows: its constants, but for those that it compares, calls with or looks up."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from (text for part in (node.expr1, node.expr2) if part for text in constants(part))
    elif isinstance(node, nodes.Add | nodes.Concat | nodes.Or | nodes.And):
        yield from (text for part in node.iter_child_nodes() for text in constants(part))


def words_of(text: str) -> list[str]:
    """The words of a text that are those of a language."""
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_bare_word(path: Path) -> None:
    """What a template says to readers goes through the catalogue."""
    assert list(bare(path.read_text("utf-8"))) == []


def test_a_bare_word_is_seen() -> None:
    """The search for bare words finds them in text, in attributes and in expressions, and no others."""
    assert list(bare('<p class="kite" title="A tail">{{ one }} flies</p>{{ "kite" if one == "two" else _("Kite") }}'
                     '<script>wind()</script>{% if one == "three" %}{{ ref(one, "ps-tag") }}{% endif %}')) == [
        "tail", "flies", "kite"]


# A sentence, or the value of what people read or hear.
SENTENCE = re.compile(r"""["'`]([A-Z][a-z]+(?: [a-z“”.,{}$]+)+|[a-z]+(?: [a-z]{2,}){2,}[.:]?)["'`](?!\.split)""")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_bare_sentence(path: Path) -> None:
    """What a script says to readers goes through the catalogue."""
    code = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    calls = re.sub(r"""\b(?:_|ngettext)\(\s*"[^"]*"(?:,\s*"[^"]*")?""", "", code)
    assert [one for one in SENTENCE.findall(calls) if "use strict" not in one] == []
    assert re.findall(r"""(?:aria-label|placeholder|title)"?[:,] "([A-Z][^"]*)""", calls) == []


@pytest.mark.parametrize(("said", "theme", "tag"), [
    ("english", "", "en"), ("german", "", "de"), ("zh", "", "zh"), ("japanese", "", "ja"), ("russian", "", "en"),
    ("english", "fr", "fr"), ("german", "es", "es"), ("english", "zh-TW", "zh"), ("english", "it", "en")])
def test_the_shelf_chooses_its_words(tmp_path: Path, said: str, theme: str, tag: str) -> None:
    """The setting `language` says it, or the theme's; languages without a catalogue are served in English."""
    shelf = config.of(tmp_path, {"theme": {"language": theme}} if theme else {}, config.Settings(language=said))
    assert shelf.language == shelf.words.tag == tag


def test_numbers_days_and_plurals_are_those_of_the_language() -> None:
    """Each language writes a number, a day and a counted noun in its own way; French has no plural of zero."""
    german, french, chinese = words_in("de"), words_in("fr"), words_in("zh")
    assert german.plural("{n} paper", "{n} papers", 2000) == "2.000 Arbeiten"
    assert french.plural("{n} paper", "{n} papers", 0) == "0 article"
    assert chinese.plural("{n} paper", "{n} papers", 1) == "1 篇论文"
    assert german.day(2025, 3, 1) == "1. März 2025"
    assert Words().plural("{n} paper", "{n} papers", 1) == "1 paper"


def test_scripts_get_the_words_that_they_say() -> None:
    """The browser's catalogue has what scripts say and nothing else; English needs none."""
    script = site.words_script(words_in("de"))
    assert '"Copied":["Kopiert"]' in script.replace('": [', '":[')
    assert "Page not found" not in script
    assert "Kopiert" not in site.words_script(Words())
