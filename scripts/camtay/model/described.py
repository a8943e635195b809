"""The content model as data: every field of every kind with its shape, what it allows, and words for who fills it in.

The shapes are read off the records themselves, so that a field added to the model is here at once; its label and hint
stand in `described_words`. The browser editor and the JSON Schemas are made from this.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from annotated_types import MinLen
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from camtay.model.described_words import CHOICES, KIND_NAMES, WORDS
from camtay.model.entries import KINDS, Places
from camtay.model.fields import Claim, Count, Form, Sourced, Text, one_or_many
from camtay.model.glossary import Glossary
from camtay.model.site import Site
from camtay.model.synonyms import Synonyms

Words = Mapping[str, str]
"""Locale → words; `vi` and `en` are always there."""
Sort = Literal["text", "scalar", "choice", "constant", "flag", "record"]
Target = Literal["", "entry", "guide", "place", "topic", "audience", "source", "locale"]

FILES: dict[str, tuple[str, type[BaseModel]]] = {
    "site": ("guides/site.yml", Site),
    "places": ("guides/places.yml", Places),
    "glossary": ("guides/glossary.yml", Glossary),
    "synonyms": ("guides/synonyms.yml", Synonyms),
}
"""Files that there is one of: name → (where it stands, its record)."""

_NAMES: dict[str, Target] = {
    "Entry.place": "place",
    "Entry.related": "entry",
    "Entry.successor": "entry",
    "Located.nearby": "entry",
    "Guide.topic": "topic",
    "Guide.audience": "audience",
    "LearningPath.audience": "audience",
    "Lesson.guide": "guide",
    "Question.guide": "guide",
    "Service.guide": "guide",
    "Stop.entry": "entry",
    "Sourced.sources": "source",
    "GlossaryTerm.only": "locale",
    "Site.featured": "entry",
    "Called.entries": "entry",
}
"""Fields that hold the id of something: which sort of thing."""


@dataclass(frozen=True)
class Choice:
    """One of the values that a field may have."""

    value: str
    label: Words


@dataclass(frozen=True)
class Described:
    """A record. With `beside` (claims) the words in each locale are fields beside the others: `{vi: …, sources: …}`."""

    name: str
    """Name of its class."""
    beside: bool
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of this name. Raises KeyError."""
        return {one.name: one for one in self.fields}[name]


@dataclass(frozen=True)
class Field:
    """A field of a record.

    `sort`: `text` maps locales to words (the source locale is required); `scalar` is a string as `form` says;
    `choice` one of `choices`; `constant` has the one choice; `flag` true or false; `record` a mapping as `record` says.
    With `many` the value is a list of such; with `by_locale` a mapping from locale to such (or to a list of such)."""

    name: str
    sort: Sort
    required: bool
    label: Words
    hint: Words
    """What to write, in a sentence or two; may be empty."""
    many: bool = False
    least: int = 0
    most: int | None = None
    """How many items of a list."""
    one_allowed: bool = False
    """Whether a single value may stand for a list of one."""
    by_locale: bool = False
    form: Form = field(default_factory=lambda: Form(""))
    choices: tuple[Choice, ...] = ()
    default: str | None = None
    """What holds where the field is left out, if that can be written down."""
    refers: Target = ""
    record: Described | None = None


@cache
def kinds() -> dict[str, Described]:
    """Every kind of entry that has files of its own."""
    return {kind: describe(record) for kind, record in KINDS.items()}


def kind_names(kind: str) -> Words:
    """What the kind, or a file of `FILES`, is called: `Hướng dẫn từng bước`."""
    return _pair(KIND_NAMES.get(kind, (kind, kind)))


@cache
def describe(record: type[BaseModel]) -> Described:
    """The record with everything inside it. Raises TypeError for a type of field that is not known here."""
    beside = issubclass(record, Claim)
    names = [name for name in record.model_fields if not (beside and name == "text")]
    if issubclass(record, Sourced):  # what a thing rests on is written after the thing
        names.sort(key=lambda name: name in Sourced.model_fields)
    return Described(record.__name__, beside, tuple(_field(record, n, record.model_fields[n]) for n in names))


def _field(record: type[BaseModel], name: str, info: FieldInfo) -> Field:
    owners = [f"{owner.__name__}.{name}" for owner in record.__mro__]
    words = next((WORDS[key] for key in owners if key in WORDS), (name, "", name, ""))
    shape = _shape(info.annotation, tuple(info.metadata))
    count = next((m for m in info.metadata if isinstance(m, Count)), None)
    if count is None and shape.get("many"):
        least = next((m.min_length for m in info.metadata if isinstance(m, MinLen)), 0)
        count = Count(least, None)
    return Field(
        name,
        required=info.is_required(),
        label={"vi": words[0], "en": words[2]},
        hint={"vi": words[1], "en": words[3]},
        least=count.least if count else 0,
        most=count.most if count else None,
        default=_default(info.default),
        refers=next((_NAMES[key] for key in owners if key in _NAMES), ""),
        **shape,
    )


def _default(value: Any) -> str | None:
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> dict[str, Any]:
    """What `Field` says about a type."""
    found: dict[str, Any] = {}
    if forms := [m for m in metadata if isinstance(m, Form)]:
        found["form"] = forms[-1]
    if any(isinstance(m, BeforeValidator) and m.func is one_or_many for m in metadata):
        found["one_allowed"] = True
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return {**_shape(inner[0], tuple(inner[1:])), **found}
    if origin in (types.UnionType, typing.Union):
        (kept,) = (part for part in inner if part is not type(None))
        return {**_shape(kept, ()), **found}
    if origin is tuple:
        return {**_shape(inner[0], ()), **found, "many": True}
    if origin is dict:
        return {**_shape(inner[1], ()), **found, "by_locale": True}
    if origin is Literal:
        sort = "constant" if len(inner) == 1 else "choice"
        return {"sort": sort, "choices": tuple(_choice(value) for value in inner), **found}
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return {"sort": "choice", "choices": tuple(_choice(item.value) for item in annotation), **found}
    if annotation is Text:
        return {"sort": "text", **found}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {"sort": "record", "record": describe(annotation), **found}
    if annotation is bool:
        return {"sort": "flag", **found}
    if annotation is str or found.get("form"):
        return {"sort": "scalar", **found}
    raise TypeError(f"no description of {annotation!r}")


def _choice(value: str) -> Choice:
    return Choice(value, _pair(CHOICES.get(value, (value, value))))


def _pair(words: tuple[str, str]) -> Words:
    return dict(zip(("vi", "en"), words, strict=True))
