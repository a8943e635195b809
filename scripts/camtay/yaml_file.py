"""Safe YAML with positions.

PyYAML's own loader loses duplicate keys, turns `NO` into false, `0123456701` into a number and hangs on
alias bombs. So only its event parser is used (the C one where it is there); a small composer keeps
every scalar a string (but for a plain true, false, null), remembers where each value stands and
refuses what an editor can't mean: aliases, tags, second documents, duplicate keys, deep nesting.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from camtay import yaml_quick
from camtay.errors import Problem, Severity
from camtay.locales import is_tag
from camtay.text import HIDDEN_CHARACTERS, INDENT_CHARACTERS, nfc
from camtay.yaml_faults import diagnose, odd_space, pasted, written_at

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
Path_ = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = b"\xef\xbb\xbf"
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |\r?$)", re.MULTILINE)
_CONFLICT_WHOLE = re.compile(
    r"^<{7} ?(?P<ours>.*)$(?P<first>(?:\n.*)*?)\n={7}\r?$(?P<second>(?:\n.*)*?)\n>{7} ?(?P<theirs>.*)$", re.MULTILINE
)
"""Marks of `git merge`; with diff3 style the common ancestor stands in the first part, after `|||||||`."""
_CONTROL = yaml.reader.Reader.NON_PRINTABLE
"""What YAML 1.1 does not allow in a file; libyaml lets some of it pass."""
KEY_FAULTS = {"field.unknown", "field.unknown_far", "text.locale", "text.source", "word.unknown", "word.unknown_far"}
"""Problems of a name in front of a colon, not of what stands behind it."""
_TYPED = {"true": True, "false": False, "null": None, "~": None, "": None}


Places = dict[Path_, tuple[int, int]]


@dataclass
class Document:
    """A parsed file: `data` of dict, list, str, bool and None."""

    file: str
    data: Any = field(default_factory=lambda: None)
    text: str = field(default_factory=str, repr=False)
    """The file's content."""
    problems: list[Problem] = field(default_factory=list)
    places: tuple[Places, Places] | None = field(default=None, repr=False, compare=False)
    """`marks` and `values`, as far as they are known; of most files nobody asks."""
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of the text before, such as the places of problems."""

    @classmethod
    def later(cls, file: str, memo: dict[Any, Any], open_: Callable[[], Document]) -> Document:
        """A document that is read when somebody asks for its text or its data."""
        made = cls.__new__(cls)
        made.__dict__.update(file=file, problems=[], memo=memo, _open=open_)
        return made

    def leave(self, open_: Callable[[], Document]) -> None:
        """Keep text and data no longer: most files of thousands are not asked again. See `later`."""
        _ = self.digest
        self.__dict__["_open"] = open_
        self.close()

    def close(self) -> None:
        """Keep nothing that can be read again."""
        for name in ("data", "text", "places", "rows") if "_open" in self.__dict__ else ():
            self.__dict__.pop(name, None)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name not in ("data", "text") or "_open" not in self.__dict__:
                raise AttributeError(name)
            found = self._open()
            self.data, self.text, self.places = found.data, found.text, found.places
            return self.__dict__[name]

    @property
    def digest(self) -> str:
        """A short hash of the text."""
        if "digest" not in self.memo:
            self.memo["digest"] = hashlib.blake2b(self.text.encode(), digest_size=12).hexdigest()
        found: str = self.memo["digest"]
        return found

    @property
    def marks(self) -> Places:
        """Data path → line and column."""
        return self._placed()[0]

    @property
    def values(self) -> Places:
        """Line and column of what stands behind a key, where that is one value and not more keys or a list."""
        return self._placed()[1]

    @cached_property
    def rows(self) -> list[str]:
        """Lines of the file."""
        return self.text.splitlines()

    def _placed(self) -> tuple[Places, Places]:
        if self.places is None:
            try:
                self.places = yaml_quick.places(self.text)
            except yaml_quick.NotPlainError:
                self.places = ({}, {})
                _compose(self.text, Document(self.file, text=self.text, places=self.places))
        return self.places

    def place(self, path: Path_) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the nearest parent that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def problem(self, code: str, path: Path_ = (), severity: Severity = "error", /, **params: object) -> Problem:
        """A problem at `path` of this file: at the value there, unless it is the key that is wrong.

        With a parameter `found` the place is where these words stand in the value."""
        words = {k: str(v) for k, v in params.items()}
        line, column = self.spot(path, code in KEY_FAULTS, words.get("found", ""))
        return Problem(code, self.file, line, column, dotted(path), words, severity)

    def spot(self, path: Path_, at_key: bool = False, found: str = "") -> tuple[int, int]:
        """Where `problem` says that something is; remembered, for who asks again without the text."""
        asked = (path, at_key, found)
        if asked not in self.memo:
            self.memo[asked] = self._spot(*asked)
        known: tuple[int, int] = self.memo[asked]
        return known

    def _spot(self, path: Path_, at_key: bool, found: str) -> tuple[int, int]:
        if self.places is None and len(path) == 1 and (at := self._at_margin(path[0], at_key)):
            return self._find(found, *at, 0)
        line, column = self.place(path)
        indent = column - 1
        if not at_key:
            line, column = self.values.get(path, (line, column))
        return self._find(found, line, column, indent)

    def _at_margin(self, key: str | int, at_key: bool) -> tuple[int, int] | None:
        """The place of a key at the margin with a list or further keys behind it, or of an id behind it, without
        looking at anything else of the file; None if that is not what is written. Files whose places nobody asked for
        have nothing that looks so."""
        found = re.search(
            rf"^{key}:(?: *(?:\n *- |\n +[a-z_]+:[ \n]|[{{\[])|( +)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$)",
            self.text,
            re.MULTILINE,
        )
        if not found:
            return None
        column = 1 if at_key or found[1] is None else found.end(1) - found.start() + 1
        return self.text.count("\n", 0, found.start()) + 1, column

    def _find(self, words: str, line: int, column: int, indent: int) -> tuple[int, int]:
        """Where `words` stand, in capitals or not, in the value that begins at a place; else where it begins."""
        for number, row in enumerate(self.rows[line - 1 :] if words else (), line):
            if number > line and row.strip() and len(row) - len(row.lstrip()) <= indent:
                break  # the next field
            if (found := row.lower().find(words.lower(), column - 1 if number == line else 0)) >= 0:
                return number, found + 1
        return line, column

    def tell(
        self, code: str, line: int = 1, column: int = 1, severity: Severity = "error", /, **params: object
    ) -> Document:
        """The document, with a problem more at a place of its text."""
        words = {k: str(v) for k, v in params.items()}
        self.problems.append(Problem(code, self.file, line, column, params=words, severity=severity))
        return self


_MACHINE_WORD = re.compile("[“„‟”‘‚’][A-Za-z0-9+][A-Za-z0-9+._:/@-]+[”“‟’‘]")


def is_machine_word(path: Path_, value: str) -> bool:
    """Whether a plain value is an id, a number, a date or an address in curly marks: they were meant as YAML's."""
    key = path[-1] if path else ""
    text = isinstance(key, str) and key != "id" and is_tag(key)  # `id` is a language, too
    return not text and bool(_MACHINE_WORD.fullmatch(value))


def dotted(path: Path_) -> str:
    """`("steps", 2, "vi")` → `steps[2].vi`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def read(path: Path | str, name: str) -> Document:
    """Read one file. `name` is how problems call it. Never raises for bad content: see `.problems`."""
    document = Document(name)
    try:
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode) and status.st_size > MAX_BYTES:
            return document.tell("yaml.size", size=f"{status.st_size / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")
        if not stat.S_ISREG(status.st_mode):  # a device or a pipe might never end
            return document.tell("file.unreadable", reason=os.strerror(errno.EINVAL))
        with open(path, "rb", buffering=0) as file:
            raw = file.read()
    except OSError as error:
        return document.tell("file.unreadable", reason=error.strerror or error)
    return of_bytes(raw, name)


def of_bytes(raw: bytes, name: str) -> Document:
    """The document in a file's bytes, as `read` gives it. Its memo has the hash of the bytes (`raw`)."""
    document = Document(name, memo={"raw": hashlib.blake2b(raw, digest_size=16).hexdigest()})
    if len(raw) > MAX_BYTES:
        return document.tell("yaml.size", size=f"{len(raw) / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")
    content = raw.removeprefix(_BOM)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        line, column = _position(content[: error.start].decode("utf-8"))
        return document.tell("yaml.encoding", line, column, byte="UTF-16" if utf16 else f"{content[error.start]:#04x}")
    return parse(text, document)


def parse(text: str, document: Document) -> Document:
    """Parse `text` into `document` (for tests and for files that are read another way)."""
    marked = "<<<<<<<" in text or "=======" in text or ">>>>>>>" in text
    if marked and (found := _CONFLICT.search(text)):
        return _conflict(text, found.start(), document)
    plain = yaml_quick.smooth(text)
    if not plain:
        if found := _CONTROL.search(text):
            return document.tell("yaml.control", *_position(text[: found.start()]), character=_number(found[0]))
        for line, row in enumerate(text.splitlines(), 1):
            if indent := INDENT_CHARACTERS.match(row):
                code = "yaml.tab" if indent[1] == "\t" else "yaml.indent"
                document.tell(code, line, indent.start(1) + 1, character=_number(indent[1]))
        if document.problems:
            return document
    if text != (composed := nfc(text)):
        first = next(i for i, (a, b) in enumerate(zip(text, composed + "\0", strict=False)) if a != b)
        document.tell("yaml.nfd", _position(text[:first])[0], 1, "warning")
        text = composed
    document.text = text
    try:
        document.data = yaml_quick.load(text, _TYPED, MAX_DEPTH, plain)
        return document
    except yaml_quick.NotPlainError:
        document.places = ({}, {})
    try:
        _compose(text, document)
    except yaml.MarkedYAMLError as error:
        fault = diagnose(error, text, _Loader)
        fault = pasted(text.splitlines(), fault.line) or fault
        document.tell(fault.code, fault.line, fault.column, **fault.params)
        document.data = None
    except _RefusedError as refused:
        document.problems.append(refused.problem)
        document.data = None
    return document


def _conflict(text: str, start: int, document: Document) -> Document:
    """Two versions of a passage left in the file by a merge: which lines are whose."""
    line, column = _position(text[:start])
    whole = _CONFLICT_WHOLE.match(text, start)
    if whole is None:
        return document.tell("file.conflict_mark", line, column)
    middle = line + whole["first"].count("\n") + 1
    end = middle + whole["second"].count("\n") + 1
    names = {"ours": whole["ours"].strip() or "?", "theirs": whole["theirs"].strip() or "?"}
    return document.tell("file.conflict", line, column, first=line, middle=middle, end=end, **names)


def _position(before: str) -> tuple[int, int]:
    """Line and column of what follows `before`, from 1."""
    rows = f"{before}|".splitlines()
    return len(rows), len(rows[-1])


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"


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
        if event.tag:
            raise refuse("yaml.tag", event, path, tag=written_at(text, event.start_mark))
        if len(path) > MAX_DEPTH:
            raise refuse("yaml.depth", event, path[:3], limit=MAX_DEPTH)

    def value(event: Any, path: Path_) -> Any:
        guard(event, path)
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        document.marks.setdefault(path, mark)
        if isinstance(event, yaml.ScalarEvent):
            if event.value or event.style:
                document.values[path] = mark
            return scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(value(event, (*path, len(items))))
            return items
        return mapping(path)

    def clean(words: str, path: Path_) -> str:
        if not HIDDEN_CHARACTERS.search(words):
            return words
        document.problems.append(document.problem("text.hidden", path, "warning"))
        return HIDDEN_CHARACTERS.sub("", words)

    def scalar(event: Any, path: Path_) -> Any:
        if not event.style and event.value in _TYPED:  # libyaml's plain style is "", Python's None
            return _TYPED[event.value]
        if not event.style and (found := odd_space(event.value)):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            document.tell("yaml.gap", line, column, character=_number(found[1]))
        if not event.style and is_machine_word(path, event.value):
            document.problems.append(document.problem("yaml.curly", path, "warning"))
        return clean(event.value, path)

    def mapping(path: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            guard(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise refuse("yaml.key", event, path)
            if event.value == "<<":
                raise refuse("yaml.alias", event, path)
            start: Any = event.start_mark
            line, column = start.line + 1, start.column + 1
            key = clean(event.value, path)
            child = (*path, key)
            document.marks.setdefault(child, (line, column))
            found = value(next(events), child)
            if key in result:
                words = {"key": key, "first": str(lines[key])}
                document.problems.append(Problem("yaml.duplicate", document.file, line, column, dotted(child), words))
                continue
            lines[key] = line
            result[key] = found
        return result

    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise refuse("yaml.documents", event, ())
        elif isinstance(event, yaml.NodeEvent):
            document.data = value(event, ())
