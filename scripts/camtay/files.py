"""Writing so that a run that fails half-way leaves what was there before."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def write_atomic(path: Path, data: bytes) -> None:
    """Write a whole file or nothing (temporary file beside it, flushed, renamed). Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_together(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write several files below `folder`, all or none: all are written beside it first, and if putting them in their
    places fails half-way, those that are there already get their old content back. Raises OSError."""
    room = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder))
    old: dict[Path, bytes | None] = {}
    try:
        staged = []
        for number, (path, data) in enumerate(files.items()):
            write_atomic(room / str(number), data)
            staged.append((room / str(number), path))
        for temporary, path in staged:
            path.parent.mkdir(parents=True, exist_ok=True)
            old[path] = path.read_bytes() if path.exists() else None
            os.replace(temporary, path)
    except BaseException:
        for path, data_before in old.items():
            if data_before is None:
                path.unlink(missing_ok=True)
            else:
                write_atomic(path, data_before)
        raise
    finally:
        shutil.rmtree(room, ignore_errors=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a whole file where none is yet, or nothing. Raises FileExistsError, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        try:
            os.link(temporary, path)  # unlike a rename it never replaces a file
        except FileExistsError:
            raise
        except OSError:  # a disk without links, such as a memory stick
            with path.open("xb") as file:
                file.write(data)
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` that takes its place when the block ends without an error.

    The old folder is moved aside first and back again if the swap fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(fresh: Path, target: Path) -> None:
    """Put `fresh` where `target` is; `target` is kept if that fails."""
    if target.exists():
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.old-", dir=target.parent))
        old = aside / target.name
        try:
            os.replace(target, old)
            try:
                os.replace(fresh, target)
            except BaseException:
                os.replace(old, target)
                raise
        except BaseException:
            aside.rmdir()
            raise
        shutil.rmtree(aside, ignore_errors=True)
    else:
        os.replace(fresh, target)


def exchange(one: Path, other: Path) -> None:
    """Let two folders trade places in one step: nobody ever finds neither. Raises OSError: with ENOSYS or EINVAL where
    the system or its disk can't (Linux since 3.15, on most of its own file systems, can)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    here, both = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of <linux/fs.h>
    if libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), both):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))
