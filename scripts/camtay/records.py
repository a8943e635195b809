"""What each file of content says by itself, remembered in `.cache/camtay/records.db`: only changed ones are read.

A file is known by its name, size and times, or else by the hash of what is in it. All is forgotten when the program, a
package that it uses or the locales of the site change; whoever deletes the file makes the next run read everything,
and one that is damaged, or another program's, is as good as none. Nothing in it decides what is right: what several
files can have wrong together is looked for in every run.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import Any, ClassVar

from camtay.errors import Problem
from camtay.kept import digest, program
from camtay.memory import new_database
from camtay.model.listed import Facts, unpacked
from camtay.yaml_file import MAX_BYTES, Path_

FILE = ".cache/camtay/records.db"
VERSION = 1
"""Raised when the table or what is packed changes."""
FEW = 200
"""Projects with fewer files are read in no time: nothing is written for them."""
TICK = 50_000_000
"""Nanoseconds within which two changes of a file may carry the same time."""
Stamp = tuple[int, int, int]
"""Size in bytes, times of the last change of content and of anything else in nanoseconds."""
_NEVER = (-1, 0, 0)


@dataclass
class Listing:
    """An entry in a file: where, what lists ask of it (and that without what is unsure, where it differs), and
    `listed.Later.links`."""

    base: Path_
    facts: Facts
    published: Facts | None
    links: tuple[Any, ...]


@dataclass
class Known:
    """What a file says whatever the others say; `own` problems, the first ones, are of its YAML."""

    problems: list[Problem] = field(default_factory=list)
    own: int = 0
    unread: set[str] = field(default_factory=set)
    unsure: bool = False
    """Whether it may hold anything that is unsure."""
    entries: list[Listing] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)
    """The document's."""

    def packed(self) -> bytes:
        """As plain values."""
        problems = [
            (p.code, p.file, p.line, p.column, p.path, dict(p.params), p.severity) for p in self.problems
        ]  # fmt: skip
        listings = [(one.base, one.facts, one.published, one.links) for one in self.entries]
        return pickle.dumps((problems, self.own, self.unread, self.unsure, listings, self.memo), 5)

    @classmethod
    def of(cls, data: bytes) -> Known:
        """What was packed. Raises anything for damaged data."""
        problems, own, unread, unsure, listings, memo = unpacked(data)
        return cls(
            [Problem(*one) for one in problems], own, unread, unsure, [Listing(*one) for one in listings], memo
        )  # fmt: skip


class Shelf:
    """The records of a project's files, as they were left and as they are now."""

    met: ClassVar[dict[str, tuple[Stamp, str, Known]] | None] = None
    """What was known of each file the last time, by its path: a dict for a process that reads one project again and
    again, None for one that reads it once."""

    def __init__(self, root: Path, locales: Iterable[str]) -> None:
        self.root, self._locales = root, tuple(locales)
        self.rows: dict[str, tuple[Stamp, str, bytes]] = {}
        """Name of a file → its stamp, the hash of its bytes, what is known of it."""
        self._now: dict[str, tuple[Stamp, str, Known, int]] = {}
        """The same of files that were met in this run, with how much was worked out of each before it."""
        self._again: set[str] = set()
        """Files whose rows have to be written: another stamp or content."""

    @cached_property
    def context(self) -> str:
        """What decides, beside a file, what is known of it."""
        return digest(str(VERSION), program(), *self._locales)

    def open(self) -> Shelf:
        """Read what was left, if it is of use."""
        path = self.root / FILE
        if path.is_file():
            with suppress(sqlite3.Error, ValueError, TypeError), closing(_connected(path)) as db:
                if _context(db) == self.context:
                    found = db.execute("select name, size, mtime, ctime, hash, known from file")
                    self.rows = {
                        name: ((size, mtime, ctime), key, known) for name, size, mtime, ctime, key, known in found
                    }
        return self

    def find(self, path: str, name: str) -> Known | None:
        """What is known of a file that is as it was."""
        row = self.rows.get(name)
        if row is None:
            return None
        before, key, packed = row
        try:
            now = stamp(path)
            if now != before and (now[0] > MAX_BYTES or _hash(Path(path).read_bytes()) != key):
                return None
            last = self.met.get(path) if self.met else None
            known = last[2] if last and last[:2] == (now, key) else Known.of(packed)
        except Exception:  # whatever a damaged file may lead to
            return None
        if now != before:
            self._again.add(name)
        self._now[name] = now, key, known, len(known.memo)
        if self.met is not None:
            self.met[path] = now, key, known
        return known

    def put(self, name: str, before: Stamp, key: str, known: Known) -> None:
        """Remember what was read of a file; `before` is its stamp before it was read."""
        self._now[name] = before if settled(before) else _NEVER, key, known, -1
        self._again.add(name)

    def key(self, name: str) -> str:
        """Hash of the bytes of a file that was met; empty for one that was not."""
        return self._now[name][1] if name in self._now else ""

    def save(self) -> None:
        """Write what has changed, if there is enough, and let go of all; a disk that can't be written leaves things as
        they were."""
        if len(self._now) >= FEW:
            self._save()
        self.rows, self._now, self._again = {}, {}, set()

    def _save(self) -> None:
        more = {name for name, (*_, known, length) in self._now.items() if len(known.memo) != length}
        gone = self.rows.keys() - self._now.keys()
        if not (changed := more | self._again) and not gone:
            return
        rows = [(name, *(one := self._now[name])[0], one[1], one[2].packed()) for name in sorted(changed)]
        with suppress(OSError, sqlite3.Error):
            if self.rows:
                self._change(rows, gone)
            else:
                self._write(rows)

    def _change(self, rows: list[Any], gone: Iterable[str]) -> None:
        with closing(_connected(self.root / FILE)) as db:
            db.execute("begin immediate")
            if _context(db) == self.context:  # nobody with another program was here meanwhile
                db.executemany("delete from file where name = ?", [(name,) for name in gone])
                db.executemany(_PUT, rows)
            db.execute("commit")

    def _write(self, rows: list[Any]) -> None:
        def fill(db: sqlite3.Connection) -> None:
            db.execute("insert into about values (?)", (self.context,))
            db.executemany(_PUT, rows)

        new_database(self.root / FILE, _TABLES, fill)


_TABLES = """\
create table about (context text);
create table file (name text primary key, size integer, mtime integer, ctime integer, hash text, known blob);
"""
_PUT = "insert or replace into file values (?, ?, ?, ?, ?, ?)"


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=1)


def _context(db: sqlite3.Connection) -> str:
    row = db.execute("select context from about").fetchone()
    return str(row[0]) if row else ""


def stamp(path: str) -> Stamp:
    """Size and times of a file. Raises OSError, also for what is no file."""
    status = os.stat(path)
    if not S_ISREG(status.st_mode):
        raise OSError(path)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def settled(found: Stamp) -> bool:
    """Whether a later change of a file would show in its stamp: one within the same tick of the clock would not."""
    return time.time_ns() - max(found[1:]) > TICK


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


__all__ = ["FILE", "Known", "Listing", "Shelf", "stamp"]
