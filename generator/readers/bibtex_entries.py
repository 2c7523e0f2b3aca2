"""BibTeX files cut into entries: what each says, or what is wrong with it, at its line.

A piece of the file that starts with a line such as `@article{` is parsed by itself, by bibtexparser; so a broken
entry takes none of the following with it. Values come out with macros resolved and without what encloses them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry as Block
from bibtexparser.model import ImplicitComment, ParsingFailedBlock, String

from papershelf.readers.recognition import MARKED, NOT_THIS, SIGNED, Recognition, Sample, sure

# What bibtexparser logs, the problems say better; without a handler Python would print it.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_START = re.compile(r"^[ \t]*@[ \t]*(?P<kind>[A-Za-z]+)\s*(?P<open>[{(])?", re.M)
_KINDS = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings "
    "techreport unpublished collection dataset online patent periodical report software thesis electronic www "
    "mvproceedings mvcollection inreference preprint".split())
_NO_ENTRIES = {"comment", "preamble"}
_MONTHS = {m[:3].lower(): m for m in "January February March April May June July August September October November "
           "December".split()}
_KEY = re.compile(r"@\w+\s*[{(]\s*([^\s,={}\"()@]+)\s*(?:[,})]|$)")
_BARE = re.compile(r"[^{}\"#=]*")
_FIELD = re.compile(r"^[ \t]*,?[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.M)
_MISSING_COMMA = re.compile(r"[}\"]\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")
# Where another field stands inside a value, its closing brace is missing and another one too many.
_WHOLE = {"title", "author", "year", "booktitle", "journal"}
_SWALLOWED = re.compile(r",\s*(?:title|author|year|booktitle|journal|pages|doi|url)\s*=\s*[{\"\d]", re.I)
# bibtexparser takes `\{` for a plain character, BibTeX for a brace; with this between, both see a brace.
_SEPARATOR = "\ue000"


class Found(NamedTuple):
    """An entry's kind and fields (lower-case names, values as they stand in the file), or what is wrong with it."""

    line: int
    key: str
    kind: str = ""
    values: Mapping[str, str] = {}
    what: str = ""
    hint: str = ""


def confidence(sample: Sample) -> Recognition:
    """A line starts with `@`, a kind of entry and a bracket; what stands before it is a comment, not markup."""
    text = sample.head
    found = next((m for m in _START.finditer(text) if m["open"]), None)
    if found is None or text.lstrip()[:1] in "<{[":
        return NOT_THIS
    start = text[found.start():found.end() + 200].strip()
    known = found["kind"].lower() in {*_KINDS, *_NO_ENTRIES, "string"}
    line = text.count("\n", 0, found.start()) + 1
    return sure(known or _KEY.match(start), SIGNED if known else MARKED,
                f"line {line} starts an entry, {found[0].strip()}")


def entries_of(text: str) -> list[Found]:
    """Every entry of a file in its order; macros hold from where they are defined."""
    macros = dict(_MONTHS)
    return [item for line, chunk in _chunks(text) for item in _parsed(line, chunk, macros)]


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Pieces that start with a line that starts a block, each with the number of that line.

    A block hardly holds such a line itself, so an entry that does not end is over there.
    """
    starts = [m for m in _START.finditer(text) if m["open"] or m["kind"].lower() in _KINDS]
    line, counted = 1, 0
    for start, following in zip_longest(starts, starts[1:]):
        at = start.start() + start[0].index("@")
        line, counted = line + text.count("\n", counted, at), at
        body = text[start.end():following.start() if following else len(text)]
        yield line, f"@{start['kind']}{start['open'] or ' '}{body}"


def _parsed(line: int, chunk: str, macros: dict[str, str]) -> Iterator[Found]:
    """The entries of a chunk; its macros are added to those known."""
    kind = re.match(r"@(\w+)(\W)?", chunk)
    if kind is None or kind[1].lower() in _NO_ENTRIES:
        return
    if kind[2] not in ("{", "("):
        yield Found(line, "", what=f"has no bracket after @{kind[1]}", hint=f"write @{kind[1]}{{key, …}}")
        return
    # BibTeX counts `\{` as a brace, other programs do not; an entry is broken when it is for both.
    counted = re.sub(r"\\(?=[{}])", lambda _: "\\" + _SEPARATOR, chunk)
    found = _blocks(line, counted, macros)
    if counted != chunk and any(item.what for item in found):
        found = min(found, _blocks(line, chunk, macros), key=lambda items: sum(bool(item.what) for item in items))
    yield from found


def _blocks(line: int, chunk: str, macros: dict[str, str]) -> list[Found]:
    found: list[Found] = []
    blocks: list[Any] = parse_string(chunk, parse_stack=[]).blocks
    for block, following in zip_longest(blocks, blocks[1:]):
        at = line + (block.start_line or 0)
        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(whole, String):
            macros[whole.key.lower()] = _plain(whole.value, macros) or ""
        elif isinstance(whole, Block):
            rest = following.comment if isinstance(following, ImplicitComment) else ""
            found.append(_told(at, whole, macros, cut=bool(_FIELD.search(rest))))
        elif isinstance(block, ParsingFailedBlock):
            found.append(_broken(at, block))
    return found


def _broken(line: int, block: ParsingFailedBlock) -> Found:
    raw = block.raw or ""
    key = _KEY.match(raw)
    if raw.lower().startswith("@string"):
        return Found(line, "", "string", what="cannot be read", hint="write @string{name = {value}}")
    reason = " ".join(str(getattr(block.error, "abort_reason", "")).split())
    if not key:
        return Found(line, "", what="has no key", hint="write @article{key, title = {…}, …}")
    if "end of file" in reason or "block start" in reason:
        return Found(line, key[1], what="does not end", hint="close every { and \" and the entry itself with }")
    return Found(line, key[1], what="is not BibTeX: " + (reason[:1].lower() + reason[1:]).rstrip("."),
                  hint="write each field as name = {value}, with a comma after it")


def _told(line: int, block: Block, macros: Mapping[str, str], *, cut: bool) -> Found:
    """What an entry says, or that its fields cannot be told apart. Of a field given twice the first counts."""
    if cut:
        return Found(line, block.key, what="ends before its last field", hint="take out the } that is too many")
    values: dict[str, str] = {}
    for field in block.fields:
        name = field.key.strip().lower()
        value = _plain(str(field.value), macros)
        value = value and value.replace(_SEPARATOR, "")
        if value is None or (name in _WHOLE and _SWALLOWED.search(value)):
            return Found(line, block.key, what=f"has a value of `{name}` that does not end where it should",
                          hint=f"write {name} = {{…}}, with every {{ closed and a comma after it")
        values.setdefault(name, value)
    return Found(line, block.key, block.entry_type.lower(), values)


def _plain(value: str, macros: Mapping[str, str]) -> str | None:
    """A field's value without what encloses it, macros and `#` resolved; None where it is no value.

    More is taken than BibTeX takes: words without braces, unknown macros as their names, quotes inside quotes.
    """
    value = value.strip()
    if _BARE.fullmatch(value):
        return macros.get(value.lower(), value)
    parts: list[str] = []
    position = 0
    while found := _piece(value, position):
        text, position = found
        parts.append(macros.get(text.lower(), text) if value[position - 1] not in "}\"" else text)
        if position == len(value):
            return "".join(parts)
        joint = re.compile(r"\s*#\s*").match(value, position)
        if not joint:
            break
        position = joint.end()
    quoted = value[:1] == '"' and value[-1:] == '"' and not _MISSING_COMMA.search(value)
    return value[1:-1] if quoted else None


def _piece(value: str, start: int) -> tuple[str, int] | None:
    """The braced, quoted or bare piece that starts at a place, and where it ends."""
    opening = value[start:start + 1]
    if opening not in ("{", '"'):
        word = re.compile(r"[^\s#{}\"=,]+").match(value, start)
        return (word[0], word.end()) if word else None
    depth = 0
    for mark in re.compile(r"(?<!\\)[{}\"]").finditer(value, start + (opening == '"')):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == {"{": "}", '"': '"'}[opening]:
            return value[start + 1:mark.start()], mark.end()
    return None
