"""Writing records: a new one, and single fields of one that exists, every other byte as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from papershelf.model import Paper, Source, Topic, signal_items
from papershelf.model import fields as schemas
from papershelf.records.front import Parts, protect, split
from papershelf.records.yaml_files import LOADER

# The order in which a new record lists its fields; a field that is added later goes at the end.
FIELDS = schemas.names(schemas.RECORD)
_ALWAYS_WRITTEN = frozenset({"title", "authors", "year", "venue", "arxiv"})
_ALWAYS_QUOTED = frozenset({"title", "arxiv", "doi"})
_PLAIN = re.compile(r"[^\W\d_][\w .'’\-]*[\w.]", re.UNICODE)


def compose(paper: Paper, imported: Mapping[str, str], head: str = "") -> str:
    """The file of a record that does not exist yet. `head` is a comment to begin the front matter with."""
    values = {**field_values(paper), "imported": dict(imported)}
    front = "".join(_field_block(name, values[name]) for name in FIELDS
                    if values[name] or name in _ALWAYS_WRITTEN)
    text = f"---\n{head}{front}---\n"
    if paper.summary:
        text += f"\n{protect(paper.summary)}\n"
    if paper.abstract:
        text += f"\n## Abstract\n\n{protect(paper.abstract)}\n"
    return text


def compose_topic(topic: Topic, head: str = "") -> str:
    """The file of a topic that does not exist yet: title, group, scope, its terms with their weights, and the body.

    `head` is a comment to begin the front matter with.
    """
    weights = [(_flow(term.text), "" if term.weight == 1 else f": {term.weight:g}") for term in topic.match]
    terms = "".join(f"  - {text}{weight}\n" for text, weight in weights)
    return (f"---\n{head}title: {_quoted(topic.title)}\ngroup: {_flow(topic.group)}\nscope: {_flow(topic.scope)}\n"
            f"match:\n{terms}---\n\n{topic.body}\n")


def field_values(paper: Paper) -> dict[str, Any]:
    """A paper's fields as front matter has them, by field name."""
    return {
        "title": paper.title, "authors": list(paper.authors), "year": paper.year, "venue": paper.venue or None,
        "arxiv": paper.arxiv or None, "doi": paper.doi or None, "links": dict(paper.links),
        "signals": signal_items(paper.signals),
        "topics": list(paper.decided_topics), "tags": list(paper.decided_tags),
        "introduces": list(paper.decided_introduces or ()), "aliases": list(paper.aliases),
        "listings": list(paper.listings),
    }


def apply(text: str, values: Mapping[str, Any]) -> str:
    """A record's text with new values in some fields and every other byte as it was.

    In: the text and values by field: front matter fields as `field_values` has them, `summary` and `abstract`
    as plain text. The text must be one that `parse` accepts.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    for name, value in values.items():
        parts, problem = split(text, "")
        if parts is None:
            raise ValueError(f"not a record: {problem}")
        if name in ("summary", "abstract"):
            text = _set_section(text, parts, name, protect(value).replace("\n", newline), newline)
        else:
            text = _set_field(text, parts, name, value, newline)
    return text


def _set_section(text: str, parts: Parts, name: str, value: str, newline: str) -> str:
    if name == "summary":
        start, end = parts.summary
        return _splice(text, start, end, value, newline)
    for heading, start, end in parts.sections:
        if heading.lower() == name:
            return _splice(text, start, end, value, newline)
    # A new abstract goes before the first section, where readers expect it.
    at = parts.summary[1]
    before = text[:at] if text[:at].endswith("\n") else text[:at] + newline
    gap = "" if before.endswith(newline * 2) else newline
    after = text[at:]
    return f"{before}{gap}## {name.capitalize()}{newline * 2}{value}{newline}{newline if after else ''}{after}"


def _splice(text: str, start: int, end: int, value: str, newline: str) -> str:
    """Put `value` in the place of the words between `start` and `end`; the white space around them stays."""
    old = text[start:end]
    if old.strip():
        lead = len(old) - len(old.lstrip())
        tail = len(old.rstrip())
        return text[: start + lead] + value + text[start + tail:]
    head = text[:start] if text[:start].endswith("\n") else text[:start] + newline
    return f"{head}{newline}{value}{newline}{newline if end < len(text) else ''}{text[end:]}"


def _set_field(text: str, parts: Parts, name: str, value: Any, newline: str) -> str:
    start, end = parts.yaml
    front = text[start:end]
    node = yaml.compose(front, Loader=LOADER)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for key, old in pairs:
        if key.value == name:
            if name == "listings" and isinstance(old, yaml.SequenceNode) and not old.flow_style and old.value:
                front = _merge_items(front, old, value, newline)
            else:
                front = _replace_value(front, key, old, name, value, newline)
            return text[:start] + front + text[end:]
    block = _field_block(name, value).replace("\n", newline)
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        at = _last_index(node) - 1
        comma = ", " if pairs else ""
        front = front[:at] + f"{comma}{name}: {_flow(value, name)}" + front[at:]
    else:
        front = front if not front or front.endswith("\n") else front + newline
        at = _place_for(name, front, pairs)
        front = front[:at] + block + front[at:]
    return text[:start] + front + text[end:]


def _place_for(name: str, front: str, pairs: Sequence[tuple[yaml.Node, yaml.Node]]) -> int:
    """Where a new field goes: on the line after the last field that comes before it in the usual order."""
    earlier = FIELDS[: FIELDS.index(name)] if name in FIELDS else ()
    ends = [max(_last_index(value), key.end_mark.index) for key, value in pairs if key.value in earlier]
    if not ends:
        return 0 if name == FIELDS[0] else len(front)
    return front.index("\n", max(ends) - 1) + 1


def _replace_value(front: str, key: yaml.Node, old: yaml.Node, name: str, value: Any, newline: str) -> str:
    start, end = key.end_mark.index, _last_index(old)
    colon = front.index(":", start) + 1
    begin = old.start_mark.index if old.end_mark.index > old.start_mark.index else colon
    anchor_free = front[colon:begin].strip(" \t") == "" and begin > colon
    if isinstance(value, list) and value and isinstance(value[0], Source):
        block = _field_block(name, value).removeprefix(f"{name}:").rstrip("\n").replace("\n", newline)
        return front[:colon] + block + front[max(end, colon):]
    if not anchor_free:
        return front[:colon] + " " + _flow(value, name) + front[max(end, colon):]
    return front[:begin] + _flow(value, name) + front[end:]


def _merge_items(front: str, old: yaml.SequenceNode, value: Sequence[Source], newline: str) -> str:
    """Bring a block list of sources up to date item by item, so that comments and order stay."""
    left = list(value)
    edits: list[tuple[int, int, str]] = []
    stale: list[yaml.Node] = []
    plain = yaml.load(front, Loader=LOADER)["listings"]  # noqa: S506 - a safe loader
    for item, said in zip(old.value, plain, strict=True):
        if not _is_source(said):
            continue  # not ours to change: `check` tells its author
        current = Source(said["file"], said["line"], _date(said.get("date")))
        if current in left:
            left.remove(current)
        else:
            stale.append(item)
    for item in stale:
        if left:
            edits.append((item.start_mark.index, _last_index(item), _flow(left.pop(0), "listings")))
    last = old.value[-1]
    dash = front[:last.start_mark.index].rstrip().removesuffix("-")
    indent = dash[dash.rfind("\n") + 1:]
    at = _last_index(last)
    at = front.index("\n", at) if "\n" in front[at:] else len(front)
    at -= 1 if front[at - 1:at] == "\r" else 0
    added = "".join(f"{newline}{indent}- {_flow(item, 'listings')}" for item in left)
    edits.append((at, at, added))
    for begin, end, new in sorted(edits, reverse=True):
        front = front[:begin] + new + front[end:]
    return front


def _is_source(said: Any) -> bool:
    return isinstance(said, dict) and isinstance(said.get("file"), str) and isinstance(said.get("line"), int)


def _date(said: Any) -> str:
    """A date as readers take it: what is none counts as none."""
    return said if isinstance(said, str) and re.fullmatch(schemas.DATE, said) else ""


def _last_index(node: yaml.Node) -> int:
    """Where a value ends, without the comments and blank lines that YAML counts to a block collection."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_index(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _field_block(name: str, value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], Source):
        return f"{name}:\n" + "".join(f"  - {_flow(item, name)}\n" for item in value)
    return f"{name}: {_flow(value, name)}\n"


def _flow(value: Any, name: str = "") -> str:
    """A value on one line of YAML."""
    match value:
        case None:
            return "null"
        case bool() | int():
            return json.dumps(value)
        case str():
            if name == "at" and re.fullmatch(schemas.DAY, value):
                return value  # a day needs no quotes: the loader here takes it for a text
            return _quoted(value) if name in _ALWAYS_QUOTED or not _is_plain(value) else value
        case Source():
            date = f"date: {_flow(value.date)}, " if value.date else ""
            return f"{{file: {_flow(value.file)}, {date}line: {value.line}}}"
        case Mapping():
            return "{" + ", ".join(f"{_flow(k)}: {_flow(v, k)}" for k, v in value.items()) + "}"
        case Iterable():
            return "[" + ", ".join(_flow(item) for item in value) + "]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _is_plain(text: str) -> bool:
    """Whether the text needs no quotes: it starts with a letter, has no YAML signs, and reads as itself."""
    return bool(_PLAIN.fullmatch(text)) and yaml.load(text, Loader=LOADER) == text  # noqa: S506


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar; what YAML calls unprintable is escaped."""
    return "".join(
        char if char.isprintable() else (f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")
        for char in json.dumps(text, ensure_ascii=False)
    )
