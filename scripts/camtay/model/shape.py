"""What of an entry only its own pages show, what lists show of it, and what decides where it stands.

Told from the words of its file, for every entry of every file that is read: a build after an edit compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

Path_ = tuple[str | int, ...]
WORDS = ("title", "short", "summary", "needs")
"""What lists, the search and feeds show of an entry, and its sign."""
# fmt: off
BODY = frozenset((
    "steps", "prerequisites", "know", "result", "cost", "time", "channels", "mistakes", "scams", "helpers",
    "background", "outcomes", "questions", "script", "story", "timeline", "disputed", "admission", "visiting",
    "etiquette", "facts", "what", "where", "season", "eating", "caution", "sections", "preparation", "safety",
    "getting_there", "sources", "confirm", "alleys", "landmarks", "directions", "length_m", "households",
))
# fmt: on
"""What only pages show that read the entry itself. (The alleys of a village are entries of their own.)"""
Shape = tuple[str, str]
"""A hash of all that decides where an entry stands and of what belongs to no page alone; hashes of each of `WORDS`,
with spaces between."""


def shape(data: dict[str, Any], base: Path_, files: bool) -> Shape:
    """Of the entry that stands at `base` in the data of a file: at its top, or an alley, which has what it does not say
    itself from its village. `files`: whether the data may name any."""
    told: list[Any] = [_rest(data), *(_files(data) if files else ())]
    words = [[data.get(name)] for name in WORDS]
    if base:
        own = data[str(base[0])][base[1]]
        told += [base[1], _rest(own)]
        words = [[*of, own.get(name)] for of, name in zip(words, WORDS, strict=True)]
    return _digest(told), " ".join(_digest(of, 6) for of in words)


def differing(words: str, before: str) -> frozenset[str]:
    """Which of `WORDS` are others now than they were."""
    pairs = zip(WORDS, words.split(" "), before.split(" "), strict=True)
    return frozenset(name for name, one, other in pairs if one != other)


def _rest(data: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in data.items() if name not in BODY and name not in WORDS)


def _files(data: Any) -> Iterator[Any]:
    """Every value of the data that names a file."""
    if isinstance(data, dict):
        if "file" in data:
            yield data
        data = list(data.values())
    for value in data if isinstance(data, list) else ():
        yield from _files(value)


def _digest(told: list[Any], size: int = 12) -> str:
    return hashlib.blake2b(repr(told).encode(), digest_size=size).hexdigest()
