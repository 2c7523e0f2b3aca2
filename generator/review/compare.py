"""Comparing two editions of a shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from papershelf.model import Paper, Problem, Shelf, Topic
from papershelf.review.difference import ChangedText, ChangedTopic, Count, Difference, Edition, Fact, Moved, Reason
from papershelf.review.papers import Names, changed_paper, gains, new_paper
from papershelf.review.sides import side_by_side
from papershelf.text.ids import without_version
from papershelf.text.slugs import title_key


def compare(before: Edition, after: Edition, address: Callable[[str], str]) -> Difference:
    """What readers of `after` see otherwise than readers of `before`.

    In: both editions, and the address of a paper by its slug. Out: the difference, every list in the order of titles,
    addresses or names.
    """
    old = {paper.slug: paper for paper in before.shelf.papers}
    new = {paper.slug: paper for paper in after.shelf.papers}
    now = {alias: paper.slug for paper in after.shelf.papers for alias in paper.aliases}
    lost = sorted(old.keys() - new.keys())
    now.update(_same_papers([old[slug] for slug in lost if slug not in now],
                            [new[slug] for slug in sorted(new.keys() - old.keys() - set(now.values()))]))
    # A paper whose address is new and leads on from an old one is the same paper.
    renamed = {now[slug]: slug for slug in lost if slug in now and now[slug] not in old}
    known = {**{slug: slug for slug in old.keys() & new.keys()}, **renamed}
    seen = Names(before.shelf, after.shelf, now)
    changed = [(slug, one) for slug in sorted(known, key=lambda slug: (new[slug].title, slug))
               if (one := changed_paper(old[known[slug]], new[slug], seen, address))]

    def file(slug: str) -> str:
        return f"papers/{slug}.md"

    def moved(slug: str) -> Moved:
        return Moved(address(slug), old[slug].title, address(now[slug]), new[now[slug]].title)

    edited = {slug for slug, _ in changed if before.texts.get(file(known[slug])) != after.texts.get(file(slug))}
    return Difference(
        counts=_counts(before, after),
        added=tuple(new_paper(new[slug], seen, address) for slug in sorted(new.keys() - known.keys())),
        merged=tuple(moved(slug) for slug in lost if slug in now and slug not in renamed.values()),
        renamed=tuple(moved(slug) for slug in lost if slug in renamed.values()),
        gone=tuple(Moved(address(slug), old[slug].title, "", "") for slug in lost if slug not in now),
        edited=tuple(one for slug, one in changed if slug in edited),
        affected=tuple(one for slug, one in changed if slug not in edited),
        topics=tuple(_topics(before.shelf, after.shelf, seen)),
        pages_added=tuple(Reason(one, after.pages[one]) for one in sorted(after.pages.keys() - before.pages.keys())),
        pages_gone=tuple(_led_on(before, after)),
        broken=tuple(_broken(before, after)),
        texts=tuple(_texts(before.texts, after.texts, {file(was): file(slug) for slug, was in renamed.items()})),
        errors=tuple(_only_in(after, before)),
        fixed=len(_only_in(before, after)),
    )


def _same_papers(lost: Sequence[Paper], added: Sequence[Paper]) -> dict[str, str]:
    """Records that have another name now, by content: the same arXiv id, DOI or title."""
    by_key = {key: paper.slug for paper in added for key in _keys(paper)}
    found = {paper.slug: next((by_key[key] for key in _keys(paper) if key in by_key), "") for paper in lost}
    return {slug: successor for slug, successor in found.items() if successor}


def _keys(paper: Paper) -> list[str]:
    return [key for key in (without_version(paper.arxiv), paper.doi.lower(), title_key(paper.title)) if key]


def _only_in(one: Edition, other: Edition) -> list[Problem]:
    """The errors that one side has and the other has not, on whatever line."""
    known = {(problem.file, problem.code, problem.what) for problem in other.problems}
    return sorted({problem for problem in one.problems if (problem.file, problem.code, problem.what) not in known})


def _led_on(before: Edition, after: Edition) -> Iterator[Moved]:
    """Pages that are gone and whose address leads to another."""
    for one in sorted(before.pages.keys() - after.pages.keys()):
        if one in after.redirects:
            target = after.redirects[one]
            yield Moved(one, before.pages[one], target, after.pages.get(target, ""))


def _broken(before: Edition, after: Edition) -> Iterator[Reason]:
    """Addresses that led somewhere and lead nowhere now; for each, the title or the address that it led to."""
    led = {**before.redirects, **before.pages}
    for one in sorted(led.keys() - after.pages.keys() - after.redirects.keys()):
        yield Reason(one, led[one])


def _texts(before: Mapping[str, str], after: Mapping[str, str], renamed: Mapping[str, str]) -> Iterator[ChangedText]:
    """The files whose text differs. A new paper's is left out: it is read where the paper is shown."""
    pairs = [(was, renamed.get(was, was)) for was in sorted(before)]
    pairs += [(name, name) for name in sorted(after.keys() - before.keys() - set(renamed.values()))
              if not name.startswith("papers/")]
    for was, name in pairs:
        old, new = before.get(was, ""), after.get(name, "")
        if old != new:
            yield side_by_side(name if name == was else f"{was} → {name}", old, new)


def _counts(before: Edition, after: Edition) -> tuple[Count, ...]:
    def counted(name: str, size: Callable[[Edition], int]) -> Count:
        return Count(name, size(before), size(after))

    return (
        counted("papers", lambda one: len(one.shelf.papers)),
        counted("topics", lambda one: len(one.shelf.topics)),
        counted("tags", lambda one: len({tag.name for paper in one.shelf.papers for tag in paper.tags})),
        counted("links between papers", lambda one: sum(len(p.related) + len(p.mentions) for p in one.shelf.papers)),
        counted("pages", lambda one: len(one.pages)),
    )


def _topics(before: Shelf, after: Shelf, seen: Names) -> Iterable[ChangedTopic]:
    old, new = {t.id: t for t in before.topics}, {t.id: t for t in after.topics}
    now = {alias: topic.id for topic in after.topics for alias in topic.aliases}
    for name in sorted(old.keys() | new.keys()):
        if name in old and name not in new and name in now:
            what = f"leads to {new[now[name]].title} now"
        else:
            what = "new" if name not in old else "gone" if name not in new else ""
        was, is_now = old.get(name), new.get(name)
        held, holds = _inside(before.papers, name, seen), _inside(after.papers, name, seen)
        facts = tuple(_topic_facts(was, is_now)) if was and is_now else ()
        moves = gains("papers", held, holds)
        if what or facts or moves.gained or moves.lost:
            yield ChangedTopic((is_now or was or Topic(name, name)).title, what, len(held), len(holds), facts, moves)


def _inside(papers: Sequence[Paper], topic: str, seen: Names) -> dict[str, Reason]:
    return dict(seen.paper(paper.slug, ", ".join(use.evidence))
                for paper in papers for use in paper.topics if use.id == topic)


def _topic_facts(old: Topic, new: Topic) -> Iterable[Fact]:
    for name in ("title", "group", "scope", "body"):
        if getattr(old, name) != getattr(new, name):
            yield Fact(name, getattr(old, name), getattr(new, name))
    terms = [[f"{term.text}: {term.weight:g}" for term in topic.match] for topic in (old, new)]
    if terms[0] != terms[1]:
        was, now = (", ".join(one for one in terms[i] if one not in terms[1 - i]) for i in (0, 1))
        yield Fact("match", was, now)
