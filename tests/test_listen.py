"""Reading aloud on the scan page: the phone's own voice, and recorded ones.

Debian's Chromium has no voices: each test gives it the ones that it is about, and says itself when one has finished."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from camtay import scan
from camtay.pages import site_files
from camtay.project import load
from camtay.scan import offline
from tests.conftest import BASE, GUIDE, TinyProject
from tests.hosting import hosted, until
from tests.test_audio import mp3, with_voice

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VOICES = """
(function(voices){
  var now=null;
  window.said=[];
  window.SpeechSynthesisUtterance=function(text){this.text=text};
  var synth={speaking:false,pending:false,
    getVoices:function(){return voices},
    speak:function(u){now=u;synth.speaking=true;said.push({text:u.text,lang:u.lang,voice:u.voice.name});
      setTimeout(function(){if(now===u&&u.onstart)u.onstart({})})},
    cancel:function(){var u=now;now=null;synth.speaking=false;
      if(u)setTimeout(function(){u.onerror({error:'canceled'})})}};
  Object.defineProperty(window,'speechSynthesis',{value:synth});
  window.finish=function(){var u=now;now=null;synth.speaking=false;u.onend({})};
  window.fault=function(error){now.onerror({error:error})};
  window.arrive=function(more){voices=more;synth.onvoiceschanged({})};
})(%s)
"""
VIETNAMESE = {"name": "Linh", "lang": "vi-VN", "localService": True}
ENGLISH = {"name": "Anna", "lang": "en_GB", "localService": True}
NONE = "Object.defineProperty(window,'speechSynthesis',{value:undefined})"

GUIDE_TO_HEAR = """\
kind: guide
id: goi-dien
title: {vi: Gọi điện thoại, en: Make a phone call}
summary: {vi: Gọi cho người nhà., en: Call your family.}
topic: safety
audience: [everyone]
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
steps:
  - {vi: Bấm số **0233 3852 146**. Chờ chuông., en: Dial 0233 3852 146. Wait., sources: [s]}
  - {vi: "Gọi 113 hoặc 115 năm 2026, mất 150.000 đồng.", en: Call 113 or 115 in 2026., sources: [s]}
  - {vi: "Đưa mã 29G275, căn cước 045203001234.", en: Show the code 29G275., sources: [s]}
"""

Open = Callable[..., "Page"]


def publish(root: Path, out: Path) -> str:
    """Write the scan page of the guide and what it fetches; the path of the page."""
    ledger, code = load(root).ledger.issue("goi-dien", date(2026, 11, 22), "")
    ledger.write(root)
    project = load(root)
    scan.write(project, out)
    site_files.write(project, out)
    offline.write(project, out)
    return f"/Q/{code}"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """(address of the scan page of `GUIDE_TO_HEAR`, list of paths asked for)."""
    root = tmp_path_factory.mktemp("hear")
    for name, text in {**BASE, "guides/goi-dien.yml": GUIDE_TO_HEAR}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    path = publish(root, root / "site")
    with hosted(root / "site") as (base, asked):
        yield base + path, asked


@pytest.fixture
def opened(guide: tuple[str, list[str]], tmp_path: Path, chromium: Browser) -> Iterator[Open]:
    """`opened(voices)` → the scan page of a guide on a Vietnamese phone, touched once; None: a browser without speech.

    The page has a list `asked` of addresses and a list `faults`."""
    with ExitStack() as stack:

        def make(
            voices: list[dict[str, object]] | None,
            *,
            root: Path | None = None,
            touch: bool = True,
            locale: str = "vi-VN",
        ) -> Page:
            address, asked = guide
            if root:
                path = publish(root, tmp_path / "site")
                base, asked = stack.enter_context(hosted(tmp_path / "site"))
                address = base + path
            asked.clear()
            context = stack.enter_context(chromium.new_context(viewport={"width": 360, "height": 640}, locale=locale))
            context.add_init_script(NONE if voices is None else VOICES % json.dumps(voices))
            page: Any = context.new_page()
            page.asked, page.faults = asked, []
            page.on("pageerror", lambda e: page.faults.append(str(e)))
            page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
            page.goto(address)
            if touch:
                wake(page)
            return cast("Page", page)

        yield make


def wake(page: Page) -> None:
    """The first touch, on nothing, and the time until what it fetches has run."""
    with page.expect_response(lambda r: r.url.endswith(".css")):
        page.mouse.click(2, 300)
    until(page, "document.querySelector('.say') || !window.speechSynthesis")


def button(page: Page) -> Any:
    return page.locator("[data-a=listen]")


def texts(page: Page) -> list[str]:
    """What the voice was given to say so far."""
    return [said["text"] for said in page.evaluate("said")]


def hear(page: Page) -> list[str]:
    """Everything that is said from the button to the end."""
    button(page).click()
    for _ in range(60):
        if button(page).inner_text().startswith(("Nghe", "Listen")):
            break
        page.evaluate("finish()")
    return texts(page)


# ---------------------------------------------------------------- where it is offered
def test_the_button_is_there_only_with_a_voice_of_the_language(opened: Open) -> None:
    """Labelled as a machine; a Vietnamese text is never read by an English voice."""
    page = opened([VIETNAMESE])
    assert button(page).inner_text() == "Nghe máy đọc"
    assert button(page).bounding_box()["height"] >= 48
    page.get_by_role("link", name="English").click()
    button(page).wait_for(state="hidden")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("tag", ["vi", "vi-VN", "vi_VN", "VI-vn"])
def test_every_way_of_writing_the_language_counts(tag: str, opened: Open) -> None:
    """Phones write it with a hyphen, with a line, or alone."""
    page = opened([ENGLISH, {"name": "Mai", "lang": tag, "localService": False}])
    button(page).click()
    assert page.evaluate("said[0].voice") == "Mai"


def test_a_voice_that_works_without_the_network_goes_first(opened: Open) -> None:
    """A voice from far away costs data and falls silent with the signal."""
    page = opened([{"name": "Far", "lang": "vi-VN", "localService": False}, VIETNAMESE])
    button(page).click()
    assert page.evaluate("said[0].voice") == "Linh"


@pytest.mark.parametrize("voices", [None, [], [ENGLISH], [{"name": "x", "lang": "vie", "localService": True}]])
def test_without_a_voice_there_is_no_button_and_no_fault(voices: list[dict[str, object]] | None, opened: Open) -> None:
    """Built-in browsers of chat apps have no voices at all."""
    page = opened(voices)
    assert not button(page).is_visible()
    page.locator(".z button:visible").last.click()
    assert page.faults == []  # type: ignore[attr-defined]


def test_voices_may_arrive_late(opened: Open) -> None:
    """Chrome lists them some time after the page has opened."""
    page = opened([])
    assert not button(page).is_visible()
    page.evaluate("arrive", [VIETNAMESE])
    button(page).wait_for(state="visible")


def test_the_button_moves_nothing_when_it_appears(opened: Open) -> None:
    """It lies over the page, in a corner, and the page's end can be scrolled out from under it."""
    page = opened([])
    before = page.locator("#vi h1").bounding_box()
    page.evaluate("arrive", [VIETNAMESE])
    button(page).wait_for(state="visible")
    assert page.locator("#vi h1").bounding_box() == before
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    last, own = page.locator("#vi footer").bounding_box(), button(page).bounding_box()
    assert last
    assert last["y"] + last["height"] <= own["y"]


def test_nothing_is_fetched_for_it_before_a_touch(opened: Open) -> None:
    """The page is one file."""
    page = opened([VIETNAMESE], touch=False)
    page.wait_for_timeout(200)
    assert [path for path in page.asked if "/assets/" in path or "/media/" in path] == []  # type: ignore[attr-defined]
    assert button(page).count() == 0


# ---------------------------------------------------------------- what it says
def test_it_reads_sentence_by_sentence_and_offers_itself_again(opened: Open) -> None:
    """Title, summary, steps with their numbers; neither buttons nor the code nor the foot of the page."""
    page = opened([VIETNAMESE])
    said = hear(page)
    assert said[:2] == ["Gọi điện thoại", "Gọi cho người nhà."]
    assert said[3].startswith("1. Bấm số")
    assert said[4] == "Chờ chuông."
    assert not any(word in text for text in said for word in ("Mã", "OTP", "Xem trang", "English"))
    assert {u["lang"] for u in page.evaluate("said")} == {"vi-VN"}
    assert button(page).inner_text() == "Nghe máy đọc"


def test_what_is_folded_away_is_read_only_once_it_is_opened(opened: Open) -> None:
    """Words explained, answers of a self-check."""
    page = opened([VIETNAMESE])
    folded = "<details><summary>Giải thích</summary><p>Chuông là tiếng báo.</p></details>"
    page.evaluate("html => document.querySelector('#vi .lead').insertAdjacentHTML('afterend', html)", folded)
    said = hear(page)
    assert "Giải thích" in said
    assert "Chuông là tiếng báo." not in said
    page.locator("#vi summary").first.click()
    assert "Chuông là tiếng báo." in hear(page)


def test_numbers_to_dial_and_codes_are_read_digit_by_digit(opened: Open) -> None:
    """Years and amounts are not."""
    said = " ".join(hear(opened([VIETNAMESE])))
    assert "0, 2, 3, 3, 3, 8, 5, 2, 1, 4, 6." in said
    assert "Gọi 1, 1, 3 hoặc 1, 1, 5 năm 2026, mất 150.000 đồng." in said
    assert "mã 2, 9, G, 2, 7, 5, căn cước 0, 4, 5, 2, 0, 3, 0, 0, 1, 2, 3, 4." in said


def test_english_is_read_by_an_english_voice(opened: Open) -> None:
    """The text of the language on the screen."""
    said = hear(opened([VIETNAMESE, ENGLISH], locale="en-GB"))
    assert said[0] == "Make a phone call"
    assert "2. Call 1, 1, 3 or 1, 1, 5 in 2026." in said


def test_a_long_sentence_is_cut_where_one_takes_breath(opened: Open, tiny_project: TinyProject) -> None:
    """Chrome falls silent for good after 15 seconds of one utterance; no word is lost."""
    long = "Mang theo giấy tờ, " * 30 + "rồi đi."
    page = opened([VIETNAMESE], root=tiny_project({"guides/goi-dien.yml": GUIDE.replace("Bấm số.", long)}))
    said = hear(page)[3:]
    assert max(map(len, said)) <= 165
    assert " ".join(said) == f"1. {long}"
    assert all(text.endswith((",", ".")) for text in said)


def test_the_sentence_being_read_is_marked_and_kept_in_sight(opened: Open) -> None:
    """With the browser's own highlight, which leaves the text alone."""
    page = opened([VIETNAMESE])
    marked = "[...CSS.highlights.get('say')][0].toString()"
    button(page).click()
    assert page.evaluate(marked) == "Gọi điện thoại"
    for _ in range(3):
        page.evaluate("finish()")
    assert page.evaluate(marked) == "Bấm số 0233 3852 146. "
    page.evaluate("finish();finish();finish()")
    top = page.evaluate("[...CSS.highlights.get('say')][0].getBoundingClientRect().top")
    assert 0 < top < 600
    button(page).click()
    assert page.evaluate("CSS.highlights.has('say')") is False


def test_a_browser_without_highlights_marks_the_paragraph(opened: Open) -> None:
    """Older phones."""
    page = opened([VIETNAMESE])
    page.evaluate("delete window.Highlight")
    button(page).click()
    assert page.locator("#vi .said").inner_text() == "Gọi điện thoại"
    button(page).click()
    assert page.locator(".said").count() == 0


# ---------------------------------------------------------------- when it stops
def test_a_second_press_stops_it(opened: Open) -> None:
    """And says nothing more; a third begins anew."""
    page = opened([VIETNAMESE])
    button(page).click()
    assert button(page).inner_text() == "Dừng đọc"
    button(page).click()
    assert button(page).inner_text() == "Nghe máy đọc"
    page.wait_for_timeout(100)
    assert texts(page) == ["Gọi điện thoại"]
    assert page.evaluate("speechSynthesis.speaking") is False
    button(page).click()
    assert texts(page) == ["Gọi điện thoại"] * 2


def test_another_language_stops_it_and_is_offered_in_turn(opened: Open) -> None:
    """Another text size does not."""
    page = opened([VIETNAMESE, ENGLISH])
    button(page).click()
    page.locator(".z button:visible").last.click()
    page.wait_for_timeout(50)
    assert button(page).inner_text() == "Dừng đọc"
    page.get_by_role("link", name="English").click()
    until(page, "!speechSynthesis.speaking")
    assert button(page).inner_text() == "Listen (machine voice)"


def test_leaving_the_page_stops_it(opened: Open) -> None:
    """To another page or another app."""
    page = opened([VIETNAMESE])
    button(page).click()
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("speechSynthesis.speaking") is False
    button(page).click()
    page.evaluate(
        "Object.defineProperty(document,'hidden',{value:true});document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert page.evaluate("speechSynthesis.speaking") is False


def test_a_voice_that_fails_says_so_and_the_text_stays(opened: Open) -> None:
    """Some phones list voices that they have never fetched."""
    page = opened([VIETNAMESE])
    button(page).click()
    page.evaluate("fault('synthesis-failed')")
    assert page.locator(".told").inner_text() == "Máy này không đọc được. Xin xem chữ trên trang."
    assert button(page).inner_text() == "Nghe máy đọc"
    button(page).click()
    assert page.locator(".told").inner_text() == ""


def test_a_call_that_comes_in_is_no_fault(opened: Open) -> None:
    """The voice is interrupted; there is nothing to say about it."""
    page = opened([VIETNAMESE])
    button(page).click()
    page.evaluate("fault('interrupted')")
    assert page.locator(".told").inner_text() == ""
    assert button(page).inner_text() == "Nghe máy đọc"


# ---------------------------------------------------------------- with other parts of the page
def test_one_step_at_a_time_is_read_alone_and_turned_over_it_reads_on(opened: Open) -> None:
    """The button stands below the step; closing the steps ends it."""
    page = opened([VIETNAMESE])
    page.get_by_role("link", name="Làm từng bước").click()
    page.wait_for_selector("[data-listen] [data-a=listen]")
    assert hear(page) == ["Bấm số 0, 2, 3, 3, 3, 8, 5, 2, 1, 4, 6.", "Chờ chuông."]
    button(page).click()
    page.locator("[data-a='steps.next']").click()
    until(page, "said.length === 4")
    assert texts(page)[3].startswith("Gọi 1, 1, 3")
    assert button(page).inner_text() == "Dừng đọc"
    page.locator("[data-a='steps.close']").first.click()
    until(page, "!speechSynthesis.speaking")
    assert button(page).inner_text() == "Nghe máy đọc"
    assert page.locator("[data-listen]").count() == 0
    assert page.faults == []  # type: ignore[attr-defined]


def test_one_step_can_be_heard_where_the_whole_page_is_recorded(opened: Open, tiny_project: TinyProject) -> None:
    """The recording is out of sight then, and falls silent for the machine."""
    root = with_voice(tiny_project, mp3(30), text=GUIDE_TO_HEAR)
    page = opened([VIETNAMESE], root=root)
    page.evaluate("() => {var a=document.querySelector('#vi audio');a.muted=true;return a.play()}")
    assert not button(page).is_visible()
    page.get_by_role("link", name="Làm từng bước").click()
    button(page).click()
    assert page.evaluate("document.querySelector('#vi audio').paused")
    assert len(texts(page)) == 1


def test_a_recorded_voice_plays_and_replaces_the_machine(opened: Open, tiny_project: TinyProject) -> None:
    """Nothing of it is fetched before somebody presses play; where another language has none, the machine is back."""
    page = opened([VIETNAMESE, ENGLISH], root=with_voice(tiny_project, mp3(3)))
    assert not button(page).is_visible()
    assert not any("/media/" in path for path in page.asked)  # type: ignore[attr-defined]
    length = page.evaluate(
        """async () => {var a=document.querySelector('#vi audio');a.muted=true;await a.play();return a.duration}"""
    )
    assert length == pytest.approx(3, abs=0.1)
    page.get_by_role("link", name="English").click()
    until(page, "document.querySelector('#vi audio').paused")
    assert button(page).inner_text() == "Listen (machine voice)"
    assert page.faults == []  # type: ignore[attr-defined]
