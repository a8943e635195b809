"""Which documents a print run consists of."""

from __future__ import annotations

from camtay.errors import CamtayError, Problem
from camtay.model.entries import Entry
from camtay.project import Project
from camtay.signs import grid as grids
from camtay.signs.document import Document, calibration, document
from camtay.signs.formats import FORMATS
from camtay.signs.sign import chosen_entries, format_for, signs


def build_documents(project: Project) -> list[Document]:
    """What every build prints: A6 signs of all entries, one a page (PDF and SVG) and four on A4 (PDF)."""
    made = signs(project, chosen_entries(project), FORMATS["a6"])
    if not made:
        return []
    return [document(project, FORMATS["a6"], made), document(project, FORMATS["a4"], made, only=("pdf",))]


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
    entries = chosen_entries(project, kind, place)
    grid = None
    if sheet is not None:
        name = "stickers"
        locales = tuple(locale.tag for locale in project.locales)
        grid = grids.named(grids.read(project.root, locales), sheet)
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
        found = signs(project, members, format_, distance, field)
        made.append(document(project, format_, found, bleed=bleed, marks=marks, grid=grid, start=start, copies=copies))
        if format_.name == "a6":
            made.append(document(project, FORMATS["a4"], found, only=("pdf",)))
    if grid:
        made.append(calibration(project, grid))
    return made
