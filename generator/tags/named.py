"""Tags from the vocabulary: each entry that a paper names, with the sentence and the name as written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papershelf.model import Paper, Tag, TagUse
from papershelf.tags.context import Context
from papershelf.tags.lexicon import Hit, Lexicon
from papershelf.text.acronyms import definitions
from papershelf.text.names import Atom, atoms, gaps, without_urls
from papershelf.text.words import sentences

SHORT_CAPITALS = 5  # short forms of more letters rarely stand for two things


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paper, taken apart: its words, its atoms with the gaps between them, the entries it names."""

    text: str
    parts: list[Atom]
    between: list[str]
    hits: tuple[Hit, ...]
    is_title: bool = False


def read(paper: Paper, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """A paper's sentences taken apart: abstract, then summary, then title, so that the best evidence comes first."""
    return tuple(_taken_apart(paper, lexicon))


def _taken_apart(paper: Paper, lexicon: Lexicon) -> Iterator[Sentence]:
    for part in (paper.abstract, paper.summary, paper.title):
        is_title = part is paper.title
        for text in [part] if is_title else sentences(part):
            seen = without_urls(text)
            parts = atoms(seen)
            between = gaps(seen, parts)
            yield Sentence(text, parts, between, tuple(lexicon.hits(seen, parts, between)), is_title)


def named(read_sentences: Sequence[Sentence], context: Context, lexicon: Lexicon) -> dict[str, TagUse]:
    """The tags of the vocabulary that a paper names, by canonical name, in the order of the text."""
    found: dict[str, TagUse] = {}
    others = _explained_otherwise(read_sentences, lexicon)
    for sentence in read_sentences:
        for hit in sentence.hits:
            entry = lexicon.entries[hit.entry]
            if entry.name in found or not context.allows(entry.needs, entry.unless):
                continue
            if (hit.written.removesuffix("s"), entry.name) in others:
                continue
            if hit.plain_word and entry.needs and (sentence.is_title or hit.first == 0):
                continue  # any word has a capital there
            found[entry.name] = TagUse(entry.name, entry.kind, sentence.text, hit.written)
    return found


def _explained_otherwise(read_sentences: Sequence[Sentence], lexicon: Lexicon) -> set[tuple[str, str]]:
    """Short forms with the entries they do not stand for here: "full fine-tuning (FFT)" is no Fourier transform."""
    found: set[tuple[str, str]] = set()
    for sentence in read_sentences:
        for short in definitions(sentence.text):
            entry = lexicon.named_by(short.short)
            if entry and short.short.isupper() and len(short.short) <= SHORT_CAPITALS and _is_spelled_out(entry):
                meant = lexicon.named_by(short.long)
                if meant is None or meant.name != entry.name:
                    found.add((short.short.removesuffix("s"), entry.name))
    return found


def _is_spelled_out(entry: Tag) -> bool:
    return any(len(form.replace("-", " ").split()) > 1 and not form.isupper() for form in (entry.name, *entry.aliases))
