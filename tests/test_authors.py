"""Authors: who has a page, what it shows, and how the index leads to it."""

from __future__ import annotations

import json

from papershelf import pages
from papershelf.model import MapLayout, Page, Paper, Profile, Shelf
from test_pages import make, markdown


def paper(slug: str, *authors: str, year: int | None = None) -> Paper:
    """A paper by authors."""
    return Paper(slug, title=f"On {slug}", authors=authors, year=year)


def test_an_author_of_two_papers_has_a_page_with_papers_co_authors_and_years() -> None:
    """One of a single paper has none; a name that a paper says twice counts once."""
    made = make(paper("a", "Ada Reed", "Bo Lund", year=2020), paper("b", "Ada Reed", "Bo Lund", year=2023),
                paper("c", "Cy Moor", "Cy Moor"))
    assert {path for path in made if path.startswith("authors/")} == {
        "authors/index.md", "authors/ada-reed.md", "authors/bo-lund.md"}
    page = made["authors/ada-reed.md"].context
    assert [card.title for card in page.cards] == ["On b", "On a"]
    assert (page.count, page.years, page.series) == (2, "2020–2023", ((2020, 1), (2023, 1)))
    assert [(one.title, one.href) for one in page.beside.tags] == [("Bo Lund", "bo-lund.md")]
    assert [one.href for one in made["papers/a.md"].context.authors] == ["../authors/ada-reed.md",
                                                                        "../authors/bo-lund.md"]


def test_the_index_stands_by_family_names_under_letters() -> None:
    """Particles do not count, and each letter is reached from the bar."""
    names = ("Zoe Adams", "Anna van Beek", "山田太郎", "Émile Aubert")
    made = make(paper("a", *names), paper("b", *names))
    page = made["authors/index.md"].context
    assert [(letter, [ref.title for ref, _ in entries]) for letter, _, entries in page.sections[:2]] == [
        ("A", ["Zoe Adams", "Émile Aubert"]), ("B", ["Anna van Beek"])]
    assert [one.title for one in page.jumps] == [letter for letter, _, _ in page.sections]
    assert {ref.title for _, _, entries in page.sections for ref, _ in entries} == set(names)


def test_long_lists_are_paged() -> None:
    """Every paper of an author stands on one of the pages, and every author on one of the index's."""
    many = [f"Ada R{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'abcdefghijklmnopqrstuvwxyz'[n // 26]}" for n in range(650)]
    made = make(paper("a", *many), paper("b", *many), paper("c", many[0]), page_size=2)
    slugs = [card.title for path in ("authors/ada-raa.md", "authors/ada-raa/2.md") for card in made[path].context.cards]
    assert slugs == ["On a", "On b", "On c"]
    listed = [ref.title for path in ("authors/index.md", "browse/author-2.md")
              for _, _, entries in made[path].context.sections for ref, _ in entries]
    assert sorted(listed) == sorted(many)


def test_hostile_names_make_pages_and_no_markup() -> None:
    """No path is taken twice or leaves the folder, and nothing in a name is code."""
    names = ("<script>alert(1)</script>", "../../x", "Index", "A. Reed", "A Reed", "[a](javascript:b)", "{{ 7 * 7 }}")
    files = markdown(paper("a", *names), paper("b", *names))
    paths = [path for path in files if path.startswith("authors/") and path != "authors/index.md"]
    assert len(paths) == len(names)
    assert all(path.count("/") == 1 and ".." not in path for path in paths)
    for path in (*paths, "authors/index.md"):
        text = files[path].split("---\n", 2)[2]
        assert "<script>" not in text
        assert "](javascript:" not in text.replace("\\](", "")


def test_a_shelf_without_authors_says_so() -> None:
    """The index stands, and papers do not lead to it."""
    made = make(paper("a"))
    assert made["authors/index.md"].context.sections == ()
    assert "By author" not in [one.title for one in made["papers/index.md"].context.orders]


def of(profiles: tuple[Profile, ...], *papers: Paper) -> dict[str, Page]:
    """The pages of a shelf with files of authors."""
    book = pages.Book(Shelf(papers, authors=profiles), 2)
    made = pages.make_pages(book, {}, {p.slug: "@misc{x}" for p in papers}, {}, MapLayout())
    return {page.path: page for page in made}


def test_a_file_joins_spellings_and_nobody_else_does() -> None:
    """Papers under each spelling come to one page, at the file's address and under its name; records keep theirs."""
    papers = paper("a", "A. Reed", "Bo Lund"), paper("b", "Ada Reed"), paper("c", "Bo Lund", "Ada M. Reed")
    assert {"authors/a-reed.md", "authors/ada-reed.md"}.isdisjoint(of((), *papers))
    made = of((Profile("ada", "Ada Reed", ("A. Reed", "Ada M. Reed"), orcid="0000-0002-1825-0097",
                       homepage="https://ada.example/", body="Kites, mostly."),), *papers)
    page = made["authors/ada.md"].context
    assert (page.title, page.count, page.intro) == ("Ada Reed", 3, "Kites, mostly.")
    assert [(one.title, one.href) for one in page.ways] == [("Homepage", "https://ada.example/"),
                                                            ("ORCID", "https://orcid.org/0000-0002-1825-0097")]
    assert [(one.title, one.href) for one in made["papers/c.md"].context.authors] == [
        ("Bo Lund", "../authors/bo-lund.md"), ("Ada M. Reed", "../authors/ada.md")]
    assert json.loads(page.linked_data)["about"] == {
        "@type": "Person", "name": "Ada Reed", "alternateName": ["A. Reed", "Ada M. Reed"],
        "sameAs": ["https://ada.example/", "https://orcid.org/0000-0002-1825-0097"]}


def test_two_people_of_one_name_are_kept_apart() -> None:
    """Who lists papers has these alone; the others stay with the file that lists none, or with the name itself."""
    papers = [paper(slug, "Wei Wang", "Bo Lund") for slug in "abcd"]
    second = Profile("wei-wang", "Wei Wang", papers=("b",))
    made = of((second,), *papers)
    assert [card.title for card in made["authors/wei-wang.md"].context.cards] == ["On b"]
    [other] = [path for path in made if path.startswith("authors/wei-wang-")]
    assert [card.title for card in made[other].context.cards] == ["On a", "On c", "On d"]
    assert made["papers/a.md"].context.authors[0].href == f"../{other}"
    assert [one.href.rsplit("/", 1)[-1] for one in made["authors/bo-lund.md"].context.beside.tags] == [
        other.rsplit("/", 1)[-1], "wei-wang.md"]
    made = of((second, Profile("first", "Wei Wang")), *papers)
    assert [card.title for card in made["authors/first.md"].context.cards] == ["On a", "On c", "On d"]
    assert not [path for path in made if path.startswith("authors/wei-wang-")]


def test_a_venue_has_other_names() -> None:
    """A file of a venue brings the papers of its other names to one page, whatever the year in them."""
    papers = [Paper(slug, f"On {slug}", venue=venue) for slug, venue in (("a", "NIPS 2016"), ("b", "NeurIPS 2022"))]
    book = pages.Book(Shelf(tuple(papers), venues=(Profile("neurips", "NeurIPS", ("NIPS 1987",)),)), 2)
    assert [(one.path, [p.slug for p in one.papers]) for one in book.venues.pages] == [
        ("venues/neurips.md", ["a", "b"])]
