"""Shapes for engravers: a page as typst draws it → plain filled paths in millimetres, for SVG and DXF.

typst's SVG reuses glyphs by reference and keeps the symbol as a picture inside the picture; laser and engraving
software wants neither. Here every glyph and module becomes a path of its own: curves stay in SVG, chords in DXF.
"""

from __future__ import annotations

import base64
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from camtay.signs import emblem
from camtay.signs.path import (
    COMMANDS,
    IDENTITY,
    Area,
    Letter,
    Matrix,
    Point,
    Segment,
    Shape,
    parse,
    polygons,
    times,
    to_svg,
)  # fmt: skip

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PT = 25.4 / 72
_OTHER = re.compile(f"[^{COMMANDS}0-9 .,+-]")
"""What stands in no path data that we read."""


def shapes(svg: bytes) -> list[Area]:
    """Filled paths of a page drawn by typst, back to front; white grounds of the whole page are left out.

    Raises ValueError for elements that no sign template makes (gradients, text)."""
    root = ET.fromstring(svg)  # noqa: S314 - typst's own output
    width, height = (float(v) for v in (root.get("viewBox") or "0 0 0 0").split()[2:])
    symbols = {e.get("id"): e for e in root.iter(f"{_SVG}symbol")}
    page = (_PT, 0.0, 0.0, _PT, 0.0, 0.0)
    return [
        shape
        for shape in _walk(root, page, symbols)
        if not (shape.fill == "#ffffff" and _covers(shape, width * _PT, height * _PT))
    ]


def _covers(shape: Area, width: float, height: float) -> bool:
    points = [p for _, ps in shape.segments for p in ps]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(xs) - min(xs) > width - 0.1 and max(ys) - min(ys) > height - 0.1


def _walk(element: ET.Element, matrix: Matrix, symbols: dict[str | None, ET.Element]) -> Iterator[Area]:
    for child in element:
        name = child.tag.removeprefix(_SVG)
        here = times(matrix, _transform(child.get("transform", "")))
        if name == "g":
            yield from _walk(child, here, symbols)
        elif name == "path":
            yield from _path(child, here, child.get("fill", "none"))
        elif name == "use":
            glyph = symbols[(child.get(_HREF) or "").removeprefix("#")]
            moved = times(here, (1, 0, 0, 1, float(child.get("x", 0)), float(child.get("y", 0))))
            for part in glyph.iter(f"{_SVG}path"):
                yield Letter(child.get("fill", "#000000"), part.get("d", ""), moved)
        elif name == "image":
            yield from _image(child, here)
        elif name not in ("defs", "symbol", "style", "title"):
            raise ValueError(f"<{name}> in a sign")


def _image(child: ET.Element, matrix: Matrix) -> Iterator[Area]:
    """A vector picture inside the picture. An emblem that has no outlines is left out (`emblem.problems` says so)."""
    kind, _, data = (child.get(_HREF) or "").partition(";base64,")
    if kind != "data:image/svg+xml":
        return
    drawing = base64.b64decode(data)
    inner = ET.fromstring(drawing)  # noqa: S314 - our own symbol or a checked emblem
    x, y, w, h = (float(v) for v in (inner.get("viewBox") or "0 0 1 1").split())
    wide, high = float(child.get("width", w)), float(child.get("height", h))
    if _is_symbol(inner):
        scale = (wide / w, 0.0, 0.0, high / h, -x * wide / w, -y * high / h)
        yield from _walk(inner, times(matrix, scale), {})
    elif found := emblem.outlines(drawing):
        areas, tall = found
        here = times(matrix, (wide / emblem.WIDE, 0.0, 0.0, high / tall, 0.0, 0.0))
        yield from (_moved(area, here) for area in areas)


def _moved(shape: Shape, matrix: Matrix) -> Shape:
    a, b, c, d, e, f = matrix
    segments = ((kind, tuple((a * x + c * y + e, b * x + d * y + f) for x, y in ps)) for kind, ps in shape.segments)
    return Shape(shape.fill, tuple(segments))


def _is_symbol(drawing: ET.Element) -> bool:
    """Whether a drawing is as plain as our own: paths that say nothing but their data and colour."""
    return all(
        part.tag == f"{_SVG}path" and set(part.keys()) == {"d", "fill"} and not _OTHER.search(part.get("d", ""))
        for part in drawing
    )


def _path(child: ET.Element, matrix: Matrix, fill: str) -> Iterator[Shape]:
    segments = parse(child.get("d", ""), matrix)
    if fill != "none":
        yield Shape(fill, tuple(segments))
    stroke = child.get("stroke", "none")
    if stroke != "none":
        scale = math.hypot(matrix[0], matrix[1])
        yield Shape(stroke, tuple(_stroked(segments, float(child.get("stroke-width", 1)) * scale)))


def _stroked(segments: list[Segment], width: float) -> Iterator[Segment]:
    """Straight strokes as rectangles, which is all that the templates draw."""
    at: Point = (0, 0)
    start: Point = (0, 0)
    for kind, points in segments:
        end = start if kind == "Z" else points[-1]
        if kind == "M":
            start = end
        else:
            length = math.hypot(end[0] - at[0], end[1] - at[1])
            if length:
                dx, dy = (at[1] - end[1]) / length * width / 2, (end[0] - at[0]) / length * width / 2
                yield "M", ((at[0] + dx, at[1] + dy),)
                yield "L", ((end[0] + dx, end[1] + dy),)
                yield "L", ((end[0] - dx, end[1] - dy),)
                yield "L", ((at[0] - dx, at[1] - dy),)
                yield "Z", ()
        at = end


def _transform(text: str) -> Matrix:
    matrix = IDENTITY
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        v = [float(x) for x in re.split(r"[ ,]+", inside.strip())]
        if name == "matrix":
            step: Matrix = (v[0], v[1], v[2], v[3], v[4], v[5])
        elif name == "translate":
            step = (1, 0, 0, 1, v[0], v[1] if len(v) > 1 else 0)
        elif name == "scale":
            step = (v[0], 0, 0, v[1] if len(v) > 1 else v[0], 0, 0)
        elif name == "rotate":
            c, s = math.cos(math.radians(v[0])), math.sin(math.radians(v[0]))
            step = (c, s, -s, c, 0, 0)
        else:
            raise ValueError(f"{name}() in a sign")
        matrix = times(matrix, step)
    return matrix


__all__ = ["Area", "Point", "Segment", "Shape", "parse", "polygons", "shapes", "to_svg"]
