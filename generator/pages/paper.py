"""Paper pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.model import Mention, Page, Paper, Related, Sighting
from generator.pages import contexts as show
from generator.pages import urls
from generator.pages.parts import Book, short_authors

# How the kinds of links read on a button, in their order.
_KINDS = {"code": "Code", "project": "Project page", "data": "Data", "demo": "Demo", "paper": "Paper", "doi": "DOI"}


def paper_pages(book: Book, bibtex: Mapping[str, str]) -> Iterable[Page]:
    """A page for every paper of the shelf."""
    order = {topic: [p.slug for p in papers if p.topics[0].id == topic] for topic, papers in book.in_topic.items()}
    for paper in book.shelf.papers:
        yield _paper(book, paper, bibtex[paper.slug], order.get(paper.topics[0].id, []) if paper.topics else [])


def _paper(book: Book, paper: Paper, bibtex: str, row: Sequence[str]) -> Page:
    path = urls.paper_path(paper.slug)
    at = row.index(paper.slug) if paper.slug in row else -1
    within = book.topics.get(paper.topics[0].id) if paper.topics else None

    def beside(position: int) -> show.Ref | None:
        return book.paper_ref(path, book.papers[row[position]]) if at >= 0 and 0 <= position < len(row) else None

    return Page(path, "paper.md.j2", show.PaperPage(
        title=paper.title,
        description=_description(paper),
        authors=paper.authors,
        year=paper.year,
        venue=paper.venue,
        ways=_ways(paper),
        summary=paper.summary,
        abstract=tuple(part for part in paper.abstract.split("\n\n") if part),
        sections=paper.sections,
        topics=tuple(show.Reasoned(book.topic_ref(path, book.topics[use.id]), use.evidence)
                     for use in paper.topics if use.id in book.topics),
        tags=tuple(show.Chip(tag.name, urls.link(path, urls.tag_path(tag.name)) if tag.name in book.tags else "",
                             tag.kind, tag.evidence) for tag in paper.tags),
        introduces=paper.introduces,
        related=_related(book, path, paper.related),
        further=_related(book, path, paper.further),
        mentions=_quotes(book, path, paper.mentions),
        mentioned_by=_quotes(book, path, paper.mentioned_by),
        listings=tuple(_listing_ref(book, path, seen) for seen in paper.listings),
        bibtex=bibtex,
        previous=beside(at - 1),
        next=beside(at + 1),
        within=book.topic_ref(path, within) if within else None,
    ))


def _description(paper: Paper) -> str:
    text = paper.summary or paper.abstract or ", ".join(filter(None, (
        short_authors(paper.authors), paper.venue, str(paper.year or ""))))
    if len(text) <= 200:
        return text
    return text[:200].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"


def _ways(paper: Paper) -> tuple[show.Ref, ...]:
    """Buttons: to the paper itself, then its links by kind. Addresses that are not of the web are left out."""
    ways = [show.Ref(name, url) for name, url in urls.arxiv_links(paper.arxiv, paper.title).items()]
    if paper.doi:
        ways.append(show.Ref(_KINDS["doi"], f"https://doi.org/{paper.doi}"))

    def order(kind: str) -> tuple[int, str]:
        base = kind.rstrip("0123456789")
        return (list(_KINDS).index(base) if base in _KINDS else len(_KINDS)), kind

    for kind in sorted(paper.links, key=order):
        base = kind.rstrip("0123456789")
        if paper.links[kind].lower().startswith(("https://", "http://")):
            ways.append(show.Ref(f"{_KINDS.get(base, base.capitalize())} {kind[len(base):]}".strip(),
                                 paper.links[kind]))
    return tuple(ways)


def _related(book: Book, path: str, related: Sequence[Related]) -> tuple[show.Reasoned, ...]:
    return tuple(show.Reasoned(book.paper_ref(path, book.papers[one.slug]), one.reasons) for one in related)


def _quotes(book: Book, path: str, mentions: Sequence[Mention]) -> tuple[show.Quoted, ...]:
    return tuple(quoted(book.paper_ref(path, book.papers[one.slug]), one.sentence, one.name) for one in mentions)


def quoted(ref: show.Ref, sentence: str, name: str) -> show.Quoted:
    """A sentence in three parts around the name; all of it before, where the name does not stand in it."""
    before, found, after = sentence.partition(name) if name else (sentence, "", "")
    return show.Quoted(ref, before, found, after)


def _listing_ref(book: Book, path: str, seen: Sighting) -> show.Ref:
    return book.listing_ref(path, book.listings[seen.file], f"{seen.file}, line {seen.line}")
