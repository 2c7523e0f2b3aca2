"""YAML as it stands in a text: each value with its exact place, and the comments between values.

PyYAML's nodes do not do for editing: an alias is its anchor's node there, block collections end after the comments
that follow them, and comments are gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from papershelf.records.yaml_files import LOADER

# An anchor or a tag, and the white space and comments after it.
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*(?:\s+(?:#[^\n]*)?)*")
_COMMENT = re.compile(r"(?:(?<=\s)|\A)#[^\n]*")
_BLANK = " \t\r\n"


@dataclass(slots=True)
class Node:
    """A value in a text.

    `start` is where it begins with its anchor and tag, `begin` where it begins without them, `end` where its last
    sign ends, and `after` where YAML goes on after it: behind the blank lines that a block scalar keeps. The children
    of a mapping are keys and values in turn.
    """

    kind: str
    start: int
    begin: int
    end: int
    after: int
    style: str = ""
    value: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def is_flow(self) -> bool:
        """Whether it stands between brackets."""
        return self.style == "flow"

    @property
    def is_block_scalar(self) -> bool:
        """Whether it is a text under a `|` or a `>`."""
        return self.kind == "scalar" and self.style in ("|", ">")

    def all(self) -> Iterator[Node]:
        """It and all values in it."""
        yield self
        for child in self.children:
            yield from child.all()

    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys and values of a mapping; nothing of other values."""
        return list(zip(self.children[::2], self.children[1::2], strict=True)) if self.kind == "mapping" else []


def read_tree(text: str) -> Node | None:
    """The first document of a text that is YAML, or nothing where it is empty."""
    above: list[Node] = []
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            node = above.pop()
            node.end = node.after = _index(event.end_mark)
            if not node.is_flow and node.children:
                node.begin = _first_sign(text, node)
                node.end, node.after = node.children[-1].end, node.children[-1].after
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, text)
            if isinstance(event, yaml.CollectionStartEvent):
                above.append(node)
            elif not above:
                return node
        else:
            continue
        if isinstance(event, yaml.CollectionStartEvent):
            continue
        if not above:
            return node
        above[-1].children.append(node)
    return None


def _index(mark: Any) -> int:
    return int(mark.index)


def _node(event: Any, text: str) -> Node:
    start, end = _index(event.start_mark), _index(event.end_mark)
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, start, end, end)
    begin = start
    if event.anchor is not None or event.tag is not None:
        while found := _PROPERTY.match(text, begin):
            begin = found.end()
    if isinstance(event, yaml.CollectionStartEvent):
        kind = "sequence" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        return Node(kind, start, begin, end, end, "flow" if event.flow_style else "block")
    begin = min(begin, end)
    last = begin + len(text[begin:end].rstrip(_BLANK))
    return Node("scalar", start, begin, last if event.style in ("|", ">") else max(end, begin), end,
                event.style or "", event.value)


def _first_sign(text: str, node: Node) -> int:
    """Where a block collection begins: at its first key, or at the hyphen of its first item."""
    first = node.children[0].start
    if node.kind == "mapping":
        return node.begin if text.startswith("?", node.begin) else first
    return node.begin if text.startswith("-", node.begin) else text.rfind("-", 0, first)


def comments(text: str, root: Node | None) -> list[tuple[int, str]]:
    """The comments of a text in their order, each with its place."""
    found: list[tuple[int, str]] = []
    position = 0
    for begin, end in [*(_leaves(text, root) if root else ()), (len(text), len(text))]:
        found += [(one.start(), one[0].rstrip()) for one in _COMMENT.finditer(text, position, begin)]
        position = end
    return found


def line_after(text: str, node: Node) -> int:
    """The beginning of the line that follows a value, its blank lines and the comment beside it."""
    if node.after > node.end:
        return node.after
    return text.find("\n", node.end) + 1 or len(text)


def _leaves(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """The spans in which a number sign is no comment: scalars, those in blocks without their first line."""
    if node.kind == "alias":
        yield node.start, node.end
    elif node.kind == "scalar":
        begin = text.find("\n", node.begin, node.end) if node.is_block_scalar else node.begin
        yield (begin if begin >= 0 else node.end), node.end
    for child in node.children:
        yield from _leaves(text, child)
