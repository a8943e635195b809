"""Every QR symbol on a photo: the reader looks again and again at versions of it that show more.

Photos of signs are dark, blurred, taken from afar or from the side. zxing-cpp copes with most of it; what it misses
comes out of stretched contrast, an even background, half the size (blur shrinks), double the size (small symbols grow)
or a part seen alone. Two symbols on one plate are what an inspection is for, so the first find never ends the search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

WORK = 240_000_000
"""Pixels shown to the reader for one photo at most, whatever is found: about five seconds."""
_SMALL = 4_000_000
"""Pixels up to which a photo is also enlarged (pictures that came through a chat)."""
_TILE = 6_000_000
"""Pixels of an enlarged tile at most."""
_MAX_STRETCH = 2.2
"""Longest over shortest side of a symbol that was not read: what is longer is a mix of several."""

Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]
"""Top left, top right, bottom right, bottom left of a symbol, in pixels of the upright photo."""


@dataclass(frozen=True)
class Symbol:
    """A symbol that was read. `level` and `version` are 'H', 4 … or empty and 0 where the reader does not say."""

    text: str
    corners: Corners
    level: str = ""
    version: int = 0


@dataclass(frozen=True)
class Reading:
    """What was seen on a photo."""

    symbols: tuple[Symbol, ...]
    unread: tuple[Corners, ...] = ()
    """Places where a symbol certainly is, but too damaged, glaring or blurred to be read."""
    covered: tuple[tuple[int, Corners], ...] = ()
    """Unread symbols that a read one lies on: (index in `symbols`, the one underneath)."""


@dataclass(frozen=True, eq=False)
class _View:
    """A version of the photo: `image` point × `scale` + `offset` = point of the photo."""

    image: Image = field(repr=False)
    scale: float = 1.0
    offset: Corner = (0.0, 0.0)


def read(image: Image, work: int = WORK) -> Reading:
    """All symbols on an upright photo, from top to bottom. Ends when a round finds nothing new, or after `work`."""
    grey = image.convert("L")
    search = _Search(work)
    for number, round_ in enumerate(_ROUNDS):
        before = len(search.found)
        search.look_at(round_(grey))
        # The first round alone never ends it: a second symbol may be fainter than the first.
        if search.tired or (number and search.found and len(search.found) == before):
            break
    if search.found:
        # With the symbols that were read wiped out, what lies under or between them shows its three corners.
        search = _Search(work, search.found)
        wiped = _wiped(grey, search.found)
        search.look_at(_plain(wiped))
        search.look_at(_mended(wiped))
    order = [(round(y), round(x), s.text, s) for s in search.found for x, y in [_centre(s.corners)]]
    symbols = tuple(found[3] for found in sorted(order, key=lambda row: row[:3]))
    unread, covered = _places(symbols, search.broken)
    return Reading(symbols, unread, covered)


class _Search:
    """What was found so far: symbols, and for each version the places that could not be understood."""

    def __init__(self, work: int, found: Sequence[Symbol] = ()) -> None:
        self.left = work
        self.found = list(found)
        self.broken: list[list[Corners]] = []

    @property
    def tired(self) -> bool:
        return self.left < 0

    def look_at(self, views: Iterable[_View]) -> None:
        for view in views:
            self.left -= view.image.width * view.image.height
            if self.tired:
                return
            symbols, broken = _look(view)
            for symbol in symbols:
                _add(self.found, symbol)
            self.broken.append(broken)


# ---------------------------------------------------------------- versions of a photo
def _plain(grey: Image) -> Iterator[_View]:
    yield _View(grey)
    yield _View(_stretched(grey))
    if grey.width * grey.height > 1_000_000:
        yield _half(grey)


def _mended(grey: Image) -> Iterator[_View]:
    """Even light, less blur, larger."""
    from PIL import ImageFilter

    half = _half(grey) if grey.width * grey.height > 1_000_000 else _View(grey)
    yield _View(_even(half.image), half.scale)
    yield _View(half.image.filter(ImageFilter.UnsharpMask(6, 300, 0)), half.scale)
    if grey.width * grey.height <= _SMALL:
        yield _enlarged(grey, 2)


def _parts(grey: Image) -> Iterator[_View]:
    """Nine overlapping tiles, each with its own contrast, enlarged where it is small."""
    wide, high = grey.width // 2, grey.height // 2
    if min(wide, high) < 80:
        return
    for row in range(3):
        for column in range(3):
            x, y = column * wide // 2, row * high // 2
            tile = _stretched(grey.crop((x, y, x + wide, y + high)))
            factor = 2 if wide * high * 4 <= _TILE else 1
            view = _enlarged(tile, factor) if factor > 1 else _View(tile)
            yield _View(view.image, view.scale, (x, y))


def _hard(grey: Image) -> Iterator[_View]:
    """Slow versions for what is still hidden: sharpened at full size, tripled, stretched sideways."""
    from PIL import Image as Images
    from PIL import ImageFilter

    if grey.width * grey.height <= 2 * _TILE:
        yield _View(grey.filter(ImageFilter.UnsharpMask(8, 250, 0)))
    if grey.width * grey.height <= _SMALL:
        large = _enlarged(grey, 2)
        yield _View(large.image.filter(ImageFilter.UnsharpMask(6, 250, 0)), large.scale)
        yield _enlarged(grey, 3)
    third = grey.resize((max(1, grey.width // 3), max(1, grey.height // 3)), Images.Resampling.BOX)
    yield _View(third.filter(ImageFilter.UnsharpMask(4, 400, 0)), grey.width / third.width)


_ROUNDS: tuple[Callable[[Image], Iterator[_View]], ...] = (_plain, _mended, _parts, _hard)


def _stretched(grey: Image) -> Image:
    from PIL import ImageOps

    return ImageOps.autocontrast(grey, cutoff=1)


def _half(grey: Image) -> _View:
    from PIL import Image as Images

    small = grey.resize((max(1, grey.width // 2), max(1, grey.height // 2)), Images.Resampling.BOX)
    return _View(small, grey.width / small.width)


def _enlarged(grey: Image, factor: int) -> _View:
    from PIL import Image as Images

    return _View(grey.resize((grey.width * factor, grey.height * factor), Images.Resampling.BICUBIC), 1 / factor)


def _even(grey: Image) -> Image:
    """Local mean and spread evened out: shade and sun on one plate become alike."""
    import numpy as np
    from PIL import Image as Images
    from PIL import ImageFilter

    radius = max(8, max(grey.size) // 40)
    around = ImageFilter.BoxBlur(radius)
    values = np.asarray(grey, dtype=np.float32)
    difference = values - np.asarray(grey.filter(around), dtype=np.float32)
    # Squares are kept in 8 bits, in steps of 256, because the box filter is fastest there.
    squares = Images.fromarray(np.minimum(difference**2 / 256, 255).astype(np.uint8))
    spread = np.sqrt(np.asarray(squares.filter(around), dtype=np.float32) * 256) + 4
    return Images.fromarray((difference / spread * 60 + 128).clip(0, 255).astype(np.uint8))


def _wiped(grey: Image, symbols: Sequence[Symbol]) -> Image:
    """The photo with the symbols painted over, and a little of what is around them."""
    from PIL import ImageDraw

    wiped = grey.copy()
    draw = ImageDraw.Draw(wiped)
    for symbol in symbols:
        cx, cy = _centre(symbol.corners)
        draw.polygon([(cx + (x - cx) * 1.15, cy + (y - cy) * 1.15) for x, y in symbol.corners], fill=255)
    return wiped


# ---------------------------------------------------------------- reading
def _look(view: _View) -> tuple[list[Symbol], list[Corners]]:
    """Symbols read in one version, and places where one was found but not understood."""
    import zxingcpp

    results = zxingcpp.read_barcodes(
        view.image,
        formats=zxingcpp.barcode_formats_from_str("QRCode"),
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    symbols, broken = [], []
    for result in results:
        corners = _corners(result.position, view)
        if result.valid and result.text:
            extra = getattr(result, "extra", None)
            version = extra.get("Version", 0) if isinstance(extra, dict) else 0
            level = str(getattr(result, "ec_level", "") or "")
            symbols.append(Symbol(result.text, corners, level, int(version)))
        elif not result.valid:
            broken.append(corners)
    return symbols, broken


def _corners(position: Any, view: _View) -> Corners:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((p.x * view.scale + view.offset[0], p.y * view.scale + view.offset[1]) for p in points)
    return a, b, c, d


def _add(found: list[Symbol], symbol: Symbol) -> None:
    """Keep a symbol unless it is one that another version showed already."""
    x, y = _centre(symbol.corners)
    for other in found:
        left, top, right, bottom = box(other.corners)
        if other.text == symbol.text and left <= x <= right and top <= y <= bottom:
            return
    found.append(symbol)


def _places(
    symbols: Sequence[Symbol], broken: Sequence[Sequence[Corners]]
) -> tuple[tuple[Corners, ...], tuple[tuple[int, Corners], ...]]:
    """Unread symbols beside and under those that were read: seen in at least two versions, and nearly square.

    One version alone sees symbols in brickwork, or takes the corners of two for one."""
    unread: list[Corners] = []
    covered: list[tuple[int, Corners]] = []
    taken: list[Box] = []
    for number, places in enumerate(broken):
        for corners in sorted(places, key=_stretch):
            here = box(corners)
            seen = any(_same(here, box(c)) for others in broken[number + 1 :] for c in others)
            if not seen or _stretch(corners) > _MAX_STRETCH or any(_overlap(here, other) for other in taken):
                continue
            under = [i for i, s in enumerate(symbols) if _overlap(here, box(s.corners))]
            if not under:
                unread.append(corners)
                taken.append(here)
            for index in under:
                if _lies_on(symbols[index].corners, here):
                    covered.append((index, corners))
                    taken.append(here)
    return tuple(unread), tuple(covered)


def _lies_on(corners: Corners, under: Box) -> bool:
    """Whether a symbol lies inside a larger one. A sticker that leaves three corners visible has at most 58 % of
    the width, a third of the area; half is far enough from it and from the symbol's own remains."""
    left, top, right, bottom = box(corners)
    inside = under[0] < left and right < under[2] and under[1] < top and bottom < under[3]
    return inside and (right - left) * (bottom - top) * 2 < (under[2] - under[0]) * (under[3] - under[1])


def _stretch(corners: Corners) -> float:
    """Longest side over shortest."""
    sides = [math.dist(a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    return max(sides) / max(min(sides), 1e-9)


Box = tuple[float, float, float, float]


def box(corners: Corners) -> Box:
    """Left, top, right, bottom of the upright rectangle around a symbol."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _centre(corners: Corners) -> Corner:
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _same(a: Box, b: Box) -> bool:
    """Whether two boxes share more than half of what they cover together."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return False
    both = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - wide * high
    return wide * high > both / 2
