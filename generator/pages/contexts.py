"""What each kind of page shows: one frozen dataclass per template, which names it `page`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from papershelf.model import MapLabel, MapNames

# Papers by year: (year, papers).
Series = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What every template may name as `site`."""

    name: str
    url: str
    repo_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: what it says, where it leads, and a word about it."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence in three parts: before the name that it is quoted for, the name, after it."""

    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list. `place` is where and when it appeared, `abstract` the address of its abstract where there is
    one, the note of each of `ways` its kind, `coins` what reference managers read of it; `why` and `quote` say what it
    does in this list."""

    title: str
    href: str
    authors: str
    year: int | None
    place: str
    blurb: str
    topics: tuple[Ref, ...]
    tags: tuple[Ref, ...] = ()
    ways: tuple[Ref, ...] = ()
    abstract: str = ""
    coins: str = ""
    is_new: bool = False
    why: str = ""
    quote: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a long list: each by its number, which is the present one."""

    pages: tuple[Ref, ...]
    number: int


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in a list of topics."""

    ref: Ref
    scope: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of topics: its papers, their years, and the number of its colour."""

    title: str
    topics: tuple[TopicEntry, ...]
    count: int
    years: Series
    hue: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A paper on the map."""

    ref: Ref
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Area:
    """A topic on the map: its papers, and its name on each drawing that has a place for it."""

    ref: Ref
    dots: tuple[Dot, ...]
    labels: tuple[MapLabel | None, MapLabel | None]


@dataclass(frozen=True, slots=True)
class Region:
    """A group of topics on the map, by its colour."""

    title: str
    hue: int
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What papers have in common, under a heading: the tags of a kind, co-authors, years, venues."""

    kind: str
    tags: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """A listing in the list of listings."""

    ref: Ref
    date: str
    count: int
    new: int


@dataclass(frozen=True, slots=True)
class Trending:
    """A paper that trends, and why: each reason with the page that shows it, where there is one."""

    card: Card
    reasons: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """What trends in a span of time: its name, its place on the page, its days, its papers."""

    title: str
    anchor: str
    days: str
    papers: tuple[Trending, ...]


@dataclass(frozen=True, slots=True)
class TrendingPage:
    title: str
    description: str
    spans: tuple[Span, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class HomePage:
    title: str
    description: str
    intro: str
    numbers: tuple[tuple[int, Ref], ...]
    groups: tuple[Group, ...]
    latest: Ref | None
    latest_note: str
    latest_cards: tuple[Card, ...]
    listings: tuple[ListingEntry, ...]
    regions: tuple[Region, ...]
    size: tuple[int, int]
    places: Mapping[str, Ref]
    trending: Span | None = None


@dataclass(frozen=True, slots=True)
class TopicsPage:
    title: str
    description: str
    intro: str
    groups: tuple[Group, ...]
    unshelved: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A paper names something: its figures as one text, or nothing, and the sentence, or nothing."""

    figures: str
    quote: Quoted | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A paper and its cell under each name."""

    paper: Ref
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """Papers × names: the kinds with the number of their names, the names, the papers."""

    caption: str
    kinds: tuple[tuple[str, int], ...]
    names: tuple[Ref, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    title: str
    description: str
    topic: Ref
    table: MatrixTable
    form: Ref
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class TopicPage:
    title: str
    description: str
    group: str
    scope: str
    intro: str
    count: int
    first: int
    years: str
    series: Series
    named: tuple[Named, ...]
    filters: tuple[tuple[str, int], ...]
    with_code: int
    cards: tuple[Card, ...]
    also: tuple[Card, ...]
    neighbours: tuple[Ref, ...]
    pager: Pager | None
    whole: Ref | None
    index: Ref
    linked_data: str = ""
    feeds: tuple[Ref, ...] = ()
    forms: tuple[Ref, ...] = ()
    matrix: MatrixTable | None = None
    whole_matrix: Ref | None = None


@dataclass(frozen=True, slots=True)
class PapersPage:
    title: str
    description: str
    intro: str
    count: int
    sections: tuple[tuple[str, str, tuple[Card, ...]], ...]
    orders: tuple[Ref, ...]
    jumps: tuple[Ref, ...]
    pager: Pager | None
    linked_data: str = ""
    years: Mapping[str, Ref] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A link with the reasons for it; `uncertain` where they decided only just, `decided` where a person did."""

    ref: Ref
    reasons: tuple[str, ...]
    uncertain: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A tag on a paper page: its page where it has one, its kind, and the sentence that names it where one does."""

    name: str
    href: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A paper's page in a language: the language's name and tag, the link to it, its place below the site's root
    without an ending, and whether it is the present one."""

    name: str
    tag: str
    href: str
    place: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class PaperPage:
    slug: str
    title: str
    description: str
    authors: tuple[Ref, ...]
    places: tuple[Ref, ...]
    ways: tuple[Ref, ...]
    summary: str
    abstract: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    topics: tuple[Reasoned, ...]
    tags: tuple[Chip, ...]
    introduces: tuple[str, ...]
    related: tuple[Card, ...]
    further: tuple[Card, ...]
    mentions: tuple[Card, ...]
    mentioned_by: tuple[Card, ...]
    listings: tuple[Ref, ...]
    bibtex: str
    previous: Ref | None
    next: Ref | None
    within: Ref | None
    editions: tuple[Edition, ...] = ()
    head: tuple[tuple[str, str], ...] = ()
    linked_data: str = ""


@dataclass(frozen=True, slots=True)
class ListingsPage:
    title: str
    description: str
    intro: str
    listings: tuple[ListingEntry, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    title: str
    description: str
    file: str
    date: str
    url: str
    intro: str
    count: int
    new: int
    cards: tuple[Card, ...]
    previous: Ref | None
    next: Ref | None
    index: Ref
    linked_data: str = ""
    feeds: tuple[Ref, ...] = ()
    forms: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class TagKind:
    """The tags of a kind: how many there are, the most used first, and all by letter where these are not all. The note
    of a tag is the number of papers on its page; one without leads to the paper that names it."""

    title: str
    anchor: str
    count: int
    most: tuple[Ref, ...]
    letters: tuple[tuple[str, str, tuple[Ref, ...]], ...]


@dataclass(frozen=True, slots=True)
class TagsPage:
    title: str
    description: str
    intro: str
    kinds: tuple[TagKind, ...]
    left_out: int
    search: Ref


@dataclass(frozen=True, slots=True)
class TagPage:
    title: str
    description: str
    kind: str
    intro: str
    count: int
    years: str
    series: Series
    cards: tuple[Card, ...]
    topics: tuple[Ref, ...]
    together: tuple[Ref, ...]
    start: str
    index: Ref
    linked_data: str = ""
    feeds: tuple[Ref, ...] = ()
    forms: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesPage:
    kind: str
    title: str
    description: str
    intro: str
    nothing: str
    sections: tuple[tuple[str, str, tuple[tuple[Ref, int], ...]], ...]
    orders: tuple[Ref, ...]
    jumps: tuple[Ref, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class GatheredPage:
    kind: str
    title: str
    description: str
    intro: str
    count: int
    ways: tuple[Ref, ...]
    years: str
    series: Series
    topics: tuple[Ref, ...]
    beside: Named
    cards: tuple[Card, ...]
    dense: bool
    index: Ref
    pager: Pager | None
    linked_data: str = ""
    feeds: tuple[Ref, ...] = ()
    forms: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutPage:
    title: str
    description: str
    intro: str
    numbers: tuple[tuple[int, Ref], ...]
    years: Series
    by_group: Mapping[str, Series]
    table: tuple[tuple[int, tuple[int, ...]], ...]
    growth: tuple[tuple[str, int], ...]
    shared: tuple[Ref, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class RedirectPage:
    title: str
    target: Ref


@dataclass(frozen=True, slots=True)
class MapPage:
    title: str
    description: str
    size: tuple[int, int]
    regions: tuple[Region, ...]
    names: tuple[MapNames, MapNames]
    unshelved: tuple[Dot, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    title: str
    description: str
    numbers: tuple[tuple[int, Ref], ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPage:
    title: str
    description: str
    intro: str = ""
