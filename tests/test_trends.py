"""What trends: which papers, in which span of time, for which reasons, and what shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papershelf import pages, trends
from papershelf.map import with_names
from papershelf.model import (
    Day,
    Mention,
    Paper,
    Period,
    Reason,
    Related,
    Shelf,
    Signal,
    Source,
    Topic,
    TopicUse,
    listings_of,
)
from papershelf.render import render
from support import ROOT
from test_pages import FIGURES

CUPS, POTS = Topic("cups", "Cups"), Topic("pots", "Pots & pans")


def paper(slug: str, *dates: str, year: int | None = 2020, topic: str = "cups") -> Paper:
    """A paper in a listing of each date."""
    return Paper(slug, f"On {slug}", year=year, topics=(TopicUse(topic, ("cup",)),), listings=tuple(
        Source(f"{date}.txt", 1, date) for date in dates))


def found(papers: Sequence[Paper]) -> dict[str, Period]:
    """The periods of a shelf of these papers, by name."""
    return {one.name: one for one in trends.periods(papers, listings_of(papers))}


def reasons(period: Period) -> dict[str, list[tuple[str, int]]]:
    """Kind and count of each paper's reasons."""
    return {one.slug: [(why.kind, why.count) for why in one.reasons] for one in period.trends}


AGAIN = tuple(paper(slug, "2025-01-01", "2025-03-10") for slug in "abc")


def test_the_newest_listing_says_when_now_is() -> None:
    """A week is seven days up to the newest listing, and a listing of the eighth is not in it."""
    papers = (*AGAIN, *(paper(f"w{n}", "2025-01-01", "2025-03-04") for n in range(3)),
              *(paper(f"m{n}", "2025-01-01", "2025-03-03") for n in range(3)))
    made = found(papers)
    assert set(reasons(made["week"])) == {"a", "b", "c", "w0", "w1", "w2"}
    assert set(reasons(made["month"])) == {*reasons(made["week"]), "m0", "m1", "m2"}
    assert (str(made["week"].first), str(made["week"].last)) == ("2025-03-04", "2025-03-10")


def test_what_is_listed_again_is_told_with_its_first_listing() -> None:
    """A paper of the week that an earlier listing had trends; one that is new does not for being new."""
    made = found((*AGAIN, paper("new", "2025-03-10")))["week"]
    assert reasons(made) == {slug: [("again", 1)] for slug in "abc"}
    assert made.trends[0].reasons[0].names == ("2025-01-01.txt",)


def test_a_month_of_the_same_listings_is_no_second_list() -> None:
    """Where a month holds no listing but the week's, the week alone is shown, and all time."""
    assert list(found(AGAIN)) == ["week", "all"]


def test_without_a_year_there_is_no_now() -> None:
    """Listings that say no year leave all time, in which several listings speak for a paper."""
    made = found([paper(slug, "03-11", "03-17", year=None) for slug in "abc"])
    assert {name: reasons(one) for name, one in made.items()} == {"all": {slug: [("listed", 2)] for slug in "abc"}}


def test_too_little_is_no_trend() -> None:
    """A span with two papers is left out, and so is everything of an empty shelf."""
    assert found(AGAIN[:2]) == {}
    assert found(()) == {}


def test_newer_papers_that_mention_a_paper_speak_for_it() -> None:
    """In a week those that are new in it count, of all time those of a later year; more mentions come first."""
    new = tuple(paper(f"new{n}", "2025-03-10", year=2024) for n in range(3))
    old = tuple(replace(paper(f"old{n}", "2025-01-01", year=2021), mentioned_by=tuple(
        Mention(one.slug, "Cup", "It beats Cup.") for one in (*new[n:], paper("old0", year=2020))))
        for n in range(3))
    made = found((*new, *old))
    assert reasons(made["week"]) == {f"old{n}": [("mentioned", 3 - n)] for n in range(3)}
    assert reasons(made["all"]) == reasons(made["week"])
    assert [one.slug for one in made["week"].trends] == ["old0", "old1", "old2"]


def test_counts_speak_where_they_stand_out_and_are_of_the_time() -> None:
    """A count is held against those of the same source; in a week only one that says a day of it counts."""
    def with_votes(number: int, at: str) -> Paper:
        return replace(paper(f"p{number:02}", "2025-01-01"), signals=(Signal("hub", "votes", number, at),))

    papers = (paper("now", "2025-03-10"), *(with_votes(n, "2025-03-09") for n in range(12)),
              *(with_votes(n, "2025-01-09") for n in range(20, 24)), with_votes(50, ""))
    made = found(papers)
    assert reasons(made["all"]) == {f"p{n}": [("signal", n)] for n in (50, 23, 22, 21)}
    assert "week" not in made
    late = found((paper("now", "2025-03-10"), *(with_votes(n, "2025-03-09") for n in range(12))))["week"]
    assert late.trends[0].reasons == (Reason("signal", 11, "votes", "hub", Day.parse("2025-03-09")),)
    assert found((paper("now", "2025-03-10"), *(with_votes(n, "2025-03-09") for n in range(3)))) == {}


def test_the_centre_of_a_topic_that_grows_speaks_for_a_paper() -> None:
    """A topic grows where its share of the new papers is twice what it had."""
    before = [paper(f"b{n:02}", "2025-01-01", topic="cups" if n < 18 else "pots") for n in range(20)]
    new = [replace(paper(f"n{n}", "2025-03-10", topic="pots"), related=(Related("b19", .9, ()), Related("n1", .5, ())))
           for n in range(4)]
    made = found((*AGAIN, *before, *new))["week"]
    again = {slug: [("again", 1)] for slug in "abc"}
    assert reasons(made) == {**again, "b19": [("central", 4)], "n1": [("central", 4)]}
    assert made.trends[-1].reasons[0].names == ("pots",)


def shown(papers: Sequence[Paper]) -> dict[str, str]:
    """The Markdown of a shelf of these papers."""
    listings = listings_of(papers)
    shelf = Shelf(tuple(papers), (CUPS, POTS), (), listings)
    book = pages.Book(shelf, 2, periods=trends.periods(papers, listings))
    made = pages.make_pages(book, {}, {p.slug: "@misc{}" for p in papers}, {},
                            with_names({}, tuple(papers), (CUPS, POTS)))
    files = render(made, [ROOT / "templates" / "pages"], pages.Site("Shelf", "", "", ""), FIGURES)
    return {path: data.decode() for path, data in files.items()}


def test_the_page_and_the_home_page_say_why() -> None:
    """Each reason leads to the page that shows it, and the home page to all of them."""
    files = shown(AGAIN)
    assert "[listed again, first in Listing of 1 January 2025](listings/2025-01-01.md)" in files["trending.md"]
    assert "## This week {: #week }" in files["trending.md"]
    assert "](trending.md)" in files["index.md"]
    assert files["index.md"].count("listed again") == 3


def test_where_nothing_trends_the_page_says_so() -> None:
    """Its address stays, and the home page has no empty row."""
    files = shown((paper("a", "2025-03-10"),))
    assert "Too little speaks for any paper yet." in files["trending.md"]
    assert "What trends" not in files["index.md"]


def test_hostile_sources_are_text() -> None:
    """Who counts what is a field of a record, and no markup."""
    bad = '<img src=x onerror="alert(1)"> [a](javascript:b) {{ 7 * 7 }}'
    papers = [replace(one, signals=(Signal(bad, bad, n),)) for n, one in enumerate((*AGAIN, paper("d", "2025-03-10")))]
    text = shown(papers)["trending.md"].split("---\n", 2)[2]
    assert "by &#60;img" in text or "by &lt;img" in text
    assert not [sign for sign in ("<img", "{{", "](javascript") if sign in text]
