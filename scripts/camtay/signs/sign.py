"""What is on a sign: names, one line of content, symbol, host and code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from camtay import urls
from camtay.errors import CamtayError, Problem
from camtay.ledger import FILE, Code
from camtay.markup import plain
from camtay.model.entries import Alley, Entry
from camtay.project import Project
from camtay.signs.symbol import QUIET_ZONE, Level, Symbol, for_sign, make

SIDE_AT_29 = 50.0
"""Millimetres of a 29-module symbol on the A6 sign; denser ones are wider, module for module."""
MIN_MODULE = 0.8
"""Millimetres; below it a cheap phone camera and a cheap printer both fail (FINDINGS: print)."""


@dataclass(frozen=True)
class Sign:
    """One A6 sign. Texts are in the order of the instance's first two locales."""

    entry: str
    kind: str
    code: str
    names: tuple[str, ...]
    lines: tuple[str, ...]
    symbol: Symbol
    short_url: str
    side: float
    """Width of the symbol in millimetres, without quiet zone."""

    @property
    def module(self) -> float:
        """Millimetres a module."""
        return self.side / self.symbol.size

    @property
    def data(self) -> dict[str, Any]:
        """What the template reads. `field` is the white square with the quiet zone, in millimetres."""
        return {
            "names": self.names,
            "lines": self.lines,
            "code": self.code,
            "url": self.short_url,
            "svg": self.symbol.svg,
            "field": round(self.module * (self.symbol.size + 2 * QUIET_ZONE), 3),
        }


def symbol_of(project: Project, code: Code) -> Symbol:
    """The symbol of a code: the one printed first, for ever, else a new one.

    Raises CamtayError when what was printed can't be repeated exactly."""
    payload = urls.payload(project.site, code.code)
    first = code.printed
    if first is None:
        return for_sign(payload)
    level: Level = first.level  # type: ignore[assignment]
    symbol = make(first.payload, level, first.version, first.mask)
    if symbol.matrix_hash != first.matrix:
        raise CamtayError([Problem("sign.symbol", FILE, params={"code": code.code})])
    return symbol


def sign_of(project: Project, entry: Entry, code: Code) -> Sign:
    """The A6 sign of an entry. Raises CamtayError when its symbol would be too fine."""
    tags = [locale.tag for locale in project.locales[:2]]
    symbol = symbol_of(project, code)
    side = SIDE_AT_29 * max(symbol.size, 29) / 29
    if side / symbol.size < MIN_MODULE or side > 70:
        params = {"modules": str(symbol.size), "module": f"{70 / symbol.size:.2f}", "limit": f"{MIN_MODULE}"}
        raise CamtayError([Problem("sign.host", "guides/site.yml", params=params)])
    # An alley's number alone says nothing on a wall: its title names the village too.
    name = entry.title if isinstance(entry, Alley) else entry.name
    texts = [(plain(name.in_(tag).text), plain(entry.summary.in_(tag).text)) for tag in tags]
    unique = list(dict.fromkeys(texts))
    return Sign(
        entry=entry.id,
        kind=entry.kind,
        code=code.code,
        names=tuple(dict.fromkeys(name for name, _ in unique)),
        lines=tuple(dict.fromkeys(line for _, line in unique)),
        symbol=symbol,
        short_url=urls.short_url(project.site, code.code),
        side=side,
    )


def signs(project: Project, kind: str | None = None, place: str | None = None) -> list[Sign]:
    """Signs of all entries with a code in use, in the order of menus; narrowed to a kind, a commune or village."""
    chosen = []
    for entry in project.entries.values():
        code = project.code_of(entry)
        village = getattr(entry, "village", None)
        here = place is None or place in entry.place or place in (entry.id, village)
        if code and (kind is None or entry.kind == kind) and here:
            chosen.append(sign_of(project, entry, code))
    return chosen
