"""Search: a shelf in, the files of its index out. The engine that reads them is in `templates/search`, the script
that fetches it is `templates/theme/assets/search.js`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from papershelf.model import Paper, Shelf
from papershelf.search import meaning
from papershelf.search.analysis import STOP, endings
from papershelf.search.cards import card_shards, text_shards
from papershelf.search.coding import packed, script
from papershelf.search.facets import facets
from papershelf.search.identity import identity_shards
from papershelf.search.lexicon import shards
from papershelf.search.postings import RELATED_WEIGHTS, STRENGTHS, postings
from papershelf.search.shared import statement
from papershelf.text.spelling import SPELLINGS
from papershelf.text.wording import ENGLISH, Words
from papershelf.text.words import Stemmer

__all__ = ["ENGINE", "FOLDER", "LOADER", "engine_shard", "index", "slim", "squeezed"]

LOADER = "assets/search.js"
# The parts of the engine, in the order in which they are joined.
ENGINE = (
    "words.js", "index.js", "asked.js", "terms.js", "identity.js", "meaning.js", "ranking.js", "allowed.js",
    "answer.js", "shown.js", "elements.js", "results.js", "notes.js", "narrowing.js", "view.js")
FOLDER = "assets/search"
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.M | re.S)
_INDENT = re.compile(r"^\s+", re.M)
# Texts and regular expressions, which stay; and signs with the spaces around them.
_LITERAL_OR_SIGN = re.compile(r"""
    ( "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`
      | /(?![*/\ ])(?:\\.|\[(?:\\.|[^]\\\n])*]|[^/\\\n[])+/ )
    | (?:(?<!\ )\ ++)?([=*/<>?:,;(){}&|!]|(?<![+-]\ )[+-](?!\ [+-]))\ *+""", re.X)
# Shards that a query of a small collection needs come in one file with the root.
_ONE_FILE = 118_000


def index(shelf: Shelf, paths: Mapping[tuple[str, str], str], stemmer: Stemmer,
          keys: Mapping[str, str] | None = None, said: Words = ENGLISH) -> dict[str, bytes]:
    """The index of a shelf whose topics, tags and links are computed.

    In: the shelf; the pages of papers, topics, tags and listings, by kind and slug, id, name or file (tags without a
    page are not in it); stems; citation keys by slug; the words of the interface. Out: files of the tree by path.
    `index.js` is the root, by which everything else is found: `w` words, `p` positions, `e` endings of words, `c`
    cards, `x` texts, `i` identities, `n` and `f` names and papers of tags and venues.
    """
    papers = _ordered(shelf)
    order = {paper.slug: number for number, paper in enumerate(papers)}
    found = postings(papers, stemmer, shelf.tags)
    words = shards(found)
    per_card, cards = card_shards(papers, paths, said)
    per_text, texts = text_shards(papers)
    first_ids, ids = identity_shards(papers, keys or {})
    near, (far_names, far_papers) = facets(shelf, order, paths)
    payloads = {**words.payloads, **cards, **texts, **ids, "n": packed([far_names]), "f": packed([far_papers])}
    head = {
        "papers": len(papers), "cards": per_card, "texts": per_text, "strengths": STRENGTHS,
        "related": RELATED_WEIGHTS, "meaning": [meaning.DIMENSIONS, meaning.SHARE, meaning.ALONE, meaning.LEAST_WORDS],
        "spellings": SPELLINGS, "words": words.words, "tails": words.tails,
        "stop": " ".join(sorted(STOP)), "openers": " ".join(found.openers), "ids": first_ids,
        "endings": " ".join(f"{one},{other}" for one, other in endings(found.stems)),
        "version": _digest(payloads),
    }
    root = packed([json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"),
                   *near, found.lengths, meaning.coded(papers)])
    together = [name for name in ("n", "f", "w0", "c0") if name in payloads]
    small = len(words.words) <= 1 and sum(len(payloads[name]) for name in together) + len(root) <= _ONE_FILE
    first = {"root": root}
    for name in together if small else ():
        first[name] = payloads.pop(name)
    return {
        f"{FOLDER}/index.js": b"".join(script(name, payload) for name, payload in first.items()),
        **{f"{FOLDER}/{name}.js": script(name, payload) for name, payload in payloads.items()},
    }


def engine_shard(parts: Sequence[str]) -> dict[str, bytes]:
    """The engine as a shard, so that pages load it when somebody searches, and from disk as well.

    In: the texts of `ENGINE`, in order. Out: the file of the tree by path.
    """
    whole = "(function () {\n" + statement() + "".join(parts) + "})();\n"
    return {f"{FOLDER}/engine.js": script("engine", packed([squeezed(slim(whole)).encode()]))}


def slim(script: str) -> str:
    """A script without what only its own readers need: comments that have lines of their own, and indentation."""
    return _INDENT.sub("", _COMMENT.sub("", script))


def squeezed(script: str) -> str:
    """A script without the spaces around signs. No text in backquotes may hold another."""
    return _LITERAL_OR_SIGN.sub(lambda found: found[1] or found[2], script)


def _ordered(shelf: Shelf) -> Sequence[Paper]:
    """Papers in the order that numbers them: by first topic, then the latest first. What is alike is near, so that
    results share shards and numbers take few bytes."""
    topics = {topic.id: position for position, topic in enumerate(shelf.topics)}

    def place(paper: Paper) -> tuple[int, int, str]:
        topic = topics.get(paper.topics[0].id, len(topics)) if paper.topics else len(topics)
        return topic, -(paper.year or 0), paper.slug

    return sorted(shelf.papers, key=place)


def _digest(payloads: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(payloads):
        whole.update(name.encode() + b" " + payloads[name])
    return whole.hexdigest()[:10]
