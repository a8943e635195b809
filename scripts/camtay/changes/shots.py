"""Scan pages before and after as pictures of a phone's screen, where Chromium is installed."""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from camtay import scan
from camtay.changes.compare import Report
from camtay.files import scratch
from camtay.ledger import Code, Event
from camtay.model.entries import ORDER
from camtay.pages import site_files
from camtay.project import Project, check

MOST = 12
"""Entries that are photographed: each takes about two seconds."""
WIDTH, HEIGHT = 360, 1800
"""CSS pixels: the width of a small phone; what stands lower is cut off."""
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MEDIA = re.compile(r'"/(media/[^"]+)"')
_NO_CODE = Code("······", (Event("······", 1, "issue", "2026-01-01", ""),))


@dataclass(frozen=True)
class Shots:
    """Entry → (before, after) as WebP, None where there was no page. `missing` is the key of a sentence that says why
    there are none."""

    pages: Mapping[str, tuple[bytes | None, bytes | None]] = field(default_factory=dict)
    missing: str = ""
    reason: str = ""
    left_out: bool = False


def take(report: Report, before: Path, after: Path) -> Shots:
    """Photograph the scan pages of the touched entries. Raises nothing: a report without pictures is one too."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return Shots(missing="diff_no_chromium")
    wanted = [one.id for one in report.touched if one.kind in ORDER]
    projects = [check(root, drafts=True)[0] for root in (before, after)]
    pages: dict[str, tuple[bytes | None, bytes | None]] = {}
    try:
        for id_ in wanted[:MOST]:
            first, second = (_shot(program, project, id_) if project else None for project in projects)
            pages[id_] = first, second
    except (OSError, subprocess.SubprocessError) as error:
        return Shots(missing="diff_shots_failed", reason=type(error).__name__)
    return Shots(pages, left_out=len(wanted) > MOST)


def page(project: Project, id_: str) -> str | None:
    """The scan page of an entry as one file that needs no other; of one without a code, as it would be with one."""
    entry = project.entries.get(id_)
    if entry is None:
        return None
    code = project.code_of(entry) or Code(_NO_CODE.code, (Event(_NO_CODE.code, 1, "issue", "2026-01-01", id_),))
    made = scan.render_code(project, code, policy=False).html
    pictures = {asset.path: asset.data for asset in site_files.assets(project.root, [entry])}

    def inside(found: re.Match[str]) -> str:
        data = pictures.get(found[1])
        return f'"{data_uri(data, found[1])}"' if data else found[0]

    return _MEDIA.sub(inside, made)


def data_uri(data: bytes, name: str) -> str:
    """A picture as an address that holds it."""
    sort = "svg+xml" if name.lower().endswith(".svg") else "webp"
    return f"data:image/{sort};base64,{base64.b64encode(data).decode()}"


def _shot(program: str, project: Project, id_: str) -> bytes | None:
    html = page(project, id_)
    if html is None:
        return None
    with scratch() as folder:
        (folder / "page.html").write_text(html.replace(' loading="lazy"', ""), "utf-8")
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # Chromium refuses without it
        command = [
            program, "--headless", *root, "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/own",
            f"--window-size={WIDTH},{HEIGHT}", f"--accept-lang={project.source_locale.tag}",
            f"--lang={project.source_locale.tag}", f"--screenshot={folder}/page.png", f"file://{folder}/page.html",
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, timeout=60, check=True)
        return _smaller(folder / "page.png")


def _smaller(path: Path) -> bytes:
    """Without the empty end, as WebP."""
    from PIL import Image, ImageChops

    with Image.open(path) as opened:
        whole = opened.convert("RGB")
    ground = Image.new("RGB", whole.size, whole.getpixel((0, whole.height - 1)))
    box = ImageChops.difference(whole, ground).getbbox()
    cut = whole.crop((0, 0, whole.width, min(whole.height, (box[3] if box else 0) + 16)))
    out = io.BytesIO()
    cut.save(out, "WEBP", quality=70, method=6)
    return out.getvalue()
