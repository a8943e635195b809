"""Word by word: what was taken out of a text and what was put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\s+|\w+(?:[.,:/@-]\w+)*|[^\w\s]")
_AROUND = 12
"""Tokens kept on each side of a change in a long text: about six words."""


class Piece(NamedTuple):
    """A stretch of text: in both, only before, only after; `cut` stands for words in both that are left out."""

    sort: Literal["same", "out", "in", "cut"]
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The way from one text to the other."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Piece] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (what, a, b, c, d) in enumerate(steps):
        if what == "equal":
            found += _shortened(old[a:b], first=number == 0, last=number == len(steps) - 1)
            continue
        if out := "".join(old[a:b]):
            found.append(Piece("out", out))
        if put := "".join(new[c:d]):
            found.append(Piece("in", put))
    return _joined(found)


def _shortened(tokens: list[str], first: bool, last: bool) -> list[Piece]:
    head, tail = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(tokens) <= head + tail + 2 * _AROUND:
        return [Piece("same", "".join(tokens))]
    parts = [Piece("same", "".join(tokens[:head]))] if head else []
    parts.append(Piece("cut", " … "))
    return [*parts, Piece("same", "".join(tokens[len(tokens) - tail :]))] if tail else parts


def _joined(found: list[Piece]) -> list[Piece]:
    """A single space between two changed words belongs to both: `~~một hai~~` rather than `~~một~~ ~~hai~~`."""
    result: list[Piece] = []
    index = 0
    while index < len(found):
        run = index
        while run < len(found) and (found[run].sort in ("out", "in") or (_gap(found, run))):
            run += 1
        if run - index > 2:
            part = found[index:run]
            out = "".join(p.text for p in part if p.sort in ("out", "same"))
            put = "".join(p.text for p in part if p.sort in ("in", "same"))
            result += [Piece("out", out), Piece("in", put)]
            index = run
        else:
            result.append(found[index])
            index += 1
    return [piece for piece in result if piece.text]


def _gap(found: list[Piece], index: int) -> bool:
    inside = 0 < index < len(found) - 1
    return inside and found[index].sort == "same" and found[index].text == " "
