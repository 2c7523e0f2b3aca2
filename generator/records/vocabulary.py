"""Vocabularies: YAML files of the names that become tags where papers say them, by kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml

from papershelf.model import Code, Problem, Tag
from papershelf.model.each import Each, one_by_one
from papershelf.records.yaml_files import LOADER, explained

_LISTS = ("aliases", "needs", "unless")
_FIELDS = ("name", *_LISTS, "family")
_EXAMPLE = "write - {name: FooBench, aliases: [Foo Bench]}"


def read_vocabulary(files: Sequence[Path], kinds: Collection[str], each: Each = one_by_one
                    ) -> tuple[list[Tag], list[Problem]]:
    """The tags of all vocabularies, in the order of their data, and what is wrong with the files.

    Args:
        files: Each a mapping from a kind to a list of entries: a name, or a name and its rules.
        kinds: The kinds of tags that there are.
        each: Who reads each file.
    """
    tags: list[Tag] = []
    problems: list[Problem] = []
    texts = [(path, path.read_bytes().decode("utf-8", "replace")) for path in files]
    for found, wrong in each(partial(_read, kinds=tuple(kinds)), texts, name=itemgetter(0)):
        tags += found
        problems += wrong
    return tags, problems


def _read(file: tuple[Path, str], kinds: Collection[str]) -> tuple[list[Tag], list[Problem]]:
    """The tags of a vocabulary, and what is wrong with it."""
    path, text = file
    try:
        whole = yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        return [], [explained(error, text, path.name, 1)]
    tags, problems = [], []
    for place, said in _entries(whole):
        if wrong := _wrong(said, place, kinds):
            problems.append(Problem(path.name, _line(text, place), *wrong))
        else:
            tags.append(_tag(str(place[0]), said))
    return tags, problems


def _entries(whole: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every entry with the keys that lead to it; what is no list of entries stands for itself."""
    if not isinstance(whole, dict):
        if whole is not None:
            yield (), whole
        return
    for kind, entries in whole.items():
        if isinstance(entries, list):
            yield from (((kind, number), entry) for number, entry in enumerate(entries))
        elif entries is not None:
            yield (kind,), entries


def _wrong(said: Any, place: Sequence[Any], kinds: Collection[str]) -> tuple[Code, str, str] | None:
    """What is wrong with an entry: a problem's code, what and hint."""
    if len(place) < 2:
        return ("wrong-type",
                "the vocabulary is not a list of entries by kind",
                f"write a kind, a colon, and below it {_EXAMPLE[6:]}")
    if place[0] not in kinds:
        return ("unknown-kind", f"no kind of tags is called {place[0]}",
                f"take one of {', '.join(kinds)}, or declare it under tag_kinds in mkdocs.yml")
    entry = {"name": said} if isinstance(said, str) else said
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        return "nameless-tag", f"an entry of {place[0]} has no name", _EXAMPLE
    if odd := [str(name) for name in entry if name not in _FIELDS]:
        return ("unknown-field",
                f"the entry {entry['name']} has {odd[0]}, which means nothing", f"take one of {', '.join(_FIELDS)}")
    for name in _LISTS:
        if not isinstance(entry.get(name, []), list) or not all(isinstance(one, str) for one in entry.get(name, [])):
            return ("wrong-type",
                    f"the entry {entry['name']} has {name} that are not a list of texts", f"write {name}: [one, two]")
    if not isinstance(entry.get("family", ""), str):
        return "wrong-type", f"the entry {entry['name']} has a family that is not text", "put it in double quotes"
    return None


def _tag(kind: str, said: str | Mapping[str, Any]) -> Tag:
    entry: Mapping[str, Any] = {"name": said} if isinstance(said, str) else said
    aliases, needs, unless = (tuple(entry.get(name, ())) for name in _LISTS)
    return Tag(entry["name"], kind, aliases, entry.get("family", ""), needs, unless)


def _line(text: str, place: Sequence[Any]) -> int:
    """The line on which the entry at a place begins."""
    node = yaml.compose(text, Loader=LOADER)
    for key in place:
        if isinstance(node, yaml.MappingNode):
            node = next(value for name, value in node.value if name.value == str(key))
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[key]
    return int(node.start_mark.line) + 1 if node is not None else 1
