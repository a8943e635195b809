"""A sketch map of a round, drawn only from the signs' own coordinates: no outline, no road, nothing from a map.

Lengths are millimetres on paper, x to the right (east), y down (south) from the top left corner of the sketch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camtay.drawing import MIN_EXTENT, Layout, Spot, labels, layout
from camtay.geo import Point
from camtay.placements.geo import distances

WIDE = 180.0
HALF = 87.0
MARGIN = 6.0
"""Millimetres around the outermost signs, so that their labels stay inside."""
MAX_GROUPS = 9
"""More groups than this get no sketches of their own: the paper would be all sketches."""
_LABEL_HEIGHT = 4.6
_BAR = 45.0
"""Longest scale bar in millimetres."""


@dataclass(frozen=True)
class Label:
    """A number in a pill: middle, width, and the spot that it belongs to."""

    text: str
    at: Spot
    width: float
    spot: Spot


@dataclass(frozen=True)
class Sketch:
    """One drawing. `numbers` are those of the signs on it, first and last."""

    numbers: tuple[int, int]
    laid: Layout
    path: tuple[Spot, ...]
    """The spots of all signs in the order of the walk."""
    labels: tuple[Label, ...]
    """Where signs stand so thick that there is no room, a spot stays without a number: the list has them all."""

    @property
    def data(self) -> dict[str, Any]:
        """What the template reads."""
        return {
            "numbers": self.numbers,
            "width": self.laid.width,
            "height": self.laid.height,
            "path": self.path,
            "labels": [
                {"text": n.text, "x": n.at.x, "y": n.at.y, "width": n.width, "spot": n.spot, "moved": n.at != n.spot}
                for n in self.labels
            ],
            "bar": self.laid.bar,
            "bar_label": self.laid.bar_label,
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
    laid = layout(points, width, heights, MARGIN, min(_BAR, width / 3), (MIN_EXTENT, MIN_EXTENT / 2))
    sizes = [max(_LABEL_HEIGHT, 1.75 * len(name) + 2.2) for name in names]
    # A number may move far away to be read; among hundreds such lines would be a tangle.
    rings = 32 if len(names) <= 300 else 11
    found = labels(laid.spots, sizes, _LABEL_HEIGHT, (width, laid.height), 1.6, rings, 0.3, 0.6)
    return Sketch(
        numbers=numbers,
        laid=laid,
        path=tuple(laid.spots[i] for i in path),
        labels=tuple(
            Label(name, at, size, spot)
            for name, at, size, spot in zip(names, found, sizes, laid.spots, strict=True)
            if at
        ),
    )
