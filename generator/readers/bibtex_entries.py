"""BibTeX files cut into entries: what each says, or what is wrong with it, at its line.

A piece of the file that starts with a mark such as `@article{` is parsed by itself, by bibtexparser; so a broken
entry takes none of the following with it, and each mark gives an entry or an error. Of a broken entry the fields
that are whole are kept. Values come out with macros resolved and without what encloses them.
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

from papershelf.model import Code
from papershelf.readers.bibtex_values import SEPARATOR, plain, salvaged, swallows, without_remarks
from papershelf.readers.recognition import MARKED, NOT_THIS, POSSIBLE, SIGNED, Recognition, Sample, sure

# What bibtexparser logs, the problems say better; without a handler Python would print it.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

# A mark starts a line, or follows the end of another entry in its line and has a key.
_START = re.compile(r"^[ \t]*@[ \t]*(?P<kind>[A-Za-z][\w.+-]*)\s*(?P<open>[{(])?"
                    r"|(?<=[})])[ \t]*@(?P<later>[A-Za-z][\w.+-]*)[ \t]*(?P<bracket>[{(])"
                    r"(?=\s*[^\s,={}\"()@]+\s*,)", re.M)
_KINDS = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings "
    "techreport unpublished collection dataset online patent periodical report software thesis electronic www "
    "mvproceedings mvcollection inreference preprint".split())
# BibTeX's own, REVTeX's and BibLaTeX's settings.
_NO_ENTRIES = {"comment", "preamble", "control"}
_MONTHS = {m[:3].lower(): m for m in "January February March April May June July August September October November "
           "December".split()}
# A page that shows how it is cited.
_MARKDOWN = re.compile(r"^```|\]\(https?://", re.M)
_KEY = re.compile(r"@[\w.+-]+\s*[{(]\s*([^\s,={}\"()@]+)\s*(?:[,})]|$)")
_FIELD = re.compile(r"^[ \t]*+(?:,[ \t]*+)?[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.M)


class Found(NamedTuple):
    """An entry's kind and fields (lower-case names, values as they stand in the file), and what is wrong with it."""

    line: int
    key: str
    kind: str = ""
    values: Mapping[str, str] = {}
    what: str = ""
    hint: str = ""
    code: Code = "broken-entry"


def confidence(sample: Sample) -> Recognition:
    """A line starts with `@`, a kind of entry and a bracket; what stands before it is a comment, not markup."""
    text = sample.head
    found = next((m for m in _START.finditer(text) if m["open"]), None)
    if found is None or text.lstrip()[:1] in "<{[":
        return NOT_THIS
    start = text[found.start():found.end() + 200].strip()
    if _MARKDOWN.search(text, 0, found.start()):
        return Recognition(POSSIBLE, "an entry of BibTeX stands in a page of another kind")
    known = found["kind"].lower() in {*_KINDS, *_NO_ENTRIES, "string"}
    line = text.count("\n", 0, found.start()) + 1
    return sure(known or _KEY.match(start), SIGNED if known else MARKED,
                f"line {line} starts an entry, {found[0].strip()}")


def entries_of(text: str) -> list[Found]:
    """Every entry of a file in its order; macros hold from where they are defined."""
    macros = dict(_MONTHS)
    return [item for line, kind, chunk in _chunks(text) for item in _parsed(line, kind, chunk, macros)]


def _chunks(text: str) -> Iterator[tuple[int, str, str]]:
    """Pieces from one mark to the next, each with the number of the mark's line and the kind of entry.

    An entry hardly holds such a mark itself, so one that does not end is over there.
    """
    starts = [m for m in _START.finditer(text) if m["open"] or m["later"] or m["kind"].lower() in _KINDS]
    line, counted = 1, 0
    for start, following in zip_longest(starts, starts[1:]):
        at = start.start() + start[0].index("@")
        line, counted = line + text.count("\n", counted, at), at
        body = text[start.end():following.start() if following else len(text)]
        kind = start["kind"] or start["later"]
        # Kinds such as `web-page` are marks for bibtexparser, too, when they are words.
        yield line, kind.lower(), f"@{re.sub(r'[.+-]', '_', kind)}{start['open'] or start['bracket'] or ' '}{body}"


def _parsed(line: int, kind: str, chunk: str, macros: dict[str, str]) -> Iterator[Found]:
    """The entries of a chunk; its macros are added to those known."""
    if kind in _NO_ENTRIES:
        return
    bracket = re.match(r"@\w+(\W)", chunk)
    if bracket is None or bracket[1] not in "{(":
        yield Found(line, "", what=f"has no bracket after @{kind}", hint=f"write @{kind}{{key, …}}")
        return
    chunk = without_remarks(chunk)
    # BibTeX counts `\{` as a brace, other programs do not; an entry is broken when it is for both.
    counted = re.sub(r"\\(?=[{}])", lambda _: "\\" + SEPARATOR, chunk) if "\\{" in chunk or "\\}" in chunk else chunk
    found = _blocks(line, counted, macros)
    if counted != chunk and any(item.what for item in found):
        found = min(found, _blocks(line, chunk, macros), key=lambda items: sum(bool(item.what) for item in items))
    if kind == "string":
        yield from found
        return
    first = found[0] if found else Found(line, "", what="cannot be read", hint="write @article{key, title = {…}, …}")
    yield _salvaged(first, chunk, macros)._replace(kind=kind) if first.what else first._replace(kind=kind)
    yield from found[1:]


def _salvaged(broken: Found, chunk: str, macros: Mapping[str, str]) -> Found:
    """A broken entry with the fields that are whole, where its title is one of them."""
    values, lost = salvaged(chunk, macros)
    if not values.get("title", "").strip():
        return broken
    names = ", ".join(f"`{name}`" for name in lost)
    what = f"{broken.what}, and is read without its {names}" if lost else broken.what
    return broken._replace(values=values, what=what)


def _blocks(line: int, chunk: str, macros: dict[str, str]) -> list[Found]:
    found: list[Found] = []
    blocks: list[Any] = parse_string(chunk, parse_stack=[]).blocks
    for block, following in zip_longest(blocks, blocks[1:]):
        at = line + (block.start_line or 0)
        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(whole, String):
            macros[whole.key.lower()] = plain(whole.value, macros) or ""
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
        value = plain(str(field.value), macros)
        value = value and value.replace(SEPARATOR, "")
        if value is None or swallows(name, value):
            return Found(line, block.key, what=f"has a value of `{name}` that does not end where it should",
                         hint=f"write {name} = {{…}}, with every {{ closed and a comma after it")
        values.setdefault(name, value)
    return Found(line, block.key, block.entry_type.lower(), values)
