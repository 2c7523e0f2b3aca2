"""The `daily_papers` list of Hugging Face's API: papers with what the page of the day says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_fields, signals
from papershelf.readers import json_records as records
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.text import ids

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def confidence(sample: Sample) -> Recognition:
    """The first object holds a paper with an id, or is one that says its votes."""
    item = sample.first_object
    paper = item.get("paper")
    found = isinstance(paper, dict) and "id" in paper and "title" in {**item, **paper}
    return sure(found or {"id", "title", "upvotes"} <= item.keys(), SIGNED,
                "JSON whose first object is a paper of Hugging Face, with its votes")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The papers of the day in their order. The day is theirs where the file holds those of one day alone."""
    entries, problems = records.objects(text, source, _entry)
    days = {entry.source.date for entry in entries}
    if len(days) != 1:
        entries = [replace(entry, source=replace(entry.source, date="")) for entry in entries]
    return entries, problems


def _entry(item: Mapping[str, Any], source: Source) -> Entry | None:
    paper = item.get("paper")
    value = {**item, **({key: field for key, field in paper.items() if field} if isinstance(paper, dict) else {})}
    title = json_fields.text_of(value.get("title"))
    if not title:
        return None
    day = _DAY.match(json_fields.text_of(value.get("submittedOnDailyAt")))
    code, project = json_fields.text_of(value.get("githubRepo")), json_fields.text_of(value.get("projectPage"))
    where = f.places([("code", code), ("project", project)], arxiv=ids.arxiv_id(json_fields.text_of(value.get("id"))))
    at = day[0] if day else ""
    votes = signals.counted("hf", "votes", value.get("upvotes"), at, source.file)
    stars = signals.counted("github", "stars", value.get("githubStars"), at, source.file)
    return Entry(
        title=title,
        source=replace(source, date=at),
        abstract=json_fields.text_of(value.get("summary")),
        authors=json_fields.people(value.get("authors")),
        year=json_fields.year_of(value.get("publishedAt")),
        arxiv=where.arxiv,
        links=where.links,
        signals=(*stars, *votes),
    )
