"""Lines as Word left them: indents, dashes, tabs and quotation marks that YAML does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial

from camtay.repair.meaning import NONSENSE, inside, meaning, scalars
from camtay.repair.record import Repair, changed_lines
from camtay.yaml_faults import BULLET, KEY, LEAD, SPACES, in_curly_quotes
from camtay.yaml_file import is_machine_word

_ODD = re.compile(f"(?! )[{SPACES}]")
_INDENT = re.compile(f"^[{SPACES}\u200b\ufeff]+")
_IN_BRACKETS = re.compile(r"(?<=[{\[,:])(\s*)(?:[“„”]([^“”„‟\"]*)[”“]|[‘‚]([^‘’‚'\"]*)’)(?=\s*[,\]}:])")
_BRACKETS = re.compile(rf"^ *(?:- +)*(?:{KEY}: +)?[{{\[]")
_PLAIN_VALUE = re.compile(rf"^(?P<lead> *(?:- +)*{KEY}: +)(?P<words>[^ \[{{|>#].*?)(?P<tail> *(?: #.*)?)$")
_TROUBLE = re.compile(r"^[^\"'].*:( |$)|^\"[^\"]*\"\s*[^\s#]|^'[^']*'\s*[^\s#']|^[*&!@%`].* ")
_FIELD = re.compile(rf"{KEY}: ")
_WIDTHS = (2, 4, 8)
"""Columns that a tab may stand for; 2 is a level of this content."""


def indents(text: str) -> tuple[str, list[Repair]]:
    """Odd spaces at the beginning of lines, behind dashes and behind colons become plain ones.

    A tab may stand for several widths: where they make a difference, nothing is changed."""
    skip = inside(text)
    spaced = _each(text, skip, lambda line: _gaps(_INDENT.sub(lambda found: _plain(found[0]), line)))
    if not re.search(r"^ *\t", spaced, re.MULTILINE):
        return spaced, changed_lines("space", text, spaced)
    readings: dict[str, str] = {}
    for width in _WIDTHS:
        made = _each(spaced, skip, partial(_untabbed, width))
        # What else Word did to the lines must not hide whether the levels fit.
        said = meaning(_mended(_all_bullets(made)))
        if said is not NONSENSE:
            readings.setdefault(json.dumps(said, sort_keys=True), made)
    if len(readings) != 1:
        return spaced, changed_lines("space", text, spaced)
    (made,) = readings.values()
    return made, changed_lines("space", text, made)


def _each(text: str, skip: set[int], change: Callable[[str], str]) -> str:
    return "\n".join(line if i in skip else change(line) for i, line in enumerate(text.split("\n")))


def _plain(spaces: str) -> str:
    """Each odd space as one plain space, nothing for those of no width; tabs stay."""
    return re.sub(f"[{SPACES}]", lambda one: one[0] if one[0] == "\t" else " ", re.sub("[\u200b\ufeff]", "", spaces))


def _untabbed(width: int, line: str) -> str:
    indent = re.match("[ \t]*", line)
    assert indent  # noqa: S101 - it matches anything
    return _gaps(indent[0].replace("\t", " " * width) + line[indent.end() :])


def _gaps(line: str) -> str:
    found = LEAD.match(line)
    if found is None or not (found["dashes"] or found["key"]):
        return line
    dashes, gap = found["dashes"] + found["indent"], found["gap"] or ""
    if _ODD.search(dashes):
        dashes = re.sub(f"[{SPACES}]", " ", dashes)
    if found["key"] and _ODD.search(gap):
        gap = " " if found["rest"] else ""
    return dashes + (found["key"] or "") + gap + found["rest"]


# ---------------------------------------------------------------- bullets
def bullets(text: str) -> tuple[str, list[Repair]]:
    """`• vi: …` and `– vi: …` begin with a dash again; before other words only where that makes sense of the file."""
    skip = inside(text)
    fields = _each(text, skip, lambda line: _bullet(line, only_fields=True))
    for made in (fields, _each(fields, skip, _bullet)):
        if meaning(_mended(made)) is not NONSENSE:
            return made, changed_lines("bullet", text, made)
    return text, []


def _bullet(line: str, only_fields: bool = False) -> str:
    found = BULLET.match(line)
    if found is None or (only_fields and not found["key"]):
        return line
    return _gaps(f"{found['indent']}-{' ' * len(found['gap'])}{line[found.end() :]}")


def _all_bullets(text: str) -> str:
    return _each(text, inside(text), _bullet)


# ---------------------------------------------------------------- quotation marks
def quotes(text: str) -> tuple[str, list[Repair]]:
    """Curly marks around whole values become straight ones, where it is sure that straight ones were meant.

    It is sure for the whole file where one value shows it: an id, a date or a number in curly marks, or
    a file that makes sense only with straight ones."""
    made = _all_quotes(text)
    if made == text:
        return text, []
    if (
        not (_needed(text) or _meant(_colons(text)) or meaning(_colons(text)) is NONSENSE)
        or meaning(_colons(made)) is NONSENSE
    ):
        return text, []
    return made, changed_lines("quotes", text, made)


def _needed(text: str) -> bool:
    """Whether a value in curly marks could not stand without marks: for that they were typed."""
    found = (in_curly_quotes(line) for line in text.split("\n"))
    return any(": " in (one["double"] or one["single"] or "") for one in found if one)


def _meant(text: str) -> bool:
    return any(is_machine_word(scalar.path, scalar.value) for scalar in scalars(text) if not scalar.style)


def _all_quotes(text: str) -> str:
    return _each(text, inside(text), _straight)


def _straight(line: str) -> str:
    if found := in_curly_quotes(line):
        words = found["double"] if found["open"] else found["single"]
        return found["lead"] + json.dumps(words, ensure_ascii=False) + found["tail"]
    if _BRACKETS.match(line):
        return _IN_BRACKETS.sub(
            lambda found: found[1] + json.dumps(found[2] or found[3] or "", ensure_ascii=False), line
        )
    return line


def _mended(text: str) -> str:
    return _colons(_all_quotes(text))


# ---------------------------------------------------------------- words that read as something else
def colons(text: str) -> tuple[str, list[Repair]]:
    """Values with `: ` in them, with words behind a closing quotation mark or with a sign of YAML's in front
    go between quotation marks, if that makes sense of the file."""
    if meaning(text) is not NONSENSE:
        return text, []
    made = _colons(text)
    return (text, []) if meaning(made) is NONSENSE else (made, changed_lines("colon", text, made))


def _colons(text: str) -> str:
    return _each(text, inside(text), _whole)


def _whole(line: str) -> str:
    found = _PLAIN_VALUE.match(line)
    if found is None or not _TROUBLE.search(found["words"]) or _FIELD.match(found["words"]):
        return line
    words = found["words"]
    single = '"' in words and "'" not in words
    return found["lead"] + (f"'{words}'" if single else json.dumps(words, ensure_ascii=False)) + found["tail"]
