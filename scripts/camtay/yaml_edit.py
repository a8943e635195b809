"""Changing values in a YAML text: only the lines of what changes are touched, comments and all others stay.

The text is walked down its block mappings and lists to the value that changes. That value alone goes through
ruamel's round trip, which keeps its quotes, its brackets and the comment behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from camtay.yaml_file import Path_
from camtay.yaml_round import (
    Data,
    Edits,
    Items,
    OneLine,
    Words,
    apply,
    built,
    comments_of,
    dumped,
    grouped,
    moved_in,
    round_trip,
    shown,
    tokens_in,
)

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT_OR_BLANK = re.compile(r"^\s*(#.*)?$")
_EMPTY_LIST = re.compile(r"^\[ *\] *(#.*)?\n?", re.MULTILINE)


def edited(text: str, edits: Edits, order: Sequence[str]) -> str:
    """The text with a value set, added or (None) deleted at each path. The text is sound and ends its lines with `\\n`.

    A path that ends one past the end of a list adds an item. A mapping or list that would be left empty goes as well.
    A new key stands behind the last one that comes before it in `order`."""
    anew = {path: value for path, value in edits.items() if isinstance(value, Items)}
    rest = {path: value for path, value in edits.items() if path not in anew}
    for part in (rest, anew):
        if part:
            text = _Editor(text, order).run(part)
    return text


# ---------------------------------------------------------------- lines
def _root(text: str) -> Any:
    return yaml.compose(text, Loader=_Loader)


def _is_block(node: Any) -> bool:
    return isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style


class _Editor:
    """One pass over a text: finds the lines to replace, then replaces them from the end."""

    def __init__(self, text: str, order: Sequence[str]) -> None:
        self.text, self.order = text, order
        self.lines = text.splitlines(keepends=True)
        self.patches: list[tuple[int, int, str]] = []
        """First line, line behind the last, what comes in their place; all from 0 and apart from each other."""
        self.whole = False
        """Whether the whole text is one list."""

    def run(self, edits: Edits) -> str:
        root = _root(self.text)
        if root is None or (not root.value and isinstance(root, yaml.CollectionNode)):
            return self._begun(edits)
        if not _is_block(root):
            return self._flow_root(root, edits)
        self.whole = isinstance(root, yaml.SequenceNode)
        self._node(root, edits)
        lines = self.lines
        if lines and not lines[-1].endswith("\n"):
            lines = [*lines[:-1], lines[-1] + "\n"]
        # Of patches at one place the later one is put in first, so that the earlier stands before it.
        for (start, end, text), _ in sorted(
            zip(self.patches, range(len(self.patches)), strict=True), key=lambda p: (*p[0][:2], p[1]), reverse=True
        ):
            lines[start:end] = [text]
        return "".join(lines)

    def _begun(self, edits: Edits) -> str:
        """The first content of a text that has none."""
        text = _EMPTY_LIST.sub("", self.text, count=1)
        return _ended(text) + dumped(built(edits), self.order)

    def _flow_root(self, root: Any, edits: Edits) -> str:
        start = root.start_mark.line
        head = "".join(self.lines[:start])
        ryaml = round_trip(0)
        data = ryaml.load("".join(self.lines[start:]))
        lost: list[str] = []
        for path, value in edits.items():
            apply(data, path, value, self.order, lost)
        return head + shown(ryaml, data) + _comment_lines(lost, 0)

    # ------------------------------------------------------------ walking
    def _node(self, node: Any, edits: Edits) -> None:
        if isinstance(node, yaml.MappingNode):
            self._mapping(node, grouped(edits))
        else:
            self._sequence(node, edits)

    def _mapping(self, node: Any, groups: dict[str | int, dict[Path_, Data]]) -> None:
        column: int = node.value[0][0].start_mark.column
        entries = {key.value: (key.start_mark.line, value) for key, value in node.value}
        first = node.value[0][0].start_mark.line
        gone = {key for key, own in groups.items() if key in entries and _emptied(entries[key][1], own)}
        self._hand_on(entries, gone, first, column)
        for key, own in groups.items():
            if key in gone:
                line, value = entries[key]
                self._cut(line, self._end(value), column)
            elif key in entries:
                self._value(entries[key], own, column)
        new = {key: own for key, own in groups.items() if key not in entries and _says(own)}
        self._insert(entries, new, gone, column)

    def _hand_on(self, entries: dict[Any, tuple[int, Any]], gone: set[Any], first: int, column: int) -> None:
        """The dash of an item whose first key goes stands before the next key that stays."""
        before = self.lines[first][:column]
        left = [line for key, (line, _) in entries.items() if key not in gone]
        if before.strip() and left and left[0] != first:
            self.lines[left[0]] = before + self.lines[left[0]][column:]

    def _value(self, entry: tuple[int, Any], own: dict[Path_, Data], column: int) -> None:
        """Edits inside the value of a key that is there."""
        line, value = entry
        if _is_block(value) and () not in own:
            self._node(value, own)
        elif isinstance(value, yaml.SequenceNode) and _is_block(value) and isinstance(own[()], Items):
            self._anew(value, own[()])
        else:
            self._leaf(line, self._end(value), column, own, "")

    def _sequence(self, node: Any, edits: Edits) -> None:
        column: int = node.start_mark.column
        starts = self._starts(node)
        count = len(node.value)
        if () in edits:
            self._anew(node, edits[()])
            return
        groups = grouped(edits)
        for index, own in groups.items():
            assert isinstance(index, int)  # noqa: S101 - narrowing: lists have no other parts
            if index >= count:
                continue
            value = node.value[index]
            if _emptied(value, own):
                self._cut(starts[index], self._end(value), column)
            elif _is_block(value) and () not in own:
                self._node(value, own)
            else:
                self._leaf(starts[index], self._end(value), column, own, "- ")
        added = [built(groups[index]) for index in sorted(groups) if isinstance(index, int) and index >= count]
        if added:
            end = self._below(self._end(node), column)
            self.patches.append((end, end, "".join(self._item(value, column) for value in added)))

    def _anew(self, node: Any, wanted: Items) -> None:
        column: int = node.start_mark.column
        starts = [*self._starts(node), self._end(node)]
        ends = [self._end(value) for value in node.value]
        bodies = ["".join(self.lines[a:b]) for a, b in zip(starts, [*starts[1:]], strict=False)]
        kept = {item for item in wanted.items if isinstance(item, int)}
        lost = [
            line
            for i in range(len(ends))
            if i not in kept
            for line in self._comments(starts[i], ends[i]) + _own_comments(self.lines[ends[i] : starts[i + 1]])
        ]
        made = [bodies[item] if isinstance(item, int) else self._item(item, column) for item in wanted.items]
        self.patches.append((starts[0], starts[-1], "".join(map(_ended, made)) + _comment_lines(lost, column)))

    # ------------------------------------------------------------ places
    def _starts(self, node: Any) -> list[int]:
        """Lines of the dashes; the first key of an item may stand lines below its dash."""
        dash = re.compile(rf"[ -]{{{node.start_mark.column}}}-(\s|$)")
        found = []
        for value in node.value:
            line = min(value.start_mark.line, len(self.lines) - 1)
            while not dash.match(self.lines[line]):
                line -= 1
            found.append(line)
        return found

    def _end(self, node: Any) -> int:
        """The line behind the last one of a value; blank lines and comments below it are not its own."""
        if _is_block(node) and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            end: int = node.end_mark.line if node.end_mark.column == 0 else node.end_mark.line + 1
            while end > node.start_mark.line + 1 and not self.lines[end - 1].strip():
                end -= 1
            return end
        return int(node.end_mark.line) + 1

    def _below(self, end: int, column: int) -> int:
        """The line behind the comments below a list that are its own: moved in as it is, or at the end of the file."""
        line = end
        while line < len(self.lines) and _COMMENT_OR_BLANK.match(self.lines[line]):
            line += 1
            margin = len(self.lines[line - 1]) - len(self.lines[line - 1].lstrip(" "))
            if self.lines[line - 1].strip() and margin >= column and (column or self.whole):
                end = line
        return end

    # ------------------------------------------------------------ patches
    def _cut(self, start: int, end: int, column: int) -> None:
        self.patches.append((start, end, _comment_lines(self._comments(start, end), column)))

    def _comments(self, start: int, end: int) -> list[str]:
        """Comments in lines that go."""
        found = round_trip(0).load(_moved_out("".join(self.lines[start:end])))
        return comments_of(tokens_in(found))

    def _leaf(self, start: int, end: int, column: int, own: dict[Path_, Data], dash: str) -> None:
        """One key with its value, or one item, through ruamel."""
        before = self.lines[start][:column]
        body = self.lines[start][column:] + "".join(_without(line, column) for line in self.lines[start + 1 : end])
        ryaml = round_trip(0)
        data = ryaml.load(body)
        key = 0 if dash else next(iter(data))
        lost: list[str] = []
        for path, value in own.items():
            apply(data, (key, *path), value, self.order, lost)
        text = moved_in(shown(ryaml, data), column, before)
        self.patches.append((start, end, text + _comment_lines(lost, column)))

    def _insert(self, entries: dict[Any, tuple[int, Any]], new: dict[Any, Any], gone: set[Any], column: int) -> None:
        """New keys, each behind the last one that comes before it in the order."""
        keys = list(entries)
        rank = {key: i for i, key in enumerate(self.order)}
        for key in sorted(new, key=lambda key: rank.get(key, len(rank))):
            earlier = [k for k in keys if rank.get(k, -1) < rank.get(key, len(rank))]
            text = moved_in(dumped({key: built(new[key])}, self.order), column, " " * column)
            first = entries[keys[0]][0]
            if earlier:
                at = self._end(entries[earlier[-1]][1])
            elif self.lines[first][:column].strip() or column == 0:
                # Nothing is put before the dash of an item, nor before the first line of a file.
                at = self._end(entries[keys[0]][1])
            else:
                at = first
            if len(gone) == len(keys):
                text = self.lines[first][:column] + text[column:]
                gone = set()
            self.patches.append((at, at, text))

    def _item(self, value: Data, column: int) -> str:
        return moved_in(dumped([value], self.order), column, " " * column)


def _emptied(node: Any, own: dict[Path_, Data]) -> bool:
    """Whether nothing would be left of a value."""
    if () in own:
        return own[()] is None or (isinstance(own[()], Items) and not own[()].items)
    if not isinstance(node, yaml.CollectionNode) or not node.value:
        return not _says(own)
    children = (
        {key.value: value for key, value in node.value}
        if isinstance(node, yaml.MappingNode)
        else dict(enumerate(node.value))
    )
    groups = grouped(own)
    if any(key not in children and _says(edits) for key, edits in groups.items()):
        return False
    return all(key in groups and _emptied(child, groups[key]) for key, child in children.items())


def _says(own: Edits) -> bool:
    return any(value is not None for value in own.values())


# ---------------------------------------------------------------- text
def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _without(line: str, column: int) -> str:
    """A line moved to the left by so many columns, as far as it is empty there."""
    return line[min(column, len(line) - len(line.lstrip(" "))) :]


def _moved_out(text: str) -> str:
    """Lines moved to the left margin, as far as the first of them."""
    margin = len(text) - len(text.lstrip(" "))
    return "".join(_without(line, margin) for line in text.splitlines(keepends=True))


def _own_comments(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _comment_lines(comments: Sequence[str], column: int) -> str:
    return "".join(f"{' ' * column}{comment}\n" for comment in comments)


__all__ = ["Data", "Edits", "Items", "OneLine", "Words", "edited"]
