"""Search in Python finds what it should; the browser's tests hold the browser to the same answers."""

from __future__ import annotations

from typing import Any

import pytest

from papershelf.search.engine import search
from papershelf.search.opened import Index
from search_shelf import QUERIES, opened


@pytest.fixture(scope="module")
def shelf() -> Index:
    return opened()


def found(shelf: Index, query: str) -> list[str]:
    """The slugs of the papers found, best first."""
    return [shelf.card(paper).path.removeprefix("papers/").removesuffix(".md") for paper in search(shelf, query).papers]


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case["query"] or "nothing")
def test_queries_find_what_they_should(shelf: Index, case: dict[str, Any]) -> None:
    """Identities, names, acronyms, spellings, years, venues, people and every script: the right papers, in order."""
    got = found(shelf, case["query"])
    if "only" in case:
        assert sorted(got) == sorted(case["only"])
    if "first" in case:
        assert got[:len(case["first"])] == case["first"]
    if "same as" in case:
        assert got
        assert got == found(shelf, case["same as"])


def test_an_abstract_finds_its_paper(shelf: Index) -> None:
    """A whole text can be pasted."""
    assert found(shelf, "Kettle-aware stirring moves a spoon by the sound of the kettle. " * 12)[0] == "spoon-net"
