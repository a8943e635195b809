"""Photos of signs: how they are drawn for these tests, what is no photo, and what can be read on one.

Scenes are real signs (typeset as for print) hung on a drawn wall in perspective, then photographed: light, shade, blur,
noise, JPEG. The functions that draw are used by the other tests of the inspection too.
"""

from __future__ import annotations

import io
import os
import random
import struct
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import qrcode
import zxingcpp
from PIL import ExifTags, Image, ImageFilter

from camtay.errors import CamtayError
from camtay.inspection import photo as photos
from camtay.inspection.photo import Position, collect, open_photo
from camtay.inspection.reading import Reading, box, read
from camtay.ledger import Ledger
from camtay.project import Project, load
from camtay.signs import run, sheet
from camtay.signs.document import document
from camtay.signs.formats import FORMATS
from camtay.signs.sign import Sign, chosen_entries, signs
from tests.conftest import BASE, HERITAGE, VILLAGE

DAY = date(2026, 11, 22)
SIZE = (1600, 1200)
"""Pixels of a photo: a phone's 12 megapixels, made smaller so that the tests are quick."""
VIETQR = "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F"
"""A bank transfer without an amount, as banking apps draw it (NAPAS; the example of the package vietnam-qr-pay)."""
SPOT = (16.75, 107.18)
"""Where the well's sign hangs in these tests."""
FILES: dict[str, str | bytes | None] = {"guides/d.yml": HERITAGE, "guides/l.yml": VILLAGE}


# ---------------------------------------------------------------- a small world
def world() -> tuple[Ledger, dict[str, str]]:
    """A ledger of four printed codes, one of them retired, and the codes by what they stand for."""
    ledger, codes = Ledger(), {}
    for name, entry in (("well", "gieng-co"), ("call", "goi-dien"), ("village", "lang-thu"), ("old", "goi-dien")):
        ledger, codes[name] = ledger.issue(entry, DAY, choose=random.Random(name).choice)  # noqa: S311 - a fixed code
    return ledger.retire(codes["old"], DAY, "biển gãy"), codes


LEDGER, CODES = world()


def address(name: str) -> str:
    """What the printed symbol of a sign says."""
    return f"https://THU.EXAMPLE/Q/{CODES[name]}"


@pytest.fixture(scope="session")
def plates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Signs of the small world by entry, typeset as for print and rasterised."""
    project = load(built(tmp_path_factory.mktemp("plates")))
    made = a6(project)
    printed = pypdfium2.PdfDocument(sheet.pdf(project, document(project, FORMATS["a6"], made), DAY))
    return {sign.entry: printed[i].render(scale=150 / 72).to_pil().convert("RGB") for i, sign in enumerate(made)}


def a6(project: Project) -> list[Sign]:
    """The A6 signs of all entries."""
    return signs(project, chosen_entries(project), FORMATS["a6"])


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """The small world as a project, its codes printed, the well's sign hung at `SPOT`."""
    return built(tmp_path / "project")


def built(root: Path) -> Path:
    """The same, in a folder of one's own choice."""
    placed = f"- {{code: {CODES['well']}, state: hung, coordinates: {{lat: {SPOT[0]}, lon: {SPOT[1]}}}}}\n"
    for name, text in {**BASE, **FILES, "qr/ledger.jsonl": LEDGER.text(), "qr/placements.yml": placed}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(text), "utf-8")
    project = load(root)
    run.recorded(project.ledger, a6(project), DAY).write(root)
    return root


# ---------------------------------------------------------------- drawing
def symbol(text: str, side: int = 300, border: int = 4) -> Image.Image:
    """A symbol as anybody makes one: level M, on white paper."""
    code = qrcode.QRCode(border=border, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make()
    dots = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    return Image.fromarray(dots).resize((side, side), Image.Resampling.NEAREST).convert("RGB")


def wall(size: tuple[int, int] = SIZE) -> Image.Image:
    """Plaster with stains and joints."""
    random_ = np.random.default_rng(1)
    wide, high = size
    stains = random_.integers(110, 170, (high // 60 + 2, wide // 60 + 2), dtype=np.uint8)
    coarse = np.asarray(Image.fromarray(stains).resize(size, Image.Resampling.BICUBIC), dtype=float)
    grey = coarse * 0.5 + 80 + random_.normal(0, 7, (high, wide))
    grey[::90] -= 25
    return Image.fromarray(np.stack([grey, grey * 0.96, grey * 0.85], -1).clip(0, 255).astype(np.uint8))


def corners(x: int, y: int, wide: int, ratio: float = 148 / 105, lean: int = 20) -> list[tuple[float, float]]:
    """Where the four corners of a piece come on the photo: seen a little from the left and from below."""
    high = wide * ratio
    return [(x, y + lean), (x + wide, y), (x + wide - lean / 3, y + high), (x + lean, y + high - lean)]


def hang(scene: Image.Image, piece: Image.Image, at: Sequence[tuple[float, float]]) -> None:
    """Put a flat piece into the scene in perspective."""
    wide, high = piece.size
    rows, values = [], []
    for (x, y), (u, v) in zip(at, [(0, 0), (wide, 0), (wide, high), (0, high)], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    plane = np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float))
    way, bent = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    mask = Image.new("L", piece.size, 255).transform(scene.size, way, plane, Image.Resampling.BILINEAR)
    scene.paste(piece.transform(scene.size, way, plane, bent), (0, 0), mask)


def pasted(plate: Image.Image, text: str, part: float = 1.15, aside: int = 0) -> Image.Image:
    """A sign with a sticker over its symbol. `part` is the sticker's width in widths of the symbol."""
    left, top, right, bottom = place(plate)
    side = round((right - left) * part)
    x, y = (left + right - side) // 2 + aside, (top + bottom - side) // 2 + aside
    sign = plate.copy()
    sign.paste(symbol(text, side, 2), (x, y))
    return sign


def place(plate: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a sign's symbol."""
    at = zxingcpp.read_barcodes(plate)[0].position
    return at.top_left.x, at.top_left.y, at.bottom_right.x, at.bottom_right.y


def middle(plate: Image.Image, at: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """About where the middle of a sign's symbol comes on the photo."""
    left, top, right, bottom = place(plate)
    across, down = (left + right) / 2 / plate.width, (top + bottom) / 2 / plate.height
    (x, y), (x2, _), _, (_, y2) = at
    return x + (x2 - x) * across, y + (y2 - y) * down


def scene(*pieces: tuple[Image.Image, Sequence[tuple[float, float]]], size: tuple[int, int] = SIZE) -> Image.Image:
    """Pieces on a wall."""
    made = wall(size)
    for piece, at in pieces:
        hang(made, piece, at)
    return made


def shot(made: Image.Image, light: float = 1.0, shade: float = 0.0, blur: float = 0.0, noise: float = 3) -> Image.Image:
    """What the camera makes of it: `shade` darkens towards the right and below, `blur` is in pixels."""
    values = np.asarray(made.filter(ImageFilter.GaussianBlur(blur)) if blur else made, dtype=float)
    high, wide = values.shape[:2]
    slope = np.linspace(0, 0.7, wide)[None, :, None] + np.linspace(0, 0.3, high)[:, None, None]
    grain = np.random.default_rng(3).normal(0, noise, values.shape)
    return Image.fromarray((values * light * (1 - shade * slope) + grain).clip(0, 255).astype(np.uint8))


def glare(made: Image.Image, x: float, y: float, radius: float) -> Image.Image:
    """The same with the sun in it."""
    high, wide = made.size[1], made.size[0]
    down, across = np.mgrid[0:high, 0:wide]
    sun = 500 * np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * radius**2))
    return Image.fromarray((np.asarray(made, dtype=float) + sun[..., None]).clip(0, 255).astype(np.uint8))


def degrees(value: float) -> tuple[float, float, float]:
    """Degrees, minutes, seconds as EXIF has them."""
    whole = int(value)
    minutes = int((value - whole) * 60)
    return float(whole), float(minutes), round(((value - whole) * 60 - minutes) * 60, 3)


def exif(
    at: tuple[float, float] | None = None, error: float | None = None, orientation: int = 1, **gps: Any
) -> Image.Exif:
    """The block that a phone writes."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    block[0x8769] = {0x9003: "2026:11:22 08:15:30"}
    if at:
        block[0x8825] = {1: "N", 2: degrees(at[0]), 3: "E", 4: degrees(at[1])} | ({31: error} if error else {})
    return block


def save(path: Path, picture: Image.Image, block: Image.Exif | None = None, **options: Any) -> Path:
    """A JPEG file as phones write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=82, exif=block or Image.Exif(), **options)
    return path


def texts(reading: Reading) -> list[str]:
    return [found.text for found in reading.symbols]


def taken(picture: Image.Image) -> Image.Image:
    """The picture after a JPEG of ordinary quality."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75)
    return Image.open(out)


# ---------------------------------------------------------------- what can be read
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"light": 0.12, "noise": 4},
        {"light": 0.06, "noise": 2},
        {"shade": 0.9},
        {"blur": 2.5},
        {"blur": 2, "light": 0.2},
        {"noise": 25, "light": 0.6},
    ],
    ids=["day", "dusk", "night", "shade", "blur", "blur-dusk", "noise"],
)
def test_a_sign_is_read_in_bad_light(how: dict[str, float], plates: dict[str, Image.Image]) -> None:
    """Dark, half in the shade, out of focus, grainy."""
    made = scene((plates["gieng-co"], corners(600, 200, 420)))
    assert texts(read(taken(shot(made, **how)))) == [address("well")]


@pytest.mark.parametrize(
    "at",
    [
        corners(700, 400, 170, lean=4),
        [(600, 200), (780, 380), (780, 830), (600, 980)],
        [(900, 250), (1250, 420), (1050, 900), (700, 730)],
    ],
    ids=["far", "steep", "tilted"],
)
def test_a_sign_is_read_from_afar_and_from_the_side(
    at: list[tuple[float, float]], plates: dict[str, Image.Image]
) -> None:
    """People stand where the street lets them."""
    assert texts(read(taken(shot(scene((plates["gieng-co"], at)))))) == [address("well")]


def test_a_photo_that_came_through_a_chat_is_enlarged(plates: dict[str, Image.Image]) -> None:
    """Two pixels a module are enough."""
    made = shot(scene((plates["gieng-co"], corners(600, 200, 380)))).resize((512, 384), Image.Resampling.BOX)
    assert texts(read(taken(made))) == [address("well")]


def test_every_symbol_of_a_photo_is_read_from_top_to_bottom(plates: dict[str, Image.Image]) -> None:
    """Several signs, and one that is much smaller."""
    made = scene(
        (plates["gieng-co"], corners(80, 500, 380)),
        (plates["goi-dien"], corners(600, 250, 300)),
        (plates["lang-thu"], corners(1250, 60, 140, lean=5)),
    )
    found = read(taken(shot(made)))
    assert texts(found) == [address("village"), address("call"), address("well")]
    assert found.unread == found.covered == ()


def test_the_same_text_in_two_places_is_two_symbols(plates: dict[str, Image.Image]) -> None:
    """A copy beside the original is a find; one symbol in two versions of the photo is not."""
    made = scene(
        (plates["gieng-co"], corners(200, 200, 420)), (symbol(address("well")), corners(1000, 500, 200, 1, 10))
    )
    assert texts(read(taken(shot(made)))) == [address("well")] * 2


def test_corners_are_those_of_the_photo(plates: dict[str, Image.Image]) -> None:
    """Whatever size of it the reader saw: here it is found only when enlarged."""
    piece = symbol(address("well"), 210)
    small = Image.new("RGB", (400, 300), "grey")
    small.paste(piece.resize((64, 64), Image.Resampling.BOX), (300, 200))
    (found,) = read(small).symbols
    left, top, right, bottom = box(found.corners)
    assert (abs(left - 307) < 4, abs(top - 207) < 4, abs(right - 357) < 4, abs(bottom - 257) < 4) == (True,) * 4


def test_a_symbol_in_the_glare_is_seen_though_not_read(plates: dict[str, Image.Image]) -> None:
    """Where it is, is known: a damaged sign is another matter than a photo without one."""
    plate, at = plates["gieng-co"], corners(600, 200, 420)
    x, y = middle(plate, at)
    found = read(taken(shot(glare(scene((plate, at)), x, y, 40))))
    assert texts(found) == []
    (left, top, right, bottom) = box(found.unread[0])
    assert left < x < right
    assert top < y < bottom


def test_a_wall_has_no_symbols() -> None:
    """Nor what looks like one."""
    assert read(wall()) == Reading(())


@pytest.mark.parametrize(("part", "aside"), [(0.5, 0), (0.5, 20), (0.55, 8)])
def test_a_sticker_on_a_symbol_shows_the_corners_underneath(
    part: float, aside: int, plates: dict[str, Image.Image]
) -> None:
    """The sticker is read; the symbol under it is not, but known to be there."""
    made = scene((pasted(plates["gieng-co"], "https://la.example/x", part, aside), corners(500, 100, 620)))
    found = read(taken(shot(made)))
    assert texts(found) == ["https://la.example/x"]
    ((index, under),) = found.covered
    inner, outer = box(found.symbols[index].corners), box(under)
    assert outer[0] < inner[0] < inner[2] < outer[2]


def test_the_work_on_one_photo_is_limited(plates: dict[str, Image.Image], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pixels shown to the reader are counted, whatever is found."""
    seen: list[int] = []
    real = zxingcpp.read_barcodes

    def counted(image: Image.Image, **options: Any) -> Any:
        seen.append(image.width * image.height)
        return real(image, **options)

    monkeypatch.setattr(zxingcpp, "read_barcodes", counted)
    read(wall(), work=5_000_000)
    assert 0 < sum(seen) <= 5_000_000


# ---------------------------------------------------------------- opening
def header(wide: int, high: int) -> bytes:
    """A PNG that says how large it is and has nothing else: decoding it would fail, not fill the memory."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    begin = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return begin + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg(picture: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (picture or Image.new("RGB", (60, 40), "white")).save(out, "JPEG", **options)
    return out.getvalue()


def fault(data: bytes, tmp_path: Path, name: str = "a.jpg") -> str:
    """The problem's code of a file with this content."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CamtayError) as error:
        open_photo(tmp_path / name)
    (problem,) = error.value.problems
    assert problem.file == str(tmp_path / name)
    return problem.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "inspection.not_image"),
        (b"Kinh g\xe1\xbb\xadi", "inspection.not_image"),
        (b"GIF89a" + bytes(40), "inspection.not_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "inspection.not_image"),
        (b"%PDF-1.7\n", "inspection.not_image"),
        (jpeg()[:-300], "inspection.broken"),
        (header(100, 100), "inspection.broken"),
        (header(10_000, 5_001), "inspection.large"),
        (header(20_000, 10_000), "inspection.large"),
        (header(60_000, 60_000), "inspection.large"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "inspection.heic"),
        (b"\0\0\0\x18ftypmif1" + bytes(40), "inspection.heic"),
    ],
    ids=["empty", "text", "gif", "svg", "pdf", "truncated", "no pixels", "50 MP", "200 MP", "3600 MP", "heic", "heif"],
)
def test_what_is_no_sound_photo_is_told(data: bytes, code: str, tmp_path: Path) -> None:
    """Whatever the name's ending says. Sizes are taken from the header; nothing large is ever decoded."""
    assert fault(data, tmp_path) == code


def test_the_size_of_a_bomb_is_told(tmp_path: Path) -> None:
    """In megapixels, rounded up, whoever of us and Pillow refused it."""
    for wide, high, size in ((10_000, 5_001, 51), (20_000, 10_000, 200)):
        (tmp_path / "a.png").write_bytes(header(wide, high))
        with pytest.raises(CamtayError, match=f"{size} megapixels, 50 at most"):
            open_photo(tmp_path / "a.png")


def test_a_heavy_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is asked before its content."""
    monkeypatch.setattr(photos, "MAX_BYTES", 100)
    assert fault(jpeg(), tmp_path) == "inspection.heavy"


def test_a_named_pipe_does_not_hold_up_the_run(tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(CamtayError, match="no JPG"):
        open_photo(tmp_path / "a.jpg")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_is_set_upright(orientation: int, tmp_path: Path) -> None:
    """All eight orientations of EXIF: the red corner is top left."""
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste((255, 0, 0), (0, 0, 16, 16))
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(turns[orientation]) if orientation > 1 else upright
    found = open_photo(save(tmp_path / "a.jpg", stored, exif(orientation=orientation))).image
    red, _, blue = found.getpixel((4, 4))  # type: ignore[misc]
    assert found.size == (64, 32)
    assert (red > 200, blue < 90) == (True, True)


@pytest.mark.parametrize("block", [b"", b"garbage", b"Exif\0\0" + b"\xff" * 60, b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"])
def test_a_faulty_exif_block_does_not_spoil_the_photo(block: bytes, tmp_path: Path) -> None:
    """The picture is looked at; position and time are just not known."""
    (tmp_path / "a.jpg").write_bytes(jpeg(exif=block))
    found = open_photo(tmp_path / "a.jpg")
    assert (found.image.size, found.position, found.taken) == ((60, 40), None, "")


def test_position_and_time_are_read(tmp_path: Path) -> None:
    """Degrees, minutes and seconds become degrees; the phone's own estimate of the error is in metres."""
    found = open_photo(save(tmp_path / "a.jpg", wall((40, 30)), exif(SPOT, 12.5)))
    assert found.position is not None
    assert (found.position.lat, found.position.lon) == pytest.approx(SPOT, abs=1e-5)
    assert (found.position.error, found.taken) == (12.5, "2026-11-22 08:15")


@pytest.mark.parametrize(
    ("gps", "position"),
    [
        ({1: "S", 2: (1.0, 30.0, 0.0), 3: "W", 4: (2.0, 0.0, 36.0)}, Position(-1.5, -2.01)),
        ({1: "N", 2: (16.5, 0.0, 0.0), 3: "E", 4: (107.25, 0.0, 0.0)}, Position(16.5, 107.25)),
        ({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, None),
        ({1: "N", 2: (95.0, 0.0, 0.0), 3: "E", 4: (107.0, 0.0, 0.0)}, None),
        ({1: "N", 2: (16.0, 0.0, 0.0)}, None),
        ({}, None),
    ],
)
def test_positions_that_make_no_sense_are_none(gps: dict[int, Any], position: Position | None, tmp_path: Path) -> None:
    """South and west are negative; 0, 0 is what a phone without a fix writes."""
    block = exif()
    block[0x8825] = gps
    assert open_photo(save(tmp_path / "a.jpg", wall((40, 30)), block)).position == position


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "I;16", "1"])
def test_every_sort_of_png_becomes_opaque_rgb(mode: str, tmp_path: Path) -> None:
    """What is transparent is white, as on the screen it was copied from."""
    picture = Image.new(mode, (20, 10), 0) if mode != "I;16" else Image.fromarray(np.full((10, 20), 65_535, np.uint16))
    picture.save(tmp_path / "a.png")
    found = open_photo(tmp_path / "a.png").image
    white = mode in ("RGBA", "LA", "I;16")
    assert (found.mode, found.getpixel((5, 5))) == ("RGB", (255, 255, 255) if white else (0, 0, 0))


# ---------------------------------------------------------------- collecting
def names(files: Sequence[Path], root: Path) -> list[str]:
    return [str(file.relative_to(root)) for file in files]


def test_folders_are_searched_and_other_files_left_aside(tmp_path: Path) -> None:
    """By the ending, in any case; hidden files are the system's own. A file that is named itself is tried anyway."""
    for name in ("b.JPG", "a.png", "x/c.webp", "x/.thumb.jpg", ".cache/d.jpg", "notes.txt", "e.heic"):
        save_text(tmp_path / name)
    files, problems = collect([tmp_path, tmp_path / "notes.txt"])
    assert names(files, tmp_path) == ["a.png", "b.JPG", "e.heic", "x/c.webp", "notes.txt"]
    assert problems == []


def save_text(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")


def test_a_photo_is_looked_at_once(tmp_path: Path) -> None:
    """Named twice, in its folder, and by a link."""
    save_text(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    files, _ = collect([tmp_path / "a.jpg", tmp_path, tmp_path / "b.jpg"])
    assert names(files, tmp_path) == ["a.jpg"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    """A folder inside itself is not entered; a link to itself can't be read."""
    save_text(tmp_path / "x" / "a.jpg")
    (tmp_path / "x" / "again").symlink_to(tmp_path)
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    files, _ = collect([tmp_path])
    assert names(files, tmp_path) == ["loop.jpg", "x/a.jpg"]
    with pytest.raises(CamtayError, match="can't be read"):
        open_photo(files[0])


def test_a_huge_folder_is_cut_short_and_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one that was not looked at is named, so that one can go on there."""
    monkeypatch.setattr(photos, "MAX_PHOTOS", 2)
    for name in "abcd":
        save_text(tmp_path / f"{name}.jpg")
    files, (problem,) = collect([tmp_path])
    assert names(files, tmp_path) == ["a.jpg", "b.jpg"]
    assert "Có 4 ảnh, mỗi lần xem được 2; từ “c.jpg” trở đi chưa xem." in problem.format()


def test_a_folder_of_very_many_files_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole disk, named by mistake, takes no longer than the limit."""
    monkeypatch.setattr(photos, "MAX_FILES", 3)
    for number in range(9):
        save_text(tmp_path / f"{number}.txt")
    files, (problem,) = collect([tmp_path])
    assert (files, problem.code) == ([], "inspection.files")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """Not a crash, and the other files are still looked at."""
    save_text(tmp_path / "a.jpg")
    files, (problem,) = collect([tmp_path / "b.jpg", tmp_path / "a.jpg"])
    assert (names(files, tmp_path), problem.code) == (["a.jpg"], "inspection.missing")
