"""CPU time and memory of a piece of work with all its processes; shared by the benchmarks."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


class Watch:
    """Peak memory of this process and all below it while the block runs, in MB."""

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
        while not self._stop.wait(0.25):
            self.peak = max(self.peak, sum(map(_pss, _tree())) / 1024)


def _tree() -> list[int]:
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        below.setdefault(parent, []).append(int(entry.parent.name))
    found, todo = [], [os.getpid()]
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
        used, wall = cpu() - before, time.perf_counter() - start
    return result, (name, used, wall, watch.peak)
