"""Doing something again whenever a file of the content changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

PAUSE = 0.4
"""Seconds between two looks. Looking works on every disk: shares of an office network tell nobody of changes."""

State = dict[str, tuple[int, int]]


def state(root: Path) -> State:
    """Time and size of every file that a check reads."""
    found: State = {}
    for path in chain((root / "guides").rglob("*"), (root / "qr").glob("*")):
        try:
            status = path.stat()
        except OSError:  # an editor is just replacing it
            continue
        found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def watch(root: Path, act: Callable[[], None], pause: Callable[[float], None] = time.sleep) -> None:
    """Act now and after each change. Returns on Ctrl-C."""
    try:
        while True:
            before = state(root)
            act()
            while (now := state(root)) == before:
                pause(PAUSE)
            while True:  # until the last of several files is saved
                pause(PAUSE)
                now, then = state(root), now
                if now == then:
                    break
    except KeyboardInterrupt:
        return
