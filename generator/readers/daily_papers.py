"""The `daily_papers` list of Hugging Face's API: papers with what the page of the day says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import json_records as records
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.text import ids

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def confidence(sample: Sample) -> Recognition:
    """The first object holds a paper and says when or by whom it was put on the page."""
    item = sample.first_object
    found = isinstance(item.get("paper"), dict) and "title" in {**item, **item["paper"]}
    return sure(found, SIGNED, "JSON whose first object holds a `paper` with a title")


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
    title = records.text_of(value.get("title"))
    if not title:
        return None
    day = _DAY.match(records.text_of(value.get("submittedOnDailyAt")))
    code, project = records.text_of(value.get("githubRepo")), records.text_of(value.get("projectPage"))
    where = f.places([("code", code), ("project", project)], arxiv=ids.arxiv_id(records.text_of(value.get("id"))))
    return Entry(
        title=title,
        source=replace(source, date=day[0] if day else ""),
        abstract=records.text_of(value.get("summary")),
        authors=records.people(value.get("authors")),
        year=records.year_of(value.get("publishedAt")),
        arxiv=where.arxiv,
        links=where.links,
    )
