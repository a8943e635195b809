"""The benchmark of builds: made-up provinces are sound and always the same, tables and plot say what was found."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from camtay import codes, svg
from camtay.project import load
from tests.conftest import REPO

sys.path.insert(0, str(REPO / "scripts/bench"))
import build
import chapters
import peers
import plan
import plot
import synthetic

SVG = "{http://www.w3.org/2000/svg}"
WORKS = {
    "check, cold": {"cpu": 1.0, "wall": 1.5, "mb": 50},
    "cold build": {"cpu": 10.0, "wall": 6.0, "mb": 100, "files": 1000, "written": 1000, "bytes": 9e6, "page": 14_000},
    "Hugo": {"cpu": 5.0, "wall": 3.0, "mb": 200, "files": 500, "written": 500, "bytes": 6e6, "page": 12_000},
}
TWICE = {work: {key: value * 2 for key, value in found.items()} for work, found in WORKS.items()}
TOLD = {
    "date": "2026-12-01", "cores": 2, "memory": 8, "load": 0.5, "runs": 3, "versions": {"Hugo": "0.111.3"},
    "sizes": {"500": WORKS, "1000": TWICE},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two villages' worth of a made-up province; the second is cut off in the middle."""
    root = tmp_path_factory.mktemp("made") / "project"
    synthetic.write(root, 200)
    return root


def test_a_made_up_province_is_sound_and_as_large_as_asked(made: Path) -> None:
    """Also where a copy is cut off: nothing leads to entries that are not there."""
    project = load(made)
    assert len(project.entries) == 200
    assert len(project.ledger.codes) == 200
    assert len({entry.place for entry in project.entries.values()}) > 50
    assert any(entry.picture for entry in project.entries.values())


def test_a_made_up_province_is_the_same_each_time(made: Path, tmp_path: Path) -> None:
    """Byte for byte, codes and pictures too."""
    synthetic.write(tmp_path / "again", 200)
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (made, tmp_path / "again")
    )
    assert first == second


@pytest.mark.parametrize("count", [5, 100])
def test_an_edit_changes_one_summary_and_keeps_the_project_sound(count: int, tmp_path: Path) -> None:
    """And the next edit changes it again; five entries are guides only."""
    ours = build.Ours(tmp_path / "ours", count)
    before = {id_: entry.summary for id_, entry in load(ours.root).entries.items()}
    seen = set()
    for _ in range(2):
        ours.edit()
        after = {id_: entry.summary for id_, entry in load(ours.root).entries.items()}
        changed = [id_ for id_ in after if after[id_] != before[id_]]
        assert len(changed) == 1
        seen.add(after[changed[0]].in_("vi").text)
    assert len(seen) == 2


def test_hugo_and_stock_material_get_every_entry_in_both_languages(made: Path, tmp_path: Path) -> None:
    """With title, summary, steps and the way to related entries."""
    peers.hugo(made, tmp_path / "hugo")
    peers.stock(made, tmp_path / "stock")
    for folder in (tmp_path / "hugo/content", tmp_path / "stock/docs"):
        pages = [path for path in folder.rglob("*.md") if path.stem not in ("index", "_index")]
        assert len(pages) == 400
    page = next((tmp_path / "hugo/content/en").rglob("goi-video-zalo-0.md")).read_text("utf-8")
    head = yaml.safe_load(page.split("---")[1])
    assert head["title"].endswith("(0)")
    assert "\n1. " in page
    links = [line for line in page.splitlines() if line.startswith("- [") and "](/en/" in line]
    targets = [line.partition("](")[2].partition(")")[0].strip("/") for line in links]
    assert targets
    assert all((tmp_path / f"hugo/content/{target}.md").exists() for target in targets)


def test_the_tables_tell_ratio_and_growth() -> None:
    """Twice the time for twice the entries is n^1; Vietnamese has commas for decimals."""
    english, vietnamese = (chapters.table(TOLD, locale) for locale in ("en", "vi"))
    assert "| 1,000 | first build | 20.0 | 12.0 | 200 | 2.00 | n^1.00 |" in english
    assert "| 1,000 | first build | 2,000 | 2,000 | 18.0 | 28.0 |" in english
    assert "| 500 | dựng lần đầu | 10,0 | 6,00 | 100 | 2,00 |  |" in vietnamese
    assert "| 500 | check, the first time | 1.00 | 1.50 | 50 |  |  |" in english


def test_the_plot_is_a_drawing_with_its_figures_in_words() -> None:
    """One line a work, a mark at each size, a title and a description; nothing in it acts or loads."""
    text = plot.drawing(TOLD["sizes"])
    assert svg.fault(text.encode()) is None
    root = ElementTree.fromstring(text)  # noqa: S314 - our own
    assert len(root.findall(f"{SVG}path[@class='line']")) == 2
    assert len(root.findall(f"{SVG}circle")) == 2
    assert root.findtext(f"{SVG}title")
    assert "Hugo: 500 bài/entries 5.0 s, 1000 bài/entries 10.0 s" in str(root.findtext(f"{SVG}desc"))


def test_a_plot_of_one_size_can_be_drawn() -> None:
    """Logarithms of nothing are not asked for."""
    assert "nan" not in plot.drawing({"500": WORKS})


def test_what_a_site_takes_lies_on_lines_between_the_measured_sizes() -> None:
    """Small sites on the first one, large ones on the last, never less than nothing; one size is too little to tell."""
    sizes = {"400": {"cold build": {"files": 1100}}, "100": {"cold build": {"files": 200}}}
    found = plan.cost(sizes | {"200": {"cold build": {"files": 700}}}, "cold build", "files")
    assert [found.of(count) for count in (10, 80, 100, 150, 200, 300, 400, 500)] == [
        0, 100, 200, 450, 700, 900, 1100, 1300,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="two sizes"):
        plan.cost({"500": WORKS}, "cold build", "files")


def test_workers_share_a_province_and_the_country() -> None:
    """Two halve what can be shared; what each must read stays."""
    country = plan.Plan(TOLD, communes=100, provinces=10, entries=50, total=6_436_343, polite=6_147_997)
    (one, all_one), (two, all_two) = country.minutes(1), country.minutes(2)
    assert one == pytest.approx(10 * 500 / 500 / 60)
    assert two == pytest.approx((1 + 9 / 2) / 60)
    assert all_one == pytest.approx(10 * one)
    assert all_two == pytest.approx(5 * one)


def test_codes_are_counted_as_they_are_made() -> None:
    """Every code that begins with these letters, once, with its check letter."""
    begun = "2BC"
    values = [codes.ALPHABET.index(letter) for letter in begun]
    found = list(plan._codes(begun, sum((n + 2) * value for n, value in enumerate(values))))
    assert len(set(found)) == len(found) == 23**2
    assert all(codes.is_valid(code) and code.startswith(begun) for code in found)


def test_figures_go_between_their_marks_and_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people wrote around them stays; a chapter without marks is refused."""
    monkeypatch.setattr(chapters, "REPO", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("# A\n\n<!-- figures: x.py -->\nold\n<!-- end -->\n\nB <!-- end -->\n", "utf-8")
    for _ in range(2):
        chapters.fill({"page.md": "new"}, "x.py")
        assert page.read_text("utf-8") == "# A\n\n<!-- figures: x.py -->\n\nnew\n\n<!-- end -->\n\nB <!-- end -->\n"
    with pytest.raises(ValueError, match=r"other\.py"):
        chapters.fill({"page.md": "new"}, "other.py")


def test_the_chapters_on_speed_show_what_was_measured_last() -> None:
    """`docs/.data/speed.json` in words and as a plot, both made by the same command."""
    told = json.loads(build.DATA.read_text("utf-8"))
    for locale, path in chapters.SPEED.items():
        assert chapters.speed(told, locale) in (REPO / path).read_text("utf-8")
    assert build.PLOT.read_text("utf-8") == plot.drawing(told["sizes"])
