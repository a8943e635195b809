"""Spreadsheets that somebody sent: what is refused before it can do harm, and how it is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay.errors import CamtayError, Problem
from camtay.sheets import book_in
from camtay.sheets.run import exported, planned
from tests.conftest import TinyProject, golden
from tests.test_placements import _today as _today
from tests.test_placements import told, world
from tests.test_sheet_placements import TWO, changes, export, filled, merged, seen
from tests.test_sheet_placements import standing as standing


def refused(path: Path) -> Problem:
    """The one problem of a file that is not read."""
    with pytest.raises(CamtayError) as caught:
        book_in.read(path)
    [problem] = caught.value.problems
    return problem


def repacked(path: Path, **parts: bytes) -> Path:
    """The zip file again with some parts replaced or added (`__` is a slash, `_dot_` a point)."""
    out = io.BytesIO()
    new = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name not in new:
                made.writestr(name, old.read(name))
        for name, data in new.items():
            made.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def test_a_file_of_another_kind_is_refused(tiny_project: TinyProject) -> None:
    """Text, another zip, an old .xls or one with a password, one with macros: each with its own cure."""
    path = export(world(tiny_project, TWO))
    folder = path.parent
    (folder / "bang.csv").write_text("code,state\n")
    with zipfile.ZipFile(folder / "thu.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    (folder / "cu.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    (folder / "macro.xlsm").write_bytes(path.read_bytes())
    (folder / "macro.xlsx").write_bytes(path.read_bytes())
    repacked(folder / "macro.xlsx", xl__vbaProject_dot_bin=b"\0")
    problems = [refused(folder / name) for name in ("bang.csv", "thu.docx", "cu.xls", "macro.xlsm", "macro.xlsx")]
    assert [p.code for p in problems] == ["xlsx.kind", "xlsx.kind", "xlsx.old", "xlsx.macro", "xlsx.macro"]
    golden("problems/xlsx_kind.txt", "bang.csv, thu.docx, cu.xls, macro.xlsm, macro.xlsx" + told(problems))


def test_a_workbook_that_calls_itself_macro_enabled_is_refused(tiny_project: TinyProject) -> None:
    """Renaming .xlsm to .xlsx does not help, nor do macros of Excel 4."""
    path = export(world(tiny_project, TWO))
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    renamed = types.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert renamed != types
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/macrosheets/sheet1.xml", "<x/>")
    assert refused(path).code == "xlsx.macro"
    path = export(world(tiny_project, TWO))
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            made.writestr(name, renamed if name == "[Content_Types].xml" else old.read(name))
    path.write_bytes(out.getvalue())
    assert refused(path).code == "xlsx.macro"


def test_a_zip_bomb_is_refused_before_it_unpacks(tiny_project: TinyProject) -> None:
    """A part that grows a thousandfold, many parts, parts that overlap, a file of eleven megabytes."""
    root = world(tiny_project, TWO)
    bomb = repacked(export(root), xl__bomb_dot_xml=b" " * 30_000_000)
    problem = refused(bomb)
    golden("problems/xlsx_large.txt", f"bien.xlsx{told([problem])}")
    parts = repacked(export(root), **{f"xl__p{i}_dot_xml": b"<x/>" for i in range(1100)})
    assert refused(parts).code == "xlsx.large"
    big = export(root)
    big.write_bytes(big.read_bytes() + bytes(11_000_000))
    assert refused(big).code == "xlsx.large"


def test_rows_beyond_the_limit_are_not_dropped_in_silence(tiny_project: TinyProject) -> None:
    """Filled ones are refused; empty formatted ones at the end are nothing."""
    root = world(tiny_project, TWO)

    def styled(sheet: Any) -> None:
        sheet.cell(50_000, 3).number_format = "@"

    assert changes(merged(root, filled(export(root), styled))) == []
    path = filled(export(root), lambda sheet: sheet.cell(20_001, 2, "29G275"))
    golden("problems/xlsx_rows.txt", f"bien.xlsx{told([refused(path)])}")


DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding: str, tiny_project: TinyProject) -> None:
    """The billion laughs, also where a search for bytes would not find them."""
    data = DTD.decode().replace("?>", f' encoding="{encoding}"?>').encode(encoding)
    path = repacked(export(world(tiny_project, TWO)), xl__sharedStrings_dot_xml=data)
    assert refused(path).code == "xlsx.damaged"


def test_a_damaged_file_is_told_as_one(tiny_project: TinyProject) -> None:
    """Cut off, garbled, or a part gone: a problem, never a traceback."""
    root = world(tiny_project, TWO)
    whole = export(root).read_bytes()
    path = root.parent / "bien.xlsx"
    for data in (whole[: len(whole) // 2], whole[:3000] + bytes(500) + whole[3500:]):
        path.write_bytes(data)
        assert refused(path).code in ("xlsx.kind", "xlsx.damaged")
    path.write_bytes(whole)
    problem = refused(repacked(path, xl__worksheets__sheet1_dot_xml=b"<worksheet><row r='x'/></worksheet>"))
    golden("problems/xlsx_damaged.txt", f"bien.xlsx{told([problem])}")


def test_a_sheet_that_is_none_of_ours_is_refused(tiny_project: TinyProject) -> None:
    """Nobody guesses what strange columns mean; two columns of one key are told apart by nobody either."""
    root = world(tiny_project, TWO)

    def strange(sheet: Any) -> None:
        sheet.delete_rows(1, 2)

    problems = []
    for fill in (strange, lambda sheet: sheet.cell(1, 20, "note")):
        with pytest.raises(CamtayError) as caught:
            merged(root, filled(export(root), fill))
        problems += caught.value.problems
    golden("problems/xlsx_keys.txt", f"bien.xlsx{told(problems)}")


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_no_garbled_file_ends_in_a_traceback(standing: Path, data: st.DataObject) -> None:
    """Any few bytes may be wrong."""
    world_ = seen(standing)
    path = standing / "g.xlsx"
    whole = bytearray(exported("placement", world_)[0])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole))
    problems: list[Problem] = []
    try:
        problems = list(planned(path, world_).problems)
    except CamtayError as error:
        problems = error.problems
    assert all(problem.code.startswith("xlsx.") for problem in problems)
