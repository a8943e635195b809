"""Whether an answer is what the plan says: each fault is a problem whose place is the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import unquote

from camtay import codes
from camtay.errors import Problem, Severity
from camtay.guard import page as live
from camtay.guard.fetch import Answer
from camtay.guard.plan import Look, Plan

SOON, URGENT = 30, 7
"""Days that a certificate must still be valid: below the first a note, below the second a fault."""
SLOW = 5.0
"""Seconds that a page may take before it is called slow, counted from here with a whole line."""
HEADERS = (
    "content-security-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
    "permissions-policy",
    "strict-transport-security",
)
"""What `camtay build` tells hosts to send with every page (`hosting.HEADERS`), as far as readers depend on it."""


class _Fault(Protocol):
    def __call__(self, code: str, severity: Severity = "error", /, **params: object) -> Problem: ...


@dataclass(frozen=True)
class Seen:
    """One look and what came of it."""

    look: Look
    answer: Answer
    problems: tuple[Problem, ...]

    @property
    def bad(self) -> bool:
        """Whether somebody in front of the sign is let down."""
        return any(p.severity == "error" for p in self.problems)


def judge(plan: Plan, look: Look, answer: Answer) -> Seen:
    """What is wrong with one answer."""
    return Seen(look, answer, tuple(_faults(plan, look, answer)))


def _faults(plan: Plan, look: Look, answer: Answer) -> Iterable[Problem]:
    def fault(code: str, severity: Severity = "error", /, **params: object) -> Problem:
        known = {"code": look.code, "entry": look.entry, "name": look.name, **params}
        return Problem(code, look.address, params={k: str(v) for k, v in known.items()}, severity=severity)

    if answer.fault:
        yield fault(answer.fault, detail=answer.detail)
        return
    if look.kind == "unknown":
        yield from _unknown(answer, fault)
        return
    if answer.status in (404, 410) and look.kind == "typed":  # the sign itself works, or its own look tells
        yield fault("guard.typed", "warning", status=answer.status)
        return
    if answer.status in (404, 410):
        missing = {"code": "guard.missing", "address": "guard.address"}
        yield fault(missing.get(look.kind, "guard.status"), status=answer.status)
        return
    if answer.status != 200:
        yield fault("guard.status", status=answer.status)
        return
    page = live.read(answer.text)
    if not answer.text.rstrip().endswith("</html>"):
        yield fault("guard.cut", size=len(answer.text.encode()))
        return
    if strangers := page.elsewhere - plan.own:
        yield fault("guard.strange", hosts=", ".join(sorted(strangers)))
    if look.kind == "home":
        return
    if look.kind in ("code", "typed"):
        yield from _code(plan, look, page, fault)
    elif (owner := plan.pages.get(_tidy(page.canonical))) != look.entry:
        yield fault("guard.other_page", found=owner or page.canonical or "–")


def _code(plan: Plan, look: Look, page: live.Page, fault: _Fault) -> Iterable[Problem]:
    if look.code not in page.strong:
        others = sorted(text for text in page.strong if codes.is_valid(text))
        yield fault("guard.other_code", found=others[0]) if others else fault("guard.no_code")
        return
    owner = plan.pages.get(_tidy(page.canonical))
    if owner != look.entry:
        yield fault("guard.entry", found=owner or page.canonical or "–")
    elif look.name not in page.headings:
        # The same entry under another name: what is published is older, or newer, than what lies here.
        yield fault("guard.name", "warning", found=" · ".join(sorted(page.headings)) or "–")
    elif not page.policy:
        yield fault("guard.policy", "warning")


def _unknown(answer: Answer, fault: _Fault) -> Iterable[Problem]:
    if answer.status != 404:
        yield fault("guard.unknown", "warning", status=answer.status)
    elif not any(link.split("#")[0].endswith("/Q/") for link in live.read(answer.text).links):
        yield fault("guard.unhelpful", "warning")


def _tidy(address: str) -> str:
    return unquote(address)


# ---------------------------------------------------------------- of the host as a whole
def of_the_host(
    plan: Plan, seen: Iterable[Seen], printed_host: str, until: datetime | None, now: datetime
) -> list[Problem]:
    """What concerns all pages at once: names of hosts, certificate, headers, slowness."""
    all_ = list(seen)
    found: list[Problem] = []

    def fault(code: str, severity: Severity, /, **params: object) -> None:
        words = {key: str(value) for key, value in params.items()}
        found.append(Problem(code, plan.origin, params=words, severity=severity))

    host = plan.origin.removeprefix("https://")
    if host != printed_host:
        fault("guard.host", "error", host=host, printed=printed_host)
    if until is not None:
        days = (until - now).days
        if days < SOON:
            fault("guard.days", "error" if days < URGENT else "warning", days=days, date=until.date())
    good = [s for s in all_ if s.answer.status == 200 and s.look.kind != "unknown"]
    missing = [name for name in HEADERS if any(name not in s.answer.headers for s in good)]
    if missing:
        fault("guard.headers", "warning", names=", ".join(missing))
    slow = sorted((s for s in good if s.answer.seconds > SLOW), key=lambda s: -s.answer.seconds)
    if slow:
        worst = slow[0]
        fault("guard.slow", "warning", n=len(slow), address=worst.look.address, seconds=f"{worst.answer.seconds:.0f}")
    return found
