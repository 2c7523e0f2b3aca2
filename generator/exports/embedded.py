"""What reference managers and search engines read in pages: Highwire Press tags on a paper's page, COinS in lists.

Zotero's translators *Embedded Metadata* and *COinS* tell an item's type by which of these are there; a tag `z:itemType`
says it where none would, as of preprints. Google Scholar asks for title, authors and date:
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from urllib.parse import quote, urlencode

from papershelf.exports.citing import csl_type, one_line
from papershelf.model import Embedded, Paper
from papershelf.model.each import Each, one_by_one
from papershelf.text.person import name_parts

# By the type in CSL: Zotero's type of item, and the tag that has the venue.
_ITEM = {"article": ("preprint", ""), "article-journal": ("journalArticle", "citation_journal_title"),
         "paper-conference": ("conferencePaper", "citation_conference_title"),
         "thesis": ("thesis", "citation_dissertation_institution"), "book": ("book", "citation_publisher"),
         "report": ("report", "citation_technical_report_institution")}
# By the type in CSL: format and genre of a ContextObject (ANSI/NISO Z39.88), and the keys of title and venue.
_FORMAT = "info:ofi/fmt:kev:mtx:"
_OBJECT = {"article": ("dc", "rft.type", "preprint", "rft.title", "rft.source"),
           "article-journal": ("journal", "rft.genre", "article", "rft.atitle", "rft.jtitle"),
           "paper-conference": ("book", "rft.genre", "proceeding", "rft.atitle", "rft.btitle"),
           "thesis": ("dissertation", "rft.genre", "dissertation", "rft.title", "rft.inst"),
           "book": ("book", "rft.genre", "book", "rft.btitle", "rft.pub"),
           "report": ("book", "rft.genre", "report", "rft.btitle", "rft.pub")}


def embedded(papers: Sequence[Paper], each: Each = one_by_one) -> dict[str, Embedded]:
    """What pages have for reference managers of each paper, by slug."""
    made = each(partial(_embedded), papers, name=attrgetter("slug"))
    return {paper.slug: one for paper, one in zip(papers, made, strict=True)}


def address_of(paper: Paper) -> str:
    """The address of the paper itself: by its DOI, its arXiv id or its link; empty where none is known."""
    if paper.doi:
        return f"https://doi.org/{quote(paper.doi, safe='/:;()._-')}"
    if paper.arxiv:
        return f"https://arxiv.org/abs/{quote(paper.arxiv, safe='/.')}"
    return next((paper.links[kind] for kind in ("paper", "pdf") if _is_web(paper.links.get(kind, ""))), "")


def _embedded(paper: Paper) -> Embedded:
    tags = ((name, one_line(value)) for name, value in _tags(paper))
    return Embedded(tuple((name, value) for name, value in tags if value), _coins(paper))


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    kind, venue = _ITEM[csl_type(paper.venue)]
    yield "z:itemType", kind
    yield "citation_title", paper.title
    for author in paper.authors:
        yield "citation_author", _tag_of(_author(author))
    yield "citation_publication_date", str(paper.year or "")
    if venue:
        yield venue, paper.venue
    yield "citation_arxiv_id", paper.arxiv
    yield "citation_doi", paper.doi
    yield "citation_pdf_url", _pdf(paper)
    yield "citation_public_url", address_of(paper)
    for tag in paper.tags:
        yield "citation_keywords", tag.name.replace(";", ",")


def _author(name: str) -> str:
    """A name such that Zotero parts it as it is: it takes the last word for the family's name unless a comma stands
    after that, and nothing but a family's name where nothing stands after the comma."""
    parts = name_parts(name)
    if parts.is_whole:
        return f"{name}," if " " in name and "," not in name else name
    given = " ".join(filter(None, (parts.given, parts.suffix)))
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return name if name == f"{given} {parts.family}" and " " not in family else f"{family}, {given}"


def _tag_of(author: str) -> str:
    """An author by themselves in a tag: two words before a comma and two after it would be two people, unless a
    semicolon ends the name."""
    family, comma, given = author.partition(", ")
    return f"{author};" if comma and " " in family and " " in given else author


def _pdf(paper: Paper) -> str:
    given = paper.links.get("pdf", "")
    return given if _is_web(given) else f"https://arxiv.org/pdf/{quote(paper.arxiv, safe='/.')}" if paper.arxiv else ""


def _is_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://"))


def _coins(paper: Paper) -> str:
    """The ContextObject of a paper, as a query."""
    form, kind, genre, title, venue = _OBJECT[csl_type(paper.venue)]
    author = "rft.creator" if form == "dc" else "rft.au"
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"{_FORMAT}{form}"), (kind, genre), (title, paper.title),
             (venue, paper.venue), ("rft.date", str(paper.year or "")),
             *((author, _author(name)) for name in paper.authors)]
    known = address_of(paper)
    pairs += [("rft_id", f"info:doi/{paper.doi}" if paper.doi else known),
              ("rft.identifier", known if form == "dc" else "")]
    return urlencode([(name, line) for name, value in pairs if (line := one_line(value))], quote_via=quote)
