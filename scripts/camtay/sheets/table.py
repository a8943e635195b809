"""What a sheet is about: its columns, and the items that its rows stand for, wherever they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from camtay.errors import Problem
from camtay.project import Project
from camtay.sheets.columns import Column, form
from camtay.yaml_file import Path_

Values = Mapping[str, str]
"""Column key → a cell's fixed form."""
Drafts = Mapping[str, bytes]
"""File name → what it would hold."""


def same(path: Path_) -> Path_:
    """Where a column's value stands in most rows: where the column says."""
    return path


@dataclass(frozen=True)
class Item:
    """A mapping in a YAML file that a row stands for."""

    file: str
    base: Path_
    """Where the mapping stands in its file."""
    data: Any
    """As `yaml_file` gives it; None where nothing is written there yet."""
    values: dict[str, str]
    """By column key; also those of columns for reading only."""
    place: Callable[[Path_], Path_ | None] = field(default=same, compare=False)
    """A column's path → that in the mapping; None where the item can't have it."""


@dataclass(frozen=True)
class Target:
    """Where a new item goes: behind the items of the list at `base`, into the mapping there, or into a new file."""

    file: str
    base: Path_
    sort: Literal["list", "mapping", "file"] = "list"
    data: dict[str, Any] = field(default_factory=dict)
    """What it says beside its cells."""
    place: Callable[[Path_], Path_ | None] = field(default=same, compare=False)


@dataclass(frozen=True)
class Table:
    """One kind's sheet. Functions take a row's values, complete with what the row left to us."""

    kind: str
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    order: tuple[str, ...]
    """Of keys, for new ones."""
    name: Callable[[Values], str]
    """What makes two rows the same item where nothing else tells."""
    target: Callable[[Values], Target]
    """Where a new item goes."""
    check: Callable[[Drafts], tuple[tuple[Item, ...] | None, list[Problem]]]
    """The items and every problem of the project with files changed; no items where the problems are errors."""
    complete: Callable[[Values], dict[str, str]] = dict
    """A new row's values with what follows from them: an id from the name, the only village that there is."""
    several: bool = False
    """Whether two items may have one name."""
    entry: Callable[[Values], str] | None = None
    """The id of the entry that a row is, where it is one and can have a code."""
    called: Callable[[Values], frozenset[str]] = lambda values: frozenset()
    """What people call an item, by which a row that was typed without an id finds it."""
    caption: Callable[[Values], str] = lambda values: ""
    """How a list of changes calls a row."""

    def column(self, key: str) -> Column:
        """The column of this key. Raises KeyError."""
        return {column.key: column for column in self.columns}[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the columns that hold something of an item."""
        return tuple(column.key for column in self.columns if column.path)


def values_of(columns: Sequence[Column], data: Any, place: Callable[[Path_], Path_ | None] = same) -> dict[str, str]:
    """The fixed forms of an item's cells."""
    found = {}
    for column in columns:
        path = place(column.path) if column.path else None
        if column.path:
            found[column.key] = form(column, data, path) if path is not None else ""
    return found


@dataclass(frozen=True)
class World:
    """What a table is made from."""

    root: Path
    project: Project
    locale: str
    """Of what people read in the sheet."""
    day: date
    within: str = ""
    """Only items of this entry or commune."""

    @property
    def locales(self) -> tuple[str, ...]:
        """Languages of the content, the source's first."""
        return tuple(locale.tag for locale in self.project.locales)
