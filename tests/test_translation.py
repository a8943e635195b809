"""Whether translations still say what their originals say, and what readers and editors are told of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from camtay import scan
from camtay.cli import main
from camtay.ledger import Code, Event
from camtay.pages.render import entry_page
from camtay.project import Project, check, load
from camtay.translation import FILE, State, digest, judge, units
from tests.conftest import GUIDE, HERITAGE, REPO, SITE, VILLAGE, TinyProject

STEP = "  - vi: Bấm số.\n    en: Dial the number.\n    sources: [s]\n"


def camtay(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "--locale", "en", *words])


def accept(root: Path, *words: str) -> str:
    """`camtay l10n accept` on a fixed day."""
    result = camtay(root, "l10n", "accept", *words, "--date", "2026-11-22")
    assert result.exit_code == 0, result.output
    return result.output


def change(root: Path, before: str, after: str, name: str = "guides/goi-dien.yml") -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def states(root: Path) -> dict[str, State]:
    """Of each text that is neither untouched nor new: `goi-dien/steps[0]` → stale."""
    found = load(root).translations
    return {f"{one.unit.owner}/{one.unit.key}": one.state for one in found if one.state is not State.OK}


def notes(root: Path) -> list[str]:
    return [f"{p.path}: {p.message('en')}" for p in check(root)[1] if p.code.startswith("translation.")]


@pytest.fixture
def tracked(tiny_project: TinyProject) -> Path:
    """A project all of whose translations were accepted."""
    root = tiny_project({"guides/goi-dien.yml": GUIDE, "guides/gieng-co.yml": HERITAGE})
    accept(root, "--all")
    return root


# ---------------------------------------------------------------- the lock
def test_a_project_without_a_lock_knows_nothing_of_its_translations(tiny_project: TinyProject) -> None:
    """Nothing is called stale, and the command says why and how to begin."""
    root = tiny_project()
    assert load(root).translations == ()
    assert notes(root) == []
    output = camtay(root, "l10n", "status").output
    assert "0 stale" in output
    assert "10 not tracked (taken for OK)" in output
    assert f"There is no {FILE}" in output


def test_the_lock_has_one_sorted_line_for_each_text_and_locale(tracked: Path) -> None:
    """So that git merges it line by line."""
    rows = [json.loads(row) for row in (tracked / FILE).read_text("utf-8").splitlines()]
    assert rows == sorted(rows, key=lambda row: (row["entry"], row["path"], row["locale"]))
    assert {"entry": "gieng-co", "path": "story[nuoc].title", "locale": "en", "source": digest("Nước"),
            "text": digest("Water"), "day": "2026-11-22"} in rows  # fmt: skip
    assert {row["entry"] for row in rows} == {"goi-dien", "gieng-co", "site.yml"}


def test_accepting_again_changes_no_byte(tracked: Path) -> None:
    """Days stay those of the first time."""
    before = (tracked / FILE).read_bytes()
    assert camtay(tracked, "l10n", "accept", "--all", "--date", "2027-01-01").exit_code == 0
    assert (tracked / FILE).read_bytes() == before


def test_a_changed_original_makes_its_translation_stale(tracked: Path) -> None:
    """Also where only the case of a letter changed: who translates decides whether that matters."""
    change(tracked, "Bấm số.", "Bấm số, rồi bấm gọi.")
    assert states(tracked) == {"goi-dien/steps[0]": State.STALE}
    assert notes(tracked) == ["steps[0].en: The “en” translation of “goi-dien” is behind its original (1): steps[0]."]


def test_line_breaks_and_spaces_are_no_change(tracked: Path) -> None:
    """YAML may be folded differently by another editor."""
    change(tracked, "vi: Bấm số.", "vi: >-\n      Bấm\n      số.")
    assert states(tracked) == {}


def test_a_translation_that_follows_is_no_longer_stale(tracked: Path) -> None:
    """It counts as untracked until somebody accepts it."""
    change(tracked, "Bấm số.", "Bấm gọi.")
    change(tracked, "Dial the number.", "Press call.")
    assert states(tracked) == {"goi-dien/steps[0]": State.UNTRACKED}
    accept(tracked, "--all")
    assert states(tracked) == {}


def test_steps_may_move_and_others_come_between(tracked: Path) -> None:
    """A text is known by what it says, not by its number."""
    new = "  - {vi: Mở máy., en: Switch on.}\n"
    change(tracked, STEP, new + STEP)
    assert states(tracked) == {"goi-dien/steps[0]": State.UNTRACKED}
    change(tracked, "vi: Bấm số.", "vi: Bấm gọi.")
    assert states(tracked) == {"goi-dien/steps[0]": State.UNTRACKED, "goi-dien/steps[1]": State.STALE}


def test_two_texts_with_one_translation_are_told_apart(tracked: Path) -> None:
    """Each line of the lock is used up by one text."""
    change(tracked, STEP, STEP + "  - {vi: Quay số., en: Dial the number.}\n")
    assert states(tracked) == {"goi-dien/steps[1]": State.UNTRACKED}


def test_a_text_without_words_is_missing(tracked: Path) -> None:
    """Whatever the lock says of it."""
    change(tracked, "    en: Dial the number.\n", "")
    assert states(tracked) == {"goi-dien/steps[0]": State.MISSING}


def test_alleys_are_entries_of_their_own(tiny_project: TinyProject) -> None:
    """The note of a stale one stands at its line in the village's file."""
    root = tiny_project({"guides/lang-thu.yml": VILLAGE})
    accept(root, "--all")
    change(root, "short: {vi: Kiệt 1", "short: {vi: Kiệt một", "guides/lang-thu.yml")
    assert states(root) == {"lang-thu-kiet-1/short": State.STALE}
    assert notes(root)[0].startswith("alleys[0].short.en")


# ---------------------------------------------------------------- accepting
def test_all_accepts_no_stale_text(tracked: Path) -> None:
    """Nobody can vouch for a text that they were not shown; an entry by name is another matter."""
    change(tracked, "Bấm số.", "Bấm gọi.")
    assert "1 are still stale" in accept(tracked, "--all")
    assert states(tracked) == {"goi-dien/steps[0]": State.STALE}
    assert "0 texts recorded" in accept(tracked, "gieng-co")
    assert "1 texts recorded" in accept(tracked, "goi-dien")
    assert states(tracked) == {}


def test_a_part_of_an_entry_can_be_accepted(tracked: Path) -> None:
    """Its field as the status calls it."""
    change(tracked, "Bấm số.", "Bấm gọi.")
    change(tracked, "vi: Gọi điện thoại", "vi: Gọi điện")
    accept(tracked, "goi-dien/steps")
    assert states(tracked) == {"goi-dien/title": State.STALE}


def test_what_a_machine_wrote_stays_marked_until_somebody_accepts_it(tracked: Path) -> None:
    """Or until somebody writes something else."""
    accept(tracked, "goi-dien/steps", "--machine")
    assert states(tracked) == {"goi-dien/steps[0]": State.MACHINE}
    accept(tracked, "--all")
    assert states(tracked) == {"goi-dien/steps[0]": State.MACHINE}
    accept(tracked, "goi-dien")
    assert states(tracked) == {}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["accept"], 2, "Name the entries"),
        (["accept", "goi-dien", "--all"], 2, "Name the entries"),
        (["accept", "goi-dein"], 1, "goi-dien"),
        (["status", "--in", "vi"], 1, "is the language of the originals"),
        (["status", "--in", "lo"], 1, "Choose one of: en"),
    ],
)
def test_a_wrong_command_says_what_is_right(tracked: Path, words: list[str], code: int, said: str) -> None:
    """Entries and locales by their names."""
    result = camtay(tracked, "l10n", *words)
    assert result.exit_code == code
    assert said in result.output


def test_status_lists_every_open_field_with_its_line(tracked: Path) -> None:
    """An entry without any translation is one line."""
    change(tracked, "Bấm số.", "Bấm gọi.")
    (tracked / "guides/moi.yml").write_text(
        "kind: guide\nid: moi\ntitle: {vi: Mới}\nsummary: {vi: Bài mới.}\ntopic: safety\naudience: [everyone]\n"
        "reviewed: 2026-11-22\nsources: [{id: s, title: S}]\nsteps: [{vi: Bấm., sources: [s]}]\n"
    )
    output = camtay(tracked, "l10n", "status").output
    assert "  line 15 · steps[0] · stale: Bấm gọi." in output
    assert "moi · en · guides/moi.yml · nothing translated, 3 texts" in output
    assert "3 missing · 1 stale · 0 by a machine" in output
    assert "stale" not in camtay(tracked, "l10n", "status", "gieng-co").output.split("·")[0]


# ---------------------------------------------------------------- a damaged lock
def test_a_merge_by_union_leaves_a_lock_that_counts(tracked: Path, git: Callable[..., None]) -> None:
    """Both sides changed neighbouring lines; git joins them without a conflict, and `accept --all` tidies up."""
    (tracked / ".gitattributes").write_bytes((REPO / ".gitattributes").read_bytes())
    git(tracked, "init", "-b", "main")
    git(tracked, "add", ".")
    git(tracked, "commit", "-m", "a")
    git(tracked, "checkout", "-b", "other")
    change(tracked, "Gọi cho người nhà.", "Gọi cho con.")
    accept(tracked, "goi-dien")
    git(tracked, "commit", "-am", "b")
    git(tracked, "checkout", "main")
    change(tracked, "Bấm số.", "Bấm gọi.")
    accept(tracked, "goi-dien")
    git(tracked, "commit", "-am", "c")
    git(tracked, "merge", "other")
    assert states(tracked) == {}
    accept(tracked, "--all")
    assert len((tracked / FILE).read_text().splitlines()) == len(load(tracked).translations)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "translation.line"),
        ('{"entry": "x"}', "translation.line"),
        ('{"entry":"a","path":"b","locale":"en","source":"zz","text":"x","day":"2026-01-01"}', "translation.line"),
        ("<<<<<<< HEAD", "translation.conflict"),
        ("=======", "translation.conflict"),
        (b"\xff", "translation.unreadable"),
    ],
)
def test_a_damaged_lock_is_told_and_stops_nothing(tracked: Path, text: str | bytes, code: str) -> None:
    """A site is published all the same; `accept --all` makes the lock anew."""
    with (tracked / FILE).open("ab") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
    found = [p for p in check(tracked)[1] if p.code.startswith("translation.")]
    assert [(p.code, p.severity) for p in found] == [(code, "warning")]
    accept(tracked, "--all")
    assert notes(tracked) == []


# ---------------------------------------------------------------- readers
def pages(project: Project, id_: str = "goi-dien") -> tuple[dict[str, str], scan.ScanPage]:
    """The full pages of an entry by locale, and its scan page."""
    entry = project.entries[id_]
    code = Code("2345X7", (Event("2345X7", 1, "issue", "2026-01-01", id_),))
    full = {locale.tag: entry_page(project, locale, entry).html for locale in project.locales}
    return full, scan.render_code(project, code)


def test_readers_of_a_stale_translation_are_led_to_the_original(tracked: Path) -> None:
    """On the full page and on the scan page, in that language alone; the scan page's budget does not count it."""
    before = pages(load(tracked))[1].size
    change(tracked, "Bấm số.", "Bấm gọi.")
    full, scanned = pages(load(tracked))
    said = "The Vietnamese original has changed since this was translated (22 November 2026)"
    assert said in full["en"]
    assert said not in full["vi"]
    assert scanned.html.count('<p class="w due">') == 1
    assert f'<p class="w due">{said}' in scanned.html
    assert '<a href="/huong-dan/goi-dien/">See the original</a>' in scanned.html
    assert '<a href="/huong-dan/goi-dien/" hreflang="vi">See the original</a>' in full["en"]
    assert abs(scanned.size - before) < 20


def test_readers_of_a_machine_translation_are_told(tracked: Path) -> None:
    """And that the original is right where the two differ."""
    accept(tracked, "goi-dien", "--machine")
    full, scanned = pages(load(tracked))
    said = "Parts of this page were translated by a machine"
    assert said in full["en"]
    assert said not in full["vi"]
    assert scanned.html.count(said) == 1


def test_a_good_translation_is_no_news(tracked: Path) -> None:
    """Neither page says a word."""
    full, scanned = pages(load(tracked))
    assert "translated" not in full["en"] + scanned.html


def test_words_that_only_some_readers_need_are_missing_for_nobody_else(tiny_project: TinyProject) -> None:
    """`only: vi` in the glossary."""
    glossary = (
        "kind: glossary\nterms:\n  - {id: app, title: {vi: ứng dụng}, vi: Phần mềm., only: vi, confidence: memory}\n"
    )
    project = load(tiny_project({"guides/glossary.yml": glossary, "guides/site.yml": SITE}))
    found = units(project.documents, project.common, ("vi", "en"))
    assert not [one for one in judge(found, None, ["en"]) if one.unit.owner == "glossary.yml"]
    assert [problem.code for problem in project.problems if problem.code.startswith("text.")] == []
