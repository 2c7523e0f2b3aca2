"""Markdown without its code, which is shown and not meant."""

from __future__ import annotations

import re

_CODE = re.compile(r"^( {0,3})(```+|~~~+).*?(?:^ {0,3}\2[ \t]*$|\Z)|`[^`\n]+`", re.M | re.S)


def without_code(text: str) -> str:
    """The text with blanks in place of code, so that every position stays."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
