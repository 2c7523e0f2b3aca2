"""The text of a file, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re

# A carriage return is doubled where a program took a line end of Windows for one of Unix.
_LINE_END = re.compile("\r+\n")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of a file: by its byte-order mark, else UTF-8, else Windows-1252 (which browsers read Latin-1 as).

    UTF-16 without a mark is known by its zeros. A file in UTF-8 with a few other bytes keeps its UTF-8. Line ends
    become `\\n`; a byte that Windows-1252 leaves undefined becomes U+FFFD.

    Carriage returns by themselves end lines where most line ends are such; a few between other line ends were left
    behind by a program, and as spaces they move no line.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _unmarked(data)
    text = data.decode(marked, errors="replace") if marked else _utf8_or_windows(data)
    if "\r" not in text:
        return text
    text = _LINE_END.sub("\n", text)
    return text.replace("\r", "\n" if text.count("\r") > text.count("\n") else " ")


def _unmarked(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, as text in Latin letters shows it."""
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    half = min(len(data), 4000) / 2
    return "utf-16-le" if odd > half * 0.6 > even * 6 else "utf-16-be" if even > half * 0.6 > odd * 6 else ""


def _utf8_or_windows(data: bytes) -> str:
    """UTF-8 with other bytes as Windows-1252, unless more of them are wrong in UTF-8 than right."""
    view, pieces, position, wrong = memoryview(data), list[str](), 0, 0
    while position < len(data):
        try:
            pieces.append(str(view[position:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(str(view[position:position + error.start], "utf-8"))
            pieces.append(str(view[position + error.start:position + error.end], "cp1252", "replace"))
            position, wrong = position + error.end, wrong + error.end - error.start
    text = "".join(pieces)
    right = sum(char > "\x7f" for char in text) - wrong
    return text if wrong <= right else data.decode("cp1252", errors="replace")
