"""Places as GeoJSON (RFC 7946), GPX 1.1 and KML 2.2, for phones and maps. The same input gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from camtay.geo import Point, degrees

TYPES = {"geojson": "application/geo+json", "gpx": "application/gpx+xml", "kml": "application/vnd.google-earth.kml+xml"}
"""Media type of each format, by the ending of its files."""


@dataclass(frozen=True)
class Feature:
    """A place. Only GeoJSON can carry one whose `point` is unknown."""

    id: str | int
    name: str
    point: Point | None
    about: str = ""
    """A sentence about it, or where it is."""
    url: str = ""
    label: str = ""
    """The name as lists of waypoints show it, where it differs: `3. Giếng cổ`."""
    code: str = ""
    type: str = ""
    symbol: str = ""
    """One of Garmin's names, which other programs know too."""
    properties: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    """What GeoJSON says of it beside its id."""

    @property
    def shown(self) -> str:
        return self.label or self.name


@dataclass(frozen=True)
class Way:
    """The places in the order in which one visits them."""

    id: str
    name: str


def gpx(title: str, features: Sequence[Feature], way: Way | None = None) -> bytes:
    """Waypoints, and one route. Elements stand in the order that the schema of GPX 1.1 prescribes:
    gpx: metadata, wpt*, rte*; metadata: name, bounds; wpt: name, cmt, desc, link, sym, type; rte: name, rtept*."""
    from xml.sax.saxutils import escape, quoteattr  # brings Python's mail and HTTP with it: only where it is needed

    found = _placed(features)
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
    for one, point in found:
        lines += [
            f"  <wpt {_at(point)}>",
            f"    <name>{escape(one.shown)}</name>",
            *([f"    <cmt>{escape(one.code)}</cmt>"] if one.code else []),
            *([f"    <desc>{escape(one.about)}</desc>"] if one.about else []),
            *([f"    <link href={quoteattr(one.url)}/>"] if one.url else []),
            *([f"    <sym>{escape(one.symbol)}</sym>"] if one.symbol else []),
            *([f"    <type>{escape(one.type)}</type>"] if one.type else []),
            "  </wpt>",
        ]
    if found and way:
        lines.append(f"  <rte>\n    <name>{escape(way.name)}</name>")
        lines += (f"    <rtept {_at(point)}><name>{escape(one.shown)}</name></rtept>" for one, point in found)
        lines.append("  </rte>")
    return ("\n".join(lines) + "\n</gpx>\n").encode()


def kml(title: str, features: Sequence[Feature], way: Way | None = None) -> bytes:
    """Placemarks, and the way as a line where it has two places or more. Elements of a placemark stand in the order of
    KML 2.2 (OGC 07-147r2, 9.1): name, atom:link, description, geometry. Positions are longitude, latitude."""
    from xml.sax.saxutils import escape, quoteattr  # as above

    found = _placed(features)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom">',
        f"<Document>\n  <name>{escape(title)}</name>",
    ]
    for one, point in found:
        lines += [
            f"  <Placemark>\n    <name>{escape(one.shown)}</name>",
            *([f"    <atom:link href={quoteattr(one.url)}/>"] if one.url else []),
            *([f"    <description>{escape(one.about)}</description>"] if one.about else []),
            f"    <Point><coordinates>{degrees(point.lon)},{degrees(point.lat)}</coordinates></Point>\n  </Placemark>",
        ]
    if way and len(found) > 1:
        line = " ".join(f"{degrees(point.lon)},{degrees(point.lat)}" for _, point in found)
        lines.append(
            f"  <Placemark>\n    <name>{escape(way.name)}</name>\n"
            f"    <LineString><coordinates>{line}</coordinates></LineString>\n  </Placemark>"
        )
    return ("\n".join(lines) + "\n</Document>\n</kml>\n").encode()


def geojson(features: Sequence[Feature], way: Way | None = None) -> bytes:
    """A FeatureCollection: a Point each (a null geometry where the place is unknown, RFC 7946 section 3.2), then the
    way as a LineString where it has two places or more. Positions are longitude, latitude."""
    made: list[dict[str, Any]] = []
    for one in features:
        geometry = {"type": "Point", "coordinates": _position(one.point)} if one.point else None
        made.append({"type": "Feature", "id": one.id, "geometry": geometry, "properties": dict(one.properties)})
    line = [_position(point) for _, point in _placed(features)]
    if way and len(line) > 1:
        geometry = {"type": "LineString", "coordinates": line}
        made.append({"type": "Feature", "id": way.id, "geometry": geometry, "properties": {"name": way.name}})
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in made)
    return f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'.encode()


def _placed(features: Sequence[Feature]) -> list[tuple[Feature, Point]]:
    return [(one, one.point) for one in features if one.point]


def _at(point: Point) -> str:
    return f'lat="{degrees(point.lat)}" lon="{degrees(point.lon)}"'


def _position(point: Point) -> list[float]:
    return [round(point.lon, 6), round(point.lat, 6)]
