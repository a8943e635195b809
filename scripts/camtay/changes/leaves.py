"""Which values differ between two data trees of YAML: lists are matched item to item, so that a new first step does not
make every later step a changed one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from camtay.yaml_file import Path_

_KEYS = ("id", "number", "guide", "entry", "file")
"""Fields by which an item of a list is known again."""
_ALIKE = 0.35
"""From this share of common words on, an item counts as rewritten rather than replaced."""


@dataclass(frozen=True)
class Leaf:
    """A value that differs. `path` is the present one, or the former one of what is gone; None: there is nothing."""

    path: Path_
    before: str | None
    after: str | None
    sort: Literal["changed", "added", "removed", "moved"] = "changed"


def leaves(before: Any, after: Any, path: Path_ = ()) -> Iterator[Leaf]:
    """Every value that differs, in the order of the present tree."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            yield from leaves(before.get(key), after.get(key), (*path, str(key)))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, path)
    elif _is_scalar(before) and _is_scalar(after):
        sort: Literal["changed", "added", "removed"] = "changed"
        if before is None or after is None:
            sort = "added" if before is None else "removed"
        yield Leaf(path, _words(before), _words(after), sort)
    else:
        yield from (Leaf(at, value, None, "removed") for at, value in flat(before, path))
        yield from (Leaf(at, None, value, "added") for at, value in flat(after, path))


def flat(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every scalar of a tree with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flat(inner, (*path, index))
    elif value is not None:
        yield path, _words(value) or ""


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _words(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_lists(before: list[Any], after: list[Any], path: Path_) -> Iterator[Leaf]:
    pairs = _paired([_key(item) for item in before], [_key(item) for item in after], before, after)
    matched = set(pairs.values())
    last = -1
    for index, item in enumerate(after):
        if index not in pairs:
            yield from (Leaf(at, None, value, "added") for at, value in flat(item, (*path, index)))
            continue
        was = pairs[index]
        if was < last:
            yield Leaf((*path, index), str(was + 1), str(index + 1), "moved")
        last = max(last, was)
        yield from leaves(before[was], item, (*path, index))
    for index, item in enumerate(before):
        if index not in matched:
            yield from (Leaf(at, value, None, "removed") for at, value in flat(item, (*path, index)))


def _key(item: Any) -> str:
    """What an item is known by: a field that names it, else all of it."""
    if isinstance(item, dict):
        for name in _KEYS:
            if isinstance(item.get(name), str):
                return f"{name}={item[name]}"
    return json.dumps(item, ensure_ascii=False, sort_keys=True)


def _paired(old: Sequence[str], new: Sequence[str], before: list[Any], after: list[Any]) -> dict[int, int]:
    """Present place → former place of every item that was there before, as far as it can be told."""
    pairs: dict[int, int] = {}
    left: list[int] = []
    places: dict[str, list[int]] = {}
    for index, key in enumerate(old):
        places.setdefault(key, []).append(index)
    for index, key in enumerate(new):
        if places.get(key):
            pairs[index] = places[key].pop(0)
        else:
            left.append(index)
    gone = [index for index in range(len(old)) if index not in set(pairs.values())]
    for index in left:
        rated = [(_likeness(before[was], after[index]), -abs(was - index), was) for was in gone]
        if rated and max(rated)[0] >= _ALIKE:
            pairs[index] = max(rated)[2]
            gone.remove(pairs[index])
    return pairs


def _likeness(a: Any, b: Any) -> float:
    old, new = ([word for _, value in flat(each) for word in value.split()] for each in (a, b))
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
