"""Outlines of a matrix's dark areas as an SVG path: sides found by numpy, joined in one walk."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def path(dark: NDArray[np.bool_]) -> str:
    """Closed outlines `Mx yh…v…z`, clockwise round dark areas and the other way round holes; one unit a module.

    Where two dark modules touch only at a corner, they stay apart."""
    starts, steps, following = _sides(dark)
    parts: list[str] = []
    open_ = [True] * len(steps)
    for first, start in enumerate(starts):
        if not open_[first]:
            continue
        parts.append(start)
        at = first
        while open_[at]:
            open_[at] = False
            parts.append(steps[at])
            at = following[at]
        # The last side leads back to the start, which is what `z` does.
        parts[-1] = parts[-1].partition("v")[0] + "z"
    return "".join(parts)


def _sides(dark: NDArray[np.bool_]) -> tuple[list[str], list[str], list[int]]:
    """For every level side of an outline: where it starts, the step along it and down or up the next side, and the
    number of the level side after that."""
    size = len(dark)
    padded = np.zeros((size + 2, size + 2), dtype=bool)
    padded[1:-1, 1:-1] = dark
    level = padded[1:] != padded[:-1]  # a border above module (row, column) of the padded matrix
    upright = padded[:, 1:] != padded[:, :-1]
    turns = level[:, 1:] != level[:, :-1]
    crossing = level[:, 1:] & level[:, :-1] & upright[1:] & upright[:-1]
    ys, xs = np.nonzero(turns | crossing)
    # A crossing, where two dark modules touch at their corners, is two corners.
    corner = np.repeat(np.arange(len(xs)), 1 + crossing[ys, xs])
    ys, xs = ys[corner], xs[corner]
    second = np.zeros(len(corner), dtype=bool)
    second[1:] = corner[1:] == corner[:-1]
    twice = second.copy()
    twice[:-1] |= second[1:]
    # Along a row every other stretch between corners is a side, so the first of two corners ends one and the second
    # begins the next. Down a column it is the same where the dark modules are above left and below right.
    falling = padded[ys, xs]
    order = np.lexsort((second ^ (twice & ~falling), ys, xs))
    down = np.empty_like(order)
    down[order[0::2]], down[order[1::2]] = order[1::2], order[0::2]
    # A side goes right where dark is below it, else left.
    left = np.arange(0, len(corner), 2)
    begin = left + ~padded[ys[left] + 1, xs[left] + 1]
    end = begin ^ 1
    turn = down[end]
    steps = zip((xs[end] - xs[begin]).tolist(), (ys[turn] - ys[end]).tolist(), strict=True)
    return (
        [f"M{x} {y}" for x, y in zip(xs[begin].tolist(), ys[begin].tolist(), strict=True)],
        [f"h{x}v{y}" for x, y in steps],
        (turn >> 1).tolist(),
    )
