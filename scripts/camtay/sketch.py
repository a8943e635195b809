"""Sketches for the screen: the alleys of a village, the places of a commune, the stops of a day.

Made only from their own sure coordinates. Units are pixels of a phone 320 pixels wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from camtay.drawing import Layout, Spot, labels, layout
from camtay.geo import Point
from camtay.model.entries import Alley, DayRoute, Entry, Located, Village
from camtay.model.fields import Coordinates
from camtay.model.learning import Stop
from camtay.view import View, render

WIDTH = 320
HEIGHTS = (120, 320)
"""Least and most."""
ROOM = 10
"""Height for each number, so that those of spots close together find room."""
MARGIN = 24
LETTERS = 21
"""Height of letters: 18 pixels where a page is 320 pixels wide."""
PILL = 34
"""Height of the pill that carries a number, and its least width."""
_LETTER = 12
"""Width of a digit."""
BAR = 90
"""Longest scale bar."""
RING, RINGS = 12, 20
GAP = 1.0


@dataclass(frozen=True)
class Mark:
    """A number on a sketch and the line of the list beside it."""

    number: str
    point: Point
    entry: Entry | None = None
    stop: Stop | None = None
    here: bool = False
    """Whether it is what the page is about."""


@dataclass(frozen=True)
class Pill:
    """A number as drawn: the middle of its pill, how much wider it is than high, and the spot that it belongs to."""

    number: str
    at: Spot
    wider: float
    spot: Spot
    here: bool


def sure(where: Coordinates | None) -> Point | None:
    """A spot that one may lead somebody to, else nothing."""
    return Point(where.lat, where.lon) if where and where.exact else None


def spot_of(entry: Entry) -> Point | None:
    """Where an entry surely is."""
    return sure(entry.coordinates) if isinstance(entry, Located) else None


# ---------------------------------------------------------------- what is on a sketch
def alleys(view: View, entry: Entry) -> list[Mark]:
    """The alleys of a village, or of an alley's village; none unless the alley itself has a sure spot."""
    if not isinstance(entry, Village | Alley):
        return []
    found = view.alleys(entry.village if isinstance(entry, Alley) else entry.id)
    marks = [
        Mark(number(view.name(alley), alley), point, alley, here=alley.id == entry.id)
        for alley in found
        if isinstance(alley, Alley) and (point := spot_of(alley))
    ]
    return marks if isinstance(entry, Village) or any(mark.here for mark in marks) else []


def number(name: str, alley: Alley) -> str:
    """What the plate of an alley says for short: the last word of its name, where that has a digit (`Kiệt 12B`)."""
    last = name.split()[-1]
    return last if any(c.isdigit() for c in last) and len(last) <= 3 else str(alley.number)


def places(entries: Iterable[Entry]) -> list[Mark]:
    """Entries with a sure spot, numbered from 1."""
    found = [(entry, point) for entry in entries if (point := spot_of(entry))]
    return [Mark(str(n), point, entry) for n, (entry, point) in enumerate(found, 1)]


def stops(view: View, route: DayRoute) -> list[Mark]:
    """The stops of a day whose spots are sure, with the numbers that they have on the page."""
    found = []
    for n, stop in enumerate(route.stops, 1):
        entry = view.stop_entry(stop)
        if point := spot_of(entry) if entry else sure(stop.coordinates):
            found.append(Mark(str(n), point, entry, stop))
    return found


# ---------------------------------------------------------------- the picture
def drawn(view: View, entry: Entry) -> Markup:
    """The sketch of a village, or of an alley among those of its village, for its scan page."""
    word = "scan.sketch_here" if isinstance(entry, Alley) else "scan.sketch"
    return figure(view, alleys(view, entry), view.w(word, name=view.name(entry)))


def figure(view: View, marks: Sequence[Mark], label: str, walk: bool = False, about: str = "") -> Markup:
    """A figure with a caption, which is also what a screen reader says; nothing unless two spots differ.

    With `walk` the spots are joined in their order; `about` is said to those who can not see it."""
    if len({mark.point for mark in marks}) < 2:
        return Markup()
    laid = laid_out(marks)
    found = pills(marks, laid)
    values = {
        "width": WIDTH,
        "height": round(laid.height),
        "letters": LETTERS,
        "pill": PILL,
        "walk": [_short(spot) for spot in laid.spots] if walk else [],
        "lines": [(_short(pill.spot), _short(pill.at)) for pill in found if pill.at != pill.spot],
        "dots": [_short(spot) for spot in dict.fromkeys(laid.spots) if spot not in {pill.at for pill in found}],
        "pills": [(*_short(pill.at), round(pill.wider), pill.number, pill.here) for pill in found],
        "bar": round(laid.bar),
        "scale": laid.bar_label,
        "label": label,
        "about": about,
    }
    picture = Markup(render(view, "maps/sketch.svg", **values))  # noqa: S704 - our own template
    return Markup('<figure class="map">{}<figcaption class="n">{}</figcaption></figure>').format(picture, label)


def laid_out(marks: Sequence[Mark]) -> Layout:
    """The marks at one scale, on a drawing that is high enough for their numbers."""
    least = min(max(HEIGHTS[0], ROOM * len(marks)), HEIGHTS[1])
    return layout([mark.point for mark in marks], WIDTH, (least, HEIGHTS[1]), MARGIN, BAR)


def pills(marks: Sequence[Mark], laid: Layout) -> list[Pill]:
    """Where each number goes. What finds no room is a dot without one: the list beside the sketch has them all."""
    widths = [max(PILL, _LETTER * len(mark.number) + PILL - 20) for mark in marks]
    placed = labels(laid.spots, widths, PILL, (WIDTH, laid.height), RING, RINGS, GAP, 4)
    return [
        Pill(mark.number, at, width - PILL, spot, mark.here)
        for mark, at, width, spot in zip(marks, placed, widths, laid.spots, strict=True)
        if at
    ]


def _short(spot: Spot) -> tuple[int, int]:
    """Whole pixels: decimals are bytes that nobody sees."""
    return round(spot.x), round(spot.y)
