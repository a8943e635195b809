"""The count itself: lines of logs in, sums out. No address and no single request is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from itertools import compress, repeat
from operator import itemgetter

from camtay.stats import visitors as marks
from camtay.stats.agents import Agent, Program, Role, agent
from camtay.stats.lines import UNTOLD, Hit, hit_of, json_hit, json_quick, json_usual, minute, second, text_hit
from camtay.stats.requests import MEMORY, NOTHING, Memory, Origin, Site, Target, Want, origin, preferred, target
from camtay.stats.visitors import Key, Sketch, Visitors

LONGEST = 32_768
"""Bytes of a line; servers allow 8,192 for a request line and as much for a header."""
SEEN = frozenset({b"200", b"206", b"304"})
"""The page was on the screen: sent, or fetched again and unchanged (RFC 9110, 15.4.5)."""
GONE = frozenset({b"499", b"0"})
"""The telephone hung up before the answer was there, in the words of nginx and of Caddy."""
_LONG = 4_096
"""Bytes of its fields from which a line may be too long."""
FEW = 64
"""Lines that are looked at one by one where they are not alike."""
_FIRST, _HOUR, _ZONE = itemgetter(slice(1)), itemgetter(slice(-30, -14)), itemgetter(slice(-8, None))
"""The first byte, ` [22/Nov/2026:10` and ` +0700] ` in what stands before a request."""
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
        self.dull: dict[bytes, bool] = {}
        """False for every request line that has to do with no sign."""
        self.origins: Memory[Origin] = Memory(lambda referer: origin(referer, site))
        self.agents: Memory[Agent] = Memory(_who)
        self.people: Memory[int] = Memory(self._class)
        self.classes: list[Agent] = []
        self.languages: Memory[str] = Memory(lambda text: preferred(text, site.carried))
        self.keys: dict[int, Key] = {}
        self.sums = _Hour(self, None)

    def _class(self, text: bytes) -> int:
        """The number of a person's class, from 1 up; -1 for machines."""
        who = self.agents(text)
        if who.role is not Role.PERSON:
            return -1
        if who not in self.classes:
            self.classes.append(who)
        return self.classes.index(who) + 1

    def add(self, lines: Iterable[bytes]) -> None:
        """Count whole lines, without their ends."""
        self.add_text(b"\n".join(lines))

    def add_text(self, text: bytes) -> None:
        """Count whole lines, parted by line feeds. This is what the time goes into.

        Lines without anything escaped are counted together (`_alike`); what is not alike is halved until it is, or
        until so few are left that each is looked at by itself (`_line`), which gives the same sums."""
        self.sums = _Hour(self, None)
        at = 0
        while (escaped := text.find(b"\\", at)) >= 0:
            start = text.rfind(b"\n", at, escaped) + 1 or at
            end = text.find(b"\n", escaped)
            end = len(text) if end < 0 else end
            if start > at:
                self._some(text[at : start - 1])
            self._each(text[start:end])
            at = end + 1
            if at > len(text):
                break
        if at < len(text):
            self._some(text[at:])
        self.sums.keep()
        self.tally.visitors.settle()

    def _some(self, text: bytes) -> None:
        """Count lines that nothing is escaped in."""
        if text[:1] != b"{" and self._alike(b"\n" + text):
            return
        half = text.find(b"\n", len(text) // 2)
        if half < 0 or text[:1] == b"{" or text.count(b"\n") < FEW:
            self._each(text)
            return
        self._some(text[:half])
        self._some(text[half + 1 :])

    def _each(self, text: bytes) -> None:
        for line in text.split(b"\n"):
            self.tally.lines += bool(line)
            self._line(line)

    def _alike(self, text: bytes) -> bool:
        """Count lines that all have as many quoted fields, three or more, at the same places; False, with nothing
        counted, for others. Each line comes behind a line feed.

        All is cut at its quotes at once: what stands at the same place of each line is a slice of that, and what is
        wanted of all lines is asked of the slice. Only lines that have to do with a sign are then looked at."""
        n = text.count(b"\n")
        pieces = text.split(b'"')
        every, more = divmod(len(pieces) - 1, n)
        heads = pieces[:-1:every] if every >= 6 and not every & 1 and not more else []
        # As many line feeds as lines, one at the beginning of each head: there is none elsewhere.
        if len(heads) != n or pieces[-1] or set(map(_FIRST, heads)) != {b"\n"}:
            return False
        zones, stamps = set(map(_ZONE, heads)), list(map(_HOUR, heads))
        if len(zones) != 1:
            return False
        zone = zones.pop()
        if zone[-4:] != b"00] ":  # by the hour, which is enough for time zones of whole hours
            return False
        hours: dict[bytes, tuple[int, int]] = {}
        for stamp in set(stamps):
            when = minute(stamp[2:] + b":00" + zone[:-2]) if stamp[:2] == b" [" else None
            if when is None:
                return False
            hours[stamp] = when
        inside = {stamp: when for stamp, when in hours.items() if self.since <= when[0] <= self.until}
        self.tally.lines += n
        self.tally.hours.update(inside.values())
        if inside:
            self._signs(pieces, every, stamps, inside)
        return True

    def _signs(
        self, pieces: list[bytes], every: int, stamps: list[bytes], inside: dict[bytes, tuple[int, int]]
    ) -> None:
        """Count what has to do with a sign among lines that are alike; `inside`: the hours within the period."""
        targets, people, origins, dull = self.targets, self.people, self.origins, self.dull
        tally, sums, asked, page, seen = self.tally, self.sums, pieces[1::every], Want.PAGE, SEEN
        known, sorts, came = targets.known, people.known, origins.known
        for number in compress(range(len(asked)), map(dull.get, asked, repeat(True))):
            request = asked[number]
            wanted = known.get(request) or targets(request)
            if wanted is NOTHING:
                if len(dull) >= MEMORY:
                    dull.clear()
                dull[request] = False
                continue
            when = inside.get(stamps[number])
            if when is None:
                continue
            at = number * every
            head, referer, agent_, status = pieces[at], pieces[at + 3], pieces[at + 5], pieces[at + 2][1:4]
            if wanted.want is page and every == 6:
                if status in seen and (came.get(referer) or origins(referer)).kind == "scan":
                    tally.read_on[wanted.locale] += (
                        sorts.get(agent_) or people(agent_)
                    ) > 0 and wanted.method == b"GET"
                continue
            short = len(head) + len(request) + len(agent_) < _LONG
            if wanted.usual and every == 6 and referer == b"-" and status in seen and short:
                address = head[1 : head.find(b" ")]
                sort = sorts.get(agent_) or people(agent_)
                if sort > 0 and address.count(b":") != 1:  # one: `vhost:port`
                    if sums.when != when:
                        sums.keep()
                        sums = self.sums = _Hour(self, when)
                    code = wanted.code
                    sums.codes[code] = sums.codes.get(code, 0) + 1
                    sums.sorts[sort] = sums.sorts.get(sort, 0) + 1
                    sums.visitors.add(sums.mark(address + agent_))
                    continue
            parts = [head[1:], *pieces[at + 1 : at + every], b""]
            hit = hit_of(parts) if sum(map(len, parts)) + every <= LONGEST else None
            if hit is None:
                tally.damaged += 1
            else:
                self._count(hit, wanted, when)

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
        hit: Hit | None = None
        wanted: Target | None = None
        if quick := json_quick(line):  # most lines have nothing to do with a sign: no need to read them whole
            stamp, request = quick
            when = second(stamp)
            wanted = self.targets.known.get(request) or self.targets(request)
            if when and wanted is NOTHING:
                if self.since <= when[0] <= self.until:
                    self.tally.hours.add(when)
                return True
            hit = json_usual(line, stamp, request)
        hit = hit or json_hit(line)
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
