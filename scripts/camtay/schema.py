"""The content model → JSON Schemas (draft-07), with which text editors validate, complete and explain YAML.

A schema takes what `camtay fix` makes of a file: a telephone number is text, since YAML reads a bare one as a number.
What only the whole content can tell (does that guide exist?) is left to `camtay check`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from camtay.model.described import FILES, Described, Field, describe, kind_names, kinds
from camtay.model.form_words import FORM_MESSAGES

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
CONTENT = "content.json"
"""The schema of any file with a `kind`."""
_NUMBERS = {"whole": "integer", "decimal": "number"}
_CHOOSE = {"vi": "Chọn một trong: {choices}", "en": "Choose one of: {choices}"}
_IN_QUOTES = {
    "vi": "Chỗ này là chữ: đặt trong dấu nháy kép, ví dụ \"113\". Máy sửa giúp được: camtay fix",
    "en": "This is text: put it between double quotes, such as \"113\". It can be repaired for you: camtay fix",
}  # fmt: skip


def schemas(
    locales: Sequence[str], known: Mapping[str, Sequence[str]] | None = None, words: str = "vi"
) -> dict[str, bytes]:
    """Name of each file → its JSON.

    `locales` are the site's, source locale first; `known` gives ids to offer by what a field refers to (`topic`,
    `audience`, `place`); labels and hints are in the language `words`, `vi` or `en`."""
    maker = _Maker(tuple(locales), known or {}, words)
    found = {kind: maker.of_file(kind, described) for kind, described in kinds().items()}
    found |= {name: maker.of_file(name, describe(record)) for name, (_, record) in FILES.items()}
    by_name = {f"{name}.json": schema for name, schema in found.items()}
    by_name[CONTENT] = maker.of_any([name for name in found if "kind" in found[name]["properties"]])
    return {
        name: (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode() for name, schema in by_name.items()
    }


class _Maker:
    def __init__(self, locales: tuple[str, ...], known: Mapping[str, Sequence[str]], words: str) -> None:
        self.locales, self.known, self.words = locales, known, words
        self.definitions: Schema = {}

    def of_any(self, names: list[str]) -> Schema:
        """Whatever the word behind `kind:` says."""
        kind = kinds()[names[0]].field("kind")
        titles = [kind_names(name)[self.words] for name in names]
        return {
            "$schema": DRAFT,
            "type": "object",
            "required": ["kind"],
            "properties": {
                "kind": {
                    "title": kind.label[self.words],
                    "description": ", ".join(f"{name}: {title}" for name, title in zip(names, titles, strict=True)),
                    "enum": names,
                    "enumDescriptions": titles,
                    "errorMessage": _CHOOSE[self.words].format(choices=", ".join(names)),
                }
            },
            "allOf": [
                {
                    "if": {"required": ["kind"], "properties": {"kind": {"const": name}}},
                    "then": {"$ref": f"{name}.json"},
                }
                for name in names
            ],
        }

    def of_file(self, name: str, described: Described) -> Schema:
        """One kind of file, with the records inside it as definitions."""
        self.definitions = {}
        schema = self.record(described)
        title = {"title": kind_names(name)[self.words]}
        return {"$schema": DRAFT, **title, **schema, "definitions": dict(sorted(self.definitions.items()))}

    def record(self, described: Described) -> Schema:
        properties = {field.name: self.field(field) for field in described.fields}
        required = [field.name for field in described.fields if field.required]
        if described.beside:
            properties = {**self.texts(0)["properties"], **properties}
            required.insert(0, self.locales[0])
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": required} if required else schema

    def field(self, field: Field) -> Schema:
        """A field with its label and hint."""
        schema = self.item(field)
        if field.many:
            schema = self.several(field, schema)
        if field.by_locale:
            each = dict.fromkeys(self.locales, schema)
            schema = {"type": "object", "properties": each, "additionalProperties": False}
        label = field.label[self.words]
        told = {"title": label, "description": field.hint[self.words] or label}
        if field.default is not None:
            told["default"] = field.default
        return told | schema

    def several(self, field: Field, item: Schema) -> Schema:
        counts = {"minItems": field.least or None, "maxItems": field.most}
        schema: Schema = {"type": "array", "items": item} | {key: n for key, n in counts.items() if n is not None}
        if field.one_allowed:  # a keyword for strings says nothing about arrays, and the other way round
            schema = {**item, **schema, "type": ["array", "string"]}
        return schema

    def item(self, field: Field) -> Schema:
        """One value of a field."""
        if field.sort == "text":
            name = f"Text{field.form.limit or ''}"
            return self.shared(name, lambda: self.texts(field.form.limit))
        if field.sort == "record":
            assert field.record  # noqa: S101 - what `sort` promises
            record = field.record
            return self.shared(record.name, lambda: self.record(record))
        if field.sort == "flag":
            return {"type": "boolean"}
        if field.sort in ("choice", "constant"):
            values = [choice.value for choice in field.choices]
            return {
                "enum": values,
                "enumDescriptions": [choice.label[self.words] for choice in field.choices],
                "errorMessage": _CHOOSE[self.words].format(choices=", ".join(values)),
            }
        return self.scalar(field)

    def scalar(self, field: Field) -> Schema:
        form = field.form
        number = _NUMBERS.get(form.name)
        schema: Schema = {"type": [number, "string"] if number else "string"}
        if number:
            schema["minimum"] = 0 if form.name == "whole" else -180
        if form.pattern:
            schema["pattern"] = form.pattern
        else:
            schema["minLength"] = 1
        if form.limit:
            schema["maxLength"] = form.limit
        if message := FORM_MESSAGES.get(form.name):
            schema["patternErrorMessage"] = message[self.words].format(example=form.example)
        if not number:
            schema["errorMessage"] = _IN_QUOTES[self.words]
        if ids := self.known.get(field.refers):
            schema["examples"] = list(ids)
        elif field.refers == "locale":
            schema["examples"] = list(self.locales)
        return schema

    def texts(self, limit: int) -> Schema:
        """Words in each locale; only those of the source locale are required."""
        one: Schema = {"errorMessage": _IN_QUOTES[self.words]} | ({"maxLength": limit} if limit else {})
        properties = {tag: {"type": ["string", "null"], **one} for tag in self.locales}
        properties[self.locales[0]] = {"type": "string", "minLength": 1, **one}
        return {
            "type": "object",
            "properties": properties,
            "required": [self.locales[0]],
            "additionalProperties": False,
        }

    def shared(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, which is made once."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}
