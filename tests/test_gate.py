"""The gate: no build goes out in which a code that hangs outside leads nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from camtay import ledger, project, scan
from camtay.errors import Problem
from camtay.ledger import FILE, Ledger
from camtay.project import Project, load
from tests.conftest import GUIDE, HERITAGE, SITE, TinyProject, golden

DAY = date(2026, 11, 22)
CALL, WELL = "29G275", "2BKN4G"
CALL_LINE = '{"code":"29G275","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'
WELL_LINE = '{"code":"2BKN4G","seq":1,"event":"issue","date":"2026-11-22","entry":"gieng-co"}\n'
BOTH: dict[str, str | bytes | None] = {FILE: CALL_LINE + WELL_LINE, "guides/gieng-co.yml": HERITAGE}


def printed(text: str, code: str = CALL, host: str = "THU.EXAMPLE") -> str:
    """A ledger's text with a print of `code` under a host."""
    book = ledger.parse(text)
    return book.record_print(code, DAY, f"https://{host}/Q/{code}", "H", 3, 0, "ab" * 32).text()


def errors(root: Path) -> list[Problem]:
    """What stops a build."""
    return [p for p in project.check(root)[1] if p.severity == "error"]


def told(before: str, problems: Sequence[Problem]) -> str:
    """What went in and what people are told, in both languages."""
    words = [p.format(locale) for locale in ("vi", "en") for p in problems]
    return before + "=>\n" + "\n".join(words) + "\n"


# ---------------------------------------------------------------- every code leads to an entry
def test_codes_that_lead_to_entries_pass(tiny_project: TinyProject) -> None:
    """Nothing is told, not even a note."""
    made, problems = project.check(tiny_project(BOTH))
    assert problems == []
    assert made
    assert [code.entry for code in made.ledger.codes.values()] == ["goi-dien", "gieng-co"]


def test_a_code_whose_entry_was_deleted_stops_the_build(tiny_project: TinyProject) -> None:
    """The problem names the code, the entry that it leads to and the command that mends it."""
    root = tiny_project({**BOTH, "guides/gieng-co.yml": None})
    golden(
        "problems/gate_deleted_entry.txt", told(f"# {FILE}\n{CALL_LINE}{WELL_LINE}# guides/\ngoi-dien\n", errors(root))
    )


def test_a_code_whose_entry_got_another_id_stops_the_build(tiny_project: TinyProject) -> None:
    """The cure names the entry with the nearest id."""
    root = tiny_project({**BOTH, "guides/gieng-co.yml": HERITAGE.replace("id: gieng-co", "id: gieng-co-lang")})
    (problem,) = errors(root)
    assert problem.code == "gate.target"
    assert "camtay qr retarget 2BKN4G gieng-co-lang --reason" in problem.cure("en")


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_cure_of_a_deleted_entry_cures(tiny_project: TinyProject, locale: str) -> None:
    """Done as told, retargeting to another entry lets the build through."""
    root = tiny_project({**BOTH, "guides/gieng-co.yml": None})
    assert "camtay qr retarget 2BKN4G" in errors(root)[0].cure(locale)
    ledger.read(root).retarget(WELL, "goi-dien", DAY, "Giếng đã lấp.").write(root)
    assert errors(root) == []


def test_the_first_entry_of_a_retargeted_code_may_go(tiny_project: TinyProject) -> None:
    """What counts is where the code leads today."""
    text = ledger.parse(CALL_LINE + WELL_LINE).retarget(WELL, "goi-dien", DAY, "Giếng đã lấp.").text()
    assert errors(tiny_project({FILE: text})) == []


def test_a_retired_code_must_lead_to_an_entry_too(tiny_project: TinyProject) -> None:
    """Its sign may still hang somewhere."""
    text = ledger.parse(CALL_LINE + WELL_LINE).retire(WELL, DAY, "Biển gỉ.").text()
    assert [(p.code, p.params["code"]) for p in errors(tiny_project({FILE: text}))] == [("gate.target", WELL)]


def test_every_code_without_an_entry_is_named(tiny_project: TinyProject) -> None:
    """Not only the first."""
    others = "".join(WELL_LINE.replace(WELL, code) for code in ("2KTMP2", "33K6BK"))
    root = tiny_project({FILE: CALL_LINE + WELL_LINE + others})
    assert [p.params["code"] for p in errors(root)] == [WELL, "2KTMP2", "33K6BK"]


def test_an_entry_that_can_not_be_read_is_not_reported_as_deleted(tiny_project: TinyProject) -> None:
    """The fault of its file is told, and only that: with the file mended the code leads there again."""
    root = tiny_project({**BOTH, "guides/gieng-co.yml": HERITAGE.replace("title:", "titel:", 1)})
    assert {p.file for p in errors(root)} == {"guides/gieng-co.yml"}


def test_an_entry_without_a_code_is_a_note_only(tiny_project: TinyProject) -> None:
    """Content may be written before its sign; the note names the command that issues a code."""
    made, problems = project.check(tiny_project({FILE: CALL_LINE, "guides/gieng-co.yml": HERITAGE}))
    assert made
    assert [(p.code, p.severity, p.params["id"]) for p in problems] == [("ledger.uncoded", "warning", "gieng-co")]
    assert "camtay qr issue" in problems[0].cure("vi")


# ---------------------------------------------------------------- what was printed is what is encoded today
def test_another_host_after_printing_stops_the_build(tiny_project: TinyProject) -> None:
    """Signs can't be recalled: printed and present address are shown, and the line that keeps the old host."""
    site = SITE.replace("thu.example", "moi.example")
    text = printed(CALL_LINE)
    before = f"# {FILE}\n{text}# guides/site.yml\nbase_url: https://moi.example/\n"
    golden("problems/gate_other_host.txt", told(before, errors(tiny_project({FILE: text, "guides/site.yml": site}))))


def test_keeping_the_old_host_for_signs_cures_it(tiny_project: TinyProject) -> None:
    """The line that the cure names, added to site.yml: the site lives at the new host, signs carry the old one."""
    site = SITE.replace("thu.example", "moi.example") + "sign_host: thu.example\n"
    root = tiny_project({FILE: printed(CALL_LINE), "guides/site.yml": site})
    assert errors(root) == []
    assert [load(root).site.host, load(root).site.base_url] == ["thu.example", "https://moi.example/"]


def test_before_anything_is_printed_the_host_may_change(tiny_project: TinyProject) -> None:
    """Issued codes carry no host."""
    root = tiny_project({FILE: CALL_LINE, "guides/site.yml": SITE.replace("thu.example", "moi.example")})
    assert errors(root) == []


def test_a_retired_sign_holds_its_host_too(tiny_project: TinyProject) -> None:
    """It may still hang somewhere."""
    text = ledger.parse(printed(CALL_LINE)).retire(CALL, DAY, "Biển gỉ.").text()
    root = tiny_project({FILE: text, "guides/site.yml": SITE.replace("thu.example", "moi.example")})
    assert [p.code for p in errors(root)] == ["gate.payload"]


def test_each_printed_code_is_named_once(tiny_project: TinyProject) -> None:
    """Also one that was printed several times."""
    book = ledger.parse(printed(printed(CALL_LINE + WELL_LINE), WELL))
    text = book.record_print(CALL, date(2027, 1, 1), "https://THU.EXAMPLE/Q/29G275", "H", 3, 0, "cd" * 32).text()
    root = tiny_project({**BOTH, FILE: text, "guides/site.yml": SITE.replace("thu.example", "moi.example")})
    assert [(p.code, p.params["code"]) for p in errors(root)] == [("gate.payload", CALL), ("gate.payload", WELL)]


def test_a_print_in_another_form_stops_the_build(tiny_project: TinyProject) -> None:
    """The path and its case are part of what hangs outside: `/q/` on the plate is not `/Q/`."""
    text = printed(CALL_LINE).replace("https://THU.EXAMPLE/Q/29G275", "https://THU.EXAMPLE/q/29G275")
    assert [p.code for p in errors(tiny_project({FILE: text}))] == ["gate.payload"]


@pytest.mark.parametrize(("length", "note"), [(14, False), (19, False), (20, False), (28, False), (47, True)])
def test_a_host_is_called_long_where_its_symbols_get_denser(tiny_project: TinyProject, length: int, note: bool) -> None:
    """From 15 to 28 characters every sign has 33 modules at level H; from 47 on it has more."""
    host = "a" * (length - len(".example")) + ".example"
    problems = project.check(tiny_project({FILE: CALL_LINE, "guides/site.yml": SITE.replace("thu.example", host)}))[1]
    assert [p.code for p in problems] == ["site.host_long"] * note


# ---------------------------------------------------------------- the ledger itself
def test_a_ledger_that_can_not_be_read_stops_the_build(tiny_project: TinyProject) -> None:
    """Faults of the content are told together with it."""
    root = tiny_project({FILE: "?\n", "guides/goi-dien.yml": GUIDE.replace("title:", "titel:", 1)})
    made, problems = project.check(root)
    assert made is None
    assert {p.file for p in problems} == {FILE, "guides/goi-dien.yml"}


def test_a_code_that_git_remembers_and_the_ledger_lost_stops_the_build(
    tiny_project: TinyProject, git: Callable[..., None]
) -> None:
    """Deleting a code together with its entry is no way round the gate."""
    root = tiny_project(BOTH)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    tiny_project({FILE: CALL_LINE, "guides/gieng-co.yml": None})
    assert [(p.code, p.params["line"] + "\n") for p in errors(root)] == [("ledger.lost", WELL_LINE)]


# ---------------------------------------------------------------- every code has its page in the build
@pytest.fixture
def built(tiny_project: TinyProject, tmp_path: Path) -> tuple[Project, Path]:
    """A project with two codes and a built site: scan pages as published, entry pages as bare files."""
    made, out = load(tiny_project(BOTH)), tmp_path / "site"
    scan.write(made, tmp_path / "linked")
    shutil.copytree(tmp_path / "linked", out)  # there both names of a page are one file: what harms one harms both
    for entry in made.entries.values():
        page = out / made.urls(entry)["vi"] / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("<h1>…</h1>", "utf-8")
    return made, out


def named(built: tuple[Project, Path]) -> list[tuple[str, str]]:
    """(code, file) of every page that is not as it should be."""
    return [(p.params["code"], p.params["path"]) for p in scan.verify(*built)]


def test_a_whole_build_passes(built: tuple[Project, Path]) -> None:
    """Every code has its page in capitals and in lower case, since paths heed case and people don't."""
    files = {p.relative_to(built[1]).as_posix() for p in built[1].glob("[Qq]/*")}
    assert files >= {"Q/29G275.html", "Q/2BKN4G.html", "q/29g275.html", "q/2bkn4g.html"}
    assert named(built) == []


def test_a_missing_page_is_named(built: tuple[Project, Path]) -> None:
    """With its code, its entry and the file."""
    (built[1] / "Q/29G275.html").unlink()
    golden("problems/gate_missing_page.txt", told("rm site/Q/29G275.html\n", scan.verify(*built)))


def test_an_emptied_page_is_named(built: tuple[Project, Path]) -> None:
    """A file is there, but whoever scans sees nothing."""
    (built[1] / "q/29g275.html").write_text("")
    assert named(built) == [(CALL, "q/29g275.html")]


def test_the_page_of_another_code_is_named(built: tuple[Project, Path]) -> None:
    """A page must say the code that it answers."""
    (built[1] / "Q/29G275.html").write_bytes((built[1] / "Q/2BKN4G.html").read_bytes())
    assert named(built) == [(CALL, "Q/29G275.html")]


def test_a_page_cut_off_inside_a_letter_is_named(built: tuple[Project, Path]) -> None:
    """A full disk cuts at any byte; half a Vietnamese letter is told as the rest is, and raises nothing."""
    page = built[1] / "Q/29G275.html"
    data = page.read_bytes()
    page.write_bytes(data[: data.index("ọ".encode()) + 1])
    assert named(built) == [(CALL, "Q/29G275.html")]


@pytest.mark.parametrize("share", [10, 30, 50, 70, 90, 99])
def test_a_page_cut_off_in_the_middle_is_named(built: tuple[Project, Path], share: int) -> None:
    """Whatever per cent of it are there."""
    page = built[1] / "Q/29G275.html"
    text = page.read_text("utf-8")
    page.write_text(text[: len(text) * share // 100], "utf-8")
    assert named(built) == [(CALL, "Q/29G275.html")]


def test_a_scan_page_whose_entry_page_is_missing_is_named(built: tuple[Project, Path]) -> None:
    """The link to read on would lead nowhere: both files of the code are named."""
    made, out = built
    (out / made.urls(made.entries["goi-dien"])["vi"] / "index.html").unlink()
    assert named(built) == [(CALL, "Q/29G275.html"), (CALL, "q/29g275.html")]


def test_an_empty_build_names_every_code(built: tuple[Project, Path], tmp_path: Path) -> None:
    """Two files for each code."""
    assert named((built[0], tmp_path / "nothing")) == [
        (CALL, "Q/29G275.html"),
        (CALL, "q/29g275.html"),
        (WELL, "Q/2BKN4G.html"),
        (WELL, "q/2bkn4g.html"),
    ]


def test_retired_and_retargeted_codes_have_their_pages(tiny_project: TinyProject, tmp_path: Path) -> None:
    """A retired code shows its entry, a retargeted one the new entry."""
    book: Ledger = ledger.parse(CALL_LINE + WELL_LINE).retire(CALL, DAY, "Biển gỉ.")
    text = book.retarget(WELL, "goi-dien", DAY, "Giếng đã lấp.").text()
    scan.write(load(tiny_project({**BOTH, FILE: text})), tmp_path / "site")
    for code in (CALL, WELL):
        page = (tmp_path / "site" / "Q" / f"{code}.html").read_text("utf-8")
        assert "<h1>Gọi điện thoại</h1>" in page
        assert f"<strong>{code}</strong>" in page
