"""Repairs of single characters: encodings read wrongly, and what PDF readers and web pages leave behind."""

import html
import html.entities
import re
import unicodedata

import ftfy

from papershelf.clean.hyphens import is_compound

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
EXOTIC_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# UTF-8 read as Latin-1 or Windows-1252. `Ã²` by itself may as well be an A with a tilde, squared.
MISREAD = re.compile(
    "[ÂÃâ](?:[\x80-\x9f¡-±´-¸º-¿€‚ƒ„…†‡ˆ‰Š‹Œ•–—˜™š›œŸ]|(?<=[A-Za-z].)[¹²³])"
    "|(?<=[A-Za-z])[ÄÅ][\x80-\x9f¡-¿€‚ƒ„…†‡ˆ‰Š‹Œ•˜™š›œŸ]"
)
LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("[ﬀ-ﬆ]")

# cat -v writes a byte above 127 as M- and the byte less 128, the low ones as a caret and a letter.
CAT_V = re.compile(r"M-[B-t](?:M-(?:\^[@-_]|[ -?]))+")
CAT_V_BYTE = re.compile(r"M-(\^?)(.)")

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})(?![0-9a-fA-F])|(?<=[a-z])x(20(?:1[0-58-9cCdD]|2[26]))(?=[A-Za-z\s])")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
TAG = re.compile(r"</?(?:i|b|em|strong|u|tt|sc|scp|p|br|italic|bold|jats:[a-z-]+)\s*/?>", re.IGNORECASE)
SCRIPT_TAG = re.compile(r"<(sub|sup|inf)>([^<>]{1,30})</\1>", re.IGNORECASE)
IEEE_SYMBOL = re.compile(r"/spl ([A-Za-z]+)/")
IEEE_SCRIPT = re.compile(r"(?<=[^\s(])/(sub|sup) ([^/\s]{1,12})/")
BARE_ENTITY = re.compile(r"(?<![A-Za-z])([lr][ds]quo)(?=[A-Za-z])|(?<=[a-z.,])([lr][ds]quo)(?![A-Za-z])")
WORD_BEFORE, WORD_AFTER = re.compile(r"[A-Za-z]{1,40}\Z"), re.compile(r"[A-Za-z]+")
CID = re.compile(r"\(cid:(\d+)\)(\s?)")
CID_GLYPHS = {
    2: "fi", 3: "fl", 11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl",
    145: "‘", 146: "’", 147: "“", 148: "”", 150: "–", 151: "—",
}  # fmt: skip
DETACHED = re.compile(r"(?<=[A-Za-z]) ?([´¨])([aeiounyAEIOU])")
COMBINING = {"´": "\u0301", "¨": "\u0308"}


def mojibake(text: str) -> str:
    """UTF-8 that was read as Latin-1 (``naÃ¯ve`` → ``naïve``); text that does not look so is not touched."""
    if not MISREAD.search(text):
        return text
    return ftfy.fix_encoding(text, ftfy.TextFixerConfig(restore_byte_a0=False))


def terminal_bytes(text: str) -> str:
    """Bytes as ``cat -v`` shows them: ``NystrM-CM-6m`` → ``Nyström``."""
    return CAT_V.sub(_decoded, text) if "M-" in text else text


def _decoded(match: re.Match[str]) -> str:
    pairs = CAT_V_BYTE.findall(match[0])
    try:
        return bytes(ord(char) + (64 if caret else 128) for caret, char in pairs).decode()
    except (UnicodeDecodeError, ValueError):
        return match[0]


def escapes(text: str) -> str:
    r"""Code points that were written out: ``runx2014each`` and ``run\u2014each`` → ``run—each``."""
    return ESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)), text)


def entities(text: str) -> str:
    """HTML entities: ``R&amp;D`` → ``R&D``."""
    if "quo" in text:
        text = BARE_ENTITY.sub(lambda m: html.unescape(f"&{m[1] or m[2]};"), text)
    return ENTITY.sub(lambda m: html.unescape(m[0]), text) if "&" in text else text


def tags(text: str) -> str:
    """HTML and JATS tags: ``H<sub>2</sub>`` → ``H_{2}`` (which `maths` sets low), ``<i>k</i>`` → ``k``."""
    if "<" not in text:
        return text
    text = SCRIPT_TAG.sub(lambda m: ("^" if m[1].lower() == "sup" else "_") + f"{{{m[2]}}}", text)
    return TAG.sub("", text) if "</" in text else text


def ieee_marks(text: str) -> str:
    """Marks of old IEEE listings: ``5 /spl mu/m`` → ``5 μm``, ``K/sub p/`` → ``K_{p}``."""
    if "/s" not in text:
        return text
    text = IEEE_SYMBOL.sub(lambda m: html.entities.html5.get(f"{m[1]};", m[0]), text)
    return IEEE_SCRIPT.sub(lambda m: ("^" if m[1] == "sup" else "_") + f"{{{m[2]}}}", text)


def glyph_numbers(text: str) -> str:
    """Glyphs a PDF reader could not name: ``deci(cid:173) sion`` → ``decision``, ``(cid:12)xed`` → ``fixed``."""
    return CID.sub(_glyph, text) if "(cid:" in text else text


def _glyph(match: re.Match[str]) -> str:
    number = int(match[1][:9])
    if number == 173:  # the hyphen at the end of a line
        first = WORD_BEFORE.search(match.string, max(0, match.start() - 40), match.start())
        second = WORD_AFTER.match(match.string, match.end())
        return "-" if first and second and is_compound(first[0], second[0]) else ""
    return CID_GLYPHS[number] + match[2] if number in CID_GLYPHS else match[0]


def ligatures(text: str) -> str:
    """``ﬁxed`` → ``fixed``."""
    return LIGATURE.sub(lambda m: LIGATURES[m[0]], text)


def detached_accents(text: str) -> str:
    """Accents that stand before their letter: ``Nystr¨om`` → ``Nyström``, ``moir´e`` → ``moiré``."""
    if "´" not in text and "¨" not in text:
        return text
    return DETACHED.sub(lambda m: unicodedata.normalize("NFC", m[2] + COMBINING[m[1]]), text)


def invisible(text: str) -> str:
    """Control characters, zero-width and private ones go; every kind of space and line end becomes the plain one."""
    text = EXOTIC_SPACE.sub(" ", LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))
