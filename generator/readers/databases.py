"""The tagged formats of databases and reference managers: MEDLINE, EndNote, Web of Science, Ovid, RefWorks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papershelf.model import Entry, Problem
from papershelf.readers import tagged
from papershelf.readers.recognition import SIGNED, Recognition, Sample
from papershelf.readers.tagged import Style

# Families and initials without a comma, as these databases write every name: "Reed AB", "de la Cruz J.-P.".
_INITIALS = re.compile(r"(?P<family>[^\W\d_].*?)\s+(?P<initials>(?:[^\W\d_a-z]\.?[\s-]?){1,4})"
                       r"(?P<junior>\s+(?:Jr|Sr|2nd|3rd|II|III)\.?)?")
_TRANSLATED = re.compile(r"\[([^\[\]]+)\]\.?")
_REMARKS = re.compile(r"(?:(?:(?<!\s)\s+)?\[[^\[\]]+\]\.?){1,20}$")
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?\[[^\]]{0,300}\]|(?<=\w)\s*\(\d+\)")
_MARKS = re.compile(r"(?:(?:(?<![\s,])[\s,]+)?[*+]|(?<!\s)\s+\d+(?:,\d+)*){1,40}$")
_TITLES_OF_PEOPLE = re.compile(
    r"(?:(?:^|(?<![\s,])[\s,]+)(?:MD|M\.D\.|PhD|Ph\.D\.|RN|MSc|MPH|BSc|DDS|F[A-Z]{3,5}|MBBS|DPhil|PharmD|MS|BS|BA|EdD|PsyD|MBA|DVM|"
    r"ScD)){1,20}$")
_PEOPLE = {"AU", "AF", "BA", "BF", "CA"}
_SOURCE = re.compile(r"(?P<name>.{1,300}?)\.\s+(?:(?:Vol\.|[A-Z]?\d|\().*|.*?\b(?:1[89]|20)\d\d\b.*)", re.S)


def without_stop(title: str) -> str:
    """A title without the full stop that databases end it with, and out of the brackets of a translated one."""
    title = title.strip()
    if whole := _TRANSLATED.fullmatch(title):
        title = whole[1]
    return title[:-1] if re.search(r"(?<!\.)(?<!\b[A-Z])\.$", title) else title


def family_first(name: str) -> str:
    """`Reed AB` as `Reed, AB`: in these databases what stands last are the initials, whatever it looks like."""
    name = name.strip().rstrip(",;")
    found = _INITIALS.fullmatch(name.rstrip(".") if re.search(r"[A-Z]{2}\.$", name) else name)
    if "," in name or not found:
        return name
    return ", ".join(part.strip() for part in (found["family"], found["junior"] or "", found["initials"]) if part)


def _ovid_title(title: str) -> str:
    return without_stop(_REMARKS.sub("", title)) or without_stop(title)


def _ovid_people(line: str) -> tuple[str, ...]:
    names = [_TITLES_OF_PEOPLE.sub("", _MARKS.sub("", name)).strip(" ,")
             for part in re.split(r"\s{2,}", _IN_BRACKETS.sub("", line)) for name in re.split(r"(?<!\s)\s*;\s*", part)]
    return tuple(family_first(name) for name in names if name)


def _ovid_venue(source: str) -> str:
    """The journal of a whole citation: `Lamp Review. 12(3):1-10, 2020 Mar.`"""
    found = _SOURCE.fullmatch(source)
    return found["name"] if found else source.rstrip(" .")


def _endnote_people(line: str) -> tuple[str, ...]:
    """EndNote ends the name of an institution with a comma, and so do we keep it whole."""
    return (f"{{{line.strip(' ,')}}}",) if line.rstrip().endswith(",") else tagged.one_person(line)


# https://www.nlm.nih.gov/bsd/mms/medlineelements.html
MEDLINE = Style(
    "MEDLINE/PubMed", "TI  - …", re.compile(r"^([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$"), ("PMID", "OWN"), {
        "title": ("TI", "BTI", "TT"), "abstract": ("AB", "OAB"), "authors": ("FAU", "AU"), "groups": ("CN",),
        "year": ("DP", "DEP", "EDAT", "SO"), "venue": ("JT", "BTI", "TA"), "doi": ("LID", "AID"), "url": ("LID",),
        "number": ("PMID",), "notes": ("GN",)},
    without_stop, lambda line: (family_first(line),),
    page="https://pubmed.ncbi.nlm.nih.gov/", end="")
# https://support.clarivate.com: EndNote, "Endnote Tagged Import Format"; refer(1), which it comes from, has no %0.
ENDNOTE = Style(
    "EndNote", "%T …", re.compile(r"^\s{0,2}%([0-9A-Z@!#$&()*+>?^\[~])(?:\s+(.*)|$)"), ("0",), {
        "title": ("T", "Q", "!"), "abstract": ("X",), "authors": ("A", "?"), "year": ("D", "8"),
        "venue": ("J", "B", "S"), "doi": ("R",), "url": ("U", ">"), "notes": ("R", "M", "Z", "U")},
    people=_endnote_people, bare=True, end="")
# https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
WOS = Style(
    "the Web of Science", "TI …", re.compile(r"^([A-Z][A-Z0-9])(?: (.*)|$)"), ("PT",), {
        "title": ("TI",), "abstract": ("AB",), "authors": ("AF", "AU", "BF", "BA"), "groups": ("CA",),
        "year": ("PY", "EY", "EA", "PD"), "venue": ("SO", "CT", "SE"), "doi": ("DI", "D2"), "notes": ("AR", "DL")},
    counts=("TC", "DA", "wos"))
# https://ospguides.ovid.com: the tags of its databases, exported as "Citavi" or "Reprint/Medlars".
OVID = Style(
    "Ovid", "TI  - …", re.compile(r"^ ?([A-Z][A-Z0-9]) {1,2}- ?(.*)$"), ("VN", "DB", "UI", "AN"), {
        "title": ("TI", "OT", "BT"), "abstract": ("AB",), "authors": ("AU", "FA"), "groups": ("CA", "CM"),
        "year": ("YR", "PY", "DP", "DG", "EP", "SO"), "venue": ("JT", "JN", "JA", "TA", "BT", "SO"),
        "doi": ("DO", "DI"), "url": ("UR", "XL")},
    _ovid_title, _ovid_people, _ovid_venue, end="")
# The same with names in the place of tags, and values below them.
OVID_LABELS = Style(
    "Ovid", "Title", re.compile(r"^([A-Z][A-Za-z-]+(?: [A-Za-z-]+){0,3})()[ \t]*$"),
    ("Unique Identifier", "Accession Number", "Score", "Author", "Authors", "Title"), {
        "title": ("Title", "Book Title"), "abstract": ("Abstract",),
        "authors": ("Authors", "Author", "Authors Full Name"), "groups": ("Corporate Author",),
        "year": ("Year of Publication", "Publication Year", "Date of Publication", "Source"),
        "venue": ("Journal Name", "Source"), "doi": ("DOI", "Digital Object Identifier", "DOI Number")},
    _ovid_title, _ovid_people, _ovid_venue, end="")
# https://www.refworks.com/refworks/help/refworks_tagged_format.htm
REFWORKS = Style(
    "RefWorks", "T1 …", re.compile(r"^([A-Z][A-Z0-9])(?: (.*)|$)"), ("RT",), {
        "title": ("T1", "TI"), "abstract": ("AB",), "authors": ("A1", "AU"), "year": ("YR", "FD"),
        "venue": ("JF", "JO", "T2", "T3"), "doi": ("DO",), "url": ("LK", "UL"), "notes": ("NO", "JF", "AN")})

# https://www.cochranelibrary.com: citations exported as plain text.
COCHRANE = Style(
    "the Cochrane Library", "TI: …", re.compile(r"^([A-Z][A-Z0-9]{1,2}): (.*)$"), ("ID",), {
        "title": ("TI",), "abstract": ("AB",), "authors": ("AU",), "year": ("YR",), "venue": ("SO",), "doi": ("DOI",),
        "url": ("US",)},
    without_stop, lambda line: (family_first(line),), end="")

STYLES = {"medline": (MEDLINE,), "endnote": (ENDNOTE,), "wos": (WOS,), "ovid": (OVID, OVID_LABELS),
          "refworks": (REFWORKS,), "cochrane": (COCHRANE,)}
# The Web of Science's other export: the tags as names of columns, a record a line, semicolons between names.
_COLUMNS = re.compile(r"\ufeff?PT\t(?:[A-Z][A-Z0-9]\t)+.*\bTI\b.*")


def confidence(sample: Sample, name: str) -> Recognition:
    """The text begins with a record of the format of that name."""
    if name == "wos" and _COLUMNS.match(sample.head):
        return Recognition(SIGNED, "its columns are called as the tags of the Web of Science")
    return max(tagged.confidence(sample, style) for style in STYLES[name])


def read(text: str, source: str, name: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of an export in the format of that name, in their order; a record without a title is a problem."""
    columns = _columns(text) if name == "wos" and _COLUMNS.match(text) else None
    sample = Sample(text)
    style = max(STYLES[name], key=lambda one: tagged.confidence(sample, one).score)
    return tagged.read(text, source, style, columns)


def _columns(text: str) -> Iterator[tagged.Found]:
    """The rows of a table whose columns are called as the tags."""
    head, *rows = text.lstrip("\ufeff").split("\n")
    for number, row in enumerate(rows, 2):
        if row.strip():
            cells = zip(head.split("\t"), row.split("\t"), strict=False)
            yield tagged.Found(number, {tag.strip(): [re.sub(r";\s*", "\n", cell) if tag in _PEOPLE else cell.strip()]
                                        for tag, cell in cells if cell.strip()})


def people_of(text: str) -> tuple[str, ...]:
    """The names in a line of families and initials, as databases of medicine write it: `Reed A, Finch BC.`"""
    text = re.sub(r"(?:,|(?<!\s))\s+et al\.?$", "", text.strip())
    return tuple(family_first(name) for name in re.split(r"[,;]\s*", text.rstrip(".")) if name)
