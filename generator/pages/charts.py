"""Small charts as inline SVG, each with its numbers as the text that stands for it. Pure: numbers in, markup out.

Colours come from the page's style sheet: `currentcolor`, and the classes `ps-bar` and `ps-hue-N`.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from papershelf.text.wording import ENGLISH, Words

# More columns than this do not fit under a heading; what is older is drawn as one column.
MOST_YEARS = 20
# A style sheet has as many colours for groups.
HUES = 8
_HEIGHT, _STEP, _WIDE, _FEWEST = 36, 10, 7, 12
_LEFT, _TOP, _BOTTOM, _CHART_WIDTH, _CHART_HEIGHT = 40, 20, 24, 640, 220
Series = Sequence[tuple[int, int]]


def filled(series: Series, most: int = MOST_YEARS) -> list[tuple[str, int]]:
    """Counts of the years from the first to the last, years without any included.

    In: (year, count) in any order. Out: (label, count); where more than `most` years lie between, the first label is
    `to YEAR` and sums the years up to then.
    """
    counts = dict(series)
    if not counts:
        return []
    first, last = min(counts), max(counts)
    start = max(first, last - most + 1)
    labels = [f"to {start}" if start > first else str(start), *map(str, range(start + 1, last + 1))]
    return [(label, _count(label, counts)) for label in labels]


def _count(label: str, counts: Mapping[int, int]) -> int:
    """What a label of `filled` stands for."""
    if label.startswith("to "):
        return sum(count for year, count in counts.items() if year <= int(label[3:]))
    return counts.get(int(label), 0)


def in_words(series: Series, words: Words = ENGLISH) -> str:
    """A series as a sentence: `Papers by year: 2021 3, 2023 5`."""
    said = ", ".join(f"{_label(label, words)} {count}" for label, count in filled(series) if count)
    return words.say("Papers by year: {years}", years=said)


def _label(label: str, words: Words) -> str:
    return words.say("to {year}", year=label[3:]) if label.startswith("to ") else label


def sparkline(series: Series, words: Words = ENGLISH) -> str:
    """Columns of the years, without axes: a figure with the first and last year beneath; nothing for no years."""
    shown = filled(series)
    if not shown:
        return ""
    most = max(count for _, count in shown)
    bars = "".join(
        f'<rect x="{n * _STEP}" y="{_HEIGHT - tall:.1f}" width="{_WIDE}" height="{tall:.1f}" rx="1"/>'
        # Never so small that one paper cannot be seen.
        for n, (_, count) in enumerate(shown) if (tall := max(2.0, _HEIGHT * count / most) if count else 0))
    # A short series is drawn at the scale of a long one, so that columns look alike beside each other.
    width = max(len(shown), _FEWEST) * _STEP
    span = shown[0][0] if len(shown) == 1 else f"{shown[0][0]}–{shown[-1][0]}"
    caption = f"<figcaption>{html.escape(span)}</figcaption>"
    return _figure("ps-spark", width, _HEIGHT, in_words(series, words), bars, caption)


def columns(series: Series, groups: Mapping[str, Series] | None = None, words: Words = ENGLISH) -> str:
    """Columns of the years with their numbers, stacked by group where groups are given: a figure.

    In: the totals, and each group's own series in the order of its colour. Out: nothing where there is no year.
    """
    shown = filled(series)
    if not shown:
        return ""
    floor = _CHART_HEIGHT - _BOTTOM
    step = (_CHART_WIDTH - 2 * _LEFT) / len(shown)
    scale = (floor - _TOP) / max(count for _, count in shown)
    stacks = [dict(one) for one in (groups or {"": series}).values()]
    parts = [f'<path class="ps-rule" d="M{_LEFT} {floor}.5H{_CHART_WIDTH - _LEFT}"/>']
    for n, (label, count) in enumerate(shown):
        x, y = _LEFT + n * step, float(floor)
        for hue, stack in enumerate(stacks):
            if tall := _count(label, stack) * scale:
                y -= tall
                parts.append(f'<rect class="{f"ps-hue-{hue % HUES}" if groups else "ps-bar"}" x="{x + step * .12:.1f}" '
                             f'y="{y:.1f}" width="{step * .76:.1f}" height="{tall:.1f}"/>')
        if count:
            parts.append(_text(x + step / 2, floor - count * scale - 5, str(count)))
        parts.append(_text(x + step / 2, _CHART_HEIGHT - 6, _label(label, words) if len(shown) < 14 else label[-2:]))
    return _figure("ps-chart", _CHART_WIDTH, _CHART_HEIGHT, in_words(series, words), "".join(parts))


def growth(points: Sequence[tuple[str, int]], words: Words = ENGLISH) -> str:
    """A line through (label, total) in the order given: a figure; nothing for fewer than two points."""
    if len(points) < 2:
        return ""
    floor = _CHART_HEIGHT - _BOTTOM
    most = max(total for _, total in points) or 1
    step = (_CHART_WIDTH - 2 * _LEFT) / (len(points) - 1)
    places = [(_LEFT + n * step, floor - (floor - _TOP) * total / most) for n, (_, total) in enumerate(points)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [f'<polygon class="ps-bar" opacity=".12" points="{line} {_CHART_WIDTH - _LEFT},{floor} {_LEFT},{floor}"/>',
             f'<polyline fill="none" stroke="currentcolor" points="{line}"/>']
    # Where many points stand side by side, every k-th is named, and the last always.
    every = -(-len(points) // 8)
    for n, ((x, y), (label, total)) in enumerate(zip(places, points, strict=True)):
        parts.append(f'<circle class="ps-bar" cx="{x:.1f}" cy="{y:.1f}" r="3"/>')
        if (len(points) - 1 - n) % every == 0:
            parts += [_text(x, y - 8, words.number(total)), _text(x, _CHART_HEIGHT - 6, label)]
    said = words.say("Papers on the shelf: {points}",
                     points=", ".join(f"{label} {words.number(total)}" for label, total in points))
    return _figure("ps-chart", _CHART_WIDTH, _CHART_HEIGHT, said, "".join(parts))


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}">{html.escape(text)}</text>'


def _figure(name: str, width: int, height: int, words: str, body: str, caption: str = "") -> str:
    """A drawing for those who see it, and its words for those who do not."""
    return (f'<figure class="{name}"><svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'preserveAspectRatio="xMinYMax meet" text-anchor="middle" role="img" '
            f'aria-label="{html.escape(words)}">{body}</svg>{caption}</figure>')


@cache
def figures(words: Words) -> Mapping[str, Callable[..., str]]:
    """Filters that draw, for the templates, with the words of the interface."""
    return {one.__name__: partial(one, words=words) for one in (sparkline, columns, growth)}
