"""Data as scripts, which a page loads from disk too, where `fetch` does not."""

from __future__ import annotations

import json
from collections.abc import Mapping


def script(name: str, data: Mapping[str, object]) -> bytes:
    """Data as a script that sets `window.<name>`."""
    return f"window.{name} = {_harmless(data, indent=0)};\n".encode("utf-8", "replace")


def calling(function: str, *values: object) -> str:
    """A script that calls a function with values, which nothing in them can end."""
    return f"{function.strip()}({','.join(map(_harmless, values))});\n"


def _harmless(data: object, indent: int | None = None) -> str:
    # No closing tag and no line separator can stand in it, wherever it may be inlined.
    text = json.dumps(data, ensure_ascii=False, indent=indent).replace("<", "\\u003c")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
