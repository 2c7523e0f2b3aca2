"""CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from papershelf.exports.citing import csl_type
from papershelf.model import Paper
from papershelf.text.person import name_parts

# Where the venue stands for types that are in no container.
_VENUE = {"thesis": "publisher", "report": "publisher", "book": "publisher"}


def to_csl(papers: Sequence[Paper]) -> str:
    """The shelf as CSL-JSON (citationstyles.org, schema 1.0), items sorted by slug."""
    items = [csl_item(paper) for paper in sorted(papers, key=lambda p: p.slug)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def csl_item(paper: Paper) -> dict[str, Any]:
    """A paper as an item of CSL-JSON."""
    item: dict[str, Any] = {"id": paper.slug, "type": csl_type(paper.venue), "title": paper.title}
    if paper.authors:
        item["author"] = [_name(one) for one in paper.authors]
    if paper.year:
        item["issued"] = {"date-parts": [[paper.year]]}
    if paper.venue:
        item[_VENUE.get(item["type"], "container-title")] = paper.venue
    if paper.doi:
        item["DOI"] = paper.doi
    if paper.arxiv:
        item["number"] = f"arXiv:{paper.arxiv}"
        item["URL"] = f"https://arxiv.org/abs/{paper.arxiv}"
    return item


def _name(name: str) -> dict[str, str]:
    """A name in its parts, or whole where it has but one or is an institution's."""
    parts = name_parts(name)
    if parts.is_whole:
        return {"literal": name}
    said = {"family": parts.family, "given": parts.given, "non-dropping-particle": parts.particle,
            "suffix": parts.suffix}
    return {part: value for part, value in said.items() if value}
