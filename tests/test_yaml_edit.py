"""Changing values in a YAML text: what changes, and everything that stays."""

from __future__ import annotations

import copy
import difflib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay import yaml_file
from camtay.yaml_edit import Edits, Items, OneLine, Words, edited
from camtay.yaml_file import Document

VILLAGE = """\
# Làng Thử
kind: village
title: {vi: Làng Thử, en: Thử village}   # tên
summary:
  vi: >-
    Một làng
    nhỏ.
  en: "A small village."

# các kiệt
alleys:
  - id: kiet-1   # đầu làng
    title:
      vi: "Kiệt 1"
      en: 'Alley 1'
    landmarks:
    - vi: Cây đa
      confidence: memory
    # hỏi lại bác trưởng thôn
    - {vi: Cổng chùa, sources: [s]}
    - vi: Giếng nước
      # nước ngọt
      en: A well

  # kiệt cuối làng
  -
    id: kiet-2
    title: {vi: Kiệt 2, en: Alley 2}
related: [a, b]  # xem thêm
"""
ORDER = ("id", "title", "summary", "length_m", "landmarks", "coordinates", "lat", "lon", "vi", "en", "sources", "notes")


def data(text: str) -> Any:
    """What a text says."""
    document = yaml_file.parse(text, Document("x.yml"))
    assert [p for p in document.problems if p.severity == "error"] == []
    return document.data


def changed(edits: Edits, text: str = VILLAGE) -> list[str]:
    """Lines that go (-) and come (+)."""
    after = edited(text, edits, ORDER)
    data(after)
    return [line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line[0] in "+-"]


# ---------------------------------------------------------------- one value
@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (("kind",), "guide", ["- kind: village", "+ kind: guide"]),
        (("alleys", 0, "title", "vi"), 'Kiệt "một"', ['-       vi: "Kiệt 1"', '+       vi: "Kiệt \\"một\\""']),
        (("alleys", 0, "title", "en"), "Lane", ["-       en: 'Alley 1'", "+       en: 'Lane'"]),
        (("alleys", 0, "id"), "k", ["-   - id: kiet-1   # đầu làng", "+   - id: k        # đầu làng"]),
        (("alleys", 1, "id"), "k", ["-     id: kiet-2", "+     id: k"]),
        (("alleys", 0, "landmarks", 0, "vi"), "Cây me", ["-     - vi: Cây đa", "+     - vi: Cây me"]),
        (
            ("alleys", 0, "landmarks", 1, "vi"),
            "Chùa",
            ["-     - {vi: Cổng chùa, sources: [s]}", "+     - {vi: Chùa, sources: [s]}"],
        ),
        (("related",), ["c"], ["- related: [a, b]  # xem thêm", "+ related: [c]     # xem thêm"]),
    ],
)
def test_only_the_line_of_a_value_changes(path: tuple[str | int, ...], value: Any, lines: list[str]) -> None:
    """Its quotes, brackets and the comment behind it stay."""
    assert [line for line in changed({path: value}) if line[0] != "?"] == lines


def test_a_folded_text_stays_folded_only_if_it_has_lines() -> None:
    """One line of words needs no block."""
    assert data(edited(VILLAGE, {("summary", "vi"): "Một làng."}, ORDER))["summary"]["vi"] == "Một làng."


# ---------------------------------------------------------------- new
def test_a_new_key_stands_where_the_order_has_it() -> None:
    """Behind the last key that comes before it."""
    assert changed({("alleys", 0, "length_m"): "120"}) == ["+     length_m: 120"]
    after = edited(VILLAGE, {("alleys", 0, "length_m"): "120"}, ORDER)
    assert "en: 'Alley 1'\n    length_m: 120\n    landmarks:" in after


def test_a_key_that_comes_first_in_the_order_never_stands_before_a_dash() -> None:
    """It comes second."""
    after = edited("- b: x\n", {(0, "id"): "y"}, ORDER)
    assert after == "- b: x\n  id: y\n"


def test_new_values_have_the_looks_of_content() -> None:
    """Texts in double quotes, places in braces, names in brackets, everything at its margin."""
    edits = {
        ("alleys", 2): {
            "title": {"en": Words("Alley 3"), "vi": Words("Kiệt 3")},
            "id": "kiet-3",
            "coordinates": OneLine({"lat": "16.7", "lon": "107.1"}),
            "landmarks": [{"vi": Words("Chợ"), "sources": ["s", "t"]}, {"vi": Words("Cầu")}],
            "notes": [Words("Hỏi lại.")],
        }
    }
    after = edited(VILLAGE, edits, ORDER)
    assert after == VILLAGE.replace(
        "related:",
        """\
  - id: kiet-3
    title:
      vi: "Kiệt 3"
      en: "Alley 3"
    landmarks:
      - vi: "Chợ"
        sources: [s, t]
      - vi: "Cầu"
    coordinates: {lat: 16.7, lon: 107.1}
    notes:
      - "Hỏi lại."
related:""",
    )


def test_a_path_that_is_not_there_is_made() -> None:
    """Maps and lists on the way too; in braces where the parent has braces."""
    assert changed({("alleys", 1, "landmarks", 0, "vi"): Words("Chợ")}) == [
        "+     landmarks:",
        '+       - vi: "Chợ"',
    ]
    assert changed({("title", "short", "vi"): "Làng"}, "title: {vi: Làng Thử}\n")[1:] == [
        "+ title: {vi: Làng Thử, short: {vi: Làng}}"
    ]


@pytest.mark.parametrize("text", ["", "# đầu\n", "[]\n", "[]  # xóa dòng này\n"])
def test_a_text_without_content_begins(text: str) -> None:
    """A comment at its head stays."""
    assert data(edited(text, {(0, "id"): "a", (0, "vi"): Words("b")}, ORDER)) == [{"id": "a", "vi": "b"}]


# ---------------------------------------------------------------- gone
def test_what_is_left_empty_goes_too() -> None:
    """No `title:` without words, no list without items; comments stay."""
    assert changed({("alleys", 0, "title", "vi"): None, ("alleys", 0, "title", "en"): None}) == [
        "-     title:",
        '-       vi: "Kiệt 1"',
        "-       en: 'Alley 1'",
    ]
    gone = {("alleys", 0, "landmarks", i): None for i in range(3)}
    after = edited(VILLAGE, gone, ORDER)
    assert "landmarks" not in after
    assert "# hỏi lại bác trưởng thôn" in after
    assert "# nước ngọt" in after


def test_the_dash_of_a_first_key_that_goes_moves_on() -> None:
    """The next key becomes the first."""
    assert edited("- a: x\n  # c\n  b: y\n", {(0, "a"): None}, ORDER) == "  # c\n- b: y\n"
    assert edited("- a: x\n  b: y\n", {(0, "a"): None, (0, "b"): None, (0, "id"): "z"}, ORDER) == "- id: z\n"


# ---------------------------------------------------------------- lists
def test_a_list_is_arranged_anew() -> None:
    """Items that stay take along their comments and what else they say; a changed word inside is kept."""
    marks = ("alleys", 0, "landmarks")
    wanted = Items((2, {"vi": Words("Chợ")}, 0))
    after = data(edited(VILLAGE, {marks: wanted, (*marks, 0, "vi"): "Cây me"}, ORDER))
    assert after["alleys"][0]["landmarks"] == [
        {"vi": "Giếng nước", "en": "A well"},
        {"vi": "Chợ"},
        {"vi": "Cây me", "confidence": "memory"},
    ]
    assert "# hỏi lại bác trưởng thôn" in edited(VILLAGE, {marks: Items((2,))}, ORDER)
    assert data(edited("a: [x, y]\n", {("a",): Items((1, "z", 0))}, ORDER)) == {"a": ["y", "z", "x"]}


# ---------------------------------------------------------------- anything
scalars = st.text(st.sampled_from("ab:# -'\"|>\n=[]{}&*!%@,?ệ"), max_size=8).map(str.strip)
keys = st.sampled_from(["id", "vi", "en", "x", "y"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def written(value: Any, flow: st.DataObject, depth: int = 0) -> str:
    """A value as YAML in some style, with a comment here and there."""
    margin = "  " * depth
    if isinstance(value, str):
        return " " + '"' + value.replace('"', '\\"').replace("\n", "\\n") + '"\n'
    if flow.draw(st.booleans()):
        return " " + inline(value) + flow.draw(st.sampled_from(["\n", "  # c\n"]))
    note = flow.draw(st.sampled_from(["", f"{margin}# n\n"]))
    pairs = value.items() if isinstance(value, dict) else (("-", item) for item in value)
    body = "".join(
        f"{margin}{'-' if key == '-' else f'{key}:'}{written(item, flow, depth + 1)}{note}" for key, item in pairs
    )
    return ("\n" if depth else "") + body


def inline(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return "{" + ", ".join(f"{key}: {inline(item)}" for key, item in value.items()) + "}"


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path inside a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in pairs for found in ((*path, key), *places(item, (*path, key)))]


@settings(max_examples=60)
@given(st.lists(values, min_size=1, max_size=3) | st.dictionaries(keys, values, min_size=1, max_size=4), st.data())
def test_any_edit_reads_back_as_meant(value: Any, draw: st.DataObject) -> None:
    """Whatever is set or deleted, in whatever style the text is written."""
    text = written(value, draw).lstrip()
    assert data(text) == value
    path = draw.draw(st.sampled_from(places(value)))
    wanted = draw.draw(scalars | st.none())
    after = data(edited(text, {path: wanted}, ORDER))
    assert (after or None) == expected(value, path, wanted)


def expected(value: Any, path: tuple[str | int, ...], wanted: str | None) -> Any:
    """The same edit on plain data."""
    made = copy.deepcopy(value)
    while True:
        parent = made
        for part in path[:-1]:
            parent = parent[part]
        if wanted is not None:
            parent[path[-1]] = wanted
            return made
        del parent[path[-1]]
        if parent or len(path) == 1:
            return made or None
        path = path[:-1]
