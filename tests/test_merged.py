"""What is left of a record that became part of another: text that stays text, and everything that its people wrote."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from merged import ATTACKS, RAN, merged
from papershelf.errors import PapershelfError
from papershelf.merge import merge_records
from papershelf.model import Record
from papershelf.records import joined, parse

# What pages and people's Markdown are made of; whatever else stands in the page has come out of a text.
HARMLESS = {"p", "ul", "ol", "li", "a", "h1", "h2", "h3", "h4", "em", "strong", "code", "pre", "span", "div", "details",
            "summary", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "hr", "br", "time",
            "section", "figure", "figcaption", "button", "nav", "header", "footer", "aside", "article", "small"}


class Page(HTMLParser):
    """Collects what a page could run."""

    def __init__(self) -> None:
        super().__init__()
        self.running: list[str] = []
        self.shown = ""

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:")):
                self.running.append(f"{tag} {name}={value}")
        if tag not in HARMLESS:
            self.running.append(tag)


def record(text: str, slug: str = "kept") -> Record:
    found, problems = parse(text, slug, f"papers/{slug}.md")
    assert found is not None, problems
    return found


def both(kept: str, other: str) -> str:
    two = record(kept), record(other, "other")
    return joined(*two, *merge_records(*two))


def test_texts_of_a_merged_record_stay_text(tmp_path: Path) -> None:
    """Titles, names, venue, summary and abstract of the record that goes run nothing and begin no section."""
    text, html = merged(tmp_path)
    page = Page()
    page.feed(html)
    assert page.running == []
    assert [name for name, _ in record(text).paper.sections] == ["From other"]
    assert page.shown.count(RAN) > len(ATTACKS)


def test_everything_beside_the_values_goes_along() -> None:
    """Comments, fields of the person's own, unknown and unreadable ones, notes and odd items stand in a block of code;
    what the kept record has already does not."""
    other = """---
# yaml-language-server: $schema=https://a.example/api/record.schema.json
# by hand
title: Kite  # a toy
x-long:
  - one
  - |
    two ```` three
venue: ICLR
colour: red
year: soon
listings:
  - {file: a.txt, line: 3, note: mine}
  - nowhere
---
"""
    text = both("---\ntitle: Kite\nvenue: ICLR\n---\n", other)
    assert text.partition("## From other")[2] == """

`````yaml
# by hand
title: Kite  # a toy
x-long:
  - one
  - |
    two ```` three
colour: red
year: soon
listings:
  - {file: a.txt, line: 3, note: mine}
  - nowhere
`````
"""


@pytest.mark.parametrize(("other", "rest"), [
    ("{title: Kite, venue: ICLR}\n", ""),
    ("{title: Kite, x-own: 1}\n", "```yaml\n{title: Kite, x-own: 1}\n```"),
    ("x-a: &a Kite\ntitle: *a\n", "```yaml\nx-a: &a Kite\ntitle: *a\n```"),
    ("title: Kite\nvenue: ICLR\nvenue: ICLR\n", "```yaml\nvenue: ICLR\nvenue: ICLR\n```"),
    ("title: Kite\nauthors: [Ann Lee, Cy Dar]\ntags: [SD, GPU]\n", "- authors: Ann Lee, Cy Dar\n\n- tags: SD"),
])
def test_what_differs_is_said_once(other: str, rest: str) -> None:
    """Front matter in braces or with anchors goes along whole if it says more; of lists, what speaks against ours."""
    text = both("---\ntitle: Kite\nauthors: [Ann Lee]\ntags: [-SD]\nvenue: ICLR\n---\n", f"---\n{other}---\n")
    assert text.partition("## From other\n\n")[2].strip() == rest
    assert record(text).paper.decided_tags == (("-SD", "GPU") if "GPU" in other else ("-SD",))


def test_a_merge_that_was_killed_is_finished_once() -> None:
    """Merging again what is merged already, with the other record still there, changes no byte."""
    kept = "---\ntitle: Kite\n---\n\nOurs.\n\n## Notes\n\nA.\n"
    other = "---\n# mine\ntitle: A Kite\nyear: 2020\n---\n\nTheirs.\n\n## Notes\n\n    code\n\n## More\n"
    once = both(kept, other)
    assert both(once, other) == once
    assert once.count("Theirs.") == once.count("# mine") == once.count("    code") == 1
    assert both(once, other.replace("Theirs.", "Others.")).count("## From other") == 1


@pytest.mark.parametrize(("kept", "other", "said"), [
    ("title: Kite\nyear: soon\n", "title: Kite\nyear: 2020\n", "papers/kept.md:3: year cannot be read; fix it"),
    ("title: Kite\nauthors: [Ann,\n  # b\n  Bo]\ntopics: [a, # c\n  b]\n", "title: Kite\ntopics: [c]\n", ""),
    ("title: Kite\naliases: &a [b]\nx-all: *a\n", "title: Kite\n", "papers/kept.md:3: aliases is written in a way"),
    ("title: Kite\n", "title: Kite\n---\n\n```\n", "papers/other.md:5: nothing closes the code or comment"),
    ("title: Kite\n", "title: Kite\n---\n\n## Abstract\n\n## Abstract\n", "papers/other.md:7: section Abstract stands"),
])
def test_what_cannot_be_merged_is_told_with_its_line(kept: str, other: str, said: str) -> None:
    """A record that cannot take what it should stays, and so does the other."""
    texts = [text if "\n---\n" in text else f"{text}---\n" for text in (kept, other)]
    if not said:
        assert both(*(f"---\n{text}" for text in texts)).count("# b") == 1
        return
    with pytest.raises(PapershelfError) as told:
        both(*(f"---\n{text}" for text in texts))
    assert str(told.value).startswith(said)
