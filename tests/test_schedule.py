"""Drafts, entries that begin on a day, entries that are no longer valid."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import ledger as ledgers
from camtay import scan
from camtay.build import build
from camtay.cli import main
from camtay.clock import print_day
from camtay.errors import CamtayError
from camtay.ledger import Ledger
from camtay.pages.render import all_pages, entry_page
from camtay.project import Project, check, load
from camtay.review import Turn, turns
from tests.conftest import GUIDE, SECOND_GUIDE, SITE, VILLAGE, TinyProject

Files = dict[str, str | bytes | None]
On = Callable[..., Project]
CODED = '{"code":"BCFGH5","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'
SECOND = "guides/nhan-tin.yml"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """22 November 2026, noon."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")


def faults(root: Path) -> list[tuple[str, str, int]]:
    return [(p.code, p.file, p.line) for p in check(root)[1] if p.severity == "error"]


def second(lines: str) -> Files:
    return {SECOND: SECOND_GUIDE + lines}


def test_the_day_of_these_tests() -> None:
    """The clock of a build is given from outside."""
    assert print_day().isoformat() == "2026-11-22"


# ---------------------------------------------------------------- drafts
@pytest.mark.parametrize("lines", ["status: draft\n", "publish_from: 2026-11-23\n"])
def test_a_draft_is_in_a_preview_and_nowhere_else(lines: str, tiny_project: TinyProject) -> None:
    """No page, no place in a list, no count, no line in the sitemap; in a preview all of them, with a ribbon."""
    root = tiny_project(second(lines))
    out, preview = load(root), load(root, drafts=True)
    assert [*out.entries] == ["goi-dien"]
    assert [*preview.entries] == ["goi-dien", "nhan-tin"]
    assert out.drafts == preview.drafts == {"nhan-tin"}
    assert "Nhắn tin" not in "".join(page.html for page in all_pages(out))
    page = entry_page(preview, preview.locales[0], preview.entries["nhan-tin"])
    assert '<p class="ct-draft">Bản nháp: chỉ thấy khi xem thử' in page.html
    lists = [p.html for p in all_pages(preview) if p.kind == "guide" and p.path == "huong-dan/"]
    assert lists[0].count('<em class="ct-mark">Bản nháp</em>') == 1
    other = entry_page(preview, preview.locales[0], preview.entries["goi-dien"])
    assert "ct-draft" not in other.html


def test_a_build_has_no_trace_of_a_draft(tiny_project: TinyProject) -> None:
    """Searched for in every file of the site."""
    root = tiny_project({**second("status: draft\n"), "qr/ledger.jsonl": CODED})
    summary = build(root)
    assert [path for path in (root / "site").rglob("*") if "nhan-tin" in path.name] == []
    # The sheet has the rules of all pages that could be.
    files = (path for path in (root / "site").rglob("*") if path.is_file() and path.suffix != ".css")
    text = b"".join(path.read_bytes() for path in files)
    assert b"nhan-tin" not in text
    assert "Nhắn tin".encode() not in text
    assert b"ct-draft" not in text
    assert (summary.scan_pages, b"goi-dien" in text) == (1, True)


def test_a_day_after_its_first_day_an_entry_is_there(tiny_project: TinyProject) -> None:
    """On the day itself too."""
    for day in ("2026-11-21", "2026-11-22"):
        assert "nhan-tin" in load(tiny_project(second(f"publish_from: {day}\n"))).entries


def test_a_village_hides_its_alleys(tiny_project: TinyProject) -> None:
    """They have no day of their own."""
    found = load(tiny_project({"guides/lang-thu.yml": VILLAGE + "status: draft\n"}))
    assert found.drafts == {"lang-thu", "lang-thu-kiet-1"}
    assert [*found.entries] == ["goi-dien"]


def test_a_draft_gets_no_code(tiny_project: TinyProject) -> None:
    """Named, it is refused with what to do; `--all` passes over it; nor can a code be led to it."""
    root = tiny_project(second("status: draft\n"))
    run = CliRunner()
    refused = run.invoke(main, ["--root", str(root), "qr", "issue", "nhan-tin"])
    assert (refused.exit_code, "bản nháp" in refused.output, "camtay serve" in refused.output) == (1, True, True)
    assert not (root / ledgers.FILE).exists()
    assert run.invoke(main, ["--root", str(root), "qr", "issue", "--all"]).exit_code == 0
    (code,) = ledgers.read(root).codes.values()
    assert code.entry == "goi-dien"
    led = run.invoke(main, ["--root", str(root), "qr", "retarget", code.code, "nhan-tin", "--reason", "x"])
    assert (led.exit_code, "bản nháp" in led.output) == (1, True)
    assert run.invoke(main, ["--root", str(root), "handout", "nhan-tin"]).exit_code == 1


@pytest.mark.parametrize(("line", "field"), [("status: draft", "status"), ("publish_from: 2027-01-01", "publish_from")])
def test_an_entry_with_a_code_cannot_become_a_draft(line: str, field: str, tiny_project: TinyProject) -> None:
    """The sign hangs outside, whether the code is still printed or retired."""
    retired = CODED + '{"code":"BCFGH5","seq":2,"event":"retire","date":"2026-11-22","reason":"x"}\n'
    for ledger in (CODED, retired):
        root = tiny_project({"guides/goi-dien.yml": GUIDE + line + "\n", "qr/ledger.jsonl": ledger})
        assert faults(root) == [("draft.coded", "guides/goi-dien.yml", 18)]
        with pytest.raises(CamtayError, match=field):
            load(root)


def test_what_a_published_entry_leads_to_cannot_be_a_draft(tiny_project: TinyProject) -> None:
    """Told where it is named; a draft may lead to a draft, and the start page to neither."""
    draft = second("status: draft\nrelated: [goi-dien]\n")
    root = tiny_project({**draft, "guides/goi-dien.yml": GUIDE + "related: [nhan-tin]\n"})
    assert faults(root) == [("draft.reference", "guides/goi-dien.yml", 18)]
    both: Files = {**draft, "guides/goi-dien.yml": GUIDE + "related: [nhan-tin]\nstatus: draft\n"}
    assert faults(tiny_project(both)) == []
    root = tiny_project({**draft, "guides/goi-dien.yml": GUIDE, "guides/site.yml": SITE + "featured: [nhan-tin]\n"})
    assert faults(root) == [("draft.reference", "guides/site.yml", 12)]


def test_no_reference_breaks_by_itself_on_a_later_day(tiny_project: TinyProject) -> None:
    """Both are drafts today; the one that names the other must not be out before it."""
    names = GUIDE + "related: [nhan-tin]\npublish_from: 2026-12-01\n"
    late = tiny_project({**second("publish_from: 2026-12-02\n"), "guides/goi-dien.yml": names})
    assert faults(late) == [("draft.later", "guides/goi-dien.yml", 18)]
    assert faults(tiny_project(second("publish_from: 2026-12-01\n"))) == []


# ---------------------------------------------------------------- no longer valid
EXPIRED = "valid_until: 2026-11-21\nsuccessor: nhan-tin\n"


def test_an_expired_entry_keeps_its_pages_and_leads_on(tiny_project: TinyProject) -> None:
    """The notice is the first thing on the scan page and stands under the title of the full one, in each locale."""
    files: Files = {**second(""), "guides/goi-dien.yml": GUIDE + EXPIRED, "qr/ledger.jsonl": CODED}
    project = load(tiny_project(files))
    entry = project.entries["goi-dien"]
    html = scan.render_code(project, project.ledger.codes["BCFGH5"]).html
    assert html.count('<p class="w due">') == 2
    assert html.index("chỉ đúng đến hết ngày 21/11/2026") < html.index("<h1>")
    assert '<a class="b" href="/huong-dan/nhan-tin/">Xem bài mới: Nhắn tin</a>' in html
    assert '<a class="b" href="/en/guides/nhan-tin/">Read this instead: Make a phone call</a>' in html
    for locale, words in zip(
        project.locales, ("chỉ đúng đến hết ngày", "was valid until 21 November 2026"), strict=True
    ):
        page = entry_page(project, locale, entry).html
        assert re.search(rf"</h1>\s*<div class=\"ct-fallback ct-over\"><p><strong>[^<]*{words}", page)


def test_an_entry_is_valid_on_its_last_day(tiny_project: TinyProject) -> None:
    """And says nothing of its end."""
    project = load(tiny_project({"guides/goi-dien.yml": GUIDE + "valid_until: 2026-11-22\n"}))
    assert "ct-over" not in entry_page(project, project.locales[0], project.entries["goi-dien"]).html


def test_a_page_that_became_invalid_weighs_the_same_for_the_budget(tiny_project: TinyProject) -> None:
    """Time alone must never stop a build."""
    ledger, sizes = Ledger(ledgers.parse(CODED).events), []
    for day in ("2026-11-21", "2026-11-22"):
        project = load(tiny_project({"guides/goi-dien.yml": GUIDE + f"valid_until: {day}\n"}))
        sizes.append(scan.render_code(project, ledger.codes["BCFGH5"]).size)
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("publish_from: 2026-12-02\nvalid_until: 2026-12-01\n", "schedule.order"),
        ("successor: goi-dien\n", "schedule.successor"),
        ("valid_until: 2026-12-01\nsuccessor: nhan-tin\n", "schedule.circle"),
        ("valid_until: 2026-12-01\nsuccessor: khong-co\n", "ref.entry_far"),
        ("status: nhap\n", "field.choice_far"),
        ("publish_from: 1/12/26\n", "date.form"),
    ],
)
def test_days_and_successors_that_make_no_sense_are_told(lines: str, code: str, tiny_project: TinyProject) -> None:
    """In the entry's own file."""
    assert [(c, f) for c, f, _ in faults(tiny_project(second(lines)))] == [(code, SECOND)]


def test_a_circle_of_successors_is_told_to_each(tiny_project: TinyProject) -> None:
    """A reader would go round for ever."""
    files = second("valid_until: 2026-12-01\nsuccessor: goi-dien\n")
    root = tiny_project({**files, "guides/goi-dien.yml": GUIDE + EXPIRED})
    assert [code for code, _, _ in faults(root)] == ["schedule.circle"] * 2


# ---------------------------------------------------------------- the calendar
def test_the_check_tells_what_begins_or_ends_within_thirty_days(tiny_project: TinyProject) -> None:
    """In order of days, with drafts that have no day by name; later ones are not mentioned."""
    third = GUIDE.replace("goi-dien", "bai-ba")
    files: Files = {
        **second("publish_from: 2026-12-22\n"),
        "guides/goi-dien.yml": GUIDE + "valid_until: 2026-11-22\n",
        "guides/bai-ba.yml": third + "status: draft\n",
        "guides/bon.yml": third.replace("bai-ba", "bon") + "publish_from: 2026-12-23\n",
    }
    root = tiny_project(files)
    expected = [("2026-11-22", "ends", "goi-dien"), ("2026-12-22", "begins", "nhan-tin")]
    assert [(t.day.isoformat(), t.what, t.entry) for t in turns(load(root, drafts=True))] == expected
    assert Turn.__annotations__["what"]
    result = CliRunner().invoke(main, ["--root", str(root), "check"])
    assert result.exit_code == 0
    assert "3 bản nháp, chỉ thấy khi xem thử: bai-ba, bon, nhan-tin\n" in result.output
    assert "Sau ngày 22/11/2026 hết hiệu lực: Gọi điện thoại (goi-dien)\n" in result.output
    assert "Từ ngày 22/12/2026 mới đăng: Nhắn tin (nhan-tin)\n" in result.output
    assert "Nội dung tốt: 1 bài" in result.output


def test_no_code_is_missed_where_none_is_wanted(tiny_project: TinyProject) -> None:
    """Neither a draft nor an expired entry is told to lack a code."""
    files: Files = {**second("status: draft\n"), "guides/goi-dien.yml": GUIDE + "valid_until: 2026-11-21\n"}
    assert check(tiny_project(files))[1] == []
