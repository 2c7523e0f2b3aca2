"""Markdown: without its code, which is shown and not meant; and plain text as Markdown that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What Markdown or HTML would read as a mark; the signs that Python-Markdown does not escape become references.
_SIGNS = str.maketrans({**{sign: f"\\{sign}" for sign in "\\`*_{}[]"},
                        "<": "&lt;", ">": "&gt;", "|": "&#124;", "$": "&#36;", "~": "&#126;"})
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(?=[#+:=-])|^(\d+)(?=[.)])")
_CODE = re.compile(r"^( {0,3})(```+|~~~+).*?(?:^ {0,3}\2[ \t]*$|\Z)|`[^`\n]+`", re.M | re.S)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.M | re.S)
_ATX = re.compile(r"(#{1,6})([ \t]*)(\S.*?)(?:(?<![ \t])[ \t]+)?(?:(?<!#)#+[ \t]*)?")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")


class Heading(NamedTuple):
    """A heading: where it begins, its number signs (none where a line stands under it), the blanks after them
    (without any they make no heading), its name, and all of its line."""

    start: int
    marks: str
    gap: str
    name: str
    text: str


def front_matter(text: str) -> re.Match[str] | None:
    """The front matter that a text begins with, its lines of hyphens included; its group is the YAML.

    >>> front_matter("---\\ntitle: X\\n---\\nText").group(1), front_matter("Text\\n---\\n")
    ('title: X\\n', None)
    """
    return _FRONT_MATTER.match(text)


def without_front_matter(text: str) -> str:
    """A text without its front matter.

    >>> without_front_matter("---\\ntitle: X\\n---\\nText"), without_front_matter("Text")
    ('Text', 'Text')
    """
    found = front_matter(text)
    return text[found.end():] if found else text


def headings(text: str, start: int = 0) -> Iterator[Heading]:
    """The headings of a text without code, from `start` on, as Python-Markdown has them, and number signs without a
    blank after them.

    >>> [(one.marks, one.name) for one in headings("# One #\\n\\nTwo\\n---\\n##Three")]
    [('#', 'One'), ('', 'Two'), ('##', 'Three')]
    """
    lines = text[start:].split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found = _ATX.fullmatch(line)
        if found and found[2]:
            yield Heading(start, found[1], found[2], found[3], line)
        elif line[:1].strip() and _UNDERLINE.fullmatch(following):
            yield Heading(start, "", "", line, line)
        elif found:
            yield Heading(start, found[1], "", found[3], line)
        start += len(line) + 1


def without_code(text: str) -> str:
    """The text with blanks in place of code, so that every position stays."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it, on one line."""
    words = _REFERENCE.sub("&amp;", " ".join(text.split())).translate(_SIGNS)
    return _AT_START.sub(lambda m: f"{m[1]}\\" if m[1] else "\\", words)
