"""Writing scan pages into a built site, and the gate's second half: each is really there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from camtay import ledger as ledgers
from camtay import policy as policies
from camtay.errors import CamtayError, Problem
from camtay.ledger import Code
from camtay.project import Project
from camtay.scan import bundle, doubt
from camtay.scan.page import BUDGET, BUDGET_GZIP, ScanPage, longest_field, render_code
from camtay.urls import SCAN_FOLDER

Heaviest = ScanPage | None
See = Callable[[list[str], list[str]], None]


def no_one(scripts: list[str], styles: list[str]) -> None:
    """Sees nothing."""


class Keep(Protocol):
    """Takes pages over from the last site."""

    def take(self, code: Code, out: Path) -> Any:
        """What `put` was told, if the files of the code are now in `out`."""

    def put(self, code: Code, told: Any) -> None:
        """Remember a page."""


def write(project: Project, out: Path, policy: bool = True, see: See = no_one, keep: Keep | None = None) -> Heaviest:
    """Write `/Q/CODE` and its lower-case twin of every code ever issued, and `/Q/` for people who doubt a sign.

    Files are called CODE.html: static hosts answer `/Q/CODE` with them without a redirect. `see` is told the sources of
    scripts and styles inside every page (`policy.hashes`); one page at a time is in memory. `keep` takes pages over
    from the last site. Returns the heaviest.
    Raises CamtayError for pages over the budget, OSError when the disk is full."""
    problems: list[Problem] = []
    heavy: list[tuple[int, str]] = []
    for folder in (SCAN_FOLDER, SCAN_FOLDER.lower()):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for code in project.ledger.codes.values():
        told = keep.take(code, out) if keep else None
        if told is None:
            page = render_code(project, code, policy)
            if not page.fits:
                problems.append(over_budget(project, page))
            data = page.html.encode()
            for name in names(page.code):
                (out / name).write_bytes(data)
            told = [page.about, *policies.hashes(page.html)]
            if keep:
                keep.put(code, told)
        # Those that come close in haste are weighed with care.
        heavy = sorted([*heavy, (-told[0], code.code)])[:3]
        see(told[1], told[2])
    if problems:
        raise CamtayError(problems)
    bundle.write(project, out)
    doubted = doubt.render_doubt(project, policy)
    see(*policies.hashes(doubted.html))
    for name in doubt.FILES:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(doubted.html, "utf-8")
    pages = (
        ScanPage(code, project.ledger.codes[code].entry, (out / names(code)[0]).read_text("utf-8")) for _, code in heavy
    )
    return max(pages, key=lambda page: page.size, default=None)


def names(code: str) -> tuple[str, str]:
    """Files of a scan page relative to the site: as printed, and all lower case."""
    return f"{SCAN_FOLDER}/{code}.html", f"{SCAN_FOLDER.lower()}/{code.lower()}.html"


def files_beside(name: str) -> tuple[str, ...]:
    """All files of a page by one of them: both spellings of a scan page, else the file alone."""
    found = re.fullmatch(rf"{SCAN_FOLDER}/([0-9A-Z]+)\.html", name)
    return names(found[1]) if found else (name,)


def file_of(path: str) -> str:
    """The file that answers a request path: `/Q/CODE` and `/q/code` are CODE.html, others as they are."""
    return f"{path}.html" if re.fullmatch(rf"/{SCAN_FOLDER}/[0-9A-Z]+", path.upper()) else path


def over_budget(project: Project, page: ScanPage) -> Problem:
    """Says which field to shorten."""
    entry = project.entries[page.entry]
    document, base = project.documents[page.entry]
    field = longest_field(project, entry)
    size, limit = (page.size, BUDGET) if page.size > BUDGET else (page.gzip, BUDGET_GZIP)
    return document.problem("scan.budget", (*base, field), entry=page.entry, size=size, limit=limit, field=field)


def verify(project: Project, out: Path) -> list[Problem]:
    """Codes whose page is missing, empty or not theirs in the built site `out`."""
    problems = []
    for code in project.ledger.codes.values():
        entry = project.entries[code.entry]
        for name in names(code.code):
            path = out / name
            html = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            whole = html.startswith("<!doctype html>") and html.rstrip().endswith("</html>")
            full = out / project.urls(entry)[project.source_locale.tag] / "index.html"
            if not whole or f"<strong>{code.code}</strong>" not in html or "<h1>" not in html or not full.is_file():
                params = {"code": code.code, "entry": entry.id, "path": name}
                problems.append(Problem("gate.page", ledgers.FILE, params=params))
    return problems
