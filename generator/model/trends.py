"""What trends on a shelf, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from papershelf.model.day import Day


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper trends.

    Attributes:
        kind: `listed` several times, `again` after an earlier listing, `mentioned` by newer papers, `signal` that a
            source states, `central` to a topic that grows.
        count: How many listings, papers or whatever a source counts; the new papers of a topic.
        what: What a source counts.
        source: Who counts it.
        at: The day of that.
        names: Files of listings, of those that have it again the one that had it first; slugs of papers; the topic.
    """

    kind: str
    count: int
    what: str = ""
    source: str = ""
    at: Day = field(default_factory=Day)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """A paper with its reasons, the strongest first."""

    slug: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """What trends in a `week`, a `month` or in `all` time: the days of its first and its last listing, as far as they
    are known."""

    name: str
    first: Day
    last: Day
    trends: tuple[Trend, ...]
