"""Work in a fork of this process while this one goes on: it has everything that is here, and sends back what it made.

A fork that is killed, or whose disk is full, costs time and no more: its work is done here instead."""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, Generic, TypeVar

T = TypeVar("T")
WORKERS = "CAMTAY_JOBS"
"""Environment variable: how many processes share the work of a build; as many as there are processors unless it says
otherwise."""


def workers(items: int, many: int) -> int:
    """How many processes to share so many items among; `many` are those from which on a second one pays."""
    if sys.platform == "win32" or items < many:
        return 1
    asked = os.environ.get(WORKERS, "")
    return max(1, int(asked)) if asked.isdigit() else len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def alone_enough() -> bool:
    """Whether no thread can hold what a fork needs: beside this one there is at most one, which draws a spinner."""
    return threading.current_thread() is threading.main_thread() and threading.active_count() <= 2


def _end_with(first: int) -> None:
    """Be killed when the first process is: it holds the project's lock as long as any of its forks is there. (Linux;
    elsewhere a fork ends when its work is done.)"""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != first:
            os._exit(1)


_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG, prctl(2)."""


class Aside(Generic[T]):
    """Begins at once. Raises OSError where no process can be started."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._results: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `result`
        with warnings.catch_warnings():
            # Python warns of forks beside threads: ours draw a spinner, and no fork draws.
            warnings.simplefilter("ignore", DeprecationWarning)
            first = os.getpid()
            try:
                self._process = os.fork()
            except OSError:
                self._results.close()
                raise
        if not self._process:
            _end_with(first)
            self._run()

    def _run(self) -> None:
        status = 1
        try:
            made: Any
            try:
                made = (self._work(), None)
            except OSError as error:
                made = (None, error)
            pickle.dump(made, self._results, pickle.HIGHEST_PROTOCOL)
            self._results.flush()
            status = 0
        finally:
            os._exit(status)  # nothing of what the first process still has to do is done here

    def done(self) -> T | None:
        """What it made; None where it was killed. Raises OSError as the work did."""
        if self._process:
            process, self._process = self._process, 0
            with suppress(ChildProcessError):
                os.waitpid(process, 0)
        made: T | None = None
        error: OSError | None = None
        with self._results as results, suppress(EOFError, pickle.UnpicklingError):
            results.seek(0)
            made, error = pickle.load(results)  # noqa: S301 - from a fork of this process
        if error is not None:
            raise error
        return made

    def result(self) -> T:
        """What it made; where it was killed, made here. Raises OSError."""
        made = self.done()
        return self._work() if made is None else made

    def leave(self) -> None:
        """Wait for its end, whatever it made."""
        with suppress(OSError):
            self.done()


__all__ = ["WORKERS", "Aside", "alone_enough", "workers"]
