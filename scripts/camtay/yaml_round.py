"""One value of a YAML text through ruamel's round trip, and new values as text with the looks of this content."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from camtay.yaml_file import Path_

Data = Any
"""`str`, `dict` and `list` as `yaml_file` gives them; None deletes."""
Edits = Mapping[Path_, Data]


class Words(str):
    """Text for people: a new one is written in double quotes, which forgive everything that may be typed in it."""


class OneLine(dict[str, Any]):
    """A mapping that is written in braces where it is new."""


@dataclass(frozen=True)
class Items:
    """A list anew: an item that stays is named by its place in the old list, a new one given as data."""

    items: tuple[int | Data, ...]


def grouped(edits: Edits) -> dict[str | int, dict[Path_, Data]]:
    """Edits by the first part of their path, which is taken off."""
    groups: dict[str | int, dict[Path_, Data]] = {}
    for path, value in edits.items():
        groups.setdefault(path[0], {})[path[1:]] = value
    return groups


def built(edits: Edits) -> Data:
    """The value that edits of a path that is not there add up to."""
    if () in edits:
        value = edits[()]
        return list(value.items) if isinstance(value, Items) else value
    groups = grouped({path: value for path, value in edits.items() if value is not None})
    if all(isinstance(part, int) for part in groups):
        return [built(groups[part]) for part in sorted(groups)]
    return {part: built(own) for part, own in groups.items()}


def moved_in(text: str, column: int, before: str) -> str:
    """Lines moved to the right; `before` stands before the first."""
    first, *rest = text.splitlines(keepends=True)
    return before + first + "".join(" " * column + line if line.strip() else line for line in rest)


_NULL = ("tag:yaml.org,2002:null", re.compile(r"(~|null|)\Z"))
_BOOL = ("tag:yaml.org,2002:bool", re.compile(r"(true|false)\Z"))
_TYPED = {"": [_NULL], "~": [_NULL], "n": [_NULL], "t": [_BOOL], "f": [_BOOL]}
"""By first letter: what `yaml_file` gives a type. All other plain words stay strings: `20`, `2026-11-22`, `no`."""


def round_trip(offset: int) -> Any:
    """ruamel's round trip; dashes stand `offset` columns to the right of their parent's key."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class StringResolver(VersionedResolver):
        @property
        def versioned_resolver(self) -> Any:
            return _TYPED

    ryaml = YAML()
    ryaml.Resolver = StringResolver
    ryaml.preserve_quotes = True
    ryaml.width = 1_000_000
    ryaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return ryaml


def shown(ryaml: Any, data: Any) -> str:
    out = io.StringIO()
    ryaml.dump(data, out)
    return out.getvalue()


def dumped(data: Data, order: Sequence[str]) -> str:
    """New data as text; a list's dashes stand at the margin."""
    if isinstance(data, list):
        # ruamel moves lists inside items as it moves the outer one, so each item is written as a mapping of its own.
        return "".join(_dumped_item(item, order) for item in data)
    return shown(round_trip(2), _styled(data, order))


def _dumped_item(item: Data, order: Sequence[str]) -> str:
    if isinstance(item, dict) and not isinstance(item, OneLine):
        return "- " + moved_in(dumped(item, order), 2, "")
    return shown(round_trip(0), [_styled(item, order)])


def _styled(value: Data, order: Sequence[str]) -> Any:
    """Data with the looks that new content has here: texts in double quotes, lists of names in brackets."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, dict):
        rank = {key: i for i, key in enumerate(order)}
        mapping = CommentedMap(
            (key, _styled(value[key], order)) for key in sorted(value, key=lambda key: rank.get(key, len(rank)))
        )
        if isinstance(value, OneLine):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(_styled(item, order) for item in value)
        if all(type(item) is str for item in value):
            sequence.fa.set_flow_style()
        return sequence
    return _scalar(value, None)


def _scalar(value: Any, old: Any) -> Any:
    """A value in the style of the old one; lines of text stay lines."""
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    if not isinstance(value, str):
        return value
    words = str(value)
    if "\n" in words:
        # A comment behind the old value on its line would become part of a block of text.
        block = old is None or isinstance(old, LiteralScalarString | FoldedScalarString)
        return LiteralScalarString(words) if block and not isinstance(value, Words) else DoubleQuotedScalarString(words)
    # Other programs take bare digits for an amount, and the zero of a telephone number with them.
    bare = old is None or re.fullmatch(r"[0-9+. -]+", words)
    if isinstance(old, DoubleQuotedScalarString) or (bare and isinstance(value, Words)):
        return DoubleQuotedScalarString(words)
    return SingleQuotedScalarString(words) if isinstance(old, SingleQuotedScalarString) else words


def apply(data: Any, path: Path_, value: Data, order: Sequence[str], lost: list[str]) -> None:
    """One edit on data that ruamel has read: in braces, in brackets, or a single value."""
    part, rest = path[0], path[1:]
    present = part in data if isinstance(data, dict) else isinstance(part, int) and part < len(data)
    if not rest:
        _put(data, part, value, present, order, lost)
        return
    inner = data[part] if present else None
    if isinstance(inner, dict | list):
        apply(inner, rest, value, order, lost)
        if not inner:
            _put(data, part, None, True, order, lost)
    elif value is not None:
        _put(data, part, OneLine(built({rest: value})), present, order, lost)


def _put(data: Any, part: Any, value: Data, present: bool, order: Sequence[str], lost: list[str]) -> None:
    if value is None:
        if present:
            lost += _removed(data, part)
        return
    old: Any = data[part] if present else None
    if isinstance(value, Items):
        _refill(old, [old[item] if isinstance(item, int) else _styled(item, order) for item in value.items])
        return
    made = _styled(value, order) if isinstance(value, dict | list) else _scalar(value, old)
    if present:
        flow = getattr(getattr(old, "fa", None), "flow_style", bool)()
        if flow and isinstance(old, list) and isinstance(made, list):
            _refill(old, made)
            return
        if isinstance(old, dict | list):
            lost += comments_of(tokens_in(old))
        data[part] = made
    elif isinstance(data, list):
        data.append(made)
    else:
        before = [key for key in (order[: list(order).index(part)] if part in order else order) if key in data]
        data.insert(list(data).index(before[-1]) + 1 if before else 0, part, made)


def _refill(old: Any, items: Sequence[Any]) -> None:
    """A list with other items, and the comment behind it."""
    while old:
        old.pop()
    old.extend(items)


def _removed(data: Any, part: Any) -> list[str]:
    """Take a key or an item out; its comments are returned.

    A comment on lines of its own below a key belongs to the next one and stays."""
    tokens = data.ca.items.pop(part, None)
    if not isinstance(part, int):
        keys = list(data)
        above = keys[keys.index(part) - 1] if keys.index(part) else None
        below = tokens is not None and tokens[2] is not None and tokens[2].value.startswith("\n")
        if below and above is not None and above not in data.ca.items and isinstance(data[above], str):
            data.ca.items[above] = tokens
            tokens = None
    return comments_of(_tokens(tokens) + tokens_in(data.pop(part)))


def _tokens(found: Any) -> list[Any]:
    """ruamel's comment tokens: one (or its text), none, or lists of lists of them."""
    if found is None:
        return []
    return [token for part in found for token in _tokens(part)] if isinstance(found, list | tuple) else [found]


def tokens_in(value: Any) -> list[Any]:
    """Those inside a map or list, and behind the heading of a block of text."""
    if not hasattr(value, "ca"):
        return _tokens(getattr(value, "comment", None))
    parts = list(value) if isinstance(value, dict) else range(len(value))
    inner = [token for part in parts for token in (*_tokens(value.ca.items.get(part)), *tokens_in(value[part]))]
    return _tokens(value.ca.comment) + inner


def comments_of(tokens: Sequence[Any]) -> list[str]:
    """The comments, one a line; a token that a map and its parent share counts once."""
    once = {id(token): str(getattr(token, "value", token)) for token in tokens}
    return [line.strip() for text in once.values() for line in text.splitlines() if line.strip()]
