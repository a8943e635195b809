"""Knowing what there is to build: every file that a build reads, and every one that it wrote, beside how it was.

Only names, sizes and times are looked at, as `make` and `rsync` do. What the last build said of itself is kept beside
them, so that somebody who builds twice is told the same twice.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from camtay.clock import print_day
from camtay.errors import Problem
from camtay.kept import program, stamp
from camtay.memory import Memory, Stamp, State, opened

SITE = "site"
PRINTED = "qr/print"
CONTENT = "guides"
WRITTEN = ("qr/ledger.jsonl", "qr/addresses.jsonl", "qr/.codes.jsonl")
"""Files of the content that a build may write itself."""
SHARED = re.compile(rf"{CONTENT}/(site|places|glossary|synonyms)\.ya?ml|{CONTENT}/(ui|style)/.*")
"""Files of the content that are about many entries."""
_READ = (CONTENT, "docs", "qr")
_HISTORY = (".git/HEAD", ".git/logs/HEAD", ".git/packed-refs")
"""A check also asks git which lines the ledger had."""


def options(compressed: bool, signs: bool) -> tuple[str, ...]:
    """What a command line may ask of a build, as `Record` takes it."""
    return (*(["compressed"] if compressed else []), *([] if signs else ["no signs"]))


@dataclass(frozen=True)
class Told:
    """What a build says of itself; `largest` is (code, entry, bytes) of the heaviest scan page."""

    pages: int
    scan_pages: int
    signs: int
    warnings: tuple[Problem, ...] = ()
    largest: tuple[str, str, int] | None = None


@dataclass
class Record:
    """`sources` are taken before anything is read, so that a change made meanwhile is built the next time.

    `options` are what else decides what comes out."""

    root: Path
    options: tuple[str, ...] = ()
    sources: dict[str, Stamp] = field(init=False)

    def __post_init__(self) -> None:
        self.sources = self._sources()
        # An override of the time is an input too; the day decides what is overdue.
        self._rest = [program(), *self.options, print_day().isoformat(), os.environ.get("SOURCE_DATE_EPOCH", "")]

    def told(self) -> Told | None:
        """What the last build said, if another one would change nothing."""
        try:
            with opened(self.root) as memory:
                if memory is None or self.changed(memory) != set() or not self.whole(memory):
                    return None
                return of_values(memory.value("told"))
        except (OSError, sqlite3.Error, ValueError, TypeError, KeyError, IndexError):
            return None

    def changed(self, memory: Memory) -> set[str] | None:
        """Files that are others than at the last build; None where that was a build of another sort."""
        if memory.value("rest") != self._rest:
            return None
        before = memory.sources()
        names = before.keys() | self.sources.keys()
        return {name for name in names if before.get(name) != self.sources.get(name)}

    def whole(self, memory: Memory) -> bool:
        """Whether every file of the last build is as it was left, and none came since. Raises OSError."""
        before = memory.files()
        try:
            return bool(before) and all(stamp(f"{self.root}/{name}") == known for name, known in before.items())
        except FileNotFoundError:
            return False

    def state(self, told: Told, written: dict[str, Stamp] | None = None) -> State:
        """What to remember of a build that is done, which wrote these files, or all. Raises OSError."""
        now = self._sources()
        # What the build itself wrote is no change; with anything else that is new the next one has something to do.
        same = _without(now, WRITTEN) == _without(self.sources, WRITTEN)
        files = written or stamps(self.root, SITE, PRINTED)
        values = {"rest": self._rest, "told": values_of(told)}
        return State(values, now if same else self.sources, files)

    def _sources(self) -> dict[str, Stamp]:
        names = (*_READ, "mkdocs.yml", *_HISTORY)
        found = stamps(self.root, *names, without=(PRINTED,))
        return {name: known for name, known in found.items() if known[0] >= 0}  # an empty folder says nothing


def values_of(told: Told) -> dict[str, Any]:
    """What a build said, as it is remembered."""
    warnings = [{**asdict(problem), "params": dict(problem.params)} for problem in told.warnings]
    return {**asdict(told), "warnings": warnings}


def of_values(values: Any) -> Told:
    """The same back again. Raises TypeError, KeyError."""
    warnings = tuple(Problem(**one) for one in values["warnings"])
    largest = tuple(values["largest"]) if values["largest"] else None
    return Told(values["pages"], values["scan_pages"], values["signs"], warnings, largest)


def _without(found: dict[str, Stamp], names: Iterable[str]) -> dict[str, Stamp]:
    return {name: known for name, known in found.items() if name not in names}


def stamps(root: Path, *names: str, without: tuple[str, ...] = ()) -> dict[str, Stamp]:
    """Stamps of files and folders and all in them, by their names below `root`."""
    return dict(found for name in names for found in _stamps(root, name, without))


def _stamps(root: Path, name: str, without: tuple[str, ...]) -> Iterator[tuple[str, Stamp]]:
    if name in without:
        return
    try:
        known = stamp(f"{root}/{name}")
    except OSError:
        return
    yield name, known
    if known[0] < 0:
        yield from _inside(f"{root}/{name}", name, without)


def _inside(path: str, name: str, without: tuple[str, ...]) -> Iterator[tuple[str, Stamp]]:
    folders = []
    with os.scandir(path) as found:
        for child in found:
            own = f"{name}/{child.name}"
            if own in without:
                continue
            try:
                status = child.stat()
            except OSError:  # a link that leads nowhere
                continue
            if child.is_dir():
                folders.append((child.path, own))
                yield own, (-1, status.st_mtime_ns)
            else:
                yield own, (status.st_size, status.st_mtime_ns)
    for inner, own in folders:
        yield from _inside(inner, own, without)
