"""Error correction of symbols: the same codewords as qrcode's, by a table look-up a byte.

ISO/IEC 18004, 7.5 (Reed-Solomon over GF(256), polynomial 0x11D) and 7.6 (order of blocks). qrcode divides polynomials
one coefficient at a time; a block's remainder can as well be kept as one number, as for a checksum.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, zip_longest

_FIELD = 0x11D


def interleaved(data: bytes, blocks: Sequence[tuple[int, int]]) -> list[int]:
    """Codewords in the order in which they are placed. `blocks`: (codewords in all, of them data) of each block."""
    parts, checks, at = [], [], 0
    for total, count in blocks:
        part = data[at : at + count]
        at += count
        parts.append(part)
        checks.append(_check(part, total - count))
    mixed = chain(chain.from_iterable(zip_longest(*parts)), chain.from_iterable(zip_longest(*checks)))
    return [word for word in mixed if word is not None]


def _check(data: bytes, count: int) -> bytes:
    """The `count` error correction codewords of a block."""
    table = _table(count)
    top = 8 * (count - 1)
    rest = (1 << top) - 1
    remainder = 0
    for word in data:
        remainder = ((remainder & rest) << 8) ^ table[(remainder >> top) ^ word]
    return remainder.to_bytes(count, "big")


@lru_cache(maxsize=40)
def _table(count: int) -> tuple[int, ...]:
    """For each leading byte the multiple of the generator polynomial that clears it, without that byte."""
    generator = [1]
    root = 1
    for _ in range(count):
        raised = [*generator, 0]
        generator = [word ^ _times(root, other) for word, other in zip(raised, [0, *generator], strict=True)]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(lead, word) for word in generator[1:]), "big") for lead in range(256))


def _times(a: int, b: int) -> int:
    """Product in GF(256)."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (_FIELD if a & 0x80 else 0)
        b >>= 1
    return product
