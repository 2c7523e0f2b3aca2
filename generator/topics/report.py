"""For the person who tunes the terms: where the shelf is thin, unsure, overlapping or led astray."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.model import Paper, Topic
from papershelf.text.words import Stemmer, tokens
from papershelf.topics.collection import Collection
from papershelf.topics.scoring import Scores, names, score

SHOWN = 15
TERMS_PER_TOPIC = 5


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How many papers a topic has as their primary one, and as a further one."""

    id: str
    primary: int
    further: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """A computed assignment that nearly went the other way; `margin` is 0 where both topics fit alike."""

    slug: str
    first: str
    second: str
    margin: float


@dataclass(frozen=True, slots=True)
class TermUse:
    """What a term of a topic did: papers of the topic that have it and the share of their fit it gave; the same
    for papers of which people decided that they belong elsewhere."""

    topic: str
    term: str
    papers: int
    share: float
    wrong_papers: int = 0
    wrong_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two topics and the papers that they share, as a part of the smaller one's."""

    first: str
    second: str
    papers: int
    part: float


@dataclass(frozen=True, slots=True)
class Missing:
    """A phrase of papers that are uncertain or on no shelf, and how many of them have it; no topic asks for it."""

    phrase: str
    papers: int


@dataclass(frozen=True, slots=True)
class TopicReport:
    """All of it, each list with what most deserves a look first."""

    counts: tuple[TopicCount, ...]
    unshelved: tuple[str, ...]
    unsure: tuple[Unsure, ...]
    deciding: tuple[TermUse, ...]
    pulling_wrong: tuple[TermUse, ...]
    overlaps: tuple[Overlap, ...]
    missing: tuple[Missing, ...] = ()


def report(papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer) -> TopicReport:
    """What classified papers say of their topics and of the topics' terms."""
    shelf = sorted(papers, key=lambda paper: paper.slug)
    primary = Counter(paper.topics[0].id for paper in shelf if paper.topics)
    further = Counter(use.id for paper in shelf for use in paper.topics[1:])
    ids = sorted(topic.id for topic in topics)
    unshelved = tuple(paper.slug for paper in shelf if not paper.topics)
    counts = tuple(TopicCount(id, primary[id], further[id]) for id in ids)
    if not shelf or not topics:
        return TopicReport(counts, unshelved, (), (), (), ())
    scores = score(shelf, topics, stemmer)
    deciding, wrong = _terms(scores)
    return TopicReport(counts, unshelved, _unsure(scores), deciding, wrong, _overlaps(shelf),
                       _missing(shelf, topics, stemmer))


def _unsure(scores: Scores) -> tuple[Unsure, ...]:
    if len(scores.topics) < 2:
        return ()
    found = []
    for row, paper in enumerate(scores.papers):
        order = np.argsort(-scores.total[row], kind="stable")
        best, next_best = (float(scores.total[row, column]) for column in order[:2])
        if paper.topics and not paper.decided_topics and best > 0:
            first, second = (scores.topics[column].id for column in order[:2])
            found.append(Unsure(paper.slug, first, second, round(1 - max(next_best, 0) / best, 3)))
    return tuple(sorted(found, key=lambda one: (one.margin, one.slug))[:SHOWN])


def _missing(papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer) -> tuple[Missing, ...]:
    """What most papers without a sure topic are about and no topic asks for."""
    unsure = [paper for paper in papers if not paper.topics or paper.topics[0].uncertain]
    collection = Collection(unsure, stemmer)
    asked = {tuple(stemmer(word) for word, _, _ in tokens(text))
             for topic in topics for text in (topic.title, *(term.text for term in topic.match))}
    found = [Missing(collection.spelling.of(phrase), len(phrase.holders))
             for phrase in collection.choose(2 * SHOWN) if tuple(phrase.stems) not in asked]
    return tuple(sorted((one for one in found if one.papers > 1), key=lambda one: (-one.papers, one.phrase))[:SHOWN])


def _terms(scores: Scores) -> tuple[tuple[TermUse, ...], tuple[TermUse, ...]]:
    """The terms that decide most, a few for every topic, and those that people's decisions speak against."""
    numbers = names(scores.topics)
    right: dict[int, list[float]] = defaultdict(list)
    wrong: dict[int, list[float]] = defaultdict(list)
    for row, paper in enumerate(scores.papers):
        mine = {numbers[use.id] for use in paper.topics if use.id in numbers}
        decided = any(name in numbers for name in paper.decided_topics)
        for topic, term, share in scores.term_shares(row):
            if topic in mine:
                right[term].append(share)
            elif decided:
                wrong[term].append(share)
    uses = [_term_use(scores, term, right[term], wrong[term]) for term in sorted({*right, *wrong})]
    by_topic: dict[str, list[TermUse]] = defaultdict(list)
    for use in sorted(uses, key=lambda use: (-use.share, use.term)):
        if use.share > 0 and len(by_topic[use.topic]) < TERMS_PER_TOPIC:
            by_topic[use.topic].append(use)
    astray = [use for use in uses if use.wrong_share > max(use.share, 0)]
    astray.sort(key=lambda use: (use.share - use.wrong_share, use.topic, use.term))
    return tuple(use for id in sorted(by_topic) for use in by_topic[id]), tuple(astray[:SHOWN])


def _term_use(scores: Scores, term: int, right: Sequence[float], wrong: Sequence[float]) -> TermUse:
    topic, _, text = scores.matcher.terms[term]
    return TermUse(scores.topics[topic].id, text, len(right), round(sum(right), 3), len(wrong), round(sum(wrong), 3))


def _shared(papers: Sequence[Paper]) -> Counter[tuple[str, str]]:
    """How many papers every two topics share; both orders of a pair are there."""
    pairs: Counter[tuple[str, str]] = Counter()
    for paper in papers:
        ids = sorted({use.id for use in paper.topics})
        pairs.update((one, other) for one in ids for other in ids if one != other)
    return pairs


def _overlaps(papers: Sequence[Paper]) -> tuple[Overlap, ...]:
    sizes = Counter(use.id for paper in papers for use in paper.topics)
    found = [Overlap(one, other, number, round(number / min(sizes[one], sizes[other]), 3))
             for (one, other), number in _shared(papers).items() if one < other and number > 1]
    return tuple(sorted(found, key=lambda pair: (-pair.part, -pair.papers, pair.first, pair.second))[:SHOWN])


def neighbours(papers: Sequence[Paper], topics: Sequence[Topic]) -> dict[str, tuple[tuple[str, int], ...]]:
    """For every topic the topics that share papers with it, and how many, most first."""
    beside: dict[str, list[tuple[str, int]]] = {topic.id: [] for topic in topics}
    for (one, other), number in _shared(papers).items():
        if one in beside and other in beside:
            beside[one].append((other, number))
    return {id: tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0]))) for id, pairs in beside.items()}


def report_text(report: TopicReport) -> str:
    """The report as plain text for a terminal."""
    lines = ["Papers per topic (primary + also)"]
    lines += [f"  {one.id:<28}{one.primary:>5} +{one.further:>4}" for one in report.counts]
    lines.append(f"  {'(unshelved)':<28}{len(report.unshelved):>5}")
    lines += [f"    {slug}" for slug in report.unshelved[:SHOWN]]
    lines += _section("Least certain (margin of the first topic over the second)",
                      [f"{one.margin:5.2f}  docs/papers/{one.slug}.md: topics: [{one.first}] or topics: [{one.second}]"
                       for one in report.unsure])
    lines += _section("Terms that decide most (papers, summed share)",
                      [f"{one.topic:<28} {one.term}  ({one.papers}, {one.share:.2f})" for one in report.deciding])
    lines += _section("Terms that pull wrong, by decided records (right against wrong papers)",
                      [f"docs/topics/{one.topic}.md: lower or remove - {one.term}  "
                       f"({one.papers} against {one.wrong_papers})" for one in report.pulling_wrong])
    lines += _section("Phrases of uncertain and unshelved papers that no topic asks for (papers)",
                      [f"{one.phrase}  ({one.papers}): add - {one.phrase} under match: of its topic"
                       for one in report.missing])
    lines += _section("Topics that overlap (shared papers, part of the smaller)",
                      [f"{one.first} + {one.second}  ({one.papers}, {one.part:.0%})" for one in report.overlaps])
    return "\n".join(lines) + "\n"


def _section(heading: str, rows: Sequence[str]) -> list[str]:
    return ["", heading, *(f"  {row}" for row in rows or ["none"])]
