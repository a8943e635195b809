"""Masking of symbols with numpy: the same masks and the same penalty points as qrcode's, all eight at once.

ISO/IEC 18004, 7.8 (data masking) and 7.8.3 (evaluation). qrcode spends two thirds of its time here in Python
loops; only the arithmetic is done elsewhere, and tests hold both to the same result.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]

# Conditions of table 10: row i, column j → inverted. In qrcode's order of mask patterns.
_RULES: tuple[Callable[[Any, Any], Any], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: (i * j) % 2 + (i * j) % 3 == 0,
    lambda i, j: ((i * j) % 2 + (i * j) % 3) % 2 == 0,
    lambda i, j: ((i * j) % 3 + (i + j) % 2) % 2 == 0,
)


@lru_cache(maxsize=40)
def masks(size: int) -> Bits:
    """The eight masks over a symbol of `size` modules a side: shape (8, size, size)."""
    i, j = np.indices((size, size))
    return np.stack([np.asarray(rule(i, j)) for rule in _RULES])


def order(region: Bits) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the data modules (true in `region`) in the order in which bits are placed (7.7.3)."""
    size = len(region)
    rows: list[int] = []
    columns: list[int] = []
    upward = True
    for right in range(size - 1, 0, -2):
        pair = right - 1 if right <= 6 else right
        for row in range(size - 1, -1, -1) if upward else range(size):
            for column in (pair, pair - 1):
                if region[row, column]:
                    rows.append(row)
                    columns.append(column)
        upward = not upward
    return np.array(rows), np.array(columns)


def place(ground: Bits, data: list[int], places: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Bits:
    """`ground` with the bits of `data` (codewords) in the places that `order` gave, not masked."""
    rows, columns = places
    stream = np.unpackbits(np.frombuffer(bytes(data), dtype=np.uint8)).view(bool)[: len(rows)]
    filled = ground.copy()
    filled[rows, columns] = False
    filled[rows[: len(stream)], columns[: len(stream)]] = stream
    return filled


def dark(modules: list[list[Any]]) -> Bits:
    """True where a module is dark; what is still open is light."""
    return np.array(modules, dtype=bool)


def open_places(modules: list[list[Any]]) -> Bits:
    """True where data go."""
    return np.array([[m is None for m in row] for row in modules])


def best(unmasked: Bits, data_region: Bits) -> int:
    """The mask with the fewest penalty points, the first of equals. `unmasked` has no format information."""
    candidates = unmasked ^ (masks(len(unmasked)) & data_region)
    return int(np.argmin(penalties(candidates)))


def penalties(symbols: Bits) -> NDArray[np.int64]:
    """Penalty points of symbols, shape (n, size, size) → (n,)."""
    both = np.concatenate([symbols, symbols.transpose(0, 2, 1)])  # rows, then columns as rows
    count = len(symbols)
    runs = _runs(both)
    finders = _finders(both)
    lines = runs + finders
    blocks = _blocks(symbols)
    size = symbols.shape[1]
    dark = symbols.sum(axis=(1, 2)) / size**2
    balance = (np.abs(dark * 100 - 50) / 5).astype(np.int64) * 10
    return np.asarray(lines[:count] + lines[count:] + blocks + balance, dtype=np.int64)


def _runs(lines: Bits) -> NDArray[np.int64]:
    """N1: a run of length n ≥ 5 costs n − 2, that is 3 for its first five modules and 1 for each further one."""
    same = lines[:, :, 1:] == lines[:, :, :-1]
    five = same[:, :, 3:] & same[:, :, 2:-1] & same[:, :, 1:-2] & same[:, :, :-3]
    starts = five.copy()
    starts[:, :, 1:] &= ~five[:, :, :-1]
    return np.asarray(five.sum(axis=(1, 2)) + 2 * starts.sum(axis=(1, 2)), dtype=np.int64)


def _blocks(symbols: Bits) -> NDArray[np.int64]:
    """N2: 3 for every 2×2 block of one colour."""
    right = symbols[:, :, 1:] == symbols[:, :, :-1]
    below = symbols[:, 1:, :] == symbols[:, :-1, :]
    return np.asarray(3 * (right[:, 1:, :] & right[:, :-1, :] & below[:, :, 1:]).sum(axis=(1, 2)), dtype=np.int64)


def _finders(lines: Bits) -> NDArray[np.int64]:
    """N3: 40 for every 1:1:3:1:1 with four light modules before or after it."""
    last = lines.shape[2] - 10
    at = [lines[:, :, k : k + last] for k in range(11)]
    core = ~at[1] & at[4] & ~at[5] & at[6] & ~at[9]
    after = at[0] & at[2] & at[3] & ~at[7] & ~at[8] & ~at[10]
    before = ~at[0] & ~at[2] & ~at[3] & at[7] & at[8] & at[10]
    return np.asarray(40 * (core & (after | before)).sum(axis=(1, 2)), dtype=np.int64)
