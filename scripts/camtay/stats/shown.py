"""What of a count may be shown: nobody is to be found in it.

A report is printed, posted and forwarded. Counts of 1 to 4 (`LEAST` - 1) are shown as that range, so that nobody who
knows of one scan learns of the next; 0 is shown, since nobody is in it. Where a hidden count could be worked out from
the total, the next smallest is hidden with it (complementary suppression, as offices of statistics do). No table
crosses a sign with an hour, a device or a language, and those three are shown only of `ENOUGH` scans in `DAYS` days or
more: a single evening visit to one alley is nobody's business.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

LEAST = 5
ENOUGH = 50
DAYS = 3
Key = TypeVar("Key", bound=Hashable)


class Shown(NamedTuple):
    """A count between two bounds, both possible; the same twice where it is shown as it is."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> float:
        """For drawing."""
        return (self.low + self.high) / 2

    def text(self, number: str = "{}") -> str:
        """`12`, `1–4`; `number` is how a number is written."""
        low, high = number.format(self.low), number.format(self.high)
        return low if self.exact else f"{low}–{high}"


def one(value: int) -> Shown:
    """A count that stands alone."""
    return Shown(1, LEAST - 1) if 0 < value < LEAST else Shown(value, value)


def table(values: Mapping[Key, int]) -> dict[Key, Shown]:
    """Counts whose sum is shown too."""
    found = {key: one(value) for key, value in values.items()}
    hidden = [key for key, shown in found.items() if not shown.exact]
    total = sum(values[key] for key in hidden)
    # With one hidden count, or with all at one end of the range, the sum gives them away.
    if hidden and (len(hidden) == 1 or total in (len(hidden), len(hidden) * (LEAST - 1))):
        others = sorted((value, str(key), key) for key, value in values.items() if value >= LEAST)
        if others:
            value, _, key = others[0]
            both = total + value
            found[key] = Shown(both - len(hidden) * (LEAST - 1), both - len(hidden))
    return found
