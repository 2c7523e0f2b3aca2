"""How large a source, an entry and a field may be: what is larger is no list of papers, and would take all memory."""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.model import Entry, Problem

# Bytes of a file: five times the largest exports that are known, 100,000 papers with their abstracts.
FILE = 1 << 30
# Characters of an entry's fields together, and of each field; items of a list. The longest real ones have a tenth: a
# title 400 characters, an abstract 10,000, a paper of CERN's 5,000 authors.
ENTRY = 2_000_000
FIELDS = {"title": 4_000, "venue": 4_000, "abstract": 100_000, "arxiv": 400, "doi": 2_000}
ITEMS = {"authors": 20_000, "links": 2_000, "topics": 2_000, "tags": 2_000, "introduces": 2_000}
ITEM = 8_000


def too_large(entry: Entry) -> str:
    """What of an entry is larger than anything a paper has, in words; nothing where all is in bounds."""
    for name, most in FIELDS.items():
        size = len(getattr(entry, name))
        if size > most:
            return f"{name} has {size:,} characters, more than the {most:,} that are read"
    total = sum(len(getattr(entry, name)) for name in FIELDS)
    for name, most in ITEMS.items():
        items: Sequence[str] = [*getattr(entry, name).values()] if name == "links" else getattr(entry, name)
        longest = max(map(len, items), default=0)
        total += sum(map(len, items))
        if len(items) > most:
            return f"{name} has {len(items):,} items, more than the {most:,} that are read"
        if longest > ITEM:
            return f"{name} has an item of {longest:,} characters, more than the {ITEM:,} that are read"
    return f"fields have {total:,} characters, more than the {ENTRY:,} that are read" if total > ENTRY else ""


def within(entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries that are in bounds, and a problem for each other one."""
    kept: list[Entry] = []
    problems: list[Problem] = []
    for entry in entries:
        if what := too_large(entry):
            problems.append(Problem(entry.source.file, entry.source.line, "too-large", f"an entry whose {what}",
                                    "leave out what is no field of a paper's", rejects=True))
        else:
            kept.append(entry)
    return kept, problems
