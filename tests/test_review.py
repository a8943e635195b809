"""What an editor must look at again: open questions, late reviews, claims without a source; what pages say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from camtay import scan
from camtay.cli import main
from camtay.ledger import Code, Event
from camtay.model.entries import ORDER
from camtay.model.evidence import evidence
from camtay.model.site import ReviewDays
from camtay.pages.render import entry_page
from camtay.project import Project, load
from camtay.review import REASONS, Question, questions
from tests.conftest import GUIDE, HERITAGE, REPO, SITE, VILLAGE, TinyProject

Files = dict[str, str | bytes | None]

OPEN = (
    GUIDE.replace("    sources: [s]\n", "    confidence: memory\n")
    + "mistakes:\n  - {vi: Bấm nhầm số., en: Wrong number., confidence: unsure}\n"
    + "helpers:\n  - {vi: Bưu điện xã., en: The post office.}\n"
    + 'confirm: ["Hỏi bưu điện."]\n'
)
"""A guide with one question of each sort but a late review."""


On = Callable[[str, Files], Project]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, tiny_project: TinyProject) -> On:
    """`on("2027-06-01", files)` → the project as it is on that day."""

    def at(day: str, files: Files) -> Project:
        moment = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        return load(tiny_project(files))

    return at


def asked(project: Project) -> list[tuple[str, str, str]]:
    return [(q.reason, q.path, q.text) for q in questions(project)]


# ---------------------------------------------------------------- questions
def test_questions_stand_with_their_place_the_most_urgent_first(tiny_project: TinyProject) -> None:
    """Written questions before what is held back, that before what names no source, common knowledge last."""
    project = load(tiny_project({"guides/goi-dien.yml": OPEN}))
    assert asked(project) == [
        ("confirm", "confirm[0]", "Hỏi bưu điện."),
        ("unsure", "mistakes[0]", "Bấm nhầm số."),
        ("unsourced", "helpers[0]", "Bưu điện xã."),
        ("memory", "steps[0]", "Bấm số."),
    ]
    lines = OPEN.splitlines()
    for question in questions(project):
        assert question.text in lines[question.line - 1]


def test_a_part_is_named_as_its_page_names_it(tiny_project: TinyProject) -> None:
    """In the language of whoever asks; a section by its own title."""
    heritage = HERITAGE.replace("Nước trong quanh năm.", "Nước trong.") + "visiting:\n  - {vi: Đi bộ., en: Walk.}\n"
    project = load(tiny_project({"guides/goi-dien.yml": OPEN, "guides/gieng-co.yml": heritage}))
    named = {(q.entry, q.path): q.part for q in questions(project)}
    assert named["goi-dien", "steps[0]"] == "Bước 1"
    assert named["goi-dien", "helpers[0]"] == "Cần giúp thì gặp ai"
    assert named["gieng-co", "story[0]"] == "Nước"
    assert named["gieng-co", "visiting[0]"] == "Khi tham quan"
    english = {(q.entry, q.path): q.part for q in questions(project, project.locales[1])}
    assert english["gieng-co", "story[0]"] == "Water"


def test_the_site_and_the_glossary_are_asked_too(tiny_project: TinyProject) -> None:
    """Their claims belong to no entry."""
    term = "{id: so, title: {vi: số, en: number}, vi: Chữ số., en: A digit., confidence: memory}"
    glossary = f"kind: glossary\nterms:\n  - {term}\n"
    site = SITE + "home:\n  - {vi: Chào., en: Hello., confidence: memory}\n"
    found = questions(load(tiny_project({"guides/glossary.yml": glossary, "guides/site.yml": site})))
    assert [(q.entry, q.file, q.path, q.part) for q in found] == [
        ("", "guides/glossary.yml", "terms[0]", "số"),
        ("", "guides/site.yml", "home[0]", ""),
    ]


def test_an_alley_answers_for_its_own_claims_only(tiny_project: TinyProject) -> None:
    """Review day, address and telephone numbers are its village's."""
    village = VILLAGE + "    landmarks:\n      - {vi: Cây đa., en: A banyan.}\n"
    found = questions(load(tiny_project({"guides/lang-thu.yml": village})))
    assert [(q.entry, q.path, q.part) for q in found] == [
        ("lang-thu-kiet-1", "alleys[0].landmarks[0]", "Trong kiệt có")
    ]


# ---------------------------------------------------------------- late reviews
@pytest.mark.parametrize(
    ("day", "late"),
    [("2026-11-22", 0), ("2027-05-21", 0), ("2027-05-22", 1), ("2027-06-01", 11)],
)
def test_a_guide_is_late_after_half_a_year(on: On, day: str, late: int) -> None:
    """180 days hold; on the next one the editor is asked to read it again."""
    project = on(day, {})
    found = [q for q in questions(project) if q.reason == "overdue"]
    assert [q.days for q in found] == [late] * bool(late)
    assert project.overdue(project.entries["goi-dien"]) == bool(late)


def test_each_kind_has_its_own_term_and_an_instance_may_set_it(on: On) -> None:
    """History keeps for two years; what is not set keeps its default."""
    site = SITE + "review_days: {guide: 400}\n"
    files: Files = {"guides/gieng-co.yml": HERITAGE, "guides/lang-thu.yml": VILLAGE, "guides/site.yml": site}
    project = on("2027-12-01", files)
    late = {entry.id for entry in project.entries.values() if project.overdue(entry)}
    assert late == {"lang-thu", "lang-thu-kiet-1"}
    assert {q.entry for q in questions(project) if q.reason == "overdue"} == {"lang-thu"}


def test_a_term_of_an_unknown_kind_is_told(tiny_project: TinyProject) -> None:
    """With the one that was probably meant."""
    root = tiny_project({"guides/site.yml": SITE + "review_days: {guides: 90}\n"})
    result = CliRunner().invoke(main, ["--root", str(root), "check"])
    assert result.exit_code == 1
    assert "“guide”" in result.output


def test_a_late_page_says_so_and_a_scan_page_too(on: On) -> None:
    """With the day of the last review; before the term it says nothing."""
    event = Event("BCFGHJ", 1, "issue", "2026-11-22", "goi-dien")
    for day, said in (("2027-05-21", False), ("2027-05-22", True)):
        project = on(day, {})
        html = entry_page(project, project.locales[0], project.entries["goi-dien"]).html
        page = scan.render_code(project, Code("BCFGHJ", (event,)))
        assert ("quá hạn rà soát (lần cuối: 22/11/2026)" in html) == said
        assert page.html.count('<p class="w due">') == 2 * said


def test_a_page_that_became_late_weighs_the_same_for_the_budget(on: On) -> None:
    """Time alone must never stop a build."""
    event = Event("BCFGHJ", 1, "issue", "2026-11-22", "goi-dien")
    pages = [scan.render_code(on(day, {}), Code("BCFGHJ", (event,))) for day in ("2027-05-21", "2027-05-22")]
    assert pages[0].size == pages[1].size
    assert len(pages[0].html) < len(pages[1].html)


# ---------------------------------------------------------------- sources at the foot
SOURCED = GUIDE.replace(
    "  - {id: s, title: Sổ tay}", "  - {id: s, title: Sổ tay, date: 2025-03}\n  - {id: b, title: Báo}"
) + (
    "  - {vi: Chờ máy., en: Wait., sources: [s]}\n"
    "  - {vi: Nói., en: Speak., confidence: memory}\n"
    "cost: {vi: Mất tiền., en: It costs money., sources: [b, s]}\n"
)


def foot(files: Files, on_project: TinyProject, locale: int = 0) -> str:
    project = load(on_project(files))
    html = entry_page(project, project.locales[locale], project.entries["goi-dien"]).html
    return re.sub(r"<[^>]+>", "", html[html.index('<h2 id="sources"') :])


def test_each_source_says_its_date_and_what_it_is_for(tiny_project: TinyProject) -> None:
    """Steps stand together; a source without a date says that too."""
    text = foot({"guides/goi-dien.yml": SOURCED}, tiny_project)
    assert "Sổ tay (3/2025). Dùng cho: bước 1, 2; Chi phí." in text
    assert "Báo (không rõ ngày). Dùng cho: Chi phí." in text
    assert "đã kiểm tra với nguồn dưới đây: 3." in text
    assert "Điều có dấu * là hiểu biết chung" in text
    assert "Used for: steps 1, 2; Cost." in foot({"guides/goi-dien.yml": SOURCED}, tiny_project, 1)


def test_a_page_of_checked_claims_speaks_of_no_asterisk(tiny_project: TinyProject) -> None:
    """Nothing on it is marked."""
    text = foot({}, tiny_project)
    assert "*" not in text
    assert "Dùng cho: Bước 1." in text


def test_evidence_counts_notes_inside_steps() -> None:
    """A step and its note are two claims."""
    entry = load(REPO).entries["chuyen-tien-10-trieu"]
    found = evidence(entry)
    assert {part[0] for part in found.memory} >= {"steps"}
    assert any("note" in part for parts in found.by_source.values() for part in parts)


def test_every_claim_of_the_first_instance_rests_on_something() -> None:
    """Checked against a source that its page names, or said to be common knowledge."""
    project = load(REPO)
    assert [
        (entry.id, evidence(entry).unsourced) for entry in project.entries.values() if evidence(entry).unsourced
    ] == []


# ---------------------------------------------------------------- the command
def test_review_is_grouped_by_entry_and_says_what_to_do(tiny_project: TinyProject) -> None:
    """Title and file once, then line, field, reason and text; at the end how many of each sort."""
    root = str(tiny_project({"guides/goi-dien.yml": OPEN}))
    out = CliRunner().invoke(main, ["--root", root, "check", "--review"]).output
    assert "Gọi điện thoại · goi-dien · guides/goi-dien.yml · 4 điều\n" in out
    assert "dòng 15 · Bước 1 (steps[0]) · hiểu biết chung: Bấm số.\n" in out
    assert "cần hỏi: Hỏi bưu điện.\n" in out
    assert "4 điều cần xác nhận tại địa phương.\n" in out
    assert re.search(r"   1 thiếu nguồn\. Ghi sources", out)


def test_review_of_one_entry(tiny_project: TinyProject) -> None:
    """By its id; an id that there is not is a problem with those that resemble it."""
    root = str(tiny_project({"guides/goi-dien.yml": OPEN, "guides/gieng-co.yml": HERITAGE}))
    run = CliRunner()
    out = run.invoke(main, ["--root", root, "check", "--review", "--entry", "gieng-co"]).output
    assert ("Giếng cổ" in out, "Gọi điện thoại · " in out) == (True, False)
    result = run.invoke(main, ["--root", root, "check", "--review", "--entry", "gieng"])
    assert result.exit_code == 1
    assert "gieng-co" in result.output


def test_a_late_review_is_listed_with_its_day(on: On) -> None:
    """And by how much it is late."""
    project = on("2027-06-01", {})
    out = CliRunner().invoke(main, ["--root", str(project.root), "--locale", "en", "check", "--review"]).output
    assert "overdue for a review: last reviewed 22 November 2026, 11 days late" in out


def test_every_reason_has_words() -> None:
    """For its name and for what to do."""
    from camtay.commands.checking import _REASONS

    assert set(_REASONS) == set(REASONS)
    assert Question.__annotations__["reason"]


def test_the_handbook_tells_the_terms_of_every_kind() -> None:
    """Kinds by the names of their hubs, days as they are where an instance sets none."""
    page = (REPO / "docs/so-tay/cach-viet.md").read_text("utf-8")
    rows = [row.strip("| ").split(" | ") for row in page.splitlines() if re.fullmatch(r"\| .* \| \d+ \|", row)]
    told = {kind.casefold(): int(days) for kinds, days in rows for kind in kinds.split(", ")}
    words = load(REPO).source_locale.words
    assert set(ReviewDays.model_fields) == set(ORDER)
    assert told == {words[f"kind.{kind}"].casefold(): days for kind, days in ReviewDays().model_dump().items()}
