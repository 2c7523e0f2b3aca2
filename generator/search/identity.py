"""Identity: what names one paper and no other, as records have it and as people paste it.

An identity is an arXiv id, a DOI, an address of OpenReview, the ACL Anthology or anywhere else, a citation key, or the
name of the paper's page. The browser's half is in `templates/search`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from papershelf.model import Paper
from papershelf.search.coding import front_coded, order, packed, varints
from papershelf.text.ids import without_version

# Letters, digits and signs of identities that a query may be: without any, the shard is not asked for.
_LIKELY = re.compile(
    r"\d[./]\d|\d\.[a-z]\S{0,80}\.\d|[/:@]\S|\S\.\S{1,80}/"
    r"|^(?=\S+$)(?:\S+?[-_]\S+?[-_]\S|[^\W\d_]\S*(?:1[89]|20)\d\d)|^(?=\S*\d)(?=\S*[A-Z])[\w-]{9,14}$")
_ARXIV = re.compile(
    r"(?:^|[^\w.]|arxiv[.:])(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{1,20}(?:\.[a-z]{2})?/\d{7})"
    r"(?:v\d+)?(?:\.pdf)?(?![\d.]\d)")
_ARXIV_ID = re.compile(r"\d{4}\.\d|[a-z.-]{1,30}/\d{7}$")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]+")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(/[^\s]*)")
_FILE_END = re.compile(r"(?:\.pdf|\.html?|/index|/){1,20}$")
_WRAPPING = re.compile(r"^(?:\\?\w*cite\w*\{|[\s<>\"'()\[\]{}@])+|[\s<>\"'()\[\]{}.,;]{1,80}$")
_ALONE = re.compile(r"(?:(?:arxiv|doi|id)[:\s]\s*)?\S+(?:\s*\[\S+\])?")
_MOST_WORDS, _PER_SHARD = 4, 1500


def identities(paper: Paper, key: str) -> Iterator[str]:
    """Everything that names a paper. In: the paper and its citation key, which may be empty."""
    yield paper.slug
    yield from paper.aliases
    if paper.arxiv:
        yield without_version(paper.arxiv).lower()
    if paper.doi:
        yield paper.doi.lower()
    if key:
        yield f"@{key.lower()}"
    for url in paper.links.values():
        yield from _address(url.lower())


def asked_identities(text: str) -> tuple[list[str], bool]:
    """What a query may name, the surest first, and whether that is all it says."""
    bare = _WRAPPING.sub("", text)
    if not _LIKELY.search(bare) or len(text.split()) > _MOST_WORDS:
        return [], False
    low = unquote(bare).lower()
    found = [each[1] for each in [_ARXIV.search(low)] if each]
    found += [each[0].rstrip(".,;)]") for each in [_DOI.search(low)] if each]
    found += list(_address(low))
    whole = len(low.split()) == 1 or (bool(found) and _ALONE.fullmatch(low) is not None)
    if len(low.split()) == 1:
        found += [f"@{low}", low, f"acl:{low}", f"openreview:{low}"]
    return list(dict.fromkeys(found)), whole


def kind_of(identity: str) -> str:
    """What kind of identity one is: `arXiv`, `DOI`, `key` or `address`."""
    if identity.startswith("10."):
        return "DOI"
    if identity.startswith("@"):
        return "key"
    return "arXiv" if _ARXIV_ID.match(identity) else "address"


def _address(low: str) -> Iterator[str]:
    """An address in the one form that all its forms share."""
    parts = _ADDRESS.match(low)
    if not parts:
        return
    host, path = parts[1], parts[2].split("#")[0]
    named = re.search(r"[?&]id=([\w-]+)", path)
    if host == "openreview.net" and named:
        yield f"openreview:{named[1]}"
        return
    path = _FILE_END.sub("", path.split("?")[0])
    if host in {"aclanthology.org", "aclweb.org"}:
        yield f"acl:{path.rsplit('/', 1)[-1]}"
    slug = re.search(r"/papers/([a-z0-9-]+)$", path)
    if slug:
        yield slug[1]
    if path:
        yield host + path


def identity_shards(papers: Sequence[Paper], keys: Mapping[str, str]) -> tuple[list[str], dict[str, bytes]]:
    """The first identity of each shard, and the shards: identities in order, and each one's paper.

    In: papers in the order that numbers them; citation keys by slug. What would name two papers names neither.
    """
    papers_of: dict[str, set[int]] = {}
    for number, paper in enumerate(papers):
        for one in identities(paper, keys.get(paper.slug, "")):
            papers_of.setdefault(" ".join(one.split()), set()).add(number)
    sure = sorted((one for one, found in papers_of.items() if len(found) == 1), key=order)
    groups = [sure[at:at + _PER_SHARD] for at in range(0, len(sure), _PER_SHARD)]
    return [group[0] for group in groups], {
        f"i{n}": packed([*front_coded(group), varints(_only(papers_of[one]) for one in group)])
        for n, group in enumerate(groups)}


def _only(numbers: Iterable[int]) -> int:
    (one,) = numbers
    return one
