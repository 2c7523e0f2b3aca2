"""Reading sources: one module per format, chosen by what the text looks like.

Each format module offers `looks_like(text) -> bool` and `read(text, source) -> (entries, problems)`.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from papershelf.model import Entry, Problem
from papershelf.readers import (
    atom,
    bibtex,
    csl,
    csv_records,
    daily_papers,
    html_listing,
    json_records,
    listing,
    openreview,
    ris,
)

Read = Callable[[str, str], tuple[list[Entry], list[Problem]]]


class Format(NamedTuple):
    """A row of the table of formats: the name that `--format` takes, and how to know and read it."""

    name: str
    looks_like: Callable[[str], bool]
    read: Read


# The first format that recognises the text reads it; listing pages, the least marked, come last.
FORMATS: tuple[Format, ...] = (
    Format("bibtex", bibtex.looks_like, bibtex.read),
    Format("ris", ris.looks_like, ris.read),
    Format("atom", atom.looks_like, atom.read),
    Format("html", html_listing.looks_like, html_listing.read),
    Format("daily-papers", daily_papers.looks_like, daily_papers.read),
    Format("openreview", openreview.looks_like, openreview.read),
    Format("csl", csl.looks_like, csl.read),
    Format("json", json_records.looks_like, json_records.read),
    Format("csv", csv_records.looks_like, csv_records.read),
    Format("listing", listing.looks_like, listing.read),
)

_STRAY = 3  # so many NUL characters are an accident of saving; more are a file that is no text

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
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _unmarked(data)
    text = data.decode(marked, errors="replace") if marked else _utf8_or_windows(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


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


def read_file(path: Path, format_name: str = "") -> tuple[list[Entry], list[Problem]]:
    """Every entry of one file, and what could not be read.

    In: the file, and a format's name or nothing to go by content. Out: entries in file order and problems,
    both naming the file without its folder, so that a shelf says the same on every machine. A file that
    cannot be opened, or that no format recognises, is a problem, too.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], [Problem(path.name, 1, f"cannot be read ({error.strerror})", "give the path of a readable file")]
    text = decode(data)
    if not text.strip("\ufeff \t\n\f"):
        return [], [Problem(path.name, 1, "holds no papers, the file is empty", "save the listing again")]
    if text.count("\0") > max(_STRAY, len(text) / 1000):
        return [], [Problem(path.name, 1, "is not text", f"give one of: {known_formats()}")]
    text = text.replace("\0", "")
    chosen = next((f for f in FORMATS if (f.name == format_name if format_name else f.looks_like(text))), None)
    if chosen is None:
        return [], [Problem(path.name, 1, "is in no format that is known here", f"give one of: {known_formats()}")]
    return chosen.read(text, path.name)


def known_formats() -> str:
    """The names of the formats, for messages."""
    return ", ".join(f.name for f in FORMATS)
