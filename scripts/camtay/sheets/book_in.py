"""Opening a spreadsheet that somebody sent: refused before it can do harm, told in words that help.

A .xlsx file is a zip of XML: it can hold macros, unpack to gigabytes, or define entities that grow without end.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from camtay.errors import CamtayError, fail

MAX_FILE = 10_000_000
MAX_UNPACKED = 60_000_000
"""Bytes of all parts together; a sheet of 20,000 signs needs about 15 MB."""
MAX_RATIO = 200
"""A part that grows more than this on unpacking, and over a megabyte, is a bomb; sheets grow about 10 to 40 times."""
MAX_PARTS = 1_000
MAX_ROW, MAX_COLUMN = 20_000, 200
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Beginning of .xls files and of .xlsx files with a password (MS-CFB, 2.2)."""
_MACRO_SUFFIXES = (".xlsm", ".xltm", ".xlam")
# What zipfile, the XML parser and openpyxl raise for files that are cut off, forged or made by strange programs.
_MALFORMED = (
    ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, EOFError, ParseError, RecursionError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty: openpyxl's value and type (`s` text, `n` number, `d` date, `b`, `f` formula, `e`)."""

    value: Any
    type: str


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: its title, and what its rows hold by the number of row and column (both from 1)."""

    title: str
    rows: dict[int, dict[int, Cell]]
    merged: tuple[str, ...] = ()
    """Ranges that are one cell: `A5:B6`."""


def read(path: Path) -> list[Sheet]:
    """All sheets of a workbook. Raises CamtayError with what is wrong with the file."""
    name = path.name
    try:
        merged = _refuse_strange(path)
        # Warnings of openpyxl are about looks (lists, colours), which are not read.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(path, merged)
    except CamtayError:
        raise
    except _MALFORMED as error:
        raise fail("xlsx.damaged", name, reason=f"{type(error).__name__}: {error}"[:120]) from error


# ---------------------------------------------------------------- what is refused unread
def _refuse_strange(path: Path) -> dict[str, list[str]]:
    """The merged ranges of each part, found on the way."""
    name = path.name
    merged: dict[str, list[str]] = {}
    if path.suffix.lower() in _MACRO_SUFFIXES:
        raise fail("xlsx.macro", name)
    size = path.stat().st_size
    if size > MAX_FILE:
        raise fail("xlsx.large", name, size=f"{size / 1e6:.0f}")
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise fail("xlsx.old", name)
    if not zipfile.is_zipfile(path):
        raise fail("xlsx.kind", name)
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
            raise fail("xlsx.kind", name)
        if any(part.flag_bits & 1 for part in parts):
            raise fail("xlsx.old", name)
        _refuse_bombs(name, parts, size)
        macros = any("vbaproject" in part.lower() or "macrosheet" in part.lower() for part in names)
        if macros or b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise fail("xlsx.macro", name)
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")):
                with archive.open(part) as file:
                    merged[part.filename] = _refuse_entities(name, file)
    return merged


def _refuse_bombs(name: str, parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    # Parts that overlap each other in the file add up to more than the file has.
    overlap = sum(part.compress_size for part in parts) > size
    steep = any(p.file_size > 1_000_000 and p.file_size > MAX_RATIO * max(p.compress_size, 1) for p in parts)
    if overlap or steep or len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise fail("xlsx.large", name, size=f"{unpacked / 1e6:.0f}")


def _refuse_entities(name: str, file: IO[bytes]) -> list[str]:
    """No part may define entities, and none may have filled rows that would not be read. Gives its merged ranges."""
    from defusedxml.ElementTree import iterparse

    merged: list[str] = []
    for _, element in iterparse(file, forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if tag == "row":
            if int(element.get("r", "0")) > MAX_ROW and any(len(cell) for cell in element):
                raise fail("xlsx.rows", name, limit=MAX_ROW)
            element.clear()
        elif tag == "si":
            element.clear()
        elif tag == "mergeCell":
            merged.append(element.get("ref", ""))
    return merged


# ---------------------------------------------------------------- cells
def _sheets(path: Path, merged: dict[str, list[str]]) -> list[Sheet]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        # openpyxl's reader of large files does not look at merged cells, only at the part that a sheet is in.
        return [
            Sheet(sheet.title, _rows(sheet), tuple(merged.get(getattr(sheet, "_worksheet_path", "").lstrip("/"), ())))
            for sheet in book.worksheets
        ]
    finally:
        book.close()


def _rows(sheet: Any) -> dict[int, dict[int, Cell]]:
    found = {}
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROW, max_col=MAX_COLUMN), 1):
        cells = {i: Cell(cell.value, cell.data_type) for i, cell in enumerate(row, 1) if cell.value is not None}
        if cells:
            found[number] = cells
    return found
