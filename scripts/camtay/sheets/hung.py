"""Signs that hang outside (`qr/placements.yml`) as a sheet."""

from __future__ import annotations

from enum import StrEnum

from camtay.codes import tidy as tidy_code
from camtay.errors import Problem
from camtay.model.described import Words
from camtay.placements import register as registers
from camtay.placements.record import FIELDS, Material, State, Surface
from camtay.placements.register import FILE
from camtay.placements.rounds import name_of
from camtay.sheets.columns import Column, Sort
from camtay.sheets.kinds import REF, communes, texts
from camtay.sheets.table import Drafts, Item, Table, Target, Values, World, values_of
from camtay.yaml_file import Document, of_bytes

_LISTS: dict[str, type[StrEnum]] = {"surface": Surface, "material": Material, "state": State}
_COLUMNS: tuple[tuple[str, Sort, int], ...] = (
    ("code", "code", 11),
    ("name", "show", 34),
    ("commune", "choice", 24),
    ("lat", "degrees", 12),
    ("lon", "degrees", 12),
    ("surface", "choice", 13),
    ("material", "choice", 16),
    ("size", "line", 13),
    ("hung_on", "day", 13),
    ("team", "line", 24),
    ("photo", "line", 24),
    ("inspected_on", "day", 13),
    ("state", "choice", 15),
    ("note", "line", 44),
)


def placements(world: World) -> Table:
    """All signs in the order of the file."""
    document = registers.document_of(world.root)

    def check(drafts: Drafts) -> tuple[tuple[Item, ...] | None, list[Problem]]:
        draft = of_bytes(drafts[FILE], FILE) if FILE in drafts else document
        found = registers.problems_of(draft, world.project, world.day)
        wrong = any(problem.severity == "error" for problem in found)
        return None if wrong else _items(world, columns, draft), found

    def caption(values: Values) -> str:
        issued = world.project.ledger.codes.get(values.get("code", ""))
        entry = world.project.entries.get(issued.entry) if issued else None
        name = name_of(entry, world.locale) if entry else ""
        return f"{values.get('code', '')}  {name}".strip()

    columns = tuple(_column(world, *one) for one in _COLUMNS)
    return Table(
        "placement",
        (REF, *columns),
        _items(world, columns, document),
        (*FIELDS, "lat", "lon"),
        lambda values: values.get("code", ""),
        lambda values: Target(FILE, ()),
        check,
        several=True,
        caption=caption,
    )


def _column(world: World, key: str, sort: Sort, width: int) -> Column:
    path = () if sort == "show" else ("coordinates", key) if sort == "degrees" else (key,)
    options: dict[str, Words] = {}
    if key == "commune":
        options = communes(world.project)
    elif key in _LISTS:
        options = {choice.value: texts(f"{key}_{choice.value}") for choice in _LISTS[key]}
    hint = texts("sheet_day") if sort == "day" else {}
    return Column(key, sort, width, texts(f"field_{key}"), path, hint, "", options, key in ("code", "state"))


def _items(world: World, columns: tuple[Column, ...], document: Document) -> tuple[Item, ...]:
    items = []
    for index, data in enumerate(document.data or ()):
        values = values_of(columns, data)
        values["code"] = tidy_code(values["code"])
        issued = world.project.ledger.codes.get(values["code"])
        entry = world.project.entries.get(issued.entry) if issued else None
        values["name"] = name_of(entry, world.locale) if entry else ""
        communes_ = (values["commune"],) if values["commune"] else entry.place if entry else ()
        if not world.within or world.within in (*communes_, entry.id if entry else ""):
            items.append(Item(FILE, (index,), data, values))
    return tuple(items)
