"""Papers one by one and lists of them, in every form that reference managers and tables read.

Each paper is put into each form once, however many lists it is in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from papershelf.exports.csl import csl_item
from papershelf.exports.embedded import address_of
from papershelf.exports.ris import ris_record
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


class Forms:
    """The papers of a shelf in every form."""

    def __init__(self, papers: Sequence[Paper], bibtex: Mapping[str, str], each: Each = one_by_one) -> None:
        made = each(partial(_forms_of), papers, name=attrgetter("slug"))
        self._forms = {paper.slug: forms for paper, forms in zip(papers, made, strict=True)}
        self._bibtex = bibtex

    def papers(self) -> Iterator[tuple[str, str]]:
        """The files of each paper by name: `<slug>.bib`, `.ris`, `.json` as in the contract, and Markdown as `.txt`."""
        for slug, one in self._forms.items():
            yield f"{slug}.bib", self._bibtex[slug]
            yield f"{slug}.ris", one.ris
            yield f"{slug}.json", one.json
            yield f"{slug}.txt", one.markdown

    def of_list(self, slugs: Sequence[str]) -> Iterator[tuple[str, str]]:
        """A list of papers, in its order, by ending: BibTeX, RIS, CSL-JSON and a table."""
        chosen = [self._forms[slug] for slug in slugs]
        yield "bib", "\n".join(self._bibtex[slug] for slug in slugs)
        yield "ris", "\n".join(one.ris for one in chosen)
        yield "csl.json", "[" + ",\n".join(one.csl for one in chosen) + "]\n"
        yield "csv", head_row() + "".join(one.csv for one in chosen)


def _forms_of(paper: Paper) -> _Forms:
    return _Forms(ris_record(paper), json.dumps(csl_item(paper), ensure_ascii=False), csv_row(paper),
                  json.dumps(paper_data(paper), ensure_ascii=False, indent=1) + "\n", _markdown(paper))


def _markdown(paper: Paper) -> str:
    """A paper's page as plain Markdown, for readers that want no more than its text."""
    about = [", ".join(map(escaped, paper.authors)), escaped(paper.appeared), address_of(paper)]
    parts = [f"# {escaped(paper.title)}", "\n".join(f"{line}  " for line in about if line), escaped(paper.summary)]
    parts += ["## Abstract", *map(escaped, paper.abstract.split("\n\n"))] if paper.abstract else []
    parts += [f"Topics: {', '.join(use.id for use in paper.topics)}" if paper.topics else "",
              f"Tags: {', '.join(escaped(tag.name) for tag in paper.tags)}" if paper.tags else ""]
    return "\n\n".join(part for part in parts if part) + "\n"
