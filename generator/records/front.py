"""Front matter and sections: where they are in a file, and typed values out of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from generator.model import Problem, Sighting

# The C loader where PyYAML was built with it: ten times as fast, and as safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_HEADING = re.compile(r"## +(.+?)\s*#*\s*$")
_PROTECTED = re.compile(r"^(\s*)\\(\\*)(#|```|~~~|---)", re.M)
_STRUCTURE = re.compile(r"^(\s*)(\\*)(#|```|~~~|---)", re.M)


@dataclass(frozen=True, slots=True)
class Parts:
    """Spans of a record's text: the front matter's YAML, the summary, and each section's heading and body."""

    yaml: tuple[int, int]
    summary: tuple[int, int]
    sections: tuple[tuple[str, int, int], ...]


def read_texts(folder: Path) -> tuple[list[tuple[str, str, str]], list[Problem]]:
    """The Markdown files of a folder, sorted: name with folder, stem and text. `index.md` is a page, not a record."""
    texts: list[tuple[str, str, str]] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        name = f"{folder.name}/{path.name}"
        if path.name == "index.md":
            continue
        try:
            texts.append((name, path.stem, path.read_bytes().decode("utf-8")))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem(name, line, "is not UTF-8 text", "save the file as UTF-8"))
        except OSError as error:
            problems.append(Problem(name, 1, f"cannot be read ({error.strerror})", "make it a readable file"))
    return texts, problems


def split(text: str, path: str) -> tuple[Parts | None, Problem | None]:
    """Find the parts of a record (or of a topic's or tag's file, which have the same shape)."""
    opening = re.match(r"\ufeff?---[ \t]*\r?\n", text)
    if opening is None:
        return None, Problem(path, 1, "has no front matter", "start the file with a line --- and the fields")
    closing = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.M).search(text, opening.end())
    if closing is None:
        return None, Problem(path, 1, "front matter is not closed", "end it with a line ---")
    headings = _headings(text, closing.end())
    ends = [*(start for _, start, _ in headings[1:]), len(text)][: len(headings)]
    sections = tuple((name, body, end) for (name, _, body), end in zip(headings, ends, strict=True))
    return Parts((opening.end(), closing.start()),
                 (closing.end(), headings[0][1] if headings else len(text)), sections), None


def _headings(text: str, start: int) -> list[tuple[str, int, int]]:
    """Each `## ` heading outside fenced code: its name, where its line starts, where its body starts."""
    found: list[tuple[str, int, int]] = []
    fence = ""
    position = start
    for line in text[start:].splitlines(keepends=True):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
        elif heading := _HEADING.match(line.rstrip("\r\n")):
            found.append((heading[1], position, position + len(line)))
        position += len(line)
    return found


def load_yaml(text: str, path: str, first_line: int) -> tuple[dict[str, Any], yaml.Node | None, Problem | None]:
    """The front matter as a mapping and as a node tree with positions, or the problem with it."""
    try:
        node = yaml.compose(text, Loader=LOADER)
        front = yaml.load(text, Loader=LOADER)  # noqa: S506 - the C twin of SafeLoader
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        return {}, None, Problem(path, line, f"is not YAML ({error.problem})", "put the value in double quotes")
    except (yaml.YAMLError, ValueError) as error:
        what = str(error).splitlines()[0]
        return {}, None, Problem(path, first_line, f"is not YAML ({what})", "put the value in double quotes")
    if front is None:
        return {}, None, None
    if not isinstance(front, dict) or not all(isinstance(key, str) for key in front):
        return {}, None, Problem(path, first_line, "front matter is not a list of fields", "write name: value lines")
    return front, node, None


def key_lines(node: yaml.Node | None, first_line: int) -> dict[str, int]:
    """The line of each field of the front matter."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: first_line + key.start_mark.line for key, _ in pairs}


class FieldReader:
    """Takes typed values out of front matter; what has another type becomes a problem with its line."""

    def __init__(self, front: Mapping[str, Any], lines: Mapping[str, int], path: str) -> None:
        self.front, self.lines, self.path = front, lines, path
        self.problems: list[Problem] = []

    def wrong(self, field: str, what: str, cure: str) -> None:
        """Note a problem at the line of `field`."""
        self.problems.append(Problem(self.path, self.lines.get(field, 1), what, cure))

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Note a problem for every field that is not known; names that begin with `x-` are the shelf's own."""
        for field in self.front:
            if field not in known and not field.startswith("x-"):
                near = get_close_matches(field, known, 1)
                cure = f"write {near[0]}" if near else f"name it x-{field} to keep it, or take one of {', '.join(known)}"
                self.wrong(field, f"no field is called {field}", cure)

    def text(self, field: str) -> str:
        """One line of text; nothing where the field is missing, null, or not text (a problem)."""
        value = self.front.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(field, f"{field} is not text", f'put it in double quotes, {field}: "{value}"')
            return ""
        return " ".join(value.split())

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.front.get(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(field, f"{field} is not a list of texts", f"write {field}: [one, two]")
            return ()
        return tuple(" ".join(item.split()) for item in value)

    def year(self, field: str) -> int | None:
        """A year, as a number."""
        value = self.front.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1000 <= value <= 9999:
            self.wrong(field, f"{field} is not a year", f"write {field}: 2024")
            return None
        return value

    def mapping(self, field: str) -> dict[str, str]:
        """Texts by name."""
        value = self.front.get(field)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(v, str) for kv in value.items() for v in kv):
            self.wrong(field, f"{field} is not a mapping of texts", f"write {field}: {{name: value}}")
            return {}
        return dict(value)

    def sightings(self, field: str) -> tuple[Sighting, ...]:
        """The list of sources: `{file, line, date}` each, `date` optional. Sorted."""
        value = self.front.get(field)
        if value is None:
            return ()
        found = []
        for item in value if isinstance(value, list) else [value]:
            match item:
                case {"file": str(file), "line": int(line), "date": str(date)}:
                    found.append(Sighting(file, line, date))
                case {"file": str(file), "line": int(line)} if item.get("date") is None:
                    found.append(Sighting(file, line))
                case _:
                    self.wrong(field, f"{field} has an item that is no source",
                               'write - {file: page.txt, date: "03-11", line: 12}')
        return tuple(sorted(found))


def protect(text: str) -> str:
    """Plain text as a section holds it: a line that would read as a heading, fence or rule gets a backslash."""
    return _STRUCTURE.sub(r"\1\\\2\3", text)


def unprotect(text: str) -> str:
    """The plain text of a section: the reverse of `protect`, with `\n` as the only line end."""
    return _PROTECTED.sub(r"\1\2\3", text.replace("\r\n", "\n"))


def line_of(text: str, index: int) -> int:
    """The line, from 1, on which a position of the text lies."""
    return text.count("\n", 0, index) + 1
