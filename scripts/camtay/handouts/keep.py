"""Keeping a paper with codes on it: the file, then the first prints in the ledger."""

from __future__ import annotations

from pathlib import Path

from camtay.errors import fail
from camtay.files import write_atomic
from camtay.ledger import Ledger
from camtay.project import Project


def keep(project: Project, target: Path, pdf: bytes, ledger: Ledger) -> None:
    """Write both, each whole or not at all. Raises CamtayError when one can't be written."""
    try:
        if ledger.events != project.ledger.events:
            ledger.write(project.root)  # first: no paper without its line
        write_atomic(target, pdf)
    except OSError as error:
        raise fail("file.write", target.name, reason=error.strerror or error) from error
