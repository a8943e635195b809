"""Learning paths and day routes: what they hold, what is refused, what their pages say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from camtay import project, scan
from camtay.messages import learning
from camtay.model.entries import DayRoute, LearningPath
from camtay.model.learning import QUESTIONS
from camtay.pages.page import Page
from camtay.pages.render import all_pages, entry_page
from camtay.project import Project
from camtay.scan.page import BUDGET
from camtay.view import View
from tests.conftest import GUIDE, HERITAGE, PATH, REPO, ROUTE, SECOND_GUIDE, TinyProject, golden
from tests.test_content_problems import edit, messages, problems_of

Made = Callable[..., Project]
FILES = {
    "guides/nhan-tin.yml": SECOND_GUIDE,
    "guides/gieng-co.yml": HERITAGE,
    "guides/nguoi-moi.yml": PATH,
    "guides/mot-ngay.yml": ROUTE,
}


@pytest.fixture
def made(tiny_project: TinyProject) -> Made:
    """`made({"guides/x.yml": text})` → a project of two guides, a well, a path and a route, with the given changes."""

    def make(files: dict[str, str] | None = None) -> Project:
        return project.load(tiny_project({**FILES, **(files or {})}))

    return make


def page(found: Project, entry: str, locale: str = "vi") -> Page:
    """The page of an entry."""
    path = found.urls(found.entries[entry])[locale]
    return next(p for p in all_pages(found) if p.path == path)


def scan_page(found: Project, entry: str) -> scan.ScanPage:
    """The scan page that a code for the entry would lead to."""
    ledger, code = found.ledger.issue(entry, date(2026, 11, 22), "")
    return scan.render_code(replace(found, ledger=ledger), ledger.codes[code])


def text(html: str) -> str:
    """What is read: no tags, one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# ---------------------------------------------------------------- paths
def test_the_answers_of_a_question_are_mixed_and_the_letter_names_the_right_one(made: Made) -> None:
    """All are offered, each once."""
    check = made().entry("nguoi-moi", LearningPath).check
    for number, question, answers, letter in check:
        assert question == check[number - 1].question
        assert sorted(map(str, answers)) == sorted(map(str, (question.right, *question.wrong)))
        assert answers["ABCD".index(letter)] == question.right
    assert len({asked.letter for asked in check}) >= 2, "not always the same letter"


def test_a_path_page_lists_its_lessons_in_order_with_links(made: Made) -> None:
    """Each with its reason, or with the guide's own summary where none is given."""
    html = page(made(), "nguoi-moi").html
    assert html.index("/huong-dan/goi-dien/") < html.index("/huong-dan/nhan-tin/")
    assert "Việc dùng nhiều nhất." in html
    assert "Gọi cho người nhà." in html


def test_the_self_check_works_without_a_script(made: Made) -> None:
    """Answers stand in `details`: closed until somebody opens them, and there for whoever has no style at all."""
    html = page(made(), "nguoi-moi", "en").html
    assert html.count("<details") == html.count("<summary>Show the right answer</summary>") == 5
    assert "script>" not in html
    first = html[html.index('id="question-1"') : html.index('id="question-2"')]
    assert re.search(r"<strong>[ABC]\. 113</strong>", first)
    assert "The police are 113." in first
    assert 'href="/en/guides/goi-dien/"' in first


def test_the_checklist_has_every_outcome_and_lines_to_fill_in(made: Made) -> None:
    """Name, date, team and who showed it."""
    html = page(made(), "nguoi-moi").html
    sheet = html[html.index('class="ct-sheet"') :]
    assert "Tự gọi cho người nhà." in sheet
    assert all(word in sheet for word in ("Họ và tên", "Ngày", "Tổ, lớp", "Người hướng dẫn"))


def test_a_guide_says_what_comes_next_on_each_path(made: Made) -> None:
    """The last lesson leads to the self-check; a guide of no path says nothing."""
    found = made()
    assert "Người mới dùng máy – bài sau: Nhắn tin" in text(page(found, "goi-dien").html)
    assert "/lo-trinh/nguoi-moi/#questions" in page(found, "nhan-tin").html
    alone = made({"guides/ba.yml": edit(GUIDE, "id: goi-dien", "id: ba")})
    assert "Bước tiếp theo" not in page(alone, "ba").html


def test_paths_stand_in_the_order_of_the_audiences(made: Made) -> None:
    """As `site.yml` lists them, not by their names."""
    second = edit(edit(PATH, "id: nguoi-moi", "id: a-sau"), "audience: [everyone]", "audience: [later]")
    site = (Path(made().root) / "guides/site.yml").read_text("utf-8")
    later = "  - {id: later, title: {vi: Người sau, en: Later}}\n"
    found = made({"guides/a-sau.yml": second, "guides/site.yml": site + later})
    assert [p.id for p in found.by_kind["path"]] == ["nguoi-moi", "a-sau"]


def test_an_unsure_outcome_is_on_no_page(made: Made) -> None:
    """Neither in the list nor on the checklist."""
    unsure = edit(PATH, "en: Send a message on my own., sources: [s]", "en: Send a message., confidence: unsure")
    assert "Tự nhắn tin." not in page(made({"guides/nguoi-moi.yml": unsure}), "nguoi-moi").html


# ---------------------------------------------------------------- routes
def test_a_route_page_has_its_stops_in_order(made: Made) -> None:
    """What to do, how long, what to respect and how to get on; the table of contents lists the stops."""
    made_page = page(made(), "mot-ngay")
    assert ("stop-1", "1. Giếng cổ") in made_page.toc
    assert ("stop-2", "2. Chợ Thử") in made_page.toc
    read = text(made_page.html)
    for words in (
        "Xem giếng.",
        "Nên dừng: Một giờ.",
        "Không xả rác.",
        "Đi bộ ra chợ.",
        "Không chạm vật lạ.",
        "Mang nước.",
    ):
        assert words in read


def test_the_way_to_a_stop_is_a_search_by_name_where_the_spot_is_not_sure(made: Made) -> None:
    """With the commune behind the name, in the source locale whatever the page's."""
    for locale in ("vi", "en"):
        html = page(made(), "mot-ngay", locale).html
        assert "query=Ch%E1%BB%A3%20Th%E1%BB%AD%2C%20x%C3%A3%20Th%E1%BB%AD" in html
        assert "destination=" not in html


SURE = "coordinates: {lat: 16.75, lon: 107.19, precision_m: 50, sources: [s]}\n"


def test_a_distance_is_told_only_between_two_sure_spots(made: Made) -> None:
    """A tenth of a degree of latitude is 11 km; with one spot from memory nothing is said."""
    sure = edit(
        ROUTE, "  - title: {vi: Chợ", "  - coordinates: {lat: 16.85, lon: 107.19, precision_m: 50}\n    title: {vi: Chợ"
    )
    found = made({"guides/gieng-co.yml": HERITAGE + SURE, "guides/mot-ngay.yml": sure})
    assert "Đến điểm sau: 11 km theo đường chim bay." in text(page(found, "mot-ngay").html)
    assert "destination=16.85000,107.19000" in page(found, "mot-ngay").html
    doubtful = edit(sure, "precision_m: 50}", "precision_m: 50, confidence: memory}")
    found = made({"guides/gieng-co.yml": HERITAGE + SURE, "guides/mot-ngay.yml": doubtful})
    assert "chim bay" not in page(found, "mot-ngay").html


def test_a_short_distance_has_one_decimal_in_the_way_of_the_language(made: Made) -> None:
    """`2,2` in Vietnamese, `2.2` in English."""
    near = edit(
        ROUTE, "  - title: {vi: Chợ", "  - coordinates: {lat: 16.77, lon: 107.19, precision_m: 50}\n    title: {vi: Chợ"
    )
    found = made({"guides/gieng-co.yml": HERITAGE + SURE, "guides/mot-ngay.yml": near})
    route = found.entry("mot-ngay", DayRoute)
    legs = [View(found, locale).leg(*route.stops) for locale in found.locales]
    assert legs == ["2,2", "2.2"]


# ---------------------------------------------------------------- hubs, scan pages
def test_both_kinds_have_a_hub_a_menu_entry_and_a_place_on_the_home_page(made: Made) -> None:
    """In both languages."""
    pages = {p.path: p for p in all_pages(made())}
    for hub in ("lo-trinh/", "en/learning-paths/", "lich-trinh/", "en/day-routes/"):
        assert hub in pages
        home = pages["en/" if hub.startswith("en/") else ""]
        assert f'href="/{hub}"' in home.html


@pytest.mark.parametrize("entry", ["nguoi-moi", "mot-ngay"])
def test_a_scan_page_is_small_and_has_both_languages(made: Made, entry: str) -> None:
    """It names the lessons or the stops and leads to the full page."""
    found = made()
    seen = scan_page(found, entry)
    assert seen.size < BUDGET
    for locale in ("vi", "en"):
        assert f'href="/{found.urls(found.entries[entry])[locale]}"' in seen.html
    assert "Gọi điện thoại" in seen.html if entry == "nguoi-moi" else "Chợ Thử" in seen.html


# ---------------------------------------------------------------- problems
FIFTH = PATH[PATH.index("  - ask: {vi: Câu năm?") : PATH.index("script:")]
FAULTS = {
    "course_guide": ("nguoi-moi", "{guide: nhan-tin}", "{guide: gieng-co}"),
    "course_unknown": ("nguoi-moi", "{guide: nhan-tin}", "{guide: nhan-tim}"),
    "course_twice": ("nguoi-moi", "{guide: nhan-tin}", "{guide: goi-dien}"),
    "course_outside": ("nguoi-moi", "    guide: goi-dien\n", "    guide: gieng-co\n"),
    "course_audience": ("nguoi-moi", "audience: [everyone]", "audience: [everyon]"),
    "question_count": ("nguoi-moi", FIFTH, ""),
    "question_wrong": ("nguoi-moi", '[{vi: "115", en: "115"}, {vi: "114", en: "114"}]', "[]"),
    "question_same": ("nguoi-moi", "wrong: [{vi: Người gọi đến,", "wrong: [{vi: chỉ mình tôi,"),
    "question_unsure": (
        "nguoi-moi",
        "code is for you alone., confidence: memory",
        "code is for you., confidence: unsure",
    ),
    "stop_both": ("mot-ngay", "  - entry: gieng-co\n", "  - entry: gieng-co\n    title: {vi: Giếng, en: Well}\n"),
    "stop_none": ("mot-ngay", "  - entry: gieng-co\n    do:", "  - do:"),
    "stop_unknown": ("mot-ngay", "entry: gieng-co", "entry: gieng-moi"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_an_editor_reads_about_each_fault(tiny_project: TinyProject, fault: str) -> None:
    """File, line, what is wrong and what to type, in both languages."""
    name, old, new = FAULTS[fault]
    changed = edit(FILES[f"guides/{name}.yml"], old, new)
    files: dict[str, str | bytes | None] = {**FILES, f"guides/{name}.yml": changed}
    golden(
        f"problems/{fault}.txt",
        f"{old.rstrip()}\n→ {new.rstrip() or '–'}\n" + messages(problems_of(tiny_project(files))),
    )


def test_every_problem_of_paths_and_routes_has_an_example() -> None:
    """Among the golden files of this module."""
    folder = Path(__file__).parent / "golden" / "problems"
    told = {line for fault in FAULTS for line in (folder / f"{fault}.txt").read_text("utf-8").splitlines()}
    assert set(learning.MESSAGES) <= told


def test_a_path_and_a_route_that_are_sound_have_no_problem(tiny_project: TinyProject) -> None:
    """The files that the other tests break are sound as they stand."""
    assert problems_of(tiny_project(dict(FILES))) == []


# ---------------------------------------------------------------- Quảng Trị
AUDIENCES = ("elderly", "farmers", "traders", "students", "workers", "officials", "new-phone", "visitors")
"""For whom the first instance has a path."""


@pytest.fixture(scope="module")
def quang_tri_content() -> Project:
    """The real instance, read but not built."""
    return project.load(REPO)


def test_quang_tri_has_a_path_for_every_group_of_people(quang_tri_content: Project) -> None:
    """Each with four lessons or more, five questions about them, a checklist and something to read out."""
    paths = [quang_tri_content.entry(e.id, LearningPath) for e in quang_tri_content.by_kind["path"]]
    assert [audience for path in paths for audience in path.audience] == list(AUDIENCES)
    for path in paths:
        assert len(path.course) >= 4, path.id
        assert all(lesson.reason for lesson in path.course), path.id
        assert len(path.outcomes) >= len(path.course) - 1, path.id
        assert len(path.questions) == QUESTIONS, path.id
        assert sum(question.guide is not None for question in path.questions) >= 4, path.id
        assert len(path.script) >= 5, path.id


def test_quang_tri_has_two_days_out(quang_tri_content: Project) -> None:
    """The demilitarised zone, and Quảng Trị town with the Thạch Hãn river: all but two places have a page here."""
    routes = [quang_tri_content.entry(e.id, DayRoute) for e in quang_tri_content.by_kind["route"]]
    assert {route.id for route in routes} == {"mot-ngay-vi-tuyen-17", "mot-ngay-thanh-co-thach-han"}
    for route in routes:
        assert len(route.stops) == 5
        assert all(stop.respect for stop in route.stops), route.id
        assert all(stop.onward for stop in route.stops[:-1]), route.id
        assert sum(stop.entry is not None for stop in route.stops) >= 3, route.id


def test_quang_tri_promises_no_time_or_distance_that_nobody_knows(quang_tri_content: Project) -> None:
    """Times are marked as suggestions; a distance between stops needs two sure spots, and there are none yet."""
    for entry in quang_tri_content.by_kind["route"]:
        route = quang_tri_content.entry(entry.id, DayRoute)
        for claim in (route.duration, *(stop.stay for stop in route.stops)):
            assert claim is None or "gợi ý" in claim.text.source
            assert claim is None or "suggestion" in claim.text.in_("en").text
        legs = [View(quang_tri_content, quang_tri_content.source_locale).leg(a, b) for a, b in pairwise(route.stops)]
        assert legs == [""] * (len(route.stops) - 1)


def test_paths_and_routes_of_quang_tri_are_complete_in_both_languages(quang_tri_content: Project) -> None:
    """No text falls back."""
    entries = [*quang_tri_content.by_kind["path"], *quang_tri_content.by_kind["route"]]
    for entry in entries:
        for locale in quang_tri_content.locales:
            assert "ct-fallback" not in entry_page(quang_tri_content, locale, entry).html, (entry.id, locale.tag)


def test_scan_pages_of_paths_and_routes_leave_room(quang_tri_content: Project) -> None:
    """Well under what the gate allows, so that editors can add a lesson or a stop."""
    for entry in (*quang_tri_content.by_kind["path"], *quang_tri_content.by_kind["route"]):
        assert scan_page(quang_tri_content, entry.id).size < BUDGET - 1_000, entry.id
