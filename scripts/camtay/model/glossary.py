"""`guides/glossary.yml`: technical words with a plain explanation in every locale."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from camtay.model.fields import Claim, Day, Id, Line, Record, Source, Text


class GlossaryTerm(Claim):
    """One word: `title` as the list shows it; its own text explains it in a sentence or two."""

    id: Id
    title: Text
    also: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """Locale → further forms that texts use. A form with a small first letter is found with a capital too."""

    def forms(self, locale: str) -> tuple[str, ...]:
        """How texts in this locale write the word."""
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
