"""The kinds of entry. `KINDS` maps the word in `kind:` to its record.

Texts that rest on `memory` are published and listed for the editors; `publishable` takes the `unsure`
ones out before any template sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field

from camtay.model.fields import (
    Address,
    Admission,
    Channel,
    Claim,
    Coordinates,
    Day,
    Event,
    Id,
    ItemOfList,
    Line,
    Need,
    Phone,
    Picture,
    Rank,
    Record,
    Section,
    Service,
    Short,
    Source,
    Sourced,
    Step,
    Summary,
    Text,
    Where,
    Whole,
    one_or_many,
)
from camtay.model.learning import Asked, Lesson, Questions, Stops, asked
from camtay.model.voice import Audio

Ids = Annotated[tuple[Id, ...], BeforeValidator(one_or_many)]
R = TypeVar("R", bound=Record)
LATER = "_later"
"""Name under which a listed entry has what stands behind it (`listed.Later`)."""


def publishable(record: R) -> R:
    """The record without anything that is `unsure`: lists lose it, single fields become None.

    What is required stays: `project` refuses it with a Problem of its own (`claim.unsure`, see `held_back`)."""
    changes: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, Sourced) and not value.published:
            changes[name] = value if info.is_required() else None
        elif isinstance(value, Record):
            changes[name] = publishable(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            kept = (item for item in value if not isinstance(item, Sourced) or item.published)
            changes[name] = tuple(publishable(item) for item in kept)
    return record.model_copy(update=changes) if changes else record


def held_back(record: Record, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Places of required fields of which `publishable` would leave nothing: `unsure`, or lists of nothing else."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        items = value if isinstance(value, tuple) else (value,)
        unsure = [isinstance(item, Sourced) and not item.published for item in items]
        if info.is_required() and unsure and all(unsure):
            yield (*path, name)
            continue
        for index, item in enumerate(items):
            if isinstance(item, Record) and not unsure[index]:
                yield from held_back(item, (*path, name, index) if isinstance(value, tuple) else (*path, name))


class Entry(Record):
    """What every published thing has."""

    kind: str
    id: Id
    """Stable for ever: codes and other entries point to it."""
    title: Text
    short: Short | None = None
    """A name of at most 40 characters for signs and lists."""
    summary: Summary
    """One sentence of at most 160 characters: first on the scan page, and printed on the sign."""
    reviewed: Day
    status: Literal["published", "draft"] = "published"
    """A draft is seen in previews only."""
    publish_from: Day | None = None
    """Before this day it is a draft."""
    valid_until: Day | None = None
    """After this day its page says first that it is no longer valid."""
    successor: Id | None = None
    """The entry to read instead after `valid_until`."""
    sources: tuple[Source, ...] = Field(min_length=1)
    place: Ids = ()
    """Communes of today, by id of `places.yml`."""
    phones: tuple[Phone, ...] = ()
    picture: Picture | None = None
    audio: Audio = Field(default_factory=dict)
    """Recordings of people who read the entry aloud, by locale."""
    related: Ids = ()
    needs: tuple[Need, ...] = ()
    """What somebody who needs it says after “I want to …” (“Tôi muốn …”), without that beginning."""
    confirm: tuple[Line, ...] = ()
    """What an editor must confirm locally; not published."""
    slug: Id | None = None
    """The readable part of the address, where it is not the id."""
    former_slugs: Ids = ()
    """Addresses that the page had before; each leads on to the present one. Builds remember them by themselves."""
    replaces: Ids = ()
    """Entries that are gone and whose readers come here."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that is not at hand: see `listed`."""
            later = None if name.startswith("__") else self.__dict__.get(LATER)
            if later is None:
                return super().__getattr__(name)
            self.__dict__.update(later.unpack())
            return self.__dict__[name] if name in self.__dict__ else getattr(later.whole(), name)

        def __eq__(self, other: object) -> bool:
            if isinstance(other, Entry) and (LATER in self.__dict__ or LATER in other.__dict__):
                return self.whole() == other.whole()
            return super().__eq__(other)

        def __copy__(self) -> Self:
            return self.whole().__copy__() if LATER in self.__dict__ else super().__copy__()

        def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
            return self.whole().__deepcopy__(memo) if LATER in self.__dict__ else super().__deepcopy__(memo)

        def __reduce__(self) -> tuple[Any, ...]:
            return self.whole().__reduce__() if LATER in self.__dict__ else super().__reduce__()

    def fold(self) -> None:
        """Keep of a listed one no more than was at hand: who goes through thousands has seen what lists show of it."""
        later = self.__dict__.get(LATER)
        if later is not None and later.open:
            object.__setattr__(self, "__dict__", later.folded(self.__dict__))

    def whole(self) -> Self:
        """The record with all its fields at hand: itself, but for a listed one."""
        later = self.__dict__.get(LATER)
        found: Self = self if later is None else later.whole()
        return found

    @property
    def name(self) -> Text:
        """The short name, else the title."""
        return self.short or self.title

    @property
    def address_name(self) -> str:
        """Last part of the page's address."""
        return self.slug or self.id

    @property
    def begins(self) -> date:
        """The first day on which it is published; never for a draft."""
        return date.max if self.status == "draft" else self.publish_from or date.min

    def expired(self, day: date) -> bool:
        """Whether it is no longer valid."""
        return self.valid_until is not None and self.valid_until < day


class Guide(Entry):
    """How to do one thing, step by step."""

    kind: Literal["guide"]
    topic: Id
    level: Literal["basic", "intermediate"] = "basic"
    audience: Ids = Field(min_length=1)
    prerequisites: tuple[Claim, ...] = ()
    """What one must have or be: a paper, an account, an age."""
    know: tuple[Claim, ...] = ()
    """Rules, dates and meanings of words to know before the first step."""
    steps: tuple[Step, ...] = Field(min_length=1)
    result: Claim | None = None
    cost: Claim | None = None
    time: Claim | None = None
    channels: tuple[Channel, ...] = ()
    mistakes: tuple[Claim, ...] = ()
    scams: tuple[Claim, ...] = ()
    helpers: tuple[Claim, ...] = ()
    background: tuple[Claim, ...] = ()
    """Where the matter comes from: campaigns, decisions, figures. On the full page only, after everything useful."""


class LearningPath(Entry):
    """A course for one group of people ("lộ trình học"): guides in order, and how to see that one has learnt them."""

    kind: Literal["path"]
    audience: Ids = Field(min_length=1)
    course: tuple[Lesson, ...] = Field(min_length=1)
    outcomes: tuple[Claim, ...] = Field(min_length=1)
    """What one can do afterwards, each beginning with a verb: also the lines of the checklist to sign."""
    questions: Questions
    script: tuple[Claim, ...] = ()
    """Paragraphs to read out in class or over the village loudspeaker."""

    @property
    def guides(self) -> tuple[str, ...]:
        """Ids of the course's guides, in order."""
        return tuple(lesson.guide for lesson in self.course)

    @property
    def check(self) -> list[Asked]:
        """The self-check as it is put to people."""
        return asked(self.questions, self.id)


class DayRoute(Entry):
    """A day on the road: stops in order."""

    kind: Literal["route"]
    duration: Claim | None = None
    """How long it takes: a suggestion."""
    preparation: tuple[Claim, ...] = ()
    stops: Stops
    safety: tuple[Claim, ...] = ()
    """What holds for every stop."""


class Located(Entry):
    """An entry that stands somewhere."""

    address: Address | None = None
    coordinates: Coordinates | None = None
    getting_there: tuple[Claim, ...] = ()
    nearby: Ids = ()


def unplaced(entry: Located) -> str:
    """The field because of which nobody can say how far an entry's neighbours are; empty where that is known."""
    if not entry.nearby or (entry.coordinates and entry.coordinates.exact):
        return ""
    return "coordinates" if entry.coordinates else "nearby"


class Heritage(Located):
    """A monument or site."""

    kind: Literal["heritage"]
    address: Address
    rank: Rank | None = None
    story: tuple[Section, ...] = Field(min_length=1)
    timeline: tuple[Event, ...] = ()
    disputed: tuple[Claim, ...] = ()
    """Figures on which the sources differ, and why."""
    admission: Admission | None = None
    visiting: tuple[Claim, ...] = ()
    etiquette: tuple[Claim, ...] = ()


class Village(Located):
    """A village or residential area; `alleys` become entries of their own."""

    kind: Literal["village"]
    address: Address
    story: tuple[Section, ...] = ()
    facts: tuple[Claim, ...] = ()
    visiting: tuple[Claim, ...] = ()
    etiquette: tuple[Claim, ...] = ()
    alleys: tuple[AlleyFields, ...] = ()


class AlleyFields(Record):
    """An alley as written inside its village: what the village does not already say."""

    id: Id
    title: Text
    short: Short | None = None
    summary: Summary | None = None
    length_m: Whole | None = None
    households: Whole | None = None
    """A count only; never names."""
    landmarks: tuple[Claim, ...] = ()
    directions: tuple[Claim, ...] = ()
    coordinates: Coordinates | None = None
    audio: Audio = Field(default_factory=dict)
    confirm: tuple[Line, ...] = ()


class Alley(Located):
    """An alley (kiệt): review date, sources and address are its village's."""

    kind: Literal["alley"] = "alley"
    village: Id
    number: int
    """Its place in the village's list, from 1."""
    length_m: int | None = None
    households: int | None = None
    landmarks: tuple[Claim, ...] = ()
    directions: tuple[Claim, ...] = ()


class Speciality(Entry):
    """A dish or product."""

    kind: Literal["speciality"]
    type: Literal["dish", "product"]
    what: Claim
    story: tuple[Claim, ...] = ()
    where: Where
    season: Claim | None = None
    ocop: Claim | None = None
    eating: tuple[Claim, ...] = ()
    caution: tuple[Claim, ...] = ()


class Visitor(Entry):
    """What to know when coming."""

    kind: Literal["visitor"]
    sections: tuple[ItemOfList, ...] = Field(min_length=1)


class Procedures(Entry):
    """What a one-stop office offers, each with its guide."""

    kind: Literal["procedures"]
    office: Text
    address: Address | None = None
    items: tuple[Service, ...] = Field(min_length=1)


KINDS: dict[str, type[Entry]] = {
    "guide": Guide,
    "path": LearningPath,
    "heritage": Heritage,
    "route": DayRoute,
    "village": Village,
    "speciality": Speciality,
    "visitor": Visitor,
    "procedures": Procedures,
}
ORDER: tuple[str, ...] = (
    "guide",
    "path",
    "procedures",
    "heritage",
    "route",
    "village",
    "alley",
    "speciality",
    "visitor",
)
"""All kinds in the order of menus; `alley` has no file of its own."""


def references(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every place in an entry where another entry is named; not of what an alley has from its village."""
    if (later := entry.__dict__.get(LATER)) is not None:
        yield from later.links[0]
        return
    for index, name in enumerate(entry.related):
        yield ("related", index), name
    if entry.successor and not isinstance(entry, Alley):
        yield ("successor",), entry.successor
    if isinstance(entry, Located):
        for index, name in enumerate(entry.nearby):
            yield ("nearby", index), name
    if isinstance(entry, Procedures):
        for index, item in enumerate(entry.items):
            if item.guide:
                yield ("items", index, "guide"), item.guide
    if isinstance(entry, LearningPath):
        for index, guide in enumerate(entry.guides):
            yield ("course", index, "guide"), guide
    if isinstance(entry, DayRoute):
        for index, stop in enumerate(entry.stops):
            if stop.entry:
                yield ("stops", index, "entry"), stop.entry


def pictures(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], Picture]]:
    """Every picture of an entry with its place in the data."""
    if entry.picture:
        yield ("picture",), entry.picture
    if isinstance(entry, Guide):
        for index, step in enumerate(entry.steps):
            if step.picture:
                yield ("steps", index, "picture"), step.picture


def picture_files(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The same with their files, without the whole record."""
    if (later := entry.__dict__.get(LATER)) is not None:
        yield from later.links[1]
        return
    for path, picture in pictures(entry):
        yield path, picture.file


def held(entry: Entry) -> Iterator[tuple[str | int, ...]]:
    """What `held_back` finds in an entry, without the whole record."""
    later = entry.__dict__.get(LATER)
    yield from held_back(entry) if later is None else later.links[2]


def links(entry: Entry, unsure: bool) -> tuple[Any, ...]:
    """What a listed entry knows of its whole record (`listed.Later`); `unsure`: whether anything in it may be."""
    found = ((path, picture.file) for path, picture in pictures(entry))
    return tuple(references(entry)), tuple(found), tuple(held_back(entry)) if unsure else ()


class Place(Record):
    """A commune, ward or special zone of today with the units that it was made of."""

    id: Id
    code: Line | None = None
    """Code of the General Statistics Office (five digits, as text)."""
    title: Text
    before: FormerProvince | None = None
    former: tuple[Line, ...] = ()
    """Units until June 2025: `Xã Hải Phong, huyện Hải Lăng`; a divided one stands in every place that got a part."""


class FormerProvince(Record):
    """The province that a commune belonged to until June 2025."""

    province: Line


class Places(Record):
    """`guides/places.yml`."""

    kind: Literal["places"]
    reviewed: Day | None = None
    sources: tuple[Source, ...] = ()
    items: tuple[Place, ...]


for _model in (Village, Place):
    _model.model_rebuild()
