"""Rows of a spreadsheet → values in the form of `placements.yml`, each fault named by its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from camtay.codes import tidy
from camtay.errors import Problem
from camtay.placements.columns import (
    BY_KEY,
    COLUMNS,
    VALUES,
    Column,
    Ref,
    commune_labels,
    known_communes,
    known_labels,
    labels,
    unguarded,
)
from camtay.placements.sheet_file import Cell, Table
from camtay.project import Project
from camtay.text import HIDDEN_CHARACTERS, fold, nearest, nfc
from camtay.yaml_file import Document, Path_

_SPOT = r"-?[0-9]{1,3}(?:[.,][0-9]+)?"
_PAIR = re.compile(r"(-?[0-9]{1,3}[.,][0-9]+)(?: *[,;] *| +)(-?[0-9]{1,3}[.,][0-9]+)")
"""Both coordinates in one cell, as map programs copy them."""
_WORDS = {
    "field.missing": "xlsx.empty",
    "date.form": "xlsx.date",
    "number.decimal": "xlsx.number",
    "placement.no_date": "xlsx.no_date",
}
"""Problems whose cure speaks of YAML, and what they are called in a sheet."""


class SheetRow(Document):
    """One row as a document: problems of its fields name `sheet!cell`."""

    def __init__(self, file: str, table: Table, number: int) -> None:
        super().__init__(file)
        self.table, self.number = table, number

    def place(self, path: Path_) -> tuple[int, int]:
        return self.number, 0

    def cell(self, path: Path_) -> str:
        """`Biển!F7`: of the field at `path`, or of the row's code where the sheet has no such column."""
        from openpyxl.utils import get_column_letter

        key = "lat" if path == ("coordinates",) else str(path[-1]) if path else "code"
        index = self.table.columns.get(key, self.table.columns["code"])
        return f"{self.table.title}!{get_column_letter(index)}{self.number}"

    def problem(self, code: str, path: Path_ = (), severity: Any = "error", /, **params: object) -> Problem:
        words = {key: str(value) for key, value in params.items()}
        if code == "date.impossible":
            words["value"] = "/".join(reversed(words["value"].split("-")))
        return Problem(_WORDS.get(code, code), self.file, self.number, 0, self.cell(path), words, severity)


@dataclass(frozen=True)
class Row:
    """A row that holds something. `values` has an entry, perhaps empty, for every column that the sheet has."""

    origin: SheetRow
    ref: Ref | None
    values: dict[str, str]

    @property
    def code(self) -> str:
        return self.values["code"]

    @property
    def whole(self) -> bool:
        """Whether no column was deleted from the sheet."""
        return set(self.values) == set(VALUES)


def rows(project: Project, table: Table, file: str, locale: str) -> tuple[list[Row], list[Problem]]:
    """All rows with something in them beside what the export put there for reading, and the faults of their cells.

    `locale` is that of the lists that problems show; labels of every locale are read."""
    reader = _Reader(project, locale)
    found = []
    for number, cells in table.rows.items():
        origin = SheetRow(file, table, number)
        values = {key: reader.text(cells.get(key), BY_KEY[key], origin) for key in VALUES if key in table.columns}
        if not any(values.values()):
            continue
        reader.split_pair(values, origin)
        values = {key: reader.value(text, BY_KEY[key], origin) for key, text in values.items()}
        ref = cells.get("ref")
        found.append(Row(origin, Ref.read(str(ref.value)) if ref else None, values))
    return found, reader.problems


class _Reader:
    """Reads cells and keeps what was wrong with them."""

    def __init__(self, project: Project, locale: str) -> None:
        self.problems: list[Problem] = []
        chosen = [column for column in COLUMNS if column.choices]
        self.known = {column.key: known_labels(column) for column in chosen} | {"commune": known_communes(project)}
        """Folded label → value, by column."""
        self.shown = {column.key: labels(column, locale) for column in chosen}
        """Value → label, by column."""
        self.shown["commune"] = commune_labels(project, locale)

    def text(self, cell: Cell | None, column: Column, origin: SheetRow) -> str:
        """A cell's content as text; dates as YYYY-MM-DD."""
        if cell is None:
            return ""
        value = cell.value
        if cell.type == "f":
            formula = str(getattr(value, "text", value))
            self.problems.append(origin.problem("xlsx.formula", (column.key,), value=formula[:40]))
            return ""
        if cell.type == "e":
            self.problems.append(origin.problem("xlsx.error", (column.key,), value=value))
            return ""
        if isinstance(value, datetime | date):
            return value.strftime("%Y-%m-%d" if column.kind == "day" else "%d/%m/%Y")
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else repr(value)
        if not isinstance(value, str):
            return str(value)
        words = nfc(value).replace("\r", "")
        if HIDDEN_CHARACTERS.search(words):
            self.problems.append(origin.problem("text.hidden", (column.key,), "warning"))
            words = HIDDEN_CHARACTERS.sub("", words)
        return unguarded(words.replace("\u00a0", " ").strip()).strip()

    def split_pair(self, values: dict[str, str], origin: SheetRow) -> None:
        """`16.7530, 107.1860` in one cell, the other one empty, is both coordinates."""
        found = _PAIR.fullmatch(values.get("lat", ""))
        if found and "lon" in values and not values["lon"]:
            pair = values["lat"]
            values["lat"], values["lon"] = (number.replace(",", ".") for number in found.groups())
            good = f"{values['lat']} | {values['lon']}"
            self.problems.append(origin.problem("xlsx.pair", ("lat",), "warning", value=pair, good=good))

    def value(self, text: str, column: Column, origin: SheetRow) -> str:
        """The text in the form of `columns.cells`, where it has one; else as it is, for the record to refuse."""
        if not text:
            return ""
        match column.kind:
            case "code":
                return tidy(text)
            case "degrees":
                return self._degrees(text, column, origin)
            case "day":
                return _day(text)
            case "choice" | "commune":
                return self._chosen(text, column, origin)
            case _:
                return text

    def _degrees(self, text: str, column: Column, origin: SheetRow) -> str:
        if not re.fullmatch(_SPOT, text):
            return text
        good = repr(float(text.replace(",", ".")))
        if "," in text:
            self.problems.append(origin.problem("xlsx.comma", (column.key,), "warning", value=text, good=good))
        return good

    def _chosen(self, text: str, column: Column, origin: SheetRow) -> str:
        known, shown = self.known[column.key], self.shown[column.key]
        if value := known.get(fold(text)):
            return value
        params = {"value": text, "known": _few(list(shown.values()))}
        if best := known.get(nearest(text, list(known)) or ""):
            self.problems.append(origin.problem("field.choice", (column.key,), nearest=shown[best], **params))
        else:
            self.problems.append(origin.problem("field.choice_far", (column.key,), **params))
        return ""


def _few(names: list[str]) -> str:
    """Some names of a list, with an ellipsis for the others."""
    return ", ".join([*names[:10], "…"] if len(names) > 10 else names)


def _day(text: str) -> str:
    """`22/11/2026` (also with - or . between) → `2026-11-22`; anything else as it is, for the record to refuse."""
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text
