"""Links between pages: to pages that are not there, to places that a page does not have, and pages nothing leads to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from papershelf.model import Problem
from papershelf.text.markdown import without_code
from papershelf.text.slugs import heading_slug

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)|^\[[^\]^][^\]]*\]:\s*<?(\S+?)>?\s*$", re.M)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.I)
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*$", re.M | re.S)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$|^(\S.*)\n(?:=+|-+)[ \t]*$", re.M)
_ID = re.compile(r"\b(?:id|name)=[\"']?([^\s\"'>]+)|\{:?[^}\n]*#([^\s}]+)[^}\n]*\}")
_ATTRIBUTES = re.compile(r"\s*\{:?[^}\n]*\}\s*$")
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
                problems.append(Problem(path, line, f"the link to {target} leads nowhere", hint))
            elif anchor and page in pages:
                there = known.setdefault(page, anchors(pages[page]))
                if unquote(anchor) not in there:
                    near = get_close_matches(unquote(anchor), there, 1, 0.5)
                    hint = f"write {place}#{near[0]}" if near else f"write {place or 'the page'} without #{anchor}"
                    problems.append(Problem(path, line, f"the link to {target} leads to no place on that page", hint))
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
    text = without_code(_FRONT.sub("", markdown))
    given = {found[1] or found[2] for found in _ID.finditer(text)}
    times: Counter[str] = Counter()
    headings: set[str] = set()
    for found in _HEADING.finditer(text):
        own = _ID.search(found[0])
        if own and own[2]:
            continue
        name = heading_slug(_ATTRIBUTES.sub("", found[1] or found[2]))
        times[name] += 1
        headings.add(name if times[name] == 1 else f"{name}_{times[name] - 1}")
    notes = {f"{kind}:{name}" for name in _FOOTNOTE.findall(text) for kind in ("fn", "fnref")}
    return frozenset(given | headings | notes | {"__skip"})
