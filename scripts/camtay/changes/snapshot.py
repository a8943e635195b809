"""One state of a project as it stands in its files.

Read without the checks across files: an earlier state may not be sound by today's rules, and the present one may be
half written. What can't be read at all is named in `unread`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from camtay import ledger as ledgers
from camtay import source as sources
from camtay import urls, yaml_file
from camtay.errors import CamtayError
from camtay.ledger import Ledger
from camtay.locales import Locale
from camtay.model.entries import KINDS
from camtay.placements import register as registers
from camtay.placements.record import Placement
from camtay.project import load_locales

Data = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """An entry as written; an alley has its own fields only."""

    id: str
    kind: str
    file: str
    data: Data
    begins: date
    """The first day on which it is published."""

    def title(self, locale: str) -> str:
        found = self.data.get("title")
        words = found if isinstance(found, dict) else {}
        return str(words.get(locale) or next((w for w in words.values() if isinstance(w, str)), self.id))


@dataclass(frozen=True)
class Snapshot:
    """`items` by id; `commons` (file → data) are the site, communes, glossary and words; `pages` hand-written ones."""

    root: Path
    items: dict[str, Item]
    commons: dict[str, Data]
    pages: dict[str, str]
    ledger: Ledger
    signs: dict[str, tuple[Placement, ...]]
    """Code → signs that hang somewhere, or did."""
    addresses: dict[str, dict[str, str]]
    """Entry → locale → path of its page, for those that have one."""
    locales: tuple[Locale, ...]
    host: str
    """What printed codes begin with."""
    unread: tuple[str, ...] = field(default=())


def read(root: Path, day: date) -> Snapshot:
    """The state of a project on a day. Raises nothing for bad content."""
    items: dict[str, Item] = {}
    commons: dict[str, Data] = {}
    unread: list[str] = []
    folder = root / sources.FOLDER
    for path in sorted((*folder.rglob("*.yml"), *folder.rglob("*.yaml"))):
        name = path.relative_to(root).as_posix()
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        data = yaml_file.read(path, name).data
        if not isinstance(data, dict):
            unread.append(name)
        elif data.get("kind") in KINDS:
            items |= {item.id: item for item in _items(data, name, path.stem)}
        else:
            commons[name] = data
    source = sources.read(root)
    locales = load_locales(source.site, source.ui) if source.site else ()
    try:
        ledger = ledgers.read(root)
    except CamtayError:
        ledger = Ledger()
        unread.append(ledgers.FILE)
    found, _ = registers.parse(registers.document_of(root))
    signs: dict[str, list[Placement]] = {}
    for each in found:
        signs.setdefault(each.placement.code, []).append(each.placement)
    addresses = {
        item.id: {
            loc.tag: f"{urls.hub_path(source.site, loc, item.kind)}{item.data.get('slug') or item.id}/"
            for loc in locales
        }
        for item in items.values()
        if source.site and item.begins <= day
    }
    return Snapshot(
        root,
        items,
        commons,
        _pages(root),
        ledger,
        {code: tuple(placements) for code, placements in signs.items()},
        addresses,
        locales,
        source.site.host if source.site else "",
        tuple(unread),
    )


def _items(data: Data, file: str, stem: str) -> Iterator[Item]:
    """The entry of a file, and the alleys in it."""
    begins = _begins(data)
    alleys = data.get("alleys") if data["kind"] == "village" else None
    own = {key: value for key, value in data.items() if key != "alleys" or alleys is None}
    yield Item(str(data.get("id") or stem), str(data["kind"]), file, own, begins)
    for alley in alleys if isinstance(alleys, list) else ():
        if isinstance(alley, dict) and isinstance(alley.get("id"), str):
            yield Item(alley["id"], "alley", file, alley, begins)


def _begins(data: Data) -> date:
    if data.get("status") == "draft":
        return date.max
    try:
        return date.fromisoformat(str(data["publish_from"]))
    except (KeyError, ValueError):
        return date.min


def _pages(root: Path) -> dict[str, str]:
    """Hand-written pages: file → Markdown."""
    folder = root / "docs"
    found = {}
    for path in sorted(folder.rglob("*.md")):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            found[path.relative_to(root).as_posix()] = path.read_bytes().decode("utf-8", "replace")
    return found
