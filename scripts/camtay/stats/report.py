"""The report: what of the sums is shown, with the signs' names and places, and what is to be done.

Everything that leaves the program (table, CSV, JSON, HTML) is made from a `Report`, never from the sums themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from camtay.errors import fail
from camtay.ledger import Code
from camtay.placements.record import State
from camtay.placements.register import Hung, Register
from camtay.placements.rounds import name_of, where_of
from camtay.project import Project
from camtay.stats import rhythm, shown
from camtay.stats.agents import Program
from camtay.stats.rhythm import Silence
from camtay.stats.shown import Shown
from camtay.stats.tally import Tally
from camtay.stats.tried import Tried, tried

NEW = 7
"""Days; a sign that hangs for less is not yet called never scanned."""
WHOLE_DAY = 20
"""The hour from which the last day of a log counts as a day."""


@dataclass(frozen=True)
class Sign:
    """A code with what the registers know of it."""

    code: str
    entry: str
    name: str
    where: str
    """Where it hangs; several places apart by `; `. Empty where nobody wrote it down."""
    commune: str
    state: State | None
    """None where the register has no such sign."""
    hung_on: date | None
    pieces: int
    """Signs with this code that hang."""
    retired: bool
    scans: Shown


@dataclass(frozen=True)
class Fault:
    """A known code that was answered with an error."""

    sign: Sign
    status: int
    times: int


@dataclass(frozen=True)
class Report:
    """Everything that is shown. Tables that would show too few people are None."""

    first: date
    last: date
    days: int
    """Days of which there is a log."""
    gaps: tuple[date, ...]
    """Days between first and last without any line."""
    lines: int
    damaged: int
    asked: int
    scans: Shown
    by_day: dict[date, Shown]
    visitors: dict[date, Shown]
    visitors_a_day: float | None
    by_hour: dict[int, Shown] | None
    devices: dict[str, Shown] | None
    programs: dict[str, Shown] | None
    old: Shown | None
    opened_in: dict[str, Shown] | None
    """None also where the log does not have the languages of telephones."""
    read_on: dict[str, Shown] | None
    doubts: Shown
    left_out: dict[str, int]
    signs: tuple[Sign, ...]
    """Most scanned first, by what is shown of it."""
    never: tuple[Sign, ...]
    silent: tuple[tuple[Sign, Silence], ...]
    faults: tuple[Fault, ...]
    tried: tuple[Tried, ...]
    tried_more: int
    registered: bool
    """Somebody keeps the register of signs."""
    unnamed_programs: bool
    """The log does not say which program asked, so that machines are counted as people."""

    @property
    def scanned(self) -> int:
        """Signs with a scan."""
        return sum(sign.scans.high > 0 for sign in self.signs)

    @property
    def hanging(self) -> int:
        """Signs of which a scan is to be expected."""
        return sum(expected(sign) for sign in self.signs)

    @property
    def a_day(self) -> float:
        return self.scans.middle / self.days


REASONS = (
    "bots", "previews", "monitors", "methods", "prefetches", "inside", "links", "redirects", "interrupted", "errors",
    "unknown",
)  # fmt: skip
"""Why a request for a scan page is no scan, in the order in which they are told."""


def report(project: Project, register: Register, tally: Tally, locale: str) -> Report:
    """The report on sums, in one locale. Raises CamtayError where the logs hold nothing of the period."""
    if not tally.hours:
        raise fail("stats.empty")
    observed = _observed(tally.hours)
    first, last = min(observed), max(observed)
    by_day, by_code = dict.fromkeys(range(first, last + 1), 0), Counter[str]()
    for (code, day), n in tally.by_day.items():
        by_day[day] = by_day.get(day, 0) + n
        by_code[code] += n
    signs = _signs(project, register, by_code, locale)
    by_name = {sign.code: sign for sign in signs}
    scans, hung = tally.scans, {sign.code: sign.hung_on.toordinal() for sign in signs if sign.hung_on}
    enough = scans >= shown.ENOUGH and len(observed) >= shown.DAYS
    people = tally.visitors.counts()
    listed, more = tried(tally.tried, project.ledger.codes)
    per_code: dict[str, dict[int, int]] = {}
    for (code, day), n in tally.by_day.items():
        per_code.setdefault(code, {})[day] = n
    silent = [s for s in rhythm.silent(per_code, observed, hung) if expected(by_name[s.code])]
    return Report(
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        days=len(observed),
        gaps=tuple(date.fromordinal(day) for day in by_day if day not in observed),
        lines=tally.lines,
        damaged=tally.damaged,
        asked=tally.asked,
        scans=shown.one(scans),
        by_day={date.fromordinal(day): n for day, n in shown.table(by_day).items() if day in observed},
        visitors={date.fromordinal(day): shown.one(people.get(day, 0)) for day in observed},
        visitors_a_day=sum(people.values()) / len(observed) if enough else None,
        by_hour=shown.table({hour: tally.by_hour[hour] for hour in range(24)}) if enough else None,
        devices=_by(tally, "device") if enough else None,
        programs=_by(tally, "program") if enough else None,
        old=_of(sum(n for who, n in tally.agents.items() if who.old), scans) if enough else None,
        opened_in=_sorted(tally.opened_in) if enough and tally.opened_in else None,
        read_on=_sorted(tally.read_on) if enough and any(tally.read_on.values()) else None,
        doubts=shown.one(tally.doubts),
        left_out={reason: tally.left_out[reason] for reason in REASONS if tally.left_out[reason]},
        signs=signs,
        never=tuple(s for s in signs if s.scans.high == 0 and expected(s) and _old_enough(s, first, last)),
        silent=tuple((by_name[one.code], one) for one in silent),
        faults=tuple(
            Fault(by_name[code], status, n) for (code, status), n in sorted(tally.failed.items()) if code in by_name
        ),
        tried=tuple(listed),
        tried_more=more,
        registered=bool(register.placements),
        unnamed_programs=any(who.program is Program.UNKNOWN for who in tally.agents),
    )


def expected(sign: Sign) -> bool:
    """Whether a scan is to be expected: it hangs, or was printed and nobody wrote down where it is."""
    return not sign.retired and (sign.state.hangs if sign.state else sign.pieces > 0)


def _old_enough(sign: Sign, first: int, last: int) -> bool:
    begin = max(first, sign.hung_on.toordinal()) if sign.hung_on else first
    return last - begin + 1 >= NEW


def _observed(hours: Iterable[tuple[int, int]]) -> dict[int, float]:
    """Days with a log → the part of each that it covers: of the first and the last from and to its hour."""
    by_day: dict[int, list[int]] = {}
    for day, hour in hours:
        by_day.setdefault(day, []).append(hour)
    found = dict.fromkeys(sorted(by_day), 1.0)
    first, last = min(found), max(found)
    found[last] = min(1.0, (max(by_day[last]) + 1) / 24)
    found[first] = min(found[first], (24 - min(by_day[first])) / 24)
    return found


def _by(tally: Tally, part: str) -> dict[str, Shown]:
    counts: Counter[str] = Counter()
    for who, n in tally.agents.items():
        counts[getattr(who, part).value] += n
    return _sorted(counts)


def _sorted(counts: Counter[str]) -> dict[str, Shown]:
    found = shown.table({key: n for key, n in counts.items() if n})
    return dict(sorted(found.items(), key=lambda item: (-item[1].middle, item[0])))


def _of(part: int, whole: int) -> Shown:
    """A part of a shown whole: neither it nor the rest gives somebody away."""
    return shown.table({"part": part, "rest": whole - part})["part"]


# ---------------------------------------------------------------- signs
def _signs(project: Project, register: Register, scans: Counter[str], locale: str) -> tuple[Sign, ...]:
    """Every code that hangs, was printed or was scanned."""
    hung: dict[str, list[Hung]] = {}
    for one in register.placements:
        hung.setdefault(one.placement.code, []).append(one)
    codes = [c for c in project.ledger.codes.values() if c.code in hung or c.printed or scans[c.code]]
    told = shown.table({code.code: scans[code.code] for code in codes})
    made = [_sign(project, code, hung.get(code.code, []), told[code.code], locale) for code in codes]
    return tuple(sorted(made, key=lambda sign: (-sign.scans.middle, sign.name, sign.code)))


def _sign(project: Project, code: Code, hung: list[Hung], scans: Shown, locale: str) -> Sign:
    entry = project.entries[code.entry]
    there = [one for one in hung if one.placement.state.hangs] or hung
    communes = dict.fromkeys(id_ for one in there for id_ in one.communes) or dict.fromkeys(entry.place)
    states = [one.placement.state for one in there]
    days = [one.placement.hung_on for one in there if one.placement.hung_on]
    return Sign(
        code=code.code,
        entry=entry.id,
        name=name_of(entry, locale),
        where="; ".join(dict.fromkeys(filter(None, (where_of(one, locale) for one in there)))),
        commune=", ".join(project.places[id_].title.in_(locale).text for id_ in communes if id_ in project.places),
        state=min(states, key=list(State).index) if states else None,
        hung_on=min(days) if len(days) == len(there) and days else None,
        pieces=sum(state.hangs for state in states) if states else int(code.printed is not None),
        retired=code.retired is not None,
        scans=scans,
    )


def weekend(day: date) -> bool:
    return day.weekday() >= 5


def all_days(found: Report) -> list[date]:
    """From the first to the last, those without a log too."""
    return [found.first + timedelta(days=n) for n in range((found.last - found.first).days + 1)]
