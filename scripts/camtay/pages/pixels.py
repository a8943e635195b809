"""Words as pixels and pixels as PNG, for many pictures that are alike: few words in one colour on one ground.

A letter is drawn once at each size and then copied, since the font has a place on whole pixels for each, whatever
stands beside it. Rows of pixels are compressed apart, so that what many pictures share is compressed once: a zlib
stream may be put together from such parts (RFC 1950 and 1951), and its sum is reckoned from theirs.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from camtay.cards import LEVELS, Weight, font

Pixels = NDArray[np.uint8]
"""Rows of numbers in a palette, a byte each."""
_MODULUS = 65521
"""Of the sums Adler-32 (RFC 1950, section 8.2)."""


# ---------------------------------------------------------------- words
class Words(NamedTuple):
    """Words in one line."""

    x: int
    """Where they begin, in pixels from the left."""
    middle: float
    """Where the middle of the font's height is, in pixels from the top."""
    words: str
    weight: Weight
    size: int
    """Height of the font in pixels."""
    ink: int = 255
    """How strong they are, 0 to 255."""


class _Letter(NamedTuple):
    step: int
    """Pixels from here to the next letter."""
    left: int
    top: int
    """Where its pixels begin, from the pen and the middle of the line."""
    levels: Pixels


@lru_cache(maxsize=2_000)  # at most 10 MB; Vietnamese takes 150 or so at each of seven sizes
def _letter(weight: Weight, size: int, letter: str, ink: int) -> _Letter:
    from PIL import Image

    face = font(weight, size)
    drawn, (left, top) = face.getmask2(letter, mode="L", anchor="lm")
    wide, high = drawn.size
    if not (wide and high):  # a space
        return _Letter(int(face.getlength(letter)), 0, 0, np.zeros((0, 0), np.uint8))
    canvas = Image.new("L", (wide, high))
    canvas.im.paste(drawn, (0, 0, wide, high))
    return _Letter(int(face.getlength(letter)), left, top, _levels(ink)[np.asarray(canvas)])


@lru_cache(maxsize=8)
def _levels(ink: int) -> Pixels:
    """How dark a pixel is in a drawing, 0 to 255 → its level."""
    return np.rint(np.arange(256) * ink / 255 * (LEVELS - 1) / 255).astype(np.uint8)


def length(words: str, weight: Weight, size: int) -> int:
    """Width of a line in pixels."""
    return sum(_letter(weight, size, letter, 255).step for letter in words)


def lettered(lines: Sequence[Words], width: int, height: int) -> tuple[int, Pixels]:
    """Those of the `width` × `height` pixels of a picture that lines of words touch: number of the first row, and rows.

    Letters that stand outside are cut off."""
    placed = []
    first, last = height, 0
    for x, middle, words, weight, size, ink in lines:
        line = math.ceil(middle - 0.5)
        for letter in words:
            step, left, top, levels = _letter(weight, size, letter, ink)
            if levels.size:
                placed.append((x + left, line + top, levels))
                first, last = min(first, line + top), max(last, line + top + len(levels))
            x += step
    first, last = max(first, 0), min(last, height)
    rows = np.zeros((max(last - first, 0), width), np.uint8)
    for x, y, levels in placed:
        y -= first
        if x < 0 or y < 0:
            levels = levels[max(-y, 0) :, max(-x, 0) :]
            x, y = max(x, 0), max(y, 0)
        part = rows[y : y + levels.shape[0], x : x + levels.shape[1]]
        # Letters reach over each other: a j under the letter before it, marks over theirs.
        np.maximum(part, levels[: part.shape[0], : part.shape[1]], out=part)
    return (first, rows) if rows.size else (0, rows)


def whole(lines: Sequence[Words], width: int, height: int) -> Pixels:
    """All pixels of a picture with lines of words."""
    picture = np.zeros((height, width), np.uint8)
    first, rows = lettered(lines, width, height)
    picture[first : first + len(rows)] = rows
    return picture


# ---------------------------------------------------------------- PNG
class Part(NamedTuple):
    """Rows of a picture, compressed without knowledge of those above."""

    data: bytes
    sum: int
    """Adler-32 of what is compressed."""
    size: int
    """Bytes that are compressed."""


def part(pixels: Pixels, deep: bool, last: bool = False, often: bool = False) -> Part:
    """Rows as a part of a PNG; `last` for the lowest.

    `deep`: a byte a pixel, else half a one, for which the width is even. `often`: many pictures share it, so that
    it is compressed once, and well; else as quickly as can be."""
    if not deep:
        pairs = pixels.view("<u2")
        pixels = (pairs << 4 | pairs >> 8).astype(np.uint8)
    lines = np.zeros((pixels.shape[0], pixels.shape[1] + 1), np.uint8)
    if often:
        lines[:, 1:] = pixels
        pressed = zlib.compressobj(6, wbits=-15)  # 9: five times as long for a twentieth less
    else:
        # What differs from the row above (PNG, filter type 2): little, in runs, which are found at once.
        lines[1:, 0] = 2
        lines[:1, 1:] = pixels[:1]
        np.subtract(pixels[1:], pixels[:-1], out=lines[1:, 1:])
        pressed = zlib.compressobj(1, wbits=-15, strategy=zlib.Z_RLE)
    whole = lines.tobytes()
    data = pressed.compress(whole) + pressed.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
    return Part(data, zlib.adler32(whole), len(whole))


@lru_cache(maxsize=1_000)
def empty(width: int, height: int, deep: bool) -> Part:
    """Rows of nothing but the ground."""
    return part(np.zeros((height, width), np.uint8), deep, often=True)


def png(width: int, height: int, colours: bytes, deep: bool, parts: Sequence[Part]) -> bytes:
    """A picture from its rows, from top to bottom. `colours` are its palette: three bytes a colour, at most 16 of them,
    or 256 where it is `deep`."""
    low, high = 1, 0
    for _, sum_, size in parts:
        # Of two texts one after the other (`adler32_combine` of zlib, which Python does not show).
        high = (high + (sum_ >> 16) + (low - 1) * size) % _MODULUS
        low = (low + (sum_ & 0xFFFF) - 1) % _MODULUS
    stream = b"".join([b"\x78\x01", *(one.data for one in parts), struct.pack(">I", high << 16 | low)])
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8 if deep else 4, 3, 0, 0, 0)),
            _chunk(b"PLTE", colours),
            _chunk(b"IDAT", stream),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return b"".join([struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))])
