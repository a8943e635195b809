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
from qrcode.base import rs_blocks
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from camtay.signs import coding, masking, outlines

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
    """A symbol; `mask` is 0–7."""

    payload: str
    level: Level
    version: int
    mask: int
    bits: bytes
    """Its modules row by row, eight a byte: a run holds the symbols of every sign, and unpacked they take 3 kB each."""

    @property
    def size(self) -> int:
        """Modules a side, without quiet zone."""
        return 17 + 4 * self.version

    @property
    def dark(self) -> masking.Bits:
        """True where a module is dark: shape (size, size)."""
        found = np.unpackbits(np.frombuffer(self.bits, dtype=np.uint8), count=self.size**2)
        return found.view(bool).reshape(self.size, self.size)

    @property
    def modules(self) -> tuple[bytes, ...]:
        """`modules[row][column]` is 1 where it is dark, else 0."""
        return tuple(row.tobytes() for row in self.dark)

    @cached_property
    def matrix_hash(self) -> str:
        """SHA-256 of the modules as 0 and 1, row by row."""
        return hashlib.sha256(b"\n".join(self.modules).translate(_DIGITS)).hexdigest()

    @property
    def path(self) -> str:
        """SVG path of the outlines of dark areas, in units of one module from the top left corner.

        Every border is drawn once, so that a laser cuts nothing twice and no seam shows between modules. Dark modules
        that only touch at a corner are separate outlines; holes run the other way round."""
        return outlines.path(self.dark)

    @property
    def svg(self) -> str:
        """The symbol with its quiet zone as an SVG image, 1 unit a module."""
        side = self.size + 2 * QUIET_ZONE
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET_ZONE} {-QUIET_ZONE} {side} {side}">'
            f'<path fill="#000000" d="{self.path}"/></svg>'
        )


class _Bits:
    """What `QRData.write` needs of qrcode's BitBuffer, as one number."""

    def __init__(self) -> None:
        self.value = self.length = 0

    def put(self, number: int, length: int) -> None:
        """Append `length` bits."""
        self.value = self.value << length | number
        self.length += length


_PADDING = bytes.fromhex("ec11") * 1500
"""Pad codewords (7.4.10), more than any symbol needs."""


def codewords(version: int, error_correction: int, data: list[QRData]) -> list[int]:
    """What qrcode's `util.create_data` gives. Raises its DataOverflowError."""
    bits = _Bits()
    for part in data:
        bits.put(part.mode, 4)
        bits.put(len(part), util.length_in_bits(part.mode, version))
        part.write(bits)
    blocks = rs_blocks(version, error_correction)
    room = sum(block.data_count for block in blocks)
    if bits.length > room * 8:
        raise DataOverflowError(f"{bits.length} bits in {room * 8}")
    bits.put(0, min(room * 8 - bits.length, 4))
    bits.put(0, -bits.length % 8)
    made = bits.value.to_bytes(bits.length // 8, "big")
    return coding.interleaved(made + _PADDING[: room - len(made)], blocks)


class _Code(qrcode.QRCode):  # type: ignore[misc]
    """qrcode's symbol with masks searched and data placed by numpy; says which mask it chose."""

    chosen: int | None = None
    filled: masking.Bits
    modules: list[list[Any]]
    data_cache: list[int]

    def best_mask_pattern(self) -> int:
        """The mask that qrcode would choose (public method of qrcode.QRCode)."""
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
    if version is None:
        code.best_fit()
    code.data_cache = codewords(code.version, code.error_correction, code.data_list)
    code.make(fit=False)
    chosen = code.chosen if mask is None else mask
    assert chosen is not None  # noqa: S101 - narrowing: make() asked for a mask
    return Symbol(payload, level, int(code.version), chosen, np.packbits(code.filled).tobytes())


def _least_version(payload: str, level: Level) -> int | None:
    """The smallest version up to 9 that holds a payload's two segments (7.4.4, 7.4.5), so that qrcode need not try."""
    scheme, rest = payload.split(":", 1)
    count = len(rest) + 1
    bits = 4 + 8 + 8 * len(scheme) + 4 + 9 + 11 * (count // 2) + 6 * (count % 2)
    limits = util.BIT_LIMIT_TABLE[_LEVELS[level]]
    return next((version for version in range(1, 10) if bits <= limits[version]), None)
