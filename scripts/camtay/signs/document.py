"""A document to typeset: its template's data and, page by page, what a reader must see on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from camtay.errors import fail
from camtay.locales import Locale
from camtay.markup import plain
from camtay.model.entries import Guide, Procedures
from camtay.model.fields import Claim
from camtay.project import Project
from camtay.signs.formats import FORMATS, MARKS, Format
from camtay.signs.grid import Grid, cells
from camtay.signs.proof import dpi_for
from camtay.signs.sign import Sign, signs
from camtay.signs.symbol import Symbol

WALL = 12
"""Symbols on one wall poster: three columns of four."""
PART = 120
"""Signs in one file. More become numbered files, so that neither typst nor a print shop chokes on them, and so that a
change makes only one of them anew. Per sign, typst takes a sixth longer at 200, and half as much memory again."""


@dataclass(frozen=True)
class Document:
    """`name` is the file's, without ending; lengths in millimetres; `pages` holds the payloads of each page."""

    name: str
    template: str
    width: float
    height: float
    signs: tuple[Sign, ...]
    pages: tuple[tuple[str, ...], ...]
    data: dict[str, Any] = field(default_factory=dict, hash=False)
    bleed: float = 0
    marks: bool = False
    only: tuple[str, ...] = ()
    """Formats that it is made in; all that are asked for where empty."""
    page_names: tuple[str, ...] = ()
    """Names for files of single pages (SVG, DXF, PNG)."""
    part: str = ""
    """Its number where there are several files of one name."""

    @property
    def stem(self) -> str:
        """Name of its file, without ending."""
        return f"{self.name}-{self.part}" if self.part else self.name

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of a page with bleed and crop marks."""
        out = self.bleed + (MARKS if self.marks else 0)
        return self.width + 2 * out, self.height + 2 * out

    @property
    def proof_dpi(self) -> int:
        """Dots an inch that show its finest symbol well enough for the proof."""
        return dpi_for(min((s.module for one in self.signs for s in (one, one.second) if s), default=1))

    @property
    def symbols(self) -> dict[str, Symbol]:
        """Every symbol on it by payload."""
        return {s.symbol.payload: s.symbol for one in self.signs for s in (one, one.second) if s}


def document(
    project: Project,
    format_: Format,
    made: Sequence[Sign],
    *,
    bleed: float = 0,
    marks: bool = False,
    grid: Grid | None = None,
    start: int = 1,
    only: tuple[str, ...] = (),
) -> Document:
    """The document of signs in a format. Raises CamtayError for signs that the format can't hold."""
    whole = tuple(made)
    names = tuple(f"{s.code}-{s.entry}" for s in whole)
    pages = tuple(tuple(s.payloads) for s in whole)
    data: dict[str, Any] = {}
    width, height = format_.width, format_.height
    if format_.name == "a4":
        pages = _chunked([p for s in whole for p in s.payloads], 4)
        names = tuple(f"page-{n + 1:02}" for n in range(len(pages)))
    elif format_.name == "table-card":
        pages = tuple((*page, *page) for page in pages)  # the same on both faces
    elif format_.shape == "pair":
        data = {key: _both(project, f"sign.{key}") for key in ("here", "village")}
    elif format_.shape == "wall":
        walls = [wall for sign in whole for wall in _walls(project, format_, sign)]
        pages = tuple(tuple(s.symbol.payload for s in members) for _, members in walls)
        names = tuple(f"{name}-{n + 1}" for n, (name, _) in enumerate((w["code"], w) for w, _ in walls))
        data = {"walls": [w for w, _ in walls], "width": width, "height": height}
        whole = tuple(dict.fromkeys(s for _, members in walls for s in members))
    elif format_.shape == "grid":
        if grid is None:
            raise fail("sheet.unknown", "qr/sheets.yml", name="", nearest="a4-3x7")
        # A sign that comes several times running is several stickers of one sign.
        stickers, whole = whole, tuple(dict.fromkeys(whole))
        number = {sign: n for n, sign in enumerate(whole)}
        placed = cells(grid, len(stickers), start)
        pages = tuple(tuple(stickers[c["sign"]].symbol.payload for c in page) for page in placed)
        data = {"pages": [[{**c, "sign": number[stickers[c["sign"]]]} for c in page] for page in placed],
                "grid": grid.data}  # fmt: skip
        names = tuple(f"page-{n + 1:02}" for n in range(len(pages)))
        width, height = grid.paper.width, grid.paper.height
    elif format_.shape == "handout":
        # Each guide is set in each of the two languages, its symbol at the end of both.
        whole = tuple(s for s in whole for _ in project.locales[:2])
        guides = [project.entry(s.entry, Guide) for s in dict.fromkeys(whole)]
        data = {"handouts": [guide_text(guide, locale) for guide in guides for locale in project.locales[:2]]}
        pages, names = (), ()
    name = f"signs-{format_.name}" if grid is None else f"signs-{format_.name}-{grid.id}"
    return Document(name, format_.template, width, height, whole, pages, data, bleed, marks, only, names)


def parts(
    project: Project,
    format_: Format,
    made: Sequence[Sign],
    *,
    bleed: float = 0,
    marks: bool = False,
    grid: Grid | None = None,
    start: int = 1,
    copies: int = 1,
    only: tuple[str, ...] = (),
    size: int = PART,
) -> list[Document]:
    """The documents of signs in a format, about `size` symbols and whole sheets each. Raises CamtayError as `document`.

    `copies` of each sign stand beside each other on sheets of stickers."""
    pieces, first = list(made), size
    if format_.shape == "grid" and grid:
        per_sheet = grid.rows * grid.columns
        size = math.ceil(size / per_sheet) * per_sheet
        pieces, first = [sign for sign in made for _ in range(copies)], size - (start - 1)
    elif format_.shape in ("wall", "handout"):
        size = first = max(1, size // (WALL if format_.shape == "wall" else 4))
    starts = [0, *range(max(first, 1), len(pieces), size)]
    groups = [pieces[at:to] for at, to in zip(starts, [*starts[1:], None], strict=True)]
    documents: list[Document] = []
    pages = 0
    for number, group in enumerate(groups, 1):
        one = document(project, format_, group, bleed=bleed, marks=marks, grid=grid, only=only,
                       start=start if number == 1 else 1)  # fmt: skip
        if one.page_names[:1] == ("page-01",):
            one = replace(one, page_names=tuple(f"page-{pages + n + 1:02}" for n in range(len(one.pages))))
        pages += len(one.pages)
        digits = max(2, len(str(len(groups))))
        documents.append(replace(one, part=f"{number:0{digits}}" if len(groups) > 1 else ""))
    return documents


def calibration(project: Project, grid: Grid) -> Document:
    """The page that shows whether a printer hits the cells of a sheet."""
    data = {"grid": grid.data, "calibration": [grid.title.source, project.source_locale.word("sign.calibration")]}
    return Document(
        f"calibration-{grid.id}", "calibration.typ", grid.paper.width, grid.paper.height, (), ((),), data,
        only=("pdf",), page_names=("page-01",),
    )  # fmt: skip


def _both(project: Project, key: str) -> list[str]:
    return [locale.word(key) for locale in project.locales[:2]]


def _chunked(items: Sequence[str], size: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(items[i : i + size]) for i in range(0, len(items), size))


def _walls(project: Project, format_: Format, sign: Sign) -> list[tuple[dict[str, Any], list[Sign]]]:
    """Posters of a procedure list: (template data, signs on it), at most WALL symbols each."""
    entry = project.entry(sign.entry, Procedures)
    guides = {item.guide: item for item in entry.items if item.guide in project.entries}
    members = signs(project, [project.entries[guide] for guide in guides], format_)
    tags = [locale.tag for locale in project.locales[:2]]
    numbered = []
    for number, member in enumerate(members, 1):
        title = guides[member.entry].title
        names = tuple(dict.fromkeys(plain(title.in_(tag).text) for tag in tags))
        numbered.append({**member.data, "names": names, "number": number})
    starts = range(0, len(members), WALL)
    return [({**sign.data, "items": numbered[at : at + WALL]}, members[at : at + WALL]) for at in starts]


def guide_text(guide: Guide, locale: Locale) -> dict[str, Any]:
    """A guide as plain text for large print: `parts` are its lists, in the order of reading."""

    def say(claim: Claim) -> str:
        return plain(claim.text.in_(locale.tag).text)

    groups = (
        ("guide.prerequisites", guide.prerequisites),
        ("guide.know", guide.know),
        ("guide.steps", guide.steps),
        ("guide.scams", guide.scams),
        ("guide.mistakes", guide.mistakes),
        ("guide.helpers", guide.helpers),
    )
    parts = [
        {
            "name": key,
            "title": locale.word(key),
            "items": [_with_note(c, say) for c in claims],
            "numbered": key == "guide.steps",
        }
        for key, claims in groups
        if claims
    ]
    return {
        "locale": locale.tag,
        "title": plain(guide.title.in_(locale.tag).text),
        "summary": plain(guide.summary.in_(locale.tag).text),
        "parts": parts,
        "scan": locale.word("sign.scan"),
    }


def _with_note(claim: Claim, say: Any) -> str:
    note = getattr(claim, "note", None)
    return f"{say(claim)} {say(note)}" if note else str(say(claim))


__all__ = ["FORMATS", "Document", "calibration", "document", "guide_text", "parts"]
