"""Front matter and sections: where they are in a file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from papershelf.model import Code, Problem
from papershelf.records.fields import FieldReader
from papershelf.records.yaml_files import explained, parse, repeated
from papershelf.text.paths import unsafe
from papershelf.text.structure import Body, read_body


@dataclass(frozen=True, slots=True)
class Parts:
    """Spans of a record's text: the front matter's YAML, the summary, and each section's heading and body; and the
    lines below the front matter."""

    yaml: tuple[int, int]
    summary: tuple[int, int]
    sections: tuple[tuple[str, int, int], ...]
    body: Body


def read_texts(folder: Path) -> tuple[list[tuple[str, str, str]], list[Problem]]:
    """The Markdown files of a folder, sorted: name with folder, stem and text. `index.md` is a page, not a record."""
    texts: list[tuple[str, str, str]] = []
    problems: list[Problem] = []
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        problems.append(Problem(folder.name, 1, "unreadable-file",
                                "cannot be read (Permission denied)", "make it a readable folder"))
    for path in sorted(folder.glob("*.md")):
        name = f"{folder.name}/{path.name}"
        if path.name == "index.md":
            continue
        if reason := refused(path, folder.parent):
            problems.append(Problem(name, 1, *reason))
            continue
        try:
            texts.append((name, path.stem, path.read_bytes().decode("utf-8")))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem(name, line, "not-utf8", "is not UTF-8 text", "save the file as UTF-8"))
        except OSError as error:
            problems.append(Problem(name, 1, "unreadable-file",
                                    f"cannot be read ({error.strerror})", "make it a readable file"))
    return texts, problems


def refused(path: Path, docs: Path) -> tuple[Code, str, str] | None:
    """Why a file below `docs` is not read (a problem's code, what and hint): it stands elsewhere, or its name cannot be
    published."""
    below = path.relative_to(docs)
    linked = any((docs / part).is_symlink() for part in (below, *below.parents[:-1]))
    if linked and not path.resolve().is_relative_to(docs.resolve()):
        return ("link-out-of-folder",
                "is a symbolic link that leads out of the folder, and is not published", "put the file itself here")
    reason = unsafe(below.as_posix())
    return ("unsafe-path", f"is not published, as its name {reason}", "give the file another name") if reason else None


def split(text: str, path: str) -> tuple[Parts | None, Problem | None]:
    """Find the parts of a record (or of a topic's or tag's file, which have the same shape)."""
    opening = re.match(r"\ufeff?---[ \t]*\r?\n", text)
    if opening is None:
        return None, Problem(path, 1, "no-front-matter",
                             "has no front matter", "start the file with a line --- and the fields")
    closing = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.M).search(text, opening.end())
    if closing is None:
        return None, Problem(path, 1, "open-front-matter", "front matter is not closed", "end it with a line ---")
    body = read_body(text, closing.end())
    headings = [line for line in body.lines if line.heading]
    ends = [*(line.start for line in headings[1:]), len(text)][: len(headings)]
    sections = tuple((line.heading, line.end, end) for line, end in zip(headings, ends, strict=True))
    return Parts((opening.end(), closing.start()),
                 (closing.end(), headings[0].start if headings else len(text)), sections, body), None


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
        return {}, None, Problem(path, first_line, "no-fields",
                                 "front matter is not a list of fields", "write name: value lines")
    return front, node, None


def conflicts(text: str, path: str) -> list[Problem]:
    """The places where git left both versions of a text for a person to choose from."""
    if "<<<<<<< " not in text:
        return []
    return [Problem(path, number, "conflict-marks", "a conflict of two versions is left in the file",
                    "keep one of the two texts, and delete the lines of <<<<<<<, ======= and >>>>>>>")
            for number, line in enumerate(read_body(text, 0).lines, 1)
            if line.text.startswith("<<<<<<< ") and line.inside != "code"]


def line_of(text: str, index: int) -> int:
    """The line, from 1, on which a position of the text lies."""
    return text.count("\n", 0, index) + 1


def unreadable(path: Path, name: str) -> list[Problem]:
    """Why a file with front matter cannot be read: nothing where it can."""
    reader, _, problems = open_front(path.read_bytes().decode("utf-8", "replace"), name)
    return problems if reader is None else []
