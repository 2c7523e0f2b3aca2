"""Topics that grow faster than the shelf, and the papers in the middle of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from papershelf.model import Listing, Paper, Reason, most_central

FASTER = 2  # times the share that the topic had before
MOST = 4  # topics
LEAST_NEW, LEAST_BEFORE = 4, 20  # new papers of a topic; papers of the shelf before
CENTRES = 2  # papers of a topic
_STRENGTH = 0.4


def growing(papers: Sequence[Paper], listings: Sequence[Listing], within: Sequence[Listing]
            ) -> Iterable[tuple[str, float, Reason]]:
    """The most central papers of topics that have grown: slug, strength, and by how much which topic has."""
    fresh = {slug for one in within for slug in one.new}
    earlier = {slug for one in listings for slug in one.new} - fresh
    if len(earlier) < LEAST_BEFORE or not fresh:
        return
    members: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.topics:
            members[paper.topics[0].id].append(paper)
    new = Counter(p.topics[0].id for p in papers if p.topics and p.slug in fresh)
    before = Counter(p.topics[0].id for p in papers if p.topics and p.slug in earlier)
    times = {topic: count * len(earlier) / ((before[topic] or 1) * len(fresh)) for topic, count in new.items()
             if count >= LEAST_NEW}
    for topic in sorted(times, key=lambda one: (-times[one], one))[:MOST]:
        if times[topic] >= FASTER:
            for paper in most_central(members[topic])[:CENTRES]:
                yield paper.slug, _STRENGTH, Reason("central", new[topic], names=(topic,))
