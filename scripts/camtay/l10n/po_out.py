"""PO files for translators: the content's texts, and the words of the interface. Poedit and Weblate open both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polib

from camtay import interface, markup, parts
from camtay.l10n import history
from camtay.l10n.status import states
from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.model.fields import PIVOT
from camtay.project import Project
from camtay.translation import State, Translated, Unit
from camtay.yaml_file import Path_

SITE, PART = "X-Camtay-Site", "X-Camtay-Part"
"""Headers: host of the site that a file belongs to; `content` or `interface`."""
LIMITS = {"short": 40, "summary": 160}
"""Characters that a text of an entry may have, by field."""
OPEN = (State.MISSING, State.STALE, State.MACHINE)


def content(project: Project, locale: Locale, open_only: bool = False) -> str:
    """Every text of the content with its translation into `locale`; with `open_only` those that need somebody.

    What is stale or a machine's is fuzzy; a stale one has its former original, if git still knows it."""
    found = states(project, (locale.tag,))
    before = history.previous(project.root, (one for one in found if one.state is State.STALE))
    file = _empty(project, locale, "content")
    called = contexts([one.unit for one in found])
    for one in found:
        if open_only and one.state not in OPEN:
            continue
        unit = one.unit
        was = before.get(one.line.source) if one.line and one.state is State.STALE else None
        file.append(
            polib.POEntry(
                msgctxt=called[id(unit)],
                msgid=unit.source,
                msgstr=unit.words.get(locale.tag, ""),
                comment="\n".join(_notes(project, one)),
                occurrences=[(unit.document.file, str(unit.line))],
                flags=["fuzzy"] if one.state in (State.STALE, State.MACHINE) else [],
                previous_msgid=was,
            )
        )
    return _text(file)


def contexts(units: Iterable[Unit]) -> dict[int, str]:
    """By `id()` of a text its name in PO files: `quet-qr/steps[2]`; of two with one name the second gets a number."""
    called: dict[int, str] = {}
    taken: dict[str, int] = {}
    for unit in units:
        name = f"{unit.owner}/{unit.key}"
        taken[name] = taken.get(name, 0) + 1
        called[id(unit)] = name if taken[name] == 1 else f"{name}#{taken[name]}"
    return called


def _notes(project: Project, one: Translated) -> list[str]:
    """What a translator sees above a text: where it stands, what to keep, how long it may be, what English says."""
    unit, field = one.unit, str(one.unit.path[-1]) if one.unit.path else ""
    entry = project.entries.get(unit.owner)
    notes = []
    if entry:
        _, base = project.documents[unit.owner]
        part = parts.name(project.source_locale, entry, unit.path[len(base) :])
        notes.append(" · ".join(filter(None, (markup.plain(entry.title.source), part))))
    if one.state is State.MACHINE:
        notes.append("Máy dịch, chưa ai kiểm tra. / By a machine, not checked yet.")
    if one.locale != PIVOT and PIVOT in unit.words and unit.locales[0] != PIVOT:
        notes.append(f"English: {unit.words[PIVOT]}")
    if limit := _limit(entry, unit.path, field):
        notes.append(f"Nhiều nhất {limit} ký tự. / At most {limit} characters.")
    if markup.plain(unit.source) != unit.source:
        notes.append("Giữ dấu ** ` và địa chỉ trong (…). / Keep ** ` and the addresses in (…).")
    return notes


def _limit(entry: Entry | None, path: Path_, field: str) -> int | None:
    own = len(path) == 1 or (len(path) == 3 and path[0] == "alleys")
    return LIMITS.get(field) if own and (entry or field == "short") else None


# ---------------------------------------------------------------- interface
def words(project: Project, locale: Locale) -> str:
    """The words of the interface, from English; what the locale has already is filled in."""
    file = _empty(project, locale, "interface", source=PIVOT)
    for key, text in reference(project).items():
        vi = interface.words("vi").get(key, "")
        notes = [f"Tiếng Việt: {vi}"] if vi and locale.tag != "vi" else []
        if key.startswith("path."):
            notes.append("Đi vào địa chỉ trang: chỉ a–z, 0–9, dấu gạch. / Part of an address: a–z, 0–9, hyphens only.")
        file.append(
            polib.POEntry(
                msgctxt=key,
                msgid=text,
                msgstr=locale.words.get(key, ""),
                comment="\n".join(notes),
                flags=["python-brace-format"] if interface.placeholders(text) else [],
            )
        )
    return _text(file)


def reference(project: Project) -> Mapping[str, str]:
    """English words of the interface by key, an instance's own ones among them."""
    return project.locales[0].fallback


# ---------------------------------------------------------------- file
def _empty(project: Project, locale: Locale, part: str, source: str | None = None) -> polib.POFile:
    """A file with its headers. Its date is that of the newest review, so that the same content gives the same bytes."""
    newest = max((entry.reviewed for entry in project.entries.values()), default=project.day)
    moment = f"{newest.isoformat()} 12:00+0000"
    file = polib.POFile(wrapwidth=78)
    file.metadata = {
        "Project-Id-Version": markup.plain(project.site.title.source),
        "Report-Msgid-Bugs-To": project.site.contact.email or "",
        "POT-Creation-Date": moment,
        "PO-Revision-Date": moment,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": locale.tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source or project.source_locale.tag,
        SITE: project.site.host,
        PART: part,
    }
    return file


def _text(file: polib.POFile) -> str:
    return f"{file}".rstrip("\n") + "\n"


__all__: Sequence[str] = ("LIMITS", "PART", "SITE", "content", "contexts", "reference", "words")
