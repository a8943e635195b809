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
    points = penalties(unmasked ^ (masks(len(unmasked)) & data_region))
    return points.index(min(points))


def penalties(symbols: Bits) -> list[int]:
    """Penalty points of symbols, shape (n, size, size).

    All rows and then all columns of a symbol are one long number, so that a shift moves every line by one module and
    a count of its bits is a count of modules."""
    size = symbols.shape[1]
    both = np.stack([symbols, symbols.transpose(0, 2, 1)], axis=1).reshape(len(symbols), -1)
    spare = -both.shape[1] % 8
    return [_points(int.from_bytes(row.tobytes(), "big") >> spare, size) for row in np.packbits(both, axis=1)]


def _points(lines: int, size: int) -> int:
    rows = lines >> size * size
    # A bit of `same` stands for two neighbours of one colour; of `five` for a run of five that begins there.
    same = ~(lines ^ lines << 1) & _room(size, 2)
    pairs = same & same << 1
    five = pairs & pairs << 2 & _room(size, 5)
    # N1: a run of length n >= 5 costs n - 2, that is 3 for its first five modules and 1 for each further one.
    points = five.bit_count() + 2 * (five & ~(five >> 1)).bit_count()
    # N2: 3 for every 2 x 2 block of one colour.
    right = same >> size * size
    points += 3 * (right & right << size & ~(rows ^ rows << size)).bit_count()
    # N3: 40 for every 1:1:3:1:1 with four light modules before or after it.
    at = [lines << k for k in range(11)]
    core = ~at[1] & at[4] & ~at[5] & at[6] & ~at[9] & _room(size, 11)
    after = at[0] & at[2] & at[3] & ~(at[7] | at[8] | at[10])
    before = at[7] & at[8] & at[10] & ~(at[0] | at[2] | at[3])
    points += 40 * (core & (after | before)).bit_count()
    # N4: 10 for every 5 % by which the share of dark modules strays from half.
    return points + 10 * int(abs(rows.bit_count() / size**2 * 100 - 50) / 5)


@lru_cache(maxsize=120)
def _room(size: int, length: int) -> int:
    """Ones where `length` modules fit into the line, over all rows and columns of a symbol."""
    line = (1 << size) - (1 << length - 1)
    return sum(line << size * n for n in range(2 * size))
