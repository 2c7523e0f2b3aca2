"""Names of people, as one would write them on a title page."""

import re

SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_]) ?[-‐‑–] ?(?=[^\W\d_])")
GLUED_INITIAL = re.compile(r"\b([A-ZÀ-ÖØ-Þ]\.)(?=[A-ZÀ-ÖØ-Þ][^\W\d_])")
COMPANY = re.compile(r"(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|AG|B\.?V|S\.?A|Pty)\.?(?: Ltd\.?)?", re.IGNORECASE)
NUMBERED = re.compile(r"(?<=[^\W\d_]) 0{1,3}\d{1,4}$")
MARKS = re.compile(r"(?<=[^\W\d_])\s*(?:[*†‡§¶∗¹²³⁴-⁹]|\[\d+\]|\(\d+\))+$")


def tidy_name(name: str) -> str:
    """A name whose characters and LaTeX are repaired: ``Last, First`` turned round, spaced hyphens closed."""
    name = re.sub(r"[{}]|\s+", lambda m: "" if m[0] in "{}" else " ", name.replace("~", " ")).strip(" ,;")
    name = NUMBERED.sub("", MARKS.sub("", name))  # `Wei Wang 0001` is how DBLP tells namesakes apart
    name = SPACED_HYPHEN.sub("-", name)
    return GLUED_INITIAL.sub(r"\1 ", _turned(name)).strip()


def _turned(name: str) -> str:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        last, first = parts
        if COMPANY.fullmatch(first):
            return name
        return f"{last} {first}" if SUFFIX.fullmatch(first) else f"{first} {last}"
    if len(parts) == 3 and all(parts) and SUFFIX.fullmatch(parts[1]):
        return f"{parts[2]} {parts[0]} {parts[1]}"  # BibTeX: Last, Jr., First
    if len(parts) == 3 and all(parts) and SUFFIX.fullmatch(parts[2]):
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return name
