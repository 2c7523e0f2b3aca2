"""Bytes of the index: numbers, sorted words, sections, and the scripts that carry them."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Seven-bit values that cannot stand in a string of a script. One of them and the value after it make one sign of two
# bytes, so that nothing is lost: base 122, by Kevin Albertson (2016), with JavaScript's illegal signs.
ILLEGAL = b'\0\n\r"\\'
Numbers = NDArray[Any]
_ILLEGAL = re.compile(b"([" + re.escape(ILLEGAL) + b"])(.)", re.S)
_DEEPEST_SHARED = 127


def varint(number: int) -> bytes:
    """A number in bytes of seven bits, the lowest first; the top bit says that more follow (as in LEB128)."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: Iterable[int]) -> bytes:
    """Numbers one after the other."""
    return b"".join(map(varint, numbers))


def varint_array(numbers: Numbers) -> tuple[bytes, Numbers]:
    """Numbers below 2²¹ one after the other, and where each begins, with the end of all as the last."""
    sizes = 1 + (numbers > 0x7F) + (numbers > 0x3FFF)
    begins = np.concatenate([[0], np.cumsum(sizes)])
    out = np.zeros(begins[-1], np.uint8)
    for byte in range(3):
        has = sizes > byte
        more = sizes[has] > byte + 1
        out[begins[:-1][has] + byte] = numbers[has] >> 7 * byte & 0x7F | more << 7
    return out.tobytes(), begins


def gaps(numbers: Iterable[int]) -> bytes:
    """Ascending numbers, each as what it exceeds the last one by, less one."""
    out, last = bytearray(), -1
    for number in numbers:
        gap = number - last - 1
        last = number
        if gap < 128:
            out.append(gap)
        else:
            out += varint(gap)
    return bytes(out)


def rice(rows: Sequence[tuple[Numbers, int]]) -> bytes:
    """Rows of ascending numbers below a limit each, as Rice codes of their gaps (Golomb 1966, Rice 1971).

    A row of more than half of what there is below its limit is told by what it lacks. The number of a row's low bits
    follows from its length and limit, both of which the reader knows.
    """
    told = [np.setdiff1d(np.arange(limit), numbers, assume_unique=True) if 2 * len(numbers) > limit else numbers
            for numbers, limit in rows]
    sizes = np.array([len(numbers) for numbers in told], np.int64)
    bits = np.repeat(np.array([rice_bits(len(numbers), limit) for numbers, (_, limit) in zip(told, rows, strict=True)],
                              np.int64), sizes)
    gaps = np.diff(np.concatenate([np.zeros(1, np.int64), *told])) - 1
    firsts = (np.cumsum(sizes) - sizes)[sizes > 0]
    gaps[firsts] = np.concatenate([np.zeros(0, np.int64), *(numbers[:1] for numbers in told)])
    high = gaps >> bits
    ends = np.cumsum(high + 1 + bits)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    out[ends - bits - 1] = 1
    for bit in range(int(bits.max(initial=0))):
        has = bits > bit
        out[ends[has] - 1 - bit] = gaps[has] >> bit & 1
    return np.packbits(out).tobytes()


def rice_bits(count: int, limit: int) -> int:
    """How many low bits of its gaps a row of so many numbers below a limit gives as they are."""
    bits = 0
    while count and count << bits + 1 <= 0.69 * (limit - count):
        bits += 1
    return bits


def front_coded(words: Iterable[str]) -> tuple[bytes, bytes]:
    """Sorted words as two sections: how many letters each has from the word before; its other letters, a line each."""
    shares, lines, last = bytearray(), [], ""
    for word in words:
        shared = 0
        for a, b in zip(last[:_DEEPEST_SHARED], word, strict=False):
            if a != b:
                break
            shared += 1
        shares.append(shared)
        lines.append(word[shared:])
        last = word
    return bytes(shares), "\n".join(lines).encode("utf-8", "surrogatepass")


def order(word: str) -> bytes:
    """The sorting key by which Python and browsers agree on the order of any two words: UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")


def packed(sections: Sequence[bytes]) -> bytes:
    """Sections as one deflated stream: how many there are, how many bytes each has, then each.

    Each is deflated as suits it, as numbers hardly repeat what text does; what ends on a byte can follow one another.
    """
    parts = [varints([len(sections), *map(len, sections)]), *sections]
    return b"".join(_deflated(part, last=at == len(sections)) for at, part in enumerate(parts))


def _deflated(part: bytes, last: bool) -> bytes:
    """The shorter of what deflate makes with and without looking for repetitions."""
    tries = []
    for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY):
        deflater = zlib.compressobj(9, zlib.DEFLATED, -15, 9, strategy)
        tries.append(deflater.compress(part) + deflater.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH))
    return min(tries, key=len)


def script(name: str, data: bytes) -> bytes:
    """A statement that hands a shard to the engine. Scripts load from disk, where fetches do not.

    In: the shard's name and bytes. Out: a call with the name, the number of bytes, and a string with seven bits in
    every byte, in UTF-8.
    """
    bits = np.unpackbits(np.frombuffer(data, np.uint8))
    padded = np.zeros(-(-len(bits) // 7) * 7 + 7, np.uint8)
    padded[:len(bits)] = bits
    values = np.packbits(padded.reshape(-1, 7), axis=1).reshape(-1) >> 1
    text = _ILLEGAL.sub(_two_bytes, values.tobytes())
    # The last value is padding and nothing: an illegal one before it has taken it along.
    return f"papershelfShard({json.dumps(name)},{len(data)},\"".encode() + text.rstrip(b"\0") + b"\");\n"


def _two_bytes(found: re.Match[bytes]) -> bytes:
    return chr(128 + (ILLEGAL.index(found[1]) << 7 | found[2][0])).encode()
