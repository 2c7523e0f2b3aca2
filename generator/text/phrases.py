"""The phrases of a collection that can name a field: as they stand in titles, whole, and with a noun at their end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from papershelf.text.names import is_cased
from papershelf.text.ordinary import ALIKE, DESCRIBING, EPONYMS
from papershelf.text.words import fold, tokens

Key = tuple[str, ...]

LONGEST = 4
# Up to so many papers, phrases of abstracts count as well; beyond, titles have enough of them.
FEW_PAPERS = 3000
_HYPHENS = "-‐–"


class Word(Protocol):
    """A word of a passage: its stem, as it stands, and where."""

    @property
    def stem(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Passage(Protocol):
    """A title or a sentence with its words in order."""

    @property
    def text(self) -> str: ...
    @property
    def words(self) -> Sequence[Word]: ...


class Stops(Protocol):
    """Words that no phrase has in it."""

    def __contains__(self, word: Any) -> bool: ...


@dataclass(slots=True)
class Phrase:
    """A phrase by its stems: the papers that have it in the title or in the text, how often it stands there, how often
    no word of the same phrase goes before it (`opened`) or after it (`closed`), and how it is written where none goes
    after."""

    stems: Key
    titles: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)
    times: int = 0
    opened: int = 0
    closed: int = 0
    in_titles: int = 0
    closed_titles: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def holders(self) -> set[int]:
        """The papers that have the phrase anywhere."""
        return self.titles | self.texts

    @property
    def wholeness(self) -> float:
        """How often nothing goes after the phrase: `large language` waits for `model`. The lower of titles and of all
        text, each with one more of either kind (Laplace's rule), so that few examples prove little."""
        return min((self.closed + 1) / (self.times + 2), (self.closed_titles + 0.5) / (self.in_titles + 1)
                   if self.in_titles else 1)

    @property
    def openness(self) -> float:
        """How often nothing goes before the phrase."""
        return (self.opened + 1) / (self.times + 2)

    @property
    def burst(self) -> float:
        """How often a paper that says it says it: words of a subject come in bursts, others once (Katz, 1996)."""
        return self.times / len(self.holders)


@dataclass(frozen=True, slots=True)
class Text:
    """A paper's passages; the first is its title where `titled`."""

    passages: Sequence[Passage]
    titled: bool


def phrases_of(texts: Sequence[Text], stops: Stops) -> dict[Key, Phrase]:
    """Every phrase that two titles have, and in a small collection those that two papers have anywhere."""
    wanted = _shared(texts, stops)
    prefixes = {key[:end] for key in wanted for end in range(1, len(key) + 1)}
    found: dict[Key, Phrase] = {key: Phrase(key) for key in wanted}
    for row, text in enumerate(texts):
        for number, passage in enumerate(text.passages):
            in_title = text.titled and number == 0
            for key, first, last, ends in _spans(passage, stops, prefixes):
                if key in wanted:
                    _count(found[key], row, _written(passage, first, last), ends, in_title=in_title)
    return {key: phrase for key, phrase in found.items() if phrase.times}


def _written(passage: Passage, first: int, last: int) -> str:
    return " ".join(passage.text[passage.words[first].start : passage.words[last].end].split())


def _count(phrase: Phrase, row: int, written: str, ends: tuple[bool, bool], *, in_title: bool) -> None:
    opened, closed = ends
    (phrase.titles if in_title else phrase.texts).add(row)
    phrase.times += 1
    phrase.opened += opened
    phrase.closed += closed
    if in_title:
        phrase.in_titles += 1
        phrase.closed_titles += closed
    if closed:
        phrase.forms[written] += 2 if in_title else 1


def _shared(texts: Sequence[Text], stops: Stops) -> set[Key]:
    """The phrases of two titles, or of two papers of a small collection; of all where there are hardly any."""
    in_titles: Counter[Key] = Counter()
    anywhere: Counter[Key] = Counter()
    for text in texts:
        seen: set[Key] = set()
        for number, passage in enumerate(text.passages):
            if text.titled and number == 0:
                title = {key for key, *_ in _spans(passage, stops)}
                in_titles.update(title)
                seen |= title
            elif len(texts) <= FEW_PAPERS:
                seen.update(key for key, *_ in _spans(passage, stops))
        anywhere.update(seen)
    counts = anywhere if len(texts) <= FEW_PAPERS else in_titles
    shared = {key for key, papers in counts.items() if papers > 1}
    return shared or set(counts)


def _spans(passage: Passage, stops: Stops, prefixes: set[Key] | None = None
           ) -> Iterator[tuple[Key, int, int, tuple[bool, bool]]]:
    """The runs of up to four words without a stop word: stems, first and last word, and whether it begins and ends
    where the whole run does. Half of a hyphenated word begins or ends none."""
    words, text = passage.words, f"{passage.text} "
    free = [word in stops for word in words]

    def parted(left: int) -> bool:
        """Whether a run ends after a word: at a stop word, at a sign, or at the passage's end."""
        return left < 0 or left + 1 >= len(words) or free[left] or free[left + 1] or (
            words[left + 1].start - words[left].end > 1)

    for first in range(len(words)):
        key: Key = ()
        whole = text[words[first].start - 1] not in _HYPHENS
        for last in range(first, min(first + LONGEST, len(words))):
            if free[last] or (last > first and parted(last - 1)):
                break
            key = (*key, words[last].stem)
            if prefixes is not None and key not in prefixes:
                break
            if whole and text[words[last].end] not in _HYPHENS:
                yield key, first, last, (parted(first - 1), parted(last))


class Spelling:
    """How a phrase is written by itself: as titles mostly have it, in lower case but for names and acronyms."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._capital: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        for text in texts:
            for passage in text.passages[text.titled:]:
                for word in passage.words[1:]:
                    (self._capital if word.text[:1].isupper() else self._lower)[word.text.lower()] += 1

    def of(self, phrase: Phrase) -> str:
        """The phrase's name; nothing where no form of it ends with a noun."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for form, times in phrase.forms.items():
            forms[form.lower()][form] += times
        named = [form for form in forms if is_noun(form.split()[-1])]
        if not named:
            return ""
        best = min(named, key=lambda form: (-sum(forms[form].values()), form))
        written = min(forms[best], key=lambda form: (-forms[best][form], form))
        return " ".join(self._plain(word) for word in written.split())

    def _plain(self, word: str) -> str:
        """A word in lower case, unless it is an acronym or a name."""
        parts = [part for part, _, _ in tokens(word)]
        if any(map(is_cased, parts)) and not (word.isupper() and len(word) > len("QUANTUM")):
            return word
        low = word.lower()
        name = any(part in EPONYMS or self._capital[part] > 2 * self._lower[part] for part in map(str.lower, parts))
        return low[:1].upper() + low[1:] if name else low


def is_noun(word: str) -> bool:
    """Whether a word can end a name, as its ending tells: `robots` and `learning`, not `robotic` and `learned`."""
    low = fold(word).split("-")[-1]
    return not low.endswith(DESCRIBING) or low.removesuffix("s") in ALIKE or len(low) < 4
