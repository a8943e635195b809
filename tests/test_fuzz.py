"""What `scripts/fuzz` looks for at length is tried here for a moment; what it ever found stays found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import hostile
from tests.conftest import BASE, GUIDE, HERITAGE, REPO

sys.path.insert(0, str(REPO / "scripts/fuzz"))
import targets

KEPT = REPO / "tests/data/fuzz"
SOUND = [*BASE.values(), GUIDE, HERITAGE]


@pytest.mark.parametrize("case", sorted(KEPT.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_broke_once_stays_mended(case: Path) -> None:
    """Each file is named for what it did."""
    targets.TARGETS[case.parent.name](case.read_bytes())


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A sound file with something cut out of it and something hostile put in."""
    text = draw(st.sampled_from(SOUND))
    first, second = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    other = draw(st.sampled_from([*hostile.texts(), "\n", ": ", "- ", "{", "vi:", "  ", "\t", "|", '"', "'", "#", ""]))
    return (text[:first] + other + text[second if draw(st.booleans()) else first :]).encode("utf-8", "replace")


@pytest.mark.parametrize("name", ["yaml", "content", "mended"])
@settings(max_examples=60)
@given(data=broken(), which=st.integers(0, 6))
def test_a_broken_file_is_told_and_never_a_traceback(name: str, data: bytes, which: int) -> None:
    """Reading, checking the whole project with it, and repairing it."""
    targets.TARGETS[name](bytes([which]) + data if name == "content" else data)


@pytest.mark.parametrize("name", sorted(targets.TARGETS))
@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_taken(name: str, data: bytes) -> None:
    """Also what no editor would ever write."""
    targets.TARGETS[name](data)


def test_markup_of_every_hostile_text_is_known() -> None:
    """The same question put to the fuzzer's own judge."""
    for text in hostile.texts():
        targets.words(text.encode("utf-8", "replace"))
    assert targets.live("<a href=javascript:x>") == "javascript:"
    assert targets.live("<b>") == "<b>"
