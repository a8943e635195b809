"""Trials of one symbol, cut out of the artefact: modules, contrast, and reading it under bad conditions.

The conditions stand for what phones meet (FINDINGS, "Level" and "Look"): as small as at the distance it was made for,
out of focus, in low light, at a third of the contrast, and with a tenth of its area damaged outside the finders.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from camtay.signs.symbol import QUIET_ZONE, Symbol

Grey = NDArray[np.uint8]
PHONE = 116
"""Pixels of a 29-module symbol at 10:1: a 1,080-pixel frame over a 50° field of view."""
CONTRAST = 7.0
"""Least ratio of luminances (WCAG's formula) between white and black."""
DAMAGES = 3
"""Places of damage that are tried until most are survived. Level Q fails about one in fifty, H none."""
QR = zxingcpp.barcode_formats_from_str("QRCodeModel2" if hasattr(zxingcpp.BarcodeFormat, "QRCodeModel2") else "QRCode")
"""QR Code proper: since zxing-cpp 3 the name of the family also means Micro QR, which small print can look like."""
_CELL = 4
"""Pixels a module of the working image."""


@dataclass(frozen=True)
class Result:
    """How one symbol did. `margin`: how many times farther than its distance it was still read."""

    payload: str
    failed: tuple[tuple[str, str], ...] = ()
    """(trial, measured reason) of each trial that failed."""
    margin: float = 0
    contrast: float = 0
    passed: tuple[str, ...] = field(default_factory=tuple)


def run(image: Grey, corners: tuple[float, float, float, float], symbol: Symbol) -> Result:
    """All trials of the symbol whose outline (left, top, right, bottom, pixels) was found on `image`."""
    cut = cutting(image, corners, symbol)
    failed: list[tuple[str, str]] = []
    wrong = differing(cut, symbol)
    if (turned := differing(cut[::-1, ::-1], symbol)) < wrong:
        # The other face of a table card: turned upright, so that no damage falls on a finder pattern.
        cut, wrong = np.ascontiguousarray(cut[::-1, ::-1]), turned
    if wrong:
        failed.append(("modules", f"{wrong}/{symbol.size**2}"))
    ratio = contrast(cut)
    if ratio < CONTRAST:
        failed.append(("contrast", f"{ratio:.1f}:1 < {CONTRAST:g}:1"))
    passed = []
    for name, spoil in TRIALS.items():
        if symbol.payload in decode(spoil(cut, symbol)):
            passed.append(name)
        else:
            failed.append((name, "0/1"))
    tried = survived = 0
    while tried < DAMAGES and survived <= DAMAGES // 2:
        survived += symbol.payload in decode(damaged(cut, symbol, tried))
        tried += 1
    if survived > DAMAGES // 2:
        passed.append(f"damage {survived}/{tried}")
    else:
        failed.append(("damage", f"{survived}/{tried}"))
    return Result(symbol.payload, tuple(failed), margin(cut, symbol), ratio, tuple(passed))


def cutting(image: Grey, corners: tuple[float, float, float, float], symbol: Symbol) -> Grey:
    """The symbol with its quiet zone, upright, at a whole number of pixels a module; black beyond the image's edge."""
    left, top, right, bottom = corners
    across = (right - left) / symbol.size * QUIET_ZONE
    side = (symbol.size + 2 * QUIET_ZONE) * _CELL
    box = np.array([left - across, top - across, right + across, bottom + across])
    height, width = image.shape
    over = math.ceil(max(0, -box[0], -box[1], box[2] - width, box[3] - height))
    if over:
        image, box = np.pad(image, over), box + over
    x, y = int(box[0]), int(box[1])
    part = Image.fromarray(image[y : math.ceil(box[3]), x : math.ceil(box[2])])
    inside = (box - [x, y, x, y]).tolist()
    return np.asarray(part.resize((side, side), Image.Resampling.BOX, tuple(inside)))


def _middles(cut: Grey) -> Grey:
    """The middle of every module, quiet zone and all."""
    return cut[_CELL // 2 :: _CELL, _CELL // 2 :: _CELL]


def differing(cut: Grey, symbol: Symbol) -> int:
    """Modules whose middle is not as it was issued: a logo, a sticker, a wrong symbol."""
    seen = _middles(cut)[QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE] < 128
    return int(np.count_nonzero(seen != symbol.dark))


def contrast(cut: Grey) -> float:
    """Ratio of luminances of the light and the dark half of the symbol (WCAG 2.2, relative luminance)."""
    middles = _middles(cut).ravel()
    low, high = len(middles) // 10, len(middles) * 9 // 10
    ordered = np.partition(middles, (low, high))
    return float((_luminance(ordered[high]) + 0.05) / (_luminance(ordered[low]) + 0.05))


def _luminance(grey: Any) -> float:
    value = float(grey) / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def phone_width(symbol: Symbol) -> int:
    """Pixels of the white square on a phone's frame at the distance that the sign was made for."""
    return round(PHONE / 29 * (symbol.size + 2 * QUIET_ZONE))


def margin(cut: Grey, symbol: Symbol) -> float:
    """How many times the distance may grow and it is still read: the largest of a few steps, 2 at most."""
    for times in (2.0, 1.5, 1.25, 1.0):
        if symbol.payload in decode(_small(cut, round(phone_width(symbol) / times))):
            return times
    return 0.0


def _small(cut: Grey, width: int) -> Grey:
    return np.asarray(Image.fromarray(cut).resize((width, width), Image.Resampling.BOX))


def _blur(cut: Grey, symbol: Symbol) -> Grey:
    """Out of focus: a Gaussian of 0.4 module, as ten sums of neighbours along each axis."""
    soft: NDArray[np.uint16] = cut.astype(np.uint16)
    for _ in range(2):
        for _ in range(8):  # 2**8 times 255 is the most that 16 bits hold
            soft = np.add(soft[1:], soft[:-1])
        soft >>= 8
        for _ in range(2):
            soft = np.add(soft[1:], soft[:-1])
        soft >>= 2
        soft = soft.T
    return np.ascontiguousarray(soft, dtype=np.uint8)


def _low_light(cut: Grey, symbol: Symbol) -> Grey:
    """A third of the light, with a sensor's black level and its noise."""
    seen = (cut * np.float32(0.3)).astype(np.int16) + _noise(cut.shape)
    return np.asarray(np.clip(seen, 0, 255), dtype=np.uint8)


@lru_cache(maxsize=8)
def _noise(shape: tuple[int, ...]) -> NDArray[np.int16]:
    return np.random.default_rng(29).normal(10, 10, shape).astype(np.int16)


def _low_contrast(cut: Grey, symbol: Symbol) -> Grey:
    """30 % of the contrast, as behind dusty glass."""
    return np.asarray(cut * np.float32(0.3) + np.float32(90), dtype=np.uint8)


def damaged(cut: Grey, symbol: Symbol, place: int) -> Grey:
    """A grey patch over a tenth of the symbol, outside the three finder patterns and their separators.

    Where it lies follows from the symbol and `place`, so that the same sign always meets the same damage."""
    patch = round(math.sqrt(0.1) * symbol.size)
    places = _free(symbol.size, patch)
    y, x = places[int(symbol.matrix_hash[8 * place : 8 * place + 8], 16) % len(places)]
    top, left = (y + QUIET_ZONE) * _CELL, (x + QUIET_ZONE) * _CELL
    spoiled = cut.copy()
    spoiled[top : top + patch * _CELL, left : left + patch * _CELL] = 140
    return spoiled


@lru_cache(maxsize=40)
def _free(size: int, patch: int) -> list[tuple[int, int]]:
    """Upper left modules of the squares of `patch` modules a side that touch no finder pattern nor its separator."""
    free = np.ones((size, size), dtype=bool)
    free[:9, :9] = free[:9, -8:] = free[-8:, :9] = False
    steps = range(size - patch + 1)
    return [(y, x) for y in steps for x in steps if free[y : y + patch, x : x + patch].all()]


TRIALS: dict[str, Callable[[Grey, Symbol], Grey]] = {
    "distance": lambda cut, symbol: _small(cut, phone_width(symbol)),
    "blur": _blur,
    "low light": _low_light,
    "low contrast": _low_contrast,
}


def decode(image: Grey) -> list[str]:
    """Payloads on a picture of one symbol."""
    # A margin helps the reader as the wall around a sign does; it changes nothing of the symbol.
    height, width = image.shape
    framed = np.full((height + 16, width + 16), image[0, 0], dtype=np.uint8)
    framed[8:-8, 8:-8] = image
    return [found.text for found in read(framed)]


def read(image: Grey) -> list[zxingcpp.Barcode]:
    """QR symbols on a picture as it is: dark on light, no smaller copy tried."""
    return zxingcpp.read_barcodes(image, formats=QR, try_invert=False, try_rotate=False, try_downscale=False)
