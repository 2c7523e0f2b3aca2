"""The shelf for other programs: the JSON contract, BibTeX, CSL-JSON."""

from __future__ import annotations

import calendar
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from papershelf import schemas
from papershelf.model import Mention, Paper, Related, Shelf, signal_items
from papershelf.words import fold, sentences

# Signs that LaTeX reads as commands, as BibTeX fields must spell them.
_TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#",
                      "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})
_KEY_WORD = re.compile(r"[a-z0-9]+")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~^$&]")
_UNIMPORTANT = frozenset("a an the on of for and in to with is are from via by at or".split())
_LEAP_YEAR = 2024  # a day without a year may be the 29th of February
# Venues that are journals: by a word of theirs, by the short names that the field uses, or by a volume before the year.
_JOURNAL = re.compile(
    r"\b(?:Journal|Transactions|Trans\.|Letters|Magazine|Annals|Quarterly|Nature|Science|PLOS|PRX|PNAS|Access)\b"
    r"|\b(?:JMLR|TMLR|TACL|TPAMI|TNNLS|JAIR|IJCV|IJRR|T-RO|RA-L|TOG|TKDE|TOIS|TIP|TSE|TCAD|TPDS|TACO)\b"
    r"|^(?!LNCS|LNAI|CCIS)(?!.*\b(?:Proc|Conference|Workshop|Symposium)).*\(\d{4}\)$")
# The type of an entry and the name of its venue's field, by the type in CSL.
_BIBTEX_TYPE = {"article": ("misc", "howpublished"), "article-journal": ("article", "journal"),
                "paper-conference": ("inproceedings", "booktitle")}
# A word with a capital or digit after its first letter loses it in most bibliography styles unless braced.
_KEEPS_CASE = re.compile(r"(\b\w+[A-Z][\w-]*)")


def to_json(papers: Sequence[Paper]) -> str:
    """The contract: `{"papers": […]}`, papers sorted by slug, one field a line."""
    shelf = {"papers": [paper_data(p) for p in sorted(papers, key=lambda p: p.slug)]}
    return json.dumps(shelf, ensure_ascii=False, indent=1) + "\n"


def paper_data(paper: Paper) -> dict[str, Any]:
    """One paper as the contract has it."""
    return {
        "slug": paper.slug,
        "title": paper.title,
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue or None,
        "arxiv": paper.arxiv or None,
        "doi": paper.doi or None,
        "links": dict(paper.links),
        "signals": signal_items(paper.signals),
        "summary": paper.summary,
        "abstract": paper.abstract,
        "topics": [{"id": use.id, "evidence": list(use.evidence)} for use in paper.topics],
        "tags": [{"name": tag.name, "kind": tag.kind, "evidence": tag.evidence, "written": tag.written}
                 for tag in paper.tags],
        "introduces": list(paper.introduces),
        "related": [_related_data(one) for one in paper.related],
        "further": [_related_data(one) for one in paper.further],
        "mentions": [_mention_data(one) for one in paper.mentions],
        "mentioned_by": [_mention_data(one) for one in paper.mentioned_by],
        "listings": [{"file": source.file, "date": source.date or None, "line": source.line}
                     for source in paper.listings],
    }


def _related_data(one: Related) -> dict[str, Any]:
    return {"slug": one.slug, "score": one.score, "reasons": list(one.reasons)}


def _mention_data(one: Mention) -> dict[str, Any]:
    return {"slug": one.slug, "name": one.name, "sentence": one.sentence}


def schema() -> str:
    """JSON Schema (2020-12) of the contract, published beside `api/papers.json`."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}

    def optional(kind: str) -> dict[str, Any]:
        return {"type": [kind, "null"]}

    def items(required: Sequence[str], **properties: Any) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "object", "required": list(required), "properties": properties}}

    related = items(("slug", "score", "reasons"), slug=text, score={"type": "number"},
                    reasons={**texts, "minItems": 1})
    mentions = items(("slug", "name", "sentence"), slug=text, name=text, sentence=text)
    paper = {
        "slug": text, "title": text, "authors": texts, "year": optional("integer"), "venue": optional("string"),
        "arxiv": optional("string"), "doi": optional("string"),
        "links": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "signals": {"type": "array", "items": schemas.SIGNAL},
        "summary": text, "abstract": text,
        "topics": items(("id", "evidence"), id=text, evidence={**texts, "minItems": 1}),
        "tags": items(("name", "kind", "evidence"), name=text, kind=text, evidence=text, written=text),
        "introduces": texts, "related": related, "further": related, "mentions": mentions, "mentioned_by": mentions,
        "listings": items(("file", "line"), file=text, date=optional("string"), line={"type": "integer", "minimum": 1}),
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Papershelf export",
        "type": "object",
        "required": ["papers"],
        "properties": {"papers": {"type": "array", "items": {
            "type": "object", "required": list(paper), "properties": paper}}},
    }
    return json.dumps(whole, indent=1) + "\n"


def bibtex(papers: Sequence[Paper]) -> dict[str, str]:
    """A BibTeX entry for each paper, by slug. Keys are first author, year and first telling word, made unique."""
    ordered = sorted(papers, key=lambda p: p.slug)
    wanted = {p.slug: _key(p) for p in ordered}
    often = Counter(wanted.values())
    seen: Counter[str] = Counter()
    entries: dict[str, str] = {}
    for paper in ordered:
        key = wanted[paper.slug]
        if often[key] > 1:
            seen[key] += 1
            key = f"{key}{_letters(seen[key])}"
        entries[paper.slug] = _bibtex_entry(paper, key)
    return entries


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _key(paper: Paper) -> str:
    family = _family(paper.authors[0]) if paper.authors else ""
    words = [w for w in _KEY_WORD.findall(fold(paper.title)) if w not in _UNIMPORTANT]
    author = "".join(_KEY_WORD.findall(fold(family)))
    return f"{author}{paper.year or ''}{words[0] if words else ''}" or "paper"


def _family(name: str) -> str:
    return name.split()[-1] if name.split() else ""


def _bibtex_entry(paper: Paper, key: str) -> str:
    kind, where = _BIBTEX_TYPE[_csl_type(paper.venue)]
    fields: list[tuple[str, str]] = [("title", _bibtex_title(paper.title))]
    if paper.authors:
        fields.append(("author", " and ".join(name.translate(_TEX) for name in paper.authors)))
    if paper.year:
        fields.append(("year", str(paper.year)))
    if paper.venue:
        fields.append((where, paper.venue.translate(_TEX)))
    if paper.arxiv:
        fields += [("eprint", paper.arxiv), ("archiveprefix", "arXiv")]
    if paper.doi:
        fields.append(("doi", paper.doi.translate(_TEX)))
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@{kind}{{{key},\n{lines}\n}}\n"


def _bibtex_title(title: str) -> str:
    """A title with its capitals kept by braces, and its signs as LaTeX spells them."""
    parts = _KEEPS_CASE.split(title)
    return "".join(f"{{{part.translate(_TEX)}}}" if number % 2 else part.translate(_TEX)
                   for number, part in enumerate(parts))


def to_bibtex(papers: Sequence[Paper]) -> str:
    """The shelf as one BibTeX file, entries sorted by slug."""
    return "\n".join(bibtex(papers).values())


def _csl_type(venue: str) -> str:
    return "article" if not venue else "article-journal" if _JOURNAL.search(venue) else "paper-conference"


def to_csl(papers: Sequence[Paper]) -> str:
    """The shelf as CSL-JSON (citationstyles.org, schema 1.0), items sorted by slug."""
    items: list[dict[str, Any]] = []
    for paper in sorted(papers, key=lambda p: p.slug):
        item: dict[str, Any] = {"id": paper.slug, "type": _csl_type(paper.venue),
                                "title": paper.title}
        if paper.authors:
            item["author"] = [{"family": _family(n), "given": " ".join(n.split()[:-1])} for n in paper.authors]
        if paper.year:
            item["issued"] = {"date-parts": [[paper.year]]}
        if paper.venue:
            item["container-title"] = paper.venue
        if paper.doi:
            item["DOI"] = paper.doi
        if paper.arxiv:
            item["number"] = f"arXiv:{paper.arxiv}"
            item["URL"] = f"https://arxiv.org/abs/{paper.arxiv}"
        items.append(item)
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def to_digest(shelf: Shelf, since: str, address: Callable[[str], str]) -> str:
    """What is new, as Markdown: papers by their first topic.

    In: the shelf, the date of the first listing that counts (`YYYY-MM-DD` or `MM-DD`; where only one of two dates has
    a year, month and day are compared), and the address of a paper's page by slug. A paper is new in the first dated
    listing that has it.
    """
    known: set[str] = set()
    fresh: list[Paper] = []
    papers = {paper.slug: paper for paper in shelf.papers}
    for listing in shelf.listings:
        if not listing.date:
            continue
        if _not_before(listing.date, since):
            fresh += [papers[slug] for slug in listing.slugs if slug not in known]
        known.update(listing.slugs)
    lines = [f"# New since {since}", "", f"{len(fresh)} {'paper' if len(fresh) == 1 else 'papers'}."]
    titles = {topic.id: topic.title for topic in shelf.topics}
    for topic in [*titles, ""]:
        here = [p for p in fresh if (p.topics[0].id if p.topics else "") == topic]
        if here:
            lines += ["", f"## {titles.get(topic, 'Unshelved')}", ""]
            lines += [f"- [{_as_markdown(paper.title)}]({address(paper.slug)}){_digest_words(paper)}" for paper in here]
    return "\n".join(lines) + "\n"


def is_day(text: str) -> bool:
    """Whether a text is a day that there is: `2025-03-11`, or `03-11` of any year."""
    found = re.fullmatch(r"(?:([0-9]{4})-)?(0[1-9]|1[0-2])-([0-9]{2})", text)
    if not found:
        return False
    _, last = calendar.monthrange(int(found[1] or _LEAP_YEAR), int(found[2]))
    return 1 <= int(found[3]) <= last


def _not_before(date: str, since: str) -> bool:
    short = min(len(date), len(since))
    return date[-short:] >= since[-short:]


def _digest_words(paper: Paper) -> str:
    said = sentences(paper.summary or paper.abstract)
    return f": {_as_markdown(said[0])}" if said else ""


def _as_markdown(text: str) -> str:
    """A text with the signs of Markdown and HTML made harmless by backslashes, for mail programs and forges."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
