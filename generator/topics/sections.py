"""Topics out of the sections of curated lists: a section is a topic, the heading above it the topic's group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from papershelf.model import NO_GROUP, Entry, Term, Topic
from papershelf.text.slugs import title_slug
from papershelf.text.words import fold

Path = tuple[str, ...]
_WORD = re.compile(r"[a-z0-9]+")
# Names that say nothing without the heading above them.
_NEEDS_PARENT = re.compile(r"(?:others?|other \w+|misc(?:ellaneous)?\.?|general|more|appendix)", re.I)


@dataclass(frozen=True, slots=True)
class Sectioned:
    """Entries with the topics that their sections are, and the topics that are not there yet, in their order."""

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]


def from_sections(entries: Sequence[Entry], known: Iterable[Topic]) -> Sectioned:
    """Make topics of the sections that entries stand in.

    A section that is called like a topic of the shelf is that topic. Sections of one name under different headings
    are told apart by the heading above. A paper that stands in several sections is several entries, each with its
    topic.
    """
    paths = list(dict.fromkeys(entry.sections for entry in entries if entry.sections))
    # The shelf's own list has the titles of topics as they are.
    own = {entry.sections for entry in entries if entry.is_own}
    titles = {path: path[-1] if path in own else title for path, title in _titles(paths).items()}
    ids = {key: topic.id for topic in known for name in (topic.id, topic.title, *topic.aliases)
           if (key := _key(name))}
    proposed: dict[str, Topic] = {}
    by_path: dict[Path, str] = {}
    for path in paths:
        title = titles[path]
        if (found := ids.get(_key(title))) is None:
            found = title_slug(title)
            if found not in proposed:
                proposed[found] = _topic(found, title, path)
        by_path[path] = found
    return Sectioned(
        tuple(replace(e, topics=(by_path[e.sections],)) if e.sections else e for e in entries),
        tuple(proposed.values()))


def _key(name: str) -> str:
    return " ".join(_WORD.findall(fold(name))) or fold(name).strip()


def _titles(paths: Sequence[Path]) -> Mapping[Path, str]:
    """What each section is called: its heading, with the one above where that alone tells it from others."""
    parents: dict[str, set[Path]] = defaultdict(set)
    for path in paths:
        parents[_key(path[-1])].add(path[:-1])
    return {path: f"{path[-2]}: {path[-1]}" if len(path) > 1 and (
        len(parents[_key(path[-1])]) > 1 or _NEEDS_PARENT.fullmatch(path[-1])) else path[-1] for path in paths}


def _topic(name: str, title: str, path: Path) -> Topic:
    group = path[-2] if len(path) > 1 else NO_GROUP
    return Topic(name, title, group, f"What its list calls {path[-1]}.", (Term(path[-1].lower(), 3),), "")
