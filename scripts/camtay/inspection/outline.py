"""The picture of a photo in the report: what matters cut out, symbols outlined and numbered, nothing of EXIF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from camtay.inspection.reading import Box, Corners, Reading, box
from camtay.inspection.verdict import Judgement, Status

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH = 640
"""Pixels, and so many in height at most."""
GREEN, RED, AMBER = "#0b7a4b", "#d0021b", "#b35c00"
_AROUND = 1.0
"""Of a symbol's size: what is kept around the symbols, so that one sees the plate but not the whole street."""


def picture_of(photo: Image, judgement: Judgement, reading: Reading) -> bytes:
    """WebP. Genuine symbols are framed in green with a tick, others in red with their number in the list of findings,
    unread ones in amber with a question mark."""
    from PIL import Image as Images
    from PIL import ImageDraw

    unread = [*reading.unread, *(corners for _, corners in reading.covered)]
    places = [*(f.symbol.corners for f in judgement.findings), *unread]
    left, top, right, bottom = _part(photo.size, [box(corners) for corners in places])
    cut = photo.crop((left, top, right, bottom))
    cut.thumbnail((WIDTH, WIDTH), Images.Resampling.LANCZOS)
    # A fresh image holds pixels and nothing else.
    bare = Images.new("RGB", cut.size)
    bare.paste(cut)
    scale = cut.width / (right - left)
    draw = ImageDraw.Draw(bare)

    def frame(corners: Corners, colour: str, mark: str) -> None:
        _frame(draw, [((x - left) * scale, (y - top) * scale) for x, y in corners], colour, mark)

    for corners in unread:
        frame(corners, AMBER, "?")
    for number, finding in reversed(list(enumerate(judgement.findings, 1))):
        frame(finding.symbol.corners, GREEN if finding.status is Status.GENUINE else RED, str(number))
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=70, method=4)
    return out.getvalue()


def _part(size: tuple[int, int], places: list[Box]) -> tuple[int, int, int, int]:
    """The part of a photo with all places and something around them; all of it where there is none."""
    wide, high = size
    if not places:
        return 0, 0, wide, high
    margin = _AROUND * max(max(b[2] - b[0], b[3] - b[1]) for b in places)
    left, top = max(0, min(b[0] for b in places) - margin), max(0, min(b[1] for b in places) - margin)
    right, bottom = min(wide, max(b[2] for b in places) + margin), min(high, max(b[3] for b in places) + margin)
    # Corners of unread symbols may lie outside the photo.
    if right - left < 8 or bottom - top < 8:
        return 0, 0, wide, high
    return int(left), int(top), int(right), int(bottom)


def _frame(draw: ImageDraw, points: list[tuple[float, float]], colour: str, mark: str) -> None:
    """A closed line a little outside the symbol, white on both sides so that it shows on any ground, and a badge."""
    from PIL import ImageFont

    cx, cy = sum(x for x, _ in points) / 4, sum(y for _, y in points) / 4
    outer = [(cx + (x - cx) * 1.14, cy + (y - cy) * 1.14) for x, y in points]
    closed = [*outer, *outer[:2]]
    draw.line(closed, fill="white", width=9, joint="curve")
    draw.line(closed, fill=colour, width=5, joint="curve")
    radius = 15
    # The badge stays inside the picture, at the corner that is highest and most to the left.
    x, y = min(outer, key=lambda point: point[0] + point[1])
    x, y = max(radius + 2, x), max(radius + 2, y)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour, outline="white", width=3)
    draw.text((x, y), mark, fill="white", font=ImageFont.load_default(18), anchor="mm")
