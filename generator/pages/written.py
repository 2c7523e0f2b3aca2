"""What people wrote for pages that are otherwise computed: it counts before the program's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import yaml

from papershelf.model import Page
from papershelf.text.markdown import front_matter, without_front_matter

# Of a heading only the text counts: its marks of emphasis and code, and of a link what it says.
_MARKS = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)|[*`]|(?<!\w)_|_(?!\w)")


def text_of_intro(markdown: str) -> str:
    """A page's Markdown without front matter and first heading, which its template writes."""
    return _parted(markdown)[1].strip()


def as_written(page: Page, intros: Mapping[str, str]) -> Page:
    """A computed page with the title, the description and the text that a person gave it."""
    markdown = intros.get(page.path)
    if markdown is None or page.leads_to:
        return page
    heading, text = _parted(markdown)
    front = _front(markdown)
    said = {
        "title": str(front.get("title") or _MARKS.sub(r"\1", heading)),
        "description": str(front.get("description") or ""),
        "intro": text.strip(),
    }
    has = {field.name for field in fields(page.context)}
    return replace(page, context=replace(page.context, **{
        name: text for name, text in said.items() if text and name in has}))


def _parted(markdown: str) -> tuple[str, str]:
    """The heading of the first level that a page begins with, without its attributes, and the text below it.

    >>> _parted("# Our *nets* ## {#top}\\n\\nText"), _parted("Text"), _parted("# " + "#" * 3)
    (('Our *nets*', '\\nText'), ('', 'Text'), ('', ''))
    """
    text = without_front_matter(markdown).lstrip()
    if not text.startswith(("# ", "#\t")):
        return "", text
    line, _, below = text.partition("\n")
    heading = line.strip()
    if heading.endswith("}"):
        heading = heading[:heading.rfind("{")] if "{" in heading else heading
    return heading[1:].rstrip(" \t").rstrip("#").strip(), below


def _front(markdown: str) -> Mapping[str, Any]:
    found = front_matter(markdown)
    try:
        front = yaml.safe_load(found[1]) if found else {}
    except yaml.YAMLError:
        return {}  # MkDocs shows such a page without its front matter, too
    return front if isinstance(front, dict) else {}
