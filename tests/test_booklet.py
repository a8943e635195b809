"""Booklets: their chapters, their sheets, their symbols, and what is told when one can't be made."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from camtay.cli import main
from camtay.errors import CamtayError
from camtay.handouts import booklet
from camtay.project import Project, load
from tests.conftest import GUIDE, HERITAGE, PATH, ROUTE, SECOND_GUIDE, VILLAGE, TinyProject

DAY = date(2026, 11, 22)
PLACES = """\
kind: places
items:
  - {id: xa-thu, title: {vi: Xã Thử, en: Thử commune}, former: ["Xã Cũ, huyện Xưa"]}
  - {id: xa-kia, title: {vi: Xã Kia, en: Kia}}
"""
HERE = "place: [xa-thu]\n"
FILES = {
    "guides/places.yml": PLACES, "guides/goi-dien.yml": GUIDE, "guides/nhan-tin.yml": SECOND_GUIDE,
    "guides/gieng-co.yml": HERITAGE + HERE, "guides/lang-thu.yml": VILLAGE + HERE, "guides/nguoi-moi.yml": PATH,
    "guides/mot-ngay.yml": ROUTE,
}  # fmt: skip


@pytest.fixture
def root(tiny_project: TinyProject) -> Path:
    """Two guides, a path of both, a well, a village with an alley, a day route; all but the village have a code."""
    made = tiny_project(FILES)
    ledger = load(made).ledger
    for entry in ("goi-dien", "nhan-tin", "gieng-co", "nguoi-moi", "mot-ngay"):
        ledger, _ = ledger.issue(entry, DAY, "")
    ledger.write(made)
    return made


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "export", "booklet", *words])


def words(pdf: bytes) -> list[str]:
    """The words of each page, with one space between them."""
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def short(project: Project, entry: str) -> str:
    code = project.code_of(project.entries[entry])
    assert code
    return f"thu.example/Q/{code.code}"


def test_a_path_is_a_booklet_with_a_chapter_for_each_lesson(root: Path) -> None:
    """Cover, contents, chapters with their addresses, the self-check, sources; the answers on the last page."""
    project = load(root)
    made = booklet.make(project, "nguoi-moi")
    found = words(made.pdf)
    assert made.name == "nguoi-moi-a5-vi.pdf"
    assert len(found) % 4 == 0
    assert "Người mới dùng máy" in found[0]
    assert all(title in found[1] for title in ("Mục lục", "1. Người mới dùng máy", "2. Gọi điện thoại", "3. Nhắn tin"))
    whole = " ".join(found[2:])
    order = [short(project, "nguoi-moi"), short(project, "goi-dien"), short(project, "nhan-tin")]
    order += ["Gọi công an số nào?", "Dùng cho chương 1, 2, 3.", "Ghi chú", "Công an là 113."]
    places = [whole.index(part) for part in order]
    assert places == sorted(places)
    assert "Công an là 113." in found[-1]


def test_a_booklet_is_tagged_and_always_the_same(root: Path) -> None:
    """A5, PDF/UA-1 and PDF/A-2a, in the language of its words; the same bytes twice."""
    project = load(root)
    made = booklet.make(project, "mot-ngay", "en").pdf
    assert made == booklet.make(project, "mot-ngay", "en", date(2027, 1, 1)).pdf
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "en"
        metadata = opened.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert {tuple(round(float(x) / 72 * 25.4) for x in page.mediabox[2:]) for page in opened.pages} == {(148, 210)}
    whole = " ".join(words(made))
    for part in ("1. The old well", "2. Thử market", "Allow: An hour. *", "The water is clear all year."):
        assert part in whole
    assert "What is marked * is common knowledge" in whole


def test_a_commune_is_a_booklet_of_its_entries(root: Path) -> None:
    """An alley stands in the chapter of its village; an entry without a code has no symbol."""
    project = load(root)
    whole = " ".join(words(booklet.make(project, "xa-thu").pdf))
    assert "Xã Thử" in whole
    assert "Xã Cũ, huyện Xưa" in whole
    assert "1. Giếng cổ" in whole
    assert "2. Làng Thử" in whole
    assert "Kiệt 1" in whole
    assert "3. " not in whole
    assert whole.count("thu.example/Q/") == 1


def test_a_symbol_in_a_booklet_is_noted_as_printed(root: Path) -> None:
    """The command writes the file and the ledger; a second time adds nothing to the ledger."""
    done = run(root, "goi-dien", "--date", "2026-11-23")
    assert "export/goi-dien-a5-vi.pdf (4 trang A5)" in done.output
    assert (root / "export/goi-dien-a5-vi.pdf").is_file()
    lines = (root / "qr/ledger.jsonl").read_text("utf-8")
    code = load(root).ledger.of("goi-dien")
    assert code
    assert [json.loads(line)["code"] for line in lines.splitlines() if '"print"' in line] == [code.code]
    assert run(root, "goi-dien").exit_code == 0
    assert (root / "qr/ledger.jsonl").read_text("utf-8") == lines


def test_a_booklet_whose_symbol_does_not_read_is_not_kept(root: Path) -> None:
    """Every symbol is read back before the file is written."""
    (root / "docs/.overrides/camtay/signs").mkdir(parents=True)
    own = Path(booklet.__file__).parent.parent / "templates/signs/booklet.typ"
    covered = own.read_text("utf-8").replace("      symbol(s),", "      rect(width: 30mm, height: 30mm),")
    (root / "docs/.overrides/camtay/signs/booklet.typ").write_text(covered, "utf-8")
    with pytest.raises(CamtayError) as caught:
        booklet.make(load(root), "goi-dien")
    assert [problem.code for problem in caught.value.problems] == ["sign.proof"]
    assert run(root, "goi-dien").exit_code == 1
    assert not (root / "export").exists()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("goi-dine",), "booklet.unknown"),
        (("goi-dien", "--in", "fr"), "booklet.locale"),
        (("xa-kia",), "booklet.empty"),
    ],
)
def test_what_can_not_be_a_booklet_is_told(root: Path, asked: tuple[str, ...], code: str) -> None:
    """An unknown name with those that are like it, an unknown language, a commune without entries."""
    done = run(root, *asked)
    assert done.exit_code == 1
    assert code in done.output
    assert not (root / "export").exists()
