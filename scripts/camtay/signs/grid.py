"""Sticker sheets: `qr/sheets.yml`, and which sticker stands in which cell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from camtay import yaml_file
from camtay.errors import CamtayError, Problem, fail
from camtay.model.fields import Id, Record, Text, Whole
from camtay.source_problems import text_problems
from camtay.text import nearest
from camtay.validation import validate

FILE = "qr/sheets.yml"


def _millimetres(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


Millimetres = Annotated[float, BeforeValidator(_millimetres)]


class Size(Record):
    """Millimetres."""

    width: Millimetres
    height: Millimetres


class Margin(Record):
    """Blank paper before the first cell, in millimetres."""

    top: Millimetres
    left: Millimetres


class Gutter(Record):
    """Blank paper between cells, in millimetres."""

    x: Millimetres = 0.0
    y: Millimetres = 0.0


class Grid(Record):
    """One sheet of stickers."""

    id: Id
    title: Text
    paper: Size
    columns: Whole
    rows: Whole
    margin: Margin
    cell: Size
    gutter: Gutter = Gutter()

    @property
    def pitch(self) -> tuple[float, float]:
        """From the left (top) edge of one cell to that of the next, in millimetres."""
        return self.cell.width + self.gutter.x, self.cell.height + self.gutter.y

    @property
    def field(self) -> float:
        """Widest white square that a sticker has room for beside or above its words, in millimetres.

        On a wide cell the words stand beside the symbol, which may fill the height; on a tall one below it."""
        if self.cell.width >= self.cell.height * 1.25:
            return min(self.cell.height, self.cell.width * 0.56)
        return min(self.cell.width, self.cell.height * 0.72)

    @property
    def data(self) -> dict[str, Any]:
        """What the templates read."""
        return {
            "width": self.paper.width,
            "height": self.paper.height,
            "rows": self.rows,
            "columns": self.columns,
            "top": self.margin.top,
            "left": self.margin.left,
            "cell_width": self.cell.width,
            "cell_height": self.cell.height,
            "pitch_x": self.pitch[0],
            "pitch_y": self.pitch[1],
        }


class Sheets(Record):
    """The file."""

    sheets: tuple[Grid, ...]


def read(root: Path, locales: tuple[str, ...]) -> dict[str, Grid]:
    """The sheets of a project by id. Raises CamtayError for faults and for sheets that don't fit their paper."""
    document = yaml_file.read(root / FILE, FILE)
    problems = list(document.problems)
    if document.data is None:
        raise CamtayError(problems)
    problems += text_problems(document, locales)
    found = validate(Sheets, document, locales, problems)
    for index, grid in enumerate(found.sheets if found else ()):
        right = grid.margin.left + grid.columns * grid.pitch[0] - grid.gutter.x
        bottom = grid.margin.top + grid.rows * grid.pitch[1] - grid.gutter.y
        if right > grid.paper.width + 0.01 or bottom > grid.paper.height + 0.01:
            params = {
                "right": f"{right:.1f}",
                "bottom": f"{bottom:.1f}",
                "width": grid.paper.width,
                "height": grid.paper.height,
            }
            problems.append(document.problem("sheet.fit", ("sheets", index), **params))
    if found is None or any(p.severity == "error" for p in problems):
        raise CamtayError(problems)
    return {grid.id: grid for grid in found.sheets}


def named(grids: dict[str, Grid], name: str) -> Grid:
    """The sheet with this id. Raises CamtayError naming the nearest one."""
    if name not in grids:
        raise CamtayError(
            [
                Problem(
                    "sheet.unknown",
                    FILE,
                    params={"name": name, "nearest": nearest(name, list(grids)) or ", ".join(grids)},
                )
            ]
        )
    return grids[name]


def cells(grid: Grid, count: int, start: int = 1) -> list[list[dict[str, Any]]]:
    """Pages of {x, y, sign}: millimetres of each cell's corner and the number of what stands in it.

    `start` is the first free cell of the first page, from 1. Raises CamtayError when there is no such cell."""
    per_page = grid.rows * grid.columns
    if not 1 <= start <= per_page:
        raise fail("sheet.start", FILE, start=start, cells=per_page)
    pages: list[list[dict[str, Any]]] = []
    for number in range(count):
        page, cell = divmod(number + start - 1, per_page)
        row, column = divmod(cell, grid.columns)
        if page == len(pages):
            pages.append([])
        x = grid.margin.left + column * grid.pitch[0]
        y = grid.margin.top + row * grid.pitch[1]
        pages[page].append({"x": round(x, 3), "y": round(y, 3), "sign": number})
    return pages
