"""From scores to shelves: which topics a paper gets, and the words that decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from papershelf.model import FRONT_MATTER, Paper, Topic, TopicUse
from papershelf.model.each import Each, one_by_one, whole
from papershelf.text.words import Stemmer, fold
from papershelf.topics.matching import Matcher, passages
from papershelf.topics.scoring import Scores, names, score
from papershelf.topics.vectors import Stops, features

MOST_TOPICS = 3
MOST_EVIDENCE = 6
# A paper is honestly on no shelf where its best topic's own words and terms say less of it than this part of what they
# say of the shelf's papers typically, which counts for topics with many terms as for those with none; but never
# where they say more than the upper bound, and always where they say less than the lower.
UNSHELVED_SHARE = 0.2
UNSHELVED_BOUNDS = (0.1, 0.4)
# A further topic has to fit nearly as well as the first, by itself too.
FURTHER_OWN = 0.45
FURTHER_SHARE = 0.68
# Where the second topic fits so nearly as well as the first, the first is a guess: about half of those are right.
UNCERTAIN_RATIO = 0.65
# Words that carry less than this part of what the strongest one carries did not decide.
LEAST_EVIDENCE = 0.2
# A phrase says more to a reader than a word with as large a share.
PHRASE_SAYS = 1.6


class Share(NamedTuple):
    """A word or phrase as it stands in a paper, and its part of the paper's fit to a topic."""

    share: float
    text: str


class _Choice(NamedTuple):
    """A paper's topics, best first, whether a person decided them, and what speaks for each: terms, features."""

    row: int
    topics: Sequence[int]
    is_decided: bool
    terms: Sequence[Sequence[tuple[float, int]]]
    words: Sequence[Mapping[str, float]]


class _Asked(NamedTuple):
    """A paper of which is asked how it writes features."""

    paper: Paper
    words: frozenset[str]


class _Written(NamedTuple):
    """How a paper writes terms and features."""

    terms: Mapping[int, str]
    words: Mapping[str, str]


def classify(papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer,
             each: Each = one_by_one) -> tuple[Paper, ...]:
    """The papers, in their order, with `topics` filled in: primary first, at most two more, or none.

    What a record decides stands, in its order, all of it; ids that no topic has (nor had) are passed over.
    Every computed topic has as evidence the words of the paper that decided, strongest first.
    """
    if not papers or not topics:
        return tuple(replace(paper, topics=()) for paper in papers)
    said = tuple(Paper(paper.slug, paper.title, summary=paper.summary, abstract=paper.abstract,
                       decided_topics=paper.decided_topics) for paper in papers)  # nothing else tells their topics
    [used] = each(partial(_uses, topics=tuple(topics), stemmer=stemmer, each=each), [said], name=whole)
    return tuple(replace(paper, topics=used[paper.slug]) for paper in papers)


def _uses(papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer, each: Each
          ) -> Mapping[str, tuple[TopicUse, ...]]:
    """The topics of each paper, by slug."""
    scores = score(papers, topics, stemmer, each)
    numbers = names(scores.topics)
    least = _least(scores)

    def choose(row: int) -> _Choice:
        decided = list(dict.fromkeys(numbers[name] for name in scores.papers[row].decided_topics if name in numbers))
        return _speaking(scores, row, decided or _choose(scores, row, least), own=bool(decided))

    choices = each(choose, range(len(papers)))
    asked = [_Asked(scores.papers[one.row], frozenset(name for words in one.words for name in words))
             for one in choices]
    written = each(partial(_as_written, matcher=scores.matcher, stops=scores.stops, stemmer=stemmer), asked,
                   name=lambda one: one.paper.slug)
    used = {}
    for paper, one, texts in zip(scores.papers, choices, written, strict=True):
        uses = [_use(scores, one.row, topic, shares, one.is_decided)
                for topic, shares in zip(one.topics, _shares(one, texts), strict=True)]
        used[paper.slug] = tuple(use for use in uses if use.evidence)
    return used


def _least(scores: Scores) -> float:
    """What a topic's own words have to say of a paper at least, so that it is on the topic's shelf."""
    typical = float(np.median(scores.own.max(axis=1)))
    return float(np.clip(UNSHELVED_SHARE * typical, *UNSHELVED_BOUNDS))


def _choose(scores: Scores, row: int, least: float) -> list[int]:
    """The columns of a paper's topics, best first; equal fit goes by the topic's id."""
    fit, own = scores.total[row], scores.own[row]
    order = [int(column) for column in np.argsort(-fit, kind="stable")[:MOST_TOPICS]]
    best = float(fit[order[0]])
    if own.max() < least or best <= 0:
        return []
    return order[:1] + [column for column in order[1:]
                        if fit[column] >= FURTHER_SHARE * best and own[column] >= FURTHER_OWN]


def _use(scores: Scores, row: int, topic: int, shares: list[Share], decided: bool) -> TopicUse:
    evidence = tuple(strongest(shares))
    score = round(max(float(scores.total[row, topic]), 0.0), 4)
    if decided:
        return TopicUse(scores.topics[topic].id, (FRONT_MATTER, *evidence), score)
    sure = confidence(scores, row)
    return TopicUse(scores.topics[topic].id, evidence, score, sure, sure < 1 - UNCERTAIN_RATIO)


def confidence(scores: Scores, row: int) -> float:
    """How far a paper's first topic is ahead: 1 less the ratio of the second one's fit to its own."""
    first, second = (*sorted(scores.total[row], reverse=True), 0.0)[:2]
    return round(1 - max(float(second), 0.0) / float(first), 3) if first > 0 else 0.0


def strongest(shares: Iterable[Share]) -> list[str]:
    """The few texts that decided, best first; one that another already says is left out."""
    kept: list[str] = []
    said: list[str] = []
    said_by = [Share(share * (PHRASE_SAYS if " " in text or "-" in text else 1.0), text) for share, text in shares]
    ordered = sorted(said_by, key=lambda share: (-share.share, share.text))
    for share, text in ordered:
        if len(kept) == MOST_EVIDENCE or (len(kept) > 1 and share < LEAST_EVIDENCE * ordered[0].share):
            break
        plain = f" {fold(text).replace('-', ' ')} "
        if not any(plain.rstrip("s ") in other or other.rstrip("s ") in plain for other in said):
            kept.append(text)
            said.append(plain)
    return kept


def _speaking(scores: Scores, row: int, topics: Sequence[int], own: bool) -> _Choice:
    """The chosen topics of a paper, with its terms and its features that speak for each most.

    `own`: what the topic itself asks for, alone. A decision teaches the collection, so that for a decided paper what
    the collection teaches would be its own echo.
    """
    terms: dict[int, list[tuple[float, int]]] = {topic: [] for topic in topics}
    for topic, term, share in scores.term_shares(row):
        if topic in terms and share > 0:
            terms[topic].append((share, term))
    return _Choice(row, topics, own, [terms[topic] for topic in topics],
                   [_most(scores.word_shares(row, topic, own)) for topic in topics])


def _shares(one: _Choice, written: _Written) -> list[list[Share]]:
    """For each chosen topic, the words and phrases that speak for it, as they stand in the paper, with their shares."""
    found = []
    for terms, words in zip(one.terms, one.words, strict=True):
        shares = [Share(share, written.terms[term]) for share, term in terms]
        shares += [Share(share, written.words[name]) for name, share in words.items() if name in written.words]
        found.append(_together(shares))
    return found


def _most(shares: Mapping[str, float]) -> dict[str, float]:
    """The largest shares above nought, twice as many as are shown."""
    ordered = sorted(((-share, name) for name, share in shares.items() if share > 0))
    return {name: -share for share, name in ordered[: 2 * MOST_EVIDENCE]}


def _together(shares: Iterable[Share]) -> list[Share]:
    """Shares of the same text added up."""
    sums: dict[str, tuple[float, str]] = {}
    for share, text in shares:
        before, shown = sums.get(fold(text), (0.0, text))
        sums[fold(text)] = before + share, shown
    return [Share(round(share, 6), text) for share, text in sums.values()]


def _as_written(asked: _Asked, matcher: Matcher, stops: Stops, stemmer: Stemmer) -> _Written:
    """How each term, and each feature that is asked for, of a paper stands there first; denied words are passed over.
    """
    terms: dict[int, str] = {}
    words: dict[str, str] = {}
    for passage in passages(asked.paper, stemmer):
        for hit in matcher.hits(passage):
            if hit.term not in terms:
                terms[hit.term] = passage.slice(hit.first, hit.last)
        for name, first, last in features(passage, stops):
            if name in asked.words and name not in words:
                words[name] = passage.slice(first, last)
    return _Written(terms, words)
