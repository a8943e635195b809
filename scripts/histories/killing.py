"""A kill at any write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


class Killed(BaseException):
    """The process is gone: nothing after this happens, no clean-up either."""


@dataclass
class Fault:
    """Counts what changes the disk; at number `at` the process dies, before it or, writing, after a part of it."""

    at: int = 0
    seen: int = 0
    dead: bool = False
    share: float = 0.0

    def step(self) -> None:
        """One more; raises Killed at the one that was chosen, and for ever after."""
        if self.at:
            self.seen += 1
            if self.dead or self.seen >= self.at:
                self.dead = True
                raise Killed


FAULT = Fault()
_CHANGES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "tempfile.mkstemp",
            "tempfile.mkdtemp", "shutil.rmtree", "ctypes.call_function"}  # fmt: skip


def hook(event: str, _: tuple[Any, ...]) -> None:
    """An audit hook of Python, which can't be taken off again."""
    if FAULT.at and event in _CHANGES:
        FAULT.step()


class _Torn:
    """A file whose writing may stop after a part."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> _Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        try:
            FAULT.step()
        except Killed:
            self.file.write(data[: int(len(data) * FAULT.share)])
            raise
        self.file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@contextmanager
def unseen() -> Iterator[None]:
    """Changes of the disk that are the replay's own, and no moments of a history."""
    at, FAULT.at = FAULT.at, 0
    try:
        yield
    finally:
        FAULT.at = at


@contextmanager
def killing(at: int, share: float) -> Iterator[None]:
    """Die at the `at`-th change of the disk; 0 for never."""
    FAULT.at, FAULT.seen, FAULT.dead, FAULT.share = at, 0, False, share
    real = os.fdopen
    if at:
        os.fdopen = lambda handle, *more, **extra: _Torn(real(handle, *more, **extra))  # type: ignore[assignment]
    try:
        yield
    finally:
        os.fdopen = real
        FAULT.at = 0
        if FAULT.seen < at:
            FAULT.dead = False
