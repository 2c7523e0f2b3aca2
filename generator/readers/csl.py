"""CSL-JSON (citationstyles.org), as Zotero, Crossref and citeproc write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_fields, signals
from papershelf.readers import json_records as records
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.text import ids

_NAMES_OF_PEOPLE = {"family", "given", "literal"}
_VENUES = ("container-title", "event-title", "event", "collection-title")
# What Crossref registers besides papers and books: that in which they appear.
_VOLUMES = frozenset("journal journal-issue journal-volume proceedings proceedings-series book-series report-series "
                     "peer-review component grant".split())
_YEARS = ("issued", "published-print", "published-online", "published", "original-date", "event-date",
          "submitted", "created", "year")


def confidence(sample: Sample) -> Recognition:
    """The first item has a date in parts, names in parts, or a container as CSL calls them."""
    item = sample.first_object
    author = item.get("author")
    first = author[0] if isinstance(author, list) and author else None
    in_parts = isinstance(first, dict) and _NAMES_OF_PEOPLE & first.keys()
    named = "type" in item and "title" in item and {"container-title", "DOI", "URL"} & item.keys()
    return sure(in_parts or named or isinstance(item.get("issued"), dict), SIGNED,
                "JSON whose first object has the fields of CSL")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The items of a CSL-JSON file in their order; what has no title or is no JSON becomes a problem."""
    return records.objects(text, source, _entry)


def _entry(item: Mapping[str, Any], source: Source) -> Entry | str | None:
    title = json_fields.text_of(item.get("title"))
    if not title:
        return None
    if item.get("type") in _VOLUMES or {"coverage", "counts", "ISSN"} <= item.keys():
        return f"a {item.get('type', 'journal')} and no paper, “{title[:60]}”"
    subtitle = json_fields.text_of(item.get("subtitle"))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title.rstrip(' :')}: {subtitle}"
    # Zotero's "Extra", which arrives as `note`, and the number of a preprint name its arXiv id.
    notes = "\n".join(json_fields.text_of(item.get(key)) for key in ("number", "note", "archive_location"))
    venue = next((text for key in _VENUES if (text := json_fields.text_of(item.get(key)))), "")
    arxiv = ids.arxiv_in(notes) or ids.arxiv_in(venue)
    if not arxiv and json_fields.text_of(item.get("archive")).lower() == "arxiv":
        arxiv = ids.arxiv_id(json_fields.text_of(item.get("archive_location")))
    addresses = [("", json_fields.text_of(item.get("URL"))), ("", json_fields.text_of(item.get("URI")))]
    where = f.places(addresses, arxiv=arxiv, doi_field=json_fields.text_of(item.get("DOI")))
    return Entry(
        title=title,
        source=source,
        abstract=json_fields.jats(json_fields.text_of(item.get("abstract"))),
        authors=json_fields.people(item.get("author")),
        year=next((year for key in _YEARS if (year := json_fields.year_of(item.get(key)))), None),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
        signals=signals.counted("crossref", "citations", item.get("is-referenced-by-count"),
                                json_fields.text_of(json_fields.at(item, "indexed/date-time")), source.file),
    )
