"""What was made and proven before: an artefact whose every cause is the same is neither set nor proven again.

One file an artefact in a git-ignored folder, named by the hash of its causes: data, symbols, options, templates, fonts,
versions of the tools and this package's own code. It begins with the hash of all that follows; whatever does not match
is as good as not there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro

from camtay.blobs import LIMIT, Blobs, hashed
from camtay.signs.proof import Seen
from camtay.signs.trials import Result

FOLDER = ".cache/camtay/signs"
_TOOLS = (
    "typst", "pikepdf", "pypdfium2", "zxing-cpp", "resvg-py", "ezdxf", "pillow", "numpy", "qrcode",
    "fontpkg-be-vietnam-pro",
)  # fmt: skip


@dataclass(frozen=True)
class Store:
    """`causes` is the hash of what all artefacts of a run have in common."""

    root: Path
    causes: str

    def read(self, key: str) -> tuple[list[bytes], tuple[Seen, ...]] | None:
        """Files and what their proof saw; None where there is nothing, or nothing that can be trusted."""
        data = Blobs(self.root).read(self._name(key))
        if data is None:
            return None
        told, _, rest = data.partition(b"\n")
        about = json.loads(told)
        if about["key"] != self._name(key):
            return None
        rest = zlib.decompress(rest) if about["packed"] else rest
        ends = [sum(about["sizes"][: n + 1]) for n in range(len(about["sizes"]))]
        files = [rest[end - size : end] for end, size in zip(ends, about["sizes"], strict=True)]
        return files, tuple(_seen(page) for page in about["seen"])

    def keep(self, key: str, files: Sequence[bytes], seen: Sequence[Seen], pack: bool = False) -> None:
        """Remember an artefact that has passed its proof. Where that can't be written, nothing is lost but time."""
        whole = b"".join(files)
        about = {
            "key": self._name(key),
            "sizes": [len(data) for data in files],
            "packed": pack,
            "seen": [asdict(page) for page in seen],
        }
        rest = json.dumps(about).encode() + b"\n" + (zlib.compress(whole, 1) if pack else whole)
        Blobs(self.root).keep(self._name(key), rest)

    def prune(self, limit: int = LIMIT) -> None:
        """Let go of what was not used for the longest time beyond `limit` bytes."""
        Blobs(self.root).prune(limit)

    def _name(self, key: str) -> str:
        return hashed(f"{self.causes} {key}".encode())


def store(root: Path, templates: Path) -> Store:
    """The store of a project whose signs are set with these templates."""
    files = sorted(path for path in templates.rglob("*") if path.is_file())
    parts = [f"{path.relative_to(templates)} {hashed(path.read_bytes())}" for path in files]
    return Store(root / FOLDER, hashed("\n".join([*_own(), *parts]).encode()))


@lru_cache(maxsize=1)
def _own() -> list[str]:
    fonts = sorted((Path(fontpkg_be_vietnam_pro.__file__).parent / "files").iterdir())
    code = sorted(Path(__file__).parent.glob("*.py"))
    return [*(f"{tool} {version(tool)}" for tool in _TOOLS), *(hashed(path.read_bytes()) for path in (*code, *fonts))]


def _seen(page: Any) -> Seen:
    results = (
        Result(r["payload"], tuple((trial, reason) for trial, reason in r["failed"]), r["margin"], r["contrast"],
               tuple(r["passed"]))
        for r in page["results"]
    )  # fmt: skip
    return Seen(page["page"], tuple(page["payloads"]), tuple(results))
