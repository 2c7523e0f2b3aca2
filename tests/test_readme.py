"""The list in a README: written between two marks by topic, read back to the letter, nothing else touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from papershelf import exports
from papershelf.model import Paper, Topic, TopicUse
from papershelf.readers import read_data
from papershelf.text.markdown import escaped
from support import THOROUGH

Run = Callable[..., Result]
SIGNS = "\\`*_{}[]<>&|$~#+-.!()'\"@:;,/=^%“”—é量1 "
WORDS = st.text(st.sampled_from(SIGNS + "abcXYZ"), min_size=1, max_size=25).map(
    lambda text: " ".join(f"K{text}z".split()))
NAMES = WORDS.map(lambda name: name.replace(";", "").replace("*", ""))
URLS = st.text(st.sampled_from("abcXYZ019-._~:/?#[]@!$&'()*+,;=%<>\\^|é"), max_size=20).map(
    lambda path: f"https://k.example/{path}")
PAPERS = st.builds(
    Paper, st.just("x"), WORDS, st.lists(NAMES, max_size=3).map(tuple), st.none() | st.integers(1500, 2099),
    st.just("") | WORDS, st.sampled_from(["", "2301.00001", "hep-th/9901001"]),
    st.just("") | st.text(st.sampled_from("ab1.()<>;_/&%-"), min_size=1, max_size=12).map("10.1234/k{}".format),
    st.dictionaries(st.sampled_from(["code", "project", "data", "pdf", "paper", "code2"]), URLS, max_size=4),
    sections=st.just(()) | WORDS.map(lambda note: (("Notes", escaped(note)),)))
TOPICS = (Topic("kites", "Kites & *Strings* (2)", "1. [Winds]"), Topic("others", "Others", "Hills"),
          Topic("2023", "2023", "Hills"))


@THOROUGH
@given(st.lists(PAPERS, min_size=1, max_size=3), st.sampled_from([None, *TOPICS]))
def test_what_is_written_is_read_to_the_letter(papers: list[Paper], topic: Topic | None) -> None:
    """Any title, name, venue, identifier, link and remark, under any heading, comes back as it was."""
    found = [Paper(f"{n}", p.title, p.authors, p.year, p.venue, p.arxiv, p.doi, p.links, sections=p.sections,
                   decided_topics=(topic.id,) if topic else ()) for n, p in enumerate(papers)]
    text = exports.to_readme(found, TOPICS)
    entries, problems = read_data(f"# Mine\n\n## Before\n\n{text}\nAfter.\n".encode(), "README.md", "markdown")
    assert problems == []
    read = sorted((e.title, e.authors, e.year or 0, e.venue, e.arxiv, e.doi, sorted(e.links.items()), escaped(e.notes),
                   e.sections, e.is_own) for e in entries)
    assert read == sorted(
        (p.title, p.authors, p.year or 0, p.venue, p.arxiv, p.doi, sorted(p.links.items()),
         dict(p.sections).get("Notes", ""), (topic.group, topic.title) if topic else (), True) for p in found)


def test_papers_stand_by_topic_the_newest_first() -> None:
    """Under each topic that the record decides, else under the first of the text, else before the first heading."""
    papers = (Paper("a", "Old", year=2001, decided_topics=("kites", "others")),
              Paper("b", "New", year=2020, decided_topics=("kites",)),
              Paper("c", "Computed", topics=(TopicUse("others", ()), TopicUse("kites", ()))), Paper("d", "Nowhere"))
    assert exports.to_readme(papers, TOPICS) == (
        "<!-- papershelf:begin -->\n\n- **Nowhere**\n\n## 1\\. \\[Winds\\]\n\n### Kites & \\*Strings\\* (2)\n\n"
        "- **New** (2020)\n- **Old** (2001)\n\n## Hills\n\n### Others\n\n- **Old** (2001)\n- **Computed**\n\n"
        "<!-- papershelf:end -->\n")


@pytest.mark.parametrize(("before", "after"), [
    ("", "B\n"), ("# Mine", "# Mine\n\nB\n"), ("# Mine\n", "# Mine\n\nB\n"),
    (f"a\n{exports.BEGIN}\nold\n{exports.END}\nz", "a\nB\nz"),
    (f"a\r\n{exports.BEGIN}{exports.END}\r\nz", "a\r\nB\r\nz"),
    (f"{exports.BEGIN} alone", None), (f"{exports.END}{exports.BEGIN}", None)])
def test_only_what_stands_between_the_marks_changes(before: str, after: str | None) -> None:
    """The list goes between its marks, or to the end; every other byte stays; one mark alone is refused."""
    assert exports.into(before, "B\n") == after


def test_import_export_import_changes_nothing(tmp_path: Path, run: Run) -> None:
    """The list that a shelf wrote changes no byte of it, adds no source, and makes the same shelf anew; a line that a
    person adds between the marks is a new paper."""
    source = tmp_path / "list.md"
    source.write_text("# Kites\n\n## Surveys\n"
                      "- [Kites: A Survey](https://arxiv.org/abs/2301.00001) - all of *them*, 1 < 2\n\n"
                      "## Strings\n- [Strings](https://doi.org/10.1234/s) *Ada Reed* (ICML 2020) "
                      "[[code](https://github.com/x/y)]\n\n## Others\n- [Strings](https://doi.org/10.1234/s)\n",
                      "utf-8")
    docs, readme = tmp_path / "docs", tmp_path / "README.md"
    readme.write_text("# Mine\n\nWords.\n", "utf-8")
    run("import", source, "--docs", docs)
    before = {path: path.read_bytes() for path in docs.rglob("*.md")}
    run("export", "readme", "--into", readme, "--docs", docs)
    written = readme.read_bytes()
    assert written.startswith(b"# Mine\n\nWords.\n\n<!-- papershelf:begin -->")
    assert "0 new, 0 updated, 2 unchanged" in run("import", readme, "--docs", docs).output
    assert {path: path.read_bytes() for path in docs.rglob("*.md")} == before
    run("export", "readme", "--into", readme, "--docs", docs)
    assert readme.read_bytes() == written
    other = tmp_path / "other"
    run("import", readme, "--docs", other)
    run("export", "readme", "--into", readme, "--docs", other)
    assert readme.read_bytes() == written
    added = b"### Strings\n\n- [Tails](https://arxiv.org/abs/2302.00002)\n"
    readme.write_bytes(written.replace(b"### Strings\n", added))
    assert "1 new, 0 updated" in run("import", readme, "--docs", docs).output
    assert "topics: [strings]" in (docs / "papers" / "tails.md").read_text("utf-8")


def test_a_file_with_one_mark_is_left_alone(tmp_path: Path, run: Run) -> None:
    """--into refuses a file whose marks are not a pair, says what to write, and changes nothing."""
    readme = tmp_path / "README.md"
    readme.write_text(f"{exports.BEGIN}\n", "utf-8")
    told = run("export", "readme", "--into", readme, "--docs", tmp_path / "docs", status=2).output
    assert "one of the marks alone" in told
    assert readme.read_text("utf-8") == f"{exports.BEGIN}\n"
