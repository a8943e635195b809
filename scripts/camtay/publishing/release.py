"""Releases: what they are called, and what is in a site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from camtay.errors import fail
from camtay.urls import SCAN_FOLDER

FOLDER = "releases"
LIVE = "current"
INCOMING = ".incoming"
"""Beginning of the name of a folder that is still being filled."""
_WITHDRAWN = ".withdrawn"
_NAME = re.compile(rf"([0-9]{{4,}})-([0-9a-f]{{12}})({re.escape(_WITHDRAWN)})?")


@dataclass(frozen=True, order=True)
class Release:
    """`number` counts from 1 (0: what lay there before the first); `mark` is 12 hexadecimal digits of the content."""

    number: int
    mark: str
    withdrawn: bool = False
    """Somebody went back from it: the next step back goes past it."""

    def __str__(self) -> str:
        return f"{self.number:04}-{self.mark}{_WITHDRAWN if self.withdrawn else ''}"

    def as_withdrawn(self, withdrawn: bool) -> Release:
        return replace(self, withdrawn=withdrawn)


def parse(name: str) -> Release | None:
    """The release of that name; None for a name that is no release's."""
    found = _NAME.fullmatch(name)
    return Release(int(found[1]), found[2], bool(found[3])) if found else None


def parsed(names: Iterable[str]) -> list[Release]:
    """The releases among these names, oldest first."""
    return sorted(found for name in names if (found := parse(name)))


def codes(names: Iterable[str]) -> frozenset[str]:
    """Codes that a site answers, from the names of the files in its folder of scan pages."""
    return frozenset(name.removesuffix(".html") for name in names if re.fullmatch(r"[0-9A-Z]{6}\.html", name))


def files_of(site: Path) -> list[Path]:
    """Every file of a site, in a fixed order. Raises CamtayError for what is no plain file, OSError."""
    found = []
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise fail("publish.link", path=path.relative_to(site).as_posix())
        if path.is_file():
            found.append(path)
    return found


def mark_of(site: Path) -> str:
    """12 hexadecimal digits that only this content has. Raises CamtayError, OSError."""
    return mark((path.relative_to(site).as_posix(), path.read_bytes()) for path in files_of(site))


def mark(files: Iterable[tuple[str, bytes]]) -> str:
    """The same from (path, content) of every file, in the order of `files_of`."""
    whole = hashlib.sha256()
    for name, data in files:
        whole.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return whole.hexdigest()[:12]


def scan_folder(site: Path) -> list[str]:
    """Names of the files in a site's folder of scan pages."""
    folder = site / SCAN_FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
