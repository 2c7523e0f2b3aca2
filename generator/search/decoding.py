"""The reverse of `coding`: numbers, words and sections out of the shards that the index is made of."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from papershelf.search.coding import ILLEGAL, Numbers, rice_bits

_STATEMENT = re.compile(r'papershelfShard\(("(?:[^"\\]|\\.)*"),(\d+),"([^"]*)"\);\n')


def shards_of(file: bytes) -> dict[str, list[bytes]]:
    """The sections of each shard in a file of the index, by the shard's name."""
    return {json.loads(name): _sections(_bytes(signs, int(size)))
            for name, size, signs in _STATEMENT.findall(file.decode("utf-8"))}


def _bytes(signs: str, size: int) -> bytes:
    """The bytes that a script's string stands for: seven bits a sign, two of seven for what JavaScript forbids."""
    values = bytearray()
    for sign in signs:
        code = ord(sign)
        if code > 127:
            values.append(ILLEGAL[code - 128 >> 7])
        values.append(code & 127)
    bits = np.unpackbits(np.frombuffer(bytes(values), np.uint8).reshape(-1, 1), axis=1)[:, 1:].reshape(-1)
    return np.packbits(bits).tobytes()[:size].ljust(size, b"\0")


def _sections(data: bytes) -> list[bytes]:
    whole = zlib.decompress(data, -15)
    next_number = varints_of(whole)
    lengths = [next(next_number) for _ in range(next(next_number))]
    begins = np.cumsum([len(whole) - sum(lengths), *lengths])
    return [whole[begin:end] for begin, end in pairwise(begins.tolist())]


def varints_of(data: bytes) -> Iterator[int]:
    """The numbers that `varints` wrote."""
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def ascending(numbers: Iterator[int], count: int) -> Numbers:
    """So many numbers that `gaps` wrote."""
    return np.cumsum(np.fromiter((next(numbers) + 1 for _ in range(count)), np.int64, count)) - 1


def words_of(shares: bytes, rest: bytes) -> list[str]:
    """The words that `front_coded` wrote."""
    words: list[str] = []
    last = ""
    for shared, letters in zip(shares, rest.decode("utf-8", "surrogatepass").split("\n"), strict=False):
        last = last[:shared] + letters
        words.append(last)
    return words


class RiceReader:
    """Rows that `rice` wrote, in their order."""

    def __init__(self, data: bytes) -> None:
        self._bits = np.unpackbits(np.frombuffer(data, np.uint8))
        self._ones = np.flatnonzero(self._bits)
        self._at = 0

    def row(self, count: int, limit: int) -> Numbers:
        """The next row, of `count` numbers below `limit`."""
        if 2 * count > limit:
            return np.setdiff1d(np.arange(limit), self.row(limit - count, limit), assume_unique=True)
        low, last, found = rice_bits(count, limit), -1, []
        for _ in range(count):
            end = int(self._ones[np.searchsorted(self._ones, self._at)])
            gap = end - self._at
            self._at = end + 1
            for bit in self._bits[self._at:self._at + low]:
                gap = gap << 1 | int(bit)
            self._at += low
            last += gap + 1
            found.append(last)
        return np.array(found, np.int64)
