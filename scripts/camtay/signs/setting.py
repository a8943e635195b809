"""Setting with typst: PDF (tagged, PDF/A-2a and PDF/UA-1), SVG pages and PNG pages. Needs nothing of a project."""

from __future__ import annotations

import ctypes
import io
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from camtay.signs.formats import MARKS
from camtay.signs.symbol import Symbol
from camtay.typesetting import fonts

Output = Literal["pdf", "svg", "png"]
EMPTY = "empty.typ"
FONTS = "fonts"
"""Folder beside the templates with fonts for other scripts than Latin."""
_MM = 72 / 25.4
_GENERATIONS = 11
"""typst forgets what it has not needed for ten compilations."""


class SettingError(Exception):
    """typst's reason why something could not be set."""


@dataclass(frozen=True)
class Copy:
    """What typst is given: all that decides how a document looks."""

    folder: Path
    """Templates, the instance's own ones over ours, its emblem and an EMPTY one."""
    template: str
    data: str
    """JSON, without the drawings of symbols."""
    symbols: tuple[Symbol, ...]
    day: date
    bleed: float = 0
    marks: bool = False

    def compile(self, kind: Output, **options: Any) -> list[bytes]:
        """One PDF, or SVG or PNG pages. Raises SettingError."""
        drawn = json.dumps({symbol.payload: symbol.svg for symbol in self.symbols})
        import typst  # here and below: the first process of a run sets nothing, and is large as it is

        noon = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        inputs = {"data": self.data, "symbols": drawn}
        try:
            compiler = self._compiler(self.template)
            made = compiler.compile(format=kind, sys_inputs=inputs, timestamp=noon, **options)
        except typst.TypstError as error:
            raise SettingError(str(error)) from error
        return list(made) if isinstance(made, list) else [bytes(made or b"")]

    def pdf(self) -> bytes:
        """The same bytes every time. Raises SettingError."""
        (made,) = self.compile("pdf", pdf_standards=["a-2a", "ua-1"])
        return _with_boxes(made, self.bleed, self.marks)

    def forget(self) -> None:
        """Give back the memory in which typst keeps what it has set; it does so by the age in compilations."""
        empty = self._compiler(EMPTY)
        for _ in range(_GENERATIONS):
            empty.compile(format="svg")
        # glibc keeps what is freed unless told; other systems have no such call.
        with suppress(AttributeError, OSError, TypeError):
            ctypes.CDLL(None).malloc_trim(0)

    def _compiler(self, template: str) -> Any:
        import typst

        more = self.folder / FONTS
        own = fonts(str(more) if more.is_dir() else "")
        return typst.Compiler(str(self.folder / template), root=str(self.folder), font_paths=own)


def _with_boxes(made: bytes, bleed: float, marks: bool) -> bytes:
    """The PDF with TrimBox and BleedBox (ISO 32000-1, 14.11.2) on every page; typst can't set them."""
    import pikepdf

    spare = (MARKS if marks else 0) * _MM
    out = bleed * _MM + spare
    with pikepdf.open(io.BytesIO(made)) as opened:
        for page in opened.pages:
            left, bottom, right, top = (float(x) for x in page.mediabox)
            page.trimbox = pikepdf.Array([left + out, bottom + out, right - out, top - out])
            page.bleedbox = pikepdf.Array([left + spare, bottom + spare, right - spare, top - spare])
        saved = io.BytesIO()
        # typst's streams are compressed already: taking them as they are halves the time.
        decode = pikepdf.StreamDecodeLevel.none
        opened.save(saved, deterministic_id=True, compress_streams=False, stream_decode_level=decode)
    return saved.getvalue()
