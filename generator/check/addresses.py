"""Published addresses stay: what the committed list of them says, and what the site has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from papershelf.model import Problem

_ARROW = " -> "
_HEAD = """\
# Addresses that this site has published, one a line. `papershelf check` refuses to lose one.
# `papershelf urls --write` adds the new ones. Where a page has moved, a line says so: old/address/ -> new/address/
"""


@dataclass(frozen=True, slots=True)
class Published:
    """An address that the site once had, the line of the list that says so, and where it leads now if it moved."""

    address: str
    line: int
    now: str = ""


def read_published(text: str) -> list[Published]:
    """The list of published addresses: one a line, or `old -> new`; lines that begin with # are comments."""
    found: list[Published] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            old, _, new = line.partition(_ARROW)
            found.append(Published(old.strip(), number, new.strip()))
    return found


def check_addresses(published: Sequence[Published], addresses: Collection[str], file: str,
                    successors: Mapping[str, str] | None = None) -> list[Problem]:
    """Published addresses that are gone and lead nowhere.

    Args:
        published: The list.
        addresses: Every address that the site has, redirects too.
        file: The list's file name.
        successors: Addresses that a paper or topic would have by its title, each with its file below `docs/`.
    """
    problems: list[Problem] = []
    lasting = set(addresses) - {one.address for one in published if one.now}
    first: dict[str, int] = {}
    for one in published:
        if first.setdefault(one.address, one.line) != one.line:
            problems.append(Problem(file, one.line, "repeated-address", f"{one.address} stands twice",
                                    f"keep one of them; the first is in line {first[one.address]}"))
        elif one.now and one.now not in addresses:
            problems.append(Problem(file, one.line, "lost-target", f"{one.address} leads to {one.now}, which is gone",
                                    _cure(one.address, lasting, successors or {})))
        elif not one.now and one.address not in addresses:
            problems.append(Problem(file, one.line, "lost-address", f"{one.address} was published and is gone",
                                    _cure(one.address, lasting, successors or {})))
    return problems


def _cure(address: str, addresses: Iterable[str], successors: Mapping[str, str]) -> str:
    """What keeps an address alive. Only a file of the same content takes an alias: no other is its successor."""
    folder, _, name = address.strip("/").rpartition("/")
    if address in successors:
        return f"add {name} to the aliases of docs/{successors[address]}, which has its title"
    if folder in ("papers", "topics"):
        return f"write {address}{_ARROW}{folder}/"
    beside = sorted(one for one in addresses if one.strip("/").rpartition("/")[0] == folder)
    near = (get_close_matches(address, beside, 1, 0.5) or [f"{folder}/…/".lstrip("/")])[0]
    return f"write where it leads now: {address}{_ARROW}{near}"


def missing_addresses(published: Sequence[Published], addresses: Collection[str]) -> list[str]:
    """Addresses that the site has and the list does not."""
    return sorted(set(addresses) - {one.address for one in published})


def with_new(text: str, new: Sequence[str]) -> str:
    """The list with new addresses at its end; what stands in it stays, byte by byte."""
    if not new and text:
        return text
    start = text if text else _HEAD
    return start + ("" if start.endswith("\n") else "\n") + "".join(f"{address}\n" for address in new)


def redirects(published: Sequence[Published]) -> Mapping[str, str]:
    """Where moved addresses lead now."""
    return {one.address: one.now for one in published if one.now}
