"""Placements as a spreadsheet: out, filled in, and back; what is refused and how it is told."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from camtay.errors import CamtayError, Problem
from camtay.placements.register import FILE
from camtay.project import load
from camtay.sheets.book_out import workbook
from camtay.sheets.columns import Ref, guarded, unguarded
from camtay.sheets.hung import placements as table_of
from camtay.sheets.merge import Plan
from camtay.sheets.run import exported, planned
from camtay.sheets.table import World
from camtay.text import nfc
from camtay.yaml_edit import edited
from tests.conftest import BASE, TinyProject, golden
from tests.test_placements import DAY, HUNG, WORLD, camtay, read, told, world
from tests.test_placements import _today as _today

TWO = (
    HUNG
    + """\
- code: 2BKN4G
  state: planned
  commune: xa-moi
"""
)
KEYS = [
    "ref", "code", "name", "commune", "lat", "lon", "surface", "material", "size", "hung_on", "team", "photo",
    "inspected_on", "state", "note",
]  # fmt: skip
Fill = Callable[[Any], object]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One project for tests that make many sheets."""
    root = tmp_path_factory.mktemp("standing")
    for name, content in {**BASE, **WORLD}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(str(content), "utf-8")
    return root


def seen(root: Path, locale: str = "vi") -> World:
    """What sheets are made from."""
    return World(root, load(root), locale, DAY)


def export(root: Path, locale: str = "vi") -> Path:
    """The sheet of a project, beside it."""
    path = root.parent / "bien.xlsx"
    path.write_bytes(exported("placement", seen(root, locale))[0])
    return path


def filled(path: Path, fill: Fill) -> Path:
    """The sheet with what somebody did to it."""
    book = openpyxl.load_workbook(path)
    fill(book.worksheets[0])
    book.save(path)
    return path


def put(**values: Any) -> Fill:
    """Cells by key and row: `put(note3="…")`."""

    def fill(sheet: Any) -> None:
        for name, value in values.items():
            key, row = re.fullmatch(r"([a-z_]+?)([0-9]+)", name).groups()  # type: ignore[union-attr]
            cell = sheet.cell(int(row), KEYS.index(key) + 1)
            cell.value = value
            if isinstance(value, str) and not value.startswith("=SUM"):
                cell.data_type = "s"

    return fill


def merged(root: Path, path: Path, locale: str = "vi") -> Plan:
    """What a sheet would change. Raises CamtayError with every problem of one that is refused."""
    made = planned(path, seen(root, locale))
    if not made.sound:
        raise CamtayError(made.problems)
    return made


def changes(made: Plan) -> list[tuple[str, str, str, str]]:
    """Code, key, before and after of each changed cell."""
    return [(r.values["code"], c.key, c.before, c.after) for r in made.of("changed") for c in r.changes]


def news(made: Plan) -> list[dict[str, str]]:
    """The values of new rows."""
    return [result.values for result in made.of("added")]


def after(root: Path, fill: Fill) -> dict[str, tuple[str, str]]:
    """What a filled-in sheet changes of one sign: key → (before, after)."""
    made = merged(root, filled(export(root), fill))
    assert len(made.of("changed")) <= 1
    assert news(made) == []
    return {key: (before, value) for _, key, before, value in changes(made)}


def problems_of(root: Path, fill: Fill) -> list[Problem]:
    """Errors, or the warnings of a sheet that is taken."""
    path = filled(export(root), fill)
    try:
        return list(merged(root, path).problems)
    except CamtayError as error:
        return error.problems


# ---------------------------------------------------------------- out
def test_the_first_row_holds_the_keys_and_is_hidden(tiny_project: TinyProject) -> None:
    """The second one has the headings that people read; both columns and headings stay in sight."""
    sheet = openpyxl.load_workbook(export(world(tiny_project, TWO)))["Biển"]
    assert [cell.value for cell in sheet[1]] == ["ref:placement", *KEYS[1:]]
    assert sheet.row_dimensions[1].hidden
    assert [cell.value for cell in sheet[2]][1:6] == ["Mã *", "Tên (chỉ để xem)", "Xã, phường", "Vĩ độ", "Kinh độ"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "D3"


def test_a_row_shows_words_text_and_real_dates(tiny_project: TinyProject) -> None:
    """Labels for choices, names for communes; codes and coordinates are text, which no program turns into numbers."""
    sheet = openpyxl.load_workbook(export(world(tiny_project, TWO)))["Biển"]
    row = dict(zip(KEYS, sheet[3], strict=True))
    shown = {key: cell.value for key, cell in row.items() if key != "ref"}
    assert shown == {
        "code": "29G275", "name": "Giếng cổ", "commune": None, "lat": "16.753", "lon": "107.186", "surface": "cổng",
        "material": "thép không gỉ", "size": "20x30 cm", "hung_on": datetime(2026, 9, 1), "team": "Đoàn xã Thử",
        "photo": None, "inspected_on": datetime(2026, 10, 1), "state": "đang treo", "note": "Trụ cổng bên trái",
    }  # fmt: skip
    assert {row[key].number_format for key in ("code", "lat", "lon", "note")} == {"@"}
    assert {row[key].number_format for key in ("hung_on", "inspected_on")} == {"dd/mm/yyyy"}
    assert sheet["D4"].value == "Xã Mới"


def test_new_rows_have_the_formats_and_lists_too(tiny_project: TinyProject) -> None:
    """Whole columns are formatted; lists reach below the last sign."""
    book = openpyxl.load_workbook(export(world(tiny_project, TWO)))
    sheet = book["Biển"]
    assert sheet.column_dimensions["B"].number_format == "@"
    assert sheet.column_dimensions["J"].number_format == "dd/mm/yyyy"
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    states = rules["N3:N504"]
    assert (states.type, states.formula1) == ("list", "'Danh mục'!$D$2:$D$6")
    assert [cell.value for cell in book["Danh mục"]["D"] if cell.value] == [
        "Tình trạng", "dự định treo", "đang treo", "hỏng", "mất", "đã tháo",
    ]  # fmt: skip
    assert rules["D3:D504"].formula1 == "'Danh mục'!$A$2:$A$3"
    assert {"G3:G504", "H3:H504"} < set(rules)


def test_columns_are_wide_enough_for_what_is_chosen_in_them(tiny_project: TinyProject) -> None:
    """No ##### and no cut label, in either language."""
    for locale in ("vi", "en"):
        book = openpyxl.load_workbook(export(world(tiny_project, TWO), locale))
        sheet, lists = book.worksheets
        widths = {key: sheet.column_dimensions[get_column_letter(i)].width for i, key in enumerate(KEYS, 1)}
        for i, key in enumerate(("commune", "surface", "material", "state"), 1):
            (column,) = lists.iter_cols(i, i, min_row=2, values_only=True)
            assert widths[key] >= max(len(str(value)) for value in column if value)


def test_an_empty_list_gives_a_sheet_to_begin_with(tiny_project: TinyProject) -> None:
    """Headings and lists, no signs."""
    root = world(tiny_project, "[]\n")
    sheet = openpyxl.load_workbook(export(root))["Biển"]
    assert sheet.max_row == 2
    assert merged(root, export(root)).results == ()


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5 độ", "@here", "'=x", "''-", "'", "chữ thường", "a=b"])
def test_text_like_a_formula_gets_an_apostrophe_and_loses_it_again(text: str) -> None:
    """Also where it begins with apostrophes of its own."""
    assert unguarded(guarded(text)) == text
    assert not re.match(r"[=+\-@]", guarded(text))


def test_no_cell_of_a_sheet_is_a_formula(tiny_project: TinyProject) -> None:
    """An apostrophe stands before it, also when the sheet is saved as CSV later."""
    root = world(tiny_project, "- {code: 29G275, state: planned, note: '=HYPERLINK(\"http://x\")', team: '+84'}\n")
    row = openpyxl.load_workbook(export(root))["Biển"][3]
    shown = {key: cell.value for key, cell in zip(KEYS, row, strict=True)}
    assert (shown["note"], shown["team"]) == ('\'=HYPERLINK("http://x")', "'+84")
    assert "f" not in {cell.data_type for cell in row}
    assert changes(merged(root, export(root))) == []


def test_the_same_list_on_the_same_day_gives_the_same_bytes(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """openpyxl writes the moment into the file; it is taken out."""
    root = world(tiny_project, TWO)
    first = export(root).read_bytes()
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 5, 0, 2, 0))
    assert export(root).read_bytes() == first
    assert b"2026-11-22T12:00:00Z" in zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml")


# ---------------------------------------------------------------- out and back
def test_a_sheet_that_nobody_changed_changes_nothing(tiny_project: TinyProject) -> None:
    """In either language, and the file stays to the byte."""
    root = world(tiny_project, TWO)
    before = (root / FILE).read_bytes()
    for locale in ("vi", "en"):
        made = merged(root, export(root, locale))
        assert (changes(made), news(made), made.kept, made.problems) == ([], [], 0, ())
    result = camtay(root, "qr", "placements", "import", str(export(root)))
    assert "không có gì mới" in result.output
    assert (root / FILE).read_bytes() == before


ODD = "=+-@'\"#:{}[]&*!|>%a1ệ\u0309\n\t,.;0_ "
words = st.text(st.sampled_from(ODD), min_size=1, max_size=12).map(lambda text: nfc(text).strip()).filter(bool)


placements = st.fixed_dictionaries(
    {"code": st.sampled_from(["29G275", "2KTMP2"]), "state": st.sampled_from(["planned", "missing", "removed"])},
    optional={
        "coordinates": st.fixed_dictionaries(
            {
                "lat": st.floats(8, 23).map(lambda x: f"{x:.7f}"),
                "lon": st.floats(102, 117).map(lambda x: f"{x:.7f}"),
            }
        ),
        "surface": st.sampled_from(["wall", "other"]),
        "material": st.sampled_from(["steel", "other"]),
        "hung_on": st.dates(date(1900, 3, 1), date(2026, 11, 1)).map(str),
        "commune": st.sampled_from(["xa-thu", "xa-moi"]),
        "size": words,
        "team": words,
        "note": words,
    },
)


@settings(max_examples=12, deadline=None)
@given(st.lists(placements, min_size=1, max_size=20))
def test_every_placement_survives_the_way_out_and_back(standing: Path, wanted: list[dict[str, str]]) -> None:
    """Text that looks like formulas, YAML, apostrophes or dates; any place and day."""
    (standing / FILE).write_text(edited("", {(i,): item for i, item in enumerate(wanted)}, ()), "utf-8")
    world_ = seen(standing)
    assert len(table_of(world_).items) == len(wanted)
    path = standing / "x.xlsx"
    path.write_bytes(workbook(table_of(world_), world_))
    made = planned(path, world_)
    assert made.problems == ()
    assert [result.status for result in made.results] == ["same"] * len(wanted)


# ---------------------------------------------------------------- what people do to a sheet
def test_changed_cells_are_changed_fields(tiny_project: TinyProject) -> None:
    """And an emptied cell takes the field away."""
    assert after(world(tiny_project, TWO), put(state3="hỏng", note3="Gãy góc", team3=None)) == {
        "state": ("hung", "damaged"),
        "note": ("Trụ cổng bên trái", "Gãy góc"),
        "team": ("Đoàn xã Thử", ""),
    }


def test_columns_may_be_moved_and_renamed(tiny_project: TinyProject) -> None:
    """The hidden keys travel with them; new columns of one's own are left alone, formulas in them too."""

    def fill(sheet: Any) -> None:
        sheet["N2"] = "Còn hay mất"
        sheet["O3"] = "Chỗ mới"
        sheet.move_range("N1:O4", cols=4)
        sheet["T2"], sheet["T3"] = "Đếm", "=COUNTA(B3:B9)"
        sheet.insert_cols(2)
        sheet.insert_rows(1)
        sheet["C1"] = "Biển xã Thử, tháng 11"

    assert after(world(tiny_project, TWO), fill) == {"note": ("Trụ cổng bên trái", "Chỗ mới")}


def test_a_column_that_was_deleted_changes_nothing(tiny_project: TinyProject) -> None:
    """What is not there was not asked."""

    def fill(sheet: Any) -> None:
        sheet["N3"] = "mất"
        sheet.delete_cols(KEYS.index("note") + 1)
        sheet.delete_cols(KEYS.index("team") + 1)

    assert after(world(tiny_project, TWO), fill) == {"state": ("hung", "missing")}


@pytest.mark.parametrize("value", ["mất", "Mất ", "MAT", "missing", "Missing"])
def test_a_choice_is_read_in_any_language_and_spelling(value: str, tiny_project: TinyProject) -> None:
    """Labels of both locales, the value itself, without diacritics, in any case."""
    assert after(world(tiny_project, TWO), put(state3=value)) == {"state": ("hung", "missing")}


@pytest.mark.parametrize("value", ["Xã Mới", "xa moi", "xa-moi", "Mới commune"])
def test_a_commune_is_read_by_name_or_id(value: str, tiny_project: TinyProject) -> None:
    """In the words of the list or as in `places.yml`."""
    assert after(world(tiny_project, TWO), put(commune3=value)) == {"commune": ("", "xa-moi")}


def test_two_communes_of_one_name_are_told_apart_by_their_id(tiny_project: TinyProject) -> None:
    """In the list and on reading."""
    root = world(tiny_project, TWO, guides__places="")
    places = (root / "guides/places.yml").read_text("utf-8").replace("Xã Mới", "Xã Thử").replace("Mới c", "Thử c")
    (root / "guides/places.yml").write_text(places, "utf-8")
    (root / "guides/places").unlink()
    sheet = openpyxl.load_workbook(export(root))["Biển"]
    assert sheet["D4"].value == "Xã Thử (xa-moi)"
    assert changes(merged(root, export(root))) == []
    [problem] = problems_of(root, put(commune3="Xã Thử"))
    assert problem.code.startswith("field.choice")


@pytest.mark.parametrize(
    "value", [date(2026, 11, 5), datetime(2026, 11, 5, 13, 30), "05/11/2026", "5/11/2026", "5-11-2026", "2026-11-05"]
)
def test_a_day_is_read_as_date_or_text(value: object, tiny_project: TinyProject) -> None:
    """Day before month, as in Vietnam; a time of day is forgotten."""
    root = world(tiny_project, TWO)
    assert after(root, put(inspected_on3=value)) == {"inspected_on": ("2026-10-01", "2026-11-05")}


def test_a_decimal_comma_is_read_and_told(tiny_project: TinyProject) -> None:
    """Vietnamese Excel writes one; a number in the cell is fine as well."""
    root = world(tiny_project, TWO)
    assert after(root, put(lat3="16,7531", lon3=107.25)) == {
        "lat": ("16.753", "16.7531"),
        "lon": ("107.186", "107.25"),
    }
    [note] = problems_of(root, put(lat3="16,7531"))
    assert (note.code, note.severity, note.path) == ("xlsx.comma", "warning", "Biển!E3")


@pytest.mark.parametrize("pair", ["16.7531, 107.1862", "16.7531 107.1862", "16,7531; 107,1862"])
def test_both_coordinates_pasted_into_one_cell_are_parted(pair: str, tiny_project: TinyProject) -> None:
    """That is how map programs copy a place."""
    root = world(tiny_project, TWO)
    made = merged(root, filled(export(root), put(lat4=pair)))
    assert [(key, value) for _, key, _, value in changes(made)] == [("lat", "16.7531"), ("lon", "107.1862")]
    assert [p.code for p in made.problems] == ["xlsx.pair"]


def test_a_code_may_be_typed_as_people_do(tiny_project: TinyProject) -> None:
    """Small letters and spaces; a code of digits only may have become a number."""
    assert after(world(tiny_project, TWO), put(code3="29g 275")) == {}
    [problem] = problems_of(world(tiny_project, TWO), put(code3=234567))
    assert (problem.code, problem.params["code"]) == ("placement.code_far", "234567")


def test_hidden_characters_and_decomposed_letters_are_tidied(tiny_project: TinyProject) -> None:
    """Pasted from Zalo or typed on a Mac."""
    root = world(tiny_project, TWO)
    assert after(root, put(note3="Cô\u0309ng\u200b\u00a0sau ")) == {"note": ("Trụ cổng bên trái", "Cổng sau")}


# ---------------------------------------------------------------- rows
def new_row(**values: Any) -> Fill:
    """A row typed below the others."""

    def fill(sheet: Any) -> None:
        sheet.append([values.get(key) for key in KEYS])

    return fill


def test_a_row_typed_below_is_a_new_sign(tiny_project: TinyProject) -> None:
    """The name beside it may stay empty."""
    root = world(tiny_project, TWO)
    made = merged(root, filled(export(root), new_row(code="3gck7f", state="đang treo", hung_on="20/11/2026")))
    assert changes(made) == []
    assert [(new["code"], new["state"], new["hung_on"]) for new in news(made)] == [("3GCK7F", "hung", "2026-11-20")]


def test_the_same_sheet_twice_adds_a_sign_once(tiny_project: TinyProject) -> None:
    """The typed row is known by its code the second time."""
    root = world(tiny_project, TWO)
    path = filled(export(root), new_row(code="3GCK7F", state="dự định treo"))
    assert camtay(root, "qr", "placements", "import", str(path)).exit_code == 0
    assert "không có gì mới" in camtay(root, "qr", "placements", "import", str(path)).output


def test_a_typed_row_leaves_alone_what_it_does_not_say(tiny_project: TinyProject) -> None:
    """Only a row that came from an export can empty a field."""

    def fill(sheet: Any) -> None:
        sheet.delete_rows(3)
        new_row(code="29G275", state="mất")(sheet)

    assert after(world(tiny_project, TWO), fill) == {"state": ("hung", "missing")}


def copy_row(source: int, target: int, **values: Any) -> Fill:
    def fill(sheet: Any) -> None:
        for index in range(1, len(KEYS) + 1):
            sheet.cell(target, index).value = sheet.cell(source, index).value
        put(**{f"{key}{target}": value for key, value in values.items()})(sheet)

    return fill


def test_a_copied_row_is_a_second_sign(tiny_project: TinyProject) -> None:
    """Above or below the original, whose hidden mark it carries too."""
    root = world(tiny_project, TWO)
    made = merged(root, filled(export(root), copy_row(3, 5, lat="16.76")))
    assert (changes(made), [new["lat"] for new in news(made)]) == ([], ["16.76"])

    def above(sheet: Any) -> None:
        sheet.insert_rows(3)
        copy_row(4, 3, lat="16.76")(sheet)

    made = merged(root, filled(export(root), above))
    assert (changes(made), [new["lat"] for new in news(made)]) == ([], ["16.76"])


def test_a_corrected_code_stays_the_same_sign(tiny_project: TinyProject) -> None:
    """Nothing is added, nothing left behind."""
    assert after(world(tiny_project, TWO), put(code3="3GCK7F")) == {"code": ("29G275", "3GCK7F")}


def test_a_missing_or_emptied_row_deletes_nothing(tiny_project: TinyProject) -> None:
    """A sheet of one team's signs is a sheet too; signs go by `removed`."""
    root = world(tiny_project, TWO)

    def empty(sheet: Any) -> None:
        for index in range(2, len(KEYS) + 1):
            sheet.cell(3, index).value = None
        sheet.delete_rows(4)

    made = merged(root, filled(export(root), empty))
    assert (changes(made), news(made), made.kept) == ([], [], 2)
    assert (
        "Không có trong bảng: 2 mục"
        in camtay(root, "qr", "placements", "import", str(filled(export(root), empty))).output
    )


def test_rows_may_be_sorted(tiny_project: TinyProject) -> None:
    """Each carries the mark of its sign."""
    root = world(tiny_project, HUNG + HUNG.replace("16.7530", "16.7600").replace("bên trái", "phía sau"))

    def swap(sheet: Any) -> None:
        first, second = ([cell.value for cell in sheet[row]] for row in (3, 4))
        for row, values in ((3, second), (4, first)):
            for index, value in enumerate(values, 1):
                sheet.cell(row, index).value = value
        sheet.cell(3, KEYS.index("state") + 1).value = "hỏng"

    made = merged(root, filled(export(root), swap))
    assert changes(made) == [("29G275", "state", "hung", "damaged")]
    assert made.of("changed")[0].values["note"] == "Trụ cổng phía sau"


def test_an_old_sheet_does_not_undo_what_was_changed_since(tiny_project: TinyProject) -> None:
    """Rows that nobody touched since the export are no wish."""
    root = world(tiny_project, TWO)
    path = export(root)
    root = world(tiny_project, TWO.replace("state: hung", "state: missing"))
    assert changes(merged(root, filled(path, put(state4="đã tháo")))) == [("2BKN4G", "state", "planned", "removed")]


def test_a_cell_changed_on_both_sides_is_a_conflict(tiny_project: TinyProject) -> None:
    """Nobody's work is lost in silence; the same change on both sides is none, and other cells of a row go together."""
    root = world(tiny_project, TWO)
    path = filled(export(root), put(note3="Cổng sau"))
    note = "Trụ cổng bên trái"
    root = world(tiny_project, TWO.replace(note, "Cổng chính"))
    with pytest.raises(CamtayError) as caught:
        merged(root, path)
    golden("problems/xlsx_both.txt", f"bien.xlsx{told(caught.value.problems)}")
    same = world(tiny_project, TWO.replace(note, "Cổng sau"))
    assert changes(merged(same, path)) == []
    other = world(tiny_project, TWO.replace("state: hung", "state: missing"))
    assert changes(merged(other, path)) == [("29G275", "note", note, "Cổng sau")]


# ---------------------------------------------------------------- faults of cells
def test_faults_are_told_by_sheet_and_cell(tiny_project: TinyProject) -> None:
    """All of the sheet together, in words for people with a spreadsheet before them."""

    def fill(sheet: Any) -> None:
        put(note3="=SUM(1,2)", state3="gãy lắm", hung_on3="31/02/2026", lat3="16 độ 45")(sheet)
        put(inspected_on3="tuần trước", state4=None, commune4="Xã Mơi Mới")(sheet)
        new_row(code="29G257", state="đang treo", surface="trần nhà")(sheet)
        new_row(state="mất", note="không có mã")(sheet)
        sheet["F4"].value, sheet["F4"].data_type = "#DIV/0!", "e"

    problems = problems_of(world(tiny_project, TWO), fill)
    assert {p.path for p in problems} == {
        "Biển!O3", "Biển!N3", "Biển!J3", "Biển!E3", "Biển!M3", "Biển!N4", "Biển!D4", "Biển!F4", "Biển!B5",
        "Biển!G5", "Biển!N5", "Biển!B6",
    }  # fmt: skip
    golden("problems/xlsx_cells.txt", f"bien.xlsx{told(problems)}")


def test_faults_of_the_list_as_a_whole_are_told_by_cell_too(tiny_project: TinyProject) -> None:
    """An unknown code, a sign hung without a date, one that is there already, swapped coordinates."""

    def fill(sheet: Any) -> None:
        new_row(code="29G257", state="dự định treo")(sheet)
        new_row(code="2KTMP2", state="đang treo")(sheet)
        new_row(code="2KTMP2", state="đang treo", hung_on="01/11/2026")(sheet)
        new_row(code="3GCK7F", state="dự định treo", lat="107.18", lon="16.75")(sheet)
        new_row(code="3GCK7F", state="dự định treo", photo="khong.jpg")(sheet)

    problems = problems_of(world(tiny_project, TWO), fill)
    assert [(p.code, p.path) for p in problems] == [
        ("placement.code", "Biển!B5"),
        ("xlsx.no_date", "Biển!N6"),
        ("placement.twice", "Biển!B7"),
        ("coordinates.swapped", "Biển!E8"),
        ("placement.photo_missing", "Biển!L9"),
    ]


def test_notes_are_told_by_cell(tiny_project: TinyProject) -> None:
    """A comma and a pair are read, and said."""
    problems = problems_of(world(tiny_project, TWO), put(lat3="16,7530", lat4="16.75, 107.18"))
    golden("problems/xlsx_notes.txt", f"bien.xlsx{told(problems)}")


# ---------------------------------------------------------------- commands
def test_export_never_replaces_a_sheet_unasked(tiny_project: TinyProject) -> None:
    """Somebody may be filling it in."""
    root = world(tiny_project, TWO)
    path = root.parent / "bien.xlsx"
    assert "2 dòng trong" in camtay(root, "qr", "placements", "export", str(path)).output
    before = path.read_bytes()
    result = camtay(root, "qr", "placements", "export", str(path))
    assert result.exit_code == 1
    assert path.read_bytes() == before
    assert camtay(root, "qr", "placements", "export", str(path), "--force").exit_code == 0
    problem = Problem("xlsx.exists", path.name)
    assert problem.message() in result.output
    golden("problems/xlsx_exists.txt", f"camtay qr placements export bien.xlsx{told([problem])}")


def test_import_shows_each_change_and_writes_the_file(tiny_project: TinyProject) -> None:
    """Code, name, field, before and after; as people see them in the sheet."""
    root = world(tiny_project, TWO)

    def fill(sheet: Any) -> None:
        put(state3="hỏng", inspected_on3="21/11/2026", commune3="Xã Mới")(sheet)
        new_row(code="3GCK7F", state="dự định treo")(sheet)

    result = camtay(root, "qr", "placements", "import", str(filled(export(root), fill)))
    assert result.exit_code == 0
    for line in (
        "~ Biển!N3  29G275  Giếng cổ: Tình trạng: đang treo → hỏng",
        "~ Biển!M3  29G275  Giếng cổ: Ngày kiểm: 01/10/2026 → 21/11/2026",
        "~ Biển!D3  29G275  Giếng cổ: Xã, phường: – → Xã Mới",
        "+ Biển!B5  3GCK7F  Kiệt 1, Làng Thử",
        "Đã ghi qr/placements.yml: 1 dòng sửa, 1 dòng thêm.",
    ):
        assert line in result.output
    well, _, alley = read(root).placements
    assert (well.placement.state.value, well.placement.commune, alley.placement.code) == ("damaged", "xa-moi", "3GCK7F")


def test_a_trial_writes_nothing(tiny_project: TinyProject) -> None:
    """The same list of changes."""
    root = world(tiny_project, TWO)
    before = (root / FILE).read_bytes()
    result = camtay(root, "qr", "placements", "import", "--dry-run", str(filled(export(root), put(state3="mất"))))
    assert "đang treo → mất" in result.output
    assert "chưa ghi gì" in result.output
    assert (root / FILE).read_bytes() == before


def test_one_error_and_nothing_is_written(tiny_project: TinyProject) -> None:
    """Not even the rows that are right."""
    root = world(tiny_project, TWO)
    before = (root / FILE).read_bytes()
    path = filled(export(root), put(state3="mất", state4="gãy lắm"))
    result = camtay(root, "qr", "placements", "import", str(path))
    assert result.exit_code == 1
    assert "(ở Biển!N4)" in result.stderr
    assert (root / FILE).read_bytes() == before


def test_a_wrong_name_of_a_sheet_is_a_wrong_command_line(tiny_project: TinyProject) -> None:
    """Export writes .xlsx only; import needs a file."""
    root = world(tiny_project, TWO)
    assert camtay(root, "qr", "placements", "export", str(root / "bien.csv")).exit_code == 2
    assert camtay(root, "qr", "placements", "import", str(root / "khong-co.xlsx")).exit_code == 2


def test_a_folder_that_can_not_be_written_is_a_problem(tiny_project: TinyProject) -> None:
    """The sheet's folder is a file."""
    root = world(tiny_project, TWO)
    result = camtay(root, "qr", "placements", "export", str(root / "mkdocs.yml" / "bien.xlsx"))
    assert result.exit_code == 1
    assert "Không ghi được tệp" in result.output


def test_a_ref_that_no_export_wrote_is_none() -> None:
    """Typed into the hidden column, or cut off."""
    assert Ref.read("29G275#1:0123456789ab") == Ref("29G275", 1, "0123456789ab")
    assert [Ref.read(text) for text in ("", "x", "29G275#1", "29G275#0x:0123456789ab")] == [None] * 4


def test_the_command_line_does_not_load_openpyxl_unasked() -> None:
    """It takes most of a second."""
    code = "import sys, camtay.cli; print(sorted({'openpyxl', 'defusedxml', 'ruamel.yaml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
