"""Tables: what columns may be called, workbooks of Excel, and what a sheet holds besides papers."""

from __future__ import annotations

import io
import sys
import warnings
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from papershelf.model import Entry
from papershelf.readers import csv_records, read_data


@pytest.mark.parametrize("header", [
    "Title,Authors,Year,Journal", "Titel,Autoren,Jahr,Zeitschrift",
    "Titel des Beitrags,Autor*innen,Erscheinungsjahr,Quelle",
    "Titre,Auteurs,Année,Revue", "Título,Autores,Año de publicación,Revista", "Título do artigo,Autor(es),Ano,Revista",
    "Titolo,Autore/i,Anno di pubblicazione,Rivista", "Titel,Auteurs,Jaar,Tijdschrift", "Tytuł,Autorzy,Rok,Czasopismo",
    "Название,Авторы,Год,Журнал", "标题,作者,年份,期刊", "タイトル,著者,発行年,雑誌名", "제목,저자,연도,저널",
    "Başlık,Yazarlar,Yıl,Dergi", "Titel,Författare,År,Tidskrift", "Název,Autoři,Rok,Časopis",
    "Title-题名,Author-作者,Year-年,Source-文献来源", "Paper,Authors,Year,Venue",
    "Name,Authors,Year,Conference / Journal"])
def test_columns_are_known_in_many_languages(header: str) -> None:
    """The four columns of a table are read whatever the language of their names."""
    row = "Kites that steer,Ada Reed; Bo Finch,2021,Annals of Kites"
    (entry,), problems = csv_records.read(f"{header}\n{row}\n", "x.csv")
    assert (entry.title, entry.authors, entry.year, entry.venue, problems) == (
        "Kites that steer", ("Ada Reed", "Bo Finch"), 2021, "Annals of Kites", [])


@pytest.mark.parametrize("header", ["Name,E-Mail,Year", "Paper,Price,Stock", "Sub-title,Pages,Size"])
def test_columns_of_other_things_are_no_papers(header: str) -> None:
    """A table of which no column holds titles gives no paper."""
    entries, problems = csv_records.read(f"{header}\na,b,c\n", "x.csv")
    assert (entries, problems[0].what) == ([], "no column is called `title`")


def book_of(**sheets: list[list[Any]]) -> bytes:
    """The bytes of a workbook with these sheets; a cell `(text, address)` is a link."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for n, row in enumerate(rows, 1):
            for m, cell in enumerate(row, 1):
                at = sheet.cell(n, m, cell[0] if isinstance(cell, tuple) else cell)
                if isinstance(cell, tuple):
                    at.hyperlink = cell[1]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def facts(entry: Entry) -> tuple[Any, ...]:
    return entry.source.file, entry.source.line, entry.title, entry.authors, entry.year


def test_a_workbook_reads_as_its_tables() -> None:
    """Every sheet with a column of titles is read, at its rows; dates, whole numbers and links are what cells show."""
    data = book_of(
        First=[["What we read"], [], ["Title", "Authors", "Year", "Code", "Cited by"],
               [("Kites that steer", "https://arxiv.org/abs/2103.00001"), "Ada Reed; Bo Finch", 2021.0,
                ("code", "https://github.com/a/b"), 7], [], ["", "Cy Heron", 2020, "", ""]],
        Prices=[["Item", "Price"], ["string", 3]],
        More=[["Titel", "Datum"], ["Knoten", date(2020, 3, 1)]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        entries, problems = read_data(data, "list.xlsx")
    assert list(map(facts, entries)) == [
        ("list.xlsx", 4, "Kites that steer", ("Ada Reed", "Bo Finch"), 2021),
        ("list.xlsx (More)", 2, "Knoten", (), 2020)]
    assert (entries[0].arxiv, dict(entries[0].links)) == ("2103.00001", {"code": "https://github.com/a/b"})
    assert [(signal.what, signal.count) for signal in entries[0].signals] == [("citations", 7)]
    assert [str(problem) for problem in problems] == ["list.xlsx:6: a paper without a title; fill in its title"]


def test_a_workbook_that_holds_none_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """No column of titles, a broken archive, and a library that is not installed are each one message."""
    assert [p.what for p in read_data(book_of(A=[["Item", "Price"]]), "a.xlsx")[1]] == [
        "no sheet has a row that names a column `title`"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")
    assert read_data(out.getvalue(), "b.xlsx")[1][0].what.startswith("is no workbook that can be read")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (problem,) = read_data(out.getvalue(), "c.xlsx")[1]
    assert "papershelf[xlsx]" in problem.hint
