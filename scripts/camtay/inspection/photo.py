"""Photos from disk: found, guarded, turned upright, with the position that the phone wrote into them."""

from __future__ import annotations

import io
import math
import os
import re
import stat
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camtay.errors import CamtayError, Problem, fail
from camtay.inspection.address import visible

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 50_000_000
"""Checked in the header, before anything is decoded. Phones' ordinary pictures have 8 to 50 million."""
MAX_BYTES = 60_000_000
MAX_PHOTOS = 500
"""Photos in one run."""
MAX_FILES = 20_000
"""Files looked at in folders in one run."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".webp", ".avif", ".heic", ".heif"})
"""What is taken from a folder. A file that is named itself is tried whatever its ending."""
_FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "AVIF")
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""Major brands of HEIF files (ISO/IEC 23008-12, annex B; AVIF has brands of its own)."""

# Tags of EXIF 2.32 (CIPA DC-008), 4.6.5 and 4.6.6.
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAKEN = 0x9003
_LAT_REF, _LAT, _LON_REF, _LON, _ERROR = 1, 2, 3, 4, 31


@dataclass(frozen=True)
class Position:
    """Where a photo was taken: degrees (WGS 84); `error` is the phone's own estimate in metres, 0 if it gave none."""

    lat: float
    lon: float
    error: float = 0.0


@dataclass(frozen=True, eq=False)
class Photo:
    """An upright photo in RGB. `taken` is local time as `YYYY-MM-DD HH:MM`, or nothing."""

    name: str
    image: Image = field(repr=False)
    position: Position | None = None
    taken: str = ""


# ---------------------------------------------------------------- finding
def collect(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """Files to open, each once, in the order given (folders sorted by name), and what was wrong on the way.

    Links to folders are not followed, so that a loop of links ends."""
    problems: list[Problem] = []
    found: dict[str, Path] = {}
    seen = 0
    for path in paths:
        if path.is_dir():
            for file in _walk(path, problems):
                seen += 1
                if seen > MAX_FILES:
                    problems.append(Problem("inspection.files", shown(path), params={"limit": f"{MAX_FILES}"}))
                    break
                if file.suffix.lower() in SUFFIXES:
                    found.setdefault(os.path.realpath(file), file)
        elif os.path.lexists(path):
            found.setdefault(os.path.realpath(path), path)
        else:
            problems.append(Problem("inspection.missing", shown(path)))
    chosen = list(found.values())
    if len(chosen) > MAX_PHOTOS:
        params = {"n": str(len(chosen)), "limit": str(MAX_PHOTOS), "first": shown(chosen[MAX_PHOTOS].name)}
        problems.append(Problem("inspection.many", params=params))
    return chosen[:MAX_PHOTOS], problems


def shown(path: Path | str) -> str:
    """A file's name for people: without what a terminal would obey or could not write."""
    return visible(str(path), 1_000)


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(Problem("file.unreadable", shown(error.filename), params={"reason": error.strerror or "?"}))

    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where) / name for name in sorted(files) if not name.startswith("."))


# ---------------------------------------------------------------- opening
def open_photo(path: Path) -> Photo:
    """The photo in a file. Raises CamtayError when it is none, is broken, or is too large to be one."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    name = shown(path)
    data = _read(path, name)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS and b"avif" not in data[12:64]:
        raise fail("inspection.heic", name)
    Image.init()
    formats = [f for f in _FORMATS if f in Image.OPEN]  # AVIF is not in every build of Pillow
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the limit below is stricter than Pillow's warning
        try:
            opened = Image.open(io.BytesIO(data), formats=formats)
        except Image.DecompressionBombError as error:
            raise _too_large(name, int((re.search("[0-9]{6,}", str(error)) or ["0"])[0])) from None
        except UnidentifiedImageError:
            raise fail("inspection.not_image", name) from None
        except (OSError, SyntaxError, ValueError, TypeError, OverflowError) as error:
            raise fail("inspection.broken", name) from error
        with opened:
            pixels = opened.width * opened.height
            if pixels > MAX_PIXELS:
                raise _too_large(name, pixels)
            try:
                opened.load()
            except (OSError, SyntaxError, ValueError, TypeError, OverflowError, EOFError, MemoryError) as error:
                raise fail("inspection.broken", name) from error
            position, taken = _exif(opened)
            try:
                upright = ImageOps.exif_transpose(opened)
            except Exception:  # a faulty EXIF block raises whatever it likes; the picture itself is sound
                upright = opened.copy()
    return Photo(str(path), _rgb(upright), position, taken)


def _too_large(name: str, pixels: int) -> CamtayError:
    return fail("inspection.large", name, limit=MAX_PIXELS // 1_000_000, size=math.ceil(pixels / 1_000_000))


def _read(path: Path, name: str) -> bytes:
    try:
        status = os.stat(path)
        # A named pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode):
            raise fail("inspection.not_image", name)
        if status.st_size > MAX_BYTES:
            size, limit = f"{status.st_size / 1e6:.0f}", MAX_BYTES // 1_000_000
            raise fail("inspection.heavy", name, size=size, limit=limit)
        return path.read_bytes()
    except OSError as error:
        raise fail("file.unreadable", name, reason=error.strerror or error) from error


def _rgb(image: Image) -> Image:
    """Opaque RGB: what is transparent becomes white, 16-bit grey is scaled."""
    from PIL import Image as Images

    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Images.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        image = ground
    return image.convert("RGB")


# ---------------------------------------------------------------- EXIF
def _exif(image: Image) -> tuple[Position | None, str]:
    """Position and time from the EXIF block; nothing where it is missing or makes no sense."""
    try:
        exif = image.getexif()
        gps, details = exif.get_ifd(_GPS_IFD), exif.get_ifd(_EXIF_IFD)
    except Exception:
        return None, ""
    return _position(gps), _moment(details.get(_TAKEN))


def _position(gps: dict[int, Any]) -> Position | None:
    lat = _degrees(gps.get(_LAT), gps.get(_LAT_REF), "S", 90)
    lon = _degrees(gps.get(_LON), gps.get(_LON_REF), "W", 180)
    # Phones without a fix write 0, 0: a spot in the Gulf of Guinea.
    if lat is None or lon is None or (lat, lon) == (0.0, 0.0):
        return None
    try:
        error = float(gps.get(_ERROR) or 0)
    except (TypeError, ValueError, ZeroDivisionError):
        error = 0.0
    return Position(lat, lon, error if math.isfinite(error) and error > 0 else 0.0)


def _degrees(parts: Any, reference: Any, negative: str, limit: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in (*parts, 0, 0, 0)[:3])
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not math.isfinite(value) or not 0 <= value <= limit:
        return None
    mark = reference.decode("latin-1") if isinstance(reference, bytes) else str(reference or "")
    return -value if mark.strip("\0 ").upper() == negative else value


def _moment(value: Any) -> str:
    """`2026:11:22 08:15:30` → `2026-11-22 08:15`."""
    found = re.match(r"([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}):([0-9]{2})", str(value or ""))
    return f"{found[1]}-{found[2]}-{found[3]} {found[4]}:{found[5]}" if found and found[1] != "0000" else ""
