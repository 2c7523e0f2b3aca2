"""Why a paper answers: which words of a query it has and where, which related ones instead, or a like meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from papershelf.search.analysis import key, words
from papershelf.search.engine import Answer
from papershelf.search.opened import Index, keys
from papershelf.search.reading import AUTHOR
from papershelf.search.terms import Resolved

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Reasons:
    """The words of a query that a paper has, and those that it has a related word for, each with that word. A paper
    that has neither is merely close in meaning. `fields` are where these stand: `title`, `author`, `venue`, `tag`,
    `text`, or the kind of identity that names the paper."""

    words: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]


def reasons(index: Index, answer: Answer, paper: int) -> Reasons:
    """Why a paper is among the answers, by what was found of each word of the query."""
    own: dict[str, None] = {}
    related: dict[str, str] = {}
    fields = dict.fromkeys([answer.identity] if answer.identity and paper == answer.papers[0] else ())
    places, met = _Places(index, paper), set[int]()
    for number, one in enumerate(answer.found):
        at = next((at for at, (term, _) in enumerate(one.found) if paper in term.papers), None)
        if at is None:
            continue
        written = index.forms_of(one.found[at][0].id)
        forms = [form.rstrip(AUTHOR) for form in written]
        met.add(number)
        fields[places.of(written)] = None
        if at == 0 or one.word in forms:
            own[one.shown or one.word] = None
        else:
            related.setdefault(one.word, min(forms, key=lambda form: (len(form), form)))
    for concept in answer.concepts:
        if paper in concept.term.papers and not met & {*concept.inside}:
            own[concept.short] = None
            fields[places.of([concept.short])] = None
    return Reasons(tuple(own), tuple(related.items()), tuple(fields))


class _Places:
    """Where the words of a paper stand."""

    def __init__(self, index: Index, paper: int) -> None:
        self._index, self._paper = index, paper
        self._title = set(keys(index.card(paper).title))

    @cached_property
    def _others(self) -> Mapping[str, set[str]]:
        """The words of the venue and of tags; all tags of the shelf are looked through for these."""
        tags = (one.keys for one in self._index.facets.get("tag", ()) if self._paper in one.papers)
        venue = self._index.card(self._paper).meta.split(" · ")[-1]
        return {"venue": set(keys(venue)), "tag": set(chain.from_iterable(tags))}

    def of(self, forms: Sequence[str]) -> str:
        """The field that has one of a term's forms; the text where no other has."""
        if self._title & {*forms}:
            return "title"
        if forms[0].endswith(AUTHOR):
            return "author"
        return next((name for name, words in self._others.items() if words & {*forms}), "text")


def passage(index: Index, found: Sequence[Resolved], paper: int) -> str:
    """The sentence of a paper that has most of a query's words; its first where none has any."""
    wanted = {form for one in found for term, _ in one.found for form in index.forms_of(term.id)}
    sentences = _SENTENCE.split(index.text(paper))
    return max(sentences, key=lambda sentence: len(wanted & {key(word) for word, _ in words(sentence)}))
