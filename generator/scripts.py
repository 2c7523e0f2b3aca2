"""What comes before a script that says something."""

from __future__ import annotations

from papershelf import search
from papershelf.config import theme
from papershelf.exports.scripts import calling
from papershelf.text.wording import Words


def words_script(words: Words) -> str:
    """The interface's words for the scripts of pages, as `window.papershelfWords`."""
    folder = theme().parent
    code = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.js")))
    return calling(search.slim((folder / "words.js").read_text("utf-8")), words.tag,
                   {text: forms for text, forms in sorted(words.texts.items()) if f'"{text}"' in code})
