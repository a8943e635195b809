"""What hangs, what is wrong, what nobody has looked at for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from camtay.ledger import Code
from camtay.placements.record import State
from camtay.placements.register import Hung, Register
from camtay.placements.rounds import name_of
from camtay.project import Project

DAYS = 180
"""A sign that nobody has seen for longer than this is overdue for inspection."""


@dataclass(frozen=True)
class Status:
    """The state of all signs on one day."""

    day: date
    days: int
    by_state: dict[State, tuple[Hung, ...]]
    """Every state, in the order of their life; within a state the longest unseen first."""
    overdue: tuple[Hung, ...]
    """Those that hang unharmed, as far as known, and were last seen more than `days` days ago; longest unseen first."""
    unplaced: tuple[Code, ...]
    """Codes in use without any placement but removed ones: printed perhaps, but nobody knows of a wall."""
    retired: tuple[Hung, ...]
    """Placements of retired codes that hang or are going to."""


def status(project: Project, register: Register, day: date, days: int = DAYS) -> Status:
    """The state of all signs on `day`."""
    ordered = sorted(register.placements, key=_longest_unseen)
    by_state = {state: tuple(h for h in ordered if h.placement.state is state) for state in State}
    limit = day - timedelta(days=days)
    overdue = (h for h in by_state[State.HUNG] if h.placement.seen_on and h.placement.seen_on < limit)
    known = {h.placement.code for h in register.placements if h.placement.state is not State.REMOVED}
    unplaced = (c for c in project.ledger.codes.values() if not c.retired and c.code not in known)
    live = (State.PLANNED, State.HUNG, State.DAMAGED)
    retired = (h for h in ordered if h.issued.retired and h.placement.state in live)
    return Status(day, days, by_state, tuple(overdue), tuple(unplaced), tuple(retired))


def _longest_unseen(hung: Hung) -> tuple[date, str, str]:
    p = hung.placement
    return p.seen_on or date.max, p.code, p.note or ""


def as_json(project: Project, found: Status, locale: str) -> dict[str, Any]:
    """The same for other programs: dates as YYYY-MM-DD, absent values as null."""

    def hung(h: Hung) -> dict[str, Any]:
        p = h.placement
        return {
            "code": p.code,
            "entry": h.entry.id,
            "name": name_of(h.entry, locale),
            "communes": list(h.communes),
            "coordinates": {"lat": h.point.lat, "lon": h.point.lon} if h.point else None,
            "state": p.state.value,
            "hung_on": _iso(p.hung_on),
            "inspected_on": _iso(p.inspected_on),
            "team": p.team,
            "note": p.note,
        }

    def overdue(h: Hung) -> dict[str, Any]:
        seen = h.placement.seen_on
        return {**hung(h), "days_unseen": (found.day - seen).days if seen else None}

    def code(c: Code) -> dict[str, Any]:
        name = name_of(project.entries[c.entry], locale)
        return {"code": c.code, "entry": c.entry, "name": name, "printed": c.printed is not None}

    counts = {state.value: len(signs) for state, signs in found.by_state.items()}
    counts |= {"overdue": len(found.overdue), "unplaced": len(found.unplaced), "retired": len(found.retired)}
    return {
        "date": found.day.isoformat(),
        "days": found.days,
        "counts": counts,
        **{state.value: [hung(h) for h in signs] for state, signs in found.by_state.items()},
        "overdue": [overdue(h) for h in found.overdue],
        "unplaced": [code(c) for c in found.unplaced],
        "retired": [hung(h) for h in found.retired],
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
