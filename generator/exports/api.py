"""The shelf for programs that look before they take: lists as JSON, what there is with its digests, a short guide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from papershelf.exports.citing import one_line
from papershelf.exports.shelf_json import to_json
from papershelf.model import Paper, Topic
from papershelf.model.each import Each, one_by_one

INDEX = "api/index.json"
PARTS = "api/parts"
# Papers of one file where the whole shelf is too much to take at once.
SHARD = 1000
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def topic_json(topic: Topic, address: str, papers: Sequence[Paper]) -> str:
    """A topic with its papers in the order of its page, each with the words that put it there."""
    uses = [(paper, next(use for use in paper.topics if use.id == topic.id)) for paper in papers]
    return _lines({
        "id": topic.id, "title": topic.title, "group": topic.group or None, "scope": topic.scope, "address": address,
        "count": len(papers)}, "papers", [
            {"slug": paper.slug, "title": paper.title, "year": paper.year, "is_first": paper.topics[0].id == topic.id,
             "evidence": list(use.evidence)} for paper, use in uses])


def lists_json(kind: str, lists: Iterable[Mapping[str, Any]]) -> str:
    """All lists of a kind, such as `tags`, each with its title, address and papers."""
    found = list(lists)
    return _lines({"count": len(found)}, kind, found)


def shards(papers: Sequence[Paper], each: Each = one_by_one) -> dict[str, str]:
    """A large shelf in parts, each in the form of the whole; nothing of a small one."""
    ordered = sorted(papers, key=lambda paper: paper.slug)
    parts = [ordered[at:at + SHARD] for at in range(0, len(ordered), SHARD)]
    return {f"{PARTS}/{number}.json": to_json(part, each) for number, part in enumerate(parts, 1)
            } if len(parts) > 1 else {}


def index_json(facts: Mapping[str, Any], counts: Mapping[str, int], files: Mapping[str, bytes]) -> str:
    """What there is: counts, the forms of each paper and list, and files with their digests."""
    told = {path: {"sha256": sha256(data).hexdigest(), "bytes": len(data)} for path, data in sorted(files.items())}
    whole = {name: value for name, value in facts.items() if value}
    each_of = {"paper": [f"api/papers/{{slug}}.{ending}" for ending in ("json", "bib", "ris", "txt")],
               "list": [f"api/{{kind}}/{{name}}.{ending}" for ending in ("txt", "bib", "ris", "csl.json", "csv")],
               "topic": ["api/topics/{id}.json"], "prose": ["api/pages/{path}.txt"]}
    return json.dumps({**whole, "counts": counts, "each": each_of, "files": told}, ensure_ascii=False, indent=1) + "\n"


def api_schemas() -> dict[str, str]:
    """JSON Schemas (2020-12) of a topic, of the lists of a kind, and of what there is, by path."""
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    texts, year = {"type": "array", "items": text}, {"type": ["integer", "null"]}
    paper = {"slug": text, "title": text, "year": year, "is_first": {"type": "boolean"},
             "evidence": {**texts, "minItems": 1}}
    topic = {"id": text, "title": text, "group": {"type": ["string", "null"]}, "scope": text, "address": text,
             "count": number, "papers": {"type": "array", "items": _object(paper)}}
    one = _object({"title": text, "address": text, "papers": texts})
    digest = _object({"sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "bytes": number})
    index = {"title": text, "counts": {"type": "object", "additionalProperties": number},
             "each": {"type": "object", "additionalProperties": texts},
             "files": {"type": "object", "additionalProperties": digest}}
    schemas = {
        "topic-file": ("Topic with its papers", _object(topic)),
        "lists": ("Lists of a kind", {**_object({"count": number}), "additionalProperties": {
            "type": "array", "items": one}}),
        "index": ("What there is of a shelf", _object(index))}
    return {f"api/{name}.schema.json": json.dumps({"$schema": _DIALECT, "title": title, **shape}, indent=1) + "\n"
            for name, (title, shape) in schemas.items()}


def _object(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(fields), "properties": dict(fields)}


def _lines(head: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]) -> str:
    """An object as JSON whose last field is a list, an item on a line."""
    start = json.dumps(head, ensure_ascii=False).removesuffix("}")
    lines = ",\n ".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"{start}, {json.dumps(name)}: [\n {lines}\n]}}\n" if lines else f"{start}, {json.dumps(name)}: []}}\n"


def llms_txt(title: str, said: str, base: str, topics: Sequence[tuple[Topic, int]]) -> str:
    """A guide for readers that are programs (https://llmstxt.org): what this is, what to take, and the topics."""
    lines = [f"# {one_line(title)}", "", f"> {one_line(said)}", "", "## Data", "",
             f"- [What there is]({base}{INDEX}): counts, files and their SHA-256 digests",
             f"- [All papers]({base}api/papers.json): facts, summaries, topics and tags with their evidence, relations "
             f"([JSON Schema]({base}api/papers.schema.json))",
             f"- `{base}api/papers/{{slug}}.json`, `.txt` (Markdown), `.bib`, `.ris`: one paper",
             f"- `{base}api/pages/{{path}}.txt`: the Markdown of a page of prose, such as `about` or `contributing`",
             f"- [Tags]({base}api/tags.json), [authors]({base}api/authors.json), [venues]({base}api/venues.json), "
             f"[listings]({base}api/listings.json): each with the slugs of its papers",
             f"- [What is new]({base}feed.json): a feed, as every list has one", "", "## Topics", ""]
    for topic, count in topics:
        scope = f": {one_line(topic.scope)}" if topic.scope else ""
        lines.append(f"- [{one_line(topic.title)}]({base}api/topics/{topic.id}.txt) ({count}){scope}")
    return "\n".join(lines) + "\n"


def robots_txt(site_url: str) -> str:
    """Everybody may read everything; the sitemap where the site's address is known."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url.rstrip('/')}/sitemap.xml\n" if site_url else "")
