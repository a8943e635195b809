"""Names of an entry's parts as its readers and editors know them: `Bước 3`, `Chi phí`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from camtay import markup
from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.model.fields import ItemOfList, Section

_LIKE = {"path": "course"}
"""Kinds whose headings are words of another name; villages share those of heritage."""
_SHARED = {
    "phones": "home.numbers",
    "coordinates": "way",
    "address": "address",
    "place": "place",
    "items": "procedures.items",
    "alleys": "village.alleys",
}
"""Words of the interface for fields that several kinds have."""
_TITLED = (Section, ItemOfList)


def name(locale: Locale, entry: Entry, part: Sequence[str | int]) -> str:
    """The heading under which a part stands, with the number of a step; empty where the page has none."""
    field = str(part[0]) if part else ""
    number = part[1] if len(part) > 1 and isinstance(part[1], int) else None
    if field == "steps" and number is not None:
        return locale.word("guide.step", n=number + 1)
    if field == "stops" and number is not None:
        return locale.word("sources.stop", n=number + 1)
    items = getattr(entry, field, ()) if number is not None else ()
    item = items[number] if number is not None and len(items) > number else None
    if isinstance(item, _TITLED):
        return markup.plain(item.title.in_(locale.tag).text)
    return _of_field(locale, entry.kind, field)


@lru_cache(maxsize=2_000)
def _of_field(locale: Locale, kind: str, field: str) -> str:
    for key in (f"{kind}.{field}", f"{_LIKE.get(kind, 'heritage')}.{field}", _SHARED.get(field, "")):
        if key in locale.words or key in locale.fallback:
            return locale.word(key)
    return ""


def names(locale: Locale, entry: Entry, parts: Iterable[Sequence[str | int]]) -> list[str]:
    """The names of several parts, each once, in their order; steps together: `bước 2, 3`."""
    listed = list(parts)
    if not listed:
        return []
    steps = dict.fromkeys(int(part[1]) + 1 for part in listed if part[0] == "steps" and len(part) > 1)
    together = locale.word("sources.steps", numbers=", ".join(map(str, steps))) if len(steps) > 1 else ""
    found: dict[str, None] = {}
    alike: set[str] = set()
    """Fields of which every item has the same name."""
    for part in listed:
        field = str(part[0])
        if together and field == "steps":
            found[together] = None
        elif field not in alike:
            found[name(locale, entry, part)] = None
            if not _titled(entry, field):
                alike.add(field)
    return [each for each in found if each]


def _titled(entry: Entry, field: str) -> bool:
    """Whether the items of a field have names of their own."""
    if field in ("steps", "stops"):
        return True
    items = getattr(entry, field, None)
    return isinstance(items, tuple) and bool(items) and isinstance(items[0], _TITLED)  # the others are of its kind
