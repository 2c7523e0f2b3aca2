"""Fields of which a paper has what all its sources say, not what the best of them says: links and signals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from papershelf.model import Signal, signal_items

_NUMBERED = re.compile(r"(.*[^0-9])[0-9]+")


def added_links(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """The first links as they are, and those of the second that are missing; of one kind they get numbers."""
    links = dict(first)
    for kind, url in sorted(second.items()):
        if url not in links.values():
            free = (kind if n == 1 else f"{kind}{n}" for n in range(1, len(links) + 2))
            links[next(name for name in free if name not in links)] = url
    return links


def all_links(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Links of both, the same whichever is the first: of one kind the shortest address has the plain name, the others
    get numbers."""
    kinds = first.keys() | second.keys()
    kind_of: dict[str, str] = {}
    for kind, url in (*first.items(), *second.items()):
        numbered = _NUMBERED.fullmatch(kind)
        plain = numbered[1] if numbered and numbered[1] in kinds else kind
        kind_of[url] = min(plain, kind_of.get(url, plain))
    of_kind: dict[str, list[str]] = defaultdict(list)
    for url in sorted(kind_of, key=lambda url: (len(url), url)):
        of_kind[kind_of[url]].append(url)
    return {kind if n == 1 else f"{kind}{n}": url
            for kind in sorted(of_kind) for n, url in enumerate(of_kind[kind], 1)}


def latest_signals(first: Iterable[Mapping[str, Any]], second: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of each source and each thing that it counts the latest count, of one day the highest."""
    latest: dict[tuple[str, str], Signal] = {}
    for one in (*signals_of(first), *signals_of(second)):
        key = one.source, one.what
        latest[key] = max(latest.get(key, one), one, key=lambda signal: (signal.at, signal.count))
    return list(signal_items(latest.values()))


def signals_of(items: Iterable[Mapping[str, Any]]) -> tuple[Signal, ...]:
    """Signals out of the items of `signal_items`."""
    return tuple(Signal(item["from"], name, count, item.get("at", ""))
                 for item in items for name, count in item.items() if name not in ("from", "at"))


COMBINED: Mapping[str, Callable[[Any, Any], Any]] = {"links": all_links, "signals": latest_signals}


def all_of(name: str, values: Sequence[Any]) -> Any:
    """What values of such a field say together: pairs first, then pairs of pairs, so that a paper of thousands of
    sources is not gone through anew for each of them."""
    while len(values) > 1:
        pairs = [values[at:at + 2] for at in range(0, len(values), 2)]
        values = [COMBINED[name](*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return values[0]


def adds_nothing(name: str, ours: Any, theirs: Any) -> bool:
    """Whether all that a source says of such a field is said already."""
    if name == "links":
        return set(theirs.values()) <= set(ours.values())
    return bool(COMBINED[name](ours, theirs) == ours)
