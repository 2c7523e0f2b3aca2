"""Finding a topic's terms in a paper's text: on stems, acronyms as they stand, denied words left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from papershelf.model import Paper, Topic
from papershelf.text.words import Stemmer, sentences, tokens

# A title says what a paper is about; a sentence in which the authors say what they do says it better than
# the background around it (argumentative zones: Teufel and Moens, 2002).
TITLE_WEIGHT = 3.0
CLAIM_WEIGHT = 1.5
DENIED_WORDS = 4

_CLAIM = re.compile(
    r"\b(?:in )?this (?:paper|work|article|study|thesis|report|survey)\b|\bour (?:approach|method|framework|model|work|"
    r"goal|system|algorithm|contributions?)\b|\bwe (?:\w+ly )?(?:propose|introduce|present|develop|study|investigate|"
    r"describe|explore|design|address|analy[sz]e|provide|show)\b",
    re.IGNORECASE,
)
# Where to find the code says nothing of what a paper is about.
_NOTICE = re.compile(
    r"\b(?:code|models?|data(?:sets?)?|weights|checkpoints|implementations?|project page)\b.{0,80}"
    r"(?:\b(?:(?:are|is|be|made|publicly|freely) (?:\w+ )?(?:available|released|accessible)|available (?:at|here|on)|"
    r"open[- ]sourced? (?:at|on))\b|https?://|github\.com)",
    re.IGNORECASE,
)
_NOTICE_SIGNS = ("vailable", "eleased", "ccessible", "ourced", "http", "ithub")
# What follows one of these, as far as the clause goes, is what the paper is not about.
_DENIAL = re.compile(
    r"\b(?:unlike|without|rather than|instead of|in contrast to|contrary to|as opposed to|other than|apart from)\b",
    re.IGNORECASE,
)
_DENIAL_SIGNS = ("nlike", "ithout", "ther than", "nstead", "ontra", "pposed", "part from")
_CLAUSE_END = re.compile(r"[,;:.!?()\[\]–—]|\b(?:and|but|we|which|that|while|by|to|our|is|are|this)\b", re.IGNORECASE)
# Snowball gives `optimizer` the stem of `optimize` and `generative` that of `generate`; to a reader they differ.
_DERIVED = re.compile(r"(er|or|ive|ability|able|ist)s?$")


class Word(NamedTuple):
    """A word of a passage: its stem, as it stands, where, and what it weighs there (0: it does not count)."""

    stem: str
    text: str
    start: int
    end: int
    weight: float


class Passage(NamedTuple):
    """The title or a sentence of a paper, with its words in order."""

    text: str
    words: list[Word]

    def slice(self, first: int, last: int) -> str:
        """The words from `first` to `last` (both included) as they stand, on one line."""
        return " ".join(self.text[self.words[first].start : self.words[last].end].split())


class Hit(NamedTuple):
    """A term found: its number in the matcher, the first and last word, and what the place weighs."""

    term: int
    first: int
    last: int
    weight: float


def passages(paper: Paper, stemmer: Stemmer) -> Iterator[Passage]:
    """The title and the sentences of a paper, each word weighed by where it stands."""
    if paper.title.strip():
        yield _passage(paper.title, TITLE_WEIGHT, stemmer)
    for sentence in sentences(paper.text):
        if not _has(_NOTICE_SIGNS, sentence) or not _NOTICE.search(sentence):
            yield _passage(sentence, CLAIM_WEIGHT if _CLAIM.search(sentence) else 1.0, stemmer)


def _has(signs: Iterable[str], text: str) -> bool:
    """Whether any of the signs stands in a text: much cheaper than the expression that it stands for."""
    return any(sign in text for sign in signs)


def _passage(text: str, weight: float, stemmer: Stemmer) -> Passage:
    stems, make = stemmer.of, tuple.__new__  # as `Word` does it, in half of the time
    words = [make(Word, (stems[word], word, start, end, weight)) for word, start, end in tokens(text)]
    for start, stop in _denied(text) if _has(_DENIAL_SIGNS, text) else ():
        inside = [n for n, word in enumerate(words) if start <= word.start < stop][:DENIED_WORDS]
        for number in inside:
            words[number] = words[number]._replace(weight=0.0)
    return Passage(text, words)


LONGEST_TERM = 12  # words; what is longer is no phrase that papers share, and would cost its square to look for


def _denied(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a sentence that say what something is not: `unlike earlier pruning methods, …`."""
    for denial in _DENIAL.finditer(text):
        clause = _CLAUSE_END.search(text, denial.end())
        yield denial.end(), clause.start() if clause else len(text)


def stands_for_itself(word: str) -> bool:
    """Whether a word is an acronym or a name with an inner sign: matched letter for letter (LoRA, FP8, k-NN's NN)."""
    capitals = sum(char.isupper() for char in word)
    return capitals > 1 or (capitals == 1 and any(char.isdigit() for char in word))


def _key(stem: str, word: str) -> str:
    """The stem, and a mark where a derived noun or adjective is another word than its verb."""
    derived = _DERIVED.search(word.lower())
    if derived and not stem.endswith(derived[1][:2]):
        return f"{stem}+{derived[1][:2]}"
    return stem


def _terms(topic: Topic, stemmer: Stemmer) -> dict[tuple[str, ...], tuple[float, str]]:
    """The terms of a topic by their words' keys. A phrase says at least as much as a word or phrase within it."""
    terms: dict[tuple[str, ...], tuple[float, str]] = {}
    for term in topic.match:
        key = tuple(_term_keys(term.text, stemmer))
        if 0 < len(key) <= LONGEST_TERM and abs(term.weight) > abs(terms.get(key, (0.0, ""))[0]):
            terms[key] = term.weight, term.text.strip().removeprefix("=")
    return {key: (max(weight, *_within(key, terms)) if weight > 0 else weight, text)
            for key, (weight, text) in terms.items()}


def _within(key: tuple[str, ...], terms: Mapping[tuple[str, ...], tuple[float, str]]) -> Iterator[float]:
    """The weights of a term and of the terms within it."""
    for first in range(len(key)):
        for last in range(first + 1, len(key) + 1):
            if key[first:last] in terms:
                yield terms[key[first:last]][0]


def _term_keys(text: str, stemmer: Stemmer) -> Iterator[str]:
    for word, start, _ in tokens(text):
        if stands_for_itself(word):
            yield f"={word}"
        elif text[:start].endswith("="):
            yield f"={word.lower()}"
        else:
            yield _key(stemmer(word), word)


class Matcher:
    """All terms of all topics, ready to be found in a passage.

    A term is found whatever the inflection and whether its parts stand apart, hyphenated or as one word
    (`fine-tuning`, `fine tuning`, `finetuning`), but not across a sign and a space. `=ranking` is found only as
    it is written. `terms` holds, for every term, the number of its topic, its weight and its text.
    """

    def __init__(self, topics: Sequence[Topic], stemmer: Stemmer) -> None:
        self.terms: list[tuple[int, float, str]] = []
        self._found: dict[str, list[int]] = defaultdict(list)
        self._ways: dict[str, tuple[str, ...]] = {}
        for number, topic in enumerate(topics):
            for key, (weight, text) in sorted(_terms(topic, stemmer).items()):
                self._found["".join(key)].append(len(self.terms))
                self.terms.append((number, weight, text))
        self._prefixes = {key[:end] for key in self._found for end in range(1, len(key) + 1)}

    def _readings(self, word: Word) -> tuple[str, ...]:
        """The ways in which a word of a text may stand in a term; worked out once for each way to write it."""
        known = self._ways.get(word.text)
        if known is None:
            ways = [_key(word.stem, word.text), f"={word.text.lower()}"]
            if not word.text.islower():
                ways += [f"={word.text}", f"={word.text.removesuffix('s')}"]
            known = self._ways[word.text] = tuple(dict.fromkeys(ways))
        return known

    def hits(self, passage: Passage) -> list[Hit]:
        """The terms that a passage has; of a topic's terms that overlap, only the longest."""
        prefixes, terms = self._prefixes, self._found
        ways = [self._readings(word) for word in passage.words]
        found: list[Hit] = []
        for first, begun in enumerate(ways):
            heads = [way for way in begun if way in prefixes]
            last, weight = first, passage.words[first].weight
            while heads and weight:
                found += [Hit(term, first, last, weight) for head in heads for term in terms.get(head, ())]
                last += 1
                if last == len(ways) or passage.words[last].start - passage.words[last - 1].end > 1:
                    break
                weight = min(weight, passage.words[last].weight)
                heads = [head + way for head in heads for way in ways[last] if head + way in prefixes]
        return self._longest(found) if len(found) > 1 else found

    def _longest(self, found: list[Hit]) -> list[Hit]:
        taken: dict[int, set[int]] = defaultdict(set)
        kept = []
        for hit in sorted(found, key=lambda hit: (hit.first - hit.last, -abs(self.terms[hit.term][1]), hit)):
            span = set(range(hit.first, hit.last + 1))
            used = taken[self.terms[hit.term][0]]
            if not span & used:
                used |= span
                kept.append(hit)
        return kept

    def count(self, read: Iterable[Passage]) -> dict[int, float]:
        """For every term found in a paper's passages, the weights of its places added up."""
        counts: dict[int, float] = defaultdict(float)
        for passage in read:
            for hit in self.hits(passage):
                counts[hit.term] += hit.weight
        return dict(counts)
