"""The whole published site as one JSON file, for whoever wants to make something else of it.

Shape, with absent fields where there is nothing to say (texts are `{"vi": …, "en": …}` with the locales in which they
were written; a claim is `{"text": …, "confidence": "verified" | "memory", "sources": [ids of its entry's sources]}`):

- `format` `"camtay"`, `version` 1
- `site`: the fields of `guides/site.yml` that readers see
- `places`: communes with their codes and former units, by id
- `glossary`: words with their explanations, by id
- `entries`, by id: the fields of their kind, `addresses` (locale → page) and `code` where there is one. Villages name
  their `alleys`, which are entries. Pictures and recordings have the `url` where they are published.
- `codes`, by code: `entry`, `address` (what the printed symbol says), `short` (what people type), `retired`

Drafts, claims that are unsure and what editors have still to confirm are not in it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from camtay import audio, media, urls
from camtay.model.entries import Entry, Village
from camtay.model.fields import Coordinates, Picture, Record, Text
from camtay.model.voice import Recording
from camtay.project import Project

NAME = "camtay.json"
VERSION = 1
_NOT_PUBLISHED = frozenset({"confirm", "status", "publish_from", "reads"})
_OF_THE_MACHINE = frozenset({"editor", "review_days", "cards", "emblem", "domain_paid_until"})
_NAMED = frozenset({"related", "nearby", "featured", "guide", "successor"})
"""Fields that may name an entry which is not published."""


def data(project: Project) -> dict[str, Any]:
    """The site as plain values; see the module for their shape."""
    site = _record(project, project.site)
    terms = project.glossary.terms if project.glossary else ()
    found: dict[str, Any] = {
        "format": "camtay",
        "version": VERSION,
        "site": {name: value for name, value in site.items() if name not in _OF_THE_MACHINE},
        "places": [_record(project, project.places[id_]) for id_ in sorted(project.places)],
        "glossary": [_record(project, term) for term in sorted(terms, key=lambda term: term.id)],
        "entries": [_entry(project, project.entries[id_]) for id_ in sorted(project.entries)],
        "codes": [
            {
                "code": code.code,
                "entry": code.entry,
                "address": urls.payload(project.site, code.code),
                "short": urls.short_url(project.site, code.code),
                "retired": code.retired is not None,
            }
            for code in sorted(project.ledger.codes.values(), key=lambda code: code.code)
        ],
    }
    return found


def json_file(project: Project) -> bytes:
    """The same as UTF-8, keys sorted: the same content gives the same bytes."""
    return (json.dumps(data(project), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _entry(project: Project, entry: Entry) -> dict[str, Any]:
    found = _record(project, entry)
    if isinstance(entry, Village) and entry.alleys:
        found["alleys"] = [alley.id for alley in entry.alleys if alley.id in project.entries]
    found["addresses"] = {tag: urls.absolute(project.site, path) for tag, path in project.urls(entry).items()}
    if code := project.code_of(entry):
        found["code"] = code.code
    return found


def _record(project: Project, record: Record) -> dict[str, Any]:
    """The fields of a record that have something to say."""
    found: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _NOT_PUBLISHED or (isinstance(record, Coordinates) and name == "note"):
            continue
        if name in _NAMED:
            value = _published(project, value)
        made = _value(project, value)
        if made not in (None, [], {}, ""):
            found[name] = made
    if isinstance(record, Picture):
        found["url"] = urls.absolute(project.site, media.asset(project.root, record.file).path)
    if isinstance(record, Recording):
        found["url"] = urls.absolute(project.site, audio.sound(project.root, record.file).path)
    return found


def _published(project: Project, named: Any) -> Any:
    if isinstance(named, tuple):
        return tuple(id_ for id_ in named if id_ in project.entries)
    return named if named in project.entries else None


def _value(project: Project, value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.root)
    if isinstance(value, Record):
        return _record(project, value)
    if isinstance(value, dict):
        return {key: _value(project, item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_value(project, item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
