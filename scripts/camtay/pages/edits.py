"""What was edited since the last build, and whether a list shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from camtay.model.entries import Entry

NAMES: frozenset[str] = frozenset({"title", "short"})
"""What a line of a list shows of an entry."""
CARD: frozenset[str] = NAMES | {"summary"}
"""What a card shows of it."""


@dataclass(frozen=True)
class Edits:
    """Entry → which of its words (`shape.WORDS`) are others now; or `everything` counts as edited."""

    words: Mapping[str, Set[str]] = field(default_factory=dict)
    everything: bool = False

    def any(self, words: Set[str]) -> bool:
        """Whether any of these words of any entry is another."""
        return self.everything or any(words & own for own in self.words.values())

    def shown_by(self, entries: Iterable[Entry], words: Set[str]) -> bool:
        """Whether a list of these entries that shows these words of them is another."""
        if self.everything:
            return True
        of = {name for name, own in self.words.items() if words & own}
        return bool(of) and any(entry.id in of for entry in entries)


EVERYTHING = Edits(everything=True)
