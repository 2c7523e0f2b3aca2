"""The listings of a shelf, from what its records say of their sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from papershelf.model.day import Day, days_of
from papershelf.model.nouns import Listing, ListingFile, Paper
from papershelf.text.slugs import name_slug
from papershelf.text.wording import ENGLISH, Words

# A file's name that says something: words, and perhaps a short number or a year; not digests and the like.
_READABLE = re.compile(r"(?=.*[^\W\d_]{3})(?:[^\W\d_]++|\d{1,4}+(?!\d)|[\W_]++)++")
_VOWEL = re.compile(r"[aeiouyäöüéèáíóúàâêîôû]|[^\x00-\x7f]", re.I)


def listings_of(papers: Iterable[Paper], files: Sequence[ListingFile] = (),
                words: Words = ENGLISH) -> tuple[Listing, ...]:
    """The listings that papers were found in, oldest first: each with its papers in the order of their lines.

    A paper is new in the first listing with a known day that has it; where none has it, in the first without a year,
    and then in the first without a date.

    Args:
        papers: The papers of the shelf.
        files: What people wrote about listings; one belongs to the listing whose page has its name.
        words: The words of the interface, for listings that nobody named.
    """
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    clues: dict[str, list[Paper]] = defaultdict(list)
    dates: dict[str, Day] = {}
    for paper in papers:
        for source in paper.listings:
            found[source.file].append((source.line, paper.slug))
            clues[source.file].append(paper)
            dates[source.file] = max(dates.get(source.file, Day()), Day.parse(source.date))
    about = {one.name: one for one in files}
    said = {file: about[name] for file in found if (name := name_slug(PurePosixPath(file).stem)) in about}
    days = days_of({file: (said[file].day if file in said and said[file].day else day, clues[file])
                    for file, day in dates.items()})
    ordered = [Listing(file, days[file], tuple(dict.fromkeys(slug for _, slug in sorted(found[file]))))
               for file in sorted(found, key=lambda file: (days[file], file))]
    news = _news(ordered)
    titles = _titles(ordered, words)
    return tuple(replace(one, title=said[one.file].title or titles[one.file] if one.file in said else titles[one.file],
                         new=news[one.file], url=said[one.file].url if one.file in said else "",
                         body=said[one.file].body if one.file in said else "") for one in ordered)


def _news(listings: Sequence[Listing]) -> dict[str, tuple[str, ...]]:
    """By file, the papers that are new with each listing."""
    known: set[str] = set()
    new: dict[str, tuple[str, ...]] = {}
    for one in sorted(listings, key=lambda one: (not one.day.year, not one.day)):
        new[one.file] = tuple(slug for slug in one.slugs if slug not in known)
        known.update(one.slugs)
    return new


def _titles(listings: Sequence[Listing], words: Words) -> dict[str, str]:
    """What a listing is called that nobody named: by its date, by a file's name that says something, by its place."""
    titles: dict[str, str] = {}
    often = Counter(one.day for one in listings)
    seen: Counter[Day] = Counter()
    for place, one in enumerate(listings, 1):
        seen[one.day] += 1
        if one.day:
            title = words.say("Listing of {day}", day=words.day(one.day.year, one.day.month, one.day.day))
            titles[one.file] = title if often[one.day] == 1 else words.say(
                "{title} ({n} of {all})", title=title, n=seen[one.day], all=often[one.day])
        else:
            titles[one.file] = words.say("Listing {name}", name=one.file if _is_readable(one.file) else place)
    return titles


def _is_readable(file: str) -> bool:
    """Whether a file's name tells a person something.

    >>> _is_readable("soft-robots 2024.bib"), _is_readable("002_874c1ff710621b99.txt"), _is_readable("xkcdq.txt")
    (True, False, False)
    """
    stem = PurePosixPath(file).stem
    return bool(_READABLE.fullmatch(stem) and _VOWEL.search(stem))


def as_of(listings: Sequence[Listing]) -> str:
    """The day of the newest listing, or as much of it as is known; nothing where none has one."""
    return str(listings[-1].day) if listings else ""
