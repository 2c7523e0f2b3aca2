"""Spellings that may be one person's are told as notes, and nothing is joined."""

from __future__ import annotations

import pytest

from papershelf.check import of_entry, spellings
from papershelf.model import Entry, Source


def told(*papers: tuple[str, ...]) -> list[str]:
    """The notes on papers of these authors, each on a line of its own."""
    entries = [Entry(f"On {line}", Source("a.txt", line), authors=names) for line, names in enumerate(papers, 1)]
    return [f"{one.line}: {one.what}" for one in spellings([of_entry(entry) for entry in entries])]


@pytest.mark.parametrize(("first", "second", "note"), [
    (("José Lund",), ("Jose Lund",), "2: the author `Jose Lund` may be `José Lund` of `a.txt`"),
    (("Yi-Fan Lund",), ("Yifan Lund",), "2: the author `Yifan Lund` may be `Yi-Fan Lund` of `a.txt`"),
    (("A. Reed", "Bo Lund"), ("Ada M. Reed", "Bo Lund"), "1: the author `A. Reed` may be `Ada M. Reed` of `a.txt`")])
def test_spellings_of_one_person_are_told(first: tuple[str, ...], second: tuple[str, ...], note: str) -> None:
    """Accents and hyphens by themselves; initials where a co-author is the same."""
    assert told(first, second) == [note]


@pytest.mark.parametrize("papers", [
    (("A. Reed", "Bo Lund"), ("Ada Reed", "Cy Moor")),  # nobody in common
    (("Ada Reed", "Bo Lund"), ("Anna Reed", "Bo Lund")),
    (("A. Reed", "Ada Reed", "Bo Lund"), ("Ada Reed", "Bo Lund")),  # both on one paper
    (("Ada Reed Jr.",), ("Ada Reed",)), (("River Team",), ("River Teams",)), (("Ada Reed",), ("Ada Reed",))])
def test_people_of_like_names_are_not_told(papers: tuple[tuple[str, ...], ...]) -> None:
    """Others' names, whoever stands beside the other on a paper, juniors, and groups."""
    assert told(*papers) == []


def test_what_a_person_has_decided_is_not_told() -> None:
    """Two spellings that files of authors name are one person or two, as these say."""
    stated = [of_entry(Entry(f"On {line}", Source("a.txt", line), authors=(name,)))
              for line, name in enumerate(("José Lund", "Jose Lund"), 1)]
    assert len(spellings(stated, {"José Lund"})) == 1
    assert spellings(stated, {"José Lund", "Jose Lund"}) == []
