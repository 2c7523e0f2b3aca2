"""What bibliographies of every form need of a paper: the kind of its venue, text on one line."""

from __future__ import annotations

import re

# Venues that are journals: by a word of theirs, by the short names that the field uses, or by a volume before the year.
_JOURNAL = re.compile(
    r"\b(?:Journal|Transactions|Trans\.|Letters|Magazine|Annals|Quarterly|Nature|Science|PLOS|PRX|PNAS|Access)\b"
    r"|\b(?:JMLR|TMLR|TACL|TPAMI|TNNLS|JAIR|IJCV|IJRR|T-RO|RA-L|TOG|TKDE|TOIS|TIP|TSE|TCAD|TPDS|TACO)\b"
    r"|^(?!LNCS|LNAI|CCIS)(?!.*\b(?:Proc|Conference|Workshop|Symposium)).*\(\d{4}\)$")

# Venues that are the place of a thesis, a report's institution, or a book's publisher.
_THESIS = re.compile(r"\b(?:thesis|dissertation|habilitation)\b", re.I)
_REPORT = re.compile(r"\b(?:technical|tech\.|research) report\b", re.I)
_BOOK = re.compile(
    r"^(?:.* )?(?:Press|Publishers?|Publishing|Verlag|Books|Springer|Wiley|Elsevier|O'Reilly(?: Media)?"
    r"|Addison[- ]Wesley|Prentice[- ]Hall|Pearson|McGraw[- ]Hill)(?:,? \d{4})?$")

# Signs that no format of lines or of XML can hold: controls, halves of a pair, ends of lines, what is no character.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def one_line(text: str) -> str:
    """A text without line ends and control characters, which would begin another field or break the file."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def csl_type(venue: str) -> str:
    """The CSL type of what appeared at a venue.

    Out: `article` (a preprint), `article-journal`, `paper-conference`, `thesis`, `report` or `book`.
    """
    if not venue:
        return "article"
    kinds = (("thesis", _THESIS), ("report", _REPORT), ("book", _BOOK), ("article-journal", _JOURNAL))
    return next((kind for kind, said in kinds if said.search(venue)), "paper-conference")
