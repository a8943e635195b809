"""The drawings in `guides/hinh/`: light, legible in both colour schemes, described in words, and all of them used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from camtay import media, scan, svg
from camtay.project import Project, load
from tests.conftest import REPO

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DRAWINGS = sorted((REPO / "guides/hinh").glob("*.svg"))


@pytest.fixture(scope="module")
def project() -> Project:
    return load(REPO)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_small_plain_and_of_the_common_form(path: Path) -> None:
    """At most 2 kB, 240 × 150 units, colours for the dark scheme, the licence inside, no words but numbers and 4G."""
    data = path.read_bytes()
    assert len(data) <= 2_000
    assert svg.fault(data) is None
    assert svg.size(data) == (240, 150)
    text = data.decode()
    assert "prefers-color-scheme:dark" in text
    assert "<!-- Cầm Tay, MIT:" in text
    assert set(re.findall(r"<text[^>]*>([^<]*)</text>", text)) <= {"113", "114", "115", "4G"}


def test_all_drawings_share_one_style() -> None:
    """A change of colours is one search and replace."""
    assert len({re.findall(r"<style>(.*?)</style>", path.read_text("utf-8"))[0] for path in DRAWINGS}) == 1


def test_every_drawing_is_used_and_described_alike(project: Project) -> None:
    """Each says that it is a drawing, in both languages, with the same words wherever it stands."""
    described: dict[str, set[tuple[str, str]]] = {}
    for entry in project.entries.values():
        for _, picture in media.pictures(entry):
            if picture.file.startswith("hinh/"):
                words = (picture.alt.in_("vi").text, picture.alt.in_("en").text)
                described.setdefault(picture.file.removeprefix("hinh/"), set()).add(words)
    assert set(described) == {path.name for path in DRAWINGS}
    for name, texts in described.items():
        assert len(texts) == 1, name
        vi, en = texts.pop()
        assert vi.startswith("Hình vẽ: ")
        assert en.startswith("Drawing: ")


def test_pictures_keep_scan_pages_light(project: Project) -> None:
    """The first picture of a page weighs at most 20 kB, each further one 40; those of steps load when they are near."""
    for code in project.ledger.codes.values():
        html = scan.render_code(project, code).html
        images = re.findall(r"<img [^>]*>", html.split("</article>")[0])
        assert all("width=" in image and "height=" in image for image in images)
        first = 1 if project.entries[code.entry].picture else 0
        assert all('loading="lazy"' in image for image in images[first:])
        names = {asset.path: len(asset.data) for asset in _assets(project, code.entry)}
        for number, image in enumerate(images):
            found = re.search(r'src="/([^"]+)"', image)
            assert found
            assert names[found[1]] <= (20_000 if number == 0 else 40_000)


def _assets(project: Project, entry: str) -> list[media.Asset]:
    return [media.asset(project.root, picture.file) for _, picture in media.pictures(project.entries[entry])]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "ground"), [("light", (238, 245, 241)), ("dark", (32, 41, 42))])
def test_lines_stand_out_in_both_colour_schemes(scheme: str, ground: tuple[int, int, int], chromium: Browser) -> None:
    """As a picture on the ground that pages give it: the strongest line has a contrast of 7 : 1, each has ink."""
    import io

    from PIL import Image

    context = chromium.new_context(viewport={"width": 240, "height": 150}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in DRAWINGS:
        page.goto(path.as_uri())
        page.evaluate("c => document.documentElement.style.background = c", f"rgb{ground}")
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        colours = [colour for n, colour in shot.getcolors(100_000) or [] if n >= 60]
        assert max(_contrast(colour, ground) for colour in colours) >= 7, path.name
    context.close()


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio of WCAG 2.2."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
