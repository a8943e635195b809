"""What problems say: code → locale → (what is wrong, what to do).

Vietnamese first: the editors know Word and Zalo, not YAML, so each cure names what to type.
"""

from __future__ import annotations

from camtay.catalogues import said, translations
from camtay.messages import (
    addresses,
    audio,
    changes,
    codes,
    deceit,
    doctor,
    editor,
    exports,
    exports_made,
    fields,
    files,
    guard,
    handouts,
    init,
    inspection,
    interface,
    learning,
    links,
    maps,
    pasted,
    placements,
    po,
    publishing,
    references,
    schedule,
    search,
    shards,
    sheets,
    signs,
    stats,
    style,
    translation,
    writing,
)
from camtay.messages.words import Words

LABELS: dict[str, dict[str, str]] = {
    "vi": {
        "error": "LỖI",
        "warning": "Lưu ý",
        "cure": "Cách sửa",
        "at": "ở",
        "allowed": "Được ghi",
        "example": "Ví dụ",
    },
    "en": {"error": "ERROR", "warning": "Note", "cure": "Cure", "at": "at", "allowed": "Allowed", "example": "Example"},
}

MESSAGES: dict[str, Words] = {
    **files.MESSAGES,
    **fields.MESSAGES,
    **references.MESSAGES,
    **learning.MESSAGES,
    **search.MESSAGES,
    **shards.MESSAGES,
    **maps.MESSAGES,
    **handouts.MESSAGES,
    **codes.MESSAGES,
    **changes.MESSAGES,
    **signs.MESSAGES,
    **placements.MESSAGES,
    **sheets.MESSAGES,
    **inspection.MESSAGES,
    **style.MESSAGES,
    **interface.MESSAGES,
    **init.MESSAGES,
    **audio.MESSAGES,
    **addresses.MESSAGES,
    **links.MESSAGES,
    **schedule.MESSAGES,
    **pasted.MESSAGES,
    **writing.MESSAGES,
    **translation.MESSAGES,
    **editor.MESSAGES,
    **po.MESSAGES,
    **publishing.MESSAGES,
    **stats.MESSAGES,
    **exports_made.MESSAGES,
    **exports.MESSAGES,
    **deceit.MESSAGES,
    **guard.MESSAGES,
    **doctor.MESSAGES,
}


def label(key: str, locale: str) -> str:
    """A word around a problem."""
    return said({tag: words[key] for tag, words in LABELS.items()}, locale, "label")


def words_of(code: str, locale: str) -> tuple[str, str]:
    """What is wrong and what to do, values still in braces."""
    by_locale = MESSAGES[code]
    if locale in by_locale:
        return by_locale[locale]
    what, cure = by_locale["en"]
    catalogue = translations(locale)
    return catalogue.pgettext(code, what), catalogue.pgettext(code, cure)


def allowed(code: str, locale: str) -> str:
    """What may stand there; empty where the cure says it already."""
    by_locale = MESSAGES[code].allowed
    return said(by_locale, locale, code) if by_locale else ""


def example(code: str) -> str:
    """Lines that are right, the same in every locale; empty where none would make sense."""
    return MESSAGES[code].example
