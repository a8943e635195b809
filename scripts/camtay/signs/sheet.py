"""Typesetting: documents → PDF (tagged, PDF/A-2a and PDF/UA-1), SVG pages and PNG pages."""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import pikepdf
import typst

from camtay.errors import CamtayError, fail
from camtay.project import Project
from camtay.signs.document import MARKS, Document
from camtay.source import FOLDER
from camtay.typesetting import fonts
from camtay.view import OVERRIDES

Output = Literal["pdf", "svg", "png"]
TEMPLATES = Path(__file__).parent.parent / "templates" / "signs"
_MM = 72 / 25.4


def pdf(project: Project, document: Document, day: date) -> bytes:
    """The PDF of a document. The same input gives the same bytes. Raises CamtayError when a text does not fit."""
    (made,) = _compile(project, document, day, "pdf", pdf_standards=["a-2a", "ua-1"])
    return with_boxes(made, document)


def svg_pages(project: Project, document: Document, day: date) -> list[bytes]:
    """Each page as typst draws it; see `shapes` for what an engraver gets. Raises CamtayError as `pdf`."""
    return _compile(project, document, day, "svg")


def png_pages(project: Project, document: Document, day: date, dpi: int) -> list[bytes]:
    """Each page as a PNG of `dpi` dots an inch. Raises CamtayError as `pdf`."""
    return _compile(project, document, day, "png", ppi=float(dpi))


def _compile(project: Project, document: Document, day: date, kind: Output, **options: Any) -> list[bytes]:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    data = json.dumps(_data(project, document, day))
    try:
        with _folder(project) as folder:
            compiler = typst.Compiler(str(folder / document.template), root=str(folder), font_paths=fonts())
            made = compiler.compile(format=kind, sys_inputs={"data": data}, timestamp=noon, **options)
    except typst.TypstError as error:
        raise _problem(project, str(error), document) from error
    return list(made) if isinstance(made, list) else [bytes(made or b"")]


@contextmanager
def _folder(project: Project) -> Iterator[Path]:
    """The templates with the instance's own over them, and its emblem."""
    with tempfile.TemporaryDirectory(prefix="camtay-") as name:
        folder = Path(name)
        shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
        own = project.root / OVERRIDES / "signs"
        if own.is_dir():
            shutil.copytree(own, folder, dirs_exist_ok=True)
        if project.site.emblem:
            shutil.copy(project.root / FOLDER / project.site.emblem, folder / _emblem(project))
        yield folder


def _emblem(project: Project) -> str:
    return f"emblem{Path(project.site.emblem).suffix}" if project.site.emblem else ""


def _data(project: Project, document: Document, day: date) -> dict[str, Any]:
    site = project.site
    locales = project.locales[:2]
    return {
        "title": f"{site.title.source} – {document.name}",
        "instance": site.short.source,
        "slogan": site.slogan.source if site.slogan else "",
        "emblem": _emblem(project),
        "locales": [locale.tag for locale in locales],
        "trust": [locale.word("sign.trust") for locale in locales],
        "scan": locales[0].word("sign.scan"),
        "scans": [locale.word("sign.scan") for locale in locales],
        "date": [day.year, day.month, day.day],
        "bleed": document.bleed,
        "marks": document.marks,
        "signs": [sign.data for sign in document.signs],
        "symbols": {payload: symbol.svg for payload, symbol in document.symbols.items()},
        **document.data,
    }


def with_boxes(made: bytes, document: Document) -> bytes:
    """The PDF with TrimBox and BleedBox (ISO 32000-1, 14.11.2) on every page; typst can't set them."""
    spare = (MARKS if document.marks else 0) * _MM
    out = document.bleed * _MM + spare
    with pikepdf.open(io.BytesIO(made)) as opened:
        for page in opened.pages:
            left, bottom, right, top = (float(x) for x in page.mediabox)
            page.trimbox = pikepdf.Array([left + out, bottom + out, right - out, top - out])
            page.bleedbox = pikepdf.Array([left + spare, bottom + spare, right - spare, top - spare])
        saved = io.BytesIO()
        # typst's streams are compressed already: taking them as they are halves the time.
        decode = pikepdf.StreamDecodeLevel.none
        opened.save(saved, deterministic_id=True, compress_streams=False, stream_decode_level=decode)
    return saved.getvalue()


def _problem(project: Project, message: str, document: Document) -> CamtayError:
    found = re.search(r'panicked with: "?fit:(.*?)"?$', message, re.DOTALL)
    words = found[1] if found else None
    for sign in (s for one in document.signs for s in (one, one.second) if s):
        if words in (*sign.names, *sign.lines, *sign.place):
            entry, base = project.documents[sign.entry]
            field = "title" if words in sign.names else "summary"
            size = f"{document.width:g} × {document.height:g} mm"
            return CamtayError([entry.problem("sign.text", (*base, field), text=words, size=size)])
    if words:
        return fail("sign.text", document.name, text=words, size=f"{document.width:g} × {document.height:g} mm")
    return fail("sign.typst", f"signs/{document.template}", reason=message[:300])
