"""What somebody answers about a new instance, checked and put right word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from camtay.locales import is_tag
from camtay.model.site import HOST
from camtay.text import HIDDEN_CHARACTERS, fold, nfc, slugify

PROVINCES = ("tỉnh", "thành phố")
CITIES = ("Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế")
"""Cities of the rank of a province (Nghị quyết 202/2025/QH15)."""
COMMUNES = ("xã", "phường", "đặc khu")
_ENGLISH = {
    "tỉnh": "{} province", "thành phố": "{} city", "xã": "{} commune", "phường": "{} ward",
    "đặc khu": "{} special zone", "huyện": "{} district", "quận": "{} district", "thị xã": "{} town",
    "thị trấn": "{} township", "thôn": "{} village",
}  # fmt: skip
MAX_NAME = 30
"""Characters of a name: `Cầm Tay NAME` has to fit a sign (40)."""
TRIAL = (".example", ".test", ".invalid", ".localhost")
"""Endings that are nobody's (RFC 2606): good for a trial, never for a printed sign."""


class BadAnswerError(ValueError):
    """An answer that can't be used; the message is a key of the command line's texts."""


@dataclass(frozen=True)
class Unit:
    """`xã` + `Phùng Nguyên`."""

    type: str
    name: str

    @property
    def vi(self) -> str:
        return f"{self.type} {self.name}"

    @property
    def en(self) -> str:
        return english(self.vi)


@dataclass(frozen=True)
class Answers:
    """All that a new instance is made from. `before` is the full name until June 2025; empty: the same as today."""

    province: Unit
    commune: Unit | None
    before: str
    domain: str
    locales: tuple[str, ...]
    day: date

    @property
    def name(self) -> str:
        """What the instance is called after."""
        return (self.commune or self.province).name

    @property
    def now(self) -> str:
        """`xã Phùng Nguyên, tỉnh Phú Thọ`."""
        return ", ".join(unit.vi for unit in (self.commune, self.province) if unit)

    @property
    def was(self) -> str:
        return self.before or self.now

    @property
    def id(self) -> str:
        return slugify(self.name)

    @property
    def is_trial(self) -> bool:
        return self.domain.endswith(TRIAL)


def english(names: str) -> str:
    """`xã Sơn Vi, tỉnh Phú Thọ` → `Sơn Vi commune, Phú Thọ province`; words that are no kind of unit stay."""
    return ", ".join(_one_in_english(name.strip()) for name in names.split(","))


def _one_in_english(name: str) -> str:
    for word, form in _ENGLISH.items():
        if name.casefold().startswith(f"{word} "):
            return form.format(name[len(word) + 1 :].strip())
    return name


def one_line(text: str) -> str:
    """Free words on one line, at most 120 characters. Raises BadAnswerError."""
    words = " ".join(nfc(text).split())
    if HIDDEN_CHARACTERS.search(words) or len(words) > 120 or re.search(r"[<>{}\[\]`|\\]", words):
        raise BadAnswerError("init_bad_name")
    return words


def province(text: str) -> Unit:
    """`Phú Thọ` → tỉnh Phú Thọ, `huế` → thành phố Huế. Raises BadAnswerError."""
    city = next((name for name in CITIES if fold(name) == fold(text.strip())), "")
    return Unit("thành phố", city) if city else unit(text, PROVINCES, "tỉnh")


def former(text: str) -> str:
    """Names from the smallest unit to the largest, with one comma and one space between. Raises BadAnswerError."""
    return ", ".join(part.strip() for part in one_line(text).split(",") if part.strip())


def unit(text: str, types: tuple[str, ...], default: str = "") -> Unit:
    """A unit such as `tỉnh Phú Thọ`; without its type `default` is meant, if given. Raises BadAnswerError."""
    words = one_line(text)
    type_ = next((word for word in types if words.casefold().startswith(f"{word} ")), "")
    name = words[len(type_) :].strip()
    if not type_ and not default:
        raise BadAnswerError("init_no_type")
    if not re.fullmatch(r"[^\W_](?:[^\W_]|[ '’–-])*", name) or not slugify(name) or len(name) > MAX_NAME:
        raise BadAnswerError("init_bad_name")
    return Unit(type_ or default, name[0].upper() + name[1:])


def domain(text: str) -> str:
    """The host of the site, in lower case; `https://` and a last slash are forgiven. Raises BadAnswerError."""
    host = text.strip().lower().removeprefix("https://").removeprefix("http://").removesuffix("/")
    if not re.fullmatch(HOST, host) or len(host) > 253 or any(len(label) > 63 for label in host.split(".")):
        raise BadAnswerError("init_bad_domain")
    return host


def locales(text: str) -> tuple[str, ...]:
    """`vi,en` as tags, source locale first: it must be one in which the samples are written. Raises BadAnswerError."""
    tags = tuple(tag.strip() for tag in text.split(",") if tag.strip())
    if not tags or len(set(tags)) != len(tags) or not all(is_tag(tag) for tag in tags):
        raise BadAnswerError("init_bad_locales")
    if tags[0] not in ("vi", "en"):
        raise BadAnswerError("init_first_locale")
    return tags
