"""Papers that name what another paper introduces, with the sentence. Precision goes before recall.

A name counts only if its form cannot be a plain word, one paper alone introduces it, and the naming paper is not
the older one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from papershelf.model import Mention, Paper
from papershelf.text.names import atoms, gaps, is_sign, stands_apart, without_urls
from papershelf.text.words import sentences

LONG_NAME, SHORT_NAME = 5, 3  # letters; a shorter name stands for too many things
MOST_ATOMS = 8
ALIKE = 0.06  # cosine: papers of one narrow field have more, papers that share only common words less
_EXPLAINED = re.compile(r"(?<=[a-z]\s\()[\w-]+(?=\))")
_ALL_CAPITALS = re.compile(r"[A-Z0-9]+s?")
_AMBIGUOUS = re.compile(r"[A-Z0-9]{1,6}")
_ALPHANUMERIC, _LETTER = re.compile(r"[^\W_]"), re.compile(r"[^\W\d_]")
_CAPITAL, _DIGIT = re.compile(r"[A-ZΑ-Ω]"), re.compile(r"\d")


def mentions(
    papers: Sequence[Paper], alike: Callable[[str, str], float]
) -> tuple[dict[str, list[Mention]], dict[str, list[Mention]]]:
    """By slug, what each paper mentions, and by which papers it is mentioned: the two mirror each other.

    `alike` says how alike two papers are; short forms all in capitals mean the same only in papers that are.
    """
    names = _Names(papers, alike)
    given: dict[str, list[Mention]] = {}
    received: dict[str, list[Mention]] = {}
    for paper in papers:
        for other, name, sentence in names.named_in(paper):
            given.setdefault(paper.slug, []).append(Mention(other, name, sentence))
            received.setdefault(other, []).append(Mention(paper.slug, name, sentence))
    for found in received.values():
        found.sort(key=lambda mention: mention.slug)
    return given, received


def is_telling(name: str, title: str = "") -> bool:
    """Whether a name can be told from words and short forms that anybody uses.

    A long name can be told by its form: "DetectLLM", "GSM8K", "SwinV2-MoE". One that is short ("LoRA", "SAM") or made
    of plain words ("Activation Beacon", "Orca-Math") counts only if its paper has it in the title, before the colon
    or in brackets. A plain word ("Trace") never does, nor does what has no letter.
    """
    if not any(map(str.isalnum, name)) or name[0].isdigit() or (not name[-1].isalnum() and name[-1] not in "+*"):
        return False
    words = name.split()
    parts = re.split(r"[\s‐‑–-]", name)
    if not all(word[0].isupper() or _is_inner_cased(word) for word in words):
        return False
    heads = title.startswith(f"{name}:") or f"({name})" in title
    letters = sum(char.isalnum() for char in name.rstrip("s"))
    if any(_is_inner_cased(part) and not _ALL_CAPITALS.fullmatch(part) for part in parts) or (
        len(words) == 1 and all(_ALL_CAPITALS.fullmatch(part) for part in parts)
    ):
        return letters >= LONG_NAME or (heads and letters >= SHORT_NAME)
    return heads and len(parts) > 1 and all(part[:1].isupper() and len(part) > 1 for part in parts)


@dataclass(slots=True)
class _Names:
    """The names that papers introduce, ready to be found in text."""

    papers: Sequence[Paper]
    alike: Callable[[str, str], float]
    owner: dict[str, str] = field(init=False, default_factory=dict)
    spaces: dict[str, int] = field(init=False, default_factory=dict)
    starts: set[str] = field(init=False, default_factory=set)
    years: Mapping[str, int | None] = field(init=False)

    def __post_init__(self) -> None:
        self.years = {paper.slug: paper.year for paper in self.papers}
        shared: set[str] = set()
        for paper in self.papers:
            for name in paper.introduces:
                key = _key(name)
                self.spaces.setdefault(key, name.count(" "))
                if is_telling(name, paper.title) and self.owner.setdefault(key, paper.slug) != paper.slug:
                    shared.add(key)
        for key in shared:
            del self.owner[key]
        for key in self.owner:
            self.starts.update(key[:size] for size in range(1, len(key)))

    def named_in(self, paper: Paper) -> Iterator[tuple[str, str, str]]:
        """The papers whose names a paper has, each once: slug, name as written, sentence."""
        seen = {paper.slug}
        own = {_key(name) for name in paper.introduces}
        # What a paper explains itself, "Diffusion Transformers (DiTs)", it does not mean as somebody's name.
        own |= {_key(name).removesuffix("s") for name in _EXPLAINED.findall(paper.text)}
        for text in (*sentences(paper.abstract), *sentences(paper.summary), paper.title):
            for key, written in self._found(text):
                other = self.owner[key]
                if written.count(" ") != self.spaces[key]:
                    continue  # "LiDAR inertial" are two words, whatever "LiDAR-inertial" is
                if other in seen or key in own or self._older(paper, other):
                    continue
                if not _AMBIGUOUS.fullmatch(key) or self.alike(paper.slug, other) >= ALIKE:
                    seen.add(other)
                    yield other, written, text

    def _older(self, paper: Paper, other: str) -> bool:
        year = self.years[other]
        return paper.year is not None and year is not None and paper.year < year

    def _found(self, text: str) -> Iterator[tuple[str, str]]:
        seen = without_urls(text)
        parts = atoms(seen)
        if not any(part.text in self.starts or part.text.removesuffix("s") in self.owner for part in parts):
            return
        between = gaps(seen, parts)
        place = 0
        while place < len(parts):
            if parts[place].text not in self.starts and parts[place].text.removesuffix("s") not in self.owner:
                place += 1
                continue
            joined, last, found = "", place, ""
            while last < min(place + MOST_ATOMS, len(parts)):
                word, glue = parts[last].text, between[last - 1] if last > place else ""
                if glue == "|" or (glue == " " and (is_sign(word) or is_sign(parts[last - 1].text))):
                    break
                joined += word
                last += 1
                if joined in self.owner:
                    found, end = joined, last
                elif joined.endswith("s") and joined[:-1] in self.owner:
                    found, end = joined[:-1], last
                if joined not in self.starts:
                    break
            if found and stands_apart(parts, between, place, end, False, self.owner.__contains__):
                yield found, text[parts[place].start : parts[end - 1].end]
                place = end
            else:
                place += 1


def _is_inner_cased(word: str) -> bool:
    """Whether a capital stands after a letter or digit, or a digit after a letter. Two searches each: one expression
    with a gap between would try every start with every end."""
    return any((first := before.search(word)) and after.search(word, first.end())
               for before, after in ((_ALPHANUMERIC, _CAPITAL), (_LETTER, _DIGIT)))


def _key(name: str) -> str:
    return "".join(atom.text for atom in atoms(name))
