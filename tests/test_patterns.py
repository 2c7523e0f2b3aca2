"""Time grows with the text and not with its square: readers, repairs, stages and merges on a catalogue of patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest

from campaign import functions
from campaign.expressions import PIECES, Expression, TooLong, expressions, limited
from campaign.patterns import FLOOR, GROWTH, SLOW, UNITS, Slow, inside, rubbish, samples, seconds, slow
from campaign.scale import LARGE, SEED, cases
from papershelf import merge
from papershelf.model import Entry, Paper, Source, listings_of

Act = Callable[[str], object]
LENGTH = cases(3_000, 40_000)
ACTS: dict[str, Act] = {**functions.readers(), **functions.repairs(), **functions.texts(),
                        **(functions.stages() if LARGE else {})}
# In `make test` each function gets every so many of the patterns, each pattern some function; the campaign has all.
STEP = 1 if LARGE else 120


@pytest.mark.parametrize("number", range(len(ACTS)), ids=list(ACTS))
def test_no_pattern_takes_more_than_its_share(number: int) -> None:
    """Four times the text takes no more than six times the time, and none of 40,000 characters takes two seconds."""
    name = list(ACTS)[number]
    found = [slow(name, ACTS[name], unit, LENGTH) for unit in UNITS[number % STEP::STEP]]
    assert [str(one) for one in found if one] == []


@pytest.mark.parametrize(("name", "text"), list(samples())[::1 if LARGE else 40])
def test_no_pattern_inside_a_file_takes_more_than_its_share(name: str, text: str) -> None:
    """The same where the pattern stands in a value of a real file, which is read by its content."""
    found = [slow(name, functions.whole, unit, LENGTH, inside(text, part))
             for part in cases_of_place() for unit in UNITS[len(text) % STEP::STEP]]
    assert [str(one) for one in found if one] == []


def cases_of_place() -> tuple[float, ...]:
    """Where in a file patterns are put."""
    return (0.3, 0.6) if STEP == 1 else (0.4,)


@pytest.mark.parametrize(("name", "entries"), list(functions.many()), ids=[name for name, _ in functions.many()])
def test_no_paper_is_compared_with_every_other(name: str, entries: Callable[[int], list[Entry]]) -> None:
    """Papers of one title, or of titles that differ by a number, merge in a time that grows with their number."""
    count = cases(300, 2000)
    few, many = entries(count // 4), entries(count)
    long, short = (min(seconds(lambda: merge.merge(some, [])) for _ in range(3)) for some in (many, few))  # noqa: B023
    assert long < FLOOR or long <= 2 * GROWTH * short
    assert long < SLOW or count < 2000


EXPRESSIONS = list(expressions())


def _room(expression: Expression) -> str:
    return re.split("[.:]", expression.name)[0]


# A campaign has every fourth piece for each expression, other ones with each seed.
EVERY = 4 if LARGE else 40


@pytest.mark.parametrize("room", sorted({_room(one) for one in EXPRESSIONS}))
def test_no_expression_takes_more_than_its_share(room: str) -> None:
    """The same for every regular expression that a module of the program holds, as the program uses it."""
    length, pieces, found = cases(6_000, 40_000), (*UNITS, *PIECES), []
    for number, one in enumerate(EXPRESSIONS):
        for unit in pieces[(number + (SEED if LARGE else 0)) % EVERY::EVERY] if _room(one) == room else ():
            for act, end in product(one.acts, ("", "\x01")):
                try:
                    found.append(slow(one.name, limited(act, 10 * SLOW), unit, length, ("", end)))
                except TooLong:
                    found.append(Slow(one.name, unit, 10 * SLOW, 10 * SLOW))
    assert [str(one) for one in found if one] == []


def test_every_expression_is_found() -> None:
    """Those in tables and mappings, too, and those that a function hands to `re` where it uses them."""
    names = {one.name for one in EXPRESSIONS}
    assert {"clean.names.FAMILY_FIRST", "readers.REFUSALS[0][2]", "check.links._LINK"} <= names


def test_names_and_references_that_took_for_ever_are_read_at_once() -> None:
    """The name of a listing whose letters end in digits took twice as long with each letter; references without an
    end the cube of their length."""
    listed = [Paper("x", "Kites", listings=(Source(f"{'a' * 60}12345.bib", 1),))]
    assert seconds(lambda: listings_of(listed)) < FLOOR
    reference = f"Reed, A. 2020 {'vs. ' * 480}fly\n\n"
    assert seconds(lambda: functions.readers()["references"](reference)) < SLOW


def test_rubbish_is_refused_at_once() -> None:
    """Random bytes are no paper, and take no longer than text does."""
    size = cases(30_000, 3_000_000)
    assert seconds(lambda: functions.whole(rubbish(size, SEED).decode("latin-1"))) < SLOW
