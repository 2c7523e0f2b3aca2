"""Links between pages: to pages that are not there, to places that a page does not have, and pages nothing leads to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from papershelf.model import Problem
from papershelf.text.markdown import headings, without_code, without_front_matter
from papershelf.text.slugs import heading_slug

# Addresses, titles and labels of 2,000 characters at most: without an end, each beginning would read the whole text.
_LINK = re.compile(r"\]\(\s*+<?([^)\s>]{1,2000}+)>?(?:\s++[\"'][^)]{0,2000}+)?\)"
                   r"|^\[[^\]^][^\]]{0,2000}+\]:\s*+<?(\S+?)>?\s*$", re.M)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.I)
_NAMED = re.compile(r"\b(?:id|name)=[\"']?([^\s\"'>]+)")
_BRACES = re.compile(r"\{([^}\n]*+)\}?")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


def check_links(texts: Mapping[str, str], pages: Mapping[str, str], files: Collection[str]) -> list[Problem]:
    """Relative links in people's Markdown that lead to no page, or to a place that the page does not have.

    In: the text of each file of theirs by its path below `docs/`; the Markdown of every page of the built tree; every
    path of the tree.
    """
    problems: list[Problem] = []
    known: dict[str, frozenset[str]] = {}
    for path, text in texts.items():
        for found in _LINK.finditer(without_code(text)):
            target = found[1] or found[2]
            if _ELSEWHERE.match(target):
                continue
            line = text.count("\n", 0, found.start()) + 1
            place, _, anchor = target.partition("#")
            page = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place))) if place else path
            if page not in files:
                near = get_close_matches(page, files, 1, 0.6)
                beside = posixpath.dirname(path) or "."
                hint = f"write {posixpath.relpath(near[0], beside)}" if near else "fix the link"
                problems.append(Problem(path, line, "dead-link", f"the link to {target} leads nowhere", hint))
            elif anchor and page in pages:
                there = known.setdefault(page, anchors(pages[page]))
                if unquote(anchor) not in there:
                    near = get_close_matches(unquote(anchor), there, 1, 0.5)
                    hint = f"write {place}#{near[0]}" if near else f"write {place or 'the page'} without #{anchor}"
                    problems.append(Problem(path, line, "dead-anchor",
                                            f"the link to {target} leads to no place on that page", hint))
    return problems


def unreachable(pages: Mapping[str, str], own: Collection[str], nav: Collection[str]) -> list[str]:
    """Pages that people wrote and that neither the navigation nor another page links to. That is no error: whoever has
    the address may read them.

    In: the Markdown of every page, the paths of people's pages, and the paths that the navigation names.
    """
    linked = set(nav)
    for path, text in pages.items():
        for found in _LINK.finditer(text):
            target = (found[1] or found[2]).partition("#")[0]
            linked.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))))
    return [path for path in sorted(own) if path.endswith(".md") and path not in linked and path != "index.md"]


def anchors(markdown: str) -> frozenset[str]:
    """The places of a page that a link can name: ids that it gives, and those that headings get.

    Headings get their ids as in Python-Markdown's `toc` extension (markdown.extensions.toc, `slugify` and `unique`).
    """
    text = without_code(without_front_matter(markdown))
    given = {found[1] for found in _NAMED.finditer(text)} | {id_ for braces in _BRACES.finditer(text)
                                                             if (id_ := _id_in(braces))}
    times: Counter[str] = Counter()
    named: set[str] = set()
    for found in headings(text):
        if (found.marks and not found.gap) or any(map(_id_in, _BRACES.finditer(found.text))):
            continue
        name = heading_slug(_without_attributes(found.name))
        times[name] += 1
        named.add(name if times[name] == 1 else f"{name}_{times[name] - 1}")
    notes = {f"{kind}:{name}" for name in _FOOTNOTE.findall(text) for kind in ("fn", "fnref")}
    return frozenset(given | named | notes | {"__skip"})


def _id_in(braces: re.Match[str]) -> str:
    """The id that a list of attributes gives, the last of several: ``{: .wide #nets }`` → ``nets``."""
    said = [word for part in braces[1].split("#")[1:] for word in part[:1].strip() and part.split()[:1]]
    return said[-1] if said and braces[0].endswith("}") else ""


def _without_attributes(heading: str) -> str:
    """A heading without the list of attributes at its end."""
    text = heading.rstrip()
    begin = text.find("{", text.rfind("}", 0, -1) + 1)
    return text[:begin] if text.endswith("}") and begin >= 0 else heading
