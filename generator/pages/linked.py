"""Pages as linked data: JSON-LD in the words of schema.org, for search engines and agents.

https://developers.google.com/search/docs/appearance/structured-data/article says what an article needs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from papershelf.model import Paper
from papershelf.pages import urls
from papershelf.pages.parts import Book
from papershelf.text.names import is_organisation
from papershelf.text.scripts import language_of

_HEADLINE = 110  # characters that Google shows of a headline


class About(NamedTuple):
    """A person that a list is of: the name, other spellings of it, and addresses that are theirs."""

    name: str
    aliases: Sequence[str] = ()
    same: Sequence[str] = ()


def article(book: Book, path: str, paper: Paper) -> str:
    """A paper as a scholarly article."""
    same = [address for kind, address in urls.arxiv_links(paper.arxiv, paper.title).items() if kind == "arxiv"]
    same += [f"https://doi.org/{paper.doi}"] if paper.doi else []
    return _json({
        "@context": "https://schema.org", "@type": "ScholarlyArticle",
        "headline": paper.title[:_HEADLINE], "name": paper.title, "url": book.url(path),
        "author": [_author(book, path, paper, name) for name in paper.authors],
        "datePublished": str(paper.year or ""),
        "isPartOf": {"@type": "CreativeWork", "name": paper.venue} if paper.venue else None,
        "description": paper.summary,
        "inLanguage": language_of(paper.title, book.words.texts_in) or book.words.texts_in,
        "keywords": [tag.name for tag in paper.tags],
        "about": [{"@type": "DefinedTerm", "name": book.topics[use.id].title} for use in paper.topics
                  if use.id in book.topics],
        "identifier": [one for one in (f"arXiv:{paper.arxiv}" if paper.arxiv else "",
                                       f"doi:{paper.doi}" if paper.doi else "") if one],
        "sameAs": same,
    })


def collection(book: Book, path: str, title: str, description: str, papers: Sequence[Paper],
               about: About | None = None) -> str:
    """A list of papers as a collection; by an author, of whom it is `about`."""
    entries = [{"@type": "ListItem", "position": number, "name": paper.title,
                "url": book.url(urls.paper_path(paper.slug), path)} for number, paper in enumerate(papers, 1)]
    return _json({
        "@context": "https://schema.org", "@type": "CollectionPage", "name": title, "description": description,
        "url": book.url(path), "about": about and _clean({
            "@type": _type(about.name), "name": about.name, "alternateName": list(about.aliases),
            "sameAs": list(about.same)}),
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(entries), "itemListElement": entries},
    })


def _author(book: Book, path: str, paper: Paper, name: str) -> Mapping[str, Any]:
    """An author by their name on the paper, their page here where they have one, and their ORCID iD."""
    found = book.authors.find(name, paper.slug)
    return _clean({"@type": _type(name), "name": name, "url": book.url(found.path, path) if found.path else "",
                   "sameAs": urls.orcid(found.profile.orcid) if found.profile else ""})


def _type(name: str) -> str:
    return "Organization" if is_organisation(name) else "Person"


def _clean(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _json(data: Mapping[str, Any]) -> str:
    """Data as JSON that no script element or attribute can end, wherever it stands in HTML; without what is empty."""
    text = json.dumps(_clean(data))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027")
