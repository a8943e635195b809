"""Entries of which only what lists show is at hand; the rest of the record is read when somebody asks for it.

Most of a run asks thousands of entries for a name, a place or a date, and a few for their texts. A listed entry is a
record of its own kind with a part of its fields; every other field is taken from the whole record behind it.
"""

from __future__ import annotations

import io
import pickle
from datetime import date
from functools import cache
from typing import Any, Protocol

from camtay.model import entries, fields, packed
from camtay.model.entries import LATER, Entry

Path_ = tuple[str | int, ...]
Place = tuple[Path_, str]
AT_HAND = (
    "kind", "id", "reviewed", "status", "publish_from", "valid_until", "successor", "place", "related", "slug",
    "former_slugs", "replaces", "topic", "level", "audience", "coordinates", "nearby", "village", "number", "length_m",
    "households", "type",
)  # fmt: skip
"""Fields that checks across files ask of all entries."""
SHOWN = ("title", "short", "summary", "needs", "picture", "address", "office")
"""Fields that lists show, unpacked with the first of them that is asked for."""
Facts = tuple[str, dict[str, Any], bytes]
"""Kind, fields of `AT_HAND`, fields of `SHOWN` (packed)."""
_KNOWN: dict[tuple[str, str], Any] = {
    ("datetime", "date"): date,
    ("camtay.model.packed", "restored"): packed.restored,
    ("camtay.model.fields", "Text"): fields.Text,
    ("camtay.model.fields", "Address"): fields.Address,
    ("camtay.model.fields", "Coordinates"): fields.Coordinates,
    ("camtay.model.fields", "Picture"): fields.Picture,
    ("camtay.model.fields", "Confidence"): fields.Confidence,
}


class Room(Protocol):
    """Where whole records are."""

    def whole(self, id_: str, published: bool) -> Entry:
        """The record of an entry; `published`: without what is unsure. Raises CamtayError where its file is gone or
        another one by now."""


class Later:
    """What stands behind a listed entry; `links` are its `entries.links`."""

    __slots__ = ("id", "links", "open", "published", "room", "shown")

    def __init__(self, room: Room, facts: Facts, links: tuple[Any, ...], published: bool) -> None:
        self.room, self.links, self.published = room, links, published
        _, at_hand, self.shown = facts
        self.id: str = at_hand["id"]
        self.open = False

    def whole(self) -> Entry:
        """The whole record."""
        return self.room.whole(self.id, self.published)

    def unpack(self) -> dict[str, Any]:
        """Fields of `SHOWN`; nothing the second time."""
        was, self.open = self.open, True
        return {} if was else unpacked(self.shown)

    def folded(self, known: dict[str, Any]) -> dict[str, Any]:
        """What is `known` of the entry without what was unpacked."""
        self.open = False
        return {name: value for name, value in known.items() if name not in SHOWN}


def facts(entry: Entry) -> Facts:
    """What is kept at hand of a whole record."""
    own = entry.__dict__
    usual = _usual(type(entry))
    at_hand = {name: own[name] for name in AT_HAND if name in own and not (name in usual and own[name] == usual[name])}
    if not own["audio"]:
        at_hand["audio"] = own["audio"]
    shown = {name: own[name] for name in SHOWN if name in own}
    return own["kind"], at_hand, pickle.dumps(shown, 5)


@cache
def _usual(kind: type[Entry]) -> dict[str, Any]:
    """What fields of `AT_HAND` are where nothing is written."""
    named = ((name, kind.model_fields[name]) for name in AT_HAND if name in kind.model_fields)
    return {name: info.default for name, info in named if not info.is_required()}


def listed(room: Room, known: Facts, links: tuple[Any, ...], published: bool) -> Entry:
    """The entry of which `known` is at hand."""
    kind = entries.Alley if known[0] == "alley" else entries.KINDS[known[0]]
    made = object.__new__(kind)
    object.__setattr__(made, "__dict__", {**_usual(kind), **known[1], LATER: Later(room, known, links, published)})
    return made


# ---------------------------------------------------------------- packing
class _Unpickler(pickle.Unpickler):
    """Makes nothing but values and records of the content, whatever somebody may have put into a file."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def unpacked(data: bytes) -> Any:
    """What was pickled. Raises anything for damaged data, and makes no objects but those of the content."""
    return _Unpickler(io.BytesIO(data)).load()
