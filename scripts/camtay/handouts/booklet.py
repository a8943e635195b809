"""A5 booklets of a learning path, a day route, a commune or one entry: a chapter an entry, its symbol at the end."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2

from camtay.clock import print_day
from camtay.errors import CamtayError, fail
from camtay.handouts.chapters import Words, blocks
from camtay.handouts.make import Handout
from camtay.locales import Locale
from camtay.model.entries import Alley, DayRoute, Entry, LearningPath
from camtay.project import Project
from camtay.signs import proof, sheet
from camtay.signs.document import Document
from camtay.signs.formats import FORMATS
from camtay.signs.run import recorded
from camtay.signs.sign import Sign, sign_of
from camtay.text import candidates
from camtay.view import View

SIZE = (148.0, 210.0)
"""A5 in millimetres."""
FIELD = 44.0
"""Width of a symbol's white square in millimetres: modules above 1 mm at 33 modules."""
SADDLE = 4
"""Pages of a folded sheet: a booklet that is stitched in the fold has a multiple of them."""


def make(project: Project, name: str, tag: str | None = None, day: date | None = None) -> Handout:
    """The booklet of an entry or a commune in a locale (`tag`; the source locale without one).

    `day` stands in the ledger; the file carries the day of the last review, so that the same content gives the same
    bytes. Raises CamtayError: no such entry, commune or locale; nothing to say of a commune; a proof that fails."""
    locale = _locale(project, tag)
    title, summary, entries = _chosen(project, name, View(project, locale))
    reviewed = max(entry.reviewed for entry in entries)
    document = _document(project, f"{name}-a5-{locale.tag}", locale, entries, title, summary, reviewed)
    made = _whole(project, document, print_day(reviewed))
    expected = [payload for sign in document.signs for payload in sign.payloads]
    problems, _ = proof.check_flow(made, expected, f"{document.name}.pdf", document.symbols, document.proof_dpi)
    if problems:
        raise CamtayError(problems)
    ledger = recorded(project.ledger, document.signs, day or print_day())
    return Handout(f"{document.name}.pdf", made, ledger)


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        return len(opened)


def _locale(project: Project, tag: str | None) -> Locale:
    known = {locale.tag: locale for locale in project.locales}
    if tag is not None and tag not in known:
        raise fail("booklet.locale", name=tag, known=", ".join(known))
    return known[tag] if tag else project.source_locale


def _chosen(project: Project, name: str, view: View) -> tuple[dict[str, str], dict[str, str], list[Entry]]:
    """Title, summary and chapters. An alley is no chapter of a commune: its village lists it."""
    words = Words(view)
    if entry := project.entries.get(name):
        inside: tuple[str | None, ...] = ()
        if isinstance(entry, LearningPath):
            inside = entry.guides
        elif isinstance(entry, DayRoute):
            inside = tuple(stop.entry for stop in entry.stops)
        chapters = [entry, *(project.entries[id_] for id_ in dict.fromkeys(inside) if id_)]
        return words.text(entry.title), words.text(entry.summary), chapters
    if name not in project.places:
        raise fail("booklet.unknown", name=name, known=candidates(name, [*project.entries, *project.places]))
    here = [e for e in project.by_place.get(name, ()) if not isinstance(e, Alley) and not project.expired(e)]
    if not here:
        raise fail("booklet.empty", name=name)
    place = project.places[name]
    former = f"{view.w('address.before')}: {'; '.join(place.former)}"
    return words.text(place.title), words.own(former) if place.former else words.text(project.site.summary), here


def _document(
    project: Project,
    name: str,
    locale: Locale,
    entries: list[Entry],
    title: dict[str, str],
    summary: dict[str, str],
    reviewed: date,
) -> Document:
    words = Words(View(project, locale))
    signs: list[Sign] = []
    chapters: list[dict[str, Any]] = []
    for entry in entries:
        code = project.code_of(entry)
        if code:
            signs.append(sign_of(project, entry, code, FORMATS["handout"], field=FIELD))
        chapters.append(
            {
                "title": words.text(entry.title),
                "summary": words.text(entry.summary),
                "blocks": blocks(words, entry),
                "sign": len(signs) - 1 if code else None,
            }
        )
    keys = ("booklet.contents", "booklet.notes", "sources", "course.questions", "course.questions_paper")
    data = {
        "words": {key.rpartition(".")[2]: locale.word(key) for key in (*keys, "course.answers")},
        "locales": [locale.tag],
        "trust": [locale.word("sign.trust")],
        "scan": locale.word("sign.scan"),
        "title": title["words"],
        "name": title,
        "summary": summary,
        "reviewed": locale.word("sources.reviewed", date=locale.day(reviewed)),
        "chapters": chapters,
        "sources": _sources(entries, locale),
        "memory": locale.word("sources.memory") if words.from_memory else "",
        "questions": _questions(words, entries[0]),
        "blank": 0,
    }
    return Document(name, "booklet.typ", *SIZE, tuple(signs), (), data)


def _whole(project: Project, document: Document, day: date) -> bytes:
    """The PDF, with pages for notes until the sheets are full."""
    made = sheet.pdf(project, document, day)
    if missing := -pages(made) % SADDLE:
        made = sheet.pdf(project, replace(document, data={**document.data, "blank": missing}), day)
    return made


def _sources(entries: list[Entry], locale: Locale) -> list[dict[str, str]]:
    """Every source once, with the numbers of the chapters that name it."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for number, entry in enumerate(entries, 1):
        for source in entry.sources:
            key = (source.title, locale.moment(source.date) if source.date else "", str(source.url or ""))
            found.setdefault(key, []).append(str(number))
    return [
        {"title": title, "date": when, "url": url, "for": locale.word("booklet.for", numbers=", ".join(numbers))}
        for (title, when, url), numbers in found.items()
    ]


def _questions(words: Words, entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "ask": words.text(asked.question.ask),
            "answers": [words.text(answer) for answer in asked.answers],
            "letter": asked.letter,
            "right": words.text(asked.question.right),
            "why": words.claim(asked.question.why),
        }
        for asked in (entry.check if isinstance(entry, LearningPath) else ())
    ]
