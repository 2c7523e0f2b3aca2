"""What people wrote about authors and venues: `docs/authors/<slug>.md`, `docs/venues/<slug>.md`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from papershelf.model import Paper, Problem, Profile
from papershelf.model import fields as schemas
from papershelf.records.fields import FieldReader
from papershelf.records.front import open_front, read_texts
from papershelf.text.ids import is_orcid
from papershelf.text.venues import series


def read_authors(folder: Path, papers: Sequence[Paper]) -> tuple[list[Profile], list[Problem]]:
    """The files of authors, sorted by name, and what is wrong with them."""
    return _read(folder, schemas.AUTHOR, {paper.slug: paper.authors for paper in papers})


def read_venues(folder: Path, papers: Sequence[Paper]) -> tuple[list[Profile], list[Problem]]:
    """The files of venues, sorted by name, and what is wrong with them."""
    return _read(folder, schemas.VENUE, {paper.slug: (paper.venue,) for paper in papers if paper.venue}, series)


def _read(folder: Path, fields: Sequence[schemas.Field], named: Mapping[str, Collection[str]],
          key: Callable[[str], str] = str) -> tuple[list[Profile], list[Problem]]:
    """The files of a folder of either kind.

    Args:
        folder: The folder of authors, or that of venues.
        fields: The fields that its files have.
        named: What papers name of the kind, by slug.
        key: What two spellings of a name have in common anyway.
    """
    profiles: list[Profile] = []
    texts, problems = read_texts(folder)
    known = {key(name) for names in named.values() for name in names}
    owners: dict[tuple[str, str], str] = {}
    for path, slug, text in texts:
        reader, parts, found = open_front(text, path)
        problems += found
        if reader is None or parts is None:
            continue
        profile = Profile(slug, reader.title(), reader.names("aliases"), reader.names("papers"), _orcid(reader),
                          _homepage(reader), text[parts.summary[0]:].strip())
        if not schemas.is_slug(slug):
            reader.wrong("", "unclean-name", f"the file's name {slug} makes no clean address, and no page",
                         "name it with lower-case letters, digits and hyphens")
        elif profile.name:
            profiles.append(profile)
            _refuse_unknown_names(reader, profile, known, key)
            _refuse_papers(reader, profile, named, key)
            _refuse_taken(reader, profile, owners, key)
        reader.refuse_unknown(schemas.names(fields))
        problems += reader.problems
    return profiles, problems


def _orcid(reader: FieldReader) -> str:
    said = reader.text("orcid")
    if said and not is_orcid(said):
        inside = re.search(r"(?:\d{4}-){3}\d{3}[\dX]", said)
        reader.wrong("orcid", "invalid-orcid",
                     f"orcid {said} is no ORCID iD", f"write orcid: {inside[0]}" if inside and is_orcid(
            inside[0]) else "write its sixteen digits as the person has them, such as orcid: 0000-0002-1825-0097")
        return ""
    return said


def _homepage(reader: FieldReader) -> str:
    said = reader.text("homepage")
    if said and not re.match(schemas.WEB, said):
        reader.wrong("homepage", "invalid-address",
                     f"homepage {said} is no web address", "write homepage: https://…, or leave it out")
        return ""
    return said


def _refuse_unknown_names(reader: FieldReader, profile: Profile, known: Collection[str],
                          key: Callable[[str], str]) -> None:
    """The title may be one that no record has where there are aliases; each alias is what some record has."""
    for number, alias in enumerate(profile.aliases):
        if key(alias) not in known:
            reader.wrong("aliases", "unknown-name", f"no paper names {alias}", _near(alias, known), number)
    if key(profile.name) not in known and not profile.aliases:
        reader.wrong("title", "unknown-name", f"no paper names {profile.name}", _near(profile.name, known))


def _near(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), 1, 0.75)
    return f"write {near[0]}" if near else "write it as the records of papers have it"


def _refuse_papers(reader: FieldReader, profile: Profile, named: Mapping[str, Collection[str]],
                   key: Callable[[str], str]) -> None:
    """Papers that there are not, and those that name somebody else."""
    own = {key(name) for name in (profile.name, *profile.aliases)}
    for number, slug in enumerate(profile.papers):
        if slug not in named:
            near = get_close_matches(slug, sorted(named), 1, 0.5)
            reader.wrong("papers", "unknown-paper", f"there is no paper {slug}", f"write {near[0]}" if near else
                         "write the name of a record without .md", number)
        elif not own & {key(name) for name in named[slug]}:
            reader.wrong("papers", "paper-without-name", f"papers/{slug}.md does not name {profile.name}",
                         f"leave it out, or take the spelling there, such as {next(iter(named[slug]), 'it')}, "
                         "into aliases", number)


def _refuse_taken(reader: FieldReader, profile: Profile, owners: dict[tuple[str, str], str],
                  key: Callable[[str], str]) -> None:
    """Names that two files give to the same papers."""
    for field, place, name in (("title", None, profile.name),
                               *(("aliases", number, alias) for number, alias in enumerate(profile.aliases))):
        for slug in profile.papers or ("",):
            if (other := owners.setdefault((key(name), slug), reader.path)) != reader.path:
                reader.wrong(field, "taken-name",
                             f"the name {name} is taken by {other}" + (f" for {slug}" if slug else ""),
                             "leave it out here or there, or list in papers of one of them the papers that are theirs",
                             place)
