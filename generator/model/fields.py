"""The fields of records, topics and tags, each declared here once: what readers take, what `check` holds them to, and
what the published JSON Schemas say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.text import ids, slugs

# Forms of values, as JSON Schema and Python both understand them.
# Short enough for the name of a file; `index` is the page of a folder.
SLUG = f"^(?!index$)(?=.{{1,200}}$){slugs.SLUG}$"
# Readers take the blanks around a value away.
_SLUG_ITEM = rf"^\s*(?!index\s*$)(?=\S{{1,200}}\s*$){slugs.SLUG}\s*$"
ARXIV = f"^{ids.ARXIV}$"
DOI = f"^{ids.DOI}$"
_ADDRESS = r"https?://[^\s/?#]+\S*"
WEB = f"^{_ADDRESS}$"
DATE = r"^(?:[0-9]{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
DAY = r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
TAG_DECISION = r"^-?\s*(?!\S*:\s*$)[^\s-].*$"
YEARS = range(1000, 2101)
MOST_TOPICS = 3
# Kinds of tags and the headings that they have, in the order of the tags page; a shelf declares others by a setting.
TAG_KINDS: Mapping[str, str] = {
    "dataset": "Datasets and benchmarks", "model": "Models", "method": "Methods and techniques", "task": "Tasks",
    "hardware": "Hardware", "software": "Software and simulators", "material": "Materials",
    "instrument": "Instruments", "organism": "Organisms", "area": "Areas and notions", "other": "Other"}

# What files that the program starts say until somebody writes something: text that says nothing of its subject.
STARTING_TITLE = "Its title"
STARTING_SCOPE = "What belongs here, in one line."
STARTING_BODY: Mapping[str, str] = {
    "topics": "What the question is, which schools of answer there are, and what is still open.",
    "tags": "What it is, in a sentence or two.",
    "authors": "What they work on, in a sentence or two.",
    "venues": "What it is, and what appears there.",
    "listings": "What was collected here, and why."}

_TEXT: Mapping[str, Any] = {"type": ["string", "null"]}
_NAME: Mapping[str, Any] = {"type": "string", "pattern": r"\S"}
_NAMES: Mapping[str, Any] = {"type": ["array", "null"], "items": _NAME, "uniqueItems": True}
# What a source counted on a day: any number of counts by name.
SIGNAL: Mapping[str, Any] = {
    "type": "object", "required": ["from"], "minProperties": 2,
    "properties": {"from": _NAME, "at": {**_TEXT, "pattern": f"^$|{DAY}"}},
    "additionalProperties": {"type": "integer", "minimum": 0}}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of front matter: its name, the JSON Schema of its value, and what it says."""

    name: str
    shape: Mapping[str, Any]
    says: str


# In the order in which a new record lists its fields.
RECORD = (
    Field("title", _NAME, "The paper's title."),
    Field("authors", {"type": ["array", "null"], "items": _NAME}, "Names as they read: first name first."),
    Field("year", {"type": ["integer", "null"], "minimum": YEARS.start, "maximum": YEARS.stop - 1},
          "The year of publication."),
    Field("venue", _TEXT, "The venue as it is cited, such as ICLR 2024."),
    Field("arxiv", {**_TEXT, "pattern": rf"^\s*(?:{ids.ARXIV})?\s*$"},
          "The arXiv identifier in quotes, without an address around it."),
    Field("doi", {**_TEXT, "pattern": rf"^\s*(?:{ids.DOI})?\s*$"}, "The DOI, without an address around it."),
    Field("links", {"type": ["object", "null"], "additionalProperties": {"type": "string", "pattern": WEB},
                    "properties": {kind: {"type": "string", "pattern": WEB}
                                   for kind in ("code", "project", "data", "demo", "paper")}},
          "Addresses by kind: code, project, data, demo, paper; a second of one kind is code2."),
    Field("signals", {"type": ["array", "null"], "items": SIGNAL},
          "What sources counted, and when: {from: hf, votes: 57, at: 2026-03-01}. Imports keep the latest of each."),
    Field("topics", {**_NAMES, "maxItems": MOST_TOPICS},
          "Ids of topics, the most fitting first. Left out: computed from the text on every build."),
    Field("tags", {**_NAMES, "items": {"type": "string", "pattern": TAG_DECISION}},
          "Additions, and removals with a -, to what the text says. A name that the vocabulary does not know takes its "
          "kind before a colon: dataset:FooBench."),
    Field("introduces", _NAMES, "The names that the paper itself introduces. Left out: computed; empty: none."),
    Field("aliases", {**_NAMES, "items": {"type": "string", "pattern": _SLUG_ITEM}},
          "Old addresses, which lead here for ever."),
    Field("listings", {"type": ["array", "null"], "items": {
        "type": "object", "required": ["file", "line"], "properties": {
            "file": {"type": "string"}, "line": {"type": "integer", "minimum": 1},
            "date": {**_TEXT, "pattern": f"^$|{DATE}"}}}}, "Where the paper was found. Imports keep it."),
    Field("imported", {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
          "What the last import wrote: a digest and a source for each field. Imports keep it."),
)
# Titles in other languages: title_zh, title_pt-BR.
TITLE_IN = r"title_([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)"
RECORD_PATTERNS = {f"^{TITLE_IN}$": Field(
    "title_zh", _TEXT, "The title in another language, by its tag; ## Summary (zh) and ## Abstract (zh) go with it.")}
TOPIC = (
    Field("title", _NAME, "The topic's name."),
    Field("group", _TEXT, "The heading that it stands under."),
    Field("order", {"type": ["integer", "null"]}, "Its place among the topics."),
    Field("scope", _TEXT, "What belongs here, in one line."),
    Field("match", {"type": ["array", "null"], "items": {"anyOf": [_NAME, {
        "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "number"}}]}},
          "Words and phrases that speak for the topic: - a phrase, or - a phrase: 3. Below 0 speaks against."),
    Field("aliases", {**_NAMES, "items": {"type": "string", "pattern": _SLUG_ITEM}},
          "Old ids, whose addresses lead here."),
)
TAG = (
    Field("title", _NAME, "The tag's name."),
    Field("kind", {**_TEXT, "examples": list(TAG_KINDS)}, "What it is, such as dataset, model, method or task."),
    Field("aliases", _NAMES, "Other ways to write the name."),
    Field("family", _TEXT, "The tag that this one is a version of."),
    Field("needs", _NAMES, "Words of which at least one must stand in the text as well."),
    Field("unless", _NAMES, "Words of which none may stand in the text."),
)
LISTING = (
    Field("title", _TEXT, "What the listing is called. Left out: named by its date."),
    Field("date", {**_TEXT, "pattern": f"^$|{DAY}"}, "Its day, such as 2025-03-11. Left out: what its records say."),
    Field("url", {**_TEXT, "pattern": f"^$|{WEB}"}, "Where the listing stands on the web."),
)
AUTHOR = (
    Field("title", _NAME, "The author's name, as pages show it."),
    Field("aliases", _NAMES, "Other spellings of the name in records of papers."),
    Field("papers", {**_NAMES, "items": {"type": "string", "pattern": _SLUG_ITEM}},
          "The papers that are theirs where somebody else has the same name, by the names of their records. Left out: "
          "all."),
    Field("orcid", {**_TEXT, "pattern": rf"^\s*(?:{ids.ORCID})?\s*$"}, "The ORCID iD: 0000-0002-1825-0097."),
    Field("homepage", {**_TEXT, "pattern": rf"^\s*(?:{_ADDRESS})?\s*$"}, "Where they stand on the web."),
)
VENUE = (
    Field("title", _NAME, "The venue's name, as pages show it."),
    Field("aliases", _NAMES, "Other names that records of papers have for it, without years."),
    Field("homepage", {**_TEXT, "pattern": rf"^\s*(?:{_ADDRESS})?\s*$"}, "Where it stands on the web."),
)


def is_slug(text: str) -> bool:
    """Whether a text is a clean name of a page, as records, topics and their aliases have."""
    return re.fullmatch(SLUG, text) is not None


def names(fields: Sequence[Field]) -> tuple[str, ...]:
    """The names of fields, in their order."""
    return tuple(field.name for field in fields)
