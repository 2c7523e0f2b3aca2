"""Texts that make programs slow: one piece repeated to a length, alone and inside a file of each format.

What takes four times the text may take six times the time and not more: a program whose time is quadratic takes
sixteen times as long. Times are of this process, the best of several, and count from a floor on only, so that the load
of a machine decides nothing.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

GROWTH, FLOOR, SLOW = 6.0, 0.06, 2.0
_TRIES = 5
_CASES = Path(__file__).resolve().parent.parent / "cases" / "readers"

# Pieces: markup, syntax of each format, LaTeX, addresses, names, sentences, letters, signs of every kind.
UNITS = (
    "<p>", "<div>", "<a ", "<a href=x>", "<b><i>", "</p>", "<!--", "<![CDATA[", "<", "&", "&amp;", "&#", "&lt;b>",
    "<td><tr>", "<li>x", "<script>", "<entry>", "<item><title>x", "<dt>x<dd>", "<h2>x</h2>", "<br>",
    "<span>x</span> ", "@string{a = b}\n", "@misc{a,", "@misc{a, title={x}}\n", "{", "}", "{{x}} ", "{a", "\\{", "=",
    "#", " # ", "title={", "\"", "TY  - JOUR\n", "TI  - x\n", "TY  - JOUR\nTI  - x\nER  - \n", "AU  - A\n", "%T x\n",
    "PMID- 1\nTI  - x\n\n", "T1 x\n", "PT J\n", "[", "]", "{\"a\":", "[[],", "{\"title\":\"x\"},", "\\u0041", "\\",
    "\\\\", "\"title\": ", "1,", "null ", ",", ";", "\t", "a,b\n", "\"a\",", "\\url{", "\\href{a}{b} ", "\\textbf{",
    "\\emph{a} ", "$", "$x$ ", "$$", "\\frac{a}{b}", "\\alpha ", "^{", "_a", "^2", "\\(", "\\cite{a} ", "~", "%", "`",
    "``a'' ", "'", "''", "--", "---", "-", "- ", "a- ", "a-\n", "*", "**", "*a*", "_a_ ", "[a](b) ", "![", "](",
    "# a\n", "## a\n\n", "- a\n", "| a ", "|---|\n", "> ", "www.", "www.a", "https://", "http://a.b/",
    "https://a.io/b ", "https://a.b/{c} ", "a.io/", "github.com/a/b ", "a@b.c ", "@", ".", "..", ". ", "A. ", "A.",
    "a.b.", "i.e. ", "et al. ", "Mr. ", "A.B", "?", "! ", ":", ": ", "1. ", "(1) ", "(", ")", "()", "(a", "[1] ", "a",
    "A", "aA", "a ", "A ", "Aa ", "AaBb", "ab(", "a)b", "1", "1 ", "1,000 ", "0.", "x2", "1\u00d7-", "\u00e9",
    "e\u0301", "\u00df", "\u0130", "\u00c3\u00a9", "\u00e2\u20ac\u2122", "\u00c2", "\ufb01", "\u4e2d",
    "\u4e2d\u6587\u3002", "\u0431", "\u200b", "\u00a0", "\u3000", "\U0001f409", "\n", "\n\n", "\r\n", " \n", "a\n",
    "a\n\n", "a b\n", " ", "\x0c", "\u2028", "Ada Reed, ", "Reed, A., ", "Reed, Ada and ", "and ", " and and",
    "Title\nA. Reed\n\n", "2020-01-01\n", "arXiv:2001.00001 ", "doi:10.1/a ", "10.1/", "2001.00001", "(2020)",
    "Abstract ", "Abstract: x\n", "Authors: A\n", "Published: x\n", "Introduction\n", "et ", "nets ", "of the ",
    "GPT-4 ", "X-", "ab-cd-", "(AB)", "a (AB) ", "AB (a b) ",
)


class Slow(NamedTuple):
    """A function and a text whose time grows too fast, with both times."""

    name: str
    unit: str
    short: float
    long: float

    def __str__(self) -> str:
        return f"{self.name}, {self.unit!r} repeated: {self.short:.3f} s and {self.long:.3f} s for four times as much"


def repeated(unit: str, length: int) -> str:
    """A piece repeated to a length."""
    return (unit * (length // len(unit) + 1))[:length]


def rubbish(length: int, seed: int) -> bytes:
    """Bytes of all kinds."""
    return random.Random(seed).randbytes(length)


def samples() -> Iterator[tuple[str, str]]:
    """Small files of every format that has cases, one each: the format's folder and the text."""
    for folder in sorted(path for path in _CASES.iterdir() if path.is_dir()):
        for path in sorted(path for path in folder.iterdir() if path.suffix != ".yml"):
            if path.stat().st_size < 3000:
                yield f"{folder.name}/{path.name}", path.read_bytes().decode("utf-8", "replace")


def inside(text: str, part: float) -> tuple[str, str]:
    """A file's text in two, where a pattern is put between: after a letter, so that it stands in a value."""
    at = int(len(text) * part)
    while at < len(text) and not text[at - 1].isalpha():
        at += 1
    return text[:at], text[at:]


def seconds(act: Callable[[], object]) -> float:
    """The time of this process that an act takes."""
    gc.disable()
    try:
        begin = process_time()
        act()
        return process_time() - begin
    finally:
        gc.enable()


def slow(name: str, act: Callable[[str], object], unit: str, length: int, frame: tuple[str, str] = ("", "")
         ) -> Slow | None:
    """Whether a function's time grows too fast from a quarter of a length to that length; nothing where it does not."""
    before, after = frame

    def time(size: int) -> float:
        text = f"{before}{repeated(unit, size)}{after}"
        return seconds(lambda: act(text))

    long = time(length)
    if long < FLOOR:
        return None
    short = time(length // 4)
    for _ in range(_TRIES):
        if long < FLOOR or (long <= GROWTH * short and long < SLOW):
            return None
        long, short = min(long, time(length)), min(short, time(length // 4))
    return Slow(name, unit, short, long)
