"""guides/ → records: reads every file, reports every problem of every file together."""

from __future__ import annotations

import errno
import os
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from camtay import interface, yaml_file
from camtay.errors import Problem, fail
from camtay.kept import Watched
from camtay.locales import is_tag
from camtay.model import listed
from camtay.model.entries import (
    KINDS,
    Alley,
    AlleyFields,
    Entry,
    Located,
    Places,
    Village,
    links,
    publishable,
    unplaced,
)
from camtay.model.fields import Confidence, one_or_many
from camtay.model.glossary import Glossary
from camtay.model.shape import shape
from camtay.model.site import Site
from camtay.model.style import StyleWords
from camtay.model.synonyms import Synonyms
from camtay.records import Known, Listing, Shelf, Stamp, stamp
from camtay.source_problems import mappings, sample_problems, says, source_references, text_problems
from camtay.text import HIDDEN_CHARACTERS, nearest
from camtay.yaml_file import Document, Path_

FOLDER = "guides"
SITE = f"{FOLDER}/site.yml"
PLACES = f"{FOLDER}/places.yml"
GLOSSARY = f"{FOLDER}/glossary.yml"
SYNONYMS = f"{FOLDER}/synonyms.yml"
ALONE = (PLACES, GLOSSARY, SYNONYMS)
"""Files that are no entries."""
M = TypeVar("M", bound=BaseModel)

_SIMPLE = {
    "string_type": "field.text",
    "string_too_short": "field.empty",
    "too_short": "field.empty",
    "tuple_type": "field.list",
    "dict_type": "field.mapping",
    "model_type": "field.mapping",
    "model_attributes_type": "field.mapping",
    "text_shape": "text.shape",
    "text_words": "text.words",
    "text_long": "text.long",
    "date_form": "date.form",
    "date_impossible": "date.impossible",
    "date_partial": "date.partial",
    "number_whole": "number.whole",
    "number_decimal": "number.decimal",
    "phone": "phone.form",
    "phone_zero": "phone.zero",
    "phone_unsure": "phone.unsure",
    "phone_source": "phone.source",
    "url": "url.form",
    "url_host": "link.host",
    "id": "id.form",
    "base_url": "site.base_url",
    "host": "site.host",
    "editor_server": "editor.server_missing",
    "locale_tag": "site.locale",
    "locale_twice": "site.locale_twice",
    "audio_shape": "audio.shape",
    "audio_licence": "audio.licence",
    "coordinates_swapped": "coordinates.swapped",
    "coordinates_outside": "coordinates.outside",
    "question_count": "question.count",
    "question_wrong": "question.wrong",
    "question_same": "question.same",
    "stop_what": "stop.what",
    "route_short": "route.short",
}


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


def read(root: Path, changed: Mapping[str, bytes] | None = None, lean: bool = False) -> Source:
    """Read `guides/` of a project. Raises nothing for bad content: see `.problems`.

    `changed` gives files, by their names, another content than the disk has; also files that are not there yet.
    `lean`: whole records are not kept, for who asks most entries for no more than lists show."""
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
    room = Library(root, locales)
    source.entries = Watched(room=room)
    locked = (folder / "l10n.lock.jsonl").exists()  # then translations are judged by the texts of all files
    on_disk = list(_files_in(folder, root, source.problems))
    new = {name for name in drafts if name.startswith(f"{FOLDER}/")} - {name for _, name in on_disk}
    for path, name in [*on_disk, *((f"{root}/{name}", name) for name in sorted(new))]:
        if name == SITE:
            continue
        if name in ALONE or name.startswith((f"{FOLDER}/ui/", f"{FOLDER}/style/")):
            _read_alone(source, document_of(path, name), Path(name).stem, locales)
            continue
        readable = False
        shelved = None if name in drafts else shelf.find(path, name)
        if shelved is not None:
            document = Document.later(name, shelved.memo, partial(room.document, name))
            room.met(name, shelf.key(name), shelved)
        else:
            before = None if name in drafts else _stamp(path)
            document = document_of(path, name)
            shelved, wholes = known(document, locales)
            key = document.memo.get("raw", "")
            readable = before is not None and bool(key)
            if before and key:
                shelf.put(name, before, key, shelved)
            room.met(name, key, shelved, () if lean and readable else wholes)
        _add(source, document, shelved, room)
        if readable and not document.problems and not locked:
            document.leave(partial(room.document, name))
    return source


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp(path)
    except OSError:
        return None


class Library:
    """The whole records of a project, read again when one of their fields is asked for that is not at hand."""

    def __init__(self, root: Path, locales: tuple[str, ...]) -> None:
        self.root, self.locales = root, locales
        self.saw: Callable[[str], None] | None = None
        """Told of every entry that is asked for."""
        self._files: dict[str, tuple[str, bool]] = {}
        """Entry → its file, and whether anything in it may be unsure."""
        self._keys: dict[str, str] = {}
        """File → the hash of it."""
        self._found: dict[tuple[str, bool], Entry] = {}

    def met(self, name: str, key: str, shelved: Known, wholes: Iterable[Entry] = ()) -> None:
        """A file was read: its entries, and their whole records where they are there already."""
        self._keys[name] = key
        for listing in shelved.entries:
            self._files.setdefault(listing.facts[1]["id"], (name, shelved.unsure))
        for whole in wholes:
            if self._files[whole.id][0] == name:  # else the id is another one's, too
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
            for _, whole in _records(self.document(name), self.locales, []):
                self._found.setdefault((whole.id, False), whole)
        published = published and unsure
        if (id_, published) not in self._found:
            self._found[id_, True] = publishable(self._found[id_, False])
        return self._found[id_, published]


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


# ---------------------------------------------------------------- faults of a record
def validate(model: type[M], document: Document, locales: tuple[str, ...], problems: list[Problem]) -> M | None:
    """The record, or None with its problems added, each at its place in the file."""
    try:
        return model.model_validate(document.data, context={"locales": locales})
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A list whose items were refused is also too short for pydantic; it is not empty for who wrote it.
        told = (detail for detail in details if detail["type"] != "too_short" or not detail["input"])
        problems += (_problem(model, document, detail, locales) for detail in told)
        return None


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails, locales: tuple[str, ...]) -> Problem:
    loc: Path_ = tuple(detail["loc"])
    kind = detail["type"]
    if kind == "claim_text":
        loc, kind = (*loc, "text"), "extra_forbidden"
    # `Claim` lifts its locales into a field `text`, which is a place of the file only where somebody wrote it.
    path = tuple(part for i, part in enumerate(loc) if part != "text" or loc[: i + 1] in document.marks)
    context = {key: value for key, value in detail.get("ctx", {}).items() if isinstance(value, str | int)}
    value = detail["input"] if isinstance(detail["input"], str) else ""
    if kind == "missing":
        return document.problem("field.missing", path, name=path[-1])
    if kind == "extra_forbidden":
        return _unknown_field(model, document, loc, path, locales)
    if kind == "text_locale":
        key = str(context["key"])
        return document.problem("text.locale", (*path, key), name=key, known=", ".join(locales))
    if kind == "text_source":
        return document.problem("text.source", path, locale=locales[0])
    if kind in ("literal_error", "enum"):
        choices = [c.strip("' ") for c in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        known = ", ".join(choices)
        if best := nearest(value, choices):
            return document.problem("field.choice", path, value=value, nearest=best, known=known)
        return document.problem("field.choice_far", path, value=value, known=known)
    if kind == "editor_value":
        return document.problem(f"editor.{context['kind']}", path, value=str(context["value"]))
    if kind == "text_words":
        path = (*path, str(context["key"]))
    if kind == "text_long":
        path = (*path, str(context["locale"]))
    if kind not in _SIMPLE:
        return document.problem("field.other", path, value=value[:60], detail=detail["msg"])
    return document.problem(_SIMPLE[kind], path, **{"value": value, **context})


def _unknown_field(
    model: type[BaseModel], document: Document, loc: Path_, path: Path_, locales: tuple[str, ...]
) -> Problem:
    """A field that its record does not have, with the one that was probably meant or else all that there are."""
    name = str(path[-1])
    inner = _model_at(model, loc[:-1])
    known = sorted(set(inner.model_fields) - {"text"}) if inner else []
    if inner and "text" in inner.model_fields:
        known += locales
    if best := nearest(name, known):
        return document.problem("field.unknown", path, name=name, nearest=best)
    return document.problem("field.unknown_far", path, name=name, known=", ".join(known))


def _model_at(model: type[BaseModel], loc: Path_) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    by_key = False  # what stands under each key of a dict is of one sort
    for part in loc:
        if isinstance(part, int) or by_key:
            by_key = False
            continue
        if found is None or part not in found.model_fields:
            return None
        annotation = found.model_fields[part].annotation
        by_key = typing.get_origin(annotation) is dict
        found = _record_in(annotation)
    return found


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((hit for part in typing.get_args(annotation) if (hit := _record_in(part))), None)


__all__ = [
    "FOLDER",
    "PLACES",
    "SITE",
    "Source",
    "alley_of",
    "read",
    "text_problems",
    "validate",
]
