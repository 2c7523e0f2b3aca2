"""CITATION.cff (https://citation-file-format.github.io): the paper that a repository asks to cite.

Where a file names a preferred citation, that is the paper; otherwise the software or data set itself is what is
cited. Papers among the references are read as well, software among them is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers.json_fields import first, objects_at, text_of, year_of
from papershelf.readers.recognition import SIGNED, Recognition, Sample, sure
from papershelf.readers.safely import refuse_deep_yaml
from papershelf.text import ids

_SIGN = re.compile(r"^cff-version\s*:", re.M)
# https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md#definitionsreferencetype
_PAPERS = frozenset("article conference-paper magazine-article newspaper-article pamphlet report thesis unpublished "
                    "book edited-work".split())


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader without dates and numbers of versions, which are texts here."""


_Loader.yaml_implicit_resolvers = {
    first_: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("timestamp", "float")]
    for first_, resolvers in _Loader.yaml_implicit_resolvers.items()}


def confidence(sample: Sample) -> Recognition:
    """A line says the version of the Citation File Format."""
    return sure(_SIGN.search(sample.head) and not sample.is_json, SIGNED, "it says its cff-version")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The paper to cite, and the papers among the references."""
    hint = "write it as cffinit does (https://citation-file-format.github.io/cff-initializer-javascript)"
    try:
        refuse_deep_yaml(text, _Loader)
        node, value = yaml.compose(text, Loader=_Loader), yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        return [], [Problem(source, mark.line + 1 if mark and mark.line <= text.count("\n") else 1,
                            "not-yaml", f"is not YAML ({getattr(error, 'problem', error)})", hint)]
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        return [], [Problem(source, 1, "no-paper", "is no CITATION.cff", hint)]
    entries = [entry for line, item in _items(node, value) if (entry := _entry(item, Source(source, line)))]
    problem = Problem(source, 1, "no-papers",
                      "holds no papers, it has no `title` and no `preferred-citation` with one", hint)
    return entries, [] if entries else [problem]


def _items(node: yaml.MappingNode, value: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What is cited, each with its line."""
    lines = {key.value: below for key, below in node.value}
    preferred = value.get("preferred-citation")
    if isinstance(preferred, dict) and text_of(preferred.get("title")):
        yield lines["preferred-citation"].start_mark.line + 1, preferred
    else:
        yield 1, value
    for number, one in enumerate(value["references"] if isinstance(value.get("references"), list) else ()):
        if isinstance(one, dict) and one.get("type") in _PAPERS:
            yield lines["references"].value[number].start_mark.line + 1, one


def _entry(item: Mapping[str, Any], source: Source) -> Entry | None:
    title = text_of(item.get("title"))
    if not title:
        return None
    numbers = [(first(one, "type"), first(one, "value")) for one in objects_at(item, "identifiers")]
    doi = first(item, "doi") or next((value for kind, value in numbers if kind == "doi"), "")
    named = (*(value for _, value in numbers), first(item, "url", "notes"), first(item, "journal"))
    arxiv = next((found for text in named if (found := ids.arxiv_in(text))), "")
    addresses = [("code", first(item, "repository-code")), ("", first(item, "url")),
                 *(("", value) for kind, value in numbers if kind == "url")]
    where = f.places(addresses, arxiv=arxiv, doi_field=doi)
    venue = first(item, "journal", "collection-title", "conference", "institution")
    return Entry(
        title=title,
        source=source,
        abstract=first(item, "abstract"),
        authors=f.people(map(_person, objects_at(item, "authors"))),
        year=year_of(item.get("year")) or year_of(first(item, "date-published", "date-released")),
        venue="" if f.is_preprint_server(venue) else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
    )


def _person(value: Mapping[str, Any]) -> str:
    """One author: a person by the parts of the name, or an entity by its name."""
    parts = (first(value, "given-names"), first(value, "name-particle"), first(value, "family-names"),
             first(value, "name-suffix"))
    whole = first(value, "name", "alias")
    return " ".join(part for part in parts if part) or (f"{{{whole}}}" if "," in whole else whole)
