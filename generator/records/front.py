"""Front matter and sections: where they are in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from papershelf.model import Problem
from papershelf.records.fields import FieldReader
from papershelf.records.yaml_files import explained, parse, repeated

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


def open_front(text: str, path: str) -> tuple[FieldReader | None, Parts | None, list[Problem]]:
    """The front matter of a file and its parts, or nothing where it cannot be read; and what is wrong with either."""
    left = conflicts(text, path)
    parts, problem = split(text, path)
    if parts is None or problem:
        return None, None, left or ([problem] if problem else [])
    first = line_of(text, parts.yaml[0])
    front, node, problem = load_yaml(text[slice(*parts.yaml)], path, first)
    if problem:
        return None, None, left or [problem]
    return FieldReader(front, node, first, path), parts, [*left, *repeated(node, path, first)]


def load_yaml(text: str, path: str, first_line: int) -> tuple[dict[str, Any], yaml.Node | None, Problem | None]:
    """The front matter as a mapping and as a node tree with positions, or the problem with it."""
    try:
        node, front = parse(text)
    except (yaml.YAMLError, ValueError) as error:
        return {}, None, explained(error, text, path, first_line)
    if front is None:
        return {}, None, None
    if not isinstance(front, dict) or not all(isinstance(key, str) for key in front):
        return {}, None, Problem(path, first_line, "front matter is not a list of fields", "write name: value lines")
    return front, node, None


def conflicts(text: str, path: str) -> list[Problem]:
    """The places where git left both versions of a text for a person to choose from."""
    found: list[Problem] = []
    if "<<<<<<< " in text:
        fence = ""
        for number, line in enumerate(text.splitlines(), 1):
            mark = _FENCE.match(line)
            if mark and not fence:
                fence = mark[1]
            elif mark and mark[1].startswith(fence):
                fence = ""
            elif line.startswith("<<<<<<< ") and not fence:
                found.append(Problem(path, number, "a conflict of two versions is left in the file",
                                     "keep one of the two texts, and delete the lines of <<<<<<<, ======= and >>>>>>>"))
    return found


def protect(text: str) -> str:
    """Plain text as a section holds it: a line that would read as a heading, fence or rule gets a backslash."""
    return _STRUCTURE.sub(r"\1\\\2\3", text)


def unprotect(text: str) -> str:
    """The plain text of a section: the reverse of `protect`, with `\n` as the only line end."""
    return _PROTECTED.sub(r"\1\2\3", text.replace("\r\n", "\n"))


def line_of(text: str, index: int) -> int:
    """The line, from 1, on which a position of the text lies."""
    return text.count("\n", 0, index) + 1
