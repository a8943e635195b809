"""guides/ → records: reads every file, reports every problem of every file together."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from camtay import markup, yaml_file
from camtay.errors import Problem
from camtay.model.entries import KINDS, Alley, AlleyFields, Entry, Places, Village
from camtay.model.site import Site
from camtay.text import legacy_encoding, nearest
from camtay.yaml_file import Document, Path_

FOLDER = "guides"
SITE = f"{FOLDER}/site.yml"
PLACES = f"{FOLDER}/places.yml"
M = TypeVar("M", bound=BaseModel)

_SIMPLE = {
    "literal_error": "field.choice",
    "enum": "field.choice",
    "string_type": "field.text",
    "string_too_short": "field.empty",
    "too_short": "field.empty",
    "tuple_type": "field.list",
    "dict_type": "field.mapping",
    "model_type": "field.mapping",
    "model_attributes_type": "field.mapping",
    "text_shape": "text.shape",
    "text_words": "text.words",
    "text_long": "text.long",
    "date_form": "date.form",
    "date_impossible": "date.impossible",
    "date_partial": "date.partial",
    "number_whole": "number.whole",
    "number_decimal": "number.decimal",
    "phone": "phone.form",
    "phone_source": "phone.source",
    "url": "url.form",
    "id": "id.form",
    "base_url": "site.base_url",
    "host": "site.host",
    "locale_tag": "site.locale",
    "locale_twice": "site.locale_twice",
    "coordinates_swapped": "coordinates.swapped",
    "coordinates_outside": "coordinates.outside",
}


@dataclass
class Source:
    """What was read: records by id, the document of each, and the problems so far."""

    entries: dict[str, Entry] = field(default_factory=dict)
    documents: dict[str, tuple[Document, Path_]] = field(default_factory=dict)
    """Entry id → its document and the path of the entry inside it."""
    site: Site | None = None
    places: Places | None = None
    problems: list[Problem] = field(default_factory=list)
    ui: dict[str, dict[str, str]] = field(default_factory=dict)
    """The instance's own interface words by locale (`guides/ui/LOCALE.yml`)."""


def read(root: Path) -> Source:
    """Read `guides/` of a project. Raises nothing for bad content: see `.problems`."""
    source = Source()
    folder = root / FOLDER
    site_document = yaml_file.read(folder / "site.yml", SITE)
    source.problems += site_document.problems
    locales: tuple[str, ...] = ("vi", "en")
    if isinstance(site_document.data, dict):
        named = site_document.data.get("locales")
        if isinstance(named, list) and named and all(isinstance(tag, str) for tag in named):
            locales = tuple(named)
        source.problems += text_problems(site_document, locales) + source_references(site_document)
    if site_document.data is not None:
        source.site = validate(Site, site_document, locales, source.problems)
    for path in _files(folder, root, source.problems):
        name = path.relative_to(root).as_posix()
        if name == SITE:
            continue
        document = yaml_file.read(path, name)
        source.problems += document.problems
        if name.startswith(f"{FOLDER}/ui/"):
            _read_words(source, document, path.stem)
        elif document.data is not None:
            _read_entry(source, document, locales)
    return source


def _files(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Path]:
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden:
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            problems.append(Problem("file.outside", name))
        elif path.is_file() and path.suffix in (".yml", ".yaml"):
            yield path


def _read_words(source: Source, document: Document, tag: str) -> None:
    if isinstance(document.data, dict):
        words = {str(k): v for k, v in document.data.items() if isinstance(v, str)}
        source.ui[tag] = words
        for key in document.data:
            if key not in words:
                source.problems.append(document.problem("field.text", (key,), value=str(document.data[key])))


def _read_entry(source: Source, document: Document, locales: tuple[str, ...]) -> None:
    data = document.data
    if not isinstance(data, dict):
        source.problems.append(document.problem("field.mapping", ()))
        return
    source.problems += text_problems(document, locales)
    if document.file == PLACES:
        source.places = validate(Places, document, locales, source.problems)
        return
    kind = data.get("kind")
    if kind not in KINDS:
        code = "kind.unknown" if isinstance(kind, str) else "kind.missing"
        best = nearest(str(kind), list(KINDS)) or "guide"
        source.problems.append(document.problem(code, ("kind",), value=str(kind), nearest=best, known=", ".join(KINDS)))
        return
    source.problems += source_references(document)
    entry = validate(KINDS[kind], document, locales, source.problems)
    if entry is None:
        return
    _add(source, entry, document, ())
    if isinstance(entry, Village):
        for number, fields in enumerate(entry.alleys, 1):
            _add(source, alley_of(entry, fields, number, locales), document, ("alleys", number - 1))


def _add(source: Source, entry: Entry, document: Document, path: Path_) -> None:
    if entry.id in source.entries:
        other, other_path = source.documents[entry.id]
        line = other.place((*other_path, "id"))[0]
        source.problems.append(
            document.problem("id.duplicate", (*path, "id"), id=entry.id, other=f"{other.file}:{line}")
        )
        return
    source.entries[entry.id] = entry
    source.documents[entry.id] = (document, path)


def alley_of(village: Village, fields: AlleyFields, number: int, locales: tuple[str, ...]) -> Alley:
    """The alley as an entry: what it does not say itself is its village's."""
    own = {name: getattr(fields, name) for name in AlleyFields.model_fields}
    own["summary"] = fields.summary or village.summary
    return Alley(
        **own,
        village=village.id,
        number=number,
        reviewed=village.reviewed,
        sources=village.sources,
        place=village.place,
        address=village.address,
        phones=village.phones,
    )


# ---------------------------------------------------------------- faults of a record
def validate(model: type[M], document: Document, locales: tuple[str, ...], problems: list[Problem]) -> M | None:
    """The record, or None with its problems added, each at its place in the file."""
    try:
        return model.model_validate(document.data, context={"locales": locales})
    except ValidationError as error:
        problems += (_problem(model, document, detail, locales) for detail in error.errors(include_url=False))
        return None


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails, locales: tuple[str, ...]) -> Problem:
    loc: Path_ = tuple(detail["loc"])
    path = tuple(part for part in loc if part != "text" or loc in document.marks)
    kind = detail["type"]
    context = {key: value for key, value in detail.get("ctx", {}).items() if isinstance(value, str | int)}
    value = detail["input"]
    params: dict[str, Any] = {"value": value if isinstance(value, str) else "", "good": "", **context}
    if kind == "missing":
        if path and path[-1] not in ("text",):
            return document.problem("field.missing", path, name=path[-1])
        return document.problem("text.source", path, locale=locales[0])
    if kind == "extra_forbidden":
        name = str(path[-1])
        inner = _model_at(model, loc[:-1])
        known = sorted(set(inner.model_fields) - {"text"}) if inner else []
        if inner and "text" in inner.model_fields:
            known += locales
        best = nearest(name, known)
        if best:
            return document.problem("field.unknown", path, name=name, nearest=best)
        return document.problem("field.unknown_far", path, name=name, known=", ".join(known))
    if kind == "text_locale":
        key = str(context["key"])
        return document.problem("text.locale", (*path, key), name=key, known=", ".join(locales))
    if kind == "text_source":
        return document.problem("text.source", path, locale=locales[0])
    if kind == "text_long":
        path = (*path, str(context["locale"]))
    if kind in ("literal_error", "enum"):
        choices = [c.strip("' ") for c in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        params |= {"known": ", ".join(choices), "nearest": nearest(str(value), choices) or choices[0]}
    if kind == "phone" and isinstance(value, str) and value.isdigit() and len(value) == 9:
        params["good"] = "0" + value
    if kind not in _SIMPLE:
        return document.problem("field.other", path, value=str(value)[:60], detail=detail["msg"])
    return document.problem(_SIMPLE[kind], path, **params)


def _model_at(model: type[BaseModel], loc: Path_) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int):
            continue
        if found is None or part not in found.model_fields:
            return None
        found = _record_in(found.model_fields[part].annotation)
    return found


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((hit for part in typing.get_args(annotation) if (hit := _record_in(part))), None)


# ---------------------------------------------------------------- faults of texts and references
def _mappings(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _mappings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _mappings(value, (*path, index))


def text_problems(document: Document, locales: tuple[str, ...]) -> list[Problem]:
    """Faults inside texts: missing translations, markup that is not allowed, legacy encodings."""
    problems: list[Problem] = []
    for path, mapping in _mappings(document.data):
        written = [tag for tag in locales if isinstance(mapping.get(tag), str) and mapping[tag].strip()]
        if not written:
            continue
        missing = [tag for tag in locales if tag not in written] if locales[0] in written else []
        problems += (document.problem("text.translation", path, "warning", locale=tag) for tag in missing)
        for tag in written:
            words = mapping[tag]
            problems += (document.problem(f.code, (*path, tag), found=f.found) for f in markup.faults(words))
            if tag == "vi" and (name := legacy_encoding(words)):
                problems.append(document.problem("text.legacy", (*path, tag), name=name, found=words[:30]))
    return problems


def source_references(document: Document) -> list[Problem]:
    """Claims that name a source which the entry does not list; sources listed twice."""
    problems: list[Problem] = []
    listed = document.data.get("sources")
    ids = [s.get("id") for s in listed if isinstance(s, dict)] if isinstance(listed, list) else []
    for index, name in enumerate(ids):
        if name in ids[:index]:
            problems.append(document.problem("source.twice", ("sources", index, "id"), id=name))
    for path, mapping in _mappings(document.data):
        named = mapping.get("sources")
        if not path or not isinstance(named, list):
            continue
        for index, name in enumerate(named):
            if isinstance(name, str) and name not in ids:
                best = nearest(name, [i for i in ids if isinstance(i, str)])
                problems.append(
                    document.problem(
                        "source.unknown", (*path, "sources", index), id=name, nearest=best or (ids or ["…"])[0]
                    )
                )
    return problems
