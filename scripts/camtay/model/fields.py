"""Field types shared by all kinds: texts in several locales, claims, numbers, dates, places, pictures.

Validation needs `context={"locales": ("vi", "en")}`, the source locale first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from camtay.deceit import strange_host
from camtay.model.packed import Packed

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PIVOT = "en"


@dataclass(frozen=True)
class Form:
    """How a field is written, for editors and schemas (`described`); validation does not look at it.

    `pattern` matches the whole text; it is what a reader accepts, or the one spelling to teach where a reader accepts
    several. Regular expressions of Python and ECMAScript alike."""

    name: str
    pattern: str = ""
    example: str = ""
    limit: int = 0
    """Most characters in each locale; 0: any number."""


@dataclass(frozen=True)
class Count:
    """How many items a list has, where its own check says so in better words than "too short" (`described`)."""

    least: int
    most: int | None


class Record(Packed, BaseModel):
    """Base of all content records: frozen, and no field is accepted that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def model_post_init(self, _: Any, /) -> None:
        """Records that name the same fields share the set of these names: of its own, an entry's takes 2 kB."""
        own = self.model_fields_set
        object.__setattr__(self, "__pydantic_fields_set__", _SAME_FIELDS.setdefault(frozenset(own), own))


_SAME_FIELDS: dict[frozenset[str], set[str]] = {}


class Words(NamedTuple):
    """A text in the locale that was found for it."""

    text: str
    locale: str


def locales_of(info: ValidationInfo) -> tuple[str, ...]:
    """The configured locales, source locale first."""
    context: Mapping[str, Any] = info.context or {}
    return tuple(context.get("locales", ("vi", "en")))


class Text(Packed, RootModel[dict[str, str]]):
    """`{vi: …, en: …}`: the same text in several locales, kept in the order of the configured locales.

    The source locale is required; another one may be missing and then falls back (see `in_`)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _only_locales(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict):
            raise PydanticCustomError("text_shape", "text must map locales to words")
        known = locales_of(info)
        for key, words in value.items():
            if key not in known:
                raise PydanticCustomError("text_locale", "unknown locale {key}", {"key": key})
            if words is not None and not isinstance(words, str):
                raise PydanticCustomError("text_words", "not a text: {key}", {"key": key})
        if not (value.get(known[0]) or "").strip():
            raise PydanticCustomError("text_source", "no {locale}", {"locale": known[0]})
        return {key: value[key].strip() for key in known if (value.get(key) or "").strip()}

    def in_(self, locale: str) -> Words:
        """The words in `locale`; else in English; else in the source locale."""
        for tag in (locale, PIVOT):
            if tag in self.root:
                return Words(self.root[tag], tag)
        tag, text = next(iter(self.root.items()))
        return Words(text, tag)

    def has(self, locale: str) -> bool:
        """Whether the text was written in this locale."""
        return locale in self.root

    @property
    def source(self) -> str:
        """The words in the source locale."""
        return next(iter(self.root.values()))


def at_most(limit: int) -> AfterValidator:
    """Refuse a text that is longer than `limit` characters in any locale."""

    def check(text: Text) -> Text:
        for locale, words in text.root.items():
            if len(words) > limit:
                raise PydanticCustomError(
                    "text_long", "too long", {"locale": locale, "length": len(words), "limit": limit}
                )
        return text

    return AfterValidator(check)


class Confidence(StrEnum):
    """How sure a claim is. `memory` is listed for the editors; `unsure` is never published."""

    VERIFIED = "verified"
    MEMORY = "memory"
    UNSURE = "unsure"


class Sourced(Record):
    """Something that rests on sources of its entry."""

    confidence: Confidence = Confidence.VERIFIED
    sources: tuple[str, ...] = ()

    @property
    def published(self) -> bool:
        """Whether it may be stated on a page."""
        return self.confidence is not Confidence.UNSURE


class Claim(Sourced):
    """A text with its confidence. In YAML the locales stand beside the other fields."""

    text: Text

    @model_validator(mode="before")
    @classmethod
    def _lift_locales(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict):
            raise PydanticCustomError("text_shape", "text must map locales to words")
        if isinstance(value.get("text"), Text):
            return value
        if "text" in value:
            raise PydanticCustomError("claim_text", "the name of a field that only the program has")
        known = locales_of(info)
        text = {key: words for key, words in value.items() if key in known}
        rest = {key: words for key, words in value.items() if key not in known}
        return {"text": text, **rest}


# ---------------------------------------------------------------- scalars
def written(value: Any) -> dict[str, str]:
    """What stands in the file, for a message; of a list or a record, nothing."""
    if isinstance(value, bool):
        return {"value": str(value).lower()}
    return {"value": value[:80] if isinstance(value, str) else ""}


def _iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    shown = written(value)
    parts = _day_parts(shown["value"])
    if parts is None:
        raise PydanticCustomError("date_form", "not YYYY-MM-DD", {**shown, "good": "2026-11-22"})
    try:
        day = date(*parts)
    except ValueError:
        raise PydanticCustomError("date_impossible", "no such day", shown) from None
    if day.isoformat() != value:
        raise PydanticCustomError("date_form", "not YYYY-MM-DD", {**shown, "good": day.isoformat()})
    return day


def _day_parts(value: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date written with the year or, as in Vietnamese, the day first."""
    if found := re.fullmatch(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})", value):
        return int(found[1]), int(found[2]), int(found[3])
    if found := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", value):
        return int(found[3]), int(found[2]), int(found[1])
    return None


_PARTIAL = r"[0-9]{3,4}(-[0-9]{2}(-[0-9]{2})?)?"
MOMENT_PATTERN = f"^{_PARTIAL}(/{_PARTIAL})?$"


def _partial_date(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(MOMENT_PATTERN, value):
        raise PydanticCustomError("date_partial", "not a partial date", written(value))
    for part in value.split("/"):
        numbers = [int(n) for n in part.split("-")] + [1, 1]
        try:
            date(*numbers[:3])
        except ValueError:
            raise PydanticCustomError("date_impossible", "no such day", {"value": part}) from None
    return value


WHOLE_PATTERN = r"^[0-9]{1,9}$"


def _whole(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(WHOLE_PATTERN, value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    shown = written(value)
    good = re.sub("[^0-9]", "", shown["value"]) or "120"
    raise PydanticCustomError("number_whole", "not a whole number", {**shown, "good": good})


DECIMAL_PATTERN = r"^-?[0-9]{1,3}(\.[0-9]+)?$"


def _decimal(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(DECIMAL_PATTERN, value):
        return float(value)
    if isinstance(value, float):
        return value
    raise PydanticCustomError("number_decimal", "not a number", written(value))


_PHONE = re.compile(r"1[0-9]{2}|1[089][0-9]{2}|1[89]00[0-9]{4,6}|0[0-9]{9,10}|\+84[0-9]{9,10}|[0-9]{4,5}")
PHONE_PATTERN = r"^(0([ .-]?[0-9]){9,10}|\+84([ .-]?[0-9]){9,10}|1[89]00([ .-]?[0-9]){4,6}|1[0-9]{2}|[0-9]{4,5})$"
"""The same with the spaces, dots and hyphens that people write between the digits."""


def _phone(value: Any) -> Any:
    digits = re.sub(r"[ .\-]", "", value) if isinstance(value, str) else ""
    if _PHONE.fullmatch(digits):
        return digits
    if re.fullmatch(r"[1-9][0-9]{8,9}", digits):  # a spreadsheet took it for a number
        raise PydanticCustomError("phone_zero", "leading zero lost", {**written(value), "good": f"0{digits}"})
    raise PydanticCustomError("phone", "not a phone number", written(value))


WEB_PATTERN = r"^https?://[^\s<>\"'\\]+$"


def _web(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(WEB_PATTERN, value):
        if strange_host(value):
            raise PydanticCustomError("url_host", "a host that can be read as another", {"found": value[:80]})
        return value
    raise PydanticCustomError("url", "not a web address", written(value))


def _tag_id(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(ID_PATTERN, value):
        return value
    raise PydanticCustomError("id", "not an id", written(value))


DAY_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
Id = Annotated[str, BeforeValidator(_tag_id), Form("id", ID_PATTERN, "gieng-co")]
Day = Annotated[date, BeforeValidator(_iso_date), Form("day", DAY_PATTERN, "2026-11-22")]
Moment = Annotated[str, BeforeValidator(_partial_date), Form("moment", MOMENT_PATTERN, "1965/1967")]
Whole = Annotated[int, BeforeValidator(_whole), Form("whole", WHOLE_PATTERN, "120")]
Decimal = Annotated[float, BeforeValidator(_decimal), Form("decimal", DECIMAL_PATTERN, "17.072")]
PhoneNumber = Annotated[str, BeforeValidator(_phone), Form("phone", PHONE_PATTERN, "113")]
Web = Annotated[str, BeforeValidator(_web), Form("web", WEB_PATTERN, "https://dichvucong.gov.vn")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500), Form("line", limit=500)]
PictureFile = Annotated[Line, Form("picture", limit=500)]
"""A picture, named as it lies in `guides/`."""
SoundFile = Annotated[Line, Form("sound", limit=500)]
Short = Annotated[Text, at_most(40), Form("text", limit=40)]
Need = Annotated[Text, at_most(80), Form("text", limit=80)]
Summary = Annotated[Text, at_most(160), Form("text", limit=160)]


def one_or_many(value: Any) -> Any:
    """A single value stands for a list of one."""
    return (value,) if isinstance(value, str) else value


def _need_source(record: Sourced, number: str) -> None:
    """Refuse a telephone number that rests on nothing: somebody may dial it in need."""
    if not record.sources:
        raise PydanticCustomError("phone_source", "phone without a source", {"value": number})


# ---------------------------------------------------------------- small records
class Source(Record):
    """Where facts of an entry come from. Other fields of the entry name it by `id`."""

    id: Id
    title: Line
    url: Web | None = None
    date: Moment | None = None


class Phone(Claim):
    """A number to call, with what answers. Only with a source."""

    number: PhoneNumber

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if not self.published:
            raise PydanticCustomError("phone_unsure", "a number that may be wrong", {"value": self.number})
        _need_source(self, self.number)
        return self


class Picture(Record):
    """An image file beside the content, with the words for those who can't see it."""

    file: PictureFile
    alt: Text
    credit: Line | None = None
    licence: Line | None = None


class Address(Record):
    """Where a thing lies, in the names until June 2025 and since July 2025."""

    before: Text
    now: Text


class Coordinates(Sourced):
    """WGS 84 position in degrees; `precision_m` is the radius within which it is sure, in metres.

    The box is Vietnam with its islands: 7.5–23.5° north, 102–118° east."""

    lat: Decimal
    lon: Decimal
    precision_m: Whole = 100
    note: Line | None = None

    @model_validator(mode="after")
    def _in_vietnam(self) -> Self:
        values = {"lat": str(self.lat), "lon": str(self.lon)}

        def inside(lat: float, lon: float) -> bool:
            return 7.5 <= lat <= 23.5 and 102 <= lon <= 118

        if inside(self.lon, self.lat):
            raise PydanticCustomError("coordinates_swapped", "swapped", values)
        if not inside(self.lat, self.lon):
            raise PydanticCustomError("coordinates_outside", "outside Vietnam", values)
        return self

    @property
    def exact(self) -> bool:
        """Good enough to lead somebody there: verified, within 200 m."""
        return self.confidence is Confidence.VERIFIED and self.precision_m <= 200


class Section(Claim):
    """A heading and paragraphs."""

    id: Id
    title: Text


class Event(Claim):
    """One line of a timeline."""

    when: Moment


class Channel(Claim):
    """An official way to get something done. With a telephone number it needs a source."""

    url: Web | None = None
    phone: PhoneNumber | None = None

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.phone:
            _need_source(self, self.phone)
        return self


class Step(Claim):
    """One action of a guide."""

    note: Claim | None = None
    picture: Picture | None = None


class Rank(Claim):
    """What a monument is ranked as, by which decision, when."""

    decision: Line | None = None
    date: Moment | None = None


class Admission(Claim):
    """What it costs to go in, in words. `free` says it to search engines, where it is verified."""

    free: bool | None = None


class Where(Sourced):
    """Where a speciality comes from, in both sets of place names."""

    before: Text
    now: Text


class ItemOfList(Record):
    """A group of claims under one heading."""

    id: Id
    title: Text
    items: tuple[Claim, ...] = Field(min_length=1)


class Service(Record):
    """One thing that a one-stop office does, with the guide that explains it."""

    id: Id
    title: Text
    guide: Id | None = None
    note: Claim | None = None
