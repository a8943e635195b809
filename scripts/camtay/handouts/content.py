"""What a class is given of a guide or a learning path: plain words in one locale, and where each of them is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from camtay.locales import Locale
from camtay.markup import plain
from camtay.model.entries import Entry, Guide, LearningPath
from camtay.model.fields import Record, Text
from camtay.project import Project
from camtay.signs.document import guide_text
from camtay.yaml_file import Path_

WORDS = (
    "guide.audience", "guide.scams", "course.course", "course.lesson", "course.outcomes", "course.questions",
    "course.questions_paper", "course.answers", "course.script", "course.script_how", "course.sheet",
    "course.sheet_paper", "course.name", "course.date", "course.team", "course.guide",
)  # fmt: skip
"""Words of the interface that stand on handouts."""

IN_COURSE = ("guide.prerequisites", "guide.steps", "guide.scams")
"""What a course says of each guide; the guide's own handout says the rest."""


def of_guide(guide: Guide, locale: Locale) -> dict[str, Any]:
    """One lesson: its text for large print, and its steps one by one for slides."""

    def say(text: Text) -> str:
        return plain(text.in_(locale.tag).text)

    steps = [{"text": say(step.text), "note": say(step.note.text) if step.note else ""} for step in guide.steps]
    return {
        **guide_text(guide, locale),
        "name": say(guide.name),
        "steps": steps,
        "warnings": [say(claim.text) for claim in guide.scams],
    }


def of_entry(project: Project, entry: Guide | LearningPath, locale: Locale) -> dict[str, Any]:
    """Everything that the templates read. A guide is a course of one lesson without questions."""

    def say(text: Text) -> str:
        return plain(text.in_(locale.tag).text)

    path = entry if isinstance(entry, LearningPath) else None
    guides = [entry] if isinstance(entry, Guide) else [project.entry(id_, Guide) for id_ in entry.guides]
    lessons = [of_guide(guide, locale) for guide in guides]
    if path:
        for lesson, made in zip(path.course, lessons, strict=True):
            made["parts"] = [part for part in made["parts"] if part["name"] in IN_COURSE]
            made["reason"] = say(lesson.reason) if lesson.reason else made["summary"]
    audiences = {term.id: say(term.title) for term in project.site.audiences}
    return {
        "words": {key.partition(".")[2]: locale.word(key) for key in WORDS},
        "locales": [locale.tag],
        "trust": [locale.word("sign.trust")],
        "scan": locale.word("sign.scan"),
        "title": say(entry.title),
        "summary": say(entry.summary),
        "audience": ", ".join(audiences[id_] for id_ in entry.audience),
        "course": path is not None,
        "lessons": lessons,
        "outcomes": [say(claim.text) for claim in path.outcomes] if path else [],
        "script": [say(claim.text) for claim in path.script] if path else [],
        "questions": [
            {
                "ask": say(asked.question.ask),
                "answers": [say(answer) for answer in asked.answers],
                "letter": asked.letter,
                "right": say(asked.question.right),
                "why": say(asked.question.why.text),
            }
            for asked in (path.check if path else [])
        ],
    }


def place_of(project: Project, entry: Guide | LearningPath, locale: Locale, words: str) -> tuple[Entry, Path_] | None:
    """Where a text of a handout is written: the entry, and the place of the text in its locale."""
    guides = entry.guides if isinstance(entry, LearningPath) else ()
    for one in (entry, *(project.entries[id_] for id_ in guides)):
        for path, text in _texts(one, ()):
            found, tag = text.in_(locale.tag)
            if plain(found) == words:
                return one, (*path, tag)
    return None


def _texts(record: Record, path: Path_) -> Iterator[tuple[Path_, Text]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            at = path if name == "text" else (*path, name)  # a claim's words stand beside its other fields
            at = at if index is None else (*at, index)
            if isinstance(item, Text):
                yield at, item
            elif isinstance(item, Record):
                yield from _texts(item, at)
