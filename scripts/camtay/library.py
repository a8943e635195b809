"""What one file of content says, whatever the others say; and the whole records behind what lists show of entries."""

from __future__ import annotations

import errno
import os
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from camtay import yaml_file
from camtay.errors import Problem, fail
from camtay.model import listed
from camtay.model.entries import KINDS, Alley, AlleyFields, Entry, Located, Village, links, publishable, unplaced
from camtay.model.fields import Confidence
from camtay.model.shape import shape
from camtay.records import Known, Listing
from camtay.source_problems import mappings, sample_problems, says, source_references, text_problems
from camtay.text import nearest
from camtay.validation import validate
from camtay.yaml_file import Document, Path_

Wholes = Literal["held", "packed", "left"]
"""What becomes of whole records that are there when a file was read: they are kept, or kept in a quarter of the room,
from which one takes 0.1 ms to come out, or not kept, which is 1.5 ms."""
AT_ONCE = 64
"""Packed records that are out at a time."""


class Library:
    """The whole records of a project, read again when one of their fields is asked for that is not at hand."""

    def __init__(self, root: Path, locales: tuple[str, ...], wholes: Wholes = "held") -> None:
        self.root, self.locales, self.wholes = root, locales, wholes
        self.saw: Callable[[str], None] | None = None
        """Told of every entry that is asked for."""
        self._files: dict[str, tuple[str, bool]] = {}
        """Entry → its file, and whether anything in it may be unsure."""
        self._keys: dict[str, str] = {}
        """File → the hash of it."""
        self._found: dict[tuple[str, bool], Entry] = {}
        self._packed: dict[str, bytes] = {}

    def met(
        self,
        name: str,
        key: str,
        shelved: Known,
        wholes: Iterable[Entry] = (),
        packed: Iterable[tuple[str, bytes]] = (),
        readable: bool = True,
    ) -> None:
        """A file was read: its entries, and their whole records where they are there already, or packed ones by their
        ids. `readable`: whether they can be read again."""
        self._keys[name] = key
        for listing in shelved.entries:
            self._files.setdefault(listing.facts[1]["id"], (name, shelved.unsure))
        if not (readable and self.wholes == "left"):
            self._hold(name, wholes)
        for id_, data in packed:
            if self._files[id_][0] == name:
                self._packed.setdefault(id_, data)

    def _hold(self, name: str, wholes: Iterable[Entry]) -> None:
        for whole in wholes:
            if self._files[whole.id][0] != name:  # the id is another one's, too
                continue
            if self.wholes == "packed":
                self._packed.setdefault(whole.id, pickle.dumps(whole, pickle.HIGHEST_PROTOCOL))
            else:
                self._found.setdefault((whole.id, False), whole)

    def let_go(self) -> None:
        """Forget whole records."""
        self._found.clear()

    def document(self, name: str) -> Document:
        """A file that was read before. Raises CamtayError where it is another one by now."""
        document = yaml_file.read(self.root / name, name)
        if document.memo.get("raw") != self._keys[name]:
            raise fail("file.unreadable", name, reason=os.strerror(errno.ESTALE))
        return document

    def whole(self, id_: str, published: bool) -> Entry:
        """The record of an entry; `published`: without what is unsure. Raises CamtayError as `document` does."""
        if self.saw is not None:
            self.saw(id_)
        name, unsure = self._files[id_]
        if (id_, False) not in self._found:
            if id_ not in self._packed:
                self._hold(name, (whole for _, whole in _records(self.document(name), self.locales, [])))
            if self.wholes == "packed" and len(self._found) > AT_ONCE:
                self._found.clear()
            if id_ in self._packed:
                self._found[id_, False] = pickle.loads(self._packed[id_])  # noqa: S301 - from this process or its fork
        published = published and unsure
        if (id_, published) not in self._found:
            self._found[id_, True] = publishable(self._found[id_, False])
        return self._found[id_, published]


def known(document: Document, locales: tuple[str, ...]) -> tuple[Known, list[Entry]]:
    """What a file says whatever the others say, and the records of its entries."""
    made = Known([*document.problems], len(document.problems), memo=document.memo)
    data = document.data
    if data is None:
        made.unread |= {Path(document.file).stem} if document.problems else set()
        return made, []
    if not isinstance(data, dict):
        made.problems.append(document.problem("field.mapping", ()))
        return made, []
    found = mappings(data)
    made.problems += text_problems(document, locales, found) + sample_problems(document)
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        made.problems.append(_unknown_kind(document, kind))
        made.unread |= _ids(data)
        return made, []
    made.problems += source_references(document, found)
    own = _records(document, locales, made.problems)
    if not own:
        made.unread |= _ids(data)
        return made, []
    made.unsure = says(document, Confidence.UNSURE.value)
    files = "file:" in document.text
    for base, one in own:
        made.memo["shape", base] = shape(data, base, files)
        if isinstance(one, Located) and (name := unplaced(one)):
            document.spot((*base, name))  # its place, while the text is at hand: see `spots`
        if isinstance(one, Village) and len(one.alleys) > 1:
            document.spot(("alleys",))
        shown = listed.facts(publishable(one)) if made.unsure else None
        made.entries.append(Listing(base, listed.facts(one), shown, links(one, made.unsure)))
    return made, [one for _, one in own]


def _records(document: Document, locales: tuple[str, ...], problems: list[Problem]) -> list[tuple[Path_, Entry]]:
    """The records in a file of a known kind, each with its place; nothing where there are `problems`."""
    entry = validate(KINDS[document.data["kind"]], document, locales, problems)
    if entry is None:
        return []
    own: list[tuple[Path_, Entry]] = [((), entry)]
    if isinstance(entry, Village):
        alleys = (alley_of(entry, fields, number, locales) for number, fields in enumerate(entry.alleys, 1))
        own += ((("alleys", number), alley) for number, alley in enumerate(alleys))
    return own


def _unknown_kind(document: Document, kind: Any) -> Problem:
    known = ", ".join(KINDS)
    if not isinstance(kind, str) or not kind:
        return document.problem("kind.missing", ("kind",), known=known)
    if best := nearest(kind, list(KINDS)):
        return document.problem("kind.unknown", ("kind",), value=kind, nearest=best, known=known)
    return document.problem("field.choice_far", ("kind",), value=kind, known=known)


def _ids(data: dict[str, Any]) -> set[str]:
    """The ids that a file would have given: of its entry and of the alleys in it."""
    alleys = data.get("alleys")
    records = [data, *(alleys if isinstance(alleys, list) else [])]
    return {r["id"] for r in records if isinstance(r, dict) and isinstance(r.get("id"), str)}


def alley_of(village: Village, fields: AlleyFields, number: int, locales: tuple[str, ...]) -> Alley:
    """The alley as an entry: what it does not say itself is its village's."""
    own = {name: getattr(fields, name) for name in AlleyFields.model_fields}
    own["summary"] = fields.summary or village.summary
    return Alley(
        **own,
        village=village.id,
        number=number,
        reviewed=village.reviewed,
        sources=village.sources,
        place=village.place,
        address=village.address,
        phones=village.phones,
        status=village.status,
        publish_from=village.publish_from,
        valid_until=village.valid_until,
        successor=village.successor,
    )
