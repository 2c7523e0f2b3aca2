"""A paper out of fields that go by the usual names, in JSON of no format in particular and in tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papershelf.model import Entry, Signal, Source
from papershelf.readers import fields as f
from papershelf.readers import signals
from papershelf.readers.field_names import COUNTS, LINKS, NAMES, TITLES, plain
from papershelf.readers.json_fields import people, text_of, texts_of, year_of
from papershelf.text import ids

_INNER = ("metadata", "attributes", "bibjson", "_source", "fields")
# What databases call themselves in the column where others have the venue.
_DATABASES = frozenset("scopus crossref pubmed medline embase wos webofscience arxiv openalex semanticscholar "
                       "googlescholar dblp ieeexplore".split())
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)


def entry(value: Mapping[str, Any], source: Source) -> Entry | None:
    """The paper that an object or a row describes, by the names in `NAMES`; None without a title."""
    inside = next((inner for key in _INNER if isinstance(inner := value.get(key), dict)
                   and {plain(name) for name in inner} & TITLES), {})
    links = value["links"] if isinstance(value.get("links"), dict) else {}
    known = {plain(key): item for key, item in {**value, **inside}.items() if item not in (None, "", [], {})}
    found = {field: next((known[name] for name in names if name in known), None) for field, names in NAMES.items()}
    # What has a name is a paper where it has something else that papers have.
    is_one = any(found[field] for field in found if field not in ("title", "abstract"))
    called = ("name", "displayname") if is_one else ()
    title = next((text for name in (*NAMES["title"], *called)
                  if (text := text_of(known.get(name))) and not _ADDRESS.fullmatch(text)), "")
    if not title:
        return None
    # Where both are told apart, a summary is not the abstract, not even of a paper that has none.
    abstract = "" if "abstract" in value and "abstract" not in known else text_of(found["abstract"])
    addresses = [(kind, text) for kind, names in LINKS.items() for name in names if name in known
                 for text in texts_of(known[name])]
    where = f.places(addresses, arxiv=_arxiv(known), doi_field=_doi(known, found["doi"]))
    venue = next((text for name in NAMES["venue"] if (text := text_of(known.get(name)))
                  and plain(text) not in _DATABASES and not _ADDRESS.fullmatch(text)), "")
    return Entry(
        title=title,
        source=source,
        abstract=abstract,
        authors=people(found["authors"]),
        year=next((y for name in NAMES["year"] if (y := year_of(known.get(name)))), None),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=dict(sorted({**where.links, **{k: u for k, u in links.items() if isinstance(u, str)}}.items())),
        signals=counts(known, source),
    )


def counts(known: Mapping[str, Any], source: Source) -> tuple[Signal, ...]:
    """What the fields count. Where nothing says who counts, the file does."""
    found: dict[tuple[str, str], Signal] = {}
    for name, (what, who) in COUNTS.items():
        for one in signals.counted(who or source.file.rpartition(".")[0] or source.file, what, known.get(name), "",
                                   source.file):
            found.setdefault((one.source, one.what), one)
    return tuple(sorted(found.values()))


def _doi(known: Mapping[str, Any], said: Any) -> str:
    outer = known.get("externalids")
    return text_of(said) or (text_of(outer.get("DOI")) if isinstance(outer, dict) else "")


def _arxiv(known: Mapping[str, Any]) -> str:
    for name in NAMES["arxiv"]:
        if found := ids.arxiv_id(text_of(known.get(name))):
            return found
    outer = known.get("externalids")
    if isinstance(outer, dict) and (found := ids.arxiv_id(text_of(outer.get("ArXiv")))):
        return found
    listed = next((found for text in texts_of(known.get("identifier")) if (found := ids.arxiv_in(text))), "")
    named = next((found for name in ("journal", "venue", "publication", "journalref", "publicationtitle")
                  if (found := ids.arxiv_in(text_of(known.get(name))))), "")
    return ids.arxiv_id(text_of(known.get("id"))) or listed or named
