"""Which papers others stand near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from papershelf.model.nouns import Paper


def most_central(papers: Iterable[Paper]) -> list[Paper]:
    """Papers, those that most others of them stand near first: the sum of the scores with which they name a paper as
    related, and one for each that mentions it."""
    papers = list(papers)
    weight: dict[str, float] = defaultdict(float)
    for paper in papers:
        for one in paper.related:
            weight[one.slug] += one.score
        for other in paper.mentions:
            weight[other.slug] += 1
    return sorted(papers, key=lambda p: (-round(weight[p.slug], 6), -(p.year or 0), p.title.casefold(), p.slug))
