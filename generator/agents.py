"""Questions of programs to a shelf, with answers that say where they are from: what `papershelf mcp` serves.

Everything comes from the shelf's own data: the papers in the form of the JSON export, the index of the search, and the
citations. Nothing is fetched and nothing is written. An answer has at most `MOST_BYTES`, and says what it left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from papershelf.errors import PapershelfError
from papershelf.search.analysis import key
from papershelf.search.engine import search
from papershelf.search.opened import Facet, Index
from papershelf.search.why import passage, reasons

MOST_BYTES = 4000
# The names of what answers are made of, beside the files of the search index.
PAPERS, AUTHORS, CITATIONS = "papers.json", "authors.json", "citations.json"
# What the page of an author says beside its papers.
_SAID = ("address", "also", "orcid", "homepage")
Answer = dict[str, Any]


class Desk:
    """A shelf that answers. `load` gives the shelf's data by name: the files of the search index, `PAPERS`, `AUTHORS`
    and `CITATIONS`; `site_url` is what addresses begin with."""

    def __init__(self, load: Callable[[str], bytes], site_url: str = "") -> None:
        self._load, self._site_url = load, site_url.rstrip("/")

    @cached_property
    def _index(self) -> Index:
        return Index(self._load)

    @cached_property
    def _papers(self) -> Mapping[str, Mapping[str, Any]]:
        return {paper["slug"]: paper for paper in json.loads(self._load(PAPERS))["papers"]}

    @cached_property
    def _authors(self) -> Sequence[Mapping[str, Any]]:
        """The people who have pages."""
        return list(json.loads(self._load(AUTHORS))["authors"])

    @cached_property
    def _citations(self) -> Mapping[str, str]:
        return dict(json.loads(self._load(CITATIONS)))

    @cached_property
    def _slugs(self) -> Sequence[str]:
        """The slugs of papers by their number in the index."""
        paths = (self._index.card(number).path for number in range(self._index.papers))
        return [path.rsplit("/", 1)[-1].removesuffix(".md") for path in paths]

    def search(self, query: str, limit: int = 8) -> Answer:
        """Papers that answer a query, best first, each with the words that it has and the sentence that says most."""
        found = search(self._index, query)
        results = []
        for number in found.papers[:max(1, limit)]:
            why = reasons(self._index, found, number)
            results.append({**self._brief(self._slugs[number]), "has": list(why.words) or "close in meaning",
                            "evidence": passage(self._index, found.found, number)})
        return within({"query": query, "count": len(found.papers), "papers": results})

    def paper(self, slug: str) -> Answer:
        """A paper: its facts, summary, topics with the words for them, tags with the sentences that name them."""
        paper = self._of(slug)
        return within({
            **self._brief(slug), "authors": paper["authors"], "venue": paper["venue"], "arxiv": paper["arxiv"],
            "doi": paper.get("doi"), "links": paper["links"], "summary": paper["summary"],
            "abstract": paper["abstract"], "introduces": paper["introduces"],
            "topics": [{"id": use["id"], "evidence": use["evidence"]} for use in paper["topics"]],
            "tags": [{"name": tag["name"], "kind": tag["kind"], "evidence": tag["evidence"]} for tag in paper["tags"]]})

    def related(self, slug: str) -> Answer:
        """Papers that are near a paper, that it names, or that name it, each with the reason."""
        paper = self._of(slug)
        return within({
            **self._brief(slug),
            "related": [{**self._brief(one["slug"]), "reasons": one["reasons"]} for one in paper["related"]],
            "mentions": [{**self._brief(one["slug"]), "evidence": one["sentence"]} for one in paper["mentions"]],
            "mentioned_by": [{**self._brief(one["slug"]), "evidence": one["sentence"]}
                             for one in paper.get("mentioned_by", ())]})

    def topic(self, name: str) -> Answer:
        """A topic by its id or title: its papers, the newest first, each with the words that put it there."""
        facet = self._facet("topic", name)
        chosen = facet.path.rsplit("/", 1)[-1].removesuffix(".md")
        papers = [(self._papers[slug], use["evidence"]) for slug in self._newest(facet.papers)
                  for use in self._papers[slug]["topics"] if use["id"] == chosen]
        return within({"topic": chosen, "title": facet.name, "address": self._address(f"topics/{chosen}/"),
                       "count": len(papers),
                       "papers": [{**self._brief(paper["slug"]), "evidence": said} for paper, said in papers]})

    def tag(self, name: str) -> Answer:
        """A dataset, model, method or task by its name: the papers that name it, each with the sentence."""
        facet = self._facet("tag", name)
        papers = [(slug, tag["evidence"]) for slug in self._newest(facet.papers)
                  for tag in self._papers[slug]["tags"] if tag["name"] == facet.name]
        return within({"tag": facet.name, "address": self._address(facet.path.removesuffix(".md") + "/"),
                       "count": len(papers),
                       "papers": [{**self._brief(slug), "evidence": said} for slug, said in papers]})

    def author(self, name: str) -> Answer:
        """The papers of a person, by the name, another spelling of it or a part of it, whatever its accents and order.
        Who has a page of their own comes with its address, and with what the shelf's keepers say of them."""
        wanted = {key(word) for word in name.replace(",", " ").split()}

        def is_meant(spelling: str) -> bool:
            return wanted <= {key(word) for word in spelling.split()}

        def spellings(one: Mapping[str, Any]) -> list[str]:
            return [one["title"], *one.get("also", ())]

        known = [one for one in self._authors if any(map(is_meant, spellings(one)))]
        told = {(spelling, slug) for one in known for spelling in spellings(one) for slug in one["papers"]}
        others: dict[str, list[str]] = {}
        for slug, paper in self._papers.items():
            for author in paper["authors"]:
                if is_meant(author) and (author, slug) not in told:
                    others.setdefault(author, []).append(slug)
        if not known and not others:
            raise PapershelfError(f"nobody is called {name!r} here; search finds people by a part of their name")
        people = [{"name": one["title"], **{fact: one[fact] for fact in _SAID if fact in one},
                   "papers": [self._brief(slug) for slug in one["papers"]]} for one in known]
        people += [{"name": author, "papers": [self._brief(slug) for slug in slugs]}
                   for author, slugs in sorted(others.items())]
        return within({"authors": people})

    def new_since(self, day: str) -> Answer:
        """Papers that listings since a day (`2025-03-11`) brought, the latest first."""
        first = {slug: min(dates) for slug, paper in self._papers.items()
                 if (dates := [one["date"] for one in paper["listings"] if one["date"] and len(one["date"]) == 10])}
        found = sorted(((date, slug) for slug, date in first.items() if date >= day), reverse=True)
        return within({"since": day, "count": len(found),
                       "papers": [{**self._brief(slug), "date": date} for date, slug in found]})

    def cite(self, slug: str) -> Answer:
        """The BibTeX entry of a paper."""
        self._of(slug)
        return {"slug": slug, "bibtex": self._citations[slug]}

    def _brief(self, slug: str) -> Answer:
        paper = self._papers[slug]
        return {"slug": slug, "title": paper["title"], "year": paper["year"],
                "address": self._address(f"papers/{slug}/")}

    def _address(self, path: str) -> str:
        return f"{self._site_url}/{path}".lstrip("/")

    def _of(self, slug: str) -> Mapping[str, Any]:
        if slug not in self._papers:
            near = get_close_matches(slug, self._papers, 3, 0.4)
            hint = f"it may be {' or '.join(near)}" if near else "search finds slugs"
            raise PapershelfError(f"no paper has the slug {slug!r}; {hint}")
        return self._papers[slug]

    def _facet(self, kind: str, name: str) -> Facet:
        """The topic or tag that is called so, by its name or the name of its page, or the nearest to it in letters."""
        known = self._index.facets.get(kind, [])
        for one in known:
            if key(name) in (key(one.name), one.path.rsplit("/", 1)[-1].removesuffix(".md")):
                return one
        near = get_close_matches(name, [one.name for one in known], 3, 0.4)
        raise PapershelfError(f"no {kind} is called {name!r}; " + (
            f"it may be {' or '.join(near)}" if near else "search finds what there is"))

    def _newest(self, numbers: Iterable[int]) -> list[str]:
        slugs = [self._slugs[int(number)] for number in numbers]
        return sorted(slugs, key=lambda slug: (-(self._papers[slug]["year"] or 0), slug))


def within(answer: Answer, most: int = MOST_BYTES) -> Answer:
    """An answer of at most so many bytes as JSON: long texts are cut, then lists, the longest first; `left_out` says
    how many entries."""
    answer = {name: value for name, value in answer.items() if value not in (None, "", [], {})}
    answer = {name: f"{value[:1500]}…" if isinstance(value, str) and len(value) > 1500 else value
              for name, value in answer.items()}
    left_out = 0
    while size(answer) > most:
        lists = [name for name, value in answer.items() if isinstance(value, list) and value]
        if not lists:
            break
        longest = max(lists, key=lambda name: (size(answer[name]), name))
        answer = {**answer, longest: answer[longest][:-1]}
        left_out += 1
        answer["left_out"] = left_out
    return answer


def size(value: object) -> int:
    """The bytes of a value as JSON."""
    return len(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
