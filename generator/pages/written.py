"""What people wrote for pages that are otherwise computed: it counts before the program's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import yaml

from papershelf.model import Page

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.M | re.S)
_HEADING = re.compile(r"\A\s*#[ \t]+(.*?)[ \t]*#*[ \t]*(?:\{[^}\n]*\})?[ \t]*(?:\r?\n|\Z)")
# Of a heading only the text counts: its marks of emphasis and code, and of a link what it says.
_MARKS = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)|[*`]|(?<!\w)_|_(?!\w)")


def text_of_intro(markdown: str) -> str:
    """A page's Markdown without front matter and first heading, which its template writes."""
    return _HEADING.sub("", _FRONT_MATTER.sub("", markdown)).strip()


def as_written(page: Page, intros: Mapping[str, str]) -> Page:
    """A computed page with the title, the description and the text that a person gave it."""
    markdown = intros.get(page.path)
    if markdown is None or page.leads_to:
        return page
    heading = _HEADING.match(_FRONT_MATTER.sub("", markdown))
    front = _front(markdown)
    said = {
        "title": str(front.get("title") or (_MARKS.sub(r"\1", heading[1]) if heading else "")),
        "description": str(front.get("description") or ""),
        "intro": text_of_intro(markdown),
    }
    has = {field.name for field in fields(page.context)}
    return replace(page, context=replace(page.context, **{
        name: text for name, text in said.items() if text and name in has}))


def _front(markdown: str) -> Mapping[str, Any]:
    found = _FRONT_MATTER.match(markdown)
    try:
        front = yaml.safe_load(found[1]) if found else {}
    except yaml.YAMLError:
        return {}  # MkDocs shows such a page without its front matter, too
    return front if isinstance(front, dict) else {}
