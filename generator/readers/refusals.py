"""Texts and files that are plainly something that is not read: the format's name, and what to give instead.

A refusal competes with the formats; where it is the surest, nothing of the file becomes a paper.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from papershelf.readers.recognition import LIKELY, MARKED, NOT_THIS, POSSIBLE, SIGNED, Recognition, Sample

_ROOT = re.compile(
    r"(?:\s|<\?xml[^>]*>|(?><!--.*?-->)|(?><!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>))*+<([A-Za-z_][\w:.-]*)", re.S)
_ANY_TABLE = "name one column `title` in the first line"


class Refusal(NamedTuple):
    """What a text is that is not read. `start` is looked for at the start of a line of the sample; `most` matches the
    larger part of its lines. Where both are given, both must hold."""

    name: str
    hint: str
    start: re.Pattern[str] | None = None
    most: re.Pattern[str] | None = None
    score: float = MARKED
    part: float = 0.5

    def confidence(self, sample: Sample) -> Recognition:
        """How sure it is that the text is of this kind, and the line that says so."""
        found = self.start.search(sample.head) if self.start else None
        if (self.start and not found) or (self.most and sample.share(self.most) < self.part):
            return NOT_THIS
        if not found:
            return Recognition(self.score, "most of its lines have that form")
        line = sample.head.count("\n", 0, found.start()) + 1
        return Recognition(self.score, f"line {line} begins “{' '.join(found[0].split())[:40]}”")


def _at_line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^{pattern}", re.M)


def _at_start(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\A\s*{pattern}")


# Of texts, the most telling first.
REFUSALS: tuple[Refusal, ...] = (
    Refusal("RTF document", "save it as plain text", _at_start(r"\{\\rtf"), score=SIGNED),
    Refusal("mail or MHTML page", "save the page as HTML, or its text alone",
            _at_start(r"(?:From \S+@|Return-Path:|Received:|MIME-Version:|From: .*\n(?:.+\n)*?MIME-Version:)"),
            score=SIGNED),
    Refusal("pointer of Git LFS", "get the file itself with git lfs pull",
            _at_start(r"version https://git-lfs\.github\.com/spec/"), score=SIGNED),
    Refusal("diff", "give the file itself", _at_start(r"(?:diff --git |--- \S.*\n\+\+\+ \S)"), score=SIGNED),
    Refusal("vCard or calendar", "give a list of papers", _at_start(r"BEGIN:V\w+"), score=SIGNED),
    Refusal("LaTeX document", "give the .bib file that it cites",
            _at_line(r"[ \t]*\\(?:documentclass|begin\{(?:document|thebibliography)\}|bibitem\b)")),
    Refusal("tagged export of a database", "export it as RIS, whose records start with TY, or as BibTeX",
            _at_line(r"(?:[A-Z][A-Z0-9]{1,3} {0,3}- |%[A-Z0-9] |--[A-Z]{2}-- )"),
            re.compile(r"(?:[A-Z][A-Z0-9]{1,3} {0,3}- |%[A-Z0-9] |--[A-Z]{2}-- | {2,}\S)"), part=0.8, score=LIKELY),
    Refusal("Org file", "convert it to Markdown (pandoc -t gfm)",
            _at_line(r"(?:#\+\w+:|\*+ .*\n(?:.*\n){0,5}?.*\[\[https?://[^\]]{1,300}\]\[)")),
    Refusal("reStructuredText file", "convert it to Markdown (pandoc -t gfm)",
            _at_line(r"(?:\.\. (?:_[\w ]+:|\w+::)|.*`[^`\n]+ <https?://[^>\n]{1,300}>`__?)")),
    Refusal("AsciiDoc file", "convert it to Markdown (pandoc -t gfm)",
            _at_line(r"=+ \S.*\n(?:.*\n){0,60}?.*https?://[^\s\[\]]{1,300}\[[^\]\n]{1,300}\]")),
    Refusal("page in wiki markup", "save the page as HTML", _at_line(r"={2,5} ?[^=\n]+ ?={2,5}[ \t]*$")),
    Refusal("program or script", "give a list of papers",
            _at_start(r"(?:#! ?/|<\?php|#include\b|package [\w.]+;|using [\w.]+;)"), score=SIGNED),
    Refusal("program or script", "give a list of papers",
            most=re.compile(r"\s*+(?:(?:import|from|def|class|return|if|elif|else|for|while|try|except|with|function|var|"
                            r"const|let|public|private|static|struct|fn|use|end|then|fi|done|echo|export|print)\b(?!.*"
                            r"[a-z]{3} [a-z]{3,} [a-z]{3,} [a-z]{3})|.*[{};]\s*$|#|//|@\w|[\w.\[\]]+ ?[+-]?= ?\S|"
                            r"[\w.]+\(.*\)\s*$|[)\]}])"), part=0.6, score=POSSIBLE),
    Refusal("log", "give a list of papers", most=re.compile(
        r"\[?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\w{3} +\d+ \d\d:\d\d:\d\d|(?:INFO|WARN|DEBUG|ERROR)\b)"), part=0.8),
    Refusal("YAML file of another kind", "write it as a list of `- title: …`, or as JSON",
            most=re.compile(r"\s*(?:- +)?[\w.-]{1,30}:(?: \S.*)?$|---$|\s*- "), part=0.85, score=POSSIBLE),
    Refusal("table without a column of titles", _ANY_TABLE, _at_start(r"[\w .\"-]{1,40}(?:\t[\w .\"()-]{1,40}){2,}\n"),
            re.compile(r"[^\t]*\t"), score=LIKELY, part=0.9),
    Refusal("table without a column of titles", _ANY_TABLE,
            _at_start(r"[\w \"-]{1,30}(?:[,;][\w \"()-]{1,30}){3,}\n"), re.compile(r"(?:[^,;\n]*[,;]){3}"),
            score=LIKELY, part=0.9),
)


def other_xml(sample: Sample) -> Recognition:
    """XML whose root element is none that is read; the reason names it."""
    found = _ROOT.match(sample.head)
    return Recognition(LIKELY, f"its root element is <{found[1]}>") if found else NOT_THIS


class Kind(NamedTuple):
    """A file that is no text, by its first bytes and what stands near its start."""

    name: str
    hint: str
    magic: tuple[bytes, ...]
    within: bytes = b""


KINDS: tuple[Kind, ...] = (
    Kind("PDF", "give its BibTeX, or a list of titles", (b"%PDF",)),
    Kind("spreadsheet (xlsx)", "save it as CSV", (b"PK\x03\x04",), b"xl/"),
    Kind("spreadsheet (ods)", "save it as CSV", (b"PK\x03\x04",), b"opendocument.spreadsheet"),
    Kind("Word document", "save it as plain text", (b"PK\x03\x04",), b"word/"),
    Kind("document (odt)", "save it as plain text", (b"PK\x03\x04",), b"opendocument"),
    Kind("e-book", "give a list of titles", (b"PK\x03\x04",), b"epub"),
    Kind("ZIP archive", "unpack it and give the files in it", (b"PK\x03\x04", b"PK\x05\x06")),
    Kind("document of old Office (xls, doc)", "save it as CSV or plain text", (b"\xd0\xcf\x11\xe0",)),
    Kind("compressed file", "unpack it and give the file in it",
         (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"(\xb5/\xfd")),
    Kind("SQLite database", "export BibTeX or RIS from the program that keeps it", (b"SQLite format 3",)),
    Kind("picture", "give a list of titles", (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")),
    Kind("PostScript file", "give its BibTeX, or a list of titles", (b"%!PS",)),
)


def kind_of(data: bytes) -> Kind | None:
    """What a file that is no text is, where its bytes say."""
    return next((k for k in KINDS if data.startswith(k.magic) and k.within in data), None)
