"""Safe YAML with positions.

PyYAML's own loader loses duplicate keys, turns `NO` into false, `0123456701` into a number and hangs on
alias bombs. So only its event parser is used (the C one where it is there); a small composer keeps
every scalar a string (but for a plain true, false, null), remembers where each value stands and
refuses what an editor can't mean: aliases, tags, second documents, duplicate keys, deep nesting.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from camtay.errors import Problem
from camtay.text import HIDDEN_CHARACTERS, INDENT_CHARACTERS, nfc

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
Path_ = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_TYPED = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class Document:
    """A parsed file: `data` of dict, list, str, bool and None; `marks` from data path to (line, column)."""

    file: str
    data: Any = None
    marks: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path_) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the nearest parent that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def problem(self, code: str, path: Path_ = (), severity: Any = "error", /, **params: object) -> Problem:
        """A problem at `path` of this file."""
        line, column = self.place(path)
        words = {k: str(v) for k, v in params.items()}
        return Problem(code, self.file, line, column, dotted(path), words, severity)


def dotted(path: Path_) -> str:
    """`("steps", 2, "vi")` → `steps[2].vi`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def read(path: Path, name: str) -> Document:
    """Read one file. `name` is how problems call it. Never raises for bad content: see `.problems`."""
    document = Document(name)

    def bad(code: str, line: int = 1, column: int = 1, **params: object) -> Document:
        words = {k: str(v) for k, v in params.items()}
        document.problems.append(Problem(code, name, line, column, params=words))
        return document

    try:
        size = os.stat(path).st_size
        if size > MAX_BYTES:
            return bad("yaml.size", size=f"{size / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")
        raw = path.read_bytes()
    except OSError as error:
        return bad("file.unreadable", reason=error.strerror or error)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].rsplit(b"\n", 1)[-1].decode("utf-8", "replace")
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        line = raw.count(b"\n", 0, error.start) + 1
        return bad("yaml.encoding", line, len(before) + 1, byte="UTF-16" if utf16 else f"{raw[error.start]:#04x}")
    return parse(text, document)


def parse(text: str, document: Document) -> Document:
    """Parse `text` into `document` (for tests and for files that are read another way)."""
    name = document.file
    if found := _CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        document.problems.append(Problem("file.conflict", name, line, 1))
        return document
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip() and (indent := INDENT_CHARACTERS.match(row)):
            character = indent[1]
            code = "yaml.tab" if character == "\t" else "yaml.indent"
            params = {"character": f"U+{ord(character):04X}"}
            document.problems.append(Problem(code, name, number, indent.start(1) + 1, params=params))
    if document.problems:
        return document
    if text != (composed := nfc(text)):
        first = next(i for i, (a, b) in enumerate(zip(text, composed + "\0", strict=False)) if a != b)
        line = text.count("\n", 0, first) + 1
        document.problems.append(Problem("yaml.nfd", name, line, 1, severity="warning"))
        text = composed
    try:
        _compose(text, document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.problems.append(
            Problem(_syntax_code(error, text, line), name, line, column, params={"detail": error.problem or ""})
        )
        document.data = None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        params = {"character": f"U+{error.character:04X}" if isinstance(error.character, int) else "?"}
        document.problems.append(Problem("yaml.control", name, line, 1, params=params))
    except _RefusedError as refused:
        document.problems.append(refused.problem)
        document.data = None
    return document


def _syntax_code(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    what = f"{error.problem} {error.context}"
    rows = text.splitlines()
    row = rows[line - 1] if line <= len(rows) else ""
    if "quoted scalar" in what:
        return "yaml.quote"
    if "mapping values are not allowed" in what:
        return "yaml.colon"
    if "cannot start any token" in what and row.strip()[:1] not in ("\t", ""):
        return "yaml.start"
    if "could not find expected ':'" in what:
        return "yaml.nocolon"
    if "expected <block end>" in what or "did not find expected key" in what or "'-' indicator" in what:
        return "yaml.level"
    return "yaml.syntax"


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _compose(text: str, document: Document) -> None:
    events = iter(yaml.parse(text, Loader=_Loader))

    def refuse(code: str, event: Any, path: Path_, **params: object) -> _RefusedError:
        mark: Any = event.start_mark
        words = {k: str(v) for k, v in params.items()}
        return _RefusedError(Problem(code, document.file, mark.line + 1, mark.column + 1, dotted(path), words))

    def guard(event: Any, path: Path_) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise refuse("yaml.alias", event, path)
        if event.tag and not (event.implicit is True or event.tag == "!"):
            raise refuse("yaml.tag", event, path, tag=event.tag)
        if len(path) > MAX_DEPTH:
            raise refuse("yaml.depth", event, path[:3], limit=MAX_DEPTH)

    def value(event: Any, path: Path_) -> Any:
        guard(event, path)
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        document.marks.setdefault(path, mark)
        if isinstance(event, yaml.ScalarEvent):
            return scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(value(event, (*path, len(items))))
            return items
        return mapping(path)

    def scalar(event: Any, path: Path_) -> Any:
        text_value: str = event.value
        if event.style is None and text_value in _TYPED:
            return _TYPED[text_value]
        if HIDDEN_CHARACTERS.search(text_value):
            document.problems.append(document.problem("text.hidden", path, "warning"))
            text_value = HIDDEN_CHARACTERS.sub("", text_value)
        return text_value

    def mapping(path: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            guard(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise refuse("yaml.key", event, path)
            key = event.value
            start: Any = event.start_mark
            mark = (start.line + 1, start.column + 1)
            if key == "<<":
                raise refuse("yaml.alias", event, path)
            child = (*path, key)
            if key in result:
                first = document.marks[child][0]
                document.problems.append(
                    Problem("yaml.duplicate", document.file, *mark, dotted(child), {"key": key, "first": str(first)})
                )
                value(next(events), (*path, f"{key}\0"))
                continue
            document.marks[child] = mark
            result[key] = value(next(events), child)
        return result

    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise refuse("yaml.documents", event, ())
        elif isinstance(event, yaml.NodeEvent):
            document.data = value(event, ())
