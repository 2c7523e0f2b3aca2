"""What a record decides about tags: additions and removals to what the text says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from papershelf.model import FRONT_MATTER, Paper, TagUse
from papershelf.tags.lexicon import Lexicon
from papershelf.tags.named import Sentence


def with_decisions(
    paper: Paper, uses: Sequence[TagUse], sentences: Sequence[Sentence], lexicon: Lexicon, kinds: Collection[str]
) -> tuple[TagUse, ...]:
    """The tags found in a paper's text, without those that its record removes and with those that it adds.

    `kinds` are what a person may write before a name that no vocabulary knows, as in `dataset:FooBench`.
    """
    decided = [name.strip() for name in paper.decided_tags]
    removed = {_canonical(name[1:].strip(), lexicon).casefold() for name in decided if name.startswith("-")}
    kept = [use for use in uses if use.name.casefold() not in removed]
    for name in decided:
        if name and not name.startswith("-"):
            added = _added(name, sentences, lexicon, kinds)
            if added.name.casefold() not in {use.name.casefold() for use in kept}:
                kept.append(added)
    return tuple(kept)


def _canonical(name: str, lexicon: Lexicon) -> str:
    entry = lexicon.entry_of(name)
    return entry.name if entry else name


def _added(name: str, sentences: Sequence[Sentence], lexicon: Lexicon, kinds: Collection[str]) -> TagUse:
    """A tag that a record adds; its evidence is a sentence that names it, where there is one."""
    given, colon, bare = name.partition(":")
    told = given.strip() if colon and given.strip() in kinds else ""
    name = bare.strip() if told else name
    entry = lexicon.entry_of(name)
    canonical, kind = (entry.name, entry.kind) if entry else (name, told or "other")
    for sentence in sentences:
        for hit in sentence.hits:
            if entry and lexicon.entries[hit.entry].name == entry.name:
                return TagUse(canonical, kind, sentence.text, hit.written)
        place = sentence.text.casefold().find(name.casefold())
        if place >= 0:
            return TagUse(canonical, kind, sentence.text, sentence.text[place : place + len(name)])
    return TagUse(canonical, kind, FRONT_MATTER)
