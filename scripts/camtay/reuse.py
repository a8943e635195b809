"""What the pages of entries are made from, beside the entries that they read: see `kept`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from camtay import source
from camtay.kept import EVERYTHING, Kept, Watched, digest, program
from camtay.ledger import Code
from camtay.model.entries import Entry, Located
from camtay.project import Project
from camtay.scan.publish import names
from camtay.view import View
from camtay.written import Told


def common(project: Project, shells: Iterable[str]) -> str:
    """What all pages have in common. `shells` are the theme's parts of full pages, without any page's own words."""
    own = {document.file for document, _ in project.documents.values()}
    files = [name for name in _files(project.root) if name not in own]
    texts = (f"{name} {digest((project.root / name).read_bytes())}" for name in files)
    spots = (
        f"{e.id} {e.coordinates}"
        for e in dict.values(project.entries)
        if isinstance(e, Located) and e.coordinates and e.coordinates.exact
    )
    return digest(program(whole=True), *texts, *spots, *shells)


def _files(root: Path) -> list[str]:
    """Everything that a project's pages may be made from, in their order."""
    walked = ((base, files) for folder in (source.FOLDER, "docs") for base, _, files in os.walk(root / folder))
    found = [f"{base}/{name}" for base, files in walked for name in files]
    start = len(f"{root}/")
    return sorted([*(path[start:].replace(os.sep, "/") for path in found if os.path.isfile(path)), "mkdocs.yml"])


def of_entries(project: Project) -> Callable[[str], str]:
    """Id of an entry → all that a page that read it may show of it."""
    entries = dict(dict.items(project.entries))
    tags = [locale.tag for locale in project.locales]

    @cache
    def one(id_: str) -> str:
        entry = entries.get(id_)
        if entry is None:
            return ""
        code = project.code_of(entry)
        told = [
            project.documents[id_][0].digest,
            code.code if code else "",
            f"{id_ in project.drafts} {project.expired(entry)} {project.overdue(entry)}",
            *(f"{project.behind.get((id_, tag))} {(id_, tag) in project.by_machine}" for tag in tags),
        ]
        return digest(*told)

    @cache
    def of(id_: str) -> str:
        return digest(*map(one, entries)) if id_ == EVERYTHING else one(id_)

    return of


def named(project: Project, entry: Entry) -> list[str]:
    """Entries that the pages of this entry show because others say so: lessons and stops, and what is near."""
    lessons = project.next_lessons.get(entry.id, ())
    stops = project.next_stops.get(entry.id, ())
    near = View(project, project.source_locale).near(entry)
    following = (stop for route, n in stops if n is not None for stop in route.stops[n : n + 1])
    return [
        entry.id,
        *(path.id for path, _ in lessons),
        *(lesson or "" for _, lesson in lessons),
        *(route.id for route, _ in stops),
        *(stop.entry or "" for stop in following),
        *(other.id for other, _ in near),
    ]


class Reuse:
    """Pages of entries that are taken over from the last site, and remembered for the next."""

    def __init__(self, project: Project, kept: Kept, shells: Iterable[str] | None = None) -> None:
        """`shells`: see `common`; None where `kept` knows already what all pages have in common."""
        self.project, self.kept = project, kept
        if shells is not None:
            kept.common = common(project, shells)
        kept.of = of_entries(project)
        self.watched = project.entries if isinstance(project.entries, Watched) else None
        self._named: dict[str, tuple[str, list[str]]] = {}
        self.reads: set[str] = set()

    def own(self, entry_id: str) -> str:
        """The causes of an entry's pages that are theirs alone."""
        return self._own(entry_id)[0]

    def _own(self, entry_id: str) -> tuple[str, list[str]]:
        """What only the pages of this entry show, and the entries in it."""
        if entry_id not in self._named:
            names = named(self.project, dict.__getitem__(self.project.entries, entry_id))
            self._named[entry_id] = digest(*names, *map(self.kept.of, names)), names
        return self._named[entry_id]

    def watch(self) -> None:
        """From here on, what is read is read for the page that is put next."""
        if self.watched is not None:
            self.reads = self.watched.reads = set()

    def take_full(self, entry: Entry, name: str, out: Path) -> Told | None:
        """What is known of a full page that is now in `out`, or None and it has to be made."""
        found = self.kept.take((name,), self._own(entry.id)[0], out) if self.watched is not None else None
        self.watch()
        return Told(*found.common, *found.told) if found else None

    def put_full(self, entry: Entry, name: str, told: Told) -> None:
        """Remember a full page that was made."""
        own, names = self._own(entry.id)
        self.kept.put(name, own, {*self.reads, *names} - {""}, told[3:], told[:3])

    def take(self, code: Code, out: Path) -> tuple[int, Told] | None:
        """Weight and what else is known of a scan page that is now in `out`, or None."""
        found = self.kept.take(names(code.code), self.own_of(code), out) if self.watched is not None else None
        self.watch()
        return (found.told[0], Told(*found.common, *found.told[1:])) if found else None

    def put(self, code: Code, weight: int, told: Told) -> None:
        """Remember a scan page that was made."""
        reads = {*self.reads, *self._own(code.entry)[1]} - {""}
        self.kept.put(names(code.code)[0], self.own_of(code), reads, (weight, *told[3:]), told[:3])

    def own_of(self, code: Code) -> str:
        """The causes of a scan page that are its alone."""
        return digest(self._own(code.entry)[0], repr(code.events))
