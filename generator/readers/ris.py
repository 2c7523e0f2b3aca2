"""RIS files, as reference managers and publishers write them: a tag and a value a line, `TY` to `ER`.

rispy reads the tags of each record; records are parted here, so that one without an end keeps to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import rispy

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import signals, tagged
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.text import ids

# Programs differ in the spaces around the dash and drop the last one.
_TAG = re.compile(r"^\ufeff?[ \t]*([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t]+|$)(.*)$")
_START = re.compile(r"^\ufeff?[ \t]*TY[ \t]{0,3}-", re.M)
_FOLLOWS = re.compile(r".*\n+[ \t]*[A-Z][A-Z0-9][ \t]{0,3}-")
_HEADER = 40  # lines; so many stand before the first record at most
_TITLES = ("primary_title", "title", "translated_title", "short_title")
_VENUES = ("journal_name", "secondary_title", "alternate_title3", "alternate_title2", "alternate_title1", "custom3",
           "tertiary_title")
_AUTHORS = ("authors", "first_authors")
_YEARS = ("year", "publication_year", "date")
_ABSTRACTS = ("abstract", "notes_abstract")


def confidence(sample: Sample) -> Recognition:
    """A line has the tag `TY`, which starts a record, and the next one has a tag, too.

    Before the first record, databases write who they are and what number the record has.
    """
    found = _START.search(sample.head)
    before = sample.head[:found.start()] if found else ""
    found = found if not before.lstrip().startswith(("<", "{", "@", "[")) and before.count("\n") < _HEADER else None
    return sure(found and _FOLLOWS.match(sample.head, found.start()), SIGNED, "a line with the tag TY starts a record")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a RIS file in their order, each at the line of its `TY`; a record that has no title or whose
    tags stand outside any record becomes a problem."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line, lines in _records(text):
        entry = _entry(rispy.loads("\n".join(lines))[0], Source(source, line)) if lines else None
        if entry is not None:
            entries.append(entry)
        elif lines:
            problems.append(Problem(source, line, "no-title",
                                    "a record without a title", "give it a line `TI  - …`", rejects=True))
        else:
            problems.append(Problem(source, line, "broken-entry",
                                    "a record without a start", "start it with `TY  -`", rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers", "holds no papers", "save records that start with `TY  - JOUR`"))
    return entries, problems


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record, in the one form that rispy knows, and the number of the first.

    A record ends at `ER`, at the next `TY`, or with the file; one whose `TY` is missing has no lines.
    """
    start, lines, orphan = 0, list[str](), False
    for number, raw in enumerate(text.split("\n"), 1):
        tag, value = found.groups() if (found := _TAG.match(raw)) else ("", raw.strip())
        if tag in ("TY", "ER"):
            while lines and tagged.NUMBER.fullmatch(lines[-1]):
                lines.pop()  # the number of the next record, where this one has no end
            if lines:
                yield start, [*lines, "ER  - "]
            start, lines, orphan = number, [f"TY  - {value}"] if tag == "TY" else [], False
        elif lines:
            lines.append(f"{tag}  - {value}" if tag else value)
        elif tag and not orphan:
            orphan = True
            yield number, []
    if lines:
        yield start, [*lines, "ER  - "]


def _entry(record: Mapping[str, Any], source: Source) -> Entry | None:
    values = {name: _text(value) for name, value in record.items()}
    title = f.first(values, *_TITLES).strip()
    if not title:
        return None
    venue = f.first(values, *_VENUES).strip()
    addresses = [("", url) for name in ("urls", "figure") for url in _list(record.get(name))]
    addresses += [("pdf", url) for n in "12" for url in _list(record.get(f"file_attachments{n}"))]
    arxiv = next((found for name in ("note", "journal_name", "secondary_title", "number", "notes", "accession_number")
                  if (found := ids.arxiv_in(values.get(name, "")))), "")
    where = f.places(addresses, arxiv=arxiv, doi_field=f.first(values, "doi"))
    return Entry(
        title=title,
        source=source,
        abstract=f.first(values, *_ABSTRACTS).strip(),
        authors=f.people(name for names in _AUTHORS for field in _list(record.get(names)) for name in _people(field)),
        year=next((y for name in _YEARS if (y := f.year(values.get(name, "")))), None),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
        signals=signals.in_notes(values.get("notes", ""), source.file),
    )


def _people(field: str) -> tuple[str, ...]:
    """A line holds one name, `Last, First, Suffix`; several stand in one only where semicolons part them."""
    if ";" in field:
        return f.names(field)
    parts = [part.strip() for part in field.split(",")]
    # RIS puts the suffix last, the names that the program knows have it in the middle.
    name = f"{parts[0]}, {parts[2]}, {parts[1]}" if len(parts) == 3 and all(parts) else field.strip(" ,")
    return (name,)


def _list(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item.strip()]


def _text(value: Any) -> str:
    return " ".join(_list(value))
