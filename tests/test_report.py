"""Problems on a screen: the line with a caret under the right letter, an example, the cure, the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from camtay import interface, yaml_file
from camtay.cli import main
from camtay.errors import Problem
from camtay.excerpt import Lines, excerpt
from camtay.messages import MESSAGES
from camtay.model.described_words import WORDS
from camtay.placements.record import Placement
from camtay.report import report
from tests.conftest import GUIDE, TinyProject

SHEETS = {"sheets", "paper", "width", "height", "columns", "rows", "margin", "top", "left", "cell", "gutter"}
FIELDS = {"vi", "en", "plugins", *SHEETS, *Placement.model_fields, *(name.rpartition(".")[2] for name in WORDS)}
"""Names that may stand in front of a colon."""


def shown(problems: list[Problem], root: Path, locale: str = "en") -> list[str]:
    """The report as lines of plain text."""
    return "\n".join(told.plain for told in report(problems, locale, Lines(root))).splitlines()


# ---------------------------------------------------------------- the caret
@pytest.mark.parametrize(
    ("row", "column", "text", "caret"),
    [
        ("level: basik", 8, "level: basik", 7),
        ("Đường Lê Lợi", 7, "Đường Lê Lợi", 6),
        ("a\u0323\u0302b", 2, "a\u0323\u0302b", 0),  # a mark stands under its letter
        ("a\u0323\u0302b", 4, "a\u0323\u0302b", 1),
        ("日本 x", 4, "日本 x", 5),  # two cells each
        ("\tx", 2, "→   x", 4),
        ("\u00a0x", 1, "␣x", 0),
        ("a\u202eb", 3, "a\ufffdb", 2),  # nothing turns the line round
        ("\x1b[31mred", 1, "␛[31mred", 0),  # nor colours the terminal
        ("end", 9, "end", 3),
        ("no column", 0, "no column", None),
    ],
)
def test_the_caret_stands_under_the_letter(row: str, column: int, text: str, caret: int | None) -> None:
    """Counted in cells of the screen, not in characters."""
    made = excerpt(row, column)
    assert (made.text, made.caret) == (text, caret)


@pytest.mark.parametrize(("column", "text"), [(1, "aaaaaaaaaaaaa…"), (50, "…aaaabaaaaaaa…"), (99, "…aaaaaaaaaaaaa")])
def test_a_long_line_is_cut_around_the_place(column: int, text: str) -> None:
    """An ellipsis stands where something is left out."""
    row = "a" * 49 + "b" + "a" * 50
    made = excerpt(row, column, 14)
    assert len(made.text) <= 14
    assert made.text.strip("…").replace("b", "a") == "a" * len(made.text.strip("…"))
    assert made.text.startswith("…") == text.startswith("…")
    assert made.text.endswith("…") == text.endswith("…")
    assert made.caret is not None
    assert made.text[made.caret] == row[column - 1]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(0, 70), st.integers(10, 40))
def test_whatever_stands_in_a_line_it_fits(row: str, column: int, width: int) -> None:
    """On one line of the screen, the caret within or just behind it."""
    made = excerpt(row, column, width)
    assert len(made.text.splitlines()) <= 1
    assert cell_len(made.text) <= width
    assert made.caret is None or 0 <= made.caret <= width


# ---------------------------------------------------------------- lines of files
def test_lines_are_counted_as_problems_count_them(tmp_path: Path) -> None:
    """Composed, without a byte order mark; whatever can't be read has no lines."""
    (tmp_path / "a.yml").write_bytes("\ufeffa: ê\nb: e\u0302\n".encode())
    (tmp_path / "b.yml").write_bytes(b"a: \xff\n")
    (tmp_path / "c.yml").write_bytes("a: ê\n".encode("utf-16"))
    (tmp_path / "d.jpg").write_bytes(b"a: b\n")
    lines = Lines(tmp_path)
    assert [lines.row("a.yml", n) for n in (0, 1, 2, 3)] == [None, "a: ê", "b: ê", None]
    assert lines.row("b.yml", 1) == "a: \ufffd"
    assert lines.row("c.yml", 1) == "a: ê"
    assert [lines.row(name, 1) for name in ("d.jpg", "missing.yml", "\0.yml", "")] == [None] * 4


# ---------------------------------------------------------------- the report
def test_a_problem_shows_its_line_an_example_and_its_code(tmp_path: Path) -> None:
    """Place, sentence, code, the line with a caret, what is right, what to do."""
    (tmp_path / "a.yml").write_text("kind: guide\nreviewed: 22/11/2026\n", "utf-8")
    problem = Problem("date.form", "a.yml", 2, 11, "reviewed", {"value": "22/11/2026", "good": "2026-11-22"})
    assert shown([problem], tmp_path) == [
        "a.yml:2:11: ERROR: “22/11/2026” is not how a date is written here. (at reviewed) [date.form]",
        "     2 | reviewed: 22/11/2026",
        "       |           ^",
        "    Allowed: a year of four digits, a month and a day of two",
        "    Example: reviewed: 2026-11-22",
        "    Cure: Write year-month-day: 2026-11-22.",
    ]


def test_of_many_errors_of_one_sort_the_first_three_are_shown_in_full(tmp_path: Path) -> None:
    """The others keep their place, and a cure that is not like one above."""
    (tmp_path / "a.yml").write_text("x\n" * 6, "utf-8")
    same = [Problem("field.missing", "a.yml", n, 1, params={"name": "vi"}) for n in range(1, 6)]
    rows = shown([*same, Problem("field.missing", "a.yml", 6, 1, params={"name": "en"})], tmp_path)
    assert sum(row.startswith("a.yml") for row in rows) == 6
    assert sum("^" in row for row in rows) == 3
    assert rows[-4:] == [
        "a.yml:4:1: ERROR: The field “vi” is missing. [field.missing]",
        "a.yml:5:1: ERROR: The field “vi” is missing. [field.missing]",
        "a.yml:6:1: ERROR: The field “en” is missing. [field.missing]",
        "    Cure: Add a line “en: …”.",
    ]


def test_of_many_notes_of_one_sort_three_are_shown(tmp_path: Path) -> None:
    """Behind the errors, with a count of the others."""
    notes = [Problem("ledger.uncoded", f"{n}.yml", params={"id": "x"}, severity="warning") for n in range(5)]
    rows = shown([*notes, Problem("sign.none")], tmp_path)
    assert rows[0].startswith("ERROR: There is no sign")
    assert rows[-1] == "    … and 2 more of this sort."


def test_an_example_is_given_once(tmp_path: Path) -> None:
    """The second fault of a sort is mended like the first."""
    twice = [Problem("date.form", f"{n}.yml", params={"value": "x", "good": "y"}) for n in "ab"]
    assert sum("Example:" in row for row in shown(twice, tmp_path)) == 1


def test_a_terminal_gets_colours_and_a_pipe_plain_text(tmp_path: Path) -> None:
    """The words are the same."""
    made = list(report([Problem("sign.none")], "en", Lines(tmp_path)))
    outputs = {}
    for terminal in (True, False):
        console = Console(force_terminal=terminal, soft_wrap=True, color_system="standard" if terminal else None)
        with console.capture() as captured:
            console.print(made[0])
        outputs[terminal] = captured.get()
    assert "\x1b[" in outputs[True]
    assert outputs[False] == made[0].plain + "\n"


def test_values_and_names_of_files_play_no_tricks_on_a_terminal(tmp_path: Path) -> None:
    """A control character is shown as its picture, also where it stands in a sentence."""
    problem = Problem("image.missing", "a\x1b[2J.yml", params={"file": "\x1b]0;x\x07.png"})
    text = "\n".join(shown([problem], tmp_path))
    assert "\x1b" not in text
    assert "a␛[2J.yml: ERROR: There is no picture “␛]0;x␇.png”." in text


def test_check_shows_lines_of_the_project(tiny_project: TinyProject) -> None:
    """Wherever the command was called from; the caret is under the value, or under a wrong key."""
    text = GUIDE.replace("reviewed: 2026-11-22", "reviewed: hôm qua").replace("steps:", "stpes:")
    result = CliRunner().invoke(main, ["--root", str(tiny_project({"guides/goi-dien.yml": text})), "check"])
    assert "    11 | reviewed: hôm qua\n       |           ^\n" in result.output
    assert "    14 | stpes:\n       | ^\n" in result.output


# ---------------------------------------------------------------- examples
@pytest.mark.parametrize("code", [code for code, words in MESSAGES.items() if words.example])
def test_an_example_is_right(code: str) -> None:
    """It is YAML that the reader accepts, or a command; short enough to be read."""
    example = MESSAGES[code].example
    assert len(example.splitlines()) <= 8
    assert example == example.strip("\n")
    if not example.startswith("camtay "):
        document = yaml_file.parse(example, yaml_file.Document("example.yml"))
        assert document.problems == []
        keys = {part for path in document.marks for part in path if isinstance(part, str)}
        assert keys
        assert keys - FIELDS - {key for key in interface.words("vi") if "." in key} == set()
