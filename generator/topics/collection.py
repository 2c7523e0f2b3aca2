"""A collection of papers as topics are proposed from it: its phrases, and where each stands in the latent space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from papershelf.model import Paper
from papershelf.text.ordinary import EMPTY, PRAISE, WIDE
from papershelf.text.phrases import Key, Phrase, Spelling, Text, phrases_of
from papershelf.text.words import Stemmer
from papershelf.topics.matching import passages
from papershelf.topics.vectors import BACKGROUND, Matrix, Space, Stops, count_features, unit_rows

# A phrase that stands within one longer phrase so often is part of that (the idea of C-value: Frantzi et al., 2000).
MOSTLY = 0.6
# A name is whole at least so often; a single word, which is more often part of one, oftener.
WHOLE, WHOLE_WORD = 0.4, 0.5
# A single word names a field where papers that have it have it so often, and so many of them in the title.
BURST, IN_TITLE = 1.8, 0.2
# What more of a collection's titles have is the subject of the whole collection.
WHOLE_SUBJECT = 0.2
MOST_CANDIDATES = 1500
TYPICAL = 0.1  # of the papers of a topic of middling size have its name in the title
# A paper's own words and its likeness to the papers that have a phrase count alike; a likeness below this, for nothing.
HELD, ALIKE, LEAST_ALIKE = 0.6, 0.6, 0.15
# What a phrase must stand for to count at all, and what is left of its worth beside a chosen one that has its words.
FLOOR, REPEATED = 0.1, 0.4
SAME_WORDS = 0.6
PER_GROUP = 4
GROUP_SHARE = 0.15  # of a topic's papers have what names its group
COMMON = 0.6  # what all papers share counts less where topics are compared
PHRASE_WORTH = 1.5  # a phrase names a field better than a word does
MOST_TERMS = 80


class Collection:
    """Papers with their phrases and their places in the latent space."""

    def __init__(self, papers: Sequence[Paper], stemmer: Stemmer) -> None:
        read = [(paper, text) for paper in papers if (text := tuple(passages(paper, stemmer)))]
        self.papers = [paper for paper, _ in read]
        texts = [Text(text, bool(paper.title.strip())) for paper, text in read]
        self.empty = frozenset(stemmer(word) for word in EMPTY.split())
        self.wide = self.empty | {stemmer(word) for word in WIDE.split()}
        self.phrases = phrases_of(texts, Stops(stemmer, PRAISE))
        self.spelling = Spelling(texts)
        stops = Stops(stemmer)
        counts = [count_features(text, stops) for _, text in read]
        space = Space(counts, []) if counts else None
        directions = space.latent() if space else None
        self.places: Matrix = (unit_rows(space.papers @ directions) if space and directions is not None
                               else np.asarray(space.papers.toarray()) if space else np.zeros((0, 0)))
        self._strength: dict[Key, Matrix] = {}

    def choose(self, count: int) -> list[Phrase]:
        """The phrases that together stand for most papers, the one that adds most first."""
        candidates = self._candidates(count)
        if not candidates or count < 1:
            return []
        strengths = np.stack([self.strength(phrase) for phrase in candidates])
        cover = np.full(len(self.papers), FLOOR)
        chosen: list[int] = []
        repeated = np.ones(len(candidates))
        while len(chosen) < min(count, len(candidates)):
            gain = np.maximum(strengths - cover, 0).sum(axis=1) * repeated
            best = int(np.argmax(np.round(gain, 6)))
            if gain[best] <= 0:
                break
            chosen.append(best)
            cover = np.maximum(cover, strengths[best])
            repeated[best] = 0
            for number, phrase in enumerate(candidates):
                if repeated[number] == 1 and _alike(phrase.stems, candidates[best].stems):
                    repeated[number] = REPEATED
        return [candidates[number] for number in chosen]

    def _candidates(self, count: int) -> list[Phrase]:
        """The phrases that can name a topic, in a fixed order; the less choice there is, the less they must be."""
        for strict in (True, False):
            least = max(2, TYPICAL * len(self.papers) / max(count, 1)) if strict else 0
            good = {key: phrase for key, phrase in self.phrases.items()
                    if len(phrase.titles) >= least and self._is_name(phrase, strict=strict)}
            good = {key: phrase for key, phrase in good.items() if not self._is_part(phrase)}
            if len(good) >= 2 * count:
                break
        ranked = sorted(good.values(), key=lambda phrase: (-len(phrase.titles), -len(phrase.texts), phrase.stems))
        return sorted(ranked[:MOST_CANDIDATES], key=lambda phrase: phrase.stems)

    def _is_name(self, phrase: Phrase, *, strict: bool) -> bool:
        papers, single = len(self.papers), len(phrase.stems) == 1
        if set(phrase.stems) <= (self.wide if single and strict else self.empty) or not self.spelling.of(phrase):
            return False
        if not strict:
            return phrase.wholeness >= WHOLE
        if len(phrase.titles) > WHOLE_SUBJECT * papers:
            return False
        if not single:
            return phrase.wholeness >= WHOLE and not set(phrase.stems) <= self.wide
        return (phrase.wholeness >= WHOLE_WORD and phrase.burst >= BURST and len(phrase.stems[0]) > 2
                and len(phrase.titles) >= IN_TITLE * len(phrase.holders))

    def _is_part(self, phrase: Phrase) -> bool:
        return bool(self._longer.get(phrase.stems, 0) >= MOSTLY * len(phrase.holders))

    @property
    def _longer(self) -> Mapping[Key, int]:
        """For each phrase, the most papers that have one longer phrase around it."""
        if not hasattr(self, "_around"):
            self._around: dict[Key, int] = {}
            for key, phrase in self.phrases.items():
                if phrase.wholeness >= WHOLE:
                    for first in range(len(key)):
                        for last in range(first + 1, len(key) + (first > 0)):
                            inner = key[first:last]
                            self._around[inner] = max(self._around.get(inner, 0), len(phrase.holders))
        return self._around

    def centre(self, phrase: Phrase) -> Matrix:
        """The middle of the papers that have a phrase; a title counts three times, as in matching."""
        weights = np.zeros(len(self.papers))
        weights[sorted(phrase.texts)] = 1.0
        weights[sorted(phrase.titles)] = 3.0
        middle: Matrix = unit_rows((weights @ self.places)[None, :])[0]
        return middle

    def strength(self, phrase: Phrase) -> Matrix:
        """How well a phrase stands for each paper."""
        known = self._strength.get(phrase.stems)
        if known is None:
            held = np.zeros(len(self.papers))
            held[sorted(phrase.texts)] = 0.5
            held[sorted(phrase.titles)] = 1.0
            near = np.maximum(0, self.places @ self.centre(phrase) - LEAST_ALIKE)
            known = self._strength[phrase.stems] = self._worth(phrase) * (HELD * held + ALIKE * near)
        return known

    def _worth(self, phrase: Phrase) -> float:
        """What a phrase is worth as a name: whole, telling (its IDF as a share of the highest), and no mere word."""
        papers = len(self.papers) + BACKGROUND
        idf = np.log(papers / len(phrase.holders)) / np.log(papers / 2)
        word = 0.5 + 0.5 * min(1.0, (phrase.burst - 1) / 3) if len(phrase.stems) == 1 else 1.0
        return float((0.5 + 0.5 * phrase.wholeness) * idf * word)

    def groups(self, chosen: Sequence[Phrase], rows: Sequence[Sequence[int]]) -> list[str]:
        """The heading of each chosen phrase: those near each other stand under what many of their papers share."""
        headings = [""] * len(chosen)
        if len(chosen) < 2 * PER_GROUP:
            return headings
        middle = unit_rows(self.places.mean(axis=0)[None, :])[0]
        centres = unit_rows(np.stack([self.centre(phrase) - COMMON * middle for phrase in chosen]))
        labels = AgglomerativeClustering(round(len(chosen) / PER_GROUP), metric="cosine", linkage="average"
                                         ).fit(centres).labels_.tolist()
        groups = [[number for number, one in enumerate(labels) if one == label] for label in set(labels)]
        for members in sorted(groups, key=lambda members: (-len(members), members)):
            title, held = self._heading({number: rows[number] for number in members},
                                        {chosen[number].stems for number in members}, headings)
            for number in held:
                headings[number] = title
        return headings

    def _heading(self, rows: Mapping[int, Sequence[int]], names: Set[Key], taken: Sequence[str]
                 ) -> tuple[str, list[int]]:
        """What a group of topics is called, and which of them it fits: two of them at least."""
        inside = {row for members in rows.values() for row in members}
        best: tuple[float, str, list[int]] = (0.0, "", [])
        for key, phrase in self.phrases.items():
            if key in names or set(key) <= self.empty or phrase.wholeness < WHOLE:
                continue
            held = [number for number, members in rows.items()
                    if len(phrase.holders.intersection(members)) >= max(1, GROUP_SHARE * len(members))]
            if len(held) >= max(2, MOSTLY * len(rows)) and (worth := self._odds(phrase, inside)) > best[0]:
                title = heading(self.spelling.of(phrase))
                best = (worth, title, held) if title and title not in taken else best
        return best[1:]

    def _odds(self, phrase: Phrase, inside: Set[int]) -> float:
        """How much more the papers inside have a phrase than the others: z-score of the log-odds, phrases preferred."""
        size, total = len(inside), len(self.papers)
        held = len(phrase.holders.intersection(inside))
        outside = len(phrase.holders) - held
        prior = 0.5 + len(phrase.holders) / total
        odds = np.log((held + prior) / (size - held + prior + 0.5))
        others = np.log((outside + prior) / (total - size - outside + prior + 0.5))
        doubt = np.sqrt(1 / (held + prior) + 1 / (outside + prior))
        return round(float((odds - others) / doubt * (PHRASE_WORTH if len(phrase.stems) > 1 else 1.0)), 6)

    def terms(self, name: Phrase, rows: Sequence[int], *, telling: bool = False) -> list[str]:
        """A topic's name and the phrases that its papers have and the others have not, most distinctive first; with
        `telling` those alone that tell a reader something by themselves."""
        inside = set(rows)
        least = 2 if len(inside) > 2 else 1
        known = [phrase for phrase in self.phrases.values() if len(phrase.holders & inside) >= least
                 and phrase.wholeness >= WHOLE and not set(phrase.stems) <= self.empty and not self._is_part(phrase)]
        if telling:
            known = [phrase for phrase in known if len(phrase.stems) > 1 or (
                phrase.burst >= BURST and phrase.stems[0] not in self.wide)]
        ranked = sorted(known, key=lambda phrase: (-self._odds(phrase, inside), phrase.stems))
        texts = [text for phrase in ranked[:MOST_TERMS] if (text := self.spelling.of(phrase))]
        return [self.spelling.of(name), *texts]


def _alike(one: Key, other: Key) -> bool:
    """Whether two phrases have mostly the same words."""
    first, second = set(one), set(other)
    return first <= second or second <= first or len(first & second) >= SAME_WORDS * len(first | second)


def heading(name: str) -> str:
    """A name as a heading: with a capital, unless its first word has its own, as in fMRI."""
    first = name.split(maxsplit=1)[0] if name else ""
    return name if any(map(str.isupper, first)) else name[:1].upper() + name[1:]
