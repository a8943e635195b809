"""What the round before knew, so that a report can say since when, and what is new: `.cache/camtay/guard.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camtay.errors import Problem, fail
from camtay.files import write_atomic
from camtay.guard.run import Round

FILE = ".cache/camtay/guard.json"


@dataclass(frozen=True)
class Change:
    """Problems with the day on which each was first seen, apart by what the round before knew of them."""

    since: Mapping[Problem, str]
    new: tuple[Problem, ...]
    mended: tuple[tuple[str, str], ...]
    """(code, address) of what was wrong and is well again; what was not looked at this time is not among them."""


def compare(root: Path, found: Round) -> Change:
    """Against the round before of the same host; with no such round everything is new."""
    known = _read(root).get(found.plan.origin, {})
    today = found.now.date().isoformat()
    since = {p: known.get(key(p), today) for p in found.problems}
    now = {key(p) for p in found.problems}
    looked = _looked(found)
    mended = (tuple(k.split(" ", 1)) for k in known if k not in now and k.split(" ", 1)[1] in looked)
    return Change(
        since,
        tuple(p for p in found.problems if key(p) not in known),
        tuple((code, address) for code, address in sorted(mended)),
    )


def keep(root: Path, found: Round, change: Change) -> None:
    """Write it down for the next round. Raises CamtayError."""
    every = _read(root)
    looked = _looked(found)
    unseen = {k: day for k, day in every.get(found.plan.origin, {}).items() if k.split(" ", 1)[1] not in looked}
    every[found.plan.origin] = {**unseen, **{key(p): day for p, day in change.since.items()}}
    try:
        text = json.dumps(every, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomic(root / FILE, f"{text}\n".encode())
    except OSError as error:
        raise fail("file.write", FILE, reason=error.strerror or error) from error


def key(problem: Problem) -> str:
    """The same fault has the same key in every round; numbers that change by the day are not part of it."""
    return f"{problem.code} {problem.file}"


def _looked(found: Round) -> set[str]:
    """Addresses that this round can speak about."""
    return {found.plan.origin, *(seen.look.address for seen in found.seen)}


def _read(root: Path) -> dict[str, dict[str, str]]:
    try:
        data = json.loads((root / FILE).read_bytes())
        return {str(host): _known(known.items()) for host, known in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # a memory that can't be read is none


def _known(lines: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {k: date.fromisoformat(day).isoformat() for k, day in lines if " " in k}
