"""What an entry rests on: which of its parts each source bears, and which are common knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
    for part, claim in _claims(entry, ()):
        if claim.confidence is Confidence.MEMORY:
            found.memory.append(part)
        elif claim.confidence is Confidence.VERIFIED:
            for source in claim.sources:
                found.by_source.setdefault(source, []).append(part)
            if not claim.sources and part[0] not in _NO_CLAIMS:
                found.unsourced.append(part)
    return found


def _claims(record: Record, part: Part) -> Iterator[tuple[Part, Sourced]]:
    for name in type(record).model_fields:
        if name == "alleys":
            continue  # entries of their own
        value = getattr(record, name)
        numbered = isinstance(value, tuple)
        for index, item in enumerate(value if numbered else (value,)):
            if not isinstance(item, Record):
                continue
            place = (*part, name, index) if numbered else (*part, name)
            if isinstance(item, Sourced):
                yield place, item
            yield from _claims(item, place)
