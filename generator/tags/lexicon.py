"""The vocabulary as an automaton: which entries a sentence names, and how they are written there.

A *name* (`LoRA`, `GSM8K`, `Adam`) is matched as cased; hyphen, space and nothing are equal in it. A *phrase*
(`object detection`, `KV cache`) is matched word by word, by stems in any case, its cased words exactly; hyphen and
space are equal in it. The longest match wins and consumes its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papershelf.model import Tag
from papershelf.tags.forms import PROPER_KINDS, beside_sign, is_name, places, run_on
from papershelf.tags.shapes import VERSION, capitals, fold_tail, may_part, version_of_data
from papershelf.tags.surroundings import is_contrast, means_other, says_kind
from papershelf.text.names import Atom, atoms, gaps, is_cased, is_sign, stands_apart
from papershelf.text.spelling import american
from papershelf.text.words import Stemmer

LONGEST_NAME = 10  # atoms
# A name of fewer letters is too likely to be another one in another case: "ReAct" and "react".
LEAST_CASELESS = 6
LEAST_SHORT = 4  # in another case where what stands beside it says what it is: "the Bert model", "Yolov5"
LEAST_UPPER = 5  # all in capitals: "SQUAD" is SQuAD
_ENDING = re.compile(
    r"(?:(?P<act>(?:[ts]ion|ment)s?)|(?P<verb>ing|ed)|(?P<agent>[eo]rs?)|(?P<quality>ive|al|ic|ly|able|ity))$"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a sentence that names an entry: its atoms `first` to before `last`, and the text there."""

    entry: int
    first: int
    last: int
    written: str
    plain_word: bool = False


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: where each next word leads, and the entry whose form ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    entry: int = -1


class Lexicon:
    """Finds the entries of a vocabulary in sentences. A later entry replaces an earlier one of the same name."""

    def __init__(self, vocabulary: Sequence[Tag], stemmer: Stemmer) -> None:
        self.entries: tuple[Tag, ...] = tuple({tag.name.casefold(): tag for tag in vocabulary}.values())
        self._stemmer = stemmer
        self._known_forms: dict[str, str] = {}
        self._known_keys: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, int] = {}
        self._caseless: dict[str, int] = {}
        self._short: dict[str, int] = {}
        self._starts: set[str] = set()
        self._written_apart: dict[str, set[int]] = {}
        self._phrases = _Node()
        self._single_words: set[str] = set()
        self._known_begins: dict[str, tuple[bool, bool]] = {}
        self._forms: dict[str, int] = {}
        for number, tag in enumerate(self.entries):
            for form in (tag.name, *tag.aliases):
                self._forms.setdefault(form.casefold(), number)
                self._add(form, number)

    def _add(self, form: str, number: int) -> None:
        words = [atom.text for atom in atoms(form)]
        if is_name(form, self.entries[number].kind):
            key = "".join(words)
            self._names.setdefault(key, number)
            self._written_apart.setdefault(key.casefold(), set()).update(places(words))
            self._starts.update(key[:size] for size in range(1, len(key)))
            if is_cased(key) and (len(key) >= LEAST_CASELESS or (len(key) == LEAST_UPPER and not key.isupper())):
                low = key.casefold()
                self._caseless.setdefault(low, number)
                self._starts.update(low[:size] for size in range(1, len(low)))
            elif is_cased(key) and len(key) >= LEAST_SHORT and self.entries[number].kind in PROPER_KINDS:
                self._short.setdefault(key.casefold(), number)
        else:
            if len(words) == 1:
                self._single_words.add(_plain(words[0]))
            for variant in run_on(words):
                self._add_phrase(variant, number)

    def _add_phrase(self, words: Sequence[str], number: int) -> None:
        node = self._phrases
        for word in words:
            node = node.next.setdefault(word if is_cased(word) else self.form(word), _Node())
        if node.entry < 0:
            node.entry = number

    def stem(self, word: str) -> str:
        """The stem of a word; British and American spelling have the same."""
        return self._stemmer(american(word.lower()))

    def form(self, word: str) -> str:
        """What words of phrases are compared by: the stem and the part of speech that the ending shows.

        Stems alone would take "tokens" for "tokenization" and "compressed" for "compression".
        """
        form = self._known_forms.get(word)
        if form is None:
            ending = _ENDING.search(word.lower())
            form = self._known_forms[word] = f"{self.stem(word)}/{ending.lastgroup if ending else ''}"
        return form

    def entry_of(self, name: str) -> Tag | None:
        """The entry that has this name or alias, in any case."""
        number = self._forms.get(name.casefold())
        return None if number is None else self.entries[number]

    def named_by(self, name: str) -> Tag | None:
        """The entry that this text is the name of, in whole, with its version and size."""
        parts = atoms(name)
        hit = next(self.hits(name, parts, gaps(name, parts)), None)
        return self.entries[hit.entry] if hit and hit.first == 0 and hit.last == len(parts) else self.entry_of(name)

    def knows(self, name: str) -> bool:
        """Whether this text is the name of an entry, in whole."""
        return self.named_by(name) is not None

    def hits(self, sentence: str, parts: Sequence[Atom], between: Sequence[str]) -> Iterator[Hit]:
        """The entries that a sentence names, given its atoms and gaps, in order and without overlap."""
        place, known_end = 0, -1
        while place < len(parts):
            names, phrases = self._begins(parts[place].text)
            if not names and not phrases:
                place += 1
                continue
            name = self._name_at(sentence, parts, between, place, known_end == place) if names else None
            phrase = self._phrase_at(sentence, parts, between, place) if phrases else None
            best = phrase if name is None or (phrase is not None and phrase.last > name.last) else name
            if best is None:
                place += 1
                continue
            yield best
            place = known_end = best.last
            other = self._other_number(best, sentence, parts, between)
            if other is not None:
                yield other
                place = known_end = other.last

    def _begins(self, word: str) -> tuple[bool, bool]:
        """Whether a name, and whether a phrase, can begin with a word. Most words begin neither."""
        answer = self._known_begins.get(word)
        if answer is None:
            low = word.casefold()
            name = word in self._starts or low in self._starts or low in self._short or self._is_known(word)
            answer = self._known_begins[word] = name, next(self._steps(self._phrases, word), None) is not None
        return answer

    def _other_number(self, hit: Hit, sentence: str, parts: Sequence[Atom], between: Sequence[str]) -> Hit | None:
        """The second name in "CIFAR10/100" and "CIFAR-10 and 100": the same with another number."""
        end = hit.last
        if end + 1 >= len(parts) or parts[end].text not in ("/", "and", "&") or not parts[end + 1].text[0].isdigit():
            return None
        if not parts[end - 1].text[-1].isalnum() or (end + 1 < len(between) and between[end + 1] not in (" ", "")):
            return None
        stem = re.sub(r"(?<!\d)\d+[a-zA-Z]?$", "", "".join(part.text for part in parts[hit.first : end]))
        number = self._names.get(stem + parts[end + 1].text)
        if number is None or number == hit.entry:
            return None
        return Hit(number, hit.first, end + 2, sentence[parts[hit.first].start : parts[end + 1].end])

    def _name_at(
        self, sentence: str, parts: Sequence[Atom], between: Sequence[str], first: int, known: bool
    ) -> Hit | None:
        number, last = self._longest_name(parts, between, first)
        if number < 0:
            number, last = self._short_at(parts, between, first), first + 1
        if number < 0:
            return None
        folded = fold_tail(sentence, parts, last, self.entries[number].kind)
        if folded > last and any(self._is_known(part.text) for part in parts[last:folded]):
            folded = last  # "CLIP-T5" are two names, whatever "ViT-B4" is
        if not stands_apart(parts, between, first, folded, known, self._is_known):
            return None
        written = sentence[parts[first].start : parts[folded - 1].end]
        return Hit(number, first, folded, written, folded == first + 1 and not is_cased(written))

    def _short_at(self, parts: Sequence[Atom], between: Sequence[str], first: int) -> int:
        """The entry of a short name in another case, where the next word says what it is: "ToFU benchmark"; or -1."""
        number = self._short.get(parts[first].text.casefold(), -1)
        if number < 0 or first + 1 == len(parts) or between[first] != " " or parts[first].text.islower():
            return -1
        return number if says_kind(parts[first + 1].text, self.entries[number].kind) else -1

    def _longest_name(self, parts: Sequence[Atom], between: Sequence[str], first: int) -> tuple[int, int]:
        """The entry named by the longest run of atoms from `first`, and where the run ends; -1 for none."""
        joined, found = "", (-1, first)
        spaces: list[int] = []
        for last in range(first, min(first + LONGEST_NAME, len(parts))):
            word = parts[last].text
            glue = between[last - 1] if last > first else ""
            if glue == "|" or (glue == " " and (is_sign(word) or is_sign(parts[last - 1].text))):
                break
            if glue == " ":
                spaces.append(len(joined))
            joined += word
            number = self._exact_or_folded(joined, glue != " ")
            if number is not None and self._parts_well(joined, spaces):
                found = number, last + 1
            if joined not in self._starts and joined.casefold() not in self._starts:
                break
        return found

    def _parts_well(self, joined: str, spaces: Sequence[int]) -> bool:
        """Whether spaces stand only where a form of the name has them or may have them: not "OP T" for "OPT"."""
        allowed = self._written_apart.get(joined.casefold(), set())
        return all(place in allowed or may_part(joined, place) for place in spaces)

    def _exact_or_folded(self, joined: str, run_on: bool) -> int | None:
        """The entry whose key this is: as it stands, in another case, without plural s or the version run on."""
        number = self._names.get(joined)
        if number is None and joined[-1:] == "s" and is_cased(joined[:-1]):
            number = self._names.get(joined[:-1])
        if (number is None and is_cased(joined)) or (len(joined) > LEAST_CASELESS and joined[:1].isupper()):
            number = self._in_another_case(joined) if number is None else number
        if number is None and run_on and joined[-1:].isalnum():
            bare = VERSION.sub("", joined)
            if bare != joined and len(bare) > 1:
                version = joined[len(bare)] in "vV"
                number = self._names.get(bare, self._short.get(bare.casefold()) if version else None)
                kind = "" if number is None else self.entries[number].kind
                if kind != "model" and not (kind == "dataset" and version_of_data(joined[len(bare) :])):
                    number = None
        return number

    def _in_another_case(self, joined: str) -> int | None:
        """The entry that this is in another case: Imagenet, SQUAD, but not CoDeNet for CodeNet."""
        low = joined.casefold()
        number = self._caseless.get(low)
        if number is None or joined.isupper():
            return number
        if joined[1:].islower():
            return number if len(joined) > LEAST_CASELESS else None
        entry = self.entries[number]
        keys = [key for key in map(_run_together, (entry.name, *entry.aliases)) if key.casefold() == low]
        return number if any(capitals(joined) <= capitals(key) for key in keys) else None

    def _is_known(self, word: str) -> bool:
        return self._exact_or_folded(word, True) is not None

    # A tree of stems and cased words: `3D` may stand beside `gaussian`.
    def _phrase_at(self, sentence: str, parts: Sequence[Atom], between: Sequence[str], first: int) -> Hit | None:
        nodes, found = [self._phrases], None
        for last in range(first, len(parts)):
            if last > first and between[last - 1] not in ("-", " ") and not beside_sign(parts, last):
                break
            nodes = [step for node in nodes for step in self._steps(node, parts[last].text)]
            if not nodes:
                break
            entry = max(node.entry for node in nodes)
            # A stem alone would take "afford" for "affordance", "passive" for "passivity".
            if entry >= 0 and (last > first or _plain(parts[first].text) in self._single_words):
                found = Hit(entry, first, last + 1, sentence[parts[first].start : parts[last].end])
        return None if found and self._means_other(found, parts, between) else found

    def _means_other(self, hit: Hit, parts: Sequence[Atom], between: Sequence[str]) -> bool:
        return means_other(parts, between, hit.first, hit.last) or is_contrast(parts, hit.first)

    def _steps(self, node: _Node, word: str) -> Iterator[_Node]:
        keys = self._known_keys.get(word)
        if keys is None:
            keys = self._known_keys[word] = self._keys(word)
        for key in keys:
            step = node.next.get(key)
            if step is not None:
                yield step

    def _keys(self, word: str) -> tuple[str, ...]:
        """What a word may be in a phrase: as it stands, its form, and without a plural s."""
        # "MATH" names a dataset; "math" is a word of phrases.
        wanted = {word: None} if word.isupper() and word in self._names else {word: None, self.form(word): None}
        if word[-1:] == "s" and is_cased(word[:-1]):
            wanted[word[:-1]] = None
        return tuple(wanted)


def _plain(word: str) -> str:
    """A word as one form stands for its spellings and its plural."""
    return american(word.lower()).removesuffix("s")


def _run_together(form: str) -> str:
    return "".join(atom.text for atom in atoms(form))
