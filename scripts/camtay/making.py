"""Making the pages of entries and codes: in this process, in several, or a part of them on another machine.

A page depends on the project alone, so it does not matter who makes which. Workers are forks of a process that has read
the project and the theme already: nothing is sent to them, and what they send back is what is known of their pages.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from camtay.aside import Aside, workers
from camtay.errors import Problem
from camtay.ledger import Code
from camtay.locales import Locale
from camtay.memory import Page
from camtay.model.entries import Entry
from camtay.pages import filling
from camtay.pages.render import entry_page
from camtay.project import Project
from camtay.reuse import Reuse
from camtay.scan import publish
from camtay.written import Told

MANY = 400
"""Entries from which on it pays to start another process."""


@dataclass
class Made:
    """What is known of pages that were made: by address, by code, by file; the frames that they are in."""

    pages: dict[str, Told] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    kept: dict[str, Page] = field(default_factory=dict)
    frames: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: Made) -> None:
        """Take what another process made."""
        self.pages |= other.pages
        self.weights |= other.weights
        self.kept |= other.kept
        self.frames |= other.frames
        self.problems += other.problems

    @property
    def heavy(self) -> list[str]:
        """Codes of the pages that may be the heaviest: those that come close in haste are weighed with care."""
        return [code for _, code in sorted((-weight, code) for code, weight in self.weights.items())[:3]]


@dataclass
class Maker:
    """Makes pages of a project into a site. `policy` is off in a preview."""

    project: Project
    theme: filling.Theme
    out: Path
    reuse: Reuse | None = None
    policy: bool = True

    def make(self, entries: Iterable[Entry], codes: Iterable[Code]) -> Made:
        """The full pages of some entries and the scan pages of some codes, one at a time in memory. Raises OSError."""
        made = Made()
        waiting: dict[str, list[Code]] = {}
        for code in codes:
            waiting.setdefault(code.entry, []).append(code)
        # All pages of an entry one after the other: they say the same words, which are worked out once.
        for entry in entries:
            for locale in self.project.locales:
                path, told = self._full(entry, locale)
                made.pages[path] = told
            self._scan(waiting.pop(entry.id, ()), made)
        for own in waiting.values():
            self._scan(own, made)
        made.kept = self.reuse.kept.new if self.reuse else {}
        made.frames = dict(self.theme.kept())
        return made

    def _scan(self, codes: Iterable[Code], made: Made) -> None:
        for code in codes:
            weight, told = publish.make(self.project, code, self.out, self.policy, self.reuse, made.problems)
            made.pages[publish.path_of(code.code)] = told
            made.weights[code.code] = weight

    def _full(self, entry: Entry, locale: Locale) -> tuple[str, Told]:
        path = self.project.urls(entry)[locale.tag]
        name = f"{path}index.html"
        told = self.reuse.take_full(entry, name, self.out) if self.reuse else None
        if told is None:
            written = self.theme.page(entry_page(self.project, locale, entry))
            folder(f"{self.out}/{path}")
            with open(f"{self.out}/{name}", "wb", buffering=0) as file:
                file.write(written.data)
            told = written.told
            if self.reuse:
                self.reuse.put_full(entry, name, told)
        return f"/{path}", told

    def make_all(self, jobs: int = 0) -> Made:
        """All of them, by `jobs` processes (0: as many as pays). Raises OSError."""
        entries, codes = list(self.project.entries.values()), list(self.project.ledger.codes.values())
        publish.begin(self.out)
        jobs = jobs or workers(len(entries), MANY)
        who = {entry.id: n % jobs for n, entry in enumerate(entries)}
        parts = [(entries[n::jobs], [code for code in codes if who.get(code.entry, 0) == n]) for n in range(jobs)]
        if jobs == 1:
            return self.make(*parts[0])
        for entry in entries:
            entry.fold()  # lists have shown them all: what few of the pages need is unpacked again there
        gc.collect()
        gc.freeze()  # what is there is shared with the workers as long as nobody touches it
        try:
            started = [Aside(partial(self.make, *part)) for part in parts[1:]]
        finally:
            gc.unfreeze()
        made = self.make(*parts[0])
        for one in started:
            made.add(one.result())
        return made


def folder(path: str) -> None:
    """Have a folder there; mostly the one around it is. Raises OSError."""
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)
