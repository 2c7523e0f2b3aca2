"""What a paper itself introduces: the names of its methods, systems, models, datasets and benchmarks.

Two places say it: a title that begins with the name, and the sentences in which authors present one (`presenting`).
Names of others' work are told by the vocabulary, and by short forms that the whole field uses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from papershelf.tags.ordinary import NO_NAMES, is_generic
from papershelf.tags.presenting import WORD, looks_strong, presented
from papershelf.text.acronyms import SHORT, definitions
from papershelf.text.names import is_cased, without_urls

_COLON = re.compile(r"(?:(?<!\s)\s+)?(?::\s|—)|(?<!\s)\s+[–—-]\s")
_LEADING = re.compile(r"^(?:Introducing|Meet|Presenting|The|Technical Report(?: on)?:?)\s+")
_BRACKETS = re.compile(rf"^(.*?)(?:(?<!\s)\s+)?\(({SHORT})\)$")
_OWNER = re.compile(r"^(\S+)['’]s\s")
_REPOSITORY = re.compile(r"\b(?:github|gitlab|bitbucket)\.(?:com|org)/[\w.-]+/([\w.-]*?\w)(?:\.git)?(?![\w-]|\.\w)")
MOST_TITLE_WORDS = 6
# A known name that the paper presents, and that does something in so many sentences, is what the paper is about.
ACTS_AS_OWN = 3


def introduced(title: str, text: Sequence[str], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The names that a paper introduces, as they are cased there: those of the title first.

    `text` are the paper's sentences; `is_known` tells the names that the vocabulary has.
    """
    found: dict[str, str] = {}
    for name in (*_from_title(title, text, is_known), *_from_title_start(title, text, is_known)):
        found.setdefault(_key(name), name)

    explained = {short.short for sentence in text for short in definitions(sentence) if is_known(short.long)}

    def is_foreign(name: str) -> bool:
        if _key(name) in found:
            return False
        if is_generic(name) or name in explained:
            return True
        return is_known(name) and not _stands_in(name, title) and _acts(name, text) < ACTS_AS_OWN

    main = next(iter(found.values()), "")
    for sentence in text:
        for name in presented(_as_we(sentence, main), is_foreign):
            found.setdefault(_key(name), name)
    for name in _repositories(text):
        if not is_foreign(name):
            found.setdefault(_key(name), name)
    return tuple(found.values())


def _as_we(sentence: str, main: str) -> str:
    """The sentence with "we" for the paper's main name where that presents something: "Parrot proposes …"."""
    if not main or main not in sentence:
        return sentence
    return re.sub(
        rf"\b{re.escape(main)}(?=\s(?:\w+ly\s|also\s|further\s)?(?:introduc|propos|present|develop)(?:es|s)\b)",
        "We",
        sentence,
    )


def _stands_in(name: str, title: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?=:|\))", title) is not None


def _from_title_start(title: str, text: Sequence[str], is_known: Callable[[str], bool]) -> Iterator[str]:
    """The short form of what the title begins with, where the text defines it: "Tapered Policy (TaPo) uses …"."""
    for sentence in text:
        for short in definitions(sentence):
            if title.casefold().startswith(short.long.casefold()) and not (
                short.long.islower() or is_known(short.long) or is_generic(short.short)
            ):
                yield short.short


def _repositories(text: Sequence[str]) -> Iterator[str]:
    """Names that the paper's own repository bears: "… github.com/fiveai/LAME"."""
    for sentence in text:
        for found in _REPOSITORY.finditer(sentence):
            key = _key(found[1])
            for other in text:
                for word in re.findall(WORD, without_urls(other)):
                    if _key(word) == key and looks_strong(word):
                        yield word


def _from_title(title: str, text: Sequence[str], is_known: Callable[[str], bool]) -> Iterator[str]:
    """The name before the colon: one word that looks like one, or words that the text uses as a name."""
    title = " ".join(title.split())
    head = _LEADING.sub("", _COLON.split(title, maxsplit=1)[0]) if _COLON.search(title) else ""
    owner = _OWNER.match(head)
    if owner and looks_strong(owner[1]) and not is_known(owner[1]):
        yield owner[1]
    inside = _BRACKETS.match(head)
    any_found = False
    for name in inside.groups()[::-1] if inside else (head,):
        if any_found and (" " in name or not looks_strong(name)):
            break
        if name and _is_title_name(name, text, is_known):
            yield name.strip("\"“”'‘’")
            any_found = True


def _is_title_name(name: str, text: Sequence[str], is_known: Callable[[str], bool]) -> bool:
    words = name.split()
    if name.count("(") != name.count(")"):
        return False
    if (
        len(words) > MOST_TITLE_WORDS
        or words[0].lower() in NO_NAMES
        or not re.search(r"[^\W\d_]", name)
        or is_generic(name)
    ):
        return False
    uses = sum(_uses(name, sentence) for sentence in text)
    if len(words) == 1 and not is_known(name):
        return is_cased(name) or uses > 0 or not any(name.lower() in sentence for sentence in text)
    if not is_known(name):
        return uses > 0
    return _acts(name, text) >= ACTS_AS_OWN or any(re.search(_OWN_NAME.format(re.escape(name)), s) for s in text)


def _acts(name: str, text: Sequence[str]) -> int:
    """In how many sentences a name is what does something: "Lion boosts …", "As a result, ZeRO-Offload can …"."""
    does = re.compile(rf"(?:^|,\s|\b(?:that|and)\s){re.escape(name)}\s(?:also\s|\w+ly\s)?(?:[a-z]+s|can|has|is)\s")
    return sum(does.search(sentence) is not None for sentence in text)


# A known name is the paper's own only if the paper says so: "we present LLaMA, a collection of …".
_OWN_NAME = (
    r"\b(?:propos|present|introduc|develop|releas|describ|design|creat|build|built|train)\w*\s(?:[\w-]+,?\s+){{0,6}}{0}(?!\w)"
    r"(?:,|\s\(|\.|:|\s(?:is|as|that|which|to|for)\b)"
)


def _uses(name: str, sentence: str) -> bool:
    """Whether a sentence has a name, as cased, where a plain word would not have a capital."""
    place = sentence.find(name)
    while place >= 0:
        if (place > 0 or is_cased(name) or " " in name) and not (place and sentence[place - 1].isalnum()):
            return True
        place = sentence.find(name, place + 1)
    return False


def _key(name: str) -> str:
    return re.sub(r"[^\w+*@]", "", name.casefold()).removesuffix("s")
