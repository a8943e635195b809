"""What this computer remembers of the last build, in one file: `.cache/camtay/build.db`.

The causes of every page and what is known of it, the files that were read and written, the frames that bodies are put
into. A database of SQLite, so that a build that changes three pages changes three rows. Nothing in it decides what is
right: whoever deletes it makes the next build a whole one, and a file that is damaged is as good as none.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = ".cache/camtay/build.db"
VERSION = 3
"""Raised when the tables change."""
_TABLES = """\
create table value (key text primary key, json text) without rowid;
create table source (name text primary key, size integer, time integer) without rowid;
create table file (name text primary key, size integer, time integer) without rowid;
create table shared (id integer primary key, json text);
create table page (name text primary key, mark text, reads text, told text, shared integer) without rowid;
create table frame (name text primary key, parts text) without rowid;
create table entry (id text primary key, file text, form text, words text) without rowid;
create table record (id text, locale text, json text, primary key (id, locale)) without rowid;
create index files on entry (file);
"""
Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds; (-1, time) of a folder."""


@dataclass
class Page:
    """`mark` is the hash of all causes, `reads` the entries that it showed, `told` what else a build has to know."""

    mark: str
    reads: tuple[str, ...]
    told: Any
    common: Any = None
    """The part of `told` that many pages share."""


@dataclass
class State:
    """Everything that is remembered of a build."""

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Stamp] = field(default_factory=dict)
    files: dict[str, Stamp] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    frames: dict[str, list[str]] = field(default_factory=dict)
    entries: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Entry → its file, hash of what decides where it stands, hashes of the words that lists show."""
    records: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    """(entry, locale) → what the search knows of it."""


class Memory:
    """An open database. Whatever is wrong with it shows as `sqlite3.Error` or ValueError."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def value(self, key: str) -> Any:
        """One of `State.values`; None for one that is not there."""
        row = self._db.execute("select json from value where key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def sources(self) -> dict[str, Stamp]:
        """Files that were read."""
        return {name: (size, time) for name, size, time in self._db.execute("select * from source")}

    def files(self) -> dict[str, Stamp]:
        """Files and folders that were there afterwards."""
        return {name: (size, time) for name, size, time in self._db.execute("select * from file")}

    def pages(self, names: Iterable[str] | None = None) -> dict[str, Page]:
        """Pages by the first of their files: all, or those that are asked for and known."""
        shared = {number: json.loads(text) for number, text in self._db.execute("select * from shared")}
        if names is None:
            rows = self._db.execute("select * from page").fetchall()
        else:
            rows = []
            for name in names:
                rows += self._db.execute("select * from page where name = ?", (name,)).fetchall()
        return {
            name: Page(mark, tuple(json.loads(reads)), json.loads(told), shared.get(number))
            for name, mark, reads, told, number in rows
        }

    def readers(self, entries: Iterable[str]) -> set[str]:
        """Pages that showed any of these entries."""
        found: set[str] = set()
        for entry in entries:
            # Going through all rows takes less than an index of all that were read takes to write.
            rows = self._db.execute("select name from page where instr(reads, ?)", (_json(entry),))
            found.update(name for (name,) in rows)
        return found

    def shared(self) -> Iterator[Any]:
        """Everything that stands in `Page.common`, each once."""
        return (json.loads(text) for (text,) in self._db.execute("select json from shared"))

    def weights(self, names: str) -> dict[str, int]:
        """The number that is told first of every page whose name fits the pattern `names`."""
        rows = self._db.execute("select name, told from page where name glob ?", (names,))
        return {name: int(told[1 : told.index(",")]) for name, told in rows}  # `[weight,…`: sooner than as JSON

    def frame(self, name: str) -> list[str] | None:
        """The pieces of a frame, if it is known."""
        row = self._db.execute("select parts from frame where name = ?", (name,)).fetchone()
        found: list[str] | None = json.loads(row[0]) if row else None
        return found

    def frames(self) -> dict[str, list[str]]:
        """All frames."""
        return {name: json.loads(parts) for name, parts in self._db.execute("select * from frame")}

    def entries_of(self, files: Iterable[str]) -> dict[str, tuple[str, str, str]]:
        """What is remembered of the entries in some files."""
        rows = [row for file in files for row in self._db.execute("select * from entry where file = ?", (file,))]
        return {name: (file, form, words) for name, file, form, words in rows}

    def records(self) -> dict[tuple[str, str], list[Any]]:
        """All of `State.records`."""
        rows = self._db.execute("select * from record").fetchall()
        found = json.loads(f"[{','.join([text for _, _, text in rows])}]")  # one text is sooner read than thousands
        return {(id_, tag): one for (id_, tag, _), one in zip(rows, found, strict=True)}

    def change(self, state: State, gone: Iterable[str] = ()) -> None:
        """Write over what `state` has, all or nothing; `gone` are files that are no more."""
        self._db.execute("begin")
        try:
            self._db.executemany("delete from file where name = ?", [(name,) for name in gone])
            _put(self._db, state)
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise


def _put(db: sqlite3.Connection, state: State) -> None:
    db.executemany("insert or replace into value values (?, ?)", _texts(state.values))
    db.executemany("insert or replace into source values (?, ?, ?)", _stamps(state.sources))
    db.executemany("insert or replace into file values (?, ?, ?)", _stamps(state.files))
    db.executemany("insert or replace into frame values (?, ?)", _texts(state.frames))
    db.executemany(
        "insert or replace into entry values (?, ?, ?, ?)", [(name, *one) for name, one in state.entries.items()]
    )
    db.executemany(
        "insert or replace into record values (?, ?, ?)", [(*of, _json(one)) for of, one in state.records.items()]
    )
    numbers = {text: number for number, text in db.execute("select * from shared")}
    rows = []
    for name, page in state.pages.items():
        text = _json(page.common)
        if text not in numbers:
            numbers[text] = len(numbers)
            db.execute("insert into shared values (?, ?)", (numbers[text], text))
        rows.append((name, page.mark, _json(page.reads), _json(page.told), numbers[text]))
    db.executemany("insert or replace into page values (?, ?, ?, ?, ?)", rows)


def _stamps(found: Mapping[str, Stamp]) -> list[tuple[str, int, int]]:
    return [(name, size, time) for name, (size, time) in found.items()]


def _texts(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, _json(value)) for name, value in found.items()]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def opened(root: Path) -> Iterator[Memory | None]:
    """The memory of a project; None where there is none, or none of this version."""
    path = root / FILE
    if not path.is_file():
        yield None
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        memory = None
        with suppress(sqlite3.Error):
            if connection.execute("pragma user_version").fetchone() == (VERSION,):
                memory = Memory(connection)
        yield memory


def write(root: Path, state: State) -> None:
    """Remember a whole build in place of whatever was remembered. Raises OSError."""

    def fill(db: sqlite3.Connection) -> None:
        _put(db, state)
        db.execute(f"pragma user_version = {VERSION:d}")

    try:
        new_database(root / FILE, _TABLES, fill)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def new_database(path: Path, tables: str, fill: Callable[[sqlite3.Connection], None]) -> None:
    """A database with what `fill` puts into its tables, in place of the one that is there, or nothing is changed.

    Raises OSError, sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            db.executescript(f"pragma journal_mode = off; pragma synchronous = off; begin; {tables}")
            fill(db)
            db.execute("commit")
        handle = os.open(temporary, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def forget(root: Path) -> None:
    """Remember nothing. Raises OSError."""
    (root / FILE).unlink(missing_ok=True)
