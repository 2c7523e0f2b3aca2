"""The index of authors, and a page for every author of enough papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from papershelf.model import Page, Paper
from papershelf.pages import contexts as show
from papershelf.pages import linked, urls
from papershelf.pages.headed import parts_of
from papershelf.pages.parts import Book, numbered, paged, papers_of, series_of, years_of
from papershelf.pages.written import text_of_intro
from papershelf.text.person import name_parts

_TOGETHER, _TOPICS = 24, 8
_NAMES = 600  # names on one page of the index: lines of one name, so more than papers have


def author_pages(book: Book, intros: Mapping[str, str], page_size: int) -> Iterable[Page]:
    """The index by name, then the pages of each author. A name as it is spelled is one author."""
    yield from _index(book, intros)
    written: dict[str, list[Paper]] = defaultdict(list)
    for paper in book.shelf.papers:
        for name in dict.fromkeys(paper.authors):
            if name in book.author_paths:
                written[name].append(paper)
    for name in book.author_paths:
        yield from _author(book, name, written[name], page_size)


def _index(book: Book, intros: Mapping[str, str]) -> Iterable[Page]:
    """The authors by name, under letters."""
    words = book.words
    looked_up = {name: _looked_up(name) for name in book.author_paths}
    by_name = sorted(looked_up, key=lambda one: (book.alphabet.key(looked_up[one]), one))
    headed = [(book.letter(looked_up[name]), name) for name in by_name]
    for part in parts_of(book, headed, _NAMES, "author"):
        yield Page(part.path, "authors.md.j2", show.AuthorsPage(
            title=numbered(words, words.say("Authors"), part.number),
            description=words.say("Who wrote several papers of this shelf."),
            intro=text_of_intro(intros.get(part.path, "")),
            sections=tuple((letter, anchor, tuple(_entry(book, part.path, name) for name in names))
                           for letter, anchor, names in part.sections),
            jumps=part.jumps,
            pager=part.pager,
        ))


def _looked_up(name: str) -> str:
    """A name as it is looked up: the family's part first."""
    parts = name_parts(name)
    return " ".join(filter(None, (parts.family, parts.given, parts.particle, parts.suffix)))


def _entry(book: Book, path: str, name: str) -> tuple[show.Ref, int]:
    return show.Ref(name, urls.link(path, book.author_paths[name])), book.by_author[name]


def _author(book: Book, name: str, papers: Sequence[Paper], page_size: int) -> Iterable[Page]:
    """The pages of an author: papers with the latest first; topics and co-authors of all of them."""
    words, whole = book.words, book.author_paths[name]
    papers = sorted(papers, key=lambda p: (-(p.year or 0), *book.by_title(p)))
    topics = Counter(use.id for p in papers for use in p.topics[:1] if use.id in book.topics)
    together = Counter(other for p in papers for other in dict.fromkeys(p.authors)
                       if other != name and other in book.author_paths)
    description = words.plural("{n} paper on this shelf", "{n} papers on this shelf", len(papers))
    parts = paged(papers, page_size)
    paths = [urls.numbered_path(whole, number) for number in range(1, len(parts) + 1)]
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        yield Page(path, "author.md.j2", show.AuthorPage(
            title=numbered(words, name, number),
            description=description,
            intro="",
            count=len(papers),
            years=years_of(papers),
            series=series_of(papers),
            topics=tuple(book.topic_ref(path, book.topics[topic], papers_of(words, n))
                         for topic, n in _most(topics)[:_TOPICS]),
            together=tuple(show.Ref(other, urls.link(path, book.author_paths[other]), papers_of(words, n))
                           for other, n in _most(together)[:_TOGETHER]),
            cards=tuple(book.card(path, p) for p in part),
            index=show.Ref(words.say("Authors"), urls.link(path, urls.AUTHORS)),
            pager=book.pager(path, number, paths),
            linked_data=linked.collection(book, path, name, description, part),
        ))


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
