"""What is remembered of the ledger beside the file itself: by git's history, and by this computer.

Git knows what was committed. What was issued and not committed yet is lost with one `git checkout`, while the sign may
be at the printer's already: so every line that was written here is also kept where neither git nor people tidy up,
inside git's own folder of this working copy (without git: in `qr/`).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from camtay.errors import Severity

FILE = "qr/ledger.jsonl"
_LOG = ("-c", "log.showRoot=true", "log", "-p", "-m", "--full-history", "--format=", "--no-color", "--no-ext-diff",
        "--no-textconv", "-U0")  # fmt: skip
OWN = "qr/.codes.jsonl"
"""This computer's own record in a project without git."""


class UnseenError(Exception):
    """Git's history is there and can't be compared: `code` is a problem's."""

    def __init__(self, code: str, reason: str = "", severity: Severity = "error") -> None:
        super().__init__(code)
        self.code, self.reason, self.severity = code, reason, severity


# ---------------------------------------------------------------- git
def committed(root: Path) -> list[str]:
    """Every line that the file ever held in a commit reachable from HEAD, merges and nobody's settings in the way;
    none outside a repository and before the first commit.

    Raises UnseenError where there is a history that can't be read, or only a part of it."""
    folder = folder_of(root)
    if folder is None:
        return []
    try:
        begun = subprocess.run(["git", "-C", str(root), "rev-parse", "-q", "--verify", "HEAD"],
                               capture_output=True, timeout=60, check=False)  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnseenError("ledger.nogit", str(error), "warning") from error
    if begun.returncode:
        if said := begun.stderr.decode("utf-8", "replace").strip():
            raise UnseenError("ledger.history", said.split("\n")[0])
        return []
    if any((folder / place / "shallow").exists() for place in (".", "../..")):
        raise UnseenError("ledger.shallow")
    found = _lines(root, [*_LOG, "HEAD"])
    if found is None:
        raise UnseenError("ledger.history", "git log")
    return found


def elsewhere(root: Path) -> set[str]:
    """The lines of all branches and tags."""
    return set(_lines(root, [*_LOG, "--branches", "--tags", "--remotes"]) or ())


def versions(root: Path) -> list[str]:
    """Every text that the file had in a commit reachable from HEAD, the oldest first."""
    found = _git(
        root, "log", "--reverse", "--topo-order", "--format=%H", "-m", "--full-history", "HEAD", "--", f"./{FILE}"
    )
    names = dict.fromkeys(found.split()) if found else {}
    return [text for name in names if (text := _git(root, "show", f"{name}:./{FILE}")) is not None]


def _lines(root: Path, command: list[str]) -> list[str] | None:
    found = _git(root, *command, "--", f"./{FILE}")
    if found is None:
        return None
    added = (row[1:].strip("\ufeff \r") for row in found.split("\n") if row[:1] == "+")
    return list(dict.fromkeys(row for row in added if row.startswith("{")))


def _git(root: Path, *words: str) -> str | None:
    """What git says; None where it says nothing."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def folder_of(root: Path) -> Path | None:
    """Git's own folder of the working copy that `root` is in."""
    for place in (root.resolve(), *root.resolve().parents):
        found = place / ".git"
        if found.is_dir():
            return found
        with suppress(OSError, ValueError):
            word, _, path = found.read_text("utf-8").partition(":")
            if word == "gitdir":
                return (place / path.strip()).resolve()
    return None


# ---------------------------------------------------------------- this computer
def own(root: Path) -> list[str]:
    """Every line that was written here, oldest first; a line that was cut off is none."""
    try:
        rows = _own_file(root).read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return []
    return [row for row in dict.fromkeys(rows) if row.startswith("{")]


def keep(root: Path, lines: Iterable[str]) -> None:
    """Add lines to what this computer remembers, as far as that can be written."""
    known = set(own(root))
    new = [line for line in lines if line not in known]
    if not new:
        return
    with suppress(OSError):
        path = _own_file(root)
        path.parent.mkdir(parents=True, exist_ok=True)
        # First an end for a line at which an earlier run was cut off.
        data = "".join(f"\n{line}" for line in new) + "\n"
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, data.encode())
            os.fsync(handle)
        finally:
            os.close(handle)


def _own_file(root: Path) -> Path:
    folder = folder_of(root)
    if folder is None:
        return root / OWN
    # Several projects may live in one repository.
    work = next(place for place in (root.resolve(), *root.resolve().parents) if (place / ".git").exists())
    name = "-".join(["codes", *root.resolve().relative_to(work).parts])
    return folder / "camtay" / f"{name}.jsonl"
