"""The JSON export, which other programs rely on, and its schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from papershelf.model import Mention, Paper, Related, signal_items
from papershelf.model.each import Each, one_by_one
from papershelf.model.fields import SIGNAL

_NEXT = ",\n  "


def to_json(papers: Sequence[Paper], each: Each = one_by_one) -> str:
    """The contract: `{"papers": […]}`, papers sorted by slug, one field a line."""
    texts = each(partial(_text), sorted(papers, key=lambda p: p.slug), name=attrgetter("slug"))
    return f'{{\n "papers": [\n  {_NEXT.join(texts)}\n ]\n}}\n' if texts else '{\n "papers": []\n}\n'


def _text(paper: Paper) -> str:
    """A paper as it stands among the others: no text has a line's end in JSON."""
    return json.dumps(paper_data(paper), ensure_ascii=False, indent=1).replace("\n", "\n  ")


def paper_data(paper: Paper) -> dict[str, Any]:
    """One paper as the contract has it."""
    return {
        "slug": paper.slug,
        "title": paper.title,
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue or None,
        "arxiv": paper.arxiv or None,
        "doi": paper.doi or None,
        "links": dict(paper.links),
        "signals": signal_items(paper.signals),
        "summary": paper.summary,
        "abstract": paper.abstract,
        "translations": {one.language: {"title": one.title, "summary": one.summary, "abstract": one.abstract}
                         for one in paper.translations},
        "topics": [{"id": use.id, "evidence": list(use.evidence), "confidence": use.confidence,
                    "uncertain": use.uncertain} for use in paper.topics],
        "tags": [{"name": tag.name, "kind": tag.kind, "evidence": tag.evidence, "written": tag.written}
                 for tag in paper.tags],
        "introduces": list(paper.introduces),
        "related": [_related_data(one) for one in paper.related],
        "further": [_related_data(one) for one in paper.further],
        "mentions": [_mention_data(one) for one in paper.mentions],
        "mentioned_by": [_mention_data(one) for one in paper.mentioned_by],
        "listings": [{"file": source.file, "date": source.date or None, "line": source.line}
                     for source in paper.listings],
    }


def _related_data(one: Related) -> dict[str, Any]:
    return {"slug": one.slug, "score": one.score, "reasons": list(one.reasons)}


def _mention_data(one: Mention) -> dict[str, Any]:
    return {"slug": one.slug, "name": one.name, "sentence": one.sentence}


def schema() -> str:
    """JSON Schema (2020-12) of the contract, published beside `api/papers.json`."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}

    def optional(kind: str) -> dict[str, Any]:
        return {"type": [kind, "null"]}

    def items(required: Sequence[str], **properties: Any) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "object", "required": list(required), "properties": properties}}

    related = items(("slug", "score", "reasons"), slug=text, score={"type": "number"},
                    reasons={**texts, "minItems": 1})
    mentions = items(("slug", "name", "sentence"), slug=text, name=text, sentence=text)
    paper = {
        "slug": text, "title": text, "authors": texts, "year": optional("integer"), "venue": optional("string"),
        "arxiv": optional("string"), "doi": optional("string"),
        "links": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "signals": {"type": "array", "items": SIGNAL},
        "summary": text, "abstract": text,
        "translations": {"type": "object", "additionalProperties": {
            "type": "object", "required": ["title", "summary", "abstract"],
            "properties": {"title": text, "summary": text, "abstract": text}}},
        "topics": items(("id", "evidence"), id=text, evidence={**texts, "minItems": 1},
                        confidence={"type": "number", "minimum": 0, "maximum": 1}, uncertain={"type": "boolean"}),
        "tags": items(("name", "kind", "evidence"), name=text, kind=text, evidence=text, written=text),
        "introduces": texts, "related": related, "further": related, "mentions": mentions, "mentioned_by": mentions,
        "listings": items(("file", "line"), file=text, date=optional("string"), line={"type": "integer", "minimum": 1}),
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Papershelf export",
        "type": "object",
        "required": ["papers"],
        "properties": {"license": text, "papers": {"type": "array", "items": {
            "type": "object", "required": list(paper), "properties": paper}}},
    }
    return json.dumps(whole, indent=1) + "\n"
