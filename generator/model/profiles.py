"""What people wrote about authors and venues, and whose a paper is by a name that its record says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person wrote about an author or a venue, in `docs/authors/<slug>.md` or `docs/venues/<slug>.md`.

    `aliases` are other spellings of the name. `papers` are those that are theirs where somebody else has the same
    name; where there are none, all are.
    """

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    orcid: str = ""
    homepage: str = ""
    body: str = ""


class Owners:
    """Whose a paper is by a name: of profiles that have the name, the one that lists the paper, else the one that
    lists none."""

    def __init__(self, profiles: Iterable[Profile], key: Callable[[str], str] = str) -> None:
        """`key` is what two spellings of a name have in common anyway."""
        self._key = key
        self._all: dict[str, Profile] = {}
        self._listed: dict[tuple[str, str], Profile] = {}
        for profile in profiles:
            for name in map(key, (profile.name, *profile.aliases)):
                for slug in profile.papers:
                    self._listed.setdefault((name, slug), profile)
                if not profile.papers:
                    self._all.setdefault(name, profile)

    def of(self, name: str, slug: str) -> Profile | None:
        """The profile that a name in the record of a paper means."""
        if not self._all and not self._listed:
            return None
        name = self._key(name)
        return self._listed.get((name, slug)) or self._all.get(name)
