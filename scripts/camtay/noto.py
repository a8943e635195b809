"""Fonts for scripts that Be Vietnam Pro lacks: Google's Noto, from the instance or from the machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale as BabelLocale
from babel.core import get_global

from camtay.errors import fail

FOLDER = "guides/fonts"
"""Fonts of the instance: with these every machine sets its signs alike."""
MACHINE = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
    "~/AppData/Local/Microsoft/Windows/Fonts",
)
_PLAIN = ("Latn",)
_NAMES = {
    "Laoo": "Noto Sans Lao",
    "Thai": "Noto Sans Thai",
    "Khmr": "Noto Sans Khmer",
    "Mymr": "Noto Sans Myanmar",
    "Tavt": "Noto Sans Tai Viet",
    "Cham": "Noto Sans Cham",
    "Deva": "Noto Sans Devanagari",
    "Beng": "Noto Sans Bengali",
    "Cyrl": "Noto Sans",
    "Grek": "Noto Sans",
    "Hans": "Noto Sans CJK SC",
    "Hant": "Noto Sans CJK TC",
    "Jpan": "Noto Sans CJK JP",
    "Kore": "Noto Sans CJK KR",
}
"""ISO 15924 script → family. Scripts that run from right to left are not among them: our templates can't set them."""
_PACKAGES = {"CJK": "fonts-noto-cjk", "": "fonts-noto-core"}


@dataclass(frozen=True)
class Noto:
    """A family for one script with its files: regular, and bold where there is one."""

    family: str
    files: tuple[Path, ...]


def script_of(tag: str) -> str:
    """ISO 15924 code of the script in which a locale is written (CLDR's likely subtags): `lo` → `Laoo`."""
    locale = BabelLocale.parse(tag, sep="-")
    if locale.script:
        return str(locale.script)
    likely = get_global("likely_subtags")
    found = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language) or ""
    return next((part for part in str(found).split("_") if len(part) == 4), "Latn")


def family_of(tag: str) -> str | None:
    """The family that a locale needs beside Be Vietnam Pro; None for Latin letters. Raises CamtayError for a script
    that signs can't be set in."""
    script = script_of(tag)
    if script in _PLAIN:
        return None
    if script not in _NAMES:
        raise fail("sign.script", locale=tag, script=script)
    return _NAMES[script]


@lru_cache(maxsize=32)
def find(root: Path, tag: str) -> Noto | None:
    """The font of a locale, the instance's own first; None where it needs none. Raises CamtayError where there is no
    such font."""
    family = family_of(tag)
    if family is None:
        return None
    stem = family.replace(" ", "").removesuffix("SC").removesuffix("TC").removesuffix("JP").removesuffix("KR")
    for folder in (root / FOLDER, *(Path(os.path.expanduser(name)) for name in MACHINE)):
        found = tuple(_files(folder, stem))
        if found:
            return Noto(family, found)
    package = _PACKAGES["CJK" if "CJK" in family else ""]
    raise fail("sign.font", locale=tag, family=family, file=f"{stem}-Regular.ttf", folder=FOLDER, package=package)


def all_of(root: Path, tags: Iterable[str]) -> list[Noto]:
    """The fonts of several locales, each once. Raises CamtayError as `find`."""
    found = [font for tag in tags if (font := find(root, tag))]
    return list({font.family: font for font in found}.values())


def _files(folder: Path, stem: str) -> Iterator[Path]:
    for weight in ("Regular", "Bold"):
        for ending in ("ttf", "otf", "ttc"):
            name = f"{stem}-{weight}.{ending}"
            found = sorted(folder.rglob(name)) if folder.is_dir() else []
            if found:
                yield found[0]
                break
