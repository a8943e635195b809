"""A print run: choose, typeset, prove, list. Everything is in memory until all of it is proven."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camtay.errors import CamtayError, fail
from camtay.ledger import Ledger
from camtay.project import Project
from camtay.signs import proof, sheet
from camtay.signs.sign import Sign

FOLDER = "qr/print"
FORMATS = ("pdf", "svg")


@dataclass(frozen=True)
class Run:
    """Files by name, the signs on them, and the ledger with what is now printed."""

    files: dict[str, bytes]
    signs: tuple[Sign, ...]
    ledger: Ledger


def make(
    project: Project,
    signs: Sequence[Sign],
    day: date,
    printed_on: date,
    formats: Sequence[str] = FORMATS,
    say: Callable[[str], None] = lambda _: None,
) -> Run:
    """Typeset and prove. Files carry `day`, the ledger `printed_on`.

    Raises CamtayError when there is nothing to print, a text does not fit or a proof fails."""
    if not signs:
        raise fail("sign.none")
    files: dict[str, bytes] = {}
    problems = []
    if "pdf" in formats:
        for kind, per_page in sheet.PER_PAGE.items():
            say(f"{kind.upper()} PDF")
            name = f"signs-{kind}.pdf"
            files[name] = sheet.typeset(project, signs, kind, day)
            payloads = [sign.symbol.payload for sign in signs]
            pages = [payloads[i : i + per_page] for i in range(0, len(payloads), per_page)]
            problems += proof.proof(files[name], pages, f"{FOLDER}/{name}")
    if "svg" in formats:
        say("SVG")
        for sign, data in zip(signs, sheet.outlines(project, signs, day), strict=True):
            files[f"svg/{sign.code}-{sign.entry}.svg"] = data
    if problems:
        raise CamtayError(problems)
    files["signs.csv"] = listing(signs)
    return Run(files, tuple(signs), recorded(project.ledger, signs, printed_on))


def recorded(ledger: Ledger, signs: Sequence[Sign], day: date) -> Ledger:
    """The ledger with the first print of every sign. What was printed before adds nothing."""
    for sign in signs:
        if ledger.codes[sign.code].printed is None:
            s = sign.symbol
            ledger = ledger.record_print(sign.code, day, s.payload, s.level, s.version, s.mask, s.matrix_hash)
    return ledger


def listing(signs: Sequence[Sign]) -> bytes:
    """What hangs where, as CSV that Excel opens (UTF-8 with a mark, semicolons left to Excel's own taste)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["code", "entry", "kind", "name", "address", "level", "modules", "symbol_mm", "module_mm", "payload"]
    )
    for sign in signs:
        s = sign.symbol
        writer.writerow(
            [sign.code, sign.entry, sign.kind, sign.names[0], sign.short_url, s.level, s.size,
             f"{sign.side:.1f}", f"{sign.module:.2f}", s.payload]
        )  # fmt: skip
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write(run: Run, folder: Path) -> None:
    """Put the files of a run into an empty folder. Raises OSError."""
    for name, data in run.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
