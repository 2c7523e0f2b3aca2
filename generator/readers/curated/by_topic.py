"""Lists as programs keep them from which they write Markdown: `{topic: {id: line of Markdown}}`, in JSON or YAML, and
YAML lists of papers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from papershelf.model import Entry, Problem, Source
from papershelf.readers import named
from papershelf.readers.curated import markdown
from papershelf.readers.curated.headings import Heading
from papershelf.readers.curated.pieces import pieces_of
from papershelf.readers.curated.reading import read_item
from papershelf.readers.curated.tree import tree
from papershelf.readers.curated.walk import Item
from papershelf.readers.field_names import NAMES, plain
from papershelf.readers.recognition import MARKED, NOT_THIS, SIGNED, Recognition, Sample, sure
from papershelf.readers.safely import refuse_deep_yaml

_ID = r"(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_JSON = re.compile(rf"\s*\{{\s*\"(?:[^\"\\\n]|\\.)+\"\s*:\s*\{{\s*\"{_ID}\"\s*:\s*\"")
_YAML_LIST = re.compile(r"(?:[\w-]+:\s*\n(?:\s*#.*\n)*)?\s*-\s+(?:[\w -]+:|\{)")
_YAML_KEY = re.compile(r"\s*+(?:-\s++)?(?:\{\s*+)?[\"']?(?:title|paper|papertitle|paper_title)[\"']?\s*:", re.I)
_TITLE_AT = re.compile(r"^\s*(?:-\s+)?[\"']?(?:title|paper)[\"']?\s*:", re.I)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader without aliases, which a small text could make a huge value of."""


def json_confidence(sample: Sample) -> Recognition:
    """An object of objects whose names are arXiv ids."""
    return sure(_JSON.match(sample.head), SIGNED, "JSON of topics that hold lines by arXiv id")


def yaml_confidence(sample: Sample) -> Recognition:
    """YAML: a list of mappings, one of which has a title."""
    if sample.is_json or (not _YAML_LIST.match(sample.head.removeprefix("---").lstrip("\n")) and sample.suffix not in (
            "yml", "yaml")):
        return NOT_THIS
    return sure(sample.count(_YAML_KEY), MARKED, "YAML whose items have a title")


def read_json(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The papers of each topic in the file's order; a line that names none is a problem."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        return [], [Problem(source, line, "not-json", f"is not JSON ({str(error).partition(':')[0].lower()})",
                            'write {"topic": {"2307.02628": "- **Title**, authors, …"}}', rejects=True)]
    entries: list[Entry] = []
    problems: list[Problem] = []
    at = 0
    for topic, lines in value.items() if isinstance(value, Mapping) else ():
        for key, line in lines.items() if isinstance(lines, Mapping) else ():
            at = max(text.find(json.dumps(key), at), at)
            where = text.count("\n", 0, at) + 1
            entry = _of_line(str(line), Item(where, (Heading(str(topic)),), ()), source)
            if entry:
                entries.append(entry)
            else:
                problems.append(Problem(source, where, "no-paper",
                                        f"{key} names no paper", "write - **Title**, authors, link",
                                        rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers",
                                "holds no papers", 'write {"topic": {"2307.02628": "- **Title**, …"}}'))
    return entries, problems


def _of_line(line: str, item: Item, source: str) -> Entry | None:
    """The paper of one line of Markdown: a bullet, or a row between bars."""
    shown = line.strip()
    if shown.startswith("|"):
        shown = "- " + re.sub(r"(?<!\\)\|", " , ", shown.strip("|")).replace("null", "")
    soup = tree(shown)
    found = read_item(pieces_of([soup.find("li") or soup]))
    return markdown.entry_of(found, item, source) if found and found.counts else None


def read_yaml(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The papers of a YAML list, or of the lists under each name, which are topics."""
    try:
        refuse_deep_yaml(text, _Loader)
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "brackets without end"
        return [], [Problem(source, min(mark.line, text.count("\n")) + 1 if mark else 1, "not-yaml",
                            f"is not YAML ({what})",
                            "write a list of `- title: …`", rejects=True)]
    lines = [n for n, line in enumerate(text.split("\n"), 1) if _TITLE_AT.match(line)]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for n, (path, item) in enumerate(_mappings(value, ())):
        where = Source(source, lines[n] if n < len(lines) else 1)
        entry = named.entry(_texts(item), where)
        if entry is None:
            problems.append(Problem(source, where.line, "no-title",
                                    "a paper without a title", "give it title: …", rejects=True))
        else:
            entries.append(replace(entry, sections=path))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers", "holds no papers", "write a list of `- title: …`"))
    return entries, problems


def _texts(item: Mapping[Any, Any]) -> dict[str, Any]:
    """A mapping as JSON would have it: names as texts, dates as texts."""
    return {str(key): value if isinstance(value, str | list | dict | int | float) else str(value)
            for key, value in item.items() if value is not None}


def _mappings(value: Any, path: tuple[str, ...], deep: int = 0) -> Iterator[tuple[tuple[str, ...], Mapping[Any, Any]]]:
    if deep > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _mappings(item, path, deep + 1)
    elif isinstance(value, Mapping):
        names = {plain(str(key)) for key in value}
        inner = [(str(key), item) for key, item in value.items() if isinstance(item, list | Mapping)]
        holds = any(isinstance(item, list) and item and isinstance(item[0], Mapping)
                    for key, item in inner if key not in ("authors", "author"))
        if names & set(NAMES["title"]) and not ("name" in names and holds):
            yield path, value
            return
        named = next((str(value[key]) for key in value if str(key).lower() in ("name", "topic", "section", "category")),
                     "")
        for key, item in inner:
            below = named or ("" if key.lower() in ("papers", "items", "entries", "list", "publications") else key)
            yield from _mappings(item, (*path, below) if below else path, deep + 1)
