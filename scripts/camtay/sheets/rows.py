"""Rows of a spreadsheet → values in the fixed form of their columns, each fault named by its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from camtay.codes import tidy as tidy_code
from camtay.errors import Problem, Severity
from camtay.model.fields import ID_PATTERN
from camtay.sheets.book_in import Cell
from camtay.sheets.columns import NONE, Column, Ref, claims_form, tidy_as, unguarded
from camtay.sheets.edits import source_of
from camtay.sheets.recognise import Found
from camtay.text import HIDDEN_CHARACTERS, candidates, fold, nearest, nfc, slugify

_SPOT = r"-?[0-9]{1,3}(?:[.,][0-9]+)?"
_PAIR = re.compile(r"(-?[0-9]{1,3}[.,][0-9]+)(?: *[,;] *| +)(-?[0-9]{1,3}[.,][0-9]+)")
"""Both coordinates in one cell, as map programs copy them."""
_LOST_ZERO = re.compile(r"(?!1[89]00)[1-9][0-9]{8,9}")
"""A number of ten or eleven digits that a spreadsheet took for an amount: nine or ten are left."""


@dataclass(frozen=True)
class Place:
    """A row of a sheet, for those who tell of its cells."""

    file: str
    found: Found
    number: int

    def cell(self, key: str) -> str:
        """`Biển!F7`: of a column, or of the first one where the sheet has no such column."""
        from openpyxl.utils import get_column_letter

        shown = [k for k in self.found.columns if k != "ref"]
        first = min(shown or list(self.found.columns), key=lambda k: self.found.columns[k])
        index = self.found.columns.get(key, self.found.columns[first])
        return f"{self.found.title}!{get_column_letter(index)}{self.number}"

    def problem(self, code: str, key: str = "", severity: Severity = "error", /, **params: object) -> Problem:
        """A fault of a cell."""
        words = {name: str(value) for name, value in params.items()}
        return Problem(code, self.file, self.number, 0, self.cell(key), words, severity)


@dataclass(frozen=True)
class Row:
    """A row that holds something. `values` has an entry, perhaps empty, for every column that the sheet has."""

    place: Place
    ref: Ref | None
    values: dict[str, str]
    unread: frozenset[str] = frozenset()
    """Columns whose cells could not be read: what they are meant to hold is not known."""
    sources: Mapping[str, dict[str, str]] = field(default_factory=dict)
    """Sources that its cells give in full, by id: new ones of its file."""


@dataclass
class Reader:
    """Reads cells and keeps what was wrong with them. `locale` is that of the lists that problems show."""

    found: Found
    file: str
    locale: str
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    """Those of the row that is being read."""

    @property
    def _source(self) -> str:
        """The language in which the content is written first."""
        return next((column.locale for column in self.found.table.columns if column.locale), "")

    def rows(self) -> list[Row]:
        """All rows with something in them beside what is for reading and whom they belong to."""
        columns = [c for c in self.found.table.columns if c.key in self.found.columns and c.sort not in ("ref", "show")]
        known = {column.key: column.known() for column in columns if column.options}
        made = []
        for number, cells in self.found.rows.items():
            place = Place(self.file, self.found, number)
            before = len(self.problems)
            self.sources = {}
            texts = {column.key: self._text(cells.get(column.key), column, place) for column in columns}
            said = [column for column in columns if texts[column.key] and (column.path or "ref" in cells)]
            if not said and len(self.problems) == before:
                continue
            self._split_pair(texts, columns, place)
            values = {c.key: self._value(texts[c.key], c, known.get(c.key, {}), place) for c in columns}
            wrong = {p.path for p in self.problems[before:] if p.severity == "error"}
            unread = frozenset(column.key for column in columns if place.cell(column.key) in wrong)
            ref = cells.get("ref")
            made.append(Row(place, Ref.read(str(ref.value)) if ref else None, values, unread, self.sources))
        return made

    # ------------------------------------------------------------ text
    def _text(self, cell: Cell | None, column: Column, place: Place) -> str:
        """A cell's content as text; dates as YYYY-MM-DD."""
        if cell is None:
            return ""
        value = cell.value
        if cell.type == "f":
            formula = str(getattr(value, "text", value))
            self.problems.append(place.problem("xlsx.formula", column.key, value=formula[:40]))
            return ""
        if cell.type == "e":
            self.problems.append(place.problem("xlsx.error", column.key, value=value))
            return ""
        if isinstance(value, datetime | date):
            return value.strftime("%Y-%m-%d" if column.sort == "day" else "%d/%m/%Y")
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else repr(value)
        if not isinstance(value, str):
            return str(value)
        words = nfc(value).replace("\r", "")
        if HIDDEN_CHARACTERS.search(words):
            self.problems.append(place.problem("text.hidden", column.key, "warning"))
            words = HIDDEN_CHARACTERS.sub("", words)
        return unguarded(words.replace("\u00a0", " ").strip()).strip()

    def _split_pair(self, texts: dict[str, str], columns: list[Column], place: Place) -> None:
        """`16.7530, 107.1860` in one cell, the other one empty, is both coordinates."""
        spots = [column.key for column in columns if column.sort == "degrees"]
        if len(spots) != 2 or texts[spots[1]]:
            return
        if found := _PAIR.fullmatch(texts[spots[0]]):
            pair = texts[spots[0]]
            first, second = (number.replace(",", ".") for number in found.groups())
            texts |= {spots[0]: first, spots[1]: second}
            good = f"{first} | {second}"
            self.problems.append(place.problem("xlsx.pair", spots[0], "warning", value=pair, good=good))

    # ------------------------------------------------------------ fixed forms
    def _value(self, text: str, column: Column, known: Mapping[str, str], place: Place) -> str:
        """The text in its column's form, where it has one; else as it is, for the record to refuse."""
        if not text:
            return ""
        match column.sort:
            case "code":
                return tidy_code(text)
            case "degrees":
                return self._degrees(text, column, place)
            case "phone":
                return self._phone(text, column, place)
            case "day":
                return day(text)
            case "choice" | "owner":
                return self._chosen(text, column, known, place)
            case "places":
                return ",".join(filter(None, (self._chosen(piece, column, known, place) for piece in _pieces(text))))
            case "ids":
                return ",".join(known.get(fold(piece)) or self._id(piece) for piece in _pieces(text))
            case "claims":
                lines = [line.strip() for line in text.split("\n")]
                if column.locale == self._source:
                    return "\n".join(line for line in lines if line)
                return claims_form(["" if line in (NONE, "-") else line for line in lines])
            case "lines" | "sources":
                return "\n".join(line.strip() for line in text.split("\n") if line.strip())
            case _:
                return tidy_as(column.sort, text)

    def _degrees(self, text: str, column: Column, place: Place) -> str:
        if not re.fullmatch(_SPOT, text):
            return text
        good = repr(float(text.replace(",", ".")))
        if "," in text:
            self.problems.append(place.problem("xlsx.comma", column.key, "warning", value=text, good=good))
        return good

    def _phone(self, text: str, column: Column, place: Place) -> str:
        digits = tidy_as("phone", text)
        if not _LOST_ZERO.fullmatch(digits):
            return digits
        self.problems.append(place.problem("xlsx.zero", column.key, "warning", value=text, good=f"0{digits}"))
        return f"0{digits}"

    def _id(self, piece: str) -> str:
        """An id; of a source that is given in full (`Name | https://…`), the one that it gets."""
        if "|" not in piece:
            return piece
        first = piece.partition("|")[0].strip()
        source = source_of(piece if re.fullmatch(ID_PATTERN, first) else f"{slugify(first)[:30].strip('-')} | {piece}")
        self.sources[source["id"]] = source
        return source["id"]

    def _chosen(self, text: str, column: Column, known: Mapping[str, str], place: Place) -> str:
        if value := known.get(fold(text)):
            return value
        shown = [words.get(self.locale, words.get("en", value)) for value, words in column.options.items()]
        params = {"value": text, "known": _few(text, shown)}
        if best := known.get(nearest(text, list(known)) or ""):
            good = column.options[best].get(self.locale, best)
            self.problems.append(place.problem("field.choice", column.key, nearest=good, **params))
        else:
            self.problems.append(place.problem("field.choice_far", column.key, **params))
        return ""


def _pieces(text: str) -> list[str]:
    """What a cell lists; a source in full may have commas in its name."""
    return [piece.strip() for piece in re.split(r"[;\n]" if "|" in text else r"[;,\n]", text) if piece.strip()]


def _few(text: str, names: list[str]) -> str:
    """All names of a short list; of a long one those that are the least unlike."""
    return candidates(text, names) if len(names) > 10 else ", ".join(names)


def day(text: str) -> str:
    """`22/11/2026` (also with - or . between) → `2026-11-22`; anything else as it is, for the record to refuse."""
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text
