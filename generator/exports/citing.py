"""What bibliographies of every form need of a paper: the kind of its venue, text on one line."""

from __future__ import annotations

import re

# Venues that are journals: by a word of theirs, by the short names that the field uses, or by a volume before the year.
_JOURNAL = re.compile(
    r"\b(?:Journal|Transactions|Trans\.|Letters|Magazine|Annals|Quarterly|Nature|Science|PLOS|PRX|PNAS|Access)\b"
    r"|\b(?:JMLR|TMLR|TACL|TPAMI|TNNLS|JAIR|IJCV|IJRR|T-RO|RA-L|TOG|TKDE|TOIS|TIP|TSE|TCAD|TPDS|TACO)\b"
    r"|^(?!LNCS|LNAI|CCIS)(?!.*\b(?:Proc|Conference|Workshop|Symposium)).*\(\d{4}\)$")

# Signs that no format of lines or of XML can hold: controls, halves of a pair, ends of lines, what is no character.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def one_line(text: str) -> str:
    """A text without line ends and control characters, which would begin another field or break the file."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def csl_type(venue: str) -> str:
    """The CSL type of what appeared at a venue: `article` (a preprint), `article-journal` or `paper-conference`."""
    return "article" if not venue else "article-journal" if _JOURNAL.search(venue) else "paper-conference"
