"""The count itself: lines of logs in, sums out. No address and no single request is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from camtay.stats import visitors as marks
from camtay.stats.agents import Agent, Program, Role, agent
from camtay.stats.lines import UNTOLD, Hit, json_hit, json_quick, minute, second, text_hit
from camtay.stats.requests import NOTHING, Memory, Origin, Site, Target, Want, origin, preferred, target
from camtay.stats.visitors import Key, Sketch, Visitors

LONGEST = 32_768
"""Bytes of a line; servers allow 8,192 for a request line and as much for a header."""
SEEN = frozenset({b"200", b"206", b"304"})
"""The page was on the screen: sent, or fetched again and unchanged (RFC 9110, 15.4.5)."""
GONE = frozenset({b"499", b"0"})
"""The telephone hung up before the answer was there, in the words of nginx and of Caddy."""
TRIED = 2_000
"""Different unknown codes that are kept; a machine that tries them all must not fill the memory."""


@dataclass
class Tally:
    """Sums of one or several logs. Days are ordinals, hours those of Vietnam."""

    lines: int = 0
    damaged: int = 0
    """Lines that are no request: cut off, filled with zeros, of another program."""
    asked: int = 0
    """Requests for scan pages, of whatever kind."""
    by_day: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Scans by code and day."""
    by_hour: Counter[int] = field(default_factory=Counter)
    agents: Counter[Agent] = field(default_factory=Counter)
    opened_in: Counter[str] = field(default_factory=Counter)
    """Scans by the locale of the telephone, where the log has its languages."""
    read_on: Counter[str] = field(default_factory=Counter)
    """Full pages opened from a scan page, by locale."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Requests for scan pages that are no scans, by reason."""
    failed: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Known codes that were answered with an error, by code and status."""
    tried: Counter[str] = field(default_factory=Counter)
    """Unknown codes."""
    doubts: int = 0
    """How often `/Q/`, the page for people who doubt a sign, was opened."""
    hours: set[tuple[int, int]] = field(default_factory=set)
    """(day, hour) of which the logs hold anything at all."""
    visitors: Visitors = field(default_factory=Visitors)

    @property
    def scans(self) -> int:
        return sum(self.by_day.values())

    def merge(self, other: Tally) -> None:
        """Add the sums of another log."""
        for part in fields(self):
            own, theirs = getattr(self, part.name), getattr(other, part.name)
            if isinstance(own, int):
                setattr(self, part.name, own + theirs)
            elif isinstance(own, Visitors):
                own.merge(theirs)
            else:
                own.update(theirs)


class Counting:
    """Adds lines to a tally. `since` and `until` are local days (ordinals), both counted in."""

    def __init__(self, site: Site, secret: bytes, since: int = 0, until: int = 10**7) -> None:
        self.site, self.secret, self.since, self.until = site, secret, since, until
        self.tally = Tally()
        self.targets: Memory[Target] = Memory(lambda line: target(line, site))
        self.origins: Memory[Origin] = Memory(lambda referer: origin(referer, site))
        self.agents: Memory[Agent] = Memory(_who)
        self.people: Memory[int] = Memory(self._class)
        self.classes: list[Agent] = []
        self.languages: Memory[str] = Memory(lambda text: preferred(text, site.carried))
        self.keys: dict[int, Key] = {}

    def _class(self, text: bytes) -> int:
        """The number of a person's class, from 1 up; -1 for machines."""
        who = self.agents(text)
        if who.role is not Role.PERSON:
            return -1
        if who not in self.classes:
            self.classes.append(who)
        return self.classes.index(who) + 1

    def add(self, lines: Iterable[bytes]) -> None:
        """Count whole lines, without their ends.

        This loop is what the time goes into. A usual line (nothing escaped, two quoted fields behind the request) is
        looked at in place, and of those a usual scan is counted in place; all others go through `_line`, which gives
        the same sums."""
        tally, page, longest, seen = self.tally, Want.PAGE, LONGEST, SEEN
        targets, people, origins = self.targets.known, self.people.known, self.origins.known
        total, inside, last = 0, False, b""
        when: tuple[int, int] | None = None
        sums = _Hour(self, None)
        codes, sorts, see, mark = sums.codes, sums.sorts, sums.visitors.add, sums.mark
        for line in lines:
            total += 1
            parts = line.split(b'"')
            if len(parts) != 7 or b"\\" in line:
                total -= not line
                self._line(line)
                continue
            head = parts[0]
            stamp = head[-28:-14]
            if stamp != last:
                # By the hour, which is enough for time zones of whole hours.
                whole = head[-4:] == b"00] " and head[-30:-28] == b" ["
                found = minute(stamp + b":00" + head[-8:-2]) if whole else None
                if found is None:
                    self._line(line)
                    continue
                last = stamp
                if found != when:
                    when, inside = found, self.since <= found[0] <= self.until
                    sums.keep()
                    sums = _Hour(self, when if inside else None)
                    codes, sorts, see, mark = sums.codes, sums.sorts, sums.visitors.add, sums.mark
            wanted = targets.get(parts[1]) or self.targets(parts[1])
            if wanted is NOTHING or not inside or when is None:
                continue
            agent_, status = parts[5], parts[2][1:4]
            if wanted.want is page:
                if status in seen and (origins.get(parts[3]) or self.origins(parts[3])).kind == "scan":
                    is_person = (people.get(agent_) or self.people(agent_)) > 0
                    tally.read_on[wanted.locale] += is_person and wanted.method == b"GET"
                continue
            if wanted.usual and parts[3] == b"-" and status in seen and len(line) <= longest:
                address = line[: line.find(b" ")]
                sort = people.get(agent_) or self.people(agent_)
                if sort > 0 and address.count(b":") != 1:  # one: `vhost:port`
                    code = wanted.code
                    codes[code] = codes.get(code, 0) + 1
                    sorts[sort] = sorts.get(sort, 0) + 1
                    see(mark(address + agent_))
                    continue
            self._line(line)
        sums.keep()
        tally.lines += total
        tally.visitors.settle()

    def _line(self, line: bytes) -> None:
        """Count any line, in any form."""
        if not line:
            return
        if line[0] == 123:  # a brace
            self.tally.damaged += not self._json(line)
            return
        hit = text_hit(line) if len(line) <= LONGEST else None
        stamp = hit.stamp if hit else b""
        when = minute(stamp[:17] + stamp[20:]) if isinstance(stamp, bytes) else None
        if hit is None or when is None:
            self.tally.damaged += 1
        elif self.since <= when[0] <= self.until:
            self.tally.hours.add(when)
            self._count(hit, self.targets(hit.request), when)

    def _key(self, day: int) -> Key:
        key = self.keys.get(day)
        if key is None:
            key = self.keys[day] = marks.day_key(self.secret, day)
        return key

    def _json(self, line: bytes) -> bool:
        """Count a line of JSON; whether it is sound."""
        if len(line) > LONGEST or line[-1:] not in b"}\r":
            return False
        if quick := json_quick(line):  # most lines have nothing to do with a sign: no need to read them whole
            when = second(quick[0])
            if when and self.targets(quick[1]) is NOTHING:
                if self.since <= when[0] <= self.until:
                    self.tally.hours.add(when)
                return True
        hit = json_hit(line)
        when = second(hit.stamp) if hit and isinstance(hit.stamp, float) else None
        if hit is None or when is None:
            return False
        if self.since <= when[0] <= self.until:
            self.tally.hours.add(when)
            self._count(hit, self.targets(hit.request), when)
        return True

    def _count(self, hit: Hit, wanted: Target, when: tuple[int, int]) -> None:
        if wanted.want is Want.SCAN:
            self._scan(hit, wanted, when)
        elif wanted.want is not Want.NOTHING and hit.status in SEEN and wanted.method == b"GET" and not hit.purpose:
            if wanted.want is Want.DOUBT:
                self.tally.doubts += self.agents(hit.agent).role is Role.PERSON
            elif b"/Q/" in hit.referer.upper() and self.agents(hit.agent).role is Role.PERSON:
                self.tally.read_on[wanted.locale] += self.origins(hit.referer).kind == "scan"

    def _scan(self, hit: Hit, wanted: Target, when: tuple[int, int]) -> None:
        tally, code = self.tally, wanted.code
        tally.asked += 1
        who = self.agents(hit.agent)
        usual = who.role is Role.PERSON and not hit.referer and not hit.purpose and hit.status in SEEN and wanted.usual
        if not usual and (reason := self._reason(hit, wanted, self.origins(hit.referer), who)):
            tally.left_out[reason] += 1
            if reason == "errors":
                tally.failed[code, int(hit.status)] += 1
            elif reason == "unknown" and (len(tally.tried) < TRIED or code in tally.tried):
                tally.tried[code] += 1
            return
        day, hour = when
        tally.by_day[code, day] += 1
        tally.by_hour[hour] += 1
        tally.agents[who] += 1
        if hit.languages:
            tally.opened_in[self.languages(hit.languages)] += 1
        tally.visitors.of(day).add(self._key(day)(hit.address + hit.agent))

    def _reason(self, hit: Hit, wanted: Target, came: Origin, who: Agent) -> str:
        """Why a request is no scan; nothing when it is one."""
        if who.role is not Role.PERSON:
            return who.role.value
        if wanted.method != b"GET":
            return "methods"
        if hit.purpose:
            return "prefetches"
        if came.kind in ("worker", "own") or (came.kind == "scan" and came.code != wanted.code):
            return "inside"  # a page of ours led here, or kept it for later
        status, known = hit.status, wanted.known
        if status in GONE:
            return "interrupted"
        if status[:1] == b"3" and status != b"304":
            return "redirects"  # the telephone asks again at once
        if status == b"404" and known and came.kind != "scan" and not _as_printed(hit.request, wanted.code):
            return "redirects"  # mixed capitals, where the 404 page leads on to the code
        if not known:
            return "unknown"
        if status not in SEEN:
            return "errors"
        if wanted.clicked or came.kind == "else":
            return "links"
        return ""


class _Hour:
    """What is counted in place within one hour; `when` is None outside the period."""

    def __init__(self, counting: Counting, when: tuple[int, int] | None) -> None:
        self.counting, self.when = counting, when
        self.codes: dict[str, int] = {}
        self.sorts: dict[int, int] = {}
        self.visitors: set[bytes] | Sketch = set()
        self.mark = counting._key(when[0] if when else 0)
        if when:
            counting.tally.hours.add(when)
            self.visitors = counting.tally.visitors.of(when[0])

    def keep(self) -> None:
        """Add it to the tally."""
        if not self.when:
            return
        tally, (day, hour) = self.counting.tally, self.when
        for code, n in self.codes.items():
            tally.by_day[code, day] += n
            tally.by_hour[hour] += n
            tally.asked += n
        for sort, n in self.sorts.items():
            tally.agents[self.counting.classes[sort - 1]] += n


def _who(text: bytes) -> Agent:
    if text == UNTOLD:
        return Agent(Role.PERSON, program=Program.UNKNOWN)
    return agent(text.decode("utf-8", "replace"))


def _as_printed(request: bytes, code: str) -> bool:
    """Whether a code was asked for in capitals or in small letters throughout, which every host answers."""
    return code.encode() in request or code.lower().encode() in request
