"""The other files of `docs/`: topics, tags, and plain pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.model import Problem, Tag, Term, Topic
from generator.records.front import LOADER, FieldReader, key_lines, line_of, load_yaml, read_texts, split

# Folders whose Markdown is read as records; everything else in `docs/` is a page or belongs to one.
RECORD_FOLDERS = ("papers", "topics", "tags")
TOPIC_FIELDS = ("title", "group", "order", "scope", "match", "aliases")
TAG_FIELDS = ("title", "kind", "aliases", "family", "needs", "unless")
_VOCABULARY = Path(__file__).resolve().parent.parent / "data" / "vocabulary.yml"


def read_topics(folder: Path) -> tuple[list[Topic], list[Problem]]:
    """Every topic in `folder`, in the order that `order` gives them and then by id, and what is wrong."""
    topics: list[tuple[int, Topic]] = []
    texts, problems = read_texts(folder)
    for name, stem, text in texts:
        reader, body = _open(name, text, problems)
        if reader is None:
            continue
        order = reader.front.get("order", 1_000_000)
        if not isinstance(order, int):
            reader.wrong("order", "order is not a number", "write order: 12")
            order = 1_000_000
        title = reader.text("title")
        if not title:
            reader.wrong("title", "has no title", 'write title: "…" in the front matter')
        else:
            topics.append((order, Topic(stem, title, reader.text("group"), reader.text("scope"), _terms(reader),
                                        body, reader.texts("aliases"))))
        reader.refuse_unknown(TOPIC_FIELDS)
        problems.extend(reader.problems)
    return [topic for _, topic in sorted(topics, key=lambda pair: (pair[0], pair[1].id))], problems


def read_tags(folder: Path) -> tuple[list[Tag], list[Problem]]:
    """Every tag that has a file of its own, and what is wrong."""
    tags: list[Tag] = []
    texts, problems = read_texts(folder)
    for name, stem, text in texts:
        reader, body = _open(name, text, problems)
        if reader is None:
            continue
        tags.append(Tag(reader.text("title") or stem, reader.text("kind"), reader.texts("aliases"),
                        reader.text("family"), reader.texts("needs"), reader.texts("unless"), body))
        reader.refuse_unknown(TAG_FIELDS)
        problems.extend(reader.problems)
    return tags, problems


def read_vocabulary(path: Path = _VOCABULARY) -> list[Tag]:
    """The tags that the program knows, in the order of its data: entries by kind, each with a name and its rules."""
    kinds = yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    return [
        Tag(entry["name"], kind, tuple(entry.get("aliases", ())), entry.get("family", ""),
            tuple(entry.get("needs", ())), tuple(entry.get("unless", ())))
        for kind, entries in kinds.items() for entry in entries
    ]


def read_pages(docs: Path) -> dict[str, bytes]:
    """The files of `docs/` that are neither records nor hidden: path below `docs/`, content."""
    pages: dict[str, bytes] = {}
    for path in sorted(docs.rglob("*")):
        below = path.relative_to(docs)
        in_records = below.parts[0] in RECORD_FOLDERS and len(below.parts) == 2 and path.suffix == ".md"
        if path.is_file() and not any(part.startswith(".") for part in below.parts) and not in_records:
            pages[below.as_posix()] = path.read_bytes()
    return pages


def _open(name: str, text: str, problems: list[Problem]) -> tuple[FieldReader | None, str]:
    parts, problem = split(text, name)
    if parts is None:
        problems += [problem] if problem else []
        return None, ""
    first = line_of(text, parts.yaml[0])
    front, node, problem = load_yaml(text[slice(*parts.yaml)], name, first)
    if problem:
        problems.append(problem)
        return None, ""
    return FieldReader(front, key_lines(node, first), name), text[parts.summary[0]:].strip()


def _terms(reader: FieldReader) -> tuple[Term, ...]:
    value: Any = reader.front.get("match") or []
    terms: list[Term] = []
    for item in value if isinstance(value, list) else [value]:
        match item:
            case str() if item.strip():
                terms.append(Term(item.strip()))
            case Mapping() if len(item) == 1 and _is_weighted(*next(iter(item.items()))):
                term, weight = next(iter(item.items()))
                terms.append(Term(term.strip(), float(weight)))
            case _:
                reader.wrong("match", "match has an item that is no term", "write - a phrase, or - a phrase: 2")
    return tuple(terms)


def _is_weighted(term: object, weight: object) -> bool:
    return isinstance(term, str) and bool(term.strip()) and isinstance(weight, int | float) and not isinstance(
        weight, bool)
