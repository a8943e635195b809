"""Which sheet of a workbook is ours, and which column is which: by the hidden keys, else by the headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from camtay.errors import CamtayError, Problem, fail
from camtay.sheets.book_in import Cell, Sheet
from camtay.sheets.columns import HEAD, Column
from camtay.sheets.table import Table
from camtay.text import fold, nearest

_ROWS = 10
"""Keys and headings are looked for in so many rows: somebody may have put a title above them."""
_ENOUGH = 2
"""So many headings must be known for a row to be taken for the one with the headings."""
_ALSO: dict[str, tuple[str, ...]] = {
    "title": ("ten", "ten goi", "ten kiet", "ten hem", "ten duong", "ten mon", "ten san pham", "ten thu tuc", "name"),
    "short": ("ten ngan", "ten rut gon", "ten tren bien"),
    "length_m": ("chieu dai", "dai", "dai m", "chieu dai m", "length"),
    "households": ("ho", "ho dan", "so ho dan"),
    "lat": ("vi do", "lat", "latitude"),
    "lon": ("kinh do", "lon", "lng", "long", "longitude"),
    "landmarks": ("moc", "moc gan do"),
    "directions": ("duong di", "chi duong"),
    "confirm": ("can hoi lai", "can kiem tra"),
    "number": ("sdt", "dt", "so dt", "dien thoai", "so", "phone", "telephone"),
    "url": ("trang web", "web", "website", "link"),
    "email": ("mail", "thu dien tu"),
    "sources": ("nguon", "theo nguon"),
    "confidence": ("do chac", "chac khong"),
    "place": ("xa", "phuong", "xa phuong", "thuoc xa"),
    "commune": ("xa", "phuong", "thuoc xa"),
    "type": ("loai", "phan loai"),
    "reviewed": ("ngay kiem tra", "ngay xem lai"),
    "guide": ("bai huong dan", "huong dan"),
    "owner": ("thon", "lang", "khu pho", "thuoc thon", "thuoc lang", "bai", "thuoc bai", "bo phan"),
    "code": ("ma", "ma qr", "ma bien"),
    "state": ("trang thai",),
    "note": ("ghi chu",),
    "id": ("ma", "ma so", "id"),
}
"""What else people call a column, by the last name in its key (without the language)."""


@dataclass(frozen=True)
class Found:
    """The sheet that was meant: its title, the number of each column (from 1) by key, and its rows by number."""

    table: Table
    title: str
    columns: dict[str, int]
    rows: dict[int, dict[str, Cell]]
    problems: tuple[Problem, ...] = ()
    locale: str = "vi"
    """Of what problems say of it."""

    def heading(self, key: str) -> str:
        """What stands above a column."""
        return self.table.column(key).heading(self.locale)


def mark(kind: str) -> str:
    """What stands in the hidden row above the hidden column: tells what the sheet is about."""
    return f"ref:{kind}"


def find(
    name: str, sheets: Sequence[Sheet], tables: Mapping[str, Callable[[], Table]], locale: str, kind: str = ""
) -> Found:
    """The sheet with the hidden row of keys, or one whose headings are known. `tables` are made only if needed.

    Raises CamtayError where there is none or where its columns can't be told apart."""
    for sheet in sheets:
        for number in list(sheet.rows)[:_ROWS]:
            for cell in sheet.rows[number].values():
                key = cell.value.strip() if isinstance(cell.value, str) else ""
                if key.startswith("ref:") and key[4:] in tables:
                    return replace(_by_keys(name, sheet, number, tables[key[4:]]()), locale=locale)
    best: tuple[int, Sheet, int, Table] | None = None
    for one, make in tables.items():
        if kind and one != kind:
            continue
        table = make()
        names = _names(table)
        naming = {column.key for column in table.columns if column.path and column.required and not column.options}
        for sheet in sheets:
            for number in list(sheet.rows)[:_ROWS]:
                keys = {names[w] for cell in sheet.rows[number].values() if (w := _plain(cell)) in names}
                if len(keys) >= _ENOUGH and keys & naming and (best is None or len(keys) > best[0]):
                    best = len(keys), sheet, number, table
    if best is None:
        raise fail("xlsx.keys", name)
    return replace(_by_headings(name, *best[1:], locale), locale=locale)


def _rows(sheet: Sheet, columns: Mapping[str, int], head: int) -> dict[int, dict[str, Cell]]:
    """Rows below the headings that hold something, by key."""
    found = {}
    for number, cells in sheet.rows.items():
        row = {key: cells[index] for key, index in columns.items() if index in cells}
        if row and number > head and row.get("ref", Cell("", "s")).value != HEAD:
            found[number] = row
    return found


def _by_keys(name: str, sheet: Sheet, number: int, table: Table) -> Found:
    known = {column.key for column in table.columns}
    columns: dict[str, int] = {}
    for index, cell in sheet.rows[number].items():
        key = cell.value.strip() if isinstance(cell.value, str) else ""
        key = "ref" if key == mark(table.kind) else key
        if key in columns:
            raise fail("xlsx.twice", name, key=key)
        if key in known:
            columns[key] = index
    return _found(name, sheet, number, columns, table)


def _by_headings(name: str, sheet: Sheet, number: int, table: Table, locale: str) -> Found:
    names = _names(table)
    labels = {column.key: column.heading(locale) for column in table.columns}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for index, cell in sheet.rows[number].items():
        word = _plain(cell)
        at = _at(sheet, number, index)
        key = names.get(word)
        if cell.value == HEAD:
            key = "ref"
        if key is None:
            best = nearest(word, list(names)) if word else None
            known = ", ".join(labels[column.key] for column in table.columns if column.path)
            params = {"value": str(cell.value)[:60], "known": known}
            if best and names[best] not in columns:
                params = {"value": str(cell.value)[:60], "known": known, "nearest": labels[names[best]]}
                problems.append(Problem("xlsx.column", name, number, 0, at, params))
            elif word:
                problems.append(Problem("xlsx.column_own", name, number, 0, at, params, "warning"))
        elif key in columns:
            raise fail("xlsx.twice", name, key=labels[key])
        else:
            columns[key] = index
    if any(problem.severity == "error" for problem in problems):
        raise CamtayError(problems)
    return _found(name, sheet, number, columns, table, problems)


def _found(
    name: str, sheet: Sheet, number: int, columns: dict[str, int], table: Table, problems: Sequence[Problem] = ()
) -> Found:
    # Without the column that marks the headings, they are the row below the keys, if that says so.
    head = number
    below = sheet.rows.get(number + 1, {})
    names = _names(table)
    if "ref" not in columns and sum(_plain(cell) in names for cell in below.values()) >= _ENOUGH:
        head = number + 1
    rows = _rows(sheet, columns, head)
    _refuse_merged(name, sheet, columns, rows)
    return Found(table, sheet.title, columns, rows, tuple(problems))


def _refuse_merged(name: str, sheet: Sheet, columns: Mapping[str, int], rows: Mapping[int, object]) -> None:
    """A merged cell below the headings stands for several rows or columns, and nobody knows for which."""
    from openpyxl.worksheet.cell_range import CellRange

    wrong = []
    for ref in sheet.merged:
        area = CellRange(ref)
        touched = any(area.min_col <= index <= area.max_col for index in columns.values())
        if touched and any(area.min_row <= number <= area.max_row for number in rows):
            wrong.append(Problem("xlsx.merged", name, area.min_row, 0, f"{sheet.title}!{ref}"))
    if wrong:
        raise CamtayError(wrong)


def _at(sheet: Sheet, row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{sheet.title}!{get_column_letter(column)}{row}"


# ---------------------------------------------------------------- names
def plain(text: str) -> str:
    """A heading without case, accents, punctuation and marks of what must be filled in."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def _plain(cell: Cell) -> str:
    return plain(cell.value) if isinstance(cell.value, str) else ""


def _names(table: Table) -> dict[str, str]:
    """Heading as `plain` → key of its column; those of the earlier column where two share one."""
    found: dict[str, str] = {}
    columns = [column for column in table.columns if column.sort != "ref"]
    for column in columns:
        for word in (*column.label.values(), column.key):
            found.setdefault(plain(word), column.key)
    for column in columns:
        for word in _also(column):
            found.setdefault(word, column.key)
    found.pop("", None)
    return found


def _also(column: Column) -> list[str]:
    """Other names: of the source's language the bare word, of others with the language behind it."""
    parts = [part for part in column.key.split(".") if part != column.locale]
    words = [*_ALSO.get(parts[-1] if parts else "", ())]
    words += [plain(re.sub(r"\(.*\)", "", label).rpartition(":")[2]) for label in column.label.values()]
    return [word for one in words for word in (one, f"{one} {column.locale}".strip())]
