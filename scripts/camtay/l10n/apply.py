"""Writing what a PO file brings: into the YAML of the content, comments and order kept, or into `guides/ui/`."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from camtay import interface, yaml_file
from camtay.errors import CamtayError, Problem, fail
from camtay.files import write_atomic
from camtay.l10n import po_out, status
from camtay.l10n.po_in import Change, Preview
from camtay.model.entries import KINDS, Places
from camtay.model.glossary import Glossary
from camtay.model.site import Site
from camtay.project import Project
from camtay.source import FOLDER, GLOSSARY, PLACES, SITE
from camtay.source_problems import text_problems
from camtay.text import nfc
from camtay.translation import Line, digest
from camtay.validation import validate
from camtay.yaml_edit import Words, edited
from camtay.yaml_file import Document, Path_, dotted

_BOM = b"\xef\xbb\xbf"
_MODELS: Mapping[str, type[BaseModel]] = {SITE: Site, GLOSSARY: Glossary, PLACES: Places}
Edits = dict[Path_, str]


def prepared(project: Project, preview: Preview) -> dict[Path, bytes]:
    """The files as they would be. Raises CamtayError for translations that the content can't hold (too long, a word of
    the interface without its placeholder), each at its line in the PO file."""
    if preview.part == "content":
        made, problems = _content(project, preview)
    else:
        made, problems = _interface(project, preview)
    if problems:
        raise CamtayError(problems)
    return made


def apply(project: Project, preview: Preview, day: date, machine: bool = False) -> int:
    """Write the files, then the lock; the number of files. Raises CamtayError, before anything is written for a fault
    of the translations."""
    made = prepared(project, preview)
    for path, data in made.items():
        try:
            write_atomic(path, data)
        except OSError as error:
            raise fail("file.write", path.name, reason=error.strerror or error) from error
    if preview.part == "content" and (preview.changes or preview.confirmed):
        status.write(project.root, _lines(project, preview, day, machine))
    return len(made)


def _lines(project: Project, preview: Preview, day: date, machine: bool) -> Iterator[Line]:
    """The lock's lines with what the translator vouches for."""
    told: dict[tuple[str, Path_, str], Line] = {}
    for change in (*preview.changes, *preview.confirmed):
        if change.one:
            unit, tag = change.one.unit, change.one.locale
            hashes = digest(unit.source), digest(change.after)
            told[unit.owner, unit.path, tag] = Line(unit.owner, unit.key, tag, *hashes, day.isoformat(), machine)
    for one in status.states(project):
        if new := told.get((one.unit.owner, one.unit.path, one.locale)):
            yield new
        elif one.line:
            yield replace(one.line, path=one.unit.key)


# ---------------------------------------------------------------- content
def _content(project: Project, preview: Preview) -> tuple[dict[Path, bytes], list[Problem]]:
    groups: dict[str, list[Change]] = defaultdict(list)
    documents: dict[str, Document] = {}
    for change in preview.changes:
        if change.one:
            document = change.one.unit.document
            documents[document.file] = document
            groups[document.file].append(change)
    made: dict[Path, bytes] = {}
    problems: list[Problem] = []
    locales = tuple(locale.tag for locale in project.locales)
    for file, changes in groups.items():
        edits = {(*c.one.unit.path, c.one.locale): c.after for c in changes if c.one}
        data, document = rewritten(project.root, documents[file], edits, locales)
        rows = {dotted((*c.one.unit.path, c.one.locale)): c for c in changes if c.one}
        problems += _moved(_faults(document, locales), rows, preview.file)
        made[project.root / file] = data
    return made, problems


def rewritten(root: Path, document: Document, edits: Edits, locales: Sequence[str]) -> tuple[bytes, Document]:
    """A file with words set at paths, and how it reads. Raises CamtayError where it would not read as it should."""
    raw = (root / document.file).read_bytes()
    mark = _BOM if raw.startswith(_BOM) else b""
    before = raw.decode("utf-8-sig")
    order = [*locales, *sorted(_keys(document.data) - set(locales))]
    # Paragraphs stay lines; all else is quoted, which forgives everything that may stand in it.
    words = {path: text if "\n" in text else Words(text) for path, text in edits.items()}
    after = edited(nfc(before.replace("\r\n", "\n")), words, order)
    read = yaml_file.parse(after, Document(document.file))
    wanted = copy.deepcopy(document.data)
    for path, text in edits.items():
        inner: Any = wanted
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = text
    if _bare(read.data) != _bare(wanted):
        raise fail("po.write", document.file)
    if "\r\n" in before:
        after = after.replace("\n", "\r\n")
    return mark + after.encode(), read


def _bare(data: Any) -> Any:
    """Data without the white space around texts, which YAML's blocks add."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_bare(value) for value in data]
    return data.strip() if isinstance(data, str) else data


def _keys(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*map(_keys, data.values()))
    return set().union(*map(_keys, data)) if isinstance(data, list) else set()


def _faults(document: Document, locales: tuple[str, ...]) -> list[Problem]:
    problems = text_problems(document, locales)
    model = _MODELS.get(document.file) or KINDS[document.data["kind"]]
    validate(model, document, locales, problems)
    return [problem for problem in problems if problem.severity == "error"]


def _moved(problems: Sequence[Problem], rows: Mapping[str, Change], file: str) -> list[Problem]:
    """Problems of a file that is not written, told where the translator can mend them."""
    return [
        replace(p, file=file, line=rows[p.path].row, column=0, path=rows[p.path].name) if p.path in rows else p
        for p in problems
    ]


# ---------------------------------------------------------------- interface
def _interface(project: Project, preview: Preview) -> tuple[dict[Path, bytes], list[Problem]]:
    file = f"{FOLDER}/ui/{preview.locale}.yml"
    path = project.root / file
    package = interface.words(preview.locale)
    wanted = {change.name: change for change in preview.changes}
    if not wanted:
        return {}, []
    text = path.read_text("utf-8-sig") if path.exists() else ""
    words: dict[Path_, Words] = {(key,): Words(change.after) for key, change in wanted.items()}
    order = list(po_out.reference(project))
    after = edited(text.replace("\r\n", "\n"), words, order)
    document = yaml_file.parse(after, Document(file))
    read = document.data if isinstance(document.data, dict) else {}
    if any(read.get(key) != change.after for key, change in wanted.items()):
        raise fail("po.write", file)
    locales = [locale.tag for locale in project.locales]
    found = interface.problems(document, {**package, **read}, preview.locale, locales)
    errors = [problem for problem in (*document.problems, *found) if problem.severity == "error"]
    return {path: after.encode()}, _moved(errors, {dotted((key,)): c for key, c in wanted.items()}, preview.file)
