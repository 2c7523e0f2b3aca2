"""What a paper gains and loses between two editions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from papershelf.model import Paper, Shelf, TopicUse, signal_items
from papershelf.review.difference import ChangedPaper, Fact, Moves, NewPaper, Reason


class Names:
    """What topics and papers of both editions are called, and what papers that moved are called now."""

    def __init__(self, before: Shelf, after: Shelf, now: Mapping[str, str]) -> None:
        self.topics = {topic.id: topic.title for topic in (*before.topics, *after.topics)}
        self.papers = {paper.slug: paper.title for paper in (*before.papers, *after.papers)}
        self.now = now

    def topic(self, use: TopicUse) -> Reason:
        """A topic of a paper by its title, and what put the paper there."""
        return Reason(self.topics.get(use.id, use.id), ", ".join(use.evidence))

    def paper(self, slug: str, why: str) -> tuple[str, Reason]:
        """A paper as it is called now: its slug, and its title with a reason."""
        slug = self.now.get(slug, slug)
        return slug, Reason(self.papers.get(slug, slug), why)


def new_paper(paper: Paper, seen: Names, address: Callable[[str], str]) -> NewPaper:
    """A paper that the shelf did not have, with everything that it has."""
    nothing = Paper(paper.slug, paper.title)
    return NewPaper(address(paper.slug), paper.title, ", ".join(paper.authors), paper.summary or paper.abstract,
                    _moves(nothing, paper, seen))


def changed_paper(old: Paper, new: Paper, seen: Names, address: Callable[[str], str]) -> ChangedPaper | None:
    """What readers see otherwise of a paper; nothing where they see the same."""
    facts = tuple(Fact(name, was, now) for name, was, now in zip(_FACTS, _facts(old), _facts(new), strict=True)
                  if was != now)
    moves = _moves(old, new, seen)
    return ChangedPaper(address(new.slug), new.title, facts, moves) if facts or moves else None


_FACTS = ("title", "authors", "year", "venue", "arxiv", "doi", "links", "signals", "summary", "abstract", "sections",
          "translations", "listings")


def _facts(paper: Paper) -> tuple[str, ...]:
    """What a record says for readers, as text, in the order of `_FACTS`."""
    return (
        paper.title, ", ".join(paper.authors), str(paper.year or ""), paper.venue, paper.arxiv, paper.doi,
        ", ".join(f"{kind}: {url}" for kind, url in sorted(paper.links.items())),
        ", ".join(" ".join(map(str, item.values())) for item in signal_items(paper.signals)),
        paper.summary, paper.abstract,
        "\n".join(f"{heading}\n{body}" for heading, body in paper.sections),
        "\n".join(f"{one.language}: {one.title}\n{one.summary}\n{one.abstract}" for one in paper.translations),
        ", ".join(f"{source.file}, line {source.line}" for source in paper.listings),
    )


def _moves(old: Paper, new: Paper, seen: Names) -> tuple[Moves, ...]:
    """What follows from the shelf for a paper: its topics, tags and links, gained and lost."""
    both = old, new
    main = gains("main topic", *({use.id: seen.topic(use) for use in one.topics[:1]} for one in both))
    said = {*main.gained, *main.lost}
    all_moves = (
        main,
        gains("topics", *({use.id: seen.topic(use) for use in one.topics if seen.topic(use) not in said}
                           for one in both)),
        gains("tags", *({tag.name: Reason(tag.name, tag.evidence) for tag in one.tags} for one in both)),
        gains("names that it introduces", *({name: Reason(name, "") for name in one.introduces} for one in both)),
        gains("related papers", *(dict(seen.paper(to.slug, ", ".join(to.reasons)) for to in one.related)
                                   for one in both)),
        gains("papers that it names", *(dict(seen.paper(to.slug, to.sentence) for to in one.mentions)
                                         for one in both)),
    )
    return tuple(one for one in all_moves if one.gained or one.lost)


def gains(of: str, before: Mapping[str, Reason], after: Mapping[str, Reason]) -> Moves:
    """What is in one edition and not in the other, by key."""
    return Moves(of, tuple(after[key] for key in after if key not in before),
                 tuple(before[key] for key in before if key not in after))
