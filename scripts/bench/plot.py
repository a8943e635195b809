"""The plot of the build benchmark: an SVG of entries × CPU seconds, both on logarithmic scales.

A line that rises as steeply as the dotted one grows in proportion. Text stays text; lines differ by mark and dashes,
not by colour alone, and bear their names; colours follow the reader's light or dark.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

WIDTH, HEIGHT = 720, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 200, 24, 52
"""Room around the field, in pixels; names of lines stand on the right."""
STYLE = """\
:root{--paper:#fff;--ink:#1d2426;--soft:#c9d1ce;--a:#0b6b50;--b:#8a4b00;--c:#1f55a5;--d:#a3163a;--e:#555f5c}
@media (prefers-color-scheme:dark){:root{--paper:#14181a;--ink:#ececec;--soft:#3c4a47;
--a:#7fd6b4;--b:#f0b15c;--c:#8fbcff;--d:#ff9aa4;--e:#b9c2be}}
text{font:14px system-ui,sans-serif;fill:var(--ink)}.grid{stroke:var(--soft)}
.rule{stroke:var(--ink);stroke-dasharray:1 5}.line{fill:none;stroke-width:2.5}
"""


class Line(NamedTuple):
    """How a work is drawn: its name, colour, dashes, and the mark at each size."""

    name: str
    colour: str
    dashes: str
    mark: str


LINES = {
    "cold build": Line("lần đầu · cold", "a", "", "circle"),
    "edited build": Line("sửa một câu · edited", "b", "8 4", "square"),
    "idle build": Line("không đổi · idle", "c", "2 3", "diamond"),
    "Hugo": Line("Hugo", "d", "12 3 3 3", "triangle"),
    "stock Material": Line("Material nguyên bản · stock", "e", "5 5", "cross"),
}
TITLE = "Thời gian dựng trang theo số bài · CPU seconds of a build by entries"


def drawing(sizes: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The SVG for `{entries: {work: {"cpu": seconds}}}`; works that were not measured are left out."""
    points = {
        work: [(int(count), float(works[work]["cpu"])) for count, works in sizes.items() if work in works]
        for work in LINES
    }
    points = {work: found for work, found in points.items() if found}
    counts = [count for found in points.values() for count, _ in found]
    seconds = [cpu for found in points.values() for _, cpu in found]
    across = _scale(min(counts) / 1.15, max(counts) * 1.15, LEFT, WIDTH - RIGHT)
    up = _scale(10 ** math.floor(math.log10(min(seconds))), max(seconds) * 1.3, HEIGHT - BOTTOM, TOP)
    field = [*_grid(sorted(set(counts)), seconds, across, up)]
    taken: list[float] = []
    for work, found in sorted(points.items(), key=lambda item: item[1][-1][1], reverse=True):
        line = LINES[work]
        at = [(across(count), up(cpu)) for count, cpu in found]
        path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in at)
        dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
        field.append(f'<path class="line" d="{path}" stroke="var(--{line.colour})"{dashes}/>')
        field += [_mark(line, x, y) for x, y in at]
        y = max([at[-1][1] + 5, *(before + 18 for before in taken[-1:])])  # names keep a line's distance
        taken.append(y)
        field.append(f'<text x="{at[-1][0] + 12:.1f}" y="{y:.1f}">{escape(line.name)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">{TITLE}</title>\n<desc id="d">{escape(_told(points))}</desc>\n<style>{STYLE}</style>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--paper)"/>\n' + "\n".join(field) + "\n</svg>\n"
    )


def _scale(low: float, high: float, start: float, end: float) -> Any:
    a, b = math.log(low), math.log(high)
    return lambda value: start + (math.log(value) - a) / (b - a) * (end - start)


def _grid(counts: list[int], seconds: list[float], across: Any, up: Any) -> list[str]:
    """Lines and their figures, names of the axes, and the dotted line of growth in proportion."""
    made = []
    floor, top = math.floor(math.log10(min(seconds))), max(seconds) * 1.3
    for value in (step * 10**power for power in range(floor, 5) for step in (1, 2, 5)):
        if value <= top:
            y = up(value)
            made.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
            made.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{value:g}</text>')
    for count in counts:
        x = across(count)
        made.append(f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        name = f"{count:,}".replace(",", "\u202f")
        made.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{name}</text>')
    made.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">số bài · entries</text>')
    made.append('<text x="8" y="16">giây CPU · CPU seconds</text>')
    if len(counts) > 1:
        # From the lower left corner of the field to where it leaves it.
        share = min(counts[-1] / counts[0], top / 10**floor)
        ends = [(across(counts[0] * k), up(10**floor * k)) for k in (1, share)]
        made.append('<path class="rule" d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y in ends) + '"/>')
    return made


def _mark(line: Line, x: float, y: float) -> str:
    shapes = {
        "square": f"M{x - 5:.1f} {y - 5:.1f}h10v10h-10z",
        "diamond": f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z",
        "triangle": f"M{x:.1f} {y - 7:.1f}l7 12h-14z",
        "cross": f"M{x - 6:.1f} {y - 2:.1f}h4v-4h4v4h4v4h-4v4h-4v-4h-4z",
    }
    fill = f'fill="var(--{line.colour})"'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" {fill}/>'
        if line.mark == "circle"
        else f'<path d="{shapes[line.mark]}" {fill}/>'
    )


def _told(points: Mapping[str, list[tuple[int, float]]]) -> str:
    """The figures in words, for those who hear the picture."""
    lines = (
        f"{LINES[work].name}: " + ", ".join(f"{count} bài/entries {cpu:.1f} s" for count, cpu in found)
        for work, found in points.items()
    )
    return "; ".join(lines) + "."
