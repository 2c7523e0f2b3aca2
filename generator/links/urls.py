"""The URLs of an abstract, each with what it leads to: code, data, a demo, a paper, or the project's page."""

from __future__ import annotations

import re

from papershelf.text.words import without_trailing

_SUFFIX = (
    "com|org|net|io|ai|edu|gov|dev|app|co|me|info|cn|de|uk|ch|fr|jp|kr|eu|ca|it|nl|be|at|se|in|au|tech|science|top"
    "|ly|gl|html"
)
_URL = re.compile(
    r"https?://[^\s<>\"“”{}|\\^`]+|www\.\w[^\s<>\"“”{}|\\^`]+"
    rf"|(?<![\w@./:-])(?:[A-Za-z0-9-]{{1,63}}\.)+(?:{_SUFFIX})/[^\s<>\"“”{{}}|\\^`]*"
    r"|(?<![\w@./:-])[A-Za-z0-9-]{2,63}\.github\.io\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

_CODE_HOST = re.compile(
    r"(?:^|\.)(?:github\.com|gitlab\.[\w.]+|bitbucket\.org|codeberg\.org|gitee\.com|sourceforge\.net|pypi\.org|anonymous\.4open\.science"
    r"|colab\.research\.google\.com|kaggle\.com|gitlab\.io|git\.[\w.]+|mloss\.org|cran\.r-project\.org|bit\.ly|aka\.ms|goo\.gl)$"
)
_PAPER_HOST = re.compile(
    r"(?:^|\.)(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|semanticscholar\.org|openaccess\.thecvf\.com"
    r"|proceedings\.mlr\.press|papers\.nips\.cc|biorxiv\.org|medrxiv\.org|ssrn\.com|hal\.science|dl\.acm\.org|ieeexplore\.ieee\.org)$"
)
_DATA_HOST = re.compile(
    r"(?:^|\.)(?:zenodo\.org|figshare\.com|dataverse\.[\w.]+|physionet\.org|ieee-dataport\.org|data\.mendeley\.com|osf\.io)$"
)
_VIDEO_HOST = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)$")
# What the words around a URL say it is, the nearest first; the URL's own words count as well.
_SAYS = (
    (
        "code",
        re.compile(
            r"\b(?:code|codes|codebase|source|repository|repo|implementations?|implemented|software|library|scripts?"
            r"|toolbox|toolkit|package|open[- ]?sourced?)\b",
            re.I,
        ),
    ),
    ("demo", re.compile(r"\b(?:demo|demos|demonstrations?|videos?|playground|try it|online service)\b", re.I)),
    ("data", re.compile(r"\b(?:data|datasets?|corpus|corpora|benchmark data|annotations?)\b", re.I)),
    ("project", re.compile(r"\b(?:project|website|web page|webpage|homepage|home page|page|site|leaderboard)\b", re.I)),
)


def text_links(text: str) -> dict[str, str]:
    """Each URL of a text by what it leads to, in the order of the text; the second of a kind has a number: `code2`."""
    links: dict[str, str] = {}
    seen: set[str] = set()
    for found in _URL.finditer(text):
        url = _whole(found[0])
        if not url or same_url(url) in seen:
            continue
        seen.add(same_url(url))
        kind = _kind(url, text[: found.start()], text[found.end() :])
        name, number = kind, 1
        while name in links:
            number += 1
            name = f"{kind}{number}"
        links[name] = url
    return links


def _whole(found: str) -> str:
    """The URL as it would open: with a scheme, without the punctuation and brackets of the sentence around it."""
    url = without_trailing(found)
    if not re.match(r"https?://", url, re.IGNORECASE):
        url = f"https://{url}"
    host = _host(url)
    return url if "." in host and not host.endswith(".html") else ""


def _host(url: str) -> str:
    return re.sub(r"^https?://", "", url, flags=re.IGNORECASE).split("/")[0].split(":")[0].split("?")[0].lower()


def same_url(url: str) -> str:
    """What two spellings of one address have in common: no scheme, no `www`, no slash at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/").removesuffix(".git").casefold()


def _kind(url: str, before: str, after: str) -> str:
    host, path = _host(url), url.split("://", 1)[1].partition("/")[2]
    if _PAPER_HOST.search(host) or path.lower().endswith(".pdf"):
        return "paper"
    said = _said(before, after)
    if host == "huggingface.co" or host == "hf.co":
        first = path.split("/")[0]
        return {"datasets": "data", "spaces": "demo", "papers": "paper"}.get(
            first, said if said in ("data", "demo") else "code"
        )
    if _DATA_HOST.search(host):
        return "code" if said == "code" else "data"
    if _CODE_HOST.search(host):
        if said == "project" and not _SAYS[0][1].search(_context(before, after)):
            return "project"
        return "data" if said == "data" and "code" not in _context(before, after).lower() else "code"
    if _VIDEO_HOST.search(host):
        return "demo"
    if host.endswith(".github.io"):
        return "demo" if said == "demo" else "project"
    if re.search(r"(?:^|[.-])demo", host):
        return "demo"
    return said or "project"


def _context(before: str, after: str) -> str:
    return f"{_SENTENCE.split(before)[-1][-160:]} {after[:40] if after.startswith((' (', ' for')) else ''}"


def _said(before: str, after: str) -> str:
    """The kind that the words nearest before a URL name; "" when they name none."""
    context = _SENTENCE.split(before)[-1][-160:]
    nearest = [(max((found.end() for found in pattern.finditer(context)), default=-1), kind) for kind, pattern in _SAYS]
    end, kind = max(nearest)
    return kind if end >= 0 else ""
