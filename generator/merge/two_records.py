"""Two records that a person says are one paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from papershelf.merge.combined import COMBINED, added_links
from papershelf.merge.identity import digest
from papershelf.merge.three_way import DECISIONS, KEPT, mark_of, shown, standing
from papershelf.model import STARTING_SUMMARY, Record
from papershelf.model import fields as schemas

_LISTS = ("topics", "tags", "introduces")
_BOTH: Mapping[str, Callable[[Any, Any], Any]] = {**COMBINED, "links": added_links}


def merge_records(kept: Record, other: Record, escape: Callable[[str], str] = str) -> tuple[dict[str, Any], list[str]]:
    """What the record `kept` takes from `other` when a person says that both are one paper.

    Args:
        kept: The record that stays.
        other: The record that goes.
        escape: Makes Markdown of plain text, a line at a time.

    Returns:
        New values by field (blanks filled, sources, aliases, tags and links of both), and what else `other` says, a
        block of Markdown each. Once the values are in `kept`, the same records give the same again.
    """
    ours, theirs = _said(kept), _said(other)
    values = {name: value for name, value in theirs.items() if value and not _is_said(ours, name)}
    left = {name: value for name, value in theirs.items()
            if value and _is_said(ours, name) and value != ours[name] and name not in _BOTH}
    for name in _LISTS:
        if name in left and ours[name]:
            values[name] = _both_lists(name, ours[name], theirs[name])
            left[name] = [one for one in theirs[name] if one not in values[name]]
    for name, both in _BOTH.items():
        values[name] = both(ours[name], theirs[name])
    left["signals"] = [json.dumps(item) for item in theirs["signals"] if item not in values["signals"]]
    values["listings"] = sorted({*kept.paper.listings, *other.paper.listings})
    values["aliases"] = [alias for alias in dict.fromkeys([*kept.paper.aliases, other.paper.slug, *other.paper.aliases])
                         if alias != kept.paper.slug]
    values["imported"] = _marks_of_both(kept.imported, other.imported, ours, theirs, values)
    texts = [left.pop(name, "") for name in ("summary", "abstract")]
    blocks = [f"- {name}: {escape(', '.join(value) if isinstance(value, list) else shown(value))}"
              for name, value in left.items() if value]
    blocks += ["\n".join(escape(line) for line in text.split("\n")) for text in texts if text]
    blocks += [f"### {heading}\n\n{body}".rstrip() for heading, body in other.paper.sections]
    return {name: value for name, value in values.items() if value}, blocks


def _said(record: Record) -> dict[str, Any]:
    """The fields of a record with its summary, if somebody has written one; its notes are a section like any other."""
    said = {**standing(record.paper), "summary": record.paper.summary}
    del said["notes"]
    return {**said, "summary": ""} if said["summary"] == STARTING_SUMMARY else said


def _is_said(ours: Mapping[str, Any], name: str) -> bool:
    """Whether a record says something: that a paper introduces nothing is a decision."""
    return bool(ours[name]) or (name == "introduces" and ours[name] is not None)


def _both_lists(name: str, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The items of both, where they do not speak against each other."""
    said = {one.casefold() for one in ours}
    fitting = [one for one in theirs if one.casefold() not in said
               and (name != "tags" or one.removeprefix("-").casefold() not in {tag.removeprefix("-") for tag in said})]
    return [*ours, *fitting][: max(len(ours), schemas.MOST_TOPICS) if name == "topics" else None]


def _marks_of_both(kept: Mapping[str, str], other: Mapping[str, str], ours: Mapping[str, Any],
                   theirs: Mapping[str, Any], both: Mapping[str, Any]) -> dict[str, str]:
    """What the merged record remembers of imports, so that the sources of neither are a difference again: what the
    other one had otherwise, a person has seen and kept their own. `both` has the values of both combined."""
    marks = dict(kept)
    for name, mark in other.items():
        if name not in ours:
            marks.setdefault(name, mark)
        elif not _is_said(ours, name):
            marks[name] = mark
        elif name in COMBINED:
            if _is_untouched(kept, name, ours) and _is_untouched(other, name, theirs):
                marks[name] = mark_of(both[name], mark.removesuffix(KEPT).partition("@")[2])
        elif name not in DECISIONS and ours[name] != theirs[name]:
            marks[name] = mark.removesuffix(KEPT) + KEPT
    return marks


def _is_untouched(marks: Mapping[str, str], name: str, said: Mapping[str, Any]) -> bool:
    """Whether a field says what the last import wrote."""
    return marks.get(name, "").partition("@")[0] == digest(said[name])
