"""Communes of today and the units that they were made of in July 2025, for a page that finds one from the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from camtay.model.entries import Place
from camtay.text import alphabetical, fold, initial

WORTH_SEARCHING = 8
"""Communes from which on a field to search them is quicker than looking."""
_TYPE = re.compile(r"(Đặc khu|Huyện đảo|Huyện|Phường|Quận|Thành phố|Thị trấn|Thị xã|Xã) (?=\S)")
"""The word before the name of a unit, which no list is sorted by."""


@dataclass(frozen=True)
class OldUnit:
    """A unit until June 2025: `Xã` + `Hải Phong`, in `huyện Hải Lăng, tỉnh Quảng Trị`."""

    type: str
    name: str
    within: str
    places: tuple[Place, ...]
    """What it belongs to today; more than one where it was divided."""


def bare(title: str) -> str:
    """A unit's name without the word for what it is: `Phường Đông Hà` → `Đông Hà`."""
    return _TYPE.sub("", title, count=1) if _TYPE.match(title) else title


def old_units(places: Iterable[Place]) -> list[OldUnit]:
    """Every unit that became part of these communes, in the order of the Vietnamese alphabet."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        for line in place.former:
            title, _, district = line.partition(", ")
            province = f"tỉnh {place.before.province}" if place.before else ""
            within = ", ".join(part for part in (district, province) if part)
            found.setdefault((title, within), []).append(place)
    units = []
    for (title, within), joined in found.items():
        name = bare(title)
        units.append(OldUnit(title.removesuffix(name).strip(), name, within, tuple(joined)))
    return sorted(units, key=lambda unit: (alphabetical(unit.name), unit.type, alphabetical(unit.within)))


def by_letter(units: Iterable[OldUnit]) -> list[tuple[str, list[OldUnit]]]:
    """The units, sorted as `old_units` does, under their first letters (digits under `0–9`)."""
    return [(letter, list(group)) for letter, group in groupby(units, key=lambda unit: initial(unit.name))]


def example(places: Iterable[Place]) -> tuple[str, str] | None:
    """(what to type without accents, the name that it finds), of a name that shows both; None where there are few."""
    names = [bare(place.title.source) for place in today(places)]
    if len(names) < WORTH_SEARCHING:
        return None
    name = max(names, key=lambda name: (name.startswith("Đ") and " " in name, fold(name) != name.lower()))
    return fold(name), name


def today(places: Iterable[Place]) -> list[Place]:
    """The communes of today in the order of the Vietnamese alphabet."""
    return sorted(places, key=lambda place: alphabetical(bare(place.title.source)))
