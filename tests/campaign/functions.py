"""Every function that gets a stranger's text: readers by the table of formats, repairs, and what a build does to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from papershelf import clean, exports, links, merge, records, search, tags, topics
from papershelf.clean.urls import hide
from papershelf.commands.import_ import repaired
from papershelf.model import Entry, Paper, Shelf, Source, Term, Topic
from papershelf.readers import FORMATS, read_data, recognise
from papershelf.render import escape
from papershelf.text.names import atoms, without_urls
from papershelf.text.slugs import heading_slug, name_slug, title_key, title_slug
from papershelf.text.words import Stemmer, fold, sentences, tokens, without_trailing

Act = Callable[[str], object]
_STEMMER = Stemmer("english")
_TOPICS = (Topic("kites", "Kites", match=(Term("kites"), Term("wind of the sea", 3))),
           Topic("nets", "Nets", match=(Term("a"), Term("nets"))))


def readers() -> Mapping[str, Act]:
    """The readers, by name of the format."""
    return {form.name: partial(_read, form.read) for form in FORMATS}


def _read(read: Callable[[str, str], object], text: str) -> object:
    return read(text.replace("\r\n", "\n").replace("\r", "\n"), "x")  # as `decode` leaves it


def whole(text: str) -> object:
    """A file as `import` reads it, by its content."""
    return read_data(text.encode("utf-8", "replace"), "x")


def repairs() -> Mapping[str, Act]:
    """Every repair, and what they make together."""
    single = {f"clean.{one.__module__.rpartition('.')[2]}.{one.__name__}": one for one in clean.CLEANERS}
    return {**single, "clean_title": clean.clean_title, "clean_name": clean.clean_name, "clean_url": clean.clean_url,
            "urls_in": clean.urls_in, "clean_abstract": partial(_abstract), "hide": hide}


def _abstract(text: str) -> object:
    return clean.clean_abstract(text, "Kites")


def texts() -> Mapping[str, Act]:
    """What several stages ask of a text."""
    return {
        "recognise": recognise, "fold": fold, "sentences": sentences, "tokens": lambda text: list(tokens(text)),
        "atoms": atoms, "without_urls": without_urls, "without_trailing": without_trailing, "escape": escape,
        "title_slug": title_slug, "name_slug": name_slug, "heading_slug": heading_slug,
        "title_key": title_key, "stem": Stemmer("english"),
        "text_links": links.text_links, "records.parse": lambda text: records.parse(text, "x", "x.md"),
        "bibtex": lambda text: exports.bibtex([Paper("x", text, (text,), venue=text)]),
        "ris": lambda text: exports.to_ris([Paper("x", text, (text,), abstract=text)]),
        "csv": lambda text: exports.to_csv([Paper("x", text, (text,), abstract=text)]),
    }


def stages() -> Mapping[str, Act]:
    """What an import and a build do to a paper whose title or abstract a text is."""
    return {
        "repaired": lambda text: repaired(Entry(text, Source("x", 1), text, (text,), venue=text, links={"code": text})),
        "merge": lambda text: merge.merge([Entry(text, Source("x", 1), text, (text,))], []),
        "classify": lambda text: topics.classify(_papers(text), _TOPICS, _STEMMER),
        "tag": lambda text: tags.tag(_papers(text), (), _STEMMER),
        "link": lambda text: links.link(_papers(text), _TOPICS, _STEMMER, count=6),
        "search": lambda text: search.index(
            Shelf(tuple(_papers(text)), _TOPICS), {("paper", slug): f"papers/{slug}.md" for slug in "xyz"}, _STEMMER),
    }


def _papers(text: str) -> list[Paper]:
    return [Paper("x", text, abstract=text), Paper("y", "Kites", abstract="Kites fly."), Paper("z", text)]


def many() -> Iterator[tuple[str, Callable[[int], list[Entry]]]]:
    """Lists of entries that a merge might compare each with each: name, and the list of a length."""
    def entries(title: str, **fields: str) -> Callable[[int], list[Entry]]:
        def made(count: int) -> list[Entry]:
            return [Entry(title.format(n=n, letters=_letters(n)), Source("x", n + 1), **{
                name: value.format(n=n) for name, value in fields.items()}) for n in range(count)]
        return made

    yield "one title", entries("Kites fly")
    yield "one title, other authors", lambda count: [
        Entry("Kites fly", Source("x", n + 1), authors=(f"Ada {_letters(n)}",)) for n in range(count)]
    yield "one title, other identifiers", entries("Kites fly", arxiv="2001.{n:05}")
    yield "titles that differ by a number", entries("A survey of kites that fly over the sea, part {n}")
    yield "titles that differ by a word", entries("A survey of kites that fly over the sea in {letters}")
    yield "titles of one word", entries("{letters}")
    yield "one abstract", entries("{letters} kites", abstract="wind " * 200)
    yield "one identifier", entries("{letters}", arxiv="2001.00001")
    yield "one identifier, other links", lambda count: [
        Entry("Kites fly", Source("x", n + 1), arxiv="2001.00001", links={"code": f"https://github.com/a/b{n}"})
        for n in range(count)]
    yield "one identifier, other notes", entries("Kites fly", arxiv="2001.00001", notes="Note {n}.")
    yield "one DOI", entries("{letters}", doi="10.1/x")


def _letters(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
        if not number:
            return f"w{letters}"
