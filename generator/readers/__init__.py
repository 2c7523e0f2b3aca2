"""Reading sources: one module per format, chosen by what the text looks like.

Each format module offers `looks_like(text) -> bool` and `read(text, source) -> (entries, problems)`.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.model import Entry, Problem
from generator.readers import json_records, listing

Read = Callable[[str, str], tuple[list[Entry], list[Problem]]]


class Format(NamedTuple):
    """A row of the table of formats: the name that `--format` takes, and how to know and read it."""

    name: str
    looks_like: Callable[[str], bool]
    read: Read


# The first format that recognises the text reads it; listing pages, the least marked, come last.
FORMATS: tuple[Format, ...] = (
    Format("json", json_records.looks_like, json_records.read),
    Format("listing", listing.looks_like, listing.read),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of a file: by its byte-order mark, else UTF-8, else Windows-1252 (which browsers read Latin-1 as).

    Line ends become `\\n`; a byte that Windows-1252 leaves undefined becomes U+FFFD.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_file(path: Path, format_name: str = "") -> tuple[list[Entry], list[Problem]]:
    """Every entry of one file, and what could not be read.

    In: the file, and a format's name or nothing to go by content. Out: entries in file order and problems,
    both naming the file without its folder, so that a shelf says the same on every machine. A file that
    cannot be opened is a problem, too.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], [Problem(path.name, 1, f"cannot be read ({error.strerror})", "give the path of a readable file")]
    text = decode(data)
    if not text.strip():
        return [], [Problem(path.name, 1, "holds no papers, the file is empty", "save the listing again")]
    chosen = next(f for f in FORMATS if (f.name == format_name if format_name else f.looks_like(text)))
    return chosen.read(text, path.name)
