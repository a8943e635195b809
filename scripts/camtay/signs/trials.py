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
from PIL import Image, ImageFilter

from camtay.signs.symbol import QUIET_ZONE, Symbol

Grey = NDArray[np.uint8]
PHONE = 116
"""Pixels of a 29-module symbol at 10:1: a 1,080-pixel frame over a 50° field of view."""
CONTRAST = 7.0
"""Least ratio of luminances (WCAG's formula) between white and black."""
DAMAGES = 3
"""Places of damage that are tried; most must be survived. Level Q fails about one in fifty, H none."""
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
    if wrong:
        failed.append(("modules", f"{wrong}/{symbol.size**2}"))
    ratio = contrast(cut)
    if ratio < CONTRAST:
        failed.append(("contrast", f"{ratio:.1f}:1 < {CONTRAST:g}:1"))
    passed = []
    for name, spoil in TRIALS.items():
        if symbol.payload in _decode(spoil(cut, symbol)):
            passed.append(name)
        else:
            failed.append((name, "0/1"))
    survived = sum(symbol.payload in _decode(damaged(cut, symbol, place)) for place in range(DAMAGES))
    if survived > DAMAGES // 2:
        passed.append(f"damage {survived}/{DAMAGES}")
    else:
        failed.append(("damage", f"{survived}/{DAMAGES}"))
    return Result(symbol.payload, tuple(failed), margin(cut, symbol), ratio, tuple(passed))


def cutting(image: Grey, corners: tuple[float, float, float, float], symbol: Symbol) -> Grey:
    """The symbol with its quiet zone, upright, at a whole number of pixels a module."""
    left, top, right, bottom = corners
    across = (right - left) / symbol.size * QUIET_ZONE
    side = (symbol.size + 2 * QUIET_ZONE) * _CELL
    box = (left - across, top - across, right + across, bottom + across)
    return np.asarray(
        Image.fromarray(image).transform((side, side), Image.Transform.EXTENT, box, Image.Resampling.BILINEAR)
    )


def differing(cut: Grey, symbol: Symbol) -> int:
    """Modules whose middle is not as it was issued: a logo, a sticker, a wrong symbol. Upside down counts as right."""
    middles = cut[_CELL // 2 :: _CELL, _CELL // 2 :: _CELL][QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE] < 128
    wanted = np.array([list(row) for row in symbol.modules], dtype=bool)
    return int(min((middles != wanted).sum(), (middles[::-1, ::-1] != wanted).sum()))


def contrast(cut: Grey) -> float:
    """Ratio of luminances of the light and the dark half of the symbol (WCAG 2.2, relative luminance)."""
    dark, light = np.percentile(cut, 10), np.percentile(cut, 90)
    return float((_luminance(light) + 0.05) / (_luminance(dark) + 0.05))


def _luminance(grey: Any) -> float:
    value = float(grey) / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def phone_width(symbol: Symbol) -> int:
    """Pixels of the white square on a phone's frame at the distance that the sign was made for."""
    return round(PHONE / 29 * (symbol.size + 2 * QUIET_ZONE))


def margin(cut: Grey, symbol: Symbol) -> float:
    """How many times the distance may grow and it is still read: the largest of a few steps, 2 at most."""
    for times in (2.0, 1.5, 1.25, 1.0):
        if symbol.payload in _decode(_small(cut, round(phone_width(symbol) / times))):
            return times
    return 0.0


def _small(cut: Grey, width: int) -> Grey:
    return np.asarray(Image.fromarray(cut).resize((width, width), Image.Resampling.BOX))


def _blur(cut: Grey, symbol: Symbol) -> Grey:
    """Out of focus: a Gaussian of 0.4 module."""
    return np.asarray(Image.fromarray(cut).filter(ImageFilter.GaussianBlur(0.4 * _CELL)))


def _low_light(cut: Grey, symbol: Symbol) -> Grey:
    """A third of the light, with a sensor's black level and its noise."""
    return np.clip(cut * 0.3 + 10 + _noise(cut.shape), 0, 255).astype(np.uint8)


@lru_cache(maxsize=8)
def _noise(shape: tuple[int, ...]) -> NDArray[np.float64]:
    return np.random.default_rng(29).normal(0, 10, shape)


def _low_contrast(cut: Grey, symbol: Symbol) -> Grey:
    """30 % of the contrast, as behind dusty glass."""
    return (cut * 0.3 + 90).astype(np.uint8)


def damaged(cut: Grey, symbol: Symbol, place: int) -> Grey:
    """A grey patch over a tenth of the symbol, outside the three finder patterns and their separators.

    Where it lies follows from the symbol and `place`, so that the same sign always meets the same damage."""
    spoiled = cut.copy()
    generator = np.random.default_rng(int(symbol.matrix_hash[:8], 16) + place)
    free = np.ones((symbol.size, symbol.size), dtype=bool)
    free[:9, :9] = free[:9, -8:] = free[-8:, :9] = False
    patch = round(math.sqrt(0.1) * symbol.size)
    while True:
        y, x = generator.integers(0, symbol.size - patch, 2)
        if free[y : y + patch, x : x + patch].all():
            break
    top, left = (y + QUIET_ZONE) * _CELL, (x + QUIET_ZONE) * _CELL
    spoiled[top : top + patch * _CELL, left : left + patch * _CELL] = 140
    return spoiled


TRIALS: dict[str, Callable[[Grey, Symbol], Grey]] = {
    "distance": lambda cut, symbol: _small(cut, phone_width(symbol)),
    "blur": _blur,
    "low light": _low_light,
    "low contrast": _low_contrast,
}


def _decode(image: Grey) -> list[str]:
    # A margin helps the reader as the wall around a sign does; it changes nothing of the symbol.
    return [found.text for found in zxingcpp.read_barcodes(np.pad(image, 8, mode="edge"), formats=QR, try_invert=False)]
