"""The shelf as a curated list in Markdown, by topic, between two marks: so that a README stays the front page.

Each paper is a line that `readers.curated.own` reads back to the letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from papershelf.model import Paper, Topic
from papershelf.text.ids import arxiv_in
from papershelf.text.markdown import escaped

BEGIN, END = "<!-- papershelf:begin -->", "<!-- papershelf:end -->"
_PLAIN_VENUE = re.compile(r"[\w.,:'()/+-]+(?: [\w.,:&'()/+-]+)*")
_PLAIN_URL = re.compile(r"[\w:/?#@!$+,;=%~.*-]+", re.ASCII)


def to_readme(papers: Sequence[Paper], topics: Sequence[Topic]) -> str:
    """The list: groups and topics as headings in their order, the newest papers of each first.

    A paper stands under each topic that its record decides, else under the first that its text gives, else before
    the first heading.
    """
    by_topic: dict[str, list[Paper]] = defaultdict(list)
    for paper in sorted(papers, key=lambda p: (-(p.year or 0), p.title.casefold(), p.slug)):
        decided = paper.decided_topics or tuple(use.id for use in paper.topics[:1])
        known = [topic.id for topic in topics if {topic.id, *topic.aliases} & set(decided)]
        for name in known or [""]:
            by_topic[name].append(paper)
    parts = [BEGIN, *_lines(by_topic[""])]
    group = None
    for topic in _by_group(topics):
        if by_topic[topic.id]:
            if topic.group != group:
                group = topic.group
                parts.append(f"## {escaped(group)}" if group else "")
            parts += [f"### {escaped(topic.title)}", *_lines(by_topic[topic.id])]
    return "\n\n".join(part for part in [*parts, END] if part) + "\n"


def into(text: str, block: str) -> str | None:
    """A text with the block in the place of the one between its marks, or at its end where it has none, every other
    byte as it was; nothing where only one of the marks is there, or where they are in the wrong order."""
    start, end = text.find(BEGIN), text.find(END)
    newline = "\r\n" if "\r\n" in text else "\n"
    block = block.rstrip("\n").replace("\n", newline)
    if start < 0 and end < 0:
        gap = "" if not text else newline if text.endswith("\n") else newline * 2
        return f"{text}{gap}{block}{newline}"
    if start < 0 or end < start:
        return None
    return text[:start] + block + text[end + len(END):]


def _by_group(topics: Sequence[Topic]) -> list[Topic]:
    """Topics in their order, those of one group together where the first of them stands."""
    groups = list(dict.fromkeys(topic.group for topic in topics))
    return sorted(topics, key=lambda topic: groups.index(topic.group))


def _lines(papers: Sequence[Paper]) -> list[str]:
    return ["\n".join(map(_line, papers))] if papers else []


def _line(paper: Paper) -> str:
    links = dict(paper.links)
    title, address = escaped(paper.title), ""
    if paper.arxiv:
        address = f"https://arxiv.org/abs/{paper.arxiv}"
    elif paper.doi:
        address = f"https://doi.org/{paper.doi}"
    elif "paper" in links and not arxiv_in(links["paper"]) and "doi.org/" not in links["paper"]:
        address = links.pop("paper")
    parts = [f"- [{title}]({_destination(address)})" if address else f"- **{title}**"]
    if paper.year:
        parts.append(f"({paper.year})")
    if paper.authors:
        parts.append(f"*{escaped(_people(paper.authors))}*")
    if paper.venue:
        parts.append(f"`{paper.venue}`" if _PLAIN_VENUE.fullmatch(paper.venue) else f"**{escaped(paper.venue)}**")
    if paper.doi and paper.arxiv:
        links = {"doi": f"https://doi.org/{paper.doi}", **links}
    parts += [f"[[{escaped(kind)}]({_destination(url)})]" for kind, url in links.items()]
    if note := _note(paper.sections):
        parts.append(f"— {note}")
    return " ".join(parts)


def _people(names: Sequence[str]) -> str:
    """Names as one text: parted by commas, or by semicolons where a name has a comma."""
    return "".join(f"{name}; " for name in names).strip() if any("," in name for name in names) else ", ".join(names)


def _destination(url: str) -> str:
    """An address as the destination of a link."""
    if _PLAIN_URL.fullmatch(url):
        return url
    inner = re.sub(r"([\\<>])", r"\\\1", re.sub(r"&(?=#?\w+;)", "&amp;", url))
    return f"<{inner}>"


def _note(sections: Sequence[tuple[str, str]]) -> str:
    """A remark of one paragraph; longer notes stay in the record."""
    note = next((body for heading, body in sections if heading.casefold() == "notes"), "").strip()
    return "" if "\n" in note else note.replace("<!--", "&lt;!--")
