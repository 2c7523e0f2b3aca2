"""What a shelf's files say that cannot be: links that lead nowhere, topics that do not exist, names used twice."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from generator.model import Problem, Record, Topic

_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_CODE = re.compile(r"^( {0,3})(```+|~~~+).*?^ {0,3}\2[ \t]*$|`[^`\n]+`", re.M | re.S)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)|^\[[^\]]+\]:\s*<?(\S+?)>?\s*$", re.M)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.I)


def check_records(records: Sequence[Record], topics: Sequence[Topic]) -> list[Problem]:
    """Names of records, their topics, and their aliases."""
    ids = {t.id: t.id for t in topics} | {alias: t.id for t in topics for alias in t.aliases}
    owners: dict[str, str] = {r.paper.slug: r.path for r in records}
    problems: list[Problem] = []
    for record in records:
        paper, path = record.paper, record.path
        if not _SLUG.fullmatch(paper.slug):
            problems.append(Problem(path, 1, f"the file's name {paper.slug} makes no clean address",
                                    "name it with lower-case letters, digits and hyphens"))
        for topic in paper.decided_topics:
            if topic not in ids and ids:
                near = get_close_matches(topic, ids, 1, 0.5)
                problems.append(Problem(path, record.lines["topics"], f"there is no topic {topic}",
                                        f"write {near[0]}" if near else f"take one of {', '.join(sorted(ids))}"))
        for alias in paper.aliases:
            if not _SLUG.fullmatch(alias):
                problems.append(Problem(path, record.lines["aliases"], f"alias {alias} makes no clean address",
                                        "write it with lower-case letters, digits and hyphens"))
            elif owners.setdefault(alias, path) != path or alias == paper.slug:
                problems.append(Problem(path, record.lines["aliases"], f"alias {alias} is taken by {owners[alias]}",
                                        "leave it out here or there"))
    return problems


def check_topics(topics: Sequence[Topic]) -> list[Problem]:
    """Names of topics and their aliases."""
    problems: list[Problem] = []
    owners = {t.id: t.id for t in topics}
    for topic in topics:
        path = f"topics/{topic.id}.md"
        if not _SLUG.fullmatch(topic.id):
            problems.append(Problem(path, 1, f"the file's name {topic.id} makes no clean address",
                                    "name it with lower-case letters, digits and hyphens"))
        for alias in topic.aliases:
            if owners.setdefault(alias, topic.id) != topic.id or alias == topic.id:
                problems.append(Problem(path, 1, f"alias {alias} is taken by topics/{owners[alias]}.md",
                                        "leave it out here or there"))
    return problems


def check_links(texts: Mapping[str, str], paths: Collection[str]) -> list[Problem]:
    """Relative links in people's Markdown that lead to no page.

    In: each file's text by its path below `docs/`; every path of the built tree.
    """
    problems: list[Problem] = []
    for path, text in texts.items():
        blank = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        for found in _LINK.finditer(blank):
            target = found[1] or found[2]
            if _ELSEWHERE.match(target):
                continue
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target.partition("#")[0])))
            if place not in paths:
                near = get_close_matches(place, paths, 1, 0.6)
                cure = f"write {posixpath.relpath(near[0], posixpath.dirname(path) or '.')}" if near else "mend the link"
                line = text.count("\n", 0, found.start()) + 1
                problems.append(Problem(path, line, f"the link to {target} leads nowhere", cure))
    return problems


def check_reachable(pages: Mapping[str, str], nav: Collection[str]) -> list[Problem]:
    """Pages that people wrote and that neither the navigation nor another page links to."""
    linked = set(nav)
    for path, text in pages.items():
        for found in _LINK.finditer(text):
            target = (found[1] or found[2]).partition("#")[0]
            linked.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))))
    return [Problem(path, 1, "no page leads here", "link to it, or name it under nav in mkdocs.yml")
            for path in sorted(pages) if path.endswith(".md") and path not in linked and path != "index.md"]
