"""The lexicon: every form of every word, in shards that hold the postings of the terms that begin there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.search.coding import front_coded, order, packed, rice, varint, varints
from papershelf.search.concepts import ACRONYM, NAME
from papershelf.search.postings import Postings
from papershelf.search.reading import AUTHOR

# Up to here one shard holds all words, and a query costs one request; beyond, a query fetches what its words need.
_ONE_SHARD = 150_000
_SHARD = 7_000
_TAILS_PER_SHARD = 2_000
_SHORTEST_MENDED = 4


@dataclass(frozen=True, slots=True)
class Shards:
    """Payloads by name; for each shard of words the first form and the number of the first term; the first reversed
    form of each shard of tails."""

    payloads: dict[str, bytes]
    words: list[tuple[str, int]]
    tails: list[str]


def shards(found: Postings) -> Shards:
    """The shards of a collection's words: forms and postings (`w`), positions (`p`), reversed forms (`e`).

    Terms are numbered as their first forms come in order. A form says how many terms before the newest its own is,
    counted from 1; 0 begins a term. Reversed forms find words whose first letters are mistyped.
    """
    forms = sorted(found.forms, key=order)
    fresh_at = {found.forms[form]: form for form in reversed(forms)}
    numbers = {term: number for number, term in enumerate(
        found.forms[form] for form in forms if fresh_at[found.forms[form]] == form)}
    costs = [4 + (_cost(found, found.forms[form]) if fresh_at[found.forms[form]] == form else 0) for form in forms]
    limit = _SHARD if sum(costs) > _ONE_SHARD else sum(costs)
    payloads: dict[str, bytes] = {}
    firsts: list[tuple[str, int]] = []
    begun = 0
    for number, run in enumerate(_runs(forms, costs, limit)):
        firsts.append((run[0], begun))
        refs = bytearray()
        fresh: list[int] = []
        for form in run:
            term = found.forms[form]
            if fresh_at[term] == form:
                fresh.append(term)
                refs.append(0)
            else:
                refs += varint(begun + len(fresh) - numbers[term])
        begun += len(fresh)
        payloads[f"w{number}"] = packed([*front_coded(run), bytes(refs), *_postings(found, fresh),
                                         *_pairs(found, fresh, numbers), *_relations(found, fresh, numbers),
                                         _counterparts(found, run)])
        sizes = [int(found.byte[term + 1] - found.byte[term]) for term in fresh]
        payloads[f"p{number}"] = packed([varints(sizes), b"".join(
            found.positions[found.byte[term]:found.byte[term + 1]] for term in fresh)])
    tails, endings = _tails(forms) if len(firsts) > 1 else ([], {})
    return Shards(payloads | endings, firsts, tails)


def _cost(found: Postings, term: int) -> int:
    """About how many bytes a term takes."""
    pairs = sum(3 + len(ranks) // 2 for *_, ranks in found.pairs.get(term, ()))
    return 2 + int(found.at[term + 1] - found.at[term]) + pairs


def _runs(forms: Sequence[str], costs: Sequence[int], limit: int) -> Iterator[list[str]]:
    """Forms in runs that cost about `limit` bytes each."""
    run: list[str] = []
    cost = 0
    for form, own in zip(forms, costs, strict=True):
        if run and cost + own > limit:
            yield run
            run, cost = [], 0
        run.append(form)
        cost += own
    if run:
        yield run


def _postings(found: Postings, terms: Sequence[int]) -> tuple[bytes, bytes, bytes]:
    """How many papers each term has, which, and the levels of its strength in them."""
    spans = [slice(found.at[term], found.at[term + 1]) for term in terms]
    return (varints(span.stop - span.start for span in spans),
            rice([(found.papers[span], len(found.lengths)) for span in spans]),
            b"".join(found.levels[span].astype(np.uint8).tobytes() for span in spans))


def _pairs(found: Postings, terms: Sequence[int], numbers: dict[int, int]) -> tuple[bytes, bytes, bytes]:
    """For each term how many pairs it has; for each, ascending, twice the other's number, one more where that comes
    first, and in how many papers they stand; and in which of the term's papers."""
    sizes, others, rows = bytearray(), bytearray(), []
    for term in terms:
        pairs = sorted((2 * numbers[other] + follows, tuple(ranks.tolist()))
                       for other, follows, ranks in found.pairs.get(term, ()))
        sizes += varint(len(pairs))
        last = -1
        for other, ranks in pairs:
            others += varint(other - last - 1) + varint(len(ranks))
            rows.append((np.array(ranks), int(found.at[term + 1] - found.at[term])))
            last = other
    return bytes(sizes), bytes(others), rice(rows)


def _relations(found: Postings, terms: Sequence[int], numbers: dict[int, int]) -> tuple[bytes, bytes]:
    """For each term how many others it is related to; for each, eight times what the other's number is away (twice the
    distance, one less where it is before), and how near it is."""
    sizes, others = bytearray(), bytearray()
    for term in terms:
        related = found.relations.get(term, ())
        sizes += varint(len(related))
        for other, nearness in related:
            away = numbers[other] - numbers[term]
            others += varint((2 * away if away > 0 else -2 * away - 1) << 3 | nearness)
    return bytes(sizes), bytes(others)


def _counterparts(found: Postings, forms: Sequence[str]) -> bytes:
    """What the acronyms and long forms of a shard are called otherwise, a line each."""
    return "\n".join(found.counterparts[form] for form in forms if form.endswith(ACRONYM)).encode(
        "utf-8", "surrogatepass")


def _tails(forms: Sequence[str]) -> tuple[list[str], dict[str, bytes]]:
    """Reversed forms in shards, and the first of each."""
    long = (form for form in forms if len(form) >= _SHORTEST_MENDED and form[-1] not in (AUTHOR, ACRONYM, NAME))
    backwards = sorted((form[::-1] for form in long), key=order)
    groups = [backwards[at:at + _TAILS_PER_SHARD] for at in range(0, len(backwards), _TAILS_PER_SHARD)]
    return [group[0] for group in groups], {f"e{n}": packed(front_coded(group)) for n, group in enumerate(groups)}
