"""The last files of a large project are read by another process, the first time that anybody reads it.

It finds of each file what `records` would remember of it, so that what comes of it here is what comes of a file that
was read before."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from camtay import yaml_file
from camtay.aside import Aside, alone_enough, workers
from camtay.library import Wholes, known
from camtay.records import Known, Shelf, Stamp, stamp

MANY = 600
"""Files from which on it pays."""
SHARE = 0.55
"""Of the files, for the other process: this one has to put everything together besides."""
File = tuple[str, str]
"""Path, and the name by which problems call it."""


class Found(NamedTuple):
    """Of one file: its stamp before it was read, the hash of its bytes, `Known.packed`, and its whole records."""

    before: Stamp
    key: str
    packed: bytes
    wholes: list[tuple[str, bytes]]


class Ahead:
    """What the other process found, asked for in the order of the files."""

    def __init__(self, files: Sequence[File], shelf: Shelf, locales: tuple[str, ...], wholes: Wholes) -> None:
        """`files` are all that have entries; those that the shelf knows are not read."""
        new = [file for file in files if file[1] not in shelf.rows]
        self._names: set[str] = set()
        self._found: dict[str, Found] | None = None
        if workers(len(new), MANY) < 2 or not alone_enough():
            return
        own = new[len(new) - int(len(new) * SHARE) :]
        with suppress(OSError):
            self._aside = Aside(partial(_all, own, locales, wholes))
            self._names = {name for _, name in own}

    def take(self, name: str) -> tuple[Found, Known] | None:
        """What is known of a file; None for one that is to be read here."""
        if name not in self._names:
            return None
        if self._found is None:
            self._found = {}
            with suppress(OSError):
                self._found = self._aside.done() or {}
        found = self._found.pop(name, None)
        try:
            return (found, Known.of(found.packed)) if found else None
        except Exception:  # what was found of it can't be unpacked: it is read here, where that is told
            return None


def _all(files: Iterable[File], locales: tuple[str, ...], wholes: Wholes) -> dict[str, Found]:
    return {name: found for path, name in files if (found := _one(path, name, locales, wholes))}


def _one(path: str, name: str, locales: tuple[str, ...], wholes: Wholes) -> Found | None:
    try:
        before = stamp(os.fspath(path))
    except OSError:
        return None
    document = yaml_file.read(path, name)
    key = document.memo.get("raw", "")
    if not key:
        return None
    shelved, whole = known(document, locales)
    _ = document.digest
    kept = [] if wholes == "left" else [(one.id, pickle.dumps(one, pickle.HIGHEST_PROTOCOL)) for one in whole]
    return Found(before, key, shelved.packed(), kept)


__all__ = ["Ahead"]
