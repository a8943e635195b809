"""CPU time and memory of a piece of work with all its processes; shared by the benchmarks."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import Any


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


class Watch:
    """Peak memory of a process (this one unless told) and all below it while the block runs, in MB.

    Shared pages count once (PSS). Looks often at first, so that a run of a third of a second is seen too, then four
    times a second: looking costs milliseconds where a process is large."""

    def __init__(self, process: int | None = None) -> None:
        self.process = process or os.getpid()

    def __enter__(self) -> Watch:
        self.peak = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        start = time.perf_counter()
        while not self._stop.wait(0.02 if time.perf_counter() - start < 2 else 0.25):
            self.peak = max(self.peak, sum(map(_pss, _tree(self.process))) / 1024)


def _tree(top: int) -> list[int]:
    """The process and all below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        below.setdefault(parent, []).append(int(entry.parent.name))
    found, todo = [], [top]
    while todo:
        found.append(todo.pop())
        todo += below.get(found[-1], [])
    return found


def _pss(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/smaps_rollup").read_text().partition("\nPss:")[2].split()[0])
    except (OSError, IndexError):
        return 0


Row = tuple[str, float, float, float]
"""What, CPU seconds, wall seconds, MB."""


def timed(name: str, work: Callable[[], Any]) -> tuple[Any, Row]:
    """Result and row of one call."""
    with Watch() as watch:
        before, start = cpu(), time.perf_counter()
        result = work()
        wall = time.perf_counter() - start
        # What started others is waited for, so that theirs counts. (Nothing public ends it before this process ends.)
        forkserver._forkserver._stop()  # type: ignore[attr-defined]
        used = cpu() - before
    return result, (name, used, wall, watch.peak)


@dataclass(frozen=True)
class Use:
    """What a command took: CPU seconds of its whole tree, wall seconds, peak MB of the tree."""

    cpu: float
    wall: float
    mb: float


def command(words: Sequence[object], folder: Path, environment: Mapping[str, str] | None = None) -> Use:
    """Run a command in a process of its own, from its first instruction to its end.

    CPU is what the kernel counted for it and for every process below it that it waited for. Raises RuntimeError with
    the last lines that it printed when it does not end with 0."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, words)), cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        with Watch(process.pid) as watch:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = "\n".join(said.read().decode("utf-8", "replace").splitlines()[-15:])
            raise RuntimeError(f"{' '.join(map(str, words))} ended with {process.returncode}:\n{last}")
    return Use(used.ru_utime + used.ru_stime, wall, watch.peak)
