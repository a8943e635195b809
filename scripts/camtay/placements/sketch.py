"""A sketch map of a round, drawn only from the signs' own coordinates: no outline, no road, nothing from a map.

Lengths are millimetres on paper, x to the right (east), y down (south) from the top left corner of the sketch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camtay.geo import Point
from camtay.placements.geo import distances, flat, round_length

WIDE = 180.0
HALF = 87.0
MARGIN = 6.0
"""Millimetres around the outermost signs, so that their labels stay inside."""
MIN_EXTENT = 60.0
"""Metres: signs that are nearer together are not spread wider, phones don't know their place better."""
MAX_GROUPS = 9
"""More groups than this get no sketches of their own: the paper would be all sketches."""
_LABEL_HEIGHT = 4.6
_BAR = 45.0
"""Longest scale bar in millimetres."""


@dataclass(frozen=True)
class Label:
    """A number in a pill: middle, width, and the spot that it belongs to."""

    text: str
    x: float
    y: float
    width: float
    spot: tuple[float, float]

    @property
    def moved(self) -> bool:
        """Whether it had to make room and needs a line to its spot."""
        return (self.x, self.y) != self.spot


@dataclass(frozen=True)
class Sketch:
    """One drawing. `numbers` are those of the signs on it, first and last."""

    numbers: tuple[int, int]
    width: float
    height: float
    path: tuple[tuple[float, float], ...]
    """The spots of all signs in the order of the walk."""
    labels: tuple[Label, ...]
    bar: float
    """Length of the scale bar in millimetres."""
    metres: float
    """What the bar stands for."""

    @property
    def data(self) -> dict[str, Any]:
        """What the template reads."""
        labels = [
            {"text": n.text, "x": n.x, "y": n.y, "width": n.width, "spot": n.spot, "moved": n.moved}
            for n in self.labels
        ]
        return {
            "numbers": self.numbers,
            "width": self.width,
            "height": self.height,
            "path": self.path,
            "labels": labels,
            "bar": self.bar,
            "bar_label": f"{self.metres:.0f} m" if self.metres < 1000 else f"{self.metres / 1000:.0f} km",
        }


def sketches(points: Sequence[Point]) -> list[Sketch]:
    """Drawings of a walk: one of all signs; where they lie in several far groups, one more for each group.

    `points` are in the order of the walk and numbered from 1."""
    if not points:
        return []
    stretches = groups(points)
    if len(stretches) == 1:
        names = [str(i + 1) for i in range(len(points))]
        return [_sketch(points, list(range(len(points))), names, (1, len(points)), WIDE, (60, 125))]
    middles = [_middle([points[i] for i in stretch]) for stretch in stretches]
    names = [f"{s[0] + 1}–{s[-1] + 1}" if len(s) > 1 else str(s[0] + 1) for s in stretches]
    whole = _sketch(middles, list(range(len(middles))), names, (1, len(points)), WIDE, (32, 60))
    near = [
        _sketch(
            [points[i] for i in s], list(range(len(s))), [str(i + 1) for i in s], (s[0] + 1, s[-1] + 1), HALF, (40, 75)
        )
        for s in stretches
        if len(s) > 1
    ]
    return [whole, *near]


def groups(points: Sequence[Point]) -> list[list[int]]:
    """Stretches of a walk through groups that lie far apart: over 500 m and six times the median hop.

    One stretch where that makes no clearer drawings: no group has three signs, there are many groups, or the walk comes
    back to one."""
    whole = [list(range(len(points)))]
    if len(points) < 4:
        return whole
    metres = distances(points, points)
    limit = max(500.0, 6 * float(np.median(np.diagonal(metres, offset=1))))
    group = _linked(metres <= limit)
    found: list[list[int]] = []
    for i, name in enumerate(group):
        if not found or group[i - 1] != name:
            found.append([])
        found[-1].append(i)
    clear = len(found) == len(set(group)) <= MAX_GROUPS and any(len(stretch) > 2 for stretch in found)
    return found if clear else whole


def _linked(near: NDArray[np.bool_]) -> list[int]:
    """The number of each point's group, where neighbours of neighbours belong together."""
    group = np.full(len(near), -1)
    for first in range(len(near)):
        reached = np.zeros(len(near), dtype=bool)
        reached[first] = group[first] < 0
        while reached.any():
            group[reached] = first
            reached = near[reached].any(axis=0) & (group < 0)
    return [int(name) for name in group]


def _middle(points: Sequence[Point]) -> Point:
    return Point(sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points))


def _sketch(
    points: Sequence[Point],
    path: Sequence[int],
    names: Sequence[str],
    numbers: tuple[int, int],
    width: float,
    heights: tuple[float, float],
) -> Sketch:
    """Points at one scale in both directions; as high as they need, within `heights` (least, most)."""
    metres = flat(points)
    east, north = np.maximum(np.ptp(metres, axis=0), 1e-9)
    inner = width - 2 * MARGIN
    scale = min(inner / max(east, MIN_EXTENT), (heights[1] - 2 * MARGIN) / max(north, MIN_EXTENT / 2))
    height = min(max(north * scale + 2 * MARGIN, heights[0]), heights[1])
    spots = np.round(metres * (scale, -scale) + (width / 2, height / 2), 2)
    bar = round_length(min(_BAR, width / 3) / scale)
    placed = tuple((float(x), float(y)) for x, y in spots)
    return Sketch(
        numbers=numbers,
        width=width,
        height=round(float(height), 2),
        path=tuple(placed[i] for i in path),
        labels=tuple(_labels(spots, names, width, float(height))),
        bar=round(float(bar * scale), 2),
        metres=bar,
    )


# ---------------------------------------------------------------- labels
def _labels(spots: NDArray[np.float64], names: Sequence[str], width: float, height: float) -> list[Label]:
    """A label for each spot: on it, or on the nearest free place of a spiral round it.

    Where signs stand so thick that there is none, the spot stays without a number: the list has them all."""
    sizes = np.array([max(_LABEL_HEIGHT, 1.75 * len(name) + 2.2) for name in names])
    # A number may move far away to be read; among hundreds such lines would be a tangle.
    spiral = _spiral(32 if len(names) <= 300 else 11)
    taken = np.empty((0, 3))
    made = []
    for i, name in enumerate(names):
        others = np.delete(spots, i, axis=0)
        tried = spots[i] + spiral
        x, y = tried[:, 0], tried[:, 1]
        half = sizes[i] / 2
        free = (x > half) & (x < width - half) & (y > _LABEL_HEIGHT / 2) & (y < height - _LABEL_HEIGHT / 2)
        free &= ~_covers(tried, half, taken)
        if not free.any():
            continue
        # Spots of other signs stay visible; where all of them lie on one heap, that can't be had.
        open_ = free & ~_covers(tried, half, np.column_stack([others, np.full(len(others), 0.6)]), 0.4)
        best = int(np.argmax(open_)) if open_.any() else int(np.argmax(free))
        at = np.round(tried[best], 2)
        taken = np.vstack([taken, [at[0], at[1], half]])
        spot = (float(spots[i, 0]), float(spots[i, 1]))
        made.append(Label(name, *(spot if best == 0 else (float(at[0]), float(at[1]))), float(sizes[i]), spot))
    return made


def _covers(
    tried: NDArray[np.float64], half: float, taken: NDArray[np.float64], high: float = _LABEL_HEIGHT / 2
) -> NDArray[np.bool_]:
    """Which of the places `tried` would touch a thing in `taken` (x, y, half its width), `high` half its height."""
    gap = 0.3
    x = np.abs(tried[:, None, 0] - taken[None, :, 0]) < half + taken[None, :, 2] + gap
    y = np.abs(tried[:, None, 1] - taken[None, :, 1]) < _LABEL_HEIGHT / 2 + high + gap
    covered: NDArray[np.bool_] = np.any(x & y, axis=1)
    return covered


@lru_cache(maxsize=2)
def _spiral(rings: int) -> NDArray[np.float64]:
    """Offsets round a spot in millimetres, nearest first; the first one is the spot itself."""
    offsets = [(0.0, 0.0)]
    for ring in range(1, rings + 1):
        radius, steps = 2.4 + 1.6 * ring, 8 + 2 * ring
        turns = (2 * math.pi * step / steps - math.pi / 4 for step in range(steps))
        offsets += ((round(math.cos(turn) * radius, 3), round(math.sin(turn) * radius, 3)) for turn in turns)
    return np.array(offsets, dtype=np.float64)
