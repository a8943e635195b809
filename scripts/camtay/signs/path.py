"""Filled paths in millimetres: path data read, moved, made into chords, and written as SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Segment = tuple[str, tuple[Point, ...]]
"""("M" | "L" | "C" | "Z", points): absolute, millimetres, from the top left corner."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
COMMANDS = "MLHVCQZmlhvcqz"
"""Commands of path data that are understood: all that typst and our symbols use."""


@dataclass(frozen=True)
class Shape:
    """One filled area: `fill` as #rrggbb, non-zero winding."""

    fill: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Letter:
    """The same for a letter: path data and where they go. Letters recur on every sign, so each is taken apart once."""

    fill: str
    d: str
    matrix: Matrix

    @property
    def segments(self) -> tuple[Segment, ...]:
        """As those of a shape."""
        return tuple(_placed(_letter(self.d), self.matrix))


Area = Shape | Letter


def parse(d: str, matrix: Matrix = IDENTITY) -> list[Segment]:
    """SVG path data (M L H V C Q Z, absolute or relative) as absolute segments after `matrix`."""
    return _placed(_parsed(d), matrix)


def _placed(segments: tuple[Segment, ...], matrix: Matrix) -> list[Segment]:
    a, b, c, e, x, y = matrix
    return [(kind, tuple((a * p + c * q + x, b * p + e * q + y) for p, q in points)) for kind, points in segments]


@lru_cache(maxsize=2_000)
def _letter(d: str) -> tuple[Segment, ...]:
    return _parsed(d)


def _parsed(d: str) -> tuple[Segment, ...]:
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


def times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
    )  # fmt: skip


# ---------------------------------------------------------------- out
def polygons(shape: Area, tolerance: float = 0.02, least: int = 3) -> list[list[Point]]:
    """Outlines of a shape with curves as chords that stray at most `tolerance` millimetres; those of fewer than `least`
    points are left out."""
    rings: list[list[Point]] = []
    ring: list[Point] = []
    for kind, points in shape.segments:
        if kind == "M":
            if len(ring) >= least:
                rings.append(ring)
            ring = [points[0]]
        elif kind == "L":
            ring.append(points[0])
        elif kind == "C":
            ring += _chords(ring[-1], points, tolerance)
    if len(ring) >= least:
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


def to_svg(found: Sequence[Area], width: float, height: float) -> bytes:
    """An SVG of paths only, one unit a millimetre, neighbours of one colour joined."""
    parts = []
    for fill, group in groupby(found, key=lambda area: area.fill):
        drawn = "".join(map(_drawn, group))
        if drawn:
            parts.append(f'<path fill="{fill}" d="{drawn}"/>')
    body = "\n".join(parts)
    head = f'width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{body}\n</svg>\n'.encode()


def _drawn(area: Area) -> str:
    left = top = 0.0
    if isinstance(area, Shape):
        x, y, rest = _relative(area.segments)
    else:
        a, b, c, e, left, top = area.matrix
        x, y, rest = _moves(area.d, a, b, c, e)
    return f"M{left + x:.6g} {top + y:.6g}{rest}" if rest else ""


@lru_cache(maxsize=4_000)
def _moves(d: str, a: float, b: float, c: float, e: float) -> tuple[float, float, str]:
    return _relative(_placed(_letter(d), (a, b, c, e, 0, 0)))


def _relative(segments: Sequence[Segment]) -> tuple[float, float, str]:
    """Where segments start, and what follows from there in relative commands.

    To a thousandth of a millimetre; what one number is rounded by, the next one makes up for."""
    parts: list[str] = []
    origin: Point = (0.0, 0.0)
    x = y = start_x = start_y = 0.0
    for kind, points in segments:
        if kind == "Z":
            parts.append("z")
            x, y = start_x, start_y
            continue
        if kind == "M" and not parts:
            origin = x, y = start_x, start_y = points[0]
            continue
        steps = []
        for at_x, at_y in points:
            dx, dy = round(at_x - x, 3), round(at_y - y, 3)
            steps.append(f"{dx:g} {dy:g}")
        parts.append(kind.lower() + " ".join(steps))
        x, y = x + dx, y + dy
        if kind == "M":
            start_x, start_y = x, y
    return *origin, "".join(parts)
