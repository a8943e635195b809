"""guides/ → records: reads every file, reports every problem of every file together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from camtay import interface, yaml_file
from camtay.ahead import Ahead
from camtay.errors import Problem
from camtay.kept import Watched
from camtay.library import Library, Wholes, known
from camtay.locales import is_tag
from camtay.model import listed
from camtay.model.entries import (
    Entry,
    Places,
)
from camtay.model.fields import one_or_many
from camtay.model.glossary import Glossary
from camtay.model.site import Site
from camtay.model.style import StyleWords
from camtay.model.synonyms import Synonyms
from camtay.records import Known, Shelf, Stamp, stamp
from camtay.source_problems import sample_problems, source_references, text_problems
from camtay.text import HIDDEN_CHARACTERS
from camtay.validation import validate
from camtay.yaml_file import Document, Path_

FOLDER = "guides"
SITE = f"{FOLDER}/site.yml"
PLACES = f"{FOLDER}/places.yml"
GLOSSARY = f"{FOLDER}/glossary.yml"
SYNONYMS = f"{FOLDER}/synonyms.yml"
ALONE = (PLACES, GLOSSARY, SYNONYMS)
"""Files that are no entries."""


@dataclass
class Source:
    """What was read: records by id, the document of each, and the problems so far."""

    entries: dict[str, Entry] = field(default_factory=Watched)
    """Listed ones (`model.listed`): `entries[id]` gives the whole record."""
    documents: dict[str, tuple[Document, Path_]] = field(default_factory=dict)
    """Entry id → its document and the path of the entry inside it."""
    site: Site | None = None
    site_document: Document = field(default_factory=lambda: Document(SITE))
    """`guides/site.yml`, for problems that are found later."""
    places: Places | None = None
    places_document: Document = field(default_factory=lambda: Document(PLACES))
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Ids of entries whose files have faults of their own: those who name them are not at fault."""
    unsure: set[str] = field(default_factory=set)
    """Ids of entries in whose files something may be unsure."""
    published: dict[str, Entry] = field(default_factory=dict)
    """The entries without what is unsure."""
    shelf: Shelf | None = field(default=None, repr=False)
    """What is remembered of files."""
    glossary: Glossary | None = None
    glossary_document: Document = field(default_factory=lambda: Document(GLOSSARY))
    synonyms: Synonyms | None = None
    synonyms_document: Document = field(default_factory=lambda: Document(SYNONYMS))
    style: dict[str, StyleWords] = field(default_factory=dict)
    """The instance's own words for the style check by locale (`guides/style/LOCALE.yml`)."""
    ui: dict[str, dict[str, str]] = field(default_factory=dict)
    """The instance's own interface words by locale (`guides/ui/LOCALE.yml`)."""


def read(root: Path, changed: Mapping[str, bytes] | None = None, wholes: Wholes = "held") -> Source:
    """Read `guides/` of a project. Raises nothing for bad content: see `.problems`.

    `changed` gives files, by their names, another content than the disk has; also files that are not there yet.
    `wholes` is what becomes of whole records: who asks most entries for no more than lists show needs none."""
    folder = root / FOLDER
    drafts = dict(changed or {})

    def document_of(path: str, name: str) -> Document:
        raw = drafts.get(name)
        return yaml_file.read(path, name) if raw is None else yaml_file.of_bytes(raw, name)

    site_document = document_of(f"{folder}/site.yml", SITE)
    source = Source(site_document=site_document)
    source.problems += site_document.problems
    locales = _locales(site_document.data)
    if isinstance(site_document.data, dict):
        source.problems += text_problems(site_document, locales) + source_references(site_document)
    if site_document.data is not None or all(p.severity == "warning" for p in site_document.problems):
        source.site = validate(Site, site_document, locales, source.problems)
    source.shelf = shelf = Shelf(root, locales).open()
    room = Library(root, locales, wholes)
    source.entries = Watched(room=room)
    locked = (folder / "l10n.lock.jsonl").exists()  # then translations are judged by the texts of all files
    on_disk = list(_files_in(folder, root, source.problems))
    new = {name for name in drafts if name.startswith(f"{FOLDER}/")} - {name for _, name in on_disk}
    with_entries = [file for file in on_disk if not (file[1] == SITE or _is_alone(file[1]) or file[1] in drafts)]
    ahead = Ahead([] if locked else with_entries, shelf, locales, wholes)
    for path, name in [*on_disk, *((f"{root}/{name}", name) for name in sorted(new))]:
        if name == SITE:
            continue
        if _is_alone(name):
            _read_alone(source, document_of(path, name), Path(name).stem, locales)
            continue
        readable = False
        shelved = None if name in drafts else shelf.find(path, name)
        if shelved is not None:
            document = Document.later(name, shelved.memo, partial(room.document, name))
            room.met(name, shelf.key(name), shelved)
        elif (taken := ahead.take(name)) is not None:
            found, shelved = taken
            document = Document.later(name, shelved.memo, partial(room.document, name))
            shelf.put(name, found.before, found.key, shelved)
            room.met(name, found.key, shelved, packed=found.wholes)
        else:
            before = None if name in drafts else _stamp(path)
            document = document_of(path, name)
            shelved, whole = known(document, locales)
            key = document.memo.get("raw", "")
            readable = before is not None and bool(key)
            if before and key:
                shelf.put(name, before, key, shelved)
            room.met(name, key, shelved, whole, readable=readable)
        _add(source, document, shelved, room)
        if readable and not document.problems and not locked:
            document.leave(partial(room.document, name))
    return source


def _is_alone(name: str) -> bool:
    """Whether a file is there once, or once a locale, and has no entries."""
    return name in ALONE or name.startswith((f"{FOLDER}/ui/", f"{FOLDER}/style/"))


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp(path)
    except OSError:
        return None


def _locales(site: Any) -> tuple[str, ...]:
    """The locales that `site.yml` names, source locale first.

    Words that are no language tag are told once, by `Site`. They stay behind the others as names of texts, since
    texts may have been written under them; small letters are put right (`EN`)."""
    named = site.get("locales") if isinstance(site, dict) else None
    words = [word for word in one_or_many(named) if isinstance(word, str)] if isinstance(named, str | list) else []
    tags = [word.lower() if is_tag(word.lower()) else word for word in words]
    known = tuple(dict.fromkeys(sorted(tags, key=lambda tag: not is_tag(tag))))
    return known if any(map(is_tag, known)) else ("vi", "en", *known)


def files_in(folder: Path, root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files of content with the names by which problems call them."""
    return ((Path(path), name) for path, name in _files_in(folder, root, problems))


def _files_in(folder: Path, root: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    inside = os.path.realpath(folder)
    length, called = len(os.fspath(folder)), folder.relative_to(root).as_posix()
    for entry in sorted(_below(folder), key=lambda entry: entry.path.split(os.sep)):
        path, link, wanted = entry.path, entry.is_symlink(), entry.name.lower().endswith((".yml", ".yaml"))
        if not link and not (wanted and entry.is_file()):
            continue
        name = HIDDEN_CHARACTERS.sub("\ufffd", called + path[length:].replace(os.sep, "/"))
        if link and not Path(os.path.realpath(path)).is_relative_to(inside):
            problems.append(Problem("file.outside", name))
        elif wanted and (not link or os.path.isfile(path) or not os.path.exists(path)):
            yield path, name  # also a link that leads nowhere: it can't be read, which is told


def _below(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Everything in a folder and in those in it, but for what is hidden; links are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
    except OSError:  # may not be opened, or is gone
        return
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)


def links_outside(root: Path, folders: Sequence[str] = ("docs", "qr")) -> list[Problem]:
    """Links in the other folders of a project that lead out of it: what they lead to would be published."""
    inside = os.path.realpath(root)
    walked = (
        Path(base, name) for folder in folders for base, dirs, files in os.walk(root / folder) for name in dirs + files
    )
    out = [path for path in walked if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside)]
    shown = (HIDDEN_CHARACTERS.sub("\ufffd", path.relative_to(root).as_posix()) for path in out)
    return [Problem("file.leads_out", name) for name in shown]


def _read_words(source: Source, document: Document, tag: str, locales: tuple[str, ...]) -> None:
    if document.data is None:
        return
    if not isinstance(document.data, dict):
        source.problems.append(document.problem("field.mapping"))
        return
    words = {key: value for key, value in document.data.items() if isinstance(value, str)}
    source.ui[tag] = words
    source.problems += (document.problem("field.text", (key,)) for key in document.data if key not in words)
    source.problems += interface.problems(document, words, tag, locales)


def _read_style(source: Source, document: Document, tag: str) -> None:
    if document.data is not None and (words := validate(StyleWords, document, (tag,), source.problems)):
        source.style[tag] = words


def _read_glossary(source: Source, document: Document, locales: tuple[str, ...]) -> None:
    source.problems += source_references(document)
    source.glossary = validate(Glossary, document, locales, source.problems)
    source.glossary_document = document
    seen: dict[str, int] = {}
    for index, term in enumerate(source.glossary.terms if source.glossary else ()):
        first = seen.setdefault(term.id, index)
        if first != index:
            line = document.place(("terms", first, "id"))[0]
            path: Path_ = ("terms", index, "id")
            source.problems.append(document.problem("id.duplicate", path, id=term.id, other=f"{document.file}:{line}"))


def _read_alone(source: Source, document: Document, stem: str, locales: tuple[str, ...]) -> None:
    """A file that is there once, or once a locale."""
    source.problems += document.problems
    if document.file.startswith(f"{FOLDER}/ui/"):
        _read_words(source, document, stem, locales)
    elif document.file.startswith(f"{FOLDER}/style/"):
        _read_style(source, document, stem)
    elif document.data is None:
        source.unread |= {stem} if document.problems else set()
    elif not isinstance(document.data, dict):
        source.problems.append(document.problem("field.mapping", ()))
    else:
        source.problems += text_problems(document, locales) + sample_problems(document)
        if document.file == PLACES:
            source.places = validate(Places, document, locales, source.problems)
            source.places_document = document
        elif document.file == GLOSSARY:
            _read_glossary(source, document, locales)
        else:
            source.synonyms = validate(Synonyms, document, locales, source.problems)
            source.synonyms_document = document


def _add(source: Source, document: Document, shelved: Known, room: Library) -> None:
    """Add what a file says to what others said."""
    source.problems += shelved.problems
    source.unread |= shelved.unread
    for listing in shelved.entries:
        id_, base = listing.facts[1]["id"], listing.base
        if dict.__contains__(source.entries, id_):
            other, other_path = source.documents[id_]
            line = other.place((*other_path, "id"))[0]
            told = document.problem("id.duplicate", (*base, "id"), id=id_, other=f"{other.file}:{line}")
            source.problems.append(told)
            continue
        entry = listed.listed(room, listing.facts, listing.links, False)
        source.entries[id_] = source.published[id_] = entry
        source.documents[id_] = (document, base)
        if shelved.unsure and listing.published:
            source.unsure.add(id_)
            source.published[id_] = listed.listed(room, listing.published, listing.links, True)
