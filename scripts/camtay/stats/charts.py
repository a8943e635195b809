"""Charts as SVG: columns over time, each drawn once for a narrow and once for a wide page, so that letters keep their
size. Colours are classes of the page's style; numbers stand in tables beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from camtay.stats.shown import Shown

NARROW, WIDE = 300, 900
"""Widths in CSS pixels."""
_HEIGHT = {NARROW: 210, WIDE: 280}
_LETTER = 16


@dataclass(frozen=True)
class Column:
    """One column. `mark` is written below where there is room; `other` gives it the second colour.

    `value` is None where nothing is known."""

    value: Shown | None
    mark: str = ""
    other: bool = False


def columns(bars: Sequence[Column], label: str, number: Callable[[float], str]) -> Markup:
    """The chart at both widths; `label` says what it shows, for those who can't see it."""
    return Markup().join(_drawn(bars, label, number, width) for width in (NARROW, WIDE))


def _drawn(bars: Sequence[Column], label: str, number: Callable[[float], str], width: int) -> Markup:
    height, top, bottom = _HEIGHT[width], 12, 30
    ticks = _ticks(max((bar.value.high for bar in bars if bar.value), default=0))
    left = 8 + max(len(number(tick)) for tick in ticks) * 9
    floor, span = height - bottom, (width - left - 4) / max(len(bars), 1)
    gap = min(4.0, span * 0.2)

    def y(value: float) -> float:
        return floor - (floor - top) * value / ticks[-1]

    parts = [
        f'<line class="grid" x1="{left}" x2="{width - 2}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>'
        f'<text x="{left - 6}" y="{y(tick) + 5:.1f}" text-anchor="end">{escape(number(tick))}</text>'
        for tick in ticks
    ]
    for n, bar in enumerate(bars):
        if not bar.value or not bar.value.high:
            continue
        x, value = left + n * span + gap / 2, bar.value.middle
        sort = ("b" if bar.other else "a") + ("" if bar.value.exact else " few")
        parts.append(
            f'<rect class="{sort}" x="{x:.1f}" y="{y(value):.1f}" width="{span - gap:.1f}" '
            f'height="{max(floor - y(value), 1):.1f}"/>'
        )
    parts += _marks(bars, left, span, height - 8, width)
    name = "narrow" if width == NARROW else "wide"
    return Markup(  # noqa: S704 - numbers, and texts that are escaped
        f'<svg class="chart {name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _marks(bars: Sequence[Column], left: float, span: float, y: float, width: int) -> list[str]:
    """Words below the columns, each below the middle of its own: as many as fit at even distances."""
    longest = max((len(bar.mark) for bar in bars), default=0) * _LETTER * 0.6 + 10
    step = next((step for step in (1, 2, 3, 7, 14, 28, 91, 182) if step * span >= longest), len(bars))
    made = []
    for n in range(0, len(bars), step):
        half = len(bars[n].mark) * _LETTER * 0.3
        x = min(max(left + (n + 0.5) * span, half + 1), width - half - 1)
        made.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(bars[n].mark)}</text>')
    return made


def _ticks(most: int) -> list[int]:
    """From 0 in three to five round steps to what is not below the highest column."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 4 * step:
                return [step * n for n in range(-(-max(most, 1) // step) + 1)]
        size *= 10
