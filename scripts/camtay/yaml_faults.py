"""What an error of the YAML parser means to the person who wrote the file.

The parser names the place where its search ended, often some lines below the slip, and in words of the YAML
specification. Here the slip itself is found. libyaml's parser and PyYAML's own word the same faults in two ways,
so only what both have in common is looked at: the context, the marks and a few words.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

_QUOTES = ("'", '"')

# ---------------------------------------------------------------- what Word makes of a line
SPACES = "\t \u00a0\u2000-\u200a\u202f\u3000"
"""What looks like a space, for a class of characters."""
KEY = r"[A-Za-z_][A-Za-z0-9_.-]*"
"""The name of a field."""
LEAD = re.compile(rf"^(?P<dashes>(?: *-[{SPACES}]+)*)(?P<indent> *)(?P<key>{KEY}:)?(?P<gap>[{SPACES}]+)?(?P<rest>.*)$")
BULLET = re.compile(rf"^(?P<indent> *)[–—•●▪▫·∙◦‣](?P<gap>[{SPACES}]+)(?=(?P<key>{KEY}:(?:[{SPACES}]|$))?)")
"""A list item that begins with what Word types for a hyphen."""
CURLY_VALUE = re.compile(
    rf"^(?P<lead> *(?:- +)*(?:{KEY}: +)?)(?:"
    r"(?P<open>[“„‟”\"])(?P<double>[^“”„‟]*)(?P<close>[”“‟\"])"
    r"|(?P<open1>[‘’‚'])(?P<single>(?:[^‘’‚']|(?<=\w)['’](?=\w))*)(?P<close1>[’‘'])"
    r")(?P<tail> *(?: #.*)?)$"
)
"""A whole value between quotation marks, of which at least one should be curly: see `in_curly_quotes`."""
_GAP = re.compile(rf"(?:^| )(?:- +)*{KEY}:(?! )([{SPACES}])")


def odd_space(words: str) -> re.Match[str] | None:
    """A field's name in plain words whose colon is followed by no plain space: it was meant as a field."""
    return _GAP.search(words)


def in_curly_quotes(row: str) -> re.Match[str] | None:
    """A line whose value stands in quotation marks that YAML does not take for such."""
    found = CURLY_VALUE.match(row)
    if found is None:
        return None
    marks = (found["open"], found["close"]) if found["open"] else (found["open1"], found["close1"])
    inner = found["double"] if found["open"] else found["single"]
    return found if not set(marks) <= set(_QUOTES) and " #" not in inner else None


def pasted(rows: list[str], line: int) -> Fault | None:
    """What Word did to line `line` (from 1) or to one of the three above it, if that is why it can't be parsed."""
    for number in range(line, max(line - 4, 0), -1):
        row = rows[number - 1] if number <= len(rows) else ""
        if found := in_curly_quotes(row):
            return Fault("yaml.curly", number, len(found["lead"]) + 1, {})
        if found := BULLET.match(row):
            return Fault("yaml.bullet", number, len(found["indent"]) + 1, {"mark": row[len(found["indent"])]})
        if found := odd_space(row):
            return Fault("yaml.gap", number, found.start(1) + 1, {"character": f"U+{ord(found[1]):04X}"})
    return None


# ---------------------------------------------------------------- what the parser means


class Fault(NamedTuple):
    """Which problem to report (`messages.MESSAGES`) and where; line and column count from 1."""

    code: str
    line: int
    column: int
    params: dict[str, str]


def diagnose(error: yaml.MarkedYAMLError, text: str, loader: Any) -> Fault:
    """The slip behind `error`, which `loader` raised on `text`."""
    context, problem = error.context or "", error.problem or ""
    end: Any = error.problem_mark
    start: Any = error.context_mark or end
    if "alias" in context or "anchor" in context:
        return _fault("yaml.alias", start)
    if "a tag" in context:
        return _fault("yaml.tag", start, tag=written_at(text, start))
    if "block scalar" in context or "directive" in context:  # a directive begins with %
        return _fault("yaml.start", start)
    if "quoted scalar" in context:
        return _fault("yaml.quote", start) if "unexpected" in problem else _fault("yaml.escape", end)
    if "cannot start any token" in problem:
        return _fault("yaml.tab" if written_at(text, end).startswith("\t") else "yaml.start", end)
    if "mapping values are not allowed" in problem:
        return _fault("yaml.colon", end)
    if "are not allowed" in problem:
        return _fault("yaml.start", end)
    if "could not find expected ':'" in problem:
        return _fault("yaml.nocolon", start)
    if isinstance(error, yaml.scanner.ScannerError):
        return _fault("yaml.syntax", end, detail=problem)
    return _grammar(context, problem, start, end, text, loader)


def _grammar(context: str, problem: str, start: Any, end: Any, text: str, loader: Any) -> Fault:
    """Tokens that are fine each and do not fit together: judged by the one before the place."""
    before = _token_before(end, text, loader)
    if before and before.end_mark.line == end.line:
        if isinstance(before, yaml.ScalarToken) and before.style in _QUOTES:
            closed = before.start_mark.line == end.line
            return _fault("yaml.after_quote", end) if closed else _fault("yaml.quote", before.start_mark)
        if isinstance(before, yaml.AliasToken):
            return _fault("yaml.alias", before.start_mark)
        if "block" in context and isinstance(before, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            return _fault("yaml.start", before.start_mark)
    if "flow" in context:
        if start.line == end.line and written_at(text, end).startswith(":"):
            return _fault("yaml.colon", end)
        return _fault("yaml.bracket", before.start_mark if before and "node" in context else start)
    if "block mapping" in context or "block collection" in context:
        return _fault("yaml.level", end)
    inside = end.line < len(text.splitlines())
    return _fault("yaml.syntax", end if inside or not before else before.start_mark, detail=problem)


def _token_before(mark: Any, text: str, loader: Any) -> Any:
    """The last token that begins before `mark`."""
    last = None
    for token in yaml.scan(text, Loader=loader):
        begin: Any = token.start_mark
        if (begin.line, begin.column) >= (mark.line, mark.column):
            break
        last = token
    return last


def _fault(code: str, mark: Any, **params: str) -> Fault:
    return Fault(code, mark.line + 1, mark.column + 1, params)


def written_at(text: str, mark: Any) -> str:
    """What stands in the line from `mark` on, cut to a length that fits a message."""
    rows = text.splitlines()
    return rows[mark.line][mark.column :][:40] if mark.line < len(rows) else ""
