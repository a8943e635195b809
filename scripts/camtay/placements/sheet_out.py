"""Placements → a spreadsheet to fill in: the hidden first row names the columns, the second is for people."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from camtay.placements.columns import (
    COLUMNS,
    HEAD,
    VALUES,
    Column,
    Ref,
    cells,
    commune_labels,
    digest,
    guarded,
    labels,
)
from camtay.placements.record import Placement
from camtay.placements.register import Register
from camtay.placements.rounds import name_of
from camtay.project import Project
from camtay.texts_placements import word

SPARE_ROWS = 500
"""Empty rows below the last sign that have lists to choose from too."""
_FIRST = 3
"""The first row with a sign: 1 holds the keys, 2 the headings."""
_GREEN, _GREY, _WHITE = "FF0A5C43", "FF5A5A5A", "FFFFFFFF"


def workbook(project: Project, register: Register, locale: str, day: date) -> bytes:
    """The .xlsx file with all placements in the order of the register. The same list and day give the same bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = word("sheet_signs", locale)
    lists = book.create_sheet(word("sheet_lists", locale))
    communes = commune_labels(project, locale)
    ranges = _lists(lists, communes, locale)
    _head(sheet, locale)
    seen: Counter[str] = Counter()
    for number, hung in enumerate(register.placements, _FIRST):
        placement = hung.placement
        seen[placement.code] += 1
        values = cells(placement)
        ref = Ref(placement.code, seen[placement.code], digest(values))
        shown = {**_shown(placement, communes, locale), "ref": str(ref), "name": name_of(hung.entry, locale)}
        _row(sheet, number, shown)
    last = max(_FIRST, len(register.placements) + _FIRST - 1) + SPARE_ROWS
    _validate(sheet, ranges, last, locale)
    book.properties.creator = project.site.short.source
    book.properties.created = datetime(day.year, day.month, day.day, 12)
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


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


def _shown(placement: Placement, communes: Mapping[str, str], locale: str) -> dict[str, str | date]:
    """What people see: names for ids, real dates."""
    shown: dict[str, str | date] = dict(cells(placement))
    for column in COLUMNS:
        value = getattr(placement, column.key, None)
        if value is not None and column.kind == "choice":
            shown[column.key] = labels(column, locale)[value]
        elif value is not None and column.kind == "commune":
            shown[column.key] = communes[value]
        elif isinstance(value, date):
            shown[column.key] = value
    return shown


def _head(sheet: Any, locale: str) -> None:
    """Keys, headings, widths and the format of whole columns, so that new rows have it too."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(index)
        sheet.cell(1, index, column.key)
        head = sheet.cell(2, index, HEAD)
        if column.kind != "ref":
            head.value = word(f"field_{column.key}", locale)
            head.font = Font(bold=True, color=_WHITE)
            head.fill = PatternFill("solid", fgColor=_GREEN)
            head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.hidden = column.kind == "ref"
        dimension.number_format = _format(column)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 32
    # Headings, the code and the name stay in sight.
    sheet.freeze_panes = f"{get_column_letter(_index('name') + 1)}{_FIRST}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"


def _index(key: str) -> int:
    return next(i for i, column in enumerate(COLUMNS, 1) if column.key == key)


def _format(column: Column) -> str:
    """Everything is text but dates: codes keep their zeros, coordinates their point."""
    return "dd/mm/yyyy" if column.kind == "day" else "@"


def _row(sheet: Any, number: int, shown: Mapping[str, str | date]) -> None:
    from openpyxl.styles import Alignment, Font

    for index, column in enumerate(COLUMNS, 1):
        value = shown[column.key]
        cell = sheet.cell(number, index)
        cell.number_format = _format(column)
        cell.alignment = Alignment(vertical="top", wrap_text=column.kind in ("text", "name"))
        if column.kind == "name":
            cell.font = Font(italic=True, color=_GREY)
        if isinstance(value, date):
            cell.value = value
        elif value:
            # Set as text without openpyxl's guesses, which take "=…" for a formula.
            cell.value = guarded(value)
            cell.data_type = "s"


def _lists(sheet: Any, communes: Mapping[str, str], locale: str) -> dict[str, str]:
    """The sheet with what can be chosen. Returns the range of each column's list by key."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    title = word("sheet_lists", locale)
    wanted: list[tuple[str, Sequence[str]]] = [
        (column.key, list(labels(column, locale).values())) for column in COLUMNS if column.choices
    ]
    wanted.append(("commune", list(communes.values())))
    ranges = {}
    for index, (key, values) in enumerate(wanted, 1):
        letter = get_column_letter(index)
        sheet.cell(1, index, word(f"field_{key}", locale)).font = Font(bold=True)
        for number, value in enumerate(values, 2):
            sheet.cell(number, index, value).data_type = "s"
        sheet.column_dimensions[letter].width = max((len(value) for value in values), default=10) + 3
        if values:
            ranges[key] = f"'{title}'!${letter}$2:${letter}${len(values) + 1}"
    sheet.freeze_panes = "A2"
    return ranges


def _validate(sheet: Any, ranges: Mapping[str, str], last: int, locale: str) -> None:
    """Lists to choose from, and a hint how to type a date."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for key in VALUES:
        column = COLUMNS[_index(key) - 1]
        if key in ranges:
            rule = DataValidation(type="list", formula1=ranges[key], allow_blank=True, showErrorMessage=True)
            rule.error = word("sheet_choose", locale)
            rule.errorTitle = word(f"field_{key}", locale)
        elif column.kind == "day":
            # A hint only: a date typed as text is read as well.
            rule = DataValidation(allow_blank=True, showInputMessage=True)
            rule.promptTitle = word(f"field_{key}", locale)
            rule.prompt = word("sheet_day", locale)
        else:
            continue
        letter = get_column_letter(_index(key))
        rule.add(f"{letter}{_FIRST}:{letter}{last}")
        sheet.add_data_validation(rule)
