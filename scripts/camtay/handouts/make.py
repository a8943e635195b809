"""Handouts as PDF: A4 in large print, or slides with one step each; the symbol on them is read back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pypdfium2

from camtay.across import unknown_entries
from camtay.clock import print_day
from camtay.errors import CamtayError, Problem, fail
from camtay.handouts import content
from camtay.ledger import Ledger
from camtay.locales import Locale
from camtay.model.entries import Guide, LearningPath
from camtay.project import Project
from camtay.signs import proof, sheet
from camtay.signs.document import Document
from camtay.signs.formats import FORMATS
from camtay.signs.run import recorded
from camtay.signs.sign import sign_of

FOLDER = "qr/handouts"
"""Beside `qr/print`, which every build makes anew."""
Paper = Literal["a4", "slides"]
SIZES: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "slides": (338.667, 190.5)}
"""Millimetres. Slides: 13⅓ × 7½ inches, the 16:9 page of programs for slides, where 28 pt can be read from afar."""


@dataclass(frozen=True)
class Handout:
    """`name` is the file's; `ledger` knows that its symbol was printed."""

    name: str
    pdf: bytes
    ledger: Ledger


def make(project: Project, name: str, paper: Paper = "a4", tag: str | None = None, day: date | None = None) -> Handout:
    """The handout of a guide or path in a locale (`tag`; the source locale without one).

    `day` stands in the ledger. The file carries the day of the last review, so that the same content gives the same
    bytes. Raises CamtayError: no such entry, kind or locale; a text that does not fit a slide; a proof that fails."""
    entry, locale = chosen(project, name), _locale(project, tag)
    guides = [project.entry(id_, Guide) for id_ in entry.guides] if isinstance(entry, LearningPath) else []
    document = _document(project, entry, paper, locale)
    reviewed = max(one.reviewed for one in (entry, *guides))
    try:
        made = sheet.pdf(project, document, print_day(reviewed))
    except CamtayError as error:
        raise CamtayError(_told(project, entry, locale, problem) for problem in error.problems) from error
    _prove(made, document)
    ledger = recorded(project.ledger, document.signs, day or print_day())
    return Handout(f"{document.name}.pdf", made, ledger)


def chosen(project: Project, name: str) -> Guide | LearningPath:
    """The guide or path with this id. Raises CamtayError."""
    if unknown := unknown_entries([name], project.entries, project.drafts):
        raise CamtayError(unknown)
    entry = project.entries[name]
    if not isinstance(entry, Guide | LearningPath):
        raise fail("lesson.kind", name=name, kind=entry.kind)
    return entry


def _locale(project: Project, tag: str | None) -> Locale:
    known = {locale.tag: locale for locale in project.locales}
    if tag is None:
        return project.source_locale
    if tag not in known:
        raise fail("lesson.locale", name=tag, known=", ".join(known))
    return known[tag]


def _document(project: Project, entry: Guide | LearningPath, paper: Paper, locale: Locale) -> Document:
    code = project.code_of(entry)
    sign = sign_of(project, entry, code, FORMATS["handout"]) if code else None
    data = content.of_entry(project, entry, locale)
    template = "slides.typ" if paper == "slides" else "class.typ"
    if paper == "a4" and isinstance(entry, Guide):
        template, data = "handout.typ", {**data, "handouts": data["lessons"]}
    width, height = SIZES[paper]
    name = f"{entry.id}-{paper}-{locale.tag}"
    return Document(name, template, width, height, (sign,) if sign else (), (), data)


def _prove(made: bytes, document: Document) -> None:
    """Read the symbol back: on the first page of a course or of slides, at the end of a guide's handout."""
    expected = [payload for sign in document.signs for payload in sign.payloads]
    name = f"{FOLDER}/{document.name}.pdf"
    if document.template == "handout.typ":
        problems, _ = proof.check_flow(made, expected, name, document.symbols)
    else:
        with closing(pypdfium2.PdfDocument(made)) as opened:
            image = opened[0].render(scale=proof.DPI / 72, grayscale=True).to_numpy()
        problems = proof.judge([proof.look(0, image, document.symbols)], [expected], name)
    if problems:
        raise CamtayError(problems)


def _told(project: Project, entry: Guide | LearningPath, locale: Locale, problem: Problem) -> Problem:
    """A text that does not fit, told where it is written."""
    if problem.code != "sign.text":
        return problem
    words = problem.params["text"]
    found = content.place_of(project, entry, locale, words)
    if found is None:
        return replace(problem, code="lesson.text", params={"text": words[:60]})
    owner, path = found
    document, base = project.documents[owner.id]
    return document.problem("lesson.text", (*base, *path), text=words[:60])
