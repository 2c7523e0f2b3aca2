"""Random pairs of records made one: nothing of either is lost, and a merge that was killed is finished, once."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from campaign import grammar
from campaign.edits import edit, lost
from campaign.grammar import Words, Written
from campaign.shelves import Shelf, front_of

# Pairs on one shelf, and so cases of one seed.
PAIRS = 10
_WORD = re.compile(r"\b[pi]\d+q", re.I)


def attack(seed: int, folder: Path) -> list[str]:
    """Make pairs of edited records one, each twice, and import their source again. Out: what was lost, in words."""
    random = Random(seed)
    words = Words(random)
    shelf = Shelf(folder)
    entries = [grammar.entry(words, f"Kite {words.theirs()} of {number}") for number in range(2 * PAIRS)]
    source = grammar.source(entries)
    shelf.load("a.json", source)
    edited = {slug: edit(words, text) for slug, text in shelf.texts().items()}
    shelf.write({slug: one.text for slug, one in edited.items()})
    slugs = random.sample(sorted(edited), len(edited))
    merged: dict[str, Written] = {}
    found: list[str] = []
    for kept, other in zip(slugs[::2], slugs[1::2], strict=True):
        loss = _merge(shelf, kept, other, edited, merged)
        found += [f"seed {seed}, merge {kept} {other}: {loss}"] if loss else []
    before = shelf.texts()
    shelf.load("a.json", source)
    after = shelf.texts()
    found += [f"seed {seed}, {slug} after an import: {loss}" for slug, one in merged.items()
              if slug in before and (loss := lost(one, after[slug], merged=True))]
    shelf.load("a.json", source)
    return found + [f"seed {seed}, {slug}: twice is not once" for slug, text in shelf.texts().items()
                    if text != after[slug]]


def _merge(shelf: Shelf, kept: str, other: str, edited: dict[str, Written], merged: dict[str, Written]) -> str:
    """Merge two records and look at what came of it; remember what has to last."""
    before = shelf.texts()
    status, _ = shelf.run("merge", kept, other)
    after = shelf.texts()
    if status:
        return "" if after == before else "it was refused, and something was written"
    if other in after or other not in (front_of(after[kept]) or {}).get("aliases", ()):
        return "the other file stands, or its address leads nowhere"
    if loss := lost(edited[kept], after[kept], merged=True):
        return loss
    text = after[kept].replace("\r\n", "\n")
    if gone := {word.lower() for word in _WORD.findall(before[other])} - {word.lower() for word in _WORD.findall(text)}:
        return f"these words are gone: {sorted(gone)}"
    front = before[other].split("---\n")[1] if "\r" not in before[other] else ""
    if gone := [piece for piece in edited[other].pieces if piece.startswith(("#", "x-", "p")) and piece in front
                and text.count(piece) < 1]:
        return f"these pieces are not as they were: {gone}"
    shelf.write({other: before[other]})
    shelf.run("merge", kept, other)
    again = shelf.texts()
    if again[kept] != after[kept] or other in again:
        return "merged again after a kill, it is another text"
    merged[kept] = edited[kept]
    return ""

