"""What trends: papers that something speaks for lately, each with its reasons. The newest listing's day is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from papershelf.model import Day, Listing, Paper, Period, Reason, Trend
from papershelf.trends.growing import growing
from papershelf.trends.signals import stated

__all__ = ["periods"]

# The lengths of periods in days; the last has no end.
_LENGTHS = {"week": 7, "month": 31, "all": 0}
MOST, LEAST = 20, 3  # papers of a period: more are a list, fewer no trend


def periods(papers: Sequence[Paper], listings: Sequence[Listing]) -> tuple[Period, ...]:
    """The week, the month and the time before the newest listing's day, each with the papers that trend in it, best
    first.

    A period in which too few papers do is left out, and so is one that holds the same listings as a shorter one. Where
    no listing says its year there is no now, and all time alone is left.
    """
    now = max((one.day for one in listings if one.day.year), default=Day())
    found: list[Period] = []
    seen: set[tuple[str, ...]] = set()
    for name, length in _LENGTHS.items():
        within = [one for one in listings if not length or 0 <= one.day.days_before(now) < length]
        files = tuple(one.file for one in within)
        if length and (not now or files in seen):
            continue
        seen.add(files)
        trends = tuple(_trends(papers, listings, within, now, length))
        if len(trends) >= LEAST:
            found.append(Period(name, min((one.day for one in within if one.day.year), default=Day()), now, trends))
    return tuple(found)


def _trends(papers: Sequence[Paper], listings: Sequence[Listing], within: Sequence[Listing], now: Day, length: int
            ) -> Iterable[Trend]:
    reasons: dict[str, list[tuple[float, Reason]]] = defaultdict(list)
    fresh = {slug for one in within for slug in one.new}
    for slug, reason in (*_listed(listings, within, fresh, length), *_mentioned(papers, fresh, length)):
        reasons[slug].append((reason.count / (1 + reason.count), reason))
    for slug, strength, reason in (*stated(papers, now, length),
                                   *(growing(papers, listings, within) if length else ())):
        reasons[slug].append((strength, reason))
    years = {paper.slug: paper.year or 0 for paper in papers}
    ordered = sorted(reasons, key=lambda slug: (-round(sum(weight for weight, _ in reasons[slug]), 6), -years[slug],
                                                slug))
    for slug in ordered[:MOST]:
        yield Trend(slug, tuple(reason for _, reason in sorted(reasons[slug], key=lambda one: -one[0])))


def _listed(listings: Sequence[Listing], within: Sequence[Listing], fresh: set[str], length: int
            ) -> Iterable[tuple[str, Reason]]:
    """Papers that listings have again: several times, or in this period after an earlier one."""
    first = {slug: one.file for one in reversed(listings) for slug in one.slugs}
    files: Mapping[str, list[str]] = defaultdict(list)
    for one in within:
        for slug in one.slugs:
            files[slug].append(one.file)
    for slug, some in files.items():
        if length and slug not in fresh:
            yield slug, Reason("again", len(some), names=(first[slug],))
        elif len(some) > 1:
            yield slug, Reason("listed", len(some), names=tuple(some))


def _mentioned(papers: Sequence[Paper], fresh: set[str], length: int) -> Iterable[tuple[str, Reason]]:
    """Papers that papers of this period mention, or newer ones of all time."""
    known = {paper.slug: paper for paper in papers}
    for paper in papers:
        newer = tuple(dict.fromkeys(one.slug for one in paper.mentioned_by if one.slug in known and (
            one.slug in fresh if length else (known[one.slug].year or 0) > (paper.year or 0) > 0)))
        if newer:
            yield paper.slug, Reason("mentioned", len(newer), names=newer)
