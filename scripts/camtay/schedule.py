"""Entries that are not out yet, or no longer valid.

Time alone must never turn a sound project into a faulty one: what must hold today is asked of every later day too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from camtay.errors import Problem
from camtay.ledger import Ledger
from camtay.model.entries import Alley, Entry, references
from camtay.source import Source
from camtay.yaml_file import Document, Path_


def hidden_on(source: Source, day: date) -> frozenset[str]:
    """Ids of the entries that are drafts on a day."""
    return frozenset(id_ for id_, entry in source.entries.items() if entry.begins > day)


def schedule_problems(source: Source, ledger: Ledger | None, day: date) -> list[Problem]:
    """Drafts that an issued code or a published page leads to; days and successors that make no sense."""
    problems = [*_reference_problems(source, day), *(_code_problems(source, ledger, day) if ledger else ())]
    for id_, entry in source.entries.items():
        if not isinstance(entry, Alley):  # an alley's days are its village's
            problems += _date_problems(source, source.documents[id_][0], entry)
    return problems


def _code_problems(source: Source, ledger: Ledger, day: date) -> Iterator[Problem]:
    for code in ledger.codes.values():
        entry = dict.get(source.entries, code.entry)
        if entry and entry.begins > day:
            document, _ = source.documents[entry.id]
            field = "status" if entry.status == "draft" else "publish_from"
            yield document.problem("draft.coded", (field,), id=entry.id, code=code.code, field=field)


def _reference_problems(source: Source, day: date) -> Iterator[Problem]:
    """Entries that are still drafts when the page that names them is out."""
    named: list[tuple[Document, Path_, str, date]] = []
    for index, name in enumerate(source.site.featured if source.site else ()):
        named.append((source.site_document, ("featured", index), name, day))
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        if entry.begins < date.max:
            named += ((document, (*base, *path), name, max(day, entry.begins)) for path, name in references(entry))
    for document, path, name, out in named:
        found = dict.get(source.entries, name)
        begins = found.begins if found else date.min
        if begins == date.max:
            yield document.problem("draft.reference", path, name=name)
        elif begins > out:
            yield document.problem("draft.later", path, name=name, day=begins.isoformat())


def _date_problems(source: Source, document: Document, entry: Entry) -> Iterator[Problem]:
    if entry.valid_until and entry.publish_from and entry.valid_until < entry.publish_from:
        days = {"first": entry.publish_from.isoformat(), "last": entry.valid_until.isoformat()}
        yield document.problem("schedule.order", ("valid_until",), **days)
    if entry.successor is None:
        return
    if entry.valid_until is None:
        yield document.problem("schedule.successor", ("successor",), name=entry.successor)
    seen, following = {entry.id}, entry.successor
    while (found := dict.get(source.entries, following)) and following not in seen:
        seen.add(following)
        following = found.successor or ""
    if following == entry.id:
        yield document.problem("schedule.circle", ("successor",), name=entry.successor)
