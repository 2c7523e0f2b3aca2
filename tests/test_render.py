"""Rendering: what a value says is shown, never obeyed."""

from __future__ import annotations

import html
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.errors import PapershelfError
from papershelf.model import Page
from papershelf.render import escape, render, url, yaml_text

EXTENSIONS = ["attr_list", "footnotes", "md_in_html", "tables", "toc"]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.lists(st.sampled_from([
    "<script>", "{{ x }}", "{% y %}", "[a](b)", "*b*", "_c_", "`d`", "# e", "- f", "1. g", "> h", "| i |", "---", "^j^",
    "~~k~~", "&amp;", "{: .l}", "![m](n)", "[^1]", "http://o.p", "<!-- q -->", "\\r", "$s$", ":t:", "==u==", "    v"]),
    max_size=5).map(" ".join)


def shown(source: str) -> str:
    """The text that a browser shows for Markdown, from its HTML."""
    converted = markdown.markdown(source, extensions=EXTENSIONS)
    assert converted.startswith("<p>")
    inner = converted.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inner, inner
    return html.unescape(inner)


@given(TEXT.filter(str.strip))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    """No text becomes markup: what a reader sees is the text, on one line."""
    assert " ".join(shown(str(escape(text))).split()) == " ".join(text.split())


@given(TEXT)
def test_an_address_never_ends_its_attribute_or_link(address: str) -> None:
    """Nothing in an address closes a quote, a tag or a link."""
    assert not set(str(url(address))) & set("\"'<>() \n\\")


@given(TEXT)
def test_front_matter_holds_any_text(text: str) -> None:
    """A title in front matter is one YAML string, safe for themes that print it unescaped."""
    assert not set(str(yaml_text(text))[1:-1]) & set("<>'\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a\ufffeb\uffff")
@example("\x7f\x80\x9f\ufeff")
def test_front_matter_is_read_whatever_a_text_holds(text: str) -> None:
    """No sign makes the front matter unreadable, which would show it as the page's own Markdown."""
    assert yaml.safe_load(f"title: {yaml_text(text)}") == {"title": html.escape(" ".join(text.split()))}


def test_a_broken_template_is_told_with_its_line(tmp_path: Path) -> None:
    """A name that no page has stops the build and says where."""
    (tmp_path / "x.md.j2").write_text("fine\n\n{{ page.wrong }}\n")
    with pytest.raises(PapershelfError, match=r"x\.md\.j2:3: .*wrong.*\(for a\.md\)"):
        render([Page("a.md", "x.md.j2", object())], [tmp_path], None)
