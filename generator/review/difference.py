"""What two editions of a shelf can differ in, as the templates of a review show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from papershelf.model import Problem, Shelf


@dataclass(frozen=True, slots=True)
class Edition:
    """A shelf at one time: what follows from its files, the titles of its pages by address, addresses that lead to
    others, the text of each file that people wrote by its path below `docs/`, and what is wrong with those files."""

    shelf: Shelf
    pages: Mapping[str, str]
    redirects: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a paper or topic, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that a paper has, such as a topic, a tag or a link, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Moves:
    """What a paper gained and lost of one thing: `topics`, `tags`, `links to papers`, …"""

    of: str
    gained: tuple[Reason, ...]
    lost: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper that the shelf did not have."""

    address: str
    title: str
    authors: str
    summary: str
    has: tuple[Moves, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A paper whose address leads to another one now: renamed, or made one with it."""

    old: str
    old_title: str
    new: str
    new_title: str


@dataclass(frozen=True, slots=True)
class ChangedPaper:
    """A paper that both editions have and that readers see differently: its facts, and what follows from the shelf."""

    address: str
    title: str
    facts: tuple[Fact, ...]
    moves: tuple[Moves, ...]


@dataclass(frozen=True, slots=True)
class ChangedTopic:
    """A topic that came, went, or changed; and the papers that moved in and out of it."""

    title: str
    what: str
    before: int
    after: int
    facts: tuple[Fact, ...]
    moves: Moves


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, and whether it is what differs."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of one text beside its line of the other. A side without a number has no such line."""

    left: int | None
    left_pieces: tuple[Piece, ...]
    right: int | None
    right_pieces: tuple[Piece, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A file before and after, side by side: the places that differ, each with a few lines around it."""

    name: str
    hunks: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something there were, and are."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that a change does to readers."""

    counts: tuple[Count, ...]
    added: tuple[NewPaper, ...]
    merged: tuple[Moved, ...]
    renamed: tuple[Moved, ...]
    gone: tuple[Moved, ...]
    edited: tuple[ChangedPaper, ...]
    affected: tuple[ChangedPaper, ...]
    topics: tuple[ChangedTopic, ...]
    pages_added: tuple[Reason, ...]
    pages_gone: tuple[Moved, ...]
    broken: tuple[Reason, ...]
    texts: tuple[ChangedText, ...]
    errors: tuple[Problem, ...]
    fixed: int

    @property
    def is_empty(self) -> bool:
        """Whether readers see no difference and no file differs."""
        return not any((self.added, self.merged, self.renamed, self.gone, self.edited, self.affected, self.topics,
                        self.pages_added, self.pages_gone, self.broken, self.texts, self.errors))


@dataclass(frozen=True, slots=True)
class Review:
    """A difference for a template: where it is counted from, and how many items of a list are shown."""

    base: str
    difference: Difference
    limit: int = 25
