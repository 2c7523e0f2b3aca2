"""The papers' objects of a JSON file, one by one with their lines, whatever holds them.

A list, an object that holds one at any depth (`{"result": {"hits": [{"info": {…}}]}}`), one object, or an object a
line. A broken object takes none of the following with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Mapping
from typing import Any, NamedTuple

from papershelf.readers.field_names import TITLES, plain

# What else a paper says, where its title is called no more than a name.
OF_A_PAPER = frozenset("abstract abstracts summary authors author creators year doi arxiv arxivid publicationyear "
                        "publicationdate venue journal authorships abstractinvertedindex".split())
# Objects in which the fields of the paper around them stand.
_INNER = ("content", "paper", "metadata", "attributes", "bibjson")
# Lists that make an object with a title of its own a list of papers.
HOLDERS = frozenset("papers items entries articles publications works documents records results result data hits hit "
                    "docs notes".split())
# Members that stand in a paper; no list of papers is below them.
_NO_HOLDERS = TITLES | OF_A_PAPER
_WINDOW = 1 << 15  # characters that hold almost any paper
_DEEPEST = 12
_SPACE = re.compile(r"[\s,]*")
_KEY = re.compile(r'\s*+(?:,\s*+)?("(?:[^"\\\n]|\\.)*")\s*:\s*')
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.)*")\s*:')
_MOST_DIGITS = 20
# Numbers that no paper has stay texts: reading thousands of digits takes long, and Python refuses to.
_DECODER = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < _MOST_DIGITS else digits)


class Value(NamedTuple):
    """A value and the line where it starts; for what is no JSON, the error and the line where it is wrong."""

    line: int
    value: Any
    error: str = ""


class Broken(NamedTuple):
    """Why a value is no JSON, and the place that shows it."""

    what: str
    position: int
    rest: str = ""

    @property
    def ends(self) -> Broken:
        """The same, where nothing below can be read."""
        return self._replace(rest="; nothing below it is read")


def opens(text: str) -> bool:
    """JSON starts with a bracket that opens an object or a list of objects."""
    return bool(re.match(r"\s*(?:\{\s*[\"}]|\[\s*(?:null\s*,\s*)*[{\]])", text))


def is_paper(value: Any) -> bool:
    """Whether a value is an object that has a title, or should have one: itself, or in an object inside it that holds
    its fields. An object with a title and a list of papers is that list."""
    if not isinstance(value, dict):
        return False
    if "title" in value and ("abstract" in value or "authors" in value):
        return True
    keys = {plain(key) for key in value}
    if keys & OF_A_PAPER and keys & (TITLES | {"name", "displayname"}):
        return True
    if keys & TITLES:
        return not any(plain(key) in HOLDERS and isinstance(inner, list) and any(map(is_paper, inner[:5]))
                       for key, inner in value.items())
    inside = [(key, value[key]) for key in _INNER if isinstance(value.get(key), dict)]
    return any({plain(name) for name in inner} & TITLES and (key != "paper" or "id" in inner) for key, inner in inside)


def holds(value: Any, depth: int = 0) -> bool:
    """Whether a value is a paper or has one inside."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return is_paper(value) or any(holds(inner, depth + 1) for inner in value.values())
    return isinstance(value, list) and any(holds(inner, depth + 1) for inner in value[:50])


def values(text: str) -> Iterator[Value]:
    """Every paper's value in the order of the file, an error in the place of each that is broken.

    Of a file that holds no paper the whole values come, so that readers can tell what is missing.
    """
    halves = re.search(r"\\u[dD][89a-fA-F]", text) is not None
    line, counted = 1, 0
    for position, value, error in _top(text):
        line, counted = line + text.count("\n", counted, position), position
        if error:
            below = text.count("\n", position, error.position)
            yield Value(line, None, error.what + (f" in line {line + below}" if below else "") + error.rest)
        else:
            yield Value(line, _sound(value) if halves else value)


def first_object(text: str) -> dict[str, Any]:
    """The first object that can be read, by which formats are told apart; without one, an empty object."""
    if not opens(text):
        return {}
    for n, (_, value, _) in enumerate(_top(text)):
        if isinstance(value, dict):
            return value
        if n == 20:
            break
    return {}


Found = tuple[int, Any, Broken | None]


def _top(text: str) -> Iterator[Found]:
    """The papers of the values that stand one after another: often one, or one a line."""
    last_object = text.rfind("\n{")
    position = _SPACE.match(text).end()  # type: ignore[union-attr]
    while 0 <= position < len(text):
        if text[position] == "[":
            position = yield from _items(text, position)
            continue
        value, end = _decoded(text, position)
        if isinstance(end, int):
            if holds(value) and not is_paper(value):
                yield from _inside(text, position, value)
            else:
                yield position, value, None
        elif end.rest or last_object < position or not _is_line(text, position):
            found = yield from _cut(text, position)
            if not found:
                yield position, None, end.ends
            return
        else:
            yield position, None, end
            end = text.find("\n", position)
        position = _SPACE.match(text, end).end()  # type: ignore[union-attr]


def _is_line(text: str, position: int) -> bool:
    """Whether a value has a line of its own: no bracket or comma stands before the next line with an object."""
    following = text.find("\n{", position)
    return text[max(0, following - 200):following].rstrip()[-1:] not in ("", "[", ",")


def _inside(text: str, start: int, value: Any) -> Iterator[Found]:
    """The papers in a value that is none itself and holds some, found where they stand."""
    if is_paper(value):
        yield start, value, None
    elif isinstance(value, list):
        yield from _items(text, start)
    elif isinstance(value, dict):
        position = start + 1
        while key := _KEY.match(text, position):
            inner, end = _decoded(text, key.end())
            if not isinstance(end, int):
                return
            if holds(inner):
                yield from _inside(text, key.end(), inner)
            position = end


def _items(text: str, start: int) -> Generator[Found, None, int]:
    """The items of a list that are papers or hold some; where a list has papers, the others are told, too.

    Returns the place of what follows the list, or -1 where nothing that does can be read.
    """
    first = _SPACE.match(text, start + 1).end()  # type: ignore[union-attr]
    before = text[start + 1:first]
    indent = before.rpartition("\n")[2] if "\n" in before else ""
    position = first
    while position < len(text) and text[position] != "]":
        value, end = _decoded(text, position)
        if not isinstance(end, int):
            following = -1 if end.rest else _following(text, position, indent)
            yield position, None, end if following >= 0 else end.ends
            if following < 0:
                return -1
            end = following
        elif isinstance(value, dict | list) and not is_paper(value) and holds(value):
            yield from _inside(text, position, value)
        else:
            yield position, value, None
        position = _SPACE.match(text, end).end()  # type: ignore[union-attr]
    return _SPACE.match(text, position + 1).end()  # type: ignore[union-attr]


def _cut(text: str, start: int, depth: int = 0) -> Generator[Found, None, bool]:
    """The papers of an object that is broken somewhere, from the members that can be read and the list that cannot.

    Returns whether there are any. An object with a title of its own is a paper that is broken, and no list.
    """
    position, found = start + 1, False
    while (key := _KEY.match(text, position)) and plain(json.loads(key[1])) not in _NO_HOLDERS and depth < _DEEPEST:
        inner, end = _decoded(text, key.end())
        if isinstance(end, int):
            if holds(inner):
                found = True
                yield from _inside(text, key.end(), inner)
            position = end
        elif text[key.end():key.end() + 1] == "{":
            below = yield from _cut(text, key.end(), depth + 1)
            return found or below
        elif re.match(r"\[\s*[{\[]", text[key.end():key.end() + 200]):
            yield from _items(text, key.end())
            return True
        else:
            return found
    return found


def _decoded(text: str, position: int) -> tuple[Any, int | Broken]:
    """The value at a place and where it ends, or what is wrong with it.

    A window is tried first: an error in the whole text takes the decoder a walk through all that stands before it.
    """
    window = text[position:position + _WINDOW]
    try:
        value, end = _DECODER.raw_decode(window)
        if end < len(window) or window[-1:] in "}]":
            return value, position + end
    except json.JSONDecodeError as error:
        if error.pos < len(window) - 1 and not error.msg.startswith("Unterminated"):
            return None, Broken(error.msg.lower(), position + error.pos)
    except RecursionError:
        return None, Broken("brackets inside brackets without end", position).ends
    return _decoded_whole(text, position)


def _decoded_whole(text: str, position: int) -> tuple[Any, int | Broken]:
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        return None, Broken(error.msg.lower(), error.pos)
    except RecursionError:
        return None, Broken("brackets inside brackets without end", position).ends


def _sound(value: Any) -> Any:
    """A value whose texts can be written: half a surrogate pair, which JSON lets stand alone, becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return {_sound(key): _sound(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _following(text: str, broken: int, indent: str) -> int:
    """Where the object after a broken one starts: at the same indentation, or with the same first key."""
    key = _FIRST_KEY.match(text, broken)
    if text[text.rfind("\n", 0, broken) + 1:broken].strip() == "" and "\n" in text[:broken]:
        pattern = rf"^{re.escape(indent)}\{{"
    else:
        pattern = rf"\{{\s*{re.escape(key[1])}\s*:" if key else r"(?<=[\s,])\{"
    found = re.compile(pattern, re.M).search(text, broken + 1)
    return found.start() + len(indent) * pattern.startswith("^") if found else -1
