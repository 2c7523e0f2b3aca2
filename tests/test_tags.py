"""What the tag stage promises: names found with their sentence, the paper's own names kept apart, decisions obeyed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf import config
from papershelf.model import Paper, Tag, TagUse
from papershelf.model.fields import TAG_KINDS
from papershelf.records import read_vocabulary
from papershelf.tags import families, tag
from papershelf.text.acronyms import definitions
from papershelf.text.words import Stemmer, sentences

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "tags.yml").read_text(encoding="utf-8"))
VOCABULARY = tuple(read_vocabulary(config.load(None).vocabulary, TAG_KINDS)[0])
STEMMER = Stemmer()
ASKED = {"dataset", "model", "method"}
FLAT = [case | {"section": section} for section, cases in CASES.items() for case in cases]

TEXTS = [str(case["text"]) for case in FLAT]
abstracts = st.lists(st.sampled_from(TEXTS), max_size=6).map(" ".join)
# What those texts name, and some of the rest: properties make a lexicon for each example, and the whole takes long.
SAID = tuple(one for number, one in enumerate(VOCABULARY)
             if number % 25 == 0 or any(name in text for name in (one.name, *one.aliases) for text in TEXTS))


def tagged(text: str, title: str = "On Kettles", vocabulary: Sequence[Tag] = VOCABULARY, **fields: Any) -> Paper:
    """One paper through the stage."""
    return tag([Paper("p", title, abstract=text, **fields)], vocabulary, STEMMER)[0]


def by_name(paper: Paper) -> dict[str, TagUse]:
    return {use.name: use for use in paper.tags}


@pytest.mark.parametrize("case", FLAT, ids=lambda case: f"{case['section']}: {case['rule']}")
def test_golden_cases(case: dict[str, Any]) -> None:
    """Each rule finds what it should, as it is written there, and nothing else."""
    paper = tagged(case["text"], case.get("title", "On Kettles"))
    if "tags" in case:
        assert {use.name: use.written for use in paper.tags if use.kind in ASKED} == case["tags"]
    assert not set(case.get("not", ())) & set(by_name(paper))
    if "introduces" in case:
        assert list(paper.introduces) == case["introduces"]
    if "other" in case:
        known = {use.name: use.kind for use in paper.tags if use.kind in {"hardware", "software"}}
        assert known == case["other"]


def test_the_evidence_is_the_sentence_that_names_the_tag() -> None:
    """The evidence is the whole first sentence that has the name, of the abstract before the title."""
    paper = tagged("We boil water. Then LoRA helps. LoRA rests.", "LoRA at Tea")
    assert by_name(paper)["LoRA"].evidence == "Then LoRA helps."


def test_a_title_is_evidence_where_the_abstract_is_silent() -> None:
    """A name that only the title has is a tag, and the title its evidence."""
    assert by_name(tagged("We boil water.", "Tea with LoRA"))["LoRA"].evidence == "Tea with LoRA"


def test_a_summary_is_read_where_there_is_no_abstract() -> None:
    """A shelf without abstracts has its tags from the summaries."""
    paper = tag([Paper("p", "On Tea", summary="It warms BERT-large slowly.")], VOCABULARY, STEMMER)[0]
    assert by_name(paper)["BERT"].written == "BERT-large"


def test_people_add_tags() -> None:
    """An added tag takes its name and kind from the vocabulary, and the sentence that has it, or says front matter."""
    paper = tagged("We warm a kettle with nothing.", decided_tags=("Llama 2", "Kettle", "Tea ceremony"))
    uses = by_name(paper)
    assert uses["LLaMA"] == TagUse("LLaMA", "model", "front matter")
    assert uses["Kettle"] == TagUse("Kettle", "other", "We warm a kettle with nothing.", "kettle")
    assert uses["Tea ceremony"].evidence == "front matter"


def test_people_name_the_kind_of_a_tag_that_nobody_knows() -> None:
    """A kind before a colon is the kind of a name that the vocabulary does not have; elsewhere a colon is a colon."""
    tags = by_name(tagged("We boil TeaBench.", decided_tags=("dataset:TeaBench", "Tea: a history", "model:BERT")))
    assert (tags["TeaBench"].kind, tags["TeaBench"].evidence) == ("dataset", "We boil TeaBench.")
    assert tags["Tea: a history"].kind == "other"
    assert tags["BERT"].kind == "model"


def test_people_remove_tags() -> None:
    """A removal takes a tag away under any of its names; adding what is found anyway does not double it."""
    paper = tagged("We warm LLaMA and BERT.", decided_tags=("-Llama", "BERT"))
    assert [use.name for use in paper.tags] == ["BERT"]


def test_people_decide_what_is_introduced() -> None:
    """Decided names replace computed ones, even by none, and are no tags of the paper."""
    text = "We propose SipNet. It uses BERT."
    assert tagged(text, decided_introduces=()).introduces == ()
    paper = tagged(text, decided_introduces=("BERT",))
    assert paper.introduces == ("BERT",)
    assert "BERT" not in by_name(paper)


def test_the_shelf_overrides_the_vocabulary() -> None:
    """An entry of the shelf replaces the built-in one of its name, with all that it says."""
    own = Tag("BERT", "task", aliases=("Bertha",))
    paper = tag([Paper("p", "On Tea", abstract="We ask Bertha and BERT.")], (*VOCABULARY, own), STEMMER)[0]
    assert [(use.name, use.kind, use.written) for use in paper.tags] == [("BERT", "task", "Bertha")]


def test_families_group_versions() -> None:
    """The members of a family are found under it, sorted."""
    found = families((Tag("GPT", "model"), Tag("GPT-4", "model", family="GPT"), Tag("GPT-2", "model", family="GPT")))
    assert found == {"GPT": ("GPT-2", "GPT-4")}


def test_the_vocabulary_is_sound() -> None:
    """Names are unique, no form belongs to two entries, and every family exists."""
    names = [entry.name for entry in VOCABULARY]
    assert len(names) == len(set(names))
    owner: dict[str, str] = {}
    for entry in VOCABULARY:
        for form in (entry.name, *entry.aliases):
            assert owner.setdefault(form, entry.name) == entry.name, form
        assert not entry.family or entry.family in names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Selective Rank Adaptation (SRA) helps.", [("SRA", "Selective Rank Adaptation")]),
        ("We use SRA (Selective Rank Adaptation).", [("SRA", "Selective Rank Adaptation")]),
        ("a recursive warm-restart (RecWR) rule", [("RecWR", "recursive warm-restart")]),
        ("the Accuracy and Tea Optimum (ATO)", [("ATO", "Accuracy and Tea Optimum")]),
        ("two cups (see Figure 3)", []),
        ("a kettle (XYZ)", []),
    ],
)
def test_short_forms(sentence: str, expected: list[tuple[str, str]]) -> None:
    """A short form is found with the words whose letters it has."""
    assert [(one.short, one.long) for one in definitions(sentence)] == expected


@settings(max_examples=60)
@given(abstracts, abstracts)
def test_another_paper_changes_no_tag(first: str, second: str) -> None:
    """Adding a paper never removes a true tag: every paper is tagged by what it says itself."""
    alone = tag([Paper("a", "On Tea", abstract=first)], SAID, STEMMER)
    both = tag([Paper("a", "On Tea", abstract=first), Paper("b", "On Cups", abstract=second)], SAID, STEMMER)
    assert both[0] == alone[0]


@settings(max_examples=60)
@given(abstracts)
def test_every_tag_shows_where_it_stands(text: str) -> None:
    """The evidence is a sentence of the paper and has the name as it is said to be written; names are there once."""
    paper = tagged(text, vocabulary=SAID)
    for use in paper.tags:
        assert use.evidence in (*sentences(text), paper.title)
        assert use.written in use.evidence
    assert len({use.name for use in paper.tags}) == len(paper.tags)


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_read(text: str, title: str) -> None:
    """No text breaks the stage, and the same text gives the same tags."""
    assert tagged(text, title, SAID) == tagged(text, title, SAID)


def test_one_thing_is_one_tag_on_the_whole_shelf() -> None:
    """Spellings and versions of an unknown name are one tag, and what one paper shows of it holds for another."""
    texts = ("We bake on the KettleQA dataset.", "We bake on the KettleQA dataset.",
             "We bake on the Kettle-QA v2 dataset.", "Scores of KettleQA rise.", "We introduce KettleQA, a corpus.")
    done = tag([Paper(f"p{n}", "On kettles", abstract=text) for n, text in enumerate(texts)], VOCABULARY, STEMMER)
    assert [[use.name for use in paper.tags] for paper in done] == [["KettleQA"]] * 4 + [[]]
    assert done[3].tags[0].evidence == texts[3]
