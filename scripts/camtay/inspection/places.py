"""Where signs hang, and how far from there a photo was taken."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from camtay import codes, yaml_file
from camtay.errors import CamtayError
from camtay.inspection.photo import Position

FILE = "qr/placements.yml"
NEAR = 150.0
"""Metres: phones among houses and trees are often fifty metres wrong, a list written from a map as much again."""
_ROUGH = 200.0
"""Metres: a spot that is known less well than this can't show that a sign is in the wrong place."""
_EARTH = 6_371_009.0
"""Mean radius in metres (IUGG)."""

Spot = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""


def placement_spots(root: Path) -> dict[str, list[Spot]]:
    """Where each code hangs, from `qr/placements.yml`; empty when there is no such file.

    Items without usable coordinates, known only roughly or taken down are left out: whether the list itself is sound
    is for `camtay qr placements check` to say. Raises CamtayError when the file is no YAML."""
    path = root / FILE
    if not path.exists():
        return {}
    document = yaml_file.read(path, FILE)
    errors = [problem for problem in document.problems if problem.severity == "error"]
    if errors:
        raise CamtayError(errors)
    spots: dict[str, list[Spot]] = {}
    for item in document.data if isinstance(document.data, list) else []:
        if isinstance(item, dict) and item.get("state") != "removed" and (spot := _spot(item.get("coordinates"))):
            spots.setdefault(codes.tidy(str(item.get("code"))), []).append(spot)
    return spots


def _spot(value: Any) -> Spot | None:
    try:
        lat, lon, rough = float(value["lat"]), float(value["lon"]), float(value.get("precision_m", 0))
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 and rough <= _ROUGH else None


def distance(position: Position, spot: Spot) -> float:
    """Metres along a great circle."""
    lat, lon, lat2, lon2 = (math.radians(value) for value in (position.lat, position.lon, *spot))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))


def reach(position: Position) -> float:
    """Metres within which a photo counts as taken at a spot: 150, or three times the phone's own estimate."""
    return max(NEAR, 3 * position.error)


def away(position: Position | None, spots: Sequence[Spot]) -> float | None:
    """Metres to the nearest of `spots` when all are out of reach, else nothing."""
    if position is None or not spots:
        return None
    nearest = min(distance(position, spot) for spot in spots)
    return nearest if nearest > reach(position) else None


def here(position: Position | None, spots: Mapping[str, Sequence[Spot]]) -> list[str]:
    """Codes that hang where the photo was taken, nearest first."""
    if position is None:
        return []
    found = [(min(distance(position, spot) for spot in all_), code) for code, all_ in spots.items() if all_]
    return [code for metres, code in sorted(found) if metres <= reach(position)]
