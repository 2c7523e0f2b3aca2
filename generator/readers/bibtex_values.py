"""Values of BibTeX fields: what encloses them, macros, and what is sure of an entry whose braces do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_BARE = re.compile(r"[^{}\"#=]*")
_MISSING_COMMA = re.compile(r"[}\"]\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")
_DELIMITER = re.compile(r"(?<!\\)[{}\"]")
_WORD = re.compile(r"https?://[^\s{}\",]+|[^\s#{}\"=,]+")
_JOINT = re.compile(r"\s*#\s*")
# Where another field stands inside a value, its closing brace is missing and another one too many.
_FIELDS = ("title|author|year|date|booktitle|journal|journaltitle|volume|number|pages|doi|url|eprint|abstract|keywords|"
           "publisher|editor|series|month|note")
_SWALLOWED = re.compile(r",\s*(?:title|author|year|booktitle|journal|pages|doi|url)\s*=\s*[{\"\d]", re.I)
_SWALLOWED_LINE = re.compile(rf",\s*\n\s*(?:{_FIELDS})\s*=\s*[{{\"\d]", re.I)
_WHOLE = {"title", "author", "year", "booktitle", "journal"}
_NAME = re.compile(r"[\s,;]*([A-Za-z][\w:.+-]*)\s*=\s*")
_NEXT = re.compile(rf"^[ \t]*+(?:,[ \t]*+)?(?=(?:{_FIELDS})[ \t]*=[ \t]*[{{\"\d])", re.I | re.M)
# What follows a value that is whole: a comma, the end of the entry, or a field whose comma is missing.
_AFTER = re.compile(r"\s*(?:[,;]|(?P<end>[})]|$)|(?=[A-Za-z][\w:.+-]*\s*=\s*[{\"\d]))")
_BODY = re.compile(r"@\w+\s*[{(](?:[^,={}\"()\n]*,|\s*[^\s,={}\"()]+\s+(?=[A-Za-z][\w-]*\s*=))?")
_REMARK_MARK = re.compile(r"\\.|[{}\"]|(?<![^\s,{}\"])%", re.S)
# BibTeX counts `\{` as a brace, bibtexparser does not; with this between, both see one.
SEPARATOR = "\ue000"


class Salvage(NamedTuple):
    """The fields of a broken entry that are whole, and the names of those that are not."""

    values: Mapping[str, str]
    lost: tuple[str, ...]


def plain(value: str, macros: Mapping[str, str]) -> str | None:
    """A field's value without what encloses it, macros and `#` resolved; None where it is no value.

    More is taken than BibTeX takes: words without braces, unknown macros as their names, quotes inside quotes.
    """
    value = value.strip()
    if _BARE.fullmatch(value):
        return macros.get(value.lower(), value)
    if found := _joined(value, 0, macros):
        text, end = found
        if end == len(value):
            return text
    quoted = value[:1] == '"' and value[-1:] == '"' and not _MISSING_COMMA.search(value)
    return value[1:-1] if quoted else None


def swallows(name: str, value: str) -> bool:
    """Whether a value holds fields that come after it, so that its own brace is missing."""
    return bool((_SWALLOWED if name in _WHOLE else _SWALLOWED_LINE).search(value))


def _joined(text: str, start: int, macros: Mapping[str, str]) -> tuple[str, int] | None:
    """The value of pieces joined by `#` that starts at a place, and where it ends; None where none does."""
    parts: list[str] = []
    position = start
    while found := _piece(text, position):
        piece, position = found
        parts.append(macros.get(piece.lower(), piece) if text[position - 1] not in "}\"" else piece)
        joint = _JOINT.match(text, position)
        if not joint:
            return "".join(parts), position
        position = joint.end()
    return None


def _piece(text: str, start: int) -> tuple[str, int] | None:
    """The braced, quoted or bare piece that starts at a place, and where it ends."""
    opening = text[start:start + 1]
    if opening not in ("{", '"'):
        word = _WORD.match(text, start)
        return (word[0], word.end()) if word else None
    depth = 0
    closing = "}" if opening == "{" else '"'
    for mark in _DELIMITER.finditer(text, start + (opening == '"')):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == closing:
            return text[start + 1:mark.start()], mark.end()
    return None


def without_remarks(entry: str) -> str:
    """An entry without `% remarks` between and after its fields, which people write though BibTeX has none; so they
    take whole entries out. Lines stay."""
    if "%" not in entry:
        return entry
    depth, quoted, kept, start, position = int("(" in entry[:entry.find("{")]), False, list[str](), 0, 0
    while mark := _REMARK_MARK.search(entry, position):
        position = mark.end()
        if mark[0] == '"' and depth == 1:
            quoted = not quoted
        elif mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif mark[0] == "%" and depth < 2 and not quoted:
            end = entry.find("\n", position)
            kept.append(entry[start:mark.start()])
            start = position = end if end >= 0 else len(entry)
    return "".join((*kept, entry[start:]))


def salvaged(entry: str, macros: Mapping[str, str]) -> Salvage:
    """What is sure of an entry that is not well-formed: its fields with whole values.

    After a value that does not end, the next line that starts a field of a usual name is read again.
    """
    values: dict[str, str] = {}
    lost: list[str] = []
    for name, value in _salvaged_fields(entry, macros):
        if value is None:
            lost.append(name)
        else:
            values.setdefault(name, value)
    return Salvage(values, tuple(dict.fromkeys(lost)))


def _salvaged_fields(entry: str, macros: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    position = _body(entry)
    while position >= 0:
        named = _NAME.match(entry, position)
        if named is None:
            position = _next_field(entry, position)
            continue
        name = named[1].lower()
        found = _joined(entry, named.end(), macros)
        after = _AFTER.match(entry, found[1]) if found and not swallows(name, found[0]) else None
        if found is None or after is None:
            yield name, None
            position = _next_field(entry, named.end())
        else:
            yield name, found[0]
            position = after.end() if after["end"] is None else _next_field(entry, after.end())


def _body(entry: str) -> int:
    """Where the fields start: after the key's comma, or after the bracket where there is no key."""
    start = _BODY.match(entry)
    return start.end() if start else -1


def _next_field(entry: str, position: int) -> int:
    found = _NEXT.search(entry, position)
    return found.end() if found else -1
