"""The search page and its index: one file a locale, loaded by that page alone; `camtay-search.js` reads it.

The index is a JSON record of columns, each a text with one line a record, which is what compresses best:
`kinds` is a list of [label, folder, how many records in a row]; `title`; `slug`, empty where it is the folded title;
`also`, further names joined by `|`; `near`, names of other entries that this one is also meant by; `other`, the title
in the other languages; `text`, the beginning of the summary; `code`, the first five letters of every code (the check
letter follows from them); `in`, the number of the part with the entries of its commune; with a `~` before it, this
record is a title alone and stands whole in that part.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from camtay import urls
from camtay.kept import digest
from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.pages.places import old_units
from camtay.project import Project, once
from camtay.text import slugify
from camtay.view import View

WHOLE = 3_000
"""Records up to which there is one file; above, communes have files of their own."""
FEW, MANY = (200, 12_000), (2_000, 70_000)
"""(records, bytes after gzip) between which the room for an index is measured out, beyond them in proportion."""
LIGHT = (("also", "near", "other"), ("also", "near"), ())
"""What a record keeps beside its title where another file has it whole, the first with which all fit."""
TEXT = range(120, -1, -5)
"""Characters of the summaries, the first number with which the index fits."""


_KEYED = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""A text of plain values. A record is the same to it as a list of its fields, as which a memory gives one back."""
NOTHING: Mapping[str, str] = MappingProxyType({})
Labels = dict[str, tuple[str, str]]
"""Kind → (what people call it, folder of its pages)."""


class Record(NamedTuple):
    """One line of the index. `place` is the commune that it lies in, if any."""

    kind: str
    title: str
    slug: str
    also: Sequence[str] = ()
    near: Sequence[str] = ()
    other: str = ""
    text: str = ""
    codes: Sequence[str] = ()
    place: str = ""
    part: str = ""


LOCAL: tuple[Callable[[Record], bool], ...] = (lambda r: r.kind == "alley", lambda r: r.kind != "place")
"""What goes into the files of communes: alleys, and if that is not enough everything that lies in one."""


@dataclass(frozen=True)
class File:
    """`path` is relative to the site and changes with the content; `data` is None where it stands there already."""

    path: str
    data: bytes | None
    key: str = field(default="", compare=False)
    """Hash of all that it is made from."""


@dataclass(frozen=True)
class Index:
    """The files of one locale: the one that the page opens with, and one a commune (by its id) where there are many."""

    main: File
    parts: dict[str, File]

    @property
    def files(self) -> tuple[File, ...]:
        """All of them."""
        return (self.main, *self.parts.values())


def room(records: int) -> int:
    """Bytes after gzip that an index of so many records may take."""
    (few, low), (many, high) = FEW, MANY
    if records <= few:
        return low
    return low + (records - few) * (high - low) // (many - few) if records <= many else records * high // many


@once
def index(project: Project, locale: Locale) -> Index:
    """The index of a locale."""
    found, named = records(project, locale), labels(project, locale)
    main, communes = shared_out(found)
    return Index(
        opened(locale.tag, found, {id(record) for record in main}, list(communes), named, project.searched),
        {
            place: fitted(f"{locale.tag}-{place}", of_place, named, standing=project.searched)
            for place, of_place in communes.items()
        },
    )


def labels(project: Project, locale: Locale) -> Labels:
    """The kinds of all records."""
    words = {**{kind: f"kind.{kind}" for kind in project.by_kind}, **({"place": "place"} if project.places else {})}
    return {kind: (locale.word(word), f"/{urls.hub_path(project.site, locale, kind)}") for kind, word in words.items()}


def keys(project: Project) -> dict[str, str]:
    """Of every file of the search, the hash of what it is made from → its path."""
    return {file.key: file.path for locale in project.locales for file in index(project, locale).files}


def opened(
    name: str,
    found: list[Record],
    whole: Set[int],
    communes: list[str],
    labels: Labels,
    standing: Mapping[str, str] = NOTHING,
) -> File:
    """The file that the page opens with: records that another file has whole keep their title, and what else fits.

    `whole` are the `id` of those that it has whole itself; `standing`: see `fitted`."""
    numbers = {place: str(n) for n, place in enumerate(communes, 1)}

    def row(record: Record, kept: tuple[str, ...]) -> Record:
        if record.place not in numbers:
            return record
        if id(record) in whole:
            return record._replace(part=numbers[record.place])
        more = {name: getattr(record, name) for name in kept}
        return Record(record.kind, record.title, record.slug, part=f"~{numbers[record.place]}", **more)

    limit = MANY[1] if communes else room(len(found))
    key = ""
    for kept in LIGHT:
        rows = [row(record, kept) for record in found]
        if not key:  # the first rows have all that is in any of them
            key = key_of(name, rows, labels, limit)
            if path := standing.get(key):
                return File(path, None, key)
        if not communes or packed(encoded(rows, labels, 0)) <= limit:
            break
    return replace(fitted(name, rows, labels, limit), key=key)


def shared_out(found: list[Record]) -> tuple[list[Record], dict[str, list[Record]]]:
    """(what every search sees whole, what it sees by title alone since the file of a commune has it whole)."""
    main, local = found, list[Record]()
    for test in LOCAL:
        if len(main) <= WHOLE:
            break
        local += [record for record in main if record.place and test(record)]
        main = [record for record in main if not (record.place and test(record))]
    communes: dict[str, list[Record]] = {}
    for record in local:
        communes.setdefault(record.place, []).append(record)
    return main, communes


@once
def records(project: Project, locale: Locale) -> list[Record]:
    """Every entry and commune in the order of menus."""
    return [*(_record(project, locale, entry) for entry in project.entries.values()), *_communes(project, locale)]


def recorded(project: Project, names: Iterable[str]) -> dict[tuple[str, str], Record]:
    """(entry, locale) → its record, for a later build (`Project.recorded`)."""
    known, chosen = dict.keys(project.entries), set(names)
    return {
        (name, locale.tag): record
        for locale in project.locales
        for name, record in zip(known, records(project, locale), strict=False)  # communes come last
        if name in chosen
    }


def _record(project: Project, locale: Locale, entry: Entry) -> Record:
    if known := project.recorded.get((entry.id, locale.tag)):
        return Record._make(known)
    view = View(project, locale)
    first, later = project.synonyms_of.get(entry.id, ((), ()))
    short = (view.plain(entry.short),) if entry.short else ()
    needs = (view.plain(need) for need in entry.needs)
    return Record(
        entry.kind,
        title := view.plain(entry.title),
        entry.address_name,
        tuple(dict.fromkeys((*short, *first, *_further(title, needs)))),
        later,
        _abroad(title, entry, locale, project),
        view.plain(entry.summary),
        tuple(code.code for code in project.ledger.leading_to.get(entry.id, ())),
        entry.place[0] if entry.place else "",
    )


def _communes(project: Project, locale: Locale) -> Iterator[Record]:
    view = View(project, locale)
    for place in project.places.values():
        old = [f"{unit.type} {unit.name}".strip() for unit in old_units([place])]
        title = view.plain(place.title)
        other = [words for tag, words in place.title.root.items() if tag != locale.tag and words != title]
        yield Record("place", title, place.id, _further(title, old), other=" ".join(other), place=place.id)


def _abroad(title: str, entry: Entry, locale: Locale, project: Project) -> str:
    texts = (View(project, other).plain(entry.title) for other in project.locales if other.tag != locale.tag)
    return " ".join(dict.fromkeys(text for text in texts if text != title))


def _further(title: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names with a word that the title does not have, each once."""
    known, found = set(slugify(title, " ").split()), dict[str, str]()
    for name in names:
        folded = slugify(name, " ")
        if not set(folded.split()) <= known:
            found.setdefault(folded, name.replace("|", " "))
    return tuple(found.values())


# ---------------------------------------------------------------- file
def key_of(name: str, found: list[Record], labels: Labels, limit: int) -> str:
    """A hash of all that decides what stands in a file, and what it is called."""
    return digest(_KEYED((name, limit, sorted(labels.items()), found)))


def fitted(
    name: str, found: list[Record], labels: Labels, limit: int = 0, standing: Mapping[str, str] = NOTHING
) -> File:
    """The longest texts with which it fits into so many bytes after gzip, or into what `room` gives.

    `standing` are paths of files in the site, by what they are made from (`key_of`): those are not made again."""
    key = key_of(name, found, labels, limit)
    if path := standing.get(key):
        return File(path, None, key)
    columns, most = fixed(found), limit or room(len(found))

    def data(length: int) -> bytes:
        return encoded(found, labels, length, columns)

    def too_large(length: int) -> bool:
        return length > TEXT[-1] and packed(data(length)) > most

    # Longer texts make a larger file: halving the range asks five times, not twenty-five.
    made = data(TEXT[bisect_left(TEXT, x=True, key=lambda length: not too_large(length))])
    mark = hashlib.sha256(made).hexdigest()[:10]
    return File(f"assets/search-{name.lower()}-{mark}.json", made, key)


def packed(data: bytes) -> int:
    """Bytes after gzip as hosts use it: at its best, which takes three times as long, it makes a hundredth less."""
    return len(gzip.compress(data, 6, mtime=0))


def fixed(found: list[Record]) -> dict[str, str]:
    """The columns of some records without that of their texts."""
    return {
        "title": _column(r.title for r in found),
        "slug": _column("" if slugify(r.title) == r.slug else r.slug for r in found),
        "also": _column("|".join(r.also) for r in found),
        "near": _column("|".join(r.near) for r in found),
        "other": _column(r.other for r in found),
        "code": _column(" ".join(code[:-1] for code in r.codes) for r in found),
        "in": _column(r.part for r in found),
    }


def _column(lines: Iterable[str]) -> str:
    return "\n".join([line if plain(line) else " ".join(line.split()) for line in lines])


def plain(text: str) -> bool:
    """Whether the words of a text have one space between them and nothing else."""
    return not text or (text.isprintable() and "  " not in text and text[0] != " " and text[-1] != " ")


def encoded(found: list[Record], labels: Labels, length: int, columns: Mapping[str, str] | None = None) -> bytes:
    """The JSON of some records with so many characters of their texts; `columns`: see `fixed`."""
    rows: list[list[object]] = []
    for record in found:
        if rows and rows[-1][1] == labels[record.kind][1]:
            rows[-1][2] = int(str(rows[-1][2])) + 1
        else:
            rows.append([*labels[record.kind], 1])
    texts = _column(cut(r.text, length) for r in found) if length else ""
    named: dict[str, str] = {}
    for name, text in (columns or fixed(found)).items():
        named |= {"text": texts, name: text} if name == "code" else {name: text}
    told = {"kinds": rows, **{name: text for name, text in named.items() if text.strip("\n") or name == "title"}}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def cut(text: str, length: int) -> str:
    """The words of a text that fit, with an ellipsis for the others; nothing of nothing."""
    if len(text) <= length:
        return text
    kept = text[:length].rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{kept}…" if kept else ""
