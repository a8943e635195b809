"""Every word that people read is in a dictionary, or in the lists of `tests/words/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import camtay
from camtay import yaml_file
from camtay.messages import MESSAGES
from camtay.project import load
from camtay.style.check import passages_of
from camtay.style.marks import older_tone
from camtay.texts import TEXTS
from tests.conftest import REPO
from tests.spelling import misspelt, own, technical

UI = Path(camtay.__file__).parent / "templates" / "ui"
LOCALES = ("vi", "en")


def content() -> Iterator[tuple[str, str, str]]:
    """(place, locale, text) of all texts of the first instance, and of what its editors are to ask."""
    project = load(REPO)
    for passage in passages_of(project):
        line = passage.document.place(passage.path)[0]
        yield f"{passage.document.file}:{line}", passage.locale, passage.text
    for id_, entry in project.entries.items():
        yield from ((f"{id_}: confirm", "vi", line) for line in entry.confirm)


def interface(locale: str) -> Iterator[tuple[str, str, str]]:
    """Words of buttons and headings, and sentences of the command line."""
    words = yaml_file.read(UI / f"{locale}.yml", f"{locale}.yml").data
    yield from ((key, locale, text) for key, text in words.items() if not key.startswith("path."))
    yield from ((key, locale, by_locale[locale]) for key, by_locale in TEXTS.items())


def faults(texts: Iterator[tuple[str, str, str]], allowed: frozenset[str] = frozenset()) -> list[str]:
    found = ((place, text, word) for place, locale, text in texts for word in misspelt(text, locale, allowed))
    return [f"{place}: {word} ({text[:50]})" for place, text, word in found]


CURE = "mend the word, or add it to tests/words/vi.txt, en.txt or names.txt (both languages)"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_content_is_spelt_right(locale: str) -> None:
    """Vietnamese syllable by syllable, English as the British spell."""
    assert faults(item for item in content() if item[1] == locale) == [], CURE


@pytest.mark.parametrize("locale", LOCALES)
def test_the_interface_is_spelt_right(locale: str) -> None:
    """On pages, scan pages, signs and in the terminal."""
    assert faults(interface(locale), technical()) == [], CURE


HANDBOOK = sorted([*(REPO / "docs" / "so-tay").glob("*.md"), *(REPO / "docs" / "en" / "handbook").glob("*.md")])


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.name)
def test_the_handbook_is_spelt_right(page: Path) -> None:
    """Blocks of code are none of its words; what stands in `<div lang="…">` is in the other language."""
    own, other = ("en", "vi") if "en" in page.relative_to(REPO).parts else ("vi", "en")
    text = re.sub(r"\A---.*?---|```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    parts = re.split(rf'<div lang="{other}"[^>]*>(.*?)</div>', text, flags=re.DOTALL)
    rows = [((own, other)[n % 2], row) for n, part in enumerate(parts) for row in part.splitlines()]
    assert faults(((f"{page.name}:{row}", tag, row) for tag, row in rows), technical()) == [], CURE


@pytest.mark.parametrize("locale", LOCALES)
def test_problems_are_spelt_right(locale: str) -> None:
    """What is wrong, the cure, and what is allowed."""
    said = ((code, locale, text) for code, w in MESSAGES.items() for text in (*w[locale], w.allowed.get(locale, "")))
    assert faults(said, technical()) == [], CURE


@pytest.mark.parametrize(
    ("text", "locale", "words"),
    [
        ("Quảng Trị nghiã trang", "vi", ["nghiã"]),
        ("nghành điện lực, sử lý", "vi", ["nghành"]),
        ("hoà và hòa, thuỷ và thủy", "vi", []),
        ("Mở https://a.vn/xyzq và `camtay qr xyzq`, {count} bài", "vi", []),
        ("The color of the centre", "en", ["color"]),
        ("She organises the museum’s visits", "en", []),
        ("Hiền Lương bridge, Khe Sanh and the khe", "en", ["khe"]),
        ("Recieve teh message", "en", ["Recieve", "teh"]),
    ],
)
def test_a_misspelling_is_found(text: str, locale: str, words: list[str]) -> None:
    """By word; addresses, code and values are none."""
    assert list(misspelt(text, locale)) == words


def test_tones_stand_where_they_stand_in_the_content() -> None:
    """`hòa`, not `hoà`: on pages, in problems and in the terminal; but for the problem that is about it."""
    said = [(code, text) for code, words in MESSAGES.items() for text in words["vi"] if code != "style.tone"]
    said += [(place, text) for place, _, text in interface("vi")]
    assert [(place, text) for place, text in said if text != older_tone(text)] == []


def test_our_own_lists_hold_no_word_twice() -> None:
    """A name of both languages stands in `names.txt` alone."""
    assert own("names") & (own("vi") | own("en")) == set()
