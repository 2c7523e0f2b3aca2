"""Tags from the vocabulary: each entry that a paper names, with the sentence and the name as written there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from papershelf.model import Paper, Tag, TagUse
from papershelf.tags.context import Context
from papershelf.tags.forms import PROPER_KINDS
from papershelf.tags.lexicon import Hit, Lexicon
from papershelf.text.acronyms import definitions
from papershelf.text.names import Atom, atoms, gaps, is_cased, without_urls
from papershelf.text.words import sentences

# What stands between names of one row.
_ROW = frozenset((", ", " and ", ", and ", " or ", ", or ", " & ", "/", "-"))
_SUBSET = re.compile(r"[A-Z][a-z]+[-‐‑–]?\d{3}")
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
        sure = partial(_is_sure, sentence=sentence, lexicon=lexicon)
        for hit in sentence.hits:
            entry = lexicon.entries[hit.entry]
            if entry.name in found or not context.allows(() if sure(hit) else entry.needs, entry.unless):
                continue
            if (hit.written.removesuffix("s"), entry.name) in others:
                continue
            if hit.plain_word and entry.needs and (sentence.is_title or hit.first == 0):
                continue  # any word has a capital there
            found[entry.name] = TagUse(entry.name, entry.kind, sentence.text, hit.written)
    return found


def _is_sure(hit: Hit, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an ambiguous name of a dataset or model is sure without words of its field: in one row with a sure one
    of its kind ("DeepSeekMoE and Mamba"), or by a number run on ("Kinetics400")."""
    entry = lexicon.entries[hit.entry]
    if not entry.needs or entry.kind not in PROPER_KINDS or hit.written.islower():
        return False
    if entry.kind == "dataset" and _SUBSET.fullmatch(hit.written) and not is_cased(entry.name):
        return True
    if _is_part(hit, sentence):
        return False
    place = sentence.hits.index(hit)
    rows = sentence.hits[place::-1], sentence.hits[place:]
    return any(not lexicon.entries[other.entry].needs for row in rows for other in _in_row(row, sentence, lexicon))


def _is_part(hit: Hit, sentence: Sentence) -> bool:
    """Whether a name ends a longer one that nobody knows: "Multi-PIE", "Something V1"."""
    if hit.first < 1:
        return False
    glue, before = sentence.between[hit.first - 1], sentence.parts[hit.first - 1].text
    if glue == "-":
        return all(other.last != hit.first for other in sentence.hits)
    return glue == " " and before[:1].isupper() and hit.first > 1


def _in_row(hits: Sequence[Hit], sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """The hits after the first, on one side of it, that stand with it in one row of names of its kind."""
    for hit, other in itertools.pairwise(hits):
        first, last = sorted((hit, other), key=lambda one: one.first)
        between = sentence.text[sentence.parts[first.last - 1].end : sentence.parts[last.first].start]
        if between not in _ROW or lexicon.entries[other.entry].kind != lexicon.entries[hit.entry].kind:
            return
        yield other


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
