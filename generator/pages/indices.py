"""Authors, venues and years: an index of each, and a page for every one of enough papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.model import Page, Profile
from papershelf.pages import contexts as show
from papershelf.pages import linked, urls
from papershelf.pages.gathered import Gathered, Gatherings
from papershelf.pages.headed import orders, parts_of
from papershelf.pages.parts import Book, most_topics, numbered, paged, papers_of, series_of, years_of
from papershelf.pages.written import text_of_intro
from papershelf.text.person import name_parts

_TOGETHER = 24
_NAMES = 600  # names on one page of an index: lines of one name, so more than papers have


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an index is of: its order among the indices of the shelf, what its pages say, how it sorts, and what stands
    beside the papers of each."""

    kind: str
    order: str
    all: Gatherings
    title: str
    description: str
    nothing: str
    looked_up: Callable[[str], tuple[Any, str]]
    beside: tuple[str, Gatherings]


def index_pages(book: Book, intros: Mapping[str, str], page_size: int) -> Iterable[Page]:
    """The indices of authors, venues and years, and their pages."""
    for kind in _kinds(book):
        yield from _index(book, kind, intros)
        for one in kind.all.pages:
            yield from _pages(book, kind, one, page_size)


def _kinds(book: Book) -> Iterable[_Kind]:
    say = book.words.say
    yield _Kind("author", "author", book.authors, say("Authors"), say("Who wrote several papers of this shelf."),
                say("No author has several papers here yet."), lambda name: _by_letter(book, _family_first(name)),
                (say("Wrote together with"), book.authors))
    yield _Kind("venue", "venue", book.venues, say("Venues"), say("Where several papers of this shelf appeared."),
                say("No venue has several papers here yet."), lambda name: _by_letter(book, name),
                (say("Years"), book.years))
    yield _Kind("year", "years", book.years, say("Years"), say("The papers of this shelf, year by year."),
                say("No paper says its year yet."), lambda name: (-int(name), f"{name[:-1]}0–{name[:-1]}9"),
                (say("Venues"), book.venues))


def _by_letter(book: Book, name: str) -> tuple[Any, str]:
    return book.alphabet.key(name), book.letter(name)


def _family_first(name: str) -> str:
    parts = name_parts(name)
    return " ".join(filter(None, (parts.family, parts.given, parts.particle, parts.suffix)))


def _index(book: Book, kind: _Kind, intros: Mapping[str, str]) -> Iterable[Page]:
    """The names of a kind, under letters or decades."""
    found = sorted(((*kind.looked_up(one.name), one.path, one) for one in kind.all.pages), key=lambda entry: entry[:3])
    for part in parts_of(book, [(heading, one) for _, heading, _, one in found], _NAMES, kind.order):
        yield Page(part.path, "names.md.j2", show.NamesPage(
            kind=f"{kind.kind}s",
            title=numbered(book.words, kind.title, part.number),
            description=kind.description,
            intro=text_of_intro(intros.get(part.path, "")),
            nothing=kind.nothing,
            sections=tuple((heading, anchor, tuple((show.Ref(one.name, urls.link(part.path, one.path)), len(one.papers))
                                                   for one in under)) for heading, anchor, under in part.sections),
            orders=orders(book, part.path, kind.order),
            jumps=part.jumps,
            pager=part.pager,
        ))


def _pages(book: Book, kind: _Kind, one: Gathered, page_size: int) -> Iterable[Page]:
    """The pages of a name: papers with the latest first; topics, and what stands beside, of all of them."""
    words = book.words
    papers = sorted(one.papers, key=book.latest)
    description = words.plural("{n} paper on this shelf", "{n} papers on this shelf", len(papers))
    parts = paged(papers, page_size)
    paths = [urls.numbered_path(one.path, number) for number in range(1, len(parts) + 1)]
    heading, others = kind.beside
    beside = others.most(papers, but=one)[:_TOGETHER]
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        yield Page(path, "gathered.md.j2", show.GatheredPage(
            kind=kind.kind,
            title=numbered(words, one.name, number),
            description=description,
            intro=one.profile.body if one.profile and number == 1 else "",
            ways=_ways(book, one),
            count=len(papers),
            years=years_of(papers) if kind.kind != "year" else "",
            series=series_of(papers) if kind.kind != "year" else (),
            topics=most_topics(book, path, papers),
            beside=show.Named(heading, tuple(show.Ref(other.name, urls.link(path, other.path), papers_of(words, n))
                                             for other, n in beside)),
            cards=tuple(book.card(path, p) for p in part),
            dense=kind.kind != "author",
            index=show.Ref(kind.title, urls.link(path, urls.browse_path(kind.order, 1))),
            pager=book.pager(path, number, paths),
            linked_data=linked.collection(book, path, one.name, description, part, _about(kind, one)),
            feeds=book.feeds(path, one.path) if kind.kind != "year" else (),
            forms=book.forms(path, one.path),
        ))


def _ways(book: Book, one: Gathered) -> tuple[show.Ref, ...]:
    """Where an author or a venue stands on the web, by what a person wrote."""
    if one.profile is None:
        return ()
    known = ((book.words.say("Homepage"), one.profile.homepage), ("ORCID", urls.orcid(one.profile.orcid)))
    return tuple(show.Ref(said, href) for said, href in known if href)


def _about(kind: _Kind, one: Gathered) -> linked.About | None:
    """An author as linked data; who else has that name is known where a person said so."""
    if kind.kind != "author":
        return None
    profile = one.profile or Profile("", one.name)
    same = [address for address in (profile.homepage, urls.orcid(profile.orcid)) if address]
    return linked.About(one.name, profile.aliases, same)
