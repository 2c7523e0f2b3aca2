"""Related papers: who is near whom, and why.

The score is the cosine of weighted stems and pairs of stems, with a part for nearness by a table of word vectors and a
little for shared tags, topics and mentions. On papers whose relevance was judged by reading, logarithmic counts with a
weighted title did better than BM25, latent semantic analysis added next to nothing, shared topics and tags a little.
A pair without a reason that a reader would take for one is not shown, and the next one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from papershelf.links.phrases import Phrases
from papershelf.links.terms import MOST_PAPERS, Reader, Terms, unit_rows, weigh
from papershelf.model import Paper, Related, Topic
from papershelf.model.each import Each
from papershelf.text.vectors import word_vectors
from papershelf.text.words import Stemmer

TAG_WEIGHT = 0.05
FEW_TAGS = 3.0  # added to the length of a paper's tags, so that one shared tag of one is not everything
SAME_TOPIC, SHARED_TOPIC, MENTIONED = 0.045, 0.015, 0.05
NEAR_WEIGHT = 0.15  # of the nearness by word vectors, where it is above nought
# What papers of one field have by word vectors: so near, a short form means the same in both; nearer still, a topic
# that both are in is a reason by itself.
ALIKE, AKIN = 0.25, 0.35
AFIELD = 0.05  # what papers that only share a rare tag have at least
LEAST_SCORE = 0.02
CANDIDATES = 40
BLOCK = 250
MOST_PHRASES, MOST_REASONS = 3, 5
RARE_TAG = 8  # papers: a tag that so few share is worth going further afield for
MOST_FURTHER = 2

Pairs = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour before it is shown: its number, its score, and how near it is by the table of word vectors."""

    number: int
    score: float
    nearness: float = 0.0


class Links(NamedTuple):
    """The papers near a paper, and those further afield."""

    related: tuple[Related, ...]
    further: tuple[Related, ...]


class Neighbours:
    """Everything needed to say which papers are near a paper, and why."""

    def __init__(self, papers: Sequence[Paper], topics: Sequence[Topic], stemmer: Stemmer) -> None:
        reader = Reader(stemmer)
        self._papers = papers
        self._terms: Terms = weigh(papers, reader)
        self._phrases = Phrases(self._terms, reader, stemmer)
        self._telling = {topic.id: self._phrases.numbers(_telling(topic)) for topic in topics}
        self._places = word_vectors().places(f"{paper.title}\n{paper.title}\n{paper.text}" for paper in papers)
        self._shared: dict[tuple[int, int], tuple[str, ...]] = {}
        self._titles = {topic.id: topic.title for topic in topics}
        self._topics = [[use.id for use in paper.topics] for paper in papers]
        self._tags = [{tag.name: None for tag in paper.tags} for paper in papers]
        self._carriers: dict[str, list[int]] = {}
        for number, names in enumerate(self._tags):
            for name in names:
                self._carriers.setdefault(name, []).append(number)
        # What papers of any field measure on or compare with says nothing by itself.
        self._everyday = {tag.name for paper in papers for tag in paper.tags
                          if tag.kind in ("dataset", "model", "area") and len(self._carriers[tag.name]) > RARE_TAG}
        self._number = {paper.slug: number for number, paper in enumerate(papers)}
        order = sorted(range(len(papers)), key=lambda number: papers[number].slug)
        self._rank = np.argsort(np.array(order, dtype=np.int64))
        self._table = sparse.csr_matrix(sparse.hstack((self._terms.matrix, np.sqrt(TAG_WEIGHT) * self._tag_matrix())))
        self._across = sparse.csc_matrix(self._table.T)
        self._block: tuple[int, sparse.csr_matrix] = (-1, self._table[:0])

    def links(self, count: int, together: Pairs, mentioned: Pairs, each: Each) -> list[Links]:
        """For each paper in order its `count` nearest ones, and those further afield; `together` and `mentioned` are
        pairs with their reasons. `each` looks around each paper."""
        partners: dict[int, set[int]] = {}
        for first, second in (*together, *mentioned):
            partners.setdefault(self._number[first], set()).add(self._number[second])

        def around(number: int) -> Links:
            shown: list[Related] = []
            for one in self._ranked(number, self._near(number, partners.get(number, set())), together, mentioned):
                related = self._explained(number, one, together, mentioned)
                if related:
                    shown.append(related)
                if len(shown) == count:
                    break
            return Links(tuple(shown), self._further(number, shown))

        return each(around, range(len(self._papers)))

    def _further(self, number: int, shown: Sequence[Related]) -> tuple[Related, ...]:
        """One or two papers that share a rare tag with a paper, but no topic, and are not shown with it already."""
        known = {related.slug for related in shown} | {self._papers[number].slug}
        mine = set(self._topics[number])
        found: dict[int, list[str]] = {}
        for name in self._tags[number]:
            if len(self._carriers[name]) <= RARE_TAG:
                for other in self._carriers[name]:
                    far = self._nearness(number, other) < AFIELD
                    if not far and self._papers[other].slug not in known and not mine & set(self._topics[other]):
                        found.setdefault(other, []).append(name)
        scored = [(round(self._cosine(number, other) + TAG_WEIGHT * len(names), 3), other)
                  for other, names in found.items()]
        best = sorted(scored, key=lambda pair: (-pair[0], self._rank[pair[1]]))[:MOST_FURTHER]
        return tuple(Related(self._papers[other].slug, min(1.0, score), tuple(found[other])) for score, other in best)

    def _near(self, number: int, wanted: set[int]) -> list[Near]:
        """The nearest papers by terms and tags, and those that are wanted."""
        start = number - number % BLOCK
        if start != self._block[0]:  # papers are asked for in order, and many at once take less time
            self._block = start, sparse.csr_matrix(self._table[start : start + BLOCK] @ self._across)
        product, row = self._block[1], number - start
        place = slice(product.indptr[row], product.indptr[row + 1])
        numbers, scores = product.indices[place], np.round(product.data[place], 6)
        if len(numbers) > CANDIDATES:
            least = np.partition(scores, -CANDIDATES - 1)[-CANDIDATES - 1]
            kept = np.flatnonzero((scores >= least) | np.isin(numbers, np.fromiter(wanted, dtype=np.int64)))
            numbers, scores = numbers[kept], scores[kept]
        near = {int(one): float(score) for one, score in zip(numbers, scores, strict=True) if one != number}
        return [Near(one, score) for one, score in {**dict.fromkeys(sorted(wanted - {number}), 0.0), **near}.items()]

    def _tag_matrix(self) -> sparse.csr_matrix:
        """Papers by tags that more than one paper carries, weighted by how rare they are."""
        names = sorted(name for name, carriers in self._carriers.items() if 1 < len(carriers) <= MOST_PAPERS)
        columns = [number for name in names for number in self._carriers[name]]
        rows = [place for place, name in enumerate(names) for _ in self._carriers[name]]
        weights = [np.log(len(self._papers) / len(self._carriers[names[row]])) for row in rows]
        shape = (len(self._papers), len(names))
        return unit_rows(sparse.csr_matrix((weights, (columns, rows)), shape=shape), FEW_TAGS)

    def _ranked(self, number: int, near: Sequence[Near], together: Pairs, mentioned: Pairs) -> list[Near]:
        slug = self._papers[number].slug
        scored = []
        numbers = [one.number for one in near]
        nearness: list[float] = (self._places[numbers] @ self._places[number]).round(6).tolist()
        for one, by_meaning in zip(near, nearness, strict=True):
            other = self._papers[one.number].slug
            score = one.score + self._topic_score(number, one.number)
            score += NEAR_WEIGHT * max(by_meaning, 0.0)
            if (slug, other) in mentioned or (other, slug) in mentioned:
                score += MENTIONED
            if (slug, other) in together:
                score = 1.0
            if score >= LEAST_SCORE:
                scored.append(Near(one.number, round(min(1.0, score), 4), by_meaning))
        return sorted(scored, key=lambda one: (-one.score, self._rank[one.number]))

    def _topic_score(self, number: int, other: int) -> float:
        mine, theirs = self._topics[number], self._topics[other]
        if not mine or not theirs:
            return 0.0
        if mine[0] == theirs[0]:
            return SAME_TOPIC
        return SHARED_TOPIC if mine[0] in theirs or theirs[0] in mine else 0.0

    def alike(self, slug: str, other: str) -> float:
        """How alike the texts of two papers are, from 0 to 1."""
        return self._cosine(self._number[slug], self._number[other])

    def _nearness(self, number: int, other: int) -> float:
        """How near two papers are by the table of word vectors."""
        return round(float(self._places[number] @ self._places[other]), 6)

    def _cosine(self, number: int, other: int) -> float:
        matrix = self._terms.matrix
        mine, theirs = (slice(matrix.indptr[row], matrix.indptr[row + 1]) for row in (number, other))
        _, ours, yours = np.intersect1d(
            matrix.indices[mine], matrix.indices[theirs], assume_unique=True, return_indices=True)
        return float(np.dot(matrix.data[mine][ours], matrix.data[theirs][yours]))

    def _explained(self, number: int, near: Near, together: Pairs, mentioned: Pairs) -> Related | None:
        """A neighbour with its reasons, or None if there are none."""
        slug, other = self._papers[number].slug, self._papers[near.number].slug
        reasons = [pairs[key] for pairs, key in ((together, (slug, other)), (mentioned, (slug, other))) if key in pairs]
        tags = [name for name in self._tags[number] if name in self._tags[near.number]]
        tags.sort(key=lambda name: (len(self._carriers[name]), name))
        phrases = self._phrases_of(number, near)
        theirs = self._topics[near.number]
        topics = [self._titles[id] for id in self._topics[number] if id in theirs and id in self._titles]
        written = {
            _plain(name)
            for tag in (*self._papers[number].tags, *self._papers[near.number].tags)
            if tag.name in tags
            for name in (tag.name, tag.written)
        }
        phrases = tuple(
            phrase for phrase in phrases if not any(_plain(phrase) in one or one in _plain(phrase) for one in written)
        )
        told = [name for name in tags if name not in self._everyday]
        if not reasons and not self._have_in_common(tags, told, phrases, topics, near.nearness):
            return None
        # A word of the title of a shared topic says less than the title.
        phrases = tuple(one for one in phrases if " " in one or _plain(one) not in _plain(" ".join(topics[:1])))
        for reason in (*tags[:2], *phrases, *tags[2:], *topics[:1]):
            if not any(_plain(reason) in _plain(known) or _plain(known) in _plain(reason) for known in reasons):
                reasons.append(reason)
        kept = reasons[:MOST_REASONS]
        return Related(other, round(near.score, 3), tuple(kept)) if kept else None

    def _phrases_of(self, number: int, near: Near) -> tuple[str, ...]:
        """The phrases that two papers share; the same for both, as the one with the first slug writes them."""
        pair = number, near.number
        first, second = pair if self._rank[number] < self._rank[near.number] else reversed(pair)
        shared = self._shared.get((first, second))
        if shared is None:
            shared = self._shared[first, second] = self._phrases.shared(
                first, second, MOST_PHRASES, near.nearness >= ALIKE, self._asked_of_both(first, second))
        return shared

    @staticmethod
    def _have_in_common(tags: Sequence[str], telling: Sequence[str], phrases: Sequence[str], topics: Sequence[str],
                        nearness: float) -> bool:
        """Whether papers share more than a field, or one name or word that papers of any field use (BERT, SGD,
        fine-tuning, cross-entropy)."""
        if len(tags) > 1 or ((tags or phrases) and topics):
            return True
        return nearness >= (ALIKE if telling or len(phrases) > 1 else AKIN)

    def _asked_of_both(self, first: int, second: int) -> frozenset[int]:
        """The words that topics ask for which both papers are in."""
        shared = (self._telling.get(id, frozenset()) for id in self._topics[first] if id in self._topics[second])
        return frozenset().union(*shared)


def _telling(topic: Topic) -> Iterator[str]:
    """The single words that a topic asks for with at least half of the weight of its heaviest terms."""
    heaviest = max((term.weight for term in topic.match), default=0.0)
    for term in topic.match:
        word = term.text.removeprefix("=").strip()
        if term.weight >= heaviest / 2 and word.isalpha():
            yield word


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").removesuffix("s")
