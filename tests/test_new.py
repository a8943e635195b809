"""`camtay new`: an example file to fill in, for each kind."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import files, project
from camtay.cli import main
from camtay.model.entries import KINDS
from camtay.repair import repair
from camtay.samples import FOLDERS
from tests.conftest import GUIDE, HERITAGE, SITE, TinyProject


def new(root: Path, *words: str) -> tuple[int, str]:
    """Exit code and what is said."""
    result = CliRunner().invoke(main, ["--root", str(root), "new", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_file_passes_the_check_once_it_is_filled_in(kind: str, tiny_project: TinyProject) -> None:
    """As a draft it passes at once, with a note on each place; published it must not have one left."""
    root = tiny_project()
    code, said = new(root, kind, "--id", "bai-moi", "--title", 'Bài "mới": 1', "--date", "2026-11-22")
    name = f"guides/{FOLDERS[kind] if kind != 'guide' else '.'}/bai-moi.yml".replace("/./", "/")
    assert (code, said) == (0, f"Đã viết {name}. Mở ra, viết lại những chỗ ghi SỬA, rồi chạy: camtay check\n")
    text = (root / name).read_text("utf-8")

    draft, problems = project.check(root)
    assert draft is not None
    assert {p.code for p in problems} - {"ledger.uncoded"} == {"text.sample"}

    (root / name).write_text(text.replace("status: draft", "status: published"), "utf-8")
    _, problems = project.check(root)
    left = [p for p in problems if p.code == "text.sample"]
    assert {p.severity for p in left} == {"error"}
    assert len(left) == len(re.findall('"(?:SỬA|CHANGE): ', text))

    numbers = iter(range(999))
    done = re.sub('"(SỬA|CHANGE): [^"]*"', lambda _: f'"Chữ thật {next(numbers)}."', text)
    (root / name).write_text(done.replace("status: draft", "status: published"), "utf-8")
    made, problems = project.check(root)
    assert made is not None
    assert made.entries["bai-moi"].title.source == 'Bài "mới": 1'
    assert {p.code for p in problems} <= {"ledger.uncoded"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_file_needs_no_repair(kind: str, tiny_project: TinyProject) -> None:
    """It is written as `camtay fix` would leave it."""
    root = tiny_project()
    new(root, kind, "--id", "bai-moi")
    [path] = root.rglob("bai-moi.yml")
    found = repair(path.read_bytes())
    assert found is not None
    assert found.repairs == ()


def test_a_new_file_stands_beside_the_others_of_its_kind(tiny_project: TinyProject) -> None:
    """Folders are free; the first of a kind makes the usual one."""
    root = tiny_project({"guides/xua/gieng.yml": HERITAGE})
    new(root, "heritage", "--id", "dinh")
    assert (root / "guides/xua/dinh.yml").exists()


def test_a_site_in_english_gets_english_words(tiny_project: TinyProject) -> None:
    """The source locale stands first."""
    root = tiny_project({"guides/site.yml": SITE + "locales: [en, vi]\n", "guides/goi-dien.yml": GUIDE})
    new(root, "speciality", "--id", "cake", "--title", "Cake")
    text = next(root.rglob("cake.yml")).read_text("utf-8")
    assert '  en: "Cake"\n  vi: "SỬA: tên bài"\n' in text
    assert "# Rewrite whatever says CHANGE." in text


def test_no_file_is_overwritten_and_no_id_given_twice(tiny_project: TinyProject) -> None:
    """Neither that of an entry elsewhere nor a file that is no entry."""
    root = tiny_project({"guides/dac-san/banh.yml": "x"})
    code, said = new(root, "guide", "--id", "goi-dien")
    assert code == 1
    assert "Mã “goi-dien” đã có ở guides/goi-dien.yml:2." in said
    code, said = new(root, "speciality", "--id", "banh")
    assert code == 1
    assert (root / "guides/dac-san/banh.yml").read_text() == "x"
    assert new(root, "guide", "--id", "Gọi điện")[0] == 2
    assert new(root, "alley", "--id", "kiet")[0] == 2


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Whoever comes first keeps what they wrote; no temporary file stays."""
    path = tmp_path / "a.yml"
    link = os.link

    def late(source: str, target: Path) -> None:
        target.write_text("first")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileExistsError):
        files.write_new(path, b"second")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.yml", "first")]


def test_a_disk_without_links_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory sticks know none."""

    def none(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", none)
    files.write_new(tmp_path / "a.yml", b"x")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.yml", "x")]


@pytest.mark.parametrize(
    ("kind", "old", "told"),
    [
        ("guide", "topics:\n  - {id: safety, title: {vi: An toàn, en: Safety}}\n", "chưa có “topics”"),
        ("path", "audiences:\n  - {id: everyone, title: {vi: Mọi người, en: Everyone}}\n", "chưa có “audiences”"),
    ],
)
def test_what_an_example_needs_and_is_not_there_is_told(
    kind: str, old: str, told: str, tiny_project: TinyProject
) -> None:
    """Nothing is written then."""
    assert old in SITE
    root = tiny_project({"guides/site.yml": SITE.replace(old, ""), "guides/goi-dien.yml": None})
    code, said = new(root, kind, "--id", "bai-moi")
    assert code == 1
    assert told in said
    assert ("Chưa có bài hướng dẫn nào" in said) == (kind == "path")
    assert not list(root.rglob("bai-moi.yml"))


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    """As with every other command."""
    code, said = new(tmp_path, "guide", "--id", "x")
    assert code == 1
    assert "Không thấy thư mục “guides”" in said
