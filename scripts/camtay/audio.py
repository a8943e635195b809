"""Recorded voices beside the content: known by what is in the file, published without what phones write into it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from camtay.errors import Problem
from camtay.media import misplaced
from camtay.model.entries import Entry
from camtay.model.voice import Recording
from camtay.source import FOLDER, Source
from camtay.spoken import digest
from camtay.text import slugify

MAX_FILE = 2_000_000
"""Bytes: eight minutes at 32 kbit/s, a minute of waiting on a poor link."""
MAX_RATE = 40
"""Kilobits a second. Speech is clear at 24–32; an average may lie a little above what was asked for."""
OPUS = 'audio/ogg; codecs="opus"'
AAC = 'audio/mp4; codecs="mp4a.40'
_MP3_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
"""First bytes of a frame of MPEG layer III (ISO/IEC 11172-3, 2.4.1.3), any version, with or without a checksum."""
_BARE = (b"udta", b"meta", b"uuid")
_OUTER = (b"moov", b"trak")


class UnplayableError(Exception):
    """Not a recording that every phone plays."""


@dataclass(frozen=True)
class Sound:
    """A recording as published: `path` relative to the site's root, `type` for browsers."""

    path: str
    data: bytes
    type: str
    seconds: float

    @property
    def kilobytes(self) -> int:
        return max(1, round(len(self.data) / 1000))

    @property
    def rate(self) -> float:
        """Kilobits a second."""
        return len(self.data) * 8 / self.seconds / 1000


def recordings(entry: Entry) -> Iterator[tuple[str, Recording]]:
    """Recordings that read what the entry says today, by locale."""
    for locale, recording in entry.audio.items():
        if recording.reads == digest(entry, locale):
            yield locale, recording


def audio_problems(source: Source, root: Path) -> list[Problem]:
    """Recordings that can't be played on every phone, weigh too much, or read what is no longer there."""
    problems: list[Problem] = []
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        for locale, recording in entry.audio.items():
            path = (*base, "audio", locale)
            name, today = recording.file, digest(entry, locale)
            fault, found = _look(root, name)
            if fault:
                limit = MAX_FILE // 1_000_000
                problems.append(document.problem(fault, (*path, "file"), file=name, limit=limit))
                continue
            if found and found.rate > MAX_RATE:
                size, rate = found.kilobytes, round(found.rate)
                told = document.problem("audio.rate", (*path, "file"), "warning", file=name, size=size, rate=rate)
                problems.append(told)
            if recording.reads != today:
                code = "audio.stale" if recording.reads else "audio.unread"
                told = document.problem(code, (*path, "reads"), "warning", entry=id_, locale=locale, today=today)
                problems.append(told)
    return problems


def _look(root: Path, name: str) -> tuple[str | None, Sound | None]:
    """The code of what is wrong with a file, or else the sound."""
    if wrong := misplaced(root / FOLDER, name):
        return {"outside": "audio.outside", "missing": "audio.missing"}[wrong], None
    try:
        if (root / FOLDER / name).stat().st_size > MAX_FILE:
            return "audio.large", None
        return None, sound(root, name)
    except (OSError, UnplayableError):
        return "audio.format", None


def sound(root: Path, name: str) -> Sound:
    """The published form of a recording. Raises UnplayableError, OSError."""
    path = root / FOLDER / name
    status = path.stat()
    return _published(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=500)
def _published(path: Path, _time: int, _size: int) -> Sound:
    """Time and size stand for the content: a preview goes on while somebody records again under the same name."""
    data = path.read_bytes()
    if data.startswith((b"ID3", b"\xff")):
        data, type_, suffix = _bare_mp3(data), "audio/mpeg", "mp3"
    elif data[4:8] == b"ftyp":
        data, type_, suffix = _bare_mp4(data), "audio/mp4", "m4a"
    else:
        type_, suffix = OPUS, "ogg"
    seconds = _seconds(data, type_)
    title = slugify(path.stem) or "audio"
    return Sound(f"media/{title}-{hashlib.sha256(data).hexdigest()[:10]}.{suffix}", data, type_, seconds)


def sounds(root: Path, entries: Iterable[Entry]) -> list[Sound]:
    """Every recording that the site plays, each once."""
    names = {recording.file for entry in entries for _, recording in recordings(entry)}
    return [sound(root, name) for name in sorted(names)]


def _seconds(data: bytes, wanted: str) -> float:
    from tinytag import TinyTag, TinyTagException

    try:
        found = TinyTag.get(file_obj=io.BytesIO(data), tags=False)
    except TinyTagException as error:
        raise UnplayableError from error
    type_ = found.mime_type or ""
    if wanted == "audio/mp4" and type_.startswith(AAC):
        type_ = wanted
    # Half a second is no reading, and a day is a damaged header.
    if type_ != wanted or not found.duration or not 0.5 <= found.duration <= 86_400:
        raise UnplayableError
    return found.duration


def _bare_mp3(data: bytes) -> bytes:
    """The frames alone: tags before (ID3v2) and behind them (ID3v1) name the phone and sometimes the street."""
    while data.startswith(b"ID3") and len(data) > 10:
        size = sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(data[6:10])))
        data = data[10 + size + 10 * bool(data[5] & 16) :].lstrip(b"\0")
    if not _MP3_FRAME.match(data):
        raise UnplayableError
    return data[:-128] if data[-128:].startswith(b"TAG") else data


def _bare_mp4(data: bytes) -> bytes:
    """The same file with its notes blanked where they stand, since sound is found by its distance from the start.

    iPhones call a recording after the street where it was made."""
    if re.search(rb"hdlr\0{8}vide", data):
        raise UnplayableError
    blank = bytearray(data)
    rooms = [(0, len(data))]
    while rooms:
        at, end = rooms.pop()
        while at + 8 <= end:
            size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
            if size == 1:
                size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
            size = end - at if size == 0 else size
            if size < head or at + size > end:
                raise UnplayableError
            if kind in _BARE:
                blank[at + 4 : at + 8] = b"free"
                blank[at + head : at + size] = bytes(size - head)
            elif kind in _OUTER:
                rooms.append((at + head, at + size))
            at += size
    return bytes(blank)
