"""The one style sheet of our pages in the frame of another theme: flat, and below one class, so that it needs no new
browser and touches nothing of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

from papershelf.frame import PAGES_FROM, SHEETS, slim

# Three times: other themes style lists and the like of their pages with up to two classes.
SCOPE = ".papershelf" * 3
_OURS = re.compile(r"\.papershelf(?![\w-])")
_REM = re.compile(r"(?<![\w-])(\d++(?:\.\d+)?|\.\d+)rem\b")
_TWO_COLORS = re.compile(r"var\(--ps-light, ?(#\w+)\) var\(--ps-dark, ?(#\w+)\)")
_KNOWS_TWO = "@supports (color: light-dark(#000, #fff))"


def guest_sheet(templates: Path, *, root_size: int) -> str:
    """Every rule of our pages in one sheet that touches nothing outside them.

    Args:
        templates: The folder of the program's templates.
        root_size: The pixels of the theme's `rem`; our measures are written for Material's 20.
    """
    texts = [path.read_text("utf-8") for path in (templates / "guest.css", *(templates / "theme/assets" / name
                                                                            for name in SHEETS))]
    rules = "\n".join(text.rpartition(PAGES_FROM)[2] for text in texts)
    scaled = _REM.sub(lambda found: f"{round(float(found[1]) * 20 / root_size, 4):g}rem", rules)
    return slim("".join(_scoped(tinycss2.parse_stylesheet(scaled, skip_comments=True, skip_whitespace=True))))


def _scoped(rules: Iterable[Any]) -> Iterator[str]:
    """The rules as text, each of them for our pages alone."""
    for rule in rules:
        if rule.type == "at-rule":
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{\n{''.join(_scoped(inside))}}}\n"
        else:
            selectors = ", ".join(_selectors(rule.prelude))
            yield f"{selectors} {{{tinycss2.serialize(rule.content)}}}\n"
            if two := "; ".join(_two_colors(rule.content)):
                yield f"{_KNOWS_TWO} {{ {selectors} {{ {two}; }} }}\n"


def _selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """The selectors of a rule, below our class where they do not name it."""
    parts: list[list[Any]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    for part in parts:
        selector = tinycss2.serialize(part).strip()
        yield _OURS.sub(SCOPE, selector) if _OURS.search(selector) else f"{SCOPE} {selector}"


def _two_colors(content: Iterable[Any]) -> Iterator[str]:
    """The declarations that have a colour for light and one for dark, for browsers that know a function for it: they
    take which of both counts from the property `color-scheme` of the other theme, whatever it is."""
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        value = tinycss2.serialize(one.value).strip()
        if _TWO_COLORS.search(value):
            chosen = _TWO_COLORS.sub(r"light-dark(\1, \2)", value)
            yield f"{one.name}: {chosen}{' !important' if one.important else ''}"
