"""The content that a history is about, and the files of a working folder."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from camtay import addresses, source
from camtay import ledger as ledgers
from camtay.ledger import FILE, Event, Ledger

from .killing import unseen

DAY = date(2026, 11, 22)
IDS = tuple(f"bai-{letter}" for letter in "abcde")
TRACKED = (FILE, addresses.FILE)
SITE = """\
title: {vi: Thử, en: Test}
short: {vi: Thử, en: Test}
summary: {vi: Trang thử., en: A test site.}
area: {now: {vi: xã Thử, en: Thử commune}, before: {vi: xã Cũ, en: Cũ commune}}
base_url: https://thu.example/
topics: [{id: safety, title: {vi: An toàn, en: Safety}}]
audiences: [{id: everyone, title: {vi: Mọi người, en: Everyone}}]
"""
ENTRY = """\
kind: guide
id: %s
title: {vi: Bài %s, en: Guide %s}
summary: {vi: Một bài., en: A guide.}
topic: safety
audience: [everyone]
reviewed: 2026-11-22
sources: [{id: s, title: Sổ tay}]
steps: [{vi: Bấm số., en: Dial., sources: [s]}]
"""


@cache
def _parsed(data: bytes) -> source.Source:
    # Which history reads a text first must not decide at which write that history is killed.
    with unseen(), tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "guides").mkdir()
        (Path(folder) / "guides/site.yml").write_text(SITE, "utf-8")
        (Path(folder) / "guides/x.yml").write_bytes(data)
        found = _read(Path(folder), None)
        # All is asked for while the file is there: records and places of problems are read when somebody wants them.
        found.entries = {id_: found.entries[id_] for id_ in list(found.entries)}
        for document in [*(document for document, _ in found.documents.values()), found.site_document]:
            _ = document.text, document.marks
            vars(document).pop("_open", None)  # nobody may let go of it: the file is gone
        return found


_read = source.read


def quick_source(root: Path, changed: object = None, lean: bool = False) -> source.Source:
    """What `source.read` gives, each file parsed once for all histories."""
    one = _parsed(entry(IDS[0]).encode())
    found = source.Source(site=one.site, site_document=one.site_document)
    for path in sorted((root / "guides").glob("bai-*.yml")):
        one = _parsed(path.read_bytes())
        found.entries.update(one.entries)
        found.published.update(one.entries)  # nothing in them is unsure
        found.documents.update(one.documents)
        found.problems += one.problems
    return found


def entry(name: str) -> str:
    return ENTRY % (name, name, name)


def sound(row: str) -> bool:
    """Whether a line could be of the ledger."""
    try:
        ledgers.parse_line(row)
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def events(root: Path) -> set[Event]:
    """Events of a ledger, whatever else is in it."""
    path = root / FILE
    rows = path.read_bytes().decode("utf-8-sig", "replace").split("\n") if path.exists() else []
    return {ledgers.parse_line(row) for row in rows if sound(row)}


def lenient(root: Path) -> Ledger:
    """The ledger with whatever of it can be read."""
    return Ledger(events(root))


# ---------------------------------------------------------------- files
def snapshot(root: Path) -> dict[str, bytes]:
    """Tracked files of a working folder."""
    names = [*TRACKED, *(f"guides/{path.name}" for path in (root / "guides").glob("*.yml"))]
    return {name: (root / name).read_bytes() for name in names if (root / name).exists()}


def lay(root: Path, tree: dict[str, bytes]) -> None:
    """Make a working folder's tracked files what they are in `tree`."""
    for name in snapshot(root):
        if name not in tree:
            (root / name).unlink()
    for name, data in tree.items():
        if not (root / name).exists() or (root / name).read_bytes() != data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
