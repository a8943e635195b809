"""A third language is one line of `site.yml` and its words: it is on every page, sign, sheet and list."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from camtay import noto, scan
from camtay.build import build
from camtay.errors import CamtayError
from camtay.handouts.make import make as make_handout
from camtay.project import Project, check, load
from camtay.signs import sheet
from camtay.signs.document import document
from camtay.signs.formats import FORMATS
from camtay.signs.sign import signs
from tests.conftest import BASE, GUIDE, HERITAGE, SITE, TinyProject
from tests.hosting import hosted
from tests.test_search import opened, until
from tests.test_translation import accept, camtay

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = {
    "{vi: Cầm Tay Thử, en: Cầm Tay Test}": "ຄູ່ມືທົດລອງ",
    "{vi: Trang thử., en: A test site.}": "ເວັບໄຊທົດລອງ.",
    "{vi: xã Thử, en: Thử commune}": "ຕາແສງ Thử",
    "{vi: xã Cũ, en: Cũ commune}": "ຕາແສງ Cũ",
    "{vi: An toàn, en: Safety}": "ຄວາມປອດໄພ",
    "{vi: Mọi người, en: Everyone}": "ທຸກຄົນ",
    "{vi: Giếng cổ, en: The old well}": "ນ້ຳສ້າງບູຮານ",
    "{vi: Một giếng nước cổ., en: An old well.}": "ນ້ຳສ້າງບູຮານແຫ່ງໜຶ່ງ ທີ່ມີນ້ຳໃສຕະຫຼອດປີ.",
    "{vi: Nước, en: Water}": "ນ້ຳ",
    "  en: Make a phone call\n": "ການໂທລະສັບ",
    "  en: Call your family.\n": "ໂທຫາຄອບຄົວຂອງທ່ານ.",
    "    en: Dial the number.\n": "ກົດເບີໂທລະສັບ.",
}
INTERFACE = """\
home: ໜ້າຫຼັກ
kind.guide: ຄູ່ມື
guide.steps: ຂັ້ນຕອນ
notfound.home: ໄປໜ້າຫຼັກ
sign.scan: ສະແກນເພື່ອອ່ານ
sign.trust: ພວກເຮົາບໍ່ເຄີຍຂໍ OTP, ລະຫັດຜ່ານ ຫຼື ເງິນ
more.close: ປິດ
"""


LAO_PATHS = ("/lo/guides/goi-dien/", "/lo/heritage/gieng-co/")


def lao(text: str) -> str:
    """The sample with its Lao words; the story of the well has none."""
    for before, words in WORDS.items():
        flow = before.startswith("{")
        indent = before[: len(before) - len(before.lstrip())]
        after = before.replace("}", f", lo: {words}}}") if flow else f"{before}{indent}lo: {words}\n"
        text = text.replace(before, after)
    return text


def files(locales: str) -> dict[str, str]:
    return {
        "guides/site.yml": lao(SITE) + f"locales: [{locales}]\n",
        "guides/goi-dien.yml": lao(GUIDE),
        "guides/gieng-co.yml": lao(HERITAGE),
        "guides/ui/lo.yml": INTERFACE,
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in Vietnamese, English and Lao with its signs in the first two."""
    root = tmp_path_factory.mktemp("three") / "project"
    for name, text in {**BASE, **files("vi, en, lo")}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert camtay(root, "qr", "issue", "--all").exit_code == 0
    build(root)
    return root


def need_lao() -> None:
    """The font that Debian has in fonts-noto-core: missing, the test fails in CI and is skipped elsewhere."""
    try:
        noto.find(Path(), "lo")
    except CamtayError:
        reason = "Noto Sans Lao is not installed (Debian: apt-get install fonts-noto-core)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def page(root: Path, path: str) -> str:
    return (root / "site" / path / "index.html").read_text("utf-8")


# ---------------------------------------------------------------- pages
def test_every_page_is_there_in_the_third_locale(built: Path) -> None:
    """Home, lists and entries, each in its own language and saying so."""
    home, hub, guide = page(built, "lo"), page(built, "lo/guides"), page(built, "lo/guides/goi-dien")
    assert '<html lang="lo"' in guide
    assert "ຄູ່ມືທົດລອງ" in home
    assert "ການໂທລະສັບ" in hub
    assert "ກົດເບີໂທລະສັບ." in guide
    assert "ຂັ້ນຕອນ" in guide


def test_pages_of_all_locales_lead_to_each_other(built: Path) -> None:
    """For search engines in the head and the sitemap, for readers by the language's own name."""
    paths = {"vi": "huong-dan/goi-dien/", "en": "en/guides/goi-dien/", "lo": "lo/guides/goi-dien/"}
    for tag, path in paths.items():
        html = page(built, path)
        told = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="https://thu.example/([^"]*)"', html))
        assert told == {**paths, "x-default": paths["vi"]}
        switch = dict(re.findall(r'class="ct-lang" href="/([^"]*)" hreflang="([^"]+)"', html))
        assert switch == {other: name for name, other in paths.items() if name != tag}
    assert ">ລາວ</a>" in page(built, "huong-dan/goi-dien")
    sitemap = ElementTree.parse(built / "site/sitemap.xml")  # noqa: S314 - our own file
    listed = {found.text for found in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"https://thu.example/{path}" for path in paths.values()} <= listed


def test_the_third_locale_has_its_own_search(built: Path) -> None:
    """A page of its own, and an index of its own words beside those of the other languages."""
    assert '<html lang="lo"' in page(built, "lo/search")
    (index,) = (built / "site/assets").glob("search-lo-*.json")
    assert index.name in page(built, "lo/search")
    found = json.loads(index.read_text("utf-8"))
    assert "ການໂທລະສັບ" in found["title"].split("\n")
    assert "Gọi điện thoại" in found["other"]


@pytest.mark.browser
def test_words_in_another_script_are_found(built: Path, chromium: Browser) -> None:
    """From their beginning, and inside a phrase: Lao is written without spaces. Vietnamese finds the Lao page too."""
    with hosted(built / "site") as (address, _):
        page_, complaints = opened(chromium, f"{address}/lo/search/")
        until(page_, "ctSearch.ready")
        for typed, id_ in (("ນ້ຳ", "gieng-co"), ("ບູຮານ", "gieng-co"), ("ໂທ", "goi-dien"), ("gieng", "gieng-co")):
            found = page_.evaluate("typed => ctSearch.find(typed)", typed)
            assert found[:1] == [next(path for path in LAO_PATHS if id_ in path)], typed
        assert complaints == []


def test_what_is_not_translated_falls_back_and_says_so(built: Path) -> None:
    """Texts to English, marked with their language; words of the interface too."""
    html = page(built, "lo/heritage/gieng-co")
    assert 'lang="en"' in html
    assert "The water is clear all year." in html
    assert html.count('class="ct-fallback"') == 1
    found = {(p.code, p.params.get("locale", p.params.get("tag"))) for p in check(built)[1]}
    assert {("text.translation", "lo"), ("word.untranslated", "lo")} <= found
    note = next(p for p in check(built)[1] if p.code == "word.untranslated")
    assert "path.guide" in note.message("en")
    assert note.file == "guides/site.yml"


def test_the_page_for_wrong_addresses_speaks_all_locales(built: Path) -> None:
    """It can't know whose reader comes."""
    assert "ໄປໜ້າຫຼັກ" in (built / "site/404.html").read_text("utf-8")


# ---------------------------------------------------------------- scan pages
def test_a_scan_page_carries_two_locales_and_links_the_third(built: Path) -> None:
    """Its bytes are counted; the third is one touch away."""
    project = load(built)
    code = project.code_of(project.entries["goi-dien"])
    assert code
    html = scan.render_code(project, code).html
    assert '<a class="l" href="/lo/guides/goi-dien/" lang="lo" hreflang="lo">ລາວ</a>' in html
    assert re.findall(r'<article lang="(..)"', html) == ["vi", "en"]
    assert "ປິດ" in (built / f"site{scan.bundle.bundle(project).script_path}").read_text("utf-8")


def test_the_order_of_locales_says_which_two_it_carries(tiny_project: TinyProject) -> None:
    """Near the border the second one may be Lao."""
    root = tiny_project(files("vi, lo, en"))
    assert camtay(root, "qr", "issue", "--all").exit_code == 0
    project = load(root)
    page_ = scan.render_code(project, project.ledger.by_entry["goi-dien"][0])
    assert re.findall(r'<article lang="(..)"', page_.html) == ["vi", "lo"]
    assert "ກົດເບີໂທລະສັບ." in page_.html
    assert 'hreflang="en">English' in page_.html
    assert page_.fits


def test_a_set_to_keep_has_the_page_of_every_locale(built: Path) -> None:
    """Without a signal the third language is there as well."""
    kept = [json.loads(path.read_text()) for path in sorted((built / "site/keep").glob("*.json"))]
    paths = [path for one in kept for path, _ in one["files"]]
    assert {"/lo/guides/goi-dien/", "/lo/heritage/gieng-co/"} <= set(paths)


# ---------------------------------------------------------------- paper
def printed(project: Project, entry: str, name: str = "a6") -> bytes:
    form = FORMATS[name]
    made = signs(project, [project.entries[entry]], form)
    return sheet.pdf(project, document(project, form, made), project.day)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "".join(page.get_textpage().get_text_range() for page in opened)


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [font for page in opened.pages for font in page.resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2] for font in found}


@pytest.mark.parametrize("name", ["a6", "plaque", "gate", "table-card"])
def test_a_sign_is_set_in_lao_with_the_font_of_that_script(built: Path, name: str) -> None:
    """Beside Vietnamese in its own font; every letter can be read back."""
    need_lao()
    pdf = printed(load(built).carrying(["vi", "lo"]), "gieng-co", name)
    assert any(font.startswith("NotoSansLao") for font in fonts_of(pdf))
    assert any(font.startswith("BeVietnamPro") for font in fonts_of(pdf))
    assert "Giếng cổ" in text_of(pdf)
    assert "ນ້ຳສ້າງບູຮານ" in text_of(pdf)


def test_signs_in_latin_letters_need_no_further_font(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with Lao pages prints in Vietnamese and English on any machine."""
    monkeypatch.setattr(noto, "MACHINE", ())
    noto.find.cache_clear()
    assert all(font.startswith("BeVietnamPro") for font in fonts_of(printed(load(built), "gieng-co")))
    with pytest.raises(CamtayError, match="no font “Noto Sans Lao”"):
        printed(load(built).carrying(["vi", "lo"]), "gieng-co")
    noto.find.cache_clear()


def test_a_font_of_the_instance_comes_first(built: Path, tmp_path: Path) -> None:
    """So that every machine prints alike."""
    need_lao()
    font = noto.find(tmp_path, "lo")
    assert font
    (tmp_path / noto.FOLDER).mkdir(parents=True)
    for path in font.files:
        shutil.copy(path, tmp_path / noto.FOLDER / path.name)
    noto.find.cache_clear()
    own = noto.find(tmp_path, "lo")
    assert own
    assert {path.parent for path in own.files} == {tmp_path / noto.FOLDER}


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("en", None), ("vi", None), ("lo", "Noto Sans Lao"), ("th", "Noto Sans Thai"), ("km", "Noto Sans Khmer"),
        ("zh", "Noto Sans CJK SC"), ("zh-Hant", "Noto Sans CJK TC"), ("zh-TW", "Noto Sans CJK TC"), ("ru", "Noto Sans"),
    ],
)  # fmt: skip
def test_the_family_follows_the_script(tag: str, family: str | None) -> None:
    """By CLDR's likely subtags."""
    assert noto.family_of(tag) == family


def test_a_script_that_signs_can_t_be_set_in_is_told() -> None:
    """Right to left is not among what our templates can do."""
    with pytest.raises(CamtayError, match="script of the locale “ar”"):
        noto.family_of("ar")


def test_signs_in_a_locale_that_the_site_has_not_are_refused(built: Path) -> None:
    """The command names those that there are."""
    result = camtay(built, "qr", "print", "--locales", "vi,fr")
    assert result.exit_code == 1
    assert "Choose one of: vi, en, lo" in result.output


@pytest.mark.parametrize("paper", ["a4", "slides"])
def test_a_handout_is_set_in_the_third_locale(built: Path, paper: str) -> None:
    """Title, steps and the words around them."""
    need_lao()
    made = make_handout(load(built), "goi-dien", "a4" if paper == "a4" else "slides", "lo")
    text = text_of(made.pdf)
    assert "ການໂທລະສັບ" in text
    assert "ລະຫັດຜ່ານ" in text or paper == "slides"
    assert "ກົດເບີໂທລະສັບ" in text


# ---------------------------------------------------------------- translators
def test_the_state_of_each_locale_is_counted_apart(tiny_project: TinyProject) -> None:
    """Lao may be behind where English is not."""
    root = tiny_project(files("vi, en, lo"))
    accept(root, "--all")
    output = camtay(root, "l10n", "status").output
    assert "en: 16 texts · 0 missing" in output
    assert "lo: 16 texts · 1 missing" in output
    assert "en:" not in camtay(root, "l10n", "status", "--in", "lo").output


def test_notices_that_fall_back_name_languages_and_days_in_english(tiny_project: TinyProject) -> None:
    """No sentence mixes two languages."""
    from camtay.pages.render import entry_page

    root = tiny_project(files("vi, en, lo"))
    accept(root, "--all")
    path = root / "guides/goi-dien.yml"
    path.write_text(path.read_text("utf-8").replace("Bấm số.", "Bấm gọi."), "utf-8")
    project = load(root)
    html = entry_page(project, project.locales[2], project.entries["goi-dien"]).html
    assert "The Vietnamese original has changed since this was translated (22 November 2026)" in html
