"""An earlier state of a project, taken out of git into a folder of its own; no checkout and no index is touched."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from camtay.errors import CamtayError, fail
from camtay.files import scratch

WANTED = ("guides", "qr", "docs", "mkdocs.yml")
"""What a project is made of."""


@dataclass(frozen=True)
class Commit:
    """A saved state: `day` is YYYY-MM-DD."""

    name: str
    day: str
    subject: str


@contextmanager
def earlier(root: Path, revision: str) -> Iterator[tuple[Path, Commit]]:
    """The project at `revision` in a folder that is gone afterwards. Raises CamtayError."""
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-z", "--name-only", commit.name).decode("utf-8", "replace").split("\0")
    names = [name for name in WANTED if name in listed]
    if "guides" not in names:
        raise fail("diff.absent", revision=revision, day=commit.day)
    with scratch() as folder:
        archive = _git(root, "archive", "--format=tar", commit.name, "--", *names)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter=_inside)  # noqa: S202 - our own commits, and `_inside`
        yield folder, commit


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Leave out links that lead out of the folder: they would show files of this computer."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _commit(root: Path, revision: str) -> Commit:
    try:
        _git(root, "rev-parse", "--git-dir")
    except CamtayError as error:
        reason = error.problems[0].params["reason"]
        raise fail("diff.repository", root=root.name, reason=reason) from error
    try:
        found = _git(root, "log", "-1", "--no-show-signature", "--format=%H%x00%cs%x00%s", revision, "--")
    except CamtayError as error:
        if revision == "HEAD":
            raise fail("diff.empty") from error
        raise fail("diff.revision", revision=revision) from error
    if not found:
        raise fail("diff.revision", revision=revision)
    name, day, subject = found.decode("utf-8", "replace").strip("\n").split("\0")
    return Commit(name, day, subject)


def _git(root: Path, *words: str) -> bytes:
    """Output of git. Raises CamtayError."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, timeout=60, check=False)
    except FileNotFoundError:
        raise fail("diff.git", reason="git") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise fail("diff.git", reason=error) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise fail("diff.git", reason=said[0] if said else done.returncode)
    return done.stdout
