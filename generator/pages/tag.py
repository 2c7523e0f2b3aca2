"""The tags index and a page for every tag that enough papers carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from papershelf.model import Page
from papershelf.model.fields import TAG_KINDS
from papershelf.pages import contexts as show
from papershelf.pages import linked, urls
from papershelf.pages.parts import Book, most_topics, papers_of, quoted, series_of, years_of
from papershelf.pages.written import text_of_intro

# Tags of a kind that are seen at once; and how many the index lists before it leaves out those that one paper names.
_MOST, _LISTED = 24, 3000


def tag_pages(book: Book, intros: Mapping[str, str], repo_url: str) -> Iterable[Page]:
    """The index, then the page of each tag; where nobody has said anything about a tag, a way to begin."""
    yield _index(book, intros)
    bodies = {tag.name: tag.body for tag in book.shelf.tags if tag.body}
    for name in sorted(book.tags):
        yield _tag(book, name, bodies.get(name, ""), repo_url)


def _kind(book: Book, name: str) -> str:
    return book.tagged[name][0][1].kind


def _index(book: Book, intros: Mapping[str, str]) -> Page:
    path = urls.TAGS
    names = _listed(book)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_kind[_kind(book, name)].append(name)
    known = book.shelf.kinds or TAG_KINDS
    return Page(path, "tags.md.j2", show.TagsPage(
        title=book.words.say("Tags"),
        description=book.words.plural("{n} dataset, model, method or task that papers share.",
                                      "{n} datasets, models, methods and tasks that papers share, by kind.",
                                      len(book.tags)),
        intro=text_of_intro(intros.get(path, "")),
        kinds=tuple(_section(book, kind, book.words.say(known.get(kind, kind.capitalize())), by_kind[kind])
                    for kind in [*known, *sorted(by_kind.keys() - known.keys())] if kind in by_kind),
        left_out=len(book.tagged) - len(names),
        search=show.Ref(book.words.say("Search"), urls.link(path, urls.SEARCH)),
    ))


def _listed(book: Book) -> list[str]:
    """The tags of the index in their order: on a large shelf those that have a page."""
    return sorted(book.tagged if len(book.tagged) <= _LISTED else book.tags, key=book.alphabet.key)


def _section(book: Book, kind: str, title: str, names: Sequence[str]) -> show.TagKind:
    """A kind's most used tags, and where there are more, all of them by letter."""
    refs = {name: _listed_ref(book, name) for name in names}
    most = sorted(names, key=lambda name: -len(book.tagged[name]))[:_MOST]
    place = urls.anchor(kind)
    letters = groupby(names, lambda name: book.alphabet.heading(name) or book.words.say("Other signs"))
    return show.TagKind(
        title, place, len(names), tuple(refs[name] for name in most),
        tuple((letter, f"{place}-{urls.anchor(letter)}", tuple(refs[name] for name in group))
              for letter, group in letters) if len(names) > _MOST else ())


def _listed_ref(book: Book, name: str) -> show.Ref:
    """The link to a tag's page with the number of its papers, or to the one paper that names it."""
    if name in book.tags:
        return show.Ref(name, urls.link(urls.TAGS, book.tag_paths[name]), str(len(book.tagged[name])))
    return show.Ref(name, book.paper_ref(urls.TAGS, book.tagged[name][0][0]).href)


def _tag(book: Book, name: str, body: str, repo_url: str) -> Page:
    path = book.tag_paths[name]
    uses = sorted(book.tagged[name], key=lambda use: book.latest(use[0]))
    together = Counter(tag.name for p, _ in uses for tag in p.tags if tag.name != name and tag.name in book.tags)
    return Page(path, "tag.md.j2", show.TagPage(
        title=name,
        description=book.words.plural("{n} paper that names {name}, with the sentence.",
                                      "{n} papers that name {name}, each with the sentence.", len(uses), name=name),
        kind=_kind(book, name),
        intro=body,
        count=len(uses),
        years=years_of([p for p, _ in uses]),
        series=series_of(p for p, _ in uses),
        cards=tuple(replace(book.card(path, p, leave_out=name), quote=quoted(use.sentence, use.written or name))
                    for p, use in uses),
        topics=most_topics(book, path, [p for p, _ in uses]),
        together=tuple(show.Ref(other, urls.link(path, book.tag_paths[other]), papers_of(book.words, n))
                       for other, n in sorted(together.items(), key=lambda pair: (-pair[1], pair[0]))[:12]),
        start="" if body else urls.new_tag_url(repo_url, name, _kind(book, name)),
        index=show.Ref(book.words.say("Tags"), urls.link(path, urls.TAGS)),
        linked_data=linked.collection(book, path, name, "", [p for p, _ in uses]),
        feeds=book.feeds(path, path),
        forms=book.forms(path, path),
    ))
