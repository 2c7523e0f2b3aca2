"""Notes of OpenReview's API, whose fields stand under `content`: bare (version 1) or as `{"value": …}` (version 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_records as records
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure

_SITE = "https://openreview.net"
_LINKS = {"code": "code", "software": "code", "data": "data", "project_page": "project", "html": "", "paperlink": ""}
_MILLISECONDS_A_YEAR = 31_556_952_000


def confidence(sample: Sample) -> Recognition:
    """The first object is a note: its title is in its `content`."""
    content = sample.first_object.get("content")
    found = isinstance(content, dict) and "title" in content
    return sure(found, SIGNED, "JSON whose first object is a note with `content`")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The notes of a list in their order; replies and others without a title become problems."""
    return records.objects(text, source, _entry)


def _entry(note: Mapping[str, Any], source: Source) -> Entry | None:
    content = note.get("content")
    values = {key: _bare(value) for key, value in content.items()} if isinstance(content, dict) else {}
    title = records.text_of(values.get("title"))
    if not title:
        return None
    venue = records.text_of(values.get("venue"))
    forum = records.text_of(note.get("forum")) or records.text_of(note.get("id"))
    addresses = [
        *((kind, records.text_of(values.get(name))) for name, kind in _LINKS.items()),
        ("paper", f"{_SITE}/forum?id={forum}" if forum else ""),
        ("pdf", _absolute(records.text_of(values.get("pdf")))),
    ]
    where = f.places(addresses, doi_field=records.text_of(values.get("doi")))
    return Entry(
        title=title,
        source=source,
        abstract=records.text_of(values.get("abstract")),
        authors=records.people(values.get("authors")),
        year=f.year(venue) or f.year(records.text_of(values.get("venueid"))) or _year(note),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )


def _bare(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value


def _absolute(path: str) -> str:
    return f"{_SITE}{path}" if path.startswith("/") else path


def _year(note: Mapping[str, Any]) -> int | None:
    """The year of publication or of submission, which notes have in milliseconds since 1970."""
    moment = next((note[key] for key in ("pdate", "odate", "cdate", "tcdate") if isinstance(note.get(key), int)), None)
    return 1970 + moment // _MILLISECONDS_A_YEAR if moment is not None else None
