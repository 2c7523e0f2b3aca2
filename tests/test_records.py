"""Records: read, written, and edited without touching what is not edited."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf import records
from papershelf.model import Paper, Signal, Source
from papershelf.records import apply, compose, parse
from support import THOROUGH

EDITED = """---
# Kept by the reading group.
title: 'PocketNet: Small nets'   # single quotes, on purpose
x-mood:   calm
authors: [Ann Lee,  Bo Ek]

venue: null
listings:
  # found by Ann
  - {file: a.txt, date: "03-11", line: 5}   # the first

  - file: b.txt
    line: 9
year: 2021
imported: {title: "000000000000@a.txt"}
---

A summary
of two lines.

## Notes

Words of *ours*.

```
## not a heading
```

## Abstract

Nets are small.

## More

"""


def read(text: str) -> Paper:
    record, problems = parse(text, "pocketnet", "papers/pocketnet.md")
    assert record is not None, problems
    assert not problems
    return record.paper


def test_a_record_is_read_in_all_its_parts() -> None:
    """Fields, summary, abstract and other sections come out as they stand."""
    paper = read(EDITED)
    assert paper.title == "PocketNet: Small nets"
    assert paper.authors == ("Ann Lee", "Bo Ek")
    assert paper.year == 2021
    assert paper.venue == ""
    assert paper.listings == (Source("a.txt", 5, "03-11"), Source("b.txt", 9))
    assert paper.summary == "A summary\nof two lines."
    assert paper.abstract == "Nets are small."
    assert paper.sections == (("Notes", "Words of *ours*.\n\n```\n## not a heading\n```"), ("More", ""))


@pytest.mark.parametrize(("values", "old", "new"), [
    ({"year": 2022}, "year: 2021", "year: 2022"),
    ({"venue": "ICLR 2022"}, "venue: null", "venue: ICLR 2022"),
    ({"venue": "Yes: no"}, "venue: null", 'venue: "Yes: no"'),
    ({"title": "New"}, "'PocketNet: Small nets'   #", '"New"   #'),
    ({"authors": ["Ann Lee", "Bo Ek", "Cy #1"]}, "[Ann Lee,  Bo Ek]", '[Ann Lee,  Bo Ek, "Cy #1"]'),
    ({"authors": ["Ann Lee", "Cy #1"]}, "[Ann Lee,  Bo Ek]", '[Ann Lee, "Cy #1"]'),
    ({"summary": "Short."}, "A summary\nof two lines.", "Short."),
    ({"abstract": "Nets.\n\n# sharp"}, "Nets are small.", "Nets.\n\n\\# sharp"),
    ({"doi": "10.1/x"}, "year: 2021\n", 'year: 2021\ndoi: "10.1/x"\n'),
    ({"listings": [Source("a.txt", 5, "03-11"), Source("b.txt", 9), Source("c.txt", 1)]},
     "    line: 9\n", "    line: 9\n  - {file: c.txt, line: 1}\n"),
    ({"listings": [Source("a.txt", 7, "03-11"), Source("b.txt", 9)]},
     '{file: a.txt, date: "03-11", line: 5}', '{file: a.txt, date: "03-11", line: 7}'),
    ({"imported": {"title": "1@b"}}, '{title: "000000000000@a.txt"}', '{title: "1@b"}'),
])
def test_a_field_is_replaced_and_every_other_byte_stays(values: dict[str, Any], old: str, new: str) -> None:
    """Comments, quotes, order, spacing and unknown fields around a replaced field do not move."""
    assert EDITED.count(old) == 1
    assert apply(EDITED, values) == EDITED.replace(old, new)


def test_line_ends_of_a_file_stay() -> None:
    """A file with CRLF keeps CRLF, in what is added as well."""
    text = EDITED.replace("\n", "\r\n")
    changed = apply(text, {"doi": "10.1/x", "abstract": "One.\n\nTwo."})
    assert "\n" not in changed.replace("\r\n", "")
    assert read(changed).abstract == "One.\n\nTwo."


def test_an_abstract_is_added_before_the_first_section() -> None:
    """A record without an abstract gets one where readers expect it."""
    text = "---\ntitle: T\n---\n\nSummary.\n\n## Notes\n\nMine.\n"
    assert apply(text, {"abstract": "Abs."}) == text.replace("## Notes", "## Abstract\n\nAbs.\n\n## Notes")


@pytest.mark.parametrize(("text", "line", "what"), [
    ("", 1, "has no front matter"),
    ("title: x\n", 1, "has no front matter"),
    ("---\ntitle: x\n", 1, "front matter is not closed"),
    ("---\ntitle: [x\n---\n", 3, "is not YAML"),
    ("---\ntitle: a: b\n---\n", 2, "is not YAML"),
    ("---\n- title\n---\n", 2, "front matter is not a list of fields"),
    ("---\nyear: 2020\n---\n", 1, "has no title"),
    ("---\ntitle: 12\n---\n", 2, "title is not text"),
    ("---\ntitle: x\nyear: soon\n---\n", 3, "year is not a year"),
    ("---\ntitle: x\nyear: true\n---\n", 3, "year is not a year"),
    ("---\ntitle: x\nauthors: Ann\n---\n", 3, "authors is not a list of texts"),
    ("---\ntitle: x\ntopics: [1]\n---\n", 3, "topics is not a list of texts"),
    ("---\ntitle: x\nlinks: [a]\n---\n", 3, "links is not a mapping of texts"),
    ("---\ntitle: x\nlistings:\n  - nowhere\n---\n", 4, "listings has an item that is no source"),
    ("---\ntitle: x\n\ntopcis: [a]\n---\n", 4, "no field is called topcis"),
    ("---\ntitle: x\narxiv: 2307.02628\n---\n", 3, "arxiv is not text"),
    ("---\ntitle: x\nyear: 2020-13-45\n---\n", 3, "year is not a year"),
])
def test_what_is_wrong_with_a_record_is_told_with_its_line(text: str, line: int, what: str) -> None:
    """Each error names file and line, says what is wrong, and what would be right."""
    _, problems = parse(text, "x", "papers/x.md")
    found = [p for p in problems if p.what.startswith(what)]
    assert found, problems
    assert (found[0].file, found[0].line) == ("papers/x.md", line)
    assert found[0].hint


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LINE = TEXT.map(lambda text: " ".join(text.split()))


@given(title=LINE.filter(bool), authors=st.lists(LINE.filter(bool), max_size=3), venue=LINE,
       links=st.dictionaries(st.sampled_from(["code", "data"]), LINE, max_size=2),
       year=st.none() | st.integers(1900, 2100),
       signals=st.sets(st.builds(Signal, LINE.filter(bool), st.sampled_from(["votes", "stars"]), st.integers(0, 10**9),
                                 st.sampled_from(["", "2026-03-01", "2025-12-31"])), max_size=3))
def test_what_is_composed_is_what_is_read(title: str, authors: list[str], venue: str, links: dict[str, str],
                                          year: int | None, signals: set[Signal]) -> None:
    """Whatever a title or name says, the record that is written reads back as the same paper."""
    kept = {(one.source, one.what, one.at): one for one in signals}
    paper = Paper("x", title, tuple(authors), year, venue, links=links, signals=tuple(sorted(kept.values())))
    again = read(compose(paper, {"title": "1@a"}))
    assert (again.title, again.authors, again.venue, again.links, again.year, again.signals) == (
        title, tuple(authors), venue, links, year, paper.signals)


PARAGRAPHS = st.lists(LINE.filter(bool), min_size=1, max_size=3).map("\n\n".join)


@given(abstract=PARAGRAPHS, summary=PARAGRAPHS)
def test_an_abstract_never_becomes_structure(abstract: str, summary: str) -> None:
    """No paragraph of an abstract or a summary is ever taken for a heading, a fence or front matter."""
    text = apply(compose(Paper("x", "T"), {}), {"summary": summary, "abstract": abstract})
    paper = read(text)
    assert (paper.summary, paper.abstract, paper.sections) == (summary, abstract, ())


@THOROUGH
@given(st.sampled_from(["title", "venue", "arxiv", "doi"]), LINE.filter(bool))
def test_replacing_a_field_changes_that_field_alone(name: str, value: str) -> None:
    """After any replacement the front matter is YAML in which only that field differs."""
    changed = apply(EDITED, {name: value})
    before, after = (yaml.safe_load(text.split("---\n")[1]) for text in (EDITED, changed))
    assert after == {**before, name: value}
    assert changed.split("---\n", 2)[2] == EDITED.split("---\n", 2)[2]


def test_topics_keep_their_terms_and_weights(tmp_path: Any) -> None:
    """A topic's terms are plain phrases or phrases with a weight; anything else is a located problem."""
    (tmp_path / "b.md").write_text("---\ntitle: B\norder: 1\nmatch:\n  - tiny nets: 2.5\n  - INT8\n---\n\nIntro.\n")
    (tmp_path / "a.md").write_text("---\ntitle: A\nmatch: [x, [y]]\n---\n")
    topics, problems = records.read_topics(tmp_path)
    assert [t.id for t in topics] == ["b", "a"]
    assert [(t.text, t.weight) for t in topics[0].match] == [("tiny nets", 2.5), ("INT8", 1.0)]
    assert topics[0].body == "Intro."
    assert [(p.line, p.what) for p in problems] == [(3, "match has an item that is no term")]
