"""The telling phrases that two papers share, as they stand in the text of the first: "KV cache", "outlier channels"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

import numpy as np
from numpy.typing import NDArray

from papershelf.links.terms import STOP, Numbers, Reader, Terms, Words
from papershelf.text.names import is_cased
from papershelf.text.spelling import american
from papershelf.text.words import Stemmer

PAIR_TELLS = 1.7  # a phrase tells more than a word of the same weight
WORD_SHARE, PAIR_SHARE = 0.04, 0.08  # a word or phrase in a larger share of the papers tells too little to be a reason
LEAST_PAPERS = 3  # … but in so few papers it always tells enough
LONGEST = 5
LEAST_USES = 2
TRIED = 14

# Words of the trade: any two papers may share them.
_TRADE = (
    "abstract accuracy achieve address advance aim al algorithm allow analysis approach arxiv art author "
    "available base baseline best better challenge code combine common compare comparison competitive complex "
    "comprehensive compute consider consistently contribution cost current demonstrate design develop different "
    "directly discuss diverse effective effectiveness efficiency efficient empirical enable end et evaluate "
    "evaluation evidence existing experiment experimental explore extensive faster field find finding focus "
    "framework furthermore general github good goal good help high higher http https idea importance important "
    "improve improvement include increase increasingly insight introduce investigate issue known lack large "
    "larger lead leverage limit limitation low lower main major make maintain manner mechanism method methodology "
    "model need new novel number obtain offer open order outperform paper perform performance popular possible "
    "potential practical present previous prior problem process propose prove provide purpose question real "
    "recent recently reduce require research result reveal scenario section set setting several show significant "
    "significantly simple simply single small solution solve speedup state study success suffer suggest superior "
    "support survey system task technique term test theoretical time total toward train training type understand "
    "unified unlike use useful user value variety various version via way wide widely work world worse year "
    "crucial role trade off vital key linear optimal widespread llm lm plm vlm dnn cnn gpu np hard"
).split()

# Pairs of such words, and of words that tell something beside others.
_TRADE_PAIRS = (
    "machine learning", "deep learning", "neural network", "deep neural", "deep network", "project page", "label data",
    "train data", "data point", "domain specific", "few parameter", "visual quality", "downstream application",
    "artificial intelligence", "source code", "open source", "higher quality", "high quality", "prior knowledge",
    "data driven", "human like", "real time", "end end", "order magnitude", "large amount", "close form",
    "art approach",
)


class Phrases:
    """Finds the phrases that pairs of papers share."""

    def __init__(self, terms: Terms, reader: Reader, stemmer: Stemmer) -> None:
        self._terms = terms
        self._reader, self._stem = reader, stemmer
        self._weight = np.zeros(terms.matrix.shape[1])
        self._laid: int | None = None
        count = len(terms.words)
        pairs = terms.keys >= terms.word_count
        most = np.maximum(LEAST_PAPERS, np.where(pairs, PAIR_SHARE, WORD_SHARE) * count)
        trade = np.array(
            [number for word in _TRADE if (number := reader.number(stemmer(word))) is not None], dtype=np.int64
        )
        plain = np.where(
            pairs,
            np.isin(terms.keys // terms.word_count - 1, trade) | np.isin(terms.keys % terms.word_count, trade),
            np.isin(terms.keys, trade),
        )
        plain |= np.isin(terms.keys, self._pair_keys(_TRADE_PAIRS))
        self._speaks = np.where(plain, 0.0, np.where(pairs, PAIR_TELLS, 1.0))
        self._tells = np.where(terms.frequency <= most, self._speaks, 0.0)

    def numbers(self, words: Iterable[str]) -> frozenset[int]:
        """The numbers of the stems of words, as far as any paper has them."""
        stems = (self._reader.number(self._stem(american(word.lower()))) for word in words)
        return frozenset(number for number in stems if number is not None)

    def _pair_keys(self, pairs: Iterable[str]) -> list[int]:
        keys = []
        for pair in pairs:
            first, second = (self._reader.number(self._stem(word)) for word in pair.split())
            if first is not None and second is not None:
                keys.append((first + 1) * self._terms.word_count + second)
        return keys

    def shared(self, first: int, second: int, most: int, alike: bool, telling: Set[int]) -> tuple[str, ...]:
        """Up to `most` phrases that both papers have, the most telling first. A single word is none, but for some.

        Args:
            first: The paper whose way of writing them is shown.
            second: The other paper.
            most: How many.
            alike: The papers are of one field, where a name or short form (LoRA, MAPF) means the same in both.
            telling: The numbers of words that a topic of both papers asks for.
        """
        self._alike, self._telling = alike, telling
        columns, weights = self._of_both(first, second)
        keys = self._terms.keys[columns]

        def best(telling: NDArray[np.float64]) -> list[int]:
            told = weights * telling[columns]
            order = np.lexsort((keys, -np.round(told, 9)))[:TRIED]
            return [int(keys[place]) for place in order if told[place] > 0]

        found = self._distinct(best(self._tells), first, second, most)
        return found or self._distinct(best(self._speaks), first, second, 1)

    def _of_both(self, first: int, second: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The columns of the terms that two papers have, few of those that either has, and what each weighs in both.

        The weights of one paper are laid out once for all pairs that follow each other and have it.
        """
        if self._laid not in (first, second):
            if self._laid is not None:
                self._weight[self._row(self._laid)[0]] = 0.0
            columns, weights = self._row(first)
            self._weight[columns] = weights
            self._laid = first
        columns, weights = self._row(second if self._laid == first else first)
        weights = self._weight[columns] * weights
        both = np.flatnonzero(weights)
        return columns[both], weights[both]

    def _row(self, paper: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        matrix = self._terms.matrix
        place = slice(matrix.indptr[paper], matrix.indptr[paper + 1])
        return matrix.indices[place], matrix.data[place]

    def _distinct(self, terms: list[int], first: int, second: int, most: int) -> tuple[str, ...]:
        """Up to `most` phrases of these terms, none within another."""
        found: list[str] = []
        for key in terms:
            if len(found) == most:
                break
            phrase = self._written(key, first, second)
            if phrase and not any(_covers(one, phrase) for one in found):
                found = [one for one in found if not _covers(phrase, one)]
                found.append(phrase)
        return tuple(found)

    def _written(self, key: int, first: int, second: int) -> str:
        """The term as the first paper most often writes it, made longer while both papers go on alike."""
        count = self._terms.word_count
        stems = [key] if key < count else [key // count - 1, key % count]
        ours, theirs = self._terms.words[first], self._terms.words[second]
        if len(stems) > 1:
            stems = _longer(stems, ours, theirs.numbers)
        single = len(stems) == 1
        if single and not self._alike and stems[0] not in self._telling:
            return ""
        if single and min(len(_places(words.numbers, stems)) for words in (ours, theirs)) < LEAST_USES:
            return ""  # a word in passing is no reason, a phrase may be
        written: Counter[str] = Counter()
        for place in _places(ours.numbers, stems):
            start, end = int(ours.spans[place, 0]), int(ours.spans[place + len(stems) - 1, 1])
            # Titles are often written with capitals throughout; what the text has is what people write.
            written[" ".join(ours.text[start:end].split())] += 1 if start < ours.title_end else 3
        if not written:
            return ""
        phrase = min(written, key=lambda one: (-written[one], one))
        if len(phrase) < 3 or phrase[0].isdigit():
            return ""
        if single and stems[0] not in self._telling:
            return phrase if self._alike and is_cased(phrase) and all(map(is_cased, written)) else ""
        return phrase


def _longer(stems: list[int], ours: Words, theirs: Numbers) -> list[int]:
    """The stems with those before and after them that both papers have in the same place."""
    for place in _places(ours.numbers, stems)[:2]:
        grown = True
        while grown and len(stems) < LONGEST:
            grown = False
            for candidate in (
                [*stems, *ours.numbers[place + len(stems) : place + len(stems) + 1].tolist()],
                [*ours.numbers[max(0, place - 1) : place].tolist(), *stems],
            ):
                if len(candidate) > len(stems) and STOP not in candidate and len(_places(theirs, candidate)):
                    place -= candidate[1:] == stems
                    stems, grown = candidate, True
                    break
    return stems


def _places(numbers: Numbers, stems: list[int]) -> Numbers:
    """Where the stems stand in this order."""
    size = len(numbers) - len(stems) + 1
    if size <= 0:
        return np.zeros(0, dtype=np.int64)
    places = np.flatnonzero(numbers[:size] == stems[0])
    for step, stem in enumerate(stems[1:], 1):
        places = places[numbers[places + step] == stem]
    return places


def _covers(longer: str, shorter: str) -> bool:
    return shorter.casefold() in longer.casefold() or set(shorter.casefold().split()) <= set(longer.casefold().split())
