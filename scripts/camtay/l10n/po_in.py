"""Reading a PO file back: what it would change, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from camtay import markup
from camtay.errors import CamtayError, Problem, fail
from camtay.l10n import po_out
from camtay.l10n.status import states
from camtay.project import Project
from camtay.text import HIDDEN_CHARACTERS, nearest, nfc
from camtay.translation import State, Translated, Unit

MAX_BYTES = 20_000_000
_LINE = re.compile(r"line (\d+)")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
_MARKS = re.compile(r"\*\*|`|\]\(")


@dataclass(frozen=True)
class Change:
    """A translation that the file brings; `before` is empty where there was none. `row` is its line in the file."""

    name: str
    """As the file calls it."""
    before: str
    after: str
    row: int
    one: Translated | None = None
    """None for a word of the interface."""


@dataclass(frozen=True)
class Preview:
    """What importing a file would do. `notes` are warnings; errors are raised."""

    file: str
    locale: str
    part: str
    """`content` or `interface`."""
    changes: tuple[Change, ...]
    confirmed: tuple[Change, ...]
    """The same words as before, of which the translator now says that they agree with the original."""
    unchanged: int
    fuzzy: int
    empty: int
    notes: tuple[Problem, ...]


def read(path: Path) -> polib.POFile:
    """The file. Raises CamtayError for what is no PO file in UTF-8."""
    name = path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise fail("po.large", name, limit=MAX_BYTES // 1_000_000)
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fail("po.encoding", name) from None
    except OSError as error:
        raise fail("file.unreadable", name, reason=error.strerror or error) from error
    try:
        file = polib.pofile(str(path), encoding="utf-8-sig")
    except (OSError, ValueError, IndexError, KeyError, TypeError) as error:
        line = _LINE.search(str(error))
        raise fail("po.syntax", name, int(line[1]) if line else 0) from error
    if not file.metadata and not any(entry.msgctxt for entry in file):
        raise fail("po.syntax", name, 0 if text.strip() else 1)
    return file


def preview(project: Project, path: Path, tag: str | None = None) -> Preview:
    """What the file would change. `tag` is its locale where it does not say so itself. Raises CamtayError."""
    file, name = read(path), path.name
    site = file.metadata.get(po_out.SITE, project.site.host)
    if site != project.site.host:
        raise fail("po.other", name, site=site, host=project.site.host)
    locale = _locale(project, file, name, tag)
    part = file.metadata.get(po_out.PART, "content")
    entries = [entry for entry in file if not entry.obsolete]
    known = _known_units(project, locale) if part == "content" else {}
    names = set(po_out.reference(project)) if part != "content" else {*known}
    if entries and not any(entry.msgctxt in names for entry in entries):
        raise fail("po.foreign", name, host=project.site.host)
    problems = list(_doubles(entries, name))
    if part == "content":
        found = _content(known, entries, name, problems)
    else:
        found = _words(project, locale, entries, name, problems)
    if any(problem.severity == "error" for problem in problems):
        raise CamtayError(problems)
    given = [entry for entry in entries if not entry.fuzzy and entry.msgstr.strip()]
    changes = tuple(change for change in found if change.before != change.after)
    same = [change for change in found if change.before == change.after]
    confirmed = tuple(c for c in same if c.one is not None and c.one.state in (State.STALE, State.MACHINE))
    return Preview(
        name, locale, part, changes, confirmed, len(same) - len(confirmed),
        sum(bool(entry.fuzzy and entry.msgstr.strip()) for entry in entries),
        len(entries) - len(given) - sum(bool(entry.fuzzy and entry.msgstr.strip()) for entry in entries),
        tuple(problems),
    )  # fmt: skip


def _locale(project: Project, file: polib.POFile, name: str, tag: str | None) -> str:
    """The locale of a file: as its header or the command line says; both must agree."""
    locales = [locale.tag for locale in project.locales]
    header = file.metadata.get("Language", "").strip().replace("_", "-")
    said = next((one for one in (header, header.partition("-")[0]) if one in locales), header)
    if tag and said and tag != said:
        raise fail("po.locale", name, said=said, wanted=tag)
    found = tag or said
    if not found:
        raise fail("po.language", name)
    if found == locales[0]:
        raise fail("translation.source", name, name=found, known=", ".join(locales[1:]) or "…")
    if found not in locales:
        raise fail("translation.locale", name, name=found, known=", ".join(locales[1:]) or "…")
    return found


def _doubles(entries: Sequence[polib.POEntry], name: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for entry in entries:
        first = seen.setdefault(entry.msgctxt or "", _row(entry))
        if first != _row(entry):
            yield Problem("po.twice", name, _row(entry), params={"name": entry.msgctxt or "", "first": str(first)})


def _row(entry: polib.POEntry) -> int:
    return entry.linenum or 0


def clean(words: str) -> str:
    """A translation as it is kept: composed, without what can't be seen."""
    return HIDDEN_CHARACTERS.sub("", nfc(words.replace("\r\n", "\n"))).strip()


# ---------------------------------------------------------------- content
def _known_units(project: Project, locale: str) -> dict[str, Translated]:
    found = states(project, (locale,))
    called = po_out.contexts([one.unit for one in found])
    return {called[id(one.unit)]: one for one in found}


def _content(
    known: dict[str, Translated], entries: Sequence[polib.POEntry], name: str, problems: list[Problem]
) -> list[Change]:
    """The translations in a file that belong to texts of today; what is wrong is added to `problems`."""
    by_source: dict[tuple[str, str], list[Translated]] = {}
    for one in known.values():
        by_source.setdefault((one.unit.owner, _spaced(one.unit.source)), []).append(one)
    changes = []
    for entry in entries:
        context, words = entry.msgctxt or "", clean(entry.msgstr)
        found = known.get(context)
        if found is None or _spaced(found.unit.source) != _spaced(entry.msgid):
            # Moved, or its original is another one by now.
            alike = by_source.get((context.partition("/")[0], _spaced(entry.msgid)), [])
            if len(alike) != 1:
                if words and not entry.fuzzy:
                    problems.append(_lost(context, found, list(known), name, entry))
                continue
            found = alike[0]
        if not words:
            if entry.fuzzy:
                problems.append(Problem("po.empty", name, _row(entry), params={"name": context}, severity="warning"))
            continue
        if entry.fuzzy:
            continue
        problems += _faults(found.unit, words, name, _row(entry), context)
        before = found.unit.words.get(found.locale, "")
        changes.append(Change(context, before, words if _spaced(before) != _spaced(words) else before, _row(entry),
                              found))  # fmt: skip
    return changes


def _lost(context: str, found: Translated | None, names: list[str], file: str, entry: polib.POEntry) -> Problem:
    if found is not None:
        return Problem("po.outdated", file, _row(entry), params={"name": context}, severity="warning")
    params = {"name": context, "nearest": nearest(context, names) or "…"}
    return Problem("po.unknown", file, _row(entry), params=params, severity="warning")


def _spaced(text: str) -> str:
    """A text whatever its line breaks: programs and editors wrap them anew. Paragraphs stay."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", nfc(text).strip()))


def _faults(unit: Unit, words: str, file: str, line: int, name: str) -> Iterator[Problem]:
    """Markup that is not allowed, is not closed, or leads elsewhere than the original."""
    for fault in markup.faults(words):
        yield Problem(fault.code, file, line, path=name, params={"found": fault.found, "label": fault.label})
    left = {mark for mark in _MARKS.findall(markup.plain(words)) if mark not in markup.plain(unit.source)}
    for mark in sorted(left):
        yield Problem("po.marks", file, line, path=name, params={"mark": mark, "source": unit.source[:80]})
    ours, theirs = sorted(set(_TARGET.findall(unit.source))), sorted(set(_TARGET.findall(words)))
    if ours != theirs:
        params = {"found": ", ".join(theirs) or "–", "wanted": ", ".join(ours) or "–"}
        yield Problem("po.links", file, line, path=name, params=params)


# ---------------------------------------------------------------- interface
def _words(
    project: Project, tag: str, entries: Sequence[polib.POEntry], name: str, problems: list[Problem]
) -> list[Change]:
    locale = next(one for one in project.locales if one.tag == tag)
    reference = po_out.reference(project)
    changes = []
    for entry in entries:
        key, words = entry.msgctxt or "", clean(entry.msgstr)
        if key not in reference:
            params = {"name": key, "nearest": nearest(key, list(reference)) or "…"}
            problems.append(Problem("po.unknown", name, _row(entry), params=params, severity="warning"))
            continue
        if entry.fuzzy or not words:
            if entry.fuzzy and not words:
                problems.append(Problem("po.empty", name, _row(entry), params={"name": key}, severity="warning"))
            continue
        if _spaced(entry.msgid) != _spaced(reference[key]):
            problems.append(Problem("po.outdated", name, _row(entry), params={"name": key}, severity="warning"))
            continue
        changes.append(Change(key, locale.words.get(key, ""), words, _row(entry)))
    return changes


__all__ = ["Change", "Preview", "clean", "preview", "read"]
