"""What pages tell search engines: JSON-LD in schema.org's terms, Open Graph, icons and manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from camtay.pages import linked, render
from camtay.pages.page import Page
from camtay.project import Project, load
from tests.conftest import HERITAGE, REPO, TinyProject
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TERMS: dict[str, dict[str, list[str]]] = yaml.safe_load((REPO / "tests/schema_org.yml").read_text("utf-8"))
HEAVIEST = 25_000
"""Bytes of HTML of an entry's page before compression."""


@pytest.fixture(scope="module")
def project() -> Project:
    return load(REPO)


@pytest.fixture(scope="module")
def pages(project: Project) -> list[Page]:
    return list(render.all_pages(project))


def told(pages: list[Page], path: str) -> dict[str, Any]:
    [found] = [json.loads(page.data) for page in pages if page.path == path]
    return dict(found)


def of(root: Path, path: str = "di-tich/gieng-co/") -> dict[str, Any]:
    """What the page of the monument is about."""
    return dict(told(list(render.all_pages(load(root))), path)["mainEntity"])


@cache
def properties(type_: str) -> frozenset[str]:
    """Those of a type and of all that it belongs to."""
    return frozenset(TERMS[type_]["has"]).union(*(properties(parent) for parent in TERMS[type_]["is"]))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def faults(data: Any) -> list[str]:
    """Types and properties that schema.org does not have."""
    found = []
    for node in nodes(data):
        types = [node["@type"]] if isinstance(node["@type"], str) else node["@type"]
        known = frozenset().union(*(properties(t) for t in types if t in TERMS))
        found += [t for t in types if t not in TERMS]
        found += [f"{types}.{name}" for name in node if name[0] != "@" and name not in known]
    return found


# ---------------------------------------------------------------- JSON-LD
def test_every_page_speaks_in_terms_of_schema_org(pages: list[Page]) -> None:
    """Every type and every property of every page of the first instance, in both locales."""
    assert {fault for page in pages for fault in faults(json.loads(page.data))} == set()
    used = {str(node["@type"]) for page in pages for node in nodes(json.loads(page.data))}
    assert {"HowTo", "HowToStep", "TouristTrip", "GovernmentOffice", "LearningResource", "Place"} < used
    assert "['LandmarksOrHistoricalBuildings', 'TouristAttraction']" in used


def test_wrong_terms_would_be_noticed() -> None:
    """A property of another type, a type that is none."""
    assert faults({"@type": "Place", "step": []}) == ["['Place'].step"]
    assert faults({"@type": "Temple"}) == ["Temple"]


def test_a_guide_is_told_as_its_steps(project: Project, pages: list[Page]) -> None:
    """All steps in order, each with an address that the page has."""
    path = project.urls(project.entries["vneid-cai-dat-kich-hoat"])["en"]
    data = told(pages, path)
    [page] = [page for page in pages if page.path == path]
    steps = data["mainEntity"]["step"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(f'id="{step["url"][1:]}"' in page.html for step in steps)
    assert len(steps) == page.html.count('<li id="step-')
    assert (data["inLanguage"], data["lastReviewed"]) == ("en", data["dateModified"])


def test_the_trail_is_that_of_the_page(pages: list[Page]) -> None:
    """The links above the title, then the page itself."""
    for page in pages:
        trail = json.loads(page.data).get("breadcrumb", {"itemListElement": []})["itemListElement"]
        nav = re.search(r'<nav class="ct-crumbs".*?</nav>', page.html, re.DOTALL)
        if nav is None:
            assert page.kind in ("home", "search"), page.path
            continue
        shown = re.findall(r'<a href="/([^"]*)"', nav[0])
        assert [item["item"] for item in trail[:-1]] == [f"https://quangtri.example/{href}" for href in shown]
        assert [item["item"] for item in trail[-1:]] == [f"https://quangtri.example/{page.path}"][: len(trail)]


def test_a_monument_says_only_what_is_known(tiny_project: TinyProject) -> None:
    """No position that is not sure, no free admission that nobody verified, no languages without a sign."""
    rough = "coordinates: {lat: 16.75, lon: 107.18, precision_m: 4000, confidence: memory}\n"
    free = "admission: {vi: Vào cửa tự do., en: Free entry., free: true, confidence: memory}\n"
    data = of(tiny_project({"guides/gieng-co.yml": HERITAGE + rough + free}))
    assert data["@type"] == ["LandmarksOrHistoricalBuildings", "TouristAttraction"]
    assert set(data) == {"@type", "name", "description", "address"}


def test_a_monument_says_what_is_sure(tiny_project: TinyProject) -> None:
    """Its spot, that one may go in for nothing, and in which languages its sign speaks."""
    sure = "coordinates: {lat: 16.75, lon: 107.18, precision_m: 20, sources: [s]}\n"
    free = "admission: {vi: Vào cửa tự do., en: Free entry., free: true, sources: [s]}\n"
    line = '{"code": "29G275", "seq": 1, "entry": "gieng-co", "event": "issue", "date": "2026-11-22"}\n'
    root = tiny_project({"guides/gieng-co.yml": HERITAGE + sure + free, "qr/ledger.jsonl": line})
    data = of(root)
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 16.75, "longitude": 107.18}
    assert data["isAccessibleForFree"] is True
    assert data["availableLanguage"] == ["vi", "en"]


def test_no_text_ends_the_script() -> None:
    """Whatever stands in a field, the page's HTML goes on behind the data."""
    made = linked._script({"name": "</script><b>"})
    assert "<" not in made
    assert json.loads(made) == {"name": "</script><b>"}


# ---------------------------------------------------------------- on the page
@pytest.fixture(scope="module")
def base(quang_tri: Path) -> Iterator[str]:
    with hosted(quang_tri / "site") as (address, _):
        yield address


def test_pages_of_entries_stay_light(quang_tri: Path, project: Project) -> None:
    """The data included: what a page costs before compression."""
    sizes = {
        path: (quang_tri / "site" / path / "index.html").stat().st_size
        for entry in project.entries.values()
        for path in project.urls(entry).values()
    }
    assert {path: size for path, size in sizes.items() if size > HEAVIEST} == {}


@pytest.mark.browser
def test_browsers_neither_run_nor_refuse_the_data(base: str, chromium: Browser, quang_tri: Path) -> None:
    """The strict policy has no hash for it, nothing complains, and the data can be read; the card, the icons and the
    manifest that the page names are there."""
    page = chromium.new_context(viewport={"width": 360, "height": 640}).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{base}/di-tich/thanh-co-quang-tri/")
    script = page.locator('script[type="application/ld+json"]')
    assert script.count() == 1
    data = json.loads(script.text_content() or "")
    assert data["mainEntity"]["@type"][1] == "TouristAttraction"
    named = page.evaluate("""Object.fromEntries([...document.querySelectorAll('meta[property]')].map(
        m => [m.getAttribute('property'), m.content]))""")
    assert named["og:title"] == data["name"]
    assert (named["og:locale"], named["og:url"]) == ("vi_VN", data["url"])
    assert (quang_tri / "site" / named["og:image"].removeprefix("https://quangtri.example/")).is_file()
    links = page.evaluate("[...document.querySelectorAll('link[rel*=icon],link[rel=manifest]')].map(l => l.href)")
    assert len(links) == 3
    assert all(page.request.get(link).ok for link in links)
    manifest = page.request.get(links[-1]).json()
    assert (manifest["lang"], manifest["start_url"]) == ("vi", "/")
    assert all(page.request.get(base + icon["src"]).ok for icon in manifest["icons"])
    assert complaints == []
