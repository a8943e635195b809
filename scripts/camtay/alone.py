"""One run at a time in a project's folder: whoever writes waits for the other, or says so and stops.

The lock is `flock` on the folder itself: nothing is written, nothing is left behind, and the system takes it away from
a run that was killed. Where the system has no such locks (Windows), runs do not see each other.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from camtay.errors import fail
from camtay.files import tidy

if sys.platform != "win32":
    import fcntl

WAIT = "CAMTAY_WAIT"
"""Environment variable: seconds to wait for another run."""
_PATIENCE = 300.0
_held: dict[str, int] = {}
"""Folders that this process has → how many times."""


@contextmanager
def alone(root: Path, say: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let nobody else write in the project meanwhile; calls `say` once if that means to wait. Within itself it is free.

    What a killed run left is cleared up first. Raises CamtayError when another run does not end in time."""
    name = os.path.realpath(root)
    handle = None if name in _held else _locked(root, say)
    try:
        if name not in _held:
            tidy(root)
        _held[name] = _held.get(name, 0) + 1
        try:
            yield
        finally:
            _held[name] -= 1
            if not _held[name]:
                del _held[name]
    finally:
        if handle is not None:
            os.close(handle)


def tidy_if_free(root: Path) -> None:
    """Clear up what a killed run left, unless a run is at work there: for those who only read."""
    try:
        handle = os.open(root, os.O_RDONLY)
    except OSError:
        return
    try:
        if _taken(handle):
            tidy(root)
    finally:
        os.close(handle)


def _locked(root: Path, say: Callable[[], None]) -> int | None:
    try:
        handle = os.open(root, os.O_RDONLY)
    except OSError:  # Windows opens no folders; one that is not there is for others to tell
        return None
    try:
        if not _taken(handle):
            say()
            end = time.monotonic() + _patience()
            while not _taken(handle):
                if time.monotonic() > end:
                    raise fail("project.busy", folder=root.resolve().name)
                time.sleep(0.05)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _taken(handle: int) -> bool:
    """Whether the folder is now this run's; also where the disk has no locks."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _patience() -> float:
    try:
        return float(os.environ.get(WAIT, _PATIENCE))
    except ValueError:
        return _PATIENCE
