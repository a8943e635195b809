"""Marks of a text: spaces, quotes, tone placement, numbers, units. Pure: a text → what is wrong in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from camtay.text import LETTERS

_HIDE = re.compile(
    r"`[^`]*`"  # code
    r"|(?<=\]\()[^)\s]*"  # target of a link
    r"|(?:https?://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?"  # a bare host name
)
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_LATE = re.compile(r"(?i)(.*)(?:(o)([àáảãạèéẻẽẹ])|((?<!q)u)([ỳýỷỹỵ]))")
"""A syllable whose tone stands on the last of two vowels (`hoà`); the usual placement is the first (`hòa`)."""
_LATE_PAIR = re.compile(r"(?i)o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = r"[^\W\d_]"
_CAPITALS = f"A-Z{LETTERS.upper()}"
_UNITS = r"(?:km²|m²|km|cm|mm|ha|kg|mg|ml|km/h|°C|m|g|l)"


class Slip(NamedTuple):
    """`code` is of `messages.MESSAGES`; `found` stands in the text, `good` is what to write instead."""

    code: str
    found: str
    good: str


_EVERYWHERE: tuple[tuple[str, str, str], ...] = (
    ("style.spaces", r"\S+ {2,}\S+", r" {2,}→ "),
    ("style.space_before", r"\S+ +[,;.!?:](?=\s|$)", r" +([,;.!?:])$→\1"),
    ("style.space_after", rf"[\w”’)]+[,;:!?]{_LETTER}+", r"([,;:!?])→\1 "),
    ("style.space_after", r"[^\W\d_]+,\d+", r",→, "),
    ("style.space_after", rf"{_LETTER}{{2,}}\.[{_CAPITALS}]{_LETTER}*", r"\.→. "),
    ("style.ellipsis", r"\w*\.{3,}", r"\.{3,}→…"),
    ("style.unit", rf"(?<![\w.,/])\d+(?:[.,]\d+)?{_UNITS}(?![\w/])", r"(\d)(?=[^\d.,])→\1 "),
)
_NUMBERS = {
    "vi": (
        ("style.number", r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?![\w.,/-]|\.\d)", ",→."),
        ("style.number", rf"(?<![\w.,/-])\d+\.\d{{1,2}}(?= ?(?:%|{_UNITS}|triệu|tỷ|nghìn|lần|độ)(?!\w))", r"\.→,"),
    ),
    "en": (
        ("style.number", r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})+(?![\w,/-]|\.\d)", r"\.→,"),
        (
            "style.number",
            rf"(?<![\w.,/-])\d+,\d{{1,2}}(?= ?(?:%|{_UNITS}|million|billion|times|degrees)(?!\w))",
            ",→.",
        ),
    ),
}
_BARE = {
    "vi": (r"(?<![\w.,/-])[1-9]\d{4,8}(?= (?:đồng|người|hộ|lượt|mét|cây|tấn|m²|ha|m|km)(?!\w))", "."),
    "en": (r"(?<![\w.,/-])[1-9]\d{4,8}(?= (?:VND|dong|people|households|metres|tonnes|m²|ha|m|km)(?!\w))", ","),
}


def _compiled(rules: tuple[tuple[str, str, str], ...]) -> list[tuple[str, re.Pattern[str], re.Pattern[str], str]]:
    made = []
    for code, pattern, change in rules:
        old, _, new = change.partition("→")
        made.append((code, re.compile(pattern), re.compile(old), new))
    return made


_GATE = re.compile(
    rf" {{2}}| [,;.!?:](?:\s|$)|[,;:!?]{_LETTER}|{_LETTER},\d|{_LETTER}\.[{_CAPITALS}]|\.{{3}}|\d[,.]\d|\d[a-zA-Z°]"
)
"""Most texts have nothing of the kind, and this sees it much sooner than the rules."""
_RULES = {tag: _compiled((*_EVERYWHERE, *_NUMBERS.get(tag, ()))) for tag in ("", *_NUMBERS)}


def slips(text: str, locale: str) -> Iterator[Slip]:
    """What is wrong in the marks of a text, as it stands in its file."""
    shown = _HIDE.sub(lambda hidden: "_" * len(hidden[0]), text)
    rules = _RULES.get(locale.partition("-")[0], _RULES[""]) if _GATE.search(shown) else []
    for code, pattern, old, new in rules:
        for found in pattern.finditer(shown):
            words = text[found.start() : found.end()]
            yield Slip(code, words, old.sub(new, words))
    for found in re.finditer(r'\S*"\S*', shown):
        yield Slip("style.quote", text[found.start() : found.end()], "“…”")
    for word in _WORD.findall(shown) if _LATE_PAIR.search(shown) else ():
        if late := _LATE.fullmatch(word):
            yield Slip("style.tone", word, _moved(late))
    if bare := _BARE.get(locale.partition("-")[0]):
        for found in re.finditer(bare[0], shown):
            yield Slip("style.number", found[0], f"{int(found[0]):,}".replace(",", bare[1]))


def _moved(late: re.Match[str]) -> str:
    """`hoà` → `hòa`."""
    front, first, second = late[1], late[2] or late[4], late[3] or late[5]
    parts = unicodedata.normalize("NFD", second)
    tone = next(mark for mark in parts if mark in _TONES)
    bare = unicodedata.normalize("NFC", parts.replace(tone, ""))
    return front + unicodedata.normalize("NFC", first + tone) + bare


def older_tone(text: str) -> str:
    """The text with every tone where this project puts it (`hoà` → `hòa`)."""
    return _WORD.sub(lambda word: _moved(late) if (late := _LATE.fullmatch(word[0])) else word[0], text)
