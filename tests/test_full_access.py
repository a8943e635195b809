"""Full pages for everyone: axe-core finds nothing on any kind of page, with the theme that is in use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from camtay import urls
from camtay.project import load
from tests.conftest import REPO
from tests.hosting import hosted
from tests.test_scan_access import faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CUT = """document.querySelectorAll("article :is(ul, ol, dl, table, tbody)").forEach(
list => [...list.children].slice(3).forEach(line => line.remove()))"""
"""Of a list three lines stay: the others are made alike, and axe takes a minute for the communes of a province."""
TWICE = """[...document.querySelectorAll("[id]")].map(e => e.id).filter((id, i, all) => all.indexOf(id) < i)"""
"""Ids that two elements of a page have."""
WAYS = ("search", "letters", "needs", "readers", "map")
"""Pages that lead to others."""


def paths(locales: int) -> list[str]:
    """Home, hubs, the first entry of each kind, communes, handbook and 404, in the first locales."""
    project = load(REPO)
    found = ["404.html", "so-tay/", "so-tay/phong-trao/"]
    for locale in project.locales[:locales]:
        found.append(urls.folder(project.site, locale))
        found += [
            urls.hub_path(project.site, locale, kind) for kind in (*project.by_kind, "place", "map") if kind != "alley"
        ]
        found += [urls.entry_path(project.site, locale, entries[0]) for entries in project.by_kind.values()]
    return [f"/{path}" for path in found]


@pytest.fixture(scope="module")
def base(quang_tri: Path) -> Iterator[str]:
    with hosted(quang_tri / "site") as (address, _):
        yield address


@pytest.mark.parametrize(("width", "scheme", "locales"), [(360, "light", 2), (1280, "dark", 1)])
def test_axe_finds_nothing(width: int, scheme: Any, locales: int, base: str, chromium: Browser) -> None:
    """WCAG 2.2 AA and what axe calls best practice, on a phone and on a desk, in both locales and colour schemes."""
    context = chromium.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in paths(locales):
        response = page.goto(base + path)
        assert response, path
        assert response.status == 200, path
        found[path] = page.evaluate(TWICE)
        page.evaluate(CUT)
        found[path] += faults(page)
    assert {path: told for path, told in found.items() if told} == {}


def test_full_pages_reflow_at_twice_and_four_times_their_size(base: str, chromium: Browser) -> None:
    """A phone of 360 px at 200 % is a page of 180 px; 1,280 px at 400 % is one of 320 px (WCAG 1.4.10): nothing has to
    be moved sideways to be read."""
    context = chromium.new_context()
    page = context.new_page()
    found = {}
    for path in paths(2):
        page.goto(base + path)
        for width in (180, 320):
            page.set_viewport_size({"width": width, "height": 370})
            found[path, width] = page.evaluate("document.documentElement.scrollWidth")
    assert {key: wide for key, wide in found.items() if wide > key[1]} == {}
