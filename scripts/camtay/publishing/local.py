"""Releases on a disk of this machine: `current` is a link, or a folder that is exchanged."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camtay.errors import fail
from camtay.files import exchange, write_atomic
from camtay.publishing.release import (
    FOLDER,
    INCOMING,
    LIVE,
    Release,
    codes,
    files_of,
    mark,
    parse,
    parsed,
    scan_folder,
)

MARKER = ".camtay-release"
"""In a site that is exchanged as a folder: its own name, since its place says nothing about it."""
_SEEMS_LOCKED = (errno.EAGAIN, errno.EACCES)


class Linked:
    """`FOLDER/current` is a link to `FOLDER/releases/NAME`; a new link is renamed over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / FOLDER
        self.root = str(folder / LIVE)

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        self.store.mkdir(parents=True, exist_ok=True)
        with _locked(self.store.parent / ".lock", wait, self.root):
            yield

    def releases(self) -> list[Release]:
        return parsed(path.name for path in self.store.iterdir() if path.is_dir())

    def live(self) -> Release | None:
        link = self.folder / LIVE
        if link.exists() and not link.is_symlink():
            raise fail("publish.foreign", folder=self.folder, name=LIVE)
        found = parse(link.readlink().name) if link.is_symlink() else None
        return found if found and self._path(found).is_dir() else None

    def codes(self, release: Release) -> frozenset[str]:
        return codes(scan_folder(self._path(release)))

    def made(self, release: Release) -> int:
        return int(self._path(release).stat().st_mtime)

    def receive(self, site: Path, release: Release, like: Release | None) -> None:
        for left in self.store.glob(f"{INCOMING}*"):
            shutil.rmtree(left)
        fresh = self.store / INCOMING
        try:
            _copy(site, fresh, release, self._path(like) if like else None)
            os.sync()  # a release that lost its files with the current would be worse than none
            fresh.rename(self.store / str(release))
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def switch(self, release: Release) -> None:
        link = self.folder / f".{LIVE}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(FOLDER) / str(release))
        link.replace(self.folder / LIVE)

    def rename(self, old: Release, new: Release) -> None:
        self._path(old).rename(self.store / str(new))

    def remove(self, release: Release) -> None:
        # What is half removed must not look like a release.
        gone = self._path(release).rename(self.store / f"{INCOMING}-{release}")
        shutil.rmtree(gone)

    def after(self, command: str) -> None:
        done = subprocess.run(command, shell=True, capture_output=True, text=True)  # noqa: S602 - typed by who runs us
        if done.returncode:
            raise fail("publish.after", command=command, reason=_last(done.stderr or done.stdout, done.returncode))

    def _path(self, release: Release) -> Path:
        return self.store / str(release)


class Exchanged(Linked):
    """FOLDER itself is the site, as a web server found it; releases are in `.FOLDER.releases` beside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.store = folder.parent / f".{folder.name}.{FOLDER}"
        self.root = str(folder)

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        self.store.mkdir(exist_ok=True)
        with _locked(self.store / ".lock", wait, self.root):
            for path in sorted(self.store.iterdir()):  # a run was killed between the exchange and the new name
                if parse(path.name) and (own := _own_name(path)) and own.number != int(path.name.split("-")[0]):
                    path.rename(self.store / str(own))
            yield

    def releases(self) -> list[Release]:
        live = self.live()
        return sorted({*super().releases(), *([live] if live else [])})

    def live(self) -> Release | None:
        found = _own_name(self.folder)
        if found is None:
            found = Release(0, "0" * 12)
            write_atomic(self.folder / MARKER, f"{found}\n".encode())
        return found

    def receive(self, site: Path, release: Release, like: Release | None) -> None:
        super().receive(site, release, None)  # people copy files over those of such a folder: no links into it

    def switch(self, release: Release) -> None:
        if (old := self.live()) == release:
            return
        aside = self._path(release)
        write_atomic(aside / MARKER, f"{release}\n".encode())
        try:
            exchange(aside, self.folder)
        except OSError as error:
            if error.errno in (errno.ENOSYS, errno.EINVAL, errno.EXDEV):
                raise fail("publish.exchange", folder=self.folder) from error
            raise
        aside.rename(self.store / str(old))

    def _path(self, release: Release) -> Path:
        return self.folder if release == _own_name(self.folder) else super()._path(release)


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site that a web server may be showing."""
    return (folder / "index.html").is_file()


def _own_name(folder: Path) -> Release | None:
    path = folder / MARKER
    return parse(path.read_text("utf-8").strip()) if path.is_file() else None


def _copy(site: Path, out: Path, release: Release, like: Path | None) -> None:
    out.mkdir()
    out.chmod(0o755)

    def one(path: Path) -> tuple[str, bytes]:
        name = path.relative_to(site)
        data = path.read_bytes()
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (like and _link(like / name, data, target)):
            target.write_bytes(data)
            target.chmod(0o644)
        return name.as_posix(), data

    if mark(map(one, files_of(site))) != release.mark:
        raise fail("publish.changed", site=site)


def _link(old: Path, data: bytes, target: Path) -> bool:
    if not old.is_file() or old.stat().st_size != len(data) or old.read_bytes() != data:
        return False
    try:
        os.link(old, target)
    except OSError:  # a disk without links, or a file with as many as it can have
        return False
    return True


@contextmanager
def _locked(path: Path, wait: float, place: str) -> Iterator[None]:
    """The lock goes with the process, also with one that is killed."""
    with path.open("a") as lock:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if error.errno not in _SEEMS_LOCKED:
                    raise
                if time.monotonic() >= end:
                    raise fail("publish.busy", place=place) from error
                time.sleep(0.1)
        yield


def _last(told: str, code: int) -> str:
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return lines[-1] if lines else str(code)
