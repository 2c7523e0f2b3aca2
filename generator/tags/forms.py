"""The forms of a vocabulary entry: which are matched as names and which as phrases, and how each may be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papershelf.text.names import Atom, atoms, is_cased, is_sign

# Kinds whose names are proper names: "Open Images" is a dataset, "open images" are not.
PROPER_KINDS = frozenset({"dataset", "model"})
# What is written as a word of its own, with a hyphen, or run on: "pre-training", "pretraining".
_RUN_ON = frozenset(
    "auto bi co cross de fine hyper inter meta micro mid multi non over post pre re semi sub super un".split()
)


def is_name(form: str, kind: str) -> bool:
    """Whether a form is matched as cased. Not so a phrase: it is matched word by word."""
    words = [atom.text for atom in atoms(form) if not is_sign(atom.text)]
    if len(words) == 1 or kind in PROPER_KINDS:
        return is_cased(form) or (len(words) == 1 and form[:1].isupper())
    return all(is_cased(word) or (len(word) == 1 and word.isupper()) for word in words) and bool(words)


def run_on(words: Sequence[str]) -> list[list[str]]:
    """The words as they are, and with a prefix such as `pre` run on to the word after it, where there is one."""
    for place, word in enumerate(words[:-1]):
        if word.lower() in _RUN_ON:
            return [list(words), [*words[:place], word + words[place + 1], *words[place + 2 :]]]
    return [list(words)]


def places(words: Sequence[str]) -> Iterator[int]:
    size = 0
    for word in words[:-1]:
        size += len(word)
        yield size


def beside_sign(parts: Sequence[Atom], last: int) -> bool:
    return is_sign(parts[last].text) or is_sign(parts[last - 1].text)
