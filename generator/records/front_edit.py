"""New values in front matter, and every other byte as it was.

A new value goes into the place of the old one as finely as it can: a single value, an item, a name in a mapping. What
stands beside it (comments, anchors, unknown names, items that are no source) stays. The outcome is read again: where
a comment would be lost or another field would change, `NotEditable` is raised and the text is as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from papershelf.model import Source
from papershelf.records.emit import FIELDS, field_block, flow
from papershelf.records.fields import source_of
from papershelf.records.tree import Node, comments, line_after, read_tree
from papershelf.records.yaml_files import LOADER

# What stands behind the sign of a block scalar.
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#.*")


class NotEditable(ValueError):
    """A field that cannot take a new value without a loss of what stands beside it.

    `offset` is where in the text the field stands.
    """

    def __init__(self, field: str, offset: int, what: str, hint: str) -> None:
        super().__init__(f"{field} {what}")
        self.field, self.offset, self.what, self.hint = field, offset, what, hint


class _Splice(NamedTuple):
    begin: int
    end: int
    new: str


def set_fields(front: str, values: Mapping[str, Any], newline: str) -> str:
    """Front matter with new values in some fields. Raises `NotEditable` for the first that cannot be edited."""
    root = read_tree(front)
    before = yaml.load(front, Loader=LOADER) or {}  # noqa: S506 - a safe loader
    ordered = sorted(values, key=lambda name: FIELDS.index(name) if name in FIELDS else len(FIELDS))
    edited = _spliced(front, [one for name in ordered for one in _edits(front, root, before, name, values, newline)])
    if _is_as_wanted(front, root, edited, before, values):
        return edited
    for name in ordered:
        edited = _spliced(front, list(_edits(front, root, before, name, values, newline)))
        if not _is_as_wanted(front, root, edited, before, {name: values[name]}):
            raise _refusal(front, root, name)
    raise _refusal(front, root, ordered[0])


def _refusal(front: str, root: Node | None, name: str) -> NotEditable:
    pair = next(((key, value) for key, value in root.pairs() if key.value == name), None) if root else None
    if pair and any(pair[1].begin <= place < pair[1].end for place, _ in comments(front, root)):
        return NotEditable(name, pair[0].start, "has a comment inside its value, which a new value would lose",
                           "move the comment to a line above the field")
    return NotEditable(name, pair[0].start if pair else 0, "is written in a way that no new value can be put into",
                       f"write {name} on a line of its own, without anchors and tags")


def _spliced(text: str, edits: list[_Splice]) -> str:
    """The text with all edits made; those at one place in the order in which they are given."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.begin, edit.end)):
        parts += [text[position:edit.begin], edit.new]
        position = max(position, edit.end)
    return "".join([*parts, text[position:]])


def _is_as_wanted(front: str, root: Node | None, edited: str, before: Mapping[str, Any],
                  values: Mapping[str, Any]) -> bool:
    """Whether the edited text has the new values, and else what was there: other fields, comments, odd items."""
    try:
        after = yaml.load(edited, Loader=LOADER)  # noqa: S506 - a safe loader
        same_comments = _texts(comments(edited, read_tree(edited))) == _texts(comments(front, root))
    except (yaml.YAMLError, ValueError):
        return False
    return same_comments and isinstance(after, dict) and after.keys() == before.keys() | values.keys() and all(
        _has(after[name], before.get(name), values[name]) if name in values else after[name] == before[name]
        for name in after)


def _texts(found: Sequence[tuple[int, str]]) -> list[str]:
    return [text for _, text in found]


def _has(after: Any, before: Any, value: Any) -> bool:
    """Whether a field that was `before` says `value`; for sources, with its items that are none as they were."""
    if not _are_sources(value):
        return bool(after == (list(value) if isinstance(value, tuple) else value)) and type(after) is not bool
    said = [before if isinstance(before, list) else [], after if isinstance(after, list) else []]
    odd = [[item for item in items if source_of(item) is None] for items in said]
    return (isinstance(after, list) and odd[0] == odd[1]
            and sorted(filter(None, map(source_of, said[1]))) == sorted(value))


def _are_sources(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Source)


def _edits(front: str, root: Node | None, before: Mapping[str, Any], name: str, values: Mapping[str, Any], newline: str
           ) -> Iterator[_Splice]:
    """The edits that give one field its value."""
    pairs = root.pairs() if root else []
    value = values[name]
    for key, old in pairs:
        if key.value == name:
            said = before.get(name)
            if said is not None and not isinstance(said, list) and _are_sources(value):
                raise NotEditable(name, key.start, "is no list of sources", "write the sources as items of a list")
            if name in before and _has(said, said, value):
                return
            yield from _replaced(front, key, old, said, value, name, newline)
            return
    if root and pairs and root.is_flow:
        yield _Splice(pairs[-1][1].end, pairs[-1][1].end, f", {name}: {flow(value, name)}")
    elif root and root.is_flow:
        yield _Splice(root.end - 1, root.end - 1, f"{name}: {flow(value, name)}")
    else:
        at = _place_for(front, name, pairs)
        indent = " " * _column(front, root.begin) if root and pairs else ""
        block = "".join(f"{indent}{line}{newline}" for line in field_block(name, value).splitlines())
        yield _Splice(at, at, block if not at or front[at - 1] == "\n" else newline + block)


def _place_for(front: str, name: str, pairs: Sequence[tuple[Node, Node]]) -> int:
    """Where a new field goes: on the line after the last field that comes before it in the usual order."""
    earlier = FIELDS[: FIELDS.index(name)] if name in FIELDS else ()
    ends = [line_after(front, max(value, key, key=lambda node: node.after)) for key, value in pairs
            if key.value in earlier]
    if ends:
        return max(ends)
    return front.rfind("\n", 0, pairs[0][0].start) + 1 if pairs and name == FIELDS[0] else len(front)


def _column(front: str, index: int) -> int:
    return index - front.rfind("\n", 0, index) - 1


def _replaced(front: str, key: Node, old: Node, said: Any, value: Any, name: str, newline: str) -> Iterator[_Splice]:
    """Edits for a new value in the place of an old one, as fine as the two allow."""
    if old.kind == "sequence" and old.children and _are_sources(value):
        yield from _merged_sources(front, old, said, value, newline)
    elif old.kind == "sequence" and old.children and isinstance(value, list) and value[:len(said)] == said:
        yield from _more_items(front, old, [flow(item) for item in value[len(said):]], newline)
    elif old.kind == "mapping" and old.children and isinstance(value, Mapping) and said.keys() <= value.keys() and (
            {one.value for one, _ in old.pairs()} == said.keys()):
        for one, part in old.pairs():
            if said[one.value] != value[one.value]:
                yield _whole(front, one, part, flow(value[one.value], one.value))
        yield from _more_names(front, old, [f"{flow(one)}: {flow(part, one)}" for one, part in value.items()
                                            if one not in said], newline)
    elif _are_sources(value) and _column(front, key.start) == 0 and front[key.end:old.begin].strip(" \t") == ":":
        block = field_block(name, value).removeprefix(f"{name}:").removesuffix("\n").replace("\n", newline)
        yield _Splice(front.index(":", key.end) + 1, old.end, block)
    else:
        yield _whole(front, key, old, flow(value, name))


def _whole(front: str, key: Node, old: Node, new: str) -> _Splice:
    """A value on one line in the place of a whole one."""
    if old.begin == old.end:
        return _Splice(old.begin, old.begin, new if front[:old.begin].endswith((" ", "\t")) else f" {new}")
    if old.is_block_scalar:
        comment = _COMMENT.search(front[old.begin:old.end].partition("\n")[0].rstrip("\r"))
        return _Splice(old.begin, old.end, new + (comment[0] if comment else ""))
    if old.kind in ("sequence", "mapping") and not old.is_flow:
        if not front[key.end:old.begin].replace(":", "", 1).strip():
            return _Splice(front.index(":", key.end) + 1, old.end, f" {new}")
        # A comment stands between the name and the value, which goes below it and further to the right.
        new = " " * max(0, _column(front, key.start) + 2 - _column(front, old.begin)) + new
    return _Splice(old.begin, old.end, new)


def _more_items(front: str, old: Node, items: Sequence[str], newline: str) -> Iterator[_Splice]:
    """New items behind the last one of a list."""
    last = old.children[-1]
    if old.is_flow:
        yield _Splice(last.end, last.end, "".join(f", {item}" for item in items))
    else:
        yield _new_lines(front, last, " " * _column(front, old.begin) + "- ", items, newline)


def _more_names(front: str, old: Node, pairs: Sequence[str], newline: str) -> Iterator[_Splice]:
    """New names with their values behind the last one of a mapping."""
    last = old.children[-1]
    if old.is_flow:
        yield _Splice(last.end, last.end, "".join(f", {pair}" for pair in pairs))
    else:
        yield _new_lines(front, last, " " * _column(front, old.children[0].start), pairs, newline)


def _new_lines(front: str, last: Node, lead: str, lines: Sequence[str], newline: str) -> _Splice:
    at = line_after(front, last)
    return _Splice(at, at, "".join(f"{lead}{line}{newline}" for line in lines))


def _merged_sources(front: str, old: Node, said: Sequence[Any], value: Sequence[Source], newline: str
                    ) -> Iterator[_Splice]:
    """Bring a list of sources up to date item by item: a paper that has moved in its listing gets a new line, a new
    source a new item, and everything else stays."""
    left = list(value)
    stale: list[tuple[Node, Source]] = []
    for item, given in zip(old.children, said, strict=True):
        source = source_of(given)
        if source in left:
            left.remove(source)
        elif source:
            stale.append((item, source))
    for item, source in stale:
        moved = next((one for one in left if one.file == source.file), None)
        if moved is None or item.kind != "mapping":
            raise NotEditable("listings", item.start, "has an item that cannot be brought up to date",
                              "write the item as {file: page.txt, line: 12}")
        left.remove(moved)
        yield from _moved(front, item, source, moved, newline)
    if left:
        yield from _more_items(front, old, [flow(one, "listings") for one in left], newline)


def _moved(front: str, item: Node, source: Source, moved: Source, newline: str) -> Iterator[_Splice]:
    """Edits for a source whose line or date is another now."""
    parts = {key.value: (key, value) for key, value in item.pairs()}
    if moved.line != source.line:
        yield _whole(front, *parts["line"], str(moved.line))
    if moved.date != source.date and "date" in parts:
        yield _whole(front, *parts["date"], flow(moved.date))
    elif moved.date != source.date:
        at = parts["line"][0].start
        gap = ", " if item.is_flow else newline + " " * _column(front, at)
        yield _Splice(at, at, f"date: {flow(moved.date)}{gap}")
