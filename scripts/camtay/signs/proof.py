"""Proof: every artefact is drawn again in the form in which it leaves the house and read by another library.

A page passes when the reader sees exactly the payloads that belong on it. Each symbol is then cut out of the raster,
its modules are compared one by one with the ledger's, its contrast is measured, and it is read again after degradation.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

from camtay.errors import Problem
from camtay.signs import dxf, trials
from camtay.signs.symbol import Symbol
from camtay.signs.trials import QR, Grey, Result

if TYPE_CHECKING:
    import pypdfium2

DPI = 300
"""Dots an inch of a proof of symbols whose modules are not known; also the most that is drawn."""
_DOTS = 8
"""Dots a module of a proof: twice what a phone has of it at its distance, and less than any printer."""


def dpi_for(module: float) -> int:
    """Dots an inch at which a page is looked at whose finest symbol has modules of so many millimetres."""
    return min(DPI, math.ceil(_DOTS * 25.4 / module))


@dataclass(frozen=True)
class Seen:
    """One page as the reader saw it: payload → result of the trials, in the order found."""

    page: int
    payloads: tuple[str, ...]
    results: tuple[Result, ...] = ()


def proof(
    pdf: bytes, expected: Sequence[Sequence[str]], name: str, symbols: dict[str, Symbol] | None = None, dpi: int = DPI
) -> list[Problem]:
    """Problems of a PDF on whose pages the reader does not see exactly the expected payloads (in any order)."""
    return check_pdf(pdf, expected, name, symbols or {}, dpi)[0]


def check_pdf(
    pdf: bytes, expected: Sequence[Sequence[str]], name: str, symbols: dict[str, Symbol], dpi: int = DPI
) -> tuple[list[Problem], list[Seen]]:
    """Problems, and what was seen on each page. Symbols that are known (by payload) undergo the trials too."""
    with closing(_opened(pdf)) as document:
        if len(document) != len(expected):
            params = {"file": name, "found": str(len(document)), "expected": str(len(expected))}
            return [Problem("sign.pages", name, params=params)], []
        seen = list(_pages(document, symbols, dpi))
    return judge(seen, expected, name), seen


def check_images(
    images: Iterable[Grey], expected: Sequence[Sequence[str]], name: str, symbols: dict[str, Symbol]
) -> tuple[list[Problem], list[Seen]]:
    """The same for rasters of SVG, PNG and DXF files, one a page."""
    seen = [look(number, image, symbols) for number, image in enumerate(images)]
    return judge(seen, expected, name), seen


def check_flow(
    pdf: bytes, expected: Sequence[str], name: str, symbols: dict[str, Symbol], dpi: int = DPI
) -> tuple[list[Problem], list[Seen]]:
    """The same for a document that flows: the payloads of all pages together."""
    with closing(_opened(pdf)) as document:
        seen = list(_pages(document, symbols, dpi))
    found = [payload for page in seen for payload in page.payloads]
    if sorted(found) != sorted(expected):
        return [_wrong(name, 1, ", ".join(found) or "–", ", ".join(expected))], seen
    return judge(seen, [page.payloads for page in seen], name), seen


def judge(seen: Sequence[Seen], expected: Sequence[Sequence[str]], name: str) -> list[Problem]:
    """Problems of pages on which something else was seen, or a symbol failed a trial."""
    problems = []
    for page in seen:
        wanted = expected[page.page]
        if sorted(page.payloads) != sorted(wanted):
            problems.append(_wrong(name, page.page + 1, ", ".join(page.payloads) or "–", ", ".join(wanted)))
            continue
        for result in page.results:
            problems += [
                Problem(
                    "sign.weak",
                    name,
                    page.page + 1,
                    params={"payload": result.payload, "trial": trial, "reason": reason},
                )
                for trial, reason in result.failed
            ]
    return problems


def _wrong(name: str, page: int, found: str, expected: str) -> Problem:
    return Problem(
        "sign.proof", name, page, params={"page": str(page), "file": name, "found": found, "expected": expected}
    )


# ---------------------------------------------------------------- reading
def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2  # where it is needed: the first process of a run proves nothing, and is large as it is

    return pypdfium2.PdfDocument(pdf)


def _pages(document: pypdfium2.PdfDocument, symbols: dict[str, Symbol], dpi: int) -> Iterator[Seen]:
    """What is seen on every page, the whole of it, in grey."""
    for number in range(len(document)):
        with closing(document[number]) as page:
            yield look(number, page.render(scale=dpi / 72, grayscale=True).to_numpy(), symbols)


def look(number: int, image: Grey, symbols: dict[str, Symbol]) -> Seen:
    """What is seen on a page, with the trials of the symbols that are known."""
    image = np.ascontiguousarray(image.reshape(image.shape[:2]))
    found = trials.read(image)
    results = tuple(
        trials.run(image, _corners(code.position), symbols[code.text]) for code in found if code.text in symbols
    )
    return Seen(number, tuple(code.text for code in found), results)


def _corners(position: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a symbol that stands upright or upside down, in pixels."""
    points = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    xs, ys = [p.x for p in points], [p.y for p in points]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def decode(image: Any) -> list[str]:
    """Payloads of all QR symbols on an image (numpy array or Pillow image)."""
    return [result.text for result in zxingcpp.read_barcodes(image, formats=QR)]


# ---------------------------------------------------------------- other formats drawn again
def raster_svg(data: bytes, dpi: int = 200) -> Grey:
    """An SVG drawn by resvg at so many dots an inch of its own millimetres, black or white and nothing between."""
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=data.decode(), dpi=float(dpi), background="white", skip_system_fonts=True,
        shape_rendering="crisp_edges",
    )  # fmt: skip
    return raster_png(bytes(png))


def raster_png(data: bytes) -> Grey:
    """A PNG in grey."""
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("L"))


def raster_dxf(data: bytes, width: float, height: float, dpi: int = DPI) -> Grey:
    """A DXF of `width` × `height` millimetres drawn again: areas of the black layer, odd ones dark."""
    scale = dpi / 25.4
    size = (round(width * scale), round(height * scale))
    canvas = np.zeros((size[1], size[0]), dtype=bool)
    for layer, points in dxf.outlines(data):
        if layer != dxf.LAYERS["#000000"]:
            continue
        xs, ys = [p[0] * scale for p in points], [size[1] - p[1] * scale for p in points]
        left, top = int(min(xs)) - 1, int(min(ys)) - 1
        right, bottom = int(max(xs)) + 2, int(max(ys)) + 2
        left, top = max(left, 0), max(top, 0)
        ring = Image.new("1", (max(right - left, 1), max(bottom - top, 1)))
        ImageDraw.Draw(ring).polygon([(x - left - 0.5, y - top - 0.5) for x, y in zip(xs, ys, strict=True)], fill=1)
        area = np.asarray(ring)
        window = canvas[top : top + area.shape[0], left : left + area.shape[1]]
        window ^= area[: window.shape[0], : window.shape[1]]
    return np.where(canvas, 0, 255).astype(np.uint8)
