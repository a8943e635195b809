"""Proof: what was typeset is rasterised as a printer would and every symbol read back by another library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pypdfium2
import zxingcpp

from camtay.errors import Problem

DPI = 300
_PER_TASK = 12
"""Pages that one worker takes at a time."""


def proof(pdf: bytes, expected: Sequence[Sequence[str]], name: str) -> list[Problem]:
    """Problems of pages on which the reader does not see exactly the expected payloads (in any order)."""
    pages = len(expected)
    tasks = [range(start, min(start + _PER_TASK, pages)) for start in range(0, pages, _PER_TASK)]
    problems = []
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    if count != pages:
        params = {"page": str(count), "file": name, "found": f"{count} pages", "expected": f"{pages} pages"}
        return [Problem("sign.proof", name, params=params)]
    for number, found in _decoded(pdf, tasks):
        if sorted(found) != sorted(expected[number]):
            params = {
                "page": str(number + 1),
                "file": name,
                "found": ", ".join(found) or "–",
                "expected": ", ".join(expected[number]),
            }
            problems.append(Problem("sign.proof", name, number + 1, params=params))
    return problems


def _decoded(pdf: bytes, tasks: Sequence[range]) -> Iterator[tuple[int, list[str]]]:
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers <= 1:
        for task in tasks:
            yield from read_pages(pdf, task)
        return
    # "spawn" is what every platform has; fork after typst's threads can hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _open, (pdf,)) as pool:
        for found in pool.map(_read_shared, tasks):
            yield from found


_shared: dict[str, bytes] = {}


def _open(pdf: bytes) -> None:
    _shared["pdf"] = pdf


def _read_shared(pages: range) -> list[tuple[int, list[str]]]:
    return read_pages(_shared["pdf"], pages)


def read_pages(pdf: bytes, pages: range) -> list[tuple[int, list[str]]]:
    """(page index, payloads seen) of some pages, rasterised at 300 dpi in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            (number, decode(document[number].render(scale=DPI / 72, grayscale=True).to_numpy())) for number in pages
        ]
    finally:
        document.close()


def decode(image: Any) -> list[str]:
    """Payloads of all QR symbols on an image (numpy array or Pillow image)."""
    results = zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return [result.text for result in results]
