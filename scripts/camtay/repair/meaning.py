"""What a text says to the reader of YAML, to see that a repair does not change it; and where its scalars stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from camtay.yaml_file import Document, Path_, parse

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=16)
def meaning(text: str) -> Any:
    """The data of a text, not to be changed, or `NONSENSE` where it can't be understood."""
    document = parse(text, Document(""))
    failed = document.data is None and any(p.severity == "error" for p in document.problems)
    return NONSENSE if failed else document.data


NONSENSE: Any = object()
"""The meaning of a text that has none."""


def mapped(data: Any, change: Callable[[str], str]) -> Any:
    """The data with each of its words changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [mapped(item, change) for item in data]
    if isinstance(data, dict):
        return {key: mapped(value, change) for key, value in data.items()}
    return data


def trimmed(words: str) -> str:
    """Words as records keep them, with each white space as one plain space."""
    return re.sub(r"[ \t]+", " ", words).strip()


class Scalar(NamedTuple):
    """A value that is a scalar: where it stands in the data and in the text."""

    path: Path_
    value: str
    style: str
    """`'`, `"`, `|`, `>` or nothing."""
    start: int
    end: int
    first: int
    last: int
    """Its lines, from 0."""


@lru_cache(maxsize=16)
def scalars(text: str) -> tuple[Scalar, ...]:
    """Every scalar value of a text, in order; none where the text can't be parsed."""
    try:
        events = iter(list(yaml.parse(text, Loader=_Loader)))
    except yaml.YAMLError:
        return ()
    return tuple(scalar for event in events if isinstance(event, yaml.NodeEvent) for scalar in _in(event, (), events))


def _in(event: Any, path: Path_, events: Iterator[Any]) -> Iterator[Scalar]:
    if isinstance(event, yaml.ScalarEvent):
        begin: Any = event.start_mark
        end: Any = event.end_mark
        yield Scalar(path, event.value, event.style or "", begin.index, end.index, begin.line, end.line)
    elif isinstance(event, yaml.SequenceStartEvent):
        index = 0
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield from _in(event, (*path, index), events)
            index += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if not isinstance(event, yaml.ScalarEvent):
                list(_in(event, path, events))
            yield from _in(next(events), (*path, key), events)


def inside(text: str) -> set[int]:
    """Lines, from 0, whose beginning belongs to a block of text or to quotes that opened above."""
    found: set[int] = set()
    for scalar in scalars(text):
        if scalar.style:
            block = scalar.style in "|>"
            found.update(range(scalar.first + 1, scalar.last + (not block)))
    return found
