"""An index that is open: its words, terms, facets, cards and texts, read from its shards when they are asked for."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from papershelf.search import meaning
from papershelf.search.analysis import key, words
from papershelf.search.coding import Numbers, order
from papershelf.search.concepts import ACRONYM
from papershelf.search.decoding import RiceReader, ascending, shards_of, varints_of, words_of
from papershelf.text.slugs import browser_slug

Load = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term: its number, its papers with the levels of its strength in them, its pairs (see `postings`), and related
    terms by number with their weights."""

    id: int
    papers: Numbers
    levels: Numbers
    pairs: Mapping[int, Numbers]
    related: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A shard of words: its forms in order, each form's term by number, the terms that begin here, and what acronyms
    and long forms are called otherwise."""

    number: int
    forms: list[str]
    keys: list[bytes]
    terms: list[int]
    own: list[Term]
    base: int
    counterparts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that results can be narrowed by, with its papers."""

    kind: str
    name: str
    count: int
    path: str
    keys: tuple[str, ...]
    papers: Numbers


class Card(NamedTuple):
    """What a result shows of a paper, and the path of its page."""

    title: str
    path: str
    meta: str


@dataclass
class Index:
    """The index behind `load`, which gives the bytes of a file of it by its name, such as `index.js`."""

    load: Load
    _shards: dict[str, list[bytes]] = field(default_factory=dict)
    _lexica: dict[int, Lexicon] = field(default_factory=dict)

    def shard(self, name: str) -> list[bytes]:
        """The sections of a shard."""
        if name not in self._shards:
            self._shards |= shards_of(self.load("index.js" if name == "root" else f"{name}.js"))
        return self._shards[name]

    @cached_property
    def head(self) -> Mapping[str, Any]:
        """What the root says of the index as a whole."""
        head: Mapping[str, Any] = json.loads(self.shard("root")[0])
        return head

    @cached_property
    def papers(self) -> int:
        """How many papers there are."""
        return int(self.head["papers"])

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that say nothing about a paper."""
        return frozenset(self.head["stop"].split(" "))

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words that count for nothing by themselves, but begin a long form."""
        return frozenset(self.head["openers"].split(" "))

    @cached_property
    def lengths(self) -> Numbers:
        """Lengths of the papers' texts; 16 is the average."""
        return np.frombuffer(self.shard("root")[3], np.uint8)

    @cached_property
    def vectors(self) -> Numbers:
        """What each paper is about, a row of numbers a paper; no row where the index does not say."""
        return meaning.decoded(self.shard("root")[4])

    @cached_property
    def endings(self) -> Mapping[str, list[str]]:
        """By which other endings words of one term differ, by ending."""
        ways: dict[str, list[str]] = {}
        for pair in filter(None, self.head["endings"].split(" ")):
            one, other = pair.split(",")
            ways.setdefault(one, []).append(other)
        return ways

    @cached_property
    def facets(self) -> Mapping[str, list[Facet]]:
        """The values of each kind, the most frequent first."""
        _, names, papers, _ = self.shard("root")[:4]
        return {**self._kinds(names, papers), **self._kinds(self.shard("n")[0], self.shard("f")[0])}

    @staticmethod
    def _kinds(names: bytes, papers: bytes) -> dict[str, list[Facet]]:
        numbers, kinds = varints_of(papers), dict[str, list[Facet]]()
        for kind, values in json.loads(names):
            kinds[kind] = [
                Facet(kind, name, count, f"{kind}s/{browser_slug(name)}.md" if page == [1] else "".join(page),
                      tuple(keys(name)), ascending(numbers, count)) for name, count, *page in values]
        return kinds

    @cached_property
    def _word_shards(self) -> tuple[list[bytes], list[int]]:
        return [order(first) for first, _ in self.head["words"]], [begun for _, begun in self.head["words"]]

    def shard_of(self, form: str) -> int:
        """The number of the shard of words that a form belongs to."""
        return max(0, bisect_right(self._word_shards[0], order(form)) - 1)

    def lexicon(self, number: int) -> Lexicon:
        """A shard of words."""
        if not self.head["words"]:
            return Lexicon(number, [], [], [], [], 0)
        if number not in self._lexica:
            self._lexica[number] = self._read_lexicon(number)
        return self._lexica[number]

    def _read_lexicon(self, number: int) -> Lexicon:
        (shares, rest, refs, counts, papers, levels, sizes, others, ranks, kin, away,
         otherwise) = self.shard(f"w{number}")
        forms = words_of(shares, rest)
        base = self._word_shards[1][number]
        newest, terms = base - 1, list[int]()
        for back in varints_of(refs):
            newest += not back
            terms.append(newest + 1 - back if back else newest)
        paper, rank, many, other = RiceReader(papers), RiceReader(ranks), varints_of(sizes), varints_of(others)
        how_many, steps = varints_of(kin), varints_of(away)
        own, at = list[Term](), 0
        for name, size in zip(range(base, newest + 1), varints_of(counts), strict=True):
            where = paper.row(size, self.papers)
            level = np.frombuffer(levels, np.uint8, size, at)
            at += size
            pairs, to = dict[int, Numbers](), -1
            for _ in range(next(many)):
                to += next(other) + 1
                pairs[to] = rank.row(next(other), size)
            related = [self._related(name, next(steps)) for _ in range(next(how_many))]
            own.append(Term(name, where, level, pairs, related))
        counterparts = dict(zip((form for form in forms if form.endswith(ACRONYM)),
                                otherwise.decode("utf-8", "surrogatepass").split("\n"), strict=False))
        return Lexicon(number, forms, list(map(order, forms)), terms, own, base, counterparts)

    def _related(self, term: int, code: int) -> tuple[int, float]:
        away = code >> 3
        return term + (-(away + 1) // 2 if away & 1 else away // 2), self.head["related"][code & 7]

    def term(self, number: int) -> Term:
        """A term by its number."""
        shard = self.lexicon(bisect_right(self._word_shards[1], number) - 1)
        return shard.own[number - shard.base]

    def forms_of(self, number: int) -> list[str]:
        """The forms of a term, as far as they stand where its first one does."""
        shard = self.lexicon(bisect_right(self._word_shards[1], number) - 1)
        return [form for form, term in zip(shard.forms, shard.terms, strict=True) if term == number]

    def look_up(self, form: str) -> Term | None:
        """The term of a form that some paper has."""
        shard = self.lexicon(self.shard_of(form))
        at = bisect_left(shard.keys, order(form))
        return self.term(shard.terms[at]) if at < len(shard.forms) and shard.forms[at] == form else None

    def counterpart(self, form: str) -> str:
        """What an acronym or a long form, as the index writes it, is called otherwise; nothing for other forms."""
        return self.lexicon(self.shard_of(form)).counterparts.get(form, "")

    def paper_of(self, identity: str) -> int | None:
        """The number of the paper that an identity names."""
        shard = bisect_right([order(first) for first in self.head["ids"]], order(identity)) - 1
        if shard < 0:
            return None
        shares, rest, papers = self.shard(f"i{shard}")
        names = words_of(shares, rest)
        at = bisect_left(names, order(identity), key=order)
        return list(varints_of(papers))[at] if at < len(names) and names[at] == identity else None

    def tail(self, word: str) -> list[str]:
        """Forms that end like a word, where the index has them apart from its shard."""
        first = bisect_right([order(tail) for tail in self.head["tails"]], order(word[::-1])) - 1
        return [form[::-1] for form in words_of(*self.shard(f"e{first}"))] if first >= 0 else []

    def positions(self, wanted: Term) -> dict[int, set[int]]:
        """Where a term stands in each of its papers."""
        number = bisect_right(self._word_shards[1], wanted.id) - 1
        sizes, data = self.shard(f"p{number}")
        before = list(varints_of(sizes))[:wanted.id - self._word_shards[1][number]]
        numbers = varints_of(data[sum(before):])
        return {int(paper): set(ascending(numbers, next(numbers)).tolist()) for paper in wanted.papers}

    def card(self, paper: int) -> Card:
        """What a result shows."""
        shard, at = divmod(paper, self.head["cards"])
        titles, pages, metas = (section.decode().split("\n") for section in self.shard(f"c{shard}"))
        return Card(titles[at], pages[at] or f"papers/{browser_slug(titles[at])}.md", metas[at])

    def text(self, paper: int) -> str:
        """The text that snippets are cut from."""
        shard, at = divmod(paper, int(self.head["texts"]))
        texts: bytes = self.shard(f"x{shard}")[0]
        return texts.decode().split("\n")[at]


def keys(text: str) -> list[str]:
    """The words of a text as they are looked up."""
    return [key(word) for word, _ in words(text)]
