"""YAML with positions: a safe loader, where fields and items stand, and its errors in words that help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from papershelf.model import Problem

_DEEPEST, _MOST_MERGED, _MOST_DIGITS = 50, 20, 40
_DATES = "tag:yaml.org,2002:timestamp"
_QUOTES = "put the value in double quotes"
# What PyYAML's C and Python parsers say, and what a person can do about it. The first that fits counts.
_CURES = (
    ("tab character", "indent with spaces instead of the tab"),
    ("',' or ']'", "close the list with ], and put items that hold commas, colons or brackets in double quotes"),
    ("',' or '}'", "close it with }, and put values that hold commas, colons or brackets in double quotes"),
    ("scanning a quoted scalar", "close the quotation mark that is open"),
    ("unknown escape character", 'write two backslashes for one inside "…", or put the value in single quotes'),
    ("expected ':'", "write name: value"),
    ("'-' indicator", "begin every line of a list with -, and fields without it"),
    ("expected key", "put a text that holds quotes or brackets in double quotes, and indent like the lines before"),
    ("constructor for the tag", "put a value that begins with ! or = in double quotes"),
    ("control characters", "delete the invisible character"),
    ("special characters", "delete the invisible character"),
    ("unhashable key", "put a name that holds brackets in double quotes"),
    ("document", "keep to one block of fields between two lines ---"),
    ("merging", "put << in double quotes"),
)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader (in C where PyYAML was built with it, ten times as fast) without dates, which are texts here."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _DATES]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
# Numbers of more digits than any field has are refused before they are computed with.
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: _number(loader, node))
LOADER = _Loader


def _number(loader: Any, node: yaml.ScalarNode) -> int:
    if len(node.value) > _MOST_DIGITS:
        raise yaml.MarkedYAMLError(problem="a number of too many digits", problem_mark=node.start_mark)
    return int(loader.construct_yaml_int(node))


def parse(text: str) -> tuple[yaml.Node | None, Any]:
    """A text as a tree of nodes and as values. Raises `YAMLError` or `ValueError` for what is not YAML."""
    if sum(text.count(sign) for sign in ("[", "{", "- ", "? ")) > _DEEPEST or text.count("<<") > 1:
        _refuse_bombs(text)
    return yaml.compose(text, Loader=LOADER), yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader


def _refuse_bombs(text: str) -> None:
    """The C loader follows nested values by recursion, and thousands of brackets would end the process; mappings that
    are merged into each other again and again grow without end."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.MarkedYAMLError(problem="brackets within brackets without end", problem_mark=event.start_mark)
        aliases += isinstance(event, yaml.AliasEvent) and "<<" in text
        if aliases > _MOST_MERGED:
            raise yaml.MarkedYAMLError(problem="merging of merged values without end", problem_mark=event.start_mark)


def explained(error: Exception, text: str, path: str, first_line: int) -> Problem:
    """What the loader raised, as a problem with its line and a hint that fits."""
    if isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line if error.problem_mark else 0
        said, all_of_it = str(error.problem), f"{error.context} {error.problem}"
        lines = text.split("\n")
        if "cannot start any token" in said and line < len(lines) and re.match(r" *\t", lines[line]):
            all_of_it = "tab character"
    else:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text.count("\n", 0, found.start()) if found else 0
        said = all_of_it = str(error).splitlines()[0]
    hint = next((hint for sign, hint in _CURES if sign in all_of_it), _QUOTES)
    return Problem(path, first_line + line, "not-yaml", f"is not YAML ({said})", hint)


def item_lines(node: yaml.Node | None, first_line: int) -> dict[str, int]:
    """The line of each field, and of each item of a field as `field.0` or `field.name`."""
    return {place: first_line + one.start_mark.line for place, one, _ in _places(node)}


def raw_scalars(node: yaml.Node | None) -> dict[str, str]:
    """What stands in the file for each plain value, by place: `2310.10110` for what YAML reads as 2310.1011."""
    return {place: value.value for place, _, value in _places(node) if isinstance(value, yaml.ScalarNode)}


def repeated(node: yaml.Node | None, path: str, first_line: int) -> list[Problem]:
    """Names that stand twice in one mapping: YAML would silently take the last."""
    problems: list[Problem] = []
    waiting: list[yaml.Node] = [node] if node is not None else []
    known: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in known or isinstance(one, yaml.ScalarNode):
            continue
        known.add(id(one))
        if isinstance(one, yaml.SequenceNode):
            waiting.extend(one.value)
            continue
        lines: dict[str, int] = {}
        for key, value in one.value:
            waiting.append(value)
            if isinstance(key, yaml.ScalarNode):
                line = first_line + key.start_mark.line
                if key.value in lines:
                    problems.append(Problem(path, line, "repeated-field", f"{key.value} stands twice",
                                            f"keep one of them; the first is in line {lines[key.value]}"))
                lines.setdefault(key.value, line)
    return problems


def _places(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Each field and each item of a field: its place, the node that begins it, the node of its value."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield key.value, key, value
        if isinstance(value, yaml.SequenceNode):
            for number, item in enumerate(value.value):
                yield f"{key.value}.{number}", item, item
        elif isinstance(value, yaml.MappingNode):
            for name, item in value.value:
                yield f"{key.value}.{name.value}", name, item
