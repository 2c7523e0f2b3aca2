"""Which paper has which term, how strongly, and at which words; and which terms stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.model import Paper, Tag
from papershelf.search.analysis import STOP, stems_of, terms_of
from papershelf.search.coding import Numbers, varint_array
from papershelf.search.concepts import find_concepts, initials, long_forms
from papershelf.search.near import near_terms
from papershelf.search.reading import AUTHOR, AUTHORS, NAMES, OTHER, TEXT, TITLE, Words, read
from papershelf.text.words import Stemmer

# A posting's strength is the sum of its term's weights over the fields of the paper, as the highest of these that it
# reaches; the browser saturates it and weighs it by length (BM25F: Robertson, Zaragoza and Taylor, CIKM 2004).
STRENGTHS = (1, 2, 3, 5, 8)
_WEIGHTS = {TITLE: 3, NAMES: 3, TEXT: 1, OTHER: 1, AUTHORS: 1}
# How near another term is, as an index of RELATED_WEIGHTS: 0 for terms of one stem.
KIN = 0
RELATED_WEIGHTS = (0.6, 0.35, 0.37, 0.39, 0.41, 0.43, 0.46, 0.5)
# Two terms are side by side when at most one word that counts for nothing parts them, in so many papers.
_SIDE_BY_SIDE, _PAIRED, _PAPERS_PER_PAIR = 2, 5, 4000


@dataclass(frozen=True, slots=True)
class Postings:
    """The number and the name of each form's term; each term's papers with the level of its strength and its coded
    positions; pairs.

    Term `t` has `papers[at[t]:at[t + 1]]`, with `levels` alike and `positions[byte[t]:byte[t + 1]]`. `pairs[t]` has the
    terms that follow `t` in several papers, or that it follows (True), and which of the papers of `t` these are,
    counted from 0; of two terms, the rarer one has the pair. `lengths` are those of texts (16 is the average),
    `counterparts` long forms of acronyms and the other way round.
    """

    forms: dict[str, int]
    stems: dict[str, str]
    relations: dict[int, list[tuple[int, int]]]
    at: Numbers
    papers: Numbers
    levels: Numbers
    byte: Numbers
    positions: bytes
    pairs: dict[int, list[tuple[int, bool, Numbers]]]
    lengths: bytes
    counterparts: Mapping[str, str]

    @property
    def openers(self) -> list[str]:
        """Words that count for nothing by themselves, but begin a long form."""
        return sorted({long.split(" ")[0] for long in self.counterparts.values()} & STOP)


def postings(papers: Sequence[Paper], stemmer: Stemmer, tags: Iterable[Tag] = ()) -> Postings:
    """Read papers, in the order that numbers them; the vocabulary says what acronyms stand for."""
    words = read(papers)
    compounds = _compounds(words)
    names = terms_of((form for form in words.forms if form and form not in STOP and AUTHOR not in form), stemmer)
    names |= {form: form for form in words.forms if AUTHOR in form}
    introduced = [(number, name) for number, paper in enumerate(papers) for name in paper.introduces]
    concepts = find_concepts(words, long_forms(papers, tags), initials(papers), introduced, names)
    stems = stems_of((form for form in names if AUTHOR not in form), stemmer)
    names |= concepts.names
    number_of = {name: number for number, name in enumerate(sorted(set(names.values())))}
    term_of = np.array([number_of[names[form]] if form in names else -1 for form in words.forms], np.int64)
    more = [compounds, (concepts.place, concepts.form)]
    at, found, levels, byte, positions = _posted(words, term_of, more, len(number_of))
    forms = {form: number_of[name] for form, name in names.items()}
    return Postings(
        forms, stems, _relations(_kin(stems, forms), near_terms(forms, RELATED_WEIGHTS)),
        at, found, levels, byte, positions, _pairs(words, term_of, at, found), _lengths(words, len(papers)),
        concepts.counterparts,
    )


def _kin(stems: Mapping[str, str], numbers: Mapping[str, int]) -> dict[int, list[tuple[int, int]]]:
    """The other terms of each term's stem."""
    terms: dict[str, set[int]] = defaultdict(set)
    for form, stem in stems.items():
        terms[stem].add(numbers[form])
    return {one: [(other, KIN) for other in sorted(group - {one})]
            for group in terms.values() if len(group) > 1 for one in sorted(group)}


def _relations(*kinds: Mapping[int, list[tuple[int, int]]]) -> dict[int, list[tuple[int, int]]]:
    """The terms that each term is related to; of one that is so in two ways the first counts."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for kind in kinds:
        for term, others in kind.items():
            for other, nearness in others:
                found[term].setdefault(other, nearness)
    return {term: list(others.items()) for term, others in found.items()}


def _compounds(words: Words) -> tuple[Numbers, Numbers]:
    """Where two words that follow each other are one word elsewhere: their places, and the forms of that one word.

    One word elsewhere: written together somewhere, or joined by a hyphen in two papers. So `KV-cache`, `KV cache` and
    `kvcache` all have the form `kvcache`. New forms are added to the words' forms.
    """
    left = np.flatnonzero((words.paper[1:] == words.paper[:-1]) & (words.position[1:] == words.position[:-1] + 1))
    pair = words.form[left] << 32 | words.form[left + 1]
    hyphened = words.hyphen[left]
    once = np.unique(np.stack([pair[hyphened], words.paper[left][hyphened]]), axis=1)[0]
    joined, papers = np.unique(once, return_counts=True)
    known = {form: number for number, form in enumerate(words.forms)}
    open_ones = np.unique(pair[~words.stop[words.form[left]] & ~words.stop[words.form[left + 1]]])
    often = set(joined[papers > 1].tolist())
    forms: dict[int, int] = {}
    for both in sorted({*joined.tolist(), *open_ones.tolist()}):
        text = words.forms[both >> 32] + words.forms[both & 0xFFFFFFFF]
        number = known.get(text)
        if number is None and both in often:
            number = known[text] = len(words.forms)
            words.forms.append(text)
        if number is not None:
            forms[both] = number
    keys = np.array(sorted(forms), np.int64)
    values = np.array([forms[both] for both in sorted(forms)], np.int64)
    where = np.searchsorted(keys, pair)
    hit = keys[np.minimum(where, len(keys) - 1)] == pair if len(keys) else np.zeros(len(pair), bool)
    return left[hit], values[where[hit]]


def _posted(words: Words, term_of: Numbers, more: Sequence[tuple[Numbers, Numbers]], terms: int
            ) -> tuple[Numbers, Numbers, Numbers, Numbers, bytes]:
    """Postings by term and paper: where a term's begin, papers, levels; where a term's positions begin, positions.
    `more` has places where words stand that have another form as well, and those forms."""
    term = np.concatenate([term_of[words.form], *(term_of[form] for _, form in more)])
    source = np.concatenate([np.arange(len(words.form)), *(place for place, _ in more)])
    term, source = term[term >= 0], source[term >= 0]
    order = np.lexsort((words.position[source], words.paper[source], term))
    term, source = term[order], source[order]
    paper, field, position = words.paper[source], words.field[source], words.position[source]
    keep = _changes(term, paper, position)
    term, paper, field, position = term[keep], paper[keep], field[keep], position[keep]

    first = _changes(term, paper)
    weight = np.array([_WEIGHTS[kind] for kind in sorted(_WEIGHTS)])[field]
    counted = np.where((field == TEXT) | _changes(term, paper, field), weight, 0)
    starts = np.flatnonzero(first)
    strength = np.add.reduceat(counted, starts) if len(starts) else counted
    levels = np.searchsorted(np.array(STRENGTHS), strength, side="right") - 1
    at = np.searchsorted(term[starts], np.arange(terms + 1))

    posting = np.cumsum(first) - 1
    values = np.empty(len(term) + len(starts), np.int64)
    values[starts + np.arange(len(starts))] = np.diff(np.append(starts, len(term)))
    before = np.where(first, -1, np.roll(position, 1))
    values[np.arange(len(term)) + posting + 1] = position - before - 1
    data, ends = varint_array(values)
    heads = np.append(starts + np.arange(len(starts)), len(values))
    return at, paper[starts], levels, ends[heads[at]], data


def _changes(*columns: Numbers) -> Numbers:
    """Whether each row differs from the one before in any of these columns."""
    first = np.zeros(len(columns[0]), bool)
    first[:1] = True
    for column in columns:
        first[1:] |= column[1:] != column[:-1]
    return first


def _pairs(words: Words, term_of: Numbers, at: Numbers, papers: Numbers) -> dict[int, list[tuple[int, bool, Numbers]]]:
    """Terms that stand side by side in titles and texts of at least three papers, and in which."""
    term, terms = term_of[words.form], len(at) - 1
    counts = (term >= 0) & ((words.field == TITLE) | (words.field == TEXT))
    term, paper, position = term[counts], words.paper[counts], words.position[counts]
    beside = (paper[1:] == paper[:-1]) & (position[1:] - position[:-1] <= _SIDE_BY_SIDE) & (term[1:] != term[:-1])
    both = np.unique(np.stack([term[:-1][beside] * terms + term[1:][beside], paper[:-1][beside]]), axis=1)
    pair, start, count = np.unique(both[0], return_index=True, return_counts=True)
    least = max(_PAIRED, int(papers.max(initial=0)) // _PAPERS_PER_PAIR)
    found: dict[int, list[tuple[int, bool, Numbers]]] = defaultdict(list)
    for i in np.flatnonzero(count >= least).tolist():
        left, right = divmod(int(pair[i]), terms)
        follows = at[right + 1] - at[right] < at[left + 1] - at[left]
        rarer, other = (right, left) if follows else (left, right)
        ranks = np.searchsorted(papers[at[rarer]:at[rarer + 1]], both[1][start[i]:start[i] + count[i]])
        found[rarer].append((other, bool(follows), ranks))
    return dict(found)


def _lengths(words: Words, papers: int) -> bytes:
    counts = np.bincount(words.paper[(words.field == TEXT) & ~words.stop[words.form]], minlength=papers)
    average = counts.mean() if papers else 0
    return np.clip(np.rint(16 * counts / average if average else counts + 16), 4, 40).astype(np.uint8).tobytes()
