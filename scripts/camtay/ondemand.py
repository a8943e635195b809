"""The pages of a preview, each made when somebody looks at it: so an edit is seen at once, however many there are.

MkDocs builds the preview once, with everything but the pages of entries and codes. After an edit of entries the project
is read again and nothing is built: the next look at a page makes it. Whatever else changes is MkDocs' to build.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from camtay import hosting
from camtay.errors import CamtayError, Problem
from camtay.making import folder
from camtay.memory import Stamp
from camtay.model.entries import Entry
from camtay.pages import filling, site_files
from camtay.pages.page import Page
from camtay.pages.render import entry_page, few_pages
from camtay.project import Project, load
from camtay.scan import publish, render_code
from camtay.scan.page import ScanPage
from camtay.unchanged import CONTENT, SHARED, stamps
from camtay.urls import SCAN_FOLDER


def read(root: Path) -> dict[str, Stamp]:
    """Everything that a preview is made from, as it is now."""
    return {name: known for name, known in stamps(root, CONTENT, "docs", "qr", "mkdocs.yml").items() if known[0] >= 0}


_FILES = "*"
"""In place of an address: every file that is no page."""
PATIENCE = 3.0
"""Seconds after which files are looked at though nobody told of a change: disks of a network tell nothing."""


def watch(root: Path, changed: Callable[[dict[str, Stamp]], None], over: Callable[[], bool]) -> None:
    """Call `changed` with what `read` gives whenever it gives something else, until it is `over`."""
    bell = threading.Event()

    class Ring(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in ("opened", "closed_no_write"):  # to look at a file is no change
                bell.set()

    def look() -> None:
        last = read(root)
        while not over():
            bell.wait(PATIENCE)
            bell.clear()
            now = read(root)
            if now != last and not over():
                last = now
                changed(now)
        with suppress(RuntimeError):
            observer.stop()

    observer = Observer()
    with suppress(OSError):  # more folders than the system can watch
        for name in (CONTENT, "docs", "qr"):
            if (root / name).is_dir():
                observer.schedule(Ring(), str(root / name), recursive=True)
        observer.start()
    threading.Thread(target=look, daemon=True).start()


@dataclass
class OnDemand:
    """The pages of a preview in `out`; `known` is `read` of before `project` was read."""

    project: Project
    theme: filling.Theme
    out: Path
    known: Mapping[str, Stamp]
    faults: tuple[Problem, ...] = ()
    """Why what is shown is older than what is written."""
    _done: set[str] = field(default_factory=set)
    _entries: dict[str, tuple[Entry, str]] = field(default_factory=dict)
    """Address → the entry and the locale."""
    _lists: Iterator[Page] = field(default_factory=lambda: iter(()))

    def __post_init__(self) -> None:
        self._forget()

    def refresh(self, now: Mapping[str, Stamp] | None = None) -> bool:
        """Take in what was changed; False where it takes a whole build. `now`: what `read` gave a moment ago."""
        now = now or read(self.project.root)
        changed = [name for name in now.keys() | self.known.keys() if now.get(name) != self.known.get(name)]
        if not all(_of_entry(name) and name in now and name in self.known for name in changed):
            return False
        self.known = now
        try:
            project = load(self.project.root, drafts=True)
        except CamtayError as error:
            self.faults = tuple(error.problems)
            self._forget()
            return True
        if project.by_kind.keys() != self.project.by_kind.keys():  # menus show what there is
            return False
        self.project, self.faults = project, ()
        self.theme = filling.Theme(project, self.theme.render, self.theme.policies)
        self._forget()
        return True

    def _forget(self) -> None:
        project = self.project
        self.theme.frames.known.clear()  # what is wrong stands in them
        self._done.clear()
        self._entries = {
            f"/{path}": (entry, tag) for entry in project.entries.values() for tag, path in project.urls(entry).items()
        }
        self._lists = few_pages(project)

    def ensure(self, path: str) -> None:
        """Have the file there that answers the address, if it is one of ours. Raises OSError."""
        if path in self._done or path.startswith("/livereload/"):
            return
        if publish.is_scan(f"/{SCAN_FOLDER}/{path[3:]}" if path[:3].upper() == f"/{SCAN_FOLDER}/" else ""):
            self._scan(path)
        elif found := self._entries.get(path):
            entry, tag = found
            locale = next(one for one in self.project.locales if one.tag == tag)
            self._page(entry_page(self.project, locale, entry))
        elif path.endswith("/"):
            for made in self._lists:
                self._page(made)
                if f"/{made.path}" == path:
                    break
        elif _FILES not in self._done and not self._at(path).is_file():
            # Pictures, search data, what is moved: written together.
            site_files.write(self.project, self.out, preview=True)
            self._done.add(_FILES)
        self._done.add(path)

    def _scan(self, path: str) -> None:
        code = self.project.ledger.codes.get(re.sub(r"\.html$", "", path[3:]).upper())
        if code is None:
            return
        made = render_code(self.project, code, policy=False)
        page = ScanPage(made.code, made.entry, hosting.inside(made.html, self.project.site))
        for name in publish.names(code.code):
            self._at(name).unlink(missing_ok=True)
        publish.put(page, self.out)

    def _page(self, made: Page) -> None:
        html = hosting.inside(self.theme.page(made).data.decode(), self.project.site)
        folder(f"{self.out}/{made.path}")
        self._at(f"{made.path}index.html").write_bytes(html.encode())
        self._done.add(f"/{made.path}")

    def _at(self, path: str) -> Path:
        """A file of the preview. What leads out of it is never written, and asked for in vain."""
        return self.out / os.path.normpath(f"/{path}").lstrip("/")


def _of_entry(name: str) -> bool:
    """Whether a file has entries alone."""
    return name.startswith(f"{CONTENT}/") and name.endswith((".yml", ".yaml")) and not SHARED.fullmatch(name)
