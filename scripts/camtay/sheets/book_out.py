"""A table → a spreadsheet to fill in: the hidden first row names the columns, the second is for people."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from camtay.sheets.columns import HEAD, Column, Ref, digest, guarded, prints
from camtay.sheets.recognise import mark
from camtay.sheets.table import Table, Values, World
from camtay.texts_sheets import TEXTS

SPARE_ROWS = 500
"""Empty rows below the last item that have lists to choose from too."""
_FIRST = 3
"""The first row with an item: 1 holds the keys, 2 the headings."""
_GREEN, _TEAL, _GREY, _WHITE = "FF0A5C43", "FF2F6F7E", "FF5A5A5A", "FFFFFFFF"
_FONT = "Calibri"
"""openpyxl's own for cells without another."""
_LINE = 15
"""Points of a line of text in that font at 11 points."""
_TALLEST = 10
"""Lines that a row shows at most; a longer text is read in its cell."""
_HINT = 250
"""Characters that the hint of a cell may have (ECMA-376 part 1, 18.3.1.32: 255)."""
TITLES = {
    "alley": "sheet_alley",
    "placement": "sheet_placement",
    "speciality": "sheet_speciality",
    "procedure": "sheet_procedure",
    "contact": "sheet_contacts",
}
_HINTS = {
    "id": "sheet_id_hint",
    "claims": "sheet_claims_hint",
    "lines": "sheet_lines_hint",
    "sources": "sheet_sources_hint",
    "ids": "sheet_ids_hint",
    "places": "sheet_places_hint",
    "day": "sheet_day",
    "phone": "sheet_phone_hint",
    "choice": "sheet_choose",
}
_WRAPPED = ("line", "text", "show", "claims", "lines", "sources", "ids", "places", "owner", "choice")


def workbook(table: Table, world: World) -> bytes:
    """The .xlsx file with all items of a table in their order. The same items and day give the same bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = _text(TITLES[table.kind], world)
    lists = book.create_sheet(_text("sheet_lists", world))
    ranges = _lists(lists, table, world)
    _head(sheet, table, world)
    seen: Counter[str] = Counter()
    for number, item in enumerate(table.items, _FIRST):
        name = table.name(item.values)
        seen[name] += 1
        ref = Ref(name, seen[name], digest(item.values, table.columns), prints(item.values, table.columns))
        _row(sheet, number, table, item.values | {"ref": str(ref)}, world.locale)
    end = _FIRST + len(table.items) - 1
    _validate(sheet, table, ranges, end, world)
    book.properties.creator = world.project.site.short.source
    book.properties.created = datetime(world.day.year, world.day.month, world.day.day, 12)
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


def _text(key: str, world: World) -> str:
    return TEXTS[key].get(world.locale, TEXTS[key]["en"])


def _settled(made: bytes) -> bytes:
    """The file without the moment at which openpyxl wrote it, which stands in the zip and in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                created = re.search(rb"<dcterms:created[^>]*>([^<]*)<", data)
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + created[1] if created else b"", data)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# ---------------------------------------------------------------- headings
def _head(sheet: Any, table: Table, world: World) -> None:
    """Keys, headings, widths and the format of whole columns, so that new rows have it too."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(table.columns, 1):
        letter = get_column_letter(index)
        sheet.cell(1, index, mark(table.kind) if column.sort == "ref" else column.key)
        head = sheet.cell(2, index, HEAD)
        if column.sort != "ref":
            head.value = column.heading(world.locale) + (" *" if column.required and column.sort != "id" else "")
            head.font = Font(name=_FONT, size=11, bold=True, color=_WHITE)
            translated = column.locale and column.locale != world.locales[0]
            head.fill = PatternFill(
                "solid", fgColor=_GREY if column.sort == "show" else _TEAL if translated else _GREEN
            )
            head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.hidden = column.sort == "ref"
        dimension.number_format = _format(column)
        dimension.alignment = _alignment(column)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 48
    # Headings and what names the row stay in sight.
    sheet.freeze_panes = f"{get_column_letter(_frozen(table) + 1)}{_FIRST}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    # A sheet with dozens of columns would be too small to read on one page.
    sheet.sheet_properties.pageSetUpPr.fitToPage = len(table.columns) <= 18
    sheet.print_title_rows = "2:2"
    sheet.print_options.gridLines = True


def _frozen(table: Table) -> int:
    """Number of the last column that stays: the second visible one, unless it is wide."""
    return 3 if table.columns[2].width <= 34 else 2


def _format(column: Column) -> str:
    """Everything is text but dates and counts: codes keep their zeros, coordinates their point."""
    return {"day": "dd/mm/yyyy", "whole": "0"}.get(column.sort, "@")


def _alignment(column: Column) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=column.sort in _WRAPPED)


# ---------------------------------------------------------------- rows
def _row(sheet: Any, number: int, table: Table, values: Values, locale: str) -> None:
    from openpyxl.styles import Font

    lines = 1
    for index, column in enumerate(table.columns, 1):
        value = values.get(column.key, "")
        shown = column.shown(value, locale) if value and column.sort not in ("ref", "day", "whole") else ""
        if column.sort in _WRAPPED:
            lines = max(lines, sum(-(-len(line) // column.width) or 1 for line in shown.split("\n")))
        cell = sheet.cell(number, index)
        cell.number_format = _format(column)
        cell.alignment = _alignment(column)
        if column.sort in ("show", "id"):
            cell.font = Font(name=_FONT, size=11, italic=column.sort == "show", color=_GREY)
        if column.sort == "day" and (day := _day(value)):
            cell.value = day
        elif column.sort == "whole" and re.fullmatch("0|[1-9][0-9]{0,8}", value):
            cell.value = int(value)
        elif value:
            # Set as text without openpyxl's guesses, which take "=…" for a formula.
            cell.value = guarded(shown or value)
            cell.data_type = "s"
    # LibreOffice and phones do not fit rows to their text by themselves.
    sheet.row_dimensions[number].height = _LINE * min(lines, _TALLEST)


def _day(value: str) -> date | None:
    """A day that spreadsheets can count; theirs begin on 1 March 1900, all programs agreeing."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found >= date(1900, 3, 1) else None


# ---------------------------------------------------------------- lists and hints
def _lists(sheet: Any, table: Table, world: World) -> dict[str, str]:
    """The sheet with what can be chosen. Returns the range of each column's list by key."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    ranges = {}
    wanted = [column for column in table.columns if column.options and column.sort != "ids"]
    for index, column in enumerate(wanted, 1):
        letter = get_column_letter(index)
        values = [column.shown(value, world.locale) for value in column.options]
        sheet.cell(1, index, column.heading(world.locale)).font = Font(bold=True)
        for number, value in enumerate(values, 2):
            sheet.cell(number, index, guarded(value)).data_type = "s"
        sheet.column_dimensions[letter].width = min(max(len(value) for value in values) + 3, 60)
        ranges[column.key] = f"'{sheet.title}'!${letter}$2:${letter}${len(values) + 1}"
    sheet.freeze_panes = "A2"
    return ranges


def _validate(sheet: Any, table: Table, ranges: Mapping[str, str], end: int, world: World) -> None:
    """Lists to choose from, hints on what to type, and ids that stay as they are.

    Cells are not locked: a protected sheet can't be sorted, and widens no column."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = max(_FIRST, end + 1) + SPARE_ROWS - 1
    for index, column in enumerate(table.columns, 1):
        letter = get_column_letter(index)
        if column.sort == "ref":
            continue
        rule = DataValidation(allow_blank=True)
        if column.key in ranges:
            rule = DataValidation(type="list", formula1=ranges[column.key], allow_blank=True)
            # Several communes are typed with semicolons, which no list has.
            rule.showErrorMessage = column.sort != "places"
            rule.error = _text("sheet_choose", world)
            rule.errorTitle = column.heading(world.locale)[:30]
        _hint(rule, column, world)
        first = _FIRST
        if column.sort == "id" and column.path == ("id",) and end >= _FIRST:
            fixed = DataValidation(type="custom", formula1="FALSE", showErrorMessage=True)
            fixed.error = _text("sheet_id_fixed", world)
            fixed.errorTitle = column.heading(world.locale)[:30]
            _hint(fixed, column, world)
            fixed.add(f"{letter}{_FIRST}:{letter}{end}")
            sheet.add_data_validation(fixed)
            first = end + 1
        if rule.type or rule.prompt:
            rule.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(rule)


def _hint(rule: Any, column: Column, world: World) -> None:
    """What to type, shown beside the cell: a hint only, other spellings are read as well."""
    said = [_text("sheet_required", world)] if column.required else []
    said += [column.hint.get(world.locale, "")] if column.sort != "id" or column.path != ("id",) else []
    said += [_text(_HINTS[column.sort], world)] if column.sort in _HINTS else []
    hint = " ".join(dict.fromkeys(filter(None, said)))
    if hint:
        rule.showInputMessage = True
        rule.promptTitle = column.heading(world.locale)[:30]
        rule.prompt = hint if len(hint) <= _HINT else hint[: _HINT - 1] + "…"
