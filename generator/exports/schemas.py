"""The JSON Schemas of the shelf's files, for editors that complete and check front matter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from papershelf.model.fields import AUTHOR, LISTING, RECORD, RECORD_PATTERNS, TAG, TOPIC, VENUE, Field

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files(topics: Iterable[str], tags: Iterable[str]) -> dict[str, str]:
    """The schemas that are published beside the export, by path.

    In: the ids of topics (old ones too) and the names of tags, so that editors can complete them.
    """
    return {
        "api/record.schema.json": _schema("record of a paper", _completed(sorted(set(topics)), sorted(set(tags))),
                                          patterns=RECORD_PATTERNS),
        "api/topic.schema.json": _schema("topic", TOPIC),
        "api/tag.schema.json": _schema("tag", TAG),
        "api/author.schema.json": _schema("file of an author", AUTHOR),
        "api/venue.schema.json": _schema("file of a venue", VENUE),
        "api/listing.schema.json": _schema("listing", LISTING, required=()),
    }


def schema_comment(address: str) -> str:
    """The comment that names a file's schema, as yaml-language-server and the editors that use it read it."""
    return f"# yaml-language-server: $schema={''.join(address.split())}\n" if address else ""


def _completed(topics: Sequence[str], tags: Sequence[str]) -> Iterable[Field]:
    """The fields of a record, with the topics and tags that this shelf has."""
    for field in RECORD:
        items: Mapping[str, Any] = field.shape.get("items", {})
        if field.name == "topics" and topics:
            items = {**items, "enum": list(topics)}
        elif field.name == "tags" and tags:
            # Other tags are right as well, so the known ones are but one of two choices.
            items = {"anyOf": [{"enum": list(tags)}, items]}
        yield Field(field.name, {**field.shape, "items": items} if items else field.shape, field.says)


def _schema(noun: str, fields: Iterable[Field], required: Sequence[str] = ("title",),
            patterns: Mapping[str, Field] | None = None) -> str:
    whole = {
        "$schema": _DIALECT,
        "title": f"Front matter of a {noun}",
        "type": "object",
        "required": list(required),
        "properties": {field.name: {"description": field.says, **field.shape} for field in fields},
        "patternProperties": {"^x-": {}, **{pattern: {"description": field.says, **field.shape}
                                            for pattern, field in (patterns or {}).items()}},
        "additionalProperties": False,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
