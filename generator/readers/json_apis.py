"""The answers of services that know papers, each known by the fields that only it has: one paper's object at a time.

Where a service has several fields for one thing, the best comes first. What it says of others (references, related
works, the people who asked) is no paper of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from papershelf.model import Entry, Source
from papershelf.readers import databases, signals
from papershelf.readers import fields as f
from papershelf.readers.json_fields import (
    at,
    first,
    inverted,
    jats,
    objects_at,
    people,
    person,
    text_of,
    texts_of,
    year_of,
)
from papershelf.text import ids

Json = Mapping[str, Any]


class Service(NamedTuple):
    """A service: its name, whether an object is one of its papers, and the paper in it (or why there is none)."""

    name: str
    knows: Callable[[Json], bool]
    read: Callable[[Json, Source], Entry | str | None]


def service_of(value: Json) -> Service | None:
    """The service whose answer an object is from."""
    return next((service for service in SERVICES if service.knows(value)), None)


def _openalex(work: Json, source: Source) -> Entry | None:
    """https://docs.openalex.org/api-entities/works/work-object"""
    places = [place for key in ("primary_location", "best_oa_location") for place in objects_at(work, key)]
    everywhere = [*places, *objects_at(work, "locations"), *objects_at(work, "host_venue")]
    pages = [first(place, "landing_page_url", "url") for place in everywhere]
    arxiv = next((id_ for text in (first(work, "doi"), *pages, *(first(place, "pdf_url") for place in everywhere))
                  if (id_ := ids.arxiv_in(text))), "")
    addresses = [("", first(place, "landing_page_url")) for place in places]
    addresses += [("pdf", first(place, "pdf_url")) for place in places]
    addresses += [("pdf", text_of(at(work, "open_access/oa_url")))]
    where = f.places(addresses, arxiv=arxiv, doi_field=first(work, "doi"))
    if not (where.arxiv or where.doi or where.links):
        where = f.places([("", first(work, "id"))])
    return _entry(
        first(work, "title", "display_name"), source, where, abstract=inverted(work.get("abstract_inverted_index")),
        authors=f.people(text_of(at(one, "author/display_name")) or first(one, "raw_author_name")
                         for one in objects_at(work, "authorships")),
        year=year_of(work.get("publication_year")) or year_of(work.get("publication_date")),
        venue=next((venue for place in everywhere if (venue := _openalex_venue(place))), ""),
        count=("openalex", work.get("cited_by_count"), first(work, "updated_date")))


def _openalex_venue(place: Json) -> str:
    """The journal or proceedings of a place; an archive is none."""
    venue: Json = next(iter(objects_at(place, "source")), place)
    name = re.sub(r"(?<!\s)\s*\(Cornell University\)$", "", first(venue, "display_name"))
    return "" if venue.get("type") in ("repository", "metadata") else name


def _semantic_scholar(paper: Json, source: Source) -> Entry | None:
    """https://api.semanticscholar.org/api-docs/graph: a paper, also one that another cites."""
    outer = _object(paper, "externalIds", "externalids")
    numbers = {name.lower(): str(value) for name, value in outer.items() if value}
    anthology = f"https://aclanthology.org/{numbers['acl']}" if "acl" in numbers else ""
    addresses = [("", anthology), ("", first(paper, "url")), ("pdf", text_of(at(paper, "openAccessPdf/url")))]
    where = f.places(addresses, arxiv=ids.arxiv_id(numbers.get("arxiv", "") or first(paper, "arxivId")),
                     doi_field=numbers.get("doi", "") or first(paper, "doi"))
    venues = (first(paper, "venue"), text_of(paper.get("publicationVenue")), text_of(paper.get("journal")))
    return _entry(
        first(paper, "title"), source, where, abstract=first(paper, "abstract"), authors=people(paper.get("authors")),
        year=year_of(paper.get("year")) or year_of(first(paper, "publicationDate")),
        venue=next((venue for venue in venues if venue and not f.is_preprint_server(venue)), ""),
        count=("semantic-scholar", paper.get("citationCount", paper.get("citationcount")), ""))


def _dblp(hit: Json, source: Source) -> Entry | str | None:
    """https://dblp.org/faq/13501473.html: the `info` of a hit."""
    if first(hit, "type") == "Editorship":
        return f"a volume and no paper, “{first(hit, 'title')[:60]}”"
    arxiv = ids.arxiv_in(f"CoRR {first(hit, 'volume')}")
    addresses = [("", url) for url in texts_of(hit.get("ee")) or texts_of(hit.get("url"))]
    return _entry(
        databases.without_stop(first(hit, "title")), source,
        f.places(addresses, arxiv=arxiv, doi_field=first(hit, "doi")),
        authors=f.people(person(one) for one in _list(at(hit, "authors/author"))), year=year_of(hit.get("year")),
        venue=first(hit, "venue"))


def _datacite(record: Json, source: Source) -> Entry | None:
    """https://support.datacite.org/docs/api-get-doi: a DOI's attributes, bare or in a record."""
    item = _object(record, "attributes") or record
    related = [*objects_at(item, "identifiers"), *objects_at(item, "alternateIdentifiers")]
    arxiv = next((ids.arxiv_in(f"arXiv:{text}") for one in related if (text := first(
        one, "identifier", "alternateIdentifier")) and "arxiv" in first(
            one, "identifierType", "alternateIdentifierType").lower()), "")
    kinds = {first(one, "titleType"): first(one, "title") for one in reversed(objects_at(item, "titles"))}
    title = kinds.get("") or next(iter(kinds.values()), "")
    abstracts = [first(one, "description") for one in objects_at(item, "descriptions")
                 if first(one, "descriptionType") in ("", "Abstract")]
    return _entry(
        _with_subtitle(title, kinds.get("Subtitle", "")), source,
        f.places([("", first(item, "url"))], arxiv=arxiv, doi_field=first(item, "doi", "DOI") or first(record, "id")),
        abstract=jats("\n\n".join(abstracts)),
        authors=people(item.get("creators")), year=year_of(item.get("publicationYear")),
        venue=text_of(at(item, "container/title")),
        count=("datacite", item.get("citationCount"), first(item, "updated")))


def _europe_pmc(result: Json, source: Source) -> Entry | None:
    """https://europepmc.org/RestfulWebService: a result of a search, "lite" or "core"."""
    number, archive = first(result, "id"), first(result, "source")
    doi = first(result, "doi")
    page = f"https://europepmc.org/article/{archive}/{number}" if number and archive and not doi else ""
    listed = [databases.family_first(person(one)) for one in objects_at(result, "authorList/author")]
    venue = text_of(at(result, "journalInfo/journal/title")) or first(result, "journalTitle")
    return _entry(
        databases.without_stop(first(result, "title")), source, f.places([("", page)], doi_field=doi),
        abstract=first(result, "abstractText"),
        authors=f.people(listed) or databases.people_of(first(result, "authorString")),
        year=year_of(result.get("pubYear")) or year_of(result.get("firstPublicationDate")),
        venue=venue or text_of(at(result, "bookOrReportDetails/comprisingTitle")),
        count=("europepmc", result.get("citedByCount"), ""))


def _papers_with_code(paper: Json, source: Source) -> Entry | None:
    """The dumps of Papers with Code: abstracts, and links between papers and code. `conference` is an address's end."""
    code = first(paper, "repo_url") if paper.get("is_official") or paper.get("mentioned_in_paper") else ""
    pages = [("", first(paper, key)) for key in ("url_abs", "paper_url_abs", "conference_url_abs")]
    files = [("pdf", first(paper, key)) for key in ("url_pdf", "paper_url_pdf", "conference_url_pdf")]
    where = f.places([("code", code), *pages, *files], arxiv=ids.arxiv_id(first(paper, "arxiv_id", "paper_arxiv_id")))
    venue = re.sub(r"(?<=\d{4})\s+\d{1,2}$", "", first(paper, "proceeding"))
    return _entry(first(paper, "title", "paper_title"), source, where, abstract=first(paper, "abstract"),
                  authors=people(paper.get("authors")), year=year_of(paper.get("date")), venue=venue)


def _inspire(record: Json, source: Source) -> Entry | None:
    """https://github.com/inspirehep/rest-api-doc: a record of literature."""
    item = _object(record, "metadata") or record
    printed: Json = next(iter(objects_at(item, "publication_info")), {})
    return _entry(
        text_of(item.get("titles")), source,
        f.places([], arxiv=ids.arxiv_id(text_of(item.get("arxiv_eprints"))), doi_field=text_of(item.get("dois"))),
        abstract=text_of(item.get("abstracts")), authors=people(item.get("authors")),
        year=year_of(printed.get("year")) or year_of(first(item, "preprint_date", "earliest_date")),
        venue=first(printed, "journal_title", "conf_acronym"),
        count=("inspire", item.get("citation_count"), first(record, "updated")))


def _entry(title: str, source: Source, where: f.Places, *, abstract: str = "", authors: tuple[str, ...] = (),
           year: int | None = None, venue: str = "", count: tuple[str, Any, str] = ("", None, "")) -> Entry | None:
    """An entry with what services agree on; nothing without a title."""
    who, number, day = count
    return Entry(
        title=title, source=source, abstract=abstract, authors=authors, year=year,
        venue="" if f.is_preprint_server(venue) else venue, arxiv=where.arxiv, doi=where.doi, links=where.links,
        signals=signals.counted(who, "citations", number, day, source.file)) if title else None


def _with_subtitle(title: str, subtitle: str) -> str:
    return f"{title}: {subtitle}" if title and subtitle and subtitle.casefold() not in title.casefold() else title


def _object(value: Json, *keys: str) -> Json:
    return next((value[key] for key in keys if isinstance(value.get(key), dict)), {})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


SERVICES: tuple[Service, ...] = (
    Service("Crossref", lambda v: {"coverage", "counts", "ISSN"} <= v.keys(),
            lambda value, source: f"a journal and no paper, “{first(value, 'title')[:60]}”"),
    Service("OpenAlex", lambda v: bool({"authorships", "abstract_inverted_index"} & v.keys())
            or "openalex.org/W" in text_of(v.get("id")), _openalex),
    Service("Semantic Scholar", lambda v: bool({"paperId", "corpusid", "externalIds", "externalids"} & v.keys())
            and "title" in v, _semantic_scholar),
    Service("dblp", lambda v: isinstance(at(v, "authors/author"), dict | list) or {"key", "ee", "access"} <= v.keys(),
            _dblp),
    Service("INSPIRE", lambda v: "arxiv_eprints" in v or isinstance(at(v, "metadata/titles"), list), _inspire),
    Service("DataCite", lambda v: isinstance(v.get("titles"), list) or isinstance(at(v, "attributes/titles"), list),
            _datacite),
    Service("Europe PMC", lambda v: bool({"authorString", "abstractText", "pubYear"} & v.keys()), _europe_pmc),
    Service("Papers with Code", lambda v: {"proceeding", "url_abs"} <= v.keys()
            or {"paper_title", "repo_url"} <= v.keys(), _papers_with_code),
)
