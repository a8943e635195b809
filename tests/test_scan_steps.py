"""One step at a time, sharing, large pictures and printing: what a scan page fetches after the first touch."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from camtay.pages import site_files
from camtay.project import load
from camtay.scan import offline, publish
from tests.conftest import BASE, GUIDE, HERITAGE, SITE
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
CODE, OTHER, WELL = "29G275", "29G2FF", "29G2KG"
LEDGER = "".join(
    f'{{"code":"{code}","seq":1,"event":"issue","date":"2026-11-22","entry":"{entry}"}}\n'
    for code, entry in [(CODE, "goi-dien"), (OTHER, "nhan-tin"), (WELL, "gieng-co")]
)
CONTACT = """\
contact:
  email: baobien@thu.example
  zalo: "123456789012"
  phone: {number: "0912345678", vi: Xã đoàn, en: Youth union, sources: [so]}
sources:
  - {id: so, title: Sổ điện thoại của xã}
"""
STEPS = (
    GUIDE[: GUIDE.index("steps:")]
    + """\
steps:
  - vi: Bấm số.
    en: Dial the number.
    sources: [s]
    note: {vi: Có mười chữ số., en: It has ten digits., sources: [s]}
    picture: {file: anh/phim.png, alt: {vi: Bàn phím điện thoại, en: A telephone's keys}}
  - vi: Bấm nút gọi.
    en: Press the call button.
    sources: [s]
  - vi: Chờ người nghe.
    en: Wait for somebody to answer.
    sources: [s]
result: {vi: Nghe tiếng người nhà., en: You hear your family., sources: [s]}
phones:
  - {number: "1900 1234", vi: Tổng đài, en: Helpline, sources: [s]}
"""
)
TIMELINE = """\
timeline:
  - {when: "1850", vi: Đào giếng., en: The well is dug., sources: [s]}
"""


def picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(out, "PNG", compress_level=1)
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scan pages, their script and pictures of a project with two guides and a well."""
    root = tmp_path_factory.mktemp("steps")
    files: dict[str, str | bytes] = {
        **BASE,
        "guides/site.yml": SITE + CONTACT,
        "guides/goi-dien.yml": STEPS,
        "guides/nhan-tin.yml": GUIDE.replace("id: goi-dien", "id: nhan-tin"),
        "guides/gieng-co.yml": HERITAGE + TIMELINE,
        "guides/anh/phim.png": picture(),
        "qr/ledger.jsonl": LEDGER,
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    project = load(root)
    out = root / "site"
    publish.write(project, out)
    offline.write(project, out)
    for asset in site_files.assets(root, project.entries.values()):
        (out / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (out / asset.path).write_bytes(asset.data)
    return out


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with hosted(site) as (address, _):
        yield address


@pytest.fixture
def page(base: str, chromium: Browser) -> Iterator[Page]:
    """The guide on a Vietnamese phone; a complaint of its console fails the test."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(f"{base}/Q/{CODE}")
    yield page
    context.close()
    assert complaints == []


def opener(page: Page) -> Locator:
    return page.locator("a[data-a=steps]:visible")


def begin(page: Page) -> None:
    opener(page).click()
    page.locator(".steps .now").wait_for()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def now(page: Page) -> str:
    return page.locator(".steps .now").inner_text()


def test_the_first_touch_on_the_button_opens_the_first_step(page: Page) -> None:
    """The step alone is on the screen, with its note, in letters half as large again; the list is put away."""
    begin(page)
    assert now(page).startswith("Bấm số.")
    assert "Có mười chữ số." in now(page)
    assert page.locator(".head b").inner_text() == "Bước 1/3"
    assert page.locator("article:visible").count() == 0
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.now')).fontSize)") == 30


def test_a_screen_reader_is_taken_to_each_step(page: Page) -> None:
    """The focus is on the step, which is named with its number and described by its words."""
    begin(page)
    for number, words in (("1", "Bấm số."), ("2", "Bấm nút gọi.")):
        step = page.locator(":focus")
        assert step.get_attribute("role") == "group"
        assert step.get_attribute("aria-label") == f"Bước {number} trên 3"
        assert page.locator(f"#{step.get_attribute('aria-describedby')}").inner_text().startswith(words)
        press(page, "Xong, bước tiếp")


def test_after_the_last_step_stand_the_result_and_whom_to_call(page: Page) -> None:
    """And the way back to the beginning."""
    begin(page)
    press(page, "Xong, bước tiếp")
    press(page, "Xong, bước tiếp")
    press(page, "Xong bước cuối")
    assert "Đã làm xong cả 3 bước" in now(page)
    assert "Nghe tiếng người nhà." in now(page)
    assert page.locator(".now a[href='tel:19001234']").is_visible()
    press(page, "Làm lại từ đầu")
    assert now(page).startswith("Bấm số.")
    assert page.evaluate("localStorage.getItem('ct-steps-goi-dien')") is None


def test_the_button_to_the_next_step_stays_in_its_place(page: Page) -> None:
    """Whoever taps twice without looking goes on twice, and never hits the button that begins anew."""
    page.set_viewport_size({"width": 360, "height": 1200})  # each step on one screen, its picture too
    begin(page)
    places = []
    for name in ("Xong, bước tiếp", "Xong, bước tiếp", "Xong bước cuối"):
        button = page.get_by_role("button", name=name, exact=True)
        places.append(button.bounding_box())
        button.click()
    assert places[0] == places[1] == places[2] is not None


def test_what_is_done_is_remembered_on_this_phone(page: Page, base: str) -> None:
    """After a reload, and after the same sign is scanned again, the guide goes on where it was left; others begin."""
    begin(page)
    press(page, "Xong, bước tiếp")
    page.reload()
    page.goto("about:blank")
    page.goto(f"{base}/Q/{CODE}")
    begin(page)
    assert now(page).startswith("Bấm nút gọi.")
    press(page, "Quay lại")
    assert "Đã xong" in now(page)
    page.goto(f"{base}/Q/{OTHER}")
    page.locator("body").click()
    page.locator(".told").wait_for(state="attached")
    assert page.locator("li.done").count() == 0


def test_marks_stand_in_the_list_and_on_the_button(page: Page) -> None:
    """In words, in the language on the screen."""
    begin(page)
    press(page, "Xong, bước tiếp")
    press(page, "Đóng")
    assert page.locator("article:visible li.done").all_inner_texts()[0].endswith("Đã xong")
    assert opener(page).inner_text() == "Làm tiếp từ bước 2"
    page.get_by_role("link", name="English").click()
    assert opener(page).inner_text() == "Go on from step 2"
    begin(page)
    assert now(page).startswith("Press the call button.")


def test_marks_of_steps_that_have_changed_are_dropped(page: Page) -> None:
    """A third step that is marked done must be the third step of today."""
    page.evaluate("""localStorage.setItem("ct-steps-goi-dien", '{"v":1,"done":[0,1]}')""")
    begin(page)
    assert now(page).startswith("Bấm số.")


@pytest.mark.parametrize("way", ["back", "escape", "button"])
def test_the_view_is_left_by_back_by_escape_and_by_its_button(way: str, page: Page) -> None:
    """The phone's Back button does not leave the page; the focus returns to where it came from."""
    address = page.url
    begin(page)
    if way == "back":
        page.go_back()
    elif way == "escape":
        page.keyboard.press("Escape")
    else:
        press(page, "Đóng")
    page.locator(".steps").wait_for(state="detached")
    assert page.url == address
    assert page.locator("article:visible").count() == 1
    assert page.locator(":focus").get_attribute("data-a") == "steps"


def test_all_of_it_works_with_a_keyboard_alone(page: Page) -> None:
    """Tab to the button, Enter, Tab to "done", Enter."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("data-a") == "steps":
            break
    page.keyboard.press("Enter")
    page.locator(".steps .now").wait_for()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("data-a") == "steps.next":
            break
    page.keyboard.press("Enter")
    assert now(page).startswith("Bấm nút gọi.")


def test_the_largest_letters_fit_the_narrowest_phone(page: Page) -> None:
    """320 px at the third size: nothing runs out sideways, and every button can be reached and hit."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.locator(".z:visible button[value='3']").click()
    begin(page)
    for _ in range(4):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for button in page.locator(".steps .b:visible").all():
            button.scroll_into_view_if_needed()
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 48
            assert box["width"] >= 48
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
        forward = page.locator("[data-a='steps.next']")
        if forward.count():
            forward.click()


def test_without_storage_the_view_works_and_forgets(base: str, chromium: Browser) -> None:
    """Built-in browsers of chat apps may forbid localStorage."""
    context = chromium.new_context(locale="vi-VN")
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})")
    page = context.new_page()
    page.goto(f"{base}/Q/{CODE}")
    begin(page)
    press(page, "Xong, bước tiếp")
    assert now(page).startswith("Bấm nút gọi.")
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_without_the_script_the_button_leads_to_the_list(script: bool, base: str, chromium: Browser) -> None:
    """JavaScript off, or no signal any more to fetch the script with: the steps are all on the page."""
    context = chromium.new_context(locale="vi-VN", java_script_enabled=script, service_workers="block")
    page = context.new_page()
    page.route("**/assets/scan-*", lambda route: route.abort())
    page.goto(f"{base}/Q/{CODE}")
    page.locator("article#vi a[data-a=steps]").click()
    page.wait_for_url("**#steps-vi")
    assert page.locator("#vi .s li").all_inner_texts()[1] == "Bấm nút gọi."
    context.close()


def test_a_picture_opens_as_large_as_the_screen(page: Page) -> None:
    """Its words go with it; Back closes it and leaves the page where it was."""
    page.locator("a[data-a=picture]:visible").click()
    large = page.get_by_role("dialog", name="Bàn phím điện thoại")
    large.wait_for()
    width = page.evaluate(
        """async () => { const image = document.querySelector("dialog img");
        await image.decode(); return image.naturalWidth }"""
    )
    assert width > 640
    page.go_back()
    large.wait_for(state="detached")
    assert page.url.endswith(CODE)
    page.locator("a[data-a=picture]:visible").click()
    page.keyboard.press("Escape")
    large.wait_for(state="detached")


def test_sharing_hands_the_phone_the_short_address(page: Page, base: str) -> None:
    """With the phone's own sheet where it has one."""
    page.evaluate("void (navigator.share = async what => { document.body.dataset.given = JSON.stringify(what) })")
    page.locator("button[data-a=share]:visible").click()
    page.locator("body[data-given]").wait_for()
    assert page.evaluate("JSON.parse(document.body.dataset.given)") == {
        "title": "Gọi điện thoại – Cầm Tay Thử",
        "url": f"{base}/Q/{CODE}",
    }


def test_without_a_share_sheet_the_address_is_copied_and_that_is_said(page: Page, base: str) -> None:
    """In a live region, so that a screen reader speaks it."""
    page.evaluate("Object.defineProperty(navigator, 'share', {value: undefined})")
    page.evaluate("void (navigator.clipboard.writeText = async text => { window.copied = text })")
    page.locator("button[data-a=share]:visible").click()
    page.locator("[role=status].told", has_text="Đã chép đường dẫn").wait_for()
    assert page.evaluate("window.copied") == f"{base}/Q/{CODE}"


def test_a_page_does_not_move_under_a_finger(page: Page, base: str) -> None:
    """Or the browser finds no button that was both pressed and let go, and the tap is lost.

    The first press brings the script, its style and what they add; an old hand may take a second over it."""
    page.evaluate("Object.defineProperty(navigator, 'share', {value: undefined})")
    page.evaluate("void (navigator.clipboard.writeText = async text => { window.copied = text })")
    button = page.locator("button[data-a=share]:visible")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    assert before
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    with page.expect_response("**/scan-*.css"):
        page.mouse.down()
    page.wait_for_timeout(700)
    assert button.bounding_box() == before
    assert page.locator(".keep").count() == 0
    page.mouse.up()
    page.locator("[role=status].told", has_text="Đã chép đường dẫn").wait_for()
    page.locator(".keep:visible").wait_for()
    assert page.evaluate("window.copied") == f"{base}/Q/{CODE}"


def test_a_button_works_where_its_style_never_comes(base: str, chromium: Browser) -> None:
    """The signal was lost after the script: what was pressed is done all the same, a little later."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", service_workers="block")
    page = context.new_page()
    page.route("**/scan-*.css", lambda _: None)
    page.goto(f"{base}/Q/{CODE}")
    begin(page)
    assert page.evaluate("[...document.styleSheets].some(s => s.href)") is False
    context.close()


def test_keeping_is_tried_again_with_a_tap(page: Page) -> None:
    """Without a signal the place says so; with one again, a tap fetches the list and keeps the page."""
    page.evaluate("""() => { const own = window.fetch; window.fetch = async address => {
        if (!window.signal) throw new TypeError("no signal");
        return own(address) } }""")
    page.mouse.click(5, 300)
    page.locator("#vi .keep p", has_text="mạng yếu").wait_for()
    page.evaluate("void (window.signal = true)")
    page.locator("#vi [data-a=keep]").click()
    page.locator("#vi .keep p", has_text="Đã giữ trong máy").wait_for()


def test_where_nothing_can_be_kept_no_place_is_left(page: Page) -> None:
    """A preview has no lists."""
    page.evaluate("""() => { window.fetch = async () => {
        while (!window.signal) await new Promise(later => setTimeout(later, 20));
        return new Response("", {status: 404}) } }""")
    page.mouse.click(5, 300)
    page.locator("#vi .keep").wait_for()
    page.evaluate("void (window.signal = true)")
    page.locator("#vi .keep").wait_for(state="detached")


def test_the_place_for_keeping_stands_before_its_size_is_known(page: Page) -> None:
    """On a weak signal that comes seconds later, when somebody has begun to read what stands below."""
    page.evaluate("""() => { const own = window.fetch; window.fetch = async address => {
        while (!window.signal) await new Promise(later => setTimeout(later, 20));
        return own(address) } }""")
    page.mouse.click(5, 300)
    page.locator("#vi [data-a=keep]", has_text="…").wait_for()
    below = page.locator("#vi footer").bounding_box()
    page.evaluate("void (window.signal = true)")
    page.locator("#vi [data-a=keep]", has_text="kB").wait_for()
    assert page.locator("#vi footer").bounding_box() == below


def test_a_sign_can_be_reported_with_its_code(page: Page) -> None:
    """By text message, mail and Zalo, to the contact in site.yml; Zalo takes no text, so it names the code to write."""
    links: list[str] = [a.get_attribute("href") or "" for a in page.locator("footer:visible a.b").all()]
    about = "Bi%E1%BB%83n%2029G275%20%E2%80%93%20G%E1%BB%8Di%20%C4%91i%E1%BB%87n%20tho%E1%BA%A1i"
    assert f"sms:0912345678?&body={about}.%20T%C3%B4i%20th%E1%BA%A5y%3A%20" in links
    assert f"mailto:baobien@thu.example?subject={about}&body={about}.%20T%C3%B4i%20th%E1%BA%A5y%3A%20" in links
    assert "https://zalo.me/123456789012" in links
    assert CODE in page.locator("footer:visible a[href*=zalo]").inner_text()


def test_paper_gets_the_chosen_language_and_everything_that_was_folded(page: Page, base: str) -> None:
    """Buttons that paper has no use for are gone; telephone numbers stay."""
    page.goto(f"{base}/Q/{WELL}")
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.locator("button[data-a=print]:visible").click()
    page.locator("article:visible details[open]").wait_for()
    page.emulate_media(media="print")
    assert [a.get_attribute("lang") for a in page.locator("article:visible").all()] == ["vi"]
    links = [a.get_attribute("href") or "" for a in page.locator("button:visible, a.b:visible").all()]
    assert {href.split(":")[0] for href in links} == {"tel"}
    assert page.locator("details li:visible").all_inner_texts() == ["1850 Đào giếng."]
    assert WELL in page.locator("body").inner_text()


def test_nothing_is_fetched_before_a_touch(site: Path, chromium: Browser) -> None:
    """A page without a picture on the first screen is one request; the first touch adds the script and its style."""
    with hosted(site) as (address, asked):
        context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", service_workers="block")
        page = context.new_page()
        page.goto(f"{address}/Q/{WELL}")
        page.wait_for_load_state("networkidle")
        assert [path for path in asked if "scan-" in path] == []
        page.locator("h1:visible").click()
        page.locator(".told").wait_for(state="attached")
        for _ in range(1_000):  # the script asks for the style
            if len([path for path in asked if "scan-" in path]) > 1:
                break
            page.wait_for_timeout(50)
        page.wait_for_load_state("networkidle")
        assert sorted(Path(path).suffix for path in asked if "scan-" in path) == [".css", ".js"]
        context.close()


def test_the_marks_are_all_that_is_kept(page: Page) -> None:
    """Numbers of steps and a sum of the text: no time, no name, no cookie."""
    begin(page)
    press(page, "Xong, bước tiếp")
    kept: dict[str, Any] = page.evaluate("({...localStorage})")
    assert set(kept) == {"ct-steps-goi-dien"}
    assert page.evaluate("Object.keys(JSON.parse(localStorage['ct-steps-goi-dien']))") == ["v", "done"]
    assert page.evaluate("document.cookie") == ""
