"""Notes of OpenReview's API, whose fields stand under `content`: bare (version 1) or as `{"value": …}` (version 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_fields
from papershelf.readers import json_records as records
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure

_SITE = "https://openreview.net"
_LINKS = {"code": "code", "software": "code", "data": "data", "project_page": "project", "html": "", "paperlink": ""}
# A paper that was handed in has not appeared there.
_SUBMITTED = re.compile(r"\b(?:submitted to|submission|withdrawn|rejected|under review)\b", re.I)
_PRESENTED = re.compile(r"(?<=\d{4}) (?:conference )?(?:poster|oral|spotlight|notable top \d+%|accept(?:ed)?|regular)"
                        r"(?: (?:poster|oral|spotlight|paper))?$", re.I)
_MILLISECONDS_A_YEAR = 31_556_952_000


def confidence(sample: Sample) -> Recognition:
    """The first object is a note: its title is in its `content`."""
    content = sample.first_object.get("content")
    found = isinstance(content, dict) and "title" in content
    return sure(found, SIGNED, "JSON whose first object is a note with `content`")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The notes of a list in their order; replies and others without a title become problems."""
    return records.objects(text, source, _entry)


def _entry(note: Mapping[str, Any], source: Source) -> Entry | str | None:
    content = note.get("content")
    values = {key: _bare(value) for key, value in content.items()} if isinstance(content, dict) else {}
    title = json_fields.text_of(values.get("title"))
    above = json_fields.first(note, "replyto", "forum")
    if above and above != note.get("id") and "id" in note:
        return f"a reply and no paper{title and f', “{title[:60]}”'}"
    if not title:
        return None
    venue = _PRESENTED.sub("", json_fields.text_of(values.get("venue")))
    forum = json_fields.text_of(note.get("forum")) or json_fields.text_of(note.get("id"))
    addresses = [
        *((kind, json_fields.text_of(values.get(name))) for name, kind in _LINKS.items()),
        ("paper", f"{_SITE}/forum?id={forum}" if forum else ""),
        ("pdf", _absolute(json_fields.text_of(values.get("pdf")))),
    ]
    where = f.places(addresses, doi_field=json_fields.text_of(values.get("doi")))
    return Entry(
        title=title,
        source=source,
        abstract=json_fields.text_of(values.get("abstract")),
        authors=json_fields.people(values.get("authors")),
        year=f.year(venue) or f.year(json_fields.text_of(values.get("venueid"))) or _year(note),
        venue="" if f.is_preprint_server(venue) or _SUBMITTED.search(venue) else venue,
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
