"""Markdown: without its code, which is shown and not meant; and plain text as Markdown that shows it."""

from __future__ import annotations

import re

# What Markdown or HTML would read as a mark; the signs that Python-Markdown does not escape become references.
_SIGNS = str.maketrans({**{sign: f"\\{sign}" for sign in "\\`*_{}[]"},
                        "<": "&lt;", ">": "&gt;", "|": "&#124;", "$": "&#36;", "~": "&#126;"})
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(?=[#+:=-])|^(\d+)(?=[.)])")
_CODE = re.compile(r"^( {0,3})(```+|~~~+).*?(?:^ {0,3}\2[ \t]*$|\Z)|`[^`\n]+`", re.M | re.S)


def without_code(text: str) -> str:
    """The text with blanks in place of code, so that every position stays."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it, on one line."""
    words = _REFERENCE.sub("&amp;", " ".join(text.split())).translate(_SIGNS)
    return _AT_START.sub(lambda m: f"{m[1]}\\" if m[1] else "\\", words)
