"""Translations of what the program says: gettext catalogues, `LOCALE/LC_MESSAGES/camtay.po` and `.mo`.

Vietnamese and English stand in the Python modules (`messages/`, `texts*.py`, help of the commands); the only catalogue
of theirs is the Vietnamese one of click's texts. Every further locale is one file, made by `scripts/catalogues.py`,
filled in with Poedit, and in use as soon as it lies in this folder. What it leaves out is said in English.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

DOMAIN = "camtay"
FOLDER = Path(__file__).parent
SOURCES = ("vi", "en")
"""Locales whose texts stand in the modules."""
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def file_of(locale: str, ending: str = "po") -> Path:
    """Where the catalogue of a locale lies."""
    return FOLDER / locale / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


@cache
def locales() -> tuple[str, ...]:
    """Locales that the program speaks: Vietnamese, English, then those that only have a catalogue."""
    tags = {path.name for path in FOLDER.iterdir() if _TAG.fullmatch(path.name)}
    found = {tag for tag in tags if file_of(tag, "mo").is_file() or file_of(tag).is_file()}
    return (*SOURCES, *sorted(found - set(SOURCES)))


@cache
def translations(locale: str) -> gettext.NullTranslations:
    """The catalogue of a locale, empty where there is none. Poedit and our script write the compiled file; a PO file
    alone will do, but is slower to read."""
    if file_of(locale, "mo").is_file():
        return gettext.GNUTranslations(io.BytesIO(file_of(locale, "mo").read_bytes()))
    if file_of(locale).is_file():
        return gettext.GNUTranslations(io.BytesIO(compiled(file_of(locale))))
    return gettext.NullTranslations()


def compiled(file: Path) -> bytes:
    """The MO form of a PO file. Entries marked as fuzzy are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        catalog = read_po(opened)
    catalog.creation_date = catalog.revision_date = datetime.fromtimestamp(0, UTC)  # the same bytes on every day
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def said(by_locale: Mapping[str, str], locale: str, context: str) -> str:
    """A text of the modules in any locale: its own words, else the catalogue's, else English."""
    if locale in by_locale:
        return by_locale[locale]
    return translations(locale).pgettext(context, by_locale["en"])
