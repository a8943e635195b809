"""A print run: choose, typeset, prove, list. Everything is in memory until all of it is proven."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camtay.errors import CamtayError, Problem, fail
from camtay.ledger import Ledger
from camtay.project import Project
from camtay.signs import dxf, proof, shapes, sheet
from camtay.signs.document import Document
from camtay.signs.job import job_sheet, listing, report
from camtay.signs.proof import Seen
from camtay.signs.sign import Sign

FOLDER = "qr/print"
FORMATS = ("pdf", "svg", "dxf", "png")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """Files by name, the signs on them, and the ledger with what is now printed."""

    files: dict[str, bytes]
    signs: tuple[Sign, ...]
    ledger: Ledger


@dataclass(frozen=True)
class Options:
    """`day` stands in the files, `printed_on` in the ledger; `dpi` is for PNG; `material` for the job sheet."""

    day: date
    printed_on: date
    formats: tuple[str, ...] = ("pdf", "svg")
    dpi: int = 300
    copies: int = 1
    material: str = ""


def make(project: Project, documents: Sequence[Document], options: Options, say: Say = lambda _: None) -> Run:
    """Typeset and prove. Raises CamtayError when there is nothing to print, a text does not fit or a proof fails."""
    signs = list(_unique(sign for document in documents for sign in document.signs))
    if not signs:
        raise fail("sign.none")
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    seen: dict[str, list[Seen]] = {}
    for document in documents:
        say(document.name)
        for kind in (k for k in options.formats if not document.only or k in document.only):
            made = _artefacts(project, document, kind, options)
            files |= made
            found, looked = _prove(document, kind, list(made.values()))
            problems += found
            seen[f"{document.name}.{kind}"] = looked
    if problems:
        raise CamtayError(problems)
    say("job sheet")
    files["signs.csv"] = listing(project, documents, options.material, options.copies)
    job = job_sheet(project, documents, options.material, options.copies)
    files["job-sheet.pdf"] = sheet.pdf(project, job, options.day)
    files["proof.csv"] = report(documents, seen, signs)
    return Run(files, tuple(signs), recorded(project.ledger, signs, options.printed_on))


def _unique(signs: Iterable[Sign]) -> Iterable[Sign]:
    return dict.fromkeys(signs)


def _artefacts(project: Project, document: Document, kind: str, options: Options) -> dict[str, bytes]:
    """Files of one document in one format by name: one PDF, or one file a page."""
    if kind == "pdf":
        return {f"{document.name}.pdf": sheet.pdf(project, document, options.day)}
    names = document.page_names
    if kind == "png":
        made = sheet.png_pages(project, document, options.day, options.dpi)
    else:
        drawn = [shapes.shapes(page) for page in sheet.svg_pages(project, document, options.day)]
        if kind == "svg":
            made = [shapes.to_svg(found, *document.page_size) for found in drawn]
        else:
            made = [dxf.to_dxf(found, document.page_size[1]) for found in drawn]
    if not names:
        names = tuple(f"page-{n + 1:02}" for n in range(len(made)))
    folder = f"{kind}/{document.name.removeprefix('signs-')}"
    return {f"{folder}/{name}.{kind}": data for name, data in zip(names, made, strict=True)}


def _prove(document: Document, kind: str, made: list[bytes]) -> tuple[list[Problem], list[Seen]]:
    symbols = document.symbols
    dpi = document.proof_dpi
    name = f"{FOLDER}/{document.name}.{kind}"
    pages = document.pages
    if not pages:
        # A handout flows over as many pages as it needs; its symbols stand somewhere on them.
        pages = tuple(() for _ in made)
        if kind != "pdf":
            return [], []
        return proof.check_flow(made[0], [s.symbol.payload for s in document.signs], name, symbols, dpi)
    if kind == "pdf":
        return proof.check_pdf(made[0], pages, name, symbols, dpi)
    width, height = document.page_size
    if kind == "svg":
        images = (proof.raster_svg(data, dpi) for data in made)
    elif kind == "dxf":
        images = (proof.raster_dxf(data, width, height, dpi) for data in made)
    else:
        images = (proof.raster_png(data) for data in made)
    return proof.check_images(images, pages, name, symbols)


def recorded(ledger: Ledger, signs: Iterable[Sign], day: date) -> Ledger:
    """The ledger with the first print of every symbol. What was printed before adds nothing."""
    for sign in (s for one in signs for s in (one, one.second) if s):
        s = sign.symbol
        if not any(e.matrix == s.matrix_hash for e in ledger.codes[sign.code].events):
            ledger = ledger.record_print(sign.code, day, s.payload, s.level, s.version, s.mask, s.matrix_hash)
    return ledger


def write(run: Run, folder: Path, old: Path | None = None) -> None:
    """Put the files of a run into an empty folder; walks (`round-*`) of the `old` one are kept. Raises OSError."""
    for walk in sorted(old.glob("round-*")) if old else ():
        shutil.copytree(walk, folder / walk.name)
    for name, data in run.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


__all__ = ["FOLDER", "FORMATS", "Options", "Run", "make", "recorded", "write"]
