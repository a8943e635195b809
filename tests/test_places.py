"""Communes of today and of yesterday: every name that people still say leads to the place of today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from camtay.build import build_site
from camtay.model.entries import Place
from camtay.pages import places, render
from camtay.project import Project, load
from camtay.text import alphabetical, fold, initial
from tests.conftest import REPO, TinyProject
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OLD_UNITS = [
    row.split("\t") for row in (REPO / "tests/golden/places/old-units-2025.tsv").read_text("utf-8").splitlines()[1:]
]
"""(unit, district, province, code of the commune of today), from the conversion table of the statistics office."""
PLACES = """\
kind: places
items:
  - {id: moi, title: {vi: Xã Mới, en: Mới commune}, before: {province: Cũ}, former: ["Xã Đôi, huyện Xưa", "Xã An, huyện Xưa"]}
  - {id: khac, title: {vi: Xã Khác, en: Khác commune}, before: {province: Cũ}, former: ["Xã Đôi, huyện Xưa"]}
  - {id: yen, title: {vi: Phường Yên, en: Yên ward}}
"""  # noqa: E501 - one place a line


@pytest.fixture(scope="module")
def project() -> Project:
    return load(REPO)


def hub(project: Project, tag: str) -> str:
    """HTML of the page of places in a locale."""
    locale = next(loc for loc in project.locales if loc.tag == tag)
    return render.place_hub(project, locale).html


def rows(html: str) -> dict[str, list[str]]:
    """`Xã Hải Phong, huyện Hải Lăng, tỉnh Quảng Trị` → ids of the communes that its row links to."""
    found = {}
    for old, new in re.findall(r'<tr><td lang="vi">(.*?)</td> <td>(.*?)</td></tr>', html):
        name = re.sub(r"<span>", ", ", old.replace(" <span>", "<span>"))
        found[re.sub(r"<[^>]+>", "", name).strip()] = re.findall(r'href="[^"]*/([a-z0-9-]+)/"', new)
    return found


@pytest.mark.parametrize("tag", ["vi", "en"])
def test_every_old_unit_leads_to_its_commune_of_today(tag: str, project: Project) -> None:
    """The 120 of the old Quảng Trị and the 145 of Quảng Bình, in a plain table that needs no script."""
    by_code = {place.code: place.id for place in project.places.values()}
    expected = {}
    for unit, district, province, code in OLD_UNITS:
        parts = (unit, district if not unit else district[:1].lower() + district[1:], f"tỉnh {province}")
        expected[", ".join(part for part in parts if part)] = [by_code[code]]
    assert len(expected) == 265
    assert rows(hub(project, tag)) == expected


def test_the_table_follows_the_vietnamese_alphabet(project: Project) -> None:
    """A, then Â, B, C, D, Đ …; inside a letter by name, not by the word for commune or ward."""
    units = places.old_units(project.places.values())
    names = [unit.name for unit in units]
    assert names == sorted(names, key=alphabetical)
    letters = [letter for letter, _ in places.by_letter(units)]
    assert len(letters) == len(set(letters))
    assert letters.index("D") + 1 == letters.index("Đ")


def test_names_sort_by_syllable_letter_and_tone() -> None:
    """As in a dictionary: no tone, huyền, hỏi, ngã, sắc, nặng; numbers by value and first."""
    right = [
        "2",
        "10",
        "A Bung",
        "Ái Tử",
        "An",
        "Ăn",
        "Ân",
        "Da",
        "Đa",
        "Ha",
        "Hà",
        "Hả",
        "Hã",
        "Há",
        "Hạ",
        "Hạ Lan",
        "Hai",
    ]
    assert sorted({*right}, key=alphabetical) == right
    assert [initial(name) for name in ("Ái Tử", "Ăn", "Đông Hà", "4", "Ơn")] == ["A", "Ă", "Đ", "0–9", "Ơ"]


def test_each_of_the_78_communes_has_a_page_with_its_names(project: Project) -> None:
    """Today's name as the title, and every unit that it was made of."""
    pages = {page.path: page for page in render.all_pages(project) if page.kind == "place"}
    assert len(pages) == 2 * (78 + 1)
    for place in project.places.values():
        page = pages[f"noi/{place.id}/"]
        assert f"<h1>{place.title.source}</h1>" in page.html
        assert place.former
        for line in place.former:
            title, _, district = line.partition(", ")
            plain = re.sub(r"<[^>]+>", "", page.html)
            assert f"{title}, {district}".strip(", ") in plain


def test_a_divided_unit_stands_once_and_leads_to_all_its_parts(tiny_project: TinyProject) -> None:
    """Nobody has to know which half of the old commune a house was in."""
    small = load(tiny_project({"guides/places.yml": PLACES}))
    assert rows(hub(small, "vi")) == {
        "Xã An, huyện Xưa, tỉnh Cũ": ["moi"],
        "Xã Đôi, huyện Xưa, tỉnh Cũ": ["moi", "khac"],
    }


def test_a_commune_without_a_page_of_its_own_says_so(tiny_project: TinyProject) -> None:
    """It is listed, its names are told, and nothing pretends that there is more."""
    small = load(tiny_project({"guides/places.yml": PLACES}))
    page = render.place_page(small, small.source_locale, small.places["yen"])
    assert "Chưa có bài nào về nơi này." in page.html


def test_the_word_for_the_sort_of_unit_is_no_part_of_the_name() -> None:
    """`Thị trấn Nông trường Lệ Ninh` is under N; a name that is only such a word stays whole."""
    assert places.bare("Thị trấn Nông trường Lệ Ninh") == "Nông trường Lệ Ninh"
    assert places.bare("Đặc khu Cồn Cỏ") == "Cồn Cỏ"
    assert places.bare("Xã") == "Xã"
    assert places.today([Place(id="x", title={"vi": "Xã Ơn"}), Place(id="y", title={"vi": "Phường Ấp"})])[0].id == "y"  # type: ignore[arg-type] # pydantic makes Text of it


def test_the_hint_names_a_commune_of_the_instance(project: Project, tiny_project: TinyProject) -> None:
    """One whose accents matter; where three communes are all, there is no field to explain."""
    assert places.example(project.places.values()) == ("dong ha", "Đông Hà")
    assert "“dong ha” tìm thấy Đông Hà." in hub(project, "vi")
    html = hub(load(tiny_project({"guides/places.yml": PLACES})), "vi")
    assert "ct-find" not in html
    assert "<script" not in html


# ---------------------------------------------------------------- in Chromium
@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real list of places on an otherwise empty site."""
    from tests.conftest import BASE

    root = tmp_path_factory.mktemp("places")
    for name, text in {**BASE, "guides/places.yml": (REPO / "guides/places.yml").read_text("utf-8")}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    out: Path = root / "site"
    build_site(load(root), out)
    with hosted(out) as (address, _):
        yield address


def opened(chromium: Browser, address: str, javascript: bool = True) -> tuple[Page, list[str]]:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=javascript)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(address)
    return page, complaints


def shown(page: Page) -> list[str]:
    """Texts of the rows and cards that one can see."""
    every = page.locator(".ct-places li, .ct-names tbody tr:not(.ct-letter)")
    return list(every.evaluate_all("e => e.filter(x => x.offsetParent).map(x => x.innerText)"))


@pytest.mark.browser
def test_typing_a_name_without_accents_leaves_its_rows(base: str, chromium: Browser) -> None:
    """Both placements of the tone and no accents at all find the same; the count is announced."""
    page, complaints = opened(chromium, f"{base}/noi/")
    field = page.get_by_label("Gõ tên xã, phường cũ hoặc mới")
    status = page.get_by_role("status")
    everything = len(shown(page))
    assert everything == 78 + 265
    for typed, name in (
        ("dong ha", "Đông Hà"),
        ("ĐÔNG HÀ", "Đông Hà"),
        ("hoa trach", "Hòa Trạch"),
        ("hoà trạch", "Hòa Trạch"),
        ("hòa trạch", "Hòa Trạch"),
        ("  xa  hai phong,", "Hải Phong"),
        ("hai lang hai phong", "Hải Phong"),
    ):
        field.fill(typed)
        found = shown(page)
        assert 0 < len(found) < everything
        assert all(fold(name) in fold(text) for text in found), (typed, found)
        page.wait_for_function(
            "n => document.querySelector('[role=status]').textContent === n", arg=f"Tìm thấy: {len(found)}"
        )
    field.fill("không có nơi này")
    assert shown(page) == []
    page.wait_for_function("() => document.querySelector('[role=status]').textContent.startsWith('Không tìm thấy')")
    field.fill("")
    page.wait_for_function("() => !document.querySelector('[role=status]').textContent")
    assert len(shown(page)) == everything
    assert status.is_visible()
    assert complaints == []


@pytest.mark.browser
def test_every_old_name_is_found_by_its_folded_form(base: str, chromium: Browser) -> None:
    """All 265, typed as people type on a phone that has no Vietnamese keyboard."""
    page, _ = opened(chromium, f"{base}/noi/")
    names = [unit or district for unit, district, *_ in OLD_UNITS]
    script = """names => names.filter(([typed, name]) => {
        const field = document.getElementById("ct-find-name");
        field.value = typed;
        field.dispatchEvent(new Event("input"));
        return ![...document.querySelectorAll(".ct-names tr:not(.ct-letter):not([hidden])")]
            .some(row => row.textContent.includes(name));
    })"""
    assert page.evaluate(script, [[fold(name), name.split(" ", 1)[1].removeprefix("trấn ")] for name in names]) == []


@pytest.mark.browser
def test_the_field_is_reached_and_left_with_the_keyboard(base: str, chromium: Browser) -> None:
    """Tab leads from the field to the first hit; nothing is a trap, and Enter sends nothing anywhere."""
    page, _ = opened(chromium, f"{base}/noi/")
    page.get_by_label("Gõ tên xã, phường cũ hoặc mới").focus()
    page.keyboard.type("gio an")
    page.keyboard.press("Enter")
    assert page.url.endswith("/noi/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Xã Cồn Tiên"
    page.keyboard.press("Enter")
    page.wait_for_url("**/noi/con-tien/")


@pytest.mark.browser
def test_without_javascript_the_list_is_whole_and_the_field_is_not_there(base: str, chromium: Browser) -> None:
    """What can't work is not shown; letters lead into the table."""
    page, _ = opened(chromium, f"{base}/noi/", javascript=False)
    assert not page.get_by_label("Gõ tên xã, phường cũ hoặc mới").is_visible()
    assert page.locator(".ct-letters a").count() == 19
    page.get_by_role("link", name="Đ", exact=True).click()
    assert page.locator("#l-6").is_visible()


@pytest.mark.browser
def test_only_this_page_loads_the_script(base: str, chromium: Browser) -> None:
    """This one and the folding; others fetch none (a line inside keeps the language). Nothing is wider than a phone."""
    page, _ = opened(chromium, f"{base}/noi/")
    assert page.evaluate("[...document.scripts].filter(s => s.src).length") == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page, _ = opened(chromium, f"{base}/noi/nam-hai-lang/")
    assert page.evaluate("[...document.scripts].filter(s => s.src).length") == 0
