"""XML of databases and reference managers: PubMed, EndNote, MODS, dblp, the ACL Anthology, DataCite, Europe PMC."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from papershelf.model import Code, Entry, Problem, Source
from papershelf.readers import databases, signals, xml_items
from papershelf.readers import fields as f
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.readers.xml_items import find, inner, local, text, texts
from papershelf.text.ids import arxiv_in

_PUBMED_PAGE = "https://pubmed.ncbi.nlm.nih.gov/"
_ANTHOLOGY = "https://aclanthology.org/"


class Volume(NamedTuple):
    """What a file says of the papers that follow, where they do not say it themselves."""

    start: int = 0
    venue: str = ""
    year: str = ""


class Kind(NamedTuple):
    """A kind of XML: what only it has near its start, the elements that are papers, and how one is read."""

    name: str
    sign: re.Pattern[str]
    items: str
    read: Callable[[Element, Source, Volume], Entry]
    holder: str = ""  # the element that says the volume of the papers below it


def confidence(sample: Sample) -> Recognition:
    """XML with the elements of one of these kinds."""
    kind = _kind(sample.head)
    return sure(kind, SIGNED, f"XML of {kind.name if kind else ''}")


def read(text_: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The papers of a file in their order; one that is broken or has no title becomes a problem. A file that declares
    entities is refused as a whole."""
    if declared := xml_items.entities(text_, source):
        return [], [declared]
    kind = _kind(text_[:100_000])
    entries: list[Entry] = []
    problems: list[Problem] = []
    volumes = [Volume()]
    if kind and kind.holder:
        volumes += [Volume(item.start, text(item.element, "booktitle"), text(item.element, "year"))
                    for item in xml_items.items(text_, kind.holder) if item.element is not None]
    starts = [volume.start for volume in volumes]
    for item in xml_items.items(text_, kind.items) if kind else ():
        code: Code = "broken-entry"
        what, hint = f"an entry that is not XML ({item.error})", "save the file again, or fix the entry"
        if item.element is not None and kind:
            found = kind.read(item.element, Source(source, item.line), volumes[bisect_right(starts, item.start) - 1])
            if found.title:
                entries.append(found)
                continue
            code, what, hint = "no-title", f"a <{local(item.element)}> without a title", "give it a title"
        problems.append(Problem(source, item.line, code, what, hint, rejects=True))
    if not entries and not problems:
        problems.append(Problem(source, 1, "no-papers", "holds no papers", "save the file with its papers"))
    return entries, problems


def _kind(head: str) -> Kind | None:
    return next((kind for kind in KINDS if re.match(r"\ufeff?\s*<", head) and kind.sign.search(head)), None)


def _pubmed(one: Element, source: Source, _: Volume) -> Entry:
    """https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/: articles and chapters of PubMed."""
    parts = [(part.get("Label") or "", " ".join(inner(part).split())) for part in find(one, "Abstract/AbstractText")]
    dois = [" ".join(inner(e).split()) for path in ("ELocationID", "PubmedData/ArticleIdList/ArticleId",
                                                    "BookDocument/ArticleIdList/ArticleId")
            for e in find(one, path) if "doi" in (e.get("EIdType"), e.get("IdType"))]
    number = text(one, "MedlineCitation/PMID", "BookDocument/PMID")
    where = f.places([] if dois or not number else [("", f"{_PUBMED_PAGE}{number}")], doi_field=next(iter(dois), ""))
    title = text(one, "ArticleTitle", "VernacularTitle", "BookTitle")
    return Entry(
        title=databases.without_stop(title), source=source,
        abstract=" ".join(f"{label}: {said}" if label and label != "UNLABELLED" else said for label, said in parts),
        authors=f.people(_person(author, "LastName", ("ForeName", "Initials"), "CollectiveName", "Suffix")
                         for people in find(one, "AuthorList") if people.get("Type") != "editors"
                         for author in people if local(author) == "Author"),
        year=_year(one, "JournalIssue/PubDate/Year", "JournalIssue/PubDate/MedlineDate", "ArticleDate/Year",
                   "Book/PubDate/Year", "PubDate/Year"),
        venue=text(one, "Journal/Title", "Journal/ISOAbbreviation", "MedlineTA", "Book/BookTitle"),
        arxiv=where.arxiv, doi=where.doi, links=where.links)


def _endnote(one: Element, source: Source, _: Volume) -> Entry:
    """A record of EndNote's XML export, in which style runs may cut any text."""
    venue = text(one, "titles/secondary-title", "periodical/full-title", "titles/alt-title", "titles/tertiary-title")
    notes = " ".join(texts(one, "notes") + texts(one, "number") + texts(one, "urls/related-urls/url") + [venue])
    addresses = [("", url) for url in texts(one, "urls/related-urls/url") + texts(one, "urls/web-urls/url")]
    addresses += [("pdf", url) for url in texts(one, "urls/pdf-urls/url")]
    where = f.places(addresses, arxiv=arxiv_in(notes), doi_field=text(one, "electronic-resource-num"))
    return Entry(
        title=text(one, "titles/title", "titles/short-title"), source=source,
        abstract="\n\n".join(inner(part).strip() for part in find(one, "abstract")),
        authors=f.people(name for said in texts(one, "contributors/authors/author")
                         for name in (f.names(said) if ";" in said else (_corporate(said),))),
        year=_year(one, "dates/year", "dates/pub-dates/date"), venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv, doi=where.doi, links=where.links)


def _mods(one: Element, source: Source, _: Volume) -> Entry:
    """https://www.loc.gov/standards/mods/: what stands in <relatedItem type="host"> is the volume's."""
    host = next((e for e in find(one, "/relatedItem") if e.get("type") in ("host", "series")), Element("none"))
    ids = [(e.get("type") or "", " ".join(inner(e).split())) for e in find(one, "/identifier")]
    named = " ".join(f"arxiv:{said}" if kind.lower() == "arxiv" else said for kind, said in ids)
    addresses = [("", said) for kind, said in ids if kind in ("uri", "url")]
    addresses += [("", url) for url in texts(one, "/location/url")]
    where = f.places(addresses, arxiv=arxiv_in(named), doi_field=next((s for k, s in ids if k.lower() == "doi"), ""))
    return Entry(
        title=_mods_title(one), source=source, abstract=text(one, "/abstract"),
        authors=f.people(_mods_person(e) for e in find(one, "/name") if _is_author(e)),
        year=_year(one, "/originInfo/dateIssued", "/originInfo/copyrightDate", "/originInfo/dateCreated")
        or _year(host, "part/date", "originInfo/dateIssued"),
        venue=_mods_title(host), arxiv=where.arxiv, doi=where.doi, links=where.links)


def _mods_title(one: Element) -> str:
    best = next((e for e in find(one, "/titleInfo") if not e.get("type")), None)
    if best is None:
        return text(one, "/titleInfo/title")
    main = f"{text(best, '/nonSort')} {text(best, '/title')}".strip()
    return f"{main}: {text(best, '/subTitle')}" if text(best, "/subTitle") else main


def _mods_person(one: Element) -> str:
    parts = {e.get("type") or "": " ".join(inner(e).split()) for e in find(one, "/namePart") if e.get("type") != "date"}
    if "family" in parts:
        given = " ".join(" ".join(inner(e).split()) for e in find(one, "/namePart") if e.get("type") == "given")
        return " ".join(part for part in (given, parts["family"]) if part)
    said = parts.get("", "")
    return f"{{{said}}}" if one.get("type") == "corporate" and "," in said else said


def _is_author(one: Element) -> bool:
    """Whether a name's roles, where it has any, are those of people who wrote the paper."""
    roles = {role.lower() for role in texts(one, "roleTerm")}
    return not roles or bool(roles & {"author", "aut", "creator", "cre", "verfasser"})


def _dblp(one: Element, source: Source, _: Volume) -> Entry:
    """https://dblp.org/faq/13501473.html: a publication, bare or as <info> of a search's hit."""
    venue = text(one, "/booktitle", "/journal", "/venue", "/school")
    addresses = [("", url) for url in texts(one, "/ee") or texts(one, "/url")]
    where = f.places(addresses, arxiv=arxiv_in(f"CoRR {text(one, '/volume')}"), doi_field=text(one, "/doi"))
    return Entry(
        title=databases.without_stop(text(one, "/title")), source=source,
        authors=f.people(texts(one, "/author", "/authors/author")), year=_year(one, "/year"),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv, doi=where.doi, links={k: u for k, u in where.links.items() if u.startswith("http")})


def _anthology(one: Element, source: Source, volume: Volume) -> Entry:
    """https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc"""
    page, pdf = text(one, "/url"), text(one, "/pdf")
    addresses = [("", page if "://" in page else f"{_ANTHOLOGY}{page}" if page else ""),
                 ("pdf", pdf if "://" in pdf else "")]
    code = find(one, "/pwccode")
    addresses += [("code", code[0].get("url") or "")] if code else []
    where = f.places(addresses, doi_field=text(one, "/doi"))
    return Entry(
        title=text(one, "/title"), source=source, abstract=text(one, "/abstract"),
        authors=f.people(_person(author, "last", ("first",)) for author in find(one, "/author")),
        year=f.year(text(one, "/year") or volume.year), venue=text(one, "/booktitle") or volume.venue,
        arxiv=where.arxiv, doi=where.doi, links=where.links)


def _datacite(one: Element, source: Source, _: Volume) -> Entry:
    """https://schema.datacite.org/meta/kernel-4/"""
    ids = [*find(one, "/identifier"), *find(one, "/alternateIdentifiers/alternateIdentifier")]
    where = f.places([], arxiv=arxiv_in(" ".join(inner(e) for e in ids[1:])), doi_field=inner(ids[0]) if ids else "")
    return Entry(
        title=text(one, "/titles/title"), source=source,
        abstract="\n\n".join(" ".join(inner(e).split()) for e in find(one, "/descriptions/description")
                             if e.get("descriptionType") in (None, "Abstract")),
        authors=f.people(_person(creator, "familyName", ("givenName",), "creatorName")
                         for creator in find(one, "/creators/creator")),
        year=_year(one, "/publicationYear"), arxiv=where.arxiv, doi=where.doi, links=where.links)


def _europe_pmc(one: Element, source: Source, _: Volume) -> Entry:
    """https://europepmc.org/RestfulWebService: a <result> of a search, "lite" or "core"."""
    number, database = text(one, "/id"), text(one, "/source")
    page = f"https://europepmc.org/article/{database}/{number}" if number and database else ""
    people = [_person(e, "lastName", ("firstName", "initials"), "fullName") for e in find(one, "/authorList/author")]
    found = text(one, "/doi")
    where = f.places([] if found else [("", page)], doi_field=found)
    venue = text(one, "/journalInfo/journal/title", "/journalTitle", "/bookOrReportDetails/publisher")
    return Entry(
        title=databases.without_stop(text(one, "/title")), source=source, abstract=text(one, "/abstractText"),
        authors=f.people(people) or databases.people_of(text(one, "/authorString")), year=_year(one, "/pubYear"),
        venue=venue, arxiv=where.arxiv, doi=where.doi, links=where.links,
        signals=signals.counted("europepmc", "citations", text(one, "/citedByCount"), "", source.file))


def _person(one: Element, family: str, given: tuple[str, ...], whole: str = "", junior: str = "") -> str:
    """One name out of its parts; a name that is one whole is in braces where it has a comma."""
    last = text(one, f"/{family}")
    if last or not whole:
        parts = (text(one, *(f"/{name}" for name in given)), last, text(one, f"/{junior}") if junior else "")
        return " ".join(part for part in parts if part)
    said = next(iter(find(one, f"/{whole}")), Element("none"))
    name = " ".join(inner(said).split())
    group = local(said) == "CollectiveName" or said.get("nameType") == "Organizational"
    return f"{{{name}}}" if group and "," in name else name if group else databases.family_first(name)


def _corporate(name: str) -> str:
    """A name; one that ends in a comma, as EndNote marks institutions, as one whole."""
    return f"{{{name.rstrip(', ')}}}" if name.endswith(",") else name


def _year(one: Element, *paths: str) -> int | None:
    return next((year for path in paths for said in texts(one, path) if (year := f.year(said))), None)


KINDS: tuple[Kind, ...] = (
    Kind("PubMed", re.compile(r"<Pubmed(?:Book)?ArticleSet\b|<Pubmed(?:Book)?Article>"),
         "PubmedArticle|PubmedBookArticle", _pubmed),
    Kind("EndNote", re.compile(r"<record>(?:(?!</record>).){0,4000}?<(?:ref-type|rec-number|contributors|titles)\b",
                               re.S), "record", _endnote),
    Kind("MODS", re.compile(r"<(?:\w+:)?mods(?:Collection)?\b[^<>]*loc\.gov/mods|<mods(?:Collection)?\b"),
         "mods", _mods),
    Kind("the ACL Anthology", re.compile(r"<collection id=\"[^\"]+\""), "paper", _anthology, holder="meta"),
    Kind("dblp", re.compile(r"<(?:dblp|dblpperson)\b"),
         "article|inproceedings|incollection|book|phdthesis|mastersthesis|data", _dblp),
    Kind("dblp", re.compile(r"<hits\b[^>]*\bcomputed="), "info", _dblp),
    Kind("Europe PMC", re.compile(r"<responseWrapper\b"), "result", _europe_pmc),
    Kind("DataCite", re.compile(r"<resource\b[^>]*datacite\.org/schema"), "resource", _datacite),
)
