"""Counts that sources state: which stand out among those of the same source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from papershelf.model import Day, Paper, Reason

OUTSTANDING = 0.75  # the share of the papers with this count that have less
LEAST_COUNTS = 4  # papers; of fewer none stands out


def stated(papers: Sequence[Paper], now: Day, length: int) -> Iterable[tuple[str, float, Reason]]:
    """The best count of each paper that stands out: slug, how far, and the count.

    Args:
        papers: With their signals.
        now: The day that the period ends with.
        length: Its days, of which a count must say one; 0 for all counts, dated or not.
    """
    counts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for paper in papers:
        for one in paper.signals:
            counts[one.source, one.what].append(one.count)
    for some in counts.values():
        some.sort()
    for paper in papers:
        best: tuple[float, Reason] | None = None
        for one in sorted(paper.signals):
            same = counts[one.source, one.what]
            share = bisect_left(same, one.count) / len(same)
            day = Day.parse(one.at)
            if len(same) < LEAST_COUNTS or share < OUTSTANDING or (length and not 0 <= day.days_before(now) < length):
                continue
            if best is None or share > best[0]:
                best = share, Reason("signal", one.count, one.what, one.source, day)
        if best:
            yield paper.slug, *best
