"""Scan pages for everyone: axe-core finds nothing, they zoom, and they obey the phone's own settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest

from camtay.ledger import Code, Event
from camtay.project import load
from camtay.scan import bundle
from camtay.scan.doubt import render_doubt
from camtay.scan.page import render_code
from tests.conftest import REPO
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ENTRIES = {
    "guide": "vneid-cai-dat-kich-hoat",
    "procedures": "mot-cua",
    "heritage": "hien-luong-ben-hai",
    "village": "hung-nhon",
    "alley": "hung-nhon-kiet-07",
    "speciality": "ca-phe-khe-sanh",
    "visitor": "khi-den-quang-tri",
    "path": "",
    "route": "",
}
"""One of each kind; the first one where it does not matter."""
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
PHONES = {"vi": "vi-VN", "en": "en-GB"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`/Q/KIND` for each kind, and `/Q/` for people who doubt."""
    project = load(REPO)
    out = tmp_path_factory.mktemp("access")
    (out / "Q").mkdir()
    bundle.write(project, out)
    for kind, wanted in ENTRIES.items():
        entry = wanted or project.by_kind[kind][0].id
        code = Code("29G275", (Event("29G275", 1, "issue", "2026-11-22", entry),))
        (out / f"Q/{kind}.html").write_text(render_code(project, code).html, "utf-8")
    (out / "Q/index.html").write_text(render_doubt(project).html, "utf-8")
    with hosted(out) as (address, _):
        yield address


def faults(page: Page, colours: bool = False) -> list[str]:
    """What axe-core complains about: rule, and the elements that break it. `colours`: only what a scheme can change."""
    page.evaluate(AXE)
    only = {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": RULES}
    found = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", only)
    return [f"{v['id']}: {[n['target'] for n in v['nodes']][:4]}" for v in found["violations"]]


@pytest.mark.parametrize(("locale", "scheme"), [("vi", "light"), ("en", "light"), ("vi", "dark")])
@pytest.mark.parametrize("kind", [*ENTRIES, ""])
def test_axe_finds_nothing(kind: str, locale: str, scheme: Any, base: str, chromium: Browser) -> None:
    """WCAG 2.2 AA and what axe calls best practice, on every kind of page; on a guide also with a step open."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale=PHONES[locale], color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{base}/Q/{kind}")
    assert page.locator("html").get_attribute("lang") == locale
    assert faults(page, scheme == "dark") == []
    if kind == "guide":
        page.locator("[data-a=steps]:visible").click()
        page.locator("[data-a='steps.next']").click()
        assert faults(page, scheme == "dark") == []
        while page.locator("[data-a='steps.next']").count():
            page.locator("[data-a='steps.next']").click()
        assert faults(page, scheme == "dark") == []
        page.locator("[data-a='steps.close']").first.click()
        page.locator(".steps").wait_for(state="detached")
        assert faults(page, scheme == "dark") == []
    context.close()


@pytest.mark.parametrize("kind", ENTRIES)
def test_pages_reflow_at_twice_and_four_times_their_size(kind: str, base: str, chromium: Browser) -> None:
    """A phone of 360 px at 200 % is a page of 180 px; 1,280 px at 400 % is one of 320 px (WCAG 1.4.10). In both
    languages, and with the page's own largest letters too."""
    for locale in ("vi-VN", "en-US"):
        context = chromium.new_context(locale=locale)
        page = context.new_page()
        page.goto(f"{base}/Q/{kind}")
        for width in (180, 320):
            page.set_viewport_size({"width": width, "height": 370})
            for size in (1, 2, 3):
                page.locator(f".z button[value='{size}']:visible").click()
                wide = page.evaluate(
                    """() => [...document.querySelectorAll("body *")].filter(e => e.checkVisibility()
                    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
                )
                assert wide == [], (locale, width, size)
        context.close()


def test_colours_that_the_phone_chose_are_obeyed(base: str, chromium: Browser) -> None:
    """With forced colours the buttons keep an edge and the chosen text size can be told from the others."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", forced_colors="active", contrast="more"
    )
    page = context.new_page()
    page.goto(f"{base}/Q/guide")
    edges = page.evaluate(
        """() => [...document.querySelectorAll(".b, .l, .z button")].filter(e => e.checkVisibility())
        .map(e => parseFloat(getComputedStyle(e).borderTopWidth))"""
    )
    assert min(edges) >= 1
    width = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
    chosen = page.locator(".z:visible [aria-pressed=true]").evaluate(width)
    assert chosen > page.locator(".z:visible [aria-pressed=false]").first.evaluate(width)
    assert page.locator(".id:visible").evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"
    context.close()


def test_nothing_moves() -> None:
    """No animation and no transition: there is nothing that prefers-reduced-motion would have to stop."""
    folder = REPO / "scripts/camtay/templates/scan"
    source = "".join((folder / name).read_text("utf-8") for name in ("scan.css", "more/more.css"))
    assert re.findall(r"animation|transition|scroll-behavior", source) == []


@pytest.mark.parametrize("kind", ENTRIES)
def test_each_article_is_one_outline(kind: str, base: str, chromium: Browser) -> None:
    """One first heading on the screen, and no level is jumped over."""
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(f"{base}/Q/{kind}")
    levels = [int(h.evaluate("e => e.tagName[1]")) for h in page.locator("h1:visible, h2:visible, h3:visible").all()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    context.close()
