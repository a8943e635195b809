"""Every address that a page ever had, `qr/addresses.jsonl`: one a line, only ever added to.

Links to pages stand in messages, on paper and in search engines. A build adds what is new; an entry whose `slug` or
kind has changed leaves a redirect at the old place without anybody doing anything, and an entry that is gone needs one
that takes its place. Lines are sorted, so that branches merge by git's union.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from camtay.errors import CamtayError, Problem, fail
from camtay.files import write_atomic
from camtay.ledger import Ledger
from camtay.model.entries import Entry
from camtay.yaml_file import Document, Path_

FILE = "qr/addresses.jsonl"


@dataclass(frozen=True, order=True)
class Address:
    """A page's place: the folder of `kind` in every locale, and `slug` in it."""

    entry: str
    kind: str
    slug: str

    def line(self) -> str:
        """The address as one line of JSON."""
        values = {"entry": self.entry, "kind": self.kind, "slug": self.slug}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def of(entry: Entry) -> Address:
    """Where an entry is today."""
    return Address(entry.id, entry.kind, entry.address_name)


def read(root: Path) -> tuple[Address, ...]:
    """All that were recorded, sorted. Raises CamtayError for lines that are none."""
    path = root / FILE
    return _parsed(path.read_bytes()) if path.is_file() else ()


@lru_cache(maxsize=1)
def _parsed(data: bytes) -> tuple[Address, ...]:
    # The last one is kept: a preview reads the project again with every edit.
    found, problems = set(), []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            found.add(Address(*(str(values[key]) for key in ("entry", "kind", "slug"))))
        except (ValueError, KeyError, TypeError):
            problems.append(
                Problem("address.line", FILE, number, params={"line": line[:60].decode("utf-8", "replace")})
            )
    if problems:
        raise CamtayError(problems)
    return tuple(sorted(found))


def record(root: Path, known: Iterable[Address], entries: Iterable[Entry]) -> None:
    """Add the addresses of today to the file. Raises CamtayError when it can't be written; it is as it was then."""
    old = set(known)
    new = old | {of(entry) for entry in entries}
    if new == old:
        return
    try:
        write_atomic(root / FILE, "".join(f"{address.line()}\n" for address in sorted(new)).encode(), lasting=True)
    except OSError as error:
        raise fail("file.write", FILE, reason=error.strerror or error) from error


def heirs(entries: Mapping[str, Entry], ledger: Ledger) -> dict[str, str]:
    """Entry that is gone → entry that took its place: by `replaces`, else by where its codes lead now."""
    found: dict[str, str] = {}
    for code in ledger.codes.values():
        for event in code.events:
            if event.entry and event.entry not in entries and code.entry in entries:
                found.setdefault(event.entry, code.entry)
    for entry in entries.values():
        found.update(dict.fromkeys(entry.replaces, entry.id))
    return found


def moved(entries: Mapping[str, Entry], known: Iterable[Address], ledger: Ledger) -> dict[tuple[str, str], str]:
    """(kind, slug) of every place where a page once was → the entry to go to. Not where a page is today."""
    taken = {(entry.kind, entry.address_name) for entry in entries.values()}
    heir = heirs(entries, ledger)
    found = {
        (address.kind, address.slug): target
        for address in known
        if (target := address.entry if address.entry in entries else heir.get(address.entry, "")) in entries
    }
    for entry in entries.values():
        found.update(dict.fromkeys(((entry.kind, slug) for slug in entry.former_slugs), entry.id))
    return {place: entry for place, entry in sorted(found.items()) if place not in taken}


def lost(entries: Mapping[str, Entry], known: Iterable[Address], ledger: Ledger) -> list[Problem]:
    """Entries that had a page, are gone, and left nobody to go to."""
    heir = heirs(entries, ledger)
    coded = {event.entry for event in ledger.events}  # the gate speaks of these
    gone = dict.fromkeys(a.entry for a in known if a.entry not in entries and heir.get(a.entry) not in entries)
    return [Problem("address.gone", FILE, params={"entry": name}) for name in gone if name not in coded]


def problems(
    entries: Mapping[str, Entry], documents: Mapping[str, tuple[Document, Path_]], known: Iterable[Address]
) -> list[Problem]:
    """Entries at a place where another one that is still there used to be, or that replace wrongly."""
    found: list[Problem] = []
    today = {(entry.kind, entry.address_name): entry for entry in entries.values()}
    for former in known:
        entry = today.get((former.kind, former.slug))
        if entry and entry.id != former.entry and former.entry in entries:
            document, base = documents[entry.id]
            found.append(document.problem("address.taken", (*base, "slug"), slug=former.slug, other=former.entry))
    heir: dict[str, str] = {}
    for id_, entry in entries.items():
        document, base = documents[id_]
        for index, name in enumerate(entry.replaces):
            at = (*base, "replaces", index)
            if name in entries:
                found.append(document.problem("replaces.there", at, entry=name))
            elif (other := heir.setdefault(name, id_)) != id_:
                found.append(document.problem("replaces.twice", at, entry=name, other=other))
    return found
