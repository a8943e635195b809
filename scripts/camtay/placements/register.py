"""`qr/placements.yml` → records, checked against ledger, places and photos; every problem reported together."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from camtay import yaml_file
from camtay.across import unknown
from camtay.errors import CamtayError, Problem, ordered
from camtay.geo import Point, distance
from camtay.ledger import Code
from camtay.media import FORMATS, MAX_FILE, MAX_PIXELS
from camtay.model.entries import Entry
from camtay.placements.record import Placement, State
from camtay.project import Project
from camtay.text import legacy_encoding, nearest
from camtay.validation import validate
from camtay.yaml_file import Document, Path_

FOLDER = "qr"
FILE = f"{FOLDER}/placements.yml"
SAME_PLACE = 1.0
"""Metres: two records of one code that are as near as this are one sign written twice."""


class Part(Document):
    """One item of a list in a document: what reads it sees the item alone, problems name the whole file."""

    def __init__(self, whole: Document, base: Path_, data: Any) -> None:
        super().__init__(whole.file, data)
        self.whole, self.base = whole, base

    def place(self, path: Path_) -> tuple[int, int]:
        return self.whole.place((*self.base, *path))

    def problem(self, code: str, path: Path_ = (), severity: Any = "error", /, **params: object) -> Problem:
        return self.whole.problem(code, (*self.base, *path), severity, **params)


@dataclass(frozen=True)
class Item:
    """A placement and where it was written (a list item of the YAML file, a row of a spreadsheet)."""

    placement: Placement
    origin: Document = field(repr=False, compare=False)


@dataclass(frozen=True)
class Hung:
    """A placement with what the project knows of its code."""

    placement: Placement
    entry: Entry
    issued: Code
    communes: tuple[str, ...]
    """Its own commune, else its entry's: none where nobody said, several where the entry is in several."""
    origin: Document = field(repr=False, compare=False)

    @property
    def point(self) -> Point | None:
        """Where it hangs."""
        spot = self.placement.coordinates
        return Point(spot.lat, spot.lon) if spot else None


@dataclass(frozen=True)
class Register:
    """All placements in the order of the file, known to be sound."""

    items: tuple[Item, ...]
    placements: tuple[Hung, ...]
    """The same in the same order, with what the project knows of them."""
    problems: tuple[Problem, ...] = ()
    """Warnings only."""

    def of_commune(self, commune: str, states: Iterable[State]) -> tuple[Hung, ...]:
        """Placements of a commune that are in one of `states`."""
        wanted = set(states)
        return tuple(h for h in self.placements if commune in h.communes and h.placement.state in wanted)


def read(project: Project, day: date) -> Register:
    """The register of a project; empty when there is no file. `day` is today, for dates that lie ahead.

    Raises CamtayError with every error."""
    items, problems = _parsed(document_of(project.root), project, day)
    return register(project, items, problems)


def problems(root: Path, project: Project | None, day: date) -> list[Problem]:
    """Every problem of the register, for a run that lists faults and goes on; where the content itself is not sound
    (no `project`), those that the file shows by itself."""
    return problems_of(document_of(root), project, day)


def problems_of(document: Document, project: Project | None, day: date) -> list[Problem]:
    """The same of a file that was read already."""
    return ordered(_parsed(document, project, day)[1])


def _parsed(document: Document, project: Project | None, day: date) -> tuple[list[Item], list[Problem]]:
    items, found = parse(document)
    return items, [*document.problems, *found, *(check(project, items, day) if project else ())]


def register(project: Project, items: Sequence[Item], problems: Iterable[Problem]) -> Register:
    """The register of checked items. Raises CamtayError when there is an error among `problems`."""
    found = ordered(problems)
    if any(p.severity == "error" for p in found):
        raise CamtayError(found)
    return Register(tuple(items), tuple(_hung(project, item) for item in items), tuple(found))


def _hung(project: Project, item: Item) -> Hung:
    placement = item.placement
    issued = project.ledger.codes[placement.code]
    entry = project.entries[issued.entry]
    communes = (placement.commune,) if placement.commune else entry.place
    return Hung(placement, entry, issued, communes, item.origin)


def document_of(root: Path) -> Document:
    """The parsed file; without data when there is none."""
    path = root / FILE
    return yaml_file.read(path, FILE) if path.exists() else Document(FILE)


def parse(document: Document) -> tuple[list[Item], list[Problem]]:
    """The items of a document that are sound in themselves, and the faults of the others."""
    data: Any = document.data
    if data is None:
        return [], []
    if not isinstance(data, list):
        return [], [document.problem("field.list")]
    items: list[Item] = []
    problems: list[Problem] = []
    for index, value in enumerate(data):
        part = Part(document, (index,), value)
        if placement := placement_of(part, problems):
            items.append(Item(placement, part))
    return items, problems


def placement_of(document: Document, problems: list[Problem]) -> Placement | None:
    """The record in a document, or None with its problems added."""
    # The locales matter to records with texts in several languages; a placement has none.
    return validate(Placement, document, ("vi",), problems)


# ---------------------------------------------------------------- across files
def check(project: Project, items: Sequence[Item], day: date) -> list[Problem]:
    """Faults that a placement shows only beside the ledger, the communes, the photos and the other placements."""
    problems: list[Problem] = []
    for item in items:
        problems += _code_problems(project, item) + _date_problems(item, day) + _text_problems(item)
        if item.placement.photo and (code := _photo_fault(project.root / FOLDER, item.placement.photo)):
            params = {"file": item.placement.photo, "limit": MAX_PIXELS // 1_000_000}
            problems.append(item.origin.problem(code, ("photo",), **params))
    return problems + _twice(items)


def _code_problems(project: Project, item: Item) -> list[Problem]:
    placement, origin = item.placement, item.origin
    problems = []
    places = list(project.places)
    if placement.commune and placement.commune not in project.places:
        told, values = unknown("ref.place", placement.commune, places)
        problems.append(origin.problem(told, ("commune",), **values))
    issued = project.ledger.codes.get(placement.code)
    if issued is None:
        known = {code.lower(): code for code in project.ledger.codes}
        if best := known.get(nearest(placement.code, list(known)) or ""):
            problems.append(origin.problem("placement.code", ("code",), code=placement.code, nearest=best))
        else:
            problems.append(origin.problem("placement.code_far", ("code",), code=placement.code))
        return problems
    retired = issued.retired
    if retired and placement.state not in (State.REMOVED, State.MISSING):
        params = {"code": issued.code, "date": retired.date, "reason": retired.reason, "state": placement.state.value}
        problems.append(origin.problem("placement.retired", ("code",), "warning", **params))
    entry = project.entries[issued.entry]
    if not placement.commune and len(entry.place) != 1 and places:
        communes = ", ".join(entry.place) or "–"
        problems.append(
            origin.problem("placement.commune", ("code",), "warning", code=issued.code, entry=entry.id, known=communes)
        )
    return problems


def _date_problems(item: Item, day: date) -> list[Problem]:
    p, origin = item.placement, item.origin
    problems = []
    if p.state.hangs and not p.hung_on:
        problems.append(origin.problem("placement.no_date", ("state",), code=p.code, state=p.state.value))
    if p.hung_on and p.inspected_on and p.inspected_on < p.hung_on:
        params = {"inspected": p.inspected_on, "hung": p.hung_on}
        problems.append(origin.problem("placement.order", ("inspected_on",), **params))
    if p.state is State.PLANNED and p.hung_on and p.hung_on < day:
        problems.append(origin.problem("placement.planned", ("state",), "warning", code=p.code, hung=p.hung_on))
    for name, value in (("hung_on", p.hung_on), ("inspected_on", p.inspected_on)):
        ahead = value is not None and value > day
        if ahead and not (name == "hung_on" and p.state is State.PLANNED):
            problems.append(origin.problem("placement.future", (name,), "warning", date=value, today=day))
    return problems


def _text_problems(item: Item) -> list[Problem]:
    """Texts typed for a font of the time before Unicode."""
    texts = ((name, getattr(item.placement, name)) for name in ("size", "team", "note"))
    return [
        item.origin.problem("text.legacy", (name,), name=font, found=words[:30])
        for name, words in texts
        if words and (font := legacy_encoding(words))
    ]


def _twice(items: Sequence[Item]) -> list[Problem]:
    """One sign written twice. Signs that were taken down are history: another may hang in their place."""
    problems = []
    seen: dict[str, list[Item]] = {}
    for item in items:
        if item.placement.state is State.REMOVED:
            continue
        earlier = seen.setdefault(item.placement.code, [])
        if other := next((e for e in earlier if _same_place(e.placement, item.placement)), None):
            there = f"{other.origin.file}:{other.origin.place(('code',))[0]}"
            params = {"code": item.placement.code, "other": there}
            problems.append(item.origin.problem("placement.twice", ("code",), **params))
        earlier.append(item)
    return problems


def _same_place(a: Placement, b: Placement) -> bool:
    if a.coordinates and b.coordinates:
        here, there = (Point(spot.lat, spot.lon) for spot in (a.coordinates, b.coordinates))
        return distance(here, there) <= SAME_PLACE
    if a.coordinates or b.coordinates:
        return False
    return (a.commune, a.surface, a.note) == (b.commune, b.surface, b.note)


def _photo_fault(folder: Path, name: str) -> str | None:
    """The code of what is wrong with a photo. `name` is relative to `folder` and stays inside it."""
    try:
        path = (folder / name).resolve()
        if name.startswith("/") or not path.is_relative_to(folder.resolve()):
            return "placement.photo_outside"
        if not path.is_file():
            return "placement.photo_missing"
        if path.stat().st_size > MAX_FILE:
            return "placement.photo_large"
    except (OSError, ValueError):
        # A name that no file can have: too long for the disk, or with a NUL in it.
        return "placement.photo_missing"
    return _picture_fault(path)


def _picture_fault(path: Path) -> str | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    return "placement.photo_large"
                image.verify()
    except Image.DecompressionBombError:
        return "placement.photo_large"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "placement.photo_unreadable"
    return None
