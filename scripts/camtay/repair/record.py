"""What a repair is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Repair(NamedTuple):
    """One change. `sort` is the last part of a key of the command line's texts (`fix_quotes` …)."""

    line: int
    sort: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Repaired:
    """A file before and after. Both texts end their lines with `\\n`; `data` is what to write."""

    before: str
    after: str
    data: bytes
    repairs: tuple[Repair, ...]


def changed_lines(sort: str, before: str, after: str) -> list[Repair]:
    """A repair for each line that differs; both texts have the same number of lines."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [Repair(number, sort) for number, (old, new) in enumerate(pairs, 1) if old != new]
