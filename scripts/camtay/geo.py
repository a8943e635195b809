"""Positions and distances on the ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

EARTH_RADIUS = 6_371_008.8
"""Metres: mean radius R1 of the WGS 84 ellipsoid (IUGG)."""


class Point(NamedTuple):
    """A WGS 84 position in degrees."""

    lat: float
    lon: float


def distance(a: Point, b: Point) -> float:
    """Metres between two points along the great circle (haversine formula), rounded to millimetres."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return round(2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half))), 3)


SIDES = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def side(a: Point, b: Point) -> str:
    """The one of `SIDES` in which `b` lies, seen from `a` (initial bearing of the great circle)."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    east = math.sin(lon_b - lon_a) * math.cos(lat_b)
    north = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(lon_b - lon_a)
    return SIDES[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def flat(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Metres east and north of the middle of `points` (equirectangular: good to 0.1 % over a commune)."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    metre = math.radians(1) * EARTH_RADIUS
    narrow = metre * math.cos(math.radians(lat))
    return [((p.lon - lon) * narrow, (p.lat - lat) * metre) for p in points]


def round_length(metres: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 … that is at most `metres` (at least 1)."""
    power = 10.0 ** math.floor(math.log10(max(metres, 1)))
    return max(step * power for step in (1, 2, 5) if step == 1 or step * power <= metres)


def degrees(value: float) -> str:
    """Six decimals (0.1 m) without trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
