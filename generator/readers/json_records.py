"""Papers in JSON of no format in particular: fields go by the names that exports of paper sites give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_values
from papershelf.readers.recognition import LIKELY, MARKED, Recognition, Sample, sure
from papershelf.text import ids

__all__ = ["NAMES", "confidence", "objects", "read"]

# What the fields are called, best first, in lower case without spaces, hyphens and underscores. CSV columns go by
# the same names.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "papertitle", "documenttitle", "articletitle", "name"),
    "abstract": ("abstract", "summary", "abstractnote", "paperabstract", "description"),
    "authors": ("authorsparsed", "authors", "author", "authornames", "authorfullnames", "creators", "creator"),
    "year": ("year", "publicationyear", "pubyear", "published", "publishedat", "publicationdate", "publisheddate",
             "issued", "date", "submitteddate", "versions", "updatedate"),
    "venue": ("venue", "conference", "journal", "booktitle", "containertitle", "publicationtitle", "sourcetitle",
              "publication", "journalref", "publicationvenue", "proceedings", "source"),
    "arxiv": ("arxiv", "arxivid", "arxivurl", "eprint"),
    "doi": ("doi",),
}
_LINKS = {
    "code": ("code", "codeurl", "github", "githubrepo", "githuburl", "repository", "software"),
    "project": ("project", "projectpage", "projecturl", "website", "homepage"),
    "data": ("data", "dataset", "dataseturl"),
    "demo": ("demo", "demourl"),
    "": ("url", "urlabs", "link", "paperurl", "openreviewurl", "paper", "id"),
    "pdf": ("pdf", "pdfurl", "pdflink", "urlpdf", "openaccesspdf"),
}


def confidence(sample: Sample) -> Recognition:
    """JSON, surer where its first object has a title."""
    titled = any(plain(key) in NAMES["title"] for key in sample.first_object)
    return sure(sample.is_json, MARKED if titled else LIKELY, "JSON, and an object in it has a title" if titled
                else "JSON")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a JSON file in their order; what is no paper becomes a problem with its line."""
    return objects(text, source, entry)


def objects(text: str, source: str, read_as: Callable[[Mapping[str, Any], Source], Entry | None]
            ) -> tuple[list[Entry], list[Problem]]:
    """The entries that one function makes of the objects of a JSON file, which it answers with None for an object
    without a title; and the problems of the others."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line, value, error in json_values.values(text):
        if error:
            problems.append(Problem(source, line, f"is not JSON ({error})", 'write {"title": "…", …}', rejects=True))
        elif not isinstance(value, dict):
            problems.append(Problem(source, line, "is not an object", 'write {"title": "…", …}', rejects=True))
        elif (found := read_as(value, Source(source, line))) is None:
            problems.append(Problem(source, line, "a paper without a title", 'give it "title": "…"', rejects=True))
        else:
            entries.append(found)
    if not entries and not problems:
        problems.append(Problem(source, 1, "holds no papers", 'write [{"title": "…", …}]'))
    return entries, problems


def entry(value: Mapping[str, Any], source: Source) -> Entry | None:
    """The paper that an object or a row describes, by the names in `NAMES`; None without a title."""
    links = value["links"] if isinstance(value.get("links"), dict) else {}
    known = {plain(key): item for key, item in value.items() if item not in (None, "", [], {})}
    found = {field: next((known[name] for name in names if name in known), None) for field, names in NAMES.items()}
    title = text_of(found["title"])
    if not title:
        return None
    # Where both are told apart, a summary is not the abstract, not even of a paper that has none.
    abstract = "" if "abstract" in value and "abstract" not in known else text_of(found["abstract"])
    addresses = [(kind, text_of(known[name])) for kind, names in _LINKS.items() for name in names if name in known]
    where = f.places(addresses, arxiv=_arxiv(known), doi_field=text_of(found["doi"]))
    venue = text_of(found["venue"])
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
    )


def plain(key: str) -> str:
    """A field's name without what exports spell differently: `Publication Year`, `publication_year`."""
    return "".join(char for char in key.lower() if char.isalnum())


def text_of(value: Any) -> str:
    """The text of a value: itself, the first text of a list, or what an object calls its value or name."""
    if isinstance(value, list):
        value = next((text for item in value if (text := text_of(item))), "")
    if isinstance(value, dict):
        value = next((value[key] for key in ("value", "name", "raw", "url") if isinstance(value.get(key), str)), "")
    return value.strip() if isinstance(value, str) else ""


def people(value: Any) -> tuple[str, ...]:
    """The names of people in a list of texts, of objects or of parts, or in one text."""
    if isinstance(value, str):
        return f.names(value)
    return f.people(map(person, value)) if isinstance(value, list) else ()


def person(value: Any) -> str:
    """One name: a text, `[last, first, suffix]`, or an object with a name or with its parts as CSL has them.

    A name that is one whole (an institution) is put in braces where it has a comma, as BibTeX does.
    """
    if isinstance(value, list):
        last, first, suffix = [*(part.strip() for part in value if isinstance(part, str)), "", "", ""][:3]
        return " ".join(part for part in (first, last, suffix) if part)
    if not isinstance(value, dict):
        return value.strip() if isinstance(value, str) else ""
    if whole := _first(value, "literal", "name", "fullname", "full_name", "displayName", "display_name"):
        return f"{{{whole}}}" if "literal" in value and "," in whole else whole
    parts = (
        _first(value, "given", "first", "firstName", "first_name"), _first(value, "dropping-particle"),
        _first(value, "non-dropping-particle"), _first(value, "family", "last", "lastName", "last_name"),
        _first(value, "suffix"))
    return " ".join(part for part in parts if part)


def _first(value: Mapping[str, Any], *keys: str) -> str:
    return next((text for key in keys if (text := text_of(value.get(key)))), "")


def year_of(value: Any) -> int | None:
    """The year in a number, a text, or a date as CSL and Crossref have them (`{"date-parts": [[2020, 5]]}`)."""
    while isinstance(value, dict | list) and value:
        if isinstance(value, dict):
            keys = ("date-parts", "raw", "literal", "value", "year", "created")
            value = next((value[key] for key in keys if value.get(key)), None)
        else:
            value = value[0]
    return f.year(value)


def _arxiv(known: Mapping[str, Any]) -> str:
    for name in NAMES["arxiv"]:
        if found := ids.arxiv_id(text_of(known.get(name))):
            return found
    outer = known.get("externalids")
    if isinstance(outer, dict) and (found := ids.arxiv_id(text_of(outer.get("ArXiv")))):
        return found
    return ids.arxiv_id(text_of(known.get("id"))) or ids.arxiv_in(_first(known, "journal", "venue"))
