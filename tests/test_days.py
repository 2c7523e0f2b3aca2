"""Days of listings: one order for all of them, years from what tells them, and listings that people name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Day, ListingFile, Paper, Source, dated, days_of, listings_of

Run = Callable[..., Result]
days = st.builds(lambda year, month, day: Day.parse(f"{year}{month:02}-{day:02}"),
                 st.sampled_from(["", "2024-", "2025-"]), st.integers(1, 12), st.integers(1, 31))


@given(days, days)
def test_days_have_one_order(one: Day, other: Day) -> None:
    """A day that says its year comes after those that do not; known days follow the calendar."""
    assert Day() <= one
    if bool(one.year) != bool(other.year) and one and other:
        assert (one > other) == bool(one.year)
    elif one.year and other.year:
        assert (one < other) == (str(one) < str(other))
    assert Day.parse(str(one)) == one


@pytest.mark.parametrize(("date", "file", "given", "full"), [
    ("12-31", "2025-12-31.txt", "", "2025-12-31"), ("01-02", "saved-2025-12-31.txt", "2024-01-02", "2026-01-02"),
    ("12-31", "hf_2025.txt", "", "2025-12-31"), ("12-31", "000_f8ce2025b1b7b81b.txt", "", "12-31"),
    ("12-31", "a.txt", "2026-01-03", "2025-12-31"), ("", "a.txt", "2026-01-03", "2026-01-03"),
    ("", "20251231.json", "", "2025-12-31"), ("", "acl-2025.bib", "", ""), ("2024-02-29", "2025.txt", "", "2024-02-29"),
])
def test_a_year_comes_from_the_name_then_from_a_person(date: str, file: str, given: str, full: str) -> None:
    """The file's name counts before what was given; a listing that says its year keeps it."""
    assert str(dated(Day.parse(date), file, [], Day.parse(given) or None)) == full


def test_across_new_year_the_newest_listing_is_the_newest() -> None:
    """Without any year, 31 December comes before 2 January and 11 March before 7 May."""
    for earlier, later in (("12-31", "01-02"), ("03-11", "05-07")):
        found = days_of({"b": (Day.parse(earlier), ()), "a": (Day.parse(later), ())})
        assert found["b"] < found["a"]


def paper(slug: str, *sources: tuple[str, str]) -> Paper:
    return Paper(slug, slug, listings=tuple(Source(file, n, date) for n, (file, date) in enumerate(sources, 1)))


def test_listings_have_titles_that_people_can_read() -> None:
    """By what a person wrote, by the day, by a file's name that says something, else by place; twins are told apart."""
    files = [("my papers.bib", ""), ("002_874c1ff710621b99.txt", ""), ("a.txt", "2025-03-11"), ("b.txt", "2025-03-11"),
             ("c.txt", "2025-05-07"), ("d.txt", "2025-06-01")]
    found = listings_of([paper("k", *files)], [ListingFile("c", "Spring reading", url="https://a.example/")])
    assert {one.file: one.title for one in found} == {
        "my papers.bib": "Listing my papers.bib", "002_874c1ff710621b99.txt": "Listing 1",
        "a.txt": "Listing of 11 March 2025 (1 of 2)", "b.txt": "Listing of 11 March 2025 (2 of 2)",
        "c.txt": "Spring reading", "d.txt": "Listing of 1 June 2025"}


def test_a_paper_is_new_once() -> None:
    """It is new in the first listing with a date, whatever lists it without one, and only there."""
    found = listings_of([paper("a", ("my.bib", ""), ("b.txt", "2025-01-02"), ("c.txt", "2024-12-31")),
                         paper("z", ("my.bib", ""))])
    assert {one.file: one.new for one in found} == {"my.bib": ("z",), "c.txt": ("a",), "b.txt": ()}


LISTING = "Dec 31\n\nNets that sleep at night\n\nWe put nets to sleep, which saves a third of the power at no loss.\n\n"
OTHER = LISTING.replace("Dec 31", "Jan 2").replace("Nets that sleep at night", "Nets that wake at dawn")


@pytest.fixture
def shelf(tmp_path: Path, run: Run) -> Path:
    """A shelf of two listings, one on each side of New Year."""
    for name, text in (("2025-12-31.txt", LISTING), ("dawn.txt", OTHER)):
        (tmp_path / name).write_text(text)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\nsite_url: https://x.example/\ntheme: papershelf\nplugins: [papershelf]\n")
    run("import", tmp_path / "2025-12-31.txt", "--config", tmp_path / "mkdocs.yml")
    run("import", tmp_path / "dawn.txt", "--config", tmp_path / "mkdocs.yml", "--date", "2026-01-05")
    return tmp_path


def test_full_dates_are_written_and_importing_again_changes_nothing(shelf: Path, run: Run) -> None:
    """Records say the year; a record that says month and day alone stays as it is."""
    record = shelf / "docs" / "papers" / "nets-that-sleep-at-night.md"
    dawn = record.with_name("nets-that-wake-at-dawn.md")
    assert 'date: "2025-12-31"' in record.read_text()
    assert 'date: "2026-01-02"' in dawn.read_text()
    dawn.write_text(dawn.read_text().replace("2026-01-02", "01-02"))
    before = [path.read_bytes() for path in (record, dawn)]
    for name in ("dawn.txt", "2025-12-31.txt"):
        run("import", shelf / name, "--config", shelf / "mkdocs.yml")
    assert [path.read_bytes() for path in (record, dawn)] == before


def test_home_feed_and_digest_agree_on_what_is_new(shelf: Path, run: Run) -> None:
    """The listing of 2 January is the latest on every page, and the newsletter since December has both."""
    listings = shelf / "docs" / "listings"
    listings.mkdir()
    (listings / "dawn.md").write_text("---\ntitle: Dawn\nurl: https://dawn.example/\n---\n\nSaved at dawn.\n")
    run("pages", "--config", shelf / "mkdocs.yml")
    built = shelf / "build" / "docs"
    home, feed = (built / "index.md").read_text(), (built / "feed.xml").read_text()
    assert home.index("[Dawn]") < home.index("[Listing of 31 December 2025]")
    assert feed.index("2026-01-02T") < feed.index("2025-12-31T")
    assert "1970" not in feed
    page = (built / "listings" / "dawn.md").read_text()
    assert all(text in page for text in ("# Dawn", "Saved at dawn.", "(https://dawn.example/)", "2 January 2026"))
    assert "2 papers" in run("digest", "--since", "12-30", "--config", shelf / "mkdocs.yml").output
    assert "1 paper." in run("digest", "--since", "2026-01-01", "--config", shelf / "mkdocs.yml").output


def test_a_wrong_date_is_refused(tmp_path: Path, run: Run) -> None:
    """A day that there is not, or without a year, is wrong usage."""
    for date in ("2025-02-30", "03-11", "soon"):
        assert "give --date 2025-03-11" in run("import", tmp_path / "x", "--date", date, status=2).output
