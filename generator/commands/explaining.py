"""`papershelf import --explain`: what a source is taken for, and its first entries as they are read."""

from __future__ import annotations

from pathlib import Path

from papershelf import readers
from papershelf.model import Entry, Problem, signal_items
from papershelf.site import Say

SHOWN = 3


def explain_source(path: Path, format_name: str, say: Say) -> list[Problem]:
    """Tell what a source is taken for and why, how many entries it has, and the first of them field by field.

    Returns:
        What could not be read. Nothing is written.
    """
    name, data, problem = readers.bytes_of(path)
    if problem:
        return [problem]
    reason, entries, problems = readers.explained(data, name, format_name)
    say(f"{name}: {reason}")
    say(f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}, "
        f"{sum(one.rejects for one in problems)} rejected")
    for entry in entries[:SHOWN]:
        say("")
        for field, value in _said(entry):
            say(f"  {field:9} {value}")
    return problems


def _said(entry: Entry) -> list[tuple[str, str]]:
    """An entry's fields as they were read, each on one line; those that say nothing are left out."""
    fields = [
        ("line", str(entry.source.line)), ("title", entry.title), ("authors", "; ".join(entry.authors)),
        ("year", str(entry.year or "")), ("venue", entry.venue), ("arxiv", entry.arxiv), ("doi", entry.doi),
        ("links", ", ".join(f"{kind}: {url}" for kind, url in entry.links.items())),
        ("signals", "; ".join(" ".join(map(str, item.values())) for item in signal_items(entry.signals))),
        ("section", " > ".join(entry.sections)), ("notes", entry.notes), ("abstract", entry.abstract)]
    return [(name, short(value)) for name, value in fields if value]


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159]}…"
