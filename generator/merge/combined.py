"""Fields of which a paper has what all its sources say, not what the best of them says: links and signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from papershelf.model import Signal, signal_items


def all_links(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Links of both; where they differ in one kind, the later one gets a number."""
    links = dict(first)
    for kind, url in sorted(second.items()):
        if url not in links.values():
            free = (kind if n == 1 else f"{kind}{n}" for n in range(1, len(links) + 2))
            links[next(name for name in free if name not in links)] = url
    return links


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
