"""Papers as columns of words: which form stands where, in which field of which paper."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.model import Paper
from papershelf.search.analysis import STOP, key, words
from papershelf.search.coding import Numbers

TITLE, NAMES, TEXT, OTHER, AUTHORS = range(5)
# Words of an author's name are forms of their own, told from the same words in a text by this sign.
AUTHOR = "@"
_BETWEEN_FIELDS = 8
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of every paper, in order: the number of its form, its paper, its field, its position in the paper,
    and whether a hyphen joins it to the next. `forms` has the forms by number; `stop` says which of them count for
    nothing, and `low` how much of a form's occurrences is in lower case."""

    forms: list[str]
    form: Numbers
    paper: Numbers
    field: Numbers
    position: Numbers
    hyphen: Numbers
    stop: Numbers
    low: Numbers


class _Forms:
    """Forms, each known by a number."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}
        self._written: dict[str, int] = {}
        self.counts: Counter[str] = Counter()

    def number(self, form: str) -> int:
        found = self._numbers.get(form)
        if found is None:
            found = self._numbers[form] = len(self.all)
            self.all.append(form)
        return found

    def of(self, word: str) -> int:
        """The form of a word as it is written."""
        found = self._written.get(word)
        if found is None:
            found = self._written[word] = self.number(key(word))
        return found


    def low(self) -> Numbers:
        """The share of each form's occurrences that is written in lower case."""
        low, whole = np.zeros(len(self.all)), np.zeros(len(self.all))
        for word, number in self._written.items():
            whole[number] += self.counts[word]
            low[number] += self.counts[word] * word.islower()
        return low / np.maximum(whole, 1)


def read(papers: Sequence[Paper]) -> Words:
    """The words of papers, in the order that numbers them."""
    forms = _Forms()
    form, hyphen = array("i"), array("b")
    paper_of, field_of, starts, lengths = array("i"), array("b"), array("i"), array("i")
    for number, paper in enumerate(papers):
        start = 0
        for field, text in enumerate(_fields(paper)):
            found = words(text)
            forms.counts.update([word for word, _ in found])
            form.extend([forms.number(key(word) + AUTHOR) for word, _ in found] if field == AUTHORS
                        else [forms.of(word) for word, _ in found])
            hyphen.extend([joins for _, joins in found])
            paper_of.append(number)
            field_of.append(field)
            starts.append(start)
            lengths.append(len(found))
            start += len(found) + _BETWEEN_FIELDS
    sizes = np.array(lengths, np.int64)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Words(
        forms.all, np.array(form, np.int64), np.repeat(np.array(paper_of), sizes), np.repeat(np.array(field_of), sizes),
        np.arange(len(form)) - before + np.repeat(np.array(starts), sizes), np.array(hyphen, bool),
        np.array([one in STOP or not one for one in forms.all], bool), forms.low(),
    )


def _fields(paper: Paper) -> Iterator[str]:
    """The texts of a paper's fields: title, names, text, other, authors."""
    name, colon, _ = paper.title.partition(":")
    head = [name] if colon and len(name.split()) <= _LONGEST_NAME else []
    yield paper.title
    yield " ; ".join([*head, *(one for one in paper.introduces if one not in head)])
    said = (part for one in paper.translations for part in (one.title, one.summary, one.abstract))
    yield " ; ".join(filter(None, (paper.text, *said, *(body for _, body in paper.sections))))
    yield " ; ".join([*(tag.name for tag in paper.tags), paper.venue])
    yield " ; ".join(paper.authors)
