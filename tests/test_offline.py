"""What opens without a signal: Chromium with a server that is taken away."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from camtay import ledger as ledgers
from camtay.build import build_site
from camtay.files import new_folder
from camtay.project import load
from camtay.scan import offline
from tests.conftest import BASE, GUIDE, VILLAGE
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

VOICE = bytes(range(256)) * 40
FULL = "/huong-dan/goi-dien/"


class World:
    """A project that can be built again, its server, and a phone."""

    def __init__(self, root: Path, browser: Browser) -> None:
        self.root, self.browser = root, browser
        self.codes: dict[str, str] = {}

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf-8")

    def issue(self) -> None:
        ledger = ledgers.Ledger()
        for entry in load(self.root).entries:
            ledger, self.codes[entry] = ledger.issue(entry, date(2026, 11, 22))
        ledger.write(self.root)

    def build(self) -> Path:
        with new_folder(self.root / "site") as out:
            build_site(load(self.root), out)
        return self.root / "site"

    def phone(self, locale: str = "vi-VN") -> BrowserContext:
        return self.browser.new_context(viewport={"width": 360, "height": 640}, locale=locale)

    def path(self, entry: str) -> str:
        return f"/Q/{self.codes[entry]}"


@pytest.fixture
def world(tmp_path: Path, chromium: Browser) -> World:
    made = World(tmp_path / "project", chromium)
    made.write({**BASE, "guides/lang.yml": VILLAGE})
    made.issue()
    made.build()
    return made


def until(page: Page, question: str, value: object = None) -> None:
    """Wait for a JavaScript function to be true; Playwright's own way needs eval, which the policy forbids."""
    for _ in range(1_000):  # a busy machine may take long
        if page.evaluate(question, value):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {question}")


def ready(page: Page) -> None:
    """Wait until the worker of a first visit has done its work."""
    until(page, "() => navigator.serviceWorker.controller !== null")


def keys(page: Page, cache: str) -> list[str]:
    """Paths in the caches whose name begins so."""
    found: list[str] = page.evaluate(
        """async begin => { const all = [];
        for (const name of await caches.keys()) if (name.startsWith(begin))
          for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
        return all }""",
        cache,
    )
    return found


@pytest.mark.browser
def test_the_page_of_a_first_scan_opens_again_without_a_signal(world: World) -> None:
    """In every spelling of its code, with its step-by-step script, and nothing was asked for twice."""
    context = world.phone()
    with hosted(world.root / "site") as (base, asked):
        page = context.new_page()
        page.goto(base + world.path("goi-dien"))
        ready(page)
        assert asked == [world.path("goi-dien"), "/sw.js"]
    for path in (world.path("goi-dien"), world.path("goi-dien").lower(), world.path("goi-dien") + "?x=1"):
        page.goto(base + path)
        assert page.locator("#vi h1").inner_text() == "Gọi điện thoại"
    page.keyboard.press("Tab")
    until(page, "() => [...document.styleSheets].some(sheet => sheet.href)")


@pytest.mark.browser
@pytest.mark.parametrize("measure", ["bytes", "pictures"])
def test_before_a_touch_a_visit_is_small(measure: str, world: World, quang_tri: Path) -> None:
    """At most three requests and 30 kB on the wire, the worker included; other pictures wait for the touch."""
    pages = {path: path.read_text("utf-8") for path in (quang_tri / "site/Q").glob("??????.html")}
    counts = {path: len(html) if measure == "bytes" else html.count("<img") for path, html in pages.items()}
    heaviest = max(counts, key=lambda path: counts[path])
    with hosted(quang_tri / "site") as (base, asked):
        page = world.phone().new_page()
        page.goto(f"{base}/Q/{heaviest.stem}")
        ready(page)
        page.wait_for_load_state("networkidle")
        assert len(asked) <= 3
        files = [quang_tri / "site" / re.sub(r"^(Q/\w+)$", r"\1.html", path.lstrip("/")) for path in asked]
        assert sum(len(brotli.compress(file.read_bytes())) for file in files) <= 30_000
        if measure == "pictures":
            page.locator("h1:visible").click()
            page.locator("ol.s img").first.scroll_into_view_if_needed()
            # The script comes first, and with it the style that shows the pictures; this asks for as long as it takes.
            for _ in range(600):
                if len([path for path in asked if path.startswith("/media/")]) >= 2:
                    break
                page.locator("ol.s img").first.scroll_into_view_if_needed()
                page.wait_for_timeout(100)
            assert len([path for path in asked if path.startswith("/media/")]) >= 2


@pytest.mark.browser
@pytest.mark.parametrize(("locale", "words", "title"), [("vi-VN", "mất sóng", "Gọi điện thoại"), ("ko-KR", "no signal", "Make a phone call")])  # fmt: skip  # noqa: E501
def test_what_was_never_opened_says_so_and_shows_what_is_there(
    world: World, locale: str, words: str, title: str
) -> None:
    """Politely, in the phone's language; a tap opens a page that was seen."""
    context = world.phone(locale)
    with hosted(world.root / "site") as (base, _):
        page = context.new_page()
        page.goto(base + world.path("goi-dien"))
        ready(page)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if "Content Security" in m.text else None)
    page.goto(base + world.path("lang-thu"))
    assert words in page.locator("article:visible h1").inner_text()
    page.get_by_role("link", name=title, exact=True).click()  # without the name of the site
    page.wait_for_url(base + world.path("goi-dien"))
    assert page.locator("article:visible h1").inner_text() == title
    assert complaints == []


@pytest.mark.browser
def test_a_village_can_be_kept_whole(world: World) -> None:
    """Its page, its alleys and the full pages with their style; the size stands on the button; it can be removed."""
    context = world.phone()
    with hosted(world.root / "site") as (base, _):
        page = context.new_page()
        page.goto(base + world.path("lang-thu"))
        ready(page)
        page.keyboard.press("Tab")
        button = page.locator("#vi [data-a=keep]")
        button.wait_for()
        assert re.search(r"\(\d+ kB\)", button.inner_text())
        button.click()
        page.get_by_text("Đã giữ trong máy").first.wait_for()
    for path in (world.path("lang-thu"), world.path("lang-thu-kiet-1"), "/lang/lang-thu/", "/en/villages/lang-thu/"):
        page.goto(base + path)
        assert "Thử" in page.locator("h1:visible").first.inner_text(), path
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).color") == "rgb(255, 255, 255)"
    page.goto(base + world.path("lang-thu"))
    page.keyboard.press("Tab")
    page.locator("#vi [data-a=keep]").click()
    page.get_by_text("Đã xóa khỏi máy").first.wait_for()
    assert keys(page, "kept ") == []


@pytest.mark.browser
def test_a_set_that_was_not_fetched_whole_is_not_kept(world: World) -> None:
    """The signal goes half-way: the page says so, nothing half lies about."""
    (world.root / f"site{world.path('lang-thu-kiet-1')}.html").unlink()
    with hosted(world.root / "site") as (base, _):
        page = world.phone().new_page()
        page.goto(base + world.path("lang-thu"))
        ready(page)
        page.keyboard.press("Tab")
        page.locator("#vi [data-a=keep]").click()
        page.get_by_text("Chưa giữ được").first.wait_for()
        assert keys(page, "kept ") == []


@pytest.mark.browser
def test_a_kept_set_is_replaced_as_a_whole(world: World) -> None:
    """A new build on the host: the next visit brings all of it, pages and list; the old set is gone."""
    context = world.phone()
    with hosted(world.root / "site") as (base, _):
        page = context.new_page()
        page.goto(base + world.path("goi-dien"))
        ready(page)
        page.keyboard.press("Tab")
        page.locator("#vi [data-a=keep]").click()
        page.get_by_text("Đã giữ trong máy").first.wait_for()
        before = page.evaluate("caches.keys()")
        world.write({"guides/goi-dien.yml": GUIDE.replace("Bấm số.", "Bấm mười số.")})
        fresh = world.build()
        assert fresh.is_dir()
        page.goto(base + world.path("goi-dien"))
        page.evaluate("navigator.serviceWorker.ready.then(r => r.update())")
        until(
            page,
            "before => caches.keys().then(now => now.filter(n => n.startsWith('kept ')).some(n => !before.includes(n)) "
            "&& now.filter(n => n.startsWith('kept ')).length === 1)",
            before,
        )
    for path in (world.path("goi-dien"), FULL):
        page.goto(base + path)
        assert "Bấm mười số." in page.content(), path
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).color") == "rgb(255, 255, 255)"


@pytest.mark.browser
def test_a_fresh_copy_wins_while_there_is_a_signal_and_a_fault_of_the_host_hides_nothing(world: World) -> None:
    """A correction shows on the next scan; a page that the host has lost opens from the phone."""
    # The test's host tells copies apart by the second in which they were written.
    os.utime(world.root / f"site{world.path('goi-dien')}.html", (0, 0))
    with hosted(world.root / "site") as (base, _):
        page = world.phone().new_page()
        page.goto(base + world.path("goi-dien"))
        ready(page)
        world.write({"guides/goi-dien.yml": GUIDE.replace("Bấm số.", "Bấm mười số.")})
        world.build()
        page.goto(base + world.path("goi-dien"))
        assert "Bấm mười số." in page.locator("#vi").inner_text()
        (world.root / f"site{world.path('goi-dien')}.html").unlink()
        page.goto(base + world.path("goi-dien"))
        assert "Bấm mười số." in page.locator("#vi").inner_text()


@pytest.mark.browser
def test_a_kept_recording_can_be_wound_on_without_a_signal(world: World) -> None:
    """Parts of a file come from the store as 206, with the right bytes."""
    context = world.phone()
    with hosted(world.root / "site") as (base, _):
        page = context.new_page()
        (world.root / "site/voice.mp3").write_bytes(VOICE)
        page.goto(base + world.path("goi-dien"))
        ready(page)
        page.evaluate("caches.open('seen').then(async c => c.put('/voice.mp3', await fetch('/voice.mp3')))")
    for asked, expected in (("bytes=10-19", VOICE[10:20]), ("bytes=10230-", VOICE[10230:]), ("bytes=-5", VOICE[-5:])):
        got: dict[str, Any] = page.evaluate(
            """async range => { const r = await fetch('/voice.mp3', {headers: {Range: range}});
            const data = [...new Uint8Array(await r.arrayBuffer())];
            return {status: r.status, told: r.headers.get('Content-Range'), data} }""",
            asked,
        )
        assert (got["status"], bytes(got["data"])) == (206, expected)
        assert got["told"].endswith(f"/{len(VOICE)}")
    status = page.evaluate("fetch('/voice.mp3', {headers: {Range: 'bytes=99999-'}}).then(r => r.status)")
    assert status == 416


def test_lists_name_only_files_that_are_there_with_their_sizes(world: World) -> None:
    """Every path of every list is a file of the site, and the sizes add up."""
    site = world.root / "site"
    for entry, code in world.codes.items():
        found = json.loads((site / f"keep/{code}.json").read_text("utf-8"))
        assert found["size"] == sum(size for _, size in found["files"])
        paths = [path for path, _ in found["files"]]
        assert paths[0] == world.path(entry)
        assert any(path.endswith(".css") for path in paths)
        for path, size in found["files"]:
            file = site / path.lstrip("/")
            file = (
                file / "index.html"
                if file.is_dir()
                else file
                if file.is_file()
                else file.with_name(f"{file.name}.html")
            )
            assert file.stat().st_size == size, path


def test_the_worker_is_another_one_when_a_page_is(world: World) -> None:
    """And the same for the same content."""
    first = (world.root / "site/sw.js").read_bytes()
    world.build()
    assert (world.root / "site/sw.js").read_bytes() == first
    world.write({"guides/goi-dien.yml": GUIDE.replace("Bấm số.", "Bấm mười số.")})
    world.build()
    assert (world.root / "site/sw.js").read_bytes() != first


def test_a_preview_has_a_worker_that_removes_itself(world: World, tmp_path: Path) -> None:
    """What an editor sees is always what was just saved."""
    shutil.copytree(world.root / "site", tmp_path / "preview")
    offline.write(load(world.root), tmp_path / "preview", preview=True)
    text = (tmp_path / "preview/sw.js").read_text("utf-8")
    assert "unregister" in text
    assert "fetch" not in text
