"""Writing `placements.yml` from a sheet: what changes, and everything that stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay import yaml_file
from camtay.errors import CamtayError
from camtay.placements.record import FIELDS
from camtay.placements.register import FILE, parse
from camtay.sheets import drafts
from camtay.sheets.columns import Column
from camtay.sheets.edits import edits_of
from camtay.sheets.run import apply, planned
from camtay.sheets.table import same, values_of
from camtay.yaml_edit import edited
from camtay.yaml_file import Document, Path_
from tests.conftest import TinyProject, golden
from tests.test_placements import HUNG, told, world
from tests.test_placements import _today as _today
from tests.test_sheet_placements import export, filled, put, seen

COMMENTED = """\
# Sổ biển của xã
# (sửa cẩn thận)

- code: 29G275   # cổng làng
  # đo bằng điện thoại
  coordinates: {lat: 16.7530, lon: 107.1860, precision_m: 5}  # lần hai
  size: "20x30 cm"
  # ghi chú bên dưới
  note: |   # nhiều dòng
    Trụ bên trái
    # đây không phải chú thích
  hung_on: 2026-09-01
  state: hung  # còn tốt

# tấm thứ hai
-
  code: '2KTMP2'
  coordinates:
    lat: 16.70  # vĩ độ
    # giữa hai số
    lon: 107.20
  size: 20
  note: no
  state: planned
# hết
"""


NEW = {"code": "29G275", "state": "planned"}
COLUMNS = (
    *(Column(key, "line", 9, {}, (key,)) for key in FIELDS if key != "coordinates"),
    *(Column(key, "degrees", 9, {}, ("coordinates", key)) for key in ("lat", "lon")),
)


def cells(data: Any) -> dict[str, str]:
    """A sign's cells in their fixed form."""
    return values_of(COLUMNS, data)


def change(text: str, *changes: tuple[int, str, str], new: Sequence[dict[str, str]] = ()) -> str:
    """The text after (index, key, value) of existing placements and with new ones."""
    old = items(text)
    edits: dict[Path_, Any] = {}
    for index, data in [*enumerate(old), *enumerate(({} for _ in new), len(old))]:
        before = cells(data)
        wanted = before | {key: value for i, key, value in changes if i == index}
        wanted |= new[index - len(old)] if index >= len(old) else {}
        edits |= {(index, *path): value for path, value in edits_of(COLUMNS, data, before, wanted, same).items()}
    return edited(text, edits, (*FIELDS, "lat", "lon"))


def items(text: str) -> list[Any]:
    """The signs in a text, which must be sound."""
    document = yaml_file.parse(text, Document(FILE))
    _, problems = parse(document)
    assert [p for p in (*document.problems, *problems) if p.severity == "error"] == []
    return document.data or []


def comments(text: str) -> list[str]:
    """Every comment of a text, whatever stands around it; in the literal block of COMMENTED there is none."""
    found = re.findall(r"(?:^|\s)(#.*)$", text, re.MULTILINE)
    return sorted(comment.strip() for comment in found if "không phải" not in comment)


def diff(before: str, after: str) -> list[str]:
    """Lines that are gone (-) and new (+); how far a comment stands from its line does not matter."""
    import difflib

    old, new = ([re.sub(r" +#", " #", line) for line in text.splitlines()] for text in (before, after))
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


# ---------------------------------------------------------------- one field
def test_only_the_line_of_a_changed_field_changes() -> None:
    """Quotes, flow maps, blank lines and comments stay as they were typed."""
    assert diff(COMMENTED, change(COMMENTED, (0, "state", "damaged"))) == [
        "-   state: hung # còn tốt",
        "+   state: damaged # còn tốt",
    ]


def test_a_new_field_stands_where_the_fields_have_their_order() -> None:
    """`inspected_on` comes behind `hung_on`, not at the end."""
    assert diff(COMMENTED, change(COMMENTED, (0, "inspected_on", "2026-11-22"))) == ["+   inspected_on: 2026-11-22"]


def test_a_coordinate_keeps_what_else_is_known_of_the_place() -> None:
    """Only the number changes."""
    assert diff(COMMENTED, change(COMMENTED, (0, "lat", "16.76"))) == [
        "-   coordinates: {lat: 16.7530, lon: 107.1860, precision_m: 5} # lần hai",
        "+   coordinates: {lat: 16.76, lon: 107.1860, precision_m: 5} # lần hai",
    ]


def test_a_place_is_added_in_one_line() -> None:
    """As the sample shows it."""
    after = change("- code: 29G275\n  state: planned\n", (0, "lat", "16.75"), (0, "lon", "107.18"))
    assert after == "- code: 29G275\n  coordinates: {lat: 16.75, lon: 107.18}\n  state: planned\n"


def test_comments_survive_whatever_is_deleted() -> None:
    """Those of a deleted field move behind the sign that they were about."""
    for index in (0, 1):
        for key in ("size", "note", "lat"):
            values = [(index, key, "")] + ([(index, "lon", "")] if key == "lat" else [])
            after = change(COMMENTED, *values)
            assert comments(after) == comments(COMMENTED), (index, key)
            assert cells(items(after)[index])[key] == ""


def test_lines_in_a_field_stay_lines() -> None:
    """A block stays a block; other styles get quotes, lest a comment become text."""
    assert items(change(COMMENTED, (0, "note", "một\nhai # ba")))[0]["note"].strip() == "một\nhai # ba"
    text = "- code: 29G275\n  note: cổng  # chú thích\n  state: planned\n"
    after = change(text, (0, "note", "một\nhai"))
    assert items(after)[0]["note"] == "một\nhai"
    assert comments(after) == ["# chú thích"]


@pytest.mark.parametrize(
    "value", ["true", "null", "~", "2026-11-22", "no", "012", "1e5", "a: b", "# x", "- x", "'", '"']
)
def test_words_that_yaml_would_read_otherwise_are_quoted(value: str) -> None:
    """What is written is what is read."""
    assert items(change(COMMENTED, (1, "team", value)))[1]["team"] == value


# ---------------------------------------------------------------- new signs
def test_new_signs_come_last() -> None:
    """Fields in their fixed order; everything before them stays to the byte."""
    new = {
        "code": "29G275", "lat": "16.5", "lon": "107.2", "note": "cột: số 3", "hung_on": "2026-11-01", "state": "hung",
    }  # fmt: skip
    after = change(COMMENTED, new=[new])
    assert after == COMMENTED + (
        "- code: 29G275\n  coordinates: {lat: 16.5, lon: 107.2}\n  hung_on: 2026-11-01\n  state: hung\n"
        "  note: 'cột: số 3'\n"
    )


@pytest.mark.parametrize("before", ["", "[]\n", "[]  # xóa dòng này\n", "# đầu\n[]\n", "# đầu", "# đầu\n\n# cuối\n"])
def test_an_empty_list_becomes_a_list_of_lines(before: str) -> None:
    """The brackets go, with the note on their line; other comments stay."""
    after = change(before, new=[NEW])
    assert after.endswith("- code: 29G275\n  state: planned\n")
    assert comments(after) == [c for c in comments(before) if "xóa" not in c]
    assert len(items(after)) == 1


def test_a_list_that_is_moved_in_stays_moved_in() -> None:
    """The dash stands where the file has it."""
    text = "# x\n  - code: 29G275 # a\n    state: planned\n    # b\n  # c\n"
    after = change(text, (0, "state", "missing"), (0, "note", "cổng"), new=[NEW])
    assert after.startswith(
        "# x\n  - code: 29G275 # a\n    state: missing\n    note: cổng\n    # b\n  # c\n  - code: 29G275\n"
    )


def test_a_list_in_brackets_stays_in_brackets() -> None:
    """Some program wrote it so."""
    text = "# x\n[{code: 29G275, state: planned}, {code: 2KTMP2, state: planned}] # y\n"
    after = change(text, (1, "state", "missing"), new=[NEW | {"code": "3GCK7F"}])
    assert after == (
        "# x\n[{code: 29G275, state: planned}, {code: 2KTMP2, state: missing}, {code: 3GCK7F, state: planned}] # y\n"
    )


# ---------------------------------------------------------------- anything
field_values = {
    "state": st.sampled_from(["planned", "missing", "removed"]),
    "surface": st.sampled_from(["", "wall", "stone"]),
    "hung_on": st.sampled_from(["", "2026-01-31"]),
    "note": st.text(st.sampled_from("ab:# -'\"|>\n\t=[]{}&*!%@,?ệ"), max_size=10).map(str.strip),
    "team": st.sampled_from(["", "Đoàn xã", "null", "-", "[x]"]),
    "lat": st.sampled_from(["16.5", "8.0", "23.123456"]),
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(sorted(field_values)), st.data()), max_size=6))
def test_any_changes_read_back_as_meant_and_lose_no_comment(changes: list[tuple[int, str, st.DataObject]]) -> None:
    """Whatever fields of both signs are set, added or deleted at once."""
    wanted = {(i, key): data.draw(field_values[key]) for i, key, data in changes}
    after = change(COMMENTED, *((i, key, value) for (i, key), value in wanted.items()))
    expected = [cells(placement) for placement in items(COMMENTED)]
    for (i, key), value in wanted.items():
        expected[i][key] = value
    assert [cells(placement) for placement in items(after)] == expected
    kept = comments(re.sub(r"note:.*?\n  (?=[a-z])", "", after, flags=re.DOTALL))
    for comment in ("# cổng làng", "# lần hai", "# tấm thứ hai", "# vĩ độ", "# giữa hai số", "# hết"):
        assert comment in kept


# ---------------------------------------------------------------- the file
def written(root: Path, **cells_: str) -> bytes:
    """The file after a sheet with these cells was taken."""
    world_ = seen(root)
    made = planned(filled(export(root), put(**cells_)), world_)
    if not made.sound:
        raise CamtayError(made.problems)
    apply(world_, made)
    return (root / FILE).read_bytes()


def test_line_ends_and_the_byte_order_mark_of_windows_stay(tiny_project: TinyProject) -> None:
    """Notepad wrote them, and Notepad shall read them."""
    raw = b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode()
    after = written(world(tiny_project, raw), state3="mất")
    assert after == raw.replace(b"state: hung  #", b"state: missing #")


def test_what_would_read_back_otherwise_is_never_written(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the writer is a problem for a person, not a damaged list."""
    root = world(tiny_project, HUNG)
    monkeypatch.setattr(drafts, "edited", lambda text, edits, order: text.replace("16.7530", "17.7530"))
    with pytest.raises(CamtayError) as caught:
        written(root, state3="mất")
    assert (root / FILE).read_text("utf-8") == HUNG
    golden("problems/xlsx_write.txt", f"bien.xlsx{told(caught.value.problems)}")
    monkeypatch.setattr(drafts, "edited", lambda text, edits, order: text + "- [\n")
    with pytest.raises(CamtayError):
        written(root, state3="mất")
    assert (root / FILE).read_text("utf-8") == HUNG


def test_a_file_that_somebody_changes_meanwhile_is_left_alone(tiny_project: TinyProject) -> None:
    """Between the look and the write."""
    root = world(tiny_project, HUNG)
    world_ = seen(root)
    made = planned(filled(export(root), put(state3="mất")), world_)
    (root / FILE).write_text(HUNG + "# mới\n", "utf-8")
    with pytest.raises(CamtayError) as caught:
        apply(world_, made)
    golden("problems/xlsx_meanwhile.txt", told(caught.value.problems).lstrip())
    assert (root / FILE).read_text("utf-8") == HUNG + "# mới\n"


def test_a_full_disk_leaves_the_old_file(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written whole beside it, then put in its place."""
    root = world(tiny_project, HUNG)
    world_ = seen(root)
    made = planned(filled(export(root), put(state3="mất")), world_)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(path.name for path in root.rglob("*"))
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CamtayError) as caught:
        apply(world_, made)
    assert [p.code for p in caught.value.problems] == ["file.write"]
    assert (root / FILE).read_text("utf-8") == HUNG
    assert sorted(path.name for path in root.rglob("*")) == before


def test_the_first_sheet_of_a_project_makes_the_file(tiny_project: TinyProject) -> None:
    """There was none."""
    root = world(tiny_project, None)
    written(root, code3="29g275", state3="dự định treo")
    assert (root / FILE).read_text("utf-8") == "- code: 29G275\n  state: planned\n"
