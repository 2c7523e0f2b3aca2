"""Fields and files as they are written: values as YAML on one line, new records and new topics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from papershelf.model import Paper, Source, Topic, signal_items
from papershelf.model import fields as schemas
from papershelf.records.yaml_files import LOADER
from papershelf.text.scalars import quoted
from papershelf.text.structure import protect

# The order in which a new record lists its fields.
FIELDS = schemas.names(schemas.RECORD)
_ALWAYS_WRITTEN = frozenset({"title", "authors", "year", "venue", "arxiv"})
_ALWAYS_QUOTED = frozenset({"title", "arxiv", "doi"})
_PLAIN = re.compile(r"[^\W\d_][\w .'’\-]*[\w.]", re.UNICODE)


def compose(paper: Paper, imported: Mapping[str, str], head: str = "") -> str:
    """The file of a record that does not exist yet. `head` is a comment to begin the front matter with."""
    values = {**field_values(paper), "imported": dict(imported)}
    front = "".join(field_block(name, values[name]) + (_titles(paper) if name == "title" else "") for name in FIELDS
                    if values[name] or name in _ALWAYS_WRITTEN)
    text = f"---\n{head}{front}---\n"
    if paper.summary:
        text += f"\n{protect(paper.summary)}\n"
    if paper.abstract:
        text += f"\n## Abstract\n\n{protect(paper.abstract)}\n"
    for one in paper.translations:
        text += "".join(f"\n## {part} ({one.language})\n\n{protect(said)}\n"
                        for part, said in (("Summary", one.summary), ("Abstract", one.abstract)) if said)
    return text + "".join(f"\n## {heading}\n\n{body}\n" for heading, body in paper.sections)


def _titles(paper: Paper) -> str:
    return "".join(f"title_{one.language}: {quoted(one.title)}\n" for one in paper.translations if one.title)


def compose_topic(topic: Topic, head: str = "", order: int | None = None) -> str:
    """The file of a topic that does not exist yet: title, group, scope, its terms with their weights, and the body.

    `head` is a comment to begin the front matter with, `order` the topic's place among the others.
    """
    weights = [(flow(term.text), "" if term.weight == 1 else f": {term.weight:g}") for term in topic.match]
    terms = "".join(f"  - {text}{weight}\n" for text, weight in weights)
    return (f"---\n{head}title: {quoted(topic.title)}\ngroup: {flow(topic.group)}\n"
            f"{'' if order is None else f'order: {order}{chr(10)}'}scope: {flow(topic.scope)}\n"
            f"match:\n{terms}---\n" + (f"\n{topic.body}\n" if topic.body else ""))


def compose_file(fields: Sequence[tuple[str, Any]], body: str, head: str = "") -> str:
    """The file of a tag or listing that does not exist yet: its fields in order, and the body."""
    front = "".join(f"{name}: {flow(value, 'title' if name == 'title' else '')}\n" for name, value in fields)
    return f"---\n{head}{front}---\n\n{body}\n"


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


def field_block(name: str, value: Any) -> str:
    """A field on lines of its own; sources on a line each."""
    if isinstance(value, list) and value and isinstance(value[0], Source):
        return f"{name}:\n" + "".join(f"  - {flow(item, name)}\n" for item in value)
    return f"{name}: {flow(value, name)}\n"


def flow(value: Any, name: str = "") -> str:
    """A value on one line of YAML."""
    match value:
        case None:
            return "null"
        case bool() | int():
            return json.dumps(value)
        case str():
            if name == "at" and re.fullmatch(schemas.DAY, value):
                return value  # a day needs no quotes: the loader here takes it for a text
            return quoted(value) if name in _ALWAYS_QUOTED or not _is_plain(value) else value
        case Source():
            date = f"date: {flow(value.date)}, " if value.date else ""
            return f"{{file: {flow(value.file)}, {date}line: {value.line}}}"
        case Mapping():
            return "{" + ", ".join(f"{flow(k)}: {flow(v, k)}" for k, v in value.items()) + "}"
        case Iterable():
            return "[" + ", ".join(flow(item) for item in value) + "]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _is_plain(text: str) -> bool:
    """Whether the text needs no quotes: it starts with a letter, has no YAML signs, and reads as itself."""
    return bool(_PLAIN.fullmatch(text)) and yaml.load(text, Loader=LOADER) == text  # noqa: S506
