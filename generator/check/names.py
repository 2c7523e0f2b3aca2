"""Names that pages would be made from: what is no clean name makes none and is an error of every command."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from papershelf.model import fields as schemas
from papershelf.check.addresses import Published
from papershelf.model import Problem, Record, Topic
from papershelf.text.paths import is_name, unsafe

_CLEAN = "write it with lower-case letters, digits and hyphens"
_INDEX = re.compile(r"(?:^|/)(?:index|README)/$")


def check_names(records: Sequence[Record], topics: Sequence[Topic], texts: Mapping[str, str]) -> list[Problem]:
    """Aliases of records and topics, ids of topics, and names of listings.

    Args:
        records: Every record of the shelf.
        topics: Every topic, those without a clean id included.
        texts: The text of each file by its path below `docs/`, for the lines of topics' aliases.
    """
    return [*(problem for record in records for problem in _of_record(record)),
            *(problem for topic in topics for problem in _of_topic(topic, texts.get(f"topics/{topic.id}.md", "")))]


def check_published(published: Sequence[Published], file: str) -> list[Problem]:
    """Published addresses that no page and no file of a site can have."""
    return [Problem(file, one.line, f"{one.address} is no address that a site can have",
                    "write it as it stands after the site's own address, such as papers/name/, or delete the line")
            for one in published if not is_address(one.address, moved=bool(one.now))]


def is_address(address: str, *, moved: bool = False) -> bool:
    """Whether a page can stand at an address below the site's root, or a file where nothing has `moved`."""
    path = address.removesuffix("/")
    page = address.endswith("/") and not _INDEX.search(address)
    return (page or (not moved and not address.endswith("/"))) and not unsafe(path)


def _of_record(record: Record) -> Iterator[Problem]:
    for number, alias in enumerate(record.paper.aliases):
        if alias and not schemas.is_slug(alias):
            yield _problem(record, f"aliases.{number}", f"alias {alias} makes no clean address", _CLEAN)
    for source in record.paper.listings:
        if not is_name(source.file):
            yield _problem(record, "listings", f"listings has the file {source.file}, which is no name of a file",
                           "write the file's name without its folder")


def _of_topic(topic: Topic, text: str) -> Iterator[Problem]:
    path = f"topics/{topic.id}.md"
    if not schemas.is_slug(topic.id):
        yield Problem(path, 1, f"the file's name {topic.id} makes no clean address, and the topic no page",
                      "name it with lower-case letters, digits and hyphens")
    found = re.search(r"^aliases[ \t]*:", text, re.M)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    for alias in topic.aliases:
        if not schemas.is_slug(alias):
            yield Problem(path, line, f"alias {alias} makes no clean address", _CLEAN)


def _problem(record: Record, place: str, what: str, hint: str) -> Problem:
    line = record.lines.get(place, record.lines.get(place.partition(".")[0], 1))
    return Problem(record.path, line, what, hint)
