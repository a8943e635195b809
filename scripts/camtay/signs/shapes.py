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
from dataclasses import dataclass
from functools import lru_cache

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Segment = tuple[str, tuple[Point, ...]]
"""("M" | "L" | "C" | "Z", points): absolute, millimetres, from the top left corner."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PT = 25.4 / 72
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}


@dataclass(frozen=True)
class Shape:
    """One filled area: `fill` as #rrggbb, non-zero winding."""

    fill: str
    segments: tuple[Segment, ...]


def shapes(svg: bytes) -> list[Shape]:
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


def _covers(shape: Shape, width: float, height: float) -> bool:
    points = [p for _, ps in shape.segments for p in ps]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(xs) - min(xs) > width - 0.1 and max(ys) - min(ys) > height - 0.1


def _walk(element: ET.Element, matrix: Matrix, symbols: dict[str | None, ET.Element]) -> Iterator[Shape]:
    for child in element:
        name = child.tag.removeprefix(_SVG)
        here = _times(matrix, _transform(child.get("transform", "")))
        if name == "g":
            yield from _walk(child, here, symbols)
        elif name == "path":
            yield from _path(child, here, child.get("fill", "none"))
        elif name == "use":
            glyph = symbols[(child.get(_HREF) or "").removeprefix("#")]
            moved = _times(here, (1, 0, 0, 1, float(child.get("x", 0)), float(child.get("y", 0))))
            for part in glyph.iter(f"{_SVG}path"):
                yield from _path(part, moved, child.get("fill", "#000000"))
        elif name == "image":
            yield from _image(child, here)
        elif name not in ("defs", "symbol", "style", "title"):
            raise ValueError(f"<{name}> in a sign")


def _image(child: ET.Element, matrix: Matrix) -> Iterator[Shape]:
    """A vector picture inside the picture. A raster emblem has no outlines and is left out."""
    kind, _, data = (child.get(_HREF) or "").partition(";base64,")
    if kind != "data:image/svg+xml":
        return
    inner = ET.fromstring(base64.b64decode(data))  # noqa: S314 - our own symbol or a checked emblem
    x, y, w, h = (float(v) for v in (inner.get("viewBox") or "0 0 1 1").split())
    sx, sy = float(child.get("width", w)) / w, float(child.get("height", h)) / h
    fit = (sx, 0.0, 0.0, sy, -x * sx, -y * sy)
    yield from _walk(inner, _times(matrix, fit), {e.get("id"): e for e in inner.iter(f"{_SVG}symbol")})


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


def parse(d: str, matrix: Matrix = _IDENTITY) -> list[Segment]:
    """SVG path data (M L H V C Q Z, absolute or relative) as absolute segments after `matrix`."""
    a, b, c, e, x, y = matrix
    return [(kind, tuple((a * p + c * q + x, b * p + e * q + y) for p, q in points)) for kind, points in _parsed(d)]


@lru_cache(maxsize=4_000)
def _parsed(d: str) -> tuple[Segment, ...]:
    """Path data as absolute segments. Glyphs recur on every sign, so each is taken apart once."""
    tokens = _TOKEN.findall(d)
    result: list[Segment] = []
    x = y = sx = sy = 0.0
    command, index = "", 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
        count = _COUNT[command.upper()]
        numbers = [float(t) for t in tokens[index : index + count]]
        index += count
        ox, oy = (x, y) if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            result.append(("Z", ()))
            x, y = sx, sy
            continue
        if kind == "H":
            points = [(ox + numbers[0], y)]
        elif kind == "V":
            points = [(x, oy + numbers[0])]
        else:
            points = [(ox + numbers[i], oy + numbers[i + 1]) for i in range(0, count, 2)]
        if kind == "Q":
            (qx, qy), (ex, ey) = points
            points = [
                (x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3),
                (ex + (qx - ex) * 2 / 3, ey + (qy - ey) * 2 / 3),
                (ex, ey),
            ]
        x, y = points[-1]
        if kind == "M":
            sx, sy = x, y
            command = "l" if command == "m" else "L"  # further pairs are lines
        drawn = {"H": "L", "V": "L", "Q": "C"}.get(kind, kind)
        result.append((drawn, tuple(points)))
    return tuple(result)


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
    )  # fmt: skip


def _transform(text: str) -> Matrix:
    matrix = _IDENTITY
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
        matrix = _times(matrix, step)
    return matrix


# ---------------------------------------------------------------- out
def polygons(shape: Shape, tolerance: float = 0.02) -> list[list[Point]]:
    """Closed outlines of a shape with curves as chords that stray at most `tolerance` millimetres."""
    rings: list[list[Point]] = []
    ring: list[Point] = []
    for kind, points in shape.segments:
        if kind == "M":
            if len(ring) > 2:
                rings.append(ring)
            ring = [points[0]]
        elif kind == "L":
            ring.append(points[0])
        elif kind == "C":
            ring += _chords(ring[-1], points, tolerance)
    if len(ring) > 2:
        rings.append(ring)
    return rings


def _chords(start: Point, points: tuple[Point, ...], tolerance: float) -> list[Point]:
    a, b, c, d = start, *points
    # Bound of the distance between a cubic and its chords by its second differences.
    bend = max(
        math.hypot(a[0] - 2 * b[0] + c[0], a[1] - 2 * b[1] + c[1]),
        math.hypot(b[0] - 2 * c[0] + d[0], b[1] - 2 * c[1] + d[1]),
    )
    count = max(1, math.ceil(math.sqrt(0.75 * bend / tolerance)))
    result = []
    for n in range(1, count + 1):
        t = n / count
        u = 1 - t
        k = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        result.append(tuple(k[0] * a[i] + k[1] * b[i] + k[2] * c[i] + k[3] * d[i] for i in (0, 1)))
    return [(p[0], p[1]) for p in result]


def to_svg(found: list[Shape], width: float, height: float) -> bytes:
    """An SVG of paths only, one unit a millimetre, neighbours of one colour joined."""
    parts: list[str] = []
    fill, d = "", ""
    for shape in [*found, Shape("", ())]:
        if shape.fill != fill:
            if d:
                parts.append(f'<path fill="{fill}" d="{d}"/>')
            fill, d = shape.fill, ""
        d += "".join(kind + " ".join([f"{x:.6g} {y:.6g}" for x, y in points]) for kind, points in shape.segments)
    body = "\n".join(parts)
    head = f'width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{body}\n</svg>\n'.encode()
