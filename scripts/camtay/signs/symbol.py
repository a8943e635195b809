"""The QR symbol. The only module that imports qrcode.

Symbols follow ISO/IEC 18004. The payload is cut into two segments, the scheme in byte mode and the rest in
alphanumeric mode: 29×29 modules at level Q for hosts of up to 25 characters, where one segment needs 33.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np
import qrcode
from qrcode import util
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from camtay.signs import masking

Level = Literal["L", "M", "Q", "H"]
QUIET_ZONE = 4
"""Modules of blank margin on every side (ISO/IEC 18004, 6.3.8)."""
_LEVELS = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


@dataclass(frozen=True)
class Symbol:
    """A symbol: `modules[row][column]` is 1 where it is dark, else 0; `mask` is 0–7."""

    payload: str
    level: Level
    version: int
    mask: int
    modules: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules a side, without quiet zone: 17 + 4 × version."""
        return len(self.modules)

    @cached_property
    def matrix_hash(self) -> str:
        """SHA-256 of the modules as 0 and 1, row by row."""
        return hashlib.sha256(b"\n".join(self.modules).translate(_DIGITS)).hexdigest()

    @cached_property
    def path(self) -> str:
        """SVG path of the dark modules, one rectangle a run, in units of one module from the top left corner."""
        padded = np.zeros((self.size, self.size + 2), dtype=np.int8)
        padded[:, 1:-1] = np.frombuffer(b"".join(self.modules), dtype=np.int8).reshape(self.size, self.size)
        edges = np.diff(padded, axis=1)
        rows, starts = np.nonzero(edges == 1)
        widths = np.nonzero(edges == -1)[1] - starts
        runs = zip(rows.tolist(), starts.tolist(), widths.tolist(), strict=True)
        return "".join(f"M{x} {y}h{w}v1h-{w}z" for y, x, w in runs)

    @cached_property
    def outline(self) -> str:
        """SVG path of the outlines of dark areas: every border once, so that a laser cuts nothing twice.

        Dark modules that only touch at a corner are separate outlines; holes run the other way round."""
        dark = {(x, y) for y, row in enumerate(self.modules) for x, module in enumerate(row) if module}
        steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for x, y in sorted(dark):
            # Clockwise round each module; a side shared by two of them is no border.
            if (x, y - 1) not in dark:
                steps.setdefault((x, y), []).append((x + 1, y))
            if (x + 1, y) not in dark:
                steps.setdefault((x + 1, y), []).append((x + 1, y + 1))
            if (x, y + 1) not in dark:
                steps.setdefault((x + 1, y + 1), []).append((x, y + 1))
            if (x - 1, y) not in dark:
                steps.setdefault((x, y + 1), []).append((x, y))
        parts = []
        while steps:
            start = min(steps)
            at, heading = start, (1, 0)
            corners = [start]
            while True:
                # Where two outlines meet in a corner, turn right: it keeps them apart.
                ends = sorted(steps[at], key=lambda end: _turn(heading, (end[0] - at[0], end[1] - at[1])))
                end = ends[0] if at != start or len(corners) > 1 else steps[at][0]
                steps[at].remove(end)
                if not steps[at]:
                    del steps[at]
                direction = (end[0] - at[0], end[1] - at[1])
                if direction != heading and at != corners[-1]:
                    corners.append(at)
                at, heading = end, direction
                if at == start:
                    break
            parts.append("M" + "L".join(f"{x} {y}" for x, y in corners) + "Z")
        return "".join(parts)

    @property
    def svg(self) -> str:
        """The symbol with its quiet zone as an SVG image, 1 unit a module."""
        return self._svg(self.path)

    @property
    def svg_outlined(self) -> str:
        """The same drawn by its outlines."""
        return self._svg(self.outline)

    def _svg(self, path: str) -> str:
        side = self.size + 2 * QUIET_ZONE
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET_ZONE} {-QUIET_ZONE} {side} {side}">'
            f'<path fill="#000000" d="{path}"/></svg>'
        )


def _turn(heading: tuple[int, int], direction: tuple[int, int]) -> int:
    """0 for a right turn, 1 straight on, 2 left, seen with y pointing down."""
    return 1 - (heading[0] * direction[1] - heading[1] * direction[0])


class _Code(qrcode.QRCode):  # type: ignore[misc]
    """qrcode's symbol with masks searched and data placed by numpy; says which mask it chose."""

    chosen: int | None = None
    filled: masking.Bits
    modules: list[list[Any]]
    data_cache: list[int] | None

    def best_mask_pattern(self) -> int:
        """The mask that qrcode would choose (public method of qrcode.QRCode)."""
        if self.data_cache is None:
            self.data_cache = util.create_data(self.version, self.error_correction, self.data_list)
        ground, region, places = _blank(self.version)
        self.chosen = masking.best(masking.place(ground, self.data_cache, places), region)
        return self.chosen

    def map_data(self, data: list[int], mask_pattern: int) -> None:
        """Put the masked codewords in (public method of qrcode.QRCode)."""
        _, region, places = _blank(self.version)
        unmasked = masking.place(masking.dark(self.modules), data, places)
        self.filled = unmasked ^ (masking.masks(len(unmasked))[mask_pattern] & region)
        self.modules = self.filled.tolist()


@lru_cache(maxsize=40)
def _blank(version: int) -> tuple[masking.Bits, masking.Bits, Any]:
    """A symbol without data as qrcode draws it for the mask search, where data go, and in which order."""
    size = 17 + 4 * version
    blank = qrcode.QRCode(version=version, border=0)
    blank.modules_count = size
    blank.modules = [[None] * size for _ in range(size)]
    for row, column in ((0, 0), (size - 7, 0), (0, size - 7)):
        blank.setup_position_probe_pattern(row, column)
    blank.setup_position_adjust_pattern()
    blank.setup_timing_pattern()
    blank.setup_type_info(True, 0)
    if version >= 7:
        blank.setup_type_number(True)
    region = masking.open_places(blank.modules)
    return masking.dark(blank.modules), region, masking.order(region)


def make(payload: str, level: Level, version: int | None = None, mask: int | None = None) -> Symbol:
    """The symbol of a payload. With `version` and `mask` given it repeats an earlier one exactly."""
    version = version or _least_version(payload, level)
    code: Any = _Code(version=version, error_correction=_LEVELS[level], border=0, mask_pattern=mask)
    scheme, rest = payload.split(":", 1)
    code.add_data(QRData(scheme.encode(), MODE_8BIT_BYTE, check_data=False), optimize=0)
    code.add_data(QRData(f":{rest}".encode(), MODE_ALPHA_NUM), optimize=0)
    code.make(fit=version is None)
    modules = tuple(row.tobytes() for row in code.filled.view(np.uint8))
    chosen = code.chosen if mask is None else mask
    assert chosen is not None  # noqa: S101 - narrowing: make() asked for a mask
    return Symbol(payload, level, int(code.version), chosen, modules)


def _least_version(payload: str, level: Level) -> int | None:
    """The smallest version up to 9 that holds a payload's two segments (7.4.4, 7.4.5), so that qrcode need not try."""
    scheme, rest = payload.split(":", 1)
    count = len(rest) + 1
    bits = 4 + 8 + 8 * len(scheme) + 4 + 9 + 11 * (count // 2) + 6 * (count % 2)
    limits = util.BIT_LIMIT_TABLE[_LEVELS[level]]
    return next((version for version in range(1, 10) if bits <= limits[version]), None)
