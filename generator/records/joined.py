"""Two records in one file: what the model does not carry goes along as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from papershelf.errors import ProblemsError
from papershelf.model import Problem, Record
from papershelf.records.edit import apply
from papershelf.records.emit import FIELDS
from papershelf.records.front import Parts, line_of, split
from papershelf.records.front_edit import NotEditable
from papershelf.records.tree import Node, comments, line_after, read_tree
from papershelf.records.yaml_files import LOADER

# The program's own comment, which every record has that `papershelf new` began.
_OWN = re.compile(r"^# yaml-language-server: .*\n?", re.M)
_SOURCE = frozenset({"file", "line", "date"})


def joined(kept: Record, other: Record, values: Mapping[str, Any], blocks: Sequence[str]) -> str:
    """The text of `kept` with what it takes from `other`, ready to replace both.

    Args:
        kept: The record that stays.
        other: The record that goes.
        values: New values by field.
        blocks: Markdown that says the rest of what is known of `other`; a block that stands in its place already is
            not written again.

    Raises:
        ProblemsError: One of the two cannot be edited without a loss.
    """
    _refuse(_in_the_way(kept, other, values))
    try:
        text = apply(kept.text, values)
    except NotEditable as error:
        line = line_of(kept.text, error.offset)
        raise ProblemsError(
            Problem(kept.path, line, "not-editable", f"{error.field} {error.what}", error.hint)) from None
    blocks = [block.replace("\r\n", "\n") for block in (*blocks, *leftovers(other))]
    return _with_blocks(text, f"From {other.paper.slug}", blocks)


def _refuse(problem: Problem | None) -> None:
    if problem:
        raise ProblemsError(problem)


def _in_the_way(kept: Record, other: Record, values: Mapping[str, Any]) -> Problem | None:
    """The first reason why two records cannot become one."""
    for name in sorted(kept.unread & values.keys() - {"listings"}):
        return Problem(kept.path, kept.lines.get(name, 1), "unreadable-field", f"{name} cannot be read",
                       "fix it, or give it a name that begins with x-, and merge again")
    for record in (kept, other):
        parts = _parts(record.text)
        if parts.body.unclosed:
            return Problem(record.path, line_of(record.text, parts.body.unclosed.start),
                           "unclosed",
                           "nothing closes the code or comment that begins here", "close it, and merge again")
        twice = [start for heading, start, _ in parts.sections if heading.casefold() == "abstract"][1:]
        if twice:
            return Problem(record.path, line_of(record.text, twice[0] - 1), "repeated-section",
                           "section Abstract stands twice",
                           "make them one, and merge again")
    return None


def _parts(text: str) -> Parts:
    parts, problem = split(text, "")
    if parts is None:
        raise ValueError(f"not a record: {problem}")
    return parts


def _with_blocks(text: str, heading: str, blocks: Sequence[str]) -> str:
    """The text with blocks of Markdown in a section of that name, at the end where there is none yet."""
    newline = "\r\n" if "\r\n" in text else "\n"
    section = next((span for name, *span in _parts(text).sections if name == heading), None)
    stands = "\n\n" + text[slice(*section)].replace("\r\n", "\n").strip() + "\n\n" if section else ""
    missing = [block for block in blocks if f"\n\n{block}\n\n" not in stands]
    if not missing:
        return text
    added = "\n\n".join([*([] if section else [f"## {heading}"]), *missing]).replace("\n", newline)
    end = section[1] if section else len(text)
    gap = newline * 2 if text[end:].strip() else newline
    return f"{text[:end].rstrip()}{newline * 2}{added}{gap}{text[end:]}"


@dataclass(frozen=True, slots=True)
class _Front:
    """A front matter with all that there is to know of it."""

    text: str
    root: Node
    values: Mapping[str, Any]
    comments: tuple[int, ...]
    known: frozenset[str]

    def end(self, key: Node, value: Node) -> int:
        """The beginning of the line after a field."""
        return line_after(self.text, value if value.after > key.after else key)

    def is_carried(self, key: Node, value: Node) -> bool:
        """Whether the values of the model say all that a field says."""
        said = self.values.get(key.value)
        if key.value not in self.known or any(node.start != node.begin for node in value.all()) or any(
                key.start <= place < self.end(key, value) for place in self.comments):
            return False
        if key.value == "listings":
            return all(item.keys() <= _SOURCE for item in said or ())
        return value.kind != "mapping" or len(value.pairs()) == len(said or ())


def leftovers(record: Record) -> list[str]:
    """What stands in a record's front matter beside the values of its fields, as a block of code: comments, unknown
    fields, items that are none, anchors."""
    text = record.text[slice(*_parts(record.text).yaml)].replace("\r\n", "\n")
    root = read_tree(text)
    if root is None or root.kind != "mapping":
        pieces = [text]
    else:
        front = _Front(text, root, yaml.load(text, Loader=LOADER),  # noqa: S506 - a safe loader
                       tuple(place for place, _ in comments(text, root)), frozenset(FIELDS) - record.unread)
        whole = root.is_flow or any(node.kind == "alias" for node in root.all())
        pieces = [text] if whole and not (
            front.comments == () and all(front.is_carried(*pair) for pair in root.pairs())) else list(_pieces(front))
    kept = "\n".join(piece for one in pieces if (piece := _OWN.sub("", one).strip("\n")).strip())
    if not kept:
        return []
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", kept))])
    return [f"{fence}yaml\n{kept}\n{fence}"]


def _pieces(front: _Front) -> Iterator[str]:
    """The lines of a front matter that say more than the values of its fields."""
    names = Counter(key.value for key, _ in front.root.pairs())
    position = 0
    for key, value in front.root.pairs():
        begin = max(position, front.text.rfind("\n", 0, key.start) + 1)
        end = front.end(key, value)
        above = _OWN.sub("", front.text[position:begin])
        if above.strip() or names[key.value] > 1 or not front.is_carried(key, value):
            yield above + front.text[begin:end]
        position = max(position, end)
    yield front.text[position:]
