"""Typed values out of front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import yaml

from papershelf.model import Code, Problem, Signal, Source
from papershelf.model import fields as schemas
from papershelf.records.yaml_files import item_lines, raw_scalars

# What stands below the front matter, and where.
_BELOW = {"summary": "write it as plain text below the second ---, before any heading",
          "abstract": "write it below the front matter, under a line ## Abstract",
          "notes": "write it below the front matter, under a line ## Notes"}


class FieldReader:
    """Takes typed values out of front matter; what has another type becomes a problem with its line.

    `lines` has the line of each field, and of each item under the field's name, a dot, and its number or name.
    """

    def __init__(self, front: Mapping[str, Any], node: yaml.Node | None, first_line: int, path: str) -> None:
        self.front, self.path = front, path
        self.lines: Mapping[str, int] = item_lines(node, first_line)
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self._raw = raw_scalars(node)

    def wrong(self, field: str, code: Code, what: str, hint: str, item: int | str | None = None) -> None:
        """Note a problem at the line of `field`, or of one of its items."""
        line = self.lines.get(f"{field}.{item}", self.lines.get(field, 1))
        self.problems.append(Problem(self.path, line, code, what, hint))
        self.unread.add(field)

    def refuse_unknown(self, known: Sequence[str]) -> None:
        """Note a problem for every field that is not known; names that begin with `x-` are the shelf's own."""
        for field in self.front:
            if field not in known and not field.startswith("x-"):
                near = get_close_matches(field, known, 1)
                if other := re.fullmatch(schemas.TITLE_IN, field):
                    self.wrong(field, "unknown-language", f"no language has the tag {other[1]}",
                               "write title_zh, title_de or the like, by the tags that HTML has for languages")
                    continue
                if field.lower() in _BELOW and field not in known:
                    self.wrong(field, "text-in-front-matter",
                               f"{field} stands in the front matter", _BELOW[field.lower()])
                    continue
                self.wrong(field, "unknown-field", f"no field is called {field}", f"write {near[0]}" if near else
                           f"name it x-{field} to keep it, or take one of {', '.join(known)}")

    def title(self) -> str:
        """The title, which must be there."""
        title = self.text("title")
        if not title and "title" not in self.unread:
            self.wrong("title", "no-title", "has no title", 'write title: "…" in the front matter')
        return title

    def text(self, field: str) -> str:
        """One line of text; nothing where the field is missing, null, or not text (a problem)."""
        value = self.front.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(field, "wrong-type",
                       f"{field} is not text", f"put it in double quotes, {field}: {self._quoted(field)}")
            return ""
        return " ".join(value.split())

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.front.get(field)
        if value is None:
            return ()
        items = value if isinstance(value, list) else []
        strange = [number for number, item in enumerate(items) if not isinstance(item, str)]
        if not isinstance(value, list):
            self.wrong(field, "wrong-type", f"{field} is not a list of texts", f"write {field}: [{self._listed(field)}]"
                       if field in self._raw else f"write {field}: [one, two]")
        for number in strange:
            raw = self._raw.get(f"{field}.{number}")
            self.wrong(field, "wrong-type", f"{field} is not a list of texts, item {number + 1} is none",
                       f'write "{raw}" in double quotes' if raw else f"write {field}: [one, two]", number)
        return () if strange else tuple(" ".join(item.split()) for item in items)

    def names(self, field: str) -> tuple[str, ...]:
        """A list of names; one that is empty, or stands there already, is left out (a problem)."""
        found: list[str] = []
        for number, name in enumerate(self.texts(field)):
            if not name:
                self.wrong(field, "empty-item", f"{field} has an empty item", "delete the item, or fill it in", number)
            elif name in found:
                self.wrong(field, "repeated-item", f"{field} has {name} twice", "keep one of them", number)
            else:
                found.append(name)
        return tuple(found)

    def year(self, field: str) -> int | None:
        """A year, as a number."""
        value = self.front.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            said = re.search(r"\b[12]\d{3}\b", str(self._raw.get(field, "")))
            self.wrong(field, "wrong-type", f"{field} is not a year",
                       f"write {field}: {said[0] if said else 2024}, a number of four digits without quotes")
        elif value not in schemas.YEARS:
            self.wrong(field, "year-out-of-range", f"{field} {str(self._raw.get(field, value))[:40]} is out of range",
                       f"write a year from {schemas.YEARS.start} to {schemas.YEARS.stop - 1}")
        else:
            return value
        return None

    def number(self, field: str, default: int) -> int:
        """A whole number."""
        value = self.front.get(field)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self.wrong(field, "wrong-type", f"{field} is not a number", f"write {field}: 12")
            return default
        return default if value is None else value

    def mapping(self, field: str) -> dict[str, str]:
        """Texts by name."""
        value = self.front.get(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.wrong(field, "wrong-type", f"{field} is not a mapping of texts", f"write {field}: {{name: value}}")
            return {}
        strange = [name for name, item in value.items() if not isinstance(name, str) or not isinstance(item, str)]
        for name in strange:
            self.wrong(field, "wrong-type", f"{field} is not a mapping of texts, {name} is none",
                       f'write {name}: "{self._raw.get(f"{field}.{name}", "value")}" in double quotes', name)
        return {} if strange else dict(value)

    def sightings(self, field: str) -> tuple[Source, ...]:
        """The list of sources: `{file, line, date}` each, `date` optional. Sorted."""
        value = self.front.get(field)
        if value is None:
            return ()
        found = []
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            source = source_of(item)
            if source is None:
                self.wrong(field, "invalid-source", f"{field} has an item that is no source, item {number + 1}",
                           'write - {file: page.txt, date: "03-11", line: 12}', number)
            else:
                found.append(source)
                if not source.date and item.get("date") not in (None, ""):
                    self.wrong(field, "invalid-date",
                               f"{field} has an item with the date {str(item['date'])[:40]}, which is none",
                               'write date: "03-11", month and day, or date: "2025-03-11"', number)
        return tuple(sorted(found))

    def signals(self, field: str) -> tuple[Signal, ...]:
        """The list of what sources counted: `{from, at, votes: 57, …}` each, `at` optional. Sorted."""
        value = self.front.get(field)
        if value is None:
            return ()
        found: list[Signal] = []
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            fields = item if isinstance(item, dict) else {}
            source, at = fields.get("from"), fields.get("at") or ""
            counts = {name: n for name, n in fields.items() if name not in ("from", "at")}
            right = all(isinstance(name, str) and type(n) is int and n >= 0 for name, n in counts.items())
            if (right and counts and isinstance(source, str) and source.strip()
                    and isinstance(at, str) and re.match(f"^$|{schemas.DAY}", at)):
                found += [Signal(source, name, n, at) for name, n in counts.items()]
            else:
                self.wrong(field, "invalid-signal", f"{field} has an item that counts nothing, item {number + 1}",
                           "write - {from: hf, votes: 57, at: 2026-03-01}", number)
        return tuple(sorted(found))

    def _listed(self, field: str) -> str:
        """The items that a text says in the place of a list: names between commas, semicolons or "and"."""
        raw = self._raw[field]
        parts = [part for part in re.split(r"(?<!\s)\s*(?:;|,|\band\b|&)\s*", raw) if part]
        # "Reed, Ada" is one name turned round, not two.
        if len(parts) < 2 or (len(parts) == 2 and "," in raw and " " not in parts[0]):
            return self._quoted(field)
        return ", ".join(part if re.fullmatch(r"[^\W\d][\w .'’-]*", part) else f'"{part}"' for part in parts)

    def _quoted(self, field: str) -> str:
        return f'"{self._raw.get(field, "…")}"'


def source_of(item: Any) -> Source | None:
    """What an item of `listings` says, or nothing where it names no source. What is no date counts as none."""
    match item:
        case {"file": str(file), "line": int(line)} if line is not True and line > 0:
            date = item.get("date")
            return Source(file, line, date if isinstance(date, str) and re.match(schemas.DATE, date) else "")
    return None
