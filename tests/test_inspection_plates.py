"""Photos of plates as they hang: tilted, in the glare, at night, two on one photo, a sticker on one of two symbols."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from camtay.inspection.reading import read
from camtay.inspection.verdict import Judgement, Register, Verdict, judge_photo, register
from camtay.project import Project, load
from camtay.signs import sheet
from camtay.signs.choice import documents
from tests.test_inspection_photos import DAY, built, glare, scene, shot, symbol, taken

STICKER = "https://bit.example/x7F2"
Corner = tuple[float, float]
Judge = Callable[[Image.Image], Judgement]
HALL = [(200.0, 300.0), (1300.0, 260.0), (1290.0, 1080.0), (210.0, 1100.0)]
"""Where an alley plate of 200 × 150 mm comes on a photo taken from half a metre."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small world of the photos, its alley with a code too."""
    root = built(tmp_path_factory.mktemp("hung"))
    ledger, _ = load(root).ledger.issue("lang-thu-kiet-1", DAY, choose=random.Random("k").choice)  # noqa: S311 - a fixed code
    ledger.write(root)
    return load(root)


@pytest.fixture(scope="module")
def plate(project: Project) -> dict[str, Image.Image]:
    """A village gate's panel, a well's plaque and an alley's plate, as printed."""
    kinds = {"gate": "village", "plaque": "heritage", "alley": "alley"}
    made = {}
    for name, kind in kinds.items():
        page = pypdfium2.PdfDocument(sheet.pdf(project, documents(project, kind, name=name)[0], DAY))[0]
        made[name] = page.render(scale=150 / 72).to_pil().convert("RGB")
    return made


@pytest.fixture
def judge(project: Project) -> Judge:
    known: Register = register(project, project.source_locale)
    return lambda photo: judge_photo(read(taken(photo)), known, None)


def stuck(plate: Image.Image, which: int = 0, part: float = 1.1) -> Image.Image:
    """The plate with a sticker on a symbol, counted from the left; `part` is its width in widths of the symbol."""
    at = sorted(zxingcpp.read_barcodes(plate), key=lambda found: found.position.top_left.x)[which].position
    side = round((at.bottom_right.x - at.top_left.x) * part)
    x = round((at.top_left.x + at.bottom_right.x - side) / 2)
    y = round((at.top_left.y + at.bottom_right.y - side) / 2)
    made = plate.copy()
    made.paste(symbol(STICKER, side, 2), (x, y))
    return made


def told(judgement: Judgement) -> tuple[Verdict, list[str], set[str]]:
    return judgement.verdict, [f.status.value for f in judgement.findings], {note.key for note in judgement.reasons}


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("part", [1.1, 0.55])
def test_a_sticker_on_one_of_two_symbols(which: int, part: float, plate: dict[str, Image.Image], judge: Judge) -> None:
    """The other symbol of the plate is genuine; the stranger beside it is an alarm, large or small."""
    verdict, statuses, reasons = told(judge(shot(scene((stuck(plate["alley"], which, part), HALL)))))
    assert (verdict, statuses) == (Verdict.ALARM, ["foreign", "genuine"])
    assert "alarm_beside" in reasons


@pytest.mark.parametrize(
    "at",
    [
        [(300.0, 150.0), (1250.0, 600.0), (900.0, 1150.0), (60.0, 720.0)],
        [(500.0, 200.0), (900.0, 420.0), (900.0, 860.0), (500.0, 1100.0)],
    ],
    ids=["tilted", "from the side"],
)
def test_a_stickered_plate_held_askew(at: Sequence[Corner], plate: dict[str, Image.Image], judge: Judge) -> None:
    """People photograph as the street lets them."""
    verdict, statuses, _ = told(judge(shot(scene((stuck(plate["alley"]), at)))))
    assert (verdict, statuses) == (Verdict.ALARM, ["foreign", "genuine"])


def test_the_sun_on_the_genuine_symbol(plate: dict[str, Image.Image], judge: Judge) -> None:
    """Then only the stranger is read: never genuine."""
    photo = shot(glare(scene((stuck(plate["alley"]), HALL)), 1020, 680, 160))
    verdict, statuses, _ = told(judge(photo))
    assert statuses == ["foreign"]
    assert verdict in (Verdict.ALARM, Verdict.SUSPICIOUS)


def test_two_plates_on_one_photo(plate: dict[str, Image.Image], judge: Judge) -> None:
    """One sound, one with a sticker: the photo as a whole is an alarm."""
    left = [(80.0, 150.0), (680.0, 120.0), (680.0, 1000.0), (90.0, 1020.0)]
    right = [(850.0, 200.0), (1450.0, 160.0), (1440.0, 1050.0), (860.0, 1070.0)]
    photo = shot(scene((plate["gate"], left), (stuck(plate["plaque"]), right)))
    verdict, statuses, reasons = told(judge(photo))
    assert (verdict, statuses) == (Verdict.ALARM, ["foreign", "genuine"])
    assert "alarm_beside" in reasons


def test_a_stickered_plate_at_dusk_from_afar(plate: dict[str, Image.Image], judge: Judge) -> None:
    """A fifth of the light, grain, a little out of focus, the plate a quarter of the photo wide."""
    at = [(500.0, 480.0), (860.0, 470.0), (860.0, 740.0), (505.0, 745.0)]
    verdict, statuses, _ = told(judge(shot(scene((stuck(plate["alley"]), at)), light=0.2, noise=4, blur=1)))
    assert (verdict, statuses) == (Verdict.ALARM, ["foreign", "genuine"])


def test_sound_plates_are_genuine(plate: dict[str, Image.Image], judge: Judge) -> None:
    """Both symbols of an alley's plate, and nothing made of the lines and letters around them."""
    verdict, statuses, reasons = told(judge(shot(scene((plate["alley"], HALL)))))
    assert (verdict, statuses, reasons) == (Verdict.GENUINE, ["genuine", "genuine"], set())


def test_the_photo_file_is_read_as_it_was_written(plate: dict[str, Image.Image], judge: Judge, tmp_path: Path) -> None:
    """A screenshot's PNG shows the same as the camera's JPEG."""
    path = tmp_path / "anh.png"
    shot(scene((plate["gate"], [(500.0, 80.0), (1100.0, 60.0), (1090.0, 960.0), (510.0, 970.0)]))).save(path)
    with Image.open(path) as photo:
        assert told(judge(photo.convert("RGB")))[0] is Verdict.GENUINE
