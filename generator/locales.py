"""The catalogues of the interface's words, `data/locale/*.po`. What they translate is in `papershelf.pot`."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from papershelf.text.wording import Words

FOLDER = Path(__file__).resolve().parent / "data" / "locale"


def words_in(tag: str) -> Words:
    """The words of the interface in one of its languages."""
    if tag == "en":
        return Words()
    with (FOLDER / f"{tag}.po").open("rb") as file:
        catalogue = read_po(file, locale=tag)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    texts = {one.id if isinstance(one.id, str) else one.id[0]: (one.string,) if isinstance(one.string, str)
             else tuple(one.string or ()) for one in catalogue if one.id}
    return Words(tag, GNUTranslations(compiled), texts)
