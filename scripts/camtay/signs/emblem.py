"""The emblem as outlines for engravers, or word that it has none.

Emblems come from drawing programs with style sheets, strokes, clips and gradients. typst draws them as PDF, from which
pdfium tells the paths; drawn again, they must look like the emblem, else it is left out of files for engravers."""

from __future__ import annotations

import ctypes
import io
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from camtay.errors import Problem
from camtay.signs.path import Matrix, Point, Segment, Shape, polygons, times, to_svg
from camtay.typesetting import fonts

if TYPE_CHECKING:
    # Processes that draw and prove need nothing of a project.
    from camtay.project import Project

WIDE = 100.0
"""Millimetres: the emblem is taken apart at this width."""
_PT = 25.4 / 72
_TOLERANCE = 0.005
"""Of pixels that may differ clearly between the emblem and its outlines: what edges differ by when drawn twice."""
_TEXT = re.compile(rb"<(?:[a-z]+:)?text[\s>]")
"""Text in a drawing is set in a font that signs don't have: it would be missing."""
_PAGE = (
    f"#set page(width: {WIDE}mm, height: auto, margin: 0mm, fill: none)\n"
    f'#image(bytes(sys.inputs.svg), format: "svg", width: {WIDE}mm)'
)


def problems(project: Project) -> list[Problem]:
    """A warning when the emblem can't stand in files for engravers."""
    from camtay.source import FOLDER, SITE

    name = project.site.emblem
    if not name:
        return []
    data = (project.root / FOLDER / name).read_bytes()
    if _TEXT.search(data):
        return [Problem("sign.emblem_text", SITE, params={"file": name}, severity="warning")]
    if outlines(data) is not None:
        return []
    return [Problem("sign.emblem", SITE, params={"file": name}, severity="warning")]


@lru_cache(maxsize=8)
def outlines(data: bytes) -> tuple[tuple[Shape, ...], float] | None:
    """Filled areas, the emblem `WIDE` wide from its top left corner, and its height; nothing where outlines alone don't
    look like it (pictures of pixels, gradients, text)."""
    import pypdfium2
    import typst

    if _TEXT.search(data):
        return None
    try:
        pdf = typst.Compiler(font_paths=fonts()).compile(
            _PAGE.encode(), format="pdf", sys_inputs={"svg": data.decode()}
        )
    except (typst.TypstError, UnicodeDecodeError):
        return None
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        high = page.get_height() * _PT
        flip: Matrix = (_PT, 0, 0, -_PT, 0, high)
        raw = pypdfium2.raw
        count, get = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
        found = tuple(_objects(page.raw, count, get, flip))
    except ValueError:
        return None
    finally:
        document.close()
    return (found, high) if _alike(data, found, high) else None


def _objects(owner: Any, count: Any, get: Any, matrix: Matrix) -> Iterator[Shape]:
    """Shapes of a page, or of a group on it. Raises ValueError for what is not a path."""
    from pypdfium2 import raw

    for index in range(count(owner)):
        item = get(owner, index)
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, own)
        here = times(matrix, (own.a, own.b, own.c, own.d, own.e, own.f))
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, here)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _painted(item, here)
        else:
            raise ValueError(f"object of type {kind}")


def _painted(item: Any, matrix: Matrix) -> Iterator[Shape]:
    from pypdfium2 import raw

    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    segments = tuple(_segments(item, matrix))
    if mode.value:
        if mode.value == raw.FPDF_FILLMODE_ALTERNATE:
            segments = tuple(_wound(segments))
        yield Shape(_colour(item, raw.FPDFPageObj_GetFillColor), segments)
    if stroked.value:
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, width)
        scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        colour = _colour(item, raw.FPDFPageObj_GetStrokeColor)
        line = Shape("", tuple(_segments(item, matrix)))
        yield Shape(colour, tuple(_stroke(line, width.value * scale)))


def _colour(item: Any, of: Any) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    of(item, *parts)
    return "#" + "".join(f"{part.value:02x}" for part in parts[:3])


def _segments(item: Any, matrix: Matrix) -> Iterator[Segment]:
    from pypdfium2 import raw

    a, b, c, d, e, f = matrix
    bend: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            bend.append(point)
            if len(bend) == 3:
                yield "C", tuple(bend)
                bend = []
        else:
            yield "M" if kind == raw.FPDF_SEGMENT_MOVETO else "L", (point,)
        if raw.FPDFPathSegment_GetClose(segment):
            yield "Z", ()


def _wound(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    """An area of the even-odd rule as one of the non-zero rule, which is what files for engravers have: every second
    ring inside the others runs the other way round."""
    rings = polygons(Shape("", segments))
    for ring in rings:
        depth = sum(_inside(ring[0], other) for other in rings if other is not ring)
        left = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) > 0
        yield from _ring(ring if left == (depth % 2 == 0) else ring[::-1])


def _inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    crossed = (
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return sum(crossed) % 2 == 1


def _stroke(line: Shape, width: float) -> Iterator[Segment]:
    """A line as areas: a rectangle for each chord and a disc at each end, which joins them."""
    disc = [(math.cos(turn * math.pi / 8) * width / 2, math.sin(turn * math.pi / 8) * width / 2) for turn in range(16)]
    for ring, closed in _lines(line):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]] if closed else ring[1:], strict=False):
            length = math.hypot(x2 - x1, y2 - y1)
            if not length:
                continue
            dx, dy = (y1 - y2) / length * width / 2, (x2 - x1) / length * width / 2
            yield from _ring([(x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x2 - dx, y2 - dy), (x2 + dx, y2 + dy)])
        for x, y in ring if closed else ring[1:-1]:
            yield from _ring([(x + dx, y + dy) for dx, dy in disc])


def _lines(line: Shape) -> Iterator[tuple[list[Point], bool]]:
    """Each part of a path as points, and whether it is closed."""
    part: list[Segment] = []
    for segment in [*line.segments, ("M", ())]:
        if segment[0] in ("M", "Z") and part:
            if points := polygons(Shape("", tuple(part)), 0.02, least=2):
                yield points[0], segment[0] == "Z"
            part = []
        if segment[0] != "Z" and segment[1]:
            part.append(segment)


def _ring(points: list[Point]) -> Iterator[Segment]:
    yield "M", (points[0],)
    yield from (("L", (point,)) for point in points[1:])
    yield "Z", ()


def _alike(data: bytes, found: tuple[Shape, ...], high: float) -> bool:
    """Whether the outlines look like the emblem itself, on the green of the signs."""
    size = (300, max(1, round(3 * high)))

    import resvg_py

    def drawn(svg: bytes) -> Any:
        text = svg.decode()
        png = resvg_py.svg_to_bytes(svg_string=text, width=300, dpi=96, background="#0a5c43", skip_system_fonts=True)
        image = Image.open(io.BytesIO(bytes(png))).convert("RGB").resize(size)
        return np.asarray(image, dtype=np.int16)

    difference = np.abs(drawn(data) - drawn(to_svg(list(found), WIDE, high))).max(axis=2)
    return bool((difference > 60).mean() <= _TOLERANCE)
