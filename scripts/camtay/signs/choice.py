"""Which documents a print run consists of."""

from __future__ import annotations

from dataclasses import replace

from camtay.across import unknown_entries
from camtay.errors import CamtayError, Problem
from camtay.model.entries import Entry
from camtay.project import Project
from camtay.signs import grid as grids
from camtay.signs.document import Document, calibration, parts
from camtay.signs.formats import FORMATS, MIN_MODULE
from camtay.signs.grid import Grid
from camtay.signs.sign import chosen_entries, format_for, signs
from camtay.signs.symbol import QUIET_ZONE


def build_documents(project: Project) -> list[Document]:
    """What every build prints: A6 signs of all entries, one a page (PDF and SVG) and four on A4 (PDF)."""
    made = signs(project, chosen_entries(project), FORMATS["a6"])
    if not made:
        return []
    return [*parts(project, FORMATS["a6"], made), *parts(project, FORMATS["a4"], made, only=("pdf",))]


def documents(
    project: Project,
    kind: str | None = None,
    place: str | None = None,
    name: str | None = None,
    *,
    sheet: str | None = None,
    start: int = 1,
    copies: int = 1,
    distance: float | None = None,
    bleed: float = 0,
    marks: bool = False,
) -> list[Document]:
    """Documents of the chosen entries, a format each; without a `name` every kind gets its usual sign.

    Lengths in millimetres. Raises CamtayError with the problems of all signs."""
    if place is not None and (unknown := unknown_entries([place], [*project.entries, *project.places], project.drafts)):
        raise CamtayError(unknown)
    entries = chosen_entries(project, kind, place)
    grid = None
    sheets: dict[str, Grid] = {}
    if sheet is not None:
        name = "stickers"
        locales = tuple(locale.tag for locale in project.locales)
        sheets = grids.read(project.root, locales)
        grid = grids.named(sheets, sheet)
    grouped: dict[str, list[Entry]] = {}
    problems: list[Problem] = []
    for entry in entries:
        try:
            grouped.setdefault(format_for(entry, name).name, []).append(entry)
        except CamtayError as error:
            problems += error.problems
    if problems and not grouped:
        raise CamtayError(problems)
    made: list[Document] = []
    for format_name, members in grouped.items():
        format_ = FORMATS[format_name]
        field = grid.field if grid else None
        try:
            found = signs(project, members, format_, distance, field)
        except CamtayError as error:
            raise _for_sheet(error, grid, sheets) if grid else error from None
        made += parts(project, format_, found, bleed=bleed, marks=marks, grid=grid, start=start, copies=copies)
        if format_.name == "a6":
            made += parts(project, FORMATS["a4"], found, only=("pdf",))
    if grid:
        made.append(calibration(project, grid))
    return made


COARSEST = 25 + 2 * QUIET_ZONE
"""Modules with the quiet zone of what a short host gets: version 2 at level Q; version 1 holds no address of ours."""


def _for_sheet(error: CamtayError, grid: Grid, sheets: dict[str, Grid]) -> CamtayError:
    """What is wrong with signs on a sheet, where symbols too fine for it are told with the sheets that have room."""
    problems = []
    for problem in error.problems:
        if problem.code == "sign.fine":
            need = float(problem.params["field"])
            room = [g.id for g in sheets.values() if g.field >= need]
            helps = grid.field >= MIN_MODULE["sticker"] * COARSEST
            code = "sheet.fine_host" if helps else "sheet.fine" if room else "sheet.fine_all"
            params = {**problem.params, "sheet": grid.id, "room": f"{grid.field:.1f}", "sheets": ", ".join(room) or "–"}
            problems.append(replace(problem, code=code, file=grids.FILE, params=params))
        else:
            problems.append(problem)
    return CamtayError(problems)
