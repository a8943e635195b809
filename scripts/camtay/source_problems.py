"""Faults that are looked for in a file as it is written, whatever its kind: in its texts and in its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from camtay import markup
from camtay.errors import Problem, Severity
from camtay.locales import is_tag
from camtay.text import candidates, legacy_encoding, nearest
from camtay.yaml_file import Document, Path_

MARKS = ("SỬA:", "CHANGE:")
"""What stands in an example file before words that have to be replaced (`samples`)."""


def sample_problems(document: Document) -> list[Problem]:
    """Words of an example file that nobody has replaced yet: an error where they would be published."""
    if not says(document, *MARKS):
        return []
    draft = isinstance(document.data, dict) and document.data.get("status") == "draft"
    found = [(path, words) for path, words in _words(document.data) if words.startswith(MARKS)]
    severity: Severity = "warning" if draft else "error"
    return [document.problem("text.sample", path, severity, found=words[:40]) for path, words in found]


def _words(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _words(value, (*path, key))


def says(document: Document, *words: str) -> bool:
    """Whether one of some words may stand in a file; quick, and never wrongly False."""
    return any(word in document.text for word in words) or "\\" in document.text  # an escape might spell it


Mappings = list[tuple[Path_, dict[str, Any]]]


def mappings(data: Any) -> Mappings:
    """Every mapping in the data of a file and its path, outer ones first."""
    found: Mappings = []
    _gather(data, (), found)
    return found


def _gather(value: Any, path: Path_, found: Mappings) -> None:
    # At the top of the module: a function that knows itself keeps what it has seen until rubbish is collected.
    if type(value) is dict:
        found.append((path, value))
        for key, inner in value.items():
            if type(inner) is not str:
                _gather(inner, (*path, key), found)
    elif type(value) is list:
        for index, inner in enumerate(value):
            if type(inner) is not str:
                _gather(inner, (*path, index), found)


FEW = 3
"""Missing translations of a file that are told one by one; more of them are told together."""


def text_problems(document: Document, locales: tuple[str, ...], found: Mappings | None = None) -> list[Problem]:
    """Faults inside texts: missing translations, markup that is not allowed, legacy encodings. `found` are the
    `mappings` of its data, if they are known.

    No translation is asked for in a locale that is no language tag, nor of a word that its readers need not know
    (`only` in the glossary)."""
    problems: list[Problem] = []
    missing: dict[str, list[Path_]] = {}
    for path, mapping in mappings(document.data) if found is None else found:
        written = [tag for tag in locales if isinstance(mapping.get(tag), str) and mapping[tag].strip()]
        if locales[0] in written:
            for tag in locales:
                if _is_empty(mapping.get(tag)) and is_tag(tag) and _needed(document.data, path, tag):
                    missing.setdefault(tag, []).append(path)
        for tag in written:
            words = mapping[tag]
            if "<" in words or "](" in words:
                problems += (_markup_problem(document, (*path, tag), f) for f in markup.faults(words))
            if tag == "vi" and (name := legacy_encoding(words)):
                problems.append(document.problem("text.legacy", (*path, tag), name=name, found=words[:30]))
    for tag, paths in missing.items():
        if len(paths) > FEW:
            problems.append(document.problem("text.translations", paths[0], "warning", locale=tag, n=len(paths)))
        else:
            problems += (document.problem("text.translation", path, "warning", locale=tag) for path in paths)
    return problems


def _markup_problem(document: Document, path: Path_, fault: markup.Fault) -> Problem:
    label = {"label": fault.label} if fault.label else {}
    return document.problem(fault.code, path, found=fault.found, **label)


def _needed(data: Any, path: Path_, tag: str) -> bool:
    """Whether readers of a locale are shown what stands at `path`."""
    for part in path:
        data = data[part]
        only = data.get("only") if isinstance(data, dict) else None
        if isinstance(only, str | list) and tag not in only:
            return False
    return True


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def source_references(document: Document, found: Mappings | None = None) -> list[Problem]:
    """Claims that name a source which the entry does not list; sources listed twice. `found`: see `text_problems`."""
    problems: list[Problem] = []
    listed = document.data.get("sources")
    records = listed if isinstance(listed, list) else []
    ids = [record.get("id") if isinstance(record, dict) else None for record in records]
    known = [name for name in ids if isinstance(name, str)]
    for index, name in enumerate(ids):
        if isinstance(name, str) and name in ids[:index]:
            problems.append(document.problem("source.twice", ("sources", index, "id"), id=name))
    if not known and not says(document, "sources"):
        return problems
    for path, mapping in mappings(document.data) if found is None else found:
        named = mapping.get("sources")
        if not path or not isinstance(named, list):
            continue
        for index, name in enumerate(named):
            if isinstance(name, str) and name not in known:
                problems.append(_unknown_source(document, (*path, "sources", index), name, known))
    return problems


def _unknown_source(document: Document, path: Path_, name: str, known: list[str]) -> Problem:
    if best := nearest(name, known):
        return document.problem("source.unknown", path, id=name, nearest=best)
    return document.problem("source.unknown_far", path, id=name, known=candidates(name, known))
