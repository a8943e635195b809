"""A small drawing of where the alleys of a village lie, made only from their own sure coordinates.

No outline, road or river: nothing is drawn that nobody measured. Units are pixels of a phone 320 pixels wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from camtay.geo import EARTH_RADIUS, Point
from camtay.model.entries import Alley, Entry, Village
from camtay.view import View, render

WIDTH = 320
HEIGHTS = (120, 320)
"""Least and most."""
MARGIN = 24
LETTERS = 21
"""Height of letters: 18 pixels where a page is 320 pixels wide."""
PILL = 17
"""Radius of the disc that carries a number."""
MIN_EXTENT = 60.0
"""Metres across: a phone does not know spots that are nearer together than a few of them."""
BAR = 90
"""Longest scale bar."""
Spot = tuple[int, int]


def drawn(view: View, entry: Entry) -> Markup:
    """The sketch of a village, or of an alley among those of its village; nothing unless two spots are sure."""
    if not isinstance(entry, Village | Alley):
        return Markup()
    found = view.alleys(entry.village if isinstance(entry, Alley) else entry.id)
    sure = [alley for alley in found if isinstance(alley, Alley) and alley.coordinates and alley.coordinates.exact]
    here = entry.id if isinstance(entry, Alley) else ""
    if len(sure) < 2 or (here and here not in {alley.id for alley in sure}):
        return Markup()
    points = [Point(a.coordinates.lat, a.coordinates.lon) for a in sure if a.coordinates]
    spots, height, scale = _spots(points)
    pills = _pills(spots, height)
    metres = round_length(BAR / scale)
    values = {
        "width": WIDTH,
        "height": height,
        "letters": LETTERS,
        "pill": PILL,
        "lines": [pair for pair in zip(spots, pills, strict=True) if pair[0] != pair[1]],
        "marks": [
            (x, y, number(view.name(alley), alley), alley.id == here) for alley, (x, y) in zip(sure, pills, strict=True)
        ],
        "bar": round(metres * scale),
        "scale": f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.0f} km",
        "label": view.w("scan.sketch_here" if here else "scan.sketch", name=view.name(entry)),
    }
    return Markup(render(view, "scan/_sketch.html", **values))  # noqa: S704 - our own template


def number(name: str, alley: Alley) -> str:
    """What the plate of an alley says for short: the last word of its name, where that has a digit (`Kiệt 12B`)."""
    last = name.split()[-1]
    return last if any(c.isdigit() for c in last) and len(last) <= 3 else str(alley.number)


def round_length(metres: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 … that is at most `metres` (at least 1)."""
    power = 10.0 ** math.floor(math.log10(max(metres, 1)))
    return max(step * power for step in (1, 2, 5) if step == 1 or step * power <= metres)


def _spots(points: Sequence[Point]) -> tuple[list[Spot], int, float]:
    """Places on the drawing, its height, and pixels a metre; north is up (equirectangular: a village is flat)."""
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    metre = math.radians(1) * EARTH_RADIUS
    narrow = metre * math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrow, (north - south) * metre
    scale = min((WIDTH - 2 * MARGIN) / max(wide, MIN_EXTENT), (HEIGHTS[1] - 2 * MARGIN) / max(high, MIN_EXTENT))
    height = min(max(round(high * scale) + 2 * MARGIN, HEIGHTS[0]), HEIGHTS[1])

    def spot(p: Point) -> Spot:
        x = WIDTH / 2 + (p.lon - (west + east) / 2) * narrow * scale
        y = height / 2 - (p.lat - (south + north) / 2) * metre * scale
        return round(x), round(y)

    return [spot(p) for p in points], height, scale


def _pills(spots: Sequence[Spot], height: int) -> list[Spot]:
    """Where each number goes: on its spot, or on the nearest free place round it, with a line back."""
    placed: list[Spot] = []
    for x, y in spots:
        tried = [(x + dx, y + dy) for dx, dy in _around()]
        inside = [(a, b) for a, b in tried if PILL <= a <= WIDTH - PILL and PILL <= b <= height - PILL]
        free = (at for at in inside if all(math.dist(at, other) > 2 * PILL for other in placed))
        placed.append(next(free, (x, y)))
    return placed


def _around() -> Iterator[Spot]:
    yield 0, 0
    for radius in range(24, 240, 12):
        for turn in range(16):
            angle = math.tau * turn / 16
            yield round(math.cos(angle) * radius), round(math.sin(angle) * radius)
