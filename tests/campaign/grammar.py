"""Random records in all the ways to write YAML and Markdown, and random entries of sources.

Written without the program's code, so that an error there is none here. Every word that a person writes is one of its
own (`p12q`), every word of a source too (`i12q`). A record remembers the `pieces` that a person wrote, exactly as they
stand in the text: whatever an import does, each must still be there, once, and in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

FIELDS = ("title", "authors", "year", "venue", "arxiv", "doi", "links")
# Signs that mean something to YAML, Markdown, HTML or line splitting, and some that only look so.
SIGNS = ("", "", "", "", " #1", ": b", "'s", ' "so"', " & c", " *", " [x]", " {y}", " %", " @", " `z`", " <b>", " – é",
         " 日本", " 🪁", " \\n", "\u00a0w", " | v", " > u", "!", "?", " -- ", " ---", " ```", " ~~~", " <!-- ", " -->",
         " ## h")
Emit = Callable[[str], str]


class Words:
    """Words that never repeat; `mine` are a person's, `theirs` a source's."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._numbers = count(1)

    def mine(self) -> str:
        return f"p{next(self._numbers)}q"

    def theirs(self) -> str:
        return f"i{next(self._numbers)}q"

    def decorated(self, word: str) -> str:
        """A word with signs that mean something somewhere behind it."""
        return f"{word}{self.random.choice(SIGNS)} {self.random.choice(('net', 'kite', 'Tin'))}".strip()

    def paragraphs(self, word: Callable[[], str]) -> str:
        lines = [" ".join(self.decorated(word()) for _ in range(self.random.randint(1, 4)))
                 for _ in range(self.random.randint(1, 3))]
        return "\n\n".join(lines)


@dataclass
class Written:
    """A record as a person has left it: its text, the pieces that are theirs, and the values of fields that are."""

    text: str
    pieces: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


def entry(words: Words, title: str) -> dict[str, Any]:
    """What a source says of a paper: some of its fields."""
    random = words.random
    number = random.randint(10000, 99999)
    said: dict[str, Any] = {
        "authors": [f"Ann {words.theirs().title()}", *(f"Bo {words.theirs()}" for _ in range(random.randint(0, 2)))],
        "year": random.randint(1990, 2030), "venue": f"Conf {words.theirs()}", "arxiv": f"2401.{number}",
        "doi": f"10.1000/{words.theirs()}",
        "links": {kind: f"https://{kind}.example/{words.theirs()}" for kind in ("code", "data", "demo", "project")
                  if random.random() < 0.4},
        "abstract": f"It shows {words.theirs()}. " + words.paragraphs(words.theirs).replace("\n\n", " "),
    }
    return {"title": title, **{name: value for name, value in said.items() if value and random.random() < 0.6}}


def source(entries: Sequence[dict[str, Any]]) -> str:
    """A JSON file with an entry on each line."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in entries) + "\n]\n"


class Yaml:
    """Writes front matter in every way that YAML knows, and remembers what of it is a person's."""

    def __init__(self, words: Words) -> None:
        self.words, self.random = words, words.random
        self.pieces: list[str] = []
        self._anchors = count(1)

    def piece(self, text: str) -> str:
        self.pieces.append(text)
        return text

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def comment(self) -> str:
        return self.piece(f"# {self.words.decorated(self.words.mine())} said".replace("\n", " "))

    def beside(self, chance: float = 0.15) -> str:
        """Nothing, or a comment at the end of a line."""
        return f"  {self.comment()}" if self.maybe(chance) else ""

    def scalar(self, value: Any, indent: int = 2, *, flow: bool = False) -> str:
        """A value in any style; in brackets those that stand on one line alone."""
        if not isinstance(value, str):
            return json.dumps(value)
        styles: list[Emit] = [_double, _single]
        if _is_plain(value):
            styles += [str, str]
        if not flow and value.strip() == value and value.isprintable() and "  " not in value:
            styles += [lambda text: self._block(text, ">", indent), lambda text: self._block(text, "|", indent)]
        return self.random.choice(styles)(value)

    def _block(self, text: str, sign: str, indent: int) -> str:
        chomp = self.random.choice(("", "-", "+"))
        header = f"{sign}{chomp}{self.beside(0.2)}"
        lines = text.split(" ")
        cut = self.random.randint(1, len(lines)) if sign == ">" else len(lines)
        parts = [" ".join(part) for part in (lines[:cut], lines[cut:]) if part]
        pad = " " * indent
        return header + "".join(f"\n{pad}{part}" for part in parts) + ("\n" if self.maybe(0.2) else "")

    def node(self, value: Any, indent: int = 2) -> str:
        """What follows the colon of a field, with the blank before it."""
        props = ""
        if self.maybe(0.06):
            props = f" &a{next(self._anchors)}"
        elif isinstance(value, str) and self.maybe(0.05):
            props = " !!str"
        if isinstance(value, list):
            return props + self._sequence(value, indent)
        if isinstance(value, dict):
            return props + self._mapping(value, indent)
        text = self.scalar(value, indent)
        if not props and not text.startswith(("|", ">")) and self.maybe(0.08):
            lead = f"{self.beside(0.3)}\n{' ' * indent}"
            if self.maybe(0.3):
                lead += f"{self.comment()}\n{' ' * indent}"
            return f"{lead}{text}{self.beside()}"
        return f"{props}{self.random.choice((' ', ' ', '   '))}{text}" + (
            "" if text.startswith(("|", ">")) else self.beside())

    def _sequence(self, items: Sequence[Any], indent: int) -> str:
        if not items:
            return " []" + self.beside()
        if self.maybe(0.5):
            return self._flow([self.scalar(item, flow=True) for item in items], "[]", indent)
        pad = " " * self.random.choice((0, indent)) if indent == 2 else " " * indent
        return self.beside() + "".join(
            self._between(pad) + f"\n{pad}- {self.scalar(item, flow=True)}{self.beside()}" for item in items)

    def _mapping(self, pairs: dict[str, Any], indent: int) -> str:
        if not pairs:
            return " {}" + self.beside()
        if self.maybe(0.5):
            return self._flow([f"{name}: {self.scalar(part, flow=True)}" for name, part in pairs.items()], "{}", indent)
        pad = " " * indent
        return self.beside() + "".join(
            self._between(pad) + f"\n{pad}{name}: {self.scalar(part, flow=True)}{self.beside()}"
            for name, part in pairs.items())

    def _between(self, pad: str) -> str:
        return f"\n{pad}{self.comment()}" if self.maybe(0.06) else "\n" if self.maybe(0.03) else ""

    def _flow(self, parts: Sequence[str], brackets: str, indent: int) -> str:
        opening, closing = brackets
        if self.maybe(0.7):
            return f" {opening}{self.random.choice((', ', ',  ')).join(parts)}{closing}{self.beside()}"
        pad = "\n" + " " * indent
        lines = "".join(f"{pad}{part},{self.beside(0.2)}" for part in parts)
        return f" {opening}{self.beside(0.1)}{lines}{pad if self.maybe(0.9) else ' '}{closing}{self.beside()}"

    def listings(self, sources: Sequence[dict[str, Any]]) -> str:
        """Sources, some with notes, in items of every form; and now and then an item that is none."""
        pad = " " * self.random.choice((0, 2, 2, 4))
        lines = self.beside()
        for one in sources:
            item = dict(one)
            note = self.words.mine() if self.maybe(0.15) else ""
            lines += self._between(pad)
            if self.maybe(0.6):
                parts = [f"{name}: {self.scalar(part, flow=True)}" for name, part in item.items()]
                if note:
                    parts.insert(self.random.randint(0, len(parts)), self.piece(f"note: {note}"))
                lines += f"\n{pad}- {{{', '.join(parts)}}}{self.beside()}"
            else:
                parts = [f"{name}: {self.scalar(part, flow=True)}{self.beside()}" for name, part in item.items()]
                if note:
                    parts.append(self.piece(f"note: {note}"))
                lines += f"\n{pad}- " + f"\n{pad}  ".join(parts)
        if self.maybe(0.1):
            odd = self.random.choice(("- nowhere {}", "- {{page: {}}}", "- [{}]", "-   # {}"))
            lines += f"\n{pad}{self.piece(odd.format(self.words.mine()))}"
        return lines

    def key(self, name: str) -> str:
        return self.random.choice((f"{name}:",) * 8 + (f'"{name}":', f"'{name}':", f"{name} :"))


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else _double(text)


def _is_plain(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][\w ./]*[A-Za-z_]", text)) and text.lower() not in (
        "yes", "no", "true", "false", "null", "on", "off")


def record(words: Words, standing: dict[str, Any], abstract: str) -> Written:
    """A record that an import has written, after a person has been at it: `standing` is its front matter."""
    yaml = Yaml(words)
    mine: dict[str, Any] = {}
    blocks: list[str] = []
    if yaml.maybe(0.3):
        blocks.append(yaml.comment())
    for name, value in standing.items():
        blocks.append(_field(yaml, name, value, mine))
        if yaml.maybe(0.1):
            blocks.append(yaml.comment() if yaml.maybe(0.7) else "")
        if yaml.maybe(0.12):
            blocks.append(_own_field(yaml))
    front = "\n".join(blocks)
    body = _body(yaml, abstract, mine)
    text = f"---\n{front}\n---\n{body}"
    newline = "\r\n" if yaml.maybe(0.1) else "\n"
    start = "\ufeff" if yaml.maybe(0.05) else ""
    return Written(start + text.replace("\n", newline), [piece.replace("\n", newline) for piece in yaml.pieces], mine)


def _field(yaml: Yaml, name: str, value: Any, mine: dict[str, Any]) -> str:
    """A field as it was imported, or with a person's value, or emptied."""
    if name == "listings":
        return f"{yaml.key(name)}{yaml.listings(value)}"
    changed = name in FIELDS and name not in ("arxiv", "doi", "year") and yaml.maybe(0.2)
    if name in ("venue", "year") and yaml.maybe(0.1):
        return f"{yaml.key(name)}{yaml.random.choice((' null', ' ~', ''))}{yaml.beside()}"
    if changed:
        value = _own_value(yaml.words, name)
        mine[name] = value
        held = yaml.pieces
        yaml.pieces = []
        text = yaml.key(name) + yaml.node(value)
        # The whole is a person's, with the comments in it.
        yaml.pieces = [*held, text.rstrip()]
        return text
    return yaml.key(name) + yaml.node(value)


def _own_value(words: Words, name: str) -> Any:
    if name == "authors":
        return [f"Cy {words.mine()}" for _ in range(words.random.randint(1, 3))]
    if name == "links":
        return {kind: f"https://{kind}.example/{words.mine()}" for kind in ("code", "video")}
    return words.decorated(f"Mine {words.mine()}")


def _own_field(yaml: Yaml) -> str:
    """A field of the person's own: `x-`, or one that there is not."""
    held, yaml.pieces = yaml.pieces, []
    name = f"{yaml.random.choice(('x-', 'x-', 'x-', ''))}{yaml.words.mine()}"
    mine = yaml.words.mine
    value = yaml.random.choice((yaml.words.decorated(mine()), [mine(), mine()], {"a": mine()}, 12, None))
    text = f"{name}:{yaml.node(value)}"
    yaml.pieces = [*held, text.rstrip()]
    return text


def _body(yaml: Yaml, abstract: str, mine: dict[str, Any]) -> str:
    """A summary, the abstract wherever the person has put it, and sections of Markdown."""
    words, random = yaml.words, yaml.random
    parts: list[str] = []
    if yaml.maybe(0.5):
        parts.append(yaml.piece(f"Mine {words.mine()} net.\n{words.mine()} tin."))
    sections: list[Callable[[], str]] = [lambda: _section(yaml) for _ in range(random.randint(0, 3))]
    if abstract:
        sections.insert(random.randint(0, len(sections)), lambda: _abstract(yaml, abstract, mine))
    parts += [section() for section in sections]
    if yaml.maybe(0.07):
        parts.append(yaml.piece(random.choice(("```\n## Abstract\n\n{}", "<!--\n## Abstract\n\n{}", "~~~\n{}")).format(
            words.mine())))
    gaps = [random.choice(("\n", "\n\n")) if number else "\n" for number, _ in enumerate(parts)]
    return "".join(f"{gap}{part}\n" for gap, part in zip(gaps, parts, strict=True))


def _abstract(yaml: Yaml, abstract: str, mine: dict[str, Any]) -> str:
    """The abstract as it was imported, a person's, commented out, or gone."""
    chance = yaml.random.random()
    if chance < 0.6:
        return f"## Abstract{yaml.random.choice(('', ' ', ' ##'))}\n\n{abstract}"
    if chance < 0.75:
        mine["abstract"] = f"Mine {yaml.words.mine()} words."
        return yaml.piece(f"## Abstract\n\n{mine['abstract']}")
    if chance < 0.85:
        return yaml.piece(f"<!--\n## Abstract\n\n{yaml.words.mine()}\n-->\n")
    if chance < 0.9:
        return yaml.piece(f"## Abstract\n\n{yaml.words.mine()}\n\n## Abstract\n\n{yaml.words.mine()}")
    return ""


def _section(yaml: Yaml) -> str:
    words = yaml.words
    bodies = (
        f"Words of {words.decorated(words.mine())} and *ours*.", f"- one {words.mine()}\n  - two\n\n1. three",
        f"```python\n## {words.mine()}\n```", f"~~~~\n```\n## Abstract\n~~~~\n{words.mine()}",
        f"### Sub {words.mine()}\n\ntext",
        f"<!-- {words.mine()} -->\n\n| a | b |\n|---|---|\n| {words.mine()} | d |", f"    ## {words.mine()}\n",
        f"<!--\n## Gone {words.mine()}\n-->", f"<div>{words.mine()}</div>", f"{words.mine()}\n---\nrule", "")
    return yaml.piece(f"## Own {words.mine()}\n\n{yaml.random.choice(bodies)}".rstrip("\n"))
