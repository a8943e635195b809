"""Pictures beside the content: checked on reading, made small and bare of metadata for the site."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Literal

from camtay import svg
from camtay.aside import Aside, alone_enough
from camtay.blobs import Blobs, hashed
from camtay.errors import Problem
from camtay.model.entries import Entry, picture_files, pictures
from camtay.records import Stamp, settled, stamp
from camtay.source import FOLDER, Source

MADE = ".cache/camtay/pictures"
"""Folder of pictures that were made small before."""
MAX_PIXELS = 20_000_000
MAX_FILE = 20_000_000
MAX_DRAWING = 300_000
"""Bytes of an SVG: it is published, and set on every sign, as it is."""
WIDTH = 640
"""Pixels; no page shows a picture wider than this before a tap."""
Size = Literal["first", "page", "large"]
SIZES: dict[Size, tuple[int, tuple[tuple[int, int], ...]]] = {
    "first": (20_000, ((640, 72), (640, 55), (480, 60), (480, 40), (360, 45), (320, 30), (200, 30))),
    "page": (40_000, ((640, 72), (640, 60), (640, 45), (480, 50), (360, 45), (320, 30))),
    "large": (200_000, ((1280, 72), (1280, 50), (960, 50), (640, 72), (640, 45))),
}
"""Bytes at most, and (width in pixels, WebP quality) to try: on the first screen of a scan page and not lazy; anywhere
else; after a tap."""
LARGEST = max(width for _, tries in SIZES.values() for width, _ in tries)
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
"""What Pillow is asked to open: pictures of phones and cameras, nothing exotic."""


@dataclass(frozen=True)
class Asset:
    """A picture as published: `path` relative to the site's root."""

    path: str
    data: bytes
    width: int
    height: int


def picture_problems(source: Source, root: Path) -> list[Problem]:
    """Pictures that are missing, outside `guides/`, too large or no pictures: of entries, and the site's emblem."""
    named = [
        (*source.documents[id_][:1], (*source.documents[id_][1], *path, "file"), file)
        for id_, entry in source.entries.items()
        for path, file in picture_files(entry)
    ]
    drawings = [(d, path, file) for d, path, file in named if _is_svg(file)]
    if source.site and source.site.emblem:
        named.append((source.site_document, ("emblem",), source.site.emblem))
    look = _Look(root / FOLDER)
    limits = {"image.drawing": MAX_DRAWING // 1000}
    found = [
        document.problem(code, path, file=file, limit=limits.get(code, MAX_PIXELS // 1_000_000))
        for document, path, file in named
        if (code := look.fault(file, document.memo))
    ]
    if found:
        return found
    for document, path, file in drawings:
        limit = SIZES["page" if "steps" in path else "first"][0]
        if look.packed(file, document.memo) > limit:
            found.append(document.problem("image.drawing", path, file=file, limit=limit // 1000))
    return found


def misplaced(folder: Path, name: str, known: dict[str, bool] | None = None) -> Literal["outside", "missing"] | None:
    """Why a file that content names can't be taken from `folder`: it lies elsewhere, or there is none.

    `known`, for who asks of many: folders, and whether they lie inside."""
    if name.startswith("/") or ".." in Path(name).parts:
        return "outside"
    path = os.path.join(folder, name)
    if not os.path.isfile(path):  # False also for names that no file can have
        return "missing"
    if known is None or os.path.islink(path):
        return None if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)) else "outside"
    above = os.path.dirname(path)
    if above not in known:
        known[above] = Path(os.path.realpath(above)).is_relative_to(os.path.realpath(folder))
    return None if known[above] else "outside"


class _Look:
    """Looks at each picture once, however many entries show it; and at one that was found sound not again until it is
    another file. That is remembered with the file of content that named it first, in its document's memo."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._inside: dict[str, bool] = {}
        self._faults: dict[str, str | None] = {}
        self._packed: dict[str, int] = {}

    def fault(self, name: str, memo: dict[Any, Any]) -> str | None:
        """The code of what is wrong with a picture."""
        if name not in self._faults:
            self._faults[name] = self._fault(name, memo)
        return self._faults[name]

    def _fault(self, name: str, memo: dict[Any, Any]) -> str | None:
        path = self.folder / name
        if wrong := misplaced(self.folder, name, self._inside):
            return {"outside": "image.outside", "missing": "image.missing"}[wrong]
        try:
            now = stamp(os.fspath(path))
            if memo.get(("sound", name, now)):
                return None
            if now[0] > MAX_FILE:
                return "image.large"
            if _is_svg(name) and now[0] > MAX_DRAWING:
                return "image.drawing"
            found = svg.fault(path.read_bytes()) if _is_svg(name) else _pixel_fault(path)
        except OSError:
            return "image.unreadable"
        if found is None and settled(now):
            memo["sound", name, now] = True
        return found

    def packed(self, name: str, memo: dict[Any, Any]) -> int:
        """Bytes of a sound drawing after compression."""
        if name not in self._packed:
            path = self.folder / name
            now = stamp(os.fspath(path))
            size = memo.get(("packed", name, now))
            if size is None:
                size = len(gzip.compress(path.read_bytes()))
                if settled(now):
                    memo["packed", name, now] = size
            self._packed[name] = size
        return self._packed[name]


def _pixel_fault(path: Path) -> str | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is stricter
            with Image.open(path, formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    return "image.large"
                image.draft("RGB", (1, 1))  # JPEG: read the whole file, unfold an eighth of it
                image.load()
    except Image.DecompressionBombError:
        return "image.large"
    except (OSError, SyntaxError, ValueError, EOFError):
        return "image.unreadable"
    return None


def asset(root: Path, name: str, size: Size = "page") -> Asset:
    """The published form of a checked picture: SVG as it is, others as WebP, turned upright, no metadata.

    A picture of many details becomes coarser, then smaller, until it keeps the limit of its size. Raises OSError."""
    return _asset(root, name, size, stamp(os.fspath(root / FOLDER / name)))


@lru_cache(maxsize=300)
def _asset(root: Path, name: str, size: Size, now: Stamp) -> Asset:
    # The stamp stands for the content: a preview goes on while somebody puts another picture under the same name.
    path = root / FOLDER / name
    if _is_svg(name):
        data = path.read_bytes()
        width, height = svg.size(data) or (WIDTH, WIDTH)
        return Asset(_name(name, data, "svg"), data, width, height)
    made = _made(root, name, size, now)
    return Asset(_name(name, made, "webp"), made, *_size(made))


_ANEW = ContextVar("_ANEW", default=False)


@contextmanager
def anew() -> Iterator[None]:
    """Pictures are made small again, whatever earlier runs have kept."""
    before = _ANEW.set(True)
    _asset.cache_clear()
    try:
        yield
    finally:
        _ANEW.reset(before)


def _made(root: Path, name: str, size: Size, now: Stamp) -> bytes:
    """A picture as WebP; taken from an earlier run, which has seen this file or one with the same content."""
    path, blobs = root / FOLDER / name, Blobs(root / MADE)
    if _ANEW.get():
        return _shrunk(path.read_bytes())[size]
    quick = _quick(name, size, now)
    found = blobs.read(quick) if settled(now) else None
    if found is None:
        data = path.read_bytes()
        key = hashed(data)
        found = blobs.read(_key(size, key))
        if found is None:
            made = _shrunk(data)  # whoever needs one size needs the others, and much of the work is the same
            for one, small in made.items():
                blobs.keep(_key(one, key), small)
            found = made[size]
        if settled(now):
            blobs.also(quick, _key(size, key))
    return found


def _key(size: Size, *of: object) -> str:
    """The name of a blob: what it is of, and how it was made."""
    return hashed(repr((*_pillow(), size, *SIZES[size], *of)).encode())


def _quick(name: str, size: Size, now: Stamp) -> str:
    # The whole name: files of two folders, written at once, may have one name, size and time.
    return _key(size, name, now)


@cache
def _pillow() -> tuple[str, str | None]:
    from importlib.metadata import version

    from PIL import features

    return version("pillow"), features.version("webp")


def _shrunk(data: bytes) -> dict[Size, bytes]:
    """A picture in all sizes."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        whole = ImageOps.exif_transpose(opened)
        whole.thumbnail((LARGEST, LARGEST * 2))
        mode = "RGBA" if "A" in whole.getbands() else "RGB"
        bare = Image.new(mode, whole.size)
        bare.paste(whole.convert(mode))
    tried: dict[tuple[int, int], bytes] = {}
    made: dict[Size, bytes] = {}
    for size, (limit, tries) in SIZES.items():
        for one in tries:
            if one not in tried:
                width, quality = one
                small, out = bare.copy(), io.BytesIO()
                small.thumbnail((width, width * 2))
                small.save(out, "WEBP", quality=quality, method=6)
                tried[one] = out.getvalue()
            made[size] = tried[one]
            if len(made[size]) <= limit:
                break
    return made


def names(entries: Iterable[Entry]) -> list[str]:
    """Files of all pictures of some entries, each once."""
    return sorted({name for entry in entries for _, name in picture_files(entry)})


class Ahead:
    """Pictures that no earlier run has made small, in a process of its own while this one has other things to do."""

    def __init__(self, root: Path, names: Iterable[str]) -> None:
        self._aside: Aside[None] | None = None
        if sys.platform == "win32" or _ANEW.get() or not alone_enough():
            return
        if new := [name for name in names if not _is_svg(name) and not _is_made(root, name)]:
            with suppress(OSError):
                self._aside = Aside(partial(_make_all, root, new))

    def wait(self) -> None:
        """Until they are made. Those that are not, since the process was killed, are made where they are needed."""
        if self._aside:
            self._aside.leave()
            self._aside = None


def _make_all(root: Path, names: Iterable[str]) -> None:
    for name in names:
        with suppress(OSError):  # what could not be made is told where it is needed
            asset(root, name)


def _is_made(root: Path, name: str) -> bool:
    try:
        return (root / MADE / _quick(name, "page", stamp(os.fspath(root / FOLDER / name)))).exists()
    except OSError:
        return False


def _size(made: bytes) -> tuple[int, int]:
    """Width and height, from the head of a WebP file."""
    from PIL import Image

    with Image.open(io.BytesIO(made), formats=("WEBP",)) as opened:
        return opened.size


def _name(name: str, data: bytes, suffix: str) -> str:
    return f"media/{Path(name).stem}-{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"


def _is_svg(name: str) -> bool:
    return name.lower().endswith(".svg")


__all__ = ["MADE", "Ahead", "Asset", "anew", "asset", "misplaced", "picture_problems", "pictures"]
