"""Papers that share an author, a venue or a year, and which of these have a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from papershelf.model import Owners, Paper, Profile
from papershelf.pages import urls


@dataclass(slots=True)
class Gathered:
    """An author, a venue or a year: its name, its papers in the shelf's order, its page where it has one, and what a
    person wrote about it."""

    name: str
    profile: Profile | None = None
    papers: list[Paper] = field(default_factory=list)
    path: str = ""


class Gatherings:
    """All authors, all venues or all years of a shelf. Those with a page are `pages`, by name."""

    def __init__(self, papers: Iterable[Paper], names_of: Callable[[Paper], Iterable[str]], folder: str, least: int,
                 owners: Owners | None = None) -> None:
        """Gather papers by the names that `names_of` says of each; those of `least` papers, and those that a person
        wrote about, have a page in `folder`."""
        self._names_of, self._owners = names_of, owners or Owners(())
        self._all: dict[tuple[str, str], Gathered] = {}
        for paper in papers:
            for name in names_of(paper):
                profile = self._owners.of(name, paper.slug)
                one = self._all.setdefault(_key(name, profile), Gathered(profile.name if profile else name, profile))
                if not one.papers or one.papers[-1] is not paper:
                    one.papers.append(paper)
        self.pages = sorted((one for one in self._all.values() if one.profile or len(one.papers) >= least),
                            key=lambda one: (one.profile is None, one.name))
        written = {one.profile.slug: one for one in self.pages if one.profile}
        for slug, one in written.items():
            one.path = f"{folder}/{slug}.md"
        others = {one.name: one for one in self.pages if not one.profile}
        taken = {one.path for one in written.values()}
        for name, path in urls.distinct(others, lambda name: urls.named_path(folder, name), taken).items():
            others[name].path = path

    def find(self, name: str, slug: str) -> Gathered:
        """The one that the record of a paper means by a name."""
        return self._all[_key(name, self._owners.of(name, slug))]

    def of(self, paper: Paper) -> list[Gathered]:
        """Those of a paper that have a page, in the order of its record."""
        found = {id(one): one for one in (self.find(name, paper.slug) for name in self._names_of(paper)) if one.path}
        return list(found.values())

    def most(self, papers: Iterable[Paper], but: Gathered | None = None) -> list[tuple[Gathered, int]]:
        """Those with a page that papers have, all but one, and how many of them, the most first."""
        found = [one for paper in papers for one in self.of(paper) if one is not but]
        counted, at = Counter(one.path for one in found), {one.path: one for one in found}
        return sorted(((at[path], number) for path, number in counted.items()),
                      key=lambda pair: (-pair[1], pair[0].name, pair[0].path))


def _key(name: str, profile: Profile | None) -> tuple[str, str]:
    return (profile.slug, "") if profile else ("", name)
