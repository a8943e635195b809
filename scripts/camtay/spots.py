"""Coordinates that a layout needs: the sketch of a village, the distances of what lies nearby."""

from __future__ import annotations

from collections.abc import Iterator

from camtay.errors import Problem
from camtay.geo import degrees
from camtay.model.entries import Alley, Located, Village, unplaced
from camtay.source import Source


def missing_spots(source: Source) -> Iterator[Problem]:
    """A warning for each village whose alleys can not all be drawn, and each place that can not say how far its
    neighbours are. Pages are whole without: they show names alone."""
    by_village: dict[str, list[Alley]] = {}
    for entry in source.entries.values():
        if isinstance(entry, Alley):
            by_village.setdefault(entry.village, []).append(entry)
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        if isinstance(entry, Village):
            alleys = by_village.get(id_, [])
            unsure = sum(not _sure(alley) for alley in alleys)
            if unsure and len(alleys) > 1:
                yield document.problem(
                    "coordinates.missing_alleys", (*base, "alleys"), "warning", entry=id_, n=unsure, all=len(alleys)
                )
        if isinstance(entry, Located) and (name := unplaced(entry)):
            yield document.problem("coordinates.missing", (*base, name), "warning", entry=id_)


def shared_spots(source: Source) -> Iterator[Problem]:
    """An error for each entry whose sure coordinates are those of another one, to the tenth of a metre: copied, not
    measured, and on a sketch one number would lie on the other."""
    taken: dict[tuple[str, str], str] = {}
    for id_, entry in source.entries.items():
        if not isinstance(entry, Located) or not _sure(entry) or entry.coordinates is None:
            continue
        lat, lon = degrees(entry.coordinates.lat), degrees(entry.coordinates.lon)
        other = taken.setdefault((lat, lon), id_)
        if other != id_:
            document, base = source.documents[id_]
            yield document.problem("spot.shared", (*base, "coordinates"), entry=id_, other=other, lat=lat, lon=lon)


def _sure(entry: Located) -> bool:
    return entry.coordinates is not None and entry.coordinates.exact
