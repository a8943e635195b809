"""From documents to what typst is given: templates, data, and whose text it was that did not fit."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from camtay import noto
from camtay.errors import CamtayError, fail
from camtay.files import scratch
from camtay.project import Project
from camtay.signs.document import Document
from camtay.signs.setting import EMPTY, FONTS, Copy, SettingError
from camtay.source import FOLDER
from camtay.templating import OVERRIDES

FONT = "Be Vietnam Pro"
TEMPLATES = Path(__file__).parent.parent / "templates" / "signs"


def copy_of(project: Project, document: Document, day: date, folder: Path) -> Copy:
    """What typst is given of a document; `folder` is one of `templates`."""
    data = json.dumps(_data(project, document, day), ensure_ascii=False)
    symbols = tuple(document.symbols.values())
    return Copy(folder, document.template, data, symbols, day, document.bleed, document.marks)


def pdf(project: Project, document: Document, day: date) -> bytes:
    """The PDF of a document. Raises CamtayError when a text does not fit."""
    with templates(project) as folder:
        try:
            return copy_of(project, document, day, folder).pdf()
        except SettingError as error:
            raise problem(project, str(error), document) from error


@contextmanager
def templates(project: Project) -> Iterator[Path]:
    """The templates with the instance's own over them, and its emblem."""
    with scratch() as folder:
        shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
        own = project.root / OVERRIDES / "signs"
        if own.is_dir():
            shutil.copytree(own, folder, dirs_exist_ok=True)
        if project.site.emblem:
            shutil.copy(project.root / FOLDER / project.site.emblem, folder / _emblem(project))
        (folder / EMPTY).touch()
        for font in _fonts(project, [locale.tag for locale in project.locales], strict=False):
            (folder / FONTS).mkdir(exist_ok=True)
            for path in font.files:
                shutil.copy(path, folder / FONTS / path.name)
        yield folder


def _fonts(project: Project, tags: Sequence[str], strict: bool = True) -> list[noto.Noto]:
    """Fonts of locales in other scripts than Latin. Raises CamtayError where one is missing, if `strict`."""
    found: list[noto.Noto] = []
    for tag in tags:
        try:
            found += noto.all_of(project.root, [tag])
        except CamtayError:
            if strict:
                raise
    return found


def _emblem(project: Project) -> str:
    return f"emblem{Path(project.site.emblem).suffix}" if project.site.emblem else ""


def _data(project: Project, document: Document, day: date) -> dict[str, Any]:
    site = project.site
    locales = project.locales[:2]
    fonts = _fonts(project, document.data.get("locales", [locale.tag for locale in locales]))
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
        **({"fonts": [FONT, *(font.family for font in fonts)]} if fonts else {}),
        **document.data,
    }


def problem(project: Project, message: str, document: Document) -> CamtayError:
    """The problem of a document that typst could not set, at the entry whose text does not fit."""
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
