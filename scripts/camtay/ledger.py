"""The ledger of issued codes, `qr/ledger.jsonl`: one event a line, only ever added to.

Events of a code carry `seq` 1, 2, 3 …: first `issue`, then any of `print`, `retarget`, `retire`. Lines are sorted by
code and seq, so that two branches that each issue codes merge by git's union. A code points to an entry
id, never to a URL, and is never deleted or given to something else without a `retarget` that says why.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from camtay import codes, remembered
from camtay.alone import alone
from camtay.errors import CamtayError, Problem, fail
from camtay.files import write_atomic
from camtay.model.fields import ID_PATTERN

FILE = "qr/ledger.jsonl"
_FEW = ("event", "date", "level")
"""What has few values: thousands of lines share them in memory."""
_NUMBERS = ("seq", "version", "mask")
_AROUND = "\ufeff \r"
"""What may stand around a line."""
EVENTS = ("issue", "print", "retarget", "retire")
_KEYS = ("code", "seq", "event", "date", "entry", "reason", "payload", "level", "version", "mask", "matrix")


@dataclass(frozen=True, order=True, slots=True)
class Event:
    """One line. `entry` stands on issue and retarget; payload … matrix on print: what was printed."""

    code: str
    seq: int
    event: str
    date: str
    entry: str = ""
    reason: str = ""
    payload: str = ""
    level: str = ""
    version: int = 0
    mask: int = -1
    matrix: str = ""
    """SHA-256 of the modules, row by row, as hexadecimal."""

    def line(self) -> str:
        """The event as one line of JSON with fields in fixed order, empty ones left out."""
        values = {key: getattr(self, key) for key in _KEYS}
        kept = {k: v for k, v in values.items() if v not in ("", 0, -1) or (k in ("mask", "version") and self.matrix)}
        text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        # JSON lets these stand as they are, but other tools take them for ends of lines.
        return re.sub("[\x7f-\x9f\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True)
class Code:
    """What the events of one code add up to."""

    code: str
    events: tuple[Event, ...]

    @cached_property
    def entry(self) -> str:
        """The id of the entry that it leads to today."""
        return next(e.entry for e in reversed(self.events) if e.entry)

    @property
    def first_entry(self) -> str:
        return self.events[0].entry

    @property
    def printed(self) -> Event | None:
        """The first print: what hangs outside, and what every reprint repeats."""
        return next((e for e in self.events if e.event == "print"), None)

    @property
    def retired(self) -> Event | None:
        return next((e for e in reversed(self.events) if e.event == "retire"), None)


_ORDER = attrgetter(*_KEYS)
"""The order of events, as their class has it, without making two tuples for each comparison."""


class Ledger:
    """All codes ever issued. Values are not changed: every operation gives a new ledger."""

    def __init__(self, events: Iterable[Event] = (), rows: Iterable[str] = ()) -> None:
        """`rows`: lines that are known to hold nothing but these events."""
        self.events: tuple[Event, ...] = tuple(sorted(set(events), key=_ORDER))
        self.rows = frozenset(rows)

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Every code by its letters, sorted."""
        grouped: dict[str, list[Event]] = {}
        for event in self.events:
            grouped.setdefault(event.code, []).append(event)
        return {code: Code(code, tuple(events)) for code, events in grouped.items()}

    @cached_property
    def leading_to(self) -> dict[str, tuple[Code, ...]]:
        """All codes of each entry, retired ones too, sorted."""
        found: dict[str, tuple[Code, ...]] = {}
        for code in self.codes.values():
            found[code.entry] = (*found.get(code.entry, ()), code)
        return found

    @cached_property
    def by_entry(self) -> dict[str, tuple[Code, ...]]:
        """Codes in use (not retired) of each entry, oldest first."""
        found: dict[str, list[Code]] = {}
        for code in self.codes.values():
            if not code.retired:
                found.setdefault(code.entry, []).append(code)
        return {e: tuple(sorted(c, key=lambda x: (x.events[0].date, x.code))) for e, c in found.items()}

    def of(self, entry: str) -> Code | None:
        """The code to print for an entry: its oldest one in use."""
        codes_ = self.by_entry.get(entry, ())
        return codes_[0] if codes_ else None

    def text(self) -> str:
        """The file's content."""
        return "".join(event.line() + "\n" for event in self.events)

    # ------------------------------------------------------------ operations
    def issue(
        self, entry: str, day: date, reason: str = "", choose: Callable[[str], str] | None = None
    ) -> tuple[Ledger, str]:
        """A new code for `entry`."""
        _check_entry(entry)
        code = codes.new(self.codes, choose) if choose else codes.new(self.codes)
        return self._with(Event(code, 1, "issue", day.isoformat(), entry, _clean(reason))), code

    def retarget(self, code: str, entry: str, day: date, reason: str) -> Ledger:
        """Let `code` lead to another entry. Raises CamtayError without a reason or for an unknown code."""
        _check_entry(entry)
        return self._with(self._next(code, "retarget", day, reason, need_reason=True, entry=entry))

    def retire(self, code: str, day: date, reason: str) -> Ledger:
        """Print `code` no more; it still resolves. Raises CamtayError as `retarget`."""
        return self._with(self._next(code, "retire", day, reason, need_reason=True))

    def record_print(
        self, code: str, day: date, payload: str, level: str, version: int, mask: int, matrix: str
    ) -> Ledger:
        """Keep what is printed. A further print of the same symbol on the same day adds nothing."""
        return self.record_prints(day, [(code, payload, level, version, mask, matrix)])

    def record_prints(self, day: date, prints: Iterable[tuple[str, str, str, int, int, str]]) -> Ledger:
        """The same for many: (code, payload, level, version, mask, matrix) of each."""
        added: list[Event] = []
        count: Counter[str] = Counter()
        for code, payload, level, version, mask, matrix in dict.fromkeys(prints):
            known = self.codes[code].events if code in self.codes else ()
            if any(e.event == "print" and e.date == day.isoformat() and e.matrix == matrix for e in known):
                continue
            event = self._next(code, "print", day, "")
            seq = event.seq + count[code]
            count[code] += 1
            added.append(
                replace(event, seq=seq, payload=payload, level=level, version=version, mask=mask, matrix=matrix)
            )
        return Ledger((*self.events, *added)) if added else self

    def _next(self, code: str, event: str, day: date, reason: str, need_reason: bool = False, entry: str = "") -> Event:
        if code not in self.codes:
            raise fail("ledger.unknown", FILE, code=code)
        if need_reason and not reason.strip():
            raise fail("ledger.reason", FILE, code=code)
        return Event(code, self.codes[code].events[-1].seq + 1, event, day.isoformat(), entry, _clean(reason))

    def _with(self, event: Event) -> Ledger:
        return Ledger((*self.events, event))

    # ------------------------------------------------------------ file
    def keep_all(self, root: Path) -> None:
        """Raise CamtayError where a line of the file is missing here: it would be lost."""
        kept = set(self.events)
        if lost := [event for event in read(root).events if event not in kept]:
            raise CamtayError(Problem("ledger.lost", FILE, params={"line": event.line()}) for event in lost)

    def write(self, root: Path) -> None:
        """Replace the file in one step; refuses to lose a line that is in it. Raises CamtayError."""
        path = root / FILE
        with alone(root):  # nobody adds a line between looking and writing
            self.keep_all(root)
            try:
                write_atomic(path, self.text().encode(), lasting=True)
            except OSError as error:
                raise fail("file.write", FILE, reason=error.strerror or error) from error
            self.keep(root)

    def keep(self, root: Path) -> None:
        """Let this computer remember every line: a `git checkout` or an editor may take it away before a commit."""
        remembered.keep(root, [event.line() for event in self.events])


def _clean(reason: str) -> str:
    """A reason as it can be kept: one line, valid UTF-8 whatever the shell passed on."""
    return " ".join(reason.encode("utf-8", "replace").decode().split())


def _check_entry(entry: str) -> None:
    if not re.fullmatch(ID_PATTERN, entry):
        raise fail("id.form", value=entry)


def read(root: Path) -> Ledger:
    """The ledger of a project; empty when there is none. Raises CamtayError with every fault."""
    path = root / FILE
    if not path.exists():
        return Ledger()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise fail("file.unreadable", FILE, reason=error) from error
    return _parsed_last(text)


@lru_cache(maxsize=1)
def _parsed_last(text: str) -> Ledger:
    """A preview reads the project again with every edit, and finds the same ledger there."""
    return parse(text)


def parse(text: str) -> Ledger:
    """The ledger in `text`. Raises CamtayError with every faulty line."""
    problems: list[Problem] = []
    events: dict[Event, int] = {}
    if re.search(r"^(<{7}|={7}|>{7})", text, re.MULTILINE):
        line = next(i for i, row in enumerate(text.split("\n"), 1) if re.match(r"<{7}|={7}|>{7}", row))
        raise fail("ledger.conflict", FILE, line)
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        try:
            event = parse_line(row)
        except (ValueError, TypeError, RecursionError):
            problems.append(Problem("ledger.line", FILE, number, params={"text": row[:60]}))
            continue
        if not codes.is_valid(event.code):
            problems.append(Problem("ledger.code", FILE, number, params={"code": event.code}))
        events.setdefault(event, number)
    seen: dict[str, int] = {}
    for event in sorted(events, key=_ORDER):
        expected = seen.get(event.code, 0) + 1
        fault = ""
        if event.event == "issue" and event.seq != 1:
            fault = "ledger.reused"
        elif event.seq < expected:
            fault = "ledger.twice"
        elif event.seq > expected:
            fault = "ledger.gap"
        elif event.event != "issue" and event.seq == 1:
            fault = "ledger.unissued"
        if fault:
            params = {"code": event.code, "seq": str(event.seq), "expected": str(expected), "event": event.event}
            problems.append(Problem(fault, FILE, events[event], params=params))
        seen[event.code] = max(event.seq, seen.get(event.code, 0))
    if problems:
        raise CamtayError(problems)
    return Ledger(events, (row.strip(_AROUND) for row in text.split("\n")))


def parse_line(row: str) -> Event:
    """The event of a line. Raises ValueError or TypeError for anything that the tool would not have written."""
    data: Any = json.loads(row)
    if not isinstance(data, dict) or set(data) - set(_KEYS):
        raise ValueError(row)
    for key in _FEW:
        if key in data and type(data[key]) is str:
            data[key] = sys.intern(data[key])
    event = Event(**data)
    sound = all(type(value) is (int if key in _NUMBERS else str) for key, value in data.items())
    if not (sound and event.event in EVENTS and event.seq > 0):
        raise ValueError(row)
    if not _is_day(event.date):
        raise ValueError(row)
    points = bool(re.fullmatch(ID_PATTERN, event.entry)) if event.event in ("issue", "retarget") else not event.entry
    if event.event == "print":
        symbol = event.level in ("L", "M", "Q", "H") and 1 <= event.version <= 40 and 0 <= event.mask <= 7
        shown = bool(re.fullmatch(r"https://[^ ]+", event.payload) and re.fullmatch(r"[0-9a-f]+", event.matrix))
        sound = symbol and shown
    else:
        sound = (event.payload, event.level, event.version, event.mask, event.matrix) == ("", "", 0, -1, "")
    explained = bool(event.reason.strip()) or event.event in ("issue", "print")
    if not (points and sound and explained):
        raise ValueError(row)
    return event


@lru_cache(maxsize=5_000)
def _is_day(text: str) -> bool:
    """Whether this is a day as `date.isoformat` writes it. Raises ValueError."""
    return date.fromisoformat(text).isoformat() == text


# ---------------------------------------------------------------- what is remembered of it
def lost_events(ledger: Ledger, root: Path) -> list[Problem]:
    """Events that git's history of the file or this computer remembers and the present file has not, or has in another
    order; and whatever keeps that history from being read.

    Outside a repository only this computer's own memory is compared."""
    problems = []
    rows: list[str] = []
    try:
        rows = remembered.committed(root)
    except remembered.UnseenError as error:
        params = {"reason": error.reason, "folder": str(root.resolve())}
        problems.append(Problem(error.code, FILE, params=params, severity=error.severity))
    own = remembered.own(root)
    # Nearly all of these lines stand in the file as they are.
    strange = [row for row in rows if row.strip(_AROUND) not in ledger.rows]
    committed = _parsed(strange)
    all_ = {**committed, **_parsed(row for row in own if row.strip(_AROUND) not in ledger.rows)}
    if not all_:
        return problems + _turned(ledger, root, rows, own)
    # An event that stands under another number, after a clash was settled, is not lost.
    known = {replace(event, seq=0) for event in ledger.events}
    by_number = {(event.code, event.seq): event for event in ledger.events}
    missing = {row: event for row, event in all_.items() if replace(event, seq=0) not in known}
    away = set()
    if missing.keys() - committed.keys():
        away = {replace(event, seq=0) for event in _parsed(remembered.elsewhere(root)).values()}
    for row, event in missing.items():
        same = by_number.get((event.code, event.seq))
        params = {"code": event.code, "line": row, "now": same.line() if same else ""}
        if row not in committed and replace(event, seq=0) in away:
            problems.append(Problem("ledger.elsewhere", FILE, params=params, severity="warning"))
        else:
            problems.append(Problem("ledger.changed" if same else "ledger.lost", FILE, params=params))
    return problems + _turned(ledger, root, rows, own)


def _turned(ledger: Ledger, root: Path, rows: Iterable[str], own: Iterable[str]) -> list[Problem]:
    """Codes whose targets stand in another order than they once stood in: the last one is in force."""
    if all(sum(bool(event.entry) for event in code.events) < 2 for code in ledger.codes.values()):
        return []
    all_ = _parsed([*rows, *own]).values()
    numbers: dict[Event, list[int]] = {}
    for event in all_:
        if event.entry:
            numbers.setdefault(replace(event, seq=0), []).append(event.seq)
    doubtful = []
    for code in ledger.codes.values():
        pointing = [event for event in code.events if event.entry]
        for later, event in enumerate(pointing):
            for before in pointing[:later]:
                one, two = (numbers.get(replace(e, seq=0), [0]) for e in (event, before))
                if 0 < min(one) < max(two):
                    doubtful.append((event, before))
    if not doubtful:
        return []
    # Numbers of different branches tell nothing of an order: only what stood in one file does, and there what was
    # written here, then the oldest commit, since the wrong order may have been committed too.
    texts = [text.split("\n") for text in remembered.versions(root)]
    states = [_parsed(rows).values() for rows in (own, *texts)]
    problems = []
    for event, before in doubtful:
        for state in states:
            one = [e.seq for e in state if replace(e, seq=0) == replace(event, seq=0)]
            two = [e.seq for e in state if replace(e, seq=0) == replace(before, seq=0)]
            if one and two and (max(one) < min(two) or max(two) < min(one)):
                if max(one) < min(two):
                    params = {"code": event.code, "line": replace(event, seq=max(one)).line(), "now": event.line()}
                    problems.append(Problem("ledger.changed", FILE, params=params))
                break
    return problems


def _parsed(rows: Iterable[str]) -> dict[str, Event]:
    """Lines that are events."""
    found = {}
    for row in rows:
        with suppress(ValueError, TypeError, RecursionError):
            found[row.strip(_AROUND)] = parse_line(row)
    return found
