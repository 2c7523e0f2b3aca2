"""Random edits × random imports: no byte of a person is lost, twice is once, order does not matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from campaign import grammar
from campaign.grammar import Words, Written
from campaign.shelves import Shelf, body_of, front_of, section_of

# Papers on one shelf, and so cases of one seed.
PAPERS = 40


def attack(seed: int, folder: Path) -> list[str]:
    """Import, let people edit every record, import again, and again. Out: what was lost, in words."""
    random = Random(seed)
    words = Words(random)
    shelf = Shelf(folder)
    first = {f"Kite {words.theirs()} of {number}": {} for number in range(PAPERS)}
    entries = [grammar.entry(words, title) for title in first]
    shelf.load("a.json", grammar.source(entries))
    edited = {slug: edit(words, text) for slug, text in shelf.texts().items()}
    shelf.write({slug: one.text for slug, one in edited.items()})
    name = random.choice(("a.json", "b.json", "0.json"))
    again = [_again(words, one) for one in entries if random.random() < 0.9]
    random.shuffle(again)
    shelf.load(name, grammar.source(again))
    after = shelf.texts()
    found = [f"seed {seed}, {slug}: {loss}" for slug, one in edited.items() if (loss := lost(one, after.get(slug, "")))]
    shelf.load(name, grammar.source(again))
    twice = shelf.texts()
    return found + [f"seed {seed}, {slug}: twice is not once" for slug in after if after[slug] != twice[slug]]


def _again(words: Words, said: dict[str, Any]) -> dict[str, Any]:
    """What a later source says of a paper: the same, or something else in some fields."""
    other = grammar.entry(words, said["title"])
    kept = {name: value for name, value in {**other, **said}.items() if words.random.random() < 0.8 or name == "title"}
    return kept | {name: value for name, value in other.items() if words.random.random() < 0.5}


def lost(mine: Written, after: str, *, merged: bool = False) -> str:
    """What of a person's is not in the text any more, or not as it was; nothing where all is there. A `merged` record
    may have more links, and lines of the other one, than the person wrote."""
    before = front_of(mine.text)
    if before is None:
        return "" if after == mine.text else "a file that is not YAML was written"
    order = sorted(mine.pieces, key=mine.text.find)
    position = 0
    for piece in order:
        if merged and piece.lstrip("'\"").startswith("links"):
            continue
        if after.count(piece) != 1:
            return f"the piece {piece!r} stands {after.count(piece)} times"
        place = after.find(piece)
        if place < position:
            return f"the piece {piece!r} has moved"
        position = place
    front = front_of(after)
    if front is None:
        return "the front matter is not YAML any more"
    for name, value in before.items():
        own = name in mine.values or name not in (*grammar.FIELDS, "listings", "imported")
        if own and front.get(name) != value and not (
                merged and name == "links" and value.items() <= front["links"].items()):
            return f"{name} was {value!r} and is {front.get(name)!r}"
    if "\r\n" in mine.text and re.search(r"(?<!\r)\n", after):
        return "a line of a CRLF file ends without CR"
    return _body_lost(body_of(mine.text), body_of(after), merged=merged)


def _body_lost(before: str, after: str, *, merged: bool) -> str:
    """Lines of the body that are not a source's stay as they are; one heading of an abstract may be new."""
    old, new = ([line for line in text.split("\n") if line.strip() and not re.search(r"\bi\d+q", line)]
                for text in (before, after))
    if merged:
        rest = iter(new)
        return "" if all(line in rest for line in old) else f"of the lines {old} some are not in {new}"
    if old != new and len(new) == len(old) + 1:
        extra = next((n for n, line in enumerate(new) if n >= len(old) or line != old[n]), 0)
        if new[extra].strip() == "## Abstract" and not re.search(r"^ {0,3}#+ *Abstract", before, re.M):
            del new[extra]
    return "" if old == new else f"lines of the body were {old} and are {new}"


def reorder(seed: int, folder: Path) -> list[str]:
    """Sources imported in two orders, one by one, and all at once, make the same papers, also where people have edited
    the first."""
    random = Random(seed)
    words = Words(random)
    papers = [grammar.entry(words, f"Kite {words.theirs()} of {number}") for number in range(PAPERS)]
    files = {f"{letter}.json": grammar.source([_retold(words, one) for one in papers if random.random() < 0.7])
             for letter in "abc"}
    other = random.sample(sorted(files), 3)
    whole = [_imported(folder / str(number), order, files, {}) for number, order in enumerate((sorted(files), other))]
    shelf = Shelf(folder / "all")
    for name, text in files.items():
        (shelf.folder / name).write_text(text, "utf-8")
    shelf.run("import", *(str(shelf.folder / name) for name in files))
    whole.append(_facts(shelf))
    first = Shelf(folder / "first")
    first.load("b.json", files["b.json"])
    edited = {slug: edit(words, text) for slug, text in first.texts().items()}
    texts = {slug: one.text for slug, one in edited.items()}
    after = [_imported(folder / f"edited{number}", order, files, texts)
             for number, order in enumerate((["a.json", "c.json"], ["c.json", "a.json"]))]
    # Under another title, or other authors, a paper is known by its identifiers alone, which some sources have.
    renamed = tuple(slug for slug, one in edited.items() if one.values.keys() & {"title", "authors"})
    return [f"seed {seed}, {slug}: {one[0].get(slug)} in one order, {more.get(slug)} in another"
            for one, known in ((whole, ()), (after, renamed)) for more in one[1:]
            for slug in one[0].keys() | more.keys() if one[0].get(slug) != more.get(slug)
            and not slug.startswith(known)]


def _imported(folder: Path, order: Sequence[str], files: Mapping[str, str], start: Mapping[str, str]) -> dict[str, Any]:
    """The facts of the papers after an import of sources in an order, onto records that there are."""
    shelf = Shelf(folder)
    shelf.write(start)
    for name in order:
        shelf.load(name, files[name])
    return _facts(shelf)


def edit(words: Words, text: str) -> Written:
    """A record that an import has written, after a person has been at it."""
    front = front_of(text)
    assert front is not None
    return grammar.record(words, front, section_of(text, "Abstract"))


def _retold(words: Words, paper: dict[str, Any]) -> dict[str, Any]:
    """What another source says of the same paper: its title and its authors in other words, the rest otherwise."""
    random, title = words.random, paper["title"]
    said = grammar.entry(words, random.choice((title, title.upper(), title.replace(" of ", " – of: "), f"{title}.")))
    authors = {"authors": [*paper["authors"], f"Cy {words.theirs()}"]} if "authors" in paper else {}
    same = {name: paper[name] for name in ("arxiv", "doi") if name in paper}
    return {name: value for name, value in {**said, **authors, **same}.items()
            if name == "title" or (name in paper and random.random() < 0.8) or name in ("links", "abstract", "venue")}


def _facts(shelf: Shelf) -> dict[str, Any]:
    """The front matter of every record but for what imports remember, and its abstract."""
    facts = {}
    for slug, text in shelf.texts().items():
        front = front_of(text) or {}
        front.pop("imported", None)
        listings = front.get("listings") or []
        front["listings"] = sorted(map(str, listings)) if isinstance(listings, list) else listings
        facts[slug] = {**front, "abstract": section_of(text, "Abstract")}
    return facts
