"""Data as scripts, which a page loads from disk too, where `fetch` does not."""

from __future__ import annotations

import json
from collections.abc import Mapping


def script(name: str, data: Mapping[str, object]) -> bytes:
    """Data as a script that sets `window.<name>`."""
    # No closing tag and no line separator can stand in it, wherever it may be inlined.
    text = json.dumps(data, ensure_ascii=False, indent=0).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.{name} = {text};\n".encode("utf-8", "replace")
