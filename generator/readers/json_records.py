"""Papers in JSON: a list, an object that holds a list, or an object a line (JSONL)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Entry, Problem, Sighting

# What the fields are called in exports of paper sites, best first.
_NAMES = {
    "title": ("title", "name"),
    "abstract": ("abstract", "summary"),
    "authors": ("authors", "author"),
    "year": ("year", "published", "publishedAt", "date"),
    "venue": ("venue", "journal", "booktitle", "container-title"),
    "arxiv": ("arxiv", "arxiv_id", "arxivId", "eprint"),
    "doi": ("doi", "DOI"),
}
_LINKS = ("code", "project", "data", "demo", "pdf", "url")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")


def looks_like(text: str) -> bool:
    """JSON starts with a bracket that opens an object or a list of objects."""
    return bool(re.match(r"\s*(?:\{|\[\s*[{\]])", text))


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a JSON file in their order; what is no paper becomes a problem with its line."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line, value in _objects(text):
        if isinstance(value, json.JSONDecodeError):
            problems.append(Problem(source, line, f"is not JSON ({value.msg})", 'write {"title": "…", …}', rejects=True))
        elif not isinstance(value, dict):
            problems.append(Problem(source, line, "is not an object", 'write {"title": "…", …}', rejects=True))
        else:
            entry = _entry(value, Sighting(source, line))
            if entry is None:
                problems.append(Problem(source, line, "a paper without a title", 'give it "title": "…"', rejects=True))
            else:
                entries.append(entry)
    return entries, problems


def _objects(text: str) -> Iterator[tuple[int, Any]]:
    """Each paper's value, or the error in its place, with the line where it starts."""
    decoder = json.JSONDecoder()
    start = len(text) - len(text.lstrip())
    if text[start] == "{" and _is_list_holder(text):
        start = text.index("[", start)
    in_list = text[start] == "["
    position = start + in_list
    while True:
        position = _skip(text, position, " \t\r\n,")
        if position >= len(text) or (in_list and text[position] == "]"):
            return
        line = text.count("\n", 0, position) + 1
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            yield text.count("\n", 0, error.pos) + 1, error
            position = text.find("\n", max(position, error.pos))
            if position < 0 or in_list:
                return
            continue
        yield line, value


def _is_list_holder(text: str) -> bool:
    """Whether the whole text is one object whose `papers` (or only list) holds the papers."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return False
    return isinstance(whole, dict) and "title" not in whole and any(isinstance(v, list) for v in whole.values())


def _skip(text: str, position: int, chars: str) -> int:
    while position < len(text) and text[position] in chars:
        position += 1
    return position


def _entry(value: Mapping[str, Any], seen: Sighting) -> Entry | None:
    if isinstance(inner := value.get("paper"), dict):
        value = {**value, **inner}
    found = {field: next((value[name] for name in names if value.get(name)), None) for field, names in _NAMES.items()}
    title = found["title"]
    if not isinstance(title, str) or not title.strip():
        return None
    links = value["links"] if isinstance(value.get("links"), dict) else {}
    links = {**{kind: value[kind] for kind in _LINKS if isinstance(value.get(kind), str)}, **links}
    return Entry(
        title=title,
        seen=seen,
        abstract=_text(found["abstract"]),
        authors=_names(found["authors"]),
        year=_year(found["year"]),
        venue=_text(found["venue"]),
        arxiv=_arxiv(found["arxiv"]),
        doi=_text(found["doi"]).removeprefix("https://doi.org/"),
        links={kind: url for kind, url in sorted(links.items()) if isinstance(kind, str) and isinstance(url, str)},
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"\s+and\s+|\s*;\s*", value)
    names = []
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            item = item.get("name") or " ".join(str(item.get(k) or "") for k in ("given", "family"))
        if isinstance(item, str) and item.strip():
            names.append(item.strip())
    return tuple(names)


def _year(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    found = _YEAR.search(value) if isinstance(value, str) else None
    return int(found[0]) if found else None


def _arxiv(value: Any) -> str:
    found = _ARXIV.search(value) if isinstance(value, str) else None
    return found[0] if found else ""
