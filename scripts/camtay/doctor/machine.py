"""What this computer has: Python, packages, git. Everything that is asked of the outside stands here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from camtay.changes.history import WANTED
from camtay.ledger import FILE as LEDGER


@dataclass(frozen=True)
class Git:
    """The repository around a project."""

    remotes: tuple[str, ...] = ()
    """Addresses of the places that changes are sent to."""
    changed: tuple[str, ...] = ()
    """Files of the project that are not, or not as they are, in a commit."""
    unsent: int = 0
    """Commits that no place has, as far as this copy knows."""
    ledger_unsent: int = 0
    """Those of them that changed the ledger."""


@dataclass(frozen=True)
class Machine:
    """`versions` are installed packages, `wanted` what ours says about them; `git` is None outside a repository."""

    python: tuple[int, int]
    versions: Mapping[str, str] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    git: Git | None = None
    epoch: str = ""
    """SOURCE_DATE_EPOCH."""


def here(root: Path) -> Machine:
    """This computer, and the project at `root`."""
    try:
        listed = metadata.requires("camtay") or []
    except metadata.PackageNotFoundError:
        listed = []
    wanted = tuple(one for one in listed if "extra ==" not in one)
    names = [re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0] for one in wanted]
    versions = {name: version for name in names if (version := _version(name))}
    return Machine(sys.version_info[:2], versions, wanted, _git_of(root), os.environ.get("SOURCE_DATE_EPOCH", ""))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _git_of(root: Path) -> Git | None:
    """None where there is no git, no repository, or one that does not keep the project."""
    if not _git(root, "ls-files", "-z", "--", *WANTED):
        return None
    listed = _git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *WANTED) or ""
    prefix = (_git(root, "rev-parse", "--show-prefix") or "").strip()
    changed = tuple(row[3:].removeprefix(prefix) for row in listed.split("\0") if row)
    names = (_git(root, "remote") or "").split()
    remotes = tuple(url for name in names if (url := (_git(root, "remote", "get-url", name) or "").strip()))

    def unsent(*paths: str) -> int:
        said = _git(root, "rev-list", "--count", "HEAD", "--not", "--remotes", "--", *paths)
        return int(said) if said and said.strip().isdigit() else 0

    return Git(remotes, changed, unsent(), unsent(LEDGER))


def _git(root: Path, *words: str) -> str | None:
    """Output of git; None where it fails or is missing."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
