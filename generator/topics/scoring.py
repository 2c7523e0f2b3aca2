"""How well every paper fits every topic, as a sum of shares of the paper's words.

Five parts are added: the topic's `match` terms; the words of its title, scope and terms; the same in the latent space
of the collection; the same by a table of word vectors, for what no word says that both have; and what the papers that
fit it, decided ones first, say besides (Rocchio, 1971, on confident assignments). The parts weigh alike whether a topic
has many terms, a few or none, so that adding terms adds what they find and takes nothing away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from papershelf.model import Paper, Topic
from papershelf.model.each import Each, one_by_one, whole
from papershelf.text.vectors import word_vectors
from papershelf.text.words import Stemmer
from papershelf.topics.matching import Matcher, Passage, passages
from papershelf.topics.vectors import (
    BACKGROUND,
    Counted,
    Known,
    Matrix,
    Plane,
    Shares,
    Space,
    Stops,
    count_features,
    unit_rows,
)

# What a good fit typically is in each part, so that each is about 1 there (means of the best topic's value over
# several collections).
TERMS_SCALE, TEXT_SCALE, LATENT_SCALE, NEAR_SCALE, LEARNT_SCALE = 3.3, 0.15, 0.5, 0.5, 0.12
# The terms' part is measured in what a shelf's strong terms weigh, the mean of so many a topic: a shelf whose
# terms all weigh 1 is as good as one whose terms weigh 5.
STRONG_TERMS = 5
# The parts' weights beside the terms' 1, chosen on four collections with many terms, a dozen, and none.
TEXT, LATENT, NEAR, LEARNT = 0.4, 0.28, 0.6, 0.7
DECIDED = {"terms": 0.7, "plain": 1.5}  # what decided papers teach, of topics with terms and without
TERM_SHARE = 0.7  # a word of a topic's heaviest term against one of its scope
MOST_SHARES = 30  # of each part; smaller ones decide nothing
SATURATION = 4.0  # repeating a term says less each time (BM25's k1: Robertson and Walker, 1994)
RARITY_POWER = 0.75  # a term that half of the shelf has tells little apart
TITLE_SHARE = 2.0  # a word of a topic's title against one of its scope
ROUNDS = 2
TEMPERATURE = 0.5
DECIDED_WORTH = 3.0  # a decided paper against one that merely fits
DECIDED_HALF = 50.0  # so many decided papers give what they teach half of its full weight


@dataclass(frozen=True)
class Scores:
    """Fit of papers (rows, by slug) to topics (columns, by id), and the parts that it is the sum of.

    `terms` holds the shares of the matcher's terms. `asked` and `learnt` hold, by feature and topic, what a paper's
    feature is worth by the topic's own words and by the papers that fit it; `planes` are the spaces of fewer dimensions
    in which papers and topics are compared as well. `own` is the part of the fit that the topic's own words and terms
    give, without what the collection teaches.
    """

    papers: tuple[Paper, ...]
    topics: tuple[Topic, ...]
    matcher: Matcher
    stops: Stops
    space: Space
    terms: sp.csr_matrix
    asked: Matrix
    learnt: Matrix
    planes: tuple[Plane, ...]
    own: Matrix
    total: Matrix

    def term_shares(self, paper: int) -> Iterator[tuple[int, int, float]]:
        """Topic, term and share of every term found in a paper."""
        for at in range(self.terms.indptr[paper], self.terms.indptr[paper + 1]):
            term = int(self.terms.indices[at])
            yield self.matcher.terms[term][0], term, float(self.terms.data[at])

    def word_shares(self, paper: int, topic: int, own: bool) -> dict[str, float]:
        """The share of every feature of a paper in its fit to a topic, besides the topic's terms.

        `own`: by the topic's own words alone, not by what the collection teaches.
        """
        row = self.space.papers[paper]
        weights = self.asked[row.indices, topic]
        if not own:
            weights = weights + self.learnt[row.indices, topic]
        parts: list[Shares] = [(self.space.names, row.indices, row.data * weights)]
        parts += [] if own else [plane.shares(paper, topic) for plane in self.planes]
        shares: dict[str, float] = defaultdict(float)
        for names_of, columns, values in parts:
            for place in np.argsort(-values, kind="stable")[:MOST_SHARES]:
                shares[names_of[columns[place]]] += float(values[place])
        return shares


class _Reader:
    """What papers are read with: the topics' terms, the words that say nothing, and those that have a vector."""

    def __init__(self, topics: Sequence[Topic], stemmer: Stemmer) -> None:
        self.matcher, self.stops = Matcher(topics, stemmer), Stops(stemmer)
        self.known, self.stemmer = Known(word_vectors()), stemmer
        self.queries = [_query(topic, stemmer, self.stops) for topic in topics]


class _Read(NamedTuple):
    """What a paper says by itself: its features, its terms, and the words of it that have a vector."""

    features: Mapping[str, float]
    terms: Mapping[int, float]
    words: Counted


def _read_paper(paper: Paper, reader: _Reader) -> _Read:
    read = list(passages(paper, reader.stemmer))
    return _Read(count_features(read, reader.stops), reader.matcher.count(read), reader.known.count(read))


def score(papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer, each: Each = one_by_one) -> Scores:
    """Scores of papers against topics. The order in which either is given makes no difference. `each` reads papers."""
    shelf = tuple(sorted(papers, key=lambda paper: paper.slug))
    fields = tuple(sorted(topics, key=lambda topic: topic.id))
    [reader] = each(partial(_Reader, stemmer=stemmer), [fields], name=whole)
    matcher, stops, known, queries = reader.matcher, reader.stops, reader.known, reader.queries
    read = each(partial(_read_paper, reader=reader), shelf, name=attrgetter("slug"))
    space = Space([one.features for one in read], queries)
    terms = _weigh_terms([one.terms for one in read], matcher)

    questions = _ask(space, queries)
    asked = questions.T * TEXT / TEXT_SCALE
    own = _by_topic(terms, matcher, len(fields)) + space.papers @ asked
    planes = []
    directions = space.latent()
    if directions is not None:
        planes.append(Plane(space.papers, space.names, directions, unit_rows(questions @ directions),
                            LATENT / LATENT_SCALE))
        own = own + planes[-1].fit
    said, asked_for = (known.places([known.count(_read(text, stemmer)) for text in texts]) for texts in (
        [f"{topic.title}. {topic.title}. {_about(topic)}" for topic in fields],
        [". ".join(term.text.removeprefix("=") for term in topic.match if term.weight > 0) for topic in fields]))
    planes.append(known.plane([one.words for one in read], unit_rows(said + asked_for), NEAR / NEAR_SCALE))
    base = own + planes[-1].fit
    learnt, taught = _taught(space, base, shelf, fields)
    total = np.asarray(taught, dtype=np.float64).round(6)
    return Scores(shelf, fields, matcher, stops, space, terms, asked, learnt, tuple(planes), own, total)


def _taught(space: Space, base: Matrix, shelf: Sequence[Paper], fields: Sequence[Topic]) -> tuple[Matrix, Matrix]:
    """What the collection teaches of each topic, by feature, and the fit of papers with it."""
    decided = _decided(shelf, fields)
    trust = decided.any(axis=1).sum() / (decided.any(axis=1).sum() + DECIDED_HALF)
    most = np.array([DECIDED["terms" if topic.match else "plain"] for topic in fields])
    share = np.maximum(LEARNT, most * trust)
    learnt, total = np.zeros((len(space.names), len(fields))), base
    for _ in range(ROUNDS if len(fields) > 1 else 0):
        learnt = _learn(space, total, decided) * share / LEARNT_SCALE
        total = base + space.papers @ learnt
    return learnt, total


def _about(topic: Topic) -> str:
    """The line that says what a topic is: its scope, or the first paragraph that it has."""
    return topic.scope or next((part for part in topic.body.split("\n\n") if part.strip(" #\n")), "")


def _read(text: str, stemmer: Stemmer) -> list[Passage]:
    return list(passages(Paper(slug="", title="", abstract=text), stemmer))


def _query(topic: Topic, stemmer: Stemmer, stops: Stops) -> dict[str, float]:
    """The features of a topic's own words, with what each counts: of its title, its line and its terms."""
    asked: dict[str, float] = {}
    heaviest = max((term.weight for term in topic.match), default=1.0)
    for term in topic.match:
        for name in count_features(_read(term.text.removeprefix("="), stemmer), stops) if term.weight > 0 else ():
            asked[name] = max(asked.get(name, 0.0), TERM_SHARE * term.weight / heaviest)
    for text, worth in ((topic.title, TITLE_SHARE), (_about(topic), 1.0)):
        for name in count_features(_read(text, stemmer), stops):
            asked[name] = asked.get(name, 0.0) + worth
    return asked


def _ask(space: Space, queries: Sequence[Mapping[str, float]]) -> Matrix:
    """Topics as vectors; a word that many topics have tells them apart less."""
    rows = space.weigh(queries, sublinear=False)
    holders = np.asarray((rows > 0).sum(axis=0)).ravel()
    spread = np.sqrt(np.maximum(np.log((len(queries) + 1) / (holders + 0.5)), 0.05))
    return unit_rows((rows @ sp.diags(spread)).toarray())


def _weigh_terms(found: Sequence[Mapping[int, float]], matcher: Matcher) -> sp.csr_matrix:
    """Places at which terms stand as shares: saturated, and a rarer term counts more."""
    starts, columns, values = [0], [], []
    for counts in found:
        columns += sorted(counts)
        values += [counts[term] for term in sorted(counts)]
        starts.append(len(columns))
    numbers, data = np.asarray(columns, dtype=np.int64), np.asarray(values, dtype=np.float64)
    papers = len(found) + BACKGROUND + 1
    holders = np.bincount(numbers, minlength=len(matcher.terms))
    idf = (np.log(papers / (holders + 0.5)).clip(0) / np.log(papers)) ** RARITY_POWER
    weights = np.array([weight for _, weight, _ in matcher.terms], dtype=np.float64)
    weights *= idf / (TERMS_SCALE * _strength(matcher))
    shares = data * (SATURATION + 1) / (data + SATURATION) * weights[numbers]
    return sp.csr_matrix((shares, numbers, starts), shape=(len(found), len(matcher.terms)))


def _strength(matcher: Matcher) -> float:
    """What a strong term of this shelf weighs."""
    weights: dict[int, list[float]] = {}
    for topic, weight, _ in matcher.terms:
        weights.setdefault(topic, []).append(max(weight, 0.0))
    strong = [weight for mine in weights.values() for weight in sorted(mine, reverse=True)[:STRONG_TERMS]]
    return sum(strong) / len(strong) if any(strong) else 1.0


def _by_topic(terms: sp.csr_matrix, matcher: Matcher, topics: int) -> Matrix:
    owners = np.array([topic for topic, _, _ in matcher.terms], dtype=np.int64)
    owned = sp.csr_matrix((np.ones(len(owners)), (np.arange(len(owners)), owners)), shape=(len(owners), topics))
    sums: Matrix = (terms @ owned).toarray()
    return sums


def _decided(papers: Sequence[Paper], topics: Sequence[Topic]) -> Matrix:
    """Which topics people decided for which papers: 1 for the first, a half for the others."""
    numbers = names(topics)
    decided = np.zeros((len(papers), len(topics)))
    for row, paper in enumerate(papers):
        known = list(dict.fromkeys(numbers[name] for name in paper.decided_topics if name in numbers))
        decided[row, known[1:]] = 0.5
        decided[row, known[:1]] = 1.0
    return decided


def names(topics: Sequence[Topic]) -> dict[str, int]:
    """The number of every topic by its id and by the ids it had before."""
    numbers = {alias: number for number, topic in enumerate(topics) for alias in topic.aliases}
    return numbers | {topic.id: number for number, topic in enumerate(topics)}


def _learn(space: Space, total: Matrix, decided: Matrix) -> Matrix:
    """The words in which a topic's papers differ from those of the others (Rocchio, 1971).

    A paper stands for a topic as far as it fits it better than the others, a decided one for what was decided.
    """
    spread = total.std(axis=1, keepdims=True)
    fit = (total - total.max(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1) / TEMPERATURE
    fit = np.where(spread > 0, np.exp(fit), 0)
    stands = fit / np.maximum(fit.sum(axis=1, keepdims=True), 1e-9)
    people = decided.any(axis=1, keepdims=True)
    stands = np.where(people, DECIDED_WORTH * decided, stands)
    middles = unit_rows((space.papers.T @ stands).T)
    return np.asarray((middles - middles.mean(axis=0)).T)
