"""Papers in JSON: those of known services by their own fields, any others by the names that fields usually have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import json_apis, json_values, named
from papershelf.readers.field_names import plain
from papershelf.readers.recognition import LIKELY, MARKED, Recognition, Sample, sure

__all__ = ["confidence", "objects", "read"]

_SAYS = ("error", "message", "detail", "errors", "error_message", "msg")


def confidence(sample: Sample) -> Recognition:
    """JSON, surer where an object in it is a paper."""
    if not sample.is_json:
        return sure(False, LIKELY, "")
    service = json_apis.service_of(sample.first_object)
    found = json_values.is_paper(sample.first_object)
    return Recognition(MARKED if found else LIKELY, f"JSON of {service.name}" if service
                       else "JSON, and an object in it has a title" if found else "JSON")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a JSON file in their order; what is no paper becomes a problem with its line."""
    return objects(text, source, _entry)


def _entry(value: Mapping[str, Any], source: Source) -> Entry | str | None:
    service = json_apis.service_of(value)
    return service.read(value, source) if service else named.entry(value, source)


def objects(text: str, source: str, read_as: Callable[[Mapping[str, Any], Source], Entry | str | None]
            ) -> tuple[list[Entry], list[Problem]]:
    """The entries that one function makes of the objects of a JSON file; and the problems of the others.

    `read_as` answers with None for an object without a title, with what is wrong for one that is no paper.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    hint = 'write {"title": "…", …}'
    for line, value, error in json_values.values(text):
        if error:
            problems.append(Problem(source, line, "not-json", f"is not JSON ({error})", hint, rejects=True))
        elif not isinstance(value, dict):
            problems.append(Problem(source, line, "no-paper", "is not an object", hint, rejects=True))
        elif isinstance(found := read_as(value, Source(source, line)), Entry):
            entries.append(found)
        elif found:
            problems.append(Problem(source, line, "no-paper", found, "leave it out", rejects=True))
        else:
            problems.append(_untitled(value, source, line))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers", "holds no papers", 'write [{"title": "…", …}]'))
    return entries, problems


def _untitled(value: Mapping[str, Any], source: str, line: int) -> Problem:
    """The problem with an object that gives no title: which field is missing, or why there are none to have one."""
    said = next((value[key] for key in _SAYS if isinstance(value.get(key), str) and value[key].strip()), "")
    if json_values.is_paper(value):
        return Problem(source, line, "no-title",
                       "a paper whose field `title` is missing or empty", 'give it "title": "…"',
                       rejects=True)
    if said and len(value) < 6:
        return Problem(source, line, "error-answer",
                       f"holds no papers, it is an answer that says “{' '.join(said.split())[:80]}”",
                       "ask again, and save what comes then")
    empty = _empty_list(value)
    if empty or not value:
        return Problem(source, line, "no-papers",
                       f"holds no papers, its list `{empty}` is empty" if empty else "holds no papers",
                       "save an answer that has some")
    return Problem(source, line, "no-title",
                   f"an object without a field `title`, and with none inside; it has {_listed(value)}",
                   'give each paper "title": "…"', rejects=bool({plain(key) for key in value} & json_values.OF_A_PAPER))


def _empty_list(value: Mapping[str, Any], depth: int = 3) -> str:
    """Where an object has a list without items, `result.hits`; nothing where it has none."""
    for key, inner in value.items():
        below = _empty_list(inner, depth - 1) if isinstance(inner, dict) and depth else ""
        if below or (inner == [] and plain(key) in json_values.HOLDERS):
            return f"{key}.{below}" if below else key
    return ""


def _listed(names: Iterable[str]) -> str:
    shown = [f"`{' '.join(name.split())[:30]}`" for name in names]
    return ", ".join(shown[:6]) + (" …" if len(shown) > 6 else "")
