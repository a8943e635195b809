"""Files with which Visual Studio Code knows the content: schemas, settings, snippets.

Needed on the editor's machine: the extension `redhat.vscode-yaml`, which the files recommend."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from camtay.model.described import Described, Field, kind_names, kinds
from camtay.model.site import Site
from camtay.samples import FOLDERS, Sample, snippet
from camtay.schema import CONTENT, schemas

YAML = "yaml"
"""What VS Code calls the language and the extension that reads it."""

FOLDER = ".vscode"
SCHEMAS = f"{FOLDER}/camtay"
SNIPPETS = f"{FOLDER}/camtay.code-snippets"
SETTINGS = f"{FOLDER}/settings.json"
EXTENSIONS = f"{FOLDER}/extensions.json"
OWN = {SETTINGS, EXTENSIONS}
"""What people add to: written where it is not there yet, and never again."""

_SETTINGS = {
    f"{YAML}.schemas": {
        f"./{SCHEMAS}/{CONTENT}": ["guides/**/*.{yml,yaml}", "!guides/site.yml", "!guides/ui/**", "!guides/style/**"],
        f"./{SCHEMAS}/site.json": "guides/site.yml",
    },
    "yaml.schemaStore.enable": False,
    "yaml.format.enable": False,
    "redhat.telemetry.enabled": False,
    "files.encoding": "utf8",
    "files.insertFinalNewline": True,
    "[yaml]": {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.detectIndentation": False,
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        "editor.snippetSuggestions": "top",
        "editor.unicodeHighlight.ambiguousCharacters": False,
        "editor.unicodeHighlight.invisibleCharacters": True,
    },
}
"""No schema and no figure of use goes over the net; Vietnamese letters are not marked as suspicious."""
_NEW = {"vi": "bài mới", "en": "new entry"}
_ONE = {"vi": "thêm một mục", "en": "one more"}


@dataclass(frozen=True)
class About:
    """What of an instance stands in the files: nothing that changes from entry to entry."""

    locales: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    places: tuple[str, ...] = ()
    area: Mapping[str, Mapping[str, str]] | None = None

    @classmethod
    def of(cls, site: Site, places: Sequence[str] = ()) -> About:
        return cls(
            tuple(site.locales),
            tuple(topic.id for topic in site.topics),
            tuple(audience.id for audience in site.audiences),
            tuple(places),
            {"now": site.area.now.root, "before": site.area.before.root},
        )

    @property
    def words(self) -> str:
        """The language of labels and hints."""
        return "vi" if self.locales[0] == "vi" else "en"


def files(about: About) -> dict[str, bytes]:
    """Every file by its path in the project."""
    found = {f"{SCHEMAS}/{name}": data for name, data in schema_files(about).items()}
    found[SNIPPETS] = _json(dict(snippets(about)))
    found[SETTINGS] = _json(_SETTINGS)
    found[EXTENSIONS] = _json({"recommendations": ["redhat.vscode-yaml"]})
    return found


def schema_files(about: About) -> dict[str, bytes]:
    """The schemas by name."""
    known = {"topic": about.topics, "audience": about.audiences, "place": about.places}
    return schemas(about.locales, known, about.words)


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


# ---------------------------------------------------------------- snippets
def snippets(about: About) -> Iterator[tuple[str, Any]]:
    """Name → snippet: a whole file of each kind, then an item of each sort of list."""
    for kind in FOLDERS:
        sample = Sample(kind, "ten-bai", date(2000, 1, 1), about.locales, area=about.area or {})
        name = f"{kind_names(kind)[about.words]}: {_NEW[about.words]}"
        yield _one(name, [f"{kind}-new", f"{FOLDERS[kind]}-moi"], snippet(sample, about.topics, about.audiences))
    told: set[str] = set()
    for described in kinds().values():
        for field, record in _lists(described):
            if record.name not in told:
                told.add(record.name)
                body = "\n".join(_Skeleton(about).item(record)) + "\n"
                name = f"{field.label[about.words]}: {_ONE[about.words]}"
                yield _one(f"{name} ({field.name})", [f"{field.name}-add"], body)


def _one(name: str, prefixes: list[str], body: str) -> tuple[str, Any]:
    return name, {"scope": "yaml", "prefix": prefixes, "body": body.split("\n"), "description": name}


def _lists(described: Described) -> Iterator[tuple[Field, Described]]:
    for field in described.fields:
        if field.record:
            if field.many:
                yield field, field.record
            yield from _lists(field.record)


class _Skeleton:
    """What has to be filled in of a record, with stops for the Tab key."""

    def __init__(self, about: About) -> None:
        self.about, self.number = about, 0

    def item(self, record: Described) -> list[str]:
        lines = self.record(record)
        return ["- " + lines[0], *(f"  {line}" for line in lines[1:])]

    def record(self, record: Described) -> list[str]:
        lines = self.texts(record.name) if record.beside else []
        for field in record.fields:
            if field.required:
                lines += self.field(field)
        if any(field.refers == "source" for field in record.fields):
            lines.append(f"sources: [{self.stop('nguon')}]")
        return lines or [f"{record.fields[0].name}: {self.stop('')}"]

    def field(self, field: Field) -> list[str]:
        if field.sort in ("text", "record"):
            inner = self.record(field.record) if field.record else self.texts(field.label[self.about.words])
            if field.many:
                inner = ["- " + inner[0], *(f"  {line}" for line in inner[1:])]
            return [f"{field.name}:", *(f"  {line}" for line in inner)]
        value = self.stop(field.form.example or field.label[self.about.words])
        quoted = f'"{value}"' if field.form.name not in ("id", "whole", "decimal") else value
        return [f"{field.name}: [{quoted}]" if field.many else f"{field.name}: {quoted}"]

    def texts(self, label: str) -> list[str]:
        return [f'{tag}: "{self.stop(tag)}"' for tag in self.about.locales]

    def stop(self, words: str) -> str:
        self.number += 1
        return f"${{{self.number}:{words}}}"
