"""Topic pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from papershelf.model import Page, Paper, Topic
from papershelf.pages import contexts as show
from papershelf.pages import linked, urls
from papershelf.pages.matrix import excerpt, whole_ref
from papershelf.pages.parts import Book, numbered, paged, series_of, years_of

_NAMED_MOST, _FILTERS, _REASONS = 6, 14, 3


def topic_pages(book: Book, topic: Topic, neighbours: Sequence[tuple[str, int]], page_size: int) -> Iterable[Page]:
    """The pages of a topic: papers that have it first, the most central ones foremost, then those that have it also."""
    central, words = book.central(topic.id), book.words
    first = [p for p in central if p.topics[0].id == topic.id]
    also = [p for p in central if p.topics[0].id != topic.id]
    parts = paged([*first, *also], page_size)
    for number, part in enumerate(parts, 1):
        path = urls.topic_path(topic.id, number)
        yield Page(path, "topic.md.j2", show.TopicPage(
            title=numbered(words, topic.title, number),
            description=_description(book, topic, len(central)),
            group=topic.group,
            scope=topic.scope,
            intro=book.moved(topic.body, urls.topic_path(topic.id), path) if number == 1 else "",
            count=len(central),
            first=len(first),
            years=years_of(central),
            series=series_of(central),
            named=_named(book, path, central),
            filters=_filters(book, part),
            with_code=sum("code" in p.links for p in part),
            cards=tuple(_card(book, path, p, topic) for p in part if p.topics[0].id == topic.id),
            also=tuple(_card(book, path, p, topic) for p in part if p.topics[0].id != topic.id),
            neighbours=tuple(
                book.topic_ref(path, book.topics[other],
                               words.plural("{n} paper in both", "{n} papers in both", shared))
                for other, shared in neighbours[:6] if other in book.topics),
            pager=book.pager(path, number, [urls.topic_path(topic.id, n) for n in range(1, len(parts) + 1)]),
            whole=show.Ref(words.plural("all {n} paper", "all {n} papers", len(central)),
                           urls.search(path, "topic", topic.title))
            if len(parts) > 1 else None,
            index=show.Ref(words.say("Topics"), urls.link(path, urls.TOPICS)),
            linked_data=linked.collection(book, path, topic.title, topic.scope, part),
            feeds=book.feeds(path, urls.topic_path(topic.id)),
            forms=book.forms(path, urls.topic_path(topic.id)),
            matrix=excerpt(book, path, topic) if number == 1 else None,
            whole_matrix=whole_ref(book, path, topic),
        ))


def _card(book: Book, path: str, paper: Paper, topic: Topic) -> show.Card:
    """A paper of the topic, with the words of its text that speak for it."""
    why = next(use.words for use in paper.topics if use.id == topic.id)
    return replace(book.card(path, paper, leave_out=topic.id), why=book.words.say(
        "because of: {reasons}", reasons=", ".join(why[:_REASONS])) if why else "")


def _description(book: Book, topic: Topic, count: int) -> str:
    said = book.words.plural("{n} paper on {topic}, with summaries and what each names.",
                             "{n} papers on {topic}, with summaries and what each names.", count, topic=topic.title)
    return f"{said} {topic.scope}".strip()


def _named(book: Book, path: str, papers: Iterable[Paper]) -> tuple[show.Named, ...]:
    """The tags that most papers name, by kind; a tag that one paper names is no fact about a topic."""
    counts = Counter((tag.kind, tag.name) for p in papers for tag in p.tags if tag.name in book.tags)
    say, named = book.words.say, []
    for kind, heading in (("dataset", say("Datasets")), ("model", say("Models")), ("method", say("Methods"))):
        most = sorted((-n, name) for (one, name), n in counts.items() if one == kind and n > 1)[:_NAMED_MOST]
        if most:
            named.append(show.Named(heading, tuple(
                show.Ref(name, urls.link(path, book.tag_paths[name]), str(-n)) for n, name in most)))
    return tuple(named)


def _filters(book: Book, papers: Sequence[Paper]) -> tuple[tuple[str, int], ...]:
    """Tags that part the papers of a list: carried by more than one and not by all."""
    counts = Counter(tag.name for p in papers for tag in {t.name: t for t in p.tags}.values() if tag.name in book.tags)
    useful = [(name, n) for name, n in counts.items() if 1 < n < len(papers)]
    return tuple(sorted(useful, key=lambda pair: (-pair[1], pair[0]))[:_FILTERS])
