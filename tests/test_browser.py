"""What a person sees: pages of the real instance in Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from camtay.project import Project, load
from camtay.signs.proof import decode
from tests.conftest import REPO
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
ENTRIES = (
    "vneid-cai-dat-kich-hoat",
    "mot-cua",
    "dia-dao-vinh-moc",
    "hung-nhon",
    "hung-nhon-kiet-07",
    "ca-phe-khe-sanh",
    "khi-den-quang-tri",
    "lo-trinh-nguoi-cao-tuoi",
    "mot-ngay-vi-tuyen-17",
)
"""One of each kind."""


@pytest.fixture(scope="module")
def project() -> Project:
    return load(REPO)


@pytest.fixture(scope="module")
def base(quang_tri: Path) -> Iterator[str]:
    with hosted(quang_tri / "site") as (address, _):
        yield address


def scan_path(project: Project, entry: str) -> str:
    code = project.ledger.of(entry)
    assert code
    return f"/Q/{code.code}"


def open_page(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """The page at 360 px and what its console complained about."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    response = page.goto(address)
    assert response is not None
    assert response.status == 200
    return page, complaints


def visible(page: Page) -> list[str]:
    """Locales of the articles that one can see."""
    return [a.get_attribute("lang") or "" for a in page.locator("article").all() if a.is_visible()]


def text_size(page: Page, value: str) -> Locator:
    """The button of a text size, of the two languages' the one that is shown."""
    return page.locator(f".z:visible button[value='{value}']")


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("vi-VN", "vi"), ("vi", "vi"), ("en-GB", "en"), ("ko-KR", "en"), ("lo-LA", "en")],
)
def test_a_scan_opens_in_the_language_of_the_phone(
    phone: str, shown: str, project: Project, base: str, chromium: Browser
) -> None:
    """Vietnamese for a Vietnamese phone, English for every other one, and the page says so in lang and title."""
    page, complaints = open_page(chromium, base + scan_path(project, "dia-dao-vinh-moc"), locale=phone)
    assert visible(page) == [shown]
    assert page.evaluate("document.documentElement.lang") == shown
    assert ("Tunnels" in page.title()) == (shown == "en")
    assert complaints == []


def test_a_choice_of_language_is_kept_for_the_next_scan(project: Project, base: str, chromium: Browser) -> None:
    """One tap, no reload; the next code opens in the same language."""
    page, _ = open_page(chromium, base + scan_path(project, "hung-nhon"), locale="vi-VN")
    page.get_by_role("link", name="English").click()
    assert visible(page) == ["en"]
    page.goto(base + scan_path(project, "mot-cua"))
    assert visible(page) == ["en"]
    page.get_by_role("link", name="Tiếng Việt").click()
    assert visible(page) == ["vi"]


def test_without_storage_the_page_works_all_the_same(project: Project, base: str, chromium: Browser) -> None:
    """Built-in browsers of chat apps may forbid localStorage."""
    context = chromium.new_context(locale="ko-KR")
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})")
    page = context.new_page()
    page.goto(base + scan_path(project, "hung-nhon"))
    assert visible(page) == ["en"]
    page.get_by_role("link", name="Tiếng Việt").click()
    assert visible(page) == ["vi"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_without_javascript_both_languages_are_readable(
    entry: str, project: Project, base: str, chromium: Browser
) -> None:
    """Nothing is hidden by a script that never ran, and the language links jump to their part."""
    page, _ = open_page(chromium, base + scan_path(project, entry), java_script_enabled=False)
    assert visible(page) == ["vi", "en"]
    assert page.locator("a.l").all()[1].get_attribute("href") == "#en"


@pytest.mark.parametrize("entry", ENTRIES)
def test_pages_fit_the_screen_and_break_no_rule(entry: str, project: Project, base: str, chromium: Browser) -> None:
    """Scan page and full page, both languages: no sideways scrolling on any width, nothing blocked by the policy."""
    paths = [scan_path(project, entry), *(f"/{p}" for p in project.urls(project.entries[entry]).values())]
    for path in paths:
        page, complaints = open_page(chromium, base + path)
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert complaints == [], path
        page.context.close()


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_scan_page_is_large_enough_to_read_and_touch(
    entry: str, project: Project, base: str, chromium: Browser
) -> None:
    """No text under 18 px, no button or lone link under 48 px, also at the two larger sizes."""
    page, _ = open_page(chromium, base + scan_path(project, entry), locale="vi-VN")
    for size in ("1", "2", "3"):
        text_size(page, size).click()
        smallest = page.evaluate(
            """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let least = 99;
            while (walk.nextNode()) { const e = walk.currentNode.parentElement;
              if (walk.currentNode.data.trim() && e.checkVisibility())
                least = Math.min(least, parseFloat(getComputedStyle(e).fontSize)); } return least }"""
        )
        assert smallest >= 18
        low = page.evaluate(
            """() => [...document.querySelectorAll("button, a.b, a.l, .g a, .o a")].filter(e => e.checkVisibility())
            .map(e => e.getBoundingClientRect()).filter(r => r.height < 48 || r.width < 48).length"""
        )
        assert low == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_scan_takes_one_request(project: Project, quang_tri: Path, chromium: Browser) -> None:
    """The text needs no style sheet, script, font, icon or picture; the worker for later comes when all is there."""
    with hosted(quang_tri / "site") as (address, asked):
        path = scan_path(project, "dia-dao-vinh-moc")
        page, _ = open_page(chromium, address + path)
        page.wait_for_load_state("networkidle")
        assert asked[0] == path
        assert asked[1:] in ([], ["/sw.js"])


def test_drawings_of_steps_come_late_and_are_light(project: Project, quang_tri: Path, chromium: Browser) -> None:
    """They are lazy: of a guide with drawings at most three files and 30 kB arrive before a touch, worker aside."""
    with hosted(quang_tri / "site") as (address, asked):
        path = scan_path(project, "vneid-cai-dat-kich-hoat")
        page, _ = open_page(chromium, address + path)
        page.wait_for_load_state("networkidle")
        files = [name for name in asked if name != "/sw.js"]
        assert files[0] == path
        assert len(files) <= 3
        assert all(name.startswith("/media/") for name in files[1:])
        assert sum((quang_tri / "site" / name.lstrip("/")).stat().st_size for name in files[1:]) <= 22_000
        assert page.locator("article img:not([loading=lazy])").count() == 0


def test_the_text_size_is_kept(project: Project, base: str, chromium: Browser) -> None:
    """Who needs large letters needs them on every page."""
    page, _ = open_page(chromium, base + scan_path(project, "hung-nhon"), locale="vi-VN")
    text_size(page, "3").click()
    page.goto(base + scan_path(project, "mot-cua"))
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
    assert text_size(page, "3").get_attribute("aria-pressed") == "true"


def test_a_printed_symbol_leads_to_its_page(project: Project, quang_tri: Path, base: str, chromium: Browser) -> None:
    """Rasterise the sheet, scan a symbol, follow it with three phones and without JavaScript."""
    document = pypdfium2.PdfDocument(quang_tri / "qr/print/signs-a4.pdf")
    seen = decode(document[0].render(scale=300 / 72).to_pil())
    assert len(seen) == 4
    prefix = f"https://{project.site.host.upper()}"
    for payload in seen:
        assert payload.startswith(prefix)
        path = payload.removeprefix(prefix)
        name = project.entries[project.ledger.codes[path[-6:]].entry].title
        for phone, shown in (("vi-VN", "vi"), ("en-US", "en"), ("ko-KR", "en")):
            page, _ = open_page(chromium, base + path, locale=phone)
            assert page.locator(f"#{shown} h1").inner_text() == name.root[shown]
            page.context.close()
        page, _ = open_page(chromium, base + path, java_script_enabled=False)
        assert page.locator("h1").all_inner_texts() == list(name.root.values())
        page.context.close()


def test_the_language_switch_stays_on_the_entry(base: str, chromium: Browser) -> None:
    """From a Vietnamese page to its English one and back, without a script."""
    page, _ = open_page(chromium, f"{base}/di-tich/dia-dao-vinh-moc/", java_script_enabled=False)
    page.get_by_role("link", name="English").click()
    assert page.url == f"{base}/en/heritage/dia-dao-vinh-moc/"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url == f"{base}/di-tich/dia-dao-vinh-moc/"


def test_the_menu_opens_without_a_script(base: str, chromium: Browser) -> None:
    """On a phone the menu is behind a button, which the keyboard opens too; it leads to all hubs in the language."""
    page, _ = open_page(chromium, f"{base}/en/heritage/dia-dao-vinh-moc/", java_script_enabled=False)
    page.keyboard.press("Tab")  # the link to the text
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Specialities").first.click()
    assert page.url == f"{base}/en/specialities/"


def test_the_404_page_speaks_both_languages(quang_tri: Path, base: str, chromium: Browser) -> None:
    """It names the page that is missing and the way home, twice."""
    page, complaints = open_page(chromium, f"{base}/404.html")
    text = page.locator("article").inner_text()
    assert "Không có trang này" in text
    assert "There is no such page" in text
    assert complaints == []
