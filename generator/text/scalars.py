"""Text as YAML has it."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    r"""A double-quoted YAML scalar; what YAML calls unprintable is escaped.

    >>> quoted('a "b": \x00\x85')
    '"a \\"b\\": \\u0000\\u0085"'
    """
    dumped = json.dumps(text, ensure_ascii=False)
    if dumped.isprintable():
        return dumped
    return "".join(
        char if char.isprintable() else (f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")
        for char in dumped
    )
