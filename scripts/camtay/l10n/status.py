"""The state of every translation, and saying that a translation agrees with its original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from camtay import translation
from camtay.errors import fail
from camtay.files import write_atomic
from camtay.project import Project
from camtay.translation import Line, State, Translated, digest


def states(project: Project, tags: Sequence[str] | None = None) -> list[Translated]:
    """The state of every text in the locales `tags` (all but the source's), also of a project without a lock."""
    locales = tuple(locale.tag for locale in project.locales)
    common = (*project.common, project.places_document)
    lock, _ = translation.read(project.root)
    return translation.judge(translation.units(project.documents, common, locales), lock, tags or locales[1:])


def counts(found: Iterable[Translated]) -> Counter[State]:
    """How many texts are in which state."""
    return Counter(one.state for one in found)


@dataclass(frozen=True)
class Choice:
    """What somebody vouches for: texts by the names of their entries (`vneid`) or of a part of one (`vneid/steps[2]`);
    without names every text that nobody has vouched for yet, but none whose original has changed."""

    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    machine: bool = False
    """Written by a machine: readers are told so until somebody accepts it again."""

    def has(self, one: Translated) -> bool:
        """Whether a text is meant."""
        if one.locale not in self.tags or one.state is State.MISSING:
            return False
        return any(self._names(one)) if self.names else one.state is State.UNTRACKED

    def _names(self, one: Translated) -> Iterator[bool]:
        for name in self.names:
            entry, _, part = name.partition("/")
            key = one.unit.key
            yield entry == one.unit.owner and (not part or key == part or key.startswith((f"{part}.", f"{part}[")))


def accepted(found: Sequence[Translated], choice: Choice, day: date) -> tuple[list[Line], int]:
    """The lock's lines once the chosen texts are accepted, and how many of these are new.

    `found` is every text in every locale: lines of texts that are gone are left out."""
    lines, new = [], 0
    for one in found:
        unit = one.unit
        if choice.has(one) and (one.state is not State.OK or choice.machine):
            hashes = digest(unit.source), digest(unit.words[one.locale])
            lines.append(Line(unit.owner, unit.key, one.locale, *hashes, day.isoformat(), choice.machine))
            new += 1
        elif one.line:
            lines.append(replace(one.line, path=unit.key))
    return lines, new


def accept(project: Project, choice: Choice, day: date) -> int:
    """Write the lock with the chosen texts in it; how many are new. Raises CamtayError."""
    lines, new = accepted(states(project), choice, day)
    write(project.root, lines)
    return new


def write(root: Path, lines: Iterable[Line]) -> None:
    """Replace the lock. Raises CamtayError."""
    try:
        write_atomic(root / translation.FILE, translation.dump(lines))
    except OSError as error:
        raise fail("file.write", translation.FILE, reason=error.strerror or error) from error
