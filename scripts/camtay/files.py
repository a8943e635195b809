"""Writing so that a run that fails half-way, or is killed at any moment, leaves what was there before.

Temporary files and folders stand beside what they will become and carry a mark (`flock`) that the system takes away
when their process ends, however it ends: what has no mark was left by a killed run, and the next one clears it up.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_DAY = 86_400.0
_TEMPORARY = re.compile(r"\..+\.camtay-[a-z0-9_]{8}")
ROOM = ".cache/camtay"
"""Folder of a project, ignored by git, where files wait that are written together."""


def write_atomic(path: Path, data: bytes, lasting: bool = False) -> None:
    """Write a whole file or nothing (temporary file beside it, flushed, renamed). Raises OSError.

    `lasting`: a loss of power right afterwards must not bring the old file back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = _temporary_file(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            if sys.platform != "win32":  # there, nothing that is open can be renamed
                os.replace(temporary, path)
        if sys.platform == "win32":
            os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if lasting:
        _settle(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a whole file where none is yet, or nothing. Raises FileExistsError, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    handle, temporary = _temporary_file(path)
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


def _temporary_file(path: Path) -> tuple[int, str]:
    """A marked file beside `path`; the mark goes when it is closed."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.camtay-", dir=path.parent)
    _mark(handle)
    return handle, name


def _settle(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def link(source: Path | str, target: Path | str) -> None:
    """Let a file be in two places; a copy with its time where the disk knows no links. Raises OSError."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:
            shutil.copy2(source, target)


# ---------------------------------------------------------------- several files
def write_together(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write several files below `folder`, all or none. Raises OSError.

    All are put down first with a plan; from then on they count as written: where the run is killed, `finish` puts
    them in their places, and where a place can't be written, those that are there get their old content back."""
    names = [path.relative_to(folder).as_posix() for path in files]
    plan = [[name, _hash_of(path), _hash(data)] for name, (path, data) in zip(names, files.items(), strict=True)]
    try:
        _written(files, plan, _Room(folder / ROOM, "set"))
    finally:
        _without_room(folder)


def _written(files: Mapping[Path, bytes], plan: list[list[str]], room: _Room) -> None:
    try:
        for number, (path, data) in enumerate(files.items()):
            write_atomic(room.path / f"{number}.new", data)
            if path.exists():
                _link(path, room.path / f"{number}.old")
        write_atomic(room.path / "plan.json", json.dumps(plan).encode(), lasting=True)
    except BaseException:
        room.remove()
        raise
    missing = {above for path in files for above in path.parents if not above.exists()}
    try:
        for number, path in enumerate(files):
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(room.path / f"{number}.new", path)
    except BaseException:
        try:
            for number, path in enumerate(files):
                if (before := room.path / f"{number}.old").exists():
                    _put(before, path)
                else:
                    path.unlink(missing_ok=True)
            for above in sorted(missing, reverse=True):
                with suppress(OSError):  # unless something of others is in it
                    above.rmdir()
        except BaseException:
            room.leave()  # the next run finishes what is planned
            raise
        room.remove()
        raise
    room.remove()


def finish(folder: Path) -> None:
    """Put in their places the files that a killed run had put down to be written together. Raises OSError.

    Where somebody has changed one of them since, it is theirs, and all stay as they are."""
    for room in _left(folder / ROOM, re.compile(r"\.set\.new-.+")):
        plan = room / "plan.json"
        if plan.is_file():
            wanted = json.loads(plan.read_bytes())
            if all(_hash_of(folder / name) in hashes for name, *hashes in wanted):
                for number, (name, *_) in enumerate(wanted):
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    _put(room / f"{number}.new", folder / name)
                    _sweep((folder / name).parent)
            plan.unlink()
        remove(room)
    _without_room(folder)


def _without_room(folder: Path) -> None:
    """Remove the folder where files wait and the one that it is in, unless something else is in them."""
    with suppress(OSError):
        (folder / ROOM).rmdir()
        (folder / ROOM).parent.rmdir()


def _put(source: Path, target: Path) -> None:
    """Let `target` be what `source` is, which stays; takes no room on the disk. Raises OSError."""
    handle, temporary = _temporary_file(target)
    os.close(handle)
    try:
        os.unlink(temporary)
        _link(source, Path(temporary))
        os.replace(temporary, target)
    finally:
        # Of two names of one file a rename leaves both.
        Path(temporary).unlink(missing_ok=True)
    _settle(target.parent)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk without links, or another disk
        write_atomic(target, source.read_bytes())


def _hash_of(path: Path) -> str:
    return _hash(path.read_bytes()) if path.exists() else ""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------- a folder
@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` that takes its place when the block ends without an error.

    What earlier runs left that were killed is cleared up first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    clear(target)
    room = _Room(target.parent, target.name)
    try:
        room.path.chmod(0o755)
        yield room.path
        swap(room.path, target)
    finally:
        room.remove()


def swap(fresh: Path, target: Path) -> None:
    """Put `fresh` where `target` is, in one step where the system can; else `target` is moved aside and, if that fails
    half-way, back again. What was there is removed."""
    if not target.exists():
        os.replace(fresh, target)
    elif _exchanged(fresh, target):
        remove(fresh)
    else:
        aside = _Room(target.parent, target.name, "old")
        old = aside.path / target.name
        try:
            os.replace(target, old)
            try:
                os.replace(fresh, target)
            except BaseException:
                os.replace(old, target)
                raise
        except BaseException:
            aside.leave()  # the old folder is in it if it could not be moved back
            with suppress(OSError):
                aside.path.rmdir()
            raise
        aside.remove()


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


def _exchanged(one: Path, other: Path) -> bool:
    """Whether they have traded places; False where the system or its disk can't. Raises OSError."""
    if sys.platform == "win32":
        return False
    try:
        exchange(one, other)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
            return False
        raise
    return True


class _Room:
    """A folder `.NAME.new-…` beside what it will become, marked as long as this process lives."""

    def __init__(self, parent: Path, name: str, sort: str = "new") -> None:
        parent.mkdir(parents=True, exist_ok=True)
        self.path = Path(tempfile.mkdtemp(prefix=f".{name}.{sort}-", dir=parent))
        self._handle = _open(self.path)
        _mark(self._handle)

    def leave(self) -> None:
        """Take the mark off: a later run may clear it up."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def remove(self) -> None:
        """Remove it, if it is still there."""
        remove(self.path)
        self.leave()


@contextmanager
def scratch(place: Path | None = None, name: str = "camtay") -> Iterator[Path]:
    """An empty folder for what is needed only meanwhile, in the system's folder for such or in `place`.

    What killed runs of this user left there is removed first. Raises OSError."""
    parent = place or Path(tempfile.gettempdir())
    parent.mkdir(parents=True, exist_ok=True)
    for left in _left(parent, re.compile(rf"\.{name}\.work-[a-z0-9_]{{8}}"), own=True):
        remove(left)
    begun = Path(tempfile.mkdtemp(prefix=f".{name}.begun-", dir=parent))
    handle = _open(begun)
    _mark(handle)
    # Under a name that others clear up it is only now, when it has its mark.
    folder = begun.with_name(begun.name.replace(".begun-", ".work-"))
    try:
        os.replace(begun, folder)
        yield folder
    finally:
        remove(folder)
        remove(begun)
        if handle is not None:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def clear(target: Path) -> None:
    """Move back a folder that a killed run had moved aside, and remove what killed runs left beside it.
    Raises OSError."""
    if not target.exists():
        aside = _left(target.parent, re.compile(rf"\.{re.escape(target.name)}\.old-.+"))
        found = [path / target.name for path in aside if (path / target.name).is_dir()]
        if found:
            os.replace(max(found, key=lambda path: path.stat().st_mtime), target)
    for left in _left(target.parent, re.compile(rf"\.{re.escape(target.name)}\.(new|old)-.+")):
        remove(left)


# ---------------------------------------------------------------- what killed runs left
def tidy(folder: Path) -> None:
    """Clear up what a killed run left in a project's folder, as far as that can be written."""
    if not (folder / "guides").is_dir():  # no project: nothing in it is ours
        return
    with suppress(OSError):
        finish(folder)
    for name in ("site", "qr/print"):
        with suppress(OSError):
            clear(folder / name)
    for place in (folder, *(folder / name for name in ("qr", "qr/handouts", "export", ".vscode"))):
        _sweep(place)
    for inner, _, _ in os.walk(folder / "guides"):
        _sweep(Path(inner))


def _sweep(folder: Path) -> None:
    for left in _left(folder, _TEMPORARY):
        with suppress(OSError):
            left.unlink()


def _left(folder: Path, pattern: re.Pattern[str], own: bool = False) -> list[Path]:
    """Files and folders whose names match and whose process has ended; `own`: only folders of this user's, as a place
    that all may write to may hold anything."""
    try:
        found = [entry for entry in os.scandir(folder) if pattern.fullmatch(entry.name)]
        names = sorted(entry.name for entry in found if not own or _is_own_folder(entry))
    except OSError:
        return []
    return [folder / name for name in names if not _marked(folder / name)]


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    try:
        mine = sys.platform == "win32" or entry.stat(follow_symlinks=False).st_uid == os.getuid()
        return mine and entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _open(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return None


def _mark(handle: int | None) -> None:
    if sys.platform != "win32" and handle is not None:
        with suppress(OSError):  # a disk without locks
            fcntl.flock(handle, fcntl.LOCK_SH)


def _marked(path: Path) -> bool:
    """Whether a process still works with it. Where that can't be known, what is a day old is taken for left."""
    handle = _open(path)
    if sys.platform != "win32" and handle is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            pass
        else:
            return False
        finally:
            os.close(handle)
    try:
        return time.time() - path.stat().st_mtime < _DAY
    except OSError:
        return True
