"""How the content is written: what `camtay check --style` names, and what it leaves alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay.cli import main
from camtay.messages import MESSAGES
from camtay.model.style import StyleWords
from camtay.project import load
from camtay.style import style_problems
from camtay.style.marks import older_tone, slips
from camtay.style.prose import begins_with_verb, count, second_action, sentences
from camtay.style.rules import words_of
from tests.conftest import GUIDE, REPO, TinyProject

WORDS = {tag: words_of(load(REPO), tag) for tag in ("vi", "en")}


def told(root: Path) -> list[tuple[str, int, str]]:
    """(code, line, path) of every note about style."""
    return [(p.code, p.line, p.path) for p in style_problems(load(root))]


# ---------------------------------------------------------------- words and sentences
def test_a_vietnamese_word_is_counted_by_its_syllables() -> None:
    """What spaces part and a slow reader spells out."""
    assert count("Mở ứng dụng căn cước công dân.") == 7
    assert count("Open the app – once.") == 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mở ra. Đọc kỹ! Xong chưa?", 3),
        ("Đi TP. Hồ Chí Minh. Rồi về.", 2),
        ("Giá 1.000 đồng ở dichvucong.gov.vn nhé", 1),
        ("Hỏi “Ai đó?” rồi mở cửa.", 1),
        ("Đoạn một\n\nĐoạn hai", 2),
        ("Chờ… rồi bấm.", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_pauses(text: str, number: int) -> None:
    """Not at the point of an abbreviation, a number or an address."""
    assert len(sentences(text, ("TP.",))) == number


# ---------------------------------------------------------------- steps
@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("vi", "Bấm **Gửi**."),
        ("vi", "Không đưa mã cho ai."),
        ("vi", "Cập nhật ứng dụng."),
        ("en", "Press **Send**."),
        ("en", "Do not give the code to anybody."),
        ("en", "“Press” the button."),
    ],
)
def test_a_step_begins_with_what_to_do(locale: str, text: str) -> None:
    """A verb, or a warning with one."""
    assert begins_with_verb(text, WORDS[locale])


@pytest.mark.parametrize(("locale", "text"), [("vi", "Điện thoại phải có mạng."), ("en", "If it rings, pick it up.")])
def test_another_beginning_is_told(locale: str, text: str) -> None:
    """A condition first makes the reader wait for the action."""
    assert not begins_with_verb(text, WORDS[locale])


@pytest.mark.parametrize(
    ("locale", "text", "verb"),
    [
        ("vi", "Nhập số căn cước, rồi gửi yêu cầu.", "gửi"),
        ("vi", "Đọc hết nội dung. Xem kỹ tên.", "xem"),
        ("en", "Open VNeID and choose a service.", "choose"),
        ("en", "Set a passcode; write it down.", "write"),
        ("vi", "Đặt mật khẩu. Đừng dùng ngày sinh.", ""),
        ("vi", "Chọn cá và rau.", ""),
        ("en", "Turn left or right.", ""),
    ],
)
def test_a_second_action_is_found_by_its_verb(locale: str, text: str, verb: str) -> None:
    """Advice after the action, things joined by “and” and a choice are no second action."""
    assert second_action(text, WORDS[locale]) == verb


def test_steps_are_told_at_their_line(tiny_project: TinyProject) -> None:
    """With a step of more than 25 words, one that begins otherwise and one of two actions."""
    steps = [
        "  - vi: Bấm số.",
        f"    en: Dial {'one ' * 25}number.",
        "  - vi: Máy đổ chuông.",
        "    en: Wait and speak.",
    ]
    text = GUIDE[: GUIDE.index("  - vi: Bấm số.")] + "\n".join(steps) + "\n"
    line = text[: text.index("  - vi: Bấm số.")].count("\n") + 1
    assert told(tiny_project({"guides/goi-dien.yml": text})) == [
        ("style.step_long", line + 1, "steps[0].en"),
        ("style.step_verb", line + 2, "steps[1].vi"),
        ("style.step_actions", line + 3, "steps[1].en"),
    ]


def test_an_instance_adds_words_of_its_own(tiny_project: TinyProject) -> None:
    """In `guides/style/`, by locale; they are added to those of the package."""
    files: dict[str, str | bytes | None] = {"guides/goi-dien.yml": GUIDE.replace("Dial the number", "Ping Jane")}
    assert [code for code, _, _ in told(tiny_project(files))] == ["style.step_verb"]
    assert told(tiny_project({**files, "guides/style/en.yml": "verbs: [ping]\n"})) == []


def test_words_of_an_instance_are_lists_of_known_names(tiny_project: TinyProject) -> None:
    """Anything else is a fault of the file, told like others."""
    root = tiny_project({"guides/style/vi.yml": "verb: [đi]\nbefore: hãy\n"})
    result = CliRunner().invoke(main, ["--root", str(root), "check"])
    assert result.exit_code == 1
    assert "guides/style/vi.yml:1:1" in result.output
    assert "guides/style/vi.yml:2:9" in result.output


def test_a_locale_without_words_is_asked_for_no_verbs(tiny_project: TinyProject) -> None:
    """What cannot be judged is left alone."""
    assert not begins_with_verb("전화번호를 누르세요.", StyleWords())
    text = GUIDE.replace("    en: Dial the number.\n", "    en: Dial the number.\n    ko: 번호.\n")
    site = (tiny_project() / "guides/site.yml").read_text("utf-8") + "locales: [vi, en, ko]\n"
    assert told(tiny_project({"guides/site.yml": site, "guides/goi-dien.yml": text})) == []


# ---------------------------------------------------------------- lengths
def test_of_an_entry_with_long_sentences_the_longest_are_named(tiny_project: TinyProject) -> None:
    """The average counts sentences, not headings; it is told three times at most."""
    tail = "".join(f"  - vi: Giá {'rất ' * 21}cao {n}.\n    en: Cheap.\n" for n in range(5))
    root = tiny_project({"guides/goi-dien.yml": GUIDE + f"mistakes:\n{tail}"})
    found = [problem for problem in style_problems(load(root)) if problem.code == "style.average"]
    assert len(found) == 3
    assert all(problem.params["count"] == "24" and problem.path.startswith("mistakes") for problem in found)


def test_a_very_long_sentence_is_named_in_any_entry(tiny_project: TinyProject) -> None:
    """More than thirty words lose most readers."""
    text = GUIDE + f"result:\n  vi: Xong.\n  en: It {'really ' * 30}works.\n"
    assert [code for code, _, _ in told(tiny_project({"guides/goi-dien.yml": text}))] == ["style.sentence_long"]


# ---------------------------------------------------------------- abbreviations
@pytest.mark.parametrize(
    ("words", "told_codes"),
    [
        ("Use NFC.", ["style.abbreviation"]),
        ("Use NFC (touching the chip). Then NFC again.", []),
        ("The chip reader (NFC) is here.", []),
        ("Pay in VND in Chapter IX of NG-2.", []),
    ],
)
def test_an_abbreviation_is_explained_in_its_entry(
    tiny_project: TinyProject, words: str, told_codes: list[str]
) -> None:
    """In brackets, in the glossary, or it is one that everybody knows; Roman numbers are numbers."""
    text = GUIDE + f"result:\n  vi: Xong.\n  en: {words}\n"
    assert [code for code, _, _ in told(tiny_project({"guides/goi-dien.yml": text}))] == told_codes


# ---------------------------------------------------------------- marks
def test_a_note_stands_at_the_words_that_it_names(tiny_project: TinyProject) -> None:
    """Also in the third line of a folded text; not at the same words of the next field."""
    text = (
        GUIDE + "result:\n  vi: >-\n    Xong việc.\n    Nghỉ một chút.\n    Nó dài 10km đấy.\n  en: It's 10km. Done.\n"
    )
    rows = text.splitlines()
    places = [(p.line, p.column) for p in style_problems(load(tiny_project({"guides/goi-dien.yml": text})))]
    assert [rows[line - 1][column - 1 :][:4] for line, column in places] == ["10km", "10km"]
    assert [line for line, _ in places] == [len(rows) - 1, len(rows)]


@pytest.mark.parametrize(
    ("locale", "text", "code", "found", "good"),
    [
        ("vi", "khoẻ", "style.tone", "khoẻ", "khỏe"),
        ("vi", "Thuỷ", "style.tone", "Thuỷ", "Thủy"),
        ("en", "Hoà", "style.tone", "Hoà", "Hòa"),
        ("vi", "hai  cách", "style.spaces", "hai  cách", "hai cách"),
        ("vi", "xong .", "style.space_before", "xong .", "xong."),
        ("vi", "một,hai", "style.space_after", "một,hai", "một, hai"),
        ("vi", "Xong.Bấm", "style.space_after", "Xong.Bấm", "Xong. Bấm"),
        ("en", 'the "key"', "style.quote", '"key"', "“…”"),
        ("vi", "chờ...", "style.ellipsis", "chờ...", "chờ…"),
        ("vi", "giá 1,000 đồng", "style.number", "1,000", "1.000"),
        ("vi", "dài 2.5 km", "style.number", "2.5", "2,5"),
        ("vi", "giá 25000 đồng", "style.number", "25000", "25.000"),
        ("en", "costs 1.000 VND", "style.number", "1.000", "1,000"),
        ("en", "25000 people", "style.number", "25000", "25,000"),
        ("en", "it is 2,5 km", "style.number", "2,5", "2.5"),
        ("vi", "đi 10km nữa", "style.unit", "10km", "10 km"),
        ("vi", "nóng 40°C", "style.unit", "40°C", "40 °C"),
    ],
)
def test_a_slip_is_found_with_what_to_write_instead(locale: str, text: str, code: str, found: str, good: str) -> None:
    """The cure can be copied as it stands."""
    assert [tuple(slip) for slip in slips(text, locale)] == [(code, found, good)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("vi", "quý khách, hoàn toàn, huỳnh, khoái, Quỳnh, hòa, thúy"),
        ("vi", "https://a.vn/x,y?a=1,000 và dichvucong.gov.vn, Quangtrimart.vn"),
        ("vi", "lúc 10:30 ngày 22.11.2026, số 1900.1234, Nghị định 68/2026/NĐ-CP"),
        ("vi", "sóng 4G, 1.000 đồng; dài 2,5 km (năm 1972)"),
        ("vi", "`a,b  c...`"),
        ("vi", "[trang](https://a.vn/b,c)"),
        ("en", "It costs 1,000 VND, 2.5 km away; the shop’s own. Decision 1.234/QĐ-TTg."),
        ("en", "Wait … then go. “Why?” he asked: nobody knew."),
        ("en", "First paragraph.\n\nSecond one."),
    ],
)
def test_what_is_right_is_left_alone(locale: str, text: str) -> None:
    """Addresses, dates, telephone numbers and decrees are no slips."""
    assert list(slips(text, locale)) == []


def test_tones_move_to_the_older_place_and_nothing_else_changes() -> None:
    """What was right stays; the change is the same when it is made again."""
    assert older_tone("Hoà thuận, khoẻ mạnh, quý, tuý luý, HOÀ") == "Hòa thuận, khỏe mạnh, quý, túy lúy, HÒA"
    assert older_tone("hòa") == "hòa"


def test_a_file_keeps_to_one_kind_of_apostrophe(tiny_project: TinyProject) -> None:
    """Either is fine alone; the rarer one is told once."""
    text = GUIDE + "result:\n  vi: Xong.\n  en: It's done, it's fine, it’s over.\n"
    assert [code for code, _, _ in told(tiny_project({"guides/goi-dien.yml": text}))] == ["style.quotes_mixed"]


# ---------------------------------------------------------------- the command
def test_notes_on_style_stop_nothing_unless_asked_to(tiny_project: TinyProject) -> None:
    """`--strict` is for those who want none; without `--style` nothing of it is said."""
    root = str(tiny_project({"guides/goi-dien.yml": GUIDE.replace("Dial the number", "Dial  the number")}))
    run = CliRunner()
    plain = run.invoke(main, ["--root", root, "check"])
    styled = run.invoke(main, ["--root", root, "--locale", "en", "check", "--style"])
    strict = run.invoke(main, ["--root", root, "check", "--style", "--strict"])
    assert (plain.exit_code, styled.exit_code, strict.exit_code) == (0, 0, 1)
    assert "Dial  the" not in plain.output
    assert re.search(r"guides/goi-dien\.yml:\d+:\d+: Note: Two spaces .*“Dial  the”", styled.output)
    assert "Style: 1 notes." in styled.output


def test_every_note_on_style_has_been_seen_here() -> None:
    """A new one gets its example above."""
    source = Path(__file__).read_text("utf-8")
    assert [code for code in MESSAGES if code.startswith("style.") and f'"{code}"' not in source] == []
