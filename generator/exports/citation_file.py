"""How a shelf itself is cited: CITATION.cff, which forges read, and the same in BibTeX."""

from __future__ import annotations

import json
import re

from papershelf.exports.citing import one_line


def citation_files(title: str, url: str, day: str, licence: str) -> dict[str, str]:
    """CITATION.cff (https://citation-file-format.github.io, 1.2.0) and CITATION.bib, by name.

    Args:
        title: What the shelf is called.
        url: Its address, or nothing.
        day: The day of its newest listing, `2025-03-11`, or as much of it as is known.
        licence: The SPDX identifier of its licence, or nothing.
    """
    name = one_line(title)
    whole = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
    said = [("cff-version", "1.2.0"), ("message", f"To cite {name}, use this."), ("type", "dataset"), ("title", name)]
    said += [(field, value) for field, value in (("url", url), ("license", licence), ("date-released", whole)) if value]
    cff = "".join(f"{field}: {json.dumps(value, ensure_ascii=False)}\n" for field, value in said)
    cff += f"authors:\n  - name: {json.dumps(f'The contributors of {name}', ensure_ascii=False)}\n"
    plain = re.sub(r"[\\{}%&$#_~^@]", " ", name)
    fields = [("title", f"{{{plain}}}"), ("author", f"{{The contributors of {plain}}}"), ("year", day[:4]),
              ("howpublished", f"\\url{{{url}}}" if url else "")]
    lines = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields if value)
    return {"CITATION.cff": cff, "CITATION.bib": f"@misc{{shelf,\n{lines}\n}}\n"}
