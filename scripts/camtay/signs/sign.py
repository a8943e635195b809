"""What is on a sign: names, one line of content, symbol, host and code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from camtay import urls
from camtay.errors import CamtayError, Problem, fail
from camtay.ledger import FILE, Code
from camtay.markup import plain
from camtay.model.entries import Alley, Entry, Guide, Located, Procedures
from camtay.project import Project
from camtay.signs.formats import FORMATS, Format, choose, field_of, side_of
from camtay.signs.symbol import Level, Symbol, make


@dataclass(frozen=True, slots=True)
class Sign:
    """One printed piece. Texts are in the order of the instance's first two locales."""

    entry: str
    kind: str
    code: str
    names: tuple[str, ...]
    lines: tuple[str, ...]
    place: tuple[str, ...]
    """Address of today and until June 2025, in the source locale."""
    symbol: Symbol
    short_url: str
    side: float
    """Width of the symbol in millimetres, without quiet zone."""
    second: Sign | None = None
    """The other symbol of a plate that carries two."""

    @property
    def module(self) -> float:
        """Millimetres a module."""
        return self.side / self.symbol.size

    @property
    def field(self) -> float:
        """Millimetres of the white square with the quiet zone."""
        return field_of(self.side, self.symbol)

    @property
    def payloads(self) -> list[str]:
        """What a reader must see on it."""
        return [self.symbol.payload] + ([self.second.symbol.payload] if self.second else [])

    @property
    def data(self) -> dict[str, Any]:
        """What the templates read; `field` in millimetres."""
        return {
            "names": self.names,
            "lines": self.lines,
            "place": self.place,
            "code": self.code,
            "url": self.short_url,
            "payload": self.symbol.payload,
            "field": round(self.field, 3),
            "second": self.second.data if self.second else None,
        }


def symbol_of(project: Project, code: Code, format_: Format, field: float | None = None) -> Symbol:
    """The symbol of a code: as printed first, for ever; a new one where none of this level was printed yet.

    Raises CamtayError when what was printed can't be repeated exactly or is too fine for the format."""
    fresh = choose(urls.payload(project.site, code.code), format_, field)
    first = next((e for e in code.events if e.event == "print" and e.level == fresh.level), None)
    if first is None:
        return fresh
    level: Level = fresh.level
    symbol = make(first.payload, level, first.version, first.mask)
    if symbol.matrix_hash != first.matrix:
        raise CamtayError([Problem("sign.symbol", FILE, params={"code": code.code})])
    return symbol


def sign_of(
    project: Project,
    entry: Entry,
    code: Code,
    format_: Format,
    distance: float | None = None,
    field: float | None = None,
) -> Sign:
    """The sign of an entry in a format. `distance` in millimetres. Raises CamtayError as `formats.side_of`."""
    tags = [locale.tag for locale in project.locales[:2]]
    symbol = symbol_of(project, code, format_, field)
    # An alley's number alone says nothing on a wall: its title names the village too.
    name = entry.title if isinstance(entry, Alley) else entry.name
    address = entry.address if isinstance(entry, Located) else None
    before = f"{project.source_locale.word('address.before')}: "
    return Sign(
        entry=entry.id,
        kind=entry.kind,
        code=code.code,
        names=tuple(dict.fromkeys(plain(name.in_(tag).text) for tag in tags)),
        # Thousands of alleys say the same here and share it in memory.
        lines=tuple(dict.fromkeys(intern(plain(entry.summary.in_(tag).text)) for tag in tags)),
        place=(intern(plain(address.now.source)), intern(before + plain(address.before.source))) if address else (),
        symbol=symbol,
        short_url=urls.short_url(project.site, code.code),
        side=side_of(symbol, format_, distance, field),
    )


def chosen_entries(project: Project, kind: str | None = None, place: str | None = None) -> list[Entry]:
    """Entries with a code in use, in the order of menus; narrowed to a kind, and to a commune, village or entry."""
    found = []
    for entry in project.entries.values():
        here = place is None or place in entry.place or place in (entry.id, getattr(entry, "village", None))
        if project.code_of(entry) and (kind is None or entry.kind == kind) and here:
            found.append(entry)
    return found


def signs(
    project: Project,
    entries: Sequence[Entry],
    format_: Format,
    distance: float | None = None,
    field: float | None = None,
) -> list[Sign]:
    """Signs of the entries; an alley's plate also carries the symbol of its village.

    Raises CamtayError with the problems of all of them."""
    made: list[Sign] = []
    problems: list[Problem] = []
    project.let_go()
    for entry in entries:
        code = project.code_of(entry)
        if code is None:
            continue
        try:
            sign = sign_of(project, entry, code, format_, distance, field)
            if format_.shape == "pair" and isinstance(entry, Alley):
                village = project.listed(entry.village)
                other = project.code_of(village)
                if other:
                    sign = replace(sign, second=sign_of(project, village, other, format_, distance, field))
            made.append(sign)
            entry.fold()  # a run has thousands
        except CamtayError as error:
            problems += error.problems
    if problems:
        raise CamtayError(problems)
    return made


def format_for(entry: Entry, name: str | None) -> Format:
    """The format asked for, or the usual one of the entry's kind. Raises CamtayError where they don't fit."""
    if name is None:
        return next(f for f in FORMATS.values() if entry.kind in f.kinds)
    format_ = FORMATS[name]
    fits = {"wall": isinstance(entry, Procedures), "handout": isinstance(entry, Guide)}.get(format_.shape, True)
    if not fits:
        raise fail("sign.kind", entry.id, format=name, kind=entry.kind)
    return format_
