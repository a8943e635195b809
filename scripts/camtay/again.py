"""Building again after entries were edited: only what shows them is made, and put into the site that is there.

The engine is not asked: frames of the last build hold the theme's part of every page (`pages.frame`). Whatever is not
known to be the same makes the caller build everything: another set of entries, another address, day or picture, a file
of the site that is not as it was left, a page whose frame nobody has seen. What is put into the site then is byte for
byte what a whole build makes; all of it is put there together, or nothing (`files.write_together`).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from camtay import audio, editor, hosting, scan
from camtay.errors import CamtayError, Problem
from camtay.files import write_together
from camtay.kept import Kept, Watched, digest, stamp
from camtay.ledger import Code
from camtay.memory import Memory, Page, opened
from camtay.model.entries import Entry
from camtay.model.shape import Shape, differing
from camtay.pages import cards, feed, filling, frame, maps, search
from camtay.pages.edits import Edits
from camtay.pages.page import Page as FullPage
from camtay.pages.render import entry_page, few_pages
from camtay.placements import register as registers
from camtay.project import Project, load
from camtay.reuse import Reuse
from camtay.scan import offline, publish
from camtay.unchanged import CONTENT, PRINTED, SHARED, SITE, Record, Told, of_values, stamps
from camtay.urls import SCAN_FOLDER
from camtay.written import Known
from camtay.written import Told as Known_

_CARD = re.compile(rb'<meta property="og:image" content="[^"]*/(media/card-[^"]+)"')


class Unforeseen(Exception):  # noqa: N818 - no error: the way back to the whole build
    """Something of which only a whole build knows what becomes of it."""


def shape(project: Project, name: str) -> Shape:
    """What decides where an entry stands, and what lists show of it, as hashes."""
    document, base = project.documents[name]
    form, words = document.memo["shape", base]
    entry = dict.__getitem__(project.entries, name)
    if not entry.audio:
        return form, words
    # A recording that reads other words than the page has is taken off.
    return digest(form, repr([(tag, one.file) for tag, one in audio.recordings(entry)])), words


def order(project: Project) -> str:
    """All entries in their order."""
    return digest(*dict.__iter__(project.entries))


def remembered(project: Project, names: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Entry → (its file, form, words), for a later build."""
    return {name: (project.documents[name][0].file, *shape(project, name)) for name in names}


@dataclass
class Work:
    """One build: `files` are those to write, relative to the site, `gone` those to remove."""

    root: Path
    record: Record
    memory: Memory
    project: Project
    reuse: Reuse
    edited: dict[str, frozenset[str]]
    """Entries that were edited → which of their words are others."""
    compressed: bool
    files: dict[str, bytes] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    """Addresses of pages that are others now → the entry that each is of."""
    marks: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    searched: dict[str, str] = field(init=False)
    """Files of the search by what they are made from."""

    def __post_init__(self) -> None:
        self.searched = dict(self.project.searched)

    @property
    def site(self) -> Path:
        return self.root / SITE

    @property
    def words_changed(self) -> bool:
        """Whether lists and signs may look different."""
        return any(self.edited.values())

    @cached_property
    def told(self) -> Told:
        """What the build says, once it is settled."""
        last = of_values(self.memory.value("told"))
        return Told(last.pages, last.scan_pages, last.signs, warnings(self.project), self._heaviest())

    # ------------------------------------------------------------ pages
    def page(self, made: FullPage) -> filling.Written:
        """A full page in the frame that is known for it."""
        html = frame.fill(filling.leaf(self.project, made), filling.key(made), self.memory.frame)
        if html is None:
            raise Unforeseen(made.path)
        return filling.written(html, made)

    def entry_pages(self, names: Iterable[str]) -> None:
        """Make the full pages among these files again, where their causes are others."""
        wanted = set(names)
        slugs = {name.split("/")[-2] for name in wanted}
        for entry in dict.values(self.project.entries):
            for tag, path in self.project.urls(entry).items() if entry.address_name in slugs else ():
                name = f"{path}index.html"
                if name not in wanted:
                    continue
                locale = next(one for one in self.project.locales if one.tag == tag)
                if self._same(name, self.reuse.own(entry.id)):
                    continue
                self.reuse.watch()
                made = entry_page(self.project, locale, entry)
                written = self.page(made)
                self.reuse.put_full(entry, name, written.told)
                self._put(name, written.data, f"/{path}", entry.id)
                self._card(entry, made, name)

    def scan_pages(self, names: Iterable[str]) -> None:
        """The same of scan pages. Raises CamtayError for pages over the budget."""
        problems = []
        for name in sorted(names):
            code = self.project.ledger.codes[Path(name).stem]
            if self._same(name, self.reuse.own_of(code)):
                continue
            self.reuse.watch()
            page = scan.render_code(self.project, code)
            if not page.fits:
                problems.append(publish.over_budget(self.project, page))
            data = page.html.encode()
            if not publish.sound(data, code):
                raise Unforeseen(name)  # the gate of the whole build tells it
            told = publish.told(page, data)
            self.reuse.put(code, page.about, told)
            for own in publish.names(code.code):
                self._put(own, data, publish.path_of(code.code), code.entry)
        if problems:
            raise CamtayError(problems)

    def _same(self, name: str, own: str) -> bool:
        row = self.memory.pages([name]).get(name)
        return row is not None and self.reuse.kept.mark(own, row.reads) == row.mark

    def _card(self, entry: Entry, made: FullPage, name: str) -> None:
        """The picture of a page whose title is another."""
        found = _CARD.search((self.site / name).read_bytes())
        before = found[1].decode() if found else ""
        if made.card == before or entry.kind == "alley":
            return
        if not (made.card and before):
            raise Unforeseen(name)
        for path, data in cards.of_entry(self.project, entry):
            if path == made.card:
                self.files[path] = data
        if not before.startswith("media/card-site-"):
            self.gone.append(before)

    # ------------------------------------------------------------ lists
    def lists(self) -> None:
        """Everything that shows words of many entries."""
        project = self.project
        for made in few_pages(project, Edits(self.edited)):
            self._put(f"{made.path}index.html", self.page(made).data)
        found = dict(maps.files(project))
        found |= {feed.path(project, loc): feed.atom(project, loc).encode() for loc in project.locales}
        for path, data in found.items():
            self._put(path, data)
        searched = [file for locale in project.locales for file in search.index(project, locale).files]
        for file in searched:
            if file.data is not None:
                self._put(file.path, file.data)
        self.searched = search.keys(project)
        for old in sorted((self.site / "assets").glob("search-*.json")):
            name = f"assets/{old.name}"
            if name not in self.searched.values():
                self.gone.append(name)

    # ------------------------------------------------------------ what is kept on phones
    def kept_lists(self) -> None:
        """Lists of the codes that have a page which is another now."""
        before: dict[str, str] = self.memory.value("marks")
        known = Known(self.site, dict(self._now()), earlier=self._earlier)
        self.marks = dict(before)
        for code in self._keepers():
            text = offline.manifest(self.project, code, known)
            self.marks[code.code] = offline.mark_of(text)
            self._put(f"{offline.FOLDER}/{code.code}.json", text.encode())
        if self.marks != before:
            self._put(offline.WORKER, offline.worker(self.project, self.marks).encode())

    def _keepers(self) -> Iterator[Code]:
        """Codes of the entries that have a page which is another now, and of those that they are parts of."""
        project, entries = self.project, set(self.paths.values())
        for kind in ("village", "path", "route"):
            for entry in project.by_kind.get(kind, ()):
                if not entries.isdisjoint(part.id for part in offline.parts(project, entry)):
                    entries.add(entry.id)
        return (code for code in project.ledger.codes.values() if code.entry in entries)

    def _now(self) -> Iterator[tuple[str, Known_]]:
        for name, page in self.reuse.kept.new.items():
            yield _path(name), _told(name, page)

    def _earlier(self, path: str) -> Known_ | None:
        name = f"{path[1:]}.html" if publish.is_scan(path) else f"{path[1:]}index.html"
        row = self.memory.pages([name]).get(name)
        return _told(name, row) if row else None

    def _put(self, name: str, data: bytes, path: str = "", entry: str = "") -> None:
        """Have a file written, unless it is that already. `path` is the address of a page of an entry."""
        target = self.site / name
        if target.is_file() and target.read_bytes() == data:
            return
        self.files[name] = data
        if path:
            self.paths[path] = entry

    # ------------------------------------------------------------ the end
    def _heaviest(self) -> tuple[str, str, int] | None:
        """As a whole build finds it: of those that weigh most in haste, the one that weighs most."""
        now = {n: page.told[0] for n, page in self.reuse.kept.new.items() if publish.is_scan(f"/{n}")}
        weights = {**self.memory.weights(f"{SCAN_FOLDER}/*"), **now}
        heavy = sorted((-weight, Path(name).stem) for name, weight in weights.items())[:3]
        self.sizes = self.memory.value("sizes")
        return publish.heaviest(self.project, self.site, (code for _, code in heavy), self.sizes)

    def settle(self) -> None:
        """Put everything into the site, or nothing. Raises OSError."""
        if self.compressed:
            for name, data in tuple(self.files.items()):
                self.files |= hosting.packed(name, data)
            packed = [f"{name}{end}" for name in self.gone for end in hosting.PACKED]
            self.gone += [name for name in packed if (self.site / name).is_file()]
        write_together({self.site / name: data for name, data in self.files.items()}, self.root)
        for name in self.gone:
            (self.site / name).unlink(missing_ok=True)

    def remember(self, printed: bool) -> None:
        """For the next build, which would be a whole one without it. `printed`: qr/print/ is new too."""
        gone = [f"{SITE}/{name}" for name in self.gone]
        names = {f"{SITE}/{name}" for name in self.files}
        names |= {str(folder) for name in (*names, *gone) for folder in Path(name).parents} - {"."}
        with suppress(OSError, sqlite3.Error):
            files = {name: stamp(self.root / name) for name in names}
            if printed:
                gone += [name for name in self.memory.files() if f"{name}/".startswith(f"{PRINTED}/")]
                files |= stamps(self.root, PRINTED)
            state = self.record.state(self.told, files)
            state.values |= {"marks": self.marks, "sizes": self.sizes, "searched": self.searched}
            state.pages, state.entries = self.reuse.kept.new, remembered(self.project, self.edited)
            if self.words_changed:
                state.records = search.recorded(self.project, self.edited)
            self.memory.change(state, gone)


def _path(name: str) -> str:
    return f"/{name.removesuffix('.html')}" if publish.is_scan(f"/{name}") else f"/{name.removesuffix('index.html')}"


def _told(name: str, page: Page) -> Known_:
    told = page.told[1:] if publish.is_scan(f"/{name}") else page.told
    return Known_(*page.common, *told)


@contextmanager
def prepared(root: Path, record: Record, compressed: bool) -> Iterator[Work | None]:
    """What is to be done after edits, ready to be put into the site; None where it takes a whole build.

    Raises CamtayError, OSError."""
    with opened(root) as memory:
        try:
            work = _prepared(root, record, memory, compressed) if memory else None
        except (Unforeseen, sqlite3.Error, ValueError, TypeError, KeyError):
            work = None
        yield work


def _prepared(root: Path, record: Record, memory: Memory, compressed: bool) -> Work | None:
    files, before = record.changed(memory), memory.sources()
    if not files or not all(_of_entries(name, record, before) for name in files) or not record.whole(memory):
        return None
    project = load(root)
    edited = _edited(project, memory, files)
    project = replace(project, entries=Watched(project.entries), searched=memory.value("searched"))
    if any(edited.values()):
        known = {of: one for of, one in memory.records().items() if not edited.get(of[0])}
        project = replace(project, recorded=known)
    kept = Kept(root, root / SITE, common=memory.value("common"))
    work = Work(root, record, memory, project, Reuse(project, kept), edited, compressed)
    names = memory.readers(edited)
    codes = {name for name in names if publish.is_scan(f"/{name}")}
    work.entry_pages(names - codes)
    work.scan_pages(codes)
    if work.words_changed:
        work.lists()
    if not set(_sources(page.common for page in kept.new.values())) <= set(_sources(memory.shared())):
        raise Unforeseen("policies")
    work.kept_lists()
    return work


def _of_entries(name: str, record: Record, before: Mapping[str, object]) -> bool:
    """Whether a file has entries alone, and had so before."""
    content = name.startswith(f"{CONTENT}/") and name.endswith((".yml", ".yaml"))
    return content and not SHARED.fullmatch(name) and name in record.sources and name in before


def _edited(project: Project, memory: Memory, files: set[str]) -> dict[str, frozenset[str]]:
    """Entries of some files → which of their words are others. Raises Unforeseen where more than those is another."""
    if memory.value("order") != order(project):
        raise Unforeseen("entries")
    found = {}
    for name, (_, known, shown) in memory.entries_of(files).items():
        form, words = shape(project, name)
        if known != form:
            raise Unforeseen(name)
        found[name] = differing(words, shown)
    return found


def _sources(known: Iterable[Sequence[Sequence[str]]]) -> Iterator[str]:
    for scripts, styles, *_ in known:
        yield from (*scripts, *styles)


def warnings(project: Project) -> tuple[Problem, ...]:
    """What a build tells beside what it makes."""
    found = (*project.problems, *registers.read(project, project.day).problems)
    if project.site.emblem:  # pictures take longer to load than all the rest of an edit
        from camtay.signs import emblem

        found += (*emblem.problems(project),)
    return (*found, *editor.problems(project))


__all__ = ["Work", "order", "prepared", "remembered", "shape", "warnings"]
