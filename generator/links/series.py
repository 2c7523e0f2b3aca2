"""Papers of one series ("Part I", "Part II") and of one project ("ZeRO", "ZeRO-Offload")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from papershelf.links.mentions import is_telling
from papershelf.model import Paper
from papershelf.text.words import fold

_PART = re.compile(r"\bpart\s+(one|two|three|four|five|[ivx]+|\d+)\b", re.IGNORECASE)
_SHORTEST_HEAD = 6  # characters before "Part I"
_HEAD = re.compile(r"^([^\s:]+(?:\s[\dIVX.]+)?)\s*(?::\s|$)")
_LATER = re.compile(r"[‐‑–+-].*|\s?[vV]?[\d.]+|\s[IVX]+")
_REPOSITORY = re.compile(r"(?:github|gitlab|huggingface)\.\w+/([\w.-]+/[\w.-]+)")


def series(papers: Sequence[Paper]) -> dict[tuple[str, str], str]:
    """For each ordered pair of slugs that belong together, why the second is shown with the first."""
    reasons: dict[tuple[str, str], str] = {}
    for first, second, why, back in (*_parts(papers), *_projects(papers), *_repositories(papers)):
        reasons.setdefault((first.slug, second.slug), why)
        reasons.setdefault((second.slug, first.slug), back)
    return reasons


def _parts(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper, str, str]]:
    groups: dict[str, list[tuple[str, Paper]]] = {}
    for paper in papers:
        found = _PART.search(paper.title, _SHORTEST_HEAD)
        if found:
            head = fold(paper.title[:found.start()])
            groups.setdefault(" ".join(re.findall(r"\w+", head)), []).append((found[1], paper))
    for group in groups.values():
        for (part, paper), (other_part, other) in combinations(group, 2):
            yield paper, other, f"Part {other_part} of the same series", f"Part {part} of the same series"


def _projects(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper, str, str]]:
    """A title that begins with a name which another paper introduces, and goes on: "ZeRO-Offload: …" after "ZeRO"."""
    heads: dict[str, list[tuple[str, Paper]]] = {}
    for paper in papers:
        found = _HEAD.match(paper.title)
        if found and is_telling(found[1], paper.title):
            heads.setdefault(_base(found[1]), []).append((found[1], paper))
    for base, group in sorted(heads.items()):
        first = [paper for name, paper in group if name == base and base in paper.introduces]
        if not first or len(group) == 1:
            continue
        for (_, paper), (_, other) in combinations(group, 2):
            if paper.slug != other.slug and _may_be_colleagues(paper, other):
                yield paper, other, f"same project: {base}", f"same project: {base}"


def _base(name: str) -> str:
    base = _LATER.split(name, maxsplit=1)[0]
    return base if base and is_telling(base, f"{base}:") else name


def _may_be_colleagues(paper: Paper, other: Paper) -> bool:
    """Whether two papers share an author, or do not say who wrote them."""
    if not paper.authors or not other.authors:
        return True
    return bool({fold(name) for name in paper.authors} & {fold(name) for name in other.authors})


def _repositories(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Paper, str, str]]:
    owners: dict[str, list[Paper]] = {}
    for paper in papers:
        found = (_REPOSITORY.search(url) for url in paper.links.values())
        for repository in sorted({one[1].lower().removesuffix(".git") for one in found if one}):
            owners.setdefault(repository, []).append(paper)
    for group in owners.values():
        if len(group) <= MOST_IN_REPOSITORY:
            for paper, other in combinations(group, 2):
                yield paper, other, "same repository", "same repository"


MOST_IN_REPOSITORY = 12  # a repository that more papers share is a collection, not a project
