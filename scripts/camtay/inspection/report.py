"""What an inspection says: sentences, JSON, and a report in one HTML file that asks nobody for anything."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from camtay import policy as policies
from camtay.errors import Problem
from camtay.inspection.address import visible
from camtay.inspection.run import Inspection
from camtay.inspection.verdict import Finding, Note, Register, Verdict
from camtay.locales import Locale
from camtay.project import Project
from camtay.templating import environment
from camtay.texts import text as sentence


@dataclass(frozen=True)
class Speaker:
    """Texts in one locale."""

    locale: str

    def text(self, key: str, **values: object) -> str:
        return sentence(f"inspect_{key}", self.locale, **values)

    def note(self, note: Note) -> str:
        return self.text(note.key, **note.values)

    def notes(self, finding: Finding) -> str:
        """All sentences about a symbol."""
        return " ".join(self.note(note) for note in finding.notes)

    def sign(self, finding: Finding) -> str:
        """`29G275 · Giếng cổ`, where the symbol has to do with a sign of ours."""
        return " · ".join(part for part in (finding.code, finding.name) if part)

    def moment(self, taken: str) -> str:
        """`2026-11-22 08:15` as people of the locale write it."""
        day, _, time = taken.partition(" ")
        try:
            return f"{Locale(self.locale).day(date.fromisoformat(day))} {time}"
        except ValueError:
            return taken

    def summary(self, done: Sequence[Inspection]) -> str:
        return self.text("summary", n=len(done), **counts(done))

    def alternative(self, inspection: Inspection) -> str:
        """What the picture shows, for those who can't see it."""
        file = visible(Path(inspection.name).name)
        if not inspection.findings:
            return self.text("alt_none", file=file)
        found = (f"{i} {self.text(f'status_{f.status}')}" for i, f in enumerate(inspection.findings, 1))
        return self.text("alt", file=file, found=", ".join(found))


def counts(done: Sequence[Inspection]) -> dict[str, int]:
    """Photos of each verdict, worst first."""
    return {verdict.name.lower(): sum(i.verdict is verdict for i in done) for verdict in Verdict}


# ---------------------------------------------------------------- JSON
def as_json(done: Sequence[Inspection], problems: Sequence[Problem], locale: str, expect: str = "") -> str:
    """All photos, worst first, for other programs. Texts of symbols stand there as they were read, unchanged."""
    speaker = Speaker(locale)
    data: dict[str, Any] = {
        "format": "camtay-inspection-1",
        **({"expect": expect} if expect else {}),
        "counts": counts(done),
        "photos": [_photo(inspection, speaker) for inspection in done],
        "problems": [{"code": p.code, "file": p.file, "message": p.message(locale)} for p in problems],
    }
    # A lone surrogate can't be written as UTF-8.
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _photo(inspection: Inspection, speaker: Speaker) -> dict[str, Any]:
    return {
        "file": inspection.name,
        "width": inspection.size[0],
        "height": inspection.size[1],
        **({"taken": inspection.taken} if inspection.taken else {}),
        "verdict": inspection.verdict.name.lower(),
        "reasons": [{"id": note.key, "text": speaker.note(note)} for note in inspection.reasons],
        "symbols": [_symbol(finding, speaker) for finding in inspection.findings],
        "unread": [_rounded(corners) for corners in inspection.reading.unread],
        "covered": [_rounded(corners) for _, corners in inspection.reading.covered],
    }


def _symbol(finding: Finding, speaker: Speaker) -> dict[str, Any]:
    known = {
        "code": finding.code,
        "entry": finding.entry,
        "name": finding.name,
        "host": finding.host,
        "metres": finding.metres,
    }
    return {
        "status": finding.status.value,
        "text": finding.symbol.text,
        **{key: value for key, value in known.items() if value not in ("", None)},
        "notes": [{"id": note.key, "text": speaker.note(note)} for note in finding.notes],
        "corners": _rounded(finding.symbol.corners),
    }


def _rounded(corners: Sequence[tuple[float, float]]) -> list[list[int]]:
    return [[round(x), round(y)] for x, y in corners]


# ---------------------------------------------------------------- HTML
def as_html(
    project: Project,
    known: Register,
    done: Sequence[Inspection],
    problems: Sequence[Problem],
    day: date,
    expect: str = "",
) -> str:
    """The report. Its policy allows its own style and its own pictures, and nothing else."""
    locale = known.locale
    html = (
        environment(project.root)
        .get_template("inspection/report.html")
        .render(
            say=Speaker(locale),
            locale=locale,
            site=project.site,
            done=done,
            counts=counts(done),
            problems=problems,
            day=Locale(locale).day(day),
            expect=expect,
            expect_name=known.names.get(expect, ""),
            source=lambda inspection: f"data:image/webp;base64,{base64.b64encode(inspection.picture).decode()}",
            size_of=_size,
            visible=visible,
            file_name=lambda name: Path(name).name,
            Verdict=Verdict,
        )
    )
    _, styles = policies.hashes(html)
    rules = ("default-src 'none'", f"style-src {' '.join(styles)}", "img-src data:", "base-uri 'none'")
    return policies.add(html, "; ".join((*rules, "form-action 'none'")))


def _size(inspection: Inspection) -> tuple[int, int]:
    """Width and height of the picture in pixels, so that the page does not jump."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(inspection.picture)) as picture:
        return picture.size
