"""YAML as people write it: what stays text, what is refused, and where the fault is said to be."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from camtay import yaml_file
from camtay.yaml_file import MAX_BYTES, MAX_DEPTH, Document, dotted
from tests.conftest import golden


def parse(text: str) -> Document:
    return yaml_file.parse(text, Document("x.yml"))


def read(folder: Path, content: bytes) -> Document:
    (folder / "x.yml").write_bytes(content)
    return yaml_file.read(folder / "x.yml", "x.yml")


def faults(document: Document) -> list[tuple[str, int, int]]:
    """(code, line, column) of each problem."""
    return [(p.code, p.line, p.column) for p in document.problems]


def fault(text: str) -> tuple[str, int, int]:
    """Code, line and column of the one problem of `text`, which yields no data."""
    document = parse(text)
    [found] = faults(document)
    assert document.data is None
    return found


# ---------------------------------------------------------------- what stays text
@pytest.mark.parametrize(
    "word",
    [
        "NO", "no", "off", "yes", "on", "y", "True", "NULL", "0123456701", "0o17", "0x1F", "10:30", "150.000",
        "1_000", "1e3", ".inf", "2021-02-30", "2026-11-22", "16.7530", "-5", "+84912345678", "=", "~x", "#", "“a”",
        "Kiệt 1", "C:\\Users", "https://thu.vn/a?b=c#d", "a#b", "10:30-11:00", "-x", "?x", "50%", "a & b", "a * b",
    ],
)  # fmt: skip
def test_a_plain_word_is_text(word: str) -> None:
    """Country codes, telephone numbers, times, amounts and dates come out as they were written."""
    document = parse(f"a: {word}\n" if word != "#" else 'a: "#"\n')
    assert document.data == {"a": word}
    assert document.problems == []


@pytest.mark.parametrize(("word", "value"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)])
def test_only_true_false_and_null_are_typed(word: str, value: bool | None) -> None:
    """In the one spelling of each; between quotation marks they are text too."""
    assert parse(f"a: {word}\nb: [{word or 'null'}]\n").data == {"a": value, "b": [value]}
    assert parse(f"a: \"{word}\"\nb: '{word}'\n").data == {"a": word, "b": word}


def test_both_parsers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, its Python parser stands in."""
    text = "a: NO\nb: null\nc: true\nd:\ne: ['x', ~, \"\"]\nf: |\n  g\n"
    fast = parse(text)
    monkeypatch.setattr(yaml_file, "_Loader", yaml.SafeLoader)
    slow = parse(text)
    assert fast.data == slow.data
    assert fast.marks == slow.marks


def test_keys_are_text() -> None:
    """A field named like a value is a name."""
    assert parse("true: a\nno: b\n1: c\nnull: d\n").data == {"true": "a", "no": "b", "1": "c", "null": "d"}


def test_paragraphs_keep_their_lines() -> None:
    """A block text keeps its line breaks; a folded one joins its lines."""
    assert parse("a: |\n  một\n  hai\nb: >-\n  một\n  hai\n").data == {"a": "một\nhai\n", "b": "một hai"}


def test_comments_are_dropped() -> None:
    """Nothing depends on a comment."""
    assert parse("# đầu\na: b # cuối\n").data == {"a": "b"}


@pytest.mark.parametrize("text", ["", "# chỉ có chú thích\n", "---\n"])
def test_an_empty_file_has_no_data_and_no_problem(text: str) -> None:
    """Whether it may be empty is for the reader to say."""
    document = parse(text)
    assert document.data is None
    assert document.problems == []


WORD = st.text("abcdeghiklmnopqrstuvxyăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ", min_size=1)
TRAP = st.sampled_from(
    [
        "NO",
        "off",
        "yes",
        "0123456701",
        "10:30",
        "150.000",
        "2021-02-30",
        "(1)",
        "“x”",
        "–",
        "x@y.vn",
        "a:b",
        "50%",
        "**đậm**",
    ]
)
SENTENCE = st.tuples(WORD, st.lists(st.one_of(WORD, TRAP), max_size=8)).map(lambda w: " ".join([w[0], *w[1]]))


@given(st.lists(st.one_of(SENTENCE, TRAP.filter(lambda word: word[0] not in "*“")), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None, derandomize=True)
@example(["NO", "0123456701", "10:30", "150.000", "2021-02-30"])
def test_plain_sentences_need_no_quotation_marks(sentences: list[str]) -> None:
    """A Vietnamese sentence written after a colon is read as PyYAML's BaseLoader reads it, without a problem."""
    text = "".join(f"k{i}: {sentence}\n" for i, sentence in enumerate(sentences))
    document = parse(text)
    assert document.problems == []
    assert document.data == yaml.load(text, yaml.BaseLoader)  # noqa: S506 - strings only
    assert list(document.data.values()) == sentences


TEXT = st.text(
    st.sampled_from("aàăâbcdđeêghiklmnoôơpqrstuưvxyẠẾỮỵ019 .,:;-–—…!?'\"“”()[]{}*&@%#|<>/\\\n👍"), max_size=60
)
TREE = st.recursive(TEXT, lambda t: st.lists(t, max_size=4) | st.dictionaries(WORD, t, max_size=4), max_leaves=12)


class NoAliasDumper(yaml.SafeDumper):
    """Writes every value out, also one that stands twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@given(st.dictionaries(WORD, TREE, max_size=5), st.sampled_from([None, '"', "'"]), st.sampled_from([True, False, None]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_a_yaml_writer_writes_is_read_back(data: dict[str, Any], style: str | None, flow: bool | None) -> None:
    """Texts of any punctuation, quoted as the writer sees fit, come back unchanged and without a problem."""
    text = yaml.dump(data, Dumper=NoAliasDumper, allow_unicode=True, default_style=style, default_flow_style=flow)
    document = parse(text)
    assert document.problems == []
    assert document.data == yaml.load(text, yaml.BaseLoader) == data  # noqa: S506 - strings only


# ---------------------------------------------------------------- where things stand
def test_marks_tell_where_each_value_stands() -> None:
    """A field's mark is its name's place, an item's its first character; lines and columns count from 1."""
    document = parse("a: b\nc:\n  - d\n  - e: f\n")
    assert document.marks == {
        (): (1, 1),
        ("a",): (1, 1),
        ("c",): (2, 1),
        ("c", 0): (3, 5),
        ("c", 1): (4, 5),
        ("c", 1, "e"): (4, 5),
    }


def test_a_value_that_is_not_there_stands_at_its_nearest_parent() -> None:
    """So a missing field is told at the record that lacks it."""
    document = parse("a:\n  b: c\n")
    assert document.place(("a", "x", 3)) == (1, 1)
    assert document.place(("a", "b")) == (2, 3)
    assert Document("x.yml").place(("a",)) == (1, 1)


def test_a_path_is_written_with_points_and_brackets() -> None:
    """As in the messages."""
    assert dotted(("steps", 2, "note", "vi")) == "steps[2].note.vi"
    assert dotted(()) == ""


# ---------------------------------------------------------------- what is refused
def test_a_duplicate_key_is_told_and_the_first_one_kept() -> None:
    """Every repetition is told at its own line, with the line of the first."""
    document = parse("a: 1\nb: 2\na: 3\na: {c: 4}\n")
    assert faults(document) == [("yaml.duplicate", 3, 1), ("yaml.duplicate", 4, 1)]
    assert document.problems[0].params == {"key": "a", "first": "1"}
    assert document.data == {"a": "1", "b": "2"}


def test_a_duplicate_key_inside_a_duplicate_is_told_by_a_readable_path() -> None:
    """No character of the path is one that a terminal can't show."""
    document = parse("a: 1\na: {c: 1, c: 2}\n")
    assert [p.code for p in document.problems] == ["yaml.duplicate", "yaml.duplicate"]
    assert all(p.path.isprintable() for p in document.problems)


def test_the_first_of_two_keys_is_told_in_its_own_record() -> None:
    """A record that is itself a repetition does not mix with the one that it repeats."""
    document = parse("a:\n  c: 1\na:\n  c: 2\n  c: 3\n")
    assert [(p.path, p.line, p.params["first"]) for p in document.problems] == [("a.c", 5, "4"), ("a", 3, "1")]
    assert document.data == {"a": {"c": "1"}}
    assert document.place(("a", "c")) == (2, 3)


def test_equal_keys_of_different_records_are_no_duplicates() -> None:
    """Each item of a list has its own fields."""
    assert parse("a:\n  - b: 1\n  - b: 2\nc: {b: 3}\n").problems == []


def test_an_alias_bomb_stops_at_its_first_anchor() -> None:
    """Nothing is unfolded."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    assert fault(bomb) == ("yaml.alias", 1, 5)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1\n", (1, 4)), ("a: *x\n", (1, 4)), ("a:\n  <<: {b: c}\n", (2, 3)), ("&x a: b\n", (1, 1)),
        ("*x : b\n", (1, 1)), ("a:\n  - *x\n", (2, 5)), ("a: [&x b]\n", (1, 5)),
    ],
)  # fmt: skip
def test_anchors_aliases_and_merges_are_refused(text: str, place: tuple[int, int]) -> None:
    """Wherever they stand, as a value, a key or an item."""
    assert fault(text) == ("yaml.alias", *place)


@pytest.mark.parametrize(
    "words", ["**Chú ý** khi đi", "* mục", "*nghiêng*", "*", "*đậm", "& con", "&", "&con", "*a b", "&a b"]
)
def test_a_text_that_begins_with_a_star_or_an_ampersand_is_told_as_such(words: str) -> None:
    """Bold text at the beginning looks like an alias to YAML; the cure, quotation marks, is in the message."""
    assert fault(f"a: b\nc: {words}\nd: e\n")[:2] == ("yaml.alias", 2)


@pytest.mark.parametrize("words", ["@thu", "`mã`", "%", "%x", "|x", ">x", "- x", "? x", "[Mới] Đăng ký", "{a} b"])
def test_a_text_that_begins_with_a_special_character_is_told_as_such(words: str) -> None:
    """@, `, %, |, - and brackets can't begin a text without quotation marks."""
    assert fault(f"a: b\nc: {words}\nd: e\n")[:2] == ("yaml.start", 2)


@pytest.mark.parametrize(
    "tag", ["!!str 1", "!!python/object/apply:os.system [x]", "!a b", "!<tag:x> b", "! Chú ý", "!Chú ý", "!"]
)
def test_tags_are_refused(tag: str) -> None:
    """Nothing is constructed, and no exclamation mark at the beginning of a text is lost."""
    assert fault(f"a:\n  - {tag}\n")[:2] == ("yaml.tag", 2)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_ends_at_the_limit(opening: str) -> None:
    """Deep nesting is told, where PyYAML runs out of stack."""
    assert fault(opening * 5000)[:2] == ("yaml.depth", 1)


def test_nesting_up_to_the_limit_is_read() -> None:
    """Twenty levels are far more than any record has."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).problems == []
    assert fault("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1))[0] == "yaml.depth"


def test_a_second_document_is_refused() -> None:
    """`---` at the top is allowed, in the middle it makes two entries of one file."""
    assert fault("a: b\n---\nc: d\n") == ("yaml.documents", 2, 1)
    assert parse("---\na: b\n...\n").data == {"a": "b"}


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{[a]: b}\n", "? {a: b}\n: c\n"])
def test_a_key_that_is_no_word_is_refused(text: str) -> None:
    """Lists and records name nothing."""
    assert fault(text)[:2] == ("yaml.key", 1)


# ---------------------------------------------------------------- blanks that are not seen
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n\tb: c\n", (2, 1)),
        ("a:\n  \tb: c\n", (2, 3)),
        ("a: b\n\t\nc: d\n", (2, 1)),
        ("a: b\n  \t\nc: d\n", (2, 3)),
    ],
)
def test_a_tab_in_an_indent_is_told(text: str, place: tuple[int, int]) -> None:
    """Also in a line that looks empty."""
    assert fault(text) == ("yaml.tab", *place)


def test_tabs_elsewhere_are_blanks() -> None:
    """After a colon, before a comment and at the end of a line they do no harm."""
    assert parse("a:\tb\nc: d\t\ne: f\t# g\n").data == {"a": "b", "c": "d", "e": "f"}


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u202f", "\u3000", "\u200b", "\ufeff"])
def test_a_strange_blank_in_an_indent_is_told_by_its_number(blank: str) -> None:
    """Text pasted from Word or Zalo brings blanks that look like the real one; every such line is told."""
    document = parse(f"a:\n  {blank}b: c\n{blank}d: e\n")
    assert faults(document) == [("yaml.indent", 2, 3), ("yaml.indent", 3, 1)]
    assert document.problems[0].params == {"character": f"U+{ord(blank):04X}"}
    assert document.data is None


def test_a_line_of_strange_blanks_is_told_at_its_own_place() -> None:
    """A line that looks empty and is not would otherwise be told as a fault of the next one."""
    assert fault("a: b\n\u00a0\nc: d\n") == ("yaml.indent", 2, 1)


def test_a_strange_blank_inside_a_text_is_kept() -> None:
    """A non-breaking space between a number and its unit is good typography."""
    assert parse("a: 5\u00a0km\n").data == {"a": "5\u00a0km"}


def test_hidden_characters_are_taken_out_of_texts_with_a_warning() -> None:
    """Zero-width spaces, joiners, byte-order marks and soft hyphens."""
    document = parse("a: Vịnh\u200b Mốc\u00ad\nb: [c\u2060d]\ne: f\n")
    assert document.data == {"a": "Vịnh Mốc", "b": ["cd"], "e": "f"}
    assert [(p.code, p.severity, p.path) for p in document.problems] == [
        ("text.hidden", "warning", "a"),
        ("text.hidden", "warning", "b[0]"),
    ]


@pytest.mark.parametrize(
    "escape", ["\\0", "\\a", "\\e", "\\r", "\\x7f", "\\x90", "\\u202e", "\\u200f", "\\u2066", "\\U000e0041"]
)
def test_a_hidden_character_written_as_an_escape_is_taken_out(escape: str) -> None:
    """Else a text could move the cursor of a terminal, or read otherwise than it is; names of fields too."""
    document = parse(f'a: "x{escape}y"\n"b{escape}c": d\n')
    assert document.data == {"a": "xy", "bc": "d"}
    assert [(p.code, p.severity, p.line) for p in document.problems] == [
        ("text.hidden", "warning", 1),
        ("text.hidden", "warning", 1),
    ]


def test_line_breaks_and_tabs_may_be_written_as_escapes() -> None:
    """They are what they say."""
    document = parse('a: "x\\ty\\nz"\n')
    assert document.data == {"a": "x\ty\nz"}
    assert document.problems == []


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x90", "\ufffe"])
def test_a_control_character_is_told_with_its_line(character: str) -> None:
    """The line counts characters, not the bytes of accented letters before it."""
    document = parse(f"a: Tiếng Việt đầy dấu\nb: Địa đạo Vịnh Mốc\nc: x{character}y\nd: e\ng: h\ni: k\n")
    assert faults(document) == [("yaml.control", 3, 5)]
    assert document.problems[0].params == {"character": f"U+{ord(character):04X}"}


# ---------------------------------------------------------------- slips of the pen
@pytest.mark.parametrize("quote", ['"', "'"])
def test_an_unclosed_quotation_mark_is_told_where_it_opens(quote: str) -> None:
    """Not at the end of the file, where its search ended."""
    assert fault(f"a: b\nc: {quote}d\ne: f\n") == ("yaml.quote", 2, 4)


def test_a_quotation_mark_that_is_closed_by_a_later_one_is_told_where_it_opens() -> None:
    """The mark that opens the next text closes this one; the words after it are not where the slip is."""
    assert fault('a: b\nc: "d\ne: "f"\n') == ("yaml.quote", 2, 4)


@pytest.mark.parametrize(
    ("words", "column"),
    [('"Nhà" của bạn', 10), ("'Nhà' của bạn", 10), ("'Ba's house'", 8), ('{vi: "Nhà" của bạn}', 15)],
)
def test_words_after_a_closing_quotation_mark_are_told_as_such(words: str, column: int) -> None:
    """The indent of the line is right, and the editor is not sent to count blanks."""
    assert fault(f"a: b\nc: {words}\nd: e\n") == ("yaml.after_quote", 2, column)


@pytest.mark.parametrize("words", ['"C:\\Users"', '"a\\đ"', '"\\x"'])
def test_a_backslash_between_double_quotation_marks_is_told(words: str) -> None:
    """It begins an escape; an unknown one is no unclosed mark."""
    assert fault(f"a: b\nc: {words}\nd: e\n")[:2] == ("yaml.escape", 2)


@pytest.mark.parametrize(
    "text", ["a: Lưu ý: mang thẻ\n", "a: Lưu ý:\n", "a:\n  b: Giờ: 10:30\n", "a: {vi: Giờ: 10:30, en: Time}\n"]
)
def test_a_colon_and_blank_inside_a_text_is_told(text: str) -> None:
    """The commonest slip; the cure is quotation marks."""
    assert fault(text)[0] == "yaml.colon"


def test_a_line_without_a_colon_is_told() -> None:
    """Words that belong to no field, at their own line and not at the next."""
    assert fault("a: b\nxin chào\nc: d\n") == ("yaml.nocolon", 2, 1)


@pytest.mark.parametrize(
    ("text", "line"), [("a:\n    b: c\n  d: e\n", 3), ("a:\n  - b\n - c\n", 3), ("a:\n  - b\n  c: d\n", 3)]
)
def test_an_indent_that_fits_nothing_is_told_at_its_line(text: str, line: int) -> None:
    """Fields of one level begin in one column."""
    assert fault(text)[:2] == ("yaml.level", line)


@pytest.mark.parametrize("text", ["a: [b, c\n", "a: {b: c\n", 'a: "b\n', "a: [\n"])
def test_a_fault_lies_inside_the_file(text: str) -> None:
    """What is never closed is told in a line that the editor can go to."""
    assert fault(text)[1] == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: [b, c\nd: e\n", (1, 4)), ("a:\n  - {b: c\n  - {b: c}\n", (2, 5)), ("a: [b\n", (1, 4)), ("a: [\n", (1, 4))],
)
def test_a_bracket_that_is_never_closed_is_told_where_it_opens(text: str, place: tuple[int, int]) -> None:
    """Not where its search ended."""
    assert fault(text) == ("yaml.bracket", *place)


def test_what_fits_no_other_message_keeps_the_words_of_the_parser() -> None:
    """So that someone who knows YAML can help."""
    document = parse("a: ]\n")
    assert [p.code for p in document.problems] == ["yaml.syntax"]
    assert document.problems[0].params["detail"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_of_a_merge_conflict_are_told(end: str) -> None:
    """Both versions are still in the file; nothing of it is read."""
    text = end.join(["a: b", "<<<<<<< HEAD", "c: d", "=======", "c: e", ">>>>>>> nhánh", ""])
    assert fault(text) == ("file.conflict", 2, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("base", [[], ["||||||| 1a2b3c4", "c: b"]])
def test_a_merge_conflict_is_told_with_both_names_and_their_lines(end: str, base: list[str]) -> None:
    """Also with the version before both between them (diff3)."""
    rows = ["a: b", "<<<<<<< HEAD", "c: d", "x: y", *base, "=======", "c: e", ">>>>>>> sửa-giá", ""]
    (problem,) = parse(end.join(rows)).problems
    more = len(base)
    lines = {"first": "2", "middle": str(5 + more), "end": str(7 + more)}
    assert problem.params == {"ours": "HEAD", "theirs": "sửa-giá", **lines}
    assert "“HEAD”" in problem.message()
    assert "“sửa-giá”" in problem.message("en")


@pytest.mark.parametrize("line", ["=======", ">>>>>>> nhánh", "=======\r"])
def test_a_mark_of_a_conflict_that_was_half_resolved_is_told(line: str) -> None:
    """One mark left over is enough, whatever ends its line."""
    assert fault(f"a: b\n{line}\nc: d\n") == ("file.conflict_mark", 2, 1)


# ---------------------------------------------------------------- encodings and sizes
def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    """What Notepad writes is read."""
    document = read(tmp_path, "\ufeffa: Chào\r\nb: |\r\n  một\r\n  hai\r\n".encode())
    assert document.problems == []
    assert document.data == {"a": "Chào", "b": "một\nhai\n"}
    assert document.place(("b",)) == (2, 1)


def test_a_file_that_is_not_utf_8_is_told_with_line_and_column(tmp_path: Path) -> None:
    """The column counts characters up to the first byte that is none."""
    document = read(tmp_path, "a: b\nc: Đèn d".encode() + b"\xe7u\n")
    assert faults(document) == [("yaml.encoding", 2, 9)]
    assert document.problems[0].params == {"byte": "0xe7"}


def test_a_byte_order_mark_does_not_shift_the_place(tmp_path: Path) -> None:
    """Line, column and byte are those of the fault, with and without the mark."""
    bad = b"ab: c\nde: \xe9\n"
    plain, marked = read(tmp_path, bad), read(tmp_path, b"\xef\xbb\xbf" + bad)
    assert faults(marked) == faults(plain) == [("yaml.encoding", 2, 5)]
    assert marked.problems[0].params == plain.problems[0].params == {"byte": "0xe9"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1258", "latin-1"])
def test_other_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    """Windows offers several; each is told and none is guessed at."""
    text = "a: Chà\nb: é\n"
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    document = read(tmp_path, bom + unicodedata.normalize("NFC", text).encode(encoding))
    assert [(p.code, p.line) for p in document.problems] == [("yaml.encoding", 1)]
    assert document.data is None
    if encoding.startswith("utf-16"):
        assert document.problems[0].params == {"byte": "UTF-16"}


def test_utf_16_without_a_byte_order_mark_is_refused(tmp_path: Path) -> None:
    """ASCII words in UTF-16 are valid UTF-8 with a NUL after each letter."""
    document = read(tmp_path, "a: b\n".encode("utf-16-le"))
    assert [p.code for p in document.problems] == ["yaml.control"]
    assert document.data is None


def test_decomposed_letters_are_composed_with_a_warning() -> None:
    """A Mac's file names and some keyboards give letters in parts; they are joined, names of fields too."""
    document = parse(unicodedata.normalize("NFD", "x: y\na: Vịnh Mốc\nđịa: chỉ\n"))
    assert document.data == {"x": "y", "a": "Vịnh Mốc", "địa": "chỉ"}
    assert [(p.code, p.line, p.severity) for p in document.problems] == [("yaml.nfd", 2, "warning")]


def test_names_that_differ_only_in_composition_are_duplicates() -> None:
    """After composing they are the same field."""
    document = parse("địa: a\n" + unicodedata.normalize("NFD", "địa: b\n"))
    assert [p.code for p in document.problems] == ["yaml.nfd", "yaml.duplicate"]


def test_a_sparse_file_of_50_mb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is asked for before a byte is read."""
    with (tmp_path / "x.yml").open("wb") as file:
        file.truncate(50_000_000)

    def refuse(path: Path) -> bytes:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    document = yaml_file.read(tmp_path / "x.yml", "x.yml")
    assert faults(document) == [("yaml.size", 1, 1)]
    assert document.problems[0].params == {"size": "50.0", "limit": "1"}


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    """One byte more is refused."""
    full = b"a: " + b"x" * (MAX_BYTES - 3)
    assert read(tmp_path, full).problems == []
    assert [p.code for p in read(tmp_path, full + b"x").problems] == ["yaml.size"]


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    """A file may vanish between listing and reading; a folder can't be read as one."""
    assert [p.code for p in yaml_file.read(tmp_path / "x.yml", "x.yml").problems] == ["file.unreadable"]
    assert [p.code for p in yaml_file.read(tmp_path, "x.yml").problems] == ["file.unreadable"]


def test_a_device_is_not_read(tmp_path: Path) -> None:
    """It might never end."""
    (tmp_path / "x.yml").symlink_to("/dev/zero")
    assert [p.code for p in yaml_file.read(tmp_path / "x.yml", "x.yml").problems] == ["file.unreadable"]


# ---------------------------------------------------------------- the words
VISIBLE = {0: "␀", 7: "␇", 9: "⇥", 0xA0: "⍽"}

SAMPLES: dict[str, str | bytes] = {
    "size": b"a: " + b"x" * 2_500_000,
    "encoding": "a: b\nc: Đèn d".encode() + b"\xe7u\n",
    "utf16": b"\xff\xfe" + "a: b\n".encode("utf-16-le"),
    "decomposed": unicodedata.normalize("NFD", "a: Vịnh Mốc\n"),
    "control": "a: b\x07\n",
    "tab": "a:\n\tb: c\n",
    "indent": "a:\n\u00a0\u00a0b: c\n",
    "quote": 'a: b\nc: "d\ne: f\n',
    "after_quote": 'a: "Nhà" của bạn\n',
    "escape": 'a: "C:\\Users"\n',
    "bracket": "a: b\nc: [d, e\nf: g\n",
    "colon": "a: Lưu ý: mang thẻ\n",
    "nocolon": "a: b\nxin chào\nc: d\n",
    "start": "a: @thu\n",
    "star": "vi: **Chú ý** khi đi\nen: Mind\n",
    "level": "a:\n    b: c\n  d: e\n",
    "syntax": "a: ]\n",
    "duplicate": "a: b\nc: d\na: e\n",
    "alias": "a: &x b\nc: *x\n",
    "tag": "a: !!python/name:os.system\n",
    "depth": "a: " + "[" * 30 + "]" * 30 + "\n",
    "documents": "a: b\n---\na: c\n",
    "key": "? [a]\n: b\n",
    "conflict": "<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> nhánh\n",
    "conflict_mark": "a: b\n=======\na: c\n",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_for_each_fault(name: str, tmp_path: Path) -> None:
    """What the editor reads, in both locales, below the file that is meant."""
    content = SAMPLES[name]
    raw = content.encode() if isinstance(content, str) else content
    [problem] = read(tmp_path, raw).problems
    shown = raw.decode("utf-8", "backslashreplace") if len(raw) < 1000 else f"{len(raw)} bytes\n"
    shown = shown.translate(VISIBLE)
    golden(f"problems/yaml_{name}.txt", f"{shown}\n{problem.code}\n{problem.format('vi')}\n{problem.format('en')}\n")


@pytest.mark.parametrize("name", [name for name, content in SAMPLES.items() if isinstance(content, str)])
def test_both_parsers_tell_the_same_fault(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """libyaml and PyYAML word their errors in two ways; the editor reads the same."""
    text = SAMPLES[name]
    assert isinstance(text, str)
    fast = parse(text)
    monkeypatch.setattr(yaml_file, "_Loader", yaml.SafeLoader)
    assert faults(parse(text)) == faults(fast)


BROKEN = st.lists(
    st.sampled_from([*"ab-:,?![]{}\"'|>&*%@`#~ \n\\é", ": ", "- ", "\n  ", "a: ", "*x", "&x ", "!t ", "\u00a0"]),
    max_size=30,
).map("".join)


@given(BROKEN)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_fault_has_words_and_a_place_inside_the_file(text: str) -> None:
    """Whatever slips are put together; a file is sound, or what is wrong is told at a line that is there."""
    document = parse(text)
    rows = text.splitlines() or [""]
    for problem in document.problems:
        assert problem.format("vi")
        assert problem.format("en")
        assert 1 <= problem.line <= len(rows)
        assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1
    if document.data is None:
        assert document.problems or yaml.safe_load(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "kind: guide\nid: goi-dien\n",
        "id:   'goi-dien'\nsteps:\n  - vi: Bấm số.\n",
        "id: goi-dien # một lời\ntitle: {vi: Gọi}\n",
        "title:\n  vi: 'Một câu\n\n  id: dài'\nid: true\n",
        "title: {vi: Gọi}\nid:\n  goi-dien\nplace: [xa]\n",
        "place:\n- xa\nid: a\n",
    ],
)
@pytest.mark.parametrize("code", ["ledger.uncoded", "field.unknown"])
def test_a_place_is_the_same_whether_the_file_was_taken_apart_for_it_or_not(text: str, code: str) -> None:
    """Of a name at the margin it is found by looking for it, which is quicker and holds nothing in memory."""
    for name in ("id", "steps", "title", "place"):
        quick, careful = parse(text), parse(text)
        assert careful.marks
        first, second = quick.problem(code, (name,)), careful.problem(code, (name,))
        assert (first.line, first.column) == (second.line, second.column), name
