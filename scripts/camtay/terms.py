"""Words of the glossary in the HTML of texts: one pattern for each locale, each text looked through once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from camtay.model.glossary import Glossary

Span = tuple[int, int, str]
"""Start and end in the HTML, and the id of the word."""
_CLOSED = ("a", "code")
"""Elements in which no link may begin."""


class Finder:
    """Finds the words of a glossary in one locale."""

    def __init__(self, glossary: Glossary, locale: str) -> None:
        self.terms = {term.id: term for term in glossary.terms}
        self.forms = {form: term.id for term in reversed(glossary.terms) for form in term.forms(locale)}
        self.forms |= {form[0].upper() + form[1:]: id_ for form, id_ in self.forms.items() if form[0].islower()}
        longest = sorted(self.forms, key=lambda form: (-len(form), form))
        words = "|".join(map(re.escape, longest)) or "(?!)"
        self._pattern = re.compile(rf"<(/?)([a-z0-9]+)[^>]*>|(?<![\w&#])({words})(?!\w)")
        self._any = re.compile(words)
        self.spans: Callable[[str], tuple[Span, ...]] = lru_cache(maxsize=4_000)(self._spans)

    def _spans(self, html: str) -> tuple[Span, ...]:
        """Every word in the text of a piece of HTML, but for links and code."""
        return tuple(self._found(html)) if self._any.search(html) else ()

    def _found(self, html: str) -> Iterator[Span]:
        inside = 0
        for found in self._pattern.finditer(html):
            closing, element, word = found.groups()
            if word is None:
                if element in _CLOSED:
                    inside += -1 if closing else 1
            elif not inside:
                yield found.start(), found.end(), self.forms[word]
