"""Proof: every artefact is drawn again in the form in which it leaves the house and read by another library.

A page passes when the reader sees exactly the payloads that belong on it. Each symbol is then cut out of the raster,
its modules are compared one by one with the ledger's, its contrast is measured, and it is read again after degradation.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw

from camtay.errors import Problem
from camtay.signs import dxf, trials
from camtay.signs.symbol import Symbol
from camtay.signs.trials import QR, Grey, Result

DPI = 300
_PER_TASK = 16
"""Pages that one worker takes at a time."""


@dataclass(frozen=True)
class Seen:
    """One page as the reader saw it: payload → result of the trials, in the order found."""

    page: int
    payloads: tuple[str, ...]
    results: tuple[Result, ...] = ()


def proof(
    pdf: bytes, expected: Sequence[Sequence[str]], name: str, symbols: dict[str, Symbol] | None = None
) -> list[Problem]:
    """Problems of a PDF on whose pages the reader does not see exactly the expected payloads (in any order)."""
    return check_pdf(pdf, expected, name, symbols)[0]


def check_pdf(
    pdf: bytes, expected: Sequence[Sequence[str]], name: str, symbols: dict[str, Symbol] | None = None
) -> tuple[list[Problem], list[Seen]]:
    """Problems, and what was seen on each page. `symbols` (by payload) asks for the trials too."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    if count != len(expected):
        params = {"file": name, "found": str(count), "expected": str(len(expected))}
        return [Problem("sign.pages", name, params=params)], []
    tasks = [range(at, min(at + _PER_TASK, count)) for at in range(0, count, _PER_TASK)]
    seen = list(_read(pdf, tasks, symbols or {}))
    return judge(seen, expected, name), seen


def check_images(
    images: Sequence[Grey], expected: Sequence[Sequence[str]], name: str, symbols: dict[str, Symbol]
) -> tuple[list[Problem], list[Seen]]:
    """The same for rasters of SVG, PNG and DXF files, one a page."""
    seen = [look(number, image, symbols) for number, image in enumerate(images)]
    return judge(seen, expected, name), seen


def check_flow(
    pdf: bytes, expected: Sequence[str], name: str, symbols: dict[str, Symbol]
) -> tuple[list[Problem], list[Seen]]:
    """The same for a document that flows: the payloads of all pages together."""
    document = pypdfium2.PdfDocument(pdf)
    pages = range(len(document))
    document.close()
    seen = read_pages(pdf, pages, symbols)
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
def _read(pdf: bytes, tasks: Sequence[range], symbols: dict[str, Symbol]) -> Iterator[Seen]:
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers <= 1:
        for task in tasks:
            yield from read_pages(pdf, task, symbols)
        return
    # "spawn" is what every platform has; fork after typst's threads can hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _open, (pdf, symbols)) as pool:
        for found in pool.map(_read_shared, tasks):
            yield from found


_shared: dict[str, Any] = {}
"""What a worker process was given when it started; written once, in `_open`."""


def _open(pdf: bytes, symbols: dict[str, Symbol]) -> None:
    _shared["pdf"], _shared["symbols"] = pdf, symbols


def _read_shared(pages: range) -> list[Seen]:
    return read_pages(_shared["pdf"], pages, _shared["symbols"])


def read_pages(pdf: bytes, pages: range, symbols: dict[str, Symbol]) -> list[Seen]:
    """What is seen on some pages of a PDF, rasterised at 300 dpi in grey.

    Pages of one kind of sign carry their symbol in the same place. Where a whole page showed a single one, the next
    pages are rasterised there only; a page on which that shows anything else is looked at as a whole."""
    document = pypdfium2.PdfDocument(pdf)
    seen = []
    window: _Window | None = None
    try:
        for count, number in enumerate(pages):
            page = document[number]
            found = None
            if window and window.size == page.get_size() and count % _WHOLE:
                crop = np.ascontiguousarray(page.render(scale=DPI / 72, grayscale=True, crop=window.crop).to_numpy())
                found = look(number, crop, symbols)
            if found is None or len(found.payloads) != 1:
                image = page.render(scale=DPI / 72, grayscale=True).to_numpy()
                found = look(number, image, symbols)
                window = _window(page.get_size(), image)
            seen.append(found)
    finally:
        document.close()
    return seen


_WHOLE = 16
"""Every so many pages one is looked at as a whole, whatever the one before showed."""


@dataclass(frozen=True)
class _Window:
    """Where the symbol of a page was: points to cut off left, bottom, right and top."""

    size: tuple[float, float]
    crop: tuple[float, float, float, float]


def _window(size: tuple[float, float], image: Grey) -> _Window | None:
    """The place of a page's only symbol with more than its quiet zone around it."""
    image = np.ascontiguousarray(image.reshape(image.shape[:2]))
    found = zxingcpp.read_barcodes(image, formats=QR, try_invert=False)
    if len(found) != 1:
        return None
    left, top, right, bottom = _corners(found[0].position)
    room = (right - left) * 0.25
    scale = 72 / DPI
    height, width = image.shape
    crop = (left - room, height - bottom - room, width - right - room, top - room)
    return _Window(size, tuple(max(0.0, side * scale) for side in crop))  # type: ignore[arg-type] # four of four


def look(number: int, image: Grey, symbols: dict[str, Symbol]) -> Seen:
    """What is seen on a page, with the trials of the symbols that are known."""
    image = np.ascontiguousarray(image.reshape(image.shape[:2]))
    found = zxingcpp.read_barcodes(image, formats=QR, try_invert=False)
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
def raster_svg(data: bytes) -> Grey:
    """An SVG drawn by resvg at 200 dpi of its own millimetres, on white."""
    import resvg_py

    png = resvg_py.svg_to_bytes(svg_string=data.decode(), dpi=200.0, background="white", skip_system_fonts=True)
    return raster_png(bytes(png))


def raster_png(data: bytes) -> Grey:
    """A PNG in grey."""
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("L"))


def raster_dxf(data: bytes, width: float, height: float) -> Grey:
    """A DXF of `width` × `height` millimetres drawn again: areas of the black layer, odd ones dark, at 300 dpi."""
    scale = DPI / 25.4
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
