"""Venues and years: who has a page, what it shows, and how indices and papers lead to it."""

from __future__ import annotations

from papershelf.model import Paper
from test_pages import make, markdown


def paper(slug: str, venue: str = "", year: int | None = None) -> Paper:
    """A paper of a venue and a year."""
    return Paper(slug, title=f"On {slug}", venue=venue, year=year)


SHELF = (paper("a", "KITES 2020", 2020), paper("b", "KITES 2023", 2023), paper("c", "Journal of Tea 4 (2023)", 2023),
         paper("d", "Lamps", 2019), paper("e"))


def test_a_venue_of_two_papers_has_a_page_whatever_the_year() -> None:
    """Its papers stand there with the latest first, and its years lead on; a venue of one paper has no page."""
    made = make(*SHELF)
    assert {path for path in made if path.startswith("venues/")} == {"venues/index.md", "venues/kites.md"}
    page = made["venues/kites.md"].context
    assert [card.title for card in page.cards] == ["On b", "On a"]
    assert (page.title, page.count, page.years) == ("KITES", 2, "2020–2023")
    assert [(one.title, one.href) for one in page.beside.tags] == [("2020", "../years/2020.md"),
                                                                   ("2023", "../years/2023.md")]


def test_every_year_has_a_page() -> None:
    """Its papers and venues; the index has the latest first, under decades."""
    made = make(*SHELF)
    page = made["years/2023.md"].context
    assert [card.title for card in page.cards] == ["On b", "On c"]
    assert [(one.title, one.note) for one in page.beside.tags] == [("KITES", "1 paper")]
    sections = made["years/index.md"].context.sections
    assert [(decade, [ref.title for ref, _ in years]) for decade, _, years in sections] == [
        ("2020–2029", ["2023", "2020"]), ("2010–2019", ["2019"])]


def test_the_list_by_year_leads_to_each_year() -> None:
    """Papers whose year is not known have no such page, and papers by title lead to none."""
    files = markdown(*SHELF)
    assert files["papers/index.md"].count("](../years/") == 3
    assert "](../years/2023.md)" in files["papers/index.md"]
    assert "years/" not in files["browse/title.md"].split("---\n", 2)[2]


def test_a_paper_leads_to_its_venue_and_year() -> None:
    """Both are said as the record says them; what has no page is text."""
    made = make(*SHELF)
    places = {slug: [(one.title, one.href) for one in made[f"papers/{slug}.md"].context.places] for slug in "acde"}
    assert places == {"a": [("KITES", "../venues/kites.md"), ("2020", "../years/2020.md")],
                      "c": [("Journal of Tea 4 (2023)", "")], "d": [("Lamps", ""), ("2019", "../years/2019.md")],
                      "e": []}


def test_indices_lead_to_each_other() -> None:
    """Papers by year, by title, by author and by venue; an order of which there is nothing is left out."""
    made = make(*SHELF)
    assert [(one.title, one.href, one.note) for one in made["venues/index.md"].context.orders] == [
        ("By year", "../papers/index.md", ""), ("By title", "../browse/title.md", ""), ("By venue", "index.md", "here"),
        ("By topic", "../topics/index.md", "")]
    [(letter, _, entries)] = made["venues/index.md"].context.sections
    assert (letter, [(ref.title, count) for ref, count in entries]) == ("K", [("KITES", 2)])


def test_hostile_venues_make_pages_and_no_markup() -> None:
    """No path is taken twice or leaves the folder, and nothing in a venue is code."""
    names = ("<script>alert(1)</script>", "../../x", "Index", "KITES", "kites", "[a](javascript:b)", "{{ 7 * 7 }}")
    files = markdown(*(paper(f"p{n}{m}", name, 2020) for n, name in enumerate(names) for m in range(2)))
    paths = [path for path in files if path.startswith("venues/") and path != "venues/index.md"]
    assert len(paths) == len(names)
    assert all(path.count("/") == 1 and ".." not in path for path in paths)
    for path in (*paths, "venues/index.md", "years/2020.md", "papers/p00.md", "papers/p50.md"):
        text = files[path].split("---\n", 2)[2]
        assert "<script>" not in text
        assert "](javascript:" not in text.replace("\\](", "")
