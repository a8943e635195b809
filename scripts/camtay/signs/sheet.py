"""Typesetting: signs → PDF (tagged, PDF/A-2a and PDF/UA-1) and SVG with text as outlines."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import fontpkg_be_vietnam_pro
import typst

from camtay.errors import CamtayError, fail
from camtay.project import Project
from camtay.signs.sign import Sign
from camtay.view import environment

Sheet = Literal["a6", "a4"]
Output = Literal["pdf", "svg"]
PER_PAGE: dict[Sheet, int] = {"a6": 1, "a4": 4}


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Be Vietnam Pro in full (SIL OFL 1.1) and nothing of the machine, so that every machine sets alike."""
    folder = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def typeset(project: Project, signs: Sequence[Sign], sheet: Sheet, day: date) -> bytes:
    """The PDF of all signs, in order. The same input gives the same bytes.

    Raises CamtayError when a name does not fit."""
    made = _compile(project, signs, sheet, day, "pdf", pdf_standards=["a-2a", "ua-1"])
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def outlines(project: Project, signs: Sequence[Sign], day: date) -> list[bytes]:
    """Each A6 sign as an SVG file of shapes only. Raises CamtayError as `typeset`."""
    made = _compile(project, signs, "a6", day, "svg")
    return made if isinstance(made, list) else [made]


def _compile(project: Project, signs: Sequence[Sign], sheet: Sheet, day: date, kind: Output, **options: Any) -> Any:
    site = project.site
    locales = project.locales[:2]
    data = {
        "title": f"{site.title.source} – {len(signs)}",
        "instance": site.short.source,
        "slogan": site.slogan.source if site.slogan else "",
        "locales": [locale.tag for locale in locales],
        "trust": [locale.word("sign.trust") for locale in locales],
        "scan": locales[0].word("sign.scan"),
        "date": [day.year, day.month, day.day],
        "sheet": sheet,
        "signs": [sign.data for sign in signs],
    }
    source = environment(project.root).loader.get_source(environment(project.root), "signs/a6.typ")[0]  # type: ignore[union-attr]
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    compiler = typst.Compiler(font_paths=_fonts())
    try:
        return compiler.compile(
            source.encode(), format=kind, sys_inputs={"data": json.dumps(data)}, timestamp=noon, **options
        )
    except typst.TypstError as error:
        raise _problem(project, str(error), signs) from error


def _problem(project: Project, message: str, signs: Sequence[Sign]) -> CamtayError:
    found = re.search(r'panicked with: "?fit:(.*?)"?$', message, re.DOTALL)
    sign = next((s for s in signs if found and found[1] in (*s.names, *s.lines)), None)
    if not found or not sign:
        return fail("sign.typst", "signs/a6.typ", reason=message[:300])
    document, base = project.documents[sign.entry]
    field = "title" if found[1] in sign.names else "summary"
    return CamtayError([document.problem("sign.text", (*base, field), text=found[1], size="A6")])


def print_day(default: date | None = None) -> date:
    """The date that files carry: SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else `default`, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return default or datetime.now(UTC).date()
