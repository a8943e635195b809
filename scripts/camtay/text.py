"""Vietnamese text: Unicode form, folding for search and slugs, legacy-encoding guard."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
HIDDEN_CHARACTERS = re.compile(f"[{_HIDDEN}]")
INDENT_CHARACTERS = re.compile(r"^[ ]*([\t\u00a0\u2000-\u200b\u202f\u3000\ufeff])")

# Letters that TCVN3 fonts (.VnTime) and VNI fonts show as Vietnamese but that no Vietnamese
# Unicode word contains. Two inside words are no accident.
_TCVN3 = re.compile(r"(?<=[A-Za-z])[µ¸¶¹¨¾¼½©®ª¬]|[µ¸¶¹¨¾¼½©®ª¬](?=[A-Za-z])")
_VNI = re.compile(r"(?<=[A-Za-zöôâêÖÔ])[øïåäëûüöñØÏÅÄËÛÜÖÑ]|[øïåäëûüöñØÏÅÄËÛÜÖÑ](?=[A-Za-zùøûõï])")


def nfc(text: str) -> str:
    """Unicode normalisation form C (composed), the form in which all text is kept."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics: `Địa đạo Vịnh Mốc` → `dia dao vinh moc`.

    Both tone placements (`hoà`, `hòa`) fold to the same; so does text in any Unicode form."""
    lowered = text.casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slugify(text: str, separator: str = "-") -> str:
    """ASCII words joined by `separator`; `đ` becomes `d`. Also the slugify of Markdown's toc."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


def legacy_encoding(text: str) -> str | None:
    """`TCVN3` or `VNI` when the text was typed for such a font and pasted as Unicode, else None."""
    if len(_TCVN3.findall(text)) >= 2:
        return "TCVN3"
    if len(_VNI.findall(text)) >= 3:
        return "VNI"
    return None


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that most resembles `word`, when the likeness is more than chance."""
    import difflib

    found = difflib.get_close_matches(fold(word), known, n=1, cutoff=0.6)
    return found[0] if found else None
