"""The nouns of Papershelf: frozen values that the stages hand to each other.

Nothing here reads, decides or renders. A stage takes these values and returns new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from papershelf.model.codes import Code
from papershelf.model.day import Day
from papershelf.model.profiles import Profile
from papershelf.text.paths import printable

# The heading of topics that belong to no group.
NO_GROUP = "Other topics"
# What an evidence says where a person decided, not the paper's text.
FRONT_MATTER = "front matter"
# What a new record says in the place of its summary, until somebody writes one.
STARTING_SUMMARY = "One or two sentences: what is new, and the number that shows it."
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something a user can fix: where it is, what is wrong, what would be right.

    Programs go by the `code`, and never by the words. `rejects` says that an entry of a source was left out for it.
    """

    file: str
    line: int
    code: Code
    what: str
    hint: str
    rejects: bool = False

    def __str__(self) -> str:
        return printable(f"{self.file}:{self.line}: {self.what}; {self.hint}")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a paper was found: file name, line of its title (from 1), listing date.

    The date is `MM-DD`, or `YYYY-MM-DD` where the listing says the year, or empty where it says nothing.
    """

    file: str
    line: int
    date: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """What a source counted of a paper: `what` is `votes`, `citations`, `stars` and the like, `at` the day
    (`YYYY-MM-DD`), empty where the source does not say it."""

    source: str
    what: str
    count: int
    at: str = ""


def signal_items(signals: Iterable[Signal]) -> list[dict[str, str | int]]:
    """Signals as records and exports have them: `{"from": "hf", "votes": 57, "at": "2026-03-01"}`, an item for each
    source and day."""
    items: dict[tuple[str, str], dict[str, str | int]] = {}
    for one in sorted(signals):
        items.setdefault((one.source, one.at), {"from": one.source})[one.what] = one.count
    return [{**item, "at": at} if at else item for (_, at), item in items.items()]


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one source has it. Only the title and where it was found are certain.

    `sections` are the headings that it stands under, the outermost first; an import makes topics of them. `is_own`
    says that the shelf's own export states it, which is no source.
    """

    title: str
    source: Source
    abstract: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    arxiv: str = ""
    doi: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    introduces: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    notes: str = ""
    sections: tuple[str, ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class TopicUse:
    """A topic that a paper is in, the score that put it there, and the words that decided.

    `confidence` is how far the paper's first topic is ahead of the second, from 0 to 1; a person's decision has 1.
    """

    id: str
    evidence: tuple[str, ...]
    score: float = 0.0
    confidence: float = 1.0
    uncertain: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether a person put the paper there."""
        return FRONT_MATTER in self.evidence

    @property
    def words(self) -> tuple[str, ...]:
        """What the paper's text says for the topic, a person's decision or not."""
        return tuple(word for word in self.evidence if word != FRONT_MATTER)


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag that a paper carries: canonical name, kind, the sentence that names it, the name as written there."""

    name: str
    kind: str
    evidence: str
    written: str = ""

    @property
    def sentence(self) -> str:
        """The sentence that names it; empty where only the record says it."""
        return "" if self.evidence == FRONT_MATTER else self.evidence


@dataclass(frozen=True, slots=True)
class Embedded:
    """What reference managers read of a paper in a page: names and values of `<meta>` on its own, and its ContextObject
    (COinS) in lists."""

    tags: tuple[tuple[str, str], ...]
    coins: str


@dataclass(frozen=True, slots=True)
class Related:
    """A neighbour of a paper: its slug, a score between 0 and 1, and what both share."""

    slug: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper names what another one introduces: the other's slug, the name, the sentence."""

    slug: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True, order=True)
class Translation:
    """What a record says of its paper in another language, by the language's tag; what is empty is not said in it."""

    language: str
    title: str = ""
    summary: str = ""
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on the shelf.

    The first block is what its record says. The second is computed on every build and is empty until its
    stage has run: `topics` primary first, `related` best first, `mentioned_by` the mirror of `mentions`.
    """

    slug: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    arxiv: str = ""
    doi: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    signals: tuple[Signal, ...] = ()
    summary: str = ""
    abstract: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    translations: tuple[Translation, ...] = ()
    decided_topics: tuple[str, ...] = ()
    decided_tags: tuple[str, ...] = ()
    decided_introduces: tuple[str, ...] | None = None
    aliases: tuple[str, ...] = ()
    listings: tuple[Source, ...] = ()

    topics: tuple[TopicUse, ...] = ()
    tags: tuple[TagUse, ...] = ()
    introduces: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    further: tuple[Related, ...] = ()
    mentions: tuple[Mention, ...] = ()
    mentioned_by: tuple[Mention, ...] = ()

    @property
    def text(self) -> str:
        """What the paper says of itself, a paragraph a part: summary and abstract, whichever there are."""
        return "\n\n".join(part for part in (self.summary, self.abstract) if part)

    @property
    def appeared(self) -> str:
        """Where and when the paper appeared: its venue, with its year unless the venue says one."""
        said = _YEAR.search(self.venue) or not self.year
        return self.venue if said else f"{self.venue} {self.year}".strip()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that says a paper belongs to a topic. Weight 1 is ordinary; below 0 speaks against."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of papers: `docs/topics/<id>.md`. `body` is Markdown that a person wrote."""

    id: str
    title: str
    group: str = ""
    scope: str = ""
    match: tuple[Term, ...] = ()
    body: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A name that papers share, as the vocabulary or `docs/tags/<slug>.md` has it.

    `needs`: at least one of these stands in the text as well; `unless`: none of them does. `family` is the
    name of the tag that this one is a version of.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    family: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A source that papers were found in: its day, its papers' slugs in the order in which it has them, those that are
    new with it, and what readers are told of it."""

    file: str
    day: Day
    slugs: tuple[str, ...]
    title: str = ""
    new: tuple[str, ...] = ()
    url: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class ListingFile:
    """What a person wrote about a listing, in `docs/listings/<name>.md`."""

    name: str
    title: str = ""
    day: Day = field(default_factory=Day)
    url: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything there is: papers by slug, topics and groups in their order, tags by name, and the kinds of tags in
    their order with their headings; and what people wrote about authors and venues."""

    papers: tuple[Paper, ...]
    topics: tuple[Topic, ...] = ()
    tags: tuple[Tag, ...] = ()
    listings: tuple[Listing, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[Profile, ...] = ()
    venues: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A topic's name on the map: its lines, where the middle of the first one stands, and how many times the map has
    to be enlarged until there is room for it."""

    lines: tuple[str, ...]
    x: int
    y: int
    zoom: int = 1


@dataclass(frozen=True, slots=True)
class MapNames:
    """The names of topics (by id) on a drawing of the map: its width and height, the size of letters and the radius of
    dots in its units."""

    size: tuple[int, int]
    letters: int
    dot: int
    labels: Mapping[str, MapLabel] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Where papers (by slug) stand on the map, its width and height, and the names of topics: on the map as it is, and
    on the upright one of narrow screens, which has width and height exchanged."""

    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    size: tuple[int, int] = (1000, 700)
    wide: MapNames = MapNames((1000, 700), 13, 5)
    tall: MapNames = MapNames((700, 1000), 22, 7)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: path in the tree, template, and the typed context that the template names `page`; of a
    redirect, the path of the page that it `leads_to`."""

    path: str
    template: str
    context: Any
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record's file, read: the paper, its text as it stands, its name below `docs/`, the line of each field, and
    what the last import wrote: a digest and a source by field. `unread` fields say something that is no value of
    theirs; it stands in the text and is the person's to fix."""

    paper: Paper
    text: str
    path: str
    lines: Mapping[str, int] = field(default_factory=dict)
    imported: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a person changed and a source has otherwise: both values. The person's stays."""

    slug: str
    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Update:
    """What an import writes into one record: new values by field, the digests to remember, and how many entries of the
    sources say it."""

    slug: str
    values: Mapping[str, Any]
    imported: Mapping[str, str]
    entries: int = 1


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome of an import, before anything is written.

    `new` papers come with the digests to remember. `entries` counts the entries that went into new, updated and
    unchanged papers and the rejected ones; they add up to the entries read. `papers` counts papers likewise.
    `suspects` are pairs of slugs that may be one paper; `notes` tell what can hardly be, and is no error.
    """

    new: tuple[tuple[Paper, Mapping[str, str]], ...]
    updates: tuple[Update, ...]
    conflicts: tuple[Conflict, ...]
    suspects: tuple[tuple[str, str], ...]
    entries: Mapping[str, int]
    papers: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
