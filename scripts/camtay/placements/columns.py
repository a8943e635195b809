"""The columns of the spreadsheet: one key each, the same in the hidden row of the sheet and in the code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from camtay.placements.record import Material, Placement, State, Surface
from camtay.project import Project
from camtay.text import fold
from camtay.texts_placements import TEXTS, word

Kind = Literal["ref", "code", "name", "commune", "degrees", "choice", "day", "text"]


@dataclass(frozen=True)
class Column:
    """One column. `width` is in characters, as spreadsheets measure it."""

    key: str
    kind: Kind
    width: int
    choices: type[StrEnum] | None = None


COLUMNS: tuple[Column, ...] = (
    Column("ref", "ref", 12),
    Column("code", "code", 11),
    Column("name", "name", 34),
    Column("commune", "commune", 24),
    Column("lat", "degrees", 12),
    Column("lon", "degrees", 12),
    Column("surface", "choice", 13, Surface),
    Column("material", "choice", 16, Material),
    Column("size", "text", 13),
    Column("hung_on", "day", 13),
    Column("team", "text", 24),
    Column("photo", "text", 24),
    Column("inspected_on", "day", 13),
    Column("state", "choice", 15, State),
    Column("note", "text", 44),
)
BY_KEY = {column.key: column for column in COLUMNS}
VALUES = tuple(column.key for column in COLUMNS if column.kind not in ("ref", "name"))
"""Keys of the columns that hold something of a placement."""
HEAD = "head"
"""Stands in the hidden column `ref` of the row with the visible headings, so that it is known wherever it stands."""


def cells(placement: Placement) -> dict[str, str]:
    """The values of a placement by column, each in one fixed form; empty where there is none."""
    spot = placement.coordinates
    found = {"lat": repr(spot.lat) if spot else "", "lon": repr(spot.lon) if spot else ""}
    return {key: found[key] if key in found else str(getattr(placement, key) or "") for key in VALUES}


def digest(values: Mapping[str, str]) -> str:
    """A fingerprint of a row: tells whether anything in it was changed since the export."""
    text = "\x1f".join(values.get(key, "") for key in VALUES)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Ref:
    """Which placement a row was exported from: the n-th one of a code, and what it was then."""

    code: str
    n: int
    digest: str

    def __str__(self) -> str:
        return f"{self.code}#{self.n}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> Ref | None:
        """None for an empty cell and for anything else that no export wrote."""
        found = re.fullmatch(r"([0-9A-Z]+)#([0-9]{1,6}):([0-9a-f]{12})", text)
        return cls(found[1], int(found[2]), found[3]) if found else None


# ---------------------------------------------------------------- choices
def labels(column: Column, locale: str) -> dict[str, str]:
    """Value → what people choose in the list, in the order of the list."""
    assert column.choices is not None  # noqa: S101 - narrowing: only columns with choices are asked
    return {choice.value: word(f"{column.key}_{choice.value}", locale) for choice in column.choices}


def shown(project: Project, key: str, value: str, locale: str) -> str:
    """A value of `cells` as people see it in the sheet."""
    column = BY_KEY[key]
    if not value:
        return ""
    if column.choices:
        return labels(column, locale)[value]
    if column.kind == "commune":
        return commune_labels(project, locale)[value]
    return "/".join(reversed(value.split("-"))) if column.kind == "day" else value


def known_labels(column: Column) -> dict[str, str]:
    """Folded label of every locale, and the value itself → value."""
    assert column.choices is not None  # noqa: S101 - narrowing: only columns with choices are asked
    found = {choice.value: choice.value for choice in column.choices}
    for choice in column.choices:
        found |= {fold(text): choice.value for text in TEXTS[f"{column.key}_{choice.value}"].values()}
    return found


def commune_labels(project: Project, locale: str) -> dict[str, str]:
    """Id → name of every commune; with its id behind where two have the same name."""
    names = {id_: place.title.in_(locale).text for id_, place in project.places.items()}
    several = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {id_: f"{name} ({id_})" if name in several else name for id_, name in names.items()}


def known_communes(project: Project) -> dict[str, str]:
    """Folded name in every locale, and the id itself → id. A name that two communes share stands for neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for locale in project.locales:
        for id_, name in commune_labels(project, locale.tag).items():
            if found.setdefault(fold(name), id_) != id_:
                shared.add(fold(name))
    return {name: id_ for name, id_ in found.items() if name not in shared} | {id_: id_ for id_ in project.places}


# ---------------------------------------------------------------- text that looks like a formula
_RISKY = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Text that a spreadsheet might take for a formula gets an apostrophe in front (also where it has some already)."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
