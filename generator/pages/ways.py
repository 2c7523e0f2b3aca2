"""Ways from a paper to the paper itself, its code and the like."""

from __future__ import annotations

from collections.abc import Mapping

from papershelf.model import Paper
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.text.wording import Words

# The kinds of links, in the order of their buttons.
_KINDS = ("code", "project", "data", "demo", "paper", "pdf", "doi")


def ways_to(paper: Paper, words: Words) -> tuple[tuple[str, show.Ref], ...]:
    """Buttons, each with its kind: to the paper itself, then its links by kind. Addresses that are not of the web are
    left out."""
    names = _ways_in(words)
    ways = [(kind, show.Ref(names[kind], url)) for kind, url in urls.arxiv_links(paper.arxiv, paper.title).items()]
    if paper.doi:
        ways.append(("doi", show.Ref(names["doi"], f"https://doi.org/{paper.doi}")))

    def order(kind: str) -> tuple[int, str]:
        base = kind.rstrip("0123456789")
        return (_KINDS.index(base) if base in _KINDS else len(_KINDS)), kind

    for kind in sorted(paper.links, key=order):
        base = kind.rstrip("0123456789")
        if paper.links[kind].lower().startswith(("https://", "http://")):
            name = f"{names.get(base, base.capitalize())} {kind[len(base):]}".strip()
            ways.append((kind, show.Ref(name, paper.links[kind])))
    return tuple(ways)


def _ways_in(words: Words) -> Mapping[str, str]:
    """How the kinds of links read on a button."""
    return {"arxiv": "arXiv", "find": words.say("Find the paper"), "code": words.say("Code"),
            "project": words.say("Project page"), "data": words.say("Data"), "demo": words.say("Demo"),
            "paper": words.say("Paper"), "pdf": "PDF", "doi": "DOI"}
