"""Writing `placements.yml` back: only the items that change are touched, comments and everything else stay.

The file is cut at its list items; those that change go through ruamel's round trip, the others stay as they
are to the byte. What comes out is read again before anything is written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camtay import yaml_file
from camtay.errors import fail
from camtay.files import write_atomic
from camtay.placements.columns import cells
from camtay.placements.merge import Change, Merge
from camtay.placements.record import FIELDS, Placement
from camtay.placements.register import FILE, parse
from camtay.text import nfc
from camtay.yaml_file import Document

_EMPTY_LIST = re.compile(r"^\[ *\] *(#.*)?\n?", re.MULTILINE)
_COMMENT_OR_BLANK = re.compile(r"^\s*(#.*)?$")


def write(root: Path, merge: Merge) -> None:
    """Replace the file in one step. Raises CamtayError when it would not read back as `merge` says."""
    path = root / FILE
    raw = path.read_bytes() if path.exists() else b""
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    after = rewritten(nfc(text.replace("\r\n", "\n")), merge)
    _prove(after, merge)
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    try:
        write_atomic(path, mark + after.encode())
    except OSError as error:
        raise fail("file.write", FILE, reason=error.strerror or error) from error


def _prove(text: str, merge: Merge) -> None:
    document = yaml_file.parse(text, Document(FILE))
    items, problems = parse(document)
    read = [cells(item.placement) for item in items]
    wanted = [cells(item.placement) for item in merge.items]
    problems += document.problems
    if any(p.severity == "error" for p in problems) or read != wanted:
        pairs = enumerate(zip(read, wanted, strict=False), 1)
        differs = next((f"item {i}" for i, (a, b) in pairs if a != b), "length")
        detail = problems[0].message("en") if problems else differs
        raise fail("placement.write", FILE, detail=detail)


def rewritten(text: str, merge: Merge) -> str:
    """The file's text after the changes. `text` is sound and ends its lines with `\\n`."""
    document = yaml_file.parse(text, Document(FILE))
    count = len(document.data or [])
    if not count:
        text = _EMPTY_LIST.sub("", text, count=1)
        return _ended(text) + _new_items(merge.new, 0)
    changes: dict[int, list[Change]] = {}
    for change in merge.changes:
        changes.setdefault(change.index, []).append(change)
    head, parts = _parts(text, document, count)
    for part in parts:
        own = {part.first + i: changes[part.first + i] for i in range(part.count) if part.first + i in changes}
        added = merge.new if part.flow else ()
        if own or added:
            _edited(part, own, added)
    after = head + "".join(part.body + part.tail for part in parts)
    return after if parts[0].flow or not merge.new else _ended(after) + _new_items(merge.new, parts[0].indent)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


# ---------------------------------------------------------------- cutting
@dataclass
class _Part:
    """Lines of one item, or the whole list where it is written in brackets; `tail`: comments and blanks behind it."""

    first: int
    count: int
    indent: int
    """Column of the dash, from 0."""
    body: str
    tail: str = ""
    flow: bool = False


def _parts(text: str, document: Document, count: int) -> tuple[str, list[_Part]]:
    """What stands before the first item, and the parts. Together they are the text."""
    lines = text.splitlines(keepends=True)
    line, column = document.marks[()]
    if lines[line - 1][column - 1] == "[":
        return "".join(lines[: line - 1]), [_Part(0, count, 0, "".join(lines[line - 1 :]), flow=True)]
    indent = column - 1
    # A list item begins with a dash in the list's own column; its first key may stand lines below.
    starts = []
    for index in range(count):
        at = document.marks[(index,)][0] - 1
        while not re.match(rf" {{{indent}}}-(\s|$)", lines[at]):
            at -= 1
        starts.append(at)
    parts = []
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        stop = end
        while stop > start + 1 and _COMMENT_OR_BLANK.match(lines[stop - 1]):
            stop -= 1
        body, tail = "".join(lines[start:stop]), "".join(lines[stop:end])
        parts.append(_Part(index, 1, indent, body, tail))
    return "".join(lines[: starts[0]]), parts


# ---------------------------------------------------------------- ruamel
_NULL = ("tag:yaml.org,2002:null", re.compile(r"(~|null|)\Z"))
_BOOL = ("tag:yaml.org,2002:bool", re.compile(r"(true|false)\Z"))
_TYPED = {"": [_NULL], "~": [_NULL], "n": [_NULL], "t": [_BOOL], "f": [_BOOL]}
"""By first letter: what `yaml_file` gives a type. All other plain words stay strings: `20`, `2026-11-22`, `no`."""


def _yaml(indent: int) -> Any:
    """ruamel's round trip for a list whose dashes stand in column `indent`, which is where they stay."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class StringResolver(VersionedResolver):
        @property
        def versioned_resolver(self) -> Any:
            return _TYPED

    yaml = YAML()
    yaml.Resolver = StringResolver
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=indent + 2, offset=indent)
    return yaml


def _edited(part: _Part, changes: dict[int, list[Change]], added: Sequence[Placement]) -> None:
    """Change the items of a part. Comments of what is replaced or deleted move behind the part."""
    yaml = _yaml(part.indent)
    data = yaml.load(part.body)
    lost: list[str] = []
    for index, own in changes.items():
        for change in own:
            _set(data[index - part.first], change.key, change.after, lost)
    data.extend(_map(placement) for placement in added)
    out = io.StringIO()
    yaml.dump(data, out)
    part.body = out.getvalue()
    margin = "" if part.flow else " " * (part.indent + 2)
    part.tail = "".join(f"{margin}{comment}\n" for comment in lost) + part.tail


def _new_items(new: Sequence[Placement], indent: int) -> str:
    if not new:
        return ""
    out = io.StringIO()
    _yaml(indent).dump([_map(placement) for placement in new], out)
    return out.getvalue()


def _map(placement: Placement) -> Any:
    from ruamel.yaml.comments import CommentedMap

    item = CommentedMap()
    for key, value in cells(placement).items():
        if value:
            _set(item, key, value, [])
    return item


def _set(item: Any, key: str, value: str, lost: list[str]) -> None:
    """Set, add or (where `value` is empty) delete one field. `lat` and `lon` stand in `coordinates`."""
    from ruamel.yaml.comments import CommentedMap

    if key not in ("lat", "lon"):
        _put(item, key, value, FIELDS, lost)
        return
    if item.get("coordinates") is None:
        spot = CommentedMap()
        spot.fa.set_flow_style()
        _put(item, "coordinates", spot, FIELDS, lost)
    _put(item["coordinates"], key, value, ("lat", "lon"), lost)
    if not {"lat", "lon"} & set(item["coordinates"]):
        _put(item, "coordinates", "", FIELDS, lost)


def _put(item: Any, key: str, value: Any, order: Sequence[str], lost: list[str]) -> None:
    """One field of a map; a new one goes behind the last field that comes before it in `order`."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

    if value == "":
        if key in item:
            _delete(item, key, lost)
        return
    lines = isinstance(value, str) and "\n" in value
    if key in item:
        # A comment behind the old value on its line would become part of a block of text.
        block = isinstance(item[key], LiteralScalarString | FoldedScalarString)
        item[key] = (LiteralScalarString if block else DoubleQuotedScalarString)(value) if lines else value
    else:
        before = [name for name in order[: order.index(key)] if name in item]
        place = list(item).index(before[-1]) + 1 if before else 0
        item.insert(place, key, LiteralScalarString(value) if lines else value)


def _delete(item: Any, key: str, lost: list[str]) -> None:
    """A comment on lines of its own below the field belongs to the next one and stays; others are `lost`."""
    tokens = item.ca.items.pop(key, None)
    keys = list(item)
    above = keys[keys.index(key) - 1] if keys.index(key) else None
    below = tokens is not None and tokens[2] is not None and tokens[2].value.startswith("\n")
    if below and above is not None and above not in item.ca.items and isinstance(item[above], str):
        item.ca.items[above] = tokens
        tokens = None
    lost += _comments(_tokens(tokens) + _tokens_in(item.pop(key)))


def _tokens(found: Any) -> list[Any]:
    """ruamel's comment tokens: one (or its text), none, or lists of lists of them."""
    if found is None:
        return []
    return [token for part in found for token in _tokens(part)] if isinstance(found, list | tuple) else [found]


def _tokens_in(value: Any) -> list[Any]:
    """Those inside a map."""
    if not hasattr(value, "ca"):
        return []
    inner = [token for key in value for token in (*_tokens(value.ca.items.get(key)), *_tokens_in(value[key]))]
    return _tokens(value.ca.comment) + inner


def _comments(tokens: Sequence[Any]) -> list[str]:
    """The comments, one a line; a token that a map and its parent share counts once."""
    once = {id(token): str(getattr(token, "value", token)) for token in tokens}
    return [line.strip() for text in once.values() for line in text.splitlines() if line.strip()]
