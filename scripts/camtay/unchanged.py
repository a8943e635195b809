"""Knowing that there is nothing to build: every file that a build reads, and every one that it wrote, is as it was.

Only names, sizes and times are looked at, as `make` and `rsync` do. What the last build said of itself is kept beside
them, so that somebody who builds twice is told the same twice. Deleting the record costs one build.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from camtay.clock import print_day
from camtay.errors import Problem
from camtay.files import write_atomic
from camtay.kept import digest, program

FILE = ".cache/camtay/build.json"
SITE = "site"
PRINTED = "qr/print"
WRITTEN = ("qr/ledger.jsonl", "qr/addresses.jsonl", "qr/.codes.jsonl")
"""Files of the content that a build may write itself."""
_READ = ("guides", "docs", "qr")
_HISTORY = (".git/HEAD", ".git/logs/HEAD", ".git/packed-refs")
"""A check also asks git which lines the ledger had."""


@dataclass(frozen=True)
class Told:
    """What a build says of itself; `largest` is (code, entry, bytes) of the heaviest scan page."""

    pages: int
    scan_pages: int
    signs: int
    warnings: tuple[Problem, ...] = ()
    largest: tuple[str, str, int] | None = None


@dataclass
class Record:
    """`inputs` are taken before anything is read, so that a change made meanwhile is built the next time."""

    root: Path
    compressed: bool
    inputs: str = field(init=False)

    def __post_init__(self) -> None:
        self.inputs = self._inputs()
        self._others = self._inputs(WRITTEN)

    def told(self) -> Told | None:
        """What the last build said, if another one would change nothing."""
        try:
            found = json.loads((self.root / FILE).read_bytes())
            if found["inputs"] != self.inputs or found["outputs"] != self._outputs():
                return None
            warnings = tuple(Problem(**one) for one in found["warnings"])
            largest = (str(found["largest"][0]), str(found["largest"][1]), int(found["largest"][2]))
            return Told(found["pages"], found["scan_pages"], found["signs"], warnings, largest if largest[0] else None)
        except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
            return None

    def keep(self, told: Told) -> None:
        """Remember a build that is done. Raises OSError."""
        # What the build itself wrote is no change; with anything else that is new the next one has something to do.
        same = self._inputs(WRITTEN) == self._others
        found = {
            "inputs": self._inputs() if same else self.inputs,
            "outputs": self._outputs(),
            "pages": told.pages,
            "scan_pages": told.scan_pages,
            "signs": told.signs,
            "warnings": [{**asdict(problem), "params": dict(problem.params)} for problem in told.warnings],
            "largest": told.largest or ("", "", 0),
        }
        (self.root / FILE).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self.root / FILE, json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())

    def _inputs(self, without: tuple[str, ...] = ()) -> str:
        """Everything a build depends on; of the files in `without` nothing."""
        rows = [program(), str(self.compressed), print_day().isoformat(), os.environ.get("SOURCE_DATE_EPOCH", "")]
        for name in _READ:
            rows += _stamps(self.root, name, (*without, PRINTED))
        for name in ("mkdocs.yml", *_HISTORY):
            rows += _stamps(self.root, name, without)
        return digest(*rows)

    def _outputs(self) -> str:
        return digest(*_stamps(self.root, SITE), *_stamps(self.root, PRINTED))


def _stamps(root: Path, name: str, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Name, size and time of a file, or of all in a folder, in order."""
    if name in without:
        return
    path = f"{root}/{name}"
    try:
        status = os.stat(path)
    except OSError:
        return
    if not os.path.isdir(path):
        yield f"{name} {status.st_size} {status.st_mtime_ns}"
        return
    with os.scandir(path) as found:
        for child in sorted(entry.name for entry in found):
            yield from _stamps(root, f"{name}/{child}", without)
