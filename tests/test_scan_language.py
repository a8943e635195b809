"""Which language a scan opens in: every phone, the built-in browsers of chat apps, three locales, full pages."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from camtay.build import build_site
from camtay.project import load
from tests.conftest import BASE, SITE
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CODE = "29G275"
LEDGER = f'{{"code":"{CODE}","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}}\n'
LAO = """\
kind: guide
id: goi-dien
title: {vi: Gọi điện thoại, en: Make a phone call, lo: ໂທລະສັບ}
summary: {vi: Gọi cho người nhà., en: Call your family.}
topic: safety
audience: [everyone]
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
steps:
  - {vi: Bấm số., en: Dial the number., lo: ກົດເລກ., sources: [s]}
"""
ANDROID = (
    "Mozilla/5.0 (Linux; Android 9; SM-J415F Build/PPR1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/129.0.6668.100 Mobile Safari/537.36 "
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
)
APPS = {
    "zalo-android": ANDROID + "Zalo android/12100641 ZaloTheme/light ZaloLanguage/vi",
    "zalo-iphone": IPHONE + "Mobile/15E148 Zalo iOS/640 ZaloTheme/light ZaloLanguage/vn",
    "facebook-android": ANDROID + "[FB_IAB/FB4A;FBAV/484.0.0.63.83;]",
    "facebook-iphone": IPHONE + "Mobile/15E148 [FBAN/FBIOS;FBAV/484.0.0.44.70;FBDV/iPhone10,4;FBLC/vi_VN]",
}
"""What these browsers call themselves, by the form in which they do."""
DENIED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})"
NONE = "Object.defineProperty(window, 'localStorage', {value: null})"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A built site of one guide in three locales."""
    root = tmp_path_factory.mktemp("language")
    files = {
        **BASE,
        "guides/site.yml": SITE + "locales: [vi, en, lo]\n",
        "guides/goi-dien.yml": LAO,
        "qr/ledger.jsonl": LEDGER,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    build_site(load(root), root / "site")
    with hosted(root / "site") as (address, _):
        yield address


def shown(page: Page) -> list[str]:
    return [a.get_attribute("lang") or "" for a in page.locator("article:visible").all()]


@pytest.mark.parametrize("storage", ["", DENIED, NONE], ids=["storage", "denied", "none"])
@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize(("phone", "locale", "other"), [("vi-VN", "vi", "English"), ("ko-KR", "en", "Tiếng Việt")])
def test_chat_apps_open_the_page_in_the_language_of_the_phone(
    phone: str, locale: str, other: str, app: str, storage: str, base: str, chromium: Browser
) -> None:
    """Zalo's and Facebook's own browsers, also where they forbid storage; the switch works in all of them."""
    context = chromium.new_context(
        locale=phone, user_agent=APPS[app], is_mobile=True, viewport={"width": 360, "height": 740}
    )
    if storage:
        context.add_init_script(storage)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(f"{base}/Q/{CODE}")
    assert shown(page) == [locale]
    page.get_by_role("link", name=other).click()
    assert shown(page) == [{"vi": "en", "en": "vi"}[locale]]
    assert complaints == []
    context.close()


@pytest.mark.parametrize(
    ("languages", "one", "locale"),
    [
        ("[]", "'vi'", "vi"),
        ("undefined", "'vi-VN'", "vi"),
        ("[]", "'fr'", "en"),
        ("[]", "undefined", "vi"),
        ("['fr', 'vi']", "'fr'", "vi"),
        ("['VI-vn']", "'VI-vn'", "vi"),
    ],
)
def test_whatever_a_browser_says_of_its_languages(
    languages: str, one: str, locale: str, base: str, chromium: Browser
) -> None:
    """The first that the page has; English for those who read neither; the source locale where nothing is said."""
    context = chromium.new_context()
    context.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{get: () => {languages}}});"
        f"Object.defineProperty(navigator, 'language', {{get: () => {one}}})"
    )
    page = context.new_page()
    page.goto(f"{base}/Q/{CODE}")
    assert shown(page) == [locale]
    context.close()


def test_a_third_locale_is_linked_to_its_full_page(base: str, chromium: Browser) -> None:
    """Two travel in the scan page; a tap on the third opens the entry in it, in a phone of that language too."""
    context = chromium.new_context(locale="lo-LA")
    page = context.new_page()
    page.goto(f"{base}/Q/{CODE}")
    assert shown(page) == ["en"]
    page.get_by_role("link", name="ລາວ").click()
    page.wait_for_url("**/lo/**")
    assert page.locator("html").get_attribute("lang") == "lo"
    assert page.locator("h1").first.inner_text().startswith("ໂທລະສັບ")
    context.close()


def test_a_choice_that_this_page_does_not_carry_leaves_it_to_the_phone(base: str, chromium: Browser) -> None:
    """Lao was chosen on a full page; here the phone's own language is used, and the choice is kept."""
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(f"{base}/Q/{CODE}")
    page.evaluate("localStorage.setItem('ct-locale', 'lo')")
    page.reload()
    assert shown(page) == ["vi"]
    assert page.evaluate("localStorage.getItem('ct-locale')") == "lo"
    context.close()


def test_full_pages_follow_the_choice_and_pass_it_on(base: str, chromium: Browser) -> None:
    """A scan page in English leads to the full page in English; who changes it there scans in the other one next."""
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(f"{base}/Q/{CODE}")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Read the full page").click()
    page.wait_for_url("**/en/**")
    page.goto(f"{base}/Q/{CODE}")
    assert shown(page) == ["en"]
    page.get_by_role("link", name="Read the full page").click()
    page.locator("a.ct-lang[hreflang=vi]").click()
    page.wait_for_url(lambda url: "/en/" not in url)
    page.goto(f"{base}/Q/{CODE}")
    assert shown(page) == ["vi"]
    assert complaints == []
    context.close()


SHIFTS = """window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) moved += e.value })
.observe({type: "layout-shift", buffered: true})"""


@pytest.mark.parametrize("width", [360, 412])
@pytest.mark.parametrize("phone", ["vi-VN", "en-GB"])
def test_nothing_moves_while_the_page_arrives(phone: str, width: int, base: str, chromium: Browser) -> None:
    """The header is drawn with the first packets; what is marked in it with the last ones has its place already."""
    with urllib.request.urlopen(f"{base}/Q/{CODE}") as answer:
        html = answer.read()
    first = html.index(b"<h1>") + 200

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html[:first])
            self.wfile.flush()
            time.sleep(0.5)
            self.wfile.write(html[first:])

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(locale=phone, is_mobile=True, viewport={"width": width, "height": 740})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/Q/{CODE}")
    page.wait_for_timeout(300)
    assert page.evaluate("moved") < 0.001
    context.close()
    server.shutdown()
    server.server_close()
