"""What is old or at risk is told in time, and what can kill printed codes is told as such."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay.cli import main
from camtay.doctor import ends
from camtay.doctor.examine import examine
from camtay.doctor.machine import Git, Machine, here
from camtay.guard.fetch import Answer, Web
from camtay.ledger import FILE
from camtay.placements import register as registers
from camtay.project import load
from tests.conftest import GUIDE, SITE, TinyProject

DAY = date(2026, 11, 22)
ISSUE = '{"code":"29G275","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'
PRINT = (
    '{"code":"29G275","seq":2,"event":"print","date":"2026-11-22","payload":"https://XA.VN/Q/29G275","level":"H",'
    '"version":3,"mask":0,"matrix":"' + "ab" * 32 + '"}\n'
)
WELL = SITE.replace("thu.example", "xa.vn") + "domain_paid_until: 2027-11-30\ncontact: {email: bien@xa.vn}\n"
HUNG = """\
- code: 29G275
  coordinates: {lat: 16.7, lon: 107.2}
  surface: wall
  material: steel
  size: 20x30 cm
  hung_on: 2026-11-22
  team: Nhóm một
  state: hung
"""
GOOD = Machine((3, 12), {"pillow": "11.0"}, ("pillow>=10.3,<14",), Git(("git@may-chu.vn:xa/cam-tay.git",)))


@pytest.fixture
def root(tiny_project: TinyProject) -> Path:
    """A project with nothing to find fault with."""
    return tiny_project({"guides/site.yml": WELL, FILE: ISSUE + PRINT, "qr/placements.yml": HUNG})


def found(root: Path, machine: Machine = GOOD, day: date = DAY) -> set[tuple[str, str]]:
    """(code, severity) of all findings but those about the engines of every installation."""
    project = load(root)
    areas = examine(project, registers.read(project, day), machine, day)
    return {(p.code, p.severity) for problems in areas.values() for p in problems}


def test_a_project_in_good_order_is_left_in_peace(root: Path) -> None:
    """Domain paid, copies sent, sign looked after."""
    assert found(root) == set()


@pytest.mark.parametrize(
    ("line", "code", "severity"),
    [
        ("", "doctor.domain_unknown", "warning"),
        ("domain_paid_until: 2026-11-21", "doctor.domain_over", "error"),
        ("domain_paid_until: 2026-11-22", "doctor.domain_soon", "error"),
        ("domain_paid_until: 2026-12-22", "doctor.domain_soon", "error"),
        ("domain_paid_until: 2026-12-23", "doctor.domain_soon", "warning"),
        ("domain_paid_until: 2027-02-20", "doctor.domain_soon", "warning"),
    ],
)
def test_a_domain_that_runs_out_is_told(root: Path, line: str, code: str, severity: str) -> None:
    """From 90 days before, and as a danger from 30 days before."""
    site = WELL.replace("domain_paid_until: 2027-11-30", line)
    (root / "guides/site.yml").write_text(site, "utf-8")
    assert found(root) == {(code, severity)}


def test_an_example_for_a_domain_is_a_danger_once_codes_are_printed(root: Path) -> None:
    """Nobody can register it."""
    (root / "guides/site.yml").write_text(WELL.replace("xa.vn/", "xa.example/"), "utf-8")
    (root / FILE).write_text(ISSUE, "utf-8")
    assert ("doctor.domain_example", "warning") in found(root)
    (root / FILE).write_text(ISSUE + PRINT.replace("XA.VN", "XA.EXAMPLE"), "utf-8")
    assert ("doctor.domain_example", "error") in found(root)


@pytest.mark.parametrize(
    ("git", "expected"),
    [
        (None, {("doctor.no_git", "error")}),
        (Git(), {("doctor.no_remote", "error")}),
        (Git(("/mnt/usb/cam-tay.git",)), {("doctor.remote_here", "warning")}),
        (Git(("../kho.git",)), {("doctor.remote_here", "warning")}),
        (Git(("C:/kho.git",)), {("doctor.remote_here", "warning")}),
        (Git(("https://may.vn/x.git",)), set()),
        (Git(("/mnt/usb/x.git", "ssh://may.vn/x.git")), set()),
        (Git(GOOD.git.remotes, (FILE,)), {("doctor.ledger_changed", "error")}),
        (Git(GOOD.git.remotes, ("guides/a.yml",)), {("doctor.changed", "warning")}),
        (Git(GOOD.git.remotes, (), 3, 1), {("doctor.ledger_unsent", "error")}),
        (Git(GOOD.git.remotes, (), 3, 0), {("doctor.unsent", "warning")}),
    ],
)
def test_what_stands_on_one_disk_only_is_told(root: Path, git: Git | None, expected: set[tuple[str, str]]) -> None:
    """The ledger of printed codes as a danger, other changes as advice."""
    assert found(root, Machine((3, 12), git=git)) == expected


def test_codes_that_nobody_printed_are_no_danger(root: Path) -> None:
    """They can be issued anew."""
    (root / FILE).write_text(ISSUE, "utf-8")
    assert found(root, Machine((3, 12))) == {("doctor.no_git", "warning")}


@pytest.mark.parametrize(
    ("machine", "day", "code"),
    [
        (Machine((3, 11), git=GOOD.git), date(2027, 5, 5), "doctor.python_soon"),
        (Machine((3, 11), git=GOOD.git), date(2027, 11, 1), "doctor.python_over"),
        (Machine((3, 99), git=GOOD.git), DAY, "doctor.python_unknown"),
        (Machine((3, 14), {"mkdocs": "1.6.1"}, git=GOOD.git), DAY, "doctor.engine_over"),
        (Machine((3, 14), {"mkdocs-material": "9.8.1"}, git=GOOD.git), DAY, "doctor.engine_soon"),
        (Machine((3, 14), {"Pillow": "15.0"}, ("pillow>=10.3,<14",), GOOD.git), DAY, "doctor.bounds"),
        (Machine((3, 14), git=GOOD.git, epoch="1700000000"), DAY, "doctor.epoch"),
        (Machine((3, 14), git=GOOD.git), ends.READ_ON + timedelta(366), "doctor.table"),
    ],
)
def test_an_old_program_is_advice(root: Path, machine: Machine, day: date, code: str) -> None:
    """What is published goes on working: no danger for codes."""
    assert (code, "warning") in found(root, machine, day)


def test_late_reviews_and_unseen_signs_are_advice(root: Path) -> None:
    """Each sort once, with the one that waits longest."""
    day = date(2027, 6, 1)
    project = load(root)
    areas = examine(project, registers.read(project, day), GOOD, day)
    assert [(p.code, p.params["days"]) for p in areas["reviews"]] == [("doctor.reviews", "11")]
    assert [(p.code, p.params["days"]) for p in areas["signs"]] == [("doctor.unseen", "191")]
    (root / "qr/placements.yml").write_text(HUNG.replace("state: hung", "state: missing"), "utf-8")
    assert ("doctor.broken", "warning") in found(root)
    (root / "qr/placements.yml").write_text("[]\n", "utf-8")
    assert found(root) == {("doctor.register", "warning")}


def test_people_need_somebody_to_tell(root: Path) -> None:
    """Of a damaged sign or a forged code."""
    (root / "guides/site.yml").write_text(WELL.replace("contact: {email: bien@xa.vn}\n", ""), "utf-8")
    assert found(root) == {("doctor.contact", "warning")}


def test_git_is_asked_what_is_where(root: Path, git: Callable[..., None], tmp_path: Path) -> None:
    """Changed files, places, and what no place has."""
    assert here(root).git is None
    git(root, "init", "-q", "-b", "main")
    assert here(root).git is None
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    assert here(root).git == Git((), (), 1, 1)
    git(tmp_path, "init", "-q", "--bare", "kho.git")
    git(root, "remote", "add", "origin", str(tmp_path / "kho.git"))
    git(root, "push", "-q", "origin", "main")
    assert here(root).git == Git((str(tmp_path / "kho.git"),))
    (root / "guides/moi.yml").write_text(GUIDE.replace("id: goi-dien", "id: moi"), "utf-8")
    (root / FILE).write_text(ISSUE, "utf-8")
    state = here(root).git
    assert state
    assert set(state.changed) == {"guides/moi.yml", FILE}
    git(root, "commit", "-q", "-am", "y")
    state = here(root).git
    assert state
    assert (state.changed, state.unsent, state.ledger_unsent) == (("guides/moi.yml",), 1, 1)


def test_the_command_says_what_is_well_too(root: Path, git: Callable[..., None]) -> None:
    """Dangers first; exit code 1 for them alone; the same for the same day."""

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--root", str(root), "doctor", *words])
        return result.exit_code, result.output

    exit_code, told = run("--today", "2026-11-22")
    assert exit_code == 1
    assert told.startswith("LỖI: Nội dung và sổ mã không nằm trong kho git nào")
    assert "Tên miền: tốt." in told
    assert "Bản sao nội dung và sổ mã: NGUY, 1 điều." in told
    assert run("--today", "2026-11-22") == (exit_code, told)
    assert run("--today", "mai")[0] == 2


def test_the_table_knows_the_python_of_this_run(root: Path) -> None:
    """A version on which the tests run has its line."""
    assert here(root).python in ends.PYTHON


def test_the_live_site_is_asked_only_when_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page, through the same eyes as a guard; a host that does not answer is a danger."""
    asked: list[str] = []

    def get(web: Web, address: str, once: bool = False) -> Answer:
        asked.append(address)
        return Answer(address, fault="guard.refused", detail="x")

    monkeypatch.setattr(Web, "get", get)
    line = ["--root", str(root), "--locale", "en", "doctor", "--today", "2026-11-22"]
    assert "live site" not in CliRunner().invoke(main, line).output
    assert asked == []
    assert "The live site: AT RISK (1)." in CliRunner().invoke(main, [*line, "--online"]).output
    assert asked == ["https://xa.vn/"]
