"""Topics proposed from the papers alone: phrases of their titles that, together, stand for most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from papershelf.model import Paper, Term, Topic
from papershelf.text.slugs import title_slug
from papershelf.text.words import Stemmer, fold, tokens
from papershelf.topics.collection import Collection, heading

TERMS_SHOWN = 16
SCOPE_SHOWN = 4
CENTRAL = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed topic and the slugs of the papers nearest to its middle, nearest first."""

    topic: Topic
    central: tuple[str, ...]


def suggest(papers: Sequence[Paper], count: int, stemmer: Stemmer) -> tuple[Suggestion, ...]:
    """At most `count` topics for papers, those that stand for most first, ready to be written and edited.

    Names are whole phrases of titles. They are chosen greedily so that every paper is near one of them (facility
    location, whose greedy solution is within 1 - 1/e of the best: Nemhauser, Wolsey and Fisher, 1978); nearness is in
    the collection's latent space. Terms are those of the papers nearest to a name against all others, by weighted
    log-odds (Monroe, Colaresi and Quinn, 2008).
    """
    collection = Collection(sorted(papers, key=lambda paper: paper.slug), stemmer)
    chosen = collection.choose(count)
    if not chosen:
        return ()
    nearest = np.argmax(np.stack([collection.strength(phrase) for phrase in chosen]), axis=0)
    rows = [np.flatnonzero(nearest == number).tolist() for number in range(len(chosen))]
    groups = collection.groups(chosen, rows)
    taken: set[str] = set()
    suggestions = []
    for phrase, members, group in zip(chosen, rows, groups, strict=True):
        terms = _apart(collection.terms(phrase, members))
        scope = _apart(collection.terms(phrase, members, telling=True))
        topic = replace(_topic(collection.spelling.of(phrase), terms, scope, taken), group=group)
        near = collection.strength(phrase)
        central = sorted(members, key=lambda row: (-round(float(near[row]), 5), row))[:CENTRAL]
        suggestions.append(Suggestion(topic, tuple(collection.papers[row].slug for row in central)))
    return tuple(suggestions)


def _apart(texts: Iterable[str]) -> list[str]:
    """The first few texts of which none says another again."""
    kept: list[str] = []
    said: list[set[str]] = []
    for text in texts:
        parts = {fold(word).rstrip("s") for word, _, _ in tokens(text)}
        if not any(parts <= other or other <= parts for other in said):
            kept.append(text)
            said.append(parts)
        if len(kept) == TERMS_SHOWN:
            break
    return kept


def _topic(name: str, terms: Sequence[str], scope: Sequence[str], taken: set[str]) -> Topic:
    """A topic as a person would start one: a title, a scope in a line, weighted terms."""
    slug = title_slug(name)
    unique, number = slug, 2
    while unique in taken:
        unique, number = f"{slug}-{number}", number + 1
    taken.add(unique)
    weights = [3.0] * 3 + [2.0] * 4 + [1.0] * len(terms)
    match = tuple(Term(text, weight) for text, weight in zip(terms, weights, strict=False))
    return Topic(id=unique, title=heading(name), match=match,
                 scope=_scope(scope[1:SCOPE_SHOWN + 1] or terms[1:SCOPE_SHOWN + 1] or [f"papers on {name}"]))


def _scope(terms: Sequence[str]) -> str:
    """A line that names what belongs to a topic."""
    line = ", ".join(terms[:-1]) + (" and " if len(terms) > 1 else "") + terms[-1]
    return f"{heading(line)}."
