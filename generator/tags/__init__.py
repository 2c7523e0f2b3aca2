"""Tags: the datasets, models, methods, tasks and hardware that a paper names, each with the sentence that names it.

What a paper introduces itself is found as well, and is not a tag of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from papershelf.model import Paper, Tag, TagUse
from papershelf.model.fields import TAG_KINDS
from papershelf.tags.acronyms import definitions
from papershelf.tags.context import Context
from papershelf.tags.decided import with_decisions
from papershelf.tags.discovery import discovered
from papershelf.tags.introduced import introduced
from papershelf.tags.lexicon import Lexicon
from papershelf.tags.named import Sentence, named, read
from papershelf.text.words import Stemmer

__all__ = ["families", "tag"]


def tag(papers: Sequence[Paper], vocabulary: Sequence[Tag], stemmer: Stemmer,
        kinds: Collection[str] = tuple(TAG_KINDS)) -> tuple[Paper, ...]:
    """The papers with their tags and with what they introduce.

    Args:
        vocabulary: The packs with the shelf's own entries after them; those replace entries of the same name.
        kinds: What a record may write before the colon of a tag.
    """
    lexicon = Lexicon(vocabulary, stemmer)
    return tuple(_tagged(paper, lexicon, kinds) for paper in papers)


def families(vocabulary: Sequence[Tag]) -> Mapping[str, tuple[str, ...]]:
    """For each tag that is a family, the names of its members: {"GPT": ("GPT-2", "GPT-3", …)}."""
    entries = {entry.name: entry for entry in vocabulary}
    members: dict[str, list[str]] = {}
    for entry in entries.values():
        if entry.family:
            members.setdefault(entry.family, []).append(entry.name)
    return {family: tuple(sorted(names)) for family, names in sorted(members.items())}


def _tagged(paper: Paper, lexicon: Lexicon, kinds: Collection[str]) -> Paper:
    sentences = read(paper, lexicon)
    own = paper.decided_introduces
    if own is None:
        own = introduced(paper.title, [sentence.text for sentence in sentences if not sentence.is_title], lexicon.knows)
    found = named(sentences, Context(f"{paper.title}\n\n{paper.text}", lexicon), lexicon)
    for use in _unknown(sentences, own, lexicon):
        found.setdefault(use.name, use)
    mine = {_key(name) for name in own} | {_key(long) for long in _long_forms(own, sentences)}
    uses = [use for use in found.values() if not {_key(use.name), _key(use.written)} & mine]
    return replace(paper, introduces=tuple(own), tags=with_decisions(paper, uses, sentences, lexicon, kinds))


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
