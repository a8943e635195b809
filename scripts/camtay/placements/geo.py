"""Tables of distances on the ground, and the order of a walk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from camtay.geo import EARTH_RADIUS, Point


def distances(points: Sequence[Point], others: Sequence[Point]) -> NDArray[np.float64]:
    """Great-circle distances in metres (haversine formula), `[i, j]` from `points[i]` to `others[j]`.

    Rounded to millimetres, so that every processor finds the same walk."""
    a, b = (np.radians(np.array(p, dtype=np.float64).reshape(-1, 2)) for p in (points, others))
    lat_a, lat_b = a[:, None, 0], b[None, :, 0]
    half = np.sin((lat_b - lat_a) / 2) ** 2
    half = half + np.cos(lat_a) * np.cos(lat_b) * np.sin((b[None, :, 1] - a[:, None, 1]) / 2) ** 2
    metres: NDArray[np.float64] = np.round(2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(half, 0, 1))), 3)
    return metres


def walk(points: Sequence[Point], start: Point | None = None) -> list[int]:
    """Indices of `points` in the order of a short walk: nearest neighbour, then 2-opt.

    It sets out from `start`, or begins at the northernmost point (of several the first), and ends anywhere.
    Memory grows with the square of the number of points: 2,000 need about 150 MB."""
    if not points:
        return []
    nodes = [start, *points] if start else list(points)
    first = 0 if start else max(range(len(points)), key=lambda i: (points[i].lat, -i))
    metres = distances(nodes, nodes)
    path = _two_opt(metres, _nearest_neighbour(metres, first))
    return [node - 1 for node in path[1:].tolist()] if start else path.tolist()


def _nearest_neighbour(metres: NDArray[np.float64], first: int) -> NDArray[np.intp]:
    left = np.ones(len(metres), dtype=bool)
    path = np.empty(len(metres), dtype=np.intp)
    path[0], left[first] = first, False
    for i in range(1, len(path)):
        path[i] = np.argmin(np.where(left, metres[path[i - 1]], np.inf))
        left[path[i]] = False
    return path


def _two_opt(metres: NDArray[np.float64], path: NDArray[np.intp]) -> NDArray[np.intp]:
    """Turn stretches of the path round while that shortens it. Its first node stays, its end is free."""
    improved = True
    while improved:
        improved = False
        for i in range(1, len(path) - 1):
            ends = path[i + 1 :]
            after = np.append(path[i + 2 :], -1)
            # The last node has nothing behind it: that step costs nothing before and after.
            step_now = np.where(after >= 0, metres[ends, after], 0.0)
            step_then = np.where(after >= 0, metres[path[i], after], 0.0)
            gain = metres[path[i - 1], path[i]] + step_now - metres[path[i - 1], ends] - step_then
            best = int(np.argmax(gain))
            if gain[best] > 0.001:
                path[i : i + best + 2] = path[i : i + best + 2][::-1].copy()
                improved = True
    return path
