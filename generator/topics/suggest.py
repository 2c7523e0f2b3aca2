"""Topics proposed from the papers alone: clusters, named by the phrases that set them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans

from papershelf.model import Paper, Term, Topic
from papershelf.text.words import Stemmer, fold, tokens
from papershelf.topics.matching import Passage, passages, stands_for_itself
from papershelf.topics.vectors import Matrix, Space, Stops, count_features, unit_rows

TERMS_SHOWN = 12
SCOPE_SHOWN = 5
CENTRAL = 5
LONGEST_PHRASE = 4
PHRASE_WORTH = 1.6  # a phrase names a field better than a word does
MOSTLY = 0.6  # a phrase that stands within a longer one so often is part of that
# What every paper says of itself names no field.
_PRAISE = (
    "outperform consistent improve improvement better best good great high higher low lower larger small smaller "
    "expensive substantial significant comparable competitive superior prohibitive practical future success successful "
    "general unified simple effective efficient efficiently effectiveness efficiency reduce increase provide enable "
    "allow require need make take important key main current previous prior standard traditional popular common "
    "various diverse wide broad rapid recent advance progress challenge challenging open available research study "
    "case analysis like way end two three first second real world time several many single multiple different similar "
    "certain number set given based end-to-end lead address improved performance accurate robust potential ability "
    "capable capability"
)
FEW = 3000  # so few phrases in all: those that occur once have to do


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed topic and the slugs of the papers nearest to its middle, nearest first."""

    topic: Topic
    central: tuple[str, ...]


def suggest(papers: Sequence[Paper], count: int, stemmer: Stemmer) -> tuple[Suggestion, ...]:
    """At most `count` topics for papers that have none, the largest first, ready to be written and edited.

    Spherical k-means in the collection's latent space (Dhillon and Modha, 2001; LSA before it); terms by
    weighted log-odds against the other clusters (Monroe, Colaresi and Quinn, 2008).
    """
    stops, praise = Stops(stemmer), frozenset(stemmer(word) for word in _PRAISE.split())
    shelf = sorted(papers, key=lambda paper: paper.slug)
    read = [(paper, list(passages(paper, stemmer))) for paper in shelf]
    counts = [(paper, count_features(text, stops), _phrases(text, stops, praise)) for paper, text in read]
    counts = [one for one in counts if one[1]]
    count = min(count, len(counts))
    if count < 1:
        return ()
    places = _places(Space([features for _, features, _ in counts], []))
    groups, nearness = _cluster(places, count)
    clusters = [np.flatnonzero(groups == group) for group in range(count)]
    clusters = sorted((rows for rows in clusters if len(rows)), key=lambda rows: (-len(rows), int(rows[0])))
    names = _Names([[counts[row][2] for row in rows] for rows in clusters])
    taken: set[str] = set()
    suggestions = []
    for number, rows in enumerate(clusters):
        central = sorted(rows, key=lambda row: (-round(float(nearness[row]), 6), counts[row][0].slug))[:CENTRAL]
        topic = _topic(names.distinctive(number), taken)
        suggestions.append(Suggestion(topic, tuple(counts[row][0].slug for row in central)))
    return tuple(suggestions)


def _places(space: Space) -> Matrix:
    directions = space.latent()
    if directions is None:
        return np.asarray(space.papers.toarray())
    return unit_rows(space.papers @ directions)


def _cluster(places: Matrix, count: int) -> tuple[Matrix, Matrix]:
    """The cluster of every row, and how near it is to the middle of its cluster."""
    distinct = len(np.unique(places.round(6), axis=0))
    means = KMeans(min(count, distinct), n_init=5, random_state=0).fit(places)
    middles = unit_rows(means.cluster_centers_)
    groups = means.labels_
    return groups, np.einsum("ij,ij->i", places, middles[groups])


def _phrases(read: Sequence[Passage], stops: Stops, praise: frozenset[str]) -> dict[str, str]:
    """The phrases of a paper, up to four words without a stop word, by stems; each as it stands first."""
    found: dict[str, str] = {}
    for passage in read:
        words, text = passage.words, f"{passage.text} "
        for first in range(len(words)):
            name = ""
            for last in range(first, min(first + LONGEST_PHRASE, len(words))):
                word = words[last]
                if word in stops or word.stem in praise or (last > first and word.start - words[last - 1].end > 1):
                    break
                name += f" {word.stem}"
                # Half of a hyphenated word is no name.
                if text[words[first].start - 1] not in "-‐–" and text[word.end] not in "-‐–":
                    found.setdefault(name + " ", _plain(passage.slice(first, last)))
    return found


def _plain(text: str) -> str:
    """Lower case, but for acronyms and the like."""
    return " ".join(word if any(stands_for_itself(part) for part, _, _ in tokens(word)) else word.lower()
                    for word in text.split())


class _Names:
    """What the papers of every cluster say, against what those of the others say."""

    def __init__(self, clusters: Sequence[Sequence[Mapping[str, str]]]) -> None:
        self.sizes = [len(papers) for papers in clusters]
        self.holders = [Counter(name for paper in papers for name in paper) for papers in clusters]
        self.everywhere: Counter[str] = Counter()
        for holders in self.holders:
            self.everywhere.update(holders)
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        for papers in clusters:
            for paper in papers:
                for name, text in paper.items():
                    if self.everywhere[name] > 1 or len(self.everywhere) < FEW:
                        self.forms[name][text] += 1

    def distinctive(self, cluster: int) -> list[str]:
        """The phrases that a cluster's papers have and the others have not, most distinctive first."""
        held = self.holders[cluster]
        least = 2 if self.sizes[cluster] > 2 else 1
        names = {name for name, papers in held.items() if papers >= least and name in self.forms}
        names -= self._parts(held, names)
        ranked = sorted(names, key=lambda name: (-self._weight(cluster, name), name))
        texts = [min(self.forms[name], key=lambda form: (-self.forms[name][form], form)) for name in ranked]
        return _apart(texts) or ["papers"]

    @staticmethod
    def _parts(held: Mapping[str, int], names: Iterable[str]) -> set[str]:
        """Phrases that mostly stand within one longer phrase (the idea of C-value: Frantzi and others, 2000)."""
        parts = set()
        for name in names:
            words = name.split()
            for shorter in (words[1:], words[:-1]) if len(words) > 1 else ():
                inner = f" {' '.join(shorter)} "
                if len(shorter) > 1 and held[name] >= MOSTLY * held[inner]:
                    parts.add(inner)
        return parts

    def _weight(self, cluster: int, name: str) -> float:
        inside, size, total = self.holders[cluster][name], self.sizes[cluster], sum(self.sizes)
        outside = self.everywhere[name] - inside
        prior = 0.5 + self.everywhere[name] / total
        odds = np.log((inside + prior) / (size - inside + prior + 0.5))
        others = np.log((outside + prior) / (total - size - outside + prior + 0.5))
        doubt = np.sqrt(1 / (inside + prior) + 1 / (outside + prior))
        words = len(name.split())
        return round(float((odds - others) / doubt * (PHRASE_WORTH if words > 1 else 1.0)), 6)


def _apart(texts: Iterable[str]) -> list[str]:
    """The first few texts of which none says another again."""
    kept: list[str] = []
    said: list[set[str]] = []
    for text in texts:
        parts = {fold(word).rstrip("s") for word, _, _ in tokens(text)}
        if not any(parts <= other or other <= parts for other in said):
            kept.append(text)
            said.append(parts)
        if len(kept) == TERMS_SHOWN:
            break
    return kept


def _topic(terms: Sequence[str], taken: set[str]) -> Topic:
    """A topic as a person would start one: a title from its first phrases, a scope in a line, weighted terms."""
    title = _title(terms)
    name = "-".join(fold(word) for word, _, _ in tokens(title)) or "topic"
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique)
    weights = [3.0] * 3 + [2.0] * 4 + [1.0] * len(terms)
    match = tuple(Term(text, weight) for text, weight in zip(terms, weights, strict=False))
    return Topic(id=unique, title=title, scope=_sentence(terms[:SCOPE_SHOWN]), match=match)


def _sentence(terms: Sequence[str]) -> str:
    line = ", ".join(terms)
    return f"{line[:1].upper()}{line[1:]}."


def _title(terms: Sequence[str]) -> str:
    """The first term, and the next one that says something else."""
    first, *others = terms
    words = {fold(word) for word, _, _ in tokens(first)}
    second = next((text for text in others if not words & {fold(word) for word, _, _ in tokens(text)}), "")
    title = f"{first} and {second}" if second else first
    return title[:1].upper() + title[1:]
