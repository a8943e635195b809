"""One artefact at a time: typeset, drawn again and read, written. Runs in processes of its own and needs no project."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Thread, current_thread, main_thread

from camtay.errors import Problem, fail
from camtay.signs import dxf, proof, shapes
from camtay.signs.proof import Seen
from camtay.signs.setting import Copy, SettingError
from camtay.signs.store import Store

_ALONE = 120
"""Symbols up to which starting processes costs more than it saves."""
_LARGE = 5_000
"""Characters of data from which typst is made to forget. Up to ten smaller ones are in its memory at a time."""


@dataclass(frozen=True)
class Job:
    """One artefact: a PDF, or a file a page."""

    copy: Copy
    kind: str
    title: str
    """The file in problems."""
    names: tuple[str, ...]
    """Its file, or one for each page, in the folder of the run; `…{n}…` stands for as many as there are."""
    pages: tuple[tuple[str, ...], ...]
    """Payloads of each page."""
    flow: tuple[str, ...] | None
    """Payloads of a document that flows over as many pages as it needs; None for one page after the other."""
    size: tuple[float, float]
    """Millimetres of a page."""
    dpi: int
    """Dots an inch of PNG."""
    proof_dpi: int

    @property
    def key(self) -> str:
        """SHA-256 of all that decides what the files hold and how they are proven, but not of their names."""
        copy = self.copy
        parts = [
            copy.template, copy.data, [(s.payload, s.level, s.version, s.mask, s.matrix_hash) for s in copy.symbols],
            copy.day.isoformat(), copy.bleed, copy.marks, self.kind, self.pages, self.flow, self.size,
            self.dpi if self.kind == "png" else 0, self.proof_dpi,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Made:
    """What became of a job: names of its files, what the proof saw. `unset`: why typst could not set it."""

    names: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()
    problems: tuple[Problem, ...] = ()
    unset: str = ""
    kept: bool = False
    """Whether nothing had changed since an earlier run, so that its files and its proof still hold."""


def make_all(jobs: Iterable[Job], out: Path, store: Store, symbols: int) -> Iterator[Made]:
    """Every job made and its files written into `out`, in their order, on all processors.

    `symbols` is about how many there are in all. Few jobs are in memory at a time, however many there are.
    Raises OSError when a file can't be written, CamtayError when the system ends a process (too little memory)."""
    workers = _processors() if symbols > _ALONE else 1
    if workers == 1:
        for job in jobs:
            yield _kept(job, out, store) or _make(job, out, store)
        return
    try:
        with ProcessPoolExecutor(workers, _context(), _begin) as pool:
            waiting: deque[Made | Future[Made]] = deque()
            for job in jobs:
                with _deaf():
                    waiting.append(_kept(job, out, store) or pool.submit(_make, job, out, store))
                if len(waiting) > 2 * workers:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())
    except BrokenProcessPool as error:
        raise fail("sign.worker") from error


def _context() -> BaseContext:
    """How processes are started. A fork of this one could hang on typst's threads, and would soon have copied what it
    does not need. Where the platform can, they are forks of one that has read the program's modules and nothing else,
    which saves reading them again and 30 MB for each."""
    # Those that only these processes need stand here by name: the first one does without them.
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["camtay.__main__", "camtay.signs.press", "pikepdf", "pypdfium2", "typst"])
    return context


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started meanwhile don't hear Ctrl-C: it is for the first one to heed."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """In a new process: when the first one ends, however it ends, so does this."""
    first = parent_process()
    ending, end = Pipe(duplex=False)

    def watch() -> None:
        if ending not in wait([ending, *([first.sentinel] if first else [])]):
            os._exit(1)

    thread = Thread(target=watch, daemon=True)
    thread.start()

    def leave() -> None:
        # A thread still there keeps Python from taking modules down, and bindings then report all they have as leaked.
        end.close()
        thread.join()

    Finalize(None, leave, exitpriority=0)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _result(made: Made | Future[Made]) -> Made:
    return made if isinstance(made, Made) else made.result()


def _kept(job: Job, out: Path, store: Store) -> Made | None:
    found = store.read(job.key)
    if found is None:
        return None
    files, seen = found
    return Made(_write(job, files, out), seen, kept=True)


def _make(job: Job, out: Path, store: Store) -> Made:
    try:
        files = typeset(job)
    except SettingError as error:
        return Made(unset=str(error))
    if len(job.copy.data) > _LARGE:
        job.copy.forget()
    problems, seen = prove(job, files)
    if problems:
        return Made(seen=tuple(seen), problems=tuple(problems))
    store.keep(job.key, files, seen, pack=job.kind in ("svg", "dxf"))
    return Made(_write(job, files, out), tuple(seen))


def _write(job: Job, files: list[bytes], out: Path) -> tuple[str, ...]:
    names = job.names
    if len(names) == 1 and "{n}" in names[0]:
        names = tuple(names[0].format(n=f"{n:02}") for n in range(1, len(files) + 1))
    for name, data in zip(names, files, strict=True):
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return names


def typeset(job: Job) -> list[bytes]:
    """The files of an artefact. Raises SettingError."""
    if job.kind == "pdf":
        return [job.copy.pdf()]
    if job.kind == "png":
        return job.copy.compile("png", ppi=float(job.dpi))
    drawn = (shapes.shapes(page) for page in job.copy.compile("svg"))
    if job.kind == "svg":
        return [shapes.to_svg(found, *job.size) for found in drawn]
    return [dxf.to_dxf(found, job.size[1]) for found in drawn]


def prove(job: Job, files: list[bytes]) -> tuple[list[Problem], list[Seen]]:
    """Problems of an artefact's files, and what was seen on each page."""
    symbols = {symbol.payload: symbol for symbol in job.copy.symbols}
    if job.flow is not None:
        # Its symbols stand somewhere on its pages, which only a PDF holds together.
        if job.kind != "pdf" or not job.flow:
            return [], []
        return proof.check_flow(files[0], job.flow, job.title, symbols, job.proof_dpi)
    if job.kind == "pdf":
        return proof.check_pdf(files[0], job.pages, job.title, symbols, job.proof_dpi)
    if job.kind == "svg":
        images = (proof.raster_svg(data, job.proof_dpi) for data in files)
    elif job.kind == "dxf":
        images = (proof.raster_dxf(data, *job.size, job.proof_dpi) for data in files)
    else:
        images = (proof.raster_png(data) for data in files)
    return proof.check_images(images, job.pages, job.title, symbols)
