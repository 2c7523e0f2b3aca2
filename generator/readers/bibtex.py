"""BibTeX and BibLaTeX files: what the fields of their entries mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from papershelf.model import Entry, Problem, Source
from papershelf.readers import fields as f
from papershelf.readers import signals
from papershelf.readers.bibtex_entries import Found, confidence, entries_of
from papershelf.readers.bibtex_names import authors
from papershelf.readers.bibtex_text import ungrouped
from papershelf.text import ids

__all__ = ["confidence", "read"]

# Whole volumes, which are there for the papers that refer to them.
_VOLUMES = {"proceedings", "mvproceedings", "periodical"}
# What gives fields to other entries and is no paper.
_NO_PAPERS = {"xdata"}
_VENUES = ("booktitle", "journal", "journaltitle", "eventtitle", "school", "institution", "howpublished")
_ADDRESSES = (
    ("code", ("code", "github", "software", "repository")),
    ("project", ("project", "projectpage", "website", "webpage", "homepage")),
    ("data", ("data", "dataset")),
    ("demo", ("demo", "video")),
    ("", ("url", "ee", "link", "howpublished", "note", "bdsk-url-1")),
    ("pdf", ("pdf",)),
)
_INHERITED = ("year", "date", "month", "publisher", "series", "eventtitle")


def read(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a BibTeX file in their order.

    In: the file's text and name. Out: entries with their text as found (LaTeX and all, without braces that only
    protect), each at the line of its `@`; a problem for every entry that is broken, has no title, or is a volume that
    holds papers. Of a broken entry that has a title the fields that are whole are read.
    """
    found = entries_of(text)
    by_key: dict[str, Mapping[str, str]] = {}
    for item in found:
        if item.key:
            by_key.setdefault(item.key.lower(), item.values)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in found:
        if item.kind in _NO_PAPERS:
            continue
        read_as = _entry(item, source, by_key) if item.values or not item.what else None
        entries += [read_as] if isinstance(read_as, Entry) else []
        if item.what:
            problems.append(_problem(item, source, rejects=read_as is None and item.kind != "string"))
        elif isinstance(read_as, Problem):
            problems.append(read_as)
    if not found:
        problems.append(Problem(source, 1, "no-papers",
                                "holds no papers", "save a file with entries such as @article{key, …}"))
    return entries, problems


def _problem(item: Found, source: str, *, rejects: bool = True) -> Problem:
    kind = "macro" if item.kind == "string" else "entry"
    name = f"the {kind} `{item.key}` " if item.key else f"{'an' if kind == 'entry' else 'a'} {kind} "
    return Problem(source, item.line, item.code, name + item.what, item.hint, rejects=rejects)


def _entry(item: Found, source: str, by_key: Mapping[str, Mapping[str, str]]) -> Entry | Problem:
    values = {**_inherited(item.values, by_key), **{k: v for k, v in item.values.items() if v.strip()}}
    title = ungrouped(values.get("title", "")).strip()
    if item.kind in _VOLUMES:
        volume = item._replace(code="no-paper",
                               what=f"is a volume (@{item.kind}) and no paper", hint="list its papers as entries")
        return _problem(volume, source)
    if not title:
        return _problem(item._replace(code="no-title", what="has no title", hint="give it title = {…}"), source)
    if subtitle := ungrouped(values.get("subtitle", "")).strip():
        title = f"{title}: {subtitle}"
    venue = ungrouped(next((values[name].strip() for name in _VENUES if name in values), ""))
    where = f.places(_addresses(values), arxiv=_arxiv(values), doi_field=values.get("doi", ""))
    return Entry(
        title=title,
        source=Source(source, item.line),
        abstract=ungrouped(values.get("abstract", "")).strip(),
        authors=authors(values.get("author", "")),
        year=f.year(values.get("year", "")) or f.year(values.get("date", "")) or f.year(values.get("month", "")),
        venue="" if f.is_preprint_server(venue) or "://" in venue else venue,
        arxiv=where.arxiv,
        doi=where.doi,
        links=where.links,
        signals=(*signals.counted("wos", "citations", values.get("times-cited", "").strip("{} "), "", source),
                 *signals.in_notes(values.get("note", ""), source)),
    )


def _inherited(values: Mapping[str, str], by_key: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What an entry has of others: of those that its `xdata` names all, of the volume that its `crossref` names where
    and when it appeared; the volume's title is the entry's `booktitle`."""
    parent = by_key.get(values.get("crossref", "").strip().lower(), {})
    parent = {**_shared(parent, by_key), **parent}
    own = {name: parent[name] for name in _INHERITED if parent.get(name, "").strip()}
    title = parent.get("booktitle", "").strip() or parent.get("title", "").strip()
    volume = {"booktitle": title} if title and not values.get("journal") else {}
    return {**own, **volume, **_shared(values, by_key)}


def _shared(values: Mapping[str, str], by_key: Mapping[str, Mapping[str, str]],
            seen: frozenset[str] = frozenset()) -> dict[str, str]:
    """The fields of the entries that `xdata` names, and of those that these name in turn."""
    shared: dict[str, str] = {}
    for key in (key.strip().lower() for key in values.get("xdata", "").split(",")):
        if key in by_key and key not in seen:
            shared = {**_shared(by_key[key], by_key, seen | {key}), **by_key[key], **shared}
    return shared


def _arxiv(values: Mapping[str, str]) -> str:
    kind = f.first(values, "archiveprefix", "eprinttype").strip(" {}").lower()
    for name in ("arxiv", "arxivid", "arxiv_id", "eprint"):
        if (name != "eprint" or kind in ("", "arxiv")) and (found := ids.arxiv_id(values.get(name, "").strip(" {}"))):
            return found
    return next((found for name in ("journal", "howpublished", "note", "volume", "number", "annote", "eprint")
                 if (found := ids.arxiv_in(values.get(name, "")))), "")


def _addresses(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kind, names in _ADDRESSES:
        yield from ((kind, values[name]) for name in names if name in values)
