"""Datasets, models, devices and programs that no vocabulary knows, found by the form of the name and its context.

A name counts only where the sentence says what it is: "the X dataset", "models such as X and Y", "X-7B", "the X robot",
"simulated in X", or a list in which known datasets (or models) and nothing else stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from papershelf.tags.ordinary import NO_NAMES, is_adjective, is_generic
from papershelf.tags.presenting import RUN, WORD, looks_strong, plain_name

_ITEM = rf"(?:the\s)?(?:{RUN})(?:\s?\([^()]{{1,40}}\)|\s?\[[\d, ]+\])?"
_LIST = rf"{_ITEM}(?:,\s{_ITEM}){{0,30}}(?:,?\s(?:and|or|&|as well as)\s{_ITEM})?"
_LISTS = re.compile(rf"{_ITEM}(?:(?:,\s{_ITEM}){{0,30}},?\s(?:and|or|&|as well as)\s{_ITEM}|(?:,\s{_ITEM}){{2,30}})")
_DATA = r"(?:[Dd]atasets?|[Dd]ata sets?|[Bb]enchmarks?|[Cc]orpus|[Cc]orpora|test sets?|leaderboards?|testbeds?|suites?)"
_MODEL = (
    r"(?:(?:language |vision |foundation |base |pre-?trained |open(?:-source)? |chat |backbone |diffusion )*"
    r"(?:[Mm]odels?|LLMs|LMs|MLLMs|VLMs|LVLMs|backbones?|architectures|networks|transformers|detectors))"
)
_SUCH = (
    r"(?:,?\s(?:such as|including|like|namely|e\.g\.,?|i\.e\.,?|particularly|especially)"
    r"|\s?\(\s?(?:e\.g\.,?|i\.e\.,?|such as|including)?|:|\s—)\s?"
)
_BEFORE_DATA = re.compile(rf"({_LIST})\s(?:[a-z]+\s)?{_DATA}\b(?!-)")
_AFTER_DATA = re.compile(rf"\b{_DATA}{_SUCH}({_LIST})")
_AFTER_MODEL = re.compile(rf"\b{_MODEL}{_SUCH}({_LIST})")
# Instruments and platforms are named with what they are, programs with what they do.
_DEVICE = (
    r"(?:(?:humanoid |mobile |legged |quadruped |soft |robotic |robot |dexterous |surgical |aerial |underwater )*"
    r"(?:robots?|humanoids?|quadrupeds?|manipulators?|arms?|hands?|grippers?|exoskeletons?|quadrotors?|drones?|rovers?"
    r"|bipeds?|headsets?|smartwatch(?:es)?|microcontrollers?|processors?|GPUs?|FPGAs?|boards?|telescopes?"
    r"|spectrometers?|scanners?|cameras?|LiDARs?))"
)
_PROGRAM = (
    r"(?:(?:physics |simulation |open-source |game |software |robot |robotic |traffic |driving )*"
    r"(?:simulators?|simulation (?:environments?|platform)|engine|toolbox|toolkit|software|library|middleware|solvers?"
    r"|package|compiler|programming language))"
)
_OF = r"\b(?:the|an?|our|of|in|on|with|using|by|two|real|and)\s"
_END = r"(?=[,.;)]|\s(?:is|was|and|to|in|with)\b|$)"
_BEFORE_DEVICE = re.compile(rf"{_OF}({RUN})\s{_DEVICE}\b(?!-)")
_AFTER_DEVICE = re.compile(rf"\b{_DEVICE}(?:,?\s(?:such as|called|named|like)|,)?\s({WORD}){_END}")
_BEFORE_PROGRAM = re.compile(rf"{_OF}({RUN})\s{_PROGRAM}\b(?!-)")
_SIMULATED = re.compile(rf"\b(?:simulated?|simulations?|implemented)\s(?:in|with|using)\s(?:the\s)?({RUN}){_END}")
_SIZED = re.compile(rf"(?<![\w‐‑–-])({WORD})[‐‑–\s-]\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[BM](?![\w])")
_SIZE = re.compile(r"[‐‑–\s-](?:\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[BM])\b.*$")
_FREEDOM = re.compile(r"^\d+[‐‑–\s-]?D[oO]Fs?(?:\s|$)")  # "38-DoF Valkyrie" is Valkyrie
_REST_OF_ITEM = re.compile(r"\s?\([^()]*\)$|\s?\[[\d, ]+\]$|^the\s|['’]s$")


_BESIDE_ITS_KIND = ((_BEFORE_DEVICE, "hardware"), (_AFTER_DEVICE, "hardware"), (_BEFORE_PROGRAM, "software"),
                    (_SIMULATED, "software"))
_CASED = re.compile(r"[^\W_][A-Z0-9]")


class Found(NamedTuple):
    """A name found by its context: what it is, the family name, and as written."""

    kind: str
    name: str
    written: str


def discovered(sentence: str, kind_of: Callable[[str], str]) -> Iterator[Found]:
    """The unknown datasets, models, devices and programs that a sentence names.

    `kind_of` tells the kind of a known name, "own" for what is never a tag of this paper, and "" for an unknown one.
    """
    if not _CASED.search(sentence):
        return
    for found in _BEFORE_DATA.finditer(sentence):
        items = _items(found[1])
        if len(items) > 1 or not _plural(found[0]) or not items[0].isupper():  # "QA benchmarks" are those of a task
            yield from _unknown(items if _plural(found[0]) else items[-1:], "dataset", kind_of)
    for pattern, kind in ((_AFTER_DATA, "dataset"), (_AFTER_MODEL, "model")):
        for found in pattern.finditer(sentence):
            yield from _unknown(_items(found[1]), kind, kind_of)
    for found in _LISTS.finditer(sentence):
        items = _items(found[0])
        kinds = {kind_of(item) for item in items} - {""}
        if len(kinds) == 1 and kinds <= {"dataset", "model"}:
            yield from _unknown(items, kinds.pop(), kind_of)
    for found in _SIZED.finditer(sentence):
        yield from _unknown([found[0]], "model", kind_of)
    for pattern, kind in _BESIDE_ITS_KIND:
        for found in pattern.finditer(sentence):
            yield from _unknown(_items(found[1])[-1:], kind, kind_of)


def _plural(text: str) -> bool:
    return text.endswith(("s", "corpora"))


def _items(text: str) -> list[str]:
    items = []
    for part in re.split(r",\s(?:and\s|or\s)?|\s(?:and|or|&|as well as)\s", text):
        name = part.strip()
        for _ in range(2):
            name = _REST_OF_ITEM.sub("", name)
        words = name.split(" ")
        while len(words) > 1 and _is_first_word(*words[:2]):
            del words[0]
        items.append(" ".join(words))
    return items


def _is_first_word(word: str, after: str) -> bool:
    """Whether a word has its capital because a sentence begins with it: "Using MobileNet", "The MobileNet"."""
    return word.lower() in NO_NAMES | {"the", "a", "an"} or (
        word.isalpha() and word.endswith("ing") and looks_strong(after) and len(after) > 2)


def _unknown(items: list[str], kind: str, kind_of: Callable[[str], str]) -> Iterator[Found]:
    for written in items:
        name = plain_name(_FREEDOM.sub("", _SIZE.sub("", written)))
        if name and looks_strong(name) and not is_generic(name) and not is_adjective(name) and not kind_of(name):
            yield Found(kind, name, written)
