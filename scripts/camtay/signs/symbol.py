"""The QR symbol. The only module that imports qrcode.

Symbols follow ISO/IEC 18004. The payload is cut into two segments, the scheme in byte mode and the rest in
alphanumeric mode: 29×29 modules at level Q for hosts of up to 19 characters, where one segment needs 33.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import qrcode
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

Level = Literal["L", "M", "Q", "H"]
QUIET_ZONE = 4
"""Modules of blank margin on every side (ISO/IEC 18004, 6.3.8)."""
_LEVELS = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}


@dataclass(frozen=True)
class Symbol:
    """A symbol: `modules[row][column]` is true where it is dark; `mask` is 0–7."""

    payload: str
    level: Level
    version: int
    mask: int
    modules: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules a side, without quiet zone: 17 + 4 × version."""
        return len(self.modules)

    @cached_property
    def matrix_hash(self) -> str:
        """SHA-256 of the modules as 0 and 1, row by row."""
        rows = "\n".join("".join("1" if dark else "0" for dark in row) for row in self.modules)
        return hashlib.sha256(rows.encode()).hexdigest()

    @cached_property
    def path(self) -> str:
        """SVG path of the dark modules, one rectangle a run, in units of one module from the top left corner."""
        parts = []
        for y, row in enumerate(self.modules):
            x = 0
            while x < len(row):
                if not row[x]:
                    x += 1
                    continue
                start = x
                while x < len(row) and row[x]:
                    x += 1
                parts.append(f"M{start} {y}h{x - start}v1h{start - x}z")
        return "".join(parts)

    @cached_property
    def svg(self) -> str:
        """The symbol with its quiet zone as an SVG image, 1 unit a module."""
        side = self.size + 2 * QUIET_ZONE
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET_ZONE} {-QUIET_ZONE} {side} {side}">'
            f'<path fill="#000" d="{self.path}"/></svg>'
        )


class _Code(qrcode.QRCode):  # type: ignore[misc]
    """qrcode's symbol that also says which mask it chose."""

    chosen: int | None = None

    def best_mask_pattern(self) -> int:
        self.chosen = int(super().best_mask_pattern())
        return self.chosen


def make(payload: str, level: Level, version: int | None = None, mask: int | None = None) -> Symbol:
    """The symbol of a payload. With `version` and `mask` given it repeats an earlier one exactly."""
    code: Any = _Code(version=version, error_correction=_LEVELS[level], border=0, mask_pattern=mask)
    scheme, rest = payload.split(":", 1)
    code.add_data(QRData(scheme.encode(), MODE_8BIT_BYTE), optimize=0)
    code.add_data(QRData(f":{rest}".encode(), MODE_ALPHA_NUM), optimize=0)
    code.make(fit=version is None)
    modules = tuple(tuple(bool(dark) for dark in row) for row in code.modules)
    chosen = code.chosen if mask is None else mask
    assert chosen is not None  # noqa: S101 - narrowing: make() asked for a mask
    return Symbol(payload, level, int(code.version), chosen, modules)


def for_sign(payload: str) -> Symbol:
    """Level H where that needs 33 modules or fewer, else level Q.

    A symbol of 33 modules at H, printed 14 % wider, survives more damage than 29 at Q and is read from as far."""
    high = make(payload, "H")
    return high if high.size <= 33 else make(payload, "Q")
