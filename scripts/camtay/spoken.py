"""What is read aloud of an entry: the text for whoever records it, and a mark by which a page knows it again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from camtay import markup
from camtay.model.entries import Entry, publishable
from camtay.model.fields import Record, Text

READ: dict[str, tuple[str, ...]] = {
    "guide": ("prerequisites", "know", "steps", "result", "scams"),
    "path": ("outcomes",),
    "procedures": ("office", "items"),
    "heritage": ("story", "etiquette"),
    "route": ("duration", "safety", "stops"),
    "village": ("facts", "story", "etiquette"),
    "alley": ("landmarks", "directions"),
    "speciality": ("what", "story", "eating", "caution"),
    "visitor": ("sections",),
}
"""Kind → fields that are read after title and summary, in this order. Any change here makes recordings stale that
people took trouble over: add a field only for a kind that has no recordings yet."""
NUMBERED = ("steps", "stops")
PARTS = ("title", "text", "do", "stay", "note", "items", "respect", "onward")
"""Fields of records inside these, in the order of reading."""


def spoken(entry: Entry, locale: str) -> str:
    """The text to read aloud in a locale: plain, one thought a line. Nothing that is `unsure` is in it."""
    known = publishable(entry)
    lines = [*_lines(known.title, locale), *_lines(known.summary, locale)]
    for name in READ[known.kind]:
        value = getattr(known, name)
        if name in NUMBERED:
            for number, item in enumerate(value, 1):
                first, *rest = _lines(item, locale)
                lines += [f"{number}. {first}", *rest]
        else:
            lines += _lines(value, locale)
    return "\n".join(lines)


def digest(entry: Entry, locale: str) -> str:
    """Twelve hexadecimal digits of the words of `spoken`: commas, capitals and line breaks can't be heard."""
    words = re.findall(r"\w+", spoken(entry, locale).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def _lines(value: object, locale: str) -> Iterator[str]:
    if isinstance(value, Text):
        words = markup.plain(value.in_(locale).text)
        yield " ".join(words.split())
    elif isinstance(value, tuple):
        for item in value:
            yield from _lines(item, locale)
    elif isinstance(value, Record):
        for name in PARTS:
            yield from _lines(getattr(value, name, None), locale)
