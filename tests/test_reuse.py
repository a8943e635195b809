"""Building again: what would come out the same is taken over from the last site, its files untouched."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import build as builds
from camtay import files
from camtay.build import build, verify
from camtay.cli import main
from camtay.errors import CamtayError
from camtay.kept import EVERYTHING, Kept, Watched, settle
from camtay.ledger import Ledger
from camtay.memory import FILE
from camtay.source import read

from .conftest import HERITAGE, TinyProject

Stamps = dict[str, tuple[int, int]]


@pytest.fixture(autouse=True)
def _no_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "_documents", lambda _: [])  # signs have a memory of their own


def stamps(site: Path) -> Stamps:
    """Time and inode of every file."""
    found = ((path, path.stat()) for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): (status.st_mtime_ns, status.st_ino) for path, status in found}


def written(before: Stamps, site: Path) -> set[str]:
    """Files that are others than before."""
    now = stamps(site)
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def bytes_of(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def fresh(root: Path, tmp_path: Path) -> dict[str, bytes]:
    """The site as a build without any memory makes it."""
    shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("site", ".cache"))
    build(tmp_path / "fresh")
    found = bytes_of(tmp_path / "fresh/site")
    shutil.rmtree(tmp_path / "fresh")
    return found


def coded(root: Path) -> Path:
    """The project, with a code for each entry."""
    ledger = Ledger()
    for entry in read(root).entries:
        ledger, _ = ledger.issue(entry, date(2026, 11, 22))
    ledger.write(root)
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_only_pages_that_show_what_was_edited_are_written(tiny_project: TinyProject, tmp_path: Path) -> None:
    """And the site is byte for byte what a build without memory makes."""
    linking = HERITAGE.replace("reviewed:", "related: [goi-dien]\nreviewed:")
    root = coded(tiny_project({"guides/gieng-co.yml": linking}))
    site, guide = root / "site", root / "guides/goi-dien.yml"
    build(root)
    first = stamps(site)
    (root / FILE).unlink()
    assert not build(root).again
    assert written(first, site) == set()

    edit(guide, "Dial the number.", "Dial the number slowly.")
    build(root)
    changed = written(first, site)
    pages = {name for name in changed if name.endswith(".html")}
    codes = {name for name in pages if name.lower().startswith("q/")}
    assert "en/guides/goi-dien/index.html" in pages
    assert len(codes) == 2, "both spellings of one code"
    assert pages - codes == {"en/guides/goi-dien/index.html"}, "neither the Vietnamese page nor one that links to it"
    assert bytes_of(site) == fresh(root, tmp_path)

    second = stamps(site)
    edit(guide, "Make a phone call", "Call somebody")
    build(root)
    assert {"en/guides/goi-dien/index.html", "en/heritage/gieng-co/index.html", "en/index.html"} <= written(
        second, site
    )
    assert "huong-dan/goi-dien/index.html" not in written(second, site)
    assert bytes_of(site) == fresh(root, tmp_path)


def test_an_entry_that_is_gone_leaves_nothing_behind(tiny_project: TinyProject, tmp_path: Path) -> None:
    """Its pages are in no later site; pages that linked to it link to it no more."""
    root = tiny_project({"guides/gieng-co.yml": HERITAGE})
    build(root)
    assert (root / "site/di-tich/gieng-co/index.html").is_file()
    (root / "guides/gieng-co.yml").unlink()
    (root / "qr/addresses.jsonl").unlink()
    build(root)
    assert not (root / "site/di-tich/gieng-co").exists()
    assert bytes_of(root / "site") == fresh(root, tmp_path)


def test_nothing_of_a_site_that_somebody_changed_is_taken_over(tiny_project: TinyProject) -> None:
    """Neither a page written over nor one that was deleted."""
    root = coded(tiny_project())
    build(root)
    good = bytes_of(root / "site")
    (root / "site/huong-dan/goi-dien/index.html").write_text("stolen")
    code = next((root / "site/Q").glob("??????.html"))
    code.unlink()
    build(root)
    assert bytes_of(root / "site") == good


@pytest.mark.parametrize("text", ["", "[]", '{"pages": 1}', '{"pages": {"Q/A.html": [1]}}', '{"pages": null', "\0"])
def test_a_damaged_list_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    """Pages are then made."""
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(text)
    assert Kept.read(tmp_path, tmp_path).take(("Q/A.html",), "", tmp_path) is None


def test_a_page_remembers_which_entries_it_read() -> None:
    """Also one that it looked for in vain; whoever goes through all of them read everything."""
    entries = Watched({"a": 1, "b": 2})
    assert entries["a"] == 1
    entries.reads = seen = set[str]()
    assert (entries["a"], entries.get("c"), "d" in entries) == (1, None, False)
    assert seen == {"a", "c", "d"}
    for look in (
        list,
        lambda found: found.keys(),
        lambda found: found.values(),
        lambda found: found.items(),
    ):
        entries.reads = seen = set()
        assert look(entries)
        assert seen in ({EVERYTHING}, set()), look
    assert list(entries.values()) == [1, 2]


def test_on_a_disk_without_links_files_are_copied_with_their_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that whoever copies the site away still sees what is old."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    for name in ("old", "new"):
        (tmp_path / name / "a").mkdir(parents=True)
        (tmp_path / name / "a/same").write_text("x")
        (tmp_path / name / "a/other").write_text(name)
    os.utime(tmp_path / "old/a/same", ns=(1, 1_000_000_000))
    monkeypatch.setattr(files.os, "link", refuse)
    settle(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new/a/same").stat().st_mtime_ns == 1_000_000_000
    assert (tmp_path / "new/a/other").read_text() == "new"


def test_with_nothing_new_there_is_nothing_to_do(tiny_project: TinyProject) -> None:
    """A second build says the same and does nothing; any file that is read or was written makes it build."""
    root = tiny_project()
    first = build(root)
    again = build(root)
    assert again.again
    assert not first.again
    assert replace(again, seconds=0, again=False) == replace(first, seconds=0)
    assert [problem.code for problem in again.warnings] == ["ledger.uncoded"]
    (root / "site/index.html").write_text("stolen")
    assert not build(root).again
    (root / "guides/hinh").mkdir()
    assert build(root).again, "an empty folder says nothing"
    (root / "guides/hinh/a.txt").write_text("x")
    assert not build(root).again
    (root / FILE).write_text('{"inputs": 1')
    assert not build(root).again


def test_a_change_that_is_made_while_it_builds_is_built_the_next_time(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if it comes before the build has ended."""
    root = tiny_project()

    def meanwhile(_: object) -> list[object]:
        (root / "guides/moi.txt").write_text("x")
        return []

    monkeypatch.setattr(builds, "_documents", meanwhile)
    build(root)
    monkeypatch.setattr(builds, "_documents", lambda _: [])
    assert not build(root).again
    assert build(root).again


def test_another_day_is_another_build(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is overdue or no longer valid depends on it."""
    root = tiny_project()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    build(root)
    assert build(root).again
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800100000")
    assert not build(root).again


def test_the_command_says_that_nothing_is_new(tiny_project: TinyProject) -> None:
    """In a line, with the same notes as before."""
    root = tiny_project()
    runner = CliRunner()
    first = runner.invoke(main, ["--root", str(root), "--locale", "en", "build"])
    second = runner.invoke(main, ["--root", str(root), "--locale", "en", "build"])
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Nothing new to build: 12 pages" in second.output
    assert "has no code yet" in first.output
    assert "has no code yet" in second.output


def test_a_site_can_be_compared_with_a_build_from_nothing(tiny_project: TinyProject) -> None:
    """Every file that is another, missing or too many is named; compressed files are not."""
    root = coded(tiny_project())
    build(root, compressed=True)
    verify(root)
    (root / "site/index.html").write_text("stolen")
    (root / "site/robots.txt").unlink()
    (root / "site/more.html").write_text("x")
    with pytest.raises(CamtayError) as caught:
        verify(root)
    assert [problem.params["path"] for problem in caught.value.problems] == [
        "site/index.html", "site/more.html", "site/robots.txt"
    ]  # fmt: skip
    result = CliRunner().invoke(main, ["--root", str(root), "--locale", "en", "build", "--compress", "--verify"])
    assert result.exit_code == 0, "the build itself has put it right"
