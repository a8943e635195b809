"""Locales: BCP 47 tags, their own names, and the words of our own interface.

The words stand in `templates/ui/LOCALE.yml`; an instance adds a locale, or changes a word, with a file
`guides/ui/LOCALE.yml` of the same keys. Unknown keys fall back to English.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.dates import format_date

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@lru_cache(maxsize=10_000)  # every key of every mapping is asked about
def is_tag(tag: str) -> bool:
    """Whether `tag` is a language tag that CLDR knows, in the usual casing (`vi`, `zh-Hant`)."""
    if not TAG.fullmatch(tag):
        return False
    try:
        BabelLocale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@dataclass(frozen=True)
class Locale:
    """One locale of the instance with the words of its interface."""

    tag: str
    words: dict[str, str] = field(default_factory=dict, hash=False)
    fallback: dict[str, str] = field(default_factory=dict, hash=False)

    @cached_property
    def cldr(self) -> BabelLocale:
        return BabelLocale.parse(self.tag, sep="-")

    @cached_property
    def mark(self) -> str:
        """What changes when a word does."""
        words = repr((self.tag, sorted(self.words.items()), sorted(self.fallback.items())))
        return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()

    @cached_property
    def name(self) -> str:
        """The language's name in itself (`Tiếng Việt`, `English`); never a flag."""
        own = self.cldr.get_display_name(self.cldr) or self.tag
        return own[:1].upper() + own[1:]

    def name_in(self, other: Locale) -> str:
        """The language's name in another one: `Vietnamese`, `tiếng Việt`."""
        name = self.cldr.get_display_name(other.cldr) or self.name
        return name[:1].lower() + name[1:] if other.tag == "vi" else name

    def word(self, key: str, **values: object) -> str:
        """An interface text. Raises KeyError for a key that no locale has."""
        text = self.words.get(key) or self.fallback[key]
        return text.format(**values) if values else text

    def day(self, value: date) -> str:
        """A date as people write it: `22/11/2026`, `22 November 2026`."""
        return _day(self.tag, value)

    def moment(self, when: str) -> str:
        """A partial ISO date or a range of two: `1972`, `1972-06`, `1972-06-28/1972-09-16`."""
        return _moment(self.tag, when)


@lru_cache(maxsize=4_000)  # CLDR's patterns are put together anew for every day
def _day(tag: str, value: date) -> str:
    if tag == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return format_date(value, "d MMMM y" if tag == "en" else "long", locale=BabelLocale.parse(tag, sep="-"))


@lru_cache(maxsize=4_000)
def _moment(tag: str, when: str) -> str:
    return " – ".join(_partial(tag, part) for part in when.split("/"))


def _partial(tag: str, part: str) -> str:
    numbers = [int(n) for n in part.split("-")]
    if len(numbers) == 3:
        return _day(tag, date(*numbers))
    if len(numbers) == 2:
        if tag == "vi":
            return f"{numbers[1]}/{numbers[0]}"
        return format_date(date(numbers[0], numbers[1], 1), "MMMM y", locale=BabelLocale.parse(tag, sep="-"))
    return str(numbers[0])
