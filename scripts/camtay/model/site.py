"""`guides/site.yml`: the instance: whose site it is, where it lives, in which locales, whom to call."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from camtay.locales import TAG, is_tag
from camtay.model.editor import Editor
from camtay.model.fields import (
    Claim,
    Day,
    Form,
    Id,
    Line,
    Phone,
    PictureFile,
    Record,
    Short,
    Source,
    Text,
    Whole,
    one_or_many,
    written,
)


def _locale_tag(value: Any) -> Any:
    if isinstance(value, str) and is_tag(value):
        return value
    raise PydanticCustomError("locale_tag", "not a language tag", written(value))


HOST = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
"""A host name as signs can carry it (RFC 1123, ASCII)."""
BASE_URL = f"^https://{HOST}/?$"


def _base_url(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(BASE_URL, value):
        return value.rstrip("/") + "/"
    raise PydanticCustomError("base_url", "not a site address", written(value))


def _host(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(HOST, value):
        return value
    raise PydanticCustomError("host", "not a host name", written(value))


def _distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(tags)) != len(tags):
        raise PydanticCustomError("locale_twice", "locale named twice")
    return tags


LocaleTag = Annotated[str, BeforeValidator(_locale_tag), Form("locale", f"^{TAG.pattern}$", "vi")]
MAIL = r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$"
ZALO = r"^[0-9]{9,20}$"


class Term(Record):
    """A word of the vocabulary: a topic of guides or an audience."""

    id: Id
    title: Text


class Area(Record):
    """The province or commune whose site this is, in today's name and the one until June 2025."""

    now: Text
    before: Text


class Contact(Record):
    """Where people report a sign or ask: published on every scan page. Each is optional."""

    email: Annotated[str, Field(pattern=MAIL), Form("mail", MAIL, "ten@xa.example")] | None = None
    phone: Phone | None = None
    zalo: Annotated[str, Field(pattern=ZALO), Form("zalo", ZALO, "123456789012")] | None = None
    office: Text | None = None


class ReviewDays(Record):
    """After how many days an entry of each kind must be looked at again.

    What people act on changes within months: half a year. Roads, households and courses: a year. History: two."""

    guide: Whole = 180
    procedures: Whole = 180
    visitor: Whole = 180
    path: Whole = 365
    route: Whole = 365
    village: Whole = 365
    alley: Whole = 365
    speciality: Whole = 365
    heritage: Whole = 730


class Site(Record):
    """The configuration of one instance."""

    title: Text
    short: Short
    summary: Text
    area: Area
    base_url: Annotated[str, BeforeValidator(_base_url), Form("site_url", BASE_URL, "https://xa.example/")]
    """`https://HOST/`: a whole host, since `/Q/CODE` stands at its root."""
    sign_host: Annotated[str, BeforeValidator(_host), Form("host", f"^{HOST}$", "xa.example")] | None = None
    """The host printed in codes, where the site itself has moved: it stays for ever."""
    locales: Annotated[
        tuple[LocaleTag, ...], Field(min_length=1), BeforeValidator(one_or_many), AfterValidator(_distinct)
    ] = ("vi", "en")
    """Source locale first."""
    topics: tuple[Term, ...] = ()
    audiences: tuple[Term, ...] = ()
    contact: Contact = Contact()
    emergency: tuple[Phone, ...] = ()
    """Numbers at the foot of every scan page."""
    sources: tuple[Source, ...] = ()
    home: tuple[Claim, ...] = ()
    """Paragraphs of the home page."""
    featured: Annotated[tuple[Id, ...], BeforeValidator(one_or_many)] = ()
    """Entries that the home page shows first."""
    slogan: Text | None = None
    """Printed on signs under the name of the instance (movement, union)."""
    emblem: PictureFile | None = None
    """A picture in `guides/` for the band of signs: PNG, JPEG, WebP or plain SVG."""
    cards: Literal["entries", "site", "none"] = "entries"
    """Pictures that chat apps show with a link: one an entry, one for all pages, or none. An entry's takes about 15 ms
    and 20 kB in each locale; the next build takes it again."""
    domain_paid_until: Day | None = None
    """The last day for which the domain of the signs is paid; `camtay doctor` reminds of it."""
    licence: Line | None = None
    editor: Editor | None = None
    """Where `/admin/` keeps what people write there. Without it there is no such page."""
    review_days: ReviewDays = ReviewDays()

    @property
    def host(self) -> str:
        """The host that signs carry (ISO/IEC 18004 alphanumeric mode needs no path of the site)."""
        return self.sign_host or self.base_url.removeprefix("https://").split("/")[0]
