"""What a build has to know of a page that it wrote, so that nothing of it need be read again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from camtay import policy
from camtay.urls import SCAN_FOLDER

_NEEDED = re.compile(r"<(?:img|audio|script|source)\b[^>]* src=\"([^\"]+)\"|<link rel=\"stylesheet\" href=\"([^\"]+)\"")

_PLAIN = re.compile(r"[^?#;\s]*\Z")


class Told(NamedTuple):
    """CSP sources of what stands inside a page, addresses of what it shows or sounds, its file in bytes and hash."""

    scripts: list[str]
    styles: list[str]
    needs: list[str]
    size: int
    sha256: str


def silent(html: str) -> bool:
    """Whether a piece of a page adds nothing to what is told of the page."""
    return (
        "<img" not in html
        and "<audio" not in html
        and "<source" not in html
        and "<script" not in html
        and "<style" not in html
        and "<link" not in html
    )


def needs(html: str, path: str) -> list[str]:
    """Addresses of what a page at `path` shows or sounds, from the root of the host, each once, in their order."""
    found = (_joined(path, a or b) for a, b in _NEEDED.findall(html) if not (a or b).startswith("data:"))
    return list(dict.fromkeys(found))


def _joined(path: str, address: str) -> str:
    """What `urljoin` gives, which takes eight times as long for what stands at the root of the host."""
    plain = address[:1] == "/" and address[:2] != "//" and "/." not in address and _PLAIN.match(address)
    return address if plain else urljoin(path, address)


def tell(html: str, path: str, data: bytes, body: str = "") -> Told:
    """What is known of a page at `path` (`/a/b/`) with the text `html`, written as `data`; `body`: see `policy`."""
    return Told(*policy.hashes(html, body), needs(html, path), len(data), hashlib.sha256(data).hexdigest())


def file_of(path: str, out: Path) -> Path:
    """The file that a host answers a path with."""
    name = path.lstrip("/")
    if path.startswith(f"/{SCAN_FOLDER}/"):
        return out / f"{name}.html"
    return out / name / "index.html" if path.endswith("/") else out / name


@dataclass
class Known:
    """Pages and files of a site by their paths; what was not told is read. `earlier` tells of pages that stayed."""

    out: Path
    pages: dict[str, Told] = field(default_factory=dict)
    files: dict[str, tuple[int, str] | None] = field(default_factory=dict)
    earlier: Callable[[str], Told | None] = lambda _: None

    def page(self, path: str) -> Told | None:
        """What is known of a page; None where there is none. Raises OSError."""
        found = self.pages.get(path) or self.earlier(path)
        file = file_of(path, self.out)
        if found is None and file.is_file():
            data = file.read_bytes()
            found = self.pages[path] = tell(data.decode("utf-8"), path, data)
        return found

    def file(self, path: str) -> tuple[int, str] | None:
        """Size and hash of any file; None where there is none. Raises OSError."""
        if path not in self.files:
            file = file_of(path, self.out)
            if file.is_file():
                data = file.read_bytes()
                self.files[path] = len(data), hashlib.sha256(data).hexdigest()
            else:
                self.files[path] = None
        return self.files[path]
