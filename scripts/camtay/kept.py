"""Pages that the last build made and that would come out the same: they are taken over, not made again.

A page is known by its causes: what all pages have in common, the files of the entries that it read while it was made,
and what the day and the ledger say of them. Nothing is trusted further than that: a file of the old site that is not
just as it was left is made anew, and the list of causes may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR
from typing import Any
from weakref import ref

from camtay.files import link
from camtay.memory import Page, Stamp, opened

EVERYTHING = "*"
"""In place of the id of an entry: somebody went through all of them."""
V = Any


class Watched(dict[str, V]):
    """A dict that remembers which keys were asked for while `reads` is a set.

    Its values may be listed entries (`model.listed`): who asks for one by its key is given the whole record, who goes
    through all of them gets them as they are. A field of one of these that is not at hand counts as asking for it."""

    reads: set[str] | None = None

    def __init__(self, found: Mapping[str, V] | Iterable[tuple[str, V]] = (), room: Any = None) -> None:
        """`room` is where whole records come from; that of another such dict is taken over."""
        super().__init__(dict.items(found) if isinstance(found, dict) else found)
        self.room = getattr(found, "room", None) if room is None else room
        if self.room is not None:
            weak = ref(self)  # or both would stay until rubbish is collected

            def saw(key: str) -> None:
                if (found := weak()) is not None:
                    found._saw(key)

            self.room.saw = saw

    def _saw(self, key: str) -> None:
        if self.reads is not None:
            self.reads.add(key)

    def __getitem__(self, key: str) -> V:
        self._saw(key)
        found = dict.__getitem__(self, key)
        return found if self.room is None else found.whole()

    def get(self, key: str, default: V = None) -> V:
        if not dict.__contains__(self, key):
            self._saw(key)
            return default
        return self[key]

    def listed(self, key: str) -> V:
        """The same as it is, for who asks it only for what lists show."""
        self._saw(key)
        return dict.__getitem__(self, key)

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
    old: dict[str, Page] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    new: dict[str, Page] = field(default_factory=dict)
    by_hash: bool = False
    """Whether files are known by their content, since they come from elsewhere, and not by their times."""

    @classmethod
    def read(cls, root: Path, site: Path) -> Kept:
        """What is known of the site in `site`; nothing where the memory is missing or damaged."""
        try:
            with opened(root) as memory:
                return cls(root, site, old=memory.pages(), stamps=memory.files()) if memory else cls(root, site)
        except (sqlite3.Error, ValueError, TypeError):
            return cls(root, site)

    def frames_of(self, common: str) -> dict[str, list[str]]:
        """Frames of the last build, if what all pages have in common was the same."""
        try:
            with opened(self.root) as memory:
                return memory.frames() if memory and memory.value("common") == common else {}
        except (sqlite3.Error, ValueError, TypeError):
            return {}

    def mark(self, own: str, reads: Iterable[str]) -> str:
        """What stands for all causes of a page: `own` ones, and the entries that it read."""
        return digest(self.common, own, *map(self.of, reads))

    def take(self, names: tuple[str, ...], own: str, out: Path) -> Page | None:
        """What `put` was told of the page in these files, if it would be the same; then they are put into `out`.
        None for one that must be made. `own` are further causes."""
        row = self.old.get(names[0])
        try:
            if row is None or self.mark(own, row.reads) != row.mark:
                return None
            if not all(self._as_left(name, row) for name in names):
                return None
            for name in names:
                link(self.site / name, out / name)
        except (OSError, TypeError, ValueError):
            return None
        self.new[names[0]] = row
        return row

    def _as_left(self, name: str, row: Page) -> bool:
        if self.by_hash:
            known: str = row.told[-1]
            return hashlib.sha256((self.site / name).read_bytes()).hexdigest() == known
        return stamp(self.site / name) == self.stamps.get(f"{self.site.name}/{name}")

    def put(self, name: str, own: str, reads: Iterable[str], told: Any, common: Any) -> None:
        """Remember a page that is about to stand in the new site, by the first of its files. `told` is what else the
        build has to know of it, `common` the part of that which is the same for many."""
        order = tuple(sorted(reads))
        self.new[name] = Page(self.mark(own, order), order, told, common)


def stamp(path: Path | str) -> Stamp:
    """Size and time of a file. Raises OSError."""
    status = os.stat(path)
    return (-1, status.st_mtime_ns) if S_ISDIR(status.st_mode) else (status.st_size, status.st_mtime_ns)


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


@lru_cache(maxsize=2)
def program(whole: bool = False) -> str:
    """What changes when this package, a package that it uses or Python does: by times of files, or `whole` by what they
    say, which is the same on another machine."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix != ".pyc" and path.is_file())
    says = [f"{path.relative_to(package)} {digest(path.read_bytes()) if whole else stamp(path)}" for path in files]
    seen = [sys.version, *says]
    for place in sys.path:
        try:
            found = sorted(name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-link")))
        except OSError:
            continue
        seen += [name for name in found if not name.startswith("camtay-")]
    return digest(*seen)
