"""Merging: who is the same paper, and what an import may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.merge import merge, merge_records
from papershelf.model import Entry, Merge, Paper, Record, Signal, Source
from papershelf.records import apply, compose, joined, parse
from papershelf.text.slugs import title_key, title_slug
from support import THOROUGH

Shelf = dict[str, str]


def entry(title: str = "PocketNet: Small Nets", file: str = "a.txt", line: int = 1, date: str = "03-11", **facts: object
          ) -> Entry:
    return Entry(title, Source(file, line, date), **facts)  # type: ignore[arg-type]


def read(shelf: Shelf) -> list[Record]:
    records = []
    for slug, text in shelf.items():
        record, problems = parse(text, slug, f"papers/{slug}.md")
        assert record is not None, problems
        records.append(record)
    return records


def imported(shelf: Shelf, *entries: Entry, enrich: bool = False) -> tuple[Shelf, Merge]:
    """The shelf's files after an import of the entries, and its outcome."""
    outcome = merge(entries, read(shelf), enrich=enrich)
    after = dict(shelf)
    for paper, marks in outcome.new:
        after[paper.slug] = compose(paper, marks)
    for update in outcome.updates:
        after[update.slug] = apply(after[update.slug], {**update.values, "imported": dict(update.imported)})
    return after, outcome


def only(shelf: Shelf) -> Paper:
    (record,) = read(shelf)
    return record.paper


def test_one_paper_of_two_listings_becomes_one_record() -> None:
    """Titles that differ in case, dashes and accents are one paper; both sources are kept."""
    shelf, outcome = imported({}, entry("Naïve Nets -- A Study", file="a.txt", line=3),
                              entry("NAIVE NETS: a study", file="b.txt", line=7))
    assert [(s.file, s.line) for s in only(shelf).listings] == [("a.txt", 3), ("b.txt", 7)]
    assert outcome.entries == {"new": 2, "updated": 0, "unchanged": 0, "rejected": 0}
    assert outcome.papers["new"] == 1


def test_importing_twice_changes_nothing() -> None:
    """The same entries again leave every byte as it is and count as unchanged."""
    entries = (entry(abstract="Nets."), entry("Another", line=9, abstract="More."))
    shelf, _ = imported({}, *entries)
    again, outcome = imported(shelf, *entries)
    assert again == shelf
    assert outcome.papers == {"new": 0, "updated": 0, "unchanged": 2}


def test_what_nobody_touched_follows_the_source() -> None:
    """A listing that is saved again with a fixed abstract fixes the record."""
    shelf, _ = imported({}, entry(abstract="Nets are smal."))
    shelf, outcome = imported(shelf, entry(abstract="Nets are small."))
    assert only(shelf).abstract == "Nets are small."
    assert outcome.papers["updated"] == 1


def test_what_a_person_changed_stays_and_is_reported() -> None:
    """A person's abstract survives a source that says something else; the report has both texts."""
    shelf, _ = imported({}, entry(abstract="Nets."))
    shelf = {slug: text.replace("Nets.", "My words.") for slug, text in shelf.items()}
    after, outcome = imported(shelf, entry(abstract="Other nets."))
    assert after == shelf
    assert [(c.field, c.ours, c.theirs) for c in outcome.conflicts] == [("abstract", "My words.", "Other nets.")]


def test_a_person_decides_a_difference() -> None:
    """`theirs` takes the source's text; `ours` keeps the person's and is not asked again until the source changes."""
    shelf, _ = imported({}, entry(abstract="Nets."))
    shelf = {slug: text.replace("Nets.", "My words.") for slug, text in shelf.items()}
    (slug,) = shelf
    source = entry(abstract="Other nets.")
    taken = merge([source], read(shelf), take={(slug, "abstract"): "theirs"})
    assert taken.updates[0].values == {"abstract": "Other nets."}
    (kept,) = merge([source], read(shelf), take={(slug, "abstract"): "ours"}).updates
    assert kept.values == {}
    decided = {slug: apply(shelf[slug], {"imported": dict(kept.imported)})}
    assert merge([source], read(decided)).conflicts == ()
    assert len(merge([entry(abstract="Third nets.")], read(decided)).conflicts) == 1


def test_two_records_become_one_and_nothing_is_lost() -> None:
    """Blanks are filled, sources and addresses of both stay, and what differs is kept as a section."""
    shelf, _ = imported({}, entry("Tiny Nets", abstract="Short.", venue="ICLR 2024"),
                        entry("Tiny Nets, Revisited", file="b.txt", abstract="Long.", year=2023))
    kept, other = read(shelf)
    paper = only({kept.paper.slug: joined(kept, other, *merge_records(kept, other))})
    assert (paper.venue, paper.year, paper.aliases) == ("ICLR 2024", 2023, ("tiny-nets-revisited",))
    assert [s.file for s in paper.listings] == ["a.txt", "b.txt"]
    assert dict(paper.sections)["From tiny-nets-revisited"] == "- title: Tiny Nets, Revisited\n\nLong."


def test_two_records_that_a_person_made_one_stay_one() -> None:
    """Importing the sources of both again, together or alone, changes no byte and reports no difference."""
    first = entry("Tortoise Decoding for Faster Inference", "a.txt", date="04-02", abstract="It waits.", year=2023)
    second = entry("Tortoise Decoding for Fast Inference", "b.txt", date="04-16", abstract="It rests.", doi="10.1/x")
    shelf = imported(imported({}, first)[0], second)[0]
    kept, other = sorted(shelf, key=lambda slug: "faster" not in slug)
    records = {record.paper.slug: record for record in read(shelf)}
    two = records[kept], records[other]
    merged = {kept: joined(*two, *merge_records(*two))}
    for entries in ((first,), (second,), (first, second)):
        after, outcome = imported(merged, *entries)
        assert after == merged
        assert outcome.conflicts == ()
        assert outcome.papers == {"new": 0, "updated": 0, "unchanged": 1}


def test_a_file_that_cannot_be_read_keeps_its_place() -> None:
    """A paper whose record is broken is rejected, so that the record waits for whoever fixes it; others come in."""
    outcome = merge([entry(), entry("Kites", line=9)], [], unread={"pocketnet-small-nets"})
    assert [paper.slug for paper, _ in outcome.new] == ["kites"]
    assert outcome.entries == {"new": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert str(outcome.problems[0]) == ("a.txt:1: not imported, as papers/pocketnet-small-nets.md cannot be read; "
                                        "fix that file and import again")


def test_an_empty_field_is_filled() -> None:
    """Blanks are filled in from whatever source knows them."""
    shelf, _ = imported({}, entry())
    shelf, _ = imported(shelf, entry(file="b.json", date="", authors=("Ann Lee",), year=2024, arxiv="2401.00001"))
    paper = only(shelf)
    assert (paper.authors, paper.year, paper.arxiv) == (("Ann Lee",), 2024, "2401.00001")


def test_of_each_source_the_latest_count_stays() -> None:
    """A later count replaces an earlier one of the same source, an earlier one replaces nothing, others join; what a
    person wrote stays and is reported."""
    shelf, _ = imported({}, entry(signals=(Signal("hf", "votes", 5, "2026-03-01"),)))
    shelf, _ = imported(shelf, entry(file="b.txt", signals=(Signal("hf", "votes", 9, "2026-03-05"),
                                                            Signal("hf", "stars", 2, "2026-03-01"))))
    shelf, _ = imported(shelf, entry(file="c.txt", signals=(Signal("hf", "votes", 3, "2026-02-01"),
                                                            Signal("wos", "citations", 1))))
    assert only(shelf).signals == (Signal("hf", "stars", 2, "2026-03-01"), Signal("hf", "votes", 9, "2026-03-05"),
                                   Signal("wos", "citations", 1))
    (text,) = shelf.values()
    mine = {slug: text.replace("votes: 9", "votes: 10") for slug in shelf}
    after, outcome = imported(mine, entry(file="d.txt", signals=(Signal("hf", "votes", 11, "2026-03-09"),)))
    assert Signal("hf", "votes", 10, "2026-03-05") in only(after).signals
    assert [conflict.field for conflict in outcome.conflicts] == ["signals"]


def test_a_title_that_a_person_changed_is_still_known() -> None:
    """The paper is found again by the title that it was imported with."""
    shelf, _ = imported({}, entry())
    shelf = {slug: text.replace("PocketNet: Small Nets", "PocketNet, renamed") for slug, text in shelf.items()}
    after, outcome = imported(shelf, entry())
    assert after == shelf
    assert [(c.field, c.ours) for c in outcome.conflicts] == [("title", "PocketNet, renamed")]


def test_authors_that_a_person_changed_are_still_known() -> None:
    """The paper is found again by the authors that it was imported with, and no second record is made."""
    shelf, _ = imported({}, entry(authors=("Lee A.",)))
    shelf = {slug: text.replace("[Lee A.]", "[Ann Lee]") for slug, text in shelf.items()}
    after, outcome = imported(shelf, entry(authors=("Lee A.",)))
    assert after == shelf
    assert [(c.field, c.ours) for c in outcome.conflicts] == [("authors", '["Ann Lee"]')]


def test_links_do_not_depend_on_the_order_of_imports() -> None:
    """Of all sources the links are kept, whichever comes first; of one kind the shortest address has the plain name."""
    later = entry(file="b.json", date="", links={"code": "https://code.example/b/long"})
    sooner = entry(file="a.json", date="", links={"code": "https://code.example/a", "data": "https://data.example"})
    found = []
    for first, second in ((later, sooner), (sooner, later)):
        shelf, _ = imported({}, first)
        found.append(only(imported(shelf, second)[0]).links)
    assert found[0] == found[1] == {"code": "https://code.example/a", "code2": "https://code.example/b/long",
                                    "data": "https://data.example"}


def test_links_that_a_person_has_too_are_no_difference() -> None:
    """A source that says nothing which the person's links do not say is not reported."""
    shelf, _ = imported({}, entry(links={"code": "https://a.example"}))
    shelf = {slug: text.replace('code: "https://a.example"', 'code: "https://a.example", video: "https://v.example"')
             for slug, text in shelf.items()}
    after, outcome = imported(shelf, entry(links={"code": "https://a.example"}))
    assert after == shelf
    assert outcome.conflicts == ()


def test_the_same_arxiv_id_is_the_same_paper() -> None:
    """A new title of a known arXiv id, in any version, goes into the paper's record."""
    shelf, _ = imported({}, entry(arxiv="2401.00001v1"))
    _, outcome = imported(shelf, entry("PocketNet at Last", file="b.txt", arxiv="2401.00001v3"))
    assert outcome.papers == {"new": 0, "updated": 1, "unchanged": 0}


def test_one_title_of_two_groups_of_authors_is_two_papers() -> None:
    """A common title with other authors makes a second record with a name of its own."""
    shelf, _ = imported({}, entry("Introduction", authors=("Ann Lee",)),
                        entry("Introduction", line=5, authors=("Bo Ek",)))
    assert len(shelf) == 2
    assert len({record.paper.authors for record in read(shelf)}) == 2


def test_near_duplicates_are_reported_and_not_merged() -> None:
    """Titles that share most words are told to a person."""
    shelf, outcome = imported({}, entry("A Fast and Small Net for Tiny Phones"),
                              entry("A Fast and Small Net for Tiny Old Phones", line=4))
    assert len(shelf) == 2
    assert len(outcome.suspects) == 1


KETTLES = "A kettle warms the water of a quiet house while the cat, the clock and the lamp wait beside a window that " \
    "nobody has opened since the last long winter went over these hills with all its snow, wind and small birds."
LAMPS = "We count how often sailors mend their nets, whether tides change what they sing, which harbours pay them " \
    "best per barrel, how far gulls follow each boat, why captains quarrel about maps, and when markets close again."


@pytest.mark.parametrize(("one", "other", "told"), [
    ({"authors": ("Ann Lee",)}, {"authors": ("Lee Ann",)}, True),  # the order of a name's parts
    ({"authors": ("A. Lee", "Bo Ek")}, {"authors": ("Ann Lee", "Bo Ek", "Cy Ox")}, True),
    ({"authors": ("Ann Lee",)}, {"authors": ("Bo Ek",)}, False),
    ({"authors": ("Ann Lee", "Bo Ek", "Cy Ox")}, {"authors": ("Di Lee", "Ed Yu", "Flo Ash")}, False),
    ({"year": 2020}, {"year": 2022}, True), ({"year": 2010}, {"year": 2022}, False),
    ({"arxiv": "2401.00001"}, {"arxiv": "2402.00001"}, False),
    ({"doi": "10.1/a"}, {"doi": "10.1/b"}, False), ({"doi": "10.1/a"}, {"doi": "10.2/b"}, True),
    ({"abstract": KETTLES}, {"abstract": f"{KETTLES} {LAMPS}"}, True),  # an extended abstract
    ({"abstract": KETTLES}, {"abstract": LAMPS}, False),
    ({"abstract": KETTLES}, {"abstract": "Withdrawn."}, True)])
def test_pairs_are_told_where_nothing_speaks_against_them(
        one: dict[str, Any], other: dict[str, Any], told: bool) -> None:
    """Authors, years, ids and lengths tell whether papers of like titles may be one."""
    pair = [entry("A Fast and Small Net for Tiny Phones", **{"arxiv": "", **one}),
            entry("A Fast and Small Net for Tiny Old Phones", line=4, **{"arxiv": "", **other})]
    assert bool(imported({}, *pair)[1].suspects) is told


@pytest.mark.parametrize(("one", "other"), [
    ("Warm Kettles for Many Cold and Quiet Houses", "Warm Kettles for Many Cold and Quiet Houses II"),
    ("T h e w a r m k e t t l e", "T h e w a r m k e t t l e s"),
    ("用 BERT 研究茶壶", "以 BERT 测量海潮与帆船的关系")])
def test_parts_and_junk_are_no_pairs(one: str, other: str) -> None:
    """Parts of a series, letters of a scanner, and titles that share their only Latin word are nobody's one paper."""
    assert imported({}, entry(one, arxiv=""), entry(other, line=4, arxiv=""))[1].suspects == ()


def test_papers_of_one_abstract_are_reported() -> None:
    """Different titles over the same text may be one paper; an abstract that many papers share says nothing."""
    text = "A patient draft model waits until the target has caught up with it, and drops no token on the way. " * 3
    pair = [entry("Copper Kettle", abstract=text), entry("The Copper Kettles", line=9, abstract=f"{text} Code too.")]
    assert imported({}, *pair)[1].suspects == (("copper-kettle", "the-copper-kettles"),)
    many = [entry(f"{word} Kettle", line=n, abstract=text)
            for n, word in enumerate(("Tin", "Iron", "Clay", "Gold", "Jade", "Lead"))]
    assert imported({}, *many)[1].suspects == ()


def test_enriching_adds_neither_papers_nor_sources() -> None:
    """Facts go into papers that exist; what is not on the shelf is told."""
    shelf, _ = imported({}, entry())
    shelf, outcome = imported(shelf, entry(file="facts.json", year=2024), entry("Unknown", file="facts.json", line=2),
                              enrich=True)
    paper = only(shelf)
    assert paper.year == 2024
    assert [s.file for s in paper.listings] == ["a.txt"]
    assert [p.line for p in outcome.problems] == [2]
    assert outcome.entries["rejected"] == 1


def test_a_field_that_cannot_be_read_is_left_to_its_person() -> None:
    """What somebody wrote stays, even where it is no value; an import does not write over it."""
    shelf, _ = imported({}, entry())
    shelf = {slug: text.replace("year: null", "year: soon") for slug, text in shelf.items()}
    records = [parse(text, slug, slug)[0] for slug, text in shelf.items()]
    outcome = merge([entry(year=2020)], [record for record in records if record])
    assert outcome.updates == ()


def test_a_title_without_letters_is_rejected_with_its_place() -> None:
    """Nothing is dropped silently."""
    _, outcome = imported({}, entry("???", line=8))
    assert [(p.file, p.line) for p in outcome.problems] == [("a.txt", 8)]
    assert outcome.entries["rejected"] == 1


def test_a_cut_abstract_never_replaces_a_whole_one() -> None:
    """A later listing that shows the beginning only does not shorten the record."""
    shelf, _ = imported({}, entry(abstract="Nets are small and good."))
    after, _ = imported(shelf, entry(file="b.txt", date="04-01", abstract="Nets are small…"))
    assert only(after).abstract == "Nets are small and good."


def test_a_shouted_title_never_replaces_a_spoken_one() -> None:
    """Capitals that a later listing lost the distinction of do not go into the record."""
    shelf, _ = imported({}, entry())
    after, _ = imported(shelf, entry("POCKETNET: SMALL NETS", file="b.txt", date="04-01"))
    assert only(after).title == "PocketNet: Small Nets"


@pytest.mark.parametrize(("title", "slug"), [
    ("PocketNet: Small Nets", "pocketnet-small-nets"),
    ("NLoRA: Nyström's “Way” — don’t", "nlora-nystroms-way-dont"),
    ("β-VAE and ℓ₁", "beta-vae-and-l1"),
    ("x" * 100, "x" * 72),
    ("word " * 40, "-".join(["word"] * 14)),
    ("日本語", "ri-ben-yu"),
    ("量化方法", "liang-hua-fang-fa"),
    ("Квантование и сжатие", "kvantovanie-i-szhatie"),
    ("Μεγάλα μοντέλα", "megala-montela"),
    ("→ ?", "paper-"),
    ("Index", "index-1"),
])
def test_names_of_files_are_made_from_titles(title: str, slug: str) -> None:
    """Slugs are ASCII words, at most 72 characters, cut between words, and never empty."""
    assert title_slug(title).startswith(slug)
    assert len(title_slug(title)) <= 72


@given(st.text(max_size=100))
def test_a_slug_is_never_a_path(title: str) -> None:
    """Whatever a title says, its file has a plain name."""
    slug = title_slug(title)
    assert slug
    assert all(char in "abcdefghijklmnopqrstuvwxyz0123456789-" for char in slug)
    assert not slug.startswith("-")


@given(st.text(max_size=60))
def test_case_and_spacing_do_not_make_another_paper(title: str) -> None:
    """A title's key is the same however it is spaced or shouted."""
    assert title_key(title) == title_key(f"  {title}. ") == title_key(title_key(title))


TITLES = st.sampled_from(["Alpha Nets", "Beta Nets: A Study", "Gamma", "Delta of Rivers"])
ENTRIES = st.lists(st.builds(
    lambda title, file, line, abstract, year, venue, votes: entry(
        title, file=f"{file}.txt", line=line, date={"a": "03-11", "b": "", "c": "05-07"}[file], abstract=abstract,
        year=year, venue=venue, signals=tuple(Signal(*one) for one in votes)),
    TITLES, st.sampled_from("abc"), st.integers(1, 50),
    st.sampled_from(["", "One.", "Two two.", "Three…"]), st.sampled_from([None, 2020, 2021]),
    st.sampled_from(["", "ICLR"]),
    st.lists(st.tuples(st.sampled_from(["hf", "wos"]), st.sampled_from(["votes", "stars"]), st.integers(0, 3),
                       st.sampled_from(["", "2026-03-01", "2026-03-02"])), max_size=2)), max_size=8)


def by_file(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Entries by file, each line of a file used once."""
    files: dict[str, dict[int, Entry]] = {}
    for one in entries:
        files.setdefault(one.source.file, {})[one.source.line] = one
    return {file: list(lines.values()) for file, lines in files.items()}


def without_marks(shelf: Shelf) -> Shelf:
    return {slug: "".join(line for line in text.splitlines(keepends=True) if not line.startswith("imported:"))
            for slug, text in shelf.items()}


@THOROUGH
@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_listings_does_not_matter(entries: list[Entry], random: object) -> None:
    """Listings imported one by one in any order, or all at once, make the same papers of the same values."""
    files = by_file(entries)
    together, _ = imported({}, *(one for listing in files.values() for one in listing))
    order = sorted(files)
    random.shuffle(order)  # type: ignore[attr-defined]
    apart: Shelf = {}
    for file in order:
        apart, _ = imported(apart, *files[file])
    facts = [{r.paper.slug: replace(r.paper, sections=()) for r in read(shelf)} for shelf in (together, apart)]
    assert facts[0] == facts[1]


@THOROUGH
@given(ENTRIES)
def test_importing_twice_equals_once(entries: list[Entry]) -> None:
    """A second import of the same listings changes no byte of any record."""
    files = by_file(entries)
    every = [one for listing in files.values() for one in listing]
    once, _ = imported({}, *every)
    twice, outcome = imported(once, *every)
    assert twice == once
    assert outcome.papers["updated"] == outcome.papers["new"] == 0


WORDS = st.text("abc XYZ#:'\"-", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
EDITS = st.lists(st.tuples(st.sampled_from(["title", "venue", "abstract", "summary", "notes", "comment", "x-field"]),
                           WORDS), max_size=4)


def edit(text: str, what: str, words: str) -> str:
    """What a person might do to a record."""
    if what == "notes":
        return f"{text}\n## Notes\n\n{words}\n"
    if what == "comment":
        return text.replace("---\n", f"---\n# {words}\n", 1)
    if what == "x-field":
        return text.replace("---\n", "---\nx-mine: kept\n", 1) if "x-mine" not in text else text
    return apply(text, {what: f"Mine {words}"})


@THOROUGH
@given(ENTRIES, EDITS, ENTRIES)
def test_no_byte_of_a_person_is_lost(first: list[Entry], edits: list[tuple[str, str]], second: list[Entry]) -> None:
    """After any edits and any new listing, every edited value stands, and nothing outside a replaced field moved."""
    shelf, _ = imported({}, *first)
    edited = dict(shelf)
    for slug in edited:
        for what, words in edits:
            edited[slug] = edit(edited[slug], what, words)
    after, outcome = imported(edited, *second)
    updates = {update.slug: update for update in outcome.updates}
    mine = {what: f"Mine {words}" for what, words in edits}
    for slug, text in edited.items():
        paper = {r.paper.slug: r.paper for r in read({slug: after[slug]})}[slug]
        for what in ("title", "venue", "abstract", "summary"):
            if what in mine:
                assert getattr(paper, what) == mine[what]
        changed = {**updates[slug].values, "imported": dict(updates[slug].imported)} if slug in updates else {}
        assert after[slug] == apply(text, changed)
        kept = [line for line in text.splitlines() if line.startswith(("#", "x-mine", "## Notes"))]
        assert [line for line in after[slug].splitlines() if line in kept] == kept
