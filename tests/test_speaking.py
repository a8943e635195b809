"""The command line speaks one language, that of `--locale`, also where click or a fault of the program speaks."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from camtay import catalogues, interface
from camtay.cli import main
from camtay.commands import speaking
from camtay.errors import CamtayError, Problem
from camtay.yaml_file import Document
from tests.conftest import TinyProject

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def camtay(*words: str, **env: str) -> Result:
    """The result of a command line, and nothing but an exit raised."""
    result = CliRunner(env={"CAMTAY_LOCALE": None, **env}).invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, (*path, name))


COMMANDS = dict(commands(main))


# ---------------------------------------------------------------- which language
@pytest.mark.parametrize(
    ("words", "env", "locale"),
    [
        (["check"], "", "vi"),
        (["--locale", "en", "check"], "", "en"),
        (["--locale=en", "check"], "vi", "en"),
        (["--root", "--locale", "--locale", "en"], "", "en"),
        (["check", "--locale", "en"], "", "vi"),  # that one belongs to the command
        (["check"], "en", "en"),
        (["--locale"], "", "vi"),
        (["--locale", "xx"], "en", "vi"),
        ([], "xx", "vi"),
    ],
)
def test_the_language_is_known_before_the_line_is_read(
    words: Sequence[str], env: str, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--locale` before the command, else CAMTAY_LOCALE, else Vietnamese."""
    monkeypatch.setenv("CAMTAY_LOCALE", env)
    assert speaking.wanted(words) == locale


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (["bogus"], "Lỗi: Không có lệnh 'bogus'.", "Error: No such command 'bogus'."),
        (["check", "--bogus"], "Lỗi: Không có tùy chọn '--bogus'.", "Error: No such option '--bogus'."),
        (["--bogus"], "Lỗi: Không có tùy chọn '--bogus'.", "Error: No such option '--bogus'."),
        (["qr", "retire"], "Lỗi: Còn thiếu 'CODE'.", "Error: Missing argument 'CODE'."),
        (
            ["check", "--format", "x"],
            "Lỗi: Giá trị của '--format' chưa đúng: 'x' không có trong danh sách: 'text'",
            "Error: Invalid value for '--format': 'x' is not one of 'text'",
        ),
    ],
)
def test_click_speaks_the_language_too(words: list[str], vi: str, en: str) -> None:
    """Also when it can't read the line at all; the way to the help stands above."""
    for locale, sentence, usage in (("vi", vi, "Cách dùng: "), ("en", en, "Usage: ")):
        result = camtay("--locale", locale, *words)
        assert result.exit_code == 2
        assert result.output.startswith(usage)
        assert sentence in result.output


def test_gettext_is_left_as_it_was() -> None:
    """Nothing of ours stays behind for other programs in the process."""
    before = gettext.dgettext
    camtay("--locale", "vi", "bogus")
    assert gettext.dgettext is before


# ---------------------------------------------------------------- help
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_in_one_language(path: tuple[str, ...]) -> None:
    """Headings, commands, options and defaults; one language after the other in one process."""
    vi, en = (camtay("--locale", locale, *path, "--help").output for locale in ("vi", "en"))
    assert vi.startswith("Cách dùng: ")
    assert en.startswith("Usage: ")
    assert "Hiện phần hướng dẫn này." in vi
    assert "Show this message and exit." in en
    quoted = re.sub("“.*?”", "", en.replace("Cầm Tay", ""))
    assert not VIETNAMESE.search(quoted)
    assert " / " not in vi + en
    assert " · " not in vi + en


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_explains_itself(path: tuple[str, ...]) -> None:
    """In Vietnamese and English, unless it has no words at all (`pdf, svg, png`)."""
    command = COMMANDS[path]
    assert command.help
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


@pytest.mark.parametrize("both", list(speaking.helps(main)), ids=lambda both: both["en"][:30])
def test_a_help_text_has_two_halves(both: dict[str, str]) -> None:
    """The first is Vietnamese, the second English; a text without words of a language is its own translation."""
    if both["vi"] == both["en"]:
        assert not VIETNAMESE.search(both["vi"])
        assert len(re.findall("[A-Za-z]{3,}", both["vi"])) <= 5
    else:
        assert not VIETNAMESE.search(re.sub("“.*?”", "", both["en"].replace("Cầm Tay", "")))


def test_halves_of_several_paragraphs() -> None:
    """The first paragraph has both languages in it; of the others one half is Vietnamese, one English."""
    assert speaking.halves("a · b\n\nvi 1\n\nvi 2\n\nen 1\n\nen 2") == ("a\n\nvi 1\n\nvi 2", "b\n\nen 1\n\nen 2")
    assert speaking.halves("Tệp; bỏ trống: qr/x/ / file.") == ("Tệp; bỏ trống: qr/x/", "file.")
    assert speaking.halves("pdf, svg") == ("pdf, svg", "pdf, svg")


# ---------------------------------------------------------------- faults of the program
@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for traces; the command `check` has a fault."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("một lỗi\ud800")

    monkeypatch.setattr("camtay.project.check", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "traces"))
    (tmp_path / "traces").mkdir()
    return tmp_path / "traces"


def test_a_fault_of_the_program_is_told_calmly(broken: Path, tiny_project: TinyProject) -> None:
    """One sentence, the file with the trace, exit code 70; no trace on the screen."""
    result = camtay("--root", str(tiny_project()), "check")
    (file,) = broken.iterdir()
    assert result.exit_code == speaking.FAULTY == 70
    assert result.output.startswith("Chương trình tự gặp lỗi; bạn không làm gì sai")
    assert len(result.output.splitlines()) == 1
    assert str(file) in result.output
    trace = file.read_text("utf-8")
    assert "ZeroDivisionError: một lỗi\\ud800" in trace
    assert " check\n" in trace
    assert "Python 3." in trace


def test_where_the_trace_can_not_be_written_the_fault_is_named(broken: Path, tiny_project: TinyProject) -> None:
    """A full or locked disk is no reason for silence."""
    broken.rmdir()
    result = camtay("--locale", "en", "--root", str(tiny_project()), "check")
    assert result.exit_code == 70
    assert result.output.startswith("The program itself is at fault")
    assert "ZeroDivisionError" in result.output


def test_a_slip_in_the_packages_own_words_is_a_fault_of_the_program(
    broken: Path, tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one of the editor, who could do nothing about it; the file and line are in the trace."""
    monkeypatch.undo()
    monkeypatch.setattr("tempfile.tempdir", str(broken))
    parse = interface.yaml_file.parse

    def slipped(text: str, document: Document) -> Document:
        return parse(f"{text}\nslip: [" if document.file.startswith("templates/") else text, document)

    monkeypatch.setattr(interface.yaml_file, "parse", slipped)
    interface.words.cache_clear()
    result = camtay("--root", str(tiny_project()), "check")
    interface.words.cache_clear()
    assert result.exit_code == 70
    (file,) = broken.iterdir()
    assert "PackageError: templates/ui/" in file.read_text("utf-8")


def test_problems_that_a_command_forgot_to_expect_are_told_as_problems(
    monkeypatch: pytest.MonkeyPatch, tiny_project: TinyProject
) -> None:
    """They are not the program's fault: exit code 1, with their line and cure."""

    def refuse(*_: object, **__: object) -> None:
        raise CamtayError([Problem("field.missing", "guides/site.yml", 1, 1, params={"name": "title"})])

    monkeypatch.setattr("camtay.project.check", refuse)
    result = camtay("--root", str(tiny_project()), "check")
    assert result.exit_code == 1
    assert "guides/site.yml:1:1: LỖI: Thiếu trường “title”." in result.output
    assert "     1 | title: {vi: Cầm Tay Thử" in result.output


def test_an_interruption_is_no_fault(monkeypatch: pytest.MonkeyPatch, tiny_project: TinyProject) -> None:
    """Ctrl+C ends a command with a word and without a trace."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("camtay.project.check", stop)
    result = camtay("--root", str(tiny_project()), "check")
    assert result.exit_code == 130
    assert "Đã dừng." in result.output


# ---------------------------------------------------------------- a locale of a catalogue alone
LAO = """\
msgid ""
msgstr ""
"Language: lo\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "No such command {name!r}."
msgstr "ບໍ່ມີຄຳສັ່ງ {name!r}."

msgctxt "label"
msgid "ERROR"
msgstr "ຜິດພາດ"

msgctxt "field.unknown"
msgid "There is no field “{name}”."
msgstr "ບໍ່ມີຊ່ອງ “{name}”."

#, fuzzy
msgctxt "field.unknown"
msgid "Perhaps “{nearest}”. Correct the name."
msgstr "?"

msgctxt "help"
msgid "Project folder."
msgstr "ໂຟນເດີໂຄງການ."
"""


@pytest.fixture
def lao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program with a catalogue that a translator gave us, not compiled."""
    (tmp_path / "lo/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "lo/LC_MESSAGES/camtay.po").write_text(LAO, "utf-8")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    option = next(p for p in main.params if p.name == "locale")
    for cached in (catalogues.locales, catalogues.translations):
        cached.cache_clear()
    monkeypatch.setattr(option, "type", click.Choice(catalogues.locales()))
    yield
    monkeypatch.undo()
    for cached in (catalogues.locales, catalogues.translations):
        cached.cache_clear()


@pytest.mark.usefixtures("lao")
def test_a_further_locale_is_a_catalogue_alone(tiny_project: TinyProject) -> None:
    """Faults, help and what click says; in English what is missing or fuzzy."""
    assert catalogues.locales() == ("vi", "en", "lo")
    assert "Error: ບໍ່ມີຄຳສັ່ງ 'bogus'." in camtay("--locale", "lo", "bogus").output
    assert "ໂຟນເດີໂຄງການ." in camtay("--locale", "lo", "--help").output
    files = {"guides/goi-dien.yml": "kind: guide\nid: goi-dien\nstpes: []\n"}
    output = camtay("--locale", "lo", "--root", str(tiny_project(files)), "check").output
    assert "3:1: ຜິດພາດ: ບໍ່ມີຊ່ອງ “stpes”." in output
    assert "Perhaps “steps”. Correct the name." in output
    assert "errors and" in output
