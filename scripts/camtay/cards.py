"""Which words a social card can carry: titles broken into lines at the largest size that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from camtay import markup
from camtay.errors import Problem
from camtay.model.entries import Alley, Entry
from camtay.source import Source

if TYPE_CHECKING:
    from PIL import ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook and Zalo show whole (1.91 : 1)."""
MARGIN = 72
SIZES = ((92, 2), (80, 3), (70, 3), (60, 4))
"""Height of letters in pixels and most lines, largest first: the smallest is 18 px where a card is 360 px wide."""
LEADING = 1.24
LEVELS = 16
"""Steps from the ground (0) to letters: their edges look smooth, and a pixel takes half a byte."""
_REFERENCE = 100
Weight = Literal["Bold", "Medium"]


@dataclass(frozen=True)
class Title:
    """A title as it is set."""

    size: int
    lines: tuple[str, ...]


def folder() -> Path:
    """Where the fonts are."""
    import fontpkg_be_vietnam_pro

    return Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


@lru_cache(maxsize=32)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """Be Vietnam Pro. Letters are placed without hints and libraries that only some machines have."""
    from PIL import ImageFont

    path = folder() / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    return frozenset(map(chr, TTFont(folder() / "BeVietnamPro-Bold.ttf", lazy=True).getBestCmap()))


def drawable(text: str) -> bool:
    """Whether the font has every letter: it has those of Vietnamese and the other languages in Latin letters."""
    return _letters().issuperset(text)


@lru_cache(maxsize=50_000)
def _wide(word: str) -> float:
    """Width of a word in bold letters of `_REFERENCE` pixels, and a hundredth more for rounding."""
    return font("Bold", _REFERENCE).getlength(word) * 1.01


@lru_cache(maxsize=20_000)  # at most 10 MB; asked when a title is checked, for its page and for its card
def fitted(title: str) -> Title | None:
    """The title at the largest size whose lines it fits; None where it is too long for the smallest."""
    words = title.split()
    widths = [_wide(word) for word in words]
    for size, most in SIZES:
        room = (WIDTH - 2 * MARGIN) * _REFERENCE / size
        if found := _broken(widths, room, most):
            ends = _even(widths, room, found)
            lines = (" ".join(words[start:end]) for start, end in zip([0, *ends], ends, strict=False))
            return Title(size, tuple(lines))
    return None


def _even(widths: list[float], room: float, ends: list[int]) -> list[int]:
    """The same number of lines in as little room as they need, so that no word stands alone on the last one."""
    if len(ends) == 1:
        return ends
    least = room / 2
    for _ in range(6):
        middle = (least + room) / 2
        if narrow := _broken(widths, middle, len(ends)):
            room, ends = middle, narrow
        else:
            least = middle
    return ends


def _broken(widths: list[float], room: float, most: int) -> list[int]:
    """Words of these widths in lines of at most `room`: before which word each line ends. Nothing where a single word
    is wider, and where it takes more than `most` lines."""
    ends: list[int] = []
    space = _wide(" ")
    used = room + 1
    for number, wide in enumerate(widths):
        if wide > room:
            return []
        if used + space + wide <= room:
            used += space + wide
        else:
            ends.append(number)
            used = wide
            if len(ends) > most:
                return []
    return [*ends[1:], len(widths)] if ends else []


def title_of(entry: Entry, locale: str) -> tuple[str, str, Title] | None:
    """What the card of an entry says, in which locale it is, and how it is set: its title, or the short one where that
    is too long. None where neither fits or the font lacks letters of it."""
    for text in (entry.title, entry.short):
        if text:
            words, tag = text.in_(locale)
            words = markup.plain(words)
            if drawable(words) and (found := fitted(words)):
                return words, tag, found
    return None


def has_own(entry: Entry) -> bool:
    """Whether an entry has a card of its own; alleys have their village's."""
    return not isinstance(entry, Alley)


def card_problems(source: Source) -> Iterator[Problem]:
    """Titles for which a card has no room, each at its place and locale."""
    if source.site is None or source.site.cards != "entries":
        return
    for id_, entry in source.entries.items():
        if not has_own(entry):
            continue
        for locale, words in entry.title.root.items():
            if title_of(entry, locale) is None and drawable(markup.plain(words)):
                document, base = source.documents[id_]
                yield document.problem("card.title", (*base, "title", locale), entry=id_, n=len(words), limit=most())


@lru_cache(maxsize=1)
def most() -> int:
    """About how many letters a card has room for."""
    size, lines = SIZES[-1]
    return int(lines * (WIDTH - 2 * MARGIN) / (_wide("n") * size / _REFERENCE) / 10) * 10
