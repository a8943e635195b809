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

BLOCK = 1 << 18
"""Bytes that are read and counted at once; what is made of larger ones leaves the fast memory of a processor."""
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
    cores = os.cpu_count() or 1
    together = cores > 1 and sum(map(_weight, files)) >= TOGETHER
    parts = [part for path in files for part in (_parts(path, cores) if together else [(path, 0, None)])]
    jobs = [(*part, site, secret, since, until) for part in parts]
    workers = min(len(jobs), cores)
    whole, problems = Tally(), []
    if workers > 1 and together:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            results = list(pool.map(_one, *zip(*jobs, strict=True)))
    else:
        results = [_one(*job) for job in jobs]
    for tally, problem in results:
        if problem:
            problems += [problem] if problem not in problems else []
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


def _parts(path: Path, cores: int) -> list[tuple[Path, int, int | None]]:
    """(file, first byte, bytes) of parts that processes can read side by side, each of whole lines; the last one, and
    a packed file, to its end."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size < TOGETHER or file.read(2) == _GZIP:
                return [(path, 0, None)]
            starts = [0]
            for number in range(1, cores):
                file.seek(size * number // cores)
                if file.readline(4 * LONGEST).endswith(b"\n"):  # else no line of a log begins here for long
                    starts.append(file.tell())
    except OSError:
        return [(path, 0, None)]  # told when it is read
    starts = sorted(set(starts))
    return [(path, start, end - start if end else None) for start, end in zip(starts, [*starts[1:], 0], strict=True)]


def _one(
    path: Path, start: int, size: int | None, site: Site, secret: bytes, since: int, until: int
) -> tuple[Tally, Problem | None]:
    """The sums of one file, or of `size` bytes of it, or what is wrong with it."""
    counting = Counting(site, secret, since, until)
    try:
        with path.open("rb") as file:
            file.seek(start)
            for text in _texts(file, size):
                counting.add_text(text)
    except _Stop as stop:
        return Tally(), Problem(stop.args[0], path.name, params={"name": path.name, **stop.args[1]})
    except OSError as error:
        reason = str(error.strerror or error)
        return Tally(), Problem("stats.unreadable", path.name, params={"name": path.name, "reason": reason})
    return counting.tally, None


def _texts(file: BinaryIO, size: int | None) -> Iterator[bytes]:
    """Whole lines parted by line feeds, a block at a time. What is longer than any line comes cut, to be counted as
    damaged."""
    rest = b""
    skipping = False
    for block in _blocks(file, size):
        text = rest + block
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n")
        end = text.rfind(b"\n")
        text, rest = text[: max(end, 0)], text[end + 1 :]
        if skipping and text:
            text, skipping = text.partition(b"\n")[2], False
        if len(rest) > 4 * LONGEST:
            if not skipping:
                text += b"\n" + rest[: LONGEST + 1]
            rest, skipping = b"", True
        yield text
    if rest and not skipping:
        yield rest


def _blocks(file: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    """The content, unpacked; of a plain file at most `size` bytes. Raises `_Stop`."""
    start = file.read(BLOCK if size is None else min(BLOCK, size))
    if size is not None or start[:2] != _GZIP:
        while start:
            yield start
            size = None if size is None else size - len(start)
            start = file.read(BLOCK if size is None else min(BLOCK, size))
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
