"""Until when others look after what this package stands on. A frozen table: nothing is asked over the network.

Sources: https://devguide.python.org/versions/ for Python (the last day of the month that is named there);
the release notes of mkdocs-material 9.8.1 for its last day; MkDocs 1.x has had no release since 1.6.1 of 2024-08-30.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

READ_ON = date(2026, 11, 22)
"""The day on which these lines were right; the table itself is old after a year."""
PYTHON = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
"""Versions of Python on which the package was tried or is expected to run → their last security update."""


class End(NamedTuple):
    """A package and the last day of its care; what goes on in its place."""

    name: str
    until: date
    instead: str


ENDS = (
    End("mkdocs", date(2024, 8, 30), "properdocs"),
    End("mkdocs-material", date(2027, 5, 5), "mkdocs-materialx"),
)
"""The site builds under the packages named in their place as well; `.ci/run` does so with every change."""
