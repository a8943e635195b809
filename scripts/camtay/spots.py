"""Coordinates that a layout needs: the sketch of a village, the distances of what lies nearby."""

from __future__ import annotations

from collections.abc import Iterator

from camtay.errors import Problem
from camtay.model.entries import Alley, Located, Village
from camtay.source import Source


def missing_spots(source: Source) -> Iterator[Problem]:
    """A warning for each village whose alleys can not all be drawn, and each place that can not say how far its
    neighbours are. Pages are whole without: they show names alone."""
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        if isinstance(entry, Village):
            alleys = [a for a in source.entries.values() if isinstance(a, Alley) and a.village == id_]
            unsure = sum(not _sure(alley) for alley in alleys)
            if unsure and len(alleys) > 1:
                yield document.problem(
                    "coordinates.missing_alleys", (*base, "alleys"), "warning", entry=id_, n=unsure, all=len(alleys)
                )
        if isinstance(entry, Located) and entry.nearby and not _sure(entry):
            path = "coordinates" if entry.coordinates else "nearby"
            yield document.problem("coordinates.missing", (*base, path), "warning", entry=id_)


def _sure(entry: Located) -> bool:
    return entry.coordinates is not None and entry.coordinates.exact
