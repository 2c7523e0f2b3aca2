"""A review shows what a change does to readers: everything that differs, nothing else, and no foreign markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from papershelf import config
from papershelf.commands.diff import show
from papershelf.model import Mention, Paper, Problem, Related, Shelf, TagUse, Term, Topic, TopicUse
from papershelf.review import Difference, Edition, compare
from papershelf.review.sides import side_by_side

Run = Callable[..., Result]
HERE = Path(__file__).parent
TOPICS = (Topic("nets", "Nets", scope="All nets.", match=(Term("net"),)), Topic("maps", "Maps"))
ONE = Paper("one", "One net", authors=("Ann Lee",), year=2020, summary="A net.",
            topics=(TopicUse("nets", ("net",)),), tags=(TagUse("GSM8K", "dataset", "We use GSM8K."),))
TWO = Paper("two", "Two maps", summary="A map.", topics=(TopicUse("maps", ("front matter",)),),
            related=(Related("one", 0.5, ("net",)),), mentions=(Mention("one", "OneNet", "Like OneNet."),))


def address(slug: str) -> str:
    return f"papers/{slug}/"


def edition(*papers: Paper, topics: tuple[Topic, ...] = TOPICS, texts: dict[str, str] | None = None,
            problems: tuple[Problem, ...] = ()) -> Edition:
    """A shelf of papers with a page for each paper and topic, and a redirect for each alias."""
    return Edition(
        Shelf(papers, topics),
        {**{address(p.slug): p.title for p in papers}, **{f"topics/{t.id}/": t.title for t in topics}},
        {address(alias): address(p.slug) for p in papers for alias in p.aliases},
        {f"papers/{p.slug}.md": f"{p.title}\n{p.summary}\n" for p in papers} | (texts or {}),
        problems,
    )


def changed(before: Edition, after: Edition) -> Difference:
    return compare(before, after, address)


def names(moves: object) -> dict[str, tuple[list[str], list[str]]]:
    return {move.of: ([r.name for r in move.gained], [r.name for r in move.lost]) for move in moves}  # type: ignore[attr-defined]


def test_the_same_shelf_differs_in_nothing() -> None:
    """Two equal editions have an empty difference, and counts that are equal."""
    difference = changed(edition(ONE, TWO), edition(ONE, TWO))
    assert difference.is_empty
    assert all(count.before == count.after for count in difference.counts)


def test_a_new_paper_is_shown_with_what_it_has() -> None:
    """Title, authors, summary, topics and tags of a new paper; its page; the papers that now lead to it."""
    lead = replace(TWO, related=(Related("new", 0.5, ("net",)),))
    new = replace(ONE, slug="new", title="New net")
    difference = changed(edition(ONE, TWO), edition(ONE, lead, new))
    (shown,) = difference.added
    assert (shown.title, shown.authors, shown.summary) == ("New net", "Ann Lee", "A net.")
    assert names(shown.has) == {"main topic": (["Nets"], []), "tags": (["GSM8K"], [])}
    assert [one.name for one in difference.pages_added] == ["papers/new/"]
    assert [one.title for one in difference.affected] == ["Two maps"]
    assert names(difference.affected[0].moves) == {"related papers": (["New net"], ["One net"])}
    assert difference.edited == ()


def test_an_edited_paper_is_shown_field_by_field() -> None:
    """Facts before and after; topics, tags and links gained and lost, with the reason."""
    after = replace(ONE, title="One big net", year=2021, topics=(TopicUse("maps", ("map",)),), tags=())
    difference = changed(edition(ONE, TWO), edition(after, TWO))
    (shown,) = difference.edited
    assert [(fact.name, fact.before, fact.after) for fact in shown.facts] == [
        ("title", "One net", "One big net"), ("year", "2020", "2021")]
    assert names(shown.moves) == {"main topic": (["Maps"], ["Nets"]), "tags": ([], ["GSM8K"])}
    assert shown.moves[0].gained[0].why == "map"
    assert [(topic.title, topic.before, topic.after) for topic in difference.topics] == [("Maps", 1, 2), ("Nets", 1, 0)]


def test_a_paper_with_a_new_address_is_the_same_paper() -> None:
    """A record that is renamed and keeps its old name as an alias is renamed, not gone; nothing is broken."""
    after = replace(ONE, slug="uno", aliases=("one",))
    lead = replace(TWO, related=(Related("uno", 0.5, ("net",)),), mentions=(Mention("uno", "OneNet", "Like OneNet."),))
    difference = changed(edition(ONE, TWO), edition(after, lead))
    assert [(one.old, one.new) for one in difference.renamed] == [("papers/one/", "papers/uno/")]
    assert difference.merged == difference.gone == difference.broken == difference.added == difference.affected == ()
    assert [(one.old, one.new) for one in difference.pages_gone] == [("papers/one/", "papers/uno/")]
    assert difference.topics == ()


def test_a_merged_paper_leads_to_the_one_that_it_became_part_of() -> None:
    """Two records that become one are told as merged; the other's address leads on."""
    difference = changed(edition(ONE, TWO), edition(replace(TWO, aliases=("one",), related=(), mentions=())))
    assert [(one.old_title, one.new_title) for one in difference.merged] == [("One net", "Two maps")]
    assert difference.renamed == difference.gone == difference.broken == ()


def test_an_address_without_a_successor_is_broken() -> None:
    """A page or a redirect that is gone and leads nowhere is told, with what it was."""
    difference = changed(edition(replace(ONE, aliases=("uno",)), TWO), edition(TWO))
    assert [(one.name, one.why) for one in difference.broken] == [
        ("papers/one/", "One net"), ("papers/uno/", "papers/one/")]
    assert [one.old_title for one in difference.gone] == ["One net"]


def test_topics_that_come_go_and_change() -> None:
    """New topics, gone ones, and those whose text or terms changed."""
    after = (replace(TOPICS[0], scope="Small nets.", match=(Term("net", 2),)), Topic("new", "New"))
    difference = changed(edition(ONE), edition(ONE, topics=after))
    told = {topic.title: (topic.what, [(fact.name, fact.before, fact.after) for fact in topic.facts])
            for topic in difference.topics}
    assert told == {"Maps": ("gone", []), "New": ("new", []), "Nets": ("", [
        ("scope", "All nets.", "Small nets."), ("match", "net: 1", "net: 2")])}


def test_mistakes_that_a_change_brings_and_mends() -> None:
    """Only what is wrong now and was not before is a new error; one that moved to another line is not."""
    old, same, new = (Problem("papers/x.md", line, "wrong-type", f"is {line}", "fix it") for line in (1, 2, 3))
    moved = replace(same, line=9)
    difference = changed(edition(ONE, problems=(old, same)), edition(ONE, problems=(moved, new)))
    assert (difference.errors, difference.fixed) == ((new,), 1)


def test_texts_stand_side_by_side() -> None:
    """Lines have their numbers, words that differ are marked, and far lines are left out."""
    before = "".join(f"line {n}\n" for n in range(20))
    text = side_by_side("a.md", before, before.replace("line 10\n", "line ten\nand more\n"))
    (hunk,) = text.hunks
    assert [(row.left, row.right) for row in hunk][3:5] == [(11, 11), (None, 12)]
    assert [(piece.text, piece.differs) for piece in hunk[3].right_pieces] == [("line ", False), ("ten", True)]
    assert len(hunk) == 8


LINES = st.lists(st.text("ab ", max_size=6), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_both_texts_can_be_read_from_the_sides(before: str, after: str) -> None:
    """Every line of a hunk is whole on its side: nothing is invented and nothing is lost."""
    old, new = before.splitlines(), after.splitlines()
    text = side_by_side("a.md", before, after)
    assert bool(text.hunks) == (old != new)
    for row in (row for hunk in text.hunks for row in hunk):
        assert row.left is None or "".join(piece.text for piece in row.left_pieces) == old[row.left - 1]
        assert row.right is None or "".join(piece.text for piece in row.right_pieces) == new[row.right - 1]
        assert row.same == (row.left is not None and row.right is not None and old[row.left - 1] == new[row.right - 1])


HOSTILE = ("<img src=x onerror=alert(1)> [x](javascript:y) @everyone #1 https://elsewhere.example "
           "www.elsewhere.example `{{ 7*7 }}`")


class Page(HTMLParser):
    """Collects elements, and what would act."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.acting += [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def everything_hostile() -> Difference:
    """A difference in whose every part somebody wrote markup."""
    paper = replace(ONE, title=HOSTILE, authors=(HOSTILE,), summary=HOSTILE, venue=HOSTILE,
                    topics=(TopicUse("nets", (HOSTILE,)),), tags=(TagUse(HOSTILE, "dataset", HOSTILE),))
    return changed(
        edition(ONE, replace(paper, slug="gone"), texts={"a.md": "old\n"}),
        edition(paper, replace(paper, slug="new"), topics=(Topic("nets", HOSTILE, scope=HOSTILE, body=HOSTILE),),
                texts={"a.md": f"  {HOSTILE}\n"}, problems=(Problem(HOSTILE, 1, "dead-link", HOSTILE, HOSTILE),)))


def test_the_page_is_self_contained_and_shows_text_as_text() -> None:
    """The HTML loads nothing, runs nothing, and shows what people wrote letter by letter."""
    html = show(everything_hostile(), HOSTILE, config.load(None))["html"]
    page = Page()
    page.feed(html)
    assert page.acting == []
    assert not page.tags & {"img", "script", "a", "link", "iframe", "form", "object"}
    assert f"  {HOSTILE}" in page.text
    assert "default-src 'none'" in html


def test_a_comment_calls_nobody_and_leads_nowhere() -> None:
    """In the Markdown no text of people becomes markup, a link, a mention of a person, or a number of an issue."""
    markdown = show(everything_hostile(), HOSTILE, config.load(None))["markdown"]
    assert not re.search(r"@\w|[^&]#\d|https?://|www\.\w|<img|\]\(|\{\{", markdown)
    assert set(re.findall(r"<(/?\w+)", markdown)) <= {"details", "/details", "summary", "/summary"}


def test_a_comment_stays_short() -> None:
    """However large a change is, its comment is one that forges take."""
    papers = [replace(ONE, slug=f"p{n}", title=f"{HOSTILE} {n}" * 5, summary=HOSTILE * 20) for n in range(300)]
    markdown = show(changed(edition(), edition(*papers)), "main", config.load(None))["markdown"]
    assert len(markdown) <= 60_000
    assert "300 new papers" in markdown


@pytest.fixture
def docs(tmp_path: Path, run: Run) -> Path:
    """A shelf of the invented listings, in a repository of its own."""
    folder = tmp_path / "repository" / "docs"
    run("import", *sorted((HERE / "shelf").glob("*.txt")), "--docs", folder)
    git = ["git", "-C", str(folder.parent), "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run([*git, *command], check=True)
    return folder


def test_diff_compares_with_a_revision(docs: Path, tmp_path: Path, run: Run) -> None:
    """An edit that is not committed is shown against the last commit, as HTML and as Markdown."""
    record = docs / "papers" / "pocketnet-tiny-networks-for-old-phones.md"
    record.write_text(record.read_text().replace("PocketNet", "TrouserNet", 1))
    run("diff", "HEAD", "--docs", docs, "--html", tmp_path / "d.html", "--markdown", tmp_path / "d.md")
    assert "### 1 paper edited" in (tmp_path / "d.md").read_text()
    assert "<mark>TrouserNet</mark>" in (tmp_path / "d.html").read_text()


def test_diff_compares_with_a_folder(docs: Path, tmp_path: Path, run: Run) -> None:
    """Another shelf's folder does as well, without git; the Markdown goes to standard output."""
    other = shutil.copytree(docs, tmp_path / "other")
    assert "Nothing: the site is the same" in run("diff", other, "--docs", docs).output
    (docs / "papers" / "pocketnet-tiny-networks-for-old-phones.md").unlink()
    out = run("diff", other, "--docs", docs).output
    assert "### 1 paper gone" in out
    assert "papers/pocketnet-tiny-networks-for-old-phones/ was PocketNet: " in out


@pytest.mark.parametrize("base", ["no-such-branch", "--output=/tmp/x", "HEAD:docs", ""])
def test_diff_refuses_what_is_no_base(docs: Path, base: str, run: Run) -> None:
    """A base that is neither a folder nor a revision is wrong usage, and is never taken for an option of git."""
    assert "give a branch, a tag, a commit, or a folder" in run("diff", "--docs", docs, "--", base, status=2).output


def test_diff_tells_mistakes_that_a_change_brings(docs: Path, run: Run) -> None:
    """A record that was broken since the base is in the review and makes the status 1."""
    (docs / "papers" / "broken.md").write_text("---\ntitle: [\n---\n")
    out = run("diff", "HEAD", "--docs", docs, status=1).output
    assert "### 1 new error in files" in out
    assert "papers/broken.md, line 3: is not YAML" in out


@pytest.mark.parametrize(("old", "new", "word"), [
    ("arxiv: null", "arxiv: null\ntopics: [nosuch]", "there is no topic nosuch"),
    ("\n---\n", "\n---\n\nSee [it](nowhere.md).\n", "the link to nowhere.md leads nowhere"),
])
def test_diff_tells_what_check_would_tell(docs: Path, run: Run, old: str, new: str, word: str) -> None:
    """Errors between files count, too: a topic that there is not, a link that leads nowhere."""
    record = docs / "papers" / "pocketnet-tiny-networks-for-old-phones.md"
    text = record.read_text("utf-8")
    assert old in text
    record.write_text(text.replace(old, new, 1), "utf-8")
    assert word in run("diff", "HEAD", "--docs", docs, status=1).output
