"""Data of a file → a record, or its faults, each at its place in the file."""

from __future__ import annotations

import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from camtay.errors import Problem
from camtay.text import nearest
from camtay.yaml_file import Document, Path_

M = TypeVar("M", bound=BaseModel)
_SIMPLE = {
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
    "phone_zero": "phone.zero",
    "phone_unsure": "phone.unsure",
    "phone_source": "phone.source",
    "url": "url.form",
    "url_host": "link.host",
    "id": "id.form",
    "base_url": "site.base_url",
    "host": "site.host",
    "editor_server": "editor.server_missing",
    "locale_tag": "site.locale",
    "locale_twice": "site.locale_twice",
    "audio_shape": "audio.shape",
    "audio_licence": "audio.licence",
    "coordinates_swapped": "coordinates.swapped",
    "coordinates_outside": "coordinates.outside",
    "question_count": "question.count",
    "question_wrong": "question.wrong",
    "question_same": "question.same",
    "stop_what": "stop.what",
    "route_short": "route.short",
}


def validate(model: type[M], document: Document, locales: tuple[str, ...], problems: list[Problem]) -> M | None:
    """The record, or None with its problems added, each at its place in the file."""
    try:
        return model.model_validate(document.data, context={"locales": locales})
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A list whose items were refused is also too short for pydantic; it is not empty for who wrote it.
        told = (detail for detail in details if detail["type"] != "too_short" or not detail["input"])
        problems += (_problem(model, document, detail, locales) for detail in told)
        return None


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails, locales: tuple[str, ...]) -> Problem:
    loc: Path_ = tuple(detail["loc"])
    kind = detail["type"]
    if kind == "claim_text":
        loc, kind = (*loc, "text"), "extra_forbidden"
    # `Claim` lifts its locales into a field `text`, which is a place of the file only where somebody wrote it.
    path = tuple(part for i, part in enumerate(loc) if part != "text" or loc[: i + 1] in document.marks)
    context = {key: value for key, value in detail.get("ctx", {}).items() if isinstance(value, str | int)}
    value = detail["input"] if isinstance(detail["input"], str) else ""
    if kind == "missing":
        return document.problem("field.missing", path, name=path[-1])
    if kind == "extra_forbidden":
        return _unknown_field(model, document, loc, path, locales)
    if kind == "text_locale":
        key = str(context["key"])
        return document.problem("text.locale", (*path, key), name=key, known=", ".join(locales))
    if kind == "text_source":
        return document.problem("text.source", path, locale=locales[0])
    if kind in ("literal_error", "enum"):
        choices = [c.strip("' ") for c in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        known = ", ".join(choices)
        if best := nearest(value, choices):
            return document.problem("field.choice", path, value=value, nearest=best, known=known)
        return document.problem("field.choice_far", path, value=value, known=known)
    if kind == "editor_value":
        return document.problem(f"editor.{context['kind']}", path, value=str(context["value"]))
    if kind == "text_words":
        path = (*path, str(context["key"]))
    if kind == "text_long":
        path = (*path, str(context["locale"]))
    if kind not in _SIMPLE:
        return document.problem("field.other", path, value=value[:60], detail=detail["msg"])
    return document.problem(_SIMPLE[kind], path, **{"value": value, **context})


def _unknown_field(
    model: type[BaseModel], document: Document, loc: Path_, path: Path_, locales: tuple[str, ...]
) -> Problem:
    """A field that its record does not have, with the one that was probably meant or else all that there are."""
    name = str(path[-1])
    inner = _model_at(model, loc[:-1])
    known = sorted(set(inner.model_fields) - {"text"}) if inner else []
    if inner and "text" in inner.model_fields:
        known += locales
    if best := nearest(name, known):
        return document.problem("field.unknown", path, name=name, nearest=best)
    return document.problem("field.unknown_far", path, name=name, known=", ".join(known))


def _model_at(model: type[BaseModel], loc: Path_) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    by_key = False  # what stands under each key of a dict is of one sort
    for part in loc:
        if isinstance(part, int) or by_key:
            by_key = False
            continue
        if found is None or part not in found.model_fields:
            return None
        annotation = found.model_fields[part].annotation
        by_key = typing.get_origin(annotation) is dict
        found = _record_in(annotation)
    return found


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((hit for part in typing.get_args(annotation) if (hit := _record_in(part))), None)
