"""Acronyms and what they stand for, and the names that papers introduce: forms that stand for several words.

An acronym has a form of its own, its letters with `=` behind, and so has its long form, written as one word with `=`
behind: both are one term, which every paper has that has either. Whoever types `QAT` or `quantization-aware training`
asks the same. A name has its letters with `!` behind, a term of the papers that introduce it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.model import Paper, Tag
from papershelf.search.analysis import key, words
from papershelf.search.coding import Numbers
from papershelf.search.reading import Words
from papershelf.search.shared import MOST_WORDS
from papershelf.text.acronyms import definitions, spells
from papershelf.text.words import sentences

ACRONYM, NAME = "=", "!"
_LONGEST, _ORDINARY, _MOST_INITIALS = 8, 0.2, 5


@dataclass(frozen=True, slots=True)
class Concepts:
    """What forms with `=` are called otherwise: an acronym's long form, word for word, and a long form's acronym; where
    the words begin that have a concept's or a name's form; and the term of each of these forms by name."""

    counterparts: Mapping[str, str]
    place: Numbers
    form: Numbers
    names: Mapping[str, str]


def long_forms(papers: Sequence[Paper], tags: Iterable[Tag]) -> dict[str, tuple[str, ...]]:
    """What each acronym stands for: what most papers say that define it, else what the vocabulary says.

    An acronym that stands for two things in as many papers stands for neither.
    """
    said: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for paper in papers:
        found = {pair for text in (paper.title, paper.text) for pair in _defined(text)}
        for short, long in sorted(found):
            said[short][long] += 1
    known: dict[str, tuple[str, ...]] = {}
    for short, long in _in_vocabulary(tags):
        known.setdefault(short, long)
    for short, counts in sorted(said.items()):
        (first, often), *others = counts.most_common(2)
        if not others or often > others[0][1]:
            known[short] = first
        elif short not in known:
            continue
    return known


def initials(papers: Iterable[Paper]) -> dict[str, tuple[str, ...]]:
    """The initials of the tags of several words that papers share, of several tags with the same those of the one that
    most papers by far carry: what a reader may type (KD, FL) though no paper writes it."""
    found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for name, papers_with in Counter(name for paper in papers for name in {tag.name for tag in paper.tags}).items():
        parts = tuple(key(word) for word, _ in words(name))
        if papers_with > 1 and 1 < len(parts) <= _MOST_INITIALS and all(part.isalpha() for part in parts):
            found["".join(part[0] for part in parts)][parts] += papers_with
    best = {short: longs.most_common(1)[0] for short, longs in sorted(found.items())}
    return {short: long for short, (long, often) in best.items() if 2 * often > found[short].total()}


def _defined(text: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    if "(" in text:
        for sentence in sentences(text):
            if "(" in sentence:
                for one in definitions(sentence):
                    yield from _pair(one.short, one.long)


def _in_vocabulary(tags: Iterable[Tag]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for tag in tags:
        names = (tag.name, *tag.aliases)
        for short in names:
            if " " not in short and sum(map(str.isupper, short)) > 1:
                for long in names:
                    if " " in long and spells(short, long):
                        yield from _pair(short, long)


def _pair(short: str, long: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """An acronym and its long form as keys, the acronym without its plural's `s`."""
    if len(short) > 2 and short[-1] == "s" and short[-2].isupper():
        short = short[:-1]
    keys = [key(word) for word, _ in words(short)]
    parts = tuple(key(word) for word, _ in words(long))
    if len(keys) == 1 and 1 < len(keys[0]) <= _LONGEST and sum(map(str.isupper, short)) > 1 and (
            1 < len(parts) <= MOST_WORDS and keys[0] not in parts and keys[0] != "".join(parts)):
        yield keys[0], parts


def find_concepts(read: Words, longs: Mapping[str, tuple[str, ...]], guessed: Mapping[str, tuple[str, ...]],
                  introduced: Sequence[tuple[int, str]], units: Mapping[str, str]) -> Concepts:
    """Where acronyms, their long forms, and names that a paper introduces stand.

    Args:
        read: The words of all papers; forms are added to it.
        longs: Long forms by acronym.
        guessed: More of them, for acronyms that no paper writes.
        introduced: The number of a paper and a name that it introduces.
        units: By form, what its inflected forms have in common.
    """
    number = {form: at for at, form in enumerate(read.forms)}
    unit_of = {unit: at for at, unit in enumerate(sorted({units.get(form, form) for form in read.forms}))}
    unit = np.array([unit_of[units.get(form, form)] for form in read.forms], np.int64)[read.form]
    by_unit = np.argsort(unit, kind="stable")
    begins = np.searchsorted(unit[by_unit], np.arange(len(unit_of) + 1))
    places, forms, names, counterparts = list[Numbers](), list[Numbers](), dict[str, str](), dict[str, str]()

    def form_of(text: str, name: str) -> int:
        if text not in number:
            number[text] = len(read.forms)
            read.forms.append(text)
        names[text] = name
        return number[text]

    def places_of(parts: Sequence[str]) -> Numbers:
        wanted = [unit_of.get(units.get(part, part), -1) for part in parts]
        if min(wanted) < 0:
            return np.zeros(0, np.int64)
        found = by_unit[begins[wanted[0]]:begins[wanted[0] + 1]]
        for step, one in enumerate(wanted[1:], 1):
            found = found[found + step < len(unit)]
            found = found[(unit[found + step] == one) & (read.position[found + step] == read.position[found] + step)
                          & (read.paper[found + step] == read.paper[found])]
        return found

    unwritten = {short: long for short, long in guessed.items() if short not in number and short not in longs}
    for short, long in sorted({**longs, **unwritten}.items()):
        spelled, acronym = places_of(long), places_of((short,))
        # An acronym that is an ordinary word as well ("LAMP") would be found wherever that stands.
        at = number.get(short)
        if not len(spelled) or (at is not None and (read.stop[at] or read.low[at] > _ORDINARY)):
            continue
        written = {tuple(read.forms[read.form[at + step]] for step in range(len(long))) for at in spelled.tolist()}
        wholes = ["".join(variant) + ACRONYM for variant in sorted({*written, long})]
        # Two acronyms with one long form are one concept, and so are their long forms.
        name = next((names[one] for one in wholes if one in names), short + ACRONYM)
        counterparts[short + ACRONYM] = counterparts.get(name, " ".join(long))
        concept = form_of(short + ACRONYM, name)
        for one in wholes:
            if one not in names:
                form_of(one, name)
                counterparts[one] = name.removesuffix(ACRONYM)
        where = np.unique(np.concatenate([spelled, acronym]))
        places.append(where)
        forms.append(np.full(len(where), concept, np.int64))
    firsts = np.searchsorted(read.paper, np.arange(int(read.paper.max(initial=-1)) + 2))
    for paper, name in introduced:
        joined = "".join(key(word) for word, _ in words(name))
        if joined and firsts[paper] < firsts[paper + 1]:
            places.append(firsts[paper:paper + 1])
            forms.append(np.array([form_of(joined + NAME, joined + NAME)], np.int64))
    empty = np.zeros(0, np.int64)
    return Concepts(counterparts, np.concatenate([empty, *places]), np.concatenate([empty, *forms]), names)
