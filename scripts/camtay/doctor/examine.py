"""Findings: an error where printed codes are at risk, a note where something is to be done in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from camtay import ledger as ledgers
from camtay.doctor.ends import ENDS, PYTHON, READ_ON
from camtay.doctor.machine import Git, Machine
from camtay.errors import Problem, Severity
from camtay.model.entries import Alley
from camtay.placements import register as registers
from camtay.placements.record import State
from camtay.placements.status import status
from camtay.project import Project
from camtay.source import SITE as SITE_FILE

AREAS = ("domain", "copies", "engine", "reviews", "signs", "contact")
"""What is looked at, in the order in which it is told."""
RESERVED = re.compile(r"(^|\.)(example|test|invalid|localhost)$|(^|\.)example\.(com|net|org)$")
"""Names that nobody can register (RFC 2606, 2 and 3)."""
DOMAIN_SOON, DOMAIN_URGENT = 90, 30
"""Days before a domain runs out: a note, an error. Registries take a name back within weeks."""
PYTHON_SOON = 180
ENGINE_SOON = 365
TABLE_OLD = 365


def examine(project: Project, register: registers.Register, machine: Machine, day: date) -> dict[str, list[Problem]]:
    """Area → what was found there, of a project as it is on `day`."""
    printed = sum(code.printed is not None for code in project.ledger.codes.values())
    return {
        "domain": list(_domain(project, day, printed)),
        "copies": list(_copies(machine.git, printed)),
        "engine": list(_engine(machine, day)),
        "reviews": list(_reviews(project, day)),
        "signs": list(_signs(project, register, day, printed)),
        "contact": list(_contact(project, printed)),
    }


def _found(code: str, file: str = "", severity: Severity = "warning", /, **params: object) -> Problem:
    return Problem(code, file, params={key: str(value) for key, value in params.items()}, severity=severity)


def _domain(project: Project, day: date, printed: int) -> Iterator[Problem]:
    site = project.site
    if RESERVED.search(site.host):
        yield _found("doctor.domain_example", SITE_FILE, "error" if printed else "warning", host=site.host, n=printed)
        return
    if site.domain_paid_until is None:
        yield _found("doctor.domain_unknown", SITE_FILE, host=site.host)
        return
    days = (site.domain_paid_until - day).days
    if days < 0:
        yield _found("doctor.domain_over", SITE_FILE, "error", host=site.host, date=site.domain_paid_until)
    elif days <= DOMAIN_SOON:
        severity: Severity = "error" if days <= DOMAIN_URGENT else "warning"
        yield _found("doctor.domain_soon", SITE_FILE, severity, host=site.host, days=days, date=site.domain_paid_until)


def _copies(git: Git | None, printed: int) -> Iterator[Problem]:
    """Codes that nobody printed can be issued anew; those on a plate can't."""
    risk: Severity = "error" if printed else "warning"
    if git is None:
        yield _found("doctor.no_git", "", risk)
        return
    if ledgers.FILE in git.changed:
        yield _found("doctor.ledger_changed", ledgers.FILE, risk)
    others = [name for name in git.changed if name != ledgers.FILE]
    if others:
        yield _found("doctor.changed", "", n=len(others), file=others[0])
    if not git.remotes:
        yield _found("doctor.no_remote", "", risk)
        return
    if all(_is_folder(url) for url in git.remotes):
        yield _found("doctor.remote_here", "", where=git.remotes[0])
    if git.ledger_unsent:
        yield _found("doctor.ledger_unsent", ledgers.FILE, risk, n=git.ledger_unsent)
    elif git.unsent:
        yield _found("doctor.unsent", "", n=git.unsent)


def _is_folder(url: str) -> bool:
    """Whether an address of git is a folder of this computer and not a server (`host:path`, `scheme://host`)."""
    return url.startswith(("/", ".", "~", "file:")) or not re.search(r"^[\w.+-]+://|^[^/]{2,}:", url)


def _engine(machine: Machine, day: date) -> Iterator[Problem]:
    name = ".".join(map(str, machine.python))
    until = PYTHON.get(machine.python)
    if until is None:
        newest = ".".join(map(str, max(PYTHON)))
        yield _found("doctor.python_unknown", "", version=name, newest=newest)
    elif until < day:
        yield _found("doctor.python_over", "", version=name, date=until)
    elif until - day <= timedelta(PYTHON_SOON):
        yield _found("doctor.python_soon", "", version=name, date=until)
    for end in ENDS:
        if end.name in machine.versions and end.until - day <= timedelta(ENGINE_SOON):
            code = "doctor.engine_over" if end.until < day else "doctor.engine_soon"
            yield _found(code, "", name=end.name, date=end.until, instead=end.instead)
    for line in machine.wanted:
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        have = next(
            (v for n, v in machine.versions.items() if canonicalize_name(n) == canonicalize_name(wanted.name)), ""
        )
        if have and have not in wanted.specifier:
            yield _found("doctor.bounds", "", name=wanted.name, version=have, wanted=wanted.specifier)
    if day - READ_ON > timedelta(TABLE_OLD):
        yield _found("doctor.table", "", date=READ_ON)
    if machine.epoch:
        yield _found("doctor.epoch", "", variable="SOURCE_DATE_EPOCH", value=machine.epoch)


def _reviews(project: Project, day: date) -> Iterator[Problem]:
    own = [entry for entry in project.entries.values() if not isinstance(entry, Alley)]  # an alley's is its village's
    late = sorted((project.due(entry), entry.id) for entry in own if project.due(entry) < day)
    if late:
        due, entry = late[0]
        yield _found("doctor.reviews", "", n=len(late), entry=entry, days=(day - due).days)


def _signs(project: Project, register: registers.Register, day: date, printed: int) -> Iterator[Problem]:
    found = status(project, register, day)
    if printed and not register.placements:
        yield _found("doctor.register", registers.FILE, n=printed)
    if found.overdue:
        worst = found.overdue[0].placement
        seen = worst.seen_on or day
        yield _found("doctor.unseen", registers.FILE, n=len(found.overdue), code=worst.code, days=(day - seen).days)
    broken = [*found.by_state[State.DAMAGED], *found.by_state[State.MISSING]]
    if broken:
        yield _found("doctor.broken", registers.FILE, n=len(broken), code=broken[0].placement.code)


def _contact(project: Project, printed: int) -> Iterator[Problem]:
    contact = project.site.contact
    if not (contact.email or contact.phone or contact.zalo):
        yield _found("doctor.contact", SITE_FILE)
