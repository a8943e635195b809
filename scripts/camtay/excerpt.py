"""The line of a file that a problem is about, and where in it the caret stands.

Widths are cells of a terminal: a combining mark takes none, a Chinese character or an emoji two. What nobody would see,
or what would play tricks on a terminal, is shown by a visible stand-in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len

from camtay.text import nfc

WIDTH = 96
"""Cells of a line before it is cut; fits a window of 100 with room for line numbers up to 999."""
_TEXT = (".yml", ".yaml", ".jsonl", ".md", ".po")
_MAX_BYTES = 4_000_000
_TAB = "→   "
_CUT = "…"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Excerpt:
    """A line ready to be shown; `caret` counts cells from 0, None where the problem names no column."""

    text: str
    caret: int | None


def excerpt(row: str, column: int = 0, width: int = WIDTH) -> Excerpt:
    """Show `row` in at most `width` cells, cut around `column` (characters from 1; 0 for none)."""
    parts = [_shown(character) for character in row.rstrip()]
    cells = [cell_len(part) for part in parts]
    # A caret stands under the letter that carries a mark; behind the end of a line, under the cell that follows it.
    at = min(max(column - 1, 0), len(parts))
    while 0 < at < len(parts) and not cells[at]:
        at -= 1
    first, last = _window(cells, at, width)
    caret = sum(cells[first:at]) + (first > 0) if column else None
    text = _CUT * (first > 0) + "".join(parts[first:last]) + _CUT * (last < len(parts))
    return Excerpt(text, caret)


def _window(cells: list[int], at: int, width: int) -> tuple[int, int]:
    """First character shown and the first one not shown: two thirds of the room are for what follows the place."""
    if sum(cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(_CUT)
    first = last = at
    used = 0
    while last < len(cells) and used + cells[last] <= room * 2 // 3:
        used += cells[last]
        last += 1
    while first > 0 and used + cells[first - 1] <= room:
        first -= 1
        used += cells[first]
    while last < len(cells) and used + cells[last] <= room:
        used += cells[last]
        last += 1
    while first < at and not cells[first]:  # a mark whose letter is cut off
        first += 1
    return first, last


def _shown(character: str) -> str:
    """A letter as it is; tabs, odd spaces and what can't be seen as something that can."""
    if character == " " or character.isalnum():
        return character
    if character == "\t":
        return _TAB
    if character < " " or character == "\x7f":  # Unicode's pictures of the control characters
        return chr(0x2421 if character == "\x7f" else 0x2400 + ord(character))
    category = unicodedata.category(character)
    if category == "Zs":
        return "␣"
    return "\ufffd" if category[0] == "C" or category in ("Zl", "Zp") else character


def visible(text: str) -> str:
    """Sentences with control characters shown as pictures: a file's name may hold what would recolour a terminal."""
    return _CONTROL.sub(lambda found: _shown(found[0]), text)


class Lines:
    """Lines of a project's text files, each file read once. Whatever can't be read has none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._rows: dict[str, list[str]] = {}

    def row(self, file: str, line: int) -> str | None:
        """Line `line` (from 1) as positions in it are counted: in composed characters, without a byte order mark."""
        if file not in self._rows:
            self._rows[file] = self._read(file)
        rows = self._rows[file]
        return rows[line - 1] if 0 < line <= len(rows) else None

    def _read(self, file: str) -> list[str]:
        path = self.root / file
        if not file.endswith(_TEXT):
            return []
        try:
            if not path.is_file() or path.stat().st_size > _MAX_BYTES:
                return []
            raw = path.read_bytes()
        except (OSError, ValueError):
            return []
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return raw.decode("utf-16", "replace").splitlines()
        return nfc(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")).splitlines()
