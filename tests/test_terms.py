"""Difficult words: explained at the foot of a page, led to from where the page first uses them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import scan
from camtay.cli import main
from camtay.ledger import Code, Event
from camtay.model.glossary import Glossary
from camtay.pages.render import entry_page, hub
from camtay.project import Project, check, load
from camtay.scan import page as scan_page
from camtay.style import style_problems
from camtay.terms import Finder
from tests.conftest import GUIDE, REPO, TinyProject

GLOSSARY = """\
kind: glossary
terms:
  - id: otp
    title: {vi: mã OTP, en: OTP}
    also: {vi: [OTP]}
    vi: Mã dùng một lần.
    en: A code that works once.
    confidence: memory
  - id: soft-otp
    title: {vi: Soft OTP, en: Soft OTP}
    vi: Mã do máy tự tạo.
    en: A code made in the phone.
  - id: may
    title: {vi: máy, en: phone}
    only: vi
    vi: Điện thoại.
    en: A telephone.
"""


def finder(locale: str = "vi") -> Finder:
    from camtay import yaml_file

    data = yaml_file.parse(GLOSSARY, yaml_file.Document("g.yml")).data
    return Finder(Glossary.model_validate(data, context={"locales": ("vi", "en")}), locale)


def found(html: str, locale: str = "vi") -> list[tuple[str, str]]:
    """(words, id) of every use."""
    return [(html[start:end], id_) for start, end, id_ in finder(locale).spans(html)]


def page(project: Project, locale: int = 0) -> str:
    return entry_page(project, project.locales[locale], project.entries["goi-dien"]).html


def guide(vi: str, en: str = "Dial the number.") -> str:
    return GUIDE.replace("Bấm số.", vi).replace("Dial the number.", en)


# ---------------------------------------------------------------- finding
@pytest.mark.parametrize(
    ("html", "uses"),
    [
        ("Nhập mã OTP, rồi OTP.", [("mã OTP", "otp"), ("OTP", "otp")]),
        ("Mã OTP là gì", [("Mã OTP", "otp")]),
        ("<strong>Soft OTP</strong>", [("Soft OTP", "soft-otp")]),
        ("OTPs, kOTP, otp", []),
        ('<a href="#">OTP</a> OTP', [("OTP", "otp")]),
        ('<code>OTP</code> <abbr title="OTP">x</abbr>', []),
        ("", []),
    ],
)
def test_words_are_found_whole_and_outside_links(html: str, uses: list[tuple[str, str]]) -> None:
    """The longest form wins; a capital may begin it; code, links and attributes stay as they are."""
    assert found(html) == uses


def test_a_word_may_be_hard_in_one_language_only() -> None:
    """Visitors know what a phone is."""
    assert found("Cầm máy lên") == [("máy", "may")]
    assert found("Pick up the phone: OTP", "en") == [("OTP", "otp")]


# ---------------------------------------------------------------- pages
def test_the_first_use_leads_to_the_explanation_and_back(tiny_project: TinyProject) -> None:
    """Both are links of the page itself; the list stands in the order of the text, without words not used."""
    text = guide("Gõ Soft OTP hoặc mã OTP, rồi mã OTP.", "Type the OTP.")
    html = page(load(tiny_project({"guides/glossary.yml": GLOSSARY, "guides/goi-dien.yml": text})))
    assert re.findall(r'id="t-([a-z-]+)" href="#w-([a-z-]+)"', html) == [("soft-otp", "soft-otp"), ("otp", "otp")]
    assert re.findall(r'<div id="w-([a-z-]+)"', html) == ["soft-otp", "otp"]
    assert 'href="#t-otp"' in html
    assert 'aria-describedby="d-otp"' in html
    assert '<span id="d-otp">Mã dùng một lần.</span>' in html
    assert html.index('id="w-otp"') > html.index('id="t-otp"')


def test_an_explanation_from_memory_is_marked_like_every_claim(tiny_project: TinyProject) -> None:
    """With the asterisk that the foot of the page explains."""
    text = guide("Gõ mã OTP.")
    html = page(load(tiny_project({"guides/glossary.yml": GLOSSARY, "guides/goi-dien.yml": text})))
    assert re.search(r'id="w-otp">.*Mã dùng một lần\.</span><sup class="ct-m"', html)


def test_a_page_without_hard_words_has_no_list(tiny_project: TinyProject) -> None:
    """Nor has a project without a glossary."""
    assert 'id="terms"' not in page(load(tiny_project({"guides/goi-dien.yml": guide("Gõ mã OTP.")})))
    assert 'id="terms"' not in page(load(tiny_project({"guides/glossary.yml": GLOSSARY, "guides/goi-dien.yml": GUIDE})))


def test_a_text_that_fell_back_is_explained_in_its_own_language(tiny_project: TinyProject) -> None:
    """A Vietnamese step on the English page uses the Vietnamese forms."""
    text = guide("Gõ mã OTP.").replace("    en: Dial the number.\n", "")
    html = page(load(tiny_project({"guides/glossary.yml": GLOSSARY, "guides/goi-dien.yml": text})), 1)
    assert '<span lang="vi">Gõ <a class="ct-term" id="t-otp" href="#w-otp" aria-describedby="d-otp">mã OTP</a>' in html


def test_headings_and_cards_explain_nothing(tiny_project: TinyProject) -> None:
    """A heading is no text to read on from, and a card is a link already."""
    text = guide("Gõ số.").replace("Gọi điện thoại", "Mã OTP").replace("Gọi cho người nhà", "Nhận mã OTP")
    project = load(tiny_project({"guides/glossary.yml": GLOSSARY, "guides/goi-dien.yml": text}))
    assert "<h1>Mã OTP</h1>" in page(project)
    assert "ct-term" in page(project)
    assert "ct-term" not in hub(project, project.locales[0], "guide").html


def test_the_scan_page_of_a_guide_folds_the_explanations_away() -> None:
    """One list for each language, opened by a tap and without links; other kinds have none."""
    project = load(REPO)
    html = scan.render_code(project, project.ledger.by_entry["chuyen-tien-10-trieu"][0]).html
    assert "ct-term" not in html
    assert re.findall(r"<summary>([^<]*)</summary><p><b>(.*?)</b>: ", html) == [
        ("Từ khó trong bài", "căn cước gắn chip"),
        ("Words explained", "chip ID card"),
    ]
    kiet = scan.render_code(project, project.ledger.by_entry["hung-nhon-kiet-01"][0]).html
    assert "Từ khó trong bài" not in kiet


def test_a_scan_page_without_room_leaves_the_explanations_out(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people need comes first."""
    event = Event("BCFGHJ", 1, "issue", "2026-11-22", "goi-dien")
    files: dict[str, str | bytes | None] = {"guides/glossary.yml": GLOSSARY, "guides/goi-dien.yml": guide("Gõ mã OTP.")}
    project = load(tiny_project(files))
    whole = scan.render_code(project, Code("BCFGHJ", (event,)))
    monkeypatch.setattr(scan_page, "BUDGET", whole.size - 1)
    small = scan.render_code(project, Code("BCFGHJ", (event,)))
    assert ("Mã dùng một lần." in whole.html, "Mã dùng một lần." in small.html) == (True, False)
    assert "Gõ mã OTP." in small.html


# ---------------------------------------------------------------- the file
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: soft-otp", "id: otp", "id.duplicate"),
        ("also: {vi: [OTP]}", "also: {vn: [OTP]}", "text.locale"),
        ("    confidence: memory\n", "    sources: [khong-co]\n", "source.unknown_far"),
        ("terms:", "term:", "field.missing"),
        ("title: {vi: Soft OTP", "titel: {vi: Soft OTP", "field.unknown"),
    ],
)
def test_faults_of_the_glossary_are_told_with_their_place(
    tiny_project: TinyProject, old: str, new: str, code: str
) -> None:
    """Like those of any other file."""
    assert old in GLOSSARY
    _, problems = check(tiny_project({"guides/glossary.yml": GLOSSARY.replace(old, new, 1)}))
    assert code in [problem.code for problem in problems if problem.file == "guides/glossary.yml"]


def test_an_explained_abbreviation_is_no_slip_of_style(tiny_project: TinyProject) -> None:
    """The glossary stands for an explanation in brackets."""
    files: dict[str, str | bytes | None] = {"guides/goi-dien.yml": guide("Gõ OTP.")}
    assert [p.code for p in style_problems(load(tiny_project(files)))] == ["style.abbreviation"]
    assert style_problems(load(tiny_project({**files, "guides/glossary.yml": GLOSSARY}))) == []


def test_every_word_of_the_first_instance_is_used_somewhere() -> None:
    """Explanations that no page shows would only be work for translators."""
    project = load(REPO)
    assert project.glossary
    used = {term for entry in project.entries.values() for locale in project.locales
            for term in re.findall(r'id="w-([a-z0-9-]+)"', entry_page(project, locale, entry).html)}  # fmt: skip
    assert {term.id for term in project.glossary.terms} == used


@pytest.mark.parametrize("locales", ["vi,en", "vi", "en"])
def test_a_new_instance_begins_with_some_hard_words(tmp_path: Path, locales: str) -> None:
    """In its own languages, without a note on style."""
    root = tmp_path / "moi"
    words = ["--province", "Phú Thọ", "--commune", "xã Phùng Nguyên", "--domain", "sonvi.example", "--yes"]
    words += ["--before", "xã Sơn Vi,huyện Lâm Thao,tỉnh Phú Thọ", "--locales", locales]
    assert CliRunner().invoke(main, ["init", str(root), *words]).exit_code == 0
    project = load(root)
    assert project.glossary
    assert all(set(term.text.root) == set(locales.split(",")) for term in project.glossary.terms)
    assert style_problems(project) == []
