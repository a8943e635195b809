"""Words that the style check knows in one locale: `templates/style/LOCALE.yml`, more in `guides/style/LOCALE.yml`."""

from __future__ import annotations

from camtay.model.fields import Line, Record


class StyleWords(Record):
    """All in small letters but `abbreviations` and `stops`; a phrase of several words is one item."""

    verbs: tuple[Line, ...] = ()
    """What a step may begin with."""
    before: tuple[Line, ...] = ()
    """What may stand before that verb: `hãy`, `do not`."""
    joins: tuple[Line, ...] = ()
    """What makes a second action of a verb that follows: `rồi`, `and`."""
    stops: tuple[Line, ...] = ()
    """Words whose full stop ends no sentence: `TP.`, `e.g.`"""
    abbreviations: tuple[Line, ...] = ()
    """Capitals that everybody knows."""

    def and_(self, other: StyleWords) -> StyleWords:
        """The words of both."""
        both = {name: (*getattr(self, name), *getattr(other, name)) for name in StyleWords.model_fields}
        return StyleWords(**both)
