"""One sign on one wall, as `qr/placements.yml` holds it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from camtay.codes import tidy
from camtay.model.fields import Coordinates, Day, Id, Line, Record


class State(StrEnum):
    """What was last known of a sign. `removed` was taken down on purpose and stays as history."""

    PLANNED = "planned"
    HUNG = "hung"
    DAMAGED = "damaged"
    MISSING = "missing"
    REMOVED = "removed"

    @property
    def hangs(self) -> bool:
        """Whether somebody can scan it today, perhaps with luck."""
        return self in (State.HUNG, State.DAMAGED)


class Surface(StrEnum):
    """What a sign is fixed to."""

    WALL = "wall"
    POST = "post"
    GATE = "gate"
    STONE = "stone"
    COUNTER = "counter"
    OTHER = "other"


class Material(StrEnum):
    """What a sign is made of."""

    STEEL = "steel"
    ACRYLIC = "acrylic"
    PAPER = "paper"
    STICKER = "sticker"
    OTHER = "other"


def _code(value: Any) -> Any:
    """Case, spaces and hyphens forgiven; whether the code was ever issued is the ledger's to say."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not a text", {"value": str(value)})
    return tidy(value)


class Placement(Record):
    """A sign that hangs, hung or is going to hang. One code may hang in several places."""

    code: Annotated[str, BeforeValidator(_code)]
    coordinates: Coordinates | None = None
    """Of the sign itself, not of the entry that it leads to."""
    surface: Surface | None = None
    material: Material | None = None
    size: Line | None = None
    """Width × height as people say it, e.g. `20x30 cm`."""
    hung_on: Day | None = None
    team: Line | None = None
    """Who hung it: a group's name, not a person's."""
    photo: Line | None = None
    """A picture file, relative to the folder of `placements.yml`."""
    inspected_on: Day | None = None
    """The last time somebody stood in front of it."""
    state: State
    commune: Id | None = None
    """By id of `places.yml`; without it, the commune of the code's entry."""
    note: Line | None = None
    """Where exactly, or what to mind: printed on the round."""

    @property
    def seen_on(self) -> date | None:
        """The last day on which somebody is known to have seen it."""
        return max((day for day in (self.hung_on, self.inspected_on) if day), default=None)


FIELDS: tuple[str, ...] = tuple(Placement.model_fields)
"""Names of all fields in the order in which they are written."""
