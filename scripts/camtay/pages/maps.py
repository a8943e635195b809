"""Sketches on full pages, the page of all places by map, and places as files for phones and map programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from camtay import geodata, sketch, urls
from camtay.geo import Point
from camtay.model.entries import Alley, DayRoute, Entry, Located, Place, Village
from camtay.model.site import Site
from camtay.project import Project
from camtay.sketch import Mark, spot_of
from camtay.view import View

FOLDER = "geo"
CROWDED = 30
"""Numbers on one sketch that a phone can still tell apart: above, the whole province is drawn commune by commune."""
WAYPOINTS = 9
"""Stops between the first and the last that Google's addresses take."""


@dataclass(frozen=True)
class Line:
    """A line of the list beside a sketch. Addresses are empty where there is nothing to lead to."""

    number: str
    name: str
    path: str
    far: str
    """`350 m to the north-east`, seen from where the list says."""
    way: str


@dataclass(frozen=True)
class Map:
    """A sketch (nothing where fewer than two spots are sure) with the list beside it and the files of its places."""

    figure: Markup
    lines: tuple[Line, ...]
    seen_from: str
    files: tuple[tuple[str, str], ...]
    """(ending in capitals, address from the root of the host)."""
    missing: int = 0
    """Stops of a route whose spots are not sure."""
    directions: str = ""
    """Google's directions through all stops of a route."""


# ---------------------------------------------------------------- what pages show
def of_entry(view: View, entry: Entry) -> Map | None:
    """What the page of an entry shows; None for one that neither is anywhere nor leads anywhere."""
    if isinstance(entry, DayRoute):
        marks = sketch.stops(view, entry)
        label = view.w("map.route", name=view.name(entry))
        figure = _figure(view, marks, label, walk=True)
        lines = tuple(_line(view, mark, marks[0]) for mark in marks) if figure else ()
        missing = len(entry.stops) - len(marks)
        seen = lines[0].name if len(lines) > 1 else ""
        way = "" if missing else directions([mark.point for mark in marks])
        return Map(figure, lines, seen, _links(view, entry.id, bool(marks)), missing, way)
    if isinstance(entry, Located):
        marks = sketch.alleys(view, entry)
        label = view.w("scan.sketch_here" if isinstance(entry, Alley) else "scan.sketch", name=view.name(entry))
        figure = _figure(view, marks, label)
        first = Mark("", point, entry) if (point := spot_of(entry)) else None
        lines = tuple(_line(view, mark, first) for mark in marks) if figure else ()
        seen = view.name(entry) if first else ""
        return Map(figure, lines, seen, _links(view, entry.id, bool(marks or first)))
    return None


def of_place(view: View, place: Place, entries: Iterable[Entry]) -> Map:
    """The entries of a commune."""
    marks = sketch.places(entries)
    label = view.w("map.commune", name=view.plain(place.title))
    return _of_places(view, marks, label, f"place/{place.id}")


def of_all(view: View) -> Map:
    """All places that have a sure spot; where they are many, each commune that has some."""
    project = view.project
    marks = sketch.places(places_of(project))
    label = view.w("map.all", name=view.plain(project.site.area.now))
    if len(marks) <= CROWDED:
        return _of_places(view, marks, label, "")
    found = []
    for id_, entries in project.by_place.items():
        points = [point for entry in entries if not isinstance(entry, Alley) and (point := spot_of(entry))]
        if points:
            middle = Point(sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points))
            found.append((project.places[id_], middle, len(points)))
    marks = [Mark(str(n), middle) for n, (_, middle, _) in enumerate(found, 1)]
    lines = tuple(
        Line(mark.number, view.plain(place.title), view.place_path(place.id), view.w("count", n=count), "")
        for mark, (place, _, count) in zip(marks, found, strict=True)
    )
    figure = _figure(view, marks, label)
    return Map(figure, lines, "", _links(view, "", sure=True))


def places_of(project: Project) -> list[Located]:
    """What can be on the map: everything that stands somewhere but alleys, which their village shows."""
    return [e for e in project.entries.values() if isinstance(e, Located) and not isinstance(e, Alley)]


def _of_places(view: View, marks: Sequence[Mark], label: str, file: str) -> Map:
    lines = tuple(_line(view, mark, marks[0]) for mark in marks)
    seen = lines[0].name if len(lines) > 1 else ""
    return Map(_figure(view, marks, label), lines, seen, _links(view, file, bool(marks)))


def _figure(view: View, marks: Sequence[Mark], label: str, walk: bool = False) -> Markup:
    return sketch.figure(view, marks, label, walk, view.w("map.list"))


def _line(view: View, mark: Mark, first: Mark | None) -> Line:
    """`first` is what distances are told from."""
    stop, entry = mark.stop, mark.entry
    name = view.name(entry) if entry else view.plain(stop.title) if stop and stop.title else ""
    path = f"#stop-{mark.number}" if stop else "" if mark.here or not entry else view.path(entry)
    far = ""
    if first and first is not mark:
        blur = sum(e.coordinates.precision_m for e in (first.entry, entry) if isinstance(e, Located) and e.coordinates)
        far = view.far(first.point, mark.point, blur)[1]
    return Line(mark.number, name, path, far, directions([mark.point]))


def directions(points: Sequence[Point]) -> str:
    """Google's directions to one point, or from the first to the last; nothing where they are too many or none."""
    at = [f"{p.lat:.5f},{p.lon:.5f}" for p in points]
    if not at or len(at) > WAYPOINTS + 2:
        return ""
    between = f"&waypoints={quote('|'.join(at[1:-1]))}" if len(at) > 2 else ""
    origin = f"&origin={at[0]}" if len(at) > 1 else ""
    return f"https://www.google.com/maps/dir/?api=1{origin}&destination={at[-1]}{between}"


# ---------------------------------------------------------------- files
def _links(view: View, name: str, sure: bool) -> tuple[tuple[str, str], ...]:
    stem = f"/{FOLDER}/{view.locale.tag}{'/' if name else ''}{name}"
    return tuple((ending, f"{stem}.{ending.lower()}") for ending in ("GPX", "KML", "GeoJSON")) if sure else ()


def files(project: Project) -> Iterator[tuple[str, bytes]]:
    """(path relative to the site, content) of every place, route and commune with a sure spot, and of all together."""
    for locale in project.locales:
        view = View(project, locale)
        known = {e.id: found for e in project.entries.values() if (found := _feature(view, e))}
        groups: list[tuple[str, Entry | Place | Site, list[geodata.Feature], geodata.Way | None]] = []
        for entry in project.entries.values():
            if isinstance(entry, DayRoute):
                groups.append((entry.id, entry, _stops(view, entry), _way(view, entry)))
            elif isinstance(entry, Located):
                own = [entry, *(view.alleys(entry.id) if isinstance(entry, Village) else ())]
                groups.append((entry.id, entry, [known[e.id] for e in own if e.id in known], None))
        for id_, entries in project.by_place.items():
            features = [known[e.id] for e in entries if e.id in known]
            groups.append((f"place/{id_}", project.places[id_], features, None))
        groups.append(("", project.site, list(known.values()), None))
        for name, about, features, way in groups:
            if features:
                title = view.plain(about.title)
                stem = f"{FOLDER}/{locale.tag}{'/' if name else ''}{name}"
                yield f"{stem}.gpx", geodata.gpx(title, features, way)
                yield f"{stem}.kml", geodata.kml(title, features, way)
                yield f"{stem}.geojson", geodata.geojson(features, way)


def _way(view: View, route: DayRoute) -> geodata.Way:
    return geodata.Way(route.id, view.plain(route.title))


def _feature(view: View, entry: Entry) -> geodata.Feature | None:
    point = spot_of(entry)
    if point is None or not isinstance(entry, Located) or entry.coordinates is None:
        return None
    site = view.project.site
    name, about, kind = view.plain(entry.title), view.plain(entry.summary), view.w(f"scan.kind.{entry.kind}")
    url, code = urls.absolute(site, urls.entry_path(site, view.locale, entry)), view.code(entry)
    properties: dict[str, str | int] = {
        "name": name,
        "kind": kind,
        "about": about,
        "address": view.plain(entry.address.now) if entry.address else "",
        "url": url,
        "code": code,
        "precision_m": entry.coordinates.precision_m,
    }
    kept = {key: value for key, value in properties.items() if value != ""}
    return geodata.Feature(entry.id, name, point, about, url, code=code, type=kind, properties=kept)


def _stops(view: View, route: DayRoute) -> list[geodata.Feature]:
    """The stops whose spots are sure."""
    site, made = view.project.site, []
    own = urls.absolute(site, urls.entry_path(site, view.locale, route))
    for mark in sketch.stops(view, route):
        stop, entry = mark.stop, mark.entry
        if stop is None:
            continue
        name = view.plain(entry.title) if entry else view.plain(stop.title) if stop.title else ""
        about = view.plain(entry.summary) if entry else view.plain(stop.where) if stop.where else ""
        url = urls.absolute(site, urls.entry_path(site, view.locale, entry)) if entry else f"{own}#stop-{mark.number}"
        properties: dict[str, str | int] = {"number": int(mark.number), "name": name, "about": about, "url": url}
        label = f"{mark.number}. {name}"
        made.append(geodata.Feature(int(mark.number), name, mark.point, about, url, label=label, properties=properties))
    return made
