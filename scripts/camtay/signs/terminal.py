"""A symbol made of letters, for a phone to read from the screen."""

from __future__ import annotations

from camtay.signs.symbol import QUIET_ZONE, Symbol

_BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
"""(dark above, dark below) → one character, which is twice as high as wide."""


def half_blocks(symbol: Symbol) -> list[str]:
    """Lines of a symbol with its quiet zone, two rows of modules each; to be set dark on light without a gap."""
    side = symbol.size + 2 * QUIET_ZONE
    blank, edge = bytes(side), bytes(QUIET_ZONE)
    rows = [blank] * QUIET_ZONE + [edge + row + edge for row in symbol.modules] + [blank] * (QUIET_ZONE + 1)
    pairs = zip(rows[0:side:2], rows[1 : side + 1 : 2], strict=True)
    return ["".join(_BLOCKS[a, b] for a, b in zip(above, below, strict=True)) for above, below in pairs]
