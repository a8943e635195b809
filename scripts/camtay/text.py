"""Vietnamese text: Unicode form, folding for search and slugs, text typed for fonts of the time before Unicode."""

from __future__ import annotations

import difflib
import heapq
import re
import unicodedata
from functools import cache, lru_cache

HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2069\ufeff\ufff9-\ufffb"  # no width; marks of direction
    "\u202a-\u202e"  # a text could read otherwise than it is
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # no characters at all; tags
)
"""What can't be seen, and what an editor therefore can't have meant."""
INDENT_CHARACTERS = re.compile(r"^[ ]*([\t\u00a0\u2000-\u200b\u202f\u3000\ufeff])")


def nfc(text: str) -> str:
    """Unicode normalisation form C (composed), the form in which all text is kept."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics: `Địa đạo Vịnh Mốc` → `dia dao vinh moc`.

    Both tone placements (`hoà`, `hòa`) fold to the same; so does text in any Unicode form."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Code point → what `fold` makes of it, worked out when it is first met. None depends on those beside it."""

    def __missing__(self, point: int) -> str:
        parts = unicodedata.normalize("NFD", chr(point).casefold().replace("đ", "d"))
        found = self[point] = "".join(part for part in parts if not unicodedata.combining(part))
        return found


_FOLDED = _Folded()


_FORMULA = re.compile(r"[\s'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def cell(words: str) -> str:
    """Words as a cell of a CSV file: with an apostrophe in front where a spreadsheet would take them for a formula.

    Signs at the beginning as OWASP lists them ("CSV Injection"), with the wide ones that Excel folds; numbers stay."""
    return f"'{words}" if _FORMULA.match(words) and not _NUMBER.fullmatch(words) else words


_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries, after no tone at all."""


def alphabetical(text: str) -> tuple[tuple[tuple[int, ...], int], ...]:
    """A key that sorts as a Vietnamese dictionary does: syllable by syllable, letters (a ă â b c d đ …) before tones.

    Numbers come before letters and sort by their value."""
    return tuple(_syllable_key(syllable) for syllable in _SYLLABLES.findall(nfc(text).lower()))


@lru_cache(maxsize=20_000)
def _syllable_key(syllable: str) -> tuple[tuple[int, ...], int]:
    if syllable.isdecimal():
        return (-1, int(syllable)), 0
    parts = unicodedata.normalize("NFD", syllable)
    tone = next((_TONE_ORDER.index(mark) + 1 for mark in parts if mark in _TONE_ORDER), 0)
    letters = nfc("".join(mark for mark in parts if mark not in _TONE_ORDER))
    return tuple(_ALPHABET.find(letter) if letter in _ALPHABET else len(_ALPHABET) for letter in letters), tone


_SYLLABLES = re.compile(r"[0-9]+|[^\W\d_]+")


def initial(text: str) -> str:
    """The letter of the alphabet under which a name stands in a list: `Đông Hà` → `Đ`, `Ái Tử` → `A`, `3` → `0–9`."""
    return beginning(text)[1]


def beginning(text: str) -> tuple[int, str]:
    """(a number that sorts names as far as their first letters do, as `alphabetical`; `initial`)."""
    first = _SYLLABLES.search(nfc(text).lower())
    letters = _syllable_key(first[0])[0] if first else ()
    number = letters[0] if letters else -1
    return number, _ALPHABET[number].upper() if 0 <= number < len(_ALPHABET) else "0–9"


def slugify(text: str, separator: str = "-") -> str:
    """ASCII words joined by `separator`; `đ` becomes `d`. Also the slugify of Markdown's toc."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that most resembles `word`, when the likeness is more than chance."""
    found = difflib.get_close_matches(fold(word), known, n=1, cutoff=0.6)
    return found[0] if found else None


def candidates(word: str, known: list[str], limit: int = 5) -> str:
    """Up to `limit` known words, the likest first, as a list to read: `a, b, c …`; a dash where none is known."""
    matcher = difflib.SequenceMatcher(b=fold(word))

    def likeness(other: str) -> float:
        matcher.set_seq1(other)
        return matcher.ratio()

    found = heapq.nlargest(limit, known, key=likeness)
    return ", ".join(found) + " …" * (len(known) > limit) if found else "–"


# ---------------------------------------------------------------- fonts before Unicode
LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
"""The lower-case letters of Vietnamese that ASCII lacks."""
OLD_FONTS = ("TCVN3", "VNI")
"""Names of their encodings."""
_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
    LETTERS + "ĂÂĐÊÔƠƯ",
)
"""TCVN 5712:1993, VN3 (fonts .VnTime, .VnArial …): the character that shows without the font → the letter."""
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_TONES = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë"}
"""VNI-Times writes a base letter and then one more for shape and tone: by shape (none, circumflex, breve), in
the order of `_TONES`."""
_VNI_SINGLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỵ": "î", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò"}
_VNI_SHAPES = {"â": "aâ", "ê": "eâ", "ô": "oâ", "ă": "aê"}
_WORD = re.compile("[0-9A-Za-z\u00a1-\u1ef9]+")
_FOREIGN = re.compile(f"[{''.join(sorted({chr(n) for n in range(0xA1, 0x1EFA)} - {*LETTERS, *LETTERS.upper()}))}]")
"""A letter of `_WORD` that no Vietnamese word has."""
_ONSET = "b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x"
_CLOSED = "(a|ie?|o[ae]?|e|u[aeo]?|uye?|ye?)(ch?|m|nh?|ng|p|t)"
_OPEN = "a[iouy]?|eo?|eu|i|ia|ieu|iu|oa[ioy]?|oeo?|oi?|u[aeiouy]?|ua[uy]|uo[iu]|uy[au]|y|yeu"
_SYLLABLE = re.compile(f"({_ONSET})?({_CLOSED}|{_OPEN})")
"""A Vietnamese syllable after folding."""


def legacy_encoding(text: str) -> str | None:
    """`TCVN3` or `VNI` when the text was typed for such a font and pasted as Unicode, else None.

    A word is garbled when it has a letter that no Vietnamese word has and yet is a Vietnamese syllable
    once converted: `Thµnh` is, `München`, `5µm` and `Office®` are not."""
    if not _FOREIGN.search(text):
        return None
    words = set(_WORD.findall(text))
    suspects = {word for word in words if any(ord(c) > 127 and c.lower() not in LETTERS for c in word)}
    garbled = {name: sum(_is_syllable(_convert(word, name)) for word in suspects) for name in OLD_FONTS}
    name = max(garbled, key=lambda name: garbled[name])
    sound = sum(not word.isascii() and _is_syllable(word) for word in words - suspects)
    return name if garbled[name] >= 2 or garbled[name] > sound else None


def _is_syllable(word: str) -> bool:
    return len(word) > 1 and bool(_SYLLABLE.fullmatch(fold(word)))


def from_legacy(text: str, name: str) -> str | None:
    """The text in Unicode, when it was surely typed for a font of the encoding `name`, else None.

    Surely: every word with a letter beyond ASCII is made of the encoding's own characters, and is a Vietnamese
    syllable once converted. Words of ASCII letters are the same in all encodings."""
    written = [word for word in _WORD.findall(text) if not word.isascii()]
    if not written or not all(_is_written_in(word, name) for word in written):
        return None
    # A font of capitals (.VnTimeH) shows small letters as capitals: only the letters of ASCII tell.
    ascii_letters = "".join(re.findall("[A-Za-z]", text))
    capitals = name == "TCVN3" and len(ascii_letters) > 1 and ascii_letters.isupper()

    def word(found: re.Match[str]) -> str:
        if found[0].isascii():
            return found[0]
        made = _convert(found[0], name)
        return made.upper() if capitals else made

    return _WORD.sub(word, text)


def is_vietnamese(text: str) -> bool:
    """Whether every word with a letter beyond ASCII could be Vietnamese, and there is one."""
    written = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = {c.lower() for word in written for c in word if not c.isascii()}
    return bool(written) and letters <= set(LETTERS) and all(_SYLLABLE.fullmatch(fold(word)) for word in written)


def _is_written_in(word: str, name: str) -> bool:
    rest = word.translate(dict.fromkeys(_TCVN3)) if name == "TCVN3" else _vni()[0].sub("", word)
    return rest.isascii() and bool(_SYLLABLE.fullmatch(fold(_convert(word, name))))


def _convert(word: str, name: str) -> str:
    if name == "TCVN3":
        return word.translate(_TCVN3)
    pattern, letters = _vni()

    def letter(found: re.Match[str]) -> str:
        made = letters[found[0].lower()]
        return made.upper() if found[0][0].isupper() else made

    return pattern.sub(letter, word)


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that finds every letter as VNI writes it, and what each means: `aø` → `à`, `ôø` → `ờ`."""
    letters = {}
    for letter in LETTERS:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts[1:] if mark in _TONES), "")
        shape = "".join(mark for mark in parts[1:] if mark != tone)
        if letter in _VNI_SINGLE or letter in _VNI_SHAPES:
            written = _VNI_SINGLE.get(letter) or _VNI_SHAPES[letter]
        elif shape == "\u031b":  # horn: VNI has letters of its own for ơ and ư
            written = _VNI_SINGLE[unicodedata.normalize("NFC", parts[0] + shape)] + _tone("", tone)
        else:
            written = parts[0] + _tone(shape, tone)
        letters[written] = letter
    return re.compile("|".join(sorted(letters, key=len, reverse=True)), re.IGNORECASE), letters


def _tone(shape: str, tone: str) -> str:
    return _VNI_TONES[shape][_TONES.index(tone)]
