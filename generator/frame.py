"""What a site says under `theme` and `extra`, as our frame has it: colours that can be read, features, and what has no
effect."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# The scripts of each kind of page, after the one that all have.
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("topic", "tag", "listing", "papers"), ("cards.js", "lists.js")),
    **dict.fromkeys(("home", "paper", "author", "venue", "year", "trending"), ("cards.js",)),
    "tags": ("tags.js",), "map": ("map.js", "mapmarks.js"), "reading": ("forms.js", "reading.js"),
    "search": ("search.js",)}
COMMON = "papershelf.js"
# Sheets of the pages in their order. What comes before the mark in the first is the rules of our own frame; in that of
# another theme a sheet with its colours and letters comes instead.
SHEETS = ("papershelf.css", "map.css", "search.css")
PAGES_FROM = "/* ---- Pages ---- */"
# Grounds of the frame, as frame.css has them, and the contrast that text on them needs: WCAG 2.2, 1.4.3 asks for 4.5,
# and a tinted ground takes some of it.
_LIGHT, _DARK = (0xFB, 0xFA, 0xF6), (0x17, 0x19, 0x16)
_CONTRAST = 5.5
# How much of its colour a tint has, of 255.
_TINT = "17"
# Hue and saturation of the colours that Material names.
_NAMED: Mapping[str, tuple[int, int]] = {
    "red": (4, 75), "pink": (340, 75), "purple": (291, 50), "deep purple": (262, 50), "indigo": (231, 50),
    "blue": (210, 80), "light blue": (200, 85), "cyan": (187, 80), "teal": (174, 70), "green": (130, 45),
    "light green": (90, 50), "lime": (66, 70), "yellow": (48, 90), "amber": (42, 90), "orange": (30, 85),
    "deep orange": (14, 80), "brown": (18, 30), "grey": (0, 0), "blue grey": (200, 18), "black": (0, 0),
    "white": (0, 0)}
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)
_INDENT = re.compile(r"^\s+", re.M)
# Before a colon, and around the signs of selectors, space tells something; the value of an empty property is a space.
_SPACE = re.compile(r"(?:(?<!:) )?([{};,]) ?|(?<=[\w-])(:) (?!;)")
# Material's features that the frame has when they are asked for, and those that it has in any case.
CHOSEN = frozenset({"navigation.footer", "navigation.top", "content.code.copy"})
_ALWAYS = frozenset({
    "content.action.edit", "content.tooltips", "navigation.indexes", "navigation.path", "navigation.sections",
    "navigation.tabs", "navigation.tabs.sticky", "search.highlight", "search.share", "search.suggest"})
_OPTIONS = frozenset({"name", "locale", "language", "features", "palette", "icon", "logo", "favicon", "custom_dir",
                      "static_templates", "direction"})
_EXTRA_WITHOUT_EFFECT = ("alternate", "analytics", "consent", "status", "version")


@dataclass(frozen=True, slots=True)
class Look:
    """How the frame looks: custom properties of style, `light` or `dark` where readers have no choice, the features
    that were chosen, and names of settings that have no effect."""

    style: str
    scheme: str
    features: frozenset[str]
    without_effect: tuple[str, ...]


def look(theme: Mapping[str, Any], extra: Mapping[str, Any]) -> Look:
    """What the frame makes of a site's `theme` and `extra`."""
    palettes = [one for one in _listed(theme.get("palette")) if isinstance(one, Mapping)]
    features = frozenset(map(str, _listed(theme.get("features"))))
    schemes = {"dark" if one["scheme"] == "slate" else "light" for one in palettes if one.get("scheme")}
    return Look(
        "".join(_properties(palettes)),
        schemes.pop() if len(palettes) == 1 and schemes else "",
        features & CHOSEN,
        tuple(sorted([
            *(f"theme.features {name}" for name in features - CHOSEN - _ALWAYS),
            *(f"theme.{name}" for name in set(theme) - _OPTIONS if theme[name]),
            *(f"extra.{name}" for name in _EXTRA_WITHOUT_EFFECT if extra.get(name)),
            *(f"theme.palette {one[part]}" for one in palettes for part in ("primary", "accent")
              if one.get(part) and one[part] != "custom" and _hue(str(one[part])) is None),
        ])),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _properties(palettes: list[Mapping[str, Any]]) -> Iterator[str]:
    for part, names in (("primary", ("fg", "bg")), ("accent", ("fg",))):
        said = [(one.get("scheme") == "slate", _hue(str(one[part]))) for one in palettes if one.get(part)]
        light = next((hue for dark, hue in said if not dark and hue), None)
        dark = next((hue for dark, hue in said if dark and hue), None)
        first = light or dark
        if first:
            on_light, on_dark = _readable(light or first, _LIGHT), _readable(dark or first, _DARK)
            yield f"--md-{part}-{names[0]}-color:var(--ps-light,{on_light}) var(--ps-dark,{on_dark});"
        if first and part == "primary":
            yield ("--md-primary-bg-color:var(--ps-light,#fff) var(--ps-dark,#101210);"
                   f"--md-accent-fg-color--transparent:"
                   f"var(--ps-light,{on_light}{_TINT}) var(--ps-dark,{on_dark}{_TINT});")


def _hue(color: str) -> tuple[float, float] | None:
    """Hue and saturation, from 0 to 1, of a name of Material's or of a hexadecimal colour."""
    if named := _NAMED.get(color.replace("-", " ").lower()):
        return named[0] / 360, named[1] / 100
    if not _HEX.fullmatch(color):
        return None
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    red, green, blue = (int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue, saturation


def _readable(color: tuple[float, float], ground: tuple[int, int, int]) -> str:
    """The colour in the lightness nearest the middle in which it can be read on a ground."""
    steps = range(45, -1, -1) if ground == _LIGHT else range(55, 101)
    shades = (tuple(round(255 * part) for part in colorsys.hls_to_rgb(color[0], step / 100, color[1]))
              for step in steps)
    shade = next(shade for shade in shades if contrast(shade, ground) >= _CONTRAST)
    return "#{:02x}{:02x}{:02x}".format(*shade)


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: tuple[int, ...]) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def slim(sheet: str) -> str:
    """A style sheet without what only its own readers need: comments, indentation, and space that tells nothing."""
    return _SPACE.sub(r"\1\2", _INDENT.sub("", _COMMENT.sub("", sheet)))
