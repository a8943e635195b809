"""Every kind of sheet: out, filled in, and back into the YAML; what is refused and how it is told.

Golden files are `golden/problems/sheet_*.txt`. Signs have sheets of their own tests: `test_sheet_placements.py`."""

from __future__ import annotations

import difflib
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay import ledger, yaml_file
from camtay.errors import CamtayError, Problem
from camtay.files import write_together
from camtay.model.described import describe
from camtay.model.entries import AlleyFields
from camtay.project import load
from camtay.sheets.columns import of_model, together
from camtay.sheets.edits import edits_of
from camtay.sheets.merge import Plan
from camtay.sheets.run import KINDS, apply, exported, planned
from camtay.sheets.table import World, same, values_of
from camtay.yaml_edit import edited
from camtay.yaml_file import Document
from tests.conftest import GUIDE, HERITAGE, REPO, SITE, VILLAGE, golden, need
from tests.test_placements import DAY, HUNG, PLACES, camtay, told
from tests.test_placements import _today as _today

ALLEYS = """\
alleys:
  # kiệt đầu làng
  - id: lang-thu-kiet-1   # mã giữ mãi
    title: {vi: "Kiệt 1, Làng Thử", en: "Alley 1, Thử village"}
    short:
      vi: Kiệt 1
      en: 'Alley 1'
    summary:
      vi: >-
        Kiệt nhỏ
        bên sông.
    landmarks:
    - vi: Cây đa
      en: A banyan
      sources: [s]
    # còn không?
    - {vi: Giếng nước, confidence: memory}
    confirm:
      - "Hỏi số hộ."
  - id: lang-thu-kiet-2
    title: {vi: "Kiệt 2, Làng Thử", en: "Alley 2, Thử village"}
    coordinates: {lat: 16.70, lon: 107.20, precision_m: 5}
related: [gieng-co]  # giữ lại
"""
SPECIALITY = """\
kind: speciality
id: banh-thu
title: {vi: Bánh thử, en: Test cake}
summary: {vi: Bánh ngon., en: A good cake.}
reviewed: 2026-11-22
place: xa-thu
type: dish
what:
  vi: Bánh gạo.   # hấp
  en: A rice cake.
  sources: [s]
where:
  before: {vi: xã Cũ, en: Cũ commune}
  now: {vi: xã Thử, en: Thử commune}
sources:
  - {id: s, title: Sổ tay}
"""
OFFICE = """\
kind: procedures
id: mot-cua
title: {vi: Một cửa, en: One-stop office}
summary: {vi: Các việc., en: What it does.}
reviewed: 2026-11-22
office: {vi: Một cửa xã Thử, en: Thử one-stop office}
items:
  - id: goi
    title: {vi: Gọi điện, en: Phone}
    guide: goi-dien
    note: {vi: Xem trước., en: Look first., confidence: memory}
  - id: khac
    title: {vi: Việc khác, en: Other}
sources:
  - {id: s, title: Sổ tay}
"""
CALLS = """\
phones:
  - {number: "113", vi: Công an, en: Police, sources: [s]}   # cả nước
channels:
  - {vi: Cổng dịch vụ, en: Portal, url: "https://vi-du.example"}
  - {vi: Hỏi hàng xóm, en: Ask a neighbour}
  - {vi: Tổng đài, en: Hotline, phone: 1900 1909, sources: [s]}
"""
FILES: dict[str, str] = {
    "guides/places.yml": PLACES,
    "guides/site.yml": SITE
    + 'emergency:\n  - {number: "115", vi: Cấp cứu, en: Ambulance, sources: [n]}\nsources:\n  - {id: n, title: Báo}\n',
    "guides/gieng.yml": HERITAGE,
    "guides/lang.yml": VILLAGE[: VILLAGE.index("alleys:")] + ALLEYS,
    "guides/banh.yml": SPECIALITY,
    "guides/mot-cua.yml": OFFICE,
    "guides/goi-dien.yml": GUIDE + CALLS,
    "qr/placements.yml": HUNG,
    "qr/ledger.jsonl": '{"code":"29G275","seq":1,"event":"issue","date":"2026-01-02","entry":"gieng-co"}\n',
}
Cells = dict[tuple[int, str], Any]
"""(row, key of the column) → what somebody typed."""


def made_in(folder: Path, **more: str) -> Path:
    """A project with one or two items of each kind."""
    for name, text in {**FILES, **more}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project, for a test that writes into it."""
    return made_in(tmp_path / "project")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same for all tests that only look what a sheet would change."""
    return seen(made_in(tmp_path_factory.mktemp("standing") / "project"))


def seen(root: Path) -> World:
    """What sheets are made from."""
    return World(root, load(root, drafts=True), "vi", DAY)


def export(world: World, kind: str) -> Path:
    """The sheet of a kind, beside the project."""
    path = world.root.parent / f"{kind}.xlsx"
    path.write_bytes(exported(kind, world)[0])
    return path


def keys_of(sheet: Any) -> dict[str, int]:
    """Column number by key."""
    return {cell.value: cell.column for cell in sheet[1]}


def filled(path: Path, cells: Cells) -> Path:
    """The sheet with what somebody typed into it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    keys = keys_of(sheet)
    for (row, key), value in cells.items():
        sheet.cell(row, keys[key]).value = value
    book.save(path)
    return path


def changed(world: World, kind: str, cells: Cells) -> list[str]:
    """Lines of the content that a filled-in sheet takes away (-) and adds (+), all files together."""
    made = planned(filled(export(world, kind), cells), world)
    assert [p for p in made.problems if p.severity == "error"] == []
    return [line for name in sorted(made.drafts) for line in difference(world.root, made, name)]


def difference(root: Path, made: Plan, name: str) -> list[str]:
    old = (root / name).read_text("utf-8") if (root / name).exists() else ""
    lines = difflib.ndiff(old.splitlines(), made.drafts[name].decode().splitlines())
    return [line for line in lines if line[0] in "+-"]


def texts(root: Path) -> dict[str, str]:
    return {str(path): path.read_text("utf-8") for path in sorted(root.rglob("*.yml"))}


def errors(world: World, kind: str, cells: Cells) -> list[Problem]:
    """Every error of a filled-in sheet."""
    made = planned(filled(export(world, kind), cells), world)
    return [p for p in made.problems if p.severity == "error"]


# ---------------------------------------------------------------- out and back
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_that_nobody_changed_changes_nothing(kind: str, standing: World) -> None:
    """In either language."""
    for world in (standing, replace(standing, locale="en")):
        made = planned(export(world, kind), world)
        assert {result.status for result in made.results} == {"same"}
        assert (made.drafts, made.kept, made.problems) == ({}, 0, ())


@pytest.fixture(scope="module")
def quang_tri_world() -> World:
    """The first instance."""
    return World(REPO, load(REPO, drafts=True), "vi", DAY)


def test_the_first_instance_comes_back_as_it_is(quang_tri_world: World, tmp_path: Path) -> None:
    """All of its alleys, specialities, procedures and contacts; saved by LibreOffice in between, too."""
    office = need("soffice", "libreoffice-calc-nogui")
    for kind in KINDS:
        (tmp_path / f"{kind}.xlsx").write_bytes(exported(kind, quang_tri_world)[0])
    to = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", *to]
    sheets = [str(tmp_path / f"{kind}.xlsx") for kind in KINDS]
    subprocess.run([*command, *sheets], check=True, capture_output=True, timeout=300)
    for kind in KINDS:
        for folder in (tmp_path, tmp_path / "saved"):
            made = planned(folder / f"{kind}.xlsx", quang_tri_world)
            assert {result.status for result in made.results} <= {"same"}, kind
            assert (made.drafts, made.kept, made.problems) == ({}, 0, ())
    saved = tmp_path / "saved" / "alley.xlsx"
    made = planned(filled(saved, {(3, "title.vi"): "Kiệt Bàu"}), quang_tri_world)
    [name] = made.drafts
    assert difference(REPO, made, name) == ['-       vi: "Kiệt 1, thôn Hưng Nhơn"', '+       vi: "Kiệt Bàu"']


def test_a_sheet_is_made_for_people(standing: World) -> None:
    """Headings in two languages beside each other, the head row and the id in sight, text for codes, lists, hints."""
    book = openpyxl.load_workbook(export(standing, "alley"))
    sheet = book["Kiệt"]
    keys = keys_of(sheet)
    heads = [cell.value for cell in sheet[2]]
    assert heads[keys["title.vi"] - 1 : keys["title.vi"] + 1] == ["Tên ngõ (tiếng Việt) *", "Tên ngõ (tiếng Anh)"]
    assert (sheet.freeze_panes, sheet.row_dimensions[1].hidden, sheet.column_dimensions["A"].hidden) == (
        "D3",
        True,
        True,
    )
    assert sheet.cell(3, keys["id"]).number_format == "@"
    assert sheet.cell(3, keys["landmarks.vi"]).value == "Cây đa\nGiếng nước"
    assert sheet.cell(3, keys["landmarks.en"]).value == "A banyan\n–"
    rules = sheet.data_validations.dataValidation
    assert all(len(rule.prompt or "") <= 255 and len(rule.promptTitle or "") <= 32 for rule in rules)
    assert {rule.type for rule in rules} >= {"list", "custom"}
    fixed = next(rule for rule in rules if rule.type == "custom")
    assert (str(fixed.sqref), "Mã giữ mãi" in fixed.error) == ("B3:B4", True)
    assert sheet.cell(3, keys["owner"]).value == "Làng Thử"


def test_a_further_locale_has_columns_at_once(tmp_path: Path) -> None:
    """A line in `site.yml` is enough, and its texts come back."""
    site = FILES["guides/site.yml"] + "locales: [vi, en, lo]\n"
    world = seen(made_in(tmp_path / "project", **{"guides/site.yml": site}))
    assert changed(world, "procedure", {(4, "title.lo"): "ອື່ນໆ"}) == [
        "-     title: {vi: Việc khác, en: Other}",
        '+     title: {vi: Việc khác, en: Other, lo: "ອື່ນໆ"}',
    ]


def test_a_sheet_may_hold_one_village_or_commune(standing: World) -> None:
    """What it does not show stays as it is."""

    def count(kind: str, within: str) -> int:
        return len(KINDS[kind](replace(standing, within=within)).items)

    assert [count("alley", within) for within in ("lang-thu", "gieng-co")] == [2, 0]
    assert [count("speciality", within) for within in ("xa-thu", "xa-moi")] == [1, 0]
    assert [count("placement", within) for within in ("gieng-co", "xa-moi")] == [1, 0]
    assert [count("contact", within) for within in ("", "goi-dien")] == [5, 3]


# ---------------------------------------------------------------- one cell, one value
@pytest.mark.parametrize(
    ("kind", "cells", "lines"),
    [
        ("alley", {(3, "short.en"): "Lane 1"}, ["-       en: 'Alley 1'", "+       en: 'Lane 1'"]),
        ("alley", {(3, "households"): 12}, ["+     households: 12"]),
        (
            "alley",
            {(4, "coordinates.lat"): "16,71"},
            [
                "-     coordinates: {lat: 16.70, lon: 107.20, precision_m: 5}",
                "+     coordinates: {lat: 16.71, lon: 107.20, precision_m: 5}",
            ],
        ),
        (
            "alley",
            {(4, "coordinates.lat"): None, (4, "coordinates.lon"): None},
            ["-     coordinates: {lat: 16.70, lon: 107.20, precision_m: 5}"],
        ),
        (
            "alley",
            {(3, "landmarks.en"): "A banyan\nA well"},
            [
                "-     - {vi: Giếng nước, confidence: memory}",
                '+     - {vi: Giếng nước, en: "A well", confidence: memory}',
            ],
        ),
        (
            "alley",
            {(3, "landmarks.vi"): "Cây đa\nGiếng nước\nCầu đá"},
            ['+     - vi: "Cầu đá"', "+       confidence: memory"],
        ),
        ("alley", {(3, "confirm"): "Hỏi số hộ.\nHỏi tên."}, ['+       - "Hỏi tên."']),
        ("speciality", {(3, "type"): "sản phẩm"}, ["- type: dish", "+ type: product"]),
        ("speciality", {(3, "place"): "Xã Thử; Xã Mới"}, ["- place: xa-thu", "+ place: [xa-thu, xa-moi]"]),
        ("speciality", {(3, "what.vi"): "Bánh nếp."}, ["-   vi: Bánh gạo.   # hấp", "+   vi: Bánh nếp.   # hấp"]),
        (
            "speciality",
            {(3, "season.vi"): "Mùa hè."},
            ["+ season:", '+   vi: "Mùa hè."', "+   confidence: memory"],
        ),
        ("speciality", {(3, "reviewed"): date(2026, 11, 1)}, ["- reviewed: 2026-11-22", "+ reviewed: 2026-11-01"]),
        ("procedure", {(4, "guide"): "Gọi điện thoại"}, ["+     guide: goi-dien"]),
        (
            "procedure",
            {(3, "note.vi"): None, (3, "note.en"): None},
            ["-     note: {vi: Xem trước., en: Look first., confidence: memory}"],
        ),
        (
            "contact",
            {(4, "number"): "1022"},
            [
                '-   - {number: "115", vi: Cấp cứu, en: Ambulance, sources: [n]}',
                '+   - {number: "1022", vi: Cấp cứu, en: Ambulance, sources: [n]}',
            ],
        ),
        (
            "contact",
            {(7, "number"): "1900 1800"},
            [
                "-   - {vi: Tổng đài, en: Hotline, phone: 1900 1909, sources: [s]}",
                '+   - {vi: Tổng đài, en: Hotline, phone: "19001800", sources: [s]}',
            ],
        ),
        (
            "contact",
            {(3, "email"): "xa@vi-du.example", (3, "number"): "0233 385 123", (3, "vi"): "Xã", (3, "sources"): "n"},
            ["+ contact:", "+   email: xa@vi-du.example", "+   phone:", '+     number: "0233385123"', '+     vi: "Xã"',
             "+     sources: [n]"],
        ),
    ],
)  # fmt: skip
def test_a_changed_cell_changes_its_value_alone(kind: str, cells: Cells, lines: list[str], standing: World) -> None:
    """Quotes, brackets, order and comments stay."""
    assert changed(standing, kind, cells) == lines


def test_a_statement_keeps_its_source_wherever_it_moves(standing: World) -> None:
    """Lines may be sorted; comments stay."""
    cells: Cells = {(3, "landmarks.vi"): "Giếng nước\nCây đa", (3, "landmarks.en"): "–\nA banyan"}
    draft = planned(filled(export(standing, "alley"), cells), standing).drafts["guides/lang.yml"]
    village = yaml_file.of_bytes(draft, "x").data
    assert village["alleys"][0]["landmarks"] == [
        {"vi": "Giếng nước", "confidence": "memory"},
        {"vi": "Cây đa", "en": "A banyan", "sources": ["s"]},
    ]
    assert "# còn không?" in draft.decode()


# ---------------------------------------------------------------- new rows
def test_a_new_alley_gets_its_id_and_on_request_its_code(root: Path) -> None:
    """The only village is its village; the id is made from the names."""
    world = seen(root)
    cells: Cells = {(5, "title.vi"): "Kiệt Đá, Làng Thử", (5, "short.vi"): "Kiệt Đá"}
    made = planned(filled(export(world, "alley"), cells), world)
    assert difference(root, made, "guides/lang.yml") == [
        "+   - id: lang-thu-kiet-da",
        "+     title:",
        '+       vi: "Kiệt Đá, Làng Thử"',
        "+     short:",
        '+       vi: "Kiệt Đá"',
    ]
    apply(world, made, issue=True)
    assert [code.entry for code in ledger.read(root).codes.values()].count("lang-thu-kiet-da") == 1


def test_a_new_alley_of_a_village_that_is_a_draft_gets_no_code(root: Path) -> None:
    """Its sign would lead nowhere."""
    village = root / "guides/lang.yml"
    village.write_text(village.read_text("utf-8") + "status: draft\n", "utf-8")
    (root / "qr/ledger.jsonl").unlink(missing_ok=True)
    world = seen(root)
    made = planned(filled(export(world, "alley"), {(5, "title.vi"): "Kiệt Đá, Làng Thử"}), world)
    assert apply(world, made, issue=True) == []
    assert ledger.read(root).codes == {}


def test_a_new_speciality_is_a_new_file(standing: World) -> None:
    """Beside the others; what rests on nothing says so, and the day of review is today."""
    cells: Cells = {
        (4, key): text
        for key, text in {
            "title.vi": "Chè thử", "type": "Món ăn", "summary.vi": "Chè.", "what.vi": "Chè đậu.",
            "where.before.vi": "xã Cũ", "where.now.vi": "xã Thử", "sources": "so-tay | Sổ tay xã | https://vi-du.example",
        }.items()
    }  # fmt: skip
    [(name, draft)] = planned(filled(export(standing, "speciality"), cells), standing).drafts.items()
    assert name == "guides/che-thu.yml"
    golden("sheets/speciality.yml", draft.decode())


def test_a_new_number_brings_its_source_along(standing: World) -> None:
    """Right in the cell; a zero that the spreadsheet lost is back."""
    cells: Cells = {
        (8, "owner"): "Làng Thử", (8, "number"): 905123456, (8, "vi"): "Trưởng thôn",
        (8, "sources"): "Sổ tay thôn | https://vi-du.example/so",
    }  # fmt: skip
    assert changed(standing, "contact", cells) == [
        '+   - id: so-tay-thon',
        '+     title: "Sổ tay thôn"',
        "+     url: https://vi-du.example/so",
        "+ phones:",
        '+   - number: "0905123456"',
        '+     vi: "Trưởng thôn"',
        "+     sources: [so-tay-thon]",
    ]  # fmt: skip


def test_the_same_sheet_twice_adds_a_row_once(root: Path) -> None:
    """A typed row is known by what it says the second time."""
    for kind, cells in (
        ("alley", {(5, "title.vi"): "Kiệt Đá", (5, "title.en"): "Stone"}),
        ("procedure", {(5, "title.vi"): "Khai tử", (5, "title.en"): "Deaths"}),
        ("contact", {(8, "owner"): "Làng Thử", (8, "number"): "0905123456", (8, "vi"): "Thôn", (8, "sources"): "s"}),
    ):
        world = seen(root)
        path = filled(export(world, kind), cells)
        apply(world, planned(path, world))
        again = planned(path, seen(root))
        assert {result.status for result in again.results} == {"same"}, kind


# ---------------------------------------------------------------- refused
def test_faults_are_told_by_cell(standing: World) -> None:
    """All of a sheet together."""
    cells: Cells = {
        (3, "id"): "kiet-moi", (3, "landmarks.en"): "A\nB\nC", (4, "title.vi"): None, (4, "households"): "1.200",
        (4, "summary.vi"): "a" * 161, (5, "id"): "lang-thu-kiet-2", (5, "title.vi"): "Kiệt 2", (6, "title.en"): "Lane",
        (7, "title.vi"): "=A1", (7, "title.en"): "Lane", (8, "title.vi"): "Kiệt Cầu", (8, "owner"): "Làng Lạ",
    }  # fmt: skip
    golden("problems/sheet_alley.txt", f"alley.xlsx{told(errors(standing, 'alley', cells))}")
    made = planned(standing.root.parent / "alley.xlsx", standing)
    assert {result.status for result in made.results} == {"refused"}


def test_faults_of_contacts_are_told_by_cell(standing: World) -> None:
    """A number without a source, none at all, a cell that a row of its sort can't have, a row moved elsewhere."""
    cells: Cells = {
        (4, "email"): "a@vi-du.example", (5, "owner"): "Làng Thử", (7, "number"): "gọi sau",
        (8, "owner"): "Làng Thử", (8, "number"): "0905123456", (8, "vi"): "Thôn", (9, "number"): "0905123457",
        (10, "owner"): "Một cửa", (10, "number"): "1022", (10, "vi"): "Xã", (10, "sources"): "| https://vi-du.example",
    }  # fmt: skip
    golden("problems/sheet_contact.txt", f"contact.xlsx{told(errors(standing, 'contact', cells))}")


def test_a_fault_that_only_the_whole_content_shows_is_told_by_cell(standing: World) -> None:
    """An id that another entry has, an entry that is not there, a source that is not listed."""
    cells: Cells = {(5, "id"): "gieng-co", (5, "title.vi"): "Kiệt Giếng"}
    assert [(p.code, p.path) for p in errors(standing, "alley", cells)] == [("id.duplicate", "Kiệt!B5")]
    cells = {(3, "related"): "gieng-ca", (3, "what.sources"): "t"}
    told_ = {p.path: p.code.split(".")[0] for p in errors(standing, "speciality", cells)}
    assert sorted(told_.values()) == ["ref", "source"]


def test_an_id_that_would_name_a_file_elsewhere_is_refused(standing: World) -> None:
    """Before anything looks for that file; so is one that is too long for the disk."""
    for id_ in ("../../etc/x", "a" * 300):
        found = errors(standing, "speciality", {(4, "id"): id_, (4, "title.vi"): "Chè"})
        assert [(p.code, p.path) for p in found] == [("id.form", "Đặc sản!B4")]


def test_a_row_that_only_says_whose_it_is_is_none(standing: World) -> None:
    """Somebody drew the list down too far."""
    made = planned(filled(export(standing, "procedure"), {(row, "owner"): "Một cửa" for row in (5, 6, 7)}), standing)
    assert [result.status for result in made.results] == ["same", "same"]


def test_two_people_may_change_different_cells_of_a_row(root: Path) -> None:
    """Both are kept; what both wrote alike is no quarrel; rows that nobody touched don't undo anything."""
    path = filled(export(seen(root), "alley"), {(3, "short.vi"): "Kiệt Nhất", (3, "title.en"): "Lane 1"})
    village, before = root / "guides/lang.yml", FILES["guides/lang.yml"]
    theirs = before.replace("A banyan", "An old banyan").replace("Alley 1, Thử village", "Lane 1")
    village.write_text(theirs, "utf-8")
    made = planned(path, seen(root))
    assert [p for p in made.problems if p.severity == "error"] == []
    assert made.drafts["guides/lang.yml"].decode() == theirs.replace("vi: Kiệt 1\n", "vi: Kiệt Nhất\n")
    village.write_text(theirs.replace("vi: Kiệt 1\n", "vi: Kiệt Nhất\n"), "utf-8")
    assert {result.status for result in planned(path, seen(root)).results} == {"same"}


def test_a_cell_that_two_people_changed_is_refused_with_both(root: Path) -> None:
    """Nothing is written; who types what the other wrote has agreed."""
    path = filled(export(seen(root), "alley"), {(3, "short.vi"): "Kiệt Nhất", (3, "summary.en"): "By the river."})
    village = root / "guides/lang.yml"
    village.write_text(FILES["guides/lang.yml"].replace("vi: Kiệt 1\n", "vi: Kiệt Đầu\n"), "utf-8")
    made = planned(path, seen(root))
    golden("problems/sheet_both.txt", f"alley.xlsx{told(made.problems)}")
    assert (made.drafts, made.sound) == ({}, False)
    made = planned(filled(path, {(3, "short.vi"): "Kiệt Đầu"}), seen(root))
    assert [(r.status, [c.key for c in r.changes]) for r in made.results if r.changes] == [("changed", ["summary.en"])]
    assert made.sound


def test_a_position_of_one_and_of_another_are_not_mixed(root: Path) -> None:
    """Nor a statement with somebody else's sources, or lines of one list in two languages."""
    path = filled(export(seen(root), "alley"), {(4, "coordinates.lon"): "107.21"})
    village = root / "guides/lang.yml"
    village.write_text(FILES["guides/lang.yml"].replace("lat: 16.70", "lat: 16.71"), "utf-8")
    assert [p.code for p in planned(path, seen(root)).problems if p.severity == "error"] == ["xlsx.both"] * 2
    groups = {key: group for group in together(KINDS["speciality"](seen(root)).columns) for key in group}
    assert set(groups["what.vi"]) == {"what.vi", "what.en", "what.sources", "what.confidence"}
    assert groups["title.vi"] == ("title.vi",)


def test_a_sheet_of_before_knows_rows_only(root: Path) -> None:
    """It was exported when cells had no fingerprints; then a row that two people changed is refused as a whole."""
    path = filled(export(seen(root), "alley"), {(3, "short.vi"): "Kiệt Nhất"})

    def older(sheet: Any) -> None:
        for row in (3, 4):
            sheet.cell(row, 1).value = sheet.cell(row, 1).value.rpartition(":")[0]

    edit(path, older)
    village = root / "guides/lang.yml"
    village.write_text(FILES["guides/lang.yml"].replace("A banyan", "An old banyan"), "utf-8")
    golden("problems/sheet_conflict.txt", f"alley.xlsx{told(planned(path, seen(root)).problems)}")


def edit(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after somebody worked on its first sheet."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def test_merged_cells_are_refused_below_the_headings(standing: World) -> None:
    """A merged title above them is nobody's fault."""

    def titled(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["B1"] = "Các kiệt của thôn"
        sheet.merge_cells("B1:F1")

    assert planned(edit(export(standing, "alley"), titled), standing).sound
    with pytest.raises(CamtayError) as caught:
        planned(edit(export(standing, "alley"), lambda sheet: sheet.merge_cells("E3:E4")), standing)
    golden("problems/sheet_merged.txt", f"alley.xlsx{told(caught.value.problems)}")


# ---------------------------------------------------------------- headings
def plain_sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    """A workbook that no export made."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_sheet_of_ones_own_is_known_by_its_headings(standing: World) -> None:
    """Without accents, in other words, in any order; columns of one's own are left out, and that is said."""
    path = plain_sheet(
        standing.root.parent / "xa.xlsx",
        ("Danh sách kiệt năm 2026",),
        ("STT", "TÊN KIỆT", "chieu dai (m)", "So ho", "Thôn", "Vĩ độ", "kinh do", "Tên ngõ (tiếng Anh)"),
        (1, "Kiệt Đá", 120, 15, "làng thử", "16.71", "107.21", "Stone alley"),
    )
    made = planned(path, standing)
    assert made.table.kind == "alley"
    [new] = made.of("added")
    assert (new.values["length_m"], new.values["owner"], new.values["coordinates.lon"]) == ("120", "lang-thu", "107.21")
    assert [(p.code, p.path) for p in made.problems if p.code.startswith("xlsx.col")] == [
        ("xlsx.column_own", "Sheet1!A2")
    ]


def test_a_row_of_ones_own_finds_what_it_means_by_name(standing: World) -> None:
    """By the title or the short name, whatever its id; what the row does not say stays. A copy of one is no new one."""
    path = standing.root.parent / "xa.xlsx"
    made = planned(plain_sheet(path, ("Tên ngõ", "Số hộ"), ("KIỆT 1", 15), ("Kiệt 2, Làng Thử", 16)), standing)
    assert [(r.values["id"], r.values["households"], r.values["title.vi"]) for r in made.of("changed")] == [
        ("lang-thu-kiet-1", "15", "Kiệt 1, Làng Thử"),
        ("lang-thu-kiet-2", "16", "Kiệt 2, Làng Thử"),
    ]
    again = {(5, "title.vi"): "Kiệt 1, Làng Thử", (5, "title.en"): "Once more"}
    assert [(p.code, p.path) for p in errors(standing, "alley", again)] == [("xlsx.row_twice", "Kiệt!B5")]


def test_the_hidden_row_may_be_lost(standing: World) -> None:
    """The headings say the same."""
    made = planned(edit(export(standing, "speciality"), lambda sheet: sheet.delete_rows(1)), standing)
    assert [result.status for result in made.results] == ["same"]


def test_a_heading_that_is_almost_known_is_asked_about(standing: World) -> None:
    """With the nearest; a column that a new row needs is named too."""
    path = standing.root.parent / "xa.xlsx"
    with pytest.raises(CamtayError) as caught:
        planned(plain_sheet(path, ("Tên ngõ", "Số hộ", "Mooc dễ thấy"), ("Kiệt Đá", 1, "x")), standing)
    problems = caught.value.problems
    made = planned(plain_sheet(path, ("Số điện thoại", "Thuộc bài"), ("0905123456", "Làng Thử")), standing)
    problems += [p for p in made.problems if p.severity == "error"]
    golden("problems/sheet_headings.txt", f"xa.xlsx{told(problems)}")


# ---------------------------------------------------------------- all or nothing
def test_files_are_written_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails half-way leaves the old content of all of them, and no new file."""
    first, second, third = tmp_path / "a.yml", tmp_path / "sub/b.yml", tmp_path / "c.yml"
    first.write_text("a")
    third.write_text("c")
    real, failed = os.replace, []

    def failing(source: Any, target: Any) -> None:
        if Path(target) == third and not failed:
            failed.append(source)
            raise OSError(5, "Input/output error")
        real(source, target)

    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(OSError, match="Input/output"):
        write_together({first: b"A", second: b"B", third: b"C"}, tmp_path)
    assert (first.read_text(), second.exists(), third.read_text()) == ("a", False, "c")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.yml", "c.yml"]
    monkeypatch.setattr("os.replace", real)
    write_together({first: b"A", second: b"B", third: b"C"}, tmp_path)
    assert [path.read_text() for path in (first, second, third)] == ["A", "B", "C"]


# ---------------------------------------------------------------- statements, any of them
COLUMNS = tuple(
    column
    for column in of_model(describe(AlleyFields), ("vi", "en"), ())
    if column.path == ("landmarks",)
)  # fmt: skip
line = st.sampled_from(["Cây đa", "Giếng", "Cầu: đá", "'chợ", "# x", "- y", "Cây đa"])
claims = st.fixed_dictionaries({"vi": line}, optional={"en": line, "sources": st.just(["s"])})


@settings(max_examples=60)
@given(st.lists(claims, max_size=4), st.lists(st.tuples(line, line | st.just("–")), max_size=4))
def test_any_statements_become_any_others(old: list[dict[str, Any]], wanted: list[tuple[str, str]]) -> None:
    """What is written reads back as the lines that were typed."""
    data = {"id": "a", **({"landmarks": old} if old else {})}
    text = edited("", {(key,): value for key, value in data.items()}, ("id",))
    before = values_of(COLUMNS, data)
    english = "\n".join(words for _, words in wanted)
    after = {
        "landmarks.vi": "\n".join(words for words, _ in wanted),
        "landmarks.en": english if any(words != "–" for _, words in wanted) else "",
    }
    edits = edits_of(COLUMNS, data, before, dict(after), same)
    result = yaml_file.parse(edited(text, edits, ("id",)) if edits else text, Document("x")).data
    assert values_of(COLUMNS, result) == after


# ---------------------------------------------------------------- commands
def test_import_shows_everything_and_writes_only_when_told(root: Path) -> None:
    """Added, changed with old and new, unchanged; then what to do."""
    path = root.parent / "kiet.xlsx"
    assert camtay(root, "sheet", "export", "--kind", "alley", str(path)).exit_code == 0
    filled(path, {(3, "short.vi"): "Kiệt Nhất", (5, "title.vi"): "Kiệt Đá", (5, "title.en"): "Stone alley"})
    before = texts(root)
    shown = camtay(root, "sheet", "import", str(path))
    golden("sheets/preview.txt", shown.output)
    assert (shown.exit_code, texts(root)) == (0, before)
    done = camtay(root, "sheet", "import", str(path), "--apply", "--issue")
    assert "Đã ghi guides/lang.yml: 1 dòng sửa, 1 dòng thêm." in done.output
    assert "lang-thu-kiet-da" in done.output
    again = camtay(root, "sheet", "import", str(path), "--apply")
    assert "Bảng không có gì mới; không ghi gì." in again.output


def test_a_refused_sheet_ends_with_a_plain_word(root: Path) -> None:
    """Exit code 1, and nothing is written, `--apply` or not."""
    path = filled(export(seen(root), "alley"), {(3, "short.vi"): "Kiệt Nhất", (4, "title.vi"): None})
    before = texts(root)
    result = camtay(root, "sheet", "import", str(path), "--apply")
    assert result.exit_code == 1
    assert "× Kiệt!B4" in result.output
    assert "chưa ghi gì" in result.output
    assert texts(root) == before


def test_export_asks_for_a_known_place_and_a_new_file(root: Path) -> None:
    """A village, an entry or a commune by its id."""
    path = str(root.parent / "x.xlsx")
    result = camtay(root, "sheet", "export", "--kind", "alley", "--place", "lang-thuu", path)
    assert result.exit_code == 1
    assert "lang-thu" in result.output
    assert camtay(root, "sheet", "export", "--kind", "alley", "--place", "lang-thu", path).exit_code == 0
    assert camtay(root, "sheet", "export", "--kind", "alley", path).exit_code == 1
    assert camtay(root, "sheet", "export", "--kind", "alley", "x.csv").exit_code == 2
