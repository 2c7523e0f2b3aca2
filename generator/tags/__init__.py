"""Tags: the datasets, models, methods, tasks and hardware that a paper names, each with the sentence that names it.

What a paper introduces itself is found as well, and is not a tag of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from papershelf.model import Paper, Tag, TagUse
from papershelf.model.each import Each, one_by_one
from papershelf.model.fields import TAG_KINDS
from papershelf.tags.context import Context
from papershelf.tags.decided import with_decisions
from papershelf.tags.discovery import discovered
from papershelf.tags.introduced import introduced
from papershelf.tags.lexicon import Lexicon
from papershelf.tags.named import Sentence, named, read
from papershelf.tags.recurring import Recurring
from papershelf.tags.report import report
from papershelf.tags.suggest import Proposal, suggest
from papershelf.text.acronyms import definitions
from papershelf.text.words import Stemmer

__all__ = ["Proposal", "families", "report", "suggest", "tag"]


def tag(papers: Sequence[Paper], vocabulary: Sequence[Tag], stemmer: Stemmer,
        kinds: Collection[str] = tuple(TAG_KINDS), each: Each = one_by_one) -> tuple[Paper, ...]:
    """The papers with their tags and with what they introduce.

    Args:
        vocabulary: The packs with the shelf's own entries after them; those replace entries of the same name.
        kinds: What a record may write before the colon of a tag.
        each: Who looks at each paper.
    """
    lexicon = _lexicon(tuple(vocabulary), stemmer)
    plain = [Paper(paper.slug, paper.title, summary=paper.summary, abstract=paper.abstract,
                   decided_introduces=paper.decided_introduces) for paper in papers]  # nothing else tells their tags
    looked_at = each(partial(_look, lexicon=lexicon), plain, name=attrgetter("slug"))
    recurring = Recurring(look.unknown for look in looked_at)
    return tuple(_tagged(paper, look, recurring, lexicon, kinds)
                 for paper, look in zip(papers, looked_at, strict=True))


@lru_cache(maxsize=1)
def _lexicon(vocabulary: tuple[Tag, ...], stemmer: Stemmer) -> Lexicon:
    """The vocabulary ready to be found; a preview that builds again and again needs it once."""
    return Lexicon(vocabulary, stemmer)


def families(vocabulary: Sequence[Tag]) -> Mapping[str, tuple[str, ...]]:
    """For each tag that is a family, the names of its members: {"GPT": ("GPT-2", "GPT-3", …)}."""
    entries = {entry.name: entry for entry in vocabulary}
    members: dict[str, list[str]] = {}
    for entry in entries.values():
        if entry.family:
            members.setdefault(entry.family, []).append(entry.name)
    return {family: tuple(sorted(names)) for family, names in sorted(members.items())}


class _Look(NamedTuple):
    """What one paper by itself says: its sentences, its own names, known and unknown names with their evidence."""

    sentences: tuple[Sentence, ...]
    own: tuple[str, ...]
    known: Mapping[str, TagUse]
    unknown: tuple[TagUse, ...]


def _look(paper: Paper, lexicon: Lexicon) -> _Look:
    sentences = read(paper, lexicon)
    own = paper.decided_introduces
    if own is None:
        own = introduced(paper.title, [sentence.text for sentence in sentences if not sentence.is_title], lexicon.knows)
    known = named(sentences, Context(f"{paper.title}\n\n{paper.text}", lexicon), lexicon)
    return _Look(sentences, tuple(own), known, tuple(_unknown(sentences, own, lexicon)))


def _tagged(paper: Paper, look: _Look, recurring: Recurring, lexicon: Lexicon, kinds: Collection[str]) -> Paper:
    mine = {_key(name) for name in look.own} | {_key(long) for long in _long_forms(look.own, look.sentences)}
    found = dict(look.known)
    for use in look.unknown:
        found.setdefault(recurring.together(use).name, recurring.together(use))
    explained = {_key(short.short) for sentence in look.sentences for short in definitions(sentence.text)}

    def is_taken(name: str) -> bool:
        return name in found or _key(name) in mine or _key(name) in explained or lexicon.knows(name)

    for use in recurring.named_in(look.sentences, is_taken):
        found.setdefault(use.name, use)
    uses = [use for use in found.values() if not {_key(use.name), _key(use.written)} & mine]
    return replace(paper, introduces=look.own, tags=with_decisions(
        paper, uses, look.sentences, lexicon, kinds))


def _long_forms(own: Sequence[str], sentences: Sequence[Sentence]) -> Iterator[str]:
    """What the short forms among a paper's own names stand for."""
    for sentence in sentences:
        for short in definitions(sentence.text):
            if short.short in own:
                yield short.long


def _unknown(sentences: Sequence[Sentence], own: Sequence[str], lexicon: Lexicon) -> Iterator[TagUse]:
    """Tags for names that the vocabulary does not know. A title says too little to tell them by."""
    text = [sentence.text for sentence in sentences if not sentence.is_title]
    in_brackets = {
        _key(word) for sentence in text for brackets in _BRACKETS.findall(sentence) for word in brackets.split("/")
    }
    mine = {_key(name) for name in own}

    def kind_of(name: str) -> str:
        whole, key = _key(name), _key(re.split(r"[‐‑–-]", name)[0])
        if whole in mine or key in mine or whole in in_brackets:
            return "own"
        entry = lexicon.named_by(name)
        return entry.kind if entry else ""

    for sentence in text:
        for one in discovered(sentence, kind_of):
            yield TagUse(one.name, one.kind, sentence, one.written)


# A short form that stands alone in brackets is explained there: a task, a method, or the paper's own.
_BRACKETS = re.compile(r"\(([\w/-]+)\)")


def _key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum() or char in "+@*").removesuffix("s")
