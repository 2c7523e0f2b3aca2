"""Numbers that a sentence gives right beside a name, with unit and comparison as it writes them.

A number that belongs to something else is worse than none: only what stands in one of a few plain constructions is
taken, and always as one run of the sentence's own words, in which "…" stands for earlier parts of an enumeration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from papershelf.matrix import constructions as means
from papershelf.matrix.quantities import AMOUNT, COMPARED, METRICS, QUANTITY

LONGEST_SENTENCE = 1200  # characters; longer ones are lists, or nobody's sentence
LONGEST = 96  # characters of a figure; what is longer is a sentence, which the cell opens
_NEAR = 5  # words from the start of a clause to its verb, which belong to the figure
_PLACES = 4  # of a name in a sentence
_REACH = 140  # characters from a number to the name
_TELLS, _COMPARES, _AMOUNT = re.compile(f"{COMPARED}|{METRICS}"), re.compile(COMPARED), re.compile(AMOUNT)
_DIGIT = re.compile(r"\d")
_MEASURES = re.compile(QUANTITY)
_CHANGES = re.compile(means.CHANGED)


def figures(sentence: str, name: str, kind: str) -> tuple[str, ...]:
    """What a sentence measures right beside a name, in its own words.

    >>> figures("Over the tuned model it gains 5.9% on GSM8K (81.8%), 5.8% on MATH.", "MATH", "dataset")
    ('Over the tuned model it gains … 5.8% on MATH',)
    >>> figures("Against FasterTransformer, inference is over 11× faster on GPT.", "GPT", "model")
    ('inference is over 11× faster on GPT',)
    >>> figures("Fine-tuned on 40% of GSM8K.", "GSM8K", "dataset")
    ()
    """
    if len(sentence) > LONGEST_SENTENCE or not _DIGIT.search(sentence) or means.RESPECTIVELY.search(sentence):
        return ()
    found: dict[str, None] = {}
    written = rf"(?<![\w@/.-]){re.escape(name)}(?![\w@/-]|\s\d|\.\d|['’]s)"
    for place in islice(re.finditer(written, sentence), _PLACES):
        wholes = (_whole(sentence, one) for one in _beside(sentence, place.start(), place.end(), kind))
        if whole := next(filter(None, wholes), ""):
            found[whole] = None
    return tuple(found)


def _whole(sentence: str, figure: str) -> str:
    """A figure without words that lead on to what is not in it; nothing where it breaks off or is too long."""
    plain = means.LEADS_ON.sub("", figure).rstrip(".,")
    after = sentence.partition(plain.rpartition("… ")[2])[2]
    return plain if len(plain) <= LONGEST and (not means.OPEN.search(plain) or means.CLOSED.match(after)) else ""


def _beside(sentence: str, start: int, end: int, kind: str) -> Iterator[str]:
    yield from _measured_on(sentence, start, end, kind)
    yield from _beaten(sentence, start, end)
    yield from _on_it(sentence, start, end)
    yield from _with_metric(sentence, start, end)
    if kind != "dataset":
        yield from _of_its_own(sentence, start, end)


def _measured_on(sentence: str, start: int, end: int, kind: str) -> Iterator[str]:
    found = means.measured_on(kind).search(sentence, max(0, start - _REACH), start)
    if not found or means.BUILT.search(sentence[:start]) or (
            found["listed"] and not means.LISTED_TO_END.match(sentence, end)):
        return
    measured, tail = found["measured"], means.TAIL.match(sentence, end)
    several = found["listed"] or (tail and tail.end() > end) or means.ANOTHER.match(sentence, end)
    if several and means.ALSO.search(sentence[:_hedged(sentence, found.start())]):
        return  # which number is whose is anybody's guess
    left = _left(sentence, found.start(), measured)
    if left is None or (_AMOUNT.search(measured) and not _COMPARES.search(measured) and not _CHANGES.match(left)):
        return
    yield f"{left}{sentence[found.start():tail.end() if tail else end]}"


def _left(sentence: str, at: int, measured: str) -> str | None:
    """What belongs to a number before it: hedges, the verb, the subject where it is near; nothing where that is
    unclear. `measured` are the words after the number, which may say what it is."""
    begin = _hedged(sentence, at)
    while also := means.ALSO.search(sentence[:begin]):
        begin = _hedged(sentence, also.start())
    first = number = begin
    while item := means.ITEM.search(sentence[:first]):
        first, number = _hedged(sentence, item.start()), item.start()
    if verb := means.BEFORE.search(sentence[:first]):
        head = _from_clause(sentence, verb.start(), number)
        if head is None or (first < begin and _MEASURES.search(head)):
            return None
        head = f"{means.ARTICLE.sub('', head)}… " if first < begin else head
        return f"{head}{sentence[begin:at]}"
    before = sentence[:begin]
    if (first == begin and means.UNCLEAR.search(before)) or not _says_itself(before, measured):
        return None
    return sentence[begin:at]


def _says_itself(before: str, measured: str) -> bool:
    """Whether the words after a number say what it is, and nothing before it says that it is otherwise."""
    if not _TELLS.search(measured) or means.NEGATED.search(before) or means.OTHERS.search(_clause(before)):
        return False
    is_difference = means.DIFFERENCE.search(before) or means.ALSO_BY.search(before)
    return bool(_COMPARES.search(measured)) or not is_difference


def _hedged(sentence: str, at: int) -> int:
    """Where the words before a number begin that say how exactly it is meant: "up to", "more than"."""
    found = means.HEDGED.search(sentence[:at])
    return found.start() if found else at


def _clause(before: str) -> str:
    """The part of a sentence that ends here."""
    ends = [found.end() for found in means.CLAUSE.finditer(before)]
    return before[ends[-1]:] if ends else before


def _from_clause(sentence: str, verb: int, to: int) -> str | None:
    """The verb and what follows, from the start of its clause where that is near and a clause of its own."""
    before = _clause(sentence[:verb])
    opened = re.sub(r"[,;:]\s(?:and|but)$", ",", sentence[:verb - len(before)].rstrip())
    near = len(before.split()) <= _NEAR and not re.search(r"[\w)]$", opened)
    if means.NEGATED.search(sentence[:verb]) or (not near and means.OTHERS.search(before)):
        return None
    head = sentence[verb - len(before) if near else verb:to]
    return None if not near and means.BARE.match(head) else head


def _beaten(sentence: str, start: int, end: int) -> Iterator[str]:
    verb, by = means.BEATEN.search(sentence[:start]), means.BEATEN_BY.match(sentence, end)
    if verb and by and not means.GOES_ON.match(sentence, by.end()) and not means.NEGATED.search(
            sentence[:verb.start()]):
        yield sentence[verb.start():by.end()]


def _on_it(sentence: str, start: int, end: int) -> Iterator[str]:
    on, then = means.ON_IT.search(sentence[:start]), means.THEN.match(sentence, end)
    if on and then and not means.GOES_ON.match(sentence, then.end()):
        said = then["said"]
        verb = means.VERB.search(said)
        if verb and not means.ELSEWHERE.search(said) and not means.OTHERS.search(said[:verb.start()]):
            yield sentence[on.start():then.end()]


def _with_metric(sentence: str, start: int, end: int) -> Iterator[str]:
    before, after = means.NUMBER_BEFORE.search(sentence[:start]), means.METRIC_AFTER.match(sentence, end)
    if before and after:
        left = _left(sentence, before.start(), after[0])
        if left is not None:
            yield f"{left}{sentence[before.start():after.end()]}"
    elif (found := means.METRIC_IS.match(sentence, end)) and not means.GOES_ON.match(sentence, found.end()):
        left = _left(sentence, start, "" if " by " in found[0] else found[0])
        if left is not None:
            yield f"{left}{sentence[start:found.end()]}"


def _of_its_own(sentence: str, start: int, end: int) -> Iterator[str]:
    found = means.ITSELF.match(sentence, end)
    if found and means.AT_START.search(sentence[:start]) and not means.ELSEWHERE.search(found["said"]) and (
            not means.GOES_ON.match(sentence, found.end())):
        yield sentence[start:found.end()]
