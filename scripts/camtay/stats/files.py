"""Logs as they lie on a server: plain or gzip, however large, read in pieces."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from camtay.errors import CamtayError, Problem, ordered
from camtay.stats.requests import Site
from camtay.stats.tally import LONGEST, Counting, Tally

BLOCK = 1 << 20
RATIO = 300
"""Times that a gzip file may grow. A log grows 10 to 60 times; deflate can grow 1,032 times, with nothing but zeros."""
FREE = 64 << 20
"""Bytes up to which growth is not looked at."""
TOGETHER = 64 << 20
"""Bytes in all files, packed ones counted tenfold, from which several processes read them."""
_GZIP = b"\x1f\x8b"
_PACKED = {b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"(\xb5/\xfd": "zstd", b"PK\x03\x04": "zip", b'\x04"M\x18': "lz4"}
_HEAD = 4_096


class _Stop(Exception):  # noqa: N818 - not an error of the program
    """Reading can't go on; `args` is a code of `messages` and its values."""


def read(paths: Sequence[Path], site: Site, secret: bytes, since: int = 0, until: int = 10**7) -> Tally:
    """The sums of all logs together. Raises CamtayError with every file that can't be counted."""
    files = list(dict.fromkeys(path.resolve() for path in paths))
    if problems := _unfit(files):
        raise CamtayError(problems)
    # Large ones first, so that no process is left alone with one at the end.
    files.sort(key=lambda path: (-_weight(path), path))
    jobs = [(path, site, secret, since, until) for path in files]
    workers = min(len(files), os.cpu_count() or 1)
    whole, problems = Tally(), []
    if workers > 1 and sum(map(_weight, files)) >= TOGETHER:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            results = list(pool.map(_one, *zip(*jobs, strict=True)))
    else:
        results = [_one(*job) for job in jobs]
    for tally, problem in results:
        if problem:
            problems.append(problem)
        else:
            whole.merge(tally)
    if not problems and whole.lines and whole.lines == whole.damaged:
        problems.append(Problem("stats.no_log", params={"n": str(whole.lines)}))
    if problems:
        raise CamtayError(problems)
    return whole


def _weight(path: Path) -> int:
    size = path.stat().st_size
    return size * 10 if path.suffix == ".gz" else size


def _one(path: Path, site: Site, secret: bytes, since: int, until: int) -> tuple[Tally, Problem | None]:
    """The sums of one file, or what is wrong with it."""
    counting = Counting(site, secret, since, until)
    try:
        with path.open("rb") as file:
            for lines in _lines(file):
                counting.add(lines)
    except _Stop as stop:
        return Tally(), Problem(stop.args[0], path.name, params={"name": path.name, **stop.args[1]})
    except OSError as error:
        reason = str(error.strerror or error)
        return Tally(), Problem("stats.unreadable", path.name, params={"name": path.name, "reason": reason})
    return counting.tally, None


def _lines(file: BinaryIO) -> Iterator[list[bytes]]:
    """Whole lines, a block at a time. What is longer than any line can be comes cut, to be counted as damaged."""
    rest = b""
    skipping = False
    for block in _blocks(file):
        lines = (rest + block).replace(b"\r\n", b"\n").split(b"\n")
        rest = lines.pop()
        if skipping and lines:
            lines[0] = b""
            skipping = False
        if len(rest) > 4 * LONGEST:
            if not skipping:
                lines.append(rest[: LONGEST + 1])
            rest, skipping = b"", True
        yield lines
    if rest and not skipping:
        yield [rest]


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """The content, unpacked. Raises `_Stop`."""
    start = file.read(BLOCK)
    if start[:2] != _GZIP:
        while start:
            yield start
            start = file.read(BLOCK)
        return
    # gzip may hold several members one after another (RFC 1952, 2.2): logs that were packed and put together.
    packed = unpacked = 0
    machine = zlib.decompressobj(31)
    data = start
    begun = True
    while data:
        packed += len(data)
        full = False
        while data or full:
            try:
                made = machine.decompress(data, BLOCK)
            except zlib.error as error:
                raise _Stop("stats.gzip", {"reason": str(error)}) from error
            begun = True
            full = len(made) == BLOCK  # there may be more, though all was taken in
            unpacked += len(made)
            if unpacked > FREE and unpacked > RATIO * packed:
                raise _Stop("stats.bomb", {"ratio": str(unpacked // packed), "limit": str(RATIO)})
            if made:
                yield made
            if machine.eof:
                data = machine.unused_data.lstrip(b"\0")  # tapes and some tools fill up with zeros
                machine, begun, full = zlib.decompressobj(31), False, False
            else:
                data = machine.unconsumed_tail
        data = file.read(BLOCK)
    if begun:
        raise _Stop("stats.cut", {})


def _unfit(files: Sequence[Path]) -> list[Problem]:
    """Files that can't be logs, and logs that are given twice."""
    problems: list[Problem] = []
    heads: dict[bytes, Path] = {}
    for path in files:
        try:
            if path.is_dir():
                problems.append(Problem("stats.folder", path.name, params={"name": path.name}))
                continue
            with path.open("rb") as file:
                magic = file.read(6)
                file.seek(0)
                form = next((name for start, name in _PACKED.items() if magic.startswith(start)), "")
                if form:
                    problems.append(Problem("stats.packed", path.name, params={"name": path.name, "form": form}))
                    continue
                head = next(_blocks(file), b"")[:_HEAD]
        except OSError as error:
            reason = str(error.strerror or error)
            problems.append(Problem("stats.unreadable", path.name, params={"name": path.name, "reason": reason}))
            continue
        except _Stop:
            continue  # told when it is read
        first = head.rpartition(b"\n")[0]
        if first.count(b"\n") < 2:
            continue  # too little to tell
        mark = hashlib.sha256(first).digest()
        if mark in heads:
            problems.append(Problem("stats.twice", path.name, params={"name": path.name, "other": heads[mark].name}))
        heads.setdefault(mark, path)
    return ordered(problems)
