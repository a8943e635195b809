"""A spreadsheet against the register: which row is which placement, what changes, what is new.

Rows are never taken as a wish to delete: a placement that is missing from the sheet stays as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from camtay.errors import Problem
from camtay.placements.columns import VALUES, Ref, cells, digest
from camtay.placements.record import Placement
from camtay.placements.register import Item, check, placement_of, register
from camtay.placements.sheet_in import Row, SheetRow
from camtay.project import Project


@dataclass(frozen=True)
class Change:
    """One field of an existing placement. `before` and `after` are as in `columns.cells`."""

    index: int
    """Place in the list of `placements.yml`, from 0."""
    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Merge:
    """What an import would do."""

    items: tuple[Item, ...]
    """All placements afterwards: the old ones in their order, then the new ones in the order of the sheet."""
    changes: tuple[Change, ...]
    new: tuple[Placement, ...]
    kept: int
    """How many placements the sheet does not mention."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    """Warnings only."""

    @property
    def changed(self) -> int:
        """How many placements change."""
        return len({change.index for change in self.changes})


def merge(project: Project, items: Sequence[Item], rows: Sequence[Row], told: Iterable[Problem], day: date) -> Merge:
    """What the rows of a sheet change in the items of the register. `told` are problems of cells found on reading.

    Raises CamtayError with every error of the sheet and of the register as it would be."""
    problems = list(told)
    taken = match(items, rows)
    merged = list(items)
    changes: list[Change] = []
    added: list[Item] = []
    for row in rows:
        index = taken.get(row.origin.number)
        old = items[index] if index is not None else None
        wanted = _wanted(row, old, problems)
        if wanted is None:
            continue
        before = cells(old.placement) if old else dict.fromkeys(VALUES, "")
        if wanted == before:
            continue
        placement = _record(row.origin, _data(wanted, before, old), problems)
        if placement is None:
            continue
        item = Item(placement, row.origin)
        if index is None:
            added.append(item)
        else:
            merged[index] = item
            changes += (Change(index, key, before[key], wanted[key]) for key in VALUES if wanted[key] != before[key])
    merged += added
    problems += _not_told(problems, check(project, merged, day))
    found = register(project, merged, problems)
    kept = len(items) - len(taken)
    new = tuple(item.placement for item in added)
    return Merge(tuple(merged), tuple(changes), new, kept, found.problems)


def match(items: Sequence[Item], rows: Sequence[Row]) -> dict[int, int]:
    """Row number → index of its placement; rows that are missing here are new placements.

    A row knows the placement it was exported from. Copied rows know it twice: the one with the right code is the
    original. Rows without that knowledge (typed by hand) belong to the only placement of their code that is left."""
    taken: dict[int, int] = {}
    free = set(range(len(items)))

    def take(row: Row, index: int | None) -> None:
        if index is not None:
            taken[row.origin.number] = index
            free.discard(index)

    exported = [(row, row.ref) for row in rows if row.ref]
    for row, ref in sorted(exported, key=lambda pair: _unlike(*pair)):
        take(row, _exported_from(ref, items, free))
    for row in rows:
        if not row.ref:
            same = [i for i in sorted(free) if items[i].placement.code == row.code]
            take(row, same[0] if len(same) == 1 else None)
    return taken


def _unlike(row: Row, ref: Ref) -> tuple[bool, bool]:
    """How far a row has moved from what was exported: the original of a copy comes first."""
    return ref.code != row.code, ref.digest != digest(row.values)


def _exported_from(ref: Ref, items: Sequence[Item], free: set[int]) -> int | None:
    """The placement that a row came from: unchanged since then, or else the n-th one of that code."""
    same = [i for i, item in enumerate(items) if item.placement.code == ref.code]
    unchanged = [i for i in same if i in free and digest(cells(items[i].placement)) == ref.digest]
    if unchanged:
        return unchanged[0]
    nth = same[ref.n - 1] if 0 < ref.n <= len(same) else None
    return nth if nth in free else None


def _wanted(row: Row, old: Item | None, problems: list[Problem]) -> dict[str, str] | None:
    """The values that a row asks for, or None where it asks for nothing."""
    before = cells(old.placement) if old else dict.fromkeys(VALUES, "")
    if old and not row.ref:
        # Typed by hand: what is left empty was not looked at.
        return before | {key: value for key, value in row.values.items() if value}
    wanted = before | row.values
    if old and row.ref and digest(before) != row.ref.digest and wanted != before:
        if row.whole and digest(row.values) == row.ref.digest:
            # Only the YAML file was changed since the export: the sheet's old values are no wish.
            return None
        problems.append(row.origin.problem("xlsx.conflict", ("code",), code=row.code))
        return None
    return wanted


def _data(wanted: dict[str, str], before: dict[str, str], old: Item | None) -> dict[str, Any]:
    """The placement as `placements.yml` would hold it: the old data with the changed fields."""
    data: dict[str, Any] = copy.deepcopy(old.origin.data) if old else {}
    for key in VALUES:
        if wanted[key] == before[key]:
            continue
        if key in ("lat", "lon"):
            spot = data.get("coordinates") or {}
            data["coordinates"] = {**{k: v for k, v in spot.items() if k != key}, **_if(key, wanted[key])}
        else:
            data.pop(key, None)
            data |= _if(key, wanted[key])
    spot = data.get("coordinates")
    if spot is not None and "lat" not in spot and "lon" not in spot:
        del data["coordinates"]
    return data


def _if(key: str, value: str) -> dict[str, str]:
    return {key: value} if value else {}


# ---------------------------------------------------------------- problems
def _record(origin: SheetRow, data: dict[str, Any], problems: list[Problem]) -> Placement | None:
    document = SheetRow(origin.file, origin.table, origin.number)
    document.data = data
    found: list[Problem] = []
    placement = placement_of(document, found)
    problems += _not_told(problems, found)
    return placement


def _not_told(told: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Problems of cells of which no error was told before: one fault, one message."""
    cells_ = {(p.file, p.line, p.path) for p in _errors(told)}
    return [p for p in found if (p.file, p.line, p.path) not in cells_]


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [p for p in problems if p.severity == "error"]
