"""Bring the catalogues of the interface's words in step with what templates, scripts and pages say.

`python tools/words.py` rewrites `generator/data/locale/papershelf.pot` and every `.po` beside it, keeps what is
translated, and tells what is missing. `--check` writes nothing and ends with 1 where something is missing.

Say a word with `_("Papers")` and `ngettext("{n} paper", "{n} papers", count)` in templates and scripts, and with
`words.say` and `words.plural` in Python.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from papershelf.locales import FOLDER
from papershelf.model import NO_GROUP
from papershelf.model.fields import TAG_KINDS

ROOT = Path(__file__).resolve().parents[1]
POT = FOLDER / "papershelf.pot"
_KEYWORDS = {"_": None, "ngettext": (1, 2), "say": None, "plural": (1, 2)}
# What reads the words of a file, by its place.
_METHODS = (("templates/theme", "*.html", "jinja2.ext:babel_extract"),
            ("templates/pages", "*.j2", "jinja2.ext:babel_extract"), ("templates", "*.js", "javascript"),
            ("generator/pages", "*.py", "python"), ("generator/exports", "*.py", "python"),
            ("generator/model", "*.py", "python"))
# Words that are data: headings of the kinds of tags, and of topics without a group.
DATA = (*TAG_KINDS.values(), NO_GROUP)
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false", "template_string": "false"}


def files() -> Iterator[tuple[Path, str]]:
    """The files that say something, each with what reads it."""
    for folder, pattern, method in _METHODS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            yield path, method


def said() -> Catalog:
    """Everything that the interface says, in English."""
    catalog = Catalog(project="papershelf", charset="utf-8", fuzzy=False)
    catalog.header_comment = "# What the interface says, in English. tools/words.py writes this file.\n"
    for path, method in files():
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract(method, file, keywords=_KEYWORDS, options=_OPTIONS):
                catalog.add(message)
    for text in DATA:
        catalog.add(text)
    return catalog


def missing(catalog: Catalog, known: Catalog) -> list[str]:
    """What a language's catalogue does not say, and what it says although nobody asks."""
    told = [f"not translated: {one.id}" for one in catalog if one.id and not _is_complete(known, one.id)]
    return told + [f"no longer said: {one.id}" for one in known if one.id and one.id not in catalog]


def _is_complete(known: Catalog, name: str | tuple[str, ...]) -> bool:
    found = known.get(name if isinstance(name, str) else name[0])
    if found is None or found.fuzzy or isinstance(found.id, str) != isinstance(name, str):
        return False
    strings = (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
    return all(strings) and bool(strings) and (isinstance(name, str) or len(strings) == known.num_plurals)


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """The catalogue of each language."""
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=path.stem)


def as_bytes(catalog: Catalog) -> bytes:
    """A catalogue as its file has it: sorted, without dates and lines, so that two changes seldom meet."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=False, sort_output=True, no_location=True, ignore_obsolete=True)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(_UNSTABLE))


_UNSTABLE = tuple(f'"{name}:'.encode() for name in (
    "POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By", "Report-Msgid-Bugs-To",
    "Project-Id-Version"))


def main() -> int:
    """Bring the catalogues in step, or check that they are."""
    catalog, wrong = said(), 0
    check = "--check" in sys.argv[1:]
    if check and POT.read_bytes() != as_bytes(catalog):
        wrong += 1
        print(f"{POT.name}: out of step; run python tools/words.py")
    if not check:
        POT.write_bytes(as_bytes(catalog))
    for path, known in catalogues():
        if not check:
            known.update(catalog, no_fuzzy_matching=True)
            path.write_bytes(as_bytes(known))
        for one in missing(catalog, known):
            wrong += 1
            print(f"{path.name}: {one}")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
