"""A round: all looks of a plan, several side by side; what looked wrong is looked at once more before it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from camtay.errors import Problem, ordered
from camtay.guard.fetch import CLOSED, PASSING, Web
from camtay.guard.judge import Seen, judge, of_the_host
from camtay.guard.plan import Look, Plan

IN_A_ROW = 8
"""So many pages without any answer one after the other: the host has gone away, and asking on helps nobody."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Round:
    """What a round found."""

    plan: Plan
    seen: tuple[Seen, ...]
    """In the order of the plan; a round that was broken off has fewer."""
    problems: tuple[Problem, ...]
    until: datetime | None
    """Until when the certificate is valid, UTC; None where none was seen."""
    now: datetime

    def count(self, kind: str) -> int:
        """How many addresses of a kind were looked at."""
        return sum(s.look.kind == kind for s in self.seen)

    @property
    def bad_codes(self) -> int:
        """Codes that don't open their page; of a host that does not answer at all, every code."""
        if self.seen[0].answer.fault in (*PASSING, *CLOSED):
            return self.plan.codes
        return len({s.look.code for s in self.seen if s.look.kind == "code" and s.bad})

    @property
    def retried(self) -> list[str]:
        """Addresses that were well only when asked again."""
        return [s.look.address for s in self.seen if not s.bad and s.answer.tries > 1]

    @property
    def days(self) -> int | None:
        """Days that the certificate is still valid."""
        return (self.until - self.now).days if self.until else None


def look_round(plan: Plan, web: Web, printed_host: str, now: datetime, say: Say = lambda _: None) -> Round:
    """Ask for everything. A host that does not answer at all is one fault, not one for every code."""
    first, *rest = plan.looks
    seen: list[Seen | None] = [judge(plan, first, web.get(first.address))]
    blocked = bool(seen[0] and seen[0].answer.fault in (*PASSING, *CLOSED))
    if not blocked:
        seen += _all(plan, web, rest, say)
        # A publication may have been under way, or the line broken: whoever is accused is heard twice.
        again = [(number, one) for number, one in enumerate(seen) if one and one.bad]
        if again and web.limits.tries > 1 and None not in seen:
            better = _all(plan, web, [one.look for _, one in again], lambda _: None, once=True)
            for (number, one), new in zip(again, better, strict=True):
                if new:
                    answer = replace(new.answer, tries=one.answer.tries + new.answer.tries)
                    seen[number] = replace(new, answer=answer)
    done = [one for one in seen if one]
    until = min(web.certificates.values(), default=None)
    problems = [p for one in done for p in one.problems] + of_the_host(plan, done, printed_host, until, now)
    if (left := len(plan.looks) - len(done)) and not blocked:
        problems.append(Problem("guard.unfinished", plan.origin, params={"n": str(left)}))
    return Round(plan, tuple(done), tuple(ordered(problems)), until, now)


def _all(plan: Plan, web: Web, looks: Sequence[Look], say: Say, once: bool = False) -> list[Seen | None]:
    """What became of each look, in order; None where the round was broken off before."""
    lock = threading.Lock()
    silent = done = 0

    def one(look: Look) -> Seen | None:
        nonlocal silent, done
        if silent >= IN_A_ROW or web.over:
            return None
        seen = judge(plan, look, web.get(look.address, once))
        with lock:
            silent = silent + 1 if seen.answer.fault in PASSING else 0
            done += 1
            if done % 25 == 0:
                say(f"{done}/{len(looks)}")
        return seen

    with ThreadPoolExecutor(web.limits.parallel) as pool:
        return list(pool.map(one, looks))
