"""What reference managers and search engines read in built pages, by their own rules."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from papershelf import exports, records
from papershelf.model import Paper, Source
from support import small_shelf

LISTED = (Source("spring.txt", 1, "2024-04-02"),)
PAPERS = {paper.slug: paper for paper in (
    Paper("preprint", "Kites <b>& strings</b>", ("Ada Reed", "Ludwig van der Berg", "Martin Luther King Jr."), 2024,
          arxiv="2401.00001", listings=LISTED),
    Paper("conference", 'Kettles "that" sing', ("Bo Finch",), 2023, "KITES 2023", doi="10.1000/Tea.7", listings=LISTED),
    Paper("journal", "Spoons", ("Cy Lee",), 2022, "Journal of Kites", links={"pdf": "https://kites.org/s.pdf"},
          listings=LISTED),
    Paper("thesis", "Forks of my own", ("Di Hill",), 2021, "PhD thesis, Lamp University", listings=LISTED),
    Paper("book", "All about cups", ("Ed Moor",), 2020, "Lamp University Press", listings=LISTED),
    Paper("report", "Plates counted", ("Lamp Institute",), 2019, "Technical report, Lamp Institute", listings=LISTED),
    Paper("bare-venue", "Lamps", ("山田 太郎", "Lamp Institute of Berg"), 2019, "KITES 2023", listings=LISTED),
    Paper("bare", "=1+1 Nothing is known", listings=LISTED),
)}
PEOPLE = {"preprint": [("Ada", "Reed"), ("Ludwig", "van der Berg"), ("Martin Luther Jr.", "King")],
          "conference": [("Bo", "Finch")], "journal": [("Cy", "Lee")], "thesis": [("Di", "Hill")],
          "book": [("Ed", "Moor")], "report": [("", "Lamp Institute")],
          "bare-venue": [("太郎", "山田"), ("", "Lamp Institute of Berg")], "bare": []}
KINDS = {"preprint": "preprint", "conference": "conferencePaper", "journal": "journalArticle", "thesis": "thesis",
         "book": "book", "report": "report", "bare-venue": "conferencePaper", "bare": "preprint"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small shelf of every kind of record, built."""
    folder = tmp_path_factory.mktemp("cited")
    small_shelf(folder)
    (folder / "docs" / "papers").mkdir(exist_ok=True)
    for paper in PAPERS.values():
        (folder / "docs" / "papers" / f"{paper.slug}.md").write_text(records.compose(paper, {}), "utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"], cwd=folder, check=False,
                          capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return folder / "site"


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")


# The tags of *Embedded Metadata* that name an item's type, and its fields.
TYPES = {"citation_journal_title": "journalArticle", "citation_technical_report_institution": "report",
         "citation_conference_title": "conferencePaper", "citation_book_title": "bookSection",
         "citation_dissertation_institution": "thesis"}
FIELDS = {"citation_title": "title", "citation_publication_date": "date", "citation_journal_title": "publicationTitle",
          "citation_conference_title": "conferenceName", "citation_dissertation_institution": "university",
          "citation_technical_report_institution": "institution", "citation_publisher": "publisher",
          "citation_doi": "DOI", "citation_public_url": "url", "citation_pdf_url": "pdf"}


def item_of(soup: BeautifulSoup) -> dict[str, Any]:
    """What Zotero saves of a page by its *Embedded Metadata*: RDF's type before that of a tag, a site's name as the
    publication where no other is said, two comma-parted names of two words each as two people."""
    item: dict[str, Any] = {"creators": [], "tags": []}
    guess = ""
    for tag in soup.find_all("meta", content=True):
        name, value = str(tag.get("name") or tag.get("property") or ""), str(tag["content"])
        if name == "z:itemType":
            item["itemType"] = value
        if name == "og:site_name":
            item.setdefault("publicationTitle", value)
        guess = TYPES.get(name, guess or ("journalArticle" if name == "citation_title" else ""))
        if name in FIELDS:
            item[FIELDS[name]] = value
        if name == "citation_keywords":
            item["tags"] += value.split(";")
        if name == "citation_author":
            item["creators"] += list(map(person, people(value)))
    item.setdefault("itemType", guess)
    return item


def people(value: str) -> list[str]:
    parts = [part.strip() for part in value.split(";")]
    if len(parts) == 1:
        by_comma = value.split(",")
        if len(by_comma) > 1 and " " in by_comma[0].strip() and " " in by_comma[1].strip():
            parts = by_comma
    return [part for part in parts if part]


def person(name: str) -> tuple[str, str]:
    """First and last name as `cleanAuthor` parts them: a comma that ends a name says that it is but one."""
    if "," in name:
        last, _, first = name.rstrip(", ").partition(",")
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first, last


@pytest.mark.parametrize("slug", PAPERS)
def test_zotero_saves_a_page_as_the_paper(site: Path, slug: str) -> None:
    """Type, title, creators with their particles, date, ids and PDF are the paper's, and nothing is the site's."""
    paper, item = PAPERS[slug], item_of(page(site, f"papers/{slug}"))
    assert item["itemType"] == KINDS[slug]
    assert item["title"] == paper.title
    assert item.get("date", "") == str(paper.year or "")
    assert item.get("DOI", "") == paper.doi
    assert len(item["creators"]) == len(paper.authors)
    venues = {item.get(field) for field in ("publicationTitle", "conferenceName", "university", "publisher",
                                            "institution")} - {None}
    assert venues == ({paper.venue} if paper.venue else set())
    assert item.get("pdf", "") == {"preprint": "https://arxiv.org/pdf/2401.00001",
                                   "journal": "https://kites.org/s.pdf"}.get(slug, "")


def test_particles_and_juniors_stay_with_their_names(site: Path) -> None:
    """A particle belongs to the family's name, an institution has but one, and nobody becomes two people."""
    assert item_of(page(site, "papers/preprint"))["creators"] == PEOPLE["preprint"]
    assert item_of(page(site, "papers/report"))["creators"] == PEOPLE["report"]
    assert item_of(page(site, "papers/bare-venue"))["creators"] == PEOPLE["bare-venue"]


# The formats of a ContextObject that name an item's type by themselves, and the genres of a book's.
FORMATS = {"journal": "journalArticle", "book": "book", "dissertation": "thesis", "dc": "webpage"}
GENRES = {"proceeding": "conferencePaper", "conference": "conferencePaper", "report": "report",
          "bookitem": "bookSection", "document": "document"}


def coins_item(query: str) -> dict[str, Any]:
    """What Zotero saves of a ContextObject: the type by format and genre, or that of Dublin Core where it knows it."""
    said = parse_qs(query, keep_blank_values=True)
    form = said["rft_val_fmt"][0].rpartition(":")[2]
    kind = FORMATS[form]
    if form == "book":
        kind = GENRES.get(said.get("rft.genre", [""])[0], kind)
    elif form == "dc":
        kind = said.get("rft.type", [kind])[0]
    title = "rft.atitle" if kind in ("journalArticle", "conferencePaper") else (
        "rft.btitle" if form == "book" else "rft.title")
    return {"itemType": kind, "title": said[title][0], "date": said.get("rft.date", [""])[0],
            "creators": [person(one) for one in (*said.get("rft.au", []), *said.get("rft.creator", []))],
            "id": said.get("rft_id", [""])[0]}


@pytest.mark.parametrize("path", ["listings/spring", "papers", "years/2019", "venues/kites"])
def test_zotero_saves_a_whole_list(site: Path, path: str) -> None:
    """Every paper of a list has a ContextObject with its type, title, creators, date and identifier; a paper's own page
    has none, so that it is saved as itself."""
    found = [coins_item(str(span["title"])) for span in page(site, path).find_all("span", class_="Z3988")]
    there = [paper for paper in PAPERS.values() if path in ("listings/spring", "papers") or (
        paper.year == 2019 if path == "years/2019" else paper.venue.startswith("KITES"))]
    assert sorted(found, key=str) == sorted([
        {"itemType": KINDS[paper.slug], "title": paper.title, "date": str(paper.year or ""),
         "creators": PEOPLE[paper.slug],
         "id": f"info:doi/{paper.doi}" if paper.doi else exports.address_of(paper)} for paper in there], key=str)
    assert not page(site, "papers/preprint").find_all("span", class_="Z3988")


@pytest.mark.parametrize("slug", PAPERS)
def test_a_page_is_linked_data(site: Path, slug: str) -> None:
    """JSON-LD says the article as the record does, whatever its title would do to HTML."""
    soup, paper = page(site, f"papers/{slug}"), PAPERS[slug]
    [script] = soup.find_all("script", type="application/ld+json")
    data = json.loads(script.string)
    assert (data["@type"], data["name"]) == ("ScholarlyArticle", paper.title)
    assert [one["name"] for one in data.get("author", [])] == list(paper.authors)
    assert data.get("datePublished", "") == str(paper.year or "")


def test_a_list_is_linked_data(site: Path) -> None:
    """A list says its papers in their order, at addresses that are there."""
    soup = page(site, "listings/spring")
    [script] = soup.find_all("script", type="application/ld+json")
    entries = json.loads(script.string)["mainEntity"]["itemListElement"]
    assert sorted(one["name"] for one in entries) == sorted(paper.title for paper in PAPERS.values())
    assert [one["position"] for one in entries] == list(range(1, len(PAPERS) + 1))
    for one in entries:
        path = urlsplit(urljoin("https://kites.org/listings/spring/", one["url"])).path
        assert (site / path.removeprefix("/shelf").strip("/") / "index.html").is_file()


@pytest.mark.parametrize("path", ["", "papers/preprint", "listings/spring", "search"])
def test_every_page_says_as_of_when(site: Path, path: str) -> None:
    """The day is that of the newest listing, and no clock's; browsers find the search, readers both feeds."""
    soup = page(site, path)
    assert [(one["datetime"], one.text) for one in soup.select(".md-footer time")] == [
        ("2024-04-02", "As of 2 April 2024")]
    assert soup.select_one('link[rel=search][href$="opensearch.xml"]')
    kinds = {str(one["type"]) for one in soup.select('link[rel~=alternate][href$="feed.xml"], '
                                                     'link[rel~=alternate][href$="feed.json"]')}
    assert kinds == {"application/atom+xml", "application/feed+json"}


def test_what_the_head_of_a_page_names_is_there(site: Path) -> None:
    """Every other form of a page, feed and data file that any head links is a file of the site; prose has Markdown."""
    forms = set()
    for path in sorted(site.rglob("index.html")):
        for link in page(site, path.parent.relative_to(site).as_posix()).head.select("link[type][href]"):
            if "://" not in link["href"]:
                forms.add(str(link["type"]))
                assert (path.parent / str(link["href"])).resolve().is_file(), (path, link)
    assert {"text/markdown", "application/x-bibtex", "application/feed+json"} <= forms
    assert page(site, "contributing").select_one('link[type="text/markdown"][href="../api/pages/contributing.txt"]')


@pytest.mark.parametrize("slug", PAPERS)
def test_a_paper_can_be_taken_away(site: Path, slug: str) -> None:
    """The page links its data, its citations and its text, and each file is there."""
    links = page(site, f"papers/{slug}").find_all("link", type=True)
    files = {str(one["type"]): site / "papers" / slug / str(one["href"]) for one in links
             if "api/papers/" in one["href"]}
    assert json.loads(files["application/json"].read_text("utf-8"))["title"] == PAPERS[slug].title
    assert files["application/x-bibtex"].read_text("utf-8").startswith("@")
    assert files["application/x-research-info-systems"].read_text("utf-8").startswith("TY  - ")
    assert files["text/markdown"].read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("path", ["listings/spring", "years/2019", "venues/kites"])
def test_a_list_can_be_taken_away(site: Path, path: str) -> None:
    """The files beside a list have all of its papers, and a table runs no formula."""
    soup = page(site, path)
    there = {slug for slug, paper in PAPERS.items() if path == "listings/spring" or (
        paper.year == 2019 if path == "years/2019" else paper.venue.startswith("KITES"))}
    files = {one.text: site / path / str(one["href"]) for one in soup.find_all("a", download=True)}
    assert list(files) == ["BibTeX", "RIS", "CSL-JSON", "CSV"]
    assert files["BibTeX"].read_text("utf-8").count("\n@") + 1 == len(there)
    assert files["RIS"].read_text("utf-8").count("TY  - ") == len(there)
    items = {one["id"]: one for one in json.loads(files["CSL-JSON"].read_text("utf-8"))}
    assert items.keys() == there
    assert items.get("thesis", {"type": "thesis"})["type"] == "thesis"
    assert items.get("book", {"publisher": "Lamp University Press"})["publisher"] == "Lamp University Press"
    rows = {row["slug"]: row["title"] for row in csv.DictReader(io.StringIO(files["CSV"].read_text("utf-8")))}
    assert rows.keys() == there
    assert rows.get("bare", "'=1+1 Nothing is known") == "'=1+1 Nothing is known"


def test_the_readers_list_finds_every_form(site: Path) -> None:
    """A script by the first sign of slugs has the papers' RIS, CSL-JSON, row and ContextObject."""
    text = (site / "api" / "forms" / "b.js").read_text("utf-8")
    head, papers = json.loads(f"[{text.removeprefix('papershelf.forms(').removesuffix(');' + chr(10))}]")
    assert head.startswith('"slug"')
    assert papers.keys() == {"book", "bare", "bare-venue"}
    ris, csl, row, coins = papers["book"]
    assert (ris[:2], json.loads(csl)["id"], row[:6]) == ("TY", "book", '"book"')
    assert coins_item(coins)["itemType"] == "book"
