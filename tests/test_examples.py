"""Instances for other places, built from their YAML alone: nothing of the first one shows."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import scan
from camtay.build import build_site
from camtay.cli import main
from camtay.project import Project, load
from camtay.style import style_problems
from tests.conftest import REPO, elsewhere

ELSEWHERE = elsewhere()


@dataclass(frozen=True)
class Built:
    project: Project
    site: Path

    def pages(self) -> dict[str, str]:
        """Every text file of the site but the theme's own, by its path."""
        return {
            path.relative_to(self.site).as_posix(): path.read_text("utf-8")
            for path in sorted(self.site.rglob("*"))
            if path.suffix in (".html", ".xml", ".txt", ".json") and "assets" not in path.parts
        }


@pytest.fixture(scope="module")
def son_vi(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of `examples/son-vi`, built in a copy; MkDocs is strict about warnings."""
    root = tmp_path_factory.mktemp("son-vi") / "project"
    shutil.copytree(REPO / "examples/son-vi", root, ignore=shutil.ignore_patterns("site", "print"))
    project = load(root)
    site = root / "site"
    build_site(project, site)
    return Built(project, site)


def test_it_stands_alone(son_vi: Built) -> None:
    """Nothing on any page, in any file name or address comes from another instance."""
    pages = son_vi.pages()
    assert {name for name, text in pages.items() if ELSEWHERE.search(name) or ELSEWHERE.search(text)} == set()
    assert len(pages) > 20


def test_its_own_names_are_everywhere(son_vi: Built) -> None:
    """Title, host and both names of the commune: on every page, and on every scan page before anything else."""
    for name, html in son_vi.pages().items():
        if name.endswith(".html"):
            assert "Cầm Tay Sơn Vi" in html, name
    for code in son_vi.project.ledger.codes:
        assert "<b>Cầm Tay Sơn Vi</b> sonvi.example" in (son_vi.site / f"Q/{code}.html").read_text("utf-8")
    area = (son_vi.site / "khu-dan-cu/khu-10/index.html").read_text("utf-8")
    assert "xã Sơn Vi, huyện Lâm Thao, tỉnh Phú Thọ" in area
    assert "xã Phùng Nguyên, tỉnh Phú Thọ" in area
    assert "Khu dân cư" in area
    place = (son_vi.site / "noi/phung-nguyen/index.html").read_text("utf-8")
    assert all(name in place for name in ("Sơn Vi", "Tứ Xã", "Phùng Nguyên"))


def test_every_code_of_its_own_ledger_resolves(son_vi: Built) -> None:
    """Four entries, four codes, none of them the first instance's."""
    project = son_vi.project
    assert scan.verify(project, son_vi.site) == []
    assert set(project.ledger.by_entry) == set(project.entries)
    assert not set(project.ledger.codes) & set(load(REPO).ledger.codes)
    assert {e.payload for e in project.ledger.events if e.event == "print"} == {
        f"https://SONVI.EXAMPLE/Q/{code}" for code in project.ledger.codes
    }


def test_nothing_is_invented_for_it(son_vi: Built) -> None:
    """No contact, no number but the three of the whole country, no coordinates; what is open is asked."""
    project = son_vi.project
    assert project.site.contact.email is project.site.contact.phone is project.site.contact.zalo is None
    assert {phone.number for phone in project.site.emergency} == {"113", "114", "115"}
    numbers = {number for html in son_vi.pages().values() for number in re.findall(r'href="tel:([^"]+)"', html)}
    assert numbers == {"113", "114", "115"}
    assert "coordinates" not in "".join(p.read_text("utf-8") for p in (project.root / "guides").rglob("*.yml"))
    assert len([line for entry in project.entries.values() for line in entry.confirm]) >= 5
    assert "không phải trang chính thức" in (son_vi.site / "index.html").read_text("utf-8")


def test_it_is_sound_and_well_written(son_vi: Built) -> None:
    """Not one note: complete in both languages, every abbreviation explained, steps short."""
    assert son_vi.project.problems == ()
    assert style_problems(son_vi.project) == []


def test_its_sign_is_printed_and_read_back(tmp_path: Path) -> None:
    """One sign, proven: the wall of its one-stop desk, under its own domain and as it was printed before."""
    root = tmp_path / "project"
    shutil.copytree(REPO / "examples/son-vi", root, ignore=shutil.ignore_patterns("site", "print"))
    words = ["--root", str(root), "qr", "print", "--place", "mot-cua-son-vi", "--sign", "a6", "--date", "2026-11-22"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    proven = (root / "qr/print/proof.csv").read_text("utf-8")
    assert ",CXNTT2," in proven
    assert load(root).ledger.events == load(REPO / "examples/son-vi").ledger.events
