"""What the short texts around a title say: a date, a venue, people."""

from __future__ import annotations

import re
from typing import NamedTuple

from papershelf.readers import fields as f

# Acronyms of venues that are read without a year beside them; with one, any acronym may be a venue.
_KNOWN = (
    "NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|EACL|AACL|COLING|AAAI|IJCAI|KDD|SIGKDD|WWW|TheWebConf|SIGIR|"
    "CIKM|WSDM|RecSys|SIGGRAPH(?: Asia)?|TOG|T?PAMI|IJCV|TIP|TMLR|JMLR|TACL|MLSys|OSDI|SOSP|NSDI|EuroSys|SIGCOMM|"
    "MobiCom|MobiSys|SenSys|INFOCOM|PPoPP|HPCA|ISCA|ASPLOS|DAC|ICCAD|FPGA|FCCM|PLDI|POPL|OOPSLA|ICSE|FSE|ESEC/FSE|"
    "ISSTA|SANER|ICSME|TSE|TOSEM|VLDB|PVLDB|SIGMOD|ICDE|CCS|NDSS|CHI|UIST|CSCW|IUI|ICRA|IROS|RSS|CoRL|RA-L|RAL|T-RO|"
    "ICASSP|INTERSPEECH|TASLP|ISMIR|MICCAI|TMI|MedIA|ISBI|WACV|BMVC|ACCV|3DV|ACM ?MM|TMM|TCSVT|TNNLS|TKDE|TIFS|UAI|"
    "AISTATS|COLT|ECML(?:[- ]?PKDD)?|ICDM|SDM|LREC|CoNLL|SemEval|ECIR|ECAI|AAMAS|GECCO|ICAPS|IJCNN|ICANN|ISWC|ESWC|"
    "COLM|TPAMI|Nature(?: [A-Z]\\w+)*|Science(?: [A-Z]\\w+)*|PNAS|Cell|JAIR|Neurocomputing|IEEE [A-Z][\\w&. -]+|"
    "ACM [A-Z][\\w&. -]+|Journal of [A-Z][\\w&. -]+|Transactions on [A-Z][\\w&. -]+|Proceedings of [\\w&. -]+"
)
_EXTRA = (
    r"(?:findings(?: of)?|workshops?|oral|spotlight|poster|best paper|demo|industry|long|short|main|tiny papers|"
    r"datasets? and benchmarks?(?: track)?|highlight|outstanding paper|w)"
)
_YEAR = r"(?:'|’)?(?:(?:19|20)\d\d|(?<=['’])\d\d)(?!\d)"
VENUE = re.compile(
    rf"(?<![\w-])(?P<name>(?:{_EXTRA}[ :@-]*)*(?:{_KNOWN})(?:[ @/-]*{_EXTRA}\b)*)(?:[\s_@-]*(?P<year>{_YEAR}))?"
    rf"(?P<more>(?:[ ,@/-]*[(]?{_EXTRA}\b[)]?)*)(?![\w-])", re.I)
_ANY_VENUE = re.compile(
    rf"(?P<name>[A-Z][\w&'’./:*-]*(?: (?:of|on|and|the|for|in|to|[A-Z&(@][\w&'’./:*)-]*)){{0,11}}?)"
    rf"[\s_,'’-]*(?P<year>{_YEAR})(?P<more>(?:[ ,@/-]*[(]?{_EXTRA}\b[)]?)*"
    rf"|(?: [\w&:' -]{{2,60}})?)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:submitted|published|updated|arxiv|preprint|book|on|in)?[\s,:]*(?:\d{{1,2}}(?:st|nd|rd|th)?[\s/.-]+)?(?:{_MONTH}[\s,.'’/-]*)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:(?:19|20)\d\d|(?<=['’])\d\d)(?:[./年-]\d{{1,2}}){{0,2}}月?日?\.?"
    rf"|(?:\d{{1,2}}[./-]){{1,2}}(?:19|20)\d\d", re.I)
_ID = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?")  # its first four digits are no year
_PREPRINT = re.compile(
    r"(?:arxiv preprint(?:,? arxiv:?\s*[\w./-]+)?|"
    r"arxiv|arXiv:?[\d.v]*|preprint|pre-print|under review|to appear|submitted|corr|technical report|tech report|"
    r"blog|n/?a|null|none|-|tbd|unpublished)(?:[\s,.'’-]*\d{4}(?:[./-]\d{1,2})*)?\.?", re.I)
_PARTICLES = r"(?:de|del|della|der|den|di|da|dos|du|el|al|bin|ibn|la|le|ten|van|von|zu|y|e|st\.)"
_WORD = r"[^\W\d_a-z][\w.'’`-]*"
_PERSON = re.compile(rf"(?:{_PARTICLES}\s+)*{_WORD}(?:\s+(?:{_PARTICLES}|{_WORD})){{0,4}}")
_MARKS = re.compile(r"[*∗†‡§¶#^✉📧]+|\\\*|(?<=[a-z])\d+(?:,\d+)*|(?:(?<!\s)\s+)?\([^()]*\)")
_ET_AL = re.compile(
    r"(?:[,;]\s*|(?<!\s)\s+)?(?:(?:and\s+)?\bet\.?\s*al\b\.?,?\s*|等)|(?:[,;]|(?<!\s)(?=\s))\s+(?:and|&)\s+others\b\.?"
    r"|(?:(?<!\s)\s+)?(?:…|\.\.\.)\s*$", re.I)
# Words that begin texts in capitals that are no people.
_NO_PERSON = re.compile(
    r"(?:University|Institute|Laboratory|Labs?|Research|Inc|Google|Microsoft|OpenAI|DeepMind|Meta|NVIDIA|Learning|Networks?|"
    r"Models?|Neural|Deep|Survey|Language|Conference|Workshop|Journal|Proceedings|Transactions|Paper|Code|Data|"
    r"Dataset|Part|Version|Book|Chapter|Tutorial|The|An?|On|For|With|In|Of|Towards?|From|Via|Using|Code|Video|"
    r"Project|Preprint|Technical|Report|Blog|Post|Awesome|Best|Oral|Spotlight|Systems?|Analysis|Efficient|"
    r"Generation|Agents?|Stanford|MIT|Berkeley|CMU|Tsinghua|College|School|Team|Beach|City|Vision|Image|Images|"
    r"Attention|Memory|Understanding|Reasoning|Training|Optimization|Recognition|Detection|Segmentation)\b", re.I)


class Fact(NamedTuple):
    """A year and a venue that a short text says."""

    year: int | None = None
    venue: str = ""


def fact_of(text: str) -> Fact | None:
    """What a short text says that is a date, a venue, or both, and nothing else; otherwise nothing."""
    text = " ".join(text.strip(" \t,.;:|()[]【】").split())
    if not text or len(text) > 110:
        return None
    if _PREPRINT.fullmatch(text) or _DATE.fullmatch(text):
        return Fact(_year(_ID.sub("", text)))
    if re.fullmatch(r"(?:19|20)\d\d(?:[/. -]\d{1,2}){0,2}|(?:19|20)\d\d年.*", text):
        return Fact(_year(text))
    if found := re.fullmatch(rf"((?:19|20)\d\d)[\s,:-]+({_KNOWN})", text, re.I):
        return Fact(int(found[1]), f"{found[2]} {found[1]}")
    if (found := VENUE.fullmatch(text)) or (found := _ANY_VENUE.fullmatch(text)):
        year, more = _year(f"'{found['year']}"[-5:] if found["year"] else ""), found["more"].strip(" ,@/-()")
        parts = (found["name"].strip(" ,.-_@'’("), str(year or ""), more)
        return Fact(year, " ".join(" ".join(parts).split()))
    return None


def _year(text: str) -> int | None:
    if found := re.search(r"['’](\d\d)(?!\d)", text):
        return (1900 if int(found[1]) > 60 else 2000) + int(found[1])
    return f.year(text)


def people_in(text: str) -> tuple[str, ...]:
    """The people that a text lists and nothing else; otherwise none. Footnote marks and "et al." are left out."""
    text = re.sub(r"(?<=\w)(?:[∗†‡§¶#^]|\*)+\s+(?=[^\W\d_a-z])", ", ", text)  # "Ada Reed* Bo Finch*"
    text = " ".join(_MARKS.sub(" ", text).split()).strip(" .,;:-–—")
    said = re.match(r"(?:authors?|by)\s*[:：]?\s+", text, re.I)
    text = text[said.end():] if said else text
    short = bool(_ET_AL.search(text))
    text = without_others(text)
    if not text or len(text) > 4000 or re.search(r"[?!\"“”:@/=]", text):
        return ()
    names = tuple(re.sub(r"(?<=\.[A-Z])$", ".", name.strip(" .,;")) for name in f.names(text))
    found = first_turned(names, short=short)
    if not found or any(not _is_person(name) for name in found):
        return ()
    alone = len(found) == 1 and " " not in found[0]
    return () if alone and not (short or said) else found


def without_others(text: str) -> str:
    """A list of people without what stands for those left out."""
    return _ET_AL.sub(", ", text).strip(" ,;.")


def first_turned(names: tuple[str, ...], *, short: bool) -> tuple[str, ...]:
    """Names of a list that has the first one turned round, as the MLA's style does: "Reed, Ada, and Bo Finch".

    `short` says that "et al." stands for others.
    """
    turned = len(names) > 1 and all(" " not in name and "," not in name for name in names[:2])
    if turned and (len(names) > 2 or short) and all(" " in name for name in names[2:]):
        return (f"{names[0]}, {names[1]}", *names[2:])
    return names


def _is_person(name: str) -> bool:
    plain = name.replace(",", " ")
    if not _PERSON.fullmatch(" ".join(plain.split())) or len(name) > 60:
        return False
    words = plain.split()
    return not any(_NO_PERSON.fullmatch(word) for word in words) and not (len(words) > 1 and plain.isupper()
                                                                          and all(len(w) > 3 for w in words))
