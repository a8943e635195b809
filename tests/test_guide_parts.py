"""A guide's parts: what one must have, what to know before the first step, and where the matter comes from."""

from __future__ import annotations

from camtay.pages.render import all_pages
from camtay.project import load
from camtay.scan.page import render_code
from tests.conftest import GUIDE, TinyProject

PARTS = """\
prerequisites:
  - {vi: Có điện thoại., en: A phone., confidence: memory}
know:
  - {vi: Gọi trước tám giờ tối., en: Call before eight in the evening., confidence: memory}
background:
  - {vi: Xã mở đợt này từ mùa xuân., en: The commune began this in spring., sources: [s]}
"""
LEDGER = '{"code":"29G275","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'


def test_what_to_know_comes_before_the_steps_and_background_after_everything(tiny_project: TinyProject) -> None:
    """The full page asks for the phone, tells the hour, gives the steps, and ends with the campaign."""
    project = load(tiny_project({"guides/goi-dien.yml": GUIDE + PARTS}))
    html = next(page.html for page in all_pages(project) if page.path == "huong-dan/goi-dien/")
    places = [html.index(words) for words in ("Có điện thoại.", "Gọi trước tám giờ tối.", "Bấm số.", "Xã mở đợt này")]
    assert places == sorted(places)
    assert 'id="know"' in html
    assert 'id="background"' in html


def test_a_scan_page_leaves_the_background_out(tiny_project: TinyProject) -> None:
    """Who stands at a sign needs the rule, not its history."""
    project = load(tiny_project({"guides/goi-dien.yml": GUIDE + PARTS, "qr/ledger.jsonl": LEDGER}))
    html = render_code(project, project.ledger.codes["29G275"]).html
    assert html.index("Gọi trước tám giờ tối.") < html.index("Bấm số.")
    assert "Xã mở đợt này" not in html
    assert "The commune began this" not in html


def test_a_claim_of_the_background_names_its_part_at_the_sources(tiny_project: TinyProject) -> None:
    """The foot of the page says what each source was used for."""
    project = load(tiny_project({"guides/goi-dien.yml": GUIDE + PARTS}))
    html = next(page.html for page in all_pages(project) if page.path == "en/guides/goi-dien/")
    assert "Used for: Step 1; Background." in html
