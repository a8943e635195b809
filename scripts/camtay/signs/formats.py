"""What kinds of sign there are: size, template, and how fine a symbol may be.

Sources of the limits (FINDINGS, "Print" and "QR symbols"): 10:1 rule of distance to symbol width at 29 modules;
modules of 0.8 mm or more on paper, 2 mm on plates; level H where the symbol may be wider, Q where its width is fixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from camtay.errors import CamtayError, fail
from camtay.signs.symbol import QUIET_ZONE, Level, Symbol, make

Material = Literal["paper", "plate", "sticker"]
MIN_MODULE: dict[Material, float] = {"paper": 0.8, "sticker": 0.8, "plate": 2.0}
"""Millimetres a module at the least."""
MARKS = 8.0
"""Millimetres that crop marks need outside the bleed."""
REFERENCE = 29
"""Modules for which the 10:1 rule was measured; denser symbols are wider in proportion."""


@dataclass(frozen=True)
class Format:
    """One kind of sign. Lengths in millimetres; `field` is the widest white square that the layout has room for."""

    name: str
    template: str
    width: float
    height: float
    field: float
    material: Material
    kinds: tuple[str, ...] = ()
    """Kinds of entry that get this format when none is asked for."""
    fixed: bool = False
    """Whether the symbol's width is fixed by the layout: then level Q, for larger modules."""
    shape: Literal["single", "pair", "wall", "grid", "handout"] = "single"


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("a6", "a6.typ", 105, 148, 71, "paper", ("guide", "path", "route", "visitor")),
        Format("a4", "a4.typ", 210, 297, 71, "paper"),
        Format("gate", "panel.typ", 200, 300, 130, "plate", ("village",)),
        Format("plaque", "panel.typ", 200, 300, 130, "plate", ("heritage",)),
        Format("plaque-a5", "plaque-a5.typ", 148, 210, 92, "plate"),
        Format("alley", "alley.typ", 200, 150, 82.5, "plate", ("alley",), shape="pair"),
        Format("poster-a4", "wall.typ", 210, 297, 35, "paper", ("procedures",), fixed=True, shape="wall"),
        Format("poster-a3", "wall.typ", 297, 420, 50, "paper", fixed=True, shape="wall"),
        Format("table-card", "table-card.typ", 148, 210, 72, "paper", ("speciality",)),
        Format("stickers", "stickers.typ", 210, 297, 0, "sticker", fixed=True, shape="grid"),
        Format("handout", "handout.typ", 210, 297, 48, "paper", shape="handout"),
    )
}
A6_SIDE = 50.0
"""Width of a 29-module symbol on A6, where the layout would allow a little more."""


def field_of(side: float, symbol: Symbol) -> float:
    """Width of the white square of a symbol `side` wide."""
    return side * (symbol.size + 2 * QUIET_ZONE) / symbol.size


def side_in(field: float, symbol: Symbol) -> float:
    """Width of a symbol whose white square is `field` wide."""
    return field * symbol.size / (symbol.size + 2 * QUIET_ZONE)


def choose(payload: str, format_: Format, field: float | None = None) -> Symbol:
    """The symbol for a payload: H on signs where that keeps it at 33 modules or fewer and coarse enough, else Q.

    Raises CamtayError when even level Q is too fine for the material."""
    room = format_.field if field is None else field
    levels: tuple[Level, ...] = ("Q",) if format_.fixed else ("H", "Q")
    for level in levels:
        symbol = make(payload, level)
        small_enough = symbol.size <= 33 or symbol.level == "Q"
        if small_enough and side_in(room, symbol) / symbol.size >= MIN_MODULE[format_.material] - 1e-9:
            return symbol
    raise too_fine(symbol, format_, room)


def too_fine(symbol: Symbol, format_: Format, field: float) -> CamtayError:
    """The problem of a symbol whose modules would be smaller than the material allows."""
    return fail(
        "sign.fine",
        format_.name,
        modules=symbol.size,
        module=f"{side_in(field, symbol) / symbol.size:.2f}",
        limit=MIN_MODULE[format_.material],
        field=f"{MIN_MODULE[format_.material] * (symbol.size + 2 * QUIET_ZONE):.0f}",
    )


def side_of(symbol: Symbol, format_: Format, distance: float | None = None, field: float | None = None) -> float:
    """Width of the symbol in millimetres: what the layout has room for, or what `distance` (mm) asks for.

    Raises CamtayError when the distance asks for more than there is room, or for too fine a module."""
    room = format_.field if field is None else field
    if distance is None:
        wanted = A6_SIDE * max(symbol.size, REFERENCE) / REFERENCE
        side = min(wanted, side_in(room, symbol)) if format_.name in ("a6", "a4") else side_in(room, symbol)
    else:
        side = max(distance / 10 * max(symbol.size, REFERENCE) / REFERENCE, MIN_MODULE[format_.material] * symbol.size)
        if field_of(side, symbol) > room + 1e-6:
            most = reading_distance(side_in(room, symbol), symbol)
            raise fail(
                "sign.distance", format_.name, distance=f"{distance / 1000:g}", most=f"{most / 1000:.1f}",
                need=f"{field_of(side, symbol):.0f}", room=f"{room:.0f}",
            )  # fmt: skip
    if side / symbol.size < MIN_MODULE[format_.material] - 1e-9:
        raise too_fine(symbol, format_, room)
    return side


def reading_distance(side: float, symbol: Symbol) -> float:
    """Millimetres from which a symbol `side` wide is read by the 10:1 rule."""
    return side * 10 * REFERENCE / max(symbol.size, REFERENCE)
