"""The sentences in which authors present a name: "we propose X", "called X", "our X", "Expansion (X)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from papershelf.tags.ordinary import HEADS, is_adjective, is_generic
from papershelf.text.acronyms import Definition, definitions, without_low_noun

# A word that can begin or continue a name: a capital, a digit, or a capital inside; of a length that names have.
WORD = (r"(?:[A-ZΑ-Ω0-9][\w@*+]{0,60}|[a-zα-ω]{1,8}[A-Z0-9][\w@*+]{0,60}|[τπμλσ∞])"
        r"(?:[-‐‑–/.'’](?=\w)[\w@*+]{1,60}){0,12}\+{0,9}")
RUN = rf"{WORD}(?:\s{WORD}){{0,5}}"
OPEN, CLOSE = r"[\"“'‘<]?", r"[\"”'’>]?"
_VERB = (
    r"(?<!\bthe )(?<!\bof )(?<!\ba )(?<!\bour )(?<!\btheir )"
    r"(?:propos|present|introduc|develop|design|devis|releas|contribut"
    r"|construct|creat|discover|unveil|curat|buil[dt]|formulat|open-sourc|defin|formali[sz]|fram|publish|launch)(?:e[sd]?|s|ed|ing)?\b"
)
_HEAD_NOUN = (
    r"(?:method|approach|framework|model|system|algorithm|technique|solution|architecture|pipeline|strategy|paradigm"
    r"|scheme)s?"
)
_OWN = (
    r"(?:\b(?:[Ww]e|I|[Aa]uthors?|us"
    r"|(?:[Tt]his|[Oo]ur|[Tt]he|[Pp]resent) (?:[\w-]+ )?(?:paper|work|study|article|report|thesis|letter"
    rf"|research)|[Oo]ur (?:[\w-]+ ){{0,2}}(?:contributions?|{_HEAD_NOUN})|[Tt]he proposed {_HEAD_NOUN})\b)"
)
_PRESENTING = re.compile(rf"{_OWN}[^.;:]{{0,90}}?(?<![\w-]){_VERB}(?:\s+and\s+(?:\w+\s+)?{_VERB})?\s+(?!by\b|in\b)")
_BY_PRESENTING = re.compile(
    r"\b(?:[Bb]y|[Tt]hus|[Tt]hereby|and)\s+(?:\w+ly\s+)?(?:proposing|introducing|presenting|developing|designing)\s+"
)
_AND_PRESENTING = re.compile(
    rf"(?:,|,? and)\s+(?:(?:then|also|further|thus|we|finally|\w+ly)\s+)*{_VERB}\s+(?!by\b|in\b)"
)
_NAMING = re.compile(
    r"\b(?:(?<!so[- ])called|named|termed|dubbed|coined|nicknamed|titled|entitled|christened|namely|referred to as"
    r"|abbreviated as"
    r"|[Ww]e (?:call|name|term|dub|denote)(?: (?:it|this|them|these|the|our)(?: (?!as )[a-z][\w-]*){0,5})?(?: as| by)?"
    r"|[Ww]e refer to [^.;]{1,90}? as)\s+(?:as\s+)?(?:the\s+|an?\s+)?"
)
_OURS = re.compile(
    rf"\b[Oo]ur\s+(?:(?:proposed|new|novel|final|full|best|open|resulting)\s+)*(?:(?:[\w-]+\s+){{0,3}}{_HEAD_NOUN}(?:,\s+|\s+\(|\s+))?(?={OPEN}{RUN})"
)
_NEW = re.compile(
    rf"\b(?:new|novel)\s(?:[a-z][\w-]*\s){{0,3}}(?:{_HEAD_NOUN}|(?:dataset|benchmark|corpus|library|tool|metric|loss|optimizer)s?)\s"
    rf"(?:for\s\w+\s)?({WORD})"
)
_NOVEL = re.compile(rf"(?:^|\s)({WORD}),\s+an?\s+(?:novel|new)\s")
_RESULTING = re.compile(
    r"\b(?:[Tt]he|[Oo]ur)\s+(?:resulting|proposed|new|novel|newly proposed|presented)\s+(?:[\w-]+\s+){0,3}$"
)
_PASSIVE = re.compile(r"^[^.;()]{0,60}?\b(?:is|are)\s+(?:\w+ly\s+)?(?:proposed|introduced|presented)\b")
_OTHERS = re.compile(
    r"\b(?:[Rr]ecent(?:ly)?|[Pp]revious(?:ly)?|[Pp]rior|[Ee]xisting|[Pp]opular|mainstream|well-known|widely|[Cc]lassic(?:al)?"
    r"|state-of-the-art|et al|common(?:ly)?|body of)\b"
)
_BREAK = re.compile(
    r"(?<![\w‐‑–-])(?:that|which|who|whose|where|when|while|because|since|if|is|are|can|has|have|of|to|for|with|on|in|using|via|from|by|under"
    r"|over|into|between|through|as|at|against|towards?|across|without|whereby|including|called|named|termed|dubbed|mainstream|existing"
    r"|popular|following|based|inspired|leveraging|expanding|extending)(?![\w‐‑–-])|;"
)
_GROUPS = re.compile(
    r"\b(?:famil(?:y|ies)|suites?|class(?:es)?|sets?|series|concepts?|notions?|pairs?|collections?|variants?|versions?"
    r"|types?|kinds?|form|optimization) of\b"
)
_END = re.compile(
    r"[\"”'’>]*\s*(?:$|[,.;:()\[\]\"“”—]|(?:–|-)\s|(?:and|or|that|which|to|of|for|as|with|in|by|on|using|via|where|is|are|can|from|at|based"
    r"|through|along|comprising|consisting|containing|built|trained|designed|because|since|whose|having|capable|tailored)\b)"
)
_APPOSED = re.compile(
    rf",\s+(?:called\s+)?(?:the\s+)?{OPEN}({RUN}){CLOSE}(?=\s*\(|,|\.?$|;|\s(?:which|that|to|for|based)\b)"
)

SHORT_CAPITALS = 4  # so short a form stands for many things: whether it is known, its long form says
Foreign = Callable[[str], bool]


def presented(sentence: str, is_foreign: Foreign) -> Iterator[str]:
    """The names that a sentence presents as the paper's own; `is_foreign` tells the names of others."""
    shorts = tuple(definitions(sentence))
    presenting = [found.end() for found in (*_PRESENTING.finditer(sentence), *_BY_PRESENTING.finditer(sentence))]
    if presenting:
        presenting += [found.end() for found in _AND_PRESENTING.finditer(sentence, min(presenting))]
    for start in sorted(set(presenting)):
        yield from _defined_after(sentence, start, shorts, is_foreign)
        yield from _object(sentence, start, shorts, is_foreign)
    for found in _NAMING.finditer(sentence):
        before = sentence[: found.start()]
        if (presenting and min(presenting) < found.start()) or not _OTHERS.search(before[:40] + " | " + before[-50:]):
            yield from _named_after(sentence, found.end(), shorts, is_foreign, bool(presenting))
    for short in shorts:
        if _RESULTING.search(sentence[: short.start]) or _PASSIVE.search(sentence[short.end :]):
            yield from _short_form(short, is_foreign)
    for found in _OURS.finditer(sentence):
        yield from _ours(sentence, found.end(), shorts, is_foreign)
    for found in (*_NEW.finditer(sentence), *_NOVEL.finditer(sentence)):
        name = plain_name(found[1])
        own = not _OTHERS.search(sentence, 0, found.start())
        if own and looks_strong(name) and not is_foreign(name) and not is_adjective(name):
            yield name


def _defined_after(sentence: str, start: int, shorts: Sequence[Definition], is_foreign: Foreign) -> Iterator[str]:
    """The short forms, and the capitalised long ones, that are the object of a verb which ends at `start`."""
    reached = start
    for short in shorts:
        if short.start < start:
            continue
        between = _GROUPS.sub(" ", sentence[reached : short.start])
        if _BREAK.search(between) or len(between.split()) > 14:
            return
        if not _explains(short, sentence[short.end :]):
            yield from _short_form(short, is_foreign)
        reached = short.end


def _explains(short: Definition, after: str) -> bool:
    """Whether a definition only explains a word of what is presented: "a large language model (LLM) agent"."""
    if re.match(r"[‐‑–-]|\s[\w\s-]{0,30}?,?\s*(?:called|named|termed|dubbed)\b", after):
        return True
    follower = re.match(r"\s+([a-z][\w-]*)", after)
    return bool(short.long.islower() and follower and not _END.match(after) and follower[1].split("-")[0] not in HEADS)


def _short_form(short: Definition, is_foreign: Foreign) -> Iterator[str]:
    """The short form, if neither form is somebody else's. It is the name; the long form only explains it."""
    long = short.long if short.long.islower() else without_low_noun(short.long)
    taken = is_foreign(short.short) and not (short.short.isupper() and len(short.short) <= SHORT_CAPITALS)
    if not (taken or is_generic(short.short) or is_foreign(long) or is_foreign(short.long)):
        yield short.short
        if " " not in long and looks_strong(long):
            yield long


def _object(sentence: str, start: int, shorts: Sequence[Definition], is_foreign: Foreign) -> Iterator[str]:
    """The names that are the object of a verb which ends at `start`: "a novel framework, X, which …"."""
    rest = sentence[start:]
    broken = _BREAK.search(_GROUPS.sub(lambda found: " " * len(found[0]), rest))
    reach = broken.start() if broken else len(rest)
    place, indefinite, any_found = 0, False, False
    while place < reach:
        found = _NEXT.match(rest, place)
        if not found:
            break
        place = found.end()
        if found[2]:
            indefinite = found[2] in ("a", "an") or (indefinite and "," not in found[0] and found[2] != "the")
            if any_found and found[2] not in _LINKING:
                break
            continue
        name, end = plain_name(found[1]), found.end(1)
        if re.match(r"\s*(?:strategy |method |framework |approach )?(?:called|named|termed|dubbed)\b", rest[end:]):
            break
        if any(short.start - start <= end <= short.end - start for short in shorts):
            place, any_found = min(short.end for short in shorts if short.end - start >= end) - start, True
        elif is_foreign(name) or is_adjective(name) or re.match(r"[‐‑–-][a-z]", rest[end:]):
            continue
        elif _is_presented(name, indefinite and "," not in found[0], rest[end:]):
            any_found = True
            yield name
    if not any_found:
        apposed = _APPOSED.search(rest, 0, _clause_end(rest))
        if apposed and looks_strong(apposed[1]) and not is_foreign(apposed[1]) and not _in_enumeration(rest, apposed):
            yield plain_name(apposed[1])


def _clause_end(rest: str) -> int:
    """Where a relative or other clause begins; the two words after it belong to what is looked at."""
    found = _CLAUSE.search(rest)
    return found.end() if found else len(rest)


_CLAUSE = re.compile(
    r"(?<![\w‐‑–-])(?:that|which|who|whose|where|when|while|because|since|if|is|are|can|has|have|outperforms?)(?![\w‐‑–-])|;"
)
_LINKING = frozenset(("and", "a", "an", "the", "its", "our", "new", "novel", "two"))
_NEXT = re.compile(rf"\s*+(?:[,:]\s*+)?{OPEN}(?:({RUN})|(\w[\w'’‐‑–-]*)){CLOSE}")


def plain_name(run: str) -> str:
    """A name without a possessive s after it and without a size before it: not "71M LeanerText", but "LeanerText"."""
    return re.sub(r"['’]s$|^\d+(?:\.\d+)?[KMBT]\s(?=\S)", "", run).rstrip(".")


def _is_presented(name: str, indefinite: bool, follow: str) -> bool:
    head = re.match(r"\s*([A-Za-z]+)", follow)
    ends = _END.match(follow) is not None
    if not ends and not (head and head[1].lower() in HEADS):
        return False
    if looks_strong(name):
        return not (indefinite and name.isupper() and not ends)
    return not indefinite and name[0].isupper() and len(name) > 2 and (" " in name or ends)


def looks_strong(name: str) -> bool:
    """Whether a name is one by its form alone: "LoRA", "GSM8K"; not so "8-bit", "2nd", "6-DoF" and "Multi-Task"."""
    return any(_STRONG.search(part) is not None for part in re.split(r"[\s‐‑–-]", name)) and not _MEASURE.fullmatch(
        name
    )


_STRONG = re.compile(r"[^\W_].{0,80}[A-ZΑ-Ω]|[^\W\d_].{0,80}\d|\d.{0,80}[A-ZΑ-Ω]|[a-z]@[a-z]")
_MEASURE = re.compile(r"\d[\d.,]*[‐‑–-]?(?:[A-Za-z%]|[a-z]+|D[oO]Fs?)")


def _in_enumeration(rest: str, found: re.Match[str]) -> bool:
    before, after = rest[: found.start()].split(), rest[found.end() :]
    return bool(before and before[-1][:1].isupper()) or bool(re.match(rf"\s*(?:,\s*(?:and\s+)?|and\s+){WORD}", after))


def _named_after(
    sentence: str, start: int, shorts: Sequence[Definition], is_foreign: Foreign, presenting: bool
) -> Iterator[str]:
    """What follows "called": a name, a short form with its long form, or words in quotes."""
    for short in shorts:
        if start <= short.start <= start + 3:
            if presenting or not short.long.islower():
                yield from _short_form(short, is_foreign)
            return
    rest = sentence[start:]
    quoted = re.match(r"[\"“‘<*]([^\"”’>*]{2,40})[\"”’>*]", rest)
    odd = re.match(r"\w+@\w+", rest)
    found = (odd and re.match(r"(.+@\w+)", odd[0])) or re.match(
        rf"{OPEN}({RUN}){CLOSE}(?:\s(?:and|or)\s{OPEN}({RUN}){CLOSE})?", rest
    )
    names = (
        [quoted[1].rstrip(".,")] if quoted else [plain_name(name) for name in found.groups() if name] if found else []
    )
    for name in names:
        if len(name) > 1 and not is_foreign(name) and not is_adjective(name) and not name.isdigit():
            yield name


def _ours(sentence: str, start: int, shorts: Sequence[Definition], is_foreign: Foreign) -> Iterator[str]:
    """What follows "our" or "our method,": a name by its form, or a long form with its short one."""
    for short in shorts:
        if short.start == start:
            yield from _short_form(short, is_foreign)
            return
    found = re.compile(rf"{OPEN}({RUN}){CLOSE}").match(sentence, start)
    if found:
        name = plain_name(found[1])
        apposed = sentence[:start].endswith(", ") and sentence.startswith(",", found.end())
        if (looks_strong(name) or apposed) and not is_foreign(name) and not is_adjective(name):
            yield name
