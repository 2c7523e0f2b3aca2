"""The objects of a JSON file, one by one with their lines, whatever holds them.

A list, an object that holds one (`{"papers": […]}`), one object, or an object a line. A broken object takes none of
the following with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

# What exports call the list of papers; deeper ones are those of Crossref and of the datasets server.
_HOLDERS = "papers|notes|data|items|results|entries|references|records|documents|works|articles|publications"
_HOLDER = re.compile(rf'"(?:{_HOLDERS})"\s*:\s*\[(?=\s*[{{\]])', re.I)
_NAMED_HOLDER = re.compile(_HOLDERS, re.I)
_OF_A_PAPER = {"title", "paper", "content"}
_SPACE = re.compile(r"[\s,]*")
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.)*")\s*:')


class Value(NamedTuple):
    """A value and the line where it starts; for what is no JSON, the error and the line where it is wrong."""

    line: int
    value: Any
    error: str = ""


def opens(text: str) -> bool:
    """JSON starts with a bracket that opens an object or a list of objects."""
    return bool(re.match(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])", text))


def values(text: str) -> Iterator[Value]:
    """Every paper's value in the order of the file, an error in the place of each that is broken."""
    decoder = json.JSONDecoder()
    lines = _Lines(text)
    layout = _layout(text, decoder)
    position = layout.start
    halves = re.search(r"\\u[dD][89a-fA-F]", text) is not None
    while True:
        position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
        if position >= len(text) or (layout.in_list and text[position] == "]"):
            return
        start, line = position, lines.at(position)
        try:
            value, position = decoder.raw_decode(text, start)
        except json.JSONDecodeError as error:
            at = line + text.count("\n", start, error.pos)
            wrong = error.msg.lower() + (f" in line {at}" if at != line else "")
        except RecursionError:
            yield Value(line, None, "brackets inside brackets without end; nothing below them is read")
            return
        else:
            yield Value(line, _sound(value) if halves else value)
            continue
        position = _following(text, start, layout)
        if position < 0:
            yield Value(line, None, f"{wrong}; nothing below it is read")
            return
        yield Value(line, None, wrong)


def first_object(text: str) -> dict[str, Any]:
    """The first object that can be read, by which formats are told apart; without one, an empty object."""
    if not opens(text):
        return {}
    for n, found in enumerate(values(text)):
        if isinstance(found.value, dict):
            return found.value
        if n == 20:
            break
    return {}


def _sound(value: Any) -> Any:
    """A value whose texts can be written: half a surrogate pair, which JSON lets stand alone, becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return {_sound(key): _sound(item) for key, item in value.items()} if isinstance(value, dict) else value


class _Lines:
    """Line numbers of rising positions, each part of the text counted once."""

    def __init__(self, text: str) -> None:
        self._text, self._line, self._position = text, 1, 0

    def at(self, position: int) -> int:
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line


class _Layout(NamedTuple):
    """Where the first paper is, whether a list holds the papers, whether each has a line of its own, and what
    stands before it in its line."""

    start: int
    in_list: bool
    by_line: bool = False
    indent: str = ""


def _layout(text: str, decoder: json.JSONDecoder) -> _Layout:
    start = _SPACE.match(text).end()  # type: ignore[union-attr]
    if text[start:start + 1] == "[":
        return _indented(text, start + 1)
    try:
        value, end = decoder.raw_decode(text, start)
    except (json.JSONDecodeError, RecursionError):
        holder = _HOLDER.search(text, start)
        if holder and not re.search(r'"title"|\n[{}]', text[start:holder.start()]):
            return _indented(text, holder.end())
        return _Layout(start, False, by_line="\n{" in text[start:])
    if key := _holding(value):
        holder = re.compile(rf"{re.escape(json.dumps(key))}\s*:\s*\[").search(text, start)
        if holder:
            return _indented(text, holder.end())
    return _Layout(start, False, by_line="\n" not in text[start:end])


def _indented(text: str, start: int) -> _Layout:
    first = _SPACE.match(text, start).end()  # type: ignore[union-attr]
    before = text[start:first]
    return _Layout(start, True, indent=before.rpartition("\n")[2] if "\n" in before else "")


def _holding(value: Any) -> str:
    """The key of an object, or of an object in it, under which a list of papers stands; none if it is a paper."""
    if not isinstance(value, dict) or value.keys() & _OF_A_PAPER:
        return ""
    for key, inner in value.items():
        if isinstance(inner, list) and (_NAMED_HOLDER.fullmatch(key) or _holds_papers(inner)):
            return str(key)
        if isinstance(inner, dict) and (deeper := _holding(inner)):
            return deeper
    return ""


def _holds_papers(items: list[Any]) -> bool:
    return bool(items) and isinstance(items[0], dict) and bool(items[0].keys() & _OF_A_PAPER)


def _following(text: str, broken: int, layout: _Layout) -> int:
    """Where the object after a broken one starts: in the next line, at the same indentation, or with the same key."""
    if layout.by_line:
        return text.find("\n", broken)
    key = _FIRST_KEY.match(text, broken)
    if text[text.rfind("\n", 0, broken) + 1:broken].strip() == "" and "\n" in text[:broken]:
        pattern = rf"^{re.escape(layout.indent)}\{{"
    else:
        pattern = rf"\{{\s*{re.escape(key[1])}\s*:" if key else r"(?<=[\s,])\{"
    found = re.compile(pattern, re.M).search(text, broken + 1)
    return found.start() + len(layout.indent) * pattern.startswith("^") if found else -1
