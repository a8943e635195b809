"""Pictures beside the content: checked on reading, made small and bare of metadata for the site."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from camtay.errors import Problem
from camtay.model.entries import Entry, Guide
from camtay.model.fields import Picture
from camtay.source import FOLDER, Source
from camtay.yaml_file import Path_

MAX_PIXELS = 20_000_000
MAX_FILE = 20_000_000
WIDTH = 640
"""Pixels; the site shows no picture wider than this."""
_ACTIVE_SVG = re.compile(
    rb"<script|<foreignObject|\son[a-z]+\s*=|javascript:|<!ENTITY|href\s*=\s*[\"'](?!#|data:image/)", re.IGNORECASE
)


@dataclass(frozen=True)
class Asset:
    """A picture as published: `path` relative to the site's root."""

    path: str
    data: bytes
    width: int
    height: int


def pictures(entry: Entry) -> Iterator[tuple[Path_, Picture]]:
    """Every picture of an entry with its place in the data."""
    if entry.picture:
        yield ("picture",), entry.picture
    if isinstance(entry, Guide):
        for index, step in enumerate(entry.steps):
            if step.picture:
                yield ("steps", index, "picture"), step.picture


def picture_problems(source: Source, root: Path) -> list[Problem]:
    """Pictures (of entries, and the emblem of the site) that are missing, outside `guides/`, too large or no pictures.

    """
    problems = []
    if source.site_document and source.site and (emblem := source.site.emblem):
        if code := _fault(root / FOLDER, emblem):
            problems.append(
                source.site_document.problem(code, ("emblem",), file=emblem, limit=MAX_PIXELS // 1_000_000)
            )
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        for path, picture in pictures(entry):
            code = _fault(root / FOLDER, picture.file)
            if code:
                where = (*base, *path, "file")
                problems.append(document.problem(code, where, file=picture.file, limit=MAX_PIXELS // 1_000_000))
    return problems


def _fault(folder: Path, name: str) -> str | None:
    inside = folder.resolve()
    path = folder / name
    if name.startswith("/") or ".." in Path(name).parts or not path.resolve().is_relative_to(inside):
        return "image.outside"
    if not path.is_file():
        return "image.missing"
    if path.stat().st_size > MAX_FILE:
        return "image.large"
    if path.suffix == ".svg":
        data = path.read_bytes()
        if b"<svg" not in data[:1000]:
            return "image.unreadable"
        return "image.active" if _ACTIVE_SVG.search(data) else None
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            if image.width * image.height > MAX_PIXELS:
                return "image.large"
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "image.unreadable"
    return None


@lru_cache(maxsize=2_000)
def asset(root: Path, name: str) -> Asset:
    """The published form of a checked picture: SVG as it is, others as WebP, turned upright, no metadata."""
    path = root / FOLDER / name
    data = path.read_bytes()
    if path.suffix == ".svg":
        width, height = _svg_size(data)
        return Asset(_name(name, data, "svg"), data, width, height)
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((WIDTH, WIDTH * 2))
        mode = "RGBA" if "A" in image.getbands() else "RGB"
        bare = Image.new(mode, image.size)
        bare.paste(image.convert(mode))
        out = io.BytesIO()
        bare.save(out, "WEBP", quality=72, method=6)
    return Asset(_name(name, out.getvalue(), "webp"), out.getvalue(), *bare.size)


def _name(name: str, data: bytes, suffix: str) -> str:
    return f"media/{Path(name).stem}-{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"


def _svg_size(data: bytes) -> tuple[int, int]:
    box = re.search(rb'viewBox="[0-9.+-]+[ ,]+[0-9.+-]+[ ,]+([0-9.]+)[ ,]+([0-9.]+)"', data)
    return (round(float(box[1])), round(float(box[2]))) if box else (WIDTH, WIDTH)
