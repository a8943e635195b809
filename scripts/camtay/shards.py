"""A build in parts: which pages belong to a part, and the file in which a part travels to where they are joined.

A part is no site. It is the pages of some entries and codes, each with its causes; the build that joins the parts takes
a page over where its causes are what they are there, and makes it itself where not. So a part that is missing, broken
or of another state of the content costs time, and nothing else.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, NamedTuple

from camtay.errors import fail
from camtay.files import link, write_atomic
from camtay.kept import Kept
from camtay.ledger import Code
from camtay.memory import Page
from camtay.model.entries import Alley, Entry
from camtay.project import Project
from camtay.scan import publish

ROWS = "pages.json"
"""The first member of a part: what is known of its pages."""
MOST = 1_000
"""Parts of a build."""
LARGEST = 10_000_000
"""Bytes of one page: more is none of ours."""
_SHARD = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


class PartMade(Exception):  # noqa: N818 - no error: the engine has no other way to be told that this is all
    """A part of a build is there."""


class Shard(NamedTuple):
    """Part `number` (from 1) of `of`."""

    number: int
    of: int

    @property
    def name(self) -> str:
        """Name of the file that it travels in."""
        return f"camtay-{self.number}-of-{self.of}.tar.gz"


def parse(text: str) -> Shard:
    """`2/4`. Raises ValueError."""
    found = _SHARD.fullmatch(text)
    shard = Shard(int(found[1]), int(found[2])) if found else Shard(0, 0)
    if not 1 <= shard.number <= shard.of <= MOST:
        raise ValueError(text)
    return shard


def part(project: Project, shard: Shard) -> tuple[list[Entry], list[Code]]:
    """Entries and codes of a part. What lies in one commune stays together; other entries are dealt out one by one.

    The largest groups are dealt out first, each to the part that has least: the same for the same content."""
    groups: dict[str, list[Entry]] = {}
    for entry in project.entries.values():
        home = project.entries[entry.village] if isinstance(entry, Alley) else entry
        groups.setdefault(home.place[0] if home.place else f" {home.id}", []).append(entry)
    loads, own = [0] * shard.of, set[str]()
    for _, entries in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        least = loads.index(min(loads))
        loads[least] += len(entries)
        if least == shard.number - 1:
            own.update(entry.id for entry in entries)
    codes = [code for code in project.ledger.codes.values() if code.entry in own]
    return [entry for entry in project.entries.values() if entry.id in own], codes


# ---------------------------------------------------------------- the file
def pack(pages: Mapping[str, Page], site: Path, target: Path) -> None:
    """Write a part into a file: the same pages give the same bytes. Raises OSError."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        rows = {name: asdict(pages[name]) for name in sorted(pages)}
        _add(archive, ROWS, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
        for name in rows:
            _add(archive, name, (site / name).read_bytes())
    write_atomic(target, buffer.getvalue())


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def kept(root: Path, files: Iterable[Path], folder: Path) -> Kept:
    """The pages of some parts, unpacked into an empty folder, for a build to take over.

    Raises CamtayError for a file that is no part, OSError."""
    found = Kept(root, folder, by_hash=True)
    for file in files:
        try:
            with tarfile.open(file, "r:gz") as archive:
                found.old |= _unpacked(archive, folder)
        except (tarfile.TarError, EOFError, ValueError, TypeError, KeyError, gzip.BadGzipFile) as error:
            raise fail("shard.file", file.name, reason=error) from error
    return found


def _unpacked(archive: tarfile.TarFile, folder: Path) -> dict[str, Page]:
    """Only files that the list names are written, below `folder`; no links, no other names. Raises ValueError."""
    first = archive.next()
    if first is None or first.name != ROWS:
        raise ValueError(ROWS)
    rows = json.loads(_read(archive, first, 100 * LARGEST))
    pages = {name: Page(**{**row, "reads": tuple(row["reads"])}) for name, row in rows.items()}
    while member := archive.next():
        target = folder / member.name
        if member.name not in pages or not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(member.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_read(archive, member, LARGEST))
        if publish.is_scan(f"/{member.name}"):
            twin = folder / member.name.lower()
            twin.parent.mkdir(parents=True, exist_ok=True)
            link(target, twin)
    return pages


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    inside: IO[bytes] | None = archive.extractfile(member) if member.isreg() and member.size <= most else None
    if inside is None:
        raise ValueError(member.name)
    return inside.read()
