"""What a scan page says and weighs: layouts by kind, distances, sketches, ways to report, room for all of it."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from camtay import media
from camtay.errors import CamtayError
from camtay.geo import Point, round_length, side
from camtay.ledger import Code, Event
from camtay.model.entries import KINDS
from camtay.project import Project, check, load
from camtay.scan import page as scan_page
from camtay.scan import publish
from camtay.scan.page import BUDGET, BUDGET_GZIP, ScanPage, render_code, script, styles
from tests.conftest import GUIDE, HERITAGE, REPO, SITE, VILLAGE, TinyProject

CODE = "29G275"
AT = "coordinates: {{lat: {}, lon: {}, precision_m: {}, sources: [s]}}\n"


@pytest.fixture(scope="module")
def quang_tri_project() -> Project:
    return load(REPO)


def page(project: Project, entry: str) -> ScanPage:
    """The scan page that a code of this entry has, or would have."""
    issued = Code(CODE, (Event(CODE, 1, "issue", "2026-11-22", entry),))
    return render_code(project, project.ledger.of(entry) or issued)


def part(html: str, locale: str) -> str:
    """The article of a locale."""
    found = re.search(rf'<article lang="{locale}".*?</article>', html, re.DOTALL)
    assert found
    return found[0]


# ---------------------------------------------------------------- weight
def test_every_entry_fits_the_first_packets(quang_tri_project: Project) -> None:
    """With both languages, style and script: 7,500 bytes after brotli and 9,000 after gzip, coded or not yet."""
    assert {e.kind for e in quang_tri_project.entries.values()} >= set(KINDS)
    for entry in quang_tri_project.entries:
        made = page(quang_tri_project, entry)
        assert made.size <= BUDGET, entry
        assert made.gzip <= BUDGET_GZIP, entry


def test_a_page_that_brotli_makes_small_in_a_hurry_is_small(quang_tri_project: Project) -> None:
    """Brotli at its best makes less of a page than in a hurry, and gzip at its best hardly more than that: where it
    keeps to brotli's budget, nothing else need be weighed."""
    for entry in quang_tri_project.entries:
        made = page(quang_tri_project, entry)
        assert made.framed
        assert made.gzip < made.about * 1.1, entry
        assert made.size < made.about, entry
        assert made.size < len(zlib.compress(made.html.encode(), 1)), entry
        assert made.fits
    assert BUDGET * 1.1 < BUDGET_GZIP


def test_pages_in_a_frame_are_what_the_template_makes(quang_tri_project: Project) -> None:
    """Of every entry, byte for byte, with what is told of the page."""
    project = replace(quang_tri_project)
    for entry in project.entries:
        made = page(project, entry)
        assert made.framed
        for frame in scan_page._frames(project).known.values():
            frame.holds = False
        whole = page(project, entry)
        assert whole.framed is None
        assert whole.html == made.html, entry
        assert publish.told(made, made.html.encode()) == publish.told(whole, whole.html.encode())
        for frame in scan_page._frames(project).known.values():
            frame.holds = True


def test_what_does_not_fit_in_a_hurry_is_weighed_with_care() -> None:
    """A page fits as soon as any way to press it brings it below both budgets, and never before."""
    noise = "".join(f"{n * 7919 % 10_007:x}" for n in range(6_000))
    pages = [ScanPage(CODE, "x", noise[:length]) for length in range(10_000, 22_000, 500)]
    for made in pages:
        assert made.fits == (made.size <= BUDGET and made.gzip <= BUDGET_GZIP), len(made.html)
    assert {made.fits for made in pages} == {True, False}


def test_style_and_script_are_small(quang_tri_project: Project) -> None:
    """4,000 and 1,500 bytes before compression."""
    tags = tuple(loc.tag for loc in quang_tri_project.locales)
    assert len(styles(REPO, tags).encode()) <= 4_000
    assert len(script(REPO).encode()) <= 1_500


def test_a_timeline_makes_room_before_a_page_is_refused(tiny_project: TinyProject) -> None:
    """It stands folded where it fits; where the page would be too heavy it is left to the full page."""
    events = "".join(
        f'  - {{when: "{1500 + n}", vi: Năm {n * 7919 % 9973} đào giếng {n * 104729 % 99991}., sources: [s]}}\n'
        for n in range(400)
    )
    short = tiny_project({"guides/gieng-co.yml": HERITAGE + "timeline:\n" + events.splitlines()[0] + "\n"})
    assert "<details><summary>Mốc thời gian</summary>" in page(load(short), "gieng-co").html
    long = tiny_project({"guides/gieng-co.yml": HERITAGE + "timeline:\n" + events})
    made = page(load(long), "gieng-co")
    assert "<details>" not in made.html
    assert made.fits


def test_a_page_that_is_too_heavy_names_its_longest_field(tiny_project: TinyProject) -> None:
    """The build stops and says what to shorten."""
    steps = "".join(f"  - vi: Bước {n * 7919 % 9973} của {n * 104729 % 99991}.\n    sources: [s]\n" for n in range(700))
    ledger = f'{{"code":"{CODE}","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}}\n'
    root = tiny_project(
        {"guides/goi-dien.yml": GUIDE[: GUIDE.index("steps:")] + f"steps:\n{steps}", "qr/ledger.jsonl": ledger}
    )
    with pytest.raises(CamtayError) as told:
        publish.write(load(root), root / "site")
    (problem,) = told.value.problems
    assert problem.code == "scan.budget"
    assert problem.params["field"] == "steps"
    assert problem.file == "guides/goi-dien.yml"


# ---------------------------------------------------------------- distances
def well(id_: str, lat: float, lon: float, precision: int = 10, extra: str = "") -> str:
    text = HERITAGE.replace("id: gieng-co", f"id: {id_}").replace("The old well", f"Well {id_}")
    return text + AT.format(lat, lon, precision) + extra


@pytest.mark.parametrize(
    ("lat", "lon", "words", "english"),
    [
        (16.00223, 107.00231, "350 m về phía đông bắc", "350 m to the north-east"),
        (15.9991, 107.0, "100 m về phía nam", "100 m to the south"),
        (16.0, 106.9887, "1,2 km về phía tây", "1.2 km to the west"),
        (16.2, 107.0, "22 km về phía bắc", "22 km to the north"),
    ],
)
def test_distances_are_computed_and_said_as_people_say_them(
    lat: float, lon: float, words: str, english: str, tiny_project: TinyProject
) -> None:
    """In metres under a kilometre, with the side of the compass, in each language."""
    root = tiny_project(
        {"guides/a.yml": well("a", 16.0, 107.0, extra="nearby: [b]\n"), "guides/b.yml": well("b", lat, lon)}
    )
    html = page(load(root), "a").html
    assert f'<span class="n">{words}</span>' in part(html, "vi")
    assert f'<span class="n">{english}</span>' in part(html, "en")


def test_the_nearest_comes_first_and_an_unsure_spot_has_no_distance(tiny_project: TinyProject) -> None:
    """Known within 200 m and verified, or nothing is said about how far it is."""
    root = tiny_project(
        {
            "guides/a.yml": well("a", 16.0, 107.0, extra="nearby: [far, vague, near]\n"),
            "guides/b.yml": well("far", 16.02, 107.0),
            "guides/c.yml": well("near", 16.01, 107.0),
            "guides/d.yml": well("vague", 16.005, 107.0, precision=400),
        }
    )
    html = part(page(load(root), "a").html, "en")
    cards = re.findall(r"<li><a href=\"/en/heritage/(\w+)/\">[^<]*(?:<span class=\"n\">([^<]*)</span>)?", html)
    assert cards == [("near", "1.1 km to the north"), ("far", "2.2 km to the north"), ("vague", "")]


def test_two_spots_that_might_be_one_have_no_distance(tiny_project: TinyProject) -> None:
    """150 m between two spots that are each known within 100 m says nothing."""
    root = tiny_project(
        {
            "guides/a.yml": well("a", 16.0, 107.0, precision=100, extra="nearby: [b]\n"),
            "guides/b.yml": well("b", 16.00135, 107.0, precision=100),
        }
    )
    assert "về phía" not in page(load(root), "a").html


def test_sides_of_the_compass() -> None:
    """Eight of them, each 45° wide."""
    here = Point(16.0, 107.0)
    around = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]
    found = [side(here, Point(16 + dy / 100, 107 + dx / 100)) for dy, dx in around]
    assert found == ["n", "ne", "e", "se", "s", "sw", "w", "nw"]


# ---------------------------------------------------------------- sketches
def alleys(count: int, sure: int) -> str:
    """A village with `count` alleys, of which the first `sure` have coordinates."""
    head = VILLAGE[: VILLAGE.index("alleys:")] + "alleys:\n"
    for n in range(1, count + 1):
        head += f'  - id: lang-thu-kiet-{n}\n    title: {{vi: "Kiệt {n}, Làng Thử"}}\n    short: {{vi: Kiệt {n}}}\n'
        if n <= sure:
            head += "    " + AT.format(16 + n * 0.0007, 107 + (n * 37 % 11) * 0.0004, 10)
    return head


def test_a_village_is_sketched_from_the_spots_of_its_alleys(tiny_project: TinyProject) -> None:
    """Numbers at their places, a scale and the north; on an alley's own page its number is filled."""
    project = load(tiny_project({"guides/lang-thu.yml": alleys(16, 16)}))
    html = part(page(project, "lang-thu").html, "vi")
    assert re.findall(r"<text[^>]*>([^<]+)</text>", html)[:16] == [str(n) for n in range(1, 17)]
    assert 'aria-label="Sơ đồ Làng Thử: các kiệt vẽ theo tọa độ đã đo"' in html
    own = part(page(project, "lang-thu-kiet-7").html, "en")
    assert re.findall(r'<text[^>]*fill="#fff">([^<]+)<', own) == ["7"]
    assert "70 m to the" in own
    assert page(project, "lang-thu").fits


def test_numbers_of_a_sketch_do_not_cover_each_other(tiny_project: TinyProject) -> None:
    """Also where alleys begin side by side: a line leads back to the spot."""
    near = iter(("16.0, lon: 107.0", "16.0, lon: 107.00001"))
    close = re.sub(r"lat: [0-9.]+, lon: [0-9.]+", lambda _: f"lat: {next(near)}", alleys(3, 3), count=2)
    html = part(page(load(tiny_project({"guides/lang-thu.yml": close})), "lang-thu").html, "vi")
    spots = [(int(x), int(y) - 7) for x, y in re.findall(r'<text x="(\d+)" y="(\d+)" fill="#1b1b1b"', html)]
    assert len(spots) == 3
    for (a, b), (c, d) in [*pairwise(spots), (spots[0], spots[2])]:
        assert (a - c) ** 2 + (b - d) ** 2 >= 34**2
    for x, y in spots:
        assert 17 <= x <= 303
        assert y >= 17


@pytest.mark.parametrize("sure", [0, 1])
def test_nothing_is_sketched_from_one_spot(sure: int, tiny_project: TinyProject) -> None:
    """The names of the alleys stand side by side."""
    html = page(load(tiny_project({"guides/lang-thu.yml": alleys(4, sure)})), "lang-thu").html
    assert "<figure" not in html
    assert html.count("/kiet/") == 4


def test_lengths_of_scale_bars_are_round() -> None:
    """1, 2 or 5 and zeros."""
    assert [round_length(m) for m in (0.5, 1, 3, 7, 49, 50, 199, 4999)] == [1, 1, 2, 5, 20, 50, 100, 2000]


def test_missing_spots_are_told_once_a_layout(tiny_project: TinyProject) -> None:
    """A village counts the alleys that can not be drawn; a monument can not say how far its neighbours are."""
    root = tiny_project(
        {
            "guides/lang-thu.yml": alleys(4, 1),
            "guides/a.yml": HERITAGE.replace("id: gieng-co", "id: a") + "nearby: [b]\n",
            "guides/b.yml": well("b", 16.0, 107.0),
        }
    )
    _, problems = check(root)
    found = [(p.code, p.file, p.params["entry"]) for p in problems if p.code.startswith("coordinates.missing")]
    assert found == [
        ("coordinates.missing", "guides/a.yml", "a"),
        ("coordinates.missing_alleys", "guides/lang-thu.yml", "lang-thu"),
    ]
    assert all(p.severity == "warning" for p in problems)


# ---------------------------------------------------------------- pictures
def noise(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(out, "PNG", compress_level=1)
    return out.getvalue()


def test_pictures_keep_their_limits_however_many_details_they_have(tiny_project: TinyProject) -> None:
    """20 kB on the first screen, 40 kB further down, 200 kB after a tap."""
    root = tiny_project({"guides/anh/on.png": noise(1400, 1400)})
    for size, limit in (("first", 20_000), ("page", 40_000), ("large", 200_000)):
        assert len(media.asset(root, "anh/on.png", size).data) <= limit  # type: ignore[arg-type]


def test_only_the_picture_of_the_entry_loads_at_once(tiny_project: TinyProject) -> None:
    """It is on the first screen, so waiting for it would cost time; those of the steps wait until they come near."""
    pictured = GUIDE.replace("steps:", "picture: {file: anh.png, alt: {vi: Máy, en: Phone}}\nsteps:") + (
        "    picture: {file: buoc.png, alt: {vi: Phím, en: Key}}\n"
    )
    files = {"guides/goi-dien.yml": pictured, "guides/anh.png": noise(80, 60), "guides/buoc.png": noise(90, 60)}
    html = part(page(load(tiny_project(files)), "goi-dien").html, "vi")
    images = re.findall(r"<img [^>]*>", html)
    assert [('loading="lazy"' in i, 'width="' in i, "alt=" in i) for i in images] == [
        (False, True, True),
        (True, True, True),
    ]


def test_a_drawing_too_heavy_for_a_page_is_named(tiny_project: TinyProject) -> None:
    """Drawings are published as they are, so the editor has to make them lighter."""
    lines = "".join(f"L{n * 7919 % 9973} {n * 104729 % 99991}" for n in range(9_000))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0{lines}"/></svg>'
    guide = GUIDE + "    picture: {file: ve.svg, alt: {vi: Hình, en: Drawing}}\n"
    _, problems = check(tiny_project({"guides/goi-dien.yml": guide, "guides/ve.svg": drawing}))
    (problem,) = [p for p in problems if p.severity == "error"]
    assert problem.code == "image.drawing"
    assert problem.path == "steps[0].picture.file"
    assert problem.params["limit"] == "40"


# ---------------------------------------------------------------- trust
def test_no_text_message_is_offered_to_a_landline(tiny_project: TinyProject) -> None:
    """And without a contact nothing is offered at all, only the page for doubters."""
    contact = """\
contact:
  phone: {number: "0233123456", vi: Xã, en: Commune, sources: [so]}
sources:
  - {id: so, title: Sổ điện thoại của xã}
"""
    made = part(page(load(tiny_project({"guides/site.yml": SITE + contact})), "goi-dien").html, "vi")
    assert "tel:0233123456" in made
    assert "sms:" not in made
    bare = part(page(load(tiny_project({"guides/site.yml": SITE})), "goi-dien").html, "vi")
    assert "Báo cho chúng tôi" not in bare
    assert 'href="/Q/"' in bare


def test_a_retired_or_moved_code_says_so_and_leads_on(tiny_project: TinyProject) -> None:
    """Above the title, in both languages."""
    events = [
        '"seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"',
        '"seq":2,"event":"retarget","date":"2026-11-23","entry":"gieng-co","reason":"thử"',
        '"seq":3,"event":"retire","date":"2026-11-24","reason":"thử"',
    ]
    ledger = "".join(f'{{"code":"{CODE}",{event}}}\n' for event in events)
    project = load(tiny_project({"guides/gieng-co.yml": HERITAGE, "qr/ledger.jsonl": ledger}))
    html = render_code(project, project.ledger.codes[CODE]).html
    vi, en = part(html, "vi"), part(html, "en")
    assert vi.index("Biển này không còn dùng nữa.") < vi.index("<h1>")
    assert "Nội dung đã chuyển sang: Giếng cổ" in vi
    assert '<a href="/en/heritage/gieng-co/">' in en[: en.index("<h1>")]
    assert "This has moved to: The old well" in en


def test_no_drawing_stands_without_words(quang_tri_project: Project) -> None:
    """Every icon is hidden from screen readers and followed by what it means."""
    for entry in ("vneid-cai-dat-kich-hoat", "dia-dao-vinh-moc", "hung-nhon"):
        html = page(quang_tri_project, entry).html
        icons = re.findall(r'<svg class="i" aria-hidden="true"><use href="#(i-\w+)"/></svg>([^<]*)', html)
        assert icons
        for name, words in icons:
            assert words.strip()
            assert f'<symbol id="{name}"' in html


def test_search_engines_are_led_to_the_full_page(tiny_project: TinyProject) -> None:
    """A canonical address and a sentence about the page; no noindex, which could be carried over to the full page."""
    project = load(tiny_project())
    code = Code("29G275", (Event("29G275", 1, "issue", "2026-11-22", "goi-dien"),))
    html = render_code(project, code).html
    assert '<link rel="canonical" href="https://thu.example/huong-dan/goi-dien/">' in html
    assert '<meta name="description" content="Gọi cho người nhà.">' in html
    assert "noindex" not in html
