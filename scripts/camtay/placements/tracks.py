"""A round as GPX 1.1 and GeoJSON (RFC 7946), for phones and maps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from camtay.geo import Point


@dataclass(frozen=True)
class Waypoint:
    """A sign on a walk."""

    number: int
    code: str
    name: str
    where: str
    url: str
    """What its symbol opens."""
    state: str
    point: Point | None

    @property
    def label(self) -> str:
        return f"{self.number}. {self.name}"


def degrees(value: float) -> str:
    """Six decimals (0.1 m) without trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def gpx(title: str, stops: Sequence[Waypoint]) -> bytes:
    """Waypoints and one route. Elements stand in the order that the schema of GPX 1.1 prescribes:
    gpx: metadata, wpt*, rte*; metadata: name, bounds; wpt: name, cmt, desc, link, sym, type; rte: name, rtept*.

    Signs without coordinates can't be in it."""
    found = [(stop, stop.point) for stop in stops if stop.point]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gpx version="1.1" creator="Cầm Tay" xmlns="http://www.topografix.com/GPX/1/1">',
        f"  <metadata>\n    <name>{escape(title)}</name>",
    ]
    if found:
        lats, lons = [p.lat for _, p in found], [p.lon for _, p in found]
        lines.append(
            f'    <bounds minlat="{degrees(min(lats))}" minlon="{degrees(min(lons))}"'
            f' maxlat="{degrees(max(lats))}" maxlon="{degrees(max(lons))}"/>'
        )
    lines.append("  </metadata>")
    for stop, point in found:
        lines += [
            f'  <wpt lat="{degrees(point.lat)}" lon="{degrees(point.lon)}">',
            f"    <name>{escape(stop.label)}</name>",
            f"    <cmt>{escape(stop.code)}</cmt>",
            *([f"    <desc>{escape(stop.where)}</desc>"] if stop.where else []),
            f"    <link href={quoteattr(stop.url)}/>",
            "    <sym>Flag, Green</sym>",
            f"    <type>{escape(stop.state)}</type>",
            "  </wpt>",
        ]
    if found:
        lines.append(f"  <rte>\n    <name>{escape(title)}</name>")
        for stop, point in found:
            at = f'lat="{degrees(point.lat)}" lon="{degrees(point.lon)}"'
            lines.append(f"    <rtept {at}><name>{escape(stop.label)}</name></rtept>")
        lines.append("  </rte>")
    return ("\n".join(lines) + "\n</gpx>\n").encode()


def geojson(stops: Sequence[Waypoint]) -> bytes:
    """A FeatureCollection: a Point each (a null geometry where the place is unknown, RFC 7946 section 3.2), then the
    walk as a LineString where it has two places or more. Positions are longitude, latitude."""
    features: list[dict[str, Any]] = []
    for stop in stops:
        properties = {"number": stop.number, "code": stop.code, "name": stop.name, "where": stop.where}
        geometry = {"type": "Point", "coordinates": _position(stop.point)} if stop.point else None
        properties |= {"state": stop.state, "url": stop.url}
        features.append({"type": "Feature", "id": stop.number, "geometry": geometry, "properties": properties})
    line = [_position(stop.point) for stop in stops if stop.point]
    if len(line) > 1:
        geometry = {"type": "LineString", "coordinates": line}
        features.append({"type": "Feature", "id": "walk", "geometry": geometry, "properties": {"name": "walk"}})
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'.encode()


def _position(point: Point) -> list[float]:
    return [round(point.lon, 6), round(point.lat, 6)]
