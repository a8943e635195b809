"""`guides/glossary.yml`: technical words with a plain explanation in every locale."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from camtay.model.fields import Claim, Day, Id, Line, Record, Source, Text, locales_of, one_or_many


def by_locale(value: Any, info: ValidationInfo) -> Any:
    """Refuse a mapping with keys that are no locale of the site."""
    unknown = [key for key in value if key not in locales_of(info)] if isinstance(value, dict) else []
    if unknown:
        raise PydanticCustomError("text_locale", "unknown locale {key}", {"key": unknown[0]})
    return value


class GlossaryTerm(Claim):
    """One word: `title` as the list shows it; its own text explains it in a sentence or two."""

    id: Id
    title: Text
    also: Annotated[dict[str, tuple[Line, ...]], BeforeValidator(by_locale)] = Field(default_factory=dict)
    """Locale → further forms that texts use. A form with a small first letter is found with a capital too."""
    only: Annotated[tuple[Line, ...], BeforeValidator(one_or_many)] = ()
    """Locales whose readers need it: `app` is a hard word in Vietnamese villages, not for visitors. Else all."""

    def forms(self, locale: str) -> tuple[str, ...]:
        """How texts in this locale write the word."""
        if self.only and locale not in self.only:
            return ()
        own = (self.title.root[locale],) if locale in self.title.root else ()
        return (*own, *self.also.get(locale, ()))


class Glossary(Record):
    """The words that pages explain where they first use them."""

    kind: Literal["glossary"]
    reviewed: Day | None = None
    sources: tuple[Source, ...] = ()
    terms: tuple[GlossaryTerm, ...] = Field(min_length=1)

    def forms(self, locale: str) -> tuple[str, ...]:
        """Every form of every word in this locale."""
        return tuple(form for term in self.terms for form in term.forms(locale))
