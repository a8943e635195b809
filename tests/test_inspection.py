"""`camtay qr inspect`: drawn photos of real signs, from the file to the table, the JSON and the report."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from camtay.cli import main
from camtay.inspection import photo as photos
from tests.test_inspection_photos import (
    CODES,
    SPOT,
    VIETQR,
    address,
    built,
    corners,
    exif,
    glare,
    hang,
    header,
    middle,
    pasted,
    plates,
    save,
    scene,
    shot,
    signed,
    symbol,
    wall,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["plates", "signed"]
Plates = dict[str, Image.Image]
AT = corners(560, 150, 460)
FAR = (SPOT[0] + 0.02, SPOT[1])
"""2.2 kilometres from where the well's sign hangs."""


def inspect(root: Path, *words: str | Path, locale: str = "vi") -> Result:
    """The result of the command; an exception is a failure of the test."""
    named = [str(word) for word in words]
    result = CliRunner().invoke(main, ["--root", str(root), "--locale", locale, "qr", "inspect", *named])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(root: Path, *words: str | Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and photos of the JSON."""
    result = inspect(root, *words, "--json", "-", "--date", "2026-11-22")
    found: list[dict[str, Any]] = json.loads(result.stdout)["photos"]
    return result.exit_code, found


def seen(found: dict[str, Any]) -> tuple[str, list[str], list[str]]:
    """Verdict, reasons and statuses of a photo."""
    return found["verdict"], [r["id"] for r in found["reasons"]], [s["status"] for s in found["symbols"]]


def one(root: Path, made: Image.Image, *words: str, block: Image.Exif | None = None) -> tuple[int, Any]:
    """Exit code and findings of one photo."""
    code, (found,) = told(root, save(root.parent / "anh.jpg", shot(made), block), *words)
    return code, seen(found)


# ---------------------------------------------------------------- scenes
def test_a_genuine_plate(signed: Path, plates: Plates) -> None:
    """In perspective, compressed, taken where it hangs: the name of the entry, and exit code 0."""
    path = save(signed.parent / "anh.jpg", shot(scene((plates["gieng-co"], AT))), exif(SPOT, 8))
    code, (found,) = told(signed, path)
    assert (code, seen(found)) == (0, ("genuine", [], ["genuine"]))
    (read,) = found["symbols"]
    assert (read["code"], read["entry"], read["name"]) == (CODES["well"], "gieng-co", "Giếng cổ")
    assert (read["text"], read["notes"], found["taken"]) == (address("well"), [], "2026-11-22 08:15")


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_photo(orientation: int, signed: Path, plates: Plates) -> None:
    """The phone was held upright, and wrote so; corners are those of the upright photo."""
    made = scene((plates["gieng-co"], AT))
    turned = made.rotate({3: 180, 6: 90, 8: 270}[orientation], expand=True)
    path = save(signed.parent / "anh.jpg", shot(turned), exif(orientation=orientation))
    code, (found,) = told(signed, path)
    assert (code, found["width"], found["height"]) == (0, *made.size)
    (x, y), *_ = found["symbols"][0]["corners"]
    assert 560 < x < 800
    assert 150 < y < 500


STICKER = "https://bit.example/x7F2"


@pytest.mark.parametrize(
    ("words", "block", "expected"),
    [
        ([], None, (3, ("suspicious", ["alone"], ["foreign"]))),
        ([], exif(FAR), (3, ("suspicious", ["alone"], ["foreign"]))),
        ([], exif(SPOT, 8), (3, ("alarm", ["alarm_covered"], ["foreign"]))),
        (["--expect", CODES["well"]], None, (3, ("alarm", ["alarm_expected"], ["foreign"]))),
    ],
    ids=["nowhere", "elsewhere", "where it hangs", "expected"],
)
def test_a_sticker_over_the_symbol(
    words: list[str], block: Image.Exif | None, expected: Any, signed: Path, plates: Plates
) -> None:
    """The plate's words are ours, the symbol is not: an alarm wherever one can know that ours should be there."""
    assert one(signed, scene((pasted(plates["gieng-co"], STICKER), AT)), *words, block=block) == expected


def test_a_small_sticker_in_the_middle_of_the_symbol(signed: Path, plates: Plates) -> None:
    """The corners of ours still show under it: an alarm without any position."""
    made = scene((pasted(plates["gieng-co"], STICKER, 0.5), corners(500, 100, 620)))
    assert one(signed, made) == (3, ("alarm", ["alarm_pasted"], ["foreign"]))


def test_a_look_alike_host(signed: Path, plates: Plates) -> None:
    """Another host that holds our name."""
    made = scene((pasted(plates["gieng-co"], f"https://thu-example.com/Q/{CODES['well']}"), AT))
    assert one(signed, made) == (3, ("alarm", ["alarm_lookalike", "alone"], ["lookalike"]))


def test_a_payment_beside_the_symbol(signed: Path, plates: Plates) -> None:
    """Both are read; the account is named, for the police."""
    made = scene((plates["gieng-co"], AT), (symbol(VIETQR), corners(960, 600, 150, 1.1, 6)))
    path = save(signed.parent / "anh.jpg", shot(made))
    code, (found,) = told(signed, path)
    assert (code, seen(found)) == (3, ("alarm", ["alarm_payment", "alarm_beside"], ["payment", "genuine"]))
    assert "257678859" in found["symbols"][0]["notes"][0]["text"]


def test_a_retired_code(signed: Path) -> None:
    """It still leads to its page, but should not hang any more."""
    made = scene((symbol(address("old")), corners(600, 300, 260, 1)))
    assert one(signed, made) == (3, ("suspicious", [], ["retired"]))


def test_a_code_never_issued(signed: Path, plates: Plates) -> None:
    """Our host, somebody's letters."""
    made = scene((pasted(plates["gieng-co"], "https://THU.EXAMPLE/Q/222224"), AT))
    assert one(signed, made) == (3, ("suspicious", [], ["unknown"]))


def test_a_sign_that_hangs_elsewhere(signed: Path, plates: Plates) -> None:
    """Moved, or copied; a phone that is not sure of itself raises no suspicion."""
    made = scene((plates["gieng-co"], AT))
    assert one(signed, made, block=exif(FAR, 8)) == (3, ("suspicious", [], ["wrong_place"]))
    assert one(signed, made, block=exif(FAR, 900)) == (0, ("genuine", [], ["genuine"]))


def test_several_signs_in_one_photo(signed: Path, plates: Plates) -> None:
    """Each is told; one that is not ours makes the photo an alarm."""
    row = [(plates[name], corners(60 + 520 * i, 200, 400)) for i, name in enumerate(("gieng-co", "goi-dien"))]
    third = corners(1100, 200, 400)
    assert one(signed, scene(*row, (plates["lang-thu"], third))) == (0, ("genuine", [], ["genuine"] * 3))
    made = scene(*row, (pasted(plates["lang-thu"], STICKER), third))
    assert one(signed, made) == (3, ("alarm", ["alarm_beside"], ["foreign", "genuine", "genuine"]))


def test_a_second_symbol_that_cannot_be_read_leaves_a_doubt(signed: Path, plates: Plates) -> None:
    """A genuine sign does not vouch for what is beside it."""
    made = scene((plates["gieng-co"], corners(150, 150, 420)), (symbol(STICKER, 600), corners(1000, 300, 380, 1, 10)))
    assert one(signed, glare(made, 1190, 490, 60)) == (3, ("suspicious", ["unread"], ["genuine"]))


def test_photos_without_a_readable_symbol(signed: Path, plates: Plates) -> None:
    """A bare wall, and a plate in the glare: neither is genuine."""
    assert one(signed, wall()) == (3, ("unreadable", ["none"], []))
    x, y = middle(plates["gieng-co"], AT)
    made = glare(scene((plates["gieng-co"], AT)), x, y + 40, 50)
    assert one(signed, made, "--expect", CODES["well"]) == (3, ("unreadable", ["none_damaged", "missing"], []))


def test_another_sign_than_the_expected_one(signed: Path, plates: Plates) -> None:
    """Codes may be typed as one reads them aloud."""
    made = scene((plates["goi-dien"], AT))
    typed = f"{CODES['well'][:3]}-{CODES['well'][3:]}".lower()
    assert one(signed, made, "--expect", typed) == (3, ("suspicious", ["other_sign"], ["genuine"]))
    assert one(signed, made, "--expect", CODES["call"]) == (0, ("genuine", [], ["genuine"]))


# ---------------------------------------------------------------- the command line
@pytest.fixture(scope="module")
def drawn(plates: Plates, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of four photos: an alarm, a doubt, a bare wall and a genuine sign."""
    folder = tmp_path_factory.mktemp("drawn") / "anh"
    made = scene((plates["gieng-co"], AT))
    save(folder / "a-that.jpg", shot(made), exif(SPOT, 8))
    hang(made, symbol(VIETQR), corners(1000, 600, 150, 1.1, 6))
    save(folder / "d-bao-dong.jpg", shot(made), exif(SPOT, 8))
    save(folder / "b-ngo.jpg", shot(scene((symbol("https://THU.EXAMPLE/Q/222224"), corners(600, 300, 260, 1)))))
    save(folder / "c-tuong.jpg", wall((400, 300)))
    return folder


@pytest.fixture
def album(drawn: Path, tmp_path: Path) -> Path:
    """The same, for this test alone."""
    return Path(shutil.copytree(drawn, tmp_path / "anh"))


def test_the_table_has_the_worst_first(signed: Path, album: Path) -> None:
    """In Vietnamese: what each photo shows, and a count of all."""
    result = inspect(signed, album)
    assert result.exit_code == 3
    order = [result.output.index(words) for words in ("BÁO ĐỘNG", "Đáng ngờ", "Không đọc được", "Biển thật")]
    assert order == sorted(order)
    assert "4 ảnh: 1 báo động, 1 đáng ngờ, 1 không đọc được, 1 biển thật." in result.output
    assert f"✓ Mã thật · {CODES['well']} · Giếng" in result.output
    assert "✗ Mã chuyển tiền" in result.output


def test_the_table_is_there_in_english(signed: Path, album: Path) -> None:
    """Names of entries too."""
    output = inspect(signed, album, locale="en").output
    assert "4 photos: 1 alarm, 1 suspicious, 1 unreadable, 1 genuine." in output
    assert "The old well" in re.sub(r"\s+", " ", output)


def test_genuine_photos_end_with_0(signed: Path, album: Path) -> None:
    """So that a script can go on."""
    assert inspect(signed, album / "a-that.jpg").exit_code == 0


def test_a_file_that_cannot_be_looked_at_ends_with_1(signed: Path, album: Path) -> None:
    """The others are looked at all the same; a suspicion among them counts for more."""
    (album / "e.jpg").write_bytes(header(20_000, 10_000))
    (album / "f.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    names = ("a-that.jpg", "e.jpg", "f.heic")
    result = inspect(signed, *(album / name for name in names))
    assert result.exit_code == 1
    assert "200 triệu điểm ảnh, nhiều nhất 50 triệu" in result.output
    assert "Lưu ảnh thành JPG" in result.output
    assert "1 ảnh: 0 báo động" in result.output
    assert inspect(signed, album).exit_code == 3


@pytest.mark.parametrize("name", ["khong-co.jpg", "rong"])
def test_no_photo_at_all_is_a_problem(name: str, signed: Path) -> None:
    """A wrong name or an empty folder: what to type is told."""
    (signed.parent / "rong").mkdir()
    result = inspect(signed, signed.parent / name)
    assert result.exit_code == 1
    assert "Cách sửa" in result.output


def test_an_unknown_expected_code_is_a_problem(signed: Path, album: Path) -> None:
    """Before any photo is opened."""
    result = inspect(signed, album, "--expect", "222224")
    assert result.exit_code == 1
    assert "Sổ mã không có mã “222224”." in result.output
    assert "Mã thật" not in result.output


@pytest.mark.parametrize("words", [[], ["--json"], ["x.jpg", "--date", "22/11/2026"], ["x.jpg", "--nonsense"]])
def test_a_wrong_command_line_ends_with_2(words: list[str], signed: Path) -> None:
    """Nothing to look at, or an option that there is not."""
    assert inspect(signed, *words).exit_code == 2


def test_a_photo_is_never_written_over(signed: Path, album: Path) -> None:
    """Neither by the report nor by the JSON, whatever way it is named; nor one by the other."""
    photo = album / "a-that.jpg"
    before = photo.read_bytes()
    for option in ("--html", "--json"):
        result = inspect(signed, album, option, album / ".." / "anh" / "a-that.jpg")
        assert result.exit_code == 1
        assert "trùng với một ảnh" in result.output
    assert photo.read_bytes() == before
    assert inspect(signed, photo, "--json", album / "r", "--html", album / "r").exit_code == 2


def test_a_report_that_cannot_be_written_is_a_problem(signed: Path, album: Path) -> None:
    """A file where a folder should be."""
    (album / "x").write_text("")
    result = inspect(signed, album / "a-that.jpg", "--json", album / "x" / "r.json")
    assert result.exit_code == 1
    assert "Không ghi được tệp" in result.output


def test_faults_of_the_project_stop_the_run(signed: Path, album: Path) -> None:
    """Without the list of places, a stolen sign would look genuine."""
    (signed / "qr/placements.yml").write_text("- {code: 'x\n")
    result = inspect(signed, album)
    assert result.exit_code == 1
    assert "qr/placements.yml:1" in result.output


def test_too_many_photos_are_told(signed: Path, album: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was left out was not found genuine."""
    monkeypatch.setattr(photos, "MAX_PHOTOS", 1)
    result = inspect(signed, album)
    assert result.exit_code == 1
    assert "mỗi lần xem được 1; từ “b-ngo.jpg” trở đi chưa xem" in result.output


def test_names_and_texts_do_not_reach_the_terminal_raw(
    signed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever made the sticker or the file does not get to colour the screen, or to crash it."""
    folder = tmp_path / "x"
    save(folder / "a\x1b[31m.jpg", shot(scene((symbol("https://la.example/\x1b]0;x\x07"), corners(600, 300, 260, 1)))))
    os.rename(folder / "a\x1b[31m.jpg", os.fsencode(folder / "a\x1b[31m") + b"\xff.jpg")
    (folder / "b\x1b.jpg").write_text("x")
    monkeypatch.chdir(folder)
    result = inspect(signed, ".", "--json", "r.json", "--html", "r.html")
    assert result.exit_code == 3
    assert "\x1b" not in result.output
    assert "a⟨U+001B⟩[31m⟨U+DCFF⟩.jpg" in result.output
    assert "b⟨U+001B⟩.jpg: LỖI" in result.output
    assert json.loads((folder / "r.json").read_text("utf-8"))["counts"]["suspicious"] == 1


# ---------------------------------------------------------------- JSON
def test_the_json_is_alone_on_the_standard_output(signed: Path, album: Path) -> None:
    """The table goes to the other stream."""
    result = inspect(signed, album, "--json", "-")
    data = json.loads(result.stdout)
    assert "BÁO ĐỘNG" in result.stderr
    assert data["format"] == "camtay-inspection-1"
    assert data["counts"] == {"alarm": 1, "suspicious": 1, "unreadable": 1, "genuine": 1}
    assert [Path(p["file"]).name for p in data["photos"]] == [
        "d-bao-dong.jpg",
        "b-ngo.jpg",
        "c-tuong.jpg",
        "a-that.jpg",
    ]
    assert data["problems"] == []


def test_the_json_file_lists_problems_too(signed: Path, album: Path) -> None:
    """And the code that was expected."""
    (album / "e.jpg").write_text("x")
    inspect(signed, album, "--json", album / "r.json", "--expect", CODES["well"])
    data = json.loads((album / "r.json").read_text("utf-8"))
    assert data["expect"] == CODES["well"]
    assert [(Path(p["file"]).name, p["code"]) for p in data["problems"]] == [("e.jpg", "inspection.not_image")]


# ---------------------------------------------------------------- the report
@pytest.fixture(scope="module")
def world(drawn: Path) -> Path:
    """The project that the reports are made for."""
    return built(drawn.parent / "project")


def reported(root: Path, *words: str | Path, locale: str = "vi") -> Path:
    """The report's file."""
    path = root.parent / f"r-{locale}.html"
    inspect(root, *words, "--html", path, "--date", "2026-11-22", locale=locale)
    return path


@pytest.fixture(scope="module")
def report(world: Path, drawn: Path) -> Path:
    """The report of the four photos, in Vietnamese."""
    return reported(world, drawn)


@pytest.fixture(scope="module")
def html(report: Path) -> str:
    return report.read_text("utf-8")


def pictures(html: str) -> list[Image.Image]:
    found = re.findall(r'src="data:image/webp;base64,([A-Za-z0-9+/=]+)"', html)
    return [Image.open(io.BytesIO(base64.b64decode(data))) for data in found]


def test_the_report_asks_nobody_for_anything(html: str) -> None:
    """One file: its policy allows its own style and pictures; no address in it can be followed."""
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "img-src data:; base-uri 'none'; form-action 'none'" in policy
    assert re.findall(r"<(?:a|script|link|iframe|form|svg)\b|\bstyle=|\bon[a-z]+=|url\(", html) == []


def test_the_pictures_of_the_report_hold_no_metadata(html: str) -> None:
    """WebP of 640 pixels at most: no EXIF, no position, no profile; nothing of the position in the text either."""
    found = pictures(html)
    assert len(found) == 4
    for picture in found:
        assert (picture.format, max(picture.size) <= 640) == ("WEBP", True)
        assert not {"exif", "xmp", "icc_profile"} & set(picture.info)
        assert dict(picture.getexif()) == {}
    assert "16.7" not in html
    assert "107.1" not in html


def test_symbols_are_outlined_in_the_colour_of_their_status(html: str) -> None:
    """Green round a genuine one, red round the others."""

    def share(picture: Image.Image, colour: str) -> int:
        red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB"), dtype=int), -1, 0)
        tinted = (
            red > green + 120 if colour == "red" else (green > red + 60) & (green > 70) & (red < 60) & (blue < green)
        )
        return int(tinted.sum())

    alarm, doubt, bare, genuine = pictures(html)
    assert share(alarm, "green") > 500
    assert share(alarm, "red") > 500
    assert share(doubt, "red") > 500
    assert share(doubt, "green") < 50
    assert share(bare, "red") + share(bare, "green") < 50
    assert share(genuine, "red") < 50
    assert share(genuine, "green") > 1500


def test_the_report_says_what_to_do(html: str, world: Path, drawn: Path) -> None:
    """Reasons, texts of the codes, advice, and alternatives for the pictures, in the chosen language."""
    for words in (
        "Kiểm tra biển qua ảnh",
        "4 ảnh · 22/11/2026",
        "báo Công an xã",
        "Biển của ta không bao giờ đòi tiền.",
    ):
        assert words in html
    assert VIETQR in html
    assert 'alt="Ảnh d-bao-dong.jpg, các mã được khoanh: 1 Mã chuyển tiền, 2 Mã thật"' in html
    assert '<html lang="en">' in reported(world, drawn / "c-tuong.jpg", locale="en").read_text("utf-8")


def test_the_report_shows_hostile_texts_as_texts(signed: Path, tmp_path: Path) -> None:
    """Markup, and what would turn the reading direction."""
    text = "https://la.example/<img src=x onerror=alert(1)>\u202e"
    photo = save(tmp_path / "<b>x.jpg", shot(scene((symbol(text, 400), corners(600, 300, 300, 1)))))
    html = reported(signed, photo).read_text("utf-8")
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;⟨U+202E⟩" in html
    assert "<b>x.jpg" not in html


def test_the_report_lists_files_that_were_not_looked_at(signed: Path, tmp_path: Path) -> None:
    """With the cure."""
    (tmp_path / "f.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    save(tmp_path / "a.jpg", wall((400, 300)))
    html = reported(signed, tmp_path).read_text("utf-8")
    assert "Tệp không xem được" in html
    assert "Lưu ảnh thành JPG" in html


def test_the_same_photos_give_the_same_report(html: str, world: Path, drawn: Path) -> None:
    """Nothing in it depends on the clock or on which thread was first."""
    assert reported(world, drawn).read_text("utf-8") == html


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_fits_the_screen(width: int, scheme: Any, report: Path, chromium: Browser) -> None:
    """No sideways scrolling, no complaint of the policy, no request but for the file; readable contrast in both."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 100)")
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    dark = [sum(int(n) for n in re.findall("[0-9]+", colour)[:3]) < 300 for colour in colours]
    assert dark == ([True, False] if scheme == "dark" else [False, True])
    assert complaints == []
    assert set(asked) <= {"file", "data"}
    context.close()
