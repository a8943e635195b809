"""`camtay fix`: what Word, Zalo and old fonts did to a file is undone, and nothing else changes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from camtay.cli import main
from camtay.repair import difference, repair
from camtay.repair.meaning import NONSENSE, mapped, meaning, trimmed
from camtay.repair.values import misread
from camtay.yaml_file import Document, parse
from tests.conftest import GUIDE, REPO, TinyProject, golden

NBSP, ZERO_WIDTH, LF = "\u00a0", "\u200b", "\n"


def fixed(text: str) -> str:
    """The text after its repairs; repairing twice changes nothing more."""
    found = repair(text.encode())
    assert found is not None
    again = repair(found.data)
    assert again is not None
    assert again.repairs == ()
    assert again.data == found.data
    return found.after


# ---------------------------------------------------------------- what is repaired
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (unicodedata.normalize("NFD", "vi: Bấm nút\n"), "vi: Bấm nút\n"),
        ("vi: Bấm\u200b nút\u00ad\n", "vi: Bấm nút\n"),
        ("vi: Bấm\x0bnút\n", "vi: Bấm nút\n"),
        ("a:\n\u00a0 vi: Bấm\n", "a:\n  vi: Bấm\n"),
        ("a:\n\tvi: Bấm\n\ten: Tap\n", "a:\n  vi: Bấm\n  en: Tap\n"),
        ("a:\n\t- vi: Bấm\n\t  en: Tap\n", "a:\n  - vi: Bấm\n    en: Tap\n"),
        ("kind:\u00a0guide\nid:\u00a0goi-dien\n", "kind: guide\nid: goi-dien\n"),
        ("a:\n•\tvi: Bấm\n  en: Tap\n", "a:\n- vi: Bấm\n  en: Tap\n"),
        ("a:\n– vi: Bấm\n– vi: Gọi\n", "a:\n- vi: Bấm\n- vi: Gọi\n"),
        ("a:\n  – “Hỏi: ai?”\n  – “Xem”\n", 'a:\n  - "Hỏi: ai?"\n  - "Xem"\n'),
        ("id: “goi-dien”\nvi: “Gọi”\n", 'id: "goi-dien"\nvi: "Gọi"\n'),
        ("vi: “Bấm: 113” # nhớ\n", 'vi: "Bấm: 113" # nhớ\n'),
        ('vi: "Bấm”\n', 'vi: "Bấm"\n'),
        ("a: {id: “goi”, vi: “Gọi, nhắn”}\nb: [‘x-1’]\n", 'a: {id: "goi", vi: "Gọi, nhắn"}\nb: ["x-1"]\n'),
        ("vi: Bấm số: 113\n", 'vi: "Bấm số: 113"\n'),
        ('vi: "Nhà" của bạn\n', "vi: '\"Nhà\" của bạn'\n"),
        ("vi: **Chú ý** khi đi\n", 'vi: "**Chú ý** khi đi"\n'),
        ("number: 0233852123 # trực\n", 'number: "0233852123" # trực\n'),
        ("right: {vi: Không, en: No}\n", 'right: {vi: Không, en: "No"}\n'),
        ("when: 1972\ndate: 2025-06-16\nopen: 10:30\n", 'when: "1972"\ndate: "2025-06-16"\nopen: "10:30"\n'),
        ("vi: Bấm  \n\n\n", "vi: Bấm\n"),
        ("vi: Bấm", "vi: Bấm\n"),
    ],
)  # fmt: skip
def test_what_is_safe_is_repaired(before: str, after: str) -> None:
    """Letters, spaces, bullets, quotation marks and values that other programs misread."""
    assert fixed(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "reviewed: 2026-11-22\nlength_m: 120\nreview_days: {guide: 90}\ncoordinates: {lat: 16.75, lon: 107.1}\n",
        "vi: “Gọi” cho người nhà\nen: “Call”\n",  # typographic marks that belong to the text
        "vi: 10\u00a0km\n",
        "vi: |\n  – anh: đi\n  “x-1”  \n\tTab\n",
        'vi: "Dòng một\n  – dòng: hai"\n',
        "vi: *ten\nen: &ten x\n",  # who knows what was meant
        "a:\n\tb:\n    c: 1\n",  # a tab that may be two levels or one
        "vi: true\nen: null\nx: ~\n",
        "en: Café München, 5 µm, Windows®\n",
        "# Thµnh cæ\nvi: Bấm Thµnh cæ\n",  # both encodings in one text
        "vi: à\n",
        "",
        "\n",
        "# chỉ có lời ghi chú\n",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    """The check tells of it, and people decide."""
    assert fixed(text) == text


def test_comments_and_line_ends_stay() -> None:
    """A file of Windows stays one, byte for byte but for the repair."""
    found = repair("# đầu\r\nid: 0123 # giữa\r\n  # cuối\r\n".encode())
    assert found is not None
    assert found.data == '# đầu\r\nid: "0123" # giữa\r\n  # cuối\r\n'.encode()


# ---------------------------------------------------------------- old fonts and code pages
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("vi: Thµnh cæ Qu¶ng TrÞ\n", "vi: Thành cổ Quảng Trị\n"),
        ('a: {vi: "HUYÖN §¶O"}\n', 'a: {vi: "HUYỆN ĐẢO"}\n'),
        ("vi: Gäi cho ng\u00adêi nhµ, b¸o tin. ë l¹i.\n", "vi: Gọi cho người nhà, báo tin. ở lại.\n"),
        ("vi: Thaønh coå Quaûng Trò\n", "vi: Thành cổ Quảng Trị\n"),
        ("title: ÑAØ NAÜNG\n", "title: ĐÀ NẴNG\n"),
        ("vi: |\n  Goïi cho ngöôøi nhaø,\n  baùo tin.\n", "vi: |\n  Gọi cho người nhà,\n  báo tin.\n"),
        ("- vi: Thµnh cæ\n- vi: B¸o tin\n- vi: phè\n  en: café\n",
         "- vi: Thành cổ\n- vi: Báo tin\n- vi: phố\n  en: café\n"),
    ],
)  # fmt: skip
def test_text_of_an_old_font_becomes_unicode(before: str, after: str) -> None:
    """TCVN3 and VNI, small letters and capitals; English stays as it is."""
    assert fixed(before) == after


def test_a_text_of_an_old_font_is_shown_before_and_after() -> None:
    """Whoever reads it can judge it."""
    found = repair("a: 1\nvi: Thµnh cæ Qu¶ng TrÞ\n".encode())
    assert found is not None
    assert [(one.line, one.before, one.after) for one in found.repairs if one.sort == "font"] == [
        (2, "Thµnh cæ Qu¶ng TrÞ", "Thành cổ Quảng Trị")
    ]


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        ("\ufeffvi: Bấm\n".encode(), "vi: Bấm\n"),
        ("vi: Bấm nút\r\n".encode("utf-16"), "vi: Bấm nút\n"),
        ("vi: Thµnh cæ ë Qu¶ng TrÞ\n".encode("cp1252"), "vi: Thành cổ ở Quảng Trị\n"),
        (unicodedata.normalize("NFD", "vi: Nói rõ\n").replace("o\u0303", "o\u0303").encode("cp1258"), "vi: Nói rõ\n"),
    ],
)
def test_a_file_in_another_encoding_is_read_where_that_is_sure(raw: bytes, after: str) -> None:
    """UTF-16 by its mark, code pages because only one of them makes Vietnamese words."""
    found = repair(raw)
    assert found is not None
    assert found.after == after


@pytest.mark.parametrize("raw", [b"vi: \xff\xfe\n", b"\xff\xfeabc", "vi: Café\n".encode("cp1252")])
def test_a_file_that_may_be_in_any_encoding_is_not_guessed(raw: bytes) -> None:
    """A wrong guess would be worse than none."""
    assert repair(raw) is None


# ---------------------------------------------------------------- for any text
WORDS = st.sampled_from(
    ["Bấm nút", "gọi 113", "Ở nhà", "a: b", "0912345678", "No", "“Nhà”", "x", "it’s", "10:30", "1\u00a0km", "\u00adq",
     "Thµnh cæ", "#1", " # c", "- ", "'", '"', "{", "]", "|", "\t", "  ", "\n", "\n  ", "\n- ", "vi: ", "en: ", "k:\n",
     "k:", "•", "–", "\u200b", "\\", "e\u0301", ","]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map("".join))
@settings(max_examples=250)
def test_a_text_says_the_same_after_its_repair_unless_that_is_shown(text: str) -> None:
    """Whatever stands in it: levels and words differ only where a repair of levels or words is listed."""
    found = repair(text.encode())
    assert found is not None
    after = fixed(text)
    said = meaning(found.before)
    if said is not NONSENSE and not {one.sort for one in found.repairs} & {"space", "bullet", "quotes", "font"}:
        assert mapped(meaning(after), trimmed) == mapped(said, trimmed)
    if said is not NONSENSE:
        assert meaning(after) is not NONSENSE
    if not found.repairs:
        assert after == found.before


LINES = st.text(st.sampled_from("abgà ớĐ0"), min_size=1).map(str.strip).filter(lambda words: words[:1].isalpha())


@given(st.lists(st.tuples(LINES, LINES), min_size=1, max_size=4), st.data())
@settings(max_examples=80)
def test_what_word_does_to_a_list_is_undone(steps: list[tuple[str, str]], data: st.DataObject) -> None:
    """Bullets, curly marks, non-breaking spaces, tabs and zero-width spaces, in any mixture."""
    good = "id: goi-dien\nsteps:\n" + "".join(f"  - vi: {vi}\n    en: {en}\n" for vi, en in steps)
    assume(meaning(good) is not NONSENSE)
    bullet = data.draw(st.sampled_from(["-", "•", "–"]))
    space = data.draw(st.sampled_from([" ", NBSP]))
    curly = data.draw(st.booleans())
    tail = data.draw(st.sampled_from(["", " ", NBSP, ZERO_WIDTH]))
    value = "“{}”" if curly else "{}"
    lines = [f"id:{space}{value.format('goi-dien')}{tail}", "steps:"]
    for vi, en in steps:
        lines += [f"  {bullet}{space}vi:{space}{value.format(vi)}{tail}", f"  {space}{space}en: {value.format(en)}"]
    assert mapped(meaning(fixed("\n".join(lines))), trimmed) == mapped(meaning(good), trimmed)


@pytest.mark.parametrize(
    "words", ["no", "Yes", "0912", "1900", "2026-11-22", "10:30", "150.000", "1e3", "0x1F", "+84", "Null"]
)
def test_words_that_some_program_takes_for_something_else(words: str) -> None:
    """YAML 1.1 and 1.2 disagree about them; in quotes they are text for both."""
    assert misread(words)


@pytest.mark.parametrize("words", ["true", "null", "", "Không", "7h30", "30/4", "1900 1234", "none", "v1.2.3"])
def test_words_that_everyone_takes_for_text_or_for_the_same_need_no_quotes(words: str) -> None:
    """What this project's own reader gives a type is not touched either."""
    assert not misread(words)


def test_the_content_of_the_first_instance_needs_no_repair() -> None:
    """What is written well is left alone, byte for byte."""
    for path in sorted((REPO / "guides").rglob("*.yml"))[::3]:
        found = repair(path.read_bytes())
        assert found is not None
        assert (path.name, found.repairs, found.data) == (path.name, (), path.read_bytes())


# ---------------------------------------------------------------- the command
PASTED = (
    GUIDE.replace("kind: guide", "kind: “guide”")
    .replace("  vi: Gọi điện thoại", "\u00a0 vi: “Gọi điện: ai cũng được”")
    .replace("  - vi: Bấm số.", "  • vi: B¸m sè Thµnh cæ.")
)


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--root", str(root), *words])
    return result.exit_code, result.output


def test_a_check_of_pasted_text_leads_to_the_repair_and_the_repair_to_a_sound_file(tiny_project: TinyProject) -> None:
    """The check names the place and the command; the command shows the difference, and writes only when told to."""
    root = tiny_project({"guides/goi-dien.yml": PASTED})
    path = root / "guides/goi-dien.yml"
    code, told = run(root, "check")
    assert code == 1
    assert "guides/goi-dien.yml:4:1: LỖI: Đầu dòng có dấu cách lạ (U+00A0)" in told
    assert "Máy tự sửa được một số chỗ. Xem trước: camtay fix guides/goi-dien.yml" in told

    code, shown = run(root, "fix")
    assert code == 0
    assert path.read_text("utf-8") == PASTED
    assert "-⟨U+00A0⟩ vi: “Gọi điện: ai cũng được”\n" in shown
    assert '+  vi: "Gọi điện: ai cũng được"\n' in shown
    assert "camtay fix --apply" in shown

    code, _ = run(root, "fix", str(path), "--apply")
    assert code == 0
    assert run(root, "check")[0] == 0
    assert "Không có gì cần sửa: 2 tệp." in run(root, "fix")[1]


def test_a_file_in_an_unknown_encoding_is_told_and_the_others_are_repaired(tiny_project: TinyProject) -> None:
    """Exit code 1, and nothing is half-written."""
    bad = "vi: Café\n".encode("cp1252")
    root = tiny_project({"guides/a.yml": bad, "guides/goi-dien.yml": GUIDE + "slug: 0123\n"})
    code, told = run(root, "fix", "--apply")
    assert code == 1
    assert "guides/a.yml: LỖI: Không chắc tệp này lưu bằng bảng mã nào" in told
    assert (root / "guides/a.yml").read_bytes() == bad
    assert 'slug: "0123"' in (root / "guides/goi-dien.yml").read_text("utf-8")


def test_a_file_that_is_no_content_is_told(tiny_project: TinyProject) -> None:
    """Too large, or none that ends."""
    root = tiny_project({"guides/goi-dien.yml": b"vi: x\n" * 200_000})
    code, told = run(root, "fix")
    assert (code, "Tệp nặng 1.2 MB" in told) == (1, True)
    assert run(root, "check")[0] == 1
    code, told = run(root, "fix", "/dev/null")
    assert (code, "Không đọc được tệp" in told) == (1, True)


def test_a_disk_that_can_not_be_written_keeps_the_old_file(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is told like any other."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    root = tiny_project({"guides/goi-dien.yml": PASTED})
    monkeypatch.setattr("camtay.files.write_atomic", full)
    code, told = run(root, "fix", "--apply")
    assert code == 1
    assert "Không ghi được tệp (No space left on device)" in told
    assert (root / "guides/goi-dien.yml").read_text("utf-8") == PASTED


def test_a_difference_shows_what_can_not_be_seen() -> None:
    """Else both lines would look alike."""
    found = repair("a: x\u200b y \n".encode())
    assert found is not None
    assert difference("a.yml", found).splitlines()[2:] == ["@@ -1 +1 @@", "-a: x⟨U+200B⟩ y␣", "+a: x y"]


# ---------------------------------------------------------------- what the check says
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("curly", "vi: “Bấm: 113”\n"),
        ("curly_mixed", 'vi: "Bấm”\n'),
        ("curly_date", "reviewed: “2026-11-22”\n"),
        ("bullet", "steps:\n  • vi: Bấm\n    en: Tap\n"),
        ("gap", "kind:\u00a0guide\nid:\u00a0goi\n"),
    ],
)
def test_the_check_knows_what_word_does(name: str, text: str) -> None:
    """The words name the mark and the repair, not what the parser makes of it."""
    problems = parse(text, Document("guides/a.yml")).problems
    assert problems
    golden(
        f"pasted/{name}.txt",
        "".join(f"{text}\n{p.code}\n{p.format('vi')}\n{p.format('en')}\n" for p in problems),
    )
