"""The data of the simplest YAML, line by line, in a third of the time that libyaml's composer takes.

Mappings and lists in block style, words on one line or folded over several, plain or in marks without escapes, and
flow style within a line: that is how people and this program write content. Whatever is anything else, or might be, is
left to `yaml_quick`; a text that has been looked through there for what hides is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_LINE = re.compile(r"^( *)(- +)?(?:([A-Za-z_][A-Za-z0-9_.-]*):(?: +|$))?(.*)$", re.MULTILINE)
_MARKED = re.compile(r"\"([^\"\\]*)\" *|'((?:[^']|'')*)' *")
_WORDS = re.compile(r"\[ *([a-z0-9]+(?:-[a-z0-9]+)*(?: *, *[a-z0-9]+(?:-[a-z0-9]+)*)*) *\] *")
"""A list of ids, none of them a word of YAML's: these are looked up like any other."""
_SIGNS = frozenset(",[]{}#&*!|>'\"%@`")
"""With which no plain words begin."""
_Line = tuple[int, int, str, str, bool]
"""Indent, width of the hyphen before what stands there (0 for none), key if any, the rest, and whether an empty line
or a comment is above."""


class NotSimpleError(Exception):
    """Something else than these."""


def load(text: str, typed: dict[str, Any], deepest: int, flow: Callable[[str, int], Any]) -> Any:
    """The data of a smooth text (`yaml_quick.smooth`) as `yaml_quick.load` gives it; `flow` reads a value in flow
    style, as deep as it stands, and raises for what is none. Raises NotSimpleError."""
    lines = _lines(text)
    if not lines:
        return None
    if lines[0][0]:
        raise NotSimpleError
    found, end = _Reader(lines, typed, deepest, flow).block(0, 0, 0)
    if end < len(lines):
        raise NotSimpleError
    return found


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    apart = False
    for blank, hyphen, key, rest in _LINE.findall(text):
        if not key and (not rest or rest[0] == "#"):
            if hyphen:
                raise NotSimpleError
            apart = True
        else:
            found.append((len(blank), len(hyphen), key, rest, apart))
            apart = False
    return found


class _Reader:
    def __init__(
        self, lines: list[_Line], typed: dict[str, Any], deepest: int, flow: Callable[[str, int], Any]
    ) -> None:
        self.lines, self.typed, self.deepest, self.flow = lines, typed, deepest, flow

    def block(self, at: int, indent: int, depth: int) -> tuple[Any, int]:
        """The list or mapping that begins in a line, and the number of the line behind it."""
        if depth >= self.deepest:
            raise NotSimpleError
        lines, count = self.lines, len(self.lines)
        found: Any
        if lines[at][1]:
            found = []
            while at < count and lines[at][0] == indent and lines[at][1]:
                _, hyphen, key, rest, apart = lines[at]
                if not key:
                    value, at = self.words(at, rest, indent, depth)
                else:
                    lines[at] = (indent + hyphen, 0, key, rest, apart)
                    value, at = self.block(at, indent + hyphen, depth + 1)
                found.append(value)
        else:
            found = {}
            while at < count and lines[at][0] == indent and not lines[at][1]:
                _, _, key, rest, _ = lines[at]
                if not key or key in found:
                    raise NotSimpleError
                if rest:
                    found[key], at = self.words(at, rest, indent, depth)
                    continue
                at += 1
                below = lines[at] if at < count else (-1, 0, "", "", False)
                if below[0] > indent or (below[0] == indent and below[1]):
                    found[key], at = self.block(at, below[0], depth + 1)
                else:
                    found[key] = self.typed[""]
        if at < count and lines[at][0] > indent:
            raise NotSimpleError
        return found, at

    def words(self, at: int, rest: str, indent: int, depth: int) -> tuple[Any, int]:
        """What stands behind a key or a hyphen, and the number of the line behind it."""
        lines, count = self.lines, len(self.lines)
        first = rest[0]
        at += 1
        more = at < count and lines[at][0] > indent
        if first in "\"'":
            marked = _MARKED.fullmatch(rest)
            if marked is None or more:
                raise NotSimpleError
            return marked[1] if marked[2] is None else marked[2].replace("''", "'"), at
        if first in "[{":
            if more:
                raise NotSimpleError
            if found := _WORDS.fullmatch(rest):
                if depth + 1 >= self.deepest:
                    raise NotSimpleError
                return [self.typed.get(word, word) for word in re.split(" *, *", found[1])], at
            try:
                return self.flow(rest, depth + 1), at
            except Exception:
                raise NotSimpleError from None
        text = _plain(rest)
        if not more:
            return self.typed.get(text, text), at
        parts = [text]
        while at < count and lines[at][0] > indent:
            _, hyphen, key, rest, apart = lines[at]
            if apart or hyphen or key:
                raise NotSimpleError
            parts.append(_plain(rest))
            at += 1
        return " ".join(parts), at


def _plain(rest: str) -> str:
    """Plain words, of the first line or of a further one."""
    text = rest.rstrip(" ")
    first = text[0]
    if (
        first in _SIGNS
        or ": " in text
        or " #" in text
        or text[-1] == ":"
        or (first in "-?:" and text[1:2] in (" ", ""))
    ):
        raise NotSimpleError
    return text
