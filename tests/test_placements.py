"""`qr/placements.yml`: what it may hold, and what an editor is told about each fault.

Golden files are `golden/problems/placement_*.txt`: the file as written, then each problem in both locales."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from camtay.build import build
from camtay.cli import main
from camtay.errors import CamtayError, Problem
from camtay.ledger import Event
from camtay.placements import register
from camtay.placements.record import FIELDS, Placement, State
from camtay.placements.register import FILE, Register
from camtay.project import load
from camtay.yaml_file import Document, parse
from tests.conftest import HERITAGE, REPO, VILLAGE, TinyProject, golden

DAY = date(2026, 11, 22)
WELL, PHONE, VILLAGE_GATE, ALLEY, OLD = "29G275", "2BKN4G", "2KTMP2", "3GCK7F", "3QMPC4"
"""Codes of the well, the guide, the village, its alley, and a retired one of the well."""

PLACES = """\
kind: places
items:
  - {id: xa-thu, code: "19501", title: {vi: Xã Thử, en: Thử commune}}
  - {id: xa-moi, code: "19502", title: {vi: Xã Mới, en: Mới commune}}
"""

LEDGER = "".join(
    event.line() + "\n"
    for event in (
        Event(WELL, 1, "issue", "2026-01-02", "gieng-co"),
        Event(PHONE, 1, "issue", "2026-01-02", "goi-dien"),
        Event(VILLAGE_GATE, 1, "issue", "2026-01-02", "lang-thu"),
        Event(ALLEY, 1, "issue", "2026-01-02", "lang-thu-kiet-1"),
        Event(OLD, 1, "issue", "2026-01-01", "gieng-co"),
        Event(OLD, 2, "retire", "2026-01-03", reason="bien gay"),
    )
)

WORLD: dict[str, str | bytes | None] = {
    "guides/places.yml": PLACES,
    "guides/gieng.yml": HERITAGE + "place: xa-thu\n",
    "guides/lang.yml": VILLAGE + "place: xa-thu\n",
    "qr/ledger.jsonl": LEDGER,
}

HUNG = """\
- code: 29G275
  coordinates: {lat: 16.7530, lon: 107.1860}
  surface: gate
  material: steel
  size: "20x30 cm"
  hung_on: 2026-09-01
  team: Đoàn xã Thử
  inspected_on: 2026-10-01
  state: hung
  note: Trụ cổng bên trái
"""


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """A grey photo."""
    out = io.BytesIO()
    Image.new("L", (width, height), 120).save(out, "JPEG")
    return out.getvalue()


def world(tiny_project: TinyProject, placements: str | bytes | None, **more: str | bytes) -> Path:
    """A project with a well, a guide, a village with an alley, five codes, and these placements."""
    files = {name.replace("__", "/"): content for name, content in more.items()}
    return tiny_project({**WORLD, FILE: placements, **files})


def read(root: Path, day: date = DAY) -> Register:
    return register.read(load(root), day)


def problems_of(root: Path, day: date = DAY) -> list[Problem]:
    """Errors or, where there are none, warnings."""
    try:
        return list(read(root, day).problems)
    except CamtayError as error:
        return error.problems


def codes_of(root: Path) -> list[str]:
    return [problem.code for problem in problems_of(root)]


def told(problems: list[Problem]) -> str:
    """Each problem under its code, in both locales of the command line."""
    return "".join(f"\n{p.code}\n{p.format('vi')}\n{p.format('en')}\n" for p in problems)


def camtay(root: Path, *words: str) -> Result:
    """The result of a command in a project; an exception is a failure of the test."""
    result = CliRunner().invoke(main, ["--root", str(root), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands believe that it is noon of 22 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")


# ---------------------------------------------------------------- where it is read
FAULTY = HUNG.replace("29G275", "29G277").replace("surface: gate", "surface: gaet")


def command(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "--locale", "en", *words])


def test_check_tells_what_is_wrong_with_placements(tiny_project: TinyProject) -> None:
    """Errors end it with 1; warnings are told and counted."""
    result = command(world(tiny_project, FAULTY), "check")
    assert result.exit_code == 1
    assert "qr/placements.yml:3:12: ERROR: “gaet”" in result.output
    result = command(world(tiny_project, HUNG.replace("state: hung", "state: planned")), "check")
    assert result.exit_code == 0
    assert "qr/placements.yml:9:10: Note: " in result.output
    assert "1 notes." in result.output


def test_check_tells_faults_of_content_and_of_placements_at_once(tiny_project: TinyProject) -> None:
    """What the file shows by itself; whether its codes exist is asked once the content is sound."""
    root = world(tiny_project, FAULTY, **{"guides__x.yml": "kind: gude\n"})
    result = command(root, "check")
    assert "guides/x.yml:1:7: ERROR" in result.output
    assert "qr/placements.yml:3:12: ERROR: “gaet”" in result.output


def test_a_build_stops_at_faulty_placements(tiny_project: TinyProject) -> None:
    """Before anything is written."""
    root = world(tiny_project, FAULTY)
    result = command(root, "build")
    assert result.exit_code == 1
    assert "qr/placements.yml:3:12: ERROR: “gaet”" in result.output
    assert not (root / "site").exists()
    assert not (root / "qr/print").exists()


def test_a_build_tells_warnings_of_placements(tiny_project: TinyProject) -> None:
    """And goes on."""
    root = world(tiny_project, HUNG.replace("state: hung", "state: planned"))
    [warning] = build(root).warnings
    assert warning.code == "placement.planned"


# ---------------------------------------------------------------- what it holds
def test_a_placement_says_where_its_sign_hangs_and_how_it_is(tiny_project: TinyProject) -> None:
    """All fields as records; entry and commune come from the code."""
    [hung] = read(world(tiny_project, HUNG)).placements
    assert hung.entry.id == "gieng-co"
    assert hung.communes == ("xa-thu",)
    assert hung.point == (16.753, 107.186)
    assert (hung.placement.hung_on, hung.placement.seen_on) == (date(2026, 9, 1), date(2026, 10, 1))
    assert hung.placement.state is State.HUNG


def test_a_project_without_the_file_has_no_placements(tiny_project: TinyProject) -> None:
    """Signs can be printed long before one hangs."""
    assert read(world(tiny_project, None)).placements == ()


@pytest.mark.parametrize("text", ["", "# chưa có gì\n", "[]\n", "# chưa có gì\n[]  # xóa\n"])
def test_an_empty_file_is_an_empty_list(text: str, tiny_project: TinyProject) -> None:
    """Comments alone are no fault."""
    assert read(world(tiny_project, text)).placements == ()


def test_a_code_is_read_as_people_type_it(tiny_project: TinyProject) -> None:
    """Small letters, a space and a hyphen are forgiven."""
    [hung] = read(world(tiny_project, HUNG.replace("29G275", '"29g 2-75"'))).placements
    assert hung.placement.code == WELL


def test_a_placement_can_name_its_own_commune(tiny_project: TinyProject) -> None:
    """The sign of a guide hangs wherever somebody put it."""
    root = world(tiny_project, "- {code: 2BKN4G, state: planned, commune: xa-moi}\n")
    assert read(root).placements[0].communes == ("xa-moi",)


def test_one_code_hangs_in_several_places(tiny_project: TinyProject) -> None:
    """Front gate and back gate are two signs."""
    second = HUNG.replace("16.7530", "16.7540")
    assert len(read(world(tiny_project, HUNG + second)).placements) == 2


def test_a_removed_sign_is_history_beside_its_successor(tiny_project: TinyProject) -> None:
    """The new sign hangs at the very place of the old one."""
    assert len(read(world(tiny_project, HUNG.replace("state: hung", "state: removed") + HUNG)).placements) == 2


def test_a_photo_lies_beside_the_file(tiny_project: TinyProject) -> None:
    """Relative to the folder `qr`."""
    root = world(tiny_project, HUNG + "  photo: anh/cong.jpg\n", qr__anh__x="")
    (root / "qr/anh/cong.jpg").write_bytes(jpeg())
    assert problems_of(root) == []


def test_the_sample_file_of_the_repository_is_an_empty_list_with_a_sound_example() -> None:
    """Without its comment marks the example has every field and nothing wrong but its letters for a code."""
    text = (REPO / FILE).read_text("utf-8")
    assert parse(text, Document(FILE)).data == []
    lines = text[text.index("# - code:") :].splitlines()
    example = parse("\n".join(line[2:] for line in lines if line.startswith("#")), Document(FILE))
    items, problems = register.parse(example)
    assert problems == []
    assert tuple(example.data[0]) == FIELDS
    assert items[0].placement.state is State.HUNG


# ---------------------------------------------------------------- faults
CASES = {
    "placement_code": HUNG.replace("29G275", "29G257"),
    "placement_twice": HUNG + "\n" + HUNG.replace("107.1860", "107.186005"),
    "placement_no_date": HUNG.replace("  hung_on: 2026-09-01\n", ""),
    "placement_order": HUNG.replace("2026-09-01", "2026-10-09"),
    "placement_planned": HUNG.replace("state: hung", "state: planned"),
    "placement_future": HUNG.replace("2026-10-01", "2062-10-01"),
    "placement_retired": HUNG.replace("29G275", "3QMPC4"),
    "placement_commune": HUNG.replace("29G275", "2BKN4G"),
    "placement_unknown_commune": HUNG + "  commune: xa-thuu\n",
    "placement_date_impossible": HUNG.replace("2026-10-01", "2026-09-31"),
    "placement_swapped": HUNG.replace("{lat: 16.7530, lon: 107.1860}", "{lat: 107.1860, lon: 16.7530}"),
    "placement_outside": HUNG.replace("16.7530", "61.7530"),
    "placement_choice": HUNG.replace("surface: gate", "surface: gat"),
    "placement_field": HUNG.replace("surface:", "surfaces:"),
    "placement_legacy": HUNG.replace("Trụ cổng bên trái", "Trô cæng bªn tr¸i"),
    "placement_list": "code: 29G275\nstate: planned\n",
    "placement_together": "- 29G275\n" + HUNG.replace("state: hung", "state: treo").replace("gate", "fence") + HUNG,
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_with_its_place_and_cure(name: str, tiny_project: TinyProject) -> None:
    """File, line and column; every fault of the file together."""
    problems = problems_of(world(tiny_project, CASES[name]))
    assert problems
    golden(f"problems/{name}.txt", f"{FILE}\n{CASES[name]}{told(problems)}")


def test_a_faulty_photo_is_told_by_what_is_wrong_with_it(tiny_project: TinyProject) -> None:
    """Missing, outside the folder, no picture, too many pixels: each with its own cure."""
    names = ("thieu.jpg", "../guides/anh.jpg", "chu.jpg", "to.png", "x" * 300 + ".jpg")
    items = "".join(
        f"- {{code: 29G275, state: planned, note: chỗ {i}, photo: {name}}}\n" for i, name in enumerate(names)
    )
    root = world(tiny_project, items, guides__anh="")
    (root / "guides/anh.jpg").write_bytes(jpeg())
    (root / "qr/chu.jpg").write_text("đây là chữ")
    Image.new("1", (5001, 4000)).save(root / "qr/to.png")
    problems = problems_of(root)
    assert [p.code.removeprefix("placement.photo_") for p in problems] == [
        "missing", "outside", "unreadable", "large", "missing",
    ]  # fmt: skip
    golden("problems/placement_photo.txt", f"{FILE}\n{items}{told(problems[:4])}")


def test_a_picture_of_two_hundred_megapixels_is_never_unpacked(tiny_project: TinyProject) -> None:
    """Its header is enough to refuse it, without a word from Pillow."""
    root = world(tiny_project, HUNG + "  photo: bom.png\n")
    Image.new("1", (20_000, 10_000)).save(root / "qr/bom.png")
    assert codes_of(root) == ["placement.photo_large"]


def test_a_retired_code_may_be_missing_or_removed(tiny_project: TinyProject) -> None:
    """Nothing is left to take down."""
    for state in ("missing", "removed"):
        assert codes_of(world(tiny_project, HUNG.replace("29G275", OLD).replace("hung\n", f"{state}\n"))) == []


def test_a_day_to_hang_a_sign_may_lie_ahead(tiny_project: TinyProject) -> None:
    """That is what a plan is."""
    planned = "- {code: 29G275, state: planned, hung_on: 2026-12-01}\n"
    assert codes_of(world(tiny_project, planned)) == []


def test_signs_without_coordinates_are_told_apart_by_their_note(tiny_project: TinyProject) -> None:
    """Two notes are two signs; the same note twice is one sign written twice."""
    one = "- {code: 29G275, state: planned, note: cổng trước}\n"
    assert codes_of(world(tiny_project, one + one.replace("trước", "sau"))) == []
    assert codes_of(world(tiny_project, one + one)) == ["placement.twice"]


def test_a_fault_of_yaml_is_told_as_everywhere(tiny_project: TinyProject) -> None:
    """The same reader as for guides: duplicate keys are not lost."""
    assert codes_of(world(tiny_project, HUNG + "  state: missing\n")) == ["yaml.duplicate"]


def test_an_unknown_state_names_the_nearest(tiny_project: TinyProject) -> None:
    """Spelling mistakes are the usual reason."""
    [problem] = problems_of(world(tiny_project, HUNG.replace("state: hung", "state: hunged")))
    assert (problem.line, problem.params["nearest"]) == (9, "hung")


def test_a_placement_is_frozen(tiny_project: TinyProject) -> None:
    """Pure functions can trust it."""
    placement = read(world(tiny_project, HUNG)).placements[0].placement
    with pytest.raises(ValueError, match="frozen"):
        placement.state = State.MISSING  # type: ignore[misc]


def record(**fields: object) -> Placement:
    """A placement made by hand."""
    return Placement.model_validate({"code": WELL, "state": "planned", **fields})
