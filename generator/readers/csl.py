"""CSL-JSON (citationstyles.org), as Zotero, Crossref and citeproc write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_records as records
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.text import ids

_NAMES_OF_PEOPLE = {"family", "given", "literal"}
_VENUES = ("container-title", "event-title", "event", "collection-title")
_YEARS = ("issued", "published-print", "published-online", "published", "original-date", "event-date",
          "submitted", "created", "year")


def confidence(sample: Sample) -> Recognition:
    """The first item has a date in parts, names in parts, or a container as CSL calls them."""
    item = sample.first_object
    author = item.get("author")
    first = author[0] if isinstance(author, list) and author else None
    in_parts = isinstance(first, dict) and _NAMES_OF_PEOPLE & first.keys()
    named = "type" in item and {"container-title", "DOI", "URL"} & item.keys()
    return sure(in_parts or named or isinstance(item.get("issued"), dict), SIGNED,
                "JSON whose first object has the fields of CSL")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The items of a CSL-JSON file in their order; what has no title or is no JSON becomes a problem."""
    return records.objects(text, source, _entry)


def _entry(item: Mapping[str, Any], source: Source) -> Entry | None:
    title = records.text_of(item.get("title"))
    if not title:
        return None
    # Zotero's "Extra", which arrives as `note`, and the number of a preprint name its arXiv id.
    notes = "\n".join(records.text_of(item.get(key)) for key in ("number", "note", "archive_location"))
    venue = next((text for key in _VENUES if (text := records.text_of(item.get(key)))), "")
    arxiv = ids.arxiv_in(notes) or ids.arxiv_in(venue)
    if not arxiv and records.text_of(item.get("archive")).lower() == "arxiv":
        arxiv = ids.arxiv_id(records.text_of(item.get("archive_location")))
    addresses = [("", records.text_of(item.get("URL"))), ("", records.text_of(item.get("URI")))]
    where = f.places(addresses, arxiv=arxiv, doi_field=records.text_of(item.get("DOI")))
    return Entry(
        title=title,
        source=source,
        abstract=records.text_of(item.get("abstract")),
        authors=records.people(item.get("author")),
        year=next((year for key in _YEARS if (year := records.year_of(item.get(key)))), None),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )
