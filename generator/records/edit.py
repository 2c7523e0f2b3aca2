"""Single fields of a record that exists, every other byte as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.records.front import Parts, split
from papershelf.records.front_edit import NotEditable, set_fields
from papershelf.text.structure import hidden_headings, protect, unprotect

_BODY = ("summary", "abstract", "notes")


def apply(text: str, values: Mapping[str, Any]) -> str:
    """A record's text with new values in some fields and every other byte as it was.

    Args:
        text: A record that `parse` accepts.
        values: New values by field: front matter fields as `field_values` has them, `summary`, `abstract` and
            `notes` as plain text.

    Raises:
        NotEditable: A field cannot take its value without a loss of what stands beside it.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    for name in _BODY:
        if name in values:
            text = _set_section(text, name, values[name], newline)
    front = {name: value for name, value in values.items() if name not in _BODY}
    start, end = _parts(text).yaml
    try:
        return text[:start] + set_fields(text[start:end], front, newline) + text[end:] if front else text
    except NotEditable as error:
        error.offset += start
        raise


def _parts(text: str) -> Parts:
    parts, problem = split(text, "")
    if parts is None:
        raise ValueError(f"not a record: {problem}")
    return parts


def _set_section(text: str, name: str, value: str, newline: str) -> str:
    """The text with another summary or abstract. Raises `NotEditable` where it would not be found there again."""
    parts = _parts(text)
    spans = [parts.summary] if name == "summary" else [
        (start, end) for heading, start, end in parts.sections if heading.casefold() == name]
    if len(spans) > 1:
        raise NotEditable(name, spans[1][0] - 1, "stands in two sections", "make them one")
    lines = hidden_headings(parts.body, name)
    if not spans and lines:
        place = {"code": "in code, or after a fence that nothing closes", "comment": "in a comment"}
        raise NotEditable(name, lines[0].start,
                          f"has its heading {place.get(lines[0].inside, 'in a form that begins no section')}",
                          f"write ## {name.capitalize()} outside of comments and code, or delete the line")
    protected = protect(value).replace("\n", newline)
    edited = (_splice(text, *spans[0], protected, newline) if spans
              else _with_section(text, parts, name, protected, newline))
    _hold(text, parts, edited, name, value)
    return edited


def _with_section(text: str, parts: Parts, name: str, value: str, newline: str) -> str:
    """A new abstract goes before the first section, where readers expect it; notes go to the end."""
    at = parts.summary[1] if name == "abstract" else len(text)
    before = text[:at] if text[:at].endswith("\n") else text[:at] + newline
    gap = "" if before.endswith(newline * 2) else newline
    after = text[at:]
    return f"{before}{gap}## {name.capitalize()}{newline * 2}{value}{newline}{newline if after else ''}{after}"


def _splice(text: str, start: int, end: int, value: str, newline: str) -> str:
    """Put `value` in the place of the words between `start` and `end`; the white space around them stays."""
    old = text[start:end]
    if old.strip():
        lead = len(old) - len(old.lstrip())
        tail = len(old.rstrip())
        return text[: start + lead] + value + text[start + tail:]
    head = text[:start] if text[:start].endswith("\n") else text[:start] + newline
    return f"{head}{newline}{value}{newline}{newline if end < len(text) else ''}{text[end:]}"


def _hold(text: str, parts: Parts, edited: str, name: str, value: str) -> None:
    """Raise `NotEditable` where the edited text has not the value, or where another part of it has changed."""
    after = _parts(edited)
    kept, found = (_named(one, other, name) for one, other in ((text, parts), (edited, after)))
    own = unprotect(edited[slice(*after.summary)].strip()) if name == "summary" else found.pop(name, "")
    kept.pop(name, None)
    if own != value.strip() or kept != found:
        raise NotEditable(name, parts.summary[0], "cannot take the text that a source has for it", "write it by hand")


def _named(text: str, parts: Parts, name: str) -> dict[str, str]:
    """The sections by name; `name` as plain text and in lower case."""
    found = {heading: text[start:end].strip() for heading, start, end in parts.sections}
    return {heading.casefold() if heading.casefold() == name else heading:
            unprotect(body) if heading.casefold() == name else body for heading, body in found.items()}
