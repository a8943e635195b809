"""A print run: choose, typeset, prove, list. Files go into a folder that nobody sees until all of it is proven."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camtay.errors import CamtayError, Problem, fail
from camtay.ledger import Ledger
from camtay.project import Project
from camtay.signs import sheet
from camtay.signs.document import Document
from camtay.signs.job import Report, job_sheets, listing
from camtay.signs.press import Job, make_all
from camtay.signs.sign import Sign
from camtay.signs.store import store

FOLDER = "qr/print"
FORMATS = ("pdf", "svg", "dxf", "png")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """Names of files, the signs on them, and the ledger with what is now printed."""

    files: tuple[str, ...]
    signs: tuple[Sign, ...]
    ledger: Ledger
    kept: int = 0
    """How many artefacts had not changed, so that they were neither set nor proven again."""


@dataclass(frozen=True)
class Options:
    """`day` stands in the files, `printed_on` in the ledger; `dpi` is for PNG; `material` for the job sheet."""

    day: date
    printed_on: date
    formats: tuple[str, ...] = ("pdf", "svg")
    dpi: int = 300
    copies: int = 1
    material: str = ""


def make(
    project: Project, documents: Sequence[Document], options: Options, out: Path, say: Say = lambda _: None
) -> Run:
    """Typeset and prove into the folder `out`. Where this raises, what is in there must not be handed out.

    Raises CamtayError when there is nothing to print, a text does not fit or a proof fails; OSError."""
    signs = tuple(dict.fromkeys(sign for document in documents for sign in document.signs))
    if not signs:
        raise fail("sign.none")
    report = Report(signs)
    files: list[str] = []
    problems: list[Problem] = []
    kept = 0
    # A few are made at a time and let go: neither jobs nor what their proofs saw is held for all of a run.
    waiting: deque[tuple[Document, str]] = deque()
    with sheet.templates(project) as folder:
        before = store(project.root, folder)

        def jobs() -> Iterator[Job]:
            for document, kind in _planned(project, documents, options):
                say(f"{document.stem}.{kind}")
                waiting.append((document, kind))
                yield _job(project, document, kind, options, folder)

        for made in make_all(jobs(), out, before, len(options.formats) * sum(len(one.signs) for one in documents)):
            document, kind = waiting.popleft()
            if made.unset:
                # A name too long for A6 is too long for four on A4: one problem.
                told = {(p.code, p.file, p.line, p.column) for p in problems}
                found = sheet.problem(project, made.unset, document).problems
                problems += [p for p in found if (p.code, p.file, p.line, p.column) not in told]
            problems += made.problems
            files += made.names
            kept += made.kept
            if document.signs:
                report.add(f"{document.stem}.{kind}", made.seen)
        before.prune()
    if problems:
        raise CamtayError(problems)
    papers = {
        "signs.csv": listing(project, documents, options.material, options.copies),
        "proof.csv": report.data(),
    }
    for name, data in papers.items():
        (out / name).write_bytes(data)
    return Run((*files, *papers), signs, recorded(project.ledger, signs, options.printed_on), kept)


def _planned(project: Project, documents: Sequence[Document], options: Options) -> Iterator[tuple[Document, str]]:
    """What is to be made, and in which format: signs, then job sheets."""
    for one in documents:
        yield from ((one, kind) for kind in options.formats if not one.only or kind in one.only)
    for one in job_sheets(project, documents, options.material, options.copies):
        yield one, "pdf"


def _job(project: Project, document: Document, kind: str, options: Options, folder: Path) -> Job:
    if kind == "pdf":
        names: tuple[str, ...] = (f"{document.stem}.pdf",)
    else:
        inside = f"{kind}/{document.name.removeprefix('signs-')}"
        names = tuple(f"{inside}/{name}.{kind}" for name in document.page_names or ("page-{n}",))
    return Job(
        sheet.copy_of(project, document, options.day, folder), kind, f"{FOLDER}/{document.stem}.{kind}", names,
        document.pages, None if document.pages else tuple(s.symbol.payload for s in document.signs),
        document.page_size, options.dpi, document.proof_dpi,
    )  # fmt: skip


def recorded(ledger: Ledger, signs: Iterable[Sign], day: date) -> Ledger:
    """The ledger with the first print of every symbol. What was printed before adds nothing."""
    prints = [
        (sign.code, s.payload, s.level, s.version, s.mask, s.matrix_hash)
        for sign in (s for one in signs for s in (one, one.second) if s)
        for s in (sign.symbol,)
        if not any(e.matrix == s.matrix_hash for e in ledger.codes[sign.code].events)
    ]
    return ledger.record_prints(day, prints)


def keep_walks(old: Path, folder: Path) -> None:
    """Copy the walks (`round-*`) of an earlier run: printing again loses none. Raises OSError."""
    for walk in sorted(old.glob("round-*")):
        shutil.copytree(walk, folder / walk.name)


__all__ = ["FOLDER", "FORMATS", "Options", "Run", "keep_walks", "make", "recorded"]
