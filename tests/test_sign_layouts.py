"""How signs look: the emblem in its slot, long names and hosts, colour out to the edge, what stands level with what."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from camtay.build import build
from camtay.codes import check_letter
from camtay.errors import CamtayError
from camtay.project import Project, load
from camtay.signs import emblem, shapes, sheet
from camtay.signs.choice import documents
from camtay.signs.trials import QR
from tests.conftest import GUIDE, HERITAGE, SITE, VILLAGE, TinyProject, printed
from tests.test_sign_formats import PROCEDURES, SHEETS

DAY = date(2026, 11, 22)
GREEN, RED, YELLOW = (10, 92, 67), (200, 16, 46), (255, 212, 0)
STAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><style>.f{fill:#c8102e}</style>'
    '<circle cx="50" cy="50" r="48" fill="#fff"/><circle class="f" cx="50" cy="50" r="42"/>'
    '<path d="M50 18l9 25h26L64 59l8 25-22-15-22 15 8-25L15 43h26z" fill="#ffd400"/></svg>'
)
Make = Callable[..., Project]


def pixels() -> bytes:
    """An emblem as PNG: a red disc with a yellow square, clear around it."""
    made = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    draw = ImageDraw.Draw(made)
    draw.ellipse((5, 5, 235, 235), fill=(*RED, 255))
    draw.rectangle((80, 80, 160, 160), fill=(*YELLOW, 255))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def make(tiny_project: TinyProject) -> Make:
    """`make({"guides/x.yml": …})` → a project with one entry of each kind that has a sign of its own, with codes."""

    def made(files: dict[str, str | bytes | None] | None = None) -> Project:
        lines = []
        entries = ("goi-dien", "gieng-co", "lang-thu", "lang-thu-kiet-1", "mot-cua")
        for letters, entry in zip(("BCFGH", "CFGHJ", "FGHJK", "GHJKM", "HJKMN"), entries, strict=True):
            code = letters + check_letter(letters)
            lines.append(f'{{"code":"{code}","seq":1,"event":"issue","date":"2026-11-22","entry":"{entry}"}}\n')
        world: dict[str, str | bytes | None] = {
            "guides/d.yml": HERITAGE,
            "guides/l.yml": VILLAGE,
            "guides/m.yml": PROCEDURES,
            "qr/ledger.jsonl": "".join(sorted(lines)),
            "qr/sheets.yml": SHEETS,
        }
        return load(tiny_project({**world, **(files or {})}))

    return made


def with_emblem(name: str, content: str | bytes) -> dict[str, str | bytes | None]:
    return {"guides/site.yml": SITE + f"emblem: {name}\n", f"guides/{name}": content}


def drawn(project: Project, name: str, dpi: int = 100, **options: Any) -> Image.Image:
    """The first page of the first document of a kind of sign."""
    kind = {"gate": "village", "plaque": "heritage", "alley": "alley", "poster-a4": "procedures"}.get(name)
    document = documents(project, kind=kind, name=name, **options)[0]
    page = pypdfium2.PdfDocument(sheet.pdf(project, document, DAY))[0]
    picture: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    return picture


def share(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """How much of a picture has about this colour."""
    return float((np.abs(np.asarray(picture, dtype=int) - colour).max(axis=2) < 12).mean())


# ---------------------------------------------------------------- emblem
@pytest.mark.parametrize("name", ["gate", "plaque", "poster-a4"])
@pytest.mark.parametrize(("file", "content"), [("h.svg", STAR), ("h.png", pixels())], ids=["svg", "png"])
def test_the_emblem_stands_in_the_head_of_a_sign(name: str, file: str, content: str | bytes, make: Make) -> None:
    """Drawing or picture, in its own colours and proportions, to the left of the instance's name."""
    picture = drawn(make(with_emblem(file, content)), name)
    head = picture.crop((0, 0, picture.width // 4, picture.height // 8))
    for colour in (RED, YELLOW):
        assert share(head, colour) > 0.002
        rest = picture.crop((picture.width // 4, 0, *picture.size))
        assert share(rest, colour) == 0
    red = np.abs(np.asarray(head, dtype=int) - RED).max(axis=2) < 40
    high, wide = np.ptp(np.nonzero(red)[0]), np.ptp(np.nonzero(red)[1])
    assert wide == pytest.approx(high, abs=3)


THREE = ("signs-a6", "signs-gate", "signs-alley")


@pytest.mark.parametrize("file", ["h.svg", "h.png"])
def test_a_sign_with_an_emblem_is_printed_and_passes_its_proof(file: str, make: Make) -> None:
    """Every trial of every kind in PDF and PNG, of a photo those of three kinds; the emblem is on both, and the symbol
    is as without it."""
    project = make(with_emblem(file, STAR if file == "h.svg" else pixels()))
    chosen = [d for d in documents(project) if file == "h.svg" or d.stem in THREE]
    run, files = printed(project, chosen, "pdf", "png")
    report = files["proof.csv"].decode("utf-8-sig").splitlines()[1:]
    assert {row.split(",")[0] for row in report} >= {"signs-a6.pdf", "signs-gate.pdf", "signs-alley.png"}
    assert all("distance + blur + low light + low contrast + damage" in row for row in report)
    stems = {d.stem for d in chosen}
    bare = [d for d in documents(make()) if d.stem in stems]
    assert {sign.symbol for sign in run.signs} == {sign.symbol for d in bare for sign in d.signs}
    for name, data in files.items():
        if name.endswith(".png"):
            assert share(Image.open(io.BytesIO(data)).convert("RGB"), RED) > 0.0002, name
    for name in ("signs-a6.pdf", "signs-alley.pdf", "signs-gate.pdf"):
        page = pypdfium2.PdfDocument(files[name])[0].render(scale=1).to_pil().convert("RGB")
        assert share(page, RED) > 0.0002, name


@pytest.mark.parametrize("file", ["h.svg", "h.png"])
def test_engravers_get_the_emblem_as_outlines_where_it_has_some(file: str, make: Make) -> None:
    """A drawing with a style sheet and circles becomes paths; of a picture a warning says that it is left out."""
    project = make(with_emblem(file, STAR if file == "h.svg" else pixels()))
    _, files = printed(project, documents(project, "village", name="gate"), "svg", "dxf")
    (svg,) = (data.decode() for name, data in files.items() if name.endswith(".svg"))
    assert ("#c8102e" in svg, "#ffd400" in svg) == ((True, True) if file == "h.svg" else (False, False))
    assert [p.code for p in emblem.problems(project)] == ([] if file == "h.svg" else ["sign.emblem"])


def test_a_build_tells_of_an_emblem_without_outlines(tiny_project: TinyProject) -> None:
    """The signs' PDF files carry it; only those for engravers do not."""
    summary = build(tiny_project(with_emblem("h.png", pixels())))
    assert "sign.emblem" in [p.code for p in summary.warnings]


def test_text_in_an_emblem_is_told(make: Make) -> None:
    """No sign has its font, so that it would be missing in print."""
    written = STAR.replace("</svg>", '<text x="9" y="40">Xã</text></svg>')
    [problem] = emblem.problems(make(with_emblem("h.svg", written)))
    assert (problem.code, problem.severity) == ("sign.emblem_text", "warning")


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="50" cy="30" r="20" fill="#fff"/>',
        '<style>.a{fill:#c00}</style><rect class="a" x="9" y="9" width="30" height="30" rx="6"/>',
        '<g transform="rotate(20 70 20)"><polygon points="60,10 80,10 70,30" fill="yellow"/></g>',
        '<path d="M50 50A20 20 0 0 1 90 50" stroke="#fff" stroke-width="4" fill="none"/>',
        '<path fill="#fff" fill-rule="evenodd" d="M0 0h60v60h-60zM10 10h40v40h-40zM20 20h9v9h-9z"/>',
        '<defs><path id="p" d="M0 0h9v9z"/></defs><use href="#p" x="20" y="9" fill="#fff"/>',
    ],
    ids=["circle", "style", "turned", "stroke", "even-odd", "use"],
)
def test_plain_drawings_have_outlines(inside: str) -> None:
    """Of whatever elements the drawing program chose; 100 mm wide, in the proportions of the drawing."""
    found = emblem.outlines(svg(inside))
    assert found is not None
    areas, high = found
    assert areas
    assert high == pytest.approx(60)


@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        '<rect fill="url(#g)" width="100" height="60"/>',
        '<text x="9" y="40" font-size="30" fill="#fff">Xã</text>',
        '<clipPath id="c"><circle cx="50" cy="30" r="20"/></clipPath>'
        '<rect width="100" height="60" fill="red" clip-path="url(#c)"/>',
        '<rect width="100" height="60" fill="red" opacity="0.4"/>',
    ],
    ids=["gradient", "text", "clip", "see-through"],
)
def test_what_outlines_can_not_show_is_left_out(inside: str) -> None:
    """Drawn again it would look otherwise."""
    assert emblem.outlines(svg(inside)) is None


# ---------------------------------------------------------------- names and hosts
LONG = "ẲNG ỔI ẤM ẾCH ẪM ỖI ẨN ỄNH ƯƠNG ẴM ỒN Ỗ"
"""As long as a short name may be, every capital with two marks."""
KINDS = ("a6", "gate", "plaque", "plaque-a5", "alley", "poster-a4", "table-card", "stickers")


def named(name: str) -> dict[str, str | bytes | None]:
    """Every entry under this name."""
    guide = GUIDE.replace("vi: Gọi điện thoại", f"vi: {name}")
    procedures = PROCEDURES.replace("Một cửa, en", f"{name}, en").replace("Gọi điện,", f"{name},")
    return {
        "guides/goi-dien.yml": guide,
        "guides/d.yml": HERITAGE.replace("Giếng cổ", name),
        "guides/l.yml": VILLAGE.replace("Làng Thử, en", f"{name}, en"),
        "guides/m.yml": procedures,
    }


@pytest.mark.parametrize("name", KINDS)
def test_names_of_forty_letters_with_stacked_marks_fit_every_sign(name: str, make: Make) -> None:
    """They shrink, then wrap; the symbols beside them stay as they are."""
    sheet_ = "a4-3x7" if name == "stickers" else None
    project = make(named(LONG))
    made, _ = printed(project, documents(project, _kind(name), name=name, sheet=sheet_), "pdf")
    assert made.signs


def _kind(name: str) -> str | None:
    return {"poster-a4": "procedures", "alley": "alley"}.get(name)


@pytest.mark.parametrize("name", ["a6", "gate", "table-card"])
def test_a_word_that_never_fits_is_a_problem_at_its_title(name: str, make: Make) -> None:
    """Nothing is set beyond the sign's edge; the entry and its line are named."""
    word = "Nghiêng" * 8
    guide = GUIDE.replace("vi: Gọi điện thoại", f"vi: {word}")
    project = make({"guides/goi-dien.yml": guide, "guides/site.yml": SITE + "cards: none\n"})
    with pytest.raises(CamtayError) as caught:
        printed(project, documents(project, "guide", name=name), "pdf")
    [problem] = caught.value.problems
    assert (problem.code, problem.file, problem.line) == ("sign.text", "guides/goi-dien.yml", 3)


@pytest.mark.parametrize("name", KINDS)
def test_a_long_host_stays_inside_every_sign(name: str, make: Make) -> None:
    """It is set smaller, then above the code, then in two halves; it never runs over the edge."""
    site = SITE.replace("thu.example", "camtay.namhailang.quangtri.example")
    sheet_ = "a4-3x7" if name == "stickers" else None
    project = make({"guides/site.yml": site})
    document = documents(project, _kind(name), name=name, sheet=sheet_)[0]
    page = pypdfium2.PdfDocument(sheet.pdf(project, document, DAY))[0]
    text = page.get_textpage()
    wide, high = page.get_size()
    boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
    assert min(left for left, _, _, _ in boxes) > 3
    assert max(right for _, _, right, _ in boxes) < wide - 3
    assert min(bottom for _, bottom, _, _ in boxes) > 3
    assert max(top for _, _, _, top in boxes) < high - 3
    assert "quangtri.example/Q/" in text.get_text_range()


def test_a_card_s_upper_face_is_tried_as_it_stands(make: Make) -> None:
    """Upside down its finders lie elsewhere; damage outside them is what every symbol has to survive."""
    project = make()
    made = documents(project, name="table-card")
    report = printed(project, made, "pdf")[1]["proof.csv"].decode()
    assert report.count("signs-table-card.pdf") == 2 * len(made[0].signs)


# ---------------------------------------------------------------- edges and lines
@pytest.mark.parametrize("name", ["gate", "plaque-a5", "alley"])
def test_green_fields_of_plates_run_out_into_the_bleed(name: str, make: Make) -> None:
    """Cut a little outside the line, no white edge shows; between bleed and crop marks the sheet stays white."""
    picture = drawn(make(), name, bleed=3.0, marks=True)
    millimetre = 100 / 25.4
    middle = picture.width // 2
    inside, outside = round(8.5 * millimetre), round(6.5 * millimetre)
    assert picture.getpixel((middle, inside)) == GREEN
    assert picture.getpixel((inside, round(15 * millimetre))) == GREEN
    assert picture.getpixel((middle, picture.height - inside)) == GREEN
    assert picture.getpixel((middle, outside)) == (255, 255, 255)


def test_the_two_symbols_of_an_alley_stand_level(make: Make) -> None:
    """Whatever marks the words above them carry."""
    found = zxingcpp.read_barcodes(drawn(make(), "alley", 200), formats=QR)
    tops = {r.position.top_left.y for r in found} | {r.position.top_right.y for r in found}
    assert len(found) == 2
    assert max(tops) - min(tops) <= 1


def test_names_on_a_wall_have_one_size(make: Make) -> None:
    """A list whose letters change size from one to the next is hard to search."""
    files: dict[str, str | bytes | None] = {
        f"guides/g{n}.yml": GUIDE.replace("id: goi-dien", f"id: g{n}").replace("Gọi điện thoại", f"Bài số {n}")
        for n in (1, 2)
    }
    rows = "".join(
        f"  - {{id: g{n}, title: {{vi: {title}, en: Item {n}}}, guide: g{n}}}\n"
        for n, title in ((1, "Ngắn"), (2, "Khai sinh cùng thường trú cùng thẻ bảo hiểm y tế cho trẻ nhỏ"))
    )
    codes = "".join(
        f'{{"code":"{letters}{check_letter(letters)}","seq":1,"event":"issue","date":"2026-11-22","entry":"{entry}"}}\n'
        for letters, entry in (("BCFGH", "g1"), ("CFGHJ", "g2"), ("HJKMN", "mot-cua"))
    )
    files |= {"guides/m.yml": PROCEDURES + rows, "qr/ledger.jsonl": codes, "guides/d.yml": None, "guides/l.yml": None}
    project = make(files)
    document = documents(project, "procedures", name="poster-a4")[0]
    text = pypdfium2.PdfDocument(sheet.pdf(project, document, DAY))[0].get_textpage()
    words = text.get_text_range(0, text.count_chars())
    sizes = {
        word: pypdfium2.raw.FPDFText_GetFontSize(text.raw, words.index(word)) for word in ("Ngắn", "Khai", "thường")
    }
    assert len(set(sizes.values())) == 1


def test_the_names_of_shapes_stay_where_tools_look_for_them() -> None:
    """Files for engravers are made from the same pieces as before."""
    assert {"shapes", "to_svg", "polygons", "parse"} <= set(shapes.__all__)


def test_templates_of_an_instance_still_stand_over_the_package_s(make: Make, tmp_path: Path) -> None:
    """A designer changes one file and leaves the others."""
    own = '#import "lib.typ": *\n#show: sign-document\n#show: sheet.with(200mm, 300mm)\n#symbol(data.signs.at(0))\n'
    project = make({"docs/.overrides/camtay/signs/panel.typ": own})
    picture = drawn(project, "gate")
    assert share(picture, GREEN) == 0
    assert len(zxingcpp.read_barcodes(picture, formats=QR)) == 1
