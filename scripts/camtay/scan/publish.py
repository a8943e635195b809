"""Writing scan pages into a built site, and the gate's second half: each is really there."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from camtay import ledger as ledgers
from camtay import policy as policies
from camtay.errors import CamtayError, Problem
from camtay.files import link
from camtay.ledger import Code
from camtay.project import Project
from camtay.scan import bundle, doubt
from camtay.scan.page import BUDGET, BUDGET_GZIP, ScanPage, longest_field, render_code
from camtay.urls import SCAN_FOLDER
from camtay.written import Known, Told, needs, silent, tell

Heaviest = tuple[str, str, int] | None


class Keep(Protocol):
    """Takes pages over from the last site."""

    def take(self, code: Code, out: Path) -> tuple[int, Told] | None:
        """What `put` was told, if the files of the code are now in `out`."""

    def put(self, code: Code, weight: int, told: Told) -> None:
        """Remember a page."""


def write(project: Project, out: Path, policy: bool = True, known: Known | None = None) -> Heaviest:
    """Write `/Q/CODE` and its lower-case twin of every code ever issued, and `/Q/` for people who doubt a sign.

    Files are called CODE.html: static hosts answer `/Q/CODE` with them without a redirect. `known` is told of every
    page; one page at a time is in memory. Returns the heaviest.
    Raises CamtayError for pages over the budget, OSError when the disk is full."""
    known = known or Known(out)
    problems: list[Problem] = []
    weights = {}
    begin(out)
    for code in project.ledger.codes.values():
        weights[code.code], known.pages[path_of(code.code)] = make(project, code, out, policy, None, problems)
    if problems:
        raise CamtayError(problems)
    finish(project, out, policy, known)
    return heaviest(project, out, sorted(weights, key=lambda code: (-weights[code], code))[:3], {})


def make(
    project: Project, code: Code, out: Path, policy: bool, keep: Keep | None, problems: list[Problem]
) -> tuple[int, Told]:
    """Write the page of a code, or take it over from the last site; its weight and what else is known of it. `problems`
    gets one of a page over the budget. Raises OSError."""
    if keep and (found := keep.take(code, out)):
        return found
    page = render_code(project, code, policy)
    if not page.fits:
        problems.append(over_budget(project, page))
    told = put(page, out)
    if keep:
        keep.put(code, page.about, told)
    return page.about, told


def finish(project: Project, out: Path, policy: bool, known: Known) -> None:
    """Write what all scan pages share, and the page for people who doubt a sign. Raises OSError."""
    bundle.write(project, out)
    doubted = doubt.render_doubt(project, policy)
    for name in doubt.FILES:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(doubted.html, "utf-8")
    known.pages[f"/{SCAN_FOLDER}/"] = tell(doubted.html, f"/{SCAN_FOLDER}/", b"", policies.head(doubted.html)[1])


def begin(out: Path) -> None:
    """The folders of scan pages. Raises OSError."""
    for folder in (SCAN_FOLDER, SCAN_FOLDER.lower()):
        (out / folder).mkdir(parents=True, exist_ok=True)


def put(page: ScanPage, out: Path) -> Told:
    """Write a page under both its names; what is known of it. Raises OSError."""
    data = page.html.encode()
    printed, small = names(page.code)
    printed, small = f"{out}/{printed}", f"{out}/{small}"
    with open(printed, "wb", buffering=0) as file:
        file.write(data)
    try:
        link(printed, small)
    except FileExistsError:  # from before, or the same name to a disk that does not tell capitals
        Path(small).write_bytes(data)
    return told(page, data)


def told(page: ScanPage, data: bytes) -> Told:
    """What is known of a page that is written as `data`."""
    path = path_of(page.code)
    if page.framed is None:
        return tell(page.html, path, data, policies.head(page.html)[1])
    own = "".join(page.framed.words)
    shown = [] if silent(own) else needs(page.framed.frame.fixed + own, path)
    return Told(*page.framed.frame.inline, shown, len(data), hashlib.sha256(data).hexdigest())


def is_scan(path: str) -> bool:
    """Whether this is the address, or with a slash before it the file, of a scan page as it is printed."""
    return path.startswith(f"/{SCAN_FOLDER}/") and len(path) > len(SCAN_FOLDER) + 2


def path_of(code: str) -> str:
    """Address of a scan page."""
    return f"/{SCAN_FOLDER}/{code}"


def heaviest(project: Project, out: Path, codes: Iterable[str], sizes: dict[str, int]) -> Heaviest:
    """The heaviest of some pages that are in `out`: code, entry, bytes. Raises OSError.

    `sizes` are those of pages by the hash of their bytes, as far as they are known; these are added."""
    found = []
    for code in codes:
        data = (out / names(code)[0]).read_bytes()
        key = hashlib.sha256(data).hexdigest()
        entry = project.ledger.codes[code].entry
        if key not in sizes:
            sizes[key] = ScanPage(code, entry, data.decode("utf-8")).size
        found.append((code, entry, sizes[key]))
    return max(found, key=lambda one: one[2], default=None)


def names(code: str) -> tuple[str, str]:
    """Files of a scan page relative to the site: as printed, and all lower case."""
    return f"{SCAN_FOLDER}/{code}.html", f"{SCAN_FOLDER.lower()}/{code.lower()}.html"


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
    return [problem for code in project.ledger.codes.values() for problem in verify_code(project, code, out)]


def sound(html: bytes, code: Code) -> bool:
    """Whether this is a whole page, and that of the code."""
    whole = html.startswith(b"<!doctype html>") and html.rstrip().endswith(b"</html>")
    return whole and f"<strong>{code.code}</strong>".encode() in html and b"<h1>" in html


def verify_code(project: Project, code: Code, out: Path) -> list[Problem]:
    """What is wrong with the page of one code."""
    entry = project.entries[code.entry]
    full = out / project.urls(entry)[project.source_locale.tag] / "index.html"
    there = full.is_file()
    problems = []
    seen: dict[tuple[int, int], bool] = {}
    for name in names(code.code):
        path = f"{out}/{name}"
        try:
            status = os.stat(path)
            same = status.st_dev, status.st_ino  # two names of one file
            if same not in seen:
                with open(path, "rb", buffering=0) as file:
                    seen[same] = sound(file.read(), code)
            good = seen[same]
        except OSError:
            good = False
        if not (good and there):
            params = {"code": code.code, "entry": entry.id, "path": name}
            problems.append(Problem("gate.page", ledgers.FILE, params=params))
    return problems
