"""Why a paper answers a query: which words it has, which related ones instead, or that it is about the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papershelf.search.analysis import key, words
from papershelf.search.opened import Index
from papershelf.search.reading import AUTHOR
from papershelf.search.terms import Resolved

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Reasons:
    """The words of a query that a paper has, and those that it has a related word for, each with that word. A paper
    that has neither is merely close in meaning."""

    words: tuple[str, ...]
    related: tuple[tuple[str, str], ...]


def reasons(index: Index, found: Sequence[Resolved], paper: int) -> Reasons:
    """Why a paper is among the answers, by what was found of each word of the query."""
    own: dict[str, None] = {}
    related: dict[str, str] = {}
    for one in found:
        for number, (term, _) in enumerate(one.found):
            if paper not in term.papers:
                continue
            if number == 0 or one.word in _plain_forms(index, term.id):
                own[one.shown or one.word] = None
            else:
                related.setdefault(one.word, min(_plain_forms(index, term.id), key=lambda form: (len(form), form)))
            break
    return Reasons(tuple(own), tuple(related.items()))


def _plain_forms(index: Index, term: int) -> list[str]:
    """The forms of a term, those of names as they are written."""
    return [form.rstrip(AUTHOR) for form in index.forms_of(term)]


def passage(index: Index, found: Sequence[Resolved], paper: int) -> str:
    """The sentence of a paper that has most of a query's words; its first where none has any."""
    wanted = {form for one in found for term, _ in one.found for form in index.forms_of(term.id)}
    sentences = _SENTENCE.split(index.text(paper))
    return max(sentences, key=lambda sentence: len(wanted & {key(word) for word, _ in words(sentence)}))
