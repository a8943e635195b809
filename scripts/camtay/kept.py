"""Pages that the last build made and that would come out the same: they are taken over, not made again.

A page is known by its causes: what all pages have in common, the files of the entries that it read while it was made,
and what the day and the ledger say of them. Nothing is trusted further than that: a file of the old site that is not
just as it was left is made anew, and the list of causes may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from camtay.files import write_atomic

FILE = ".cache/camtay/pages.json"
EVERYTHING = "*"
"""In place of the id of an entry: somebody went through all of them."""
V = Any


class Watched(dict[str, V]):
    """A dict that remembers which keys were asked for while `reads` is a set."""

    reads: set[str] | None = None

    def _saw(self, key: str) -> None:
        if self.reads is not None:
            self.reads.add(key)

    def __getitem__(self, key: str) -> V:
        self._saw(key)
        return dict.__getitem__(self, key)

    def get(self, key: str, default: V = None) -> V:
        self._saw(key)
        return dict.get(self, key, default)

    def __contains__(self, key: object) -> bool:
        self._saw(str(key))
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[str]:
        self._saw(EVERYTHING)
        return dict.__iter__(self)

    def keys(self) -> Any:
        self._saw(EVERYTHING)
        return dict.keys(self)

    def values(self) -> Any:
        self._saw(EVERYTHING)
        return dict.values(self)

    def items(self) -> Any:
        self._saw(EVERYTHING)
        return dict.items(self)


def digest(*parts: str | bytes) -> str:
    """A short hash of texts."""
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


@dataclass
class Kept:
    """`site` is the last site; `common` what all pages have in common; `of` the causes that an entry brings with it."""

    root: Path
    site: Path
    common: str = ""
    of: Callable[[str], str] = lambda _: ""
    old: dict[str, list[Any]] = field(default_factory=dict)
    new: dict[str, list[Any]] = field(default_factory=dict)
    taken: int = 0

    @classmethod
    def read(cls, root: Path, site: Path) -> Kept:
        """What is known of the site in `site`; nothing where the list is missing or damaged."""
        try:
            found = json.loads((root / FILE).read_bytes())
        except (OSError, ValueError, RecursionError):
            found = {}
        rows = found.get("pages") if isinstance(found, dict) else None
        return cls(root, site, old=rows if isinstance(rows, dict) else {})

    def _mark(self, own: str, reads: Iterable[str]) -> str:
        return digest(self.common, own, *map(self.of, reads))

    def take(self, names: tuple[str, ...], own: str, out: Path) -> Any:
        """What `put` was told of the page in these files, if it would be the same; then they are put into `out`.
        None for one that must be made. `own` are further causes."""
        row = self.old.get(names[0])
        try:
            mark, reads, stamps, told = row or ("", [], [], None)
            if self._mark(own, reads) != mark or [_stamp(self.site / name) for name in names] != stamps:
                return None
            for name in names:
                link(self.site / name, out / name)
        except (OSError, TypeError, ValueError):
            return None
        self.new[names[0]] = [mark, reads, stamps, told]
        self.taken += 1
        return told

    def put(self, names: tuple[str, ...], own: str, reads: Iterable[str], told: Any) -> None:
        """Remember a page that is about to stand in the new site. `told` is what else the build has to know of it."""
        order = sorted(reads)
        self.new[names[0]] = [self._mark(own, order), order, [], told]

    def write(self, files: Callable[[str], tuple[str, ...]]) -> None:
        """Keep the list for the next build, once the new site is in its place. `files` gives all files of a page by the
        first of them. Raises OSError."""
        for name, row in self.new.items():
            row[2] = [_stamp(self.site / one) for one in files(name)]
        text = json.dumps({"pages": self.new}, separators=(",", ":"))
        (self.root / FILE).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self.root / FILE, text.encode())


def _stamp(path: Path) -> list[int]:
    status = os.stat(path)
    return [status.st_size, status.st_mtime_ns]


def link(source: Path, target: Path) -> None:
    """Let a file be in two places; a copy with its time where the disk knows no links. Raises OSError."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target)


def settle(old: Path, new: Path) -> None:
    """Of files that are the same in both sites let the new one keep the old one, with its time: whoever copies a site
    away then moves only what is another. Raises OSError."""
    with os.scandir(new) as found:
        entries = list(found)
    for entry in entries:
        before = old / entry.name
        try:
            was = before.lstat()
        except OSError:
            continue
        if entry.is_dir(follow_symlinks=False):
            if before.is_dir():
                settle(before, Path(entry.path))
            continue
        now = entry.stat(follow_symlinks=False)
        if now.st_ino == was.st_ino or now.st_size != was.st_size or before.is_symlink():
            continue
        if Path(entry.path).read_bytes() == before.read_bytes():
            os.unlink(entry.path)
            link(before, Path(entry.path))


@lru_cache(maxsize=1)
def program() -> str:
    """What changes when this package, a package that it uses or Python does."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix != ".pyc" and path.is_file())
    seen = [sys.version, *(f"{path.relative_to(package)} {_stamp(path)}" for path in files)]
    for place in sys.path:
        try:
            seen += sorted(name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-link")))
        except OSError:
            continue
    return digest(*seen)
