"""What an entry rests on: which of its parts each source bears, and which are common knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args

from camtay.model.entries import Entry
from camtay.model.fields import Confidence, Record, Sourced

Part = tuple[str | int, ...]
"""Where in an entry: `("steps", 2)`, `("steps", 2, "note")`."""
_NO_CLAIMS = ("script",)
"""Words to read out: an invitation states nothing that a source could bear."""


@dataclass(frozen=True)
class Evidence:
    """Claims of one entry by what they rest on, each in the order of its fields."""

    by_source: dict[str, list[Part]] = field(default_factory=dict)
    """Source id → the verified parts that name it."""
    memory: list[Part] = field(default_factory=list)
    unsourced: list[Part] = field(default_factory=list)
    """Stated as verified, and no source is named."""


def evidence(entry: Entry) -> Evidence:
    """Of every claim, number, address and position that the entry publishes."""
    found = Evidence({source.id: [] for source in entry.sources})
    for part, claim in _claims(entry.whole(), ()):
        if claim.confidence is Confidence.MEMORY:
            found.memory.append(part)
        elif claim.confidence is Confidence.VERIFIED:
            for source in claim.sources:
                found.by_source.setdefault(source, []).append(part)
            if not claim.sources and part[0] not in _NO_CLAIMS:
                found.unsourced.append(part)
    return found


def _claims(record: Record, part: Part) -> Iterator[tuple[Part, Sourced]]:
    fields = record.__dict__
    for name in _holding(record.__class__):
        value = fields[name]
        if not value:
            continue
        if value.__class__ is tuple:
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _claim(item, (*part, name, index))
        elif isinstance(value, Record):
            yield from _claim(value, (*part, name))


def _claim(item: Record, place: Part) -> Iterator[tuple[Part, Sourced]]:
    if isinstance(item, Sourced):
        yield place, item
    if _holding(item.__class__):
        yield from _claims(item, place)


@lru_cache(maxsize=256)
def _holding(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record in which there can be records; alleys are entries of their own."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if name != "alleys" and _may_hold(field.annotation))


def _may_hold(annotation: Any) -> bool:
    """Whether a type, or any part of one, is a record's."""
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, Record) or annotation is object
    return annotation is Any or any(map(_may_hold, get_args(annotation)))
