"""Papers one by one and lists of them, in every form that reference managers and tables read.

Each paper is put into each form once, however many lists it is in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import quote

from papershelf.exports.csl import csl_item
from papershelf.exports.embedded import address_of
from papershelf.exports.ris import ris_record
from papershelf.exports.scripts import calling
from papershelf.exports.sheet import csv_row, head_row
from papershelf.exports.shelf_json import paper_data
from papershelf.model import Paper
from papershelf.model.each import Each, one_by_one
from papershelf.text.markdown import escaped


@dataclass(frozen=True, slots=True)
class _Forms:
    ris: str
    csl: str
    csv: str
    json: str
    markdown: str
    line: str


class Forms:
    """The papers of a shelf in every form. `base` is what addresses of its pages begin with."""

    def __init__(self, papers: Sequence[Paper], bibtex: Mapping[str, str], each: Each = one_by_one,
                 base: str = "../../") -> None:
        made = each(partial(_forms_of, base=base), papers, name=attrgetter("slug"))
        self._forms = {paper.slug: forms for paper, forms in zip(papers, made, strict=True)}
        self._bibtex = bibtex

    def papers(self) -> Iterator[tuple[str, str]]:
        """The files of each paper by name: `<slug>.bib`, `.ris`, `.json` as in the contract, and Markdown as `.txt`."""
        for slug, one in self._forms.items():
            yield f"{slug}.bib", self._bibtex[slug]
            yield f"{slug}.ris", one.ris
            yield f"{slug}.json", one.json
            yield f"{slug}.txt", one.markdown

    def scripts(self, coins: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The papers for the reader's list, which loads what it needs of them: scripts by the first sign of a slug,
        each with the head of a table and, by slug, RIS, CSL-JSON, the row of a table, and the ContextObject."""
        for first, slugs in groupby(sorted(self._forms, key=_first), key=_first):
            known = {slug: (one.ris, one.csl, one.csv, coins.get(slug, "")) for slug in slugs
                     for one in (self._forms[slug],)}
            yield f"{first}.js", calling("papershelf.forms", head_row(), known)

    def of_list(self, title: str, said: str, slugs: Sequence[str]) -> Iterator[tuple[str, str]]:
        """A list of papers, in its order, by ending: BibTeX, RIS, CSL-JSON, a table, and Markdown with its title and
        what is said of it."""
        chosen = [self._forms[slug] for slug in slugs]
        yield "bib", "\n".join(self._bibtex[slug] for slug in slugs)
        yield "ris", "\n".join(one.ris for one in chosen)
        yield "csl.json", "[" + ",\n".join(one.csl for one in chosen) + "]\n"
        yield "csv", head_row() + "".join(one.csv for one in chosen)
        yield "txt", "\n\n".join([f"# {escaped(title)}", *([escaped(said)] if said else []),
                                  "\n".join(one.line for one in chosen)]) + "\n"


def _first(slug: str) -> str:
    return slug[0] if slug[0] in ascii_lowercase + digits else "other"


def _forms_of(paper: Paper, base: str) -> _Forms:
    return _Forms(ris_record(paper), json.dumps(csl_item(paper), ensure_ascii=False), csv_row(paper),
                  _lines(paper_data(paper)), _markdown(paper), _line(paper, base))


def _lines(data: Mapping[str, Any]) -> str:
    """An object as JSON, a field on a line; with `indent` the encoder would be the slow one."""
    fields = (f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in data.items())
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _line(paper: Paper, base: str) -> str:
    """A paper in a list, as Markdown."""
    who = ", ".join(paper.authors[:3]) + (" et al." if len(paper.authors) > 3 else "")
    said = " · ".join(filter(None, (escaped(who), escaped(paper.appeared), escaped(paper.summary))))
    return f"- [{escaped(paper.title)}]({base}papers/{quote(paper.slug)}/){f': {said}' if said else ''}"


def _markdown(paper: Paper) -> str:
    """A paper's page as plain Markdown, for readers that want no more than its text."""
    about = [", ".join(map(escaped, paper.authors)), escaped(paper.appeared), address_of(paper)]
    parts = [f"# {escaped(paper.title)}", "\n".join(f"{line}  " for line in about if line), escaped(paper.summary)]
    parts += ["## Abstract", *map(escaped, paper.abstract.split("\n\n"))] if paper.abstract else []
    parts += [f"Topics: {', '.join(use.id for use in paper.topics)}" if paper.topics else "",
              f"Tags: {', '.join(escaped(tag.name) for tag in paper.tags)}" if paper.tags else ""]
    return "\n\n".join(part for part in parts if part) + "\n"
