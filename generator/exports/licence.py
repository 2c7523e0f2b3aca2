"""The licence of a shelf's texts, said in the exports that have room for it."""

from __future__ import annotations

import json


def licensed(text: str, form: str, name: str, url: str = "") -> str:
    """An export with the licence of its texts.

    Args:
        text: The export.
        form: What it is; `json` and `bibtex` can say it, the others stay as they are.
        name: The licence; nothing is said where it is empty.
        url: The address of its text.
    """
    if not name:
        return text
    said = " ".join(f"{name} {url}".split())
    if form == "json":
        return text.replace("{", f'{{\n "license": {json.dumps(said, ensure_ascii=False)},', 1)
    # A sign that begins an entry begins one in a comment, too.
    return f"% Licence of the texts: {said.replace('@', ' at ')}\n\n{text}" if form == "bibtex" else text
