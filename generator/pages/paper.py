"""Paper pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from papershelf.model import Mention, Page, Paper, Related, Source, Translation
from papershelf.pages import contexts as show
from papershelf.pages import linked, urls
from papershelf.pages.parts import Book, quoted, short_authors
from papershelf.pages.ways import ways_to
from papershelf.text.scripts import language_of
from papershelf.text.wording import language_name


def paper_pages(book: Book, bibtex: Mapping[str, str]) -> Iterable[Page]:
    """A page for every paper of the shelf."""
    order = {topic: [p.slug for p in book.central(topic) if p.topics[0].id == topic] for topic in book.in_topic}
    for paper in book.shelf.papers:
        for said in (None, *paper.translations):
            yield _paper(book, paper, said, bibtex[paper.slug],
                         order.get(paper.topics[0].id, []) if paper.topics else [])


def _paper(book: Book, paper: Paper, said: Translation | None, bibtex: str, row: Sequence[str]) -> Page:
    """The page of a paper, or the one that has what the record says in another language."""
    path = urls.paper_path(paper.slug, said.language if said else "")
    editions = _editions(book, path, paper)
    paper = paper if said is None else replace(
        paper, title=said.title or paper.title, summary=said.summary or paper.summary,
        abstract=said.abstract or paper.abstract)
    at = row.index(paper.slug) if paper.slug in row else -1
    within = book.topics.get(paper.topics[0].id) if paper.topics else None

    def beside(position: int) -> show.Ref | None:
        return book.paper_ref(path, book.papers[row[position]]) if at >= 0 and 0 <= position < len(row) else None

    return Page(path, "paper.md.j2", show.PaperPage(
        slug=paper.slug,
        title=paper.title,
        description=_description(book, paper),
        authors=tuple(_author(book, path, paper, name) for name in paper.authors),
        places=_places(book, path, paper),
        ways=tuple(way for _, way in ways_to(paper, book.words)),
        summary=paper.summary,
        abstract=tuple(part for part in paper.abstract.split("\n\n") if part),
        sections=paper.sections,
        topics=tuple(show.Reasoned(book.topic_ref(path, book.topics[use.id]), use.words, use.uncertain, use.is_decided)
                     for use in paper.topics if use.id in book.topics),
        tags=tuple(show.Chip(tag.name, urls.link(path, book.tag_paths[tag.name]) if tag.name in book.tags else "",
                             tag.kind, tag.sentence) for tag in paper.tags),
        introduces=paper.introduces,
        related=_related(book, path, paper.related),
        further=_related(book, path, paper.further),
        mentions=_quotes(book, path, paper.mentions),
        mentioned_by=_quotes(book, path, paper.mentioned_by),
        listings=tuple(_listing_ref(book, path, source) for source in paper.listings),
        bibtex=bibtex,
        previous=beside(at - 1),
        next=beside(at + 1),
        within=book.topic_ref(path, within) if within else None,
        editions=editions,
        head=book.embedded[paper.slug].tags if paper.slug in book.embedded else (),
        linked_data=linked.article(book, path, paper),
    ))


def _editions(book: Book, path: str, paper: Paper) -> tuple[show.Edition, ...]:
    """The page of a paper in each language that its record says something in; nothing where it is one."""
    if not paper.translations:
        return ()
    own = language_of(paper.title, book.words.texts_in) or book.words.texts_in
    pages = [(own, urls.paper_path(paper.slug)),
             *((one.language, urls.paper_path(paper.slug, one.language)) for one in paper.translations)]
    return tuple(show.Edition(language_name(tag), tag, urls.link(path, at), at.removesuffix(".md"), at == path)
                 for tag, at in pages)


def _places(book: Book, path: str, paper: Paper) -> tuple[show.Ref, ...]:
    """Where and when a paper appeared, in the words of its record: the venue, then the year where it ends with that."""
    said, year = paper.appeared, str(paper.year or "")
    ends = bool(year) and f" {said}".endswith(f" {year}")
    venue = said.removesuffix(year).rstrip() if ends else said
    found = book.venues.of(paper)
    refs = [show.Ref(venue, urls.link(path, found[0].path) if found else "")] if venue else []
    return (*refs, *([show.Ref(year, urls.link(path, book.years.find(year, paper.slug).path))] if ends else ()))


def _author(book: Book, path: str, paper: Paper, name: str) -> show.Ref:
    """An author, who leads to their page, or to the search for their papers where there are several and no page."""
    found = book.authors.find(name, paper.slug)
    count = len(found.papers)
    note = book.words.plural("{n} paper on this shelf", "{n} papers on this shelf", count)
    if found.path:
        return show.Ref(name, urls.link(path, found.path), note)
    return show.Ref(name, urls.search(path, "author", name) if count > 1 else "", note)


def _description(book: Book, paper: Paper) -> str:
    text = paper.summary or paper.abstract or ", ".join(filter(None, (
        short_authors(paper.authors, book.words), paper.venue, str(paper.year or ""))))
    if len(text) <= 200:
        return text
    return text[:200].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"


def _related(book: Book, path: str, related: Sequence[Related]) -> tuple[show.Card, ...]:
    return tuple(replace(book.card(path, book.papers[one.slug]), why=", ".join(one.reasons)) for one in related)


def _quotes(book: Book, path: str, mentions: Sequence[Mention]) -> tuple[show.Card, ...]:
    return tuple(replace(book.card(path, book.papers[one.slug]), quote=quoted(one.sentence, one.name))
                 for one in mentions)


def _listing_ref(book: Book, path: str, source: Source) -> show.Ref:
    return book.listing_ref(path, book.listings[source.file], book.words.say(
        "{file}, line {line}", file=source.file, line=source.line))
