"""A round: which signs, in which order, and the papers for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from camtay import geodata, urls
from camtay.across import unknown
from camtay.errors import CamtayError, Problem, fail
from camtay.geo import Point, degrees, distance
from camtay.markup import plain
from camtay.model.entries import Alley, Entry, Located
from camtay.placements.geo import walk
from camtay.placements.record import State
from camtay.placements.register import Hung, Register
from camtay.placements.sketch import sketches
from camtay.project import Project
from camtay.templating import environment
from camtay.texts_placements import word
from camtay.typesetting import fonts

FOLDER = "qr/print"
STATES = (State.PLANNED, State.HUNG, State.DAMAGED, State.MISSING)
"""What a round visits unless told otherwise: all that hang, should hang or hung."""


@dataclass(frozen=True)
class Stop:
    """A sign on the walk."""

    number: int
    hung: Hung
    hop: float | None
    """Metres from the stop before, or from the start; None where one of both places is unknown."""


@dataclass(frozen=True)
class Round:
    """A walk through one commune. Stops without coordinates come last."""

    commune: str
    stops: tuple[Stop, ...]
    start: Point | None = None

    @property
    def metres(self) -> float:
        """Length of the walk in straight lines."""
        return sum(stop.hop or 0.0 for stop in self.stops)

    @property
    def unplaced(self) -> int:
        """How many signs have no coordinates."""
        return sum(stop.hung.point is None for stop in self.stops)


def plan(
    project: Project, register: Register, commune: str, states: Iterable[State] = STATES, start: Point | None = None
) -> Round:
    """The walk to all signs of a commune in one of `states`.

    Raises CamtayError for an unknown commune and where there is nothing to visit."""
    if commune not in project.places:
        code, params = unknown("ref.place", commune, list(project.places))
        raise fail(code, **params)
    found = sorted(register.of_commune(commune, states), key=_order)
    if not found:
        known = sorted({c for hung in register.placements for c in hung.communes})
        raise fail("placement.none", commune=commune, known=", ".join(known) or "–")
    placed = [(hung, hung.point) for hung in found if hung.point]
    points = [point for _, point in placed]
    stops: list[Stop] = []
    before = start
    for number, index in enumerate(walk(points, start), 1):
        hung, point = placed[index]
        stops.append(Stop(number, hung, distance(before, point) if before else None))
        before = point
    rest = (hung for hung in found if hung.point is None)
    stops += (Stop(number, hung, None) for number, hung in enumerate(rest, len(stops) + 1))
    return Round(commune, tuple(stops), start)


def _order(hung: Hung) -> tuple[str, ...]:
    """A fixed order, so that moving lines in the file does not change the walk."""
    p = hung.placement
    spot = f"{p.coordinates.lat:.7f} {p.coordinates.lon:.7f}" if p.coordinates else ""
    return p.code, spot, p.note or "", str(p.hung_on), p.state.value, str(p.surface)


# ---------------------------------------------------------------- papers
def files(project: Project, made: Round, locale: str, day: date) -> dict[str, bytes]:
    """The files of a round by name. The same input gives the same bytes."""
    title = word("round_title", locale, commune=_commune(project, made.commune, locale))
    stops = [_waypoint(project, stop, locale) for stop in made.stops]
    return {
        "round.pdf": typeset(project, made, locale, day),
        "round.gpx": geodata.gpx(title, stops, geodata.Way("walk", title)),
        "round.geojson": geodata.geojson(stops, geodata.Way("walk", "walk")),
    }


def _commune(project: Project, id_: str, locale: str) -> str:
    return plain(project.places[id_].title.in_(locale).text)


def name_of(entry: Entry, locale: str) -> str:
    """What the sign says in large type (an alley's number alone says nothing on a list)."""
    text = entry.title if isinstance(entry, Alley) else entry.name
    return plain(text.in_(locale).text)


def where_of(hung: Hung, locale: str) -> str:
    """Where a sign hangs: its note, else the address of its entry."""
    if hung.placement.note:
        return hung.placement.note
    address = hung.entry.address if isinstance(hung.entry, Located) else None
    return plain(address.now.in_(locale).text) if address else ""


def _waypoint(project: Project, stop: Stop, locale: str) -> geodata.Feature:
    hung = stop.hung
    code, name, where = hung.placement.code, name_of(hung.entry, locale), where_of(hung, locale)
    state, url = hung.placement.state.value, f"https://{urls.short_url(project.site, code)}"
    return geodata.Feature(
        id=stop.number,
        name=name,
        point=hung.point,
        about=where,
        url=url,
        label=f"{stop.number}. {name}",
        code=code,
        type=state,
        symbol="Flag, Green",
        properties={"number": stop.number, "code": code, "name": name, "where": where, "state": state, "url": url},
    )


def typeset(project: Project, made: Round, locale: str, day: date) -> bytes:
    """The paper to take along: A4, tagged (PDF/UA-1), as PDF."""
    import typst

    environment_ = environment(project.root)
    source = environment_.loader.get_source(environment_, "signs/round.typ")[0]  # type: ignore[union-attr]
    data = json.dumps(_data(project, made, locale, day))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    try:
        pdf = typst.Compiler(font_paths=fonts()).compile(
            source.encode(),
            format="pdf",
            sys_inputs={"data": data},
            timestamp=noon,
            pdf_standards=["a-2a", "ua-1"],
        )
    except typst.TypstError as error:
        raise CamtayError(_problems(made, str(error))) from error
    assert isinstance(pdf, bytes)  # noqa: S101 - a PDF is one file
    return pdf


_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def _problems(made: Round, message: str) -> list[Problem]:
    """Notes with characters that the font lacks (emoji, other scripts), by their place; else what typst says."""
    problems = []
    for found in _MISSING_GLYPH.findall(message):
        for stop in made.stops:
            p = stop.hung.placement
            key = next((name for name in ("note", "size") if found in (getattr(p, name) or "")), None)
            if key:
                problems.append(stop.hung.origin.problem("placement.glyph", (key,), found=found))
    return problems or [Problem("placement.typst", "signs/round.typ", params={"reason": message[:300]})]


_WORDS = (
    "map", "north", "number", "code", "name", "where", "surface", "there", "damaged", "missing", "scans", "remarks",
    "who", "when", "after", "intro", "no_point",
)  # fmt: skip


def _data(project: Project, made: Round, locale: str, day: date) -> dict[str, Any]:
    """What the template reads."""
    points = points_of(made.stops)
    facts = [word("round_count", locale, n=len(made.stops))]
    if len(points) > 1:
        facts.append(word("round_walk", locale, length=length(made.metres, locale)))
    if made.start and points:
        start = f"{degrees(made.start.lat)}, {degrees(made.start.lon)}"
        facts.append(word("round_from", locale, start=start, length=length(made.stops[0].hop or 0, locale)))
    facts.append(word("round_date", locale, date=numbers(day)))
    return {
        "title": word("round_title", locale, commune=_commune(project, made.commune, locale)),
        "instance": project.site.short.in_(locale).text,
        "host": project.site.host,
        "facts": facts,
        "locale": locale,
        "date": [day.year, day.month, day.day],
        "words": {key: word(f"round_{key}", locale) for key in _WORDS},
        "maps": [
            {
                **sketch.data,
                "title": word("round_map_part", locale, first=sketch.numbers[0], last=sketch.numbers[1]),
                "alt": word("round_map_alt", locale, first=sketch.numbers[0], last=sketch.numbers[1]),
            }
            for sketch in sketches(points)
        ],
        "stops": [_row(stop, locale) for stop in made.stops],
    }


def _row(stop: Stop, locale: str) -> dict[str, Any]:
    p = stop.hung.placement
    first = stop.number == 1
    last = word(
        "round_last", locale, state=word(f"state_{p.state}", locale), date=numbers(p.seen_on) if p.seen_on else "–"
    )
    surface = word(f"surface_{p.surface}", locale) if p.surface else ""
    return {
        "number": stop.number,
        "code": p.code,
        "name": name_of(stop.hung.entry, locale),
        "where": where_of(stop.hung, locale),
        "last": last,
        "surface": surface,
        "size": p.size or "",
        "hop": "" if stop.hop is None or first else word("round_hop", locale, length=length(stop.hop, locale)),
        "placed": stop.hung.point is not None,
    }


def numbers(value: date) -> str:
    """Numbers only, day first, in every locale: what stands on forms."""
    return f"{value.day}/{value.month}/{value.year}"


def length(metres: float, locale: str) -> str:
    """`200 m`, `1,2 km` in Vietnamese, `1.2 km` in English."""
    if round(metres) < 1000:
        return f"{metres:.0f} m"
    number = f"{metres / 1000:.1f}"
    return f"{number.replace('.', ',') if locale == 'vi' else number} km"


def points_of(stops: Sequence[Stop]) -> list[Point]:
    """Places of the stops that have one."""
    return [stop.hung.point for stop in stops if stop.hung.point]
