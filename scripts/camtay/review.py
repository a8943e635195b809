"""What an editor must confirm locally: claims from memory, unsure ones that are held back, open questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from camtay import parts
from camtay.locales import Locale
from camtay.model.entries import Alley, Entry
from camtay.model.evidence import evidence
from camtay.project import Project
from camtay.yaml_file import Document, Path_, dotted

REASONS = ("confirm", "overdue", "unsure", "unsourced", "memory")
"""Most urgent first: a question that somebody wrote down, a review that is late, a claim that is held back, one that
names no source, one that is common knowledge."""


@dataclass(frozen=True)
class Question:
    """One thing to confirm; `reason` is of `REASONS`, `text` is in the source locale."""

    entry: str
    """Empty for the site's own texts and the glossary."""
    file: str
    line: int
    path: str
    """Where in the data: `steps[2].note`."""
    part: str
    """The same in the words of the pages: `Bước 3`; may be empty."""
    reason: str
    text: str
    """Of a late review, its last day."""
    days: int = 0
    """By how many days a review is late."""


def questions(project: Project, locale: Locale | None = None) -> list[Question]:
    """All open questions, by file, then by urgency, then by line. Parts are named in `locale`, else the source's."""
    words = locale or project.source_locale
    found = [q for id_ in project.documents for q in _of_entry(project, words, id_)]
    for document in project.common:
        found += _of_common(document, project.source_locale.tag)
    return sorted(found, key=lambda q: (q.file, q.entry, REASONS.index(q.reason), q.line, q.path))


def _of_common(document: Document, tag: str) -> Iterator[Question]:
    """Of the site's own texts and of the glossary, where a part is called by its word."""
    for path, reason, text in _walk(document.data, (), tag):
        title = _at(document, path).get("title") if isinstance(_at(document, path), dict) else None
        yield Question("", document.file, document.place(path)[0], dotted(path), _text(title, tag), reason, text)


def _of_entry(project: Project, locale: Locale, id_: str) -> Iterator[Question]:
    document, base = project.documents[id_]
    entry = project.entries[id_]
    tag = project.source_locale.tag

    def ask(path: Path_, reason: str, text: str, days: int = 0) -> Question:
        own = path[len(base) :]
        part = parts.name(locale, entry, own) if own else ""
        return Question(id_, document.file, document.place(path)[0], dotted(path), part, reason, text, days)

    if project.overdue(entry) and not isinstance(entry, Alley):  # an alley's review is its village's
        days = (project.day - project.due(entry)).days
        yield ask((*base, "reviewed"), "overdue", locale.day(entry.reviewed), days)
    data = _at(document, base)
    for path, reason, text in _walk(data, base, tag):
        yield ask(path, reason, text)
    for part in _unsourced(entry):
        yield ask((*base, *part), "unsourced", _text(_at(document, (*base, *part)), tag))


def _unsourced(entry: Entry) -> list[Path_]:
    """Claims of its own that an entry states as verified without a source."""
    inherited = ("phones", "address") if isinstance(entry, Alley) else ()
    return [part for part in evidence(entry).unsourced if part[0] not in inherited]


def _at(document: Document, path: Path_) -> Any:
    data = document.data
    for part in path:
        data = data[part]
    return data


def _text(data: Any, locale: str) -> str:
    """What a claim says, in the source locale; of a position, its numbers."""
    if not isinstance(data, dict):
        return ""
    now = data.get("now")
    said = data.get(locale) or (now.get(locale) if isinstance(now, dict) else "")
    return str(said or (f"{data.get('lat')}, {data.get('lon')}" if "lat" in data else ""))


def _walk(data: Any, path: Path_, locale: str) -> Iterator[tuple[Path_, str, str]]:
    if isinstance(data, dict):
        if data.get("confidence") in ("memory", "unsure"):
            yield path, str(data["confidence"]), _text(data, locale)
        for key, value in data.items():
            if key == "alleys":
                continue  # entries of their own
            if key == "confirm" and isinstance(value, list):
                for index, line in enumerate(value):
                    yield (*path, key, index), "confirm", str(line)
            else:
                yield from _walk(value, (*path, key), locale)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, (*path, index), locale)


# ---------------------------------------------------------------- what the calendar brings
@dataclass(frozen=True, order=True)
class Turn:
    """A day on which an entry is published, or the last one on which it is valid."""

    day: date
    what: Literal["begins", "ends"]
    entry: str


def turns(project: Project, days: int = 30) -> list[Turn]:
    """What begins or ends within so many days, today included; alleys with their village. Needs a project that was
    read with its drafts."""
    last = project.day + timedelta(days=days)
    own = [entry for entry in project.entries.values() if not isinstance(entry, Alley)]
    begin = (Turn(e.begins, "begins", e.id) for e in own if project.day < e.begins <= last)
    end = (Turn(e.valid_until, "ends", e.id) for e in own if e.valid_until and project.day <= e.valid_until <= last)
    return sorted([*begin, *end])
