"""Bytes → text, and characters that nobody typed on purpose."""

from __future__ import annotations

import codecs

from camtay.repair.record import Repair, changed_lines
from camtay.text import HIDDEN_CHARACTERS, OLD_FONTS, from_legacy, is_vietnamese, nfc

SOFT_HYPHEN = "\u00ad"
"""Hidden where it was pasted from a web page, and the letter `ư` of TCVN3: removed last."""
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_KEPT = {SOFT_HYPHEN, *map(chr, range(0x80, 0xA0))}
"""U+0080 to U+009F are the quotation marks and dashes of a file that was read wrongly: the check tells of them."""


def decode(raw: bytes) -> tuple[str, list[Repair]] | None:
    """The text and how it was read, where that is sure; else None."""
    found = _MARKS.get(raw[:2])
    try:
        if found:
            return raw.decode(found), [Repair(1, "encoding", "UTF-16", "UTF-8")]
        if raw.startswith(codecs.BOM_UTF8):
            return raw.decode("utf-8-sig"), [Repair(1, "bom")]
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        return None if found else _of_code_page(raw)


def _of_code_page(raw: bytes) -> tuple[str, list[Repair]] | None:
    """A file of Windows' Vietnamese code page, or one typed for an old font: the only reading that makes words."""
    readings: dict[str, str] = {}
    try:
        western = raw.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None:
        for name in OLD_FONTS:
            if made := from_legacy(western, name):
                readings[name] = made
    try:
        text = nfc(raw.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    if text and is_vietnamese(text):
        readings["Windows-1258"] = text
    if len(readings) != 1:
        return None
    ((name, text),) = readings.items()
    return text, [Repair(1, "encoding", name, "UTF-8")]


def composed(text: str) -> tuple[str, list[Repair]]:
    """Letters in one piece (NFC)."""
    made = nfc(text)
    return made, changed_lines("nfc", text, made)


def visible(text: str) -> tuple[str, list[Repair]]:
    """Without control characters and characters of no width, but soft hyphens. Word's own line break is a space."""
    made = HIDDEN_CHARACTERS.sub(lambda found: found[0] if found[0] in _KEPT else "", text.replace("\x0b", " "))
    return made, changed_lines("hidden", text, made)


def without_soft_hyphens(text: str) -> tuple[str, list[Repair]]:
    made = text.replace(SOFT_HYPHEN, "")
    return made, changed_lines("hidden", text, made)
