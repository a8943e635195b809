"""A row of a sheet on its way into the content: which item it is, and what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camtay.errors import Problem
from camtay.sheets.columns import Ref, digest
from camtay.sheets.rows import Place, Row
from camtay.sheets.table import Item, Table, Target
from camtay.yaml_file import Path_


@dataclass
class Wish:
    """A row on its way: which item it is, and what it asks for."""

    table: Table
    row: Row
    old: Item | None
    wanted: dict[str, str]
    target: Target | None = None
    base: Path_ = ()
    """Where the item stands, or would stand, in its file."""
    conflict: bool = False

    @property
    def file(self) -> str:
        return self.old.file if self.old else self.target.file if self.target else ""

    @property
    def name(self) -> str:
        """How a problem calls it."""
        return self.table.caption(self.wanted) or self.table.name(self.wanted)

    def real(self, path: Path_) -> Path_ | None:
        """Where a column's value stands in the item's mapping."""
        place = self.old.place if self.old else self.target.place if self.target else None
        return place(path) if place else None


def key_of(table: Table) -> str:
    """The column that names an item."""
    return next((c.key for c in table.columns if c.sort in ("id", "code", "phone")), table.keys[0])


def empty_cell(place: Place, table: Table, key: str) -> Problem:
    """A cell that must not be empty, or the column that the sheet lacks."""
    if key in place.found.columns:
        return place.problem("xlsx.empty", key)
    return place.problem("xlsx.no_column", "", heading=place.found.heading(key))


def match(table: Table, rows: Sequence[Row]) -> dict[int, int]:
    """Row number → index of its item; rows that are missing here are new items.

    A row knows the item it was exported from. Copied rows know it twice: the one with the right name is the original.
    Rows without that knowledge (typed by hand) belong to the only item of their name that is left, or to the only one
    that people call the same."""
    taken: dict[int, int] = {}
    free = set(range(len(table.items)))
    names = [table.name(item.values) for item in table.items]

    def take(row: Row, index: int | None) -> None:
        if index is not None:
            taken[row.place.number] = index
            free.discard(index)

    exported = [(row, row.ref) for row in rows if row.ref]
    for row, ref in sorted(exported, key=lambda pair: _unlike(table, *pair)):
        take(row, _exported_from(table, ref, names, free))
    for row in rows:
        if not row.ref:
            values = table.complete(row.values)
            same = [i for i in sorted(free) if names[i] == table.name(values)]
            if not same and not row.values.get("id"):
                called = table.called(values)
                same = [i for i in sorted(free) if called & table.called(table.items[i].values)]
            take(row, same[0] if len(same) == 1 else None)
    return taken


def _unlike(table: Table, row: Row, ref: Ref) -> tuple[bool, bool]:
    """How far a row has moved from what was exported: the original of a copy comes first."""
    return ref.name != table.name(row.values), ref.digest != digest(row.values, table.columns)


def _exported_from(table: Table, ref: Ref, names: Sequence[str], free: set[int]) -> int | None:
    """The item that a row came from: unchanged since then, or else the n-th one of that name."""
    same = [i for i, name in enumerate(names) if name == ref.name]
    unchanged = [i for i in same if i in free and digest(table.items[i].values, table.columns) == ref.digest]
    if unchanged:
        return unchanged[0]
    nth = same[ref.n - 1] if 0 < ref.n <= len(same) else None
    return nth if nth in free else None
