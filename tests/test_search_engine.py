"""Search in Python finds what it should; the browser's tests hold the browser to the same answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from papershelf.model import Paper
from papershelf.search import meaning, near
from papershelf.search.engine import search
from papershelf.search.opened import Index
from papershelf.search.why import passage, reasons
from search_shelf import QUERIES, SCRIPT_PAPERS, SCRIPT_QUERIES, opened


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


def test_scripts_that_do_not_part_words_find_their_papers() -> None:
    """Sixty queries in Chinese, Japanese, Korean, Thai and mixed scripts each have the paper that is meant first."""
    shelf = opened(SCRIPT_PAPERS)
    assert len(SCRIPT_QUERIES) >= 60
    assert {query: found(shelf, query)[:1] for query in SCRIPT_QUERIES} == {
        query: [slug] for query, slug in SCRIPT_QUERIES.items()}


ACRONYMS = {
    "TSR": "tea spoon rotation", "KWB": "kettle-whistle boiling", "CoC": "cup of clay", "OOS": "out-of-steam",
    "SLD": "sugar lump diffusion", "MTS": "multi-teapot stirring", "TSpR": "tea spoon rotation",
    "HLP": "hot leaf pressing", "LLB": "large lemon brewers", "VOT": "variations of tea", "3D-BREW": "3D brew",
}


def test_an_acronym_finds_what_its_long_form_finds() -> None:
    """Papers that define it, write it, or write it out: the same are found, whichever of the two is typed; of two
    acronyms with one long form, too."""
    texts = [text for short, long in ACRONYMS.items() for text in (
        f"We show {long.title()} ({short}) at breakfast.", f"{short} is measured.", f"All about {long}.")]
    papers = [Paper(f"p{n}", f"Breakfast {n}", (), 2024, abstract=text) for n, text in enumerate(texts)]
    shelf = opened(papers)
    for short, long in ACRONYMS.items():
        one, other = found(shelf, short), found(shelf, long)
        assert one
        assert set(one[:10]) == set(other[:10]), short
    assert set(found(shelf, "TSR")) == set(found(shelf, "TSpR"))


def test_an_abstract_finds_its_paper(shelf: Index) -> None:
    """A whole text can be pasted."""
    assert found(shelf, "Kettle-aware stirring moves a spoon by the sound of the kettle. " * 12)[0] == "spoon-net"


def test_other_words_for_the_same_are_near() -> None:
    """A term is related to those that mean much the same, not to itself, nor to names or words that nobody knows."""
    forms = {"robot": 0, "robots": 0, "robotic": 1, "manipulator": 2, "grammar": 3, "robot@": 4, "qzxv": 5}
    found = near.near_terms(forms, (0.6, 0.35, 0.5))
    assert {other for other, _ in found[0]} == {1}
    assert not {4, 5} & found.keys()
    assert all(other != term for term, others in found.items() for other, _ in others)


def test_a_query_in_other_words_is_near_its_paper() -> None:
    """The numbers of a paper bring it near to those of its kind, and far from others; a text of unknown words has
    none."""
    texts = ("Grasping with robot hands", "Manipulators that grip objects", "Parsing sentences by grammar", "Qzxv wqx")
    papers = [Paper(f"p{n}", text, (), 2024, "", abstract=text) for n, text in enumerate(texts)]
    rows = meaning.decoded(meaning.coded(papers))
    assert rows.shape == (4, meaning.DIMENSIONS)
    assert not rows[3].any()
    cosines = meaning.nearness(rows, [(1.0, np.array([0]))])
    assert cosines[0] > cosines[1] > cosines[2]
    assert cosines[3] == 0


def test_an_answer_says_why(shelf: Index) -> None:
    """A result says which words it has, and shows the sentence that has most of them."""
    answer = search(shelf, "colour spoons")
    first = answer.papers[0]
    assert reasons(shelf, answer, first).words == ("colour", "spoons")
    assert passage(shelf, answer.found, first).startswith("We colour spoons")


@pytest.mark.parametrize(("query", "fields"), [
    ("arXiv:2403.01234v2", ("arXiv",)), ("doi: 10.1000/tea.7", ("DOI",)), ("stone2024spoonnet", ("key",)),
    ("openreview.net/forum?id=Ab3dEf9hIj", ("address",)), ("emile lodz", ("author",)),
    ("kettle optimizer", ("title", "text")),
    ("silver polishing forks", ("tag", "title")), ("gardens windy", ("title", "venue")), ("OOC", ("text",)),
])
def test_an_answer_says_where(shelf: Index, query: str, fields: tuple[str, ...]) -> None:
    """A result says in which of its fields the words stand, or which kind of identity names it."""
    answer = search(shelf, query)
    assert reasons(shelf, answer, answer.papers[0]).fields == fields
