"""Files that are larger than they look, and names that lead elsewhere: told, in little time and memory."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest

from camtay.errors import CamtayError
from camtay.exports.usb import zip_file
from camtay.guarded import is_own
from camtay.project import check, load
from camtay.scan import file_of
from tests.conftest import GUIDE, TinyProject

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes) -> bytes:
    """A few hundred kilobytes at most, whatever its size in pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(min(width * height + height, 50_000_000)), 9)
    return b"".join([b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), *more, chunk(b"IDAT", data), chunk(b"IEND", b"")])


def gif(width: int, height: int) -> bytes:
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\x00\x00\x00\x00\x00\xff\xff\xff" + frame + b";"


def jpeg(width: int, height: int) -> bytes:
    return bytes.fromhex("ffd8ffc0000b08") + struct.pack(">HH", height, width) + bytes.fromhex("01011100ffd9")


def webp(width: int, height: int) -> bytes:
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


LAUGHS = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
BOMBS = {
    "pixels.png": (png(50_000, 50_000), "image.large"),
    "a-few-more.png": (png(10_001, 2_000), "image.large"),
    "text.png": (png(2, 2, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(90_000_000), 9))), "image.unreadable"),
    "pixels.gif": (gif(65_535, 65_535), "image.large"),
    "pixels.jpg": (jpeg(65_000, 65_000), "image.large"),
    "pixels.webp": (webp(16_000, 16_000), None),
    "cut.jpg": (jpeg(9, 9), "image.unreadable"),
    "laughs.svg": (f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>{OPEN}<text>&a9;</text></svg>'.encode(), "image.active"),
    "entity.svg": (f'<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>{OPEN}&a;</svg>'.encode(), "image.active"),
    "deep.svg": (OPEN.encode() + b"<g>" * 40_000, "image.unreadable"),
    "long.svg": (OPEN.encode() + b" " * 400_000 + b"</svg>", "image.drawing"),
    "other.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "image.unreadable"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_picture_that_unfolds_is_refused(name: str, tiny_project: TinyProject) -> None:
    """Pixels, text inside, entities, depth: with one problem, in less memory than a photo of the largest size takes."""
    data, code = BOMBS[name]
    text = GUIDE + f"picture: {{file: {name}, alt: {{vi: Ảnh, en: Picture}}}}\n"
    root = tiny_project({"guides/goi-dien.yml": text, f"guides/{name}": data})
    tracemalloc.start()
    _, problems = check(root)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    found = [p.code for p in problems if p.severity == "error"]
    assert found == [code] if code else found[0] in ("image.large", "image.unreadable")
    assert peak < 60_000_000


@pytest.mark.parametrize(
    "name",
    [
        "../../secret.png",
        "/etc/hostname",
        "a/../../secret.png",
        "link.png",
        "folder/secret.png",
        "loop.png",
        "a\0.png",
        ".",
    ],
)
def test_a_picture_from_elsewhere_is_refused(name: str, tiny_project: TinyProject, tmp_path: Path) -> None:
    """By dots, from the root, through a link to a file or a folder, through a link to itself, by a NUL."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/secret.png").write_bytes(png(2, 2))
    written = name.replace("\0", "\\0")
    text = GUIDE + f'picture: {{file: "{written}", alt: {{vi: Ảnh, en: Picture}}}}\n'
    root = tiny_project({"guides/goi-dien.yml": text})
    (root / "guides/link.png").symlink_to(tmp_path / "out/secret.png")
    (root / "guides/folder").symlink_to(tmp_path / "out")
    (root / "guides/loop.png").symlink_to(root / "guides/loop.png")
    _, problems = check(root)
    assert {p.code for p in problems if p.file.endswith("goi-dien.yml")} & {"image.outside", "image.missing"}


@pytest.mark.parametrize("place", ["docs/secret.txt", "docs/.overrides/assets", "qr/sheets.yml"])
def test_a_link_that_would_publish_what_lies_outside_is_refused(
    place: str, tiny_project: TinyProject, tmp_path: Path
) -> None:
    """Whoever sends a change could have the building machine's own files published."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    root = tiny_project()
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(tmp_path / "secret")
    _, problems = check(root)
    assert [(p.code, p.file) for p in problems if p.severity == "error"] == [("file.leads_out", place)]
    (root / place).unlink()
    (root / "docs/own.txt").symlink_to(root / "mkdocs.yml")
    assert load(root)


def test_a_zip_for_a_stick_holds_the_folder_and_nothing_else(tiny_project: TinyProject, tmp_path: Path) -> None:
    """Names in it are relative and lead nowhere."""
    import io
    import zipfile

    root = tiny_project()
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a/index.html").write_text("<!doctype html><title>a</title>", "utf-8")
    names = zipfile.ZipFile(io.BytesIO(zip_file(load(root), site))).namelist()
    assert names
    assert not [name for name in names if name.startswith(("/", "\\")) or ".." in name.split("/") or ":" in name]


@pytest.mark.parametrize(
    "path",
    ["/Q/../../etc/passwd", "/Q/..%2f..%2fetc", "/Q/29G275/../../x", "/Q/29G275\n", "/Q/\u212aG2752", "/Q/", "/q/a\0b"],
)
def test_the_preview_takes_codes_only_for_codes(path: str) -> None:
    """Anything else is left to the server, which normalises paths."""
    assert file_of(path) == path


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("192.168.1.7:8000", True),
        ("[::1]:8000", True),
        ("[fe80::1]", True),
        ("xau.example:8000", False),
        ("localhost.xau.example", False),
        ("127.0.0.1.xau.example:8000", False),
        ("", False),
    ],
)
def test_a_shared_preview_answers_only_under_its_own_address(host: str, own: bool) -> None:
    """A page elsewhere can't read drafts by giving its own name the address of this computer."""
    assert is_own(host) is own


def test_a_picture_that_is_no_file_is_refused(tiny_project: TinyProject) -> None:
    """A pipe would wait for ever."""
    text = GUIDE + "picture: {file: pipe.png, alt: {vi: Ảnh, en: Picture}}\n"
    root = tiny_project({"guides/goi-dien.yml": text})
    os.mkfifo(root / "guides/pipe.png")
    with pytest.raises(CamtayError, match=r"pipe\.png"):
        load(root)
