"""Reading most files without the places of their values, with the same result."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay import yaml_file, yaml_quick
from camtay.yaml_file import MAX_DEPTH, Document

ROOT = Path(__file__).parents[1]
PIECES = st.sampled_from(
    [
        "a",
        "b",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        "  ",
        " ",
        "&x ",
        "*x",
        "!t ",
        "!!str ",
        "<<",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "true",
        "~",
        "---",
        "...",
        "%YAML 1.1",
        "? ",
        "|",
        ">",
        "#",
        "“a1”",
        "\u00a0",
        "\u200b",
        "**",
        "!",
        "&",
        "\\",
        "u200b",
    ]
)


def parse(text: str) -> Document:
    """The document in a text."""
    return yaml_file.parse(text, Document("x.yml"))


def carefully(text: str) -> Document:
    """The document as the careful composer alone reads it."""
    document = Document("x.yml", text=text, places=({}, {}))
    try:
        yaml_file._compose(text, document)
    except Exception:
        document.problems.append(yaml_file.Problem("yaml.syntax"))
    return document


def agrees(text: str) -> bool:
    """Whether the quick reading of a text is that of the careful one, or leaves the text to it; True if it was read."""
    try:
        data = yaml_quick.load(text, yaml_file._TYPED, MAX_DEPTH)
    except yaml_quick.NotPlainError:
        return False
    document = carefully(text)
    assert document.problems == [], text
    assert document.data == data, text
    assert repr(document.data) == repr(data), text
    return True


@pytest.mark.skipif(yaml_quick.TREE is None, reason="PyYAML is installed without libyaml: every file is read with care")
def test_nearly_all_content_is_read_quickly() -> None:
    """And says the same as when it is read with care."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "guides").rglob("*.yml"))]
    assert sum(map(agrees, texts)) > 0.9 * len(texts)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=1500, deadline=None)
def test_it_never_reads_what_has_to_be_refused_or_told(text: str) -> None:
    """Whatever the careful composer refuses, warns of or reads as something else is left to it."""
    agrees(text)


INDENTS = st.sampled_from(["", "  ", "  ", "    ", "      "])
BEGINS = st.sampled_from(["", "", "- ", "-   ", "-", "# "])
KEYS = st.sampled_from(["", "a: ", "b: ", "c:", "a:  ", "d: ", "e:", "a b: ", "null: "])
RESTS = st.sampled_from(
    [
        "",
        "",
        "x",
        "true",
        "~",
        "a b",
        "x: y",
        "x:y",
        "x # y",
        "x#y",
        "#x",
        "'it''s'",
        '"a b"',
        '"a',
        "'a",
        "[a, b]",
        "[]",
        "[a, true]",
        "{a: b}",
        "{a: [b]}",
        "[a",
        "{a: b",
        "a, b",
        "[a] b",
        "- x",
        "-x",
        "? x",
        ":x",
        "x:",
        "x ",
        "'a' b",
        '"a" ',
        "!",
        "@a",
        "%a",
        "a]",
        "|",
        ">-",
        "http://x.y",
        "[a]: b",
        '"a": b',
        "[a, [b, {c: d}]]",
        "1: 2",
        "''",
    ]
)


@given(st.lists(st.tuples(INDENTS, BEGINS, KEYS, RESTS).map("".join), max_size=9).map("\n".join))
@settings(max_examples=1000, deadline=None)
def test_line_by_line_it_reads_what_the_careful_composer_reads(text: str) -> None:
    """Lists, mappings and words in every order and at every indent, or else it leaves them alone."""
    agrees(text)


@pytest.mark.skipif(yaml_quick.TREE is None, reason="PyYAML is installed without libyaml: every file is read with care")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a\n",
        "a: 1\n",
        "a:\nb: ~\n",
        "a:\n- b\n- c: d\n  e: f\ng: h\n",
        "a:\n  - b\n    c\n",
        "a: b\n  c d\ne: 'f''g'\n",
        "- a\n-   b: c\n    d:\n    - e\n",
        "a: [b, true]\nc: {d: [e]}\n",
        'a: "b: c"\n# d\n\ne: f  \n',
    ],
)
def test_what_is_simple_needs_no_tree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for values in flow style."""
    whole: list[str] = []
    real = yaml_quick._tree_of
    monkeypatch.setattr(yaml_quick, "_tree_of", lambda part: whole.append(part) or real(part))
    assert agrees(text)
    assert text not in whole


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x\n", "a: !t 1\n", "a: 1\na: 2\n", "? [a]\n: b\n", "--- 1\n--- 2\n", "a: “a-1”\n", "<<: {a: b}\n",
     "a:\u00a0b\n", "a: b\u200b\n", "a: [\n", "[" * 30 + "]" * 30]
)  # fmt: skip
def test_it_leaves_these_alone(text: str) -> None:
    """Each by a rule of its own."""
    with pytest.raises(yaml_quick.NotPlainError):
        yaml_quick.load(text, yaml_file._TYPED, MAX_DEPTH)


def test_places_are_found_when_somebody_asks() -> None:
    """A problem of a file that was read quickly names the same place."""
    document = parse("a:\n  b: c\n")
    assert document.places is None
    assert document.place(("a", "b")) == (2, 3)
    assert document.problem("field.text", ("a", "b")).column == 6


def test_without_libyaml_every_file_is_read_with_care(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slowly, and the same."""
    quick = parse("a: [b, true]\n")
    monkeypatch.setattr(yaml_quick, "TREE", None)
    slow = parse("a: [b, true]\n")
    assert (quick.data, quick.marks, quick.values) == (slow.data, slow.marks, slow.values)
    assert slow.places is not None
