"""All repairs of a file, one after the other, until nothing is left to repair."""

from __future__ import annotations

from collections.abc import Callable

from camtay.repair.characters import composed, decode, visible, without_soft_hyphens
from camtay.repair.meaning import NONSENSE, inside, mapped, meaning, trimmed
from camtay.repair.record import Repair, Repaired, changed_lines
from camtay.repair.structure import bullets, colons, indents, quotes
from camtay.repair.values import old_fonts, quoted

Stage = Callable[[str], tuple[str, list[Repair]]]
ROUNDS = 4
"""One repair may show another: what was broken is understood only now."""


def repair(raw: bytes) -> Repaired | None:
    """A file with what is safe repaired; None where it can't be told how its letters are encoded.

    A text that could be understood before says the same afterwards: `_kept` gives the few differences that a repair
    may make, each of which is in the list of repairs."""
    decoded = decode(raw)
    if decoded is None:
        return None
    text, repairs = decoded
    plain, ends = _line_ends(text)
    before = text = plain
    repairs += [Repair(1, "ends")] if ends is None else []
    for _ in range(ROUNDS):
        start = text
        for stage, changes in STAGES:
            made, found = stage(text)
            if made != text and _kept(text, made, changes):
                text, repairs = made, repairs + found
        if text == start:
            break
    data = text.replace("\n", ends or "\n").encode()
    return Repaired(before, text, data, tuple(sorted(set(repairs))))


def _line_ends(text: str) -> tuple[str, str | None]:
    """The text with `\\n` alone, and what it had: None for a mixture."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain == text:
        return plain, "\n"
    return plain, "\r\n" if plain.replace("\n", "\r\n") == text else None


def spaces(text: str) -> tuple[str, list[Repair]]:
    """No space at the end of a line, no tab inside one, and one line end at the end of the file."""
    if meaning(text) is NONSENSE:
        return text, []
    skip = inside(text)
    lines = text.split("\n")
    made = "\n".join(line if i in skip else line.rstrip(" \t\u00a0").replace("\t", " ") for i, line in enumerate(lines))
    repairs = changed_lines("blank", text, made)
    ended = made.rstrip("\n") + "\n" if made.strip() else made
    if ended != made:
        repairs.append(Repair(ended.count("\n"), "end"))
    return ended, repairs


def _same(words: str) -> str:
    return words


def _anything(words: str) -> str:
    """Old fonts change letters; where nothing else changes, is for `values` to see."""
    return ""


STAGES: tuple[tuple[Stage, Callable[[str], str] | None], ...] = (
    (composed, _same),
    (visible, _same),
    (indents, None),
    (bullets, None),
    (quotes, None),
    (colons, None),
    (old_fonts, _anything),
    (without_soft_hyphens, _same),
    (quoted, _same),
    (spaces, trimmed),
)
"""What is done, and what may differ between the words before and after: None where levels or words change as shown."""


def _kept(before: str, after: str, changes: Callable[[str], str] | None) -> bool:
    """Whether the text still says what it said; a text that said nothing may say anything."""
    old = meaning(before)
    if old is NONSENSE:
        return True
    new = meaning(after)
    if new is NONSENSE:
        return False
    return changes is None or bool(mapped(old, changes) == mapped(new, changes))
