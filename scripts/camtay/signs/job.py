"""The papers of a print run: job sheet (PDF and CSV) and proof report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from camtay.project import Project
from camtay.signs.document import Document
from camtay.signs.formats import FORMATS, reading_distance
from camtay.signs.proof import Seen
from camtay.signs.sign import Sign
from camtay.signs.symbol import QUIET_ZONE
from camtay.text import cell

COLUMNS = (
    "code",
    "name",
    "format",
    "size",
    "material",
    "count",
    "level",
    "symbol",
    "module",
    "quiet",
    "distance",
    "where",
)
_WIDTHS = (20, 0, 22, 24, 24, 16, 14, 19, 17, 22, 18, 52)
"""Millimetres of the job sheet's columns; 0 takes what is left."""
ROWS = 100
"""Rows of one job sheet: a thousand would take typst 200 MB."""


class Table:
    """CSV as Excel opens it: UTF-8 with a mark, CRLF, no cell a formula. Held as bytes, whatever has been added."""

    def __init__(self, header: Sequence[str]) -> None:
        self._bytes = io.BytesIO(b"\xef\xbb\xbf")
        self._bytes.seek(0, io.SEEK_END)
        self._text = io.TextIOWrapper(self._bytes, "utf-8", newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow(header)

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Append rows."""
        self._writer.writerows([cell(value) if isinstance(value, str) else value for value in row] for row in rows)

    def data(self) -> bytes:
        """The file."""
        self._text.flush()
        return self._bytes.getvalue()


def _pieces(documents: Sequence[Document]) -> Iterator[tuple[Document, Sign]]:
    """Every symbol of every kind of document, once."""
    pieces = ((d.name, s) for d in documents for one in d.signs for s in (one, one.second) if s)
    by_name = {document.name: document for document in documents}
    for name, sign in dict.fromkeys(pieces):
        yield by_name[name], sign


def listing(project: Project, documents: Sequence[Document], material: str, copies: int) -> bytes:
    """What to make, one row a symbol; lengths in millimetres, distance in metres."""
    header = ["code", "entry", "kind", "name", "address", "sign", "width_mm", "height_mm", "material", "count", "level",
              "modules", "symbol_mm", "module_mm", "quiet_zone_mm", "read_from_m", "where", "payload"]  # fmt: skip
    table = Table(header)
    table.add(
        [sign.code, sign.entry, sign.kind, sign.names[0], sign.short_url, document.name.removeprefix("signs-"),
         f"{document.width:g}", f"{document.height:g}", _material(project, document, material), copies,
         sign.symbol.level, sign.symbol.size, f"{sign.side:.1f}", f"{sign.module:.2f}",
         f"{sign.module * QUIET_ZONE:.1f}", f"{reading_distance(sign.side, sign.symbol) / 1000:.1f}",
         sign.place[0] if sign.place else "", sign.symbol.payload]
        for document, sign in _pieces(documents)
    )  # fmt: skip
    return table.data()


def _material(project: Project, document: Document, material: str) -> str:
    name = document.name.removeprefix("signs-").partition("-a4")[0]
    usual = next((f.material for f in FORMATS.values() if name.startswith(f.name)), "paper")
    return material or project.source_locale.word(f"material.{usual}")


def job_sheets(project: Project, documents: Sequence[Document], material: str, copies: int) -> Iterator[Document]:
    """The same for people, A4 across, to go with the files to the print shop; ROWS in each file."""
    say = project.source_locale.word
    job = {
        "title": say("job.title"),
        "note": say("job.note"),
        "header": [say(f"job.{column}") for column in COLUMNS],
        "widths": _WIDTHS,
    }
    pieces = list(_pieces(documents))
    starts = range(0, len(pieces), ROWS)
    digits = max(2, len(str(len(starts))))
    for number, at in enumerate(starts, 1):
        rows = [
            [sign.code, sign.names[0], document.name.removeprefix("signs-"),
             f"{document.width:g} × {document.height:g}", _material(project, document, material), str(copies),
             f"{sign.symbol.level} {sign.symbol.size}×{sign.symbol.size}",
             f"{sign.side:.1f}", f"{sign.module:.2f}", f"{sign.module * QUIET_ZONE:.1f}",
             f"{reading_distance(sign.side, sign.symbol) / 1000:.1f}", sign.place[0] if sign.place else ""]
            for document, sign in pieces[at : at + ROWS]
        ]  # fmt: skip
        part = f"{number:0{digits}}" if len(starts) > 1 else ""
        yield Document("job-sheet", "job.typ", 297, 210, (), (), {"job": {**job, "rows": rows}}, part=part)


class Report:
    """What the proof measured, one row a symbol and file: nothing in it failed, or the run had stopped."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self._signs = {s.symbol.payload: s for one in signs for s in (one, one.second) if s}
        self._table = Table(["file", "page", "code", "version", "level", "module_mm", "decoded_by", "contrast",
                             "margin_times", "passed"])  # fmt: skip

    def add(self, name: str, pages: Sequence[Seen]) -> None:
        """What was seen on the pages of the artefact `name`."""
        for page in pages:
            for result in page.results:
                sign = self._signs[result.payload]
                symbol = sign.symbol
                row = [name, page.page + 1, sign.code, symbol.version, symbol.level, f"{sign.module:.2f}", "zxing-cpp",
                       f"{result.contrast:.1f}", f"{result.margin:g}", " + ".join(result.passed)]  # fmt: skip
                self._table.add([row])

    def data(self) -> bytes:
        """The file."""
        return self._table.data()
