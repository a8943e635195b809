"""The command line: exit codes, languages, and commands end to end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from camtay import ledger as ledgers
from camtay.cli import main
from tests.conftest import GUIDE, HERITAGE, TinyProject


def run(root: Path, *words: str) -> Result:
    """The result of a command in a project; an exception is a failure of the test."""
    result = CliRunner().invoke(main, ["--root", str(root), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_sound_project_passes_the_check(tiny_project: TinyProject) -> None:
    """Exit code 0 and a count."""
    result = run(tiny_project(), "check")
    assert result.exit_code == 0
    assert "Nội dung tốt: 1 bài, 0 mã, 1 lưu ý." in result.output


@pytest.mark.parametrize(
    ("locale", "words"), [("vi", "Không có trường “stpes”."), ("en", "There is no field “stpes”.")]
)
def test_a_fault_ends_the_check_with_1_and_a_place(locale: str, words: str, tiny_project: TinyProject) -> None:
    """File, line, column and the words of the chosen language; nothing of Python."""
    root = tiny_project({"guides/goi-dien.yml": GUIDE.replace("steps:", "stpes:")})
    result = run(root, "--locale", locale, "check")
    assert result.exit_code == 1
    assert "guides/goi-dien.yml:14:1:" in result.output
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["--locale", "xx", "check"],
        ["check", "--nonsense"],
        ["qr", "issue"],
        ["qr", "print", "--kind", "nonsense"],
        ["qr", "print", "--format", "bmp"],
        ["qr", "retarget", "ABCDEF"],
        ["qr", "issue", "--all", "--date", "22/11/2026"],
        ["serve", "--address", "here"],
    ],
)
def test_a_wrong_command_line_ends_with_2(words: list[str], tiny_project: TinyProject) -> None:
    """The content is not to blame, so the exit code differs."""
    assert run(tiny_project(), *words).exit_code == 2


def test_build_tells_what_it_made_and_where_to_look(tiny_project: TinyProject) -> None:
    """Plain lines where there is no terminal, then the summary."""
    root = tiny_project()
    assert run(root, "qr", "issue", "--all").exit_code == 0
    result = run(root, "build")
    assert result.exit_code == 0
    assert "· MkDocs" in result.output
    assert "Xong: 12 trang, 1 trang quét, 1 biển, 0 lưu ý" in result.output
    assert "Trang quét nặng nhất: goi-dien" in result.output
    assert "qr/print/" in result.output


def test_codes_are_issued_once(tiny_project: TinyProject) -> None:
    """`--all` gives codes to entries without one; again it does nothing; `--again` gives another."""
    root = tiny_project({"guides/d.yml": HERITAGE})
    assert "Đã cấp 2 mã." in run(root, "qr", "issue", "--all").output
    assert "Đã cấp 0 mã." in run(root, "qr", "issue", "--all").output
    assert "Đã cấp 1 mã." in run(root, "qr", "issue", "goi-dien", "--again", "--reason", "cổng sau").output
    listed = run(root, "qr", "list").output
    assert listed.count("goi-dien") == 2
    assert "3 mã." in listed


def test_an_unknown_entry_gets_no_code(tiny_project: TinyProject) -> None:
    """The nearest known id is named."""
    result = run(tiny_project(), "qr", "issue", "goi-dein")
    assert result.exit_code == 1
    assert "“goi-dien”" in result.output


def test_a_code_is_retargeted_and_retired_with_a_reason(tiny_project: TinyProject) -> None:
    """Typed in any case and with spaces; the ledger keeps why and when."""
    root = tiny_project({"guides/d.yml": HERITAGE})
    run(root, "qr", "issue", "goi-dien")
    (code,) = ledgers.read(root).codes
    typed = f"{code[:3]} {code[3:]}".lower()
    assert run(root, "qr", "retarget", typed, "gieng-co", "--reason", "gộp bài").exit_code == 0
    assert run(root, "qr", "retire", code, "--reason", "biển gãy").exit_code == 0
    found = ledgers.read(root).codes[code]
    assert (found.entry, [e.reason for e in found.events]) == ("gieng-co", ["", "gộp bài", "biển gãy"])
    assert run(root, "qr", "retarget", "222222", "gieng-co", "--reason", "x").exit_code == 1
    assert run(root, "qr", "retarget", code, "khong-co", "--reason", "x").exit_code == 1


def test_signs_are_printed_for_a_kind_or_place(tiny_project: TinyProject) -> None:
    """Only the chosen ones, only the chosen formats; nothing chosen is a problem."""
    root = tiny_project({"guides/d.yml": HERITAGE})
    run(root, "qr", "issue", "--all")
    assert "1 biển" in run(root, "qr", "print", "--kind", "heritage", "--format", "svg").output
    names = sorted(p.name for p in (root / "qr/print").rglob("*.*"))
    assert [name for name in names if name.endswith(("svg", "pdf"))] == [names[0], "job-sheet.pdf"]
    assert names[0].endswith("-gieng-co.svg")
    assert run(root, "qr", "print", "--place", "khong-co").exit_code == 1


def test_every_command_is_in_both_readmes() -> None:
    """A command that the README does not know is not there for anyone."""
    from tests.conftest import REPO

    names = [f"camtay {name}" for name in main.commands if name != "qr"]
    names += [f"camtay qr {name}" for name in main.commands["qr"].commands]  # type: ignore[attr-defined]
    for readme in ("README.md", "README.vi.md"):
        text = (REPO / readme).read_text("utf-8")
        assert [name for name in names if name not in text] == []


def test_notes_of_one_sort_are_told_once(tiny_project: TinyProject) -> None:
    """Ninety entries without a code are one thing to do, not ninety."""
    files: dict[str, str | bytes | None] = {f"guides/g{n}.yml": GUIDE.replace("goi-dien", f"g{n}") for n in range(9)}
    output = run(tiny_project(files), "check").output
    assert len(re.findall("chưa có mã QR", output)) == 3
    assert "và 7 lưu ý nữa cùng loại" in output
