"""Where things go on a sketch: spots at one scale with north up, a round scale bar, labels that never touch.

Made only from coordinates: no outline, border, road or river, since nothing is drawn that nobody measured. Lengths are
those of whoever draws (pixels, millimetres), x to the right (east), y down (south) from the top left corner.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from camtay.geo import Point, flat, round_length

MIN_EXTENT = 60.0
"""Metres across: spots that are nearer together are not spread wider, phones do not know their place better."""


class Spot(NamedTuple):
    """A place on the drawing."""

    x: float
    y: float


class Box(NamedTuple):
    """A label's middle, half its width and half its height."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True)
class Layout:
    """Points on a drawing of one scale."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    scale: float
    """Lengths of the drawing a metre."""
    bar: float
    """Length of the scale bar."""
    metres: float
    """What the bar stands for."""

    @property
    def bar_label(self) -> str:
        """`200 m`, `5 km`."""
        return f"{self.metres:.0f} m" if self.metres < 1000 else f"{self.metres / 1000:.0f} km"


def layout(
    points: Sequence[Point],
    width: float,
    heights: tuple[float, float],
    margin: float,
    bar: float,
    extents: tuple[float, float] = (MIN_EXTENT, MIN_EXTENT),
) -> Layout:
    """Points at one scale in both directions, as high as they need within `heights` (least, most), `margin` inside.

    The bar is at most `bar` long; `extents` are the least metres across and down that fill the drawing."""
    metres = flat(points)
    east, north = (max(axis) - min(axis) for axis in zip(*metres, strict=True))
    scale = min((width - 2 * margin) / max(east, extents[0]), (heights[1] - 2 * margin) / max(north, extents[1]))
    height = round(min(max(north * scale + 2 * margin, heights[0]), heights[1]), 2)
    spots = (Spot(round(width / 2 + x * scale, 2), round(height / 2 - y * scale, 2)) for x, y in metres)
    length = round_length(bar / scale)
    return Layout(width, height, tuple(spots), scale, round(length * scale, 2), length)


def labels(
    spots: Sequence[Spot],
    widths: Sequence[float],
    high: float,
    size: tuple[float, float],
    ring: float,
    rings: int,
    gap: float,
    dot: float = 0.0,
) -> list[Spot | None]:
    """The middle of each label (`widths` wide, `high` high): on its spot, or on the nearest free place round it.

    Rings round a spot are `ring` apart. Labels stay `gap` apart and inside `size` (width, height), and, where that can
    be had, clear of the `dot` (its radius) of others. None where there is no room: whoever draws lists them all."""
    taken = _Taken(max(widths, default=0) + gap, high + gap)
    dots = _Taken(dot + max(widths, default=0) / 2, dot + high / 2)
    for spot in dict.fromkeys(spots):
        dots.add(Box(*spot, dot, dot))
    made: list[Spot | None] = []
    for spot, width in zip(spots, widths, strict=True):
        found = None
        for dx, dy in _spiral(ring, rings):
            box = Box(round(spot.x + dx, 2), round(spot.y + dy, 2), width / 2, high / 2)
            inside = box.wide <= box.x <= size[0] - box.wide and box.high <= box.y <= size[1] - box.high
            if not inside or taken.touches(box, gap):
                continue
            found = found or box
            if not dots.touches(box, 0, but=spot):
                found = box
                break
        if found:
            taken.add(found)
        made.append(Spot(found.x, found.y) if found else None)
    return made


class _Taken:
    """Boxes in a grid whose cells are as large as the largest of them and what is asked about, so that only nine
    cells have to be looked at."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = max(wide, 0.1), max(high, 0.1)
        self.cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def _cell(self, box: Box) -> tuple[int, int]:
        return math.floor(box.x / self.wide), math.floor(box.y / self.high)

    def add(self, box: Box) -> None:
        self.cells[self._cell(box)].append(box)

    def touches(self, box: Box, gap: float, but: Spot | None = None) -> bool:
        """Whether something is nearer than `gap`, other than what stands exactly at `but`."""
        column, row = self._cell(box)
        return any(
            abs(box.x - other.x) < box.wide + other.wide + gap
            and abs(box.y - other.y) < box.high + other.high + gap
            and (other.x, other.y) != but
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in self.cells.get((x, y), ())
        )


@lru_cache(maxsize=8)
def _spiral(ring: float, rings: int) -> tuple[tuple[float, float], ...]:
    """Offsets round a spot, nearest first; the first one is the spot itself."""
    return tuple(_offsets(ring, rings))


def _offsets(ring: float, rings: int) -> Iterator[tuple[float, float]]:
    yield 0.0, 0.0
    for number in range(1, rings + 1):
        radius, steps = ring * (number + 1.5), 8 + 2 * number
        for step in range(steps):
            turn = math.tau * step / steps - math.pi / 4
            yield round(math.cos(turn) * radius, 3), round(math.sin(turn) * radius, 3)
