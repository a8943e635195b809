"""Handouts for a class: what is on them, that they fit, and what is told when they can't be made."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from click.testing import CliRunner

from camtay import ledger as ledgers
from camtay.cli import main
from camtay.errors import CamtayError
from camtay.handouts.make import SIZES, Paper, make
from camtay.messages import handouts
from camtay.project import Project, load
from tests.conftest import GUIDE, HERITAGE, PATH, REPO, SECOND_GUIDE, TinyProject, golden
from tests.test_content_problems import edit, messages

DAY = date(2026, 11, 22)
FILES = {"guides/nhan-tin.yml": SECOND_GUIDE, "guides/gieng-co.yml": HERITAGE, "guides/nguoi-moi.yml": PATH}
NOTE = "    note: {vi: Bấm chậm thôi., en: Take your time.}\n"
Made = Callable[..., Project]


@pytest.fixture
def made(tiny_project: TinyProject) -> Made:
    """`made({"guides/x.yml": text}, codes=True)` → a project of two guides and a path, with codes if asked for."""

    def build(files: dict[str, str] | None = None, codes: bool = False) -> Project:
        root = tiny_project({**FILES, "guides/goi-dien.yml": GUIDE + NOTE, **(files or {})})
        found = load(root)
        if codes:
            ledger = found.ledger
            for entry in ("goi-dien", "nguoi-moi"):
                ledger, _ = ledger.issue(entry, DAY, "")
            ledger.write(root)
            found = load(root)
        return found

    return build


def pages(pdf: bytes) -> list[str]:
    """The words of each page, with one space between them."""
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def sizes(pdf: bytes) -> set[float]:
    """Sizes in points at which letters are set, on all pages."""
    document = pypdfium2.PdfDocument(pdf)
    found = set()
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if pypdfium2.raw.FPDFText_GetUnicode(text, index) > 32:
                found.add(round(_scaled(text, index), 1))
    document.close()
    return found


def _scaled(text: Any, index: int) -> float:
    matrix = pypdfium2.raw.FS_MATRIX()
    assert pypdfium2.raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    size: float = pypdfium2.raw.FPDFText_GetFontSize(text, index) * abs(matrix.d)
    return size


# ---------------------------------------------------------------- what is on them
def test_a_path_on_paper_begins_with_its_course_and_ends_with_the_answers(made: Made) -> None:
    """Between them the lessons in order, the text to read out, the questions and the checklist to fill in."""
    found = pages(make(made(), "nguoi-moi").pdf)
    whole = " ".join(found)
    order = ["Học theo thứ tự này", "Bài 1 / 2", "Bấm số. Bấm chậm thôi.", "Bài 2 / 2", "Kính mời bà con đến học."]
    order += ["Gọi công an số nào?", "Phiếu “Tôi đã làm được”", "Tự kiểm tra: câu trả lời"]
    places = [whole.index(words) for words in order]
    assert places == sorted(places)
    assert "Vì thế." in found[-1]
    assert "C. 113" in found[-1] or "B. 113" in found[-1] or "A. 113" in found[-1]
    assert all("Công an là 113." not in page for page in found[:-1]), "no answer before the last page"


def test_the_checklist_fills_a_page_of_its_own(made: Made) -> None:
    """Every outcome, and lines for name, date, team and helper."""
    sheet = next(page for page in pages(make(made(), "nguoi-moi").pdf) if "Phiếu" in page)
    for words in ("Tự gọi cho người nhà.", "Tự nhắn tin.", "Họ và tên:", "Ngày:", "Tổ, lớp:", "Người hướng dẫn:"):
        assert words in sheet
    assert "Gọi công an" not in sheet


def test_slides_show_one_step_each_and_nothing_small(made: Made) -> None:
    """16:9, at least 28 pt, the page number too."""
    pdf = make(made(), "nguoi-moi", "slides").pdf
    found = pages(pdf)
    assert sum("Bấm số." in page for page in found) == 2, "each guide has one step"
    assert min(sizes(pdf)) >= 28
    document = pypdfium2.PdfDocument(pdf)
    assert {round(w / h, 3) for w, h in map(document.get_page_size, range(len(document)))} == {round(16 / 9, 3)}


def test_slides_ask_before_they_answer(made: Made) -> None:
    """The slide with the right answer follows its question; the question does not give it away."""
    found = pages(make(made(), "nguoi-moi", "slides", "en").pdf)
    at = next(n for n, page in enumerate(found) if "Which number is the police?" in page)
    assert "The police are 113." not in found[at]
    assert "The police are 113." in found[at + 1]


def test_a_guide_is_the_handout_of_its_sign_kind_in_one_language(made: Made) -> None:
    """The second language is not on it."""
    vi, en = (" ".join(pages(make(made(), "goi-dien", "a4", tag).pdf)) for tag in ("vi", "en"))
    assert "Bấm số." in vi
    assert "Dial the number." not in vi
    assert "Dial the number." in en
    assert "Bấm số." not in en


def test_a_guide_has_slides_too(made: Made) -> None:
    """Title, steps with their notes; no course and no questions."""
    found = pages(make(made(), "goi-dien", "slides").pdf)
    assert "Gọi điện thoại" in found[0]
    assert "Bấm số." in found[1]
    assert "Bấm chậm thôi." in found[1]
    assert "Tự kiểm tra" not in " ".join(found)


@pytest.mark.parametrize("paper", SIZES)
def test_a_handout_is_tagged_and_says_its_language_and_title(made: Made, paper: Paper) -> None:
    """PDF/UA-1 for readers of screens, PDF/A-2a for keeping; only Be Vietnam Pro, embedded."""
    pdf = make(made(), "nguoi-moi", paper, "en").pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.Root.Lang) == "en"
        about = opened.open_metadata()
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")
        assert about["dc:title"] == "New phone owners"
        fonts = {str(o.BaseFont) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
    assert fonts
    assert all("BeVietnamPro" in name for name in fonts)


@pytest.mark.parametrize("paper", SIZES)
def test_the_same_content_gives_the_same_bytes(made: Made, paper: Paper) -> None:
    """Whatever the day: the file carries the day of the last review."""
    found = made(codes=True)
    first = make(found, "nguoi-moi", paper, day=DAY)
    second = make(found, "nguoi-moi", paper, day=date(2027, 1, 2))
    assert first.pdf == second.pdf
    assert first.name == f"nguoi-moi-{paper}-vi.pdf"


# ---------------------------------------------------------------- the symbol
@pytest.mark.parametrize("paper", SIZES)
def test_a_handout_carries_the_symbol_of_its_entry_and_the_ledger_knows(made: Made, paper: Paper) -> None:
    """It is read back from the page; its first print is recorded once."""
    found = made(codes=True)
    handout = make(found, "nguoi-moi", paper, day=DAY)
    code = found.ledger.by_entry["nguoi-moi"][0].code
    printed = handout.ledger.codes[code].printed
    assert printed
    assert printed.date == DAY.isoformat()
    assert f"/Q/{code}" in pages(handout.pdf)[0].replace(" ", "")
    again = make(found, "goi-dien", day=DAY)
    assert again.ledger.codes[found.ledger.by_entry["goi-dien"][0].code].printed


def test_without_a_code_there_is_no_symbol(made: Made) -> None:
    """A class need not wait for one."""
    handout = make(made(), "nguoi-moi")
    assert "/Q/" not in " ".join(pages(handout.pdf))
    assert not handout.ledger.events


# ---------------------------------------------------------------- problems
LONG = "Bấm rồi chờ máy trả lời cho thật lâu. " * 30
FAULTS: dict[str, tuple[str, Paper, str | None]] = {
    "lesson_unknown": ("nguoi-mo", "a4", None),
    "lesson_kind": ("gieng-co", "a4", None),
    "lesson_locale": ("nguoi-moi", "a4", "ko"),
    "lesson_text": ("nguoi-moi", "slides", None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_told_when_a_handout_cannot_be_made(made: Made, fault: str) -> None:
    """A text that is too long for a slide is told where it is written."""
    name, paper, tag = FAULTS[fault]
    files = {"guides/nhan-tin.yml": edit(SECOND_GUIDE, "vi: Bấm số.", f"vi: {LONG}")} if fault == "lesson_text" else {}
    with pytest.raises(CamtayError) as caught:
        make(made(files), name, paper, tag)
    golden(f"problems/{fault}.txt", f"camtay handout {name} --paper {paper}" + messages(caught.value.problems))


def test_every_problem_of_handouts_has_an_example() -> None:
    """Among the golden files of this module."""
    folder = Path(__file__).parent / "golden" / "problems"
    told = {line for fault in FAULTS for line in (folder / f"{fault}.txt").read_text("utf-8").splitlines()}
    assert set(handouts.MESSAGES) <= told


# ---------------------------------------------------------------- the command
def test_the_command_writes_beside_the_signs(made: Made) -> None:
    """`qr/handouts/`, which no build empties; the number of pages is said and the ledger is kept."""
    root = made(codes=True).root
    result = CliRunner().invoke(main, ["--root", str(root), "handout", "nguoi-moi", "--date", "2026-11-22"])
    assert result.exit_code == 0, result.output
    written = root / "qr" / "handouts" / "nguoi-moi-a4-vi.pdf"
    assert f"({len(pages(written.read_bytes()))} trang)" in result.output
    assert ledgers.read(root).of("nguoi-moi").printed  # type: ignore[union-attr]


def test_the_command_writes_where_it_is_told(made: Made, tmp_path: Path) -> None:
    """In the language and on the paper asked for."""
    out = tmp_path / "slides.pdf"
    arguments = ["handout", "nguoi-moi", "--paper", "slides", "--locale", "en", "--out", str(out)]
    result = CliRunner().invoke(main, ["--root", str(made().root), "--locale", "en", *arguments])
    assert result.exit_code == 0, result.output
    assert "New phone owners" in pages(out.read_bytes())[0]


def test_the_command_tells_every_fault_and_writes_nothing(made: Made) -> None:
    """Exit code 1."""
    root = made().root
    result = CliRunner().invoke(main, ["--root", str(root), "handout", "gieng-co"])
    assert result.exit_code == 1
    assert "không in thành tài liệu lớp học được" in result.output
    assert not (root / "qr").exists()


# ---------------------------------------------------------------- Quảng Trị
@pytest.mark.parametrize("locale", ["vi", "en"])
def test_every_path_of_quang_tri_fits_its_slides(locale: str) -> None:
    """No step, note, question or outcome is too long for 28 pt."""
    project = load(REPO)
    for entry in project.by_kind["path"]:
        found = pages(make(project, entry.id, "slides", locale).pdf)
        assert len(found) > 40, entry.id
