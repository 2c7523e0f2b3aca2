"""What proposing and reporting tags promises: names that papers share, with a kind, stable, in files that stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from papershelf.model import Paper, Tag
from papershelf.model.fields import TAG_KINDS
from papershelf.tags import report, suggest, tag
from papershelf.text.words import Stemmer

STEMMER = Stemmer()
Run = Callable[..., Result]
# Invented papers on fans of paper; each phrase stands in three or more of them.
TEXTS = (
    ("Folding fans by moonlight", "We fold with a rice straw composite. A wind vane spectrometer (WVS) reads."),
    ("A breeze at noon", "The rice straw composite bends. We place a wind vane spectrometer (WVS) beside the lake."),
    ("Hinges of reeds", "Each hinge is a rice straw composite, and the wind vane spectrometer shows its sway."),
    ("Slow sails", "Sails of waxed linen fabric turn to the sun."),
    ("Quiet kites", "Kites of waxed linen fabric hum less than others."),
    ("Loud kites", "With waxed linen fabric the tail hums."),
)
PAPERS = tuple(Paper(f"p{number}", title, abstract=text) for number, (title, text) in enumerate(TEXTS))


def names(count: int, vocabulary: tuple[Tag, ...] = ()) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = suggest(tag(PAPERS, vocabulary, STEMMER), count, vocabulary, STEMMER, tuple(TAG_KINDS))
    return {one.tag.name: (one.tag.kind, one.tag.aliases) for one in found}


def test_shared_names_are_proposed_with_kind_and_short_form() -> None:
    """The last word of a name tells its kind, and the papers' own definition its short form."""
    assert names(9) == {"rice straw composite": ("material", ()), "waxed linen fabric": ("material", ()),
                        "wind vane spectrometer": ("instrument", ("WVS",))}


def test_what_only_sounds_like_a_name_is_not_proposed() -> None:
    """A network of friends is no method, and a word that says how something is names nothing."""
    papers = [Paper(f"q{n}", f"Tea {n}", abstract=f"Social network {n}. The resulting fabric {n}. Teapot control {n}.")
              for n in "abc"]
    assert suggest(papers, 9, (), STEMMER, tuple(TAG_KINDS)) == ()


def test_what_is_a_tag_already_is_not_proposed() -> None:
    """A vocabulary's entry is left out, whatever it is called there."""
    assert set(names(9, (Tag("straw composite X", "material", ("rice straw composite",)),))) == {
        "waxed linen fabric", "wind vane spectrometer"}


def test_the_order_of_papers_changes_nothing() -> None:
    """The same papers in another order give the same tags."""
    assert suggest(PAPERS[::-1], 9, (), STEMMER, tuple(TAG_KINDS)) == suggest(PAPERS, 9, (), STEMMER, tuple(TAG_KINDS))


def test_proposals_are_files_that_stay(tmp_path: Path, run: Run) -> None:
    """Each is a valid file that tags papers; a second run writes none, and edits stay."""
    papers = tmp_path / "docs" / "papers"
    papers.mkdir(parents=True)
    for paper in PAPERS:
        (papers / f"{paper.slug}.md").write_text(
            f"---\ntitle: {paper.title}\n---\n\nA summary.\n\n## Abstract\n\n{paper.abstract}\n", encoding="utf-8")
    docs = tmp_path / "docs"
    result = run("tags", "--suggest", "2", "--docs", docs)
    written = [Path(line) for line in result.stdout.split()]
    assert len(written) == 2
    assert all(path.parent == docs / "tags" for path in written)
    assert re.search(r"2 tags proposed; [1-6] of 6 papers had no tag, 0 have none now", result.stderr)
    written[0].write_text(written[0].read_text("utf-8").replace("Named by", "Edited, named by"), encoding="utf-8")
    again = run("tags", "--suggest", "2", "--docs", docs)
    assert not again.stdout
    assert "Edited" in written[0].read_text("utf-8")
    assert "no errors" in run("check", "--docs", docs).output


def test_the_report_names_an_edit_for_each_finding() -> None:
    """Spellings of one thing, single papers, missing phrases and papers without tags are told."""
    papers = tag([Paper("a", "A", tags=(), decided_tags=("dataset:FooBench",)), *PAPERS,
                  Paper("b", "B", decided_tags=("dataset:Foo-Bench v2",))], (), STEMMER)
    text = report(papers, (), STEMMER, tuple(TAG_KINDS))
    assert "8 papers, 2 tags, 6 papers without a tag." in text
    assert "FooBench (1), Foo-Bench v2 (1): write aliases: [Foo-Bench v2] in tags/foobench.md" in text
    assert 'papershelf new tag "material:rice straw composite"' in text
    assert 'FooBench (dataset): if it is none, write tags: ["-FooBench"] in papers/a.md' in text
    assert "papers/p0.md: write tags:" in text


@pytest.mark.parametrize("arguments", [["tags"], ["tags", "--suggest", "2", "--report"]])
def test_one_of_both_is_asked_for(tmp_path: Path, run: Run, arguments: list[str]) -> None:
    """Neither or both is an error that says what to give."""
    assert "give either --suggest N or --report" in run(*arguments, "--docs", tmp_path, status=2).output
