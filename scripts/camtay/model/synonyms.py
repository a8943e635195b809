"""`guides/synonyms.yml`: what people call a thing, and the entries that they mean by it. For the search page only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from camtay.model.fields import Id, Line, Record, one_or_many
from camtay.model.glossary import by_locale

WordsByLocale = Annotated[dict[str, tuple[Line, ...]], BeforeValidator(by_locale)]


class Called(Record):
    """A group of words that mean the same entries, the best of which stands first."""

    words: WordsByLocale = Field(min_length=1)
    """Locale → words, as people type them, with or without accents."""
    entries: Annotated[tuple[Id, ...], BeforeValidator(one_or_many)] = Field(min_length=1)


class Synonyms(Record):
    """All groups."""

    kind: Literal["synonyms"]
    groups: tuple[Called, ...] = Field(min_length=1)
