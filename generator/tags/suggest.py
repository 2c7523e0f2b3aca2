"""Tags proposed from the papers alone: names that several papers share and that no vocabulary has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from papershelf.model import Paper, Tag
from papershelf.tags.heads import VAGUE, kind_of_head
from papershelf.tags.lexicon import Lexicon
from papershelf.text.acronyms import definitions
from papershelf.text.names import atoms, gaps
from papershelf.text.ordinary import EMPTY, PRAISE, WIDE
from papershelf.text.phrases import Key, Phrase, Spelling, Text, phrases_of
from papershelf.text.words import Stemmer, sentences, tokens

# So many papers share a name; what a larger share of them have is the field itself and tells none from another.
LEAST_PAPERS, FIELD = 3, 0.25
# A phrase is whole so often, of both sides; below it is a part of longer ones.
WHOLE = 0.4
# A phrase whose papers another one has already, by this share, and whose words it has, says that again.
SAME = 0.6
# Methods and tasks are what vocabularies know best and phrases name least surely.
_WORTH = {"method": 0.7, "task": 0.6}
LEAST_SHORT = 3  # letters; a shorter form stands for too many things
UNTAGGED = 2.0  # how much more a paper counts that has no tag yet


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed tag, the papers that name it, and how many of them do so in the title."""

    tag: Tag
    papers: frozenset[str]
    in_titles: int


class _Word(NamedTuple):
    stem: str
    text: str
    start: int
    end: int


class _Passage(NamedTuple):
    text: str
    words: Sequence[_Word]


class _Stops:
    """Words that no name has in it."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stems = frozenset(stemmer(word) for word in (*ENGLISH_STOP_WORDS, *PRAISE.split()))

    def __contains__(self, word: _Word) -> bool:
        return word.stem in self._stems or word.stem.isdigit()


def suggest(papers: Sequence[Paper], count: int, vocabulary: Sequence[Tag], stemmer: Stemmer,
            kinds: Collection[str]) -> tuple[Proposal, ...]:
    """At most `count` tags for papers, those first that the most papers name, papers without a tag before others.

    Args:
        papers: With the tags that they have.
        vocabulary: What is a tag already and is not proposed.
        kinds: The kinds that a tag may have.
    """
    lexicon = Lexicon(vocabulary, stemmer)
    ordered = sorted(papers, key=lambda paper: paper.slug)
    found = _Found(ordered, lexicon, stemmer, kinds)
    return tuple(_chosen(found.candidates(), count, {paper.slug for paper in ordered if not paper.tags}))


class _Found:
    """The phrases of a shelf that can be tags, and the short forms that its papers define for them."""

    def __init__(self, papers: Sequence[Paper], lexicon: Lexicon, stemmer: Stemmer, kinds: Collection[str]) -> None:
        self._papers, self._lexicon, self._kinds = papers, lexicon, kinds
        texts = [Text([_passage(text, stemmer) for text in (paper.title, *sentences(paper.text))], True)
                 for paper in papers]
        self._phrases = phrases_of(texts, _Stops(stemmer))
        self._spelling = Spelling(texts)
        self._plain = frozenset(stemmer(word) for word in (*EMPTY.split(), *WIDE.split()))
        self._shorts = _short_forms(papers, stemmer)
        self._tagged = {use.name.casefold() for paper in papers for use in paper.tags}

    def candidates(self) -> Iterator[Proposal]:
        """Every phrase that can be a tag, in a fixed order; ways to write one thing together."""
        together: dict[str, list[Phrase]] = defaultdict(list)
        for key, phrase in sorted(self._phrases.items()):
            together["".join(key)].append(phrase)
        for phrases in together.values():
            main = min(phrases, key=lambda phrase: (-len(phrase.holders), phrase.stems))
            rows = set().union(*(phrase.holders for phrase in phrases))
            least = LEAST_PAPERS if len(self._papers) > 10 * LEAST_PAPERS else 2
            if not least <= len(rows) <= max(2 * LEAST_PAPERS, FIELD * len(self._papers)) or not self._is_whole(main):
                continue
            name = _singular(self._spelling.of(main), main)
            kind = self._kind(name, main)
            if kind:
                yield self._proposal(name, kind, phrases, rows)

    def _proposal(self, name: str, kind: str, phrases: Sequence[Phrase], rows: set[int]) -> Proposal:
        written = [_singular(self._spelling.of(phrase), phrase) for phrase in phrases]
        shorts = [self._shorts[phrase.stems] for phrase in phrases if phrase.stems in self._shorts]
        aliases = dict.fromkeys(form for form in (*written, *shorts)
                                if form and form.casefold() != name.casefold() and not self._lexicon.knows(form))
        in_titles = len(set().union(*(phrase.titles for phrase in phrases)))
        return Proposal(Tag(name, kind, tuple(aliases)), frozenset(self._papers[row].slug for row in rows), in_titles)

    def _is_whole(self, phrase: Phrase) -> bool:
        return phrase.wholeness >= WHOLE and (len(phrase.stems) == 1 or phrase.openness >= WHOLE)

    def _kind(self, name: str, phrase: Phrase) -> str:
        """What kind of thing a phrase names; nothing where it names none, or one that is a tag already."""
        words = [word.text.lower() for word in tokens(name)]
        if not words or words[0] in VAGUE or any(len(word) < 2 for word in words) or name.casefold() in self._tagged:
            return ""
        if len(words) == 2 and phrase.stems[0] in self._plain:
            return ""
        return "" if self._is_known(name, phrase) else kind_of_head(words, self._kinds)

    def _is_known(self, name: str, phrase: Phrase) -> bool:
        """Whether the vocabulary has a name, or all of it but its last word."""
        parts = atoms(name)
        hits = list(self._lexicon.hits(name, parts, gaps(name, parts)))
        short = self._shorts.get(phrase.stems, "")
        return self._lexicon.knows(name) or bool(short and self._lexicon.knows(short)) or any(
            hit.last - hit.first >= len(parts) - 1 for hit in hits)


def _passage(text: str, stemmer: Stemmer) -> _Passage:
    return _Passage(text, [_Word(stemmer(word), word, start, end) for word, start, end in tokens(text)])


def _short_forms(papers: Sequence[Paper], stemmer: Stemmer) -> Mapping[Key, str]:
    """The short form of each long one, where the papers define it so and none of them as something else."""
    shorts: dict[Key, Counter[str]] = defaultdict(Counter)
    longs: dict[str, set[Key]] = defaultdict(set)
    for paper in papers:
        for sentence in sentences(paper.text):
            for one in definitions(sentence):
                key = tuple(stemmer(word) for word, _, _ in tokens(one.long))
                short = one.short if one.short[:-1].islower() else one.short.removesuffix("s")
                if len(short) >= LEAST_SHORT:
                    shorts[key][short] += 1
                    longs[short].add(key)
    return {key: best for key, counts in shorts.items()
            if len(longs[best := min(counts, key=lambda short: (-counts[short], short))]) == 1}


def _singular(name: str, phrase: Phrase) -> str:
    """The name in the singular, where the papers write that as well."""
    forms = {form.lower() if name.islower() else form for form in phrase.forms}
    singles = (name.removesuffix("s"), name.removesuffix("ies") + "y")
    return next((single for single in singles if single in forms), name)


def _chosen(candidates: Iterator[Proposal], count: int, untagged: set[str]) -> Iterator[Proposal]:
    left = list(candidates)
    chosen: list[Proposal] = []
    waiting = set(untagged)
    while left and len(chosen) < count:
        best = min(left, key=lambda one: (-_worth(one, waiting), one.tag.name))
        left.remove(best)
        if not any(_says_again(best, other) for other in chosen):
            chosen.append(best)
            waiting -= best.papers
            yield best


def _worth(one: Proposal, waiting: set[str]) -> float:
    papers = len(one.papers) + one.in_titles + UNTAGGED * len(one.papers & waiting)
    return round(papers * _WORTH.get(one.tag.kind, 1.0) * (1.2 if one.tag.aliases else 1.0), 6)


def _says_again(one: Proposal, other: Proposal) -> bool:
    (*_, last), (*_, other_last) = said = [
        [word.removesuffix("s") for word in proposal.tag.name.lower().replace("-", " ").split()]
        for proposal in (one, other)]
    words, others = map(set, said)
    return last == other_last and (words <= others or others <= words) and len(one.papers & other.papers) >= SAME * min(
        len(one.papers), len(other.papers))
