"""Kinds of sign: which symbol, how large, how far it is read, and what a run hands over."""

from __future__ import annotations

import csv
import io
import math
import random
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
import qrcode
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData, lost_point

from camtay import ledger as ledgers
from camtay.codes import check_letter
from camtay.errors import CamtayError
from camtay.project import Project, load
from camtay.signs import dxf, masking, proof, run, shapes, sheet, store, trials
from camtay.signs.choice import documents
from camtay.signs.formats import FORMATS, MIN_MODULE, choose, field_of, reading_distance, side_of
from camtay.signs.grid import cells, named, read
from camtay.signs.symbol import Symbol, make
from tests.conftest import HERITAGE, VILLAGE, TinyProject, printed

DAY = date(2026, 11, 22)
PAYLOAD = "https://THU.EXAMPLE/Q/29G275"
PROCEDURES = """\
kind: procedures
id: mot-cua
title: {vi: Một cửa, en: One-stop office}
summary: {vi: Chọn việc cần làm., en: Choose what you need.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
office: {vi: Bộ phận một cửa, en: One-stop office}
items:
  - {id: goi, title: {vi: Gọi điện, en: Call}, guide: goi-dien}
"""
SHEETS = """\
sheets:
  - id: a4-3x7
    title: {vi: "A4, 3 × 7 tem", en: "A4, 3 × 7 stickers"}
    paper: {width: 210, height: 297}
    columns: 3
    rows: 7
    margin: {top: 12, left: 7}
    cell: {width: 64, height: 37.5}
    gutter: {x: 2, y: 1.5}
  - id: a4-5x13
    title: {vi: "A4, 5 × 13 tem nhỏ", en: "A4, 5 × 13 small stickers"}
    paper: {width: 210, height: 297}
    columns: 5
    rows: 13
    margin: {top: 10.7, left: 4.75}
    cell: {width: 38.1, height: 21.2}
    gutter: {x: 2.5}
"""


@pytest.fixture
def project(tiny_project: TinyProject) -> Project:
    """One entry of each kind that has a sign of its own, each with a code."""
    lines = []
    entries = ("goi-dien", "gieng-co", "lang-thu", "lang-thu-kiet-1", "mot-cua")
    for letters, entry in zip(("BCFGH", "CFGHJ", "FGHJK", "GHJKM", "HJKMN"), entries, strict=True):
        code = letters + check_letter(letters)
        lines.append(f'{{"code":"{code}","seq":1,"event":"issue","date":"2026-11-22","entry":"{entry}"}}\n')
    files: dict[str, str | bytes | None] = {
        "guides/d.yml": HERITAGE,
        "guides/l.yml": VILLAGE,
        "guides/m.yml": PROCEDURES,
        "qr/ledger.jsonl": "".join(sorted(lines)),
        "qr/sheets.yml": SHEETS,
    }
    return load(tiny_project(files))


def problems(error: pytest.ExceptionInfo[CamtayError]) -> list[str]:
    return [p.code for p in error.value.problems]


# ---------------------------------------------------------------- the search for the mask
def original(payload: str, level: str) -> list[list[bool]]:
    """The modules that qrcode draws by itself."""
    code = qrcode.QRCode(error_correction=getattr(qrcode.constants, f"ERROR_CORRECT_{level}"), border=0)
    code.add_data(QRData(payload[:5].encode(), MODE_8BIT_BYTE), optimize=0)
    code.add_data(QRData(payload[5:].encode(), MODE_ALPHA_NUM), optimize=0)
    code.make()
    return [[bool(m) for m in row] for row in code.modules]


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("host", [3, 11, 30, 90])
def test_every_symbol_equals_the_one_that_qrcode_draws(host: int, level: str) -> None:
    """numpy only does the arithmetic: mask, version and each module are the original's, up to version 9 and beyond."""
    chance = random.Random(host)  # noqa: S311 - the same payloads every time
    for _ in range(3):
        letters = "".join(chance.choice("23456789BCFGHJKMNPQRTVX") for _ in range(6))
        payload = f"https://{'A' * host}.EXAMPLE/Q/{letters}"
        symbol = make(payload, level)  # type: ignore[arg-type]
        assert [[bool(m) for m in row] for row in symbol.modules] == original(payload, level)


def test_penalty_points_equal_those_of_qrcode() -> None:
    """For any matrix, not only for symbols."""
    chance = np.random.default_rng(7)
    for share in (0.1, 0.5, 0.9):
        matrices = chance.random((8, 29, 29)) < share
        assert masking.penalties(matrices) == [lost_point(m.tolist()) for m in matrices]


# ---------------------------------------------------------------- physics
def test_signs_get_level_h_and_fixed_widths_level_q() -> None:
    """H survives more damage where there is room; Q has larger modules where there is none."""
    assert (choose(PAYLOAD, FORMATS["plaque"]).level, choose(PAYLOAD, FORMATS["poster-a4"]).level) == ("H", "Q")


@pytest.mark.parametrize("name", [name for name, f in FORMATS.items() if f.field])
def test_no_module_is_finer_than_its_material_allows(name: str) -> None:
    """0.8 mm on paper, 2 mm on plates, for the host of the first instance too."""
    format_ = FORMATS[name]
    for payload in (PAYLOAD, "https://QUANGTRI.EXAMPLE/Q/29G275"):
        symbol = choose(payload, format_)
        side = side_of(symbol, format_)
        assert side / symbol.size >= MIN_MODULE[format_.material] - 1e-9
        assert field_of(side, symbol) <= format_.field + 1e-6


def test_a_distance_chooses_the_size_by_ten_to_one() -> None:
    """1 m asks for 100 mm at 29 modules, and for 33/29 of it at 33."""
    coarse, dense = make(PAYLOAD, "Q"), make("https://QUANGTRI.EXAMPLE/Q/29G275", "H")
    assert side_of(coarse, FORMATS["plaque"], 1000) == pytest.approx(100)
    assert side_of(dense, FORMATS["plaque"], 900) == pytest.approx(90 * 33 / 29)
    assert reading_distance(100, coarse) == pytest.approx(1000)


def test_a_distance_too_large_for_the_sign_is_a_problem() -> None:
    """It says from how far the sign can be read."""
    with pytest.raises(CamtayError) as caught:
        side_of(make(PAYLOAD, "H"), FORMATS["a6"], 3000)
    assert problems(caught) == ["sign.distance"]
    assert "3 m" in caught.value.problems[0].message()


def test_a_host_too_long_for_a_plate_is_a_problem() -> None:
    """The modules would be too fine; the cure says how wide a field it takes."""
    with pytest.raises(CamtayError) as caught:
        choose(f"https://{'A' * 200}.EXAMPLE/Q/29G275", FORMATS["alley"])
    assert problems(caught) == ["sign.fine"]


# ---------------------------------------------------------------- sheets of stickers
def test_a_half_used_sheet_is_filled_from_its_first_free_cell(project: Project) -> None:
    """Cell 20 of 21 leaves two stickers on the first page; the third begins the next one."""
    grid = named(read(project.root, ("vi", "en")), "a4-3x7")
    first, second = cells(grid, 3, start=20)
    assert [(c["x"], c["y"]) for c in first] == [(73.0, 246.0), (139.0, 246.0)]
    assert [(c["x"], c["y"], c["sign"]) for c in second] == [(7.0, 12.0, 2)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("columns: 3", "columns: 4"), "sheet.fit"),
        (("rows: 7", "rows: 7.5"), "number.whole"),
        (("margin:", "magrin:"), "field.unknown"),
    ],
)
def test_a_sheet_that_can_not_be_is_a_problem(change: tuple[str, str], code: str, project: Project) -> None:
    """With its place in qr/sheets.yml."""
    (project.root / "qr/sheets.yml").write_text(SHEETS.replace(*change, 1), "utf-8")
    with pytest.raises(CamtayError) as caught:
        read(project.root, ("vi", "en"))
    assert code in problems(caught)
    assert all(p.file == "qr/sheets.yml" for p in caught.value.problems)


def test_an_unknown_sheet_or_cell_is_a_problem(project: Project) -> None:
    """The nearest sheet is named."""
    with pytest.raises(CamtayError) as caught:
        documents(project, sheet="a4-3x8")
    assert problems(caught) == ["sheet.unknown"]
    assert "a4-3x7" in caught.value.problems[0].cure()
    with pytest.raises(CamtayError) as caught:
        documents(project, sheet="a4-3x7", start=22)
    assert problems(caught) == ["sheet.start"]


def test_stickers_too_small_for_a_symbol_are_refused(project: Project) -> None:
    """21 mm leave 0.57 mm a module: phones and printers both fail there. Sheets with more room are named."""
    with pytest.raises(CamtayError) as caught:
        documents(project, sheet="a4-5x13")
    [problem] = caught.value.problems
    assert problem.format("en").splitlines() == [
        "qr/sheets.yml: ERROR: The stickers of “a4-5x13” are too small: a white square of 21.2 mm at most, and the "
        "symbol needs 30 mm (29 modules a side and the quiet zone, 0.8 mm each for phones to read it).",
        "    Cure: Use a sheet of larger stickers: --sheet with one of: a4-3x7.",
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("a4-5x13", "a4-5x13"), "sheet.fine"),
        (("37.5}", "20}"), "sheet.fine_all"),
        (("21.2}", "37}"), "sheet.fine_host"),
    ],
    ids=["larger sheets", "no larger sheet", "a shorter host would do"],
)
def test_the_cure_for_small_stickers_is_one_that_helps(change: tuple[str, str], code: str, project: Project) -> None:
    """A shorter host is advised only where the coarser symbol would fit."""
    text = SHEETS.replace("rows: 13", "rows: 7").replace(*change)
    (project.root / "qr/sheets.yml").write_text(text, "utf-8")
    with pytest.raises(CamtayError) as caught:
        documents(project, sheet="a4-5x13")
    assert problems(caught) == [code]


def test_a_place_that_is_no_place_is_a_problem(project: Project) -> None:
    """The entry that was probably meant is named."""
    with pytest.raises(CamtayError) as caught:
        documents(project, place="gieng-coo")
    assert problems(caught) == ["ref.named"]
    assert "gieng-co" in caught.value.problems[0].cure()


# ---------------------------------------------------------------- runs
@pytest.mark.parametrize(
    "name", ["a6", "gate", "plaque", "plaque-a5", "alley", "poster-a4", "poster-a3", "table-card", "handout"]
)
def test_every_kind_of_sign_is_made_and_read_back(name: str, project: Project) -> None:
    """Two symbols on a plate of an alley, one a procedure on a wall, both faces of a table card."""
    kind = {"alley": "alley", "poster-a4": "procedures", "poster-a3": "procedures", "handout": "guide"}.get(
        name, "heritage"
    )
    _, files = printed(project, documents(project, kind, name=name), "pdf")
    opened = pypdfium2.PdfDocument(files[f"signs-{name}.pdf"])
    width, height = (size * 25.4 / 72 for size in opened[0].get_size())
    assert (round(width), round(height)) == (FORMATS[name].width, FORMATS[name].height)
    rows = list(csv.DictReader(io.StringIO(files["proof.csv"].decode("utf-8-sig"))))
    assert rows
    assert all(float(row["margin_times"]) >= 1 and float(row["contrast"]) >= 7 for row in rows)
    assert files["job-sheet.pdf"].startswith(b"%PDF")


def test_stickers_come_with_a_calibration_page(project: Project) -> None:
    """Copies stand beside each other, and the page shows every cell."""
    _, files = printed(project, documents(project, "guide", sheet="a4-3x7", start=21, copies=3), "pdf")
    assert set(files) == {
        "signs-stickers-a4-3x7.pdf", "calibration-a4-3x7.pdf", "job-sheet.pdf", "signs.csv", "proof.csv",
    }  # fmt: skip
    assert len(pypdfium2.PdfDocument(files["signs-stickers-a4-3x7.pdf"])) == 2


def test_engravers_get_outlines_in_millimetres(project: Project) -> None:
    """SVG of paths only, DXF of closed polylines, both read back; the same bytes twice."""
    chosen = documents(project, "alley")
    _, files = printed(project, chosen, "svg", "dxf", "png")
    shutil.rmtree(project.root / store.FOLDER)
    assert printed(project, chosen, "svg", "dxf", "png")[1] == files
    (svg,) = (data for name, data in files.items() if name.endswith(".svg"))
    assert svg.startswith(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="200mm" height="150mm" viewBox="0 0 200 150">'
    )
    assert {tag for tag in (b"<text", b"<use", b"<image", b"<g") if tag in svg} == set()
    (drawn,) = (data for name, data in files.items() if name.endswith(".dxf"))
    points = [p for _, ring in dxf.outlines(drawn) for p in ring]
    # The green fields reach the edges.
    assert [min(x for x, _ in points), max(x for x, _ in points)] == pytest.approx([0, 200], abs=1e-6)
    assert [min(y for _, y in points), max(y for _, y in points)] == pytest.approx([0, 150], abs=1e-6)


def test_outlines_cover_exactly_the_dark_modules() -> None:
    """Every border once; holes and corners that touch included."""
    for seed in range(5):
        symbol = make(f"https://THU.EXAMPLE/Q/{seed:06}", "H")
        rings = shapes.polygons(shapes.Shape("#000000", tuple(shapes.parse(symbol.path))))
        area = sum(_area(ring) for ring in rings)
        assert area == pytest.approx(sum(sum(row) for row in symbol.modules))
        edges = [tuple(sorted((a, b))) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
        assert len(edges) == len(set(edges))
        inside = np.zeros((symbol.size, symbol.size), dtype=int)
        for ring in rings:
            for y in range(symbol.size):
                sides = zip(ring, [*ring[1:], ring[0]], strict=True)
                upright = [(a, b) for a, b in sides if a[0] == b[0]]
                crossings = sorted(a[0] for a, b in upright if min(a[1], b[1]) <= y + 0.5 <= max(a[1], b[1]))
                for left, right in zip(crossings[::2], crossings[1::2], strict=True):
                    inside[y, round(left) : round(right)] += 1
        assert (inside % 2 == np.array([list(row) for row in symbol.modules])).all()


def _area(ring: list[shapes.Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def test_bleed_and_marks_set_the_boxes_of_the_page(project: Project) -> None:
    """TrimBox is the sign, BleedBox 3 mm around it, MediaBox has room for marks (ISO 32000-1, 14.11.2)."""
    (document,) = documents(project, "heritage", name="plaque-a5", bleed=3, marks=True)
    with pikepdf.open(io.BytesIO(sheet.pdf(project, document, DAY))) as opened:
        page = opened.pages[0]
        boxes = [[round(float(x) * 25.4 / 72, 1) for x in box] for box in (page.mediabox, page.bleedbox, page.trimbox)]
    assert boxes == [[0, 0, 170, 232], [8, 8, 162, 224], [11, 11, 159, 221]]


def test_black_is_one_channel_and_the_file_is_tagged(project: Project) -> None:
    """No page content sets a colour of three equal parts for black; the file says PDF/A-2a and PDF/UA-1."""
    (document,) = documents(project, "heritage")
    data = sheet.pdf(project, document, DAY)
    with pikepdf.open(io.BytesIO(data)) as opened:
        content = opened.pages[0].Contents.read_bytes()
        metadata = opened.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" in opened.Root
    assert b" 0 0 0 rg" not in content
    assert b"0 0 0 scn" not in content
    assert b"<pdfaid:part>2" in metadata
    assert b"<pdfaid:conformance>A" in metadata
    assert b"<pdfuaid:part>1" in metadata


def test_a_level_printed_later_is_recorded_too(project: Project) -> None:
    """A sticker at Q beside a plaque at H: both symbols are in the ledger and both are repeated."""
    plates, _ = printed(project, documents(project, "heritage"), "pdf")
    plates.ledger.write(project.root)
    stickers, _ = printed(load(project.root), documents(load(project.root), "heritage", sheet="a4-3x7"), "pdf")
    stickers.ledger.write(project.root)
    (code,) = (c for c in ledgers.read(project.root).codes.values() if c.entry == "gieng-co")
    assert [e.level for e in code.events if e.event == "print"] == ["H", "Q"]


def test_a_sign_of_the_wrong_kind_is_a_problem(project: Project) -> None:
    """A wall of procedures can't be made from a monument."""
    with pytest.raises(CamtayError) as caught:
        documents(project, "heritage", name="poster-a4")
    assert problems(caught) == ["sign.kind"]


# ---------------------------------------------------------------- trials
def picture(symbol: Symbol, dark: int = 0, light: int = 255) -> trials.Grey:
    """A sign's symbol at 10 pixels a module with its quiet zone."""
    modules = np.pad(np.array([list(row) for row in symbol.modules], dtype=bool), 4)
    return np.where(np.kron(modules, np.ones((10, 10), dtype=bool)), dark, light).astype(np.uint8)


def corners(symbol: Symbol) -> tuple[float, float, float, float]:
    return 40.0, 40.0, 40.0 + 10 * symbol.size, 40.0 + 10 * symbol.size


@pytest.mark.parametrize("level", ["Q", "H"])
def test_a_clean_symbol_passes_all_trials_with_something_to_spare(level: str) -> None:
    """Distance, blur, low light, a third of the contrast and damage."""
    symbol = make(PAYLOAD, level)  # type: ignore[arg-type]
    result = trials.run(picture(symbol), corners(symbol), symbol)
    assert result.failed == ()
    assert result.margin >= 1.25


def test_a_logo_in_the_middle_is_found_although_it_can_be_read() -> None:
    """Error correction hides it from readers; comparing modules does not."""
    symbol = make(PAYLOAD, "H")
    image = picture(symbol)
    middle = len(image) // 2
    image[middle - 30 : middle + 30, middle - 30 : middle + 30] = 255
    assert symbol.payload in proof.decode(image)
    result = trials.run(image, corners(symbol), symbol)
    assert "modules" in [trial for trial, _ in result.failed]


def test_grey_on_grey_is_found() -> None:
    """Bare metal and coloured inks end up with too little contrast: the ratio is measured and told."""
    symbol = make(PAYLOAD, "H")
    result = trials.run(picture(symbol, 90, 180), corners(symbol), symbol)
    assert ("contrast", "3.3:1 < 7:1") in result.failed


def test_an_inverted_symbol_is_not_accepted() -> None:
    """Light on dark: many phones don't read it, so the proof does not either."""
    symbol = make(PAYLOAD, "H")
    seen = proof.look(0, 255 - picture(symbol), {symbol.payload: symbol})
    assert seen.payloads == ()


def test_the_phone_sees_as_many_pixels_as_the_rule_says() -> None:
    """116 pixels of a 29-module symbol at 10:1, more for a denser one."""
    assert trials.phone_width(make(PAYLOAD, "Q")) == math.ceil(116 / 29 * 37)


def test_single_pages_stand_in_folders_of_their_own(project: Project) -> None:
    """PDF and lists beside them."""
    done, files = printed(project, documents(project, "heritage"), "pdf", "svg")
    assert sorted(done.files) == sorted(files)
    assert sorted({name.partition("/")[0] for name in files}) == [
        "job-sheet.pdf", "proof.csv", "signs-plaque.pdf", "signs.csv", "svg",
    ]  # fmt: skip


def test_a_print_run_keeps_the_walks_that_were_written_before(tmp_path: Path) -> None:
    """`camtay qr round` and `camtay qr print` share a folder; printing again loses no walk."""
    old = tmp_path / "old"
    (old / "round-xa").mkdir(parents=True)
    (old / "round-xa" / "round.gpx").write_text("<gpx/>", "utf-8")
    new = tmp_path / "new"
    new.mkdir()
    run.keep_walks(old, new)
    assert (new / "round-xa" / "round.gpx").read_text("utf-8") == "<gpx/>"
