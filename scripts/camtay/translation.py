"""Whether translations still say what their originals say, from a lock of hashes.

`guides/l10n.lock.jsonl` holds one line for each translated text: the hash of the original that it was made from and of
the translation itself. A text is found by these hashes within its entry, not by its place, so that steps may be added
and moved; what a merge leaves twice does no harm, so git's union merges the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from camtay.errors import Problem
from camtay.source import FOLDER
from camtay.text import nfc
from camtay.yaml_file import Document, Path_, dotted

FILE = f"{FOLDER}/l10n.lock.jsonl"
_HASH = re.compile(r"[0-9a-f]{12}")
_MARKER = re.compile(r"<{7}|={7}|>{7}|\|{7}")


class State(StrEnum):
    """Of a text in one locale. `untracked` counts as good: nobody has said what it was made from."""

    MISSING = "missing"
    STALE = "stale"
    MACHINE = "machine"
    OK = "ok"
    UNTRACKED = "untracked"


@dataclass(frozen=True, order=True)
class Line:
    """One line of the lock. `source` and `text` are `digest`s; `day` is when somebody said that the two agree."""

    entry: str
    path: str
    locale: str
    source: str
    text: str
    day: str
    machine: bool = False

    def dump(self) -> str:
        """The line as JSON with fields in fixed order."""
        values: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        if not self.machine:
            del values["machine"]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Unit:
    """A text of the content with its words by locale."""

    owner: str
    """Id of its entry; `site.yml`, `glossary.yml`, `places.yml` for texts of none."""
    key: str
    """Where in its entry: `steps[2].note`, `story[nuoc].title`. Items of lists are called by their id, if they have
    one."""
    document: Document
    path: Path_
    """The same in the data of the document."""
    words: Mapping[str, str]
    locales: tuple[str, ...]
    """Those whose readers need it, source locale first."""

    @property
    def source(self) -> str:
        """The words in the source locale."""
        return self.words[self.locales[0]]

    @property
    def line(self) -> int:
        """Line of its original in the file."""
        return self.document.place((*self.path, self.locales[0]))[0]


@dataclass(frozen=True)
class Translated:
    """A text in one locale that is not the source's; `line` is what the lock knows of it."""

    unit: Unit
    locale: str
    state: State
    line: Line | None = None

    @property
    def machine(self) -> bool:
        """Whether a machine wrote these words and nobody has looked at them."""
        return self.line is not None and self.line.machine


@lru_cache(maxsize=50_000)
def digest(text: str) -> str:
    """Twelve hexadecimal digits of a text, whatever its line breaks and its form of Unicode."""
    return hashlib.sha256(" ".join(nfc(text).split()).encode()).hexdigest()[:12]


# ---------------------------------------------------------------- texts
def units(
    entries: Mapping[str, tuple[Document, Path_]], common: Iterable[Document], locales: tuple[str, ...]
) -> list[Unit]:
    """Every text that has words in the source locale: of entries (id → document and place in it), then of documents
    with texts that are no entry's."""
    found: list[Unit] = []
    for id_, (document, base) in entries.items():
        data: Any = document.data
        for part in base:
            data = data[part]
        if isinstance(data, dict) and not base:
            data = {key: value for key, value in data.items() if key != "alleys"}  # entries of their own
        found += _units(id_, document, data, base, (), locales)
    for document in common:
        found += _units(Path(document.file).name, document, document.data, (), (), locales)
    return found


def _units(
    owner: str, document: Document, data: Any, path: Path_, key: Path_, locales: tuple[str, ...]
) -> Iterator[Unit]:
    if isinstance(data, dict):
        only = data.get("only")
        if isinstance(only, str | list):  # a word of the glossary that not all readers need explained
            locales = tuple(tag for tag in locales if tag == locales[0] or tag in only)
        words = {tag: data[tag].strip() for tag in locales if isinstance(data.get(tag), str) and data[tag].strip()}
        if locales[0] in words:
            yield Unit(owner, dotted(key) or ".", document, path, words, locales)
        for name, value in data.items():
            yield from _units(owner, document, value, (*path, name), (*key, name), locales)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            name = value.get("id") if isinstance(value, dict) else None
            # As `dotted` writes a number: in brackets, joined to the name of the list.
            called = (*key[:-1], f"{key[-1]}[{name if isinstance(name, str) else index}]") if key else (index,)
            yield from _units(owner, document, value, (*path, index), called, locales)


# ---------------------------------------------------------------- the lock
def read(root: Path) -> tuple[tuple[Line, ...] | None, list[Problem]]:
    """The lines of a project's lock (None where it has none), and its faults: warnings, for a site is published all
    the same."""
    path = root / FILE
    if not path.exists():
        return None, []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return (), [Problem("translation.unreadable", FILE, params={"reason": str(error)}, severity="warning")]
    lines: dict[Line, None] = {}
    problems: list[Problem] = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        if _MARKER.match(row):  # lines of both sides count, as git's union would leave them
            problems.append(Problem("translation.conflict", FILE, number, severity="warning"))
            continue
        try:
            lines[_line(row)] = None
        except (ValueError, TypeError, RecursionError):
            told = Problem("translation.line", FILE, number, params={"text": row[:60]}, severity="warning")
            problems.append(told)
    return tuple(lines), problems[:3]


def _line(row: str) -> Line:
    """Raises ValueError or TypeError for anything that the tool would not have written."""
    line = Line(**json.loads(row))
    words = (line.entry, line.path, line.locale, line.source, line.text, line.day)
    hashes = all(isinstance(word, str) for word in words) and all(map(_HASH.fullmatch, (line.source, line.text)))
    if not hashes or line.machine not in (True, False) or date.fromisoformat(line.day).isoformat() != line.day:
        raise ValueError(row)
    return line


def dump(lines: Iterable[Line]) -> bytes:
    """The file: sorted, each line once."""
    return "".join(f"{line.dump()}\n" for line in sorted(set(lines))).encode()


# ---------------------------------------------------------------- comparing
def judge(found: Sequence[Unit], lock: Iterable[Line] | None, tags: Sequence[str]) -> list[Translated]:
    """The state of every text in the locales `tags`, text by text."""
    lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lock or ():
        lines[line.entry, line.locale].append(line)
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in found:
        for tag in tags:
            if tag in unit.locales[1:]:
                groups[unit.owner, tag].append(unit)
    made = {
        (id(one.unit), one.locale): one
        for (owner, tag), own in groups.items()
        for one in _of_entry(own, tag, lines.get((owner, tag), []))
    }
    return [made[id(unit), tag] for unit in found for tag in tags if (id(unit), tag) in made]


def _of_entry(found: Sequence[Unit], tag: str, lines: Sequence[Line]) -> Iterator[Translated]:
    """Each line of the lock is used up by one text: by the one that agrees with both hashes, else by the one whose
    translation it is (the original has changed), else by the one whose original it is (translated anew)."""
    free = dict.fromkeys(lines)
    open_: list[Unit] = []
    for unit in found:
        if tag not in unit.words:
            yield Translated(unit, tag, State.MISSING)
        else:
            open_.append(unit)
    for fields, state in ((("source", "text"), State.OK), (("text",), State.STALE), (("source",), State.UNTRACKED)):
        by_hash: dict[tuple[str, ...], list[Line]] = defaultdict(list)
        for line in free:
            by_hash[tuple(getattr(line, name) for name in fields)].append(line)
        left = []
        for unit in open_:
            hashes = {"source": digest(unit.source), "text": digest(unit.words[tag])}
            fitting = [line for line in by_hash.get(tuple(hashes[name] for name in fields), ()) if line in free]
            if not fitting:
                left.append(unit)
                continue
            line = min(fitting, key=lambda one: (one.path != unit.key, one))
            del free[line]
            known = None if state is State.UNTRACKED else line
            by_machine = state is State.OK and line.machine
            yield Translated(unit, tag, State.MACHINE if by_machine else state, known)
        open_ = left
    for unit in open_:
        yield Translated(unit, tag, State.UNTRACKED)


def stale_problems(translated: Iterable[Translated]) -> list[Problem]:
    """One note for each entry and locale whose originals have changed since they were translated."""
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for one in translated:
        if one.state is State.STALE:
            groups[one.unit.owner, one.locale].append(one.unit)
    problems = []
    for (owner, tag), stale in groups.items():
        first = stale[0]
        where = ", ".join(unit.key for unit in stale[:4]) + (" …" if len(stale) > 4 else "")
        params = {"n": len(stale), "locale": tag, "where": where, "entry": owner}
        problems.append(first.document.problem("translation.stale", (*first.path, tag), "warning", **params))
    return problems
