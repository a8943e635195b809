"""What took long to make, kept in a folder of `.cache/camtay/` under the hash of its causes.

Each file carries the hash of what is in it: one that is damaged, or of another program, is as good as none. Whoever
deletes the folder loses nothing but time."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from camtay.files import write_atomic

LIMIT = 2**30
"""Bytes that are kept; what was not used for the longest time goes first."""


@dataclass(frozen=True)
class Blobs:
    """Bytes by name. Where something can't be read or written, it is not there."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or nothing that can be trusted."""
        path = self.root / name
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        head, _, rest = data.partition(b"\n")
        return rest if head == hashed(rest).encode() else None

    def keep(self, name: str, data: bytes) -> None:
        """Remember bytes under a name."""
        with suppress(OSError):
            write_atomic(self.root / name, hashed(data).encode() + b"\n" + data)

    def also(self, name: str, known: str) -> None:
        """Remember under another name what is known under one."""
        with suppress(OSError):
            (self.root / name).unlink(missing_ok=True)
            os.link(self.root / known, self.root / name)

    def prune(self, limit: int = LIMIT) -> None:
        """Let go of what was not used for the longest time beyond `limit` bytes."""
        with suppress(OSError):
            kept = sorted(((p.stat().st_mtime_ns, p.stat().st_size, p) for p in self.root.iterdir()), reverse=True)
            total = 0
            for _, size, path in kept:
                total += size
                if total > limit:
                    path.unlink()


def hashed(data: bytes) -> str:
    """SHA-256 of bytes, as hexadecimal."""
    return hashlib.sha256(data).hexdigest()
